package story

import (
	"regexp"
	"slices"
	"strings"

	"huiyin/sim"
)

// wish is what a message must have: each line of a step "sees".
type wish struct{ lines []trait }

// trait is one line of it: a text, a row of buttons, or a kind of media.
type trait struct {
	raw   string
	text  *regexp.Regexp
	row   []*regexp.Regexp
	media string
}

var (
	rowLine   = regexp.MustCompile(`^(?:\[[^\[\]]+\]\s*)+$`)
	rowButton = regexp.MustCompile(`\[([^\[\]]+)\]`)
	mediaLine = regexp.MustCompile(`^[(（]\s*(.+?)\s*[)）]$`)
	gap       = regexp.MustCompile(`…|\.\.\.`)
)

// newWish reads the lines.
func newWish(lines []string) wish {
	var w wish
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		one := trait{raw: line}
		if rowLine.MatchString(line) {
			for _, b := range rowButton.FindAllStringSubmatch(line, -1) {
				one.row = append(one.row, regexp.MustCompile(`^`+loose(strings.TrimSpace(b[1]))+`$`))
			}
		} else if kind := mediaKind(line); kind != "" {
			one.media = kind
		} else {
			one.text = regexp.MustCompile(loose(line))
		}
		w.lines = append(w.lines, one)
	}
	return w
}

// wish reads what a step demands, with remembered values filled in.
func (r *run) wish(m *words) (wish, error) {
	text, err := r.w.fill(m.text())
	return newWish(strings.Split(text, "\n")), err
}

// loose is a pattern for a text in which … stands for anything on the same line.
func loose(text string) string {
	parts := gap.Split(text, -1)
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return strings.Join(parts, ".*")
}

// mediaKind reads "(photo)"; empty if the line is none of this.
func mediaKind(line string) string {
	got := mediaLine.FindStringSubmatch(line)
	if got == nil {
		return ""
	}
	return kinds()[strings.ToLower(got[1])]
}

// contains says whether a message's text has a quote in it, in which … stands for anything.
func contains(text, quote string) bool {
	return regexp.MustCompile(loose(strings.TrimSpace(quote))).MatchString(text)
}

// missing gives the lines that the message doesn't have.
func (w wish) missing(m sim.Seen) []string {
	var out []string
	rows := buttons(m)
	for _, line := range w.lines {
		ok := false
		switch {
		case line.text != nil:
			ok = line.text.MatchString(m.Text)
		case line.media == "album":
			ok = m.MediaGroup != ""
		case line.media != "":
			ok = m.Media == line.media || m.Media == "venue" && line.media == "location"
		default:
			ok = slices.ContainsFunc(rows, line.inRow)
		}
		if !ok {
			out = append(out, line.raw)
		}
	}
	return out
}

// inRow says whether the wanted buttons stand in the row in this order, with others between them or not.
func (t trait) inRow(row []string) bool {
	next := 0
	for _, label := range row {
		if next < len(t.row) && t.row[next].MatchString(strings.TrimSpace(label)) {
			next++
		}
	}
	return next == len(t.row)
}

// buttons are the texts on a message's buttons, row by row; those of a reply keyboard that came with it count too.
func buttons(m sim.Seen) [][]string {
	var out [][]string
	for _, row := range m.Buttons {
		var labels []string
		for _, b := range row {
			labels = append(labels, b.Text)
		}
		out = append(out, labels)
	}
	return append(out, m.Keyboard...)
}
