package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// run is one call of go test.
type run struct {
	pkg      string
	tests    string // a regular expression, as for -run
	env      []string
	overlay  string // a file as for go test -overlay; may be empty
	patience time.Duration
}

// outcome is what came of it.
type outcome struct {
	ok     bool
	built  bool // else nothing was tested at all
	failed []string
	took   time.Duration
	text   string
}

var (
	failedTest = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
	passedTest = regexp.MustCompile(`(?m)^\s*--- PASS: `)
)

// do runs the tests. The error is that they could not be started.
func (r run) do(ctx context.Context) (outcome, error) {
	args := []string{"test", "-count=1", "-v", "-timeout", r.patience.String(), "-run", r.tests}
	if r.overlay != "" {
		args = append(args, "-overlay", r.overlay)
	}
	begin := time.Now()
	c := exec.CommandContext(ctx, "go", append(args, r.pkg)...) //nolint:gosec // runs what the sheet in this repository names
	c.Env = append(os.Environ(), r.env...)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return outcome{}, err
	}
	o := outcome{ok: err == nil, took: time.Since(begin), text: out.String()}
	o.built = !strings.Contains(o.text, "[build failed]") && !strings.Contains(o.text, "[setup failed]")
	for _, m := range failedTest.FindAllStringSubmatch(o.text, -1) {
		o.failed = append(o.failed, m[1])
	}
	// A name that no test has makes go test say ok.
	if o.ok && !passedTest.MatchString(o.text) {
		return o, errors.New("no test was run: " + r.pkg + " " + r.tests)
	}
	return o, ctx.Err()
}
