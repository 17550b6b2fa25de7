package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/sim/story"
	"huiyin/store"
)

// TestCanaryInStories plays every story with the log at its most talkative, calm
// or crashing or under faults in turn. Afterwards neither the log, nor what the
// operator was told, nor any byte of the database, its write-ahead log, its
// backups and whatever else lies there holds the token, or anything that people
// said, sent or are called.
func TestCanaryInStories(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	public := publicWords(t)
	eachStory(t, func(t *testing.T, lang, name string) {
		if mine := []string{"zh", "en"}[len(name)%2]; lang != mine {
			t.Skip("played in the other language")
		}
		if underRace && crc32.ChecksumIEEE([]byte(name))%6 != 0 { // TestStories plays each; what is looked for here has nothing to do with races
			t.SkipNow()
		}
		prepare := []func(*host, *story.World){func(*host, *story.World) {}, crashing, stumbling}[crc32.ChecksumIEEE([]byte(lang+name))%3]
		src, err := storyFiles.ReadFile(path.Join("stories", lang, name))
		if err != nil {
			t.Fatal(err)
		}
		script, err := story.Parse(name, src)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(morning))
			ctx := context.Background()
			h, log := newHost(t, lang), &journal{}
			h.settleIn(name)
			h.log, h.notices, h.talkative, h.deaf = log, log, true, true
			if err := h.start(ctx); err != nil {
				t.Fatal(err)
			}
			defer h.close()
			w := h.world()
			if !strings.HasPrefix(name, "setup") {
				h.enter(ctx, w)
			}
			prepare(h, w)
			if err := script.Run(ctx, w); err != nil && !strings.Contains(err.Error(), "which no step has seen") {
				t.Error(err)
			}
			places := lying(t, h.dir)
			places["log"] = []byte(log.String())
			canaries := h.canaries(public + h.settings(ctx))
			for _, found := range search(canaries, places) {
				t.Errorf("%q stands, %s, in %s", found.canary, found.form, found.where)
			}
			if len(canaries) < 8 {
				t.Errorf("there are %d canaries, too few to be sure: %q", len(canaries), canaries)
			}
		})
	})
}

// publicWords are what the program and its settings say anyway.
func publicWords(t *testing.T) string {
	var all strings.Builder
	for _, lang := range []string{"zh", "en"} {
		c, err := demoCommunity(lang)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// settings are what owners and leaders made settings: docs/configuration.md says that
// these, and with them the words that an area has of its own, are not encrypted.
func (h *host) settings(ctx context.Context) string {
	var text []byte
	err := h.prog.db.Read(ctx, func(tx *store.Tx) error {
		c, err := tx.Community()
		if err != nil {
			return err
		}
		list, err := tx.Revisions(nil, 100, 0)
		if err != nil {
			return err
		}
		text, err = json.Marshal([]any{c, list})
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return string(text)
}

// canaries are the token, and what people are called, have said and have sent. What
// is said in a word or two is left out, and so is what the settings say, too.
func (h *host) canaries(public string) (list []string) {
	seen := map[string]bool{}
	add := func(text string, least int) {
		if len(text) >= least && !seen[text] && !strings.Contains(public, text) {
			seen[text] = true
			list = append(list, text)
		}
	}
	add(h.cast.token, 10)
	places := map[int64]bool{}
	for _, c := range h.sim.Chats() {
		add(c.Title, 9)
		places[c.ID] = true
	}
	for _, u := range h.sim.Users() {
		add(u.First, 6)
		for chat := range places {
			h.saidIn(u.ID, chat, add)
		}
		h.saidIn(u.ID, u.ID, add)
	}
	return list
}

func (h *host) saidIn(person, chat int64, add func(string, int)) {
	for _, m := range h.sim.Messages(person, chat) {
		if m.Bot {
			continue
		}
		text := strings.TrimSpace(strings.ReplaceAll(m.Text, "@"+demoBot, ""))
		if !strings.HasPrefix(text, "/") && (strings.ContainsFunc(text, unicode.IsLetter) || len(bare([]byte(text))) > 9) { // hours of the day are settings
			add(text, 12)
		}
		if m.Contact != nil {
			add(m.Contact.Phone, 8)
		}
		add(m.FileID, 8)
		add(m.FileName, 9)
	}
}

const (
	canaryDoor   = "金丝雀里9号2单元"
	canaryTitle  = "甘雀儿"
	canarySecret = "金丝雀的秘密口令"
)

// TestCanaryInTrouble: a resident with a name, a phone number and an address, and a
// taker who writes reasons, meet a program in trouble: errors and panics while it
// handles what they say, tables that are missing, a Telegram that answers with
// whole pages. What the commands say of all that, and what lies there, is searched.
func TestCanaryInTrouble(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		log := &journal{}
		h.log, h.notices, h.talkative, h.backupTo = log, log, true, filepath.Join(h.dir, "backups")
		if err := h.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		who := h.sim.AddUser(sim.UserSpec{First: canaryTitle, Username: "canary_" + "bird", Lang: "zh-hans"})
		grid := h.cast.places["新田一网格居民群"]
		if err := h.sim.Start(who, demoBot, ""); err != nil {
			t.Fatal(err)
		}
		if err := h.sim.Join(who, grid); err != nil {
			t.Fatal(err)
		}
		say := func(text string) {
			if _, err := h.sim.Say(who, who, sim.Say{Text: text}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(20 * time.Second)
		}
		all := func() {
			say("3号楼水管漏水，" + canarySecret + "，请打 " + canaryPhone)
			for _, word := range []string{"/mine", "/mydata", "/help", "/status " + canarySecret, "/start " + canarySecret, "/order " + canaryDoor, "/language " + canarySecret,
				"/people " + canaryTitle, "/leave " + canarySecret, "/invite " + canaryPhone, "/bind " + canaryDoor, canaryDoor} {
				say(word)
			}
			_, _ = h.sim.Say(who, who, sim.Say{Media: &sim.Media{Kind: "document", Name: canarySecret + ".csv", Bytes: []byte("姓名\n" + canaryTitle)}})
			_, _ = h.sim.Say(who, grid, sim.Say{Text: "@" + demoBot + " 3号楼 " + canaryDoor + " " + canaryPhone})
			time.Sleep(20 * time.Second)
		}
		all()
		if err := h.Backup(ctx); err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{"500", "502html", "lost-answer", "down", "429"} {
			id := h.sim.AddFault(sim.Fault{Kind: kind, Every: 2})
			all()
			h.sim.ClearFault(id)
		}
		h.spoil(`ALTER TABLE attachment RENAME TO gone_attachment`, `ALTER TABLE draft RENAME TO gone_draft`)
		all()
		h.spoil(`ALTER TABLE ledger RENAME TO gone_ledger`)
		all()
		h.spoil(`ALTER TABLE gone_attachment RENAME TO attachment`, `ALTER TABLE gone_draft RENAME TO draft`, `ALTER TABLE gone_ledger RENAME TO ledger`)
		if err := h.Kill(ctx); err != nil {
			t.Fatal(err)
		}
		all()
		time.Sleep(24 * time.Hour) // digests, sweeps, ladders
		if n := log.count("level="); n < 20 {
			t.Errorf("the log has %d lines: there was no trouble", n)
		}
		if log.count("an update was put aside") == 0 {
			t.Error("no update has failed")
		}
		places := lying(t, h.dir)
		places["log"] = []byte(log.String())
		for _, found := range search([]string{h.cast.token, canaryTitle, canaryPhone, canaryDoor, canarySecret}, places) {
			t.Errorf("%q stands, %s, in %s", found.canary, found.form, found.where)
		}
	})
}

// TestCanaryAtTheConsole: the commands of the owner, right and wrong, say and leave
// nothing of what is secret but where it belongs: the token in the settings, names
// and numbers in the roster that was asked for; and check names who would be called,
// because that is what it is asked.
func TestCanaryAtTheConsole(t *testing.T) {
	i := newInstalled(t)
	token := "123456789:AAHcanarycanarycanarycanary0123456"
	settings := "language: en\ntelegram:\n  token: " + token + "\n  proxy: http://me:" + "canarypassword" + "@127.0.0.1:9\nlog:\n  level: debug\nbackup:\n  to: backups\n"
	put(t, i.dir, "config.yaml", settings)
	i.write(func(tx *store.Tx) error {
		if err := tx.AddMember(order.Member{Person: 700100009, Role: order.RoleOwner}); err != nil {
			return err
		}
		return tx.SavePerson(store.Person{ID: 700100009, Name: canaryTitle, Username: "canary_bird", Phone: canaryPhone, Address: canaryDoor, Started: true, SeenAt: tx.Now()})
	})
	var said, checked strings.Builder
	do := func(args ...string) {
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		defer stop()
		code, out, errs := command(ctx, nil, append(args, "-c", i.config)...)
		into := &said
		if args[0] == "check" {
			into = &checked
		}
		fmt.Fprintf(into, "%v: %d\n%s%s\n", args, code, out, errs)
	}
	look := func() {
		for _, args := range [][]string{{"doctor"}, {"doctor", "--lang", "zh"}, {"check"}, {"backup"}, {"roster", "export", i.path("names.xlsx")}, {"roster", "export", i.path("names")},
			{"roster", "import", i.config}, {"posters", i.path("posters")}, {"restore", i.path("none")}} {
			do(args...)
		}
		if list := i.backups(); len(list) > 0 {
			do("backup", "--check", list[0].Path)
			do("restore", "--yes", list[0].Path)
		}
	}
	look()
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Second)
	defer stop()
	_, out, errs := command(ctx, nil, "run", "-c", i.config)
	said.WriteString(out + errs)
	for _, wrong := range []string{"telegram:\n  tokn: " + token, "telegram:\n  token: [" + token, "telegram:\n  proxy: ftp://me:canarypassword@x\n  token: " + token} {
		put(t, i.dir, "config.yaml", wrong)
		do("doctor")
		do("run")
	}
	put(t, i.dir, "config.yaml", settings)
	key, err := os.ReadFile(i.path("huiyin.key"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, i.dir, "huiyin.key", strings.Repeat("ab", 32)+"\n")
	look()
	put(t, i.dir, "huiyin.key", string(key))
	places := lying(t, i.dir, "config.yaml", "names")
	places["what was said"] = []byte(said.String())
	secret := []string{token, "canarypassword", canaryPhone, canaryDoor}
	for _, found := range append(search(append(secret, canaryTitle), places), search(secret, map[string][]byte{"what check said": []byte(checked.String())})...) {
		t.Errorf("%q stands, %s, in %s", found.canary, found.form, found.where)
	}
	if len(search([]string{canaryTitle}, lying(t, i.dir, "config.yaml"))) == 0 {
		t.Errorf("the roster does not hold the name, so nothing was looked at:\n%s", said.String())
	}
}

// spoil changes the database behind the program's back.
func (h *host) spoil(statements ...string) {
	h.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.dir, "huiyin.db"))
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			h.t.Fatal(err)
		}
	}
}
