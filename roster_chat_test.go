package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"huiyin/order"
	"huiyin/sim"
	"huiyin/store"
)

// zipped is a file that is a zip of these.
func zipped(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// ownerSends lets the owner send a file, and is what the bot's newest message
// says then.
func (h *host) ownerSends(ctx context.Context, name string, data []byte) sim.Seen {
	h.t.Helper()
	wu := h.cast.people["吴主任"]
	if _, err := h.sim.Say(wu, wu, sim.Say{Media: &sim.Media{Kind: "document", Name: name, Bytes: data}}); err != nil {
		h.t.Fatal(err)
	}
	h.settle(ctx)
	return h.latest(wu)
}

// latest is the bot's newest message in somebody's private chat.
func (h *host) latest(who int64) (last sim.Seen) {
	for _, m := range h.sim.Messages(who, who) {
		if m.Bot && !m.Deleted {
			last = m
		}
	}
	return last
}

// TestRosterFiles: what an owner sends is answered by what it is, once.
func TestRosterFiles(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		zeros := make([]byte, 20<<20)
		ole := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...)
		secret := append(bytes.Clone(ole), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)
		for _, c := range []struct {
			name string
			data []byte
			want string
		}{
			{"信.xlsx", []byte("%PDF-1.7 renamed"), "这不是表格文件"},
			{"信.csv", []byte("%PDF-1.7 renamed"), "这不是表格文件"},
			{"旧.xls", ole, "这是旧格式（.xls）"},
			{"密.xlsx", secret, "这个文件有密码"},
			{"宏.xlsm", zipped(t, map[string][]byte{"xl/workbook.xml": nil, "xl/vbaProject.bin": nil}), "这个文件带宏，不能收"},
			{"炸.zip", zipped(t, map[string][]byte{"a.csv": zeros, "b.csv": zeros}), "这个文件解开以后太大"},
			{"大.xlsx", make([]byte, 11<<20), "这个文件超过 10 MB"},
			{"更大.xlsx", make([]byte, 21<<20), "这个文件超过 10 MB"}, // Telegram does not even give it
			{"坏.xlsx", zipped(t, map[string][]byte{"xl/workbook.xml": []byte("<")}), "这个文件坏了"},
		} {
			before := h.sim.Calls()["sendmessage"]
			got := h.ownerSends(ctx, c.name, c.data)
			if !strings.Contains(got.Text, c.want) || !strings.Contains(got.Text, "什么也没改") || len(got.Buttons) > 0 {
				t.Errorf("%s: said %q, want %q", c.name, got.Text, c.want)
			}
			if n := h.sim.Calls()["sendmessage"] - before; n != 1 {
				t.Errorf("%s: %d messages", c.name, n)
			}
		}
	})
}

// TestRosterManyMistakes: the first are named, with sheet, row and column, and
// the rest is counted.
func TestRosterManyMistakes(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		table := "姓名,角色,区域或单位\n吴主任,管理员,\n"
		for i := range 50 {
			table += fmt.Sprintf("王%d,网络长,一网格\n", i)
		}
		got := h.ownerSends(ctx, "人员.csv", []byte(table))
		for _, want := range []string{"有 50 处错误", "人员!B3: ", "人员!B22: ", "还有 30 条"} {
			if !strings.Contains(got.Text, want) {
				t.Errorf("it says %q, without %q", got.Text, want)
			}
		}
	})
}

// TestRosterRoundTrip: the owner gets the roster, writes people into it with a
// spreadsheet program, and sends it back. It is taken in all at once.
func TestRosterRoundTrip(t *testing.T) {
	inTown(t, "zh", func(ctx context.Context, h *host) {
		wu := h.cast.people["吴主任"]
		book := h.rosterOf(ctx)
		got := h.ownerSends(ctx, "花名册.xlsx", book)
		if !strings.Contains(got.Text, "和现在一样，没有要改的。") {
			t.Errorf("unchanged: %q", got.Text)
		}
		f, err := excelize.OpenReader(bytes.NewReader(book))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("人员")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3000 {
			at := fmt.Sprint("A", len(rows)+1+i)
			if err := f.SetSheetRow("人员", at, &[]any{"", fmt.Sprint("网格员", i), "网格员", "新田一网格", ""}); err != nil {
				t.Fatal(err)
			}
		}
		changed, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		got = h.ownerSends(ctx, "花名册.xlsx", changed.Bytes())
		if !strings.Contains(got.Text, "人员：新增 3000") {
			t.Fatalf("changed: %q", got.Text)
		}
		h.press(ctx, wu, got, "导入")
		if n := h.listed(); n != 3000 {
			t.Errorf("%d people are listed", n)
		}
		h.press(ctx, wu, got, "导入") // twice is once
		if n := h.listed(); n != 3000 {
			t.Errorf("after the second tap %d people are listed", n)
		}
		if again := h.rosterOf(ctx); len(again) <= len(book) {
			t.Error("the roster that is sent then is the old one")
		}
	})
}

// TestRosterTerritoryChanged: what was changed between the dry run and the tap is
// not overwritten; nor is a file taken in that was answered long ago, or by a
// button of an older file.
func TestRosterTerritoryChanged(t *testing.T) {
	const table = "姓名,角色,区域或单位\n吴主任,管理员,\n周调度,社区调度员,新田社区\n孙网格长,网格长,新田一网格\n新人,网格员,新田一网格\n"
	inTown(t, "zh", func(ctx context.Context, h *host) {
		wu := h.cast.people["吴主任"]
		changed := func(fn func(c *order.Community)) {
			if err := h.prog.db.Write(ctx, func(tx *store.Tx) error {
				c, err := demoCommunity("zh")
				if err != nil {
					return err
				}
				fn(c)
				return tx.SaveCommunity(c, 0)
			}); err != nil {
				t.Fatal(err)
			}
		}
		offer := h.ownerSends(ctx, "人员.csv", []byte(table))
		changed(func(c *order.Community) { c.Units[0].Name.ZH = "另一家物业" })
		h.press(ctx, wu, offer, "导入")
		if got := h.latest(wu); h.listed() != 0 || !strings.Contains(got.Text, "花名册刚刚改过") {
			t.Errorf("taken in although the territory changed: %q", got.Text)
		}
		offer = h.ownerSends(ctx, "人员.csv", []byte(table))
		if err := h.Advance(ctx, time.Hour+time.Minute); err != nil {
			t.Fatal(err)
		}
		if a := h.press(ctx, wu, offer, "导入"); h.listed() != 0 || !strings.Contains(a.Text, "已经过期") {
			t.Errorf("taken in after an hour: %q", a.Text)
		}
		offer = h.ownerSends(ctx, "人员.csv", []byte(table))
		h.press(ctx, wu, offer, "导入")
		if h.listed() != 1 {
			t.Errorf("not taken in: %q", h.latest(wu).Text)
		}
	})
}

// rosterOf is the spreadsheet that the owner gets in chat.
func (h *host) rosterOf(ctx context.Context) []byte {
	h.t.Helper()
	wu := h.cast.people["吴主任"]
	if _, err := h.sim.Say(wu, wu, sim.Say{Text: "/roster"}); err != nil {
		h.t.Fatal(err)
	}
	h.settle(ctx)
	m := h.latest(wu)
	data, _, ok := h.sim.FileBytes(m.FileID)
	if !ok || m.FileName != "花名册.xlsx" {
		h.t.Fatalf("no roster came: %+v", m)
	}
	return data
}

func (h *host) press(ctx context.Context, who int64, m sim.Seen, button string) sim.Answer {
	h.t.Helper()
	q, err := h.sim.TapAsync(who, m.Chat, m.MessageID, button)
	if err != nil {
		return sim.Answer{Text: err.Error()}
	}
	h.settle(ctx)
	a, err := h.sim.AwaitTap(ctx, q)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// listed counts who is to have a role and has not come yet.
func (h *host) listed() (n int) {
	err := h.prog.db.Read(context.Background(), func(tx *store.Tx) error {
		list, err := tx.Listed()
		n = len(list)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}
