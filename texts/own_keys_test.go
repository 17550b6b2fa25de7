package texts_test

import (
	"go/ast"
	"slices"
	"testing"

	"huiyin/texts"
)

// TestOwnPlaces: the program's own words for each text keep the rules that it
// makes for others, and each is said somewhere with all that its placeholders want.
func TestOwnPlaces(t *testing.T) {
	zh, en := read(t, "zh"), read(t, "en")
	for _, o := range texts.Owns() {
		for _, lang := range []string{texts.ZH, texts.EN} {
			if text := o.Usual(lang); o.Base != "" && o.Check(text) != nil {
				t.Errorf("%s: %q: %v", lang, text, o.Check(text))
			}
		}
		for _, hole := range append(zh[o.Base].holes(), en[o.Base].holes()...) {
			if !slices.ContainsFunc(o.Holes, func(h texts.Hole) bool { return h.Arg == hole }) && o.Key != "digest" {
				t.Errorf("%s has no name for %s", o.Key, hole)
			}
		}
	}
	said := map[string]bool{}
	for _, f := range goFiles(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || nameOf(call.Fun) != "own" || len(call.Args) < 2 {
				return true
			}
			key, ok := literal(call.Args[1])
			if !ok {
				return true
			}
			said[key] = true
			for _, h := range holesOf(key) {
				given := false
				for i := 2; i < len(call.Args); i += 2 {
					name, _ := literal(call.Args[i])
					given = given || name == h.Arg
				}
				if !given {
					t.Errorf("%s is said without %s", key, h.Arg)
				}
			}
			return true
		})
	}
	for _, o := range texts.Owns() {
		if !said[o.Key] {
			t.Errorf("nobody says %s", o.Key)
		}
	}
}

func holesOf(key string) []texts.Hole {
	o, _ := texts.OwnText(key)
	return o.Holes
}
