package config

import (
	"embed"
	"io/fs"
	"strings"

	"huiyin/order"
)

// catalogues are the starter catalogues that come with the program, by the
// name under which a community file takes one.
//
//go:embed catalogue/*.yaml
var catalogues embed.FS

// starter is what the file of a starter catalogue holds.
type starter struct {
	Classes    []order.Class    `yaml:"classes"`
	Categories []order.Category `yaml:"categories"`
}

// readStarter reads a starter catalogue; a test reads them all.
func readStarter(name string) (s starter, problems Problems) {
	file := "catalogue/" + name + ".yaml"
	src, err := fs.ReadFile(catalogues, file)
	if err != nil {
		panic(err) // the name was checked, and the file is part of the program
	}
	w := newWalker(file, &s)
	w.read(src, &s)
	return s, w.problems
}

func starters() []string {
	files, err := fs.ReadDir(catalogues, "catalogue")
	if err != nil {
		panic(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".yaml"))
	}
	return names
}

// kind is a category as it will hold, and where it stands in the file.
type kind struct {
	order.Category
	at int // its place in the file's list; -1: only the starter catalogue has it
}

// path is where to report something about the category.
func (g kind) path(key string) string {
	if g.at < 0 {
		return "catalogue"
	}
	return item("categories", g.at, key)
}

// build lays the file's categories and classes over those of the starter
// catalogue. The file's own come first, so that their words win on a tie.
func (k *checker) build() {
	var base starter
	if k.given("catalogue") && !k.bad["catalogue"] {
		k.oneOf("catalogue", k.c.Catalogue, starters()...)
		for _, name := range starters() {
			if name == k.c.Catalogue {
				base, _ = readStarter(name)
			}
		}
	}
	own := map[string]int{}
	k.based = map[string]bool{}
	for _, g := range base.Categories {
		k.based[g.Key] = true
	}
	for i, g := range k.c.Categories {
		if _, twice := own[g.Key]; !twice {
			own[g.Key] = i
		}
		if !k.based[g.Key] && !g.Remove {
			k.kinds = append(k.kinds, kind{g, i})
		}
	}
	gone := map[string]bool{}
	for _, g := range base.Categories {
		i, changed := own[g.Key]
		if gone[g.In] || changed && k.c.Categories[i].Remove { // what lies in others stands below them
			gone[g.Key] = true
			continue
		}
		if !changed {
			k.kinds = append(k.kinds, kind{g, -1})
			continue
		}
		k.kinds = append(k.kinds, kind{k.overlay(g, i), i})
	}
	k.grades = append(k.grades, k.c.Classes...)
	for _, s := range base.Classes {
		if !k.hasClass(s.Key) {
			k.grades = append(k.grades, s)
		}
	}
}

func (k *checker) hasClass(key string) bool {
	for _, s := range k.c.Classes {
		if s.Key == key {
			return true
		}
	}
	return false
}

// overlay is a category of the starter catalogue with what the file says of it.
func (k *checker) overlay(g order.Category, i int) order.Category {
	own := k.c.Categories[i]
	given := func(key string) bool { return k.given(item("categories", i, key)) }
	if given("in") {
		g.In = own.In
	}
	if given("name") {
		g.Name = own.Name
	}
	if given("class") {
		g.Class = own.Class
	}
	if given("words") {
		g.Words = own.Words
	}
	if given("evidence") {
		g.Evidence = own.Evidence
	}
	if given("reserved") {
		g.Reserved = own.Reserved
	}
	if given("sensitive") {
		g.Sensitive = own.Sensitive
	}
	if given("enters") {
		g.Enters = own.Enters
	}
	if given("refer") {
		g.Refer = own.Refer
	}
	return g
}

// whole is the community as it will be, so that the rules of package order can
// be asked already; nil when there are no categories at all.
func (k *checker) whole() *order.Community {
	if len(k.kinds) == 0 || len(k.grades) == 0 {
		return nil
	}
	c := *k.c
	c.TimeZone = "" // it is checked elsewhere
	k.merged(&c)
	if c.Prepare() != nil {
		return nil
	}
	return &c
}

func (k *checker) merged(c *order.Community) {
	c.Categories, c.Classes = make([]order.Category, len(k.kinds)), k.grades
	for i, g := range k.kinds {
		c.Categories[i] = g.Category
	}
}
