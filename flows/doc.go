// Package flows says how it goes: one file per step of the story, from a
// message to an order, to the unit that takes it, to the thanks at the end.
//
// It has one door in for people (Flows.Handle) and one for time (Flows.Due).
// Each call runs inside one open transaction of package store: what it decides
// (package order does), what it changes, what it remembers to do later and
// what it wants said (package texts has the words) commit together or not at
// all. It knows nothing of Telegram's protocol: package bot translates.
package flows
