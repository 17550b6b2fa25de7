package store

import (
	"database/sql"
	"errors"
	"time"

	"huiyin/order"
)

// Person is somebody who met the bot.
type Person struct {
	ID       int64
	Name     string
	Username string
	Phone    string
	Address  string
	Lang     string // chosen; empty: follow Code
	Code     string // Telegram's language code
	Area     string // where they live, or asked last
	Started  bool   // pressed Start
	Blocked  bool
	SeenAt   time.Time
}

// Reachable reports whether the bot may write to the person.
func (p Person) Reachable() bool { return p.Started && !p.Blocked }

// Person reads a person; ok is false when the bot never met them.
func (t *Tx) Person(id int64) (p Person, ok bool, err error) {
	if known, yes := t.people[id]; yes {
		return known.row, known.ok, nil
	}
	p, ok, err = t.readPerson(id)
	return learn(&t.people, id, p, ok, err)
}

func (t *Tx) readPerson(id int64) (p Person, ok bool, err error) {
	var name, username, phone, address []byte
	var seen int64
	var started, blocked int64
	err = t.row(`SELECT id, name_x, username_x, phone_x, address_x, lang, code, area, started, blocked, seen_at FROM person WHERE id = $1`, id).
		Scan(&p.ID, &name, &username, &phone, &address, &p.Lang, &p.Code, &p.Area, &started, &blocked, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{ID: id}, false, nil
	}
	if err != nil {
		return p, false, err
	}
	p.Started, p.Blocked, p.SeenAt = started == 1, blocked == 1, moment(seen)
	for _, f := range []struct {
		to   *string
		from []byte
	}{{&p.Name, name}, {&p.Username, username}, {&p.Phone, phone}, {&p.Address, address}} {
		if *f.to, err = t.unseal(f.from); err != nil {
			return p, false, err
		}
	}
	return p, true, nil
}

// SavePerson keeps a person, new or known.
func (t *Tx) SavePerson(p Person) error {
	t.unlearn()
	_, err := t.exec(`INSERT INTO person (id, name_x, username_x, phone_x, address_x, lang, code, area, started, blocked, seen_at)
 VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) ON CONFLICT (id) DO UPDATE SET name_x=$2, username_x=$3, phone_x=$4, address_x=$5,
 lang=$6, code=$7, area=$8, started=$9, blocked=$10, seen_at=$11`,
		p.ID, t.seal(p.Name), t.seal(p.Username), t.seal(p.Phone), t.seal(p.Address), p.Lang, p.Code, p.Area, bit(p.Started), bit(p.Blocked), ms(p.SeenAt))
	return err
}

// SetBlocked remembers whether the person stopped the bot.
func (t *Tx) SetBlocked(person int64, blocked bool) error {
	t.unlearn()
	_, err := t.exec(`UPDATE person SET blocked = $2 WHERE id = $1`, person, bit(blocked))
	return err
}

func (t *Tx) members(where string, args ...any) ([]order.Member, error) {
	rows, err := t.query(`SELECT person, role, area, unit FROM member WHERE `+where+` ORDER BY since, person, role`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []order.Member
	for rows.Next() {
		var m order.Member
		if err := rows.Scan(&m.Person, &m.Role, &m.Area, &m.Unit); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// RolesOf lists what the person is.
func (t *Tx) RolesOf(person int64) ([]order.Member, error) { return t.members(`person = $1`, person) }

// Members lists every role of everybody.
func (t *Tx) Members() ([]order.Member, error) { return t.members(`role <> ''`) }

// MembersWith lists who has the role in exactly this area (owners have none).
func (t *Tx) MembersWith(role order.Role, area string) ([]order.Member, error) {
	return t.members(`role = $1 AND area = $2`, string(role), area)
}

// MembersOf lists who belongs to the unit.
func (t *Tx) MembersOf(unit string) ([]order.Member, error) {
	return t.members(`unit = $1 AND unit <> ''`, unit)
}

// AddMember gives the person a role; having it already is no error.
func (t *Tx) AddMember(m order.Member) error {
	_, err := t.exec(`INSERT INTO member (person, role, area, unit, since) VALUES ($1,$2,$3,$4,$5) ON CONFLICT (person, role, area, unit) DO NOTHING`,
		m.Person, string(m.Role), m.Area, m.Unit, ms(t.Now()))
	return err
}

// RemoveMember takes the role away, and the line of the roster that it came by.
func (t *Tx) RemoveMember(m order.Member) error {
	_, err := t.exec(`DELETE FROM listed WHERE person = $1 AND person <> 0 AND role = $2 AND area = $3 AND unit = $4`, m.Person, string(m.Role), m.Area, m.Unit)
	if err != nil {
		return err
	}
	_, err = t.exec(`DELETE FROM member WHERE person = $1 AND role = $2 AND area = $3 AND unit = $4`, m.Person, string(m.Role), m.Area, m.Unit)
	return err
}

// Invite is a personal link that gives a role, once.
type Invite struct {
	Code string
	Role order.Role
	Area string
	Unit string
	By   int64
	At   time.Time
	Used int64 // who used it; 0: nobody yet
}

// AddInvite keeps an invite.
func (t *Tx) AddInvite(i Invite) error {
	_, err := t.exec(`INSERT INTO invite (code, role, area, unit, by_person, at) VALUES ($1,$2,$3,$4,$5,$6)`,
		i.Code, string(i.Role), i.Area, i.Unit, i.By, ms(t.Now()))
	return err
}

// Invite finds an invite by its code.
func (t *Tx) Invite(code string) (i Invite, ok bool, err error) {
	var at int64
	err = t.row(`SELECT code, role, area, unit, by_person, at, used_by FROM invite WHERE code = $1`, code).
		Scan(&i.Code, &i.Role, &i.Area, &i.Unit, &i.By, &at, &i.Used)
	if errors.Is(err, sql.ErrNoRows) {
		return i, false, nil
	}
	i.At = moment(at)
	return i, err == nil, err
}

// VoidInvite removes an invite that nobody has used.
func (t *Tx) VoidInvite(code string) error {
	_, err := t.exec(`DELETE FROM invite WHERE code = $1 AND used_by = 0`, code)
	return err
}

// UseInvite marks the invite as used.
func (t *Tx) UseInvite(code string, person int64) error {
	_, err := t.exec(`UPDATE invite SET used_by = $2, used_at = $3 WHERE code = $1`, code, person, ms(t.Now()))
	return err
}
