package store

import (
	"context"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// big are the tables that grow with the years. Whatever reads all of one costs
// more every day.
var big = regexp.MustCompile(`^SCAN (ord|post|ledger|inbox|dispatch|attachment|joined|dialog|draft|person|timer|o|l|d|p)\b`)

// mayScan are parts of queries that read more than a few rows on purpose, or
// are made so rarely that an index would cost more than it saves.
var mayScan = []string{
	"FROM joined WHERE person", "UPDATE dispatch SET taker = 0", // somebody is forgotten
	"dialog WHERE person = $1 OR", "post WHERE chat = $1", "FROM inbox WHERE state = $1",
	"post WHERE chat <> $1",                                                                                                 // the same: panels of all others
	"UPDATE ord SET chat", "UPDATE dialog SET chat", "DELETE FROM dialog WHERE chat", "UPDATE post SET chat", "p.chat = $1", // a group gets a new id
	"UPDATE post SET pending = 0, error = $2 WHERE chat", // somebody leaves
	"post WHERE slot = $1", "state IN ('new'",            // a group comes back; menus
	"ORDER BY urgent DESC, seq LIMIT", "kind = 'message'\n AND (chat", // the outbox: all that waits
	"SELECT DISTINCT ", "SELECT unit FROM ord", // an import of the roster
	"inbox WHERE state = 0 AND at", "post WHERE pending = 1 AND at", // the doctor: all that waits
	"ROW_NUMBER()",   // the outbox: all that waits
	"MIN(not_before", // the same
	"MIN(due_at)",    // the first of an index
	"MAX(",           // the last of an index
	"ran WHERE",
	"FROM absence UNION SELECT asked", "FROM ord WHERE ended_at = 0", // a backup was put back
	"+not_before <= $1 ORDER BY urgent DESC, seq LIMIT", // the front of the queue, in the order of its index
}

// TestPlans calls every method of Tx, and has the database explain each query
// that was made: none may read a whole table. An index that was made for only
// some rows is not used by a query that does not say that it wants only those;
// nothing but the clock would show that.
func TestPlans(t *testing.T) {
	db := mustOpen(t, Options{Path: t.TempDir() + "/huiyin.db", KeyFile: t.TempDir() + "/key", Now: time.Now})
	must(t, db.Write(context.Background(), func(tx *Tx) error {
		v := reflect.ValueOf(tx)
		for i := range v.NumMethod() {
			call(tx, v.Method(i))
		}
		return nil
	}))
	plans := 0
	must(t, db.Write(context.Background(), func(tx *Tx) error {
		for query := range db.dialect.known {
			rows, err := tx.conn.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+db.dialect.sqlite(query), nothings(query)...)
			if err != nil {
				continue // PRAGMA and SAVEPOINT have no plan
			}
			for rows.Next() {
				var id, parent, unused int
				var detail string
				must(t, rows.Scan(&id, &parent, &unused, &detail))
				plans++
				if big.MatchString(detail) && !allowed(query) {
					t.Errorf("%s\n  %s", strings.Join(strings.Fields(query), " "), detail)
				}
			}
			must(t, rows.Close())
		}
		return nil
	}))
	if plans < 50 {
		t.Errorf("only %d steps were explained", plans)
	}
}

var places = regexp.MustCompile(`\$(\d+)`)

// nothings are as many values as the query has places for.
func nothings(query string) []any {
	most := 0
	for _, m := range places.FindAllStringSubmatch(query, -1) {
		n, _ := strconv.Atoi(m[1])
		most = max(most, n)
	}
	return make([]any, most)
}

func allowed(query string) bool {
	for _, part := range mayScan {
		if strings.Contains(query, part) {
			return true
		}
	}
	return false
}

// call calls a method with as little as possible; what it thinks of that does
// not matter.
func call(tx *Tx, method reflect.Value) {
	var args []reflect.Value
	for i := range method.Type().NumIn() {
		in := method.Type().In(i)
		if in.Kind() == reflect.Func || in.Kind() == reflect.Interface {
			return
		}
		v := reflect.New(in).Elem()
		fill(v)
		args = append(args, v)
	}
	_ = tx.Try(func() error {
		defer func() { _ = recover() }()
		if method.Type().IsVariadic() {
			method.CallSlice(args)
		} else {
			method.Call(args)
		}
		return errTest
	})
}

// fill makes something of nothing, so that no short cut is taken.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i))
			}
		}
	}
}
