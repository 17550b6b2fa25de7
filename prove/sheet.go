package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

//go:embed sheet.yaml
var sheetText []byte

// proof is a line of the sheet.
type proof struct {
	Promise string            `yaml:"promise"` // P1 … P9
	What    string            `yaml:"what"`    // what is tried, in a few words
	Pkg     string            `yaml:"pkg"`
	Tests   string            `yaml:"tests"`
	Short   map[string]string `yaml:"short"` // how often, as the environment says it
	Long    map[string]string `yaml:"long"`
}

func readSheet(text []byte) (list []proof, err error) {
	if err := yaml.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	for i, p := range list {
		if p.Promise == "" || p.What == "" || p.Pkg == "" || p.Tests == "" {
			return nil, fmt.Errorf("line %d of the sheet (%s) is not complete", i+1, p.What)
		}
		if _, err := regexp.Compile(p.Tests); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// wholeNight is how long one line of the sheet may take.
const wholeNight = 12 * time.Hour

// sheetCommand is prove without more words.
type sheetCommand struct {
	Long bool   `help:"Try everything as often as a night allows."`
	Only string `help:"A regular expression: only lines of such a promise or matter."`
}

// Run plays all lines, also after one has failed. Its error says that one did.
func (c *sheetCommand) Run(ctx context.Context, out io.Writer) error {
	only, err := regexp.Compile(c.Only)
	if err != nil {
		return err
	}
	list, err := readSheet(sheetText)
	if err != nil {
		return err
	}
	begin, broken := time.Now(), 0
	fmt.Fprintf(out, "%s, %s/%s, %d cores\n\n| promise | tried | result | how often, with which seed | s |\n|---|---|---|---|---|\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for _, p := range list {
		if !only.MatchString(p.Promise + " " + p.What) {
			continue
		}
		o, err := run{pkg: p.Pkg, tests: p.Tests, env: p.env(c.Long), patience: wholeNight}.do(ctx)
		if err != nil {
			return err
		}
		result := "kept"
		if !o.ok {
			broken++
			result = "**broken**: " + strings.Join(o.failed, ", ")
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %.0f |\n", p.Promise, p.What, result, figures(o.text), o.took.Seconds())
	}
	fmt.Fprintf(out, "\n%d broken, after %s\n", broken, time.Since(begin).Round(time.Second))
	if broken > 0 {
		return errors.New("a promise is broken")
	}
	return nil
}

func (p proof) env(long bool) (list []string) {
	size := p.Short
	if long && p.Long != nil {
		size = p.Long
	}
	for k, v := range size {
		list = append(list, k+"="+v)
	}
	return list
}

// logged is what a test says with t.Log: file, line, words.
var logged = regexp.MustCompile(`(?m)^\s+\w+_test\.go:\d+: (.+)$`)

// mostFigures is how much of what the tests say fits on the sheet.
const mostFigures = 400

// figures are what the tests said of themselves.
func figures(text string) string {
	var parts []string
	for _, m := range logged.FindAllStringSubmatch(text, -1) {
		parts = append(parts, strings.ReplaceAll(m[1], "|", "/"))
	}
	all := strings.Join(parts, "; ")
	if r := []rune(all); len(r) > mostFigures {
		all = string(r[:mostFigures]) + " …"
	}
	return all
}
