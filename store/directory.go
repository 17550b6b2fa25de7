package store

// SlotsIn lists what a chat shows, or should show, of orders: cards, and the
// questions and files below them.
func (t *Tx) SlotsIn(chat int64) ([]Post, error) {
	return t.posts(`chat = $1 AND slot <> '' AND ord <> 0 AND kind = 'message' ORDER BY id`, chat)
}

// CardsIn lists the cards of open orders that a chat shows, or should show.
func (t *Tx) CardsIn(chat int64) ([]Post, error) {
	return t.posts(`chat = $1 AND slot <> '' AND view <> '' AND ord IN (SELECT no FROM ord WHERE state IN ('new', 'offered', 'accepted', 'held')) ORDER BY id`, chat)
}
