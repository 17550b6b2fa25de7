package order

import "time"

// preset is a list of classes that a community file takes over by its name.
type preset struct {
	name    string
	classes []Class
}

// hours is short because it stands in every line below.
func hours(n int) Limit { return ClockTime(time.Duration(n) * time.Hour) }

// presets are the limits that others have published. All have classes with the
// same keys, so that categories need not change. Their finish limits are:
//
//   - street: a rule published by a street. Consulting or suggesting 1 working
//     day, checking again 3, help or complaint 5, complex 15. It says nothing
//     of danger and supplies; for these the limits of 12345 hold.
//   - 12345: Beijing's hotline, draft standard of 2021. Danger to life or
//     property 2 hours, water, power, gas and heat 24 hours, all else 7 days,
//     complex 15 days.
//
// Both say when a matter must be finished, not when somebody must accept it:
// the accept limits and the echoes are ours. So are the tiers at which orders
// begin: 需求收集在楼院、小事协商在网格、大事解决在社区、难事化解在街道.
func presets() []preset {
	name := func(zh, en string) Name { return Name{ZH: zh, EN: en} }
	minutes := func(n int) Limit { return ClockTime(time.Duration(n) * time.Minute) }
	every := func(n int) Span { return Span(time.Duration(n) * time.Hour) }
	emergency := Class{Key: "emergency", Name: name("危急", "Emergency"), Accept: minutes(10), Finish: hours(2), Echo: Span(30 * time.Minute), Emergency: true, Enters: KindCommunity}
	urgent := Class{Key: "urgent", Name: name("水电气热", "Water, power, gas, heat"), Accept: minutes(30), Finish: hours(24), Echo: every(4), Enters: KindGrid}
	const days = 24
	return []preset{
		{"12345", []Class{
			emergency, urgent,
			{Key: "normal", Name: name("一般", "General"), Accept: hours(8), Finish: hours(7 * days), Echo: every(24), Enters: KindBuilding},
			{Key: "consult", Name: name("咨询建议", "Question or suggestion"), Accept: hours(8), Finish: hours(7 * days), Echo: every(24), Enters: KindGrid},
			{Key: "recheck", Name: name("复核", "Second look"), Accept: hours(8), Finish: hours(7 * days), Echo: every(24), Enters: KindCommunity},
			{Key: "complex", Name: name("疑难", "Complex"), Accept: hours(24), Finish: hours(15 * days), Echo: every(48), Enters: KindStreet},
		}},
		{"street", []Class{
			emergency, urgent,
			{Key: "normal", Name: name("求助投诉", "Help or complaint"), Accept: Limit{Hours: 4}, Finish: Limit{Days: 5}, Echo: every(24), Enters: KindBuilding},
			{Key: "consult", Name: name("咨询建议", "Question or suggestion"), Accept: Limit{Hours: 2}, Finish: Limit{Days: 1}, Echo: every(4), Enters: KindGrid},
			{Key: "recheck", Name: name("复核", "Second look"), Accept: Limit{Hours: 4}, Finish: Limit{Days: 3}, Echo: every(24), Enters: KindCommunity},
			{Key: "complex", Name: name("疑难", "Complex"), Accept: Limit{Days: 1}, Finish: Limit{Days: 15}, Echo: every(48), Enters: KindStreet},
		}},
	}
}

// Presets lists the names of the presets.
func Presets() (names []string) {
	for _, p := range presets() {
		names = append(names, p.name)
	}
	return names
}

// WithPreset is the classes followed by those of the preset whose keys are not
// among them. An unknown preset, or none, adds nothing.
func WithPreset(own []Class, name string) []Class {
	list := own
	for _, p := range presets() {
		if p.name != name {
			continue
		}
		for _, class := range p.classes {
			if !hasClass(own, class.Key) {
				list = append(list, class)
			}
		}
	}
	return list
}

func hasClass(list []Class, key string) bool {
	for _, k := range list {
		if k.Key == key {
			return true
		}
	}
	return false
}
