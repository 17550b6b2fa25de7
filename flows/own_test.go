package flows

import (
	"slices"
	"testing"

	"huiyin/order"
	"huiyin/texts"
)

// TestOwnTexts: the two lists of texts are one, each is reached in /settings, and
// a name is there for it in both languages.
func TestOwnTexts(t *testing.T) {
	var keys []string
	for _, o := range texts.Owns() {
		keys = append(keys, o.Key)
		for _, lang := range languages {
			if !texts.Has(lang, "own.is."+o.Key) || !texts.Has(lang, "own.where."+o.Key) {
				t.Errorf("%s has no name in %s", o.Key, lang)
			}
			if n := len(data("set", "save", "123456789012345678901234", string(order.SetText(o.Key, lang)))); n > maxButton {
				t.Errorf("the button of %s has %d bytes", o.Key, n)
			}
		}
	}
	if !slices.Equal(keys, order.Wordings()) {
		t.Errorf("%v is not %v", keys, order.Wordings())
	}
}

// TestOwnTextsByHand: every text can be written in both languages where its rules
// are kept, holds only in its area, and goes back again.
func TestOwnTextsByHand(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/start")
	for _, o := range texts.Owns() {
		for _, lang := range languages {
			name := string(order.SetText(o.Key, lang))
			words := "110 " + lang
			for _, h := range o.Holes {
				words += h.In(lang)
			}
			w.press(liWang, liWang, 1, data("set", "own", "xintian", name))
			w.say(liWang, liWang, words+"{x}")
			w.press(liWang, liWang, 1, data("set", "save", "xintian", name))
			if got := w.community().At("grid1").Texts.Say(o.Key, lang); got != "" {
				t.Errorf("%s in %s was saved without being right: %q", o.Key, lang, got)
			}
			w.say(liWang, liWang, words)
			if got := w.community().At("grid1").Texts.Say(o.Key, lang); got != "" {
				t.Errorf("%s in %s holds before it was saved", o.Key, lang)
			}
			w.press(liWang, liWang, 1, data("set", "save", "grid1", name)) // of another place than was asked
			w.press(liWang, liWang, 1, data("set", "save", "xintian", name))
			c := w.community()
			if c.At("grid1").Texts.Say(o.Key, lang) != words || c.At("").Texts.Say(o.Key, lang) != "" || !c.Area("grid1").Settings.Empty() {
				t.Errorf("%s in %s: %q", o.Key, lang, c.At("grid1").Texts.Say(o.Key, lang))
			}
			w.press(liWang, liWang, 1, data("set", "up", "xintian", name))
			if w.community().At("grid1").Texts != (order.Wording{}) {
				t.Errorf("%s in %s does not go back", o.Key, lang)
			}
		}
	}
}
