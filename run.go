package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/order"
	"huiyin/texts"
)

type runCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
}

// Run runs the bot on Telegram until it is told to stop.
func (cmd runCommand) Run(ctx context.Context, c console) error {
	cfg, problems := config.Load(cmd.Config, c.env)
	l := lang(c)
	if cfg != nil {
		l = cfg.Language
		problems = append(problems, cfg.NeedToken()...)
	}
	fmt.Fprint(c.err, problems.Say(l))
	if problems.Failed() {
		return errTold{errors.New("the settings have mistakes")}
	}
	pr, err := open(ctx, parts{config: cfg, clock: bot.RealClock{}, log: logger(c.err, cfg.Log),
		community: func() (*order.Community, error) { return readCommunity(cfg.Community, l, c.err) }})
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return tell(c, l, err)
	}
	code, err := pr.claimCode(ctx)
	if err == nil {
		err = pr.remember(ctx)
	}
	if err != nil {
		return tell(c, l, errors.Join(err, pr.db.Close()))
	}
	name := pr.bot.Username()
	fmt.Fprintln(c.out, texts.Say(l, "console.running", "Bot", name))
	if code != "" {
		fmt.Fprintln(c.out, texts.Say(l, "console.claim", "Bot", name, "Code", code))
	}
	if err := pr.run(ctx); err != nil {
		return tell(c, l, err)
	}
	fmt.Fprintln(c.out, texts.Say(l, "console.stopped"))
	return nil
}

// tell writes the error in the operator's language.
func tell(c console, lang string, err error) error {
	var told errTold
	if !errors.As(err, &told) {
		fmt.Fprintln(c.err, "huiyin:", explain(err, lang))
	}
	return errTold{err}
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

func logger(out io.Writer, cfg config.Log) *slog.Logger {
	options := &slog.HandlerOptions{Level: cfg.SlogLevel()}
	if cfg.Format == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}
