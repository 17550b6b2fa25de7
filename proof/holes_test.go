package proof

import (
	"fmt"
	"testing"
	"time"
)

func TestTownHasNoHoles(t *testing.T) {
	begin := time.Now()
	r := Prove(town(t, nil), at, 53)
	for _, h := range r.Holes {
		t.Errorf("%+v", h)
	}
	for _, l := range r.Lines {
		t.Log(l.Category, l.Area, l.Bounds[0].Delay, l.Bounds[1].Delay, l.Bounds[2].Delay, l.Bounds[2].Start)
	}
	t.Log(fmt.Sprintf("%+v", r.Notes), time.Since(begin))
}
