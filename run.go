package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

type runCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak here. 这里用什么语言说。"`
}

// Run runs the bot on Telegram until it is told to stop.
func (cmd runCommand) Run(ctx context.Context, c console) error {
	c = c.shared()
	l := c.language(cmd.Lang, cmd.Config)
	cfg, problems := c.load(cmd.Config)
	if cfg != nil {
		problems = append(problems, cfg.NeedToken()...)
	}
	fmt.Fprint(c.err, problems.Say(l))
	if problems.Failed() {
		return errTold{errors.New("the settings have mistakes")}
	}
	fresh := false
	pr, err := open(ctx, parts{config: cfg, clock: bot.RealClock{}, log: logger(c.err, cfg.Log),
		community: func() (*order.Community, error) {
			fresh = true
			return readCommunity(cfg.Community, l, c.err)
		},
		file:   func() *order.Community { return laterCommunity(cfg.Community, l, c.err) },
		notice: func(code string, args map[string]any) { fmt.Fprintln(c.err, words(l, code, args)) }})
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return tell(c, l, err)
	}
	if fresh {
		fmt.Fprintln(c.out, texts.Say(l, "console.new_database", "Path", cfg.Database))
	} else {
		fmt.Fprint(c.err, pr.fileText(ctx, l))
		fmt.Fprint(c.err, pr.ignored(ctx, cfg.Community).Say(l))
	}
	if err := pr.runAndSay(ctx, c, l); err != nil {
		return tell(c, l, err)
	}
	fmt.Fprintln(c.out, texts.Say(l, "console.stopped"))
	return nil
}

// runAndSay runs the program, and says who the bot is as soon as Telegram has
// told: a name from an earlier run may not be true any more.
func (p *program) runAndSay(ctx context.Context, c console, lang string) error {
	select {
	case <-p.bot.Introduced():
		if err := p.announce(c, lang); err != nil {
			return errors.Join(err, p.db.Close())
		}
		return p.run(ctx)
	default:
	}
	var saying sync.WaitGroup
	ended := make(chan struct{})
	saying.Go(func() {
		select {
		case <-p.bot.Introduced():
			if err := p.announce(c, lang); err != nil && !errors.Is(err, store.ErrClosed) {
				fmt.Fprintln(c.err, "huiyin:", explain(err, lang))
			}
		case <-ended:
		}
	})
	err := p.run(ctx)
	close(ended)
	saying.Wait()
	return err
}

// announce says who the bot is and, as long as nobody owns it, how to.
func (p *program) announce(c console, lang string) error {
	ctx := context.Background() // what was begun is said
	code, err := p.claimCode(ctx)
	if err == nil {
		err = p.remember(ctx)
	}
	if err != nil {
		return err
	}
	name := p.bot.Username()
	fmt.Fprintln(c.out, texts.Say(lang, "console.running", "Bot", name))
	if code != "" {
		fmt.Fprintln(c.out, texts.Say(lang, "console.claim", "Bot", name, "Code", code))
	}
	return nil
}

// ignored warns of a community file that is not what is in force. A file that is
// not there any more can't mislead anybody.
func (p *program) ignored(ctx context.Context, name string) config.Problems {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var held *order.Community
	err := p.db.Read(ctx, func(tx *store.Tx) (err error) {
		held, err = tx.Community()
		return err
	})
	if err != nil || held == nil {
		return nil // the program says so itself, when it needs it
	}
	file, _ := config.LoadCommunity(name, bot.RealClock{}.Now())
	return without(name, file, held)
}

// fileText says what became of a changed community file; "" when nothing did.
func (p *program) fileText(ctx context.Context, lang string) (text string) {
	err := p.db.Read(ctx, func(tx *store.Tx) (err error) {
		text, err = p.flows.FileTakenText(tx, p.taken, lang)
		return err
	})
	if err != nil || text == "" {
		return ""
	}
	return text + "\n"
}

// laterCommunity reads the community file once more; nil when it is not there,
// or has mistakes, which are said. What is in force goes on then.
func laterCommunity(path, lang string, out io.Writer) *order.Community {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	c, problems := config.LoadCommunity(path, bot.RealClock{}.Now())
	if problems.Failed() {
		fmt.Fprint(out, problems.Say(lang))
		return nil
	}
	return c
}

// readCommunity reads the community file, for an empty database.
func readCommunity(path, lang string, out io.Writer) (*order.Community, error) {
	c, problems := config.LoadCommunity(path, bot.RealClock{}.Now())
	fmt.Fprint(out, problems.Say(lang))
	if c == nil || problems.Failed() {
		return nil, errTold{errors.New("the community file has mistakes")}
	}
	return c, nil
}
