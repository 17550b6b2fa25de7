package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"huiyin/flows"
	"huiyin/roster"
	"huiyin/store"
)

// madeRoster is the roster as it is now, unless whoever asked for it has lost
// the right to it.
func (p *program) madeRoster(ctx context.Context, asked string) ([]byte, error) {
	person, lang, _ := strings.Cut(asked, ":")
	who, err := strconv.ParseInt(person, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("make roster: %w", err)
	}
	var now roster.Present
	may := false
	err = p.db.Read(ctx, func(tx *store.Tx) error {
		if may, err = p.flows.MayHaveRoster(tx, who); err != nil || !may {
			return err
		}
		now, err = p.rosterNow(tx)
		return err
	})
	if err != nil || !may {
		return nil, err
	}
	return roster.Write(now, lang).Workbook(lang)
}

// rosterNow is what is in force, with the bot's name as Telegram has told it.
func (p *program) rosterNow(tx *store.Tx) (roster.Present, error) {
	now, err := presentIn(tx, p.flows)
	if name := p.username(); name != "" {
		now.Bot = name
	}
	return now, err
}

// readFile reads a file that somebody has sent in chat.
func (p *program) readFile(ctx context.Context, want flows.Fetch, data []byte, wrong string) (func(*store.Tx) error, error) {
	if want.For != flows.FetchRoster {
		return nil, fmt.Errorf("read a file: for %q, which is not known", want.For)
	}
	var book roster.Book
	problems := roster.Problems{{Key: "import.lost"}}
	switch wrong {
	case "":
		book, problems = roster.Read(want.Name, data)
	case flows.FetchTooBig:
		problems = roster.TooBig()
	}
	news := flows.RosterNews{}
	err := p.db.Read(ctx, func(tx *store.Tx) error {
		now, err := p.rosterNow(tx)
		if err != nil {
			return err
		}
		plan := roster.Compare(book, now, problems)
		news = flows.RosterNews{Counts: plan.Counts(want.Language), Going: plan.Going(want.Language), Lines: len(plan.Lines), Change: plan.Change}
		for _, problem := range plan.Problems {
			news.Problems = append(news.Problems, problem.Say(want.Language))
			if !problem.Warning {
				news.Mistakes++
			}
		}
		news.Mark, err = p.flows.RosterMark(tx, plan.Change)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("compare roster: %w", err)
	}
	return func(tx *store.Tx) error { return p.flows.OfferRoster(tx, want, news) }, nil
}
