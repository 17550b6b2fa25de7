package order

import (
	"testing"
	"time"
)

// TestPromisesStay: whatever the settings become, a running order keeps the
// limits that it was promised, no step up to them moves behind them, and what a
// hold leaves is what was left.
func TestPromisesStay(t *testing.T) {
	was := local(t)
	start := time.Date(2026, 11, 25, 12, 30, 0, 0, time.UTC) // 20:30 in Shanghai
	for name, change := range map[string]func() (*Community, error){
		"longer": func() (*Community, error) {
			return was.WithClass("c3", Class{Key: "urgent", Accept: hours(3), Finish: hours(90)})
		},
		"shorter": func() (*Community, error) {
			return was.WithClass("c3", Class{Key: "urgent", Accept: ClockTime(5 * time.Minute), Finish: hours(1)})
		},
		"working time": func() (*Community, error) {
			return was.WithClass("c3", Class{Key: "urgent", Accept: Limit{Hours: 4}, Finish: Limit{Days: 5}})
		},
		"other hours":  func() (*Community, error) { return was.With("c3", SetHours, "13:00-15:00") },
		"another zone": func() (*Community, error) { return was.With("s2", SetZone, "Europe/Berlin") },
	} {
		now, err := change()
		if err != nil {
			t.Fatal(name, err)
		}
		for _, category := range []string{"lift", "other"} {
			o := was.Fresh(category, "c3", start)
			for _, state := range []State{New, Accepted} {
				o.State = state
				for i, percent := range []int{50, 100} {
					o.AcceptStep, o.FinishStep = i, i
					limit := o.AcceptDue
					if state == Accepted {
						limit = o.FinishDue
					}
					due, _ := now.Next(o)
					if due.At.After(limit) || percent == 100 && !due.At.Equal(limit) {
						t.Errorf("%s, %s: step %d of %s is due %v, promised was %v", name, category, i, due.Clock, due.At, limit)
					}
				}
			}
			left := o.FinishDue.Sub(start.Add(10 * time.Minute))
			o.Pause(start.Add(10*time.Minute), start.Add(24*time.Hour))
			now.Unpause(&o, start.Add(24*time.Hour))
			if is := o.FinishDue.Sub(start.Add(24 * time.Hour)); category == "lift" && is != left {
				t.Errorf("%s: %v was left, and now it is %v", name, left, is)
			}
			if !o.FinishDue.After(start.Add(24 * time.Hour)) {
				t.Errorf("%s, %s: a hold used up the limit", name, category)
			}
		}
	}
}
