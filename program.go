package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/order"
	"huiyin/store"
)

// parts are what the program is wired from. Production, the demo and the
// stories differ in nothing else.
type parts struct {
	config      *config.Config
	community   func() (*order.Community, error) // read when the database is empty
	file        func() *order.Community          // the same file later, if it can be read; nil: it is not looked at
	clock       bot.Clock
	http        *http.Client // nil: the program's own
	pace        bot.Pace
	weeks       int // that the heat map looks at; 0: a year
	log         *slog.Logger
	synchronous string
	notice      func(code string, args map[string]any) // hears what the operator should know
	afterCommit func()                                 // tests
}

// program is everything that runs, wired together.
type program struct {
	db      *store.DB
	flows   *flows.Flows
	bot     *bot.Bot
	sweeper *flows.Sweeper
	clock   bot.Clock
	weeks   int
	proving sync.Mutex // one proof at a time
	nightly *nightly
	taken   flows.FileTaken // what became of a changed community file
}

// open opens the database, reads the community in if there is none yet, and
// asks Telegram who the bot is.
func open(ctx context.Context, p parts) (*program, error) {
	db, err := store.Open(ctx, store.Options{Path: p.config.Database, KeyFile: p.config.KeyFile, Now: p.clock.Now,
		Synchronous: p.synchronous, AfterCommit: p.afterCommit, Log: p.log})
	if err != nil {
		return nil, err
	}
	pr := &program{db: db, clock: p.clock, weeks: cmp.Or(p.weeks, provenWeeks)}
	pr.flows = flows.New(flows.Options{Bot: pr.username, Log: p.log, OrdersPerDay: p.config.Limits.OrdersPerDay,
		Nightly: p.config.Backup.To != "", KeepDays: p.config.Backup.KeepDays, Keep: keepDays(p.config.Keep)})
	pr.sweeper = &flows.Sweeper{DB: db, Flows: pr.flows, Clock: p.clock, Log: p.log}
	pr.nightly = &nightly{cfg: p.config, db: db, flows: pr.flows, clock: p.clock, log: p.log}
	if err := pr.prepare(ctx, p); err != nil {
		db.Close()
		return nil, err
	}
	pr.bot, err = bot.New(ctx, bot.Options{Token: p.config.Telegram.Token.Reveal(), APIURL: p.config.Telegram.APIURL,
		Proxy: p.config.Telegram.Proxy.Reveal(), HTTPClient: p.http, DB: db, Handler: pr.flows, Owners: pr.flows.Owners, Draw: pr.draw, Read: pr.readFile, Clock: p.clock,
		LongPoll: p.config.Telegram.LongPoll, Pace: p.pace, PerMinute: p.config.Limits.MessagesPerMinute, Log: p.log, Language: p.config.Language, Notice: p.notice})
	if err != nil {
		db.Close()
		return nil, err
	}
	pr.sweeper.Stored = pr.bot.Stored
	return pr, nil
}

func (p *program) username() string {
	if p.bot == nil {
		return ""
	}
	return p.bot.Username()
}

// prepare fills an empty database and sets the timers that always run.
func (p *program) prepare(ctx context.Context, with parts) error {
	return p.db.Write(ctx, func(tx *store.Tx) error {
		if err := p.fill(tx, with); err != nil {
			return err
		}
		if _, err := p.flows.ForgetAgain(tx); err != nil { // an older database may have been put back by hand
			return err
		}
		return p.flows.Prepare(tx)
	})
}

// fill reads the community in, or what has changed in the file since.
func (p *program) fill(tx *store.Tx, with parts) error {
	c, err := tx.Community()
	if err != nil {
		return err
	}
	if c == nil || with.file == nil {
		return fill(tx, with.community)
	}
	file := with.file()
	if file == nil {
		return nil
	}
	p.taken, err = p.flows.TakeFile(tx, file, func(c *order.Community) bool { return !config.CheckCommunity(c).Failed() })
	return err
}

// fill reads the community in, if there is none yet.
func fill(tx *store.Tx, community func() (*order.Community, error)) error {
	c, err := tx.Community()
	if err != nil || c != nil {
		return err
	}
	if c, err = community(); err != nil {
		return err
	}
	if err := tx.SaveCommunity(c, 0); err != nil {
		return fmt.Errorf("save community: %w", err)
	}
	return tx.SetReadIn(c)
}

// remember keeps the bot's username for the commands that make links without
// asking Telegram.
func (p *program) remember(ctx context.Context) error {
	name := p.bot.Username()
	known := ""
	err := p.db.Read(ctx, func(tx *store.Tx) (err error) {
		known, err = tx.Meta(metaBot)
		return err
	})
	if err != nil || known == name {
		return err
	}
	return p.db.Write(ctx, func(tx *store.Tx) error { return tx.SetMeta(metaBot, name) })
}

// run runs until ctx ends or going on has no sense, and closes the database.
func (p *program) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var parts sync.WaitGroup
	var swept error
	parts.Go(func() {
		defer stop()
		swept = p.sweeper.Run(ctx)
	})
	parts.Go(func() { p.nightly.run(ctx) })
	err := p.bot.Run(ctx)
	stop()
	parts.Wait()
	return errors.Join(err, swept, p.db.Close())
}

// settled reports whether nothing is left to do at this moment.
func (p *program) settled() bool {
	due := true
	err := p.db.Read(context.Background(), func(tx *store.Tx) error {
		list, err := tx.DueTimers(1)
		due = len(list) > 0
		return err
	})
	return err == nil && !due && p.bot.Settled()
}

// claimCode is the code that makes somebody the owner; empty when there is one.
func (p *program) claimCode(ctx context.Context) (code string, err error) {
	err = p.db.Write(ctx, func(tx *store.Tx) error {
		code, err = p.flows.ClaimCode(tx)
		return err
	})
	return code, err
}

// keepDays is how long what is personal is kept, as the settings want it.
func keepDays(k config.Keep) flows.Keep { return flows.Keep(k) }
