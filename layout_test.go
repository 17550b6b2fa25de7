package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layout says which packages of ours a package may import. Imports go one way:
// what stands lower knows nothing of what stands higher. The root wires all.
var layout = map[string][]string{
	"order":     {},
	"texts":     {},
	"proof":     {"order"},
	"store":     {"order"},
	"flows":     {"order", "store", "texts"},
	"bot":       {"flows", "store", "texts"},
	"config":    {"order", "texts"},
	"poster":    {"order", "texts"},
	"roster":    {"config", "order", "texts"},
	"backup":    {"store"},
	"sim":       {},
	"sim/disk":  {},
	"sim/story": {"sim"},
	"sim/wild":  {},
	"prove":     {},
	".":         {"backup", "bot", "config", "flows", "order", "poster", "proof", "roster", "sim", "store", "texts"},
}

// layoutOfTests says what their tests may import besides.
var layoutOfTests = map[string][]string{
	"bot":   {"order", "sim"},
	"flows": {"config"},
	"store": {"sim/disk"},
	".":     {"sim/disk", "sim/story", "sim/wild"},
}

// homes says where alone a foreign package may be used: each one has its edge
// of the program, and everything else is free of it.
var homes = map[string][]string{
	"github.com/go-telegram/bot":           {"bot"},
	"github.com/mattn/go-sqlite3":          {"store"},
	"github.com/pressly/goose/v3":          {"store"},
	"database/sql":                         {"store"},
	"github.com/robfig/cron/v3":            {"flows", "config"},
	"github.com/alecthomas/kong":           {".", "prove"},
	"github.com/nicksnyder/go-i18n/v2":     {"texts"},
	"golang.org/x/image":                   {".", "poster"},
	"github.com/boombuler/barcode":         {"poster"},
	"github.com/hajimehoshi/bitmapfont/v3": {"poster"},
	"github.com/xuri/excelize/v2":          {"roster", "."},
	"filippo.io/age":                       {"backup"},
	"net/http":                             {".", "bot", "sim"},
	"os/exec":                              {"prove"},
	"math/rand":                            {},
	"math/rand/v2":                         {".", "bot", "sim", "sim/disk", "sim/wild"},
}

// pure are the packages that take the time from their caller, so that tests
// and the demo can move it: an order's clock, a nudge, a digest.
var pure = []string{"order", "proof", "store", "flows", "backup"}

// clockCalls are the functions of package time that read the clock or wait.
var clockCalls = []string{"Now", "Since", "Until", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick", "Sleep"}

// Limits of size. They are far above what is usual here; whoever meets one has
// most likely put two things into one.
const (
	longestFile     = 500
	longestFunction = 80
)

// sourceFile is a Go file of the checkout.
type sourceFile struct {
	path string // with slashes, from the root
	dir  string // its package's folder, "." for the root
	test bool
	ast  *ast.File
	set  *token.FileSet
}

func (f sourceFile) line(p token.Pos) string {
	return f.path + ":" + strconv.Itoa(f.set.Position(p).Line)
}

// sources parses all Go files of the checkout.
func sources(t *testing.T) []sourceFile {
	t.Helper()
	var list []sourceFile
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		name := d.Name()
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && (name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".")):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(name) != ".go":
			return nil
		}
		parsed, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		dir := "."
		if i := strings.LastIndexByte(path, '/'); i >= 0 {
			dir = path[:i]
		}
		list = append(list, sourceFile{path, dir, strings.HasSuffix(name, "_test.go"), parsed, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 50 {
		t.Fatalf("only %d Go files found: this test runs in the wrong folder", len(list))
	}
	return list
}

// TestImports holds the layout: one way, and each foreign package at its edge.
func TestImports(t *testing.T) {
	for _, f := range sources(t) {
		ours, known := layout[f.dir]
		if !known {
			t.Errorf("%s: the folder is not in the layout; add it to layout_test.go and to docs/architecture.md", f.path)
			continue
		}
		if f.test {
			ours = append(append(slices.Clone(ours), layoutOfTests[f.dir]...), f.dir) // an external test imports its own package
		}
		for _, spec := range f.ast.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if own, ok := strings.CutPrefix(path, "huiyin/"); ok {
				if !slices.Contains(ours, own) {
					t.Errorf("%s: %s must not import %s; it may import %v", f.line(spec.Pos()), f.dir, own, ours)
				}
				continue
			}
			if at := home(path); at != nil && !f.test && !slices.Contains(at, f.dir) {
				t.Errorf("%s: %s is used in %v only, not in %s", f.line(spec.Pos()), path, at, f.dir)
			}
		}
	}
}

// home finds where the import may stand; nil: anywhere.
func home(path string) []string {
	for name, at := range homes {
		if path == name || strings.HasPrefix(path, name+"/") && strings.Contains(name, ".") {
			return append([]string{}, at...)
		}
	}
	return nil
}

// TestClock keeps the clock out of the packages that get the time handed in.
func TestClock(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || !slices.Contains(pure, f.dir) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if name, ok := callOf(n, "time"); ok && slices.Contains(clockCalls, name) {
				t.Errorf("%s: time.%s; the time comes from the transaction or from the caller", f.line(n.Pos()), name)
			}
			return true
		})
	}
}

// callOf is the name of pkg's member that the node selects.
func callOf(n ast.Node, pkg string) (string, bool) {
	sel, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok || id.Name != pkg {
		return "", false
	}
	return sel.Sel.Name, true
}

// TestQuiet keeps the packages from writing to the console, from ending the
// process, and from doing anything when they are merely imported.
func TestQuiet(t *testing.T) {
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if name, ok := callOf(n, "fmt"); ok && strings.HasPrefix(name, "Print") {
				t.Errorf("%s: fmt.%s; only main speaks, through the console it was given", f.line(n.Pos()), name)
			}
			if name, ok := callOf(n, "os"); ok && name == "Exit" && path.Base(f.path) != "main.go" {
				t.Errorf("%s: os.Exit; return an error", f.line(n.Pos()))
			}
			if d, ok := n.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" {
				t.Errorf("%s: func init; let somebody call it", f.line(n.Pos()))
			}
			return true
		})
	}
}

// TestDocs wants a doc.go in every package and a comment at every exported name.
func TestDocs(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || f.dir == "." {
			continue
		}
		if _, err := os.Stat(filepath.Join(f.dir, "doc.go")); err != nil {
			t.Errorf("%s: the package has no doc.go that says its place", f.dir)
		}
		if f.path == f.dir+"/doc.go" && f.ast.Doc == nil {
			t.Errorf("%s: there is no package comment", f.path)
		}
		for _, d := range f.ast.Decls {
			for _, name := range undocumented(d) {
				t.Errorf("%s: %s has no comment", f.line(name.Pos()), name.Name)
			}
		}
	}
}

// undocumented lists the exported names of a declaration that say nothing
// about themselves. A comment on a whole group serves all of the group.
func undocumented(d ast.Decl) []*ast.Ident {
	var list []*ast.Ident
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) {
			list = append(list, d.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if d.Doc == nil && s.Doc == nil && s.Name.IsExported() {
					list = append(list, s.Name)
				}
			case *ast.ValueSpec:
				for _, n := range s.Names {
					if n.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
						list = append(list, n)
					}
				}
			}
		}
	}
	return list
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// TestSize keeps files and functions to a size that can be read at a sitting.
func TestSize(t *testing.T) {
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		if n := f.set.Position(f.ast.End()).Line; n > longestFile {
			t.Errorf("%s: %d lines, more than %d; split it by what it is about", f.path, n, longestFile)
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				if n := f.set.Position(fn.End()).Line - f.set.Position(fn.Pos()).Line + 1; n > longestFunction {
					t.Errorf("%s: %s has %d lines, more than %d", f.line(fn.Pos()), fn.Name.Name, n, longestFunction)
				}
			}
		}
	}
}
