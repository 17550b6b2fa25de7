package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"strings"
	"time"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/proof"
	"huiyin/store"
	"huiyin/texts"
)

type checkCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	JSON   bool   `name:"json" help:"For a program instead of a person. 给程序看。"`
	PNG    string `name:"png" help:"Draw the proof as a heat map into this file. 把证明画成热力图。" type:"path" placeholder:"FILE"`
	Weeks  int    `name:"weeks" help:"How many weeks are looked at, from this one on. 看多少个星期。" default:"53"`
}

// errHoles is told by the exit status 3: the settings are good, and there are
// orders that nobody hears of in time.
var errHoles = errors.New("somebody is called too late")

// provenWeeks is a year, so that every holiday is in it.
const provenWeeks = 53

// mostWeeks is as far as anybody's holidays are known.
const mostWeeks = 530

// Run says everything that is wrong with the settings and the community file.
// Where nothing is, it proves when somebody is called, for those who have
// joined, or for the file alone while nobody has. It only reads, and may be used
// while the bot runs.
func (cmd checkCommand) Run(ctx context.Context, c console) error {
	l := c.language(cmd.Lang, cmd.Config)
	cfg, problems := c.load(cmd.Config)
	var trouble error
	var known checked
	if cfg != nil {
		var more config.Problems
		known, more, trouble = checkCommunity(ctx, cfg)
		problems = append(append(problems, more...), cfg.NeedToken()...)
	}
	if problems.Failed() || trouble != nil {
		text := problems.Say(l)
		if trouble != nil {
			text += explain(trouble, l) + "\n"
		}
		return cmd.wrong(c, text)
	}
	s := statement{lang: l, problems: problems.Say(l)}
	t := known.held
	if s.alone = t == nil || len(t.Members) == 0 && len(t.Chats) == 0; s.alone {
		t = proof.Everybody(known.rules())
	}
	s.r = proof.Prove(t, bot.RealClock{}.Now(), min(max(cmd.Weeks, 1), mostWeeks))
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
	return png.Encode(f, heatMap(s.r, s.lang))
}

// checked is the community that there is.
type checked struct {
	file *order.Community // nil: it has mistakes, or is not there any more
	held *proof.Territory // what the database holds; nil: nothing yet
}

// rules are those that the program goes by.
func (x checked) rules() *order.Community {
	if x.held != nil {
		return x.held.Community
	}
	return x.file
}

// checkCommunity checks the community file. Once there is a community in the
// database the file is not read any more, so nothing in it stops the program.
func checkCommunity(ctx context.Context, cfg *config.Config) (x checked, problems config.Problems, err error) {
	x.held, err = joined(ctx, cfg)
	var old config.Problems
	if p := store.AsProblem(err); p != nil && p.Code == "store.older" { // the next start mends it
		old, err = config.Problems{{File: cfg.Database, Key: p.Code, Args: pairs(p.Args), Warning: true}}, nil
	}
	if err != nil {
		return x, nil, err
	}
	if x.file, problems = config.LoadCommunity(cfg.Community, bot.RealClock{}.Now()); x.held == nil {
		return x, append(old, problems...), nil
	}
	if _, err := os.Stat(cfg.Community); errors.Is(err, fs.ErrNotExist) {
		return x, nil, nil
	}
	for i := range problems {
		problems[i].Warning = true
	}
	return x, append(problems, without(cfg.Community, x.file, x.held.Community)...), nil
}

// joined is the community in the database and who has joined, looked up beside a
// program that may be running; nil when there is none yet.
func joined(ctx context.Context, cfg *config.Config) (t *proof.Territory, err error) {
	err = store.Snapshot(ctx, store.Options{Path: cfg.Database, KeyFile: cfg.KeyFile, Now: bot.RealClock{}.Now}, func(tx *store.Tx) error {
		t, err = territoryIn(tx)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return t, err
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
