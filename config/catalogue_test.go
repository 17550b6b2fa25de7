package config

import (
	"os"
	"strings"
	"testing"

	"huiyin/order"
)

// street is a community that takes the starter catalogue as it is.
func street(t testing.TB) *order.Community {
	t.Helper()
	src := strings.ReplaceAll(string(build("categories", "catalogue: street")), "[lift]", "[water]")
	c, problems := ParseCommunity("c", []byte(strings.Replace(src, base["classes"]+"\n", "\n", 1)))
	if problems.Failed() {
		t.Fatalf("\n%s", problems.Say("en"))
	}
	return c
}

// residents are sentences, each with the category that it is about.
func residents(t testing.TB, name string) [][2]string {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list [][2]string
	for line := range strings.Lines(string(src)) {
		if key, text, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			list = append(list, [2]string{key, text})
		}
	}
	return list
}

// TestGuessesResidents measures the guess. The words of the first two lots have
// been taught to the catalogue, which must not forget them; the third one is
// only measured, and says how it does with what nobody foresaw. What is not
// recognised is asked; what is recognised wrongly is worse.
func TestGuessesResidents(t *testing.T) {
	c := street(t)
	for _, lot := range []struct {
		name  string
		least int // percent
	}{{"residents", 98}, {"residents-more", 95}, {"residents-fresh", 30}} {
		right, near, asked, n := 0, 0, 0, 0
		for _, x := range residents(t, "testdata/"+lot.name+".txt") {
			want, text := x[0], x[1]
			if c.Category(want).Key != want {
				t.Errorf("the catalogue has no %s", want)
			}
			n++
			got, sure := c.GuessCategory(text)
			switch {
			case got == want:
				right++
			case !sure:
				asked++
			case c.IsAbout(want, got):
				near++
			default:
				t.Logf("%s: %s, not %s", text, got, want)
			}
		}
		t.Logf("%s: of %d, %d right (%d %%), %d only the category above, %d asked, %d wrong", lot.name, n, right, right*100/n, near, asked, n-right-near-asked)
		if right*100 < lot.least*n {
			t.Errorf("%s: only %d of %d are right", lot.name, right, n)
		}
	}
}

// The starter catalogue is as good as an owner's file must be, in both
// languages, and holds what a street has to deal with.
func TestStarter(t *testing.T) {
	for _, name := range starters() {
		s, problems := readStarter(name)
		if len(problems) > 0 {
			t.Fatalf("\n%s", problems.Say("en"))
		}
		c := street(t)
		leaves, first := 0, map[string]string{}
		for i, g := range s.Categories {
			if len(c.CategoriesIn(g.Key)) == 0 {
				leaves++
			}
			if g.Name.ZH == "" || g.Name.EN == "" {
				t.Errorf("%s has no name in both languages", g.Key)
			}
			latin, chinese := 0, 0
			for _, word := range g.Words {
				if word[0] < 0x80 {
					latin++
				} else {
					chinese++
				}
				if j, taken := first[strings.ToLower(word)]; taken {
					t.Errorf("%q belongs to %s and to %s", word, j, g.Key)
				}
				first[strings.ToLower(word)] = g.Key
			}
			if i < len(s.Categories)-1 && (latin == 0 || chinese == 0) {
				t.Errorf("%s has too few words in one language", g.Key)
			}
		}
		if leaves < 40 {
			t.Errorf("%s has only %d categories at the bottom", name, leaves)
		}
		for _, key := range []string{"crisis", "violence", "staff"} {
			if !c.Sensitive(key) {
				t.Errorf("%s must not be shown in a group", key)
			}
		}
	}
}

// A file may change, add and remove single categories of a catalogue.
func TestOverlay(t *testing.T) {
	c, problems := ParseCommunity("c", build("categories", `catalogue: street
categories:
- {key: lift, class: fast, words: [直梯]}
- {key: flags, in: lift, name: {zh: 旗, en: Flags}, words: [旗杆], evidence: photo}
- {key: water, remove: true}`))
	if problems.Failed() {
		t.Fatalf("\n%s", problems.Say("en"))
	}
	if c.Category("water").Key != "other" || c.Category("no-water").Key != "other" {
		t.Error("what was removed is still there, or what lies in it")
	}
	if c.Category("lift").Name.EN != "Lift" || c.ClassOf("flags").Key != "fast" || c.EvidenceOf("flags") != order.EvidencePhoto {
		t.Error("what the file says does not hold")
	}
	if k, _ := c.GuessCategory("直梯旁边的旗杆歪了"); k != "flags" {
		t.Errorf("guessed %s", k)
	}
	if last := c.Categories[len(c.Categories)-1].Key; last != "other" {
		t.Errorf("the last category is %s", last)
	}
}
