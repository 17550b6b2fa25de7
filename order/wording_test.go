package order

import (
	"encoding/json"
	"testing"
)

// TestWording: each text is inherited by itself, language by language, and every
// one of them can be set, kept, taken over from a file and taken back.
func TestWording(t *testing.T) {
	c := local(t)
	for _, key := range Wordings() {
		for _, lang := range []string{"zh", "en"} {
			name := SetText(key, lang)
			if k, l, ok := name.Text(); k != key || l != lang || !ok || name.Right() != AdjustHours {
				t.Fatalf("%s is %s in %s", name, k, l)
			}
			if got, from := c.Effective("b", name); got != "" || from != "" {
				t.Errorf("%s has %q from %q before anything was said", name, got, from)
			}
			top, err := c.With("", name, "top")
			if err != nil {
				t.Fatal(err)
			}
			own, err := top.With("c", name, "own "+lang)
			if err != nil {
				t.Fatal(err)
			}
			for area, want := range map[string][2]string{"": {"top", ""}, "c2": {"top", ""}, "c": {"own " + lang, "c"}, "b": {"own " + lang, "c"}} {
				if got, from := own.Effective(area, name); got != want[0] || from != want[1] || own.At(area).Texts.Say(key, lang) != got {
					t.Errorf("%s in %q is %q from %q", name, area, got, from)
				}
			}
			other := map[string]string{"zh": "en", "en": "zh"}[lang]
			if got := own.At("b").Texts.Say(key, other); got != "" {
				t.Errorf("%s brought %q in the other language", name, got)
			}
			list := Revisions(c, own)
			if len(list) != 2 || list[0] != (Revision{Item{"", string(name)}, "", "top"}) || list[1] != (Revision{Item{"c", string(name)}, "", "own " + lang}) {
				t.Errorf("%v", list)
			}
			if merged, taken, conflicts := Merge(c, own, c, func(Revision) bool { return false }); len(taken) != 2 || len(conflicts) > 0 || merged.Prepare() != nil || len(Revisions(merged, own)) > 0 {
				t.Errorf("a file that brings %s: %v, %v", name, taken, conflicts)
			}
			back, err := own.With("c", name, "")
			if err != nil || back.At("b").Texts.Say(key, lang) != "top" {
				t.Errorf("%s does not go back: %v", name, err)
			}
			if c.At("b").Texts != (Wording{}) || top.At("b").Texts.Say(key, lang) != "top" {
				t.Error("a change reaches what was before it")
			}
			doc, err := json.Marshal(own)
			if err != nil {
				t.Fatal(err)
			}
			again := new(Community)
			if json.Unmarshal(doc, again) != nil || again.Prepare() != nil || len(Revisions(own, again)) > 0 {
				t.Errorf("%s is not kept", name)
			}
		}
	}
	for _, bad := range []Setting{"text", "text.", "text.welcome", "text.welcome.fr", "text.nothing.zh", "text.welcome.zh.zh", "welcome.zh"} {
		if _, _, ok := bad.Text(); ok {
			t.Errorf("%q is a text", bad)
		}
		if _, err := c.With("c", bad, "x"); err == nil {
			t.Errorf("%q can be set", bad)
		}
	}
}
