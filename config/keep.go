package config

// maxKept is how long anything personal may be kept: ten years.
const maxKept = 3660

// checkKeep wants orders to be kept for longer than they can be reopened, and
// messages for longer than people go on pressing their buttons.
func checkKeep(w *walker, c *Config) {
	w.between("keep.orders_days", c.Keep.Orders, 90, maxKept)
	w.between("keep.files_days", c.Keep.Files, 60, maxKept)
	w.between("keep.drafts_days", c.Keep.Drafts, 1, maxKept)
	w.between("keep.messages_days", c.Keep.Messages, 30, maxKept)
	w.between("keep.shown_days", c.Keep.Shown, 30, maxKept)
	w.between("keep.history_days", c.Keep.History, 90, maxKept)
	if !w.broken("keep.at") {
		(&checker{walker: w}).cron("keep.at", c.Keep.At)
	}
}
