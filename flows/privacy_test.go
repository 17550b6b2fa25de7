package flows

import (
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// What the resident of these tests leaves behind; none of it may remain.
const (
	secretWords   = "电梯坏了我家有病人"
	secretAddress = "2单元301门禁码"
	secretPhone   = "13800138000"
	secretGroup   = "电梯又坏了请快来"
	secretDraft   = "水管也漏了"
	secretRelay   = "请带梯子上来"
	secretPhoto   = "photo-of-my-home"
	secretDone    = "给奶奶换了灯泡"
)

var secrets = []string{secretWords, secretAddress, secretPhone, secretGroup, secretDraft, secretRelay, secretPhoto, secretDone, "700100005", "小李"}

// livedIn is a world in which the resident did everything that leaves a trace.
func livedIn(t *testing.T) *setupWorld {
	t.Helper()
	w := newSetupWorld(t)
	w.bound()
	for _, p := range []int64{liWang, zhou, zhao, grandma} {
		w.say(p, p, "/start")
	}
	w.give(zhou, order.RoleDispatcher, "xintian", "")
	// Orders, in private with phone, address and photo, and in a group.
	w.say(xiaoLi, xiaoLi, "/start b_b3")
	w.handle(Input{Kind: Said, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi}, Message: Message{ID: 900, Contact: &Contact{Phone: secretPhone, Person: xiaoLi}}})
	w.tap(xiaoLi, xiaoLi, "可以给接单人看")
	w.handle(Input{Kind: Said, Person: Person{ID: xiaoLi}, Chat: Chat{ID: xiaoLi},
		Message: Message{ID: 901, Text: secretWords, Media: []Media{{"photo", secretPhoto}}}})
	w.tap(xiaoLi, xiaoLi, "补门牌")
	w.say(xiaoLi, xiaoLi, secretAddress)
	w.tap(xiaoLi, xiaoLi, "提交")
	w.tap(zhao, firm, "接单")
	w.sees(zhao, secretWords, secretAddress, secretPhone)
	w.tap(xiaoLi, xiaoLi, "给对方留言")
	w.say(xiaoLi, xiaoLi, secretRelay)
	w.say(xiaoLi, gridOne, secretGroup)
	w.tap(grandma, gridOne, "我家也有")
	// Roles by invite, and a neighbour's orders: one finished, one taken, one joined.
	w.say(liWang, liWang, "/invite")
	w.tap(liWang, liWang, "志愿者")
	w.say(xiaoLi, xiaoLi, w.link(liWang))
	w.say(xiaoLi, xiaoLi, "/language")
	w.tap(xiaoLi, xiaoLi, "中文")
	for range 3 {
		w.say(grandma, gridOne, "楼道灯坏了")
	}
	w.offer(1003, "vests")
	w.offer(1004, "vests")
	w.write(func(tx *store.Tx) error {
		p, _, err := tx.Person(grandma)
		p.Phone = "13900139000"
		if err != nil {
			return err
		}
		return tx.SavePerson(p)
	})
	w.sharesPhone(grandma)
	w.press(xiaoLi, xiaoLi, 1, "1:accept:1003")
	w.press(xiaoLi, xiaoLi, 1, "1:finish:1003")
	w.say(xiaoLi, xiaoLi, secretDone)
	w.press(xiaoLi, xiaoLi, 1, "1:accept:1004")
	w.sees(xiaoLi, "13900139000")
	w.press(xiaoLi, gridOne, 1, "1:join:1005")
	// Something begun, and something that could not be read.
	w.say(xiaoLi, xiaoLi, secretDraft)
	w.write(func(tx *store.Tx) error {
		return tx.Receive([]store.Incoming{{ID: 77, Body: []byte(`{"update_id":77,"x":{"id":700100005}}`), Parked: "odd"}, {ID: 78, Body: []byte(`{"update_id":78}`), Parked: "odd"}}, 79)
	})
	return w
}

func (w *setupWorld) offer(no int64, unit string) {
	w.Helper()
	if a := w.press(zhou, zhou, 1, "1:offer:"+scope(no)+":"+unit); a.Alert {
		w.Fatalf("offer %d: %s", no, a.Text)
	}
}

func TestMydata(t *testing.T) {
	w := livedIn(t)
	w.clear(xiaoLi)
	w.say(xiaoLi, xiaoLi, "/mydata")
	w.sees(xiaoLi, "700100005", "小李", secretPhone, secretAddress, secretWords, secretGroup, secretDraft, secretRelay, secretDone,
		"一网格 3号楼", "志愿者 · 红马甲", "#1005", "选的语言：中文", "您接受了：志愿者", "办结", "接单")
	w.seesNot(xiaoLi, "13900139000", "楼道灯坏了", "mydata.", "None", "王奶奶")
	w.say(xiaoLi, gridOne, "/mydata")
	w.sees(gridOne, "在私聊里看", "?start=mydata")
	w.seesNot(gridOne, secretPhone)
}

func TestPages(t *testing.T) {
	lines := []string{strings.Repeat("字", 3000), strings.Repeat("😀", 3000), "end"}
	got := pages(lines, page)
	for _, p := range got {
		if n := texts.Units(p); n > page || !strings.ContainsAny(p, "字😀e") {
			t.Errorf("a page of %d units", n)
		}
	}
	if joined := strings.ReplaceAll(strings.Join(got, ""), "\n", ""); joined != strings.Join(lines, "") {
		t.Error("something is missing")
	}
}

func TestForget(t *testing.T) {
	w := livedIn(t)
	for _, x := range secrets { // the scan must be able to find them
		if !traced(w.dump(), x) {
			t.Errorf("%q was never stored", x)
		}
	}
	w.clear(zhao)
	w.say(xiaoLi, gridOne, "/forget")
	w.say(xiaoLi, xiaoLi, "/start forget")
	w.sees(xiaoLi, "删了就找不回来")
	w.tap(xiaoLi, xiaoLi, "全部删除")

	for table, lines := range w.dump() {
		for _, line := range lines {
			for _, x := range secrets {
				if strings.Contains(line, x) {
					t.Errorf("%q is still in %s: %s", x, table, line)
				}
			}
		}
	}
	for _, chat := range []int64{gridOne, firm, zhou} {
		w.seesNot(chat, secretWords, secretGroup, secretAddress, secretPhone)
	}
	w.seesNot(zhao, secretWords, secretAddress, secretPhone)
	w.seesNot(xiaoLi, "13900139000") // what they had taken shows nothing of others either
	w.sees(zhao, "居民已撤回")
	last := w.screens[xiaoLi][len(w.screens[xiaoLi])-1]
	if last.out.Text != say(texts.ZH, "forget.done") {
		t.Errorf("the last word is %q", last.out.Text)
	}
	w.statisticsStay()
	if len(w.dump()["inbox"]) != 1 {
		t.Errorf("inbox %q", w.dump()["inbox"])
	}
	w.clear(xiaoLi)
	w.say(xiaoLi, xiaoLi, "/mydata")
	w.sees(xiaoLi, "您点过的单：0 件")
}

func traced(dump map[string][]string, x string) bool {
	for _, lines := range dump {
		for _, line := range lines {
			if strings.Contains(line, x) {
				return true
			}
		}
	}
	return false
}

// statisticsStay checks that what counts is still there: orders, states, acts.
func (w *setupWorld) statisticsStay() {
	w.Helper()
	w.write(func(tx *store.Tx) error {
		for no, state := range map[int64]order.State{1001: order.Withdrawn, 1002: order.Withdrawn, 1003: order.Done, 1004: order.New} {
			o, err := tx.Order(no)
			if err != nil {
				return err
			}
			if o.State != state || o.Category == "" || o.Intake.IsZero() {
				w.Errorf("order %d: %+v", no, o)
			}
			list, err := tx.History(no)
			if err != nil || len(list) < 2 || list[0].Act != order.Intake {
				w.Errorf("history of %d: %v %v", no, list, err)
			}
		}
		return nil
	})
}

func TestForgetKeepsOthersInvitesUsed(t *testing.T) {
	w := livedIn(t)
	link := w.link(liWang)
	w.say(xiaoLi, xiaoLi, "/forget")
	w.tap(xiaoLi, xiaoLi, "全部删除")
	w.say(grandma, grandma, link)
	if w.roles(grandma) != "" {
		t.Error("a used invite was open again")
	}
}

func TestForgetOnlyOwner(t *testing.T) {
	w := newSetupWorld(t)
	w.give(liWang, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/forget")
	w.sees(liWang, "唯一的管理员")
	if a := w.press(liWang, liWang, 1, "1:forget:yes"); !a.Alert || w.roles(liWang) == "" {
		t.Errorf("answer %+v", a)
	}
	w.give(zhou, order.RoleOwner, "", "")
	w.say(liWang, liWang, "/forget")
	w.tap(liWang, liWang, "全部删除")
	if traced(w.dump(), "700100001") {
		t.Error("an owner left a trace")
	}
}

func TestForgetKeepsEverythingWhenDeclined(t *testing.T) {
	w := livedIn(t)
	w.say(xiaoLi, xiaoLi, "/forget")
	w.tap(xiaoLi, xiaoLi, "不删了")
	w.seesNot(xiaoLi, "删了就找不回来")
	if w.person(xiaoLi).Phone != secretPhone {
		t.Error("something is gone")
	}
	if a := w.press(xiaoLi, gridOne, 1, "1:forget:yes"); !a.Alert || w.person(xiaoLi).Phone == "" {
		t.Errorf("forgotten from a group: %+v", a)
	}
}

func TestPrivacy(t *testing.T) {
	w := newSetupWorld(t)
	w.say(xiaoLi, xiaoLi, "/privacy")
	w.sees(xiaoLi, "存什么", "谁能看", "存多久", "/forget", "/mydata")
	w.say(xiaoLi, gridOne, "/privacy")
	w.sees(gridOne, "存什么", "?start=forget")
}
