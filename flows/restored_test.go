package flows

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// aged keeps a copy of the world's database as it is now.
func (w *setupWorld) aged() string {
	w.Helper()
	to := filepath.Join(w.TempDir(), "backup.db")
	if _, err := w.db.CopyOut(w.Context(), to); err != nil {
		w.Fatal(err)
	}
	return to
}

// restore puts the copy in the database's place, as the command does or, by hand,
// as a program does that finds an older database at its start.
func (w *setupWorld) restore(copied string, from time.Time, byHand bool) (forgotten int) {
	w.Helper()
	if err := w.db.Close(); err != nil {
		w.Fatal(err)
	}
	if _, err := store.Replace(w.Context(), w.path, copied, w.now); err != nil {
		w.Fatal(err)
	}
	db, err := store.Open(w.Context(), store.Options{Path: w.path, KeyFile: w.key, Now: func() time.Time { return w.now }, Synchronous: "OFF"})
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { _ = db.Close() })
	w.db = db
	w.write(func(tx *store.Tx) (err error) {
		if byHand {
			forgotten, err = w.flows.ForgetAgain(tx)
		} else {
			forgotten, err = w.flows.Restored(tx, from, 0)
		}
		return err
	})
	return forgotten
}

// TestForgottenStayForgotten: a backup, then /forget, then the backup is put back,
// in both ways. Nothing of the person is in any table, and nobody else is touched.
func TestForgottenStayForgotten(t *testing.T) {
	for name, byHand := range map[string]bool{"by the command": false, "by hand": true} {
		t.Run(name, func(t *testing.T) {
			w := livedIn(t)
			w.deliver()
			copied, made := w.aged(), w.now
			w.now = w.now.Add(time.Hour)
			w.say(xiaoLi, xiaoLi, "/forget")
			w.tap(xiaoLi, xiaoLi, "全部删除")
			others := w.person(grandma)

			if n := w.restore(copied, made, byHand); n != 1 {
				t.Errorf("%d people were forgotten again", n)
			}
			for table, lines := range w.dump() {
				for _, line := range lines {
					for _, x := range secrets {
						if strings.Contains(line, x) {
							t.Errorf("%q is in %s again: %s", x, table, line)
						}
					}
				}
			}
			w.statisticsStay()
			if w.person(grandma) != others {
				t.Errorf("somebody else changed: %+v", w.person(grandma))
			}
			w.write(func(tx *store.Tx) error {
				if n, err := w.flows.ForgetAgain(tx); n != 0 || err != nil {
					t.Errorf("forgotten once more: %d %v", n, err)
				}
				return nil
			})
			// They may come back, and then stay.
			w.say(xiaoLi, xiaoLi, "/start")
			copied = w.aged()
			if n := w.restore(copied, w.now, byHand); n != 0 || w.person(xiaoLi).Name == "" {
				t.Errorf("who came back was forgotten: %d %+v", n, w.person(xiaoLi))
			}
		})
	}
}

// TestRestoredSpeaks: after a backup was put back nothing that waited is said twice,
// numbers are not given away twice, cards of open orders are shown anew, and those
// concerned hear once what is lost.
func TestRestoredSpeaks(t *testing.T) {
	w := newSetupWorld(t)
	w.bound()
	for _, p := range []int64{liWang, zhao, xiaoLi} {
		w.say(p, p, "/start")
	}
	w.give(liWang, order.RoleOwner, "", "")
	w.say(xiaoLi, gridOne, "3号楼电梯坏了")
	w.write(func(tx *store.Tx) error { // says something that is not sent yet, and something for later
		return tx.Say(store.Post{Chat: zhao, Body: encode(Outgoing{Text: "later"}), NotBefore: w.now.Add(48 * time.Hour)})
	})
	var copied string
	err := w.db.Write(t.Context(), func(tx *store.Tx) error {
		return tx.Say(store.Post{Chat: zhao, Body: encode(Outgoing{Text: "waits"})})
	})
	if err != nil {
		t.Fatal(err)
	}
	copied, made := w.aged(), w.now
	w.deliver()
	w.say(xiaoLi, gridOne, "3号楼电梯又坏了")      // #1002, which the backup does not know
	w.press(zhao, firm, 1, "1:accept:1001") // nor this
	w.now = w.now.Add(3 * time.Hour)
	w.sees(gridOne, "#1001 电梯故障 · 办理中")
	w.restore(copied, made, false)
	w.sees(gridOne, "#1001 电梯故障 · 待接单")
	w.seesNot(gridOne, "#1001 电梯故障 · 办理中")
	w.seesNot(zhao, "later")
	waited := 0
	for _, s := range w.screens[zhao] {
		waited += strings.Count(s.out.Text, "waits")
	}
	if waited != 1 {
		t.Errorf("what waited was said %d times", waited)
	}
	w.sees(liWang, "我是从 10:00 的记录恢复的", "编号也不会再用")
	w.sees(gridOne, "请再说一次")
	w.sees(firm, "那以后接了的、办完的，请再说一次")
	w.sees(xiaoLi, "我记得您没办完的单：#1001")
	for chat, list := range w.screens {
		told := 0
		for _, s := range list {
			if strings.Contains(s.out.Text, "的记录恢复的") {
				told++
			}
		}
		if told > 1 {
			t.Errorf("chat %d was told %d times", chat, told)
		}
	}
	w.say(xiaoLi, gridOne, "3号楼电梯还是坏的")
	w.sees(gridOne, "#2001")
	w.now = w.now.Add(72 * time.Hour)
	w.deliver()
	w.sees(zhao, "later")
}

// TestBackupTold: owners hear of the first backup that fails, and of the first that is
// good again; /doctor says how it stands.
func TestBackupTold(t *testing.T) {
	w := newSetupWorld(t)
	w.say(liWang, liWang, "/start")
	w.give(liWang, order.RoleOwner, "", "")
	note := func(b Backup) {
		t.Helper()
		w.now = w.now.Add(time.Minute)
		b.At = w.now
		w.write(func(tx *store.Tx) error { return w.flows.BackedUp(tx, b) })
	}
	told := func(text string) (n int) {
		for _, s := range w.screens[liWang] {
			n += strings.Count(s.out.Text, text)
		}
		return n
	}
	doctor := func(want string) {
		t.Helper()
		w.clear(liWang)
		w.say(liWang, liWang, "/doctor")
		w.sees(liWang, want)
		w.clear(liWang)
	}
	doctor("还没有备份：程序自己不做备份")
	w.flows.nightly = true
	doctor("还没有备份。")
	note(Backup{Size: 5 << 20, Rows: 7})
	if n := told("备份"); n != 0 {
		t.Errorf("told %d times of a good one", n)
	}
	doctor("✅ 最近的备份是好的：5.0 MB")
	full := Backup{Failed: "store.full", Args: map[string]any{"path": "/mnt/backup"}}
	note(full)
	note(full)
	if told("今晚的备份没有做成：磁盘满了（/mnt/backup）") != 1 {
		t.Errorf("told %d times", told("没有做成"))
	}
	doctor("❌ 上一次备份没有做成：磁盘满了")
	note(Backup{Size: 1})
	note(Backup{Size: 1})
	if told("备份又能做了") != 1 {
		t.Error("not told once that it works again")
	}
	w.now = w.now.Add(3 * 24 * time.Hour)
	doctor("❌ 最近一份好的备份是3 天前做的")
	w.flows.lastBackup = func() (time.Time, int64) { return w.now.Add(-time.Hour), 1 << 20 }
	doctor("✅ 最近的备份是好的：1.0 MB，1 小时前")
}
