// Huiyin 回音 is a Telegram bot for community groups: a resident's message
// becomes an order, the community dispatches it, somebody accepts it in chat,
// and timers nudge and escalate until everything has an answer.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"huiyin/bot"
	"huiyin/store"
	"huiyin/texts"
)

//go:embed config.example.yaml
var exampleConfig []byte

//go:embed community.example.yaml
var exampleCommunity []byte

type commands struct {
	Demo    demoCommand    `cmd:"" help:"Try it in a browser, without a token and without a network. 在浏览器里试用，不要令牌，不要网络。"`
	Run     runCommand     `cmd:"" help:"Run the bot on Telegram. 在 Telegram 上运行。"`
	Check   checkCommand   `cmd:"" help:"Say what is wrong with the settings, and prove how soon somebody is called. 检查设置，并证明多快叫得到人。"`
	Example exampleCommand `cmd:"" help:"Print an example of a file of settings. 打印设置文件的样本。"`
	Version versionCommand `cmd:"" help:"Print the version. 打印版本。"`
}

// console is where a command writes, and the environment it reads.
type console struct {
	out, err io.Writer
	env      func(string) string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], console{os.Stdout, os.Stderr, os.Getenv})
	stop()
	os.Exit(code)
}

// run is the whole program; it returns the exit status.
func run(ctx context.Context, args []string, c console) int {
	var cmds commands
	exit := -1
	parser, err := kong.New(&cmds, kong.Name("huiyin"),
		kong.Description("Huiyin 回音: everything gets an answer, every matter finds someone who holds it. 事事有回音，件件有着落。"),
		kong.Writers(c.out, c.err), kong.Exit(func(n int) { exit = n }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(c.err, err)
		return 2
	}
	if len(args) == 0 || (len(args) == 1 && args[0] == "help") {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		parser.Errorf("%s", err)
		return 2
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	if err := parsed.Run(c); err != nil {
		var told errTold
		if !errors.As(err, &told) {
			fmt.Fprintln(c.err, "huiyin:", explain(err, lang(c)))
		}
		if told.error == errHoles {
			return 3
		}
		return 1
	}
	return 0
}

// errTold is an error whose words were already written to the console.
type errTold struct{ error }

// lang is the language of the console before any settings are read.
func lang(c console) string {
	for _, name := range []string{"HUIYIN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := c.env(name); v != "" {
			return texts.Pick(v, texts.EN)
		}
	}
	return texts.EN
}

// explain puts an error into the operator's language, where we know it.
func explain(err error, lang string) string {
	code, args := "", map[string]any(nil)
	if p := store.AsProblem(err); p != nil {
		code, args = p.Code, p.Args
	} else if p := bot.AsProblem(err); p != nil {
		code, args = p.Code, p.Args
	}
	if code == "" || !texts.Has(lang, code) {
		return err.Error()
	}
	var pairs []any
	for k, v := range args {
		pairs = append(pairs, k, v)
	}
	return texts.Say(lang, code, pairs...)
}

type versionCommand struct{}

// Run prints what was built, from which commit, with which Go.
func (versionCommand) Run(c console) error {
	version, commit, goVersion := "dev", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		if v := info.Main.Version; v != "" && v != "(devel)" {
			version = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value
			}
		}
	}
	fmt.Fprintf(c.out, "huiyin %s%s (%s, SQLite %s)\n", version, commit, goVersion, store.SQLiteVersion())
	return nil
}

type exampleCommand struct {
	File string `arg:"" enum:"config,community" help:"config or community"`
}

// Run prints the example, ready to be edited.
func (e exampleCommand) Run(c console) error {
	text := exampleConfig
	if e.File == "community" {
		text = exampleCommunity
	}
	_, err := c.out.Write(text)
	return err
}
