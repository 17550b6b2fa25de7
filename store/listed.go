package store

import "huiyin/order"

func (t *Tx) listed(where string, args ...any) ([]order.Listed, error) {
	rows, err := t.query(`SELECT id, person, role, area, unit, name_x, phone_x, code, until, by_person FROM listed WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []order.Listed
	for rows.Next() {
		var l order.Listed
		var name, phone []byte
		var until int64
		if err := rows.Scan(&l.ID, &l.Person, &l.Role, &l.Area, &l.Unit, &name, &phone, &l.Code, &until, &l.By); err != nil {
			return nil, err
		}
		if l.Name, err = t.unseal(name); err != nil {
			return nil, err
		}
		if l.Phone, err = t.unseal(phone); err != nil {
			return nil, err
		}
		l.Until = moment(until)
		list = append(list, l)
	}
	return list, rows.Err()
}

// Listed lists all lines of the roster that are kept as such. Roles that were
// given in chat have none; Members knows those.
func (t *Tx) Listed() ([]order.Listed, error) { return t.listed(`id > 0 ORDER BY id`) }

// ListedOf lists the lines of somebody who has joined.
func (t *Tx) ListedOf(person int64) ([]order.Listed, error) {
	return t.listed(`person = $1 AND person <> 0 ORDER BY id`, person)
}

// PickedBy lists the lines of those whom the person picked in chat.
func (t *Tx) PickedBy(person int64) ([]order.Listed, error) {
	return t.listed(`by_person = $1 AND by_person <> 0 ORDER BY id`, person)
}

// ListedBy finds the line that the personal invite belongs to.
func (t *Tx) ListedBy(code string) (l order.Listed, ok bool, err error) {
	list, err := t.listed(`code = $1 AND code <> ''`, code)
	if err != nil || len(list) == 0 {
		return l, false, err
	}
	return list[0], true, nil
}

// SaveListed keeps a line of the roster, new or known.
func (t *Tx) SaveListed(l order.Listed) error {
	if l.ID == 0 {
		_, err := t.insert(`INSERT INTO listed (person, role, area, unit, name_x, phone_x, code, until, by_person) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) RETURNING id`,
			l.Person, string(l.Role), l.Area, l.Unit, t.seal(l.Name), t.seal(l.Phone), l.Code, ms(l.Until), l.By)
		return err
	}
	_, err := t.exec(`UPDATE listed SET person = $2, role = $3, area = $4, unit = $5, name_x = $6, phone_x = $7, code = $8, until = $9, by_person = $10 WHERE id = $1`,
		l.ID, l.Person, string(l.Role), l.Area, l.Unit, t.seal(l.Name), t.seal(l.Phone), l.Code, ms(l.Until), l.By)
	return err
}

// Unlist removes a line of the roster; its invite works no more. A role that was
// taken by it stays.
func (t *Tx) Unlist(id int64) error {
	_, err := t.exec(`DELETE FROM listed WHERE id = $1`, id)
	return err
}

// InUse finds what must stay in the community because something refers to it.
// People are not counted: their roles change together with the community.
func (t *Tx) InUse() (order.InUse, error) {
	u := order.InUse{Areas: map[string]order.Use{}, Units: map[string]order.Use{}, Categories: map[string]order.Use{}}
	for _, q := range []struct {
		into  map[string]order.Use
		by    order.Use
		query string
	}{
		{u.Areas, order.UseGroups, `SELECT DISTINCT area FROM chat WHERE area <> ''`},
		{u.Areas, order.UseResidents, `SELECT DISTINCT area FROM person WHERE area <> ''`},
		{u.Areas, order.UseOrders, `SELECT DISTINCT area FROM ord WHERE area <> ''`},
		{u.Units, order.UseGroups, `SELECT DISTINCT unit FROM chat WHERE unit <> ''`},
		{u.Units, order.UseOrders, `SELECT unit FROM ord WHERE unit <> '' UNION SELECT unit FROM dispatch`},
		{u.Categories, order.UseOrders, `SELECT DISTINCT category FROM ord WHERE category <> ''`},
	} {
		if err := t.keysIn(q.into, q.by, q.query); err != nil {
			return u, err
		}
	}
	return u, nil
}

func (t *Tx) keysIn(into map[string]order.Use, by order.Use, query string) error {
	rows, err := t.query(query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		if err := rows.Scan(&key); err != nil {
			return err
		}
		into[key] = by
	}
	return rows.Err()
}
