package flows

import (
	"slices"
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/store"
)

const slotAreas = "areas"

// errNoAreas is said to whoever may not look there.
const errNoAreas order.Error = "areas.no_right"

// areasOnPage is how many areas are told of at once: a line and a button each.
const areasOnPage = 10

// atlas is what is known of all areas, read once for a page.
type atlas struct {
	*step
	open    map[string]int // orders, by the area in which they lie
	chats   []store.Chat
	members []order.Member
}

func (s *step) atlas() (a *atlas, err error) {
	a = &atlas{step: s}
	if a.open, err = s.tx.OpenByArea(); err != nil {
		return nil, err
	}
	if a.chats, err = s.tx.EveryChat(); err != nil {
		return nil, err
	}
	a.members, err = s.tx.Members()
	return a, err
}

// areas is /areas: the territory, to walk through.
func (s *step) areas() error {
	if !s.steering().some(order.Overview) {
		return s.reply(Outgoing{Text: s.t(string(errNoAreas))})
	}
	own := s.overviews()
	if len(own) == 1 {
		return s.areaPage(own[0], 0, true)
	}
	m := Outgoing{Text: s.t("areas.where")}
	for _, area := range own {
		m.Buttons = append(m.Buttons, []Button{{Text: s.areaName(area), Data: data("areas", "in", area)}})
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("choose.close"), Data: data("close")}})
	return s.panel(slotAreas, m, true)
}

func (s *step) overlooks(area string) bool {
	return (area == "" || s.c.Area(area) != nil) && s.c.Allowed(s.actor.Members, order.Overview, area, "")
}

// overviews are where whoever acts begins: the top, or the areas of their roles.
func (s *step) overviews() (list []string) {
	if s.overlooks("") {
		return []string{""}
	}
	for _, m := range s.actor.Members {
		if m.Area != "" && s.overlooks(m.Area) && !known(list, m.Area) {
			list = append(list, m.Area)
		}
	}
	return list
}

func (s *step) areaName(area string) string {
	if a := s.c.Area(area); a != nil {
		return a.Name.In(s.lang)
	}
	return s.c.Name.In(s.lang)
}

// tapAreas goes on with /areas. Rights are asked at every step.
func (s *step) tapAreas(p press) error {
	if !s.in.Chat.Private || p.arg(0) != "in" {
		return order.ErrButton
	}
	page, _ := strconv.Atoi(p.arg(2)) // none is the first
	return s.areaPage(p.arg(1), page, false)
}

// areaPage shows an area, and what lies directly in it, page by page.
func (s *step) areaPage(area string, page int, fresh bool) error {
	if !s.overlooks(area) {
		return errNoAreas
	}
	a, err := s.atlas()
	if err != nil {
		return err
	}
	lines := []string{"🗺 " + s.areaName(area)}
	if x := s.c.Area(area); x != nil {
		more, err := a.of(x)
		if err != nil {
			return err
		}
		lines = append(lines, more...)
	} else {
		lines = append(lines, a.sum(""))
	}
	list := s.c.Inside(area)
	if page < 0 || page*areasOnPage >= len(list) {
		page = 0
	}
	first, last := page*areasOnPage, min((page+1)*areasOnPage, len(list))
	m := Outgoing{}
	before := len(lines)
	for i, x := range list[first:last] {
		line, err := a.line(x)
		if err != nil {
			return err
		}
		if line != "" {
			lines = append(lines, line)
		}
		if i%2 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		n := len(m.Buttons) - 1
		m.Buttons[n] = append(m.Buttons[n], Button{Text: x.Name.In(s.lang), Data: data("areas", "in", x.Key)})
	}
	if len(lines) > before {
		lines = slices.Insert(lines, before, "")
	}
	if len(list) > areasOnPage {
		lines = append(lines, s.t("areas.page", "From", first+1, "To", last, "Of", len(list)))
	}
	if turn := turns(page, last < len(list), func(page int) string { return data("areas", "in", area, page) }); turn != nil {
		m.Buttons = append(m.Buttons, turn)
	}
	end := []Button{{Text: s.t("choose.close"), Data: data("close")}}
	if x := s.c.Area(area); x != nil && s.overlooks(x.In) {
		end = append([]Button{{Text: "‹ " + s.areaName(x.In), Data: data("areas", "in", x.In, s.pageOf(x))}}, end...)
	}
	m.Buttons = append(m.Buttons, end)
	m.Text = strings.Join(lines, "\n")
	return s.panel(slotAreas, m, fresh)
}

// pageOf is the page of the area above on which the area stands.
func (s *step) pageOf(x *order.Area) int {
	for i, y := range s.c.Inside(x.In) {
		if y == x {
			return i / areasOnPage
		}
	}
	return 0
}

// of says all of one area: who works there, which groups there are, and how much
// is open.
func (a *atlas) of(x *order.Area) ([]string, error) {
	var lines []string
	for _, role := range order.Roles() {
		names, err := a.names(role, x.Key, true)
		if err != nil {
			return nil, err
		}
		if len(names) > 0 {
			lines = append(lines, a.t("role."+string(role))+a.t("usage.colon")+strings.Join(names, a.t("duty.comma")))
		}
	}
	if leads := areaRole(a.c, x.Key); leads != "" && x.Kind != order.KindBuilding && len(a.those(leads, x.Key)) == 0 {
		lines = append(lines, "⚠ "+a.t("areas.nobody", "Role", a.t("role."+string(leads))))
	}
	var groups []string
	for _, c := range a.chats {
		if c.Area != x.Key || c.Purpose == "" {
			continue
		}
		name := orText(c.Title, a.t("areas.untitled")) + " · " + a.t("purpose."+c.Purpose)
		if !c.Active {
			name = "⚠ " + name
		}
		groups = append(groups, name)
	}
	for i, g := range groups {
		if i == mostNamed {
			lines = append(lines, a.t("areas.more_groups", "Count", len(groups)-i))
			break
		}
		lines = append(lines, "💬 "+g)
	}
	return append(lines, a.sum(x.Key)), nil
}

func (a *atlas) those(role order.Role, area string) (list []order.Member) {
	for _, m := range a.members {
		if m.Role == role && m.Area == area && area != "" {
			list = append(list, m)
		}
	}
	return list
}

// names are who has the role in the area, the first of very many; with why they
// can't be reached.
func (a *atlas) names(role order.Role, area string, why bool) (names []string, err error) {
	list := a.those(role, area)
	for i, m := range list {
		if i == mostNamed {
			return append(names, a.t("areas.more", "Count", len(list)-i)), nil
		}
		name, err := a.nameOf(m.Person, a.lang)
		if err != nil {
			return nil, err
		}
		if hitch, err := a.hitch(m.Person, "", a.lang); err != nil {
			return nil, err
		} else if hitch != "" && why {
			name += a.t("people.hitch", "Why", hitch)
		}
		names = append(names, name)
	}
	return names, nil
}

// line says of an area what one has to know to choose it; nothing of a building of
// which there is nothing to say: its button has its name.
func (a *atlas) line(x *order.Area) (string, error) {
	parts := []string{}
	if role := areaRole(a.c, x.Key); role != "" {
		names, err := a.names(role, x.Key, false)
		if err != nil {
			return "", err
		}
		who := strings.Join(names, a.t("duty.comma"))
		if x.Kind != order.KindBuilding { // a building may have a first responder, an area above it needs somebody
			who = orText(who, "⚠ "+a.t("areas.nobody_short"))
		}
		if who != "" {
			parts = append(parts, who)
		}
	}
	groups := 0
	for _, c := range a.chats {
		if c.Area == x.Key && c.Purpose != "" && c.Active {
			groups++
		}
	}
	if groups > 0 {
		parts = append(parts, a.t("areas.groups", "Count", groups))
	}
	if x.Kind == order.KindBuilding && len(parts) == 0 && a.open[x.Key] == 0 {
		return "", nil
	}
	return "• " + x.Name.In(a.lang) + a.t("usage.colon") + strings.Join(append(parts, a.sum(x.Key)), " · "), nil
}

// sum counts buildings and open orders in an area and below it.
func (a *atlas) sum(area string) string {
	open := a.open[area]
	if area == "" {
		open = 0
		for _, n := range a.open {
			open += n
		}
	} else {
		for key, n := range a.open {
			if key != area && a.c.Within(key, area) {
				open += n
			}
		}
	}
	text := a.t("areas.open", "Count", open)
	if x := a.c.Area(area); x == nil || x.Kind != order.KindBuilding {
		text = a.t("areas.buildings", "Count", len(a.c.Below(area, order.KindBuilding))) + " · " + text
	}
	return text
}
