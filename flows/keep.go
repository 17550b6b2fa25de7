package flows

// Keep is for how many days what is personal is kept, class by class.
type Keep struct {
	Orders   int // of orders that ended: who it was, words, address, who did what
	Files    int // of orders that ended: photos, voices, places
	Drafts   int // what was never submitted
	Messages int // what was said by the bot, and updates that could not be handled
	Shown    int // who saw whose phone and address
	History  int // who agreed to what, and who changed which setting
}

// DefaultKeep is what holds where the owner wrote nothing.
func DefaultKeep() Keep {
	return Keep{Orders: 1095, Files: 365, Drafts: 30, Messages: 90, Shown: 365, History: 1095}
}
