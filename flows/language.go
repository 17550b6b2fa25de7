package flows

import (
	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// language is /language: a person's own in private; in a group the group's,
// for whoever may set it up.
func (s *step) language() error {
	if s.in.Chat.Private {
		return s.panel(slotLanguage, Outgoing{Text: s.t("lang.ask"), Buttons: [][]Button{
			{{Text: "中文", Data: data("lang", texts.ZH)}, {Text: "English", Data: data("lang", texts.EN)}},
			{{Text: s.t("lang.auto"), Data: data("lang", "auto")}},
		}}, true)
	}
	c, err := s.here()
	if err != nil {
		return err
	}
	if s.in.Anonymous {
		return s.reply(Outgoing{Text: s.t("lang.anonymous")})
	}
	if !s.setsUp(c) {
		return s.reply(Outgoing{Text: s.t("lang.own"), Buttons: [][]Button{{{Text: s.t("button.private"), URL: s.startLink("language")}}}})
	}
	return s.panel(slotLanguage, Outgoing{Text: s.t("lang.ask_group"), Buttons: [][]Button{
		{{Text: "中文", Data: data("lang", texts.ZH)}, {Text: "English", Data: data("lang", texts.EN)}},
		{{Text: s.t("choose.close"), Data: data("close")}},
	}}, true)
}

func (s *step) setsUp(c store.Chat) bool {
	return s.steering().some(order.Bind) && s.steering().binds(c)
}

// tapLanguage sets the language that was chosen.
func (s *step) tapLanguage(p press) error {
	lang := p.arg(0)
	if lang == "auto" && s.in.Chat.Private {
		lang = ""
	} else if lang != texts.ZH && lang != texts.EN {
		return order.ErrButton
	}
	if !s.in.Chat.Private {
		return s.setGroupLanguage(lang)
	}
	s.me.Lang = lang
	if err := s.savePerson(s.me); err != nil {
		return err
	}
	s.lang = s.langOf(s.me)
	if err := s.menu(); err != nil {
		return err
	}
	if err := s.dropPost(s.in.Chat.ID, slotLanguage); err != nil {
		return err
	}
	// The big keys carry words, so they come anew.
	return s.reply(Outgoing{Text: s.t("lang.done"), Keyboard: s.keyboard()})
}

func (s *step) setGroupLanguage(lang string) error {
	c, err := s.here()
	if err != nil {
		return err
	}
	if !s.setsUp(c) {
		s.alert("bind.no_right")
		return nil
	}
	c.Lang = lang
	if err := s.tx.SaveChat(c); err != nil {
		return err
	}
	if err := s.groupMenu(c); err != nil {
		return err
	}
	s.toast("lang.done_toast")
	return s.panel(slotLanguage, Outgoing{Text: say(lang, "lang.done_group")}, false)
}
