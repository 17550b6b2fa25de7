package main

import (
	"testing"

	"huiyin/sim"
	"huiyin/sim/story"
)

// lostPlace is an order with a point on the map. Each time that it is accepted,
// the answers to some calls are lost, and the power fails: copies stay in chats
// that the bot knows nothing of.
const lostPlace = `
小李 在 私聊 发 位置：35.62,111.36
小李 在 私聊 说：1号楼边上井盖没了
小李 在 私聊 看到：[提交]
小李 在 私聊 点：提交
赵师傅 在 路西物业接单群 看到：#1001
赵师傅 在 路西物业接单群 点：接单
程序被杀
2分钟后
Telegram 好了
赵师傅 在 私聊 现在看到：111.360000,35.620000
赵师傅 在 私聊 点：交还
赵师傅 在 私聊 点：现在忙不过来
1分钟后
赵师傅 在 私聊 看不到：111.36
赵师傅 在 私聊 看不到：（位置）
`

// TestNoCopyKeepsThePlace: whatever was lost on the way, once the order is given
// back the exact place stands in no message of the one who had taken it.
func TestNoCopyKeepsThePlace(t *testing.T) {
	for name, lost := range map[string]sim.Fault{
		"a pin":           {Methods: []string{"sendLocation", "sendVenue"}, Times: 2},
		"every 2nd send":  {Methods: []string{"sendMessage"}, Every: 2},
		"every 3rd send":  {Methods: []string{"sendMessage"}, Every: 3},
		"every 2nd edit":  {Methods: []string{"editMessageText"}, Every: 2},
		"sends and edits": {Methods: []string{"sendMessage", "editMessageText"}, Every: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			perform(t, "zh", "place.story", []byte(lostPlace), func(h *host, w *story.World) {
				w.AllowRepeats, h.deaf = true, true
				lost.Kind = "lost-answer"
				h.sim.AddFault(lost)
			})
		})
	}
}
