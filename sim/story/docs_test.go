package story

import (
	"os"
	"regexp"
	"testing"
)

// TestDocsShowEveryStep reads the table of steps in the documentation: the two sides of each row must be the same step, and
// no step may be left out.
func TestDocsShowEveryStep(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../../docs/stories.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```\n(.*?)```").FindSubmatch(src)
	if _, err := Parse("example", example[1]); err != nil {
		t.Errorf("the example: %v", err)
	}
	w := &World{
		People: map[string]int64{"Xiao Li": 1, "小李": 1, "Mr Wu": 2, "老吴": 2, "Master Lu": 3, "路师傅": 3},
		Places: map[string]int64{"Grid One": -1, "网格一": -1},
	}
	g := worldGrammar(sorted(w.People), sorted(w.Places))
	seen := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|.*\\|$").FindAllStringSubmatch(string(src), -1) {
		var form [2]string
		for i, head := range row[1:] {
			if _, err := g.find(step{head: head}); err != nil {
				t.Errorf("%s: %v", head, err)
			}
			for f := range g.fits(step{head: head}) {
				form[i] = f.en
				break
			}
		}
		if form[0] != form[1] {
			t.Errorf("%s: the two sides are different steps:\n  %s\n  %s", row[0], form[0], form[1])
		}
		seen[form[0]] = true
	}
	for _, f := range forms() {
		if !seen[f.en] {
			t.Errorf("docs/stories.md does not show: %s", readable(f.en))
		}
	}
}
