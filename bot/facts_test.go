package bot

import (
	"testing"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// fact reads what the bot wrote down of itself.
func (r *rig) fact(key string) (value string) {
	r.t.Helper()
	r.must(r.db.Read(r.t.Context(), func(tx *store.Tx) (err error) { value, err = tx.Meta(key); return err }))
	return value
}

// What /doctor tells is written down while the bot runs: who else takes its
// updates, whether it hears too much, how far its clock is off.
func TestFacts(t *testing.T) {
	ahead := -5 * time.Minute // of Telegram's clock
	playWith(t, sim.Options{Now: func() time.Time { return time.Now().Add(ahead) }}, Options{}, func(r *rig) {
		r.started()
		if got := [2]string{r.fact(flows.FactReadsAll), r.fact(flows.FactTrouble)}; got != [2]string{"0", ""} {
			t.Errorf("facts %q", got)
		}
		if ms, err := time.ParseDuration(r.fact(flows.FactSkew) + "ms"); err != nil || (ms+ahead).Abs() > 2*time.Second {
			t.Errorf("the clock is off by %v, measured %v (%v)", -ahead, ms, err)
		}
		id := r.AddFault(sim.Fault{Kind: "409", Methods: []string{"getUpdates"}})
		time.Sleep(2 * time.Minute)
		if got := r.fact(flows.FactTrouble); got != flows.TroubleConflict {
			t.Errorf("trouble %q while another program polls", got)
		}
		r.ClearFault(id)
		time.Sleep(3 * time.Minute)
		if got := r.fact(flows.FactTrouble); got != "" {
			t.Errorf("trouble %q when it is over", got)
		}
	})
}
