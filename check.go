package main

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"strings"
	"time"

	"huiyin/config"
	"huiyin/order"
	"huiyin/proof"
	"huiyin/store"
	"huiyin/texts"
)

type checkCommand struct {
	Config   string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Language string `name:"lang" help:"zh or en" enum:"zh,en,"  default:""`
	JSON     bool   `name:"json" help:"For a program instead of a person. 给程序看。"`
	PNG      string `name:"png" help:"Draw the proof as a heat map into this file. 把证明画成热力图。" type:"path" placeholder:"FILE"`
	Weeks    int    `name:"weeks" help:"How many weeks are looked at, from this one on. 看多少个星期。" default:"53"`
}

// errHoles is told by the exit status 3: the settings are good, and there are
// orders that nobody hears of in time.
var errHoles = errors.New("somebody is called too late")

// mostWeeks is as far as anybody's holidays are known.
const mostWeeks = 530

// Run says everything that is wrong with the settings and the community file.
// Where nothing is, it proves when somebody is called, for those who have
// joined, or for the file alone while nobody has.
func (cmd checkCommand) Run(ctx context.Context, c console) error {
	cfg, problems := config.Load(cmd.Config, c.env)
	l := lang(c)
	if cfg != nil {
		l = cfg.Language
	}
	if cmd.Language != "" {
		l = cmd.Language
	}
	var written *order.Community
	if cfg != nil {
		var more config.Problems
		written, more = config.LoadCommunity(cfg.Community)
		problems = append(append(problems, more...), cfg.NeedToken()...)
	}
	if problems.Failed() {
		return cmd.wrong(c, problems.Say(l))
	}
	t, err := joined(ctx, cfg)
	if err != nil {
		return cmd.wrong(c, problems.Say(l)+"huiyin: "+explain(err, l)+"\n")
	}
	weeks := min(max(cmd.Weeks, 1), mostWeeks)
	s := statement{lang: l, problems: problems.Say(l), written: written}
	if s.alone = t == nil; s.alone {
		t = proof.Everybody(written)
	}
	s.r = proof.Prove(t, time.Now(), weeks)
	return cmd.tell(c, &s)
}

// wrong says why nothing can be proven.
func (cmd checkCommand) wrong(c console, text string) error {
	if cmd.JSON {
		writeJSON(c.out, map[string]any{"problems": lines(text)})
	} else {
		fmt.Fprint(c.out, text)
	}
	return errTold{errors.New("the settings have mistakes")}
}

// tell writes the proof as it was asked for.
func (cmd checkCommand) tell(c console, s *statement) error {
	if cmd.JSON {
		writeJSON(c.out, s.document())
	} else {
		fmt.Fprint(c.out, s.text())
	}
	if cmd.PNG != "" {
		if err := savePicture(cmd.PNG, s); err != nil {
			return err
		}
	}
	if len(s.r.Holes) > 0 {
		return errTold{errHoles}
	}
	return nil
}

func savePicture(path string, s *statement) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return png.Encode(f, heatMap(s.r))
}

// joined reads who has joined; nil while nobody has. The database may be in use.
func joined(ctx context.Context, cfg *config.Config) (t *proof.Territory, err error) {
	err = store.Peek(ctx, store.Options{Path: cfg.Database, KeyFile: cfg.KeyFile, Now: time.Now}, func(tx *store.Tx) error {
		t, err = territoryIn(tx)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if t != nil && len(t.Members) == 0 && len(t.Chats) == 0 {
		return nil, err
	}
	return t, err
}

// lines are the lines of a text, without the empty ones.
func lines(text string) []string {
	list := []string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// length is a delay in words.
func length(lang string, d time.Duration) string {
	switch {
	case d == proof.Never:
		return texts.Say(lang, "proof.never")
	case d == 0:
		return texts.Say(lang, "proof.at_once")
	case d > 48*time.Hour && d%(24*time.Hour) != 0:
		return texts.Say(lang, "proof.days_hours", "Days", int(d/(24*time.Hour)), "Rest", texts.Span(lang, d%(24*time.Hour)))
	}
	return texts.Span(lang, d)
}
