package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"huiyin/store"
)

// place is a folder with a database that somebody writes into.
type place struct {
	*testing.T
	dir string
	db  *store.DB
	now time.Time
}

const canary = "13800138000-canary"

func newPlace(t *testing.T) *place {
	t.Helper()
	p := &place{T: t, dir: t.TempDir(), now: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	db, err := store.Open(t.Context(), store.Options{Path: p.path("huiyin.db"), KeyFile: p.path("data.key"), Now: time.Now, Synchronous: "OFF"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	p.db = db
	p.write(0)
	return p
}

func (p *place) path(name string) string { return filepath.Join(p.dir, name) }

func (p *place) write(n int) {
	p.Helper()
	err := p.db.Write(context.Background(), func(tx *store.Tx) error {
		return errors.Join(
			tx.SavePerson(store.Person{ID: int64(7000 + n), Name: fmt.Sprint(canary, n), SeenAt: tx.Now()}),
			tx.Say(store.Post{Chat: int64(7000 + n), Slot: "card", Body: []byte(fmt.Sprintf(`{"text":"%s %d"}`, canary, n))}),
			tx.SetMeta("canary", fmt.Sprint(canary, n)))
	})
	if err != nil {
		p.Error(err)
	}
}

func (p *place) job() Job {
	p.now = p.now.Add(time.Minute)
	return Job{Copy: p.db.CopyOut, Database: p.path("huiyin.db"), Folder: p.path("backups"), Key: p.path("backup.key"), KeepDays: 30, Now: p.now}
}

func (p *place) backup() Made {
	p.Helper()
	made, err := p.job().Run(p.Context())
	if err != nil {
		p.Fatal(err)
	}
	return made
}

// nothingLeft wants that only whole backups are in the folder, and that nothing temporary is left.
func (p *place) nothingLeft(backups int) {
	p.Helper()
	entries, err := os.ReadDir(p.path("backups"))
	if err != nil && backups > 0 {
		p.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if _, ok := made(e.Name()); ok {
			n++
		} else if e.Name() != tombstones {
			p.Errorf("%s is left", e.Name())
		}
	}
	if n != backups {
		p.Errorf("%d backups, want %d", n, backups)
	}
	if _, err := os.Stat(p.path("huiyin.db.work")); err == nil {
		p.Error("temporary files are left")
	}
}

// hasCode wants a problem of this code.
func hasCode(t *testing.T, err error, want string) {
	t.Helper()
	if code, _ := Code(err); code != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestBackupUnderLoad makes backups while eight writers write as fast as they
// can, and restores each into a clean folder twice: both times it holds the very
// rows of the moment. HUIYIN_BACKUPS says how many; 100 is the long form.
func TestBackupUnderLoad(t *testing.T) {
	count, _ := strconv.Atoi(os.Getenv("HUIYIN_BACKUPS"))
	if count == 0 {
		count = 5
	}
	p := newPlace(t)
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	var mu sync.Mutex
	written := 1
	for range 8 {
		writers.Go(func() {
			for ctx.Err() == nil {
				mu.Lock()
				n := written
				written++
				mu.Unlock()
				p.write(n % 3000)
			}
		})
	}
	identical, grown := 0, map[string]bool{}
	for i := range count {
		made := p.backup()
		var before store.Contents
		for j := range 2 {
			to := filepath.Join(t.TempDir(), "huiyin.db")
			m, err := Unpack(t.Context(), made.File, p.path("backup.key"), to)
			if err != nil {
				t.Fatal(err)
			}
			got, err := store.Inspect(t.Context(), to)
			if err != nil || made.Contents.Differs(got) != "" || made.Contents.Differs(m.Contents) != "" || j == 1 && before.Differs(got) != "" {
				t.Errorf("backup %d, restored %d: %v, differs in %q", i, j, err, made.Contents.Differs(got))
				continue
			}
			before = got
			identical++
		}
		for _, table := range made.Contents.Tables {
			if table.Name == "meta" {
				grown[table.Hash] = true
			}
		}
	}
	stop()
	writers.Wait()
	if len(grown) < count/2 {
		t.Errorf("there was no load: %d different states in %d backups", len(grown), count)
	}
	p.nothingLeft(count)
	t.Logf("%d backups under %d writes, %d of %d restores identical", count, written, identical, 2*count)
}

// TestBackupHidesAll: neither names nor keys nor words can be read in the file.
func TestBackupHidesAll(t *testing.T) {
	p := newPlace(t)
	made := p.backup()
	text, err := os.ReadFile(made.File)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []string{canary, "SQLite format", "CREATE TABLE", "7000"} {
		if bytes.Contains(text, []byte(x)) {
			t.Errorf("the backup shows %q", x)
		}
	}
	for _, f := range []string{made.File, p.path("backup.key")} {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f, info.Mode(), err)
		}
	}
	if !made.NewKey || p.backup().NewKey {
		t.Error("the key is not made exactly once")
	}
}

// TestDamagedBackup cuts a backup off and turns bits of it, everywhere: nothing of
// it is ever taken, and the sentence says why.
func TestDamagedBackup(t *testing.T) {
	p := newPlace(t)
	for n := range 300 {
		p.write(n)
	}
	whole, err := os.ReadFile(p.backup().File)
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(7, 7))
	file, to := p.path("hurt.age"), p.path("out.db")
	codes := map[string]int{}
	try := func(what string, text []byte) {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Unpack(t.Context(), file, p.path("backup.key"), to)
		code, _ := Code(err)
		if codes[code]++; code != codeDamaged && code != codeKeyWrong && code != codeNotOne {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := os.Stat(to); err == nil {
			t.Fatalf("%s: something was taken", what)
		}
	}
	for range 150 {
		n := dice.IntN(len(whole))
		try(fmt.Sprint("cut at ", n), whole[:n])
		hurt := bytes.Clone(whole)
		hurt[n] ^= 1 << dice.IntN(8)
		try(fmt.Sprint("bit of ", n), hurt)
	}
	for n := range 300 { // all of its head
		hurt := bytes.Clone(whole)
		hurt[n] ^= 4
		try(fmt.Sprint("bit of ", n), hurt)
	}
	try("longer", append(bytes.Clone(whole), 'x'))
	t.Log(codes)
}

func TestBackupProblems(t *testing.T) {
	p := newPlace(t)
	good := p.backup().File
	to := p.path("out.db")
	other := p.path("other.key")
	if _, _, err := ensureKey(other); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) string {
		if err := os.WriteFile(p.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return p.path(name)
	}
	for _, c := range []struct{ file, key, want string }{
		{good, other, codeKeyWrong},
		{good, p.path("none.key"), codeKeyMissing},
		{good, write("broken.key", "AGE-SECRET-KEY-1QQQ"), codeKeyBroken},
		{good, write("empty.key", ""), codeKeyBroken},
		{p.path("none"), other, codeNone},
		{write("no.age", "this is not one at all, but a letter"), other, codeNotOne},
		{write("nothing.age", ""), other, codeDamaged},
		{p.path("huiyin.db"), other, codeNotOne},
	} {
		_, err := Unpack(t.Context(), c.file, c.key, to)
		hasCode(t, err, c.want)
	}
	key, err := readKey(p.path("backup.key"))
	if err != nil {
		t.Fatal(err)
	}
	held, err := p.db.CopyOut(t.Context(), p.path("copy.db"))
	if err != nil {
		t.Fatal(err)
	}
	lies := held
	lies.Tables = append([]store.Table{}, held.Tables...)
	lies.Tables[0].Rows++
	for name, m := range map[string]Manifest{codeFormat: {Format: format + 1, Contents: held}, codeDiffers: {Format: format, Contents: lies}} {
		if err := pack(t.Context(), p.path(name), key, m, p.path("copy.db")); err != nil {
			t.Fatal(err)
		}
		_, err := Unpack(t.Context(), p.path(name), p.path("backup.key"), to)
		hasCode(t, err, name)
	}
}

// TestFailedBackup: whatever goes wrong on the way, there is no new backup, nothing is
// left, and the database is as it was.
func TestFailedBackup(t *testing.T) {
	p := newPlace(t)
	p.backup()
	before, err := p.db.CopyOut(t.Context(), p.path("before.db"))
	if err != nil {
		t.Fatal(err)
	}
	boom := errors.New("boom")
	job := p.job()
	job.Copy = func(ctx context.Context, to string) (store.Contents, error) {
		_, _ = p.db.CopyOut(ctx, to)
		return store.Contents{}, boom
	}
	if _, err := job.Run(t.Context()); !errors.Is(err, boom) {
		t.Error(err)
	}
	job = p.job() // the copy is not what the database held
	job.Copy = func(ctx context.Context, to string) (store.Contents, error) {
		c, err := p.db.CopyOut(ctx, to)
		c.Tables[1].Hash = "x"
		return c, err
	}
	_, err = job.Run(t.Context())
	hasCode(t, err, codeDiffers)
	job = p.job() // the copy is damaged on its way
	job.Copy = func(ctx context.Context, to string) (store.Contents, error) {
		c, err := p.db.CopyOut(ctx, to)
		text, _ := os.ReadFile(to)
		copy(text[4096:], bytes.Repeat([]byte{0xff}, 2000))
		return c, errors.Join(err, os.WriteFile(to, text, 0o600))
	}
	_, err = job.Run(t.Context())
	hasCode(t, err, codeDamaged)
	ctx, stop := context.WithCancel(t.Context())
	job = p.job()
	job.Copy = func(ctx context.Context, to string) (store.Contents, error) {
		c, err := p.db.CopyOut(ctx, to)
		stop()
		return c, err
	}
	if _, err := job.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := os.WriteFile(p.path("a file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	job = p.job()
	job.Folder = p.path("a file")
	if _, err := job.Run(t.Context()); err == nil {
		t.Error("a backup into a file")
	}
	p.nothingLeft(1)
	after, err := p.db.CopyOut(t.Context(), p.path("after.db"))
	if err != nil || before.Differs(after) != "" {
		t.Error(err, before.Differs(after))
	}
}

// TestOneAtATime: two backups of one database don't meet.
func TestOneAtATime(t *testing.T) {
	p := newPlace(t)
	_, leave, err := Work(p.path("huiyin.db"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.job().Run(t.Context())
	hasCode(t, err, codeRunning)
	leave()
	p.backup()
	p.nothingLeft(1)
}

// TestPrune: what is older than the days goes, but the newest never, and nothing
// of anybody else's.
func TestPrune(t *testing.T) {
	p := newPlace(t)
	folder := p.path("backups")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"huiyin-20260101T000000.000Z.tar.gz.age", "huiyin-20261025T005959.000Z.tar.gz.age", "huiyin-20261025T020000.000Z.tar.gz.age",
		"huiyin-20260101T000000.000Z.tar.gz.age.part", "huiyin-old.tar.gz.age", "holiday.jpg"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made := p.backup()
	if made.Gone != 2 {
		t.Errorf("%d are gone", made.Gone)
	}
	var names []string
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := []string{"holiday.jpg", "huiyin-20261025T020000.000Z.tar.gz.age", filepath.Base(made.File), "huiyin-old.tar.gz.age"}
	if fmt.Sprint(names) != fmt.Sprint(want) {
		t.Errorf("left: %v\nwant: %v", names, want)
	}
	if n, err := Prune(folder, p.now.AddDate(1, 0, 0)); n != 1 || err != nil {
		t.Errorf("%d are gone, %v", n, err)
	}
	if list, err := List(folder); len(list) != 1 || err != nil || list[0].Path != made.File || list[0].Size != made.Size {
		t.Errorf("%+v %v", list, err)
	}
}
