package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"huiyin/backup"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/store"
	"huiyin/texts"
)

type backupCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	To     string `placeholder:"FOLDER" help:"Where to, if not as the settings say. 备份到哪个文件夹。" type:"path"`
	Check  string `placeholder:"FILE" help:"Make none, but look whether this one is good. 不做备份，只看这一份好不好。" type:"path"`
}

// Run makes a backup beside a running bot, and says OK when it was read back and
// found good.
func (cmd backupCommand) Run(ctx context.Context, c console) error {
	cfg, l, err := settings(c, cmd.Config, cmd.Lang)
	if err != nil {
		return err
	}
	if cmd.Check != "" {
		return cmd.check(ctx, c, cfg, l)
	}
	if cmd.To != "" {
		cfg.Backup.To = cmd.To
	}
	if cfg.Backup.To == "" {
		fmt.Fprintln(c.err, "huiyin:", texts.Say(l, "backup.no_folder"))
		return errTold{errors.New("no folder to back up to")}
	}
	began := time.Now()
	made, err := backupJob(cfg, func(ctx context.Context, to string) (store.Contents, error) {
		return store.CopyBeside(ctx, cfg.Database, to)
	}, began).Run(ctx)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) && !exists(cfg.Database) {
			fmt.Fprintln(c.err, "huiyin:", texts.Say(l, "doctor.database_none", "Path", cfg.Database))
			return errTold{err}
		}
		err = tell(c, l, err)
		fmt.Fprintln(c.err, texts.Say(l, "backup.failed"))
		return err
	}
	fmt.Fprintln(c.out, texts.Say(l, "backup.ok", "File", made.File, "Size", flows.Size(made.Size), "Rows", made.Contents.Rows(""),
		"Tables", len(made.Contents.Tables), "Took", time.Since(began).Round(10*time.Millisecond)))
	if made.Gone > 0 {
		fmt.Fprintln(c.out, texts.Say(l, "backup.gone", "Days", cfg.Backup.KeepDays, "Count", made.Gone))
	}
	if made.NewKey {
		fmt.Fprintln(c.out, texts.Say(l, "backup.new_key", "Key", cfg.Backup.Key, "DataKey", cfg.KeyFile))
	}
	return nil
}

// check reads a backup that was made before.
func (cmd backupCommand) check(ctx context.Context, c console, cfg *config.Config, l string) error {
	folder, leave, err := backup.Work(backup.Trial(cfg.Database))
	if err != nil {
		return tell(c, l, err)
	}
	defer leave()
	m, err := backup.Unpack(ctx, cmd.Check, cfg.Backup.Key, filepath.Join(folder, "trial.db"))
	if err != nil {
		return tell(c, l, err)
	}
	fmt.Fprintln(c.out, texts.Say(l, "backup.ok_check", "File", cmd.Check, "At", stamped(m.At, l), "Rows", m.Contents.Rows(""),
		"Tables", len(m.Contents.Tables), "Orders", m.Contents.Rows("ord")))
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// stamped writes a time for the operator, by the machine's own clock.
func stamped(at time.Time, lang string) string {
	if at.IsZero() {
		return texts.Say(lang, "restore.never")
	}
	return at.Local().Format("2006-01-02 15:04:05 -0700")
}
