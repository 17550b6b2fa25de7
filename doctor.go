package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"time"

	"huiyin/backup"
	"huiyin/bot"
	"huiyin/config"
	"huiyin/flows"
	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

type doctorCommand struct {
	Config   string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Language string `name:"lang" enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
	JSON     bool   `name:"json" help:"For programs: one JSON object. 给程序看的格式。"`
}

// Run looks at everything that can go wrong, also while the program runs, and
// says how to mend it. It only looks.
func (cmd doctorCommand) Run(ctx context.Context, c console) error {
	l := c.language(cmd.Language, cmd.Config)
	cfg, problems := c.load(cmd.Config)
	var list []flows.Finding
	if cfg == nil {
		list = append(list, flows.Finding{Check: "settings", Level: flows.Bad, Key: "doctor.settings_bad", Args: []any{"Count", len(problems)}})
	} else {
		list = examination{cfg: cfg, clock: bot.RealClock{}, free: freeSpace}.run(ctx)
	}
	if err := tellFindings(c, l, cmd.JSON, list); err != nil {
		return err
	}
	if !flows.Healthy(list) {
		return errTold{errors.New("something is bad")}
	}
	return nil
}

// tellFindings writes one line for each finding, and below it how to mend it.
func tellFindings(c console, l string, asJSON bool, list []flows.Finding) error {
	type line struct {
		Check string      `json:"check"`
		Level flows.Level `json:"level"`
		Text  string      `json:"text"`
		Mend  string      `json:"mend,omitempty"`
	}
	count := map[flows.Level]int{}
	lines := make([]line, len(list))
	for i, f := range list {
		count[f.Level]++
		lines[i] = line{f.Check, f.Level, f.Say(l), f.Mend(l)}
		if asJSON {
			continue
		}
		fmt.Fprintln(c.out, texts.Say(l, "doctor.word."+string(f.Level)), lines[i].Text)
		if lines[i].Mend != "" {
			fmt.Fprintln(c.out, "        →", lines[i].Mend)
		}
	}
	if asJSON {
		out := json.NewEncoder(c.out)
		out.SetIndent("", "  ")
		return out.Encode(map[string]any{"healthy": flows.Healthy(list), "findings": lines})
	}
	fmt.Fprintln(c.out, texts.Say(l, "doctor.sum", "Well", count[flows.Well], "Warning", count[flows.Warning], "Bad", count[flows.Bad]))
	return nil
}

// examination is one check-up.
type examination struct {
	cfg   *config.Config
	clock bot.Clock
	http  *http.Client
	free  func(folder string) (int64, bool)

	list []flows.Finding
}

func (x examination) run(ctx context.Context) []flows.Finding {
	x.settings()
	x.disk()
	groups := x.database(ctx)
	if x.cfg.Telegram.Token == "" {
		x.add("token", flows.Bad, "doctor.token_none", "File", x.cfg.Telegram.TokenFile)
		return x.list
	}
	return append(x.list, bot.Examine(ctx, bot.ExamineOptions{Token: x.cfg.Telegram.Token.Reveal(), APIURL: x.cfg.Telegram.APIURL,
		Proxy: x.cfg.Telegram.Proxy.Reveal(), HTTPClient: x.http, Clock: x.clock, Groups: groups})...)
}

func (x *examination) add(check string, level flows.Level, key string, args ...any) {
	x.list = append(x.list, flows.Finding{Check: check, Level: level, Key: key, Args: args})
}

func (x *examination) settings() { x.add("settings", flows.Well, "doctor.settings") }

// What is little room: an order is a few kilobytes, a copy before an update is
// as large as the database.
const (
	littleRoom = 1 << 30
	noRoom     = 100 << 20
)

func (x *examination) disk() {
	free, ok := x.free(filepath.Dir(x.cfg.Database))
	room := flows.Size(free)
	switch {
	case !ok:
		x.add("disk", flows.Warning, "doctor.disk_unknown")
	case free < noRoom:
		x.add("disk", flows.Bad, "doctor.disk_low", "Free", room)
	case free < littleRoom:
		x.add("disk", flows.Warning, "doctor.disk_low", "Free", room)
	default:
		x.add("disk", flows.Well, "doctor.disk", "Free", room)
	}
}

// database looks into the database and lists the groups that are bound.
func (x *examination) database(ctx context.Context) (groups []store.Chat) {
	look, err := store.OpenLook(ctx, store.Options{Path: x.cfg.Database, KeyFile: x.cfg.KeyFile, Now: x.clock.Now})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		x.add("database", flows.Warning, "doctor.database_none", "Path", x.cfg.Database)
		x.zone(communityZone(x.cfg.Community))
		return nil
	case err != nil:
		x.add("database", flows.Bad, "doctor.database_closed",
			"What", order.Name{ZH: explain(err, texts.ZH), EN: explain(err, texts.EN)})
		return nil
	}
	defer look.Close()
	x.file(look)
	x.key(look)
	x.asides()
	if look.Damage != nil {
		return nil
	}
	zone, err := look.CommunityZone(ctx)
	if err == nil && !x.zone(zone) || !look.Readable() {
		return nil
	}
	err = look.Read(ctx, func(tx *store.Tx) error {
		if groups, err = tx.AllChats(); err != nil {
			return err
		}
		c, err := tx.Community()
		if err != nil {
			return err
		}
		if c == nil {
			x.list = append(x.list, flows.NoCommunity())
			return nil
		}
		more, err := flows.New(flows.Options{Nightly: x.cfg.Backup.To != "", LastBackup: x.lastBackup}).Examine(tx)
		x.list = append(x.list, more...)
		return err
	})
	if err != nil {
		x.add("database", flows.Bad, "doctor.database_closed",
			"What", order.Name{ZH: explain(err, texts.ZH), EN: explain(err, texts.EN)})
	}
	return bound(groups)
}

// lastBackup finds a backup that was made by hand: only the running bot writes
// into the database that it made one.
func (x *examination) lastBackup() (at time.Time, size int64) {
	if x.cfg.Backup.To == "" {
		return at, 0
	}
	list, err := backup.List(x.cfg.Backup.To)
	if err != nil || len(list) == 0 {
		return at, 0
	}
	return list[0].At, list[0].Size
}

func bound(all []store.Chat) (list []store.Chat) {
	for _, c := range all {
		if c.Purpose != "" && c.Active {
			list = append(list, c)
		}
	}
	return list
}

func (x *examination) file(look *store.Look) {
	args := []any{"Size", flows.Size(look.Size), "Have", look.Have, "Want", look.Want}
	switch {
	case look.Damage != nil:
		x.add("database", flows.Bad, "doctor.database_damaged", "What", look.Damage.Err.Error())
	case look.Have > look.Want:
		x.add("database", flows.Bad, "doctor.database_newer", args...)
	case look.Have < look.Want:
		x.add("database", flows.Warning, "doctor.database_older", args...)
	default:
		x.add("database", flows.Well, "doctor.database", args...)
	}
}

// asides names what restores have put aside: whoever had everything deleted since is in it.
func (x *examination) asides() {
	list, err := store.Asides(x.cfg.Database)
	if err != nil || len(list) == 0 {
		return
	}
	oldest := list[len(list)-1]
	until := oldest.At.AddDate(0, 0, x.cfg.Backup.KeepDays)
	args := []any{"Count", len(list), "Path", oldest.Path, "Days", x.cfg.Backup.KeepDays}
	if x.clock.Now().After(until.AddDate(0, 0, 2)) {
		x.add("replaced", flows.Warning, "doctor.replaced_old", args...)
		return
	}
	x.add("replaced", flows.Well, "doctor.replaced", args...)
}

func (x *examination) key(look *store.Look) {
	switch {
	case look.Damage != nil: // nobody can tell whether it fits
	case look.Key != nil && look.Key.Code == "store.key_missing":
		x.add("key", flows.Bad, "doctor.key_missing", "Key", x.cfg.KeyFile)
	case look.Key != nil:
		x.add("key", flows.Bad, "doctor.key_wrong", "Key", x.cfg.KeyFile)
	case look.KeyMode&0o077 != 0:
		x.add("key", flows.Bad, "doctor.key_open", "Key", x.cfg.KeyFile, "Mode", look.KeyMode.String())
	default:
		x.add("key", flows.Well, "doctor.key")
	}
}

// zone reports whether the time zone can be loaded; "" is the one by default.
func (x *examination) zone(name string) bool {
	if name == "" {
		return true
	}
	if _, err := time.LoadLocation(name); err != nil {
		x.add("zone", flows.Bad, "doctor.zone_bad", "Zone", name)
		return false
	}
	x.add("zone", flows.Well, "doctor.zone", "Zone", name)
	return true
}

// communityZone reads the time zone from the community file, as far as it can be read.
func communityZone(path string) string {
	if c, _ := config.LoadCommunity(path, time.Time{}); c != nil {
		return c.TimeZone
	}
	return ""
}
