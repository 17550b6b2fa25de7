// Huiyin 回音 is a Telegram bot for community groups: a resident's message
// becomes an order, the community dispatches it, somebody accepts it in chat,
// and timers nudge and escalate until everything has an answer.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"huiyin/store"
)

//go:embed config.example.yaml
var exampleConfig []byte

//go:embed community.example.yaml
var exampleCommunity []byte

type commands struct {
	Demo    demoCommand    `cmd:"" help:"Try it in a browser, without a token and without a network. 在浏览器里试用，不要令牌，不要网络。"`
	Run     runCommand     `cmd:"" help:"Run the bot on Telegram. 在 Telegram 上运行。"`
	Check   checkCommand   `cmd:"" help:"Say what is wrong with the settings, and prove how soon somebody is called. 检查设置，并证明多快叫得到人。"`
	Roster  rosterCommand  `cmd:"" help:"The roster of areas, units, people and duties as a spreadsheet. 花名册：表格导出、导入。"`
	Posters postersCommand `cmd:"" help:"Make a page for each building's door, with the code to scan. 做每栋楼门口的海报，带二维码。"`
	Backup  backupCommand  `cmd:"" help:"Make a backup, also while the bot runs, and read it back. 备份并核对，运行时也可以。"`
	Restore restoreCommand `cmd:"" help:"Put a backup in the database's place. 用备份恢复。"`
	Rekey   rekeyCommand   `cmd:"" help:"Make a new key and seal everything with it. 换一把钥匙，把个人信息重新加密。"`
	Doctor  doctorCommand  `cmd:"" help:"Say how the installation is, also while it runs. 体检，运行时也可以。"`
	Example exampleCommand `cmd:"" help:"Print an example of a file of settings. 打印设置文件的样本。"`
	Version versionCommand `cmd:"" help:"Print the version. 打印版本。"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], console{out: os.Stdout, err: os.Stderr, env: os.Getenv, environ: os.Environ(), in: os.Stdin})
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
		c.wrongLine(args, err)
		return 2
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	if err := parsed.Run(c); err != nil {
		var told errTold
		if !errors.As(err, &told) {
			fmt.Fprintln(c.err, "huiyin:", explain(err, c.language(option(args, "--lang", ""), option(args, "--config", "-c"))))
		}
		if told.error == errHoles {
			return 3
		}
		return 1
	}
	return 0
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
