package texts

import (
	"slices"
	"strings"
	"testing"
)

func own(t testing.TB, key string) Own {
	t.Helper()
	o, ok := OwnText(key)
	if !ok {
		t.Fatal(key)
	}
	return o
}

// TestOwnCheck: what can't be used is refused, with the reason, and with what was
// probably meant.
func TestOwnCheck(t *testing.T) {
	for _, c := range []struct{ key, text, wrong, guess string }{
		{"submitted", "{编号} 收到了", "", ""},
		{"submitted", "｛ Number ｝ 收到了", "", ""},
		{"submitted", "{编码} 收到了", "own.mistaken_hole", "{编号}"},
		{"submitted", "{nubmer} taken", "own.mistaken_hole", "{number}"},
		{"submitted", "{x} {编号}", "own.mistaken_hole", "{编号} {number}"},
		{"closing", "{x} {编号} {时间}", "own.unknown_hole", ""},
		{"closing", "{编号} 快归档了", "own.missing_hole", ""},
		{"submitted", "收到了", "own.missing_hole", ""},
		{"submitted", "{{编号}} 收到了", "own.lone_brace", ""},
		{"submitted", "{{.No}} 收到了", "own.lone_brace", ""},
		{"submitted", "{编号 收到了", "own.lone_brace", ""},
		{"submitted", "编号} {编号}", "own.lone_brace", ""},
		{"submitted", "{编\n号}{编号}", "own.lone_brace", ""},
		{"judge", "{编号} 满意吗？", "own.no_holes", ""},
		{"judge", "好吗？ <b>*_`[x](y)", "", ""}, // no markup: it is shown as it stands
		{"judge", " \n ", "own.empty", ""},
		{"judge", "好\u202e吗", "own.hidden", ""},
		{"judge", "好\u200b吗", "own.hidden", ""},
		{"judge", "好\x00吗", "own.hidden", ""},
		{"judge", "好\xff吗", "own.hidden", ""},
		{"judge", "👨‍👩‍👧 好吗", "", ""},
		{"judge", "一\n二\n三", "own.too_many_lines", ""},
		{"welcome", "一\n\n二", "own.empty_line", ""},
		{"judge", strings.Repeat("好", 120), "", ""},
		{"judge", strings.Repeat("好", 121), "own.too_long", ""},
		{"judge", strings.Repeat("𠮷", 61), "own.too_long", ""},
		{"emergency", "请先报警", "own.no_number", ""},
		{"emergency", "请先打 112", "", ""},
	} {
		o := own(t, c.key)
		wrong := o.Check(c.text)
		switch {
		case wrong == nil && c.wrong != "", wrong != nil && wrong.Key != c.wrong:
			t.Errorf("%s %q: %+v, not %q", c.key, c.text, wrong, c.wrong)
		case wrong == nil:
		default:
			if i := slices.Index(wrong.Args, any("Guess")); i >= 0 && wrong.Args[i+1] != c.guess {
				t.Errorf("%s %q: did you mean %q, not %q", c.key, c.text, wrong.Args[i+1], c.guess)
			}
			for _, lang := range []string{ZH, EN} {
				if s := wrong.Say(lang); strings.Contains(s, "own.") || strings.Contains(s, "<no value>") || strings.Contains(s, "{{") {
					t.Errorf("%s: %s", lang, s)
				}
			}
		}
	}
}

// TestOwnFill: a value is only ever text.
func TestOwnFill(t *testing.T) {
	o := own(t, "refused")
	if got := o.Fill("{编号}：{reason}，{编号}。", "No", "#17", "Why", "{编号} {x}"); got != "#17：{编号} {x}，#17。" {
		t.Error(got)
	}
	if got := Tidied("\n 一 \r\n二\t\n"); got != "一\n二" {
		t.Errorf("%q", got)
	}
}

// FuzzOwn: whatever is written, what Check lets through fits where it goes, shows
// every value that it must, and no name of a placeholder.
func FuzzOwn(f *testing.F) {
	for _, text := range []string{"{编号}", "｛时间｝{编号}", "{{编号}}", "{编号", "}{", "a{No}b", "{number}{time}{period}{reason}{area}{date}{机器人}", "一\n二", "\u202e{编号}", "𠮷{编号}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = Tidied(text)
		for _, o := range Owns() {
			wrong := o.Check(text)
			if wrong != nil {
				if s := wrong.Say(EN); strings.HasPrefix(s, "own.") || strings.Contains(s, "<no value>") {
					t.Fatalf("%q: %s", text, s)
				}
				continue
			}
			var args []any
			for _, h := range o.Holes {
				args = append(args, h.Arg, "‹"+h.Arg+"›")
			}
			got := o.Fill(text, args...)
			for _, h := range o.Holes {
				if h.Must && !strings.Contains(got, "‹"+h.Arg+"›") {
					t.Fatalf("%s %q without %s: %q", o.Key, text, h.Arg, got)
				}
			}
			if strings.ContainsAny(got, "{}｛｝") || Units(text) > o.Most || strings.Count(got, "\n") >= o.Lines || strings.TrimSpace(got) == "" {
				t.Fatalf("%s %q: %q", o.Key, text, got)
			}
		}
	})
}
