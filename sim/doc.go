// Package sim is a small, strict Telegram for demonstrations and tests: a Bot
// API server, virtual people who use it, a control API for a web page, and
// faults on demand.
//
// A [Sim] holds a whole world: users, bots, groups, messages and files. Bots
// reach it over HTTP ([Sim.Handler], or [Sim.Transport] without any socket);
// people are moved by Go calls ([Sim.Say], [Sim.Tap], [Sim.Start], …) or by the
// control API under /sim/. What people see is read back with [Sim.Messages]
// and [Sim.Events].
//
// Its value is strictness. Limits, error texts, the offset rule, privacy mode,
// flood limits, expiry of button presses and of waiting updates follow the
// real servers, so that a bot which passes here has met the refusals that it
// will meet in service. Where the real rule is not published, the rule chosen
// here is written down at the code that enforces it.
//
// The package imports nothing of the rest of the program, and everything in it
// works inside a testing/synctest bubble: it uses plain goroutines, channels
// and timers, and takes the date from Options.Now.
package sim
