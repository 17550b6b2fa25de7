package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

type checkCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
}

// Run says everything that is wrong with the settings and the community file.
// It only reads, and may be used while the bot runs.
func (cmd checkCommand) Run(ctx context.Context, c console) error {
	l := c.language(cmd.Lang, cmd.Config)
	cfg, problems := c.load(cmd.Config)
	var trouble error
	if cfg != nil {
		var more config.Problems
		more, trouble = checkCommunity(ctx, cfg)
		problems = append(append(problems, more...), cfg.NeedToken()...)
	}
	fmt.Fprint(c.out, problems.Say(l))
	if trouble != nil {
		fmt.Fprintln(c.out, explain(trouble, l))
	}
	switch {
	case problems.Failed() || trouble != nil:
		return errTold{errors.New("the settings have mistakes")}
	case len(problems) > 0:
		fmt.Fprintln(c.out, texts.Say(l, "console.check_warned"))
	default:
		fmt.Fprintln(c.out, texts.Say(l, "console.check_fine"))
	}
	return nil
}

// checkCommunity checks the community file. Once there is a community in the
// database the file is not read any more, so nothing in it stops the program.
func checkCommunity(ctx context.Context, cfg *config.Config) (config.Problems, error) {
	held, err := heldCommunity(ctx, cfg)
	if p := store.AsProblem(err); p != nil && p.Code == "store.older" { // the next start mends it
		return config.Problems{{File: cfg.Database, Key: p.Code, Args: pairs(p.Args), Warning: true}}, nil
	}
	if err != nil {
		return nil, err
	}
	file, problems := config.LoadCommunity(cfg.Community, bot.RealClock{}.Now())
	if held == nil {
		return problems, nil
	}
	if _, err := os.Stat(cfg.Community); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for i := range problems {
		problems[i].Warning = true
	}
	return append(problems, without(cfg.Community, file, held)...), nil
}

// heldCommunity is the community in the database, looked up beside a program
// that may be running; nil when there is none yet.
func heldCommunity(ctx context.Context, cfg *config.Config) (c *order.Community, err error) {
	err = store.Snapshot(ctx, store.Options{Path: cfg.Database, KeyFile: cfg.KeyFile, Now: bot.RealClock{}.Now}, func(tx *store.Tx) error {
		c, err = tx.Community()
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return c, err
}

// without warns of a community file whose changes are without effect. file is
// nil when it has mistakes: then it can't be what was once read in.
func without(name string, file, held *order.Community) config.Problems {
	if file != nil && same(file, held) {
		return nil
	}
	return config.Problems{{File: name, Key: "console.community_differs", Warning: true}}
}

// same compares what two communities come to: both are prepared, so presets and
// defaults stand in them whatever was written.
func same(a, b *order.Community) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
