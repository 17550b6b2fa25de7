package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"huiyin/config"
	"huiyin/flows"
	"huiyin/order"
	"huiyin/roster"
	"huiyin/store"
	"huiyin/texts"
)

type rosterCommand struct {
	Export   rosterExport   `cmd:"" help:"Write areas, units, people and the duty catalogue to a spreadsheet. 导出花名册。"`
	Import   rosterImport   `cmd:"" help:"Read the spreadsheet back in, all of it or nothing. 导入花名册，要么全进，要么不动。"`
	Template rosterTemplate `cmd:"" help:"Write the example community as a spreadsheet, to begin with. 写一份样表。"`
}

type rosterExport struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	Bot    string `help:"The bot's username, if it has never run. 机器人的用户名（还没运行过时用）。"`
	File   string `arg:"" help:".xlsx, .zip (of CSV), or a folder (of CSV)" type:"path"`
}

type rosterImport struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	DryRun bool   `help:"Only say what is wrong and what would change. 只说哪里不对、会改什么。"`
	Remove bool   `help:"Also remove what the spreadsheet no longer holds. 表里没有了的，也删掉。"`
	File   string `arg:"" help:".xlsx, .zip (of CSV), or a folder (of CSV)" type:"path"`
}

type rosterTemplate struct {
	Lang string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	File string `arg:"" help:".xlsx, .zip (of CSV), or a folder (of CSV)" type:"path"`
}

// metaBot is the bot's username as Telegram last told it, for links that are
// made without asking it.
const metaBot = "bot"

// Run writes what is in force. It may be used while the bot runs.
func (cmd rosterExport) Run(ctx context.Context, c console) error {
	cfg, l, err := settings(c, cmd.Config, cmd.Lang)
	if err != nil {
		return err
	}
	p, err := present(ctx, c, cfg, l)
	if err != nil {
		return tell(c, l, err)
	}
	if cmd.Bot != "" {
		p.Bot = cmd.Bot
	}
	if p.Bot == "" {
		fmt.Fprintln(c.err, texts.Say(l, "roster.no_bot"))
	}
	return save(c, l, roster.Write(p, l), cmd.File, "roster.exported")
}

// Run writes the example, without people.
func (cmd rosterTemplate) Run(c console) error {
	l := c.language(cmd.Lang, defaultConfig)
	community, problems := config.ParseCommunity("community.example.yaml", exampleCommunity)
	if community == nil {
		return errors.New(problems.Say(l))
	}
	return save(c, l, roster.Write(roster.Present{Community: community}, l), cmd.File, "roster.template")
}

// save writes the book, and says done. An ending that no spreadsheet has is more
// likely a slip than the name of a folder.
func save(c console, l string, book roster.Book, file, done string) error {
	switch ending := strings.ToLower(filepath.Ext(file)); ending {
	case "", ".xlsx", ".zip":
	default:
		if info, err := os.Stat(file); err != nil || !info.IsDir() {
			return tell(c, l, errors.New(texts.Say(l, "roster.ending", "File", filepath.Base(file), "Ending", ending)))
		}
	}
	if err := book.Save(file, l); err != nil {
		return tell(c, l, err)
	}
	fmt.Fprintln(c.out, texts.Say(l, done, "File", file))
	return nil
}

// Run says what is wrong and what would change, and changes it, unless it is a
// dry run. That may be made while the bot runs; the import itself may not.
func (cmd rosterImport) Run(ctx context.Context, c console) error {
	cfg, l, err := settings(c, cmd.Config, cmd.Lang)
	if err != nil {
		return err
	}
	book, problems := roster.Load(cmd.File)
	if cmd.DryRun || problems.Failed() {
		p, err := present(ctx, c, cfg, l)
		if err != nil {
			return tell(c, l, err)
		}
		return cmd.say(c, l, roster.Compare(book, p, problems), false)
	}
	quiet := cfg.Log
	quiet.Level = "warn" // somebody sits before it, who is told what matters in sentences
	db, err := store.Open(ctx, store.Options{Path: cfg.Database, KeyFile: cfg.KeyFile, Now: time.Now, Log: logger(c.err, quiet)})
	if p := store.AsProblem(err); p != nil && p.Code == "store.locked" {
		defer fmt.Fprintln(c.err, texts.Say(l, "roster.in_chat"))
	}
	if err != nil {
		return tell(c, l, err)
	}
	defer db.Close()
	var plan roster.Plan
	fresh := false
	err = db.Write(ctx, func(tx *store.Tx) error {
		if err := fill(tx, func() (*order.Community, error) { fresh = true; return readCommunity(cfg.Community, l, c.err) }); err != nil {
			return err
		}
		var p roster.Present
		f := flows.New(flows.Options{Bot: func() string { return p.Bot }})
		if p, err = presentIn(tx, f); err != nil {
			return err
		}
		if plan = roster.Compare(book, p, problems); plan.Problems.Failed() || plan.Removes() > 0 && !cmd.Remove {
			return errNotTaken
		}
		return f.ChangeRoster(tx, plan.Change)
	})
	if err != nil && !errors.Is(err, errNotTaken) {
		return tell(c, l, err)
	}
	if fresh && err == nil {
		fmt.Fprintln(c.out, texts.Say(l, "console.new_database", "Path", cfg.Database))
	}
	return cmd.say(c, l, plan, err == nil)
}

// errNotTaken undoes an import that may not be done.
var errNotTaken = errors.New("the roster is not taken")

// say tells what was found and what has become of it.
func (cmd rosterImport) say(c console, l string, plan roster.Plan, done bool) error {
	fmt.Fprint(c.out, plan.Problems.Say(l))
	for _, line := range plan.Lines {
		fmt.Fprintln(c.out, line.Say(l))
	}
	changes, mistakes := len(plan.Lines), 0
	for _, p := range plan.Problems {
		if !p.Warning {
			mistakes++
		}
	}
	switch {
	case mistakes > 0:
		fmt.Fprintln(c.out, texts.Say(l, "roster.not_done", "Number", mistakes))
		return errTold{errors.New("the roster has mistakes")}
	case changes == 0:
		fmt.Fprintln(c.out, texts.Say(l, "roster.same"))
	case done:
		fmt.Fprintln(c.out, texts.Say(l, "roster.done", "Number", changes))
		if len(plan.Change.Add)+len(plan.Change.Renew) > 0 {
			fmt.Fprintln(c.out, texts.Say(l, "roster.done_links"))
		}
	case cmd.DryRun:
		fmt.Fprintln(c.out, texts.Say(l, "roster.would", "Number", changes))
		if n := plan.Removes(); n > 0 && !cmd.Remove {
			fmt.Fprintln(c.out, texts.Say(l, "roster.removes", "Number", n))
		}
	default:
		fmt.Fprintln(c.out, texts.Say(l, "roster.removes", "Number", plan.Removes()))
		return errTold{errors.New("the roster would remove something")}
	}
	return nil
}

func orLang(chosen, otherwise string) string {
	if chosen != "" {
		return chosen
	}
	return otherwise
}

// settings reads the settings for a command that does not talk to Telegram.
func settings(c console, file, chosen string) (*config.Config, string, error) {
	cfg, problems := c.load(file)
	l := c.language(chosen, file)
	if problems.Failed() {
		fmt.Fprint(c.err, problems.Say(l))
		return nil, l, errTold{errors.New("the settings have mistakes")}
	}
	return cfg, l, nil
}

// present looks up what is in force, also while the bot runs. Before its first
// start that is what the community file says.
func present(ctx context.Context, c console, cfg *config.Config, l string) (p roster.Present, err error) {
	err = store.Snapshot(ctx, store.Options{Path: cfg.Database, KeyFile: cfg.KeyFile, Now: time.Now}, func(tx *store.Tx) error {
		p, err = presentIn(tx, flows.New(flows.Options{}))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p, err
	}
	if p.Community == nil {
		fmt.Fprintln(c.err, texts.Say(l, "roster.from_file"))
		p.Now = time.Now()
		p.Community, err = readCommunity(cfg.Community, l, c.err)
		return p, err
	}
	return p, nil
}

func presentIn(tx *store.Tx, f *flows.Flows) (p roster.Present, err error) {
	p.Now = tx.Now()
	if p.Community, err = tx.Community(); err != nil || p.Community == nil {
		return p, err
	}
	if p.People, err = f.Roster(tx); err != nil {
		return p, err
	}
	if p.InUse, err = tx.InUse(); err != nil {
		return p, err
	}
	p.Bot, err = tx.Meta(metaBot)
	return p, err
}
