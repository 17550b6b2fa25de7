package main

import (
	"go/ast"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documents reads every document of the checkout, by path.
func documents(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".md":
			return nil
		}
		text, err := os.ReadFile(path)
		found[filepath.ToSlash(path)] = string(text)
		return err
	})
	if err != nil || len(found) < 10 {
		t.Fatal(len(found), "documents found:", err)
	}
	return found
}

var (
	link     = regexp.MustCompile(`\]\(([^)\s]+)\)|src="([^"]+)"`)
	heading  = regexp.MustCompile(`(?m)^#+ (.+)$`)
	noAnchor = regexp.MustCompile(`[^\p{L}\p{N}\- _]`)
)

// TestLinks follows every link of the documents to a file and to a heading.
func TestLinks(t *testing.T) {
	all := documents(t)
	for path, text := range all {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, anchor, _ := strings.Cut(m[1]+m[2], "#")
			if strings.Contains(target, "://") {
				continue
			}
			to := path
			if target != "" {
				to = filepath.ToSlash(filepath.Join(filepath.Dir(path), target))
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", path, target)
				continue
			}
			if anchor, err := url.PathUnescape(anchor); anchor != "" && (err != nil || !hasHeading(all[to], anchor)) {
				t.Errorf("%s: %s has no heading %s", path, to, anchor)
			}
		}
	}
}

// hasHeading makes anchors as the usual viewers of Markdown do.
func hasHeading(text, anchor string) bool {
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		made := strings.ReplaceAll(noAnchor.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-")
		if made == anchor {
			return true
		}
	}
	return false
}

var (
	testName  = regexp.MustCompile("`(Test[A-Z][A-Za-z]*)`")
	storyName = regexp.MustCompile("`([a-z-]+\\.story)`")
)

// TestProofs wants every test and story that the documents call as witnesses
// to exist.
func TestProofs(t *testing.T) {
	tests := map[string]bool{}
	for _, f := range sources(t) {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && f.test {
				tests[fn.Name.Name] = true
			}
		}
	}
	for path, text := range documents(t) {
		for _, m := range testName.FindAllStringSubmatch(text, -1) {
			if !tests[m[1]] {
				t.Errorf("%s names %s, and there is no such test", path, m[1])
			}
		}
		for _, m := range storyName.FindAllStringSubmatch(text, -1) {
			found, _ := filepath.Glob(filepath.Join("stories", "*", m[1]))
			if len(found) == 0 {
				t.Errorf("%s names %s, and there is no such story", path, m[1])
			}
		}
	}
}

// TestTroubleIsQuoted wants the table of what can go wrong to say what the
// program says: whoever looks for a sentence must find it.
func TestTroubleIsQuoted(t *testing.T) {
	for lang, name := range map[string]string{"zh": "docs/zh/setup.md", "en": "docs/setup.md"} {
		said := ""
		files, err := filepath.Glob("texts/*." + lang + ".yaml")
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			said += string(text)
		}
		doc, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, table, _ := strings.Cut(string(doc), pick(lang, "| 它说 | 怎么办 |\n|---|---|\n", "| it says | do |\n|---|---|\n"))
		table, _, _ = strings.Cut(table, "\n\n")
		rows := strings.Split(table, "\n")
		if len(rows) < 10 {
			t.Errorf("%s: %d rows", name, len(rows))
		}
		for _, row := range rows {
			if quote := strings.TrimSpace(strings.Split(row, "|")[1]); !strings.Contains(said, quote) {
				t.Errorf("%s: the program never says %q", name, quote)
			}
		}
	}
}

// TestPromisesAgree wants the Chinese promises to call the same witnesses as the
// English ones, promise by promise.
func TestPromisesAgree(t *testing.T) {
	witnesses := func(name string) (parts [][]string) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(text), "\n## ") {
			var list []string
			for _, m := range regexp.MustCompile("`(Test[A-Z]\\w*|[a-z-]+\\.story)`").FindAllStringSubmatch(part, -1) {
				list = append(list, m[1])
			}
			slices.Sort(list)
			parts = append(parts, list)
		}
		return parts
	}
	en, zh := witnesses("docs/promises.md"), witnesses("docs/zh/promises.md")
	if len(en) != len(zh) {
		t.Fatalf("%d parts in English, %d in Chinese", len(en), len(zh))
	}
	for i := range en {
		if !slices.Equal(en[i], zh[i]) {
			t.Errorf("part %d: English calls %v, Chinese %v", i, en[i], zh[i])
		}
	}
}
