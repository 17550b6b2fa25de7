package store

import (
	"strings"
	"testing"
)

func TestRewrite(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"a = $1 AND b = $12":                "a = +?1 AND b = +?12",
		"$2,$1":                             "+?2,+?1",
		"CAST($1 AS BIGINT) IS NULL":        "CAST(+?1 AS BIGINT) IS NULL",
		"'$1' || $1 || 'it''s $2'":          "'$1' || +?1 || 'it''s $2'",
		`"odd$1" = $1`:                      `"odd$1" = +?1`,
		"`odd $1` = $1":                     "`odd $1` = +?1",
		"x -- not $1\n = $1":                "x -- not $1\n = +?1",
		"x /* $1 */ = $1 /* open $2":        "x /* $1 */ = +?1 /* open $2",
		"doc->'$.a' = $1":                   "doc->'$.a' = +?1",
		"a$1 = $1":                          "a$1 = +?1",
		"a-$1":                              "a-+?1",
		"$name, $":                          "$name, $",
		"'never closed $1":                  "'never closed $1",
		"INSERT INTO 表 VALUES ($1, '值 $1')": "INSERT INTO 表 VALUES (+?1, '值 $1')",
	} {
		if got := rewrite(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
		var d dialect
		if first, second := d.sqlite(in), d.sqlite(in); first != want || second != want {
			t.Errorf("%q: the cache gives %q, then %q", in, first, second)
		}
	}
}

func FuzzRewrite(f *testing.F) {
	f.Add("a = $1 -- $2")
	f.Fuzz(func(t *testing.T, in string) {
		out := rewrite(in)
		at := 0
		for i := range len(in) {
			switch {
			case at < len(out) && in[i] == out[at]:
				at++
			case in[i] == '$' && strings.HasPrefix(out[at:], "+?"):
				at += len("+?")
			default:
				t.Fatalf("%q became %q", in, out)
			}
		}
		if at != len(out) {
			t.Fatalf("%q became %q", in, out)
		}
		if !strings.Contains(in, "$") && out != in {
			t.Fatalf("%q became %q", in, out)
		}
	})
}

// The order of appearance is not the order of the numbers: this is what goes
// wrong without rewriting.
func TestParametersBindByNumber(t *testing.T) {
	db := mustOpen(t, testOptions(t))
	must(t, db.Write(t.Context(), func(tx *Tx) error {
		var a, b, c string
		err := tx.row(`SELECT $2, $1, $2`, "one", "two").Scan(&a, &b, &c)
		if a != "two" || b != "one" || c != "two" {
			t.Errorf("bound %s %s %s", a, b, c)
		}
		return err
	}))
}
