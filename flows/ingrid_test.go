package flows

import (
	"context"
	"testing"

	"huiyin/order"
	"huiyin/store"
)

// TestSettleAtOnce: where nothing must show that a small matter is done, one tap
// accepts and finishes it, and 没解决 brings it back; a second tap does nothing.
func TestSettleAtOnce(t *testing.T) {
	w := newSetupWorld(t)
	w.write(func(tx *store.Tx) error {
		c := setupCommunity()
		c.Categories[1].Evidence = order.EvidenceNone
		return tx.SaveCommunity(c, 0)
	})
	const lady, worker, dispatcher int64 = 702000001, 702000002, 702000003
	w.give(worker, order.RoleWorker, "grid1", "")
	w.give(dispatcher, order.RoleDispatcher, "xintian", "")
	for _, p := range []int64{lady, worker, dispatcher} {
		w.say(p, p, "/start")
	}
	w.say(lady, lady, "/start b_b3")
	w.press(lady, lady, 1, data("privacy", "agree"))
	w.say(lady, lady, "楼道里有个旧沙发")
	w.press(lady, lady, 1, "1:draft:submit")
	if o := w.order(1001); o.State != order.New {
		t.Fatalf("it is %s", o.State)
	}
	for range 2 {
		w.press(worker, worker, 1, data("settle", int64(1001)))
	}
	o := w.order(1001)
	if o.State != order.Done || o.Taker != worker || o.Unit != "" || o.AcceptedAt.IsZero() || o.DoneAt.IsZero() {
		t.Errorf("after the tap: %+v", o)
	}
	acts := map[order.Act]int{}
	err := w.db.Read(context.Background(), func(tx *store.Tx) error {
		list, err := tx.History(1001)
		for _, e := range list {
			acts[e.Act]++
		}
		return err
	})
	if err != nil || acts[order.Settle] != 1 || acts[order.Accept]+acts[order.Finish] != 0 {
		t.Errorf("the ledger has %v (%v)", acts, err)
	}
	w.press(lady, lady, 1, data("reopen", int64(1001)))
	if o := w.order(1001); o.State != order.New || o.Tier != order.TierCommunity || o.Taker != 0 {
		t.Errorf("after 没解决: %+v", o)
	}
}
