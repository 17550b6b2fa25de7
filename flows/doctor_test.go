package flows

import (
	"strings"
	"testing"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// TestDoctorInChat: owners hear how the installation is, in their language and
// in private; nobody else does, and nothing but the answer is written.
func TestDoctorInChat(t *testing.T) {
	w := newSetupWorld(t)
	w.say(liWang, liWang, "/start")
	w.give(liWang, order.RoleOwner, "", "")
	w.give(zhao, order.RoleUnit, "", "property")
	w.write(func(tx *store.Tx) error {
		for key, value := range map[string]string{FactReadsAll: "1", FactSkew: "-180000", FactTrouble: TroubleConflict} {
			if err := tx.SetMeta(key, value); err != nil {
				return err
			}
		}
		if err := tx.SetTimer(timerLadder, "1001", w.now.Add(-time.Hour)); err != nil {
			return err
		}
		return tx.Receive([]store.Incoming{{ID: 5, Body: []byte("{"), Parked: "failed"}}, 6)
	})
	w.clear(liWang)
	before := w.dump()
	w.say(liWang, liWang, "/doctor")
	w.sees(liWang, "❌ 群里说的话，机器人全都听得到", "❌ 时钟和 Telegram 差了 3m0s", "❌ 有另一个程序在收", "❌ 有 1 条消息处理不了", "❌ 有 1 个提醒过了时间，已有 1 小时",
		"✅ 该说的都说了", "✅ 联系得上的管理员：1 位", "❌ 新田社区、东门社区 没有人派单", "⚠️ 还没有绑定居民群", "❌ 规则把单派给这些单位，可是谁也联系不上：路西物业",
		"❌ 有 1 位担任角色的人从来没有按过“开始”", "→ 请在 @BotFather", "huiyin doctor")
	for table, rows := range w.dump() {
		if table != "counter" && strings.Join(rows, "\n") != strings.Join(before[table], "\n") {
			t.Errorf("/doctor changed %s", table)
		}
	}
	w.say(liWang, liWang, "/language")
	w.tap(liWang, liWang, "English")
	w.clear(liWang)
	w.say(liWang, liWang, "/start doctor")
	w.sees(liWang, "The clock differs from Telegram's by 3m0s", "→ Stop the other one")
	w.seesNot(liWang, "no value", "doctor.")
	if got := w.commands(liWang); !strings.Contains(got, "doctor") {
		t.Errorf("menu %q", got)
	}
	for _, who := range []int64{zhao, grandma} {
		w.say(who, who, "/doctor")
		w.sees(who, "只有管理员能体检")
		w.seesNot(who, "✅", "❌")
	}
	w.say(liWang, gridOne, "/doctor")
	w.seesNot(gridOne, "✅", "❌")
}
