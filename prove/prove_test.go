package main

import (
	"go/format"
	"strings"
	"testing"
)

// TestMutants: each bug can still be planted, and what comes of it is Go.
func TestMutants(t *testing.T) {
	list, err := readMutants(mutantsText)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 40 {
		t.Errorf("only %d bugs", len(list))
	}
	for _, m := range list {
		text, err := m.plant("..")
		if err != nil {
			t.Error(err)
			continue
		}
		if strings.HasSuffix(m.File, ".go") {
			if _, err := format.Source(text); err != nil {
				t.Errorf("%s: %v", m.Name, err)
			}
		}
	}
}

func TestReadMutantsRefuses(t *testing.T) {
	const whole = "{name: a, breaks: P1, file: x.go, find: b, replace: c, pkg: ., tests: T}"
	if list, err := readMutants([]byte("- " + whole)); err != nil || len(list) != 1 {
		t.Error(list, err)
	}
	for _, bad := range []string{"- " + whole + "\n- " + whole, "- " + strings.Replace(whole, "replace: c", "replace: b", 1),
		"- " + strings.Replace(whole, "P1", "", 1), "nonsense"} {
		if list, err := readMutants([]byte(bad)); err == nil {
			t.Errorf("%q was read: %v", bad, list)
		}
	}
}

func TestSheet(t *testing.T) {
	list, err := readSheet(sheetText)
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, p := range list {
		all += p.Promise + " "
	}
	for _, promise := range []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"} {
		if !strings.Contains(all, promise) {
			t.Errorf("nothing is tried for %s", promise)
		}
	}
	if _, err := readSheet([]byte("- {promise: P1, what: x, pkg: ., tests: '('}")); err == nil {
		t.Error("a broken expression was read")
	}
}

func TestFigures(t *testing.T) {
	text := "=== RUN   TestX\n    x_test.go:7: 12 kills, seed 3 | 4\n--- PASS: TestX (0.01s)\n"
	if got := figures(text); got != "12 kills, seed 3 / 4" {
		t.Errorf("got %q", got)
	}
	if got := deepest([]string{"TestA", "TestA/b", "TestA/b/c", "TestD"}); got != "TestA/b/c" {
		t.Errorf("got %q", got)
	}
}
