package texts_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// Keys that the program puts together from a beginning and something that it
// knows at run time. Everything that begins so counts as used.
var builtKeys = map[string]string{
	"state.":              "the state of an order",
	"next.":               "the clock and the kind of the next step",
	"reason.":             "the reason that was chosen when an order was refused, declined or released",
	"rating.":             "1, 2 or 3",
	"promise.":            "the answer to: when will you be there",
	"echo.still.":         "the state of an open order",
	"files.":              "the stage at which a file came",
	"menu.":               "the name of a command",
	"role.":               "the role of a member",
	"usage.role.":         "the role of a member",
	"usage.group.":        "what a group is for",
	"purpose.":            "what a group is for",
	"lang.":               "a language that can be chosen",
	"mydata.":             "the name of a field",
	"mydata.act.":         "the act in an order's ledger",
	"ask.":                "the act that wants a reason",
	"button.extend.":      "yes or no",
	"toast.extend.":       "yes or no",
	"taker.":              "what became of an order that somebody had taken",
	"unreachable.":        "what somebody was to an order",
	"watch.overdue.":      "the clock that ran out",
	"config.name_half_":   "the language that is missing",
	"proof.metric.":       "what the proof gives a bound for",
	"proof.hole.":         "the same, and whether it ever comes",
	"proof.why.":          "what is wrong",
	"proof.fix.":          "the change that closes a hole",
	"proof.all.":          "a kind of area",
	"proof.all_itself.":   "a kind of area",
	"proof.day.":          "a day of the week, from Monday",
	"settings.is.":        "a setting",
	"own.is.":             "a text that may be in own words",
	"own.where.":          "the same",
	"settings.write.":     "a setting, or a limit of a class, that is written by hand",
	"settings.part.":      "a limit of a class",
	"settings.preset.":    "a preset",
	"settings.way.":       "how something was changed",
	"settings.item.":      "what was changed, if it is no setting",
	"reach.":              "why somebody can't be reached",
	"weekday.":            "the day of the week",
	"roster.sheet.":       "a sheet of the roster",
	"roster.head.":        "a column of the roster",
	"roster.kind.":        "the kind of an area",
	"roster.use.":         "what refers to a key",
	"roster.did.":         "what an import does to a line",
	"import.count.":       "what an import does to a line",
	"roster.state.":       "whether somebody has joined",
	"later.":              "until when an order is put off",
	"errands.by.":         "the clock that runs",
	"errands.late.":       "the clock that ran out",
	"errands.next.":       "the kind of the next step",
	"shown.what.":         "what was shown",
	"consent.":            "what was asked, and the answer",
	"doctor.":             "a finding, with how to mend it behind; a level",
	"settings.country.":   "whose holidays",
	"settings.do.":        "a step of a ladder",
	"settings.days.":      "a list of days",
	"settings.which_day.": "the same",
	"data.sheet.":         "a part of what is stored about a person",
	"data.col.":           "a column of it",
}

// Texts whose placeholders differ between the languages, and why.
var unequal = map[string]string{
	"when.date":        "Chinese writes the month as a number, English by its name",
	"digest.title":     "the same",
	"day.date":         "the same",
	"settings.month":   "the same",
	"own.missing_hole": "each language names the placeholder in its own way",
}

// Strings that look like keys and are none.
var notKeys = map[string]string{
	"config.yaml":            "a file",
	"config.example.yaml":    "a file",
	"community.yaml":         "a file",
	"community.example.yaml": "a file",
	"telegram.json":          "a file",
	"digest.grid":            "a setting",
	"backup.to":              "a setting",
	"backup.at":              "a setting",
	"backup.keep_days":       "a setting",
	"backup.key":             "a setting",
	"digest.community":       "a setting",
	"store.key_open":         "only logged, never said",
}

// latin are the words in Latin letters that Chinese texts for everybody may
// hold. Commands and placeholders are taken out before.
var latin = map[string]string{
	"Telegram": "its own name",
}

// operatorFiles are read by whoever installs the program, and speak of files,
// settings and programs by their names.
var operatorFiles = []string{"backup", "bot", "config", "console", "doctor", "proof", "rekey", "roster", "store"}

// latinForOperators are the further words that those may hold; a word in
// “quotes”, "quotes" or (brackets) is an example of what to write.
var latinForOperators = []string{
	"OK", "Bot", "API", "BotFather", "token", "proxy", "webhook", "http", "https", "socks", "socks5", "socks5h", "Ctrl", "C",
	"fresh", "port", "YAML", "UTF", "MB", "SQLite", "SQL", "cron", "HUIYIN_TOKEN", "true", "false", "none", "kind", "community",
	"grid", "Excel", "CSV", "xlsx", "zip", "dry", "run", "remove", "bot", "font", "Debian", "Ubuntu", "apt", "get", "install", "fonts", "noto", "cjk", "otf", "ttf", "ttc", "A4", "A", "zh", "en", "Lift", "in", "m", "h", "d", "s", "a", "z", "config", "yaml", "key", "telegram", "org", "_", "chmod",
}

// entry is one text in one language: all its forms.
type entry struct {
	file  string
	forms []string
}

func (e entry) all() string { return strings.Join(e.forms, "\n") }

// read reads every text of a language.
func read(t *testing.T, lang string) map[string]entry {
	t.Helper()
	files, err := filepath.Glob("*." + lang + ".yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files of texts", err)
	}
	book := map[string]entry{}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := yaml.Unmarshal(src, &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, value := range texts {
			if _, twice := book[key]; twice {
				t.Errorf("%s: %s stands in another file, too", name, key)
			}
			e := entry{file: strings.TrimSuffix(name, "."+lang+".yaml")}
			switch v := value.(type) {
			case string:
				e.forms = []string{v}
			case map[string]any:
				for _, form := range v {
					e.forms = append(e.forms, form.(string))
				}
			default:
				t.Errorf("%s: %s is neither a text nor its plural forms", name, key)
			}
			book[key] = e
		}
	}
	return book
}

var placeholder = regexp.MustCompile(`\{\{\s*(?:if\s+)?\.([A-Za-z]+)\s*\}\}`)

// holes are the placeholders of a text, sorted.
func (e entry) holes() []string {
	var list []string
	for _, m := range placeholder.FindAllStringSubmatch(e.all(), -1) {
		list = append(list, m[1])
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestLanguagesAreEqual wants the same keys, with the same placeholders, in the
// same file in both languages.
func TestLanguagesAreEqual(t *testing.T) {
	zh, en := read(t, "zh"), read(t, "en")
	for key, z := range zh {
		e, ok := en[key]
		if !ok {
			t.Errorf("%s.en.yaml has no %s", z.file, key)
			continue
		}
		if z.file != e.file {
			t.Errorf("%s stands in %s.zh.yaml and in %s.en.yaml", key, z.file, e.file)
		}
		if differ := !slices.Equal(z.holes(), e.holes()); differ != (unequal[key] != "") {
			t.Errorf("%s has %v in Chinese and %v in English", key, z.holes(), e.holes())
		}
	}
	for key, e := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s.zh.yaml has no %s", e.file, key)
		}
	}
}

// goFiles parses the program's sources, without tests.
func goFiles(t *testing.T) []*ast.File {
	t.Helper()
	var list []*ast.File
	set := token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != ".." && (name == "sim" || name == "node_modules" || strings.HasPrefix(name, ".")):
			return filepath.SkipDir // sim speaks for itself
		case d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, 0)
		list = append(list, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// literal is the value of a string in the source.
func literal(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// first is a key up to its first dot.
func first(key string) string {
	key, _, _ = strings.Cut(key, ".")
	return key
}

var keyLike = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z0-9_]+)+$`)

// TestKeys finds keys that are used and do not exist, and texts that nobody
// ever reads.
func TestKeys(t *testing.T) {
	zh := read(t, "zh")
	begins := map[string]bool{} // the first words of keys
	for key := range zh {
		begins[first(key)] = true
	}
	used := map[string]bool{}
	for _, f := range goFiles(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := literal(n)
			if _, exists := zh[s]; ok && exists {
				used[s] = true
			}
			if !ok || !keyLike.MatchString(s) || builtKeys[s] != "" || notKeys[s] != "" || !begins[first(s)] {
				return true
			}
			if _, exists := zh[s]; !exists {
				t.Errorf("the program says %q, and there is no such text", s)
			}
			return true
		})
	}
	for key, e := range zh {
		if !used[key] && !built(key) {
			t.Errorf("%s.zh.yaml: nobody says %s", e.file, key)
		}
	}
	for prefix := range builtKeys {
		if !slices.ContainsFunc(keysOf(zh), func(k string) bool { return strings.HasPrefix(k, prefix) }) {
			t.Errorf("no text begins with %s any more; take it out of builtKeys", prefix)
		}
	}
}

func keysOf(book map[string]entry) []string {
	var list []string
	for key := range book {
		list = append(list, key)
	}
	return list
}

func built(key string) bool {
	for prefix := range builtKeys {
		if strings.HasPrefix(key, prefix) && len(key) > len(prefix) {
			return true
		}
	}
	return false
}

// sayers are the functions that take a key and then pairs of a placeholder's
// name and its value, and add nothing of their own.
var sayers = []string{"Say", "say", "t", "toast", "alert", "line"}

// TestPlaceholders wants every placeholder of a text to be filled where it is
// said: what is missing would show as "<no value>".
func TestPlaceholders(t *testing.T) {
	zh, en := read(t, "zh"), read(t, "en")
	checked := 0
	for _, f := range goFiles(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Ellipsis.IsValid() || !slices.Contains(sayers, nameOf(call.Fun)) {
				return true
			}
			at := slices.IndexFunc(call.Args, func(a ast.Expr) bool { s, ok := literal(a); return ok && len(zh[s].forms) > 0 })
			if at < 0 {
				return true
			}
			key, _ := literal(call.Args[at])
			var given []string
			for i := at + 1; i < len(call.Args); i += 2 {
				name, _ := literal(call.Args[i])
				given = append(given, name)
			}
			for _, hole := range append(zh[key].holes(), en[key].holes()...) {
				if !slices.Contains(given, hole) && !strings.Contains(zh[key].all(), "{{if ."+hole+"}}") {
					t.Errorf("%s is said without %s", key, hole)
				}
			}
			checked++
			return true
		})
	}
	if checked < 100 {
		t.Errorf("only %d places found where something is said", checked)
	}
}

func nameOf(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

var (
	command = regexp.MustCompile(`/[a-z]+`)
	quoted  = regexp.MustCompile(`“[^”]*”|"[^"]*"|（[^）]*）|\{\{.*?\}\}|\{[^}]*\}`)
	word    = regexp.MustCompile(`[A-Za-z_][A-Za-z_0-9]*`)
)

// TestChineseIsChinese finds English that was left over in Chinese texts.
func TestChineseIsChinese(t *testing.T) {
	for key, e := range read(t, "zh") {
		operator := slices.Contains(operatorFiles, e.file)
		text := placeholder.ReplaceAllString(e.all(), "")
		text = command.ReplaceAllString(text, "")
		if operator {
			text = quoted.ReplaceAllString(text, "")
		}
		for _, w := range word.FindAllString(text, -1) {
			if latin[w] == "" && !(operator && slices.Contains(latinForOperators, w)) {
				t.Errorf("%s.zh.yaml: %s holds %q", e.file, key, w)
			}
		}
	}
}
