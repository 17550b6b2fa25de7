package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"sync"
	"syscall"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/store"
	"huiyin/texts"
)

// console is where a command writes, and the environment it reads.
type console struct {
	out, err io.Writer
	env      func(string) string
	environ  []string // all of it, as os.Environ gives it
	in       *os.File // where somebody may answer; nil: nobody does
}

// shared is a console that many goroutines may write to.
func (c console) shared() console {
	mu := new(sync.Mutex)
	c.out, c.err = &lockedWriter{mu, c.out}, &lockedWriter{mu, c.err}
	return c
}

type lockedWriter struct {
	mu *sync.Mutex
	to io.Writer
}

// Write writes all of p before anybody else's.
func (w *lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(p)
}

// defaultConfig is where the settings are looked for; the commands say the same.
const defaultConfig = "config.yaml"

// language is the language of the console, found in one order by all commands:
// what was asked for, what the settings say, what the machine speaks, Chinese.
func (c console) language(chosen, file string) string {
	if chosen != "" {
		return chosen
	}
	if l := config.Language(file, c.env); l != "" {
		return l
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if l := texts.Pick(c.env(name), ""); l != "" {
			return l
		}
	}
	return texts.ZH
}

// load reads the settings, and the environment for what was meant as one.
func (c console) load(file string) (*config.Config, config.Problems) {
	cfg, problems := config.Load(file, c.env)
	return cfg, append(problems, config.Strangers(c.environ)...)
}

// errTold is an error whose words were already written to the console.
type errTold struct{ error }

// tell writes the error in the operator's language.
func tell(c console, lang string, err error) error {
	var told errTold
	if !errors.As(err, &told) {
		fmt.Fprintln(c.err, "huiyin:", explain(err, lang))
	}
	return errTold{err}
}

// explain puts an error into the operator's language, where we know it.
func explain(err error, lang string) string {
	if p := store.AsProblem(err); p != nil && texts.Has(lang, p.Code) {
		return words(lang, p.Code, p.Args)
	}
	if p := bot.AsProblem(err); p != nil && texts.Has(lang, p.Code) {
		return words(lang, p.Code, p.Args)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		for _, k := range []struct {
			cause error
			code  string
		}{
			{fs.ErrPermission, "console.no_right"}, {syscall.EROFS, "console.no_right"},
			{fs.ErrNotExist, "console.no_place"}, {syscall.ENOTDIR, "console.no_place"},
			{syscall.ENOSPC, "console.full"},
		} {
			if errors.Is(path.Err, k.cause) {
				return texts.Say(lang, k.code, "Path", strings.TrimSuffix(path.Path, ".part"))
			}
		}
	}
	return err.Error()
}

// words is a text with what a problem needs put in.
func words(lang, code string, args map[string]any) string {
	return texts.Say(lang, code, pairs(args)...)
}

func pairs(args map[string]any) (list []any) {
	for k, v := range args {
		list = append(list, k, v)
	}
	return list
}

func logger(out io.Writer, cfg config.Log) *slog.Logger {
	options := &slog.HandlerOptions{Level: cfg.SlogLevel()}
	if cfg.Format == "json" {
		return slog.New(slog.NewJSONHandler(out, options))
	}
	return slog.New(slog.NewTextHandler(out, options))
}

// wrongLine tells in the operator's language that the command line can't be
// understood. The parser knows no language but English, and its errors no types.
func (c console) wrongLine(args []string, err error) {
	chosen := option(args, "--lang", "")
	if chosen != texts.ZH && chosen != texts.EN {
		chosen = ""
	}
	lang := c.language(chosen, option(args, "--config", "-c"))
	fmt.Fprintln(c.err, "huiyin:", explainLine(err.Error(), lang))
	fmt.Fprintln(c.err, texts.Say(lang, "console.usage"))
}

var (
	badArgument = regexp.MustCompile(`^unexpected (?:flag )?argument (.+?)(?:, did you mean (.+)\?)?$`)
	badFlag     = regexp.MustCompile(`^unknown flag (.+?)(?:, did you mean (.+)\?)?$`)
	badChoice   = regexp.MustCompile(`^(.+) must be one of (.+) but got "(.*)"$`)
	missingPart = regexp.MustCompile(`^(?:missing flags:|expected)(?: one of)? (.+)$`)
	badValue    = regexp.MustCompile(`^(-\S+): (.+)$`)
)

func explainLine(says, lang string) string {
	if m := badArgument.FindStringSubmatch(says); m != nil {
		return texts.Say(lang, "console.bad_argument", "Value", m[1], "Guess", m[2])
	}
	if m := badFlag.FindStringSubmatch(says); m != nil {
		return texts.Say(lang, "console.bad_flag", "Value", m[1], "Guess", m[2])
	}
	if m := badChoice.FindStringSubmatch(says); m != nil {
		allowed := strings.TrimSuffix(strings.ReplaceAll(m[2], ",", ", "), `, ""`)
		return texts.Say(lang, "console.bad_choice", "What", m[1], "Value", m[3], "Allowed", allowed)
	}
	if m := missingPart.FindStringSubmatch(says); m != nil {
		return texts.Say(lang, "console.missing", "What", m[1])
	}
	if m := badValue.FindStringSubmatch(says); m != nil {
		return texts.Say(lang, "console.bad_value", "What", m[1], "Detail", m[2])
	}
	return texts.Say(lang, "console.bad_command", "Detail", says)
}

// option looks for an option in a line that could not be parsed; the settings'
// usual place stands in for a file that is not named.
func option(args []string, long, short string) string {
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, long+"="); ok {
			return value
		}
		if (a == long || short != "" && a == short) && i+1 < len(args) {
			return args[i+1]
		}
	}
	if long == "--config" {
		return defaultConfig
	}
	return ""
}
