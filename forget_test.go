package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/backup"
	"huiyin/sim/story"
	"huiyin/store"
)

// TestForgottenEverywhere lets somebody leave traces, keeps every sealed value of
// theirs as it stands on the disk, and has them forgotten. Within a minute neither
// the database nor its WAL holds one of those values, or the person's number; when
// the backups' days have passed, no backup does.
func TestForgottenEverywhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(morning))
		ctx := context.Background()
		h := newHost(t, "zh")
		h.backupTo = filepath.Join(h.dir, "backups")
		if err := h.start(ctx); err != nil {
			t.Fatal(err)
		}
		defer h.close()
		w := h.world()
		h.enter(ctx, w)
		play := func(text string) {
			t.Helper()
			script, err := story.Parse("forget.story", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := script.Run(ctx, w); err != nil {
				t.Fatal(err)
			}
		}
		play("王奶奶 打开机器人 带 b_b3\n王奶奶 在 私聊 看到：您在\n王奶奶 在 私聊 发 自己的名片：13900139000\n王奶奶 在 私聊 看到：接您单的人\n" +
			"王奶奶 在 私聊 点：可以给接单人看\n王奶奶 在 私聊 看到：电话已记下\n王奶奶 在 私聊 说：电梯坏了，门禁码四七一一\n王奶奶 在 私聊 看到：电梯坏了\n王奶奶 在 私聊 点：提交\n" +
			"王奶奶 在 私聊 看到：#1001\n周调度 在 私聊 看到：#1001\n赵师傅 在 路西物业接单群 看到：#1001\n" +
			"赵师傅 在 路西物业接单群 点：接单\n赵师傅 在 私聊 看到：13900139000\n王奶奶 在 私聊 看到：已接单\n")
		if err := h.Advance(ctx, 24*time.Hour); err != nil { // a backup has all of it
			t.Fatal(err)
		}
		w.Forgive()
		who := h.cast.people["王奶奶"]
		traces := sealedOf(t, h, who)
		if len(traces) < 6 {
			t.Fatalf("only %d sealed values", len(traces))
		}
		db, wal := filepath.Join(h.dir, "huiyin.db"), filepath.Join(h.dir, "huiyin.db-wal")
		if holds(t, traces, db, wal) == 0 {
			t.Fatal("the test can't find what is there")
		}
		list, err := backup.List(h.backupTo)
		if err != nil || len(list) == 0 || knows(t, h, list[0].Path, who) == 0 {
			t.Fatalf("the backup knows nothing: %v", err)
		}
		play("王奶奶 在 私聊 说：/forget\n王奶奶 在 私聊 看到：要删除\n王奶奶 在 私聊 点：全部删除\n王奶奶 在 私聊 看到：您的信息都删掉了。\n赵师傅 在 私聊 看到：#1001 居民已撤回\n")
		if err := h.Advance(ctx, time.Minute); err != nil {
			t.Fatal(err)
		}
		if n := holds(t, traces, db, wal); n != 0 {
			t.Errorf("%d of %d sealed values are still on the disk after a minute", n, len(traces))
		}
		if err := h.Advance(ctx, 8*24*time.Hour); err != nil { // backups are kept for seven days
			t.Fatal(err)
		}
		if list, err = backup.List(h.backupTo); err != nil || len(list) == 0 {
			t.Fatalf("no backups: %v", err)
		}
		for _, f := range list {
			if n := knows(t, h, f.Path, who); n != 0 {
				t.Errorf("%s of %v knows them %d times", filepath.Base(f.Path), f.At, n)
			}
		}
	})
}

// sealedOf is every sealed value in the rows that are a person's, as on the disk.
func sealedOf(t *testing.T, h *host, person int64) (list [][]byte) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.dir, "huiyin.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{`SELECT name_x FROM person WHERE id = ?1`, `SELECT phone_x FROM person WHERE id = ?1`, `SELECT text_x FROM ord WHERE resident = ?1`,
		`SELECT body_x FROM post WHERE chat = ?1`, `SELECT doc_x FROM shown WHERE person = ?1`} {
		rows, err := db.Query(q, person)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var b []byte
			if err := rows.Scan(&b); err != nil {
				t.Fatal(err)
			}
			if len(b) > 20 {
				list = append(list, b[:20]) // version, nonce and a beginning: enough to tell, and never cut by a page
			}
		}
		_ = rows.Close()
	}
	return list
}

// holds counts the values that stand in the files.
func holds(t *testing.T, traces [][]byte, files ...string) (n int) {
	t.Helper()
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, x := range traces {
			if bytes.Contains(text, x) {
				n++
			}
		}
	}
	return n
}

// knows counts in how many columns of a backup the person's number or phone stands.
func knows(t *testing.T, h *host, file string, person int64) (n int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "back.db")
	if _, err := backup.Unpack(context.Background(), file, filepath.Join(h.dir, "backup.key"), path); err != nil {
		t.Fatal(err)
	}
	look, err := store.OpenLook(context.Background(), store.Options{Path: path, KeyFile: filepath.Join(h.dir, "huiyin.key"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer look.Close()
	err = look.Read(context.Background(), func(tx *store.Tx) error {
		p, known, err := tx.Person(person)
		if err != nil {
			return err
		}
		if known && strings.Contains(p.Phone, "13900139000") {
			n++
		}
		touched, err := tx.TouchedBy(person)
		n += len(touched)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
