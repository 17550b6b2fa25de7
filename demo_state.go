package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"huiyin/config"
	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

// demoState is what the demo keeps between two runs, beside the database.
type demoState struct {
	Token  string           `json:"token"` // of the simulated bot; it opens nothing
	People map[string]int64 `json:"people"`
	Places map[string]int64 `json:"places"`
	Shown  []sim.Screen     `json:"shown,omitempty"` // the phones, where they are not those of the small territory
	Ahead  time.Duration    `json:"ahead"`           // how far the clock was moved
	World  json.RawMessage  `json:"world"`           // the simulated Telegram
}

func (d *demo) stateFile() string { return filepath.Join(d.dir, "telegram.json") }

// begin is where the demo goes on from: where it was left, or at the beginning,
// which for the larger sizes is the end of a made-up past.
func (d *demo) begin(ctx context.Context, c console) (who cast, played bool, err error) {
	d.log = logger(c.err, config.Log{Level: "warn"})
	if d.size != "" {
		if _, err := os.Stat(d.stateFile()); errors.Is(err, os.ErrNotExist) {
			fmt.Fprintln(c.out, texts.Say(d.lang, "console.demo_making"))
			if err := d.forget(); err != nil {
				return who, false, err
			}
			if err := playPast(ctx, d, scales[d.size], d.seed); err != nil {
				return who, false, err
			}
		}
	}
	return d.load()
}

// load reads the state of the last run, or makes a new cast.
func (d *demo) load() (c cast, played bool, err error) {
	text, err := os.ReadFile(d.stateFile())
	if errors.Is(err, os.ErrNotExist) {
		// What is left of a run that never saved would not fit a new cast.
		if err := d.forget(); err != nil {
			return c, false, err
		}
		d.clock = newMovedClock(0)
		d.sim = d.newSim()
		d.cast = build(d.sim, d.lang)
		return d.cast, false, nil
	}
	if err != nil {
		return c, false, err
	}
	var kept demoState
	if err := json.Unmarshal(text, &kept); err != nil {
		return c, false, fmt.Errorf("read the demo's state (--fresh starts anew): %w", err)
	}
	d.clock = newMovedClock(kept.Ahead)
	d.sim = d.newSim()
	d.cast = cast{kept.Token, kept.People, kept.Places, kept.Shown}
	return d.cast, true, d.sim.Load(bytes.NewReader(kept.World))
}

// nothingMissed notes that Telegram was heard just now. While the demo is off
// its Telegram is off as well, so nobody can have said anything that is lost,
// however far the clock was moved or the days went on.
func (d *demo) nothingMissed(ctx context.Context) error {
	return d.prog.db.Write(ctx, func(tx *store.Tx) error { return tx.Receive(nil, 0) })
}

// history is how many messages of a chat the page can show.
const history = 500

func (d *demo) newSim() *sim.Sim {
	return sim.New(sim.Options{Now: d.clock.Now, Flood: true, KeepMessages: history})
}

// save writes the state to a new file first, so that a crash leaves the old one.
func (d *demo) save() error {
	var world bytes.Buffer
	if err := d.sim.Save(&world); err != nil {
		return err
	}
	text, err := json.Marshal(demoState{d.cast.token, d.cast.people, d.cast.places, d.cast.shown, d.clock.Ahead(), world.Bytes()})
	if err != nil {
		return err
	}
	if err := os.WriteFile(d.stateFile()+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(d.stateFile()+".new", d.stateFile())
}

// keepSaving saves every few seconds, so that little is missing after a crash.
func (d *demo) keepSaving(ctx context.Context) {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = d.save() // the next one may succeed, and the last one reports
		}
	}
}
