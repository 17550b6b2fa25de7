package config

import (
	"os"
	"reflect"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"huiyin/order"
)

func exampleFile(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile("../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// The example shows the defaults: as it is, and with every key uncommented.
func TestConfigExample(t *testing.T) {
	src := exampleFile(t, "config.example.yaml")
	commented := regexp.MustCompile(`(?m)^( *)# ([a-z_]+:( .*)?)$`)
	keys := len(commented.FindAll(src, -1)) + len(regexp.MustCompile(`(?m)^[a-z_]+:$`).FindAll(src, -1))
	if keys < 8 {
		t.Fatalf("only %d keys found in the example", keys)
	}
	for name, src := range map[string][]byte{
		"as it is": src, "uncommented": commented.ReplaceAll(src, []byte("$1$2")),
	} {
		got := Config{}
		w := newWalker("config.example.yaml", &got)
		w.read(src, &got)
		if len(w.problems) > 0 {
			t.Errorf("%s:\n%s", name, w.problems.Say("en"))
		}
		loaded, problems := parseConfig("config.example.yaml", src, nil)
		if len(problems) > 0 {
			t.Fatalf("%s:\n%s", name, problems.Say("en"))
		}
		if diff := cmp.Diff(Default(), *loaded); diff != "" {
			t.Errorf("%s (-default +loaded):\n%s", name, diff)
		}
		// Nothing of it may be lost on the way: what is written is in the value.
		if name == "uncommented" && len(w.at) != keys+1 {
			t.Errorf("%d keys are in the example, %d were read", keys, len(w.at)-1)
		}
	}
}

func TestCommunityExample(t *testing.T) {
	c, problems := LoadCommunity("../community.example.yaml", time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	if len(problems) > 0 {
		t.Fatalf("\n%s", problems.Say("en"))
	}
	for text, want := range map[string][2]string{
		"3号楼2单元电梯坏了，老人下不了楼":        {"lift", "b3"},
		"三栋电梯困人了":                  {"hazard", "b3"},
		"5号楼停水一天了":                 {"water", "b5"},
		"8号楼暖气漏水":                  {"heating", "b8"},
		"一网格路灯不亮":                  {"power", "grid1"},
		"楼道里有煤气味":                  {"hazard", ""},
		"老人在2号楼门口摔倒了":              {"medical", "b2"},
		"请问老年证怎么办":                 {"formalities", ""},
		"The lift in Building 3":   {"lift", "b3"},
		"I smell gas in block 7":   {"hazard", "b7"},
		"no water in building 12":  {"water", ""},
		"想找人下棋":                    {"other", ""},
		"My washing machine leaks": {"repair", ""},
	} {
		category, sure := c.GuessCategory(text)
		if area := c.GuessArea(text, ""); category != want[0] || area != want[1] || sure != (want[0] != "other") {
			t.Errorf("%s: %s in %q, sure %v; want %s in %q", text, category, area, sure, want[0], want[1])
		}
	}
	lift := c.ClassOf("lift")
	if lift.Accept != order.ClockTime(30*time.Minute) || lift.Finish != order.ClockTime(4*time.Hour) || c.RuleUnit("lift", "b3") != "property" {
		t.Errorf("the lift order reads %+v, %s", lift, c.RuleUnit("lift", "b3"))
	}
	var byHand []string
	for _, g := range c.Categories {
		if c.RuleUnit(g.Key, "b1") == "" {
			byHand = append(byHand, g.Key)
		}
	}
	if len(byHand) < 3 || len(byHand) > len(c.Categories)/2 {
		t.Errorf("the dispatcher has %v", byHand)
	}
	usual := &order.Community{}
	if err := usual.Prepare(); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(c.Ladders, usual.Ladders) || c.CloseAfter != usual.CloseAfter || c.ReopenFor != usual.ReopenFor || c.Digest != usual.Digest {
		t.Error("the example differs from the defaults of order")
	}
}
