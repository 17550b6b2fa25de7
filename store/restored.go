package store

// whyRestored stands at posts that waited when the backup was made.
const whyRestored = "restored"

// Restored brings the outbox of a backup into the present. What waited to be said
// once may have been said since, and is not said again; what was to wait beyond
// now still waits. Cards of orders that are not over are shown anew, because
// they may show what the backup does not know.
func (t *Tx) Restored() error {
	for _, q := range []string{
		`UPDATE post SET pending = 0, error = '` + whyRestored + `', body_x = NULL WHERE pending = 1 AND slot = '' AND kind = 'message' AND message_id = 0 AND not_before <= $1`,
		`UPDATE post SET pending = 1, sent_hash = '', attempts = 0, error = '', at = $1
 WHERE slot <> '' AND message_id > 0 AND body_x IS NOT NULL AND ord IN (SELECT no FROM ord WHERE ended_at = 0)`,
		`UPDATE post SET attempts = 0, at = $1 WHERE pending = 1 AND slot <> '' AND not_before <= $1`,
	} {
		if _, err := t.exec(q, ms(t.Now())); err != nil {
			return err
		}
	}
	t.OnCommit(t.db.wakeOutbox)
	return nil
}

// LastNumber is the number of the latest order.
func (t *Tx) LastNumber() (no int64, err error) {
	err = t.row(`SELECT value FROM counter WHERE name = 'order'`).Scan(&no)
	return no, err
}

// SkipNumbers lets the next order have a number above no.
func (t *Tx) SkipNumbers(no int64) error {
	_, err := t.exec(`UPDATE counter SET value = $1 WHERE name = 'order' AND value < $1`, no)
	return err
}

// OpenResidents maps the residents of orders that are not over to the numbers of those.
func (t *Tx) OpenResidents() (map[int64][]int64, error) {
	rows, err := t.query(`SELECT resident, no FROM ord WHERE ended_at = 0 AND resident <> 0 ORDER BY no`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := map[int64][]int64{}
	for rows.Next() {
		var person, no int64
		if err := rows.Scan(&person, &no); err != nil {
			return nil, err
		}
		list[person] = append(list[person], no)
	}
	return list, rows.Err()
}
