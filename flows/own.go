package flows

import (
	"huiyin/order"
	"huiyin/texts"
)

// own is a text in the words of where the step happens, and else in the
// program's. The key is one of order.Wordings. It is "" where there are no words.
func (s *step) own(lang, key string, args ...any) string {
	o, _ := texts.OwnText(key) // a test holds both lists together
	switch words := s.c.Texts.Say(key, lang); {
	case words != "":
		return o.Fill(words, args...)
	case o.Base == "":
		return ""
	}
	return say(lang, o.Base, args...)
}

// signed is an echo with the signature of the order's area below it, if there is
// one. A group needs none: everybody there knows whose it is.
func (s *step) signed(area string, to target, text string) string {
	if to.chat < 0 {
		return text
	}
	if line := s.signature(area, to.lang); line != "" {
		return text + "\n" + line
	}
	return text
}

func (s *step) signature(area, lang string) string {
	return s.at(area).own(lang, "signature", "Community", s.communityName(area, lang))
}

// communityName is the community in which the area lies; of a place in none, and
// of none at all, it is the whole's.
func (s *step) communityName(area, lang string) string {
	if a := s.c.Above(area, order.KindCommunity); a != nil {
		return a.Name.In(lang)
	}
	return s.c.Name.In(lang)
}

// sign ends what is told to the resident in private.
func (d *drawing) sign(to target) {
	if line := d.signature(d.o.Area, d.lang); line != "" && to.chat > 0 {
		d.rich.Line(line)
	}
}
