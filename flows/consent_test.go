package flows

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// noticeTexts is what each version of the notice says, as a hash over both languages.
var noticeTexts = map[int]string{
	1: "7908e1d510571448",
}

// TestNoticeVersion: whoever changes what the notice says must raise its version,
// and say in notice.news what is new, or nobody is asked again.
func TestNoticeVersion(t *testing.T) {
	var all []string
	for _, lang := range []string{texts.ZH, texts.EN} {
		for _, key := range []string{"notice.short", "notice.submit", "privacy.text"} {
			all = append(all, say(lang, key, "Days", 1, "Files", 2, "Drafts", 3, "Messages", 4, "Community", "X"))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(all, "\n")))
	if got := hex.EncodeToString(sum[:8]); noticeTexts[noticeVersion] != got {
		t.Errorf("the notice says something else than version %d did: raise noticeVersion, rewrite notice.news, and note %q here", noticeVersion, got)
	}
}

// TestNoticeChanged: who agreed to an older notice is asked once more, and reads
// what is new; the draft is kept.
func TestNoticeChanged(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.write(func(tx *store.Tx) error {
		return tx.Agree(store.Consent{Person: xiaoLi, What: asksNotice, Version: noticeVersion - 1, Given: true, Way: bySubmit})
	})
	w.say(xiaoLi, xiaoLi, "电梯坏了")
	w.sees(xiaoLi, "隐私说明有改动", "点“提交”，就是同意")
	w.tap(xiaoLi, xiaoLi, "提交")
	if o := w.order(1001); o.State != order.New && o.State != order.Offered {
		t.Fatalf("order %+v", o)
	}
	w.clear(xiaoLi)
	w.say(xiaoLi, xiaoLi, "电梯又坏了")
	w.seesNot(xiaoLi, "隐私说明有改动", "就是同意")
}

// TestNoticeBefore: a card from before there was a notice does not submit without
// one; nothing of the draft is lost.
func TestNoticeBefore(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.say(xiaoLi, xiaoLi, "电梯坏了")
	w.write(func(tx *store.Tx) error {
		row, _, err := tx.Draft(xiaoLi)
		if err != nil {
			return err
		}
		row.Doc = []byte(strings.Replace(string(row.Doc), `"notice":1`, `"notice":0`, 1))
		return tx.SaveDraft(row)
	})
	if a := w.tap(xiaoLi, xiaoLi, "提交"); a.Text != say(texts.ZH, "notice.read") {
		t.Errorf("answer %+v", a)
	}
	w.sees(xiaoLi, "电梯坏了", "就是同意")
	if a := w.tap(xiaoLi, xiaoLi, "提交"); !strings.Contains(a.Text, "#1001") {
		t.Errorf("answer %+v", a)
	}
}

// TestConsentHistory: each yes and no is kept with version and time; after /forget
// only how many there were.
func TestConsentHistory(t *testing.T) {
	w := livedIn(t)
	w.say(xiaoLi, xiaoLi, "/privacy")
	w.tap(xiaoLi, xiaoLi, "撤回同意")
	w.sees(xiaoLi, "同意已撤回", "在群里 @我 点的单，照样受理")
	w.seesNot(zhao, secretPhone) // it was shown, and goes off the card
	w.say(xiaoLi, gridOne, "电梯又坏了第三回")
	w.sees(gridOne, "电梯又坏了第三回") // as was said
	var list []store.Consent
	w.write(func(tx *store.Tx) (err error) {
		list, err = tx.ConsentsOf(xiaoLi)
		return err
	})
	var got []string
	for _, c := range list {
		if c.Version != noticeVersion || !c.At.Equal(w.now) && c.At.After(w.now.Add(lull)) {
			t.Errorf("%+v", c)
		}
		got = append(got, consentKey(c)+" "+c.Way)
	}
	want := "consent.phone.yes contact, consent.notice.yes submit, consent.notice.no page, consent.phone.no page"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	before := len(w.dump()["consent"])
	w.say(xiaoLi, xiaoLi, "/forget")
	w.tap(xiaoLi, xiaoLi, "全部删除")
	if now := w.dump()["consent"]; len(now) != before || traced(map[string][]string{"": now}, "700100005") {
		t.Errorf("consents %q", now)
	}
	if traced(map[string][]string{"": w.dump()["shown"]}, "700100005") {
		t.Errorf("shown %q", w.dump()["shown"])
	}
}

// TestShownOnce: each time is noted once, with unit and order; the same again is
// not, another number is; who is forgotten leaves the others' lines without a name.
func TestShownOnce(t *testing.T) {
	w := livedIn(t)
	lines := func() (list []store.Shown) {
		w.write(func(tx *store.Tx) (err error) {
			list, err = tx.ShownOf(xiaoLi)
			return err
		})
		return list
	}
	list := lines()
	if len(list) != 1 || list[0].Viewer != zhao || list[0].Order != 1001 || list[0].Unit != "property" || strings.Join(list[0].What, " ") != "address phone" {
		t.Fatalf("%+v", list)
	}
	w.tap(zhao, zhao, "到场") // draws the card anew
	if len(lines()) != 1 {
		t.Errorf("%+v", lines())
	}
	w.handle(Input{Kind: Said, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}, Message: Message{ID: 903, Contact: &Contact{Phone: "13700137000", Person: xiaoLi}}})
	w.sees(zhao, "13700137000")
	if len(lines()) != 2 {
		t.Errorf("another number: %+v", lines())
	}
	w.say(zhao, zhao, "/forget")
	w.tap(zhao, zhao, "全部删除")
	if list := lines(); len(list) != 2 || list[0].Viewer != 0 || list[0].Unit != "property" {
		t.Errorf("%+v", list)
	}
}

// TestDataFile: the file has all that /mydata says, and nothing of others.
func TestDataFile(t *testing.T) {
	w := livedIn(t)
	var all strings.Builder
	w.write(func(tx *store.Tx) error {
		sheets, err := w.flows.Data(tx, xiaoLi, texts.ZH)
		for _, s := range sheets {
			all.WriteString(s.Name + strings.Join(s.Heads, " ") + "\n")
			for _, r := range s.Rows {
				if len(r) != len(s.Columns) {
					t.Errorf("%s: %q", s.Key, r)
				}
				all.WriteString(strings.Join(r, " ") + "\n")
			}
		}
		return err
	})
	for _, x := range append([]string{"volunteer", "#1005", "路西物业", "notice true 1 submit"}, secrets...) {
		if !strings.Contains(all.String(), x) {
			t.Errorf("%q is missing in:\n%s", x, all.String())
		}
	}
	for _, x := range []string{"13900139000", "楼道灯坏了", "王奶奶", "data.", "700100006"} {
		if strings.Contains(all.String(), x) {
			t.Errorf("%q is in it", x)
		}
	}
	w.say(xiaoLi, xiaoLi, "/mydata")
	w.tap(xiaoLi, xiaoLi, "下载表格")
	if last := w.screens[xiaoLi][len(w.screens[xiaoLi])-1].out.Picture; last == nil || last.Kind != PictureData || last.Name != "huiyin-mydata.xlsx" {
		t.Errorf("got %+v", last)
	}
}
