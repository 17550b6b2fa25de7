package config

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"huiyin/order"
)

// walker fills a Go value from a YAML tree, by the yaml tags of its type, and
// remembers where everything stood. The one place that knows both.
type walker struct {
	file     string
	problems Problems
	at       map[string]*yaml.Node // "areas[2].in" → its value
	fromEnv  map[string]string     // the same → the variable that it came from
	root     reflect.Type
	bad      map[string]bool // paths whose value could not be read
	guessed  int
}

func newWalker(file string, into any) *walker {
	return &walker{file: file, at: map[string]*yaml.Node{}, fromEnv: map[string]string{}, bad: map[string]bool{}, root: reflect.TypeOf(into).Elem()}
}

// read fills the value from the source.
func (w *walker) read(src []byte, into any) {
	if n := w.parse(src); n != nil {
		w.value(n, reflect.ValueOf(into).Elem(), "")
	}
}

func (w *walker) problem(line, col int, key string, args ...any) {
	w.problems = append(w.problems, newProblem(w.file, line, col, key, args))
}

// say reports a mistake at the value of that path, or at the nearest thing
// around it that stands in the file.
func (w *walker) say(path, key string, args ...any) {
	defer func() { w.problems[len(w.problems)-1].Path = path }()
	if name := w.fromEnv[path]; name != "" {
		w.problems = append(w.problems, newProblem(name, 0, 0, key, args))
		return
	}
	for p := path; ; p = p[:max(strings.LastIndexAny(p, ".["), 0)] {
		if n := w.at[p]; n != nil {
			w.problem(n.Line, n.Column, key, args...)
			return
		}
		if p == "" {
			w.problem(0, 0, key, args...)
			return
		}
	}
}

// warn is say for what is doubtful only.
func (w *walker) warn(path, key string, args ...any) {
	w.say(path, key, args...)
	w.problems[len(w.problems)-1].Warning = true
}

// given reports whether the owner wrote something there.
func (w *walker) given(path string) bool {
	n := w.at[path]
	return w.fromEnv[path] != "" || n != nil && !empty(n)
}

func (w *walker) line(path string) int {
	if n := w.at[path]; n != nil {
		return n.Line
	}
	return 0
}

func (w *walker) guess(word string, candidates []string) string {
	if w.guessed++; w.guessed > guesses {
		return ""
	}
	return nearest(word, candidates)
}

// empty is a key with nothing behind it. It counts as not written, so that a
// section whose lines are all commented out does no harm.
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}

func (w *walker) value(n *yaml.Node, v reflect.Value, path string) {
	w.at[path] = n
	text := isText(v.Type())
	switch {
	case n.Kind == yaml.AliasNode:
		w.bad[path] = true
		w.say(path, "config.alias")
	case empty(n):
	case v.Kind() == reflect.Struct && !text:
		w.mapping(n, v, path)
	case v.Kind() == reflect.Slice && !text:
		w.list(n, v, path)
	case w.wide(n, v, path):
	case n.Kind != yaml.ScalarNode || !setText(v, n.Value):
		w.wrong(n, v.Type(), path)
	}
}

// isText reports whether a type is written as one word or line, whatever it is
// made of.
func isText(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func (w *walker) list(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.SequenceNode {
		w.wrong(n, v.Type(), path)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		p := path + "[" + strconv.Itoa(i) + "]"
		w.value(item, v.Index(i), p)
		if empty(item) {
			w.say(p, "config.empty_item", "Key", lastKey(p))
		}
	}
}

func (w *walker) mapping(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		w.wrong(n, v.Type(), path)
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		field := slices.Index(keys(v.Type()), k.Value)
		switch first := seen[k.Value]; {
		case k.Kind != yaml.ScalarNode:
			w.problem(k.Line, k.Column, "config.key_not_text")
		case k.ShortTag() == "!!merge":
			w.problem(k.Line, k.Column, "config.alias")
		case first > 0:
			w.problem(k.Line, k.Column, "config.double_key", "Key", k.Value, "First", first)
		case field < 0 || k.Value == "": // "" is a field of the program's own
			w.unknown(k, n.Content[i+1], v.Type())
		default:
			w.value(n.Content[i+1], v.Field(field), strings.TrimPrefix(path+"."+k.Value, "."))
		}
		seen[k.Value] = k.Line
	}
}

// keys lists the yaml keys of a struct by field; fields without one are "".
func keys(t reflect.Type) []string {
	list := make([]string, t.NumField())
	for i := range list {
		list[i], _, _ = strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
	}
	return list
}

// lastKey is the key that the owner sees in the line: "areas[2].in" → "in".
func lastKey(path string) string {
	path = path[strings.LastIndex(path, ".")+1:]
	key, _, _ := strings.Cut(path, "[")
	return key
}

// setText reads what a person wrote as one word or line.
func setText(v reflect.Value, s string) bool {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return u.UnmarshalText([]byte(s)) == nil
	}
	if v.Type() == reflect.TypeFor[time.Duration]() {
		d, err := time.ParseDuration(s)
		v.SetInt(int64(d))
		return err == nil
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Int:
		n, err := strconv.Atoi(s)
		v.SetInt(int64(n))
		return err == nil
	case reflect.Bool:
		yes := slices.Contains([]string{"true", "yes", "on"}, strings.ToLower(s))
		no := slices.Contains([]string{"false", "no", "off"}, strings.ToLower(s))
		v.SetBool(yes)
		return yes || no
	default:
		return false
	}
	return true
}

// wrong says what should stand there. The value is shown only where a line of
// text was expected and it cannot be a secret.
func (w *walker) wrong(n *yaml.Node, t reflect.Type, path string) {
	key, value, guess := "config.want_text", n.Value, ""
	switch {
	case t == reflect.TypeFor[order.Name]():
		key = "config.want_name"
	case t == reflect.TypeFor[order.Span]():
		if key = "config.want_span"; new(order.Span).UnmarshalText([]byte(plainLimit(value))) == nil {
			guess = plainLimit(value)
		}
	case t == reflect.TypeFor[order.Limit]():
		key, guess = "config.want_limit", plainLimit(value)
	case t == reflect.TypeFor[order.Days]():
		key = "config.want_day"
	case t == reflect.TypeFor[order.Weekdays]():
		key = "config.want_weekdays"
	case t == reflect.TypeFor[order.Hours]():
		key = "config.want_hours"
	case t == reflect.TypeFor[order.Date]():
		key = "config.want_date"
	case t == reflect.TypeFor[order.Quiet](), t == reflect.TypeFor[order.OwnQuiet]():
		key = "config.want_quiet"
	case t == reflect.TypeFor[time.Duration]():
		key = "config.want_duration"
	case t.Kind() == reflect.Int:
		key = "config.want_number"
	case t.Kind() == reflect.Bool:
		key = "config.want_bool"
	case t.Kind() == reflect.Slice:
		key, value = "config.want_list", ""
	case t.Kind() == reflect.Struct && strings.Contains(value, "："):
		key, value = "config.wide_colon", ""
	case t.Kind() == reflect.Struct && path == "":
		key, value = "config.want_keys", ""
	case t.Kind() == reflect.Struct:
		key, value = "config.want_section", ""
	}
	w.bad[path] = true
	w.say(path, key, "Key", lastKey(path), "Value", value, "Guess", guess)
}
