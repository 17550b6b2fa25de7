package main

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin/bot"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// patient is an installation to be examined, beside a simulated Telegram.
type patient struct {
	*testing.T
	sim     *sim.Sim
	cfg     config.Config
	ahead   time.Duration     // of our clock
	free    int64             // bytes on the disk; negative: not known
	answers map[string]string // what Telegram answers in place of the simulator
	group   int64
	owner   int64
}

// Now is the installation's clock.
func (p *patient) Now() time.Time { return time.Now().Add(p.ahead) }

// NewTimer is never waited for in an examination.
func (p *patient) NewTimer(d time.Duration) (<-chan time.Time, func()) {
	return bot.RealClock{}.NewTimer(d)
}

// RoundTrip answers a call.
func (p *patient) RoundTrip(r *http.Request) (*http.Response, error) {
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	switch answer, ok := p.answers[method]; {
	case answer == "unreachable":
		return nil, errors.New("no network")
	case ok:
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(answer)), Request: r}, nil
	}
	return p.sim.Transport().RoundTrip(r)
}

// newPatient is an installation in which nothing is wrong.
func newPatient(t *testing.T) *patient {
	t.Helper()
	dir := t.TempDir()
	p := &patient{T: t, sim: sim.New(sim.Options{}), cfg: config.Default(), free: 50 << 30, answers: map[string]string{}}
	p.cfg.Telegram.Token = config.Secret(p.sim.AddBot(sim.BotSpec{Username: "huiyin_bot"}))
	p.cfg.Database, p.cfg.KeyFile, p.cfg.Community = filepath.Join(dir, "huiyin.db"), filepath.Join(dir, "huiyin.key"), filepath.Join(dir, "community.yaml")
	p.owner = p.sim.AddUser(sim.UserSpec{First: "李望"})
	p.group = p.sim.AddGroup(sim.GroupSpec{Title: "一网格", Super: true, Owner: p.owner})
	if err := p.sim.AddBotTo("huiyin_bot", p.group, p.owner); err != nil {
		t.Fatal(err)
	}
	hour := order.ClockTime(time.Hour)
	c := &order.Community{Name: order.Name{ZH: "新田"}, Areas: []order.Area{{Key: "xt", Kind: order.KindCommunity, Name: order.Name{ZH: "新田社区", EN: "Xintian"}},
		{Key: "g1", Kind: order.KindGrid, In: "xt", Name: order.Name{ZH: "一网格"}}},
		Units:   []order.Unit{{Key: "property", Name: order.Name{ZH: "物业", EN: "Property"}}, {Key: "clinic", Name: order.Name{ZH: "诊所", EN: "Clinic"}}},
		Classes: []order.Class{{Key: "normal", Accept: hour, Finish: hour, Echo: order.Span(time.Hour)}}, Categories: []order.Category{{Key: "other", Class: "normal"}},
		Rules: []order.DispatchRule{{Category: "other", Unit: "property"}}}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	p.write(func(tx *store.Tx) error {
		var errs []error
		for i, m := range []order.Member{{Role: order.RoleOwner}, {Role: order.RoleDispatcher, Area: "xt"}, {Role: order.RoleUnit, Unit: "property"}, {Role: order.RoleUnit, Unit: "clinic"}} {
			m.Person = p.owner + int64(i)
			errs = append(errs, tx.AddMember(m), tx.SavePerson(store.Person{ID: m.Person, Name: "张三", Started: true, SeenAt: tx.Now()}))
		}
		return errors.Join(append(errs, tx.SaveCommunity(c, 0), tx.Receive(nil, 1),
			tx.SaveChat(store.Chat{ID: p.group, Title: "一网格", Purpose: store.ForResidents, Area: "g1", Active: true}))...)
	})
	return p
}

// write changes what stands in the database.
func (p *patient) write(fn func(*store.Tx) error) {
	p.Helper()
	db, err := store.Open(context.Background(), store.Options{Path: p.cfg.Database, KeyFile: p.cfg.KeyFile, Now: p.Now, Synchronous: "OFF"})
	if err != nil {
		p.Fatal(err)
	}
	if err := errors.Join(db.Write(context.Background(), fn), db.Close()); err != nil {
		p.Fatal(err)
	}
}

// earlier is write at a time that has gone by.
func (p *patient) earlier(ago time.Duration, fn func(*store.Tx) error) {
	p.Helper()
	p.ahead = -ago
	p.write(fn)
	p.ahead = 0
}

// backedUp notes a backup, or why there is none.
func (p *patient) backedUp(failed string) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		return flows.New(flows.Options{}).BackedUp(tx, flows.Backup{At: tx.Now(), Size: 1 << 20, Failed: failed, Args: map[string]any{"path": "/x"}})
	}
}

// raw changes the database past the store.
func (p *patient) raw(query string) {
	p.Helper()
	db, err := sql.Open("sqlite3", "file:"+p.cfg.Database)
	if err != nil {
		p.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		p.Fatal(err)
	}
}

func (p *patient) examine() []flows.Finding {
	return examination{cfg: &p.cfg, clock: p, http: &http.Client{Transport: p}, free: func(string) (int64, bool) { return p.free, p.free >= 0 }}.run(p.Context())
}

// illnesses are set-ups that were broken on purpose, and what must be found.
var illnesses = []struct {
	key   string
	level flows.Level
	hurt  func(p *patient)
}{
	{"doctor.disk_low", flows.Warning, func(p *patient) { p.free = 500 << 20 }},
	{"doctor.disk_low", flows.Bad, func(p *patient) { p.free = 5 << 20 }},
	{"doctor.disk_unknown", flows.Warning, func(p *patient) { p.free = -1 }},
	{"doctor.database_none", flows.Warning, func(p *patient) { p.cfg.Database += ".other" }},
	{"doctor.database_damaged", flows.Bad, func(p *patient) {
		if err := os.WriteFile(p.cfg.Database, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
			p.Fatal(err)
		}
	}},
	{"doctor.database_closed", flows.Bad, func(p *patient) { p.cfg.Database = p.TempDir() }},
	{"doctor.database_newer", flows.Bad, func(p *patient) {
		p.raw("INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)")
	}},
	{"doctor.database_older", flows.Warning, func(p *patient) { p.raw("DELETE FROM goose_db_version WHERE version_id > 0") }},
	{"doctor.no_community", flows.Warning, func(p *patient) { p.raw("DELETE FROM community") }},
	{"doctor.zone_bad", flows.Bad, func(p *patient) { p.raw("UPDATE community SET doc = json_set(doc, '$.time_zone', 'Mars/Base')") }},
	{"doctor.key_missing", flows.Bad, func(p *patient) { p.cfg.KeyFile += ".other" }},
	{"doctor.key_wrong", flows.Bad, func(p *patient) {
		if err := os.WriteFile(p.cfg.KeyFile, []byte(strings.Repeat("0f", 32)), 0o600); err != nil {
			p.Fatal(err)
		}
	}},
	{"doctor.key_open", flows.Bad, func(p *patient) {
		if err := os.Chmod(p.cfg.KeyFile, 0o644); err != nil {
			p.Fatal(err)
		}
	}},
	{"doctor.backup_none", flows.Warning, func(*patient) {}},
	{"doctor.backup_wait", flows.Warning, func(p *patient) { p.cfg.Backup.To = p.TempDir() }},
	{"doctor.backup_old", flows.Bad, func(p *patient) { p.earlier(72*time.Hour, p.backedUp("")) }},
	{"doctor.backup_failed", flows.Bad, func(p *patient) { p.write(p.backedUp("problem.disk_full")) }},
	{"doctor.keep_late", flows.Bad, func(p *patient) { p.earlier(96*time.Hour, (*store.Tx).SweptAll) }},
	{"doctor.replaced_old", flows.Warning, func(p *patient) {
		if err := os.WriteFile(p.cfg.Database+".replaced-20200101T000000.000Z", []byte("x"), 0o600); err != nil {
			p.Fatal(err)
		}
	}},
	{"doctor.token_none", flows.Bad, func(p *patient) { p.cfg.Telegram.Token = "" }},
	{"doctor.token_bad", flows.Bad, func(p *patient) { p.cfg.Telegram.Token = "123456:wrong" }},
	{"doctor.token_bad", flows.Bad, func(p *patient) { p.cfg.Telegram.Token = "nonsense" }},
	{"doctor.network_bad", flows.Bad, func(p *patient) { p.answers["getMe"] = "unreachable" }},
	{"doctor.network_bad", flows.Bad, func(p *patient) { p.answers["getWebhookInfo"] = "unreachable" }},
	{"doctor.webhook_set", flows.Bad, func(p *patient) {
		p.answers["getWebhookInfo"] = `{"ok":true,"result":{"url":"https://elsewhere","pending_update_count":0}}`
	}},
	{"doctor.webhook_set", flows.Bad, func(p *patient) {
		p.write(func(tx *store.Tx) error { return tx.SetMeta(flows.FactTrouble, flows.TroubleWebhook) })
	}},
	{"doctor.webhook_wait", flows.Warning, func(p *patient) {
		for range 60 {
			if err := p.sim.Start(p.owner, "huiyin_bot", ""); err != nil {
				p.Fatal(err)
			}
		}
	}},
	{"doctor.privacy_off", flows.Bad, func(p *patient) {
		p.answers["getMe"] = `{"ok":true,"result":{"id":1,"username":"huiyin_bot","can_read_all_group_messages":true}}`
	}},
	{"doctor.clock_off", flows.Warning, func(p *patient) { p.ahead = 30 * time.Second }},
	{"doctor.clock_off", flows.Bad, func(p *patient) { p.ahead = -time.Hour }},
	{"doctor.rooms_gone", flows.Bad, func(p *patient) {
		if err := p.sim.RemoveBotFrom("huiyin_bot", p.group, p.owner); err != nil {
			p.Fatal(err)
		}
	}},
	{"doctor.rooms_mute", flows.Bad, func(p *patient) {
		p.answers["getChatMember"] = `{"ok":true,"result":{"status":"restricted","is_member":true,"can_send_messages":false}}`
	}},
	{"doctor.rooms_admin", flows.Warning, func(p *patient) {
		if err := p.sim.PromoteBot("huiyin_bot", p.group); err != nil {
			p.Fatal(err)
		}
	}},
	{"doctor.rooms_unknown", flows.Warning, func(p *patient) { p.answers["getChatMember"] = "unreachable" }},
	{"doctor.updates_never", flows.Warning, func(p *patient) { p.raw("DELETE FROM meta WHERE key = 'offset_at'") }},
	{"doctor.updates_silent", flows.Bad, func(p *patient) {
		p.earlier(time.Hour, func(tx *store.Tx) error { return tx.Receive(nil, 1) })
	}},
	{"doctor.updates_conflict", flows.Bad, func(p *patient) {
		p.write(func(tx *store.Tx) error { return tx.SetMeta(flows.FactTrouble, flows.TroubleConflict) })
	}},
	{"doctor.inbox_parked", flows.Bad, func(p *patient) {
		p.write(func(tx *store.Tx) error {
			return tx.Receive([]store.Incoming{{ID: 7, Body: []byte("{"), Parked: "undecodable"}}, 8)
		})
	}},
	{"doctor.inbox_late", flows.Bad, func(p *patient) {
		p.earlier(time.Hour, func(tx *store.Tx) error { return tx.Receive([]store.Incoming{{ID: 7, Body: []byte("{}")}}, 8) })
	}},
	{"doctor.posts_failed", flows.Bad, func(p *patient) {
		p.write(func(tx *store.Tx) error {
			if err := tx.Say(store.Post{Chat: p.group, Body: []byte("{}")}); err != nil {
				return err
			}
			posts, err := tx.DuePosts(1)
			if err != nil {
				return err
			}
			return tx.Drop(posts[0].ID, "sendMessage: refused 400 nonsense")
		})
	}},
	{"doctor.posts_late", flows.Bad, func(p *patient) {
		p.earlier(time.Hour, func(tx *store.Tx) error { return tx.Say(store.Post{Chat: p.group, Body: []byte("{}")}) })
	}},
	{"doctor.timers_late", flows.Bad, func(p *patient) {
		p.write(func(tx *store.Tx) error { return tx.SetTimer("ladder", "1001", tx.Now().Add(-time.Hour)) })
	}},
	{"doctor.owner_none", flows.Bad, func(p *patient) { p.raw("DELETE FROM member WHERE role = 'owner'") }},
	{"doctor.owner_unreachable", flows.Bad, func(p *patient) {
		p.raw("UPDATE person SET blocked = 1 WHERE id IN (SELECT person FROM member WHERE role = 'owner')")
	}},
	{"doctor.desk_none", flows.Bad, func(p *patient) { p.raw("DELETE FROM member WHERE role = 'dispatcher'") }},
	{"doctor.groups_gone", flows.Bad, func(p *patient) { p.raw("UPDATE chat SET active = 0") }},
	{"doctor.groups_none", flows.Warning, func(p *patient) { p.raw("UPDATE chat SET purpose = 'desk'") }},
	{"doctor.groups_unbound", flows.Warning, func(p *patient) { p.raw("UPDATE chat SET purpose = ''") }},
	{"doctor.units_unreachable", flows.Bad, func(p *patient) { p.raw("DELETE FROM member WHERE unit = 'property'") }},
	{"doctor.units_idle", flows.Warning, func(p *patient) { p.raw("DELETE FROM member WHERE unit = 'clinic'") }},
	{"doctor.people_blocked", flows.Bad, func(p *patient) { p.raw("UPDATE person SET blocked = 1") }},
	{"doctor.people_silent", flows.Bad, func(p *patient) { p.raw("UPDATE person SET started = 0") }},
}

// TestDoctor breaks a set-up in every way that the doctor knows: it finds that,
// says in both languages how it is and how to mend it, and shows no secret.
func TestDoctor(t *testing.T) {
	well := newPatient(t)
	for _, f := range well.examine() {
		if f.Level != flows.Well && f.Key != "doctor.backup_none" {
			t.Errorf("a sound set-up: %s %s: %s", f.Level, f.Key, f.Say("en"))
		}
	}
	found := map[string]bool{}
	for _, ill := range illnesses {
		t.Run(strings.TrimPrefix(ill.key, "doctor.")+"/"+string(ill.level), func(t *testing.T) {
			p := newPatient(t)
			ill.hurt(p)
			list := p.examine()
			i := slices.IndexFunc(list, func(f flows.Finding) bool { return f.Key == ill.key && f.Level == ill.level })
			if i < 0 {
				t.Fatalf("not found in %+v", list)
			}
			found[ill.key] = true
			if flows.Healthy(list) == slices.ContainsFunc(list, func(f flows.Finding) bool { return f.Level == flows.Bad }) {
				t.Error("healthy with a bad line, or ill without one")
			}
			for _, f := range list {
				for _, lang := range []string{"zh", "en"} {
					text := f.Say(lang) + f.Mend(lang)
					if strings.Contains(text, "no value") || strings.Contains(text, "doctor.") || strings.Contains(text, "wrong") && f.Key == "doctor.token_bad" {
						t.Errorf("%s: %q", f.Key, text)
					}
				}
			}
		})
	}
	texts, err := os.ReadFile(filepath.Join("texts", "doctor.en.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^(doctor\.\w+)_mend:`).FindAllStringSubmatch(string(texts), -1) {
		if !found[m[1]] && m[1] != "doctor.settings_bad" { // for which see TestDoctorCommand
			t.Errorf("no broken set-up shows %s", m[1])
		}
	}
}

// TestDoctorBeside examines an installation while a program has its database
// open: nothing is taken, nothing is written, nobody is disturbed.
func TestDoctorBeside(t *testing.T) {
	p := newPatient(t)
	ctx := t.Context()
	db, err := store.Open(ctx, store.Options{Path: p.cfg.Database, KeyFile: p.cfg.KeyFile, Now: p.Now, Synchronous: "OFF"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	note := func(value string) {
		if err := db.Write(ctx, func(tx *store.Tx) error { return tx.SetMeta("note", value) }); err != nil {
			t.Fatal(err)
		}
	}
	note("before")
	for range 3 {
		if list := p.examine(); !flows.Healthy(list) {
			t.Errorf("%+v", list)
		}
		note("between")
	}
	for method, n := range p.sim.Calls() {
		if !slices.Contains([]string{"getme", "getwebhookinfo", "getchatmember"}, method) {
			t.Errorf("%s was called %d times", method, n)
		}
	}
	// Nothing is left behind beside a database that nobody uses.
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, _ := filepath.Glob(p.cfg.Database + "*")
	if list := p.examine(); !flows.Healthy(list) {
		t.Errorf("%+v", list)
	}
	if after, _ := filepath.Glob(p.cfg.Database + "*"); !slices.Equal(before, after) {
		t.Errorf("%v became %v", before, after)
	}
	// And nothing is made where there is nothing.
	p.cfg.Database = filepath.Join(t.TempDir(), "no", "huiyin.db")
	p.examine()
	if _, err := os.Stat(filepath.Dir(p.cfg.Database)); err == nil {
		t.Error("looking for the database made its folder")
	}
}

// TestDoctorCommand: the command's lines, its exit codes, and the form for programs.
func TestDoctorCommand(t *testing.T) {
	bad := folder(t, "language: zh\ntelegrm: x\n")
	for lang, want := range map[string]string{"zh": "设置里有 1 处错误", "en": "The settings have mistakes: 1."} {
		code, out, _ := command(t.Context(), nil, "doctor", "--lang", lang, "-c", filepath.Join(bad, "config.yaml"))
		if code != 1 {
			t.Errorf("exit %d", code)
		}
		has(t, out, want, "huiyin check")
	}
	p := newPatient(t)
	for _, asJSON := range []bool{false, true} {
		var out strings.Builder
		if err := tellFindings(console{out: &out}, "en", asJSON, p.examine()); err != nil {
			t.Fatal(err)
		}
		if asJSON {
			has(t, out.String(), `"healthy": true`, `"check": "token"`, `"level": "ok"`, `"mend": "Say under`)
		} else {
			has(t, out.String(), "ok      Telegram knows the bot: @huiyin_bot.", "warning No backup yet", "        → Say under", "20 ok, 1 to look at, 0 bad")
		}
	}
}
