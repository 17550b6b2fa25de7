// Package poster draws what hangs at a building's door (海报): its name, what to
// scan and why, and the code of the link by which the bot knows that somebody
// lives there. One page of A4 each, as a picture to be printed.
//
// Chinese needs a font of many megabytes. One that the system has is used; else
// the one that a library carries, whose letters are of coarse dots, but legible.
package poster
