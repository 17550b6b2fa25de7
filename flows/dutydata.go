package flows

// dataDuty lists the person's leave, whom they stand in for, and their turns.
func (s *step) dataDuty() ([]string, error) {
	all, err := s.tx.Leaves()
	if err != nil {
		return nil, err
	}
	var lines []string
	if l, ok := all[s.me.ID]; ok {
		lines = append(lines, s.t("mydata.leave", "Value", s.dateName(l.Last(s.c.Zone()))))
	}
	for _, p := range s.actor.For {
		name, err := s.nameOf(p, s.lang)
		if err != nil {
			return nil, err
		}
		lines = append(lines, s.t("mydata.stands_in", "Value", name))
	}
	places, err := s.tx.Rotas()
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		rota, err := s.tx.Rota(p.Unit, p.Area)
		if err != nil {
			return nil, err
		}
		where := s.placeOrUnit(p.Area, p.Unit, s.lang)
		for _, w := range rota.Weekly {
			if w.Person == s.me.ID {
				lines = append(lines, s.t("mydata.duty", "Value", where+" "+daysName(s.lang, w.Days)+" "+hours(w.From, w.To)))
			}
		}
		for _, t := range rota.Extra {
			if t.Person == s.me.ID {
				lines = append(lines, s.t("mydata.duty", "Value", where+" "+s.extraLine(t, s.lang)))
			}
		}
		for _, c := range rota.Changes {
			if c.In == s.me.ID || c.Out == s.me.ID {
				lines = append(lines, s.t("mydata.duty", "Value", where+" "+s.changeLine(c, s.me.ID, s.lang)))
			}
		}
	}
	return lines, nil
}

// redrawUnits draws anew the open cards of the units that whoever was forgotten
// belonged to: they may have been called there by name.
func (s *step) redrawUnits() error {
	var seen []int64
	for _, m := range s.actor.Members {
		chats, err := s.tx.ChatsOf(m.Unit)
		if err != nil {
			return err
		}
		for _, c := range chats {
			cards, err := s.tx.CardsIn(c.ID)
			if err != nil {
				return err
			}
			for _, p := range cards {
				if has(seen, p.Order) {
					continue
				}
				seen = append(seen, p.Order)
				o, err := s.tx.Order(p.Order)
				if err != nil {
					return err
				}
				if err := s.refresh(o, false); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
