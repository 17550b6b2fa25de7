package store

// CardsIn lists the cards of open orders that a chat shows, or should show.
func (t *Tx) CardsIn(chat int64) ([]Post, error) {
	return t.posts(`chat = $1 AND slot <> '' AND view <> '' AND ord IN (SELECT no FROM ord WHERE state IN ('new', 'offered', 'accepted')) ORDER BY id`, chat)
}
