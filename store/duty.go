package store

import (
	"database/sql"
	"encoding/json"
	"errors"

	"huiyin/order"
)

// span is what is sealed of a leave.
type span struct {
	From  int64 `json:"f"`
	Until int64 `json:"u"`
}

// Leaves reads everybody's leaves. The map is not to be changed.
func (t *Tx) Leaves() (order.Leaves, error) {
	if t.duty.leaves != nil {
		return t.duty.leaves, nil
	}
	rows, err := t.query(`SELECT person, substitute, asked, doc_x FROM absence`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := order.Leaves{}
	for rows.Next() {
		var l order.Leave
		var doc []byte
		if err := rows.Scan(&l.Person, &l.Substitute, &l.Asked, &doc); err != nil {
			return nil, err
		}
		var x span
		if err := t.openDoc(doc, &x); err != nil {
			return nil, err
		}
		l.From, l.Until = moment(x.From), moment(x.Until)
		all[l.Person] = l
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	t.duty.leaves = all
	return all, nil
}

// SaveLeave keeps a person's leave; there is one per person.
func (t *Tx) SaveLeave(l order.Leave) error {
	t.duty = roster{}
	doc, err := t.sealDoc(span{ms(l.From), ms(l.Until)})
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO absence (person, substitute, asked, doc_x) VALUES ($1,$2,$3,$4)
 ON CONFLICT (person) DO UPDATE SET substitute=$2, asked=$3, doc_x=$4`, l.Person, l.Substitute, l.Asked, doc)
	return err
}

// EndLeave removes a person's leave; none is no error.
func (t *Tx) EndLeave(person int64) error {
	t.duty = roster{}
	_, err := t.exec(`DELETE FROM absence WHERE person = $1`, person)
	return err
}

// Rota reads who is on duty when, for a unit or else for an area. It is empty
// where nobody has set one.
func (t *Tx) Rota(unit, area string) (r order.Rota, err error) {
	key := rotaKey{unit, area}
	if known, ok := t.duty.rotas[key]; ok {
		return known.Clone(), nil
	}
	var doc []byte
	err = t.row(`SELECT doc_x FROM rota WHERE unit = $1 AND area = $2`, unit, area).Scan(&doc)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return r, err
	}
	if err := t.openDoc(doc, &r); err != nil {
		return r, err
	}
	if t.duty.rotas == nil {
		t.duty.rotas = map[rotaKey]order.Rota{}
	}
	t.duty.rotas[key] = r
	return r.Clone(), nil
}

// SaveRota keeps a rota. Exceptions of days before today are dropped on the way.
func (t *Tx) SaveRota(unit, area string, r order.Rota, today order.Day) error {
	t.duty = roster{}
	r.Prune(today)
	doc, err := t.sealDoc(r)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO rota (unit, area, doc_x) VALUES ($1,$2,$3) ON CONFLICT (unit, area) DO UPDATE SET doc_x=$3`, unit, area, doc)
	return err
}

// Rotas lists for which units and areas there is a rota, each as a member
// without person and role.
func (t *Tx) Rotas() ([]order.Member, error) {
	rows, err := t.query(`SELECT unit, area FROM rota ORDER BY unit, area`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []order.Member
	for rows.Next() {
		var m order.Member
		if err := rows.Scan(&m.Unit, &m.Area); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// SetGone remembers whether somebody has left a group.
func (t *Tx) SetGone(chat, person int64, gone bool) error {
	q := `DELETE FROM gone WHERE chat = $1 AND person = $2`
	if gone {
		q = `INSERT INTO gone (chat, person) VALUES ($1,$2) ON CONFLICT (chat, person) DO NOTHING`
	}
	_, err := t.exec(q, chat, person)
	return err
}

// Gone reports whether somebody has left the group.
func (t *Tx) Gone(chat, person int64) (gone bool, err error) {
	var n int64
	err = t.row(`SELECT COUNT(*) FROM gone WHERE chat = $1 AND person = $2`, chat, person).Scan(&n)
	return n > 0, err
}

// forgetDuty takes the person out of all leaves and rotas. Whoever they stood
// in for is on leave without a substitute then.
func (t *Tx) forgetDuty(person int64) error {
	for _, q := range []string{
		`DELETE FROM absence WHERE person = $1`,
		`UPDATE absence SET substitute = 0 WHERE substitute = $1`,
		`UPDATE absence SET asked = 0 WHERE asked = $1`,
		`DELETE FROM gone WHERE person = $1`,
	} {
		if _, err := t.exec(q, person); err != nil {
			return err
		}
	}
	t.duty = roster{}
	places, err := t.Rotas()
	if err != nil {
		return err
	}
	for _, p := range places {
		r, err := t.Rota(p.Unit, p.Area)
		if err != nil {
			return err
		}
		if !r.Without(person) {
			continue
		}
		if err := t.SaveRota(p.Unit, p.Area, r, 0); err != nil {
			return err
		}
	}
	return nil
}

// roster is what a transaction has read of leaves and rotas. It changes rarely
// and is asked for whenever somebody is called.
type roster struct {
	leaves order.Leaves
	rotas  map[rotaKey]order.Rota
}

type rotaKey struct{ unit, area string }

func (t *Tx) sealDoc(v any) ([]byte, error) {
	doc, err := json.Marshal(v)
	return t.sealBytes(doc), err
}

func (t *Tx) openDoc(sealed []byte, v any) error {
	doc, err := t.unsealBytes(sealed)
	if err != nil || len(doc) == 0 {
		return err
	}
	return json.Unmarshal(doc, v)
}
