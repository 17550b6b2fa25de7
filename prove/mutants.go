package main

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

//go:embed mutants.yaml
var mutantsText []byte

// mutant is a bug that could happen to anybody.
type mutant struct {
	Name    string `yaml:"name"`
	Breaks  string `yaml:"breaks"` // the promise, or what else it harms
	File    string `yaml:"file"`
	Find    string `yaml:"find"`    // stands in the file once
	Replace string `yaml:"replace"` // stands there instead
	Pkg     string `yaml:"pkg"`     // whose tests should find it
	Tests   string `yaml:"tests"`
}

func readMutants(text []byte) (list []mutant, err error) {
	if err := yaml.Unmarshal(text, &list); err != nil {
		return nil, err
	}
	for i, m := range list {
		if m.Name == "" || m.Breaks == "" || m.Find == m.Replace || m.Pkg == "" || m.Tests == "" {
			return nil, fmt.Errorf("mutant %d (%s) is not complete", i+1, m.Name)
		}
		if slices.ContainsFunc(list[:i], func(o mutant) bool { return o.Name == m.Name }) {
			return nil, fmt.Errorf("two mutants are called %s", m.Name)
		}
	}
	return list, nil
}

// plant makes the file with the bug in it. root is the checkout.
func (m mutant) plant(root string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m.File)))
	if err != nil {
		return nil, err
	}
	if n := strings.Count(string(text), m.Find); n != 1 {
		return nil, fmt.Errorf("%s: what it replaces stands in %s %d times, not once", m.Name, m.File, n)
	}
	return []byte(strings.Replace(string(text), m.Find, m.Replace, 1)), nil
}

// overlay writes the spoilt file and the list that lets go test read it in place
// of the real one, which nobody touches.
func (m mutant) overlay(root, dir string) (path string, err error) {
	text, err := m.plant(root)
	if err != nil {
		return "", err
	}
	spoilt := filepath.Join(dir, "spoilt"+filepath.Ext(m.File))
	if err := os.WriteFile(spoilt, text, 0o600); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, filepath.FromSlash(m.File)): spoilt}})
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, list, 0o600)
}

// errNoProgram is that a bug can't be tried because the compiler refuses it.
var errNoProgram = errors.New("no program any more")

// mutantsCommand is prove mutants.
type mutantsCommand struct {
	Only string `arg:"" optional:"" help:"A regular expression: only the bugs with such a name."`
}

// Run plants the bugs one after the other. Its error says how many were found
// by no test.
func (c *mutantsCommand) Run(ctx context.Context, out io.Writer) error {
	only, err := regexp.Compile(c.Only)
	if err != nil {
		return err
	}
	list, err := readMutants(mutantsText)
	if err != nil {
		return err
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	found, tried := 0, 0
	fmt.Fprintln(out, "| bug | breaks | found by | s |\n|---|---|---|---|")
	for _, m := range list {
		if !only.MatchString(m.Name) {
			continue
		}
		tried++
		by, seconds, err := m.hunt(ctx, root)
		if errors.Is(err, errNoProgram) {
			fmt.Fprintf(out, "\n%v\n\n", err)
			continue
		}
		if err != nil {
			return err
		}
		if by != "" {
			found++
		}
		fmt.Fprintf(out, "| %s | %s | %s | %.0f |\n", m.Name, m.Breaks, cmp.Or(by, "**nothing**"), seconds)
	}
	fmt.Fprintf(out, "\n%d of %d found\n", found, tried)
	if found < tried {
		return errors.New("some bugs are found by no test")
	}
	return nil
}

// hanging is how long the tests may take with a bug in the program. A loop without
// end is found, too.
const hanging = 3 * time.Minute

// hunt runs the tests with the bug in the program, and names the first test that
// fails; empty when none does.
func (m mutant) hunt(ctx context.Context, root string) (by string, seconds float64, err error) {
	dir, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	overlay, err := m.overlay(root, dir)
	if err != nil {
		return "", 0, err
	}
	o, err := run{pkg: m.Pkg, tests: m.Tests, overlay: overlay, patience: hanging}.do(ctx)
	switch {
	case err != nil:
		return "", 0, fmt.Errorf("%s: %w", m.Name, err)
	case !o.built:
		return "", 0, fmt.Errorf("%w: %s\n%s", errNoProgram, m.Name, o.text)
	case o.ok:
		return "", o.took.Seconds(), nil
	case len(o.failed) == 0:
		return "a test that never ends, or dies", o.took.Seconds(), nil
	}
	return "`" + deepest(o.failed) + "`", o.took.Seconds(), nil
}

// deepest is the first failed test with all its parts: parts come before the
// whole in the list of go test, or after it.
func deepest(failed []string) string {
	best := failed[0]
	for _, name := range failed {
		if strings.HasPrefix(name, best+"/") {
			best = name
		}
	}
	return best
}
