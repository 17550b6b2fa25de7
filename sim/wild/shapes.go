package wild

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed shapes.txt
var shapesText string

// field is a field of a type.
type field struct {
	name     string
	types    []string // alternatives: "Integer", "String", a type, "[]" and one of them
	required bool
	values   []string // the only ones that a string can have; empty: any
}

// shape is a type: its fields, or, for a union, its members.
type shape struct {
	members []string
	fields  []field
}

// readShapes reads the list of types. An error names the line.
func readShapes(text string) (map[string]*shape, error) {
	all := map[string]*shape{}
	var now *shape
	for i, line := range strings.Split(text, "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  ") && now != nil:
			f, ok := readField(line)
			if !ok {
				return nil, fmt.Errorf("line %d is no field: %q", i+1, line)
			}
			now.fields = append(now.fields, f)
		default:
			name, members, union := strings.Cut(line, " = ")
			now = &shape{}
			if union {
				now.members = strings.Split(members, "|")
			}
			all[name] = now
		}
	}
	return all, check(all)
}

func readField(line string) (field, bool) {
	line, values, limited := strings.Cut(strings.TrimSpace(line), " =")
	name, types, ok := strings.Cut(line, " ")
	f := field{name: name, required: strings.HasSuffix(types, "!")}
	f.types = strings.Split(strings.TrimSuffix(types, "!"), "|")
	if limited {
		f.values = strings.Split(values, "|")
	}
	return f, ok
}

// simple are the types that are no shapes.
var simple = []string{"Integer", "String", "Boolean", "Float", "Object", "True"}

// check finds a type that is used and nowhere described.
func check(all map[string]*shape) error {
	known := func(name string) bool {
		name = strings.ReplaceAll(name, "[]", "")
		return all[name] != nil || slices.Contains(simple, name)
	}
	for name, s := range all {
		for _, m := range s.members {
			if !known(m) {
				return fmt.Errorf("%s: unknown member %s", name, m)
			}
		}
		for _, f := range s.fields {
			for _, t := range f.types {
				if !known(t) {
					return fmt.Errorf("%s.%s: unknown type %s", name, f.name, t)
				}
			}
		}
	}
	return nil
}
