// Package wild makes updates such as no client of Telegram would send, but the
// published shapes of the Bot API allow: every kind, every field, in any company,
// with values that are right, at the border, or of the wrong kind altogether. A
// bot must take all of them without stalling.
//
// It imports nothing of ours.
package wild
