package flows

// private handles what somebody says to the bot alone.
func (s *step) private() error {
	m := s.in.Message
	if m.Picked != nil {
		return s.picked(m.Picked)
	}
	if m.Command != "" && m.Command != "order" {
		handled, err := s.command(m.Command, m.Text)
		if handled || err != nil {
			return err
		}
		return s.reply(Outgoing{Text: s.t("private.unknown_command")})
	}
	if m.Command == "order" && m.Text == "" && len(m.Media) == 0 {
		return s.reply(Outgoing{Text: s.t("private.how")})
	}
	for _, try := range []func() (bool, error){s.bigKeyPressed, s.claimSaid, s.answerToRelayed, s.rosterSent, s.answerDialog, s.replyInPrivate, s.contact} {
		handled, err := try()
		if handled || err != nil {
			return err
		}
	}
	if m.Odd != "" || (m.Text == "" && len(m.Media) == 0 && m.Place == nil) {
		return s.reply(Outgoing{Text: s.t("intake.odd")})
	}
	return s.draftMore()
}

func (s *step) bigKeyPressed() (bool, error) {
	if s.in.Message.Text == "" || s.in.Message.Command != "" {
		return false, nil
	}
	return s.bigKey(s.in.Message.Text)
}

func (s *step) claimSaid() (bool, error) {
	if s.in.Message.Text == "" || s.in.Message.Command != "" {
		return false, nil
	}
	return s.claim(s.in.Message.Text)
}

// contact keeps a person's own phone number. Somebody else's is not ours to keep.
func (s *step) contact() (bool, error) {
	c := s.in.Message.Contact
	if c == nil {
		return false, nil
	}
	if c.Person != s.me.ID {
		return true, s.reply(Outgoing{Text: s.t("contact.not_yours")})
	}
	s.me.Phone = c.Phone
	if err := s.savePerson(s.me); err != nil {
		return true, err
	}
	if said, ok, err := s.tx.Consent(s.me.ID, asksPhone); err != nil {
		return true, err
	} else if !ok {
		if err := s.askPhone(); err != nil {
			return true, err
		}
	} else {
		key := "phone.said_no"
		if said.Given {
			key = "phone.said_yes"
		}
		if err := s.reply(Outgoing{Text: s.t("contact.kept") + s.t(key), Keyboard: s.keyboard()}); err != nil {
			return true, err
		}
	}
	return true, s.redrawTaken() // who already is on the way, and may see it, does so at once
}
