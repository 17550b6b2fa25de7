package flows

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// DataSheet is one part of what is stored about a person, as a table.
type DataSheet struct {
	Key     string     // for programs
	Name    string     // in the reader's language
	Columns []string   // for programs
	Heads   []string   // the columns in the reader's language
	Rows    [][]string // times as RFC 3339
}

// Data is all that is stored about a person, for a file of their own.
func (f *Flows) Data(tx *store.Tx, person int64, lang string) ([]DataSheet, error) {
	s, err := f.begin(tx, Input{Person: Person{ID: person}, Chat: Chat{ID: person, Private: true}})
	if err != nil {
		return nil, err
	}
	p, known, err := tx.Person(person)
	if err != nil || !known {
		return nil, err
	}
	roles, err := tx.RolesOf(person)
	if err != nil {
		return nil, err
	}
	s.me, s.lang, s.actor = p, lang, order.Actor{Person: person, Members: roles}
	var list []DataSheet
	for _, part := range []func() (DataSheet, error){s.sheetPerson, s.sheetRoles, s.sheetConsents, s.sheetShown, s.sheetSaw, s.sheetOrders, s.sheetHistory, s.sheetDone, s.sheetMore} {
		sheet, err := part()
		if err != nil {
			return nil, err
		}
		sheet.Name = s.t("data.sheet." + sheet.Key)
		for _, c := range sheet.Columns {
			sheet.Heads = append(sheet.Heads, s.t("data.col."+c))
		}
		list = append(list, sheet)
	}
	return list, nil
}

func stampOf(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

func (s *step) sheetPerson() (DataSheet, error) {
	p := s.me
	return DataSheet{Key: "person", Columns: []string{"id", "name", "username", "phone", "address", "language", "code", "area", "at"},
		Rows: [][]string{{fmt.Sprint(p.ID), p.Name, p.Username, p.Phone, p.Address, p.Lang, p.Code, p.Area, stampOf(p.SeenAt)}}}, nil
}

func (s *step) sheetRoles() (DataSheet, error) {
	sheet := DataSheet{Key: "roles", Columns: []string{"role", "area", "unit"}}
	for _, m := range s.actor.Members {
		sheet.Rows = append(sheet.Rows, []string{string(m.Role), m.Area, m.Unit})
	}
	return sheet, nil
}

func (s *step) sheetConsents() (DataSheet, error) {
	sheet := DataSheet{Key: "consents", Columns: []string{"at", "what", "given", "version", "way"}}
	list, err := s.tx.ConsentsOf(s.me.ID)
	for _, c := range list {
		sheet.Rows = append(sheet.Rows, []string{stampOf(c.At), c.What, strconv.FormatBool(c.Given), fmt.Sprint(c.Version), c.Way})
	}
	return sheet, err
}

func (s *step) sheetShown() (DataSheet, error) {
	sheet := DataSheet{Key: "shown", Columns: []string{"at", "order", "who", "what"}}
	list, err := s.tx.ShownOf(s.me.ID)
	for _, x := range list {
		sheet.Rows = append(sheet.Rows, []string{stampOf(x.At), shownFor(x), s.shownWho(x), strings.Join(x.What, " ")})
	}
	return sheet, err
}

// sheetSaw is what they were shown of others; whose it is, is not theirs to have.
func (s *step) sheetSaw() (DataSheet, error) {
	sheet := DataSheet{Key: "saw", Columns: []string{"at", "order", "what"}}
	list, err := s.tx.ShownTo(s.me.ID)
	for _, x := range list {
		sheet.Rows = append(sheet.Rows, []string{stampOf(x.At), shownFor(x), strings.Join(x.What, " ")})
	}
	return sheet, err
}

func (s *step) sheetOrders() (DataSheet, error) {
	sheet := DataSheet{Key: "orders", Columns: []string{"order", "category", "area", "state", "text", "address", "at", "ended", "rating", "files"}}
	list, err := s.tx.OrdersOf(s.me.ID, allOrders)
	for _, o := range list {
		files, err := s.tx.Attachments(o.No)
		if err != nil {
			return sheet, err
		}
		var names []string
		for _, a := range files {
			names = append(names, strings.TrimSpace(a.Kind+" "+a.FileID))
		}
		sheet.Rows = append(sheet.Rows, []string{number(o.No), o.Category, o.Area, string(o.State), o.Text, o.Address, stampOf(o.Intake), stampOf(o.EndedAt),
			fmt.Sprint(int(o.Rating)), strings.Join(names, ", ")})
	}
	return sheet, err
}

func (s *step) sheetHistory() (DataSheet, error) {
	sheet := DataSheet{Key: "history", Columns: []string{"order", "at", "act", "state", "unit", "text"}}
	list, err := s.tx.OrdersOf(s.me.ID, allOrders)
	if err != nil {
		return sheet, err
	}
	for _, o := range list {
		entries, err := s.tx.History(o.No)
		if err != nil {
			return sheet, err
		}
		for _, e := range entries {
			sheet.Rows = append(sheet.Rows, []string{number(e.Order), stampOf(e.At), string(e.Act), string(e.State), e.Unit, e.Note})
		}
	}
	return sheet, nil
}

func (s *step) sheetDone() (DataSheet, error) {
	sheet := DataSheet{Key: "done", Columns: []string{"order", "at", "act", "unit", "text"}}
	list, err := s.tx.EntriesOf(s.me.ID)
	for _, e := range list {
		sheet.Rows = append(sheet.Rows, []string{number(e.Order), stampOf(e.At), string(e.Act), e.Unit, e.Note})
	}
	return sheet, err
}

// sheetMore is what /mydata says besides, line by line.
func (s *step) sheetMore() (DataSheet, error) {
	sheet := DataSheet{Key: "more", Columns: []string{"text"}}
	for _, part := range []func() ([]string, error){s.dataDuty, s.dataLater, s.dataDraft, s.dataInvites, s.dataSettings} {
		lines, err := part()
		if err != nil {
			return sheet, err
		}
		for _, l := range lines {
			if l != "" {
				sheet.Rows = append(sheet.Rows, []string{l})
			}
		}
	}
	joined, err := s.tx.JoinedBy(s.me.ID)
	if len(joined) > 0 {
		sheet.Rows = append(sheet.Rows, []string{s.t("mydata.joined", "List", numbers(joined))})
	}
	return sheet, err
}

// dataButtons offer the same as a file.
func (s *step) dataButtons() [][]Button {
	return [][]Button{{{Text: s.t("data.json"), Data: data("privacy", "file", "json")}, {Text: s.t("data.xlsx"), Data: data("privacy", "file", "xlsx")}}}
}

// sendData sends all that is stored about whoever asks, as a file that is made
// when it is sent.
func (s *step) sendData(form string) error {
	if form != "json" && form != "xlsx" {
		return order.ErrButton
	}
	if full, err := s.crowded(); err != nil || full {
		return err
	}
	what := Picture{Kind: PictureData, Text: fmt.Sprintf("%d %s %s", s.me.ID, s.lang, form), Name: "huiyin-mydata." + form, Else: s.t("data.no_file")}
	return s.reply(Outgoing{Picture: &what})
}
