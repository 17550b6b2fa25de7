package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"huiyin/backup"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/store"
	"huiyin/texts"
)

type restoreCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	To     string `placeholder:"FOLDER" help:"Restore into this folder instead of the database's place. 恢复到这个文件夹。" type:"path"`
	Yes    bool   `help:"Don't ask. 不再询问。"`
	File   string `arg:"" help:"The backup. 备份文件。" type:"path"`
}

// Run puts a backup in the database's place. Everything is made ready beside it
// first; the last step is a change of names.
func (cmd restoreCommand) Run(ctx context.Context, c console) error {
	cfg, l, err := settings(c, cmd.Config, cmd.Lang)
	if err != nil {
		return err
	}
	if cmd.To != "" {
		if err := os.MkdirAll(cmd.To, 0o700); err != nil {
			return tell(c, l, err)
		}
		cfg.Database = filepath.Join(cmd.To, filepath.Base(cfg.Database))
	}
	if cfg.Database, err = store.RealPath(cfg.Database); err != nil {
		return tell(c, l, err)
	}
	r := restoring{cmd: cmd, cfg: cfg, console: c, lang: l}
	if err := r.run(ctx); err != nil {
		return tell(c, l, err)
	}
	return nil
}

// restoring is one restore on its way.
type restoring struct {
	console
	cmd  restoreCommand
	cfg  *config.Config
	lang string

	manifest backup.Manifest
	number   int64 // the highest number of an order in the database that is there
}

func (r *restoring) say(key string, args ...any) {
	fmt.Fprintln(r.out, texts.Say(r.lang, key, args...))
}

func (r *restoring) run(ctx context.Context) error {
	if err := store.Unused(r.cfg.Database); err != nil {
		return err
	}
	work, leave, err := backup.Work(r.cfg.Database)
	if err != nil {
		return err
	}
	defer leave()
	ready := filepath.Join(work, "ready.db")
	if r.manifest, err = backup.Unpack(ctx, r.cmd.File, r.cfg.Backup.Key, ready); err != nil {
		return err
	}
	held := r.manifest.Contents
	r.say("restore.holds", "File", r.cmd.File, "At", stamped(r.manifest.At, r.lang), "Orders", held.Rows("ord"), "People", held.Rows("person"), "Latest", stamped(held.Latest, r.lang))
	r.present(ctx)
	if ok, err := r.agreed(); !ok || err != nil {
		return err
	}
	if err := r.prepare(ctx, ready); err != nil {
		return err
	}
	aside, err := store.Replace(ctx, r.cfg.Database, ready, time.Now())
	if err != nil {
		return err
	}
	if aside != "" {
		r.say("restore.aside", "Aside", aside)
	}
	r.say("restore.done", "Path", r.cfg.Database, "At", stamped(r.manifest.At, r.lang))
	return nil
}

// present says what is there already, as far as it can be read.
func (r *restoring) present(ctx context.Context) {
	if !exists(r.cfg.Database) {
		return
	}
	held, err := store.Inspect(ctx, r.cfg.Database)
	if err != nil {
		r.say("restore.there_unread", "Path", r.cfg.Database)
	} else {
		r.say("restore.there", "Path", r.cfg.Database, "Orders", held.Rows("ord"), "People", held.Rows("person"), "Latest", stamped(held.Latest, r.lang))
		r.number, _ = store.NumberIn(ctx, r.cfg.Database) // without it the gap does
	}
	r.say("restore.lost")
}

// agreed asks, where a database is there and somebody sits at a terminal.
func (r *restoring) agreed() (bool, error) {
	if r.cmd.Yes || !exists(r.cfg.Database) {
		return true, nil
	}
	if info, err := statOf(r.in); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		fmt.Fprintln(r.err, "huiyin:", texts.Say(r.lang, "restore.need_yes"))
		return false, errTold{errors.New("nobody agreed")}
	}
	fmt.Fprint(r.out, texts.Say(r.lang, "restore.ask"))
	line, _ := bufio.NewReader(r.in).ReadString('\n')
	if answer := strings.ToLower(strings.TrimSpace(line)); answer == "yes" || answer == "y" || answer == "是" {
		return true, nil
	}
	r.say("restore.no")
	return false, errTold{errors.New("nobody agreed")}
}

func statOf(f *os.File) (os.FileInfo, error) {
	if f == nil {
		return nil, errors.New("no terminal")
	}
	return f.Stat()
}

// prepare brings the restored database into the present: to this program's
// version, without those who were forgotten since, and with nothing said twice.
func (r *restoring) prepare(ctx context.Context, ready string) error {
	if err := r.tombstones(ctx, ready); err != nil {
		return err
	}
	o := store.Options{Path: ready, KeyFile: r.cfg.KeyFile, Now: time.Now, Log: logger(r.console.err, config.Log{Level: "warn"})}
	if resealed, err := store.FitKey(ctx, o); err != nil {
		return err
	} else if resealed {
		r.say("rekey.fitted")
	}
	db, err := store.Open(ctx, o)
	if err != nil {
		return err
	}
	gone := 0
	f := flows.New(flows.Options{OrdersPerDay: r.cfg.Limits.OrdersPerDay})
	err = db.Write(ctx, func(tx *store.Tx) error {
		if c, err := tx.Community(); err != nil || c == nil {
			return err
		}
		gone, err = f.Restored(tx, r.manifest.At, r.number)
		return err
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if gone > 0 {
		r.say("restore.forgotten", "Count", gone)
	}
	return nil
}

// tombstones gathers who was forgotten, from everywhere where it may be known:
// beside the database, in it, and beside the backup.
func (r *restoring) tombstones(ctx context.Context, ready string) error {
	known, err := store.ReadTombstones(backup.Tombstones(r.cmd.File))
	if err != nil {
		return err
	}
	if exists(r.cfg.Database) {
		inside, err := store.BuriedIn(ctx, r.cfg.Database)
		if err == nil { // it may be damaged, or worse
			known = append(known, inside...)
		}
	}
	// The database's own file first: it holds even when the next steps don't come.
	outside := store.TombstoneFile(r.cfg.Database)
	if err := store.MergeTombstones(outside, known); err != nil {
		return err
	}
	all, err := store.ReadTombstones(outside)
	if err != nil {
		return err
	}
	return store.MergeTombstones(store.TombstoneFile(ready), all)
}
