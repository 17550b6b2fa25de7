package config

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxFile is far more than any owner writes, and little enough to read at once.
const maxFile = 2 << 20

// readFile reads the file; example is the one to copy when it is not there.
func readFile(path, example string) ([]byte, Problems) {
	wrong := func(key string, args ...any) ([]byte, Problems) {
		return nil, Problems{newProblem(path, 0, 0, key, args)}
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return wrong("config.no_file", "Example", example)
	}
	if err != nil {
		key, args := unreadable(err)
		return wrong(key, args...)
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		key, args := unreadable(err)
		return wrong(key, args...)
	}
	return src, nil
}

// unreadable says why a file can't be read. The system's own words are English,
// and are left for what is rare.
func unreadable(err error) (key string, args []any) {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "config.no_right", nil
	case errors.Is(err, syscall.EISDIR):
		return "config.is_folder", nil
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return "config.unreadable", []any{"Reason", err.Error()}
}

// parse makes a tree of the source; nil when the file is empty or not YAML.
func (w *walker) parse(src []byte) *yaml.Node {
	switch {
	case len(src) > maxFile:
		w.problem(0, 0, "config.too_big", "Max", maxFile>>20)
		return nil
	case !utf8.Valid(src):
		good := 0
		for r, n := utf8.DecodeRune(src); r != utf8.RuneError || n != 1; r, n = utf8.DecodeRune(src[good:]) {
			good += n
		}
		w.problem(1+bytes.Count(src[:good], []byte("\n")), 0, "config.not_utf8")
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(src))
	var doc, second yaml.Node
	err := decode(dec, &doc)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		w.syntax(src, err)
		return nil
	}
	if err := decode(dec, &second); err == nil {
		w.problem(second.Line, 0, "config.second_document")
	} else if !errors.Is(err, io.EOF) {
		w.syntax(src, err)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return doc.Content[0]
}

// decode reads one document. The parser has a history of panics on broken
// input, and an owner's slip must not end the program.
func decode(dec *yaml.Decoder, into *yaml.Node) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("yaml: the parser gave up")
		}
	}()
	return dec.Decode(into)
}

var (
	yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(?s:(.*))$`)
	// The one message in which the parser quotes the owner, maybe a secret.
	lostAnchor = regexp.MustCompile(`(?s)^unknown anchor '(.*)' referenced`)
)

// syntax reports what the parser could not read. Three slips that are common
// where people write with a Chinese keyboard, or with tabs, get words of their own.
func (w *walker) syntax(src []byte, err error) {
	line, detail := 1, err.Error() // without a number the parser means the first line
	if m := yamlError.FindStringSubmatch(detail); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
		}
		detail = m[2]
	}
	if i := bytes.IndexFunc(src, isControl); i >= 0 && strings.HasPrefix(detail, "control") {
		line = 1 + bytes.Count(src[:i], []byte("\n"))
	}
	lines := strings.Split(string(src), "\n")
	if m := lostAnchor.FindStringSubmatch(detail); m != nil {
		first := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "*"+m[1]) })
		w.problem(first+1, 0, "config.alias")
		return
	}
	// The parser names the line where it gave up, often the one below the slip.
	for i := max(line-2, 0); i < min(line+1, len(lines)); i++ {
		before, _, wide := strings.Cut(lines[i], "：")
		switch {
		case strings.HasPrefix(strings.TrimLeft(lines[i], " "), "\t"):
			w.problem(i+1, 0, "config.tab")
			return
		case wide && !strings.ContainsAny(before, ":#\"'"):
			w.problem(i+1, 0, "config.wide_colon")
			return
		}
	}
	w.problem(line, 0, syntaxKey(detail))
}

func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

// syntaxKeys are our words for what the parser says in English.
var syntaxKeys = []struct{ says, key string }{
	{"mapping values are not allowed", "config.syntax_colon"},
	{"could not find expected ':'", "config.syntax_no_colon"},
	{"did not find expected key", "config.syntax_indent"},
	{"did not find expected '-' indicator", "config.syntax_indent"},
	{"block sequence entries are not allowed", "config.syntax_indent"},
	{"did not find expected ',' or", "config.syntax_bracket"},
	{"did not find expected node content", "config.syntax_bracket"},
	{"found unexpected end of stream", "config.syntax_quote"},
	{"found unexpected document indicator", "config.syntax_quote"},
	{"found unknown escape character", "config.syntax_escape"},
	{"found character that cannot start any token", "config.syntax_start"},
	{"control characters are not allowed", "config.syntax_control"},
}

func syntaxKey(detail string) string {
	for _, k := range syntaxKeys {
		if strings.HasPrefix(detail, k.says) {
			return k.key
		}
	}
	return "config.syntax"
}
