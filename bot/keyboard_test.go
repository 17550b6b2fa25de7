package bot

import (
	"testing"

	"huiyin/flows"
	"huiyin/sim"
)

// TestPickers asks for people and for a group by keys, and hears what was
// picked: people only, and only groups that the bot is in.
func TestPickers(t *testing.T) {
	play(t, func(r *rig) {
		r.started().inGroup(true)
		other := r.AddGroup(sim.GroupSpec{Title: "without the bot", Owner: r.li})
		r.put(post(r.li, flows.Outgoing{Text: "whom?", Keyboard: [][]flows.Key{{{Text: "people", People: 7}, {Text: "group", Group: 8}}}}))
		r.quiet()
		p := r.Picker(r.li, r.li, "people")
		if p.Most != flows.MostPicked || len(p.Choices) != 1 || p.Choices[0].ID != r.wang {
			t.Errorf("the list of people: %+v", p)
		}
		if _, err := r.PickChat(r.li, r.li, "group", other); err == nil {
			t.Error("a group without the bot was offered")
		}
		if _, err := r.PickUsers(r.li, r.li, "people", r.wang); err != nil {
			t.Fatal(err)
		}
		if _, err := r.PickChat(r.li, r.li, "group", r.group); err != nil {
			t.Fatal(err)
		}
		r.quiet()
		var got []*flows.Picked
		for _, in := range r.echo.inputs(flows.Said) {
			if in.Message.Picked != nil {
				got = append(got, in.Message.Picked)
			}
			if in.Message.Odd != "" {
				t.Errorf("odd: %+v", in)
			}
		}
		if len(got) != 2 || got[0].ID != 7 || len(got[0].People) != 1 || got[0].People[0] != (flows.Person{ID: r.wang, Name: "Wang Fang"}) ||
			got[1].ID != 8 || got[1].Group.ID != r.group || got[1].Group.Title == "" {
			t.Errorf("picked: %+v", got)
		}
		if s := r.Strange(); len(s) > 0 {
			t.Errorf("unknown parameters: %v", s)
		}
	})
}
