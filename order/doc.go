// Package order says what happens: what an order is, which act moves it from
// which state to which, who may do that, whom to call next and when to nudge.
//
// It is the core. It does no input or output, reads no clock and imports
// nothing of this program, so every rule in it can be tested as a plain
// function. All other packages may import it.
package order
