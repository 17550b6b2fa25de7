package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/config"
	"huiyin/order"
	"huiyin/store"
)

// TestFileChangedLater: what changes in the community file holds from the next
// start. What was changed in chat meanwhile is not overwritten, what is in use
// does not go, a file that makes no sense changes nothing; each is told once.
func TestFileChangedLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, "zh")
		text := string(exampleCommunity)
		h.community = func() (*order.Community, error) { c, _ := config.ParseCommunity("c.yaml", []byte(text)); return c, nil }
		h.file = func() *order.Community { c, _ := h.community(); return c }
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer func() { h.close() }()
		h.enter(ctx, h.world())
		seen := 0
		restart := func(old, new string) (told string) {
			t.Helper()
			if !strings.Contains(text, old) {
				t.Fatalf("the file has no %q", old)
			}
			text = strings.Replace(text, old, new, 1)
			h.close()
			if err := h.start(ctx); err != nil {
				t.Fatal(err)
			}
			if err := h.Settle(ctx); err != nil {
				t.Fatal(err)
			}
			for _, e := range h.sim.Events(int64(seen)) {
				seen = int(e.Seq)
				if m := e.Message; e.Kind == "message" && m != nil && m.Bot && m.Chat == h.cast.people["吴主任"] && strings.Contains(m.Text, "社区文件") {
					told += m.Text
				}
			}
			return told
		}
		change := func(how func(c *order.Community)) {
			t.Helper()
			if err := h.prog.db.Write(ctx, func(tx *store.Tx) error {
				was, err := tx.Community()
				if err != nil {
					return err
				}
				c := *was
				how(&c)
				return errors.Join(c.Prepare(), tx.ChangeCommunity(&c, store.Author{Person: h.cast.people["吴主任"], Way: store.ByChat}))
			}); err != nil {
				t.Fatal(err)
			}
		}
		held := func(check func(c *order.Community) bool) bool {
			ok := false
			if err := h.prog.db.Read(ctx, func(tx *store.Tx) error {
				c, err := tx.Community()
				ok = err == nil && check(c)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return ok
		}
		expect := func(told string, want ...string) {
			t.Helper()
			for _, w := range want {
				if !strings.Contains(told, w) {
					t.Errorf("the owner does not read %q but %q", w, told)
				}
			}
			if len(want) == 0 && told != "" {
				t.Errorf("the owner reads %q", told)
			}
		}

		expect(restart("quiet_hours", "quiet_hours"))
		expect(restart("22:00-07:00", "21:30-07:00"), "1 处已经生效", "统一设置 安静时段 22:00–07:00 → 21:30–07:00")
		if !held(func(c *order.Community) bool { return c.QuietHours.From == 21*60+30 }) {
			t.Error("the file's quiet hours do not hold")
		}
		change(func(c *order.Community) { c.QuietHours = order.Quiet{From: 23 * 60, To: 6 * 60} })
		expect(restart("close_after: 3d", "close_after: 4d"), "统一设置 多久归档 3 天 → 4 天")
		expect(restart("21:30-07:00", "21:00-07:00"), "1 处没有采用", "统一设置 安静时段 23:00–06:00 → 21:00–07:00")
		expect(restart("quiet_hours", "quiet_hours")) // once
		if !held(func(c *order.Community) bool {
			return c.QuietHours.From == 23*60 && c.CloseAfter == order.Span(96*time.Hour)
		}) {
			t.Error("what was changed in chat is overwritten")
		}
		const eight = "  - {key: b8, kind: building, in: grid3, name: {zh: 8号楼, en: Building 8}, words: [八号楼, 8栋, 八栋, 8幢, block 8]}\n"
		expect(restart(eight, "nonsense: [")) // the console says so
		text = strings.Replace(text, "nonsense: [", eight, 1)
		change(func(c *order.Community) {
			c.Units = append(slices.Clone(c.Units), order.Unit{Key: "guard", Name: order.Name{ZH: "门卫", EN: "Guard"}, Areas: []string{"b8"}})
		})
		expect(restart(eight, ""), "1 处都没有采用", "合不到一起", "删除区域 8号楼") // a unit works there
		if !held(func(c *order.Community) bool { return c.Area("b8") != nil && c.Unit("guard") != nil }) {
			t.Error("half of a change was taken over")
		}
		expect(restart("{key: xintian, kind: community,", "{key: xintian, settings: {language: en}, kind: community,"), "新田社区 语言 （随上级） → 英文")
		var list []store.Revision
		if err := h.prog.db.Read(ctx, func(tx *store.Tx) (err error) { list, err = tx.Revisions(nil, 100, 0); return err }); err != nil {
			t.Fatal(err)
		}
		var ways []string
		for _, r := range list {
			ways = append(ways, r.Way)
		}
		if got := strings.Join(ways, " "); got != "file chat file chat file" {
			t.Errorf("the history has %s", got)
		}
	})
}
