package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"huiyin/config"
	"huiyin/store"
	"huiyin/texts"
)

type rekeyCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
}

// Run makes a new key and seals all personal data with it. The bot must not run.
// It may be killed at any moment: the next start finds the key that fits.
func (cmd rekeyCommand) Run(ctx context.Context, c console) error {
	cfg, l, err := settings(c, cmd.Config, cmd.Lang)
	if err != nil {
		return err
	}
	if !exists(cfg.Database) {
		fmt.Fprintln(c.err, "huiyin:", texts.Say(l, "doctor.database_none", "Path", cfg.Database))
		return errTold{fs.ErrNotExist}
	}
	done, err := store.Rekey(ctx, store.Options{Path: cfg.Database, KeyFile: cfg.KeyFile, Now: time.Now, Log: logger(c.err, config.Log{Level: "warn"})}, nil)
	if err != nil {
		return tell(c, l, err)
	}
	fmt.Fprintln(c.out, texts.Say(l, "rekey.done", "Values", done.Values, "Key", cfg.KeyFile))
	fmt.Fprintln(c.out, texts.Say(l, "rekey.old", "Old", done.Old, "Days", cfg.Backup.KeepDays))
	if done.Loose != nil {
		fmt.Fprintln(c.err, "huiyin:", texts.Say(l, "rekey.loose"))
		return errTold{errors.Join(errors.New("pack the database"), done.Loose)}
	}
	return nil
}
