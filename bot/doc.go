// Package bot speaks with Telegram, and is the only one that knows how.
//
// # In
//
// The poller asks for updates, drops the chatter that is not for the bot,
// keeps the rest as raw JSON and moves the offset, all in one commit: what
// Telegram was told to forget is on the disk. The worker takes the kept updates
// in order, makes each a flows.Input and has it handled inside one transaction
// that also empties the update, so twice is once. Many such transactions share
// a commit. An update that can't be decoded or handled is put aside and stalls
// nobody.
//
// # Out
//
// The sender drains the outbox of package store: in order and one at a time
// per chat, many chats at once, paced below Telegram's limits, obeying
// retry_after. What Telegram answers is judged in outcome.go; every answer ends
// in a row that says what to do next, so a crash loses nothing but knowledge of
// the sends that were under way.
//
// # What the log may hold
//
// Ids, methods, codes and Telegram's descriptions; never a text, a name or the
// token. Errors of the library quote whole answers and addresses, so they are
// taken apart in failure.go and never logged themselves.
package bot
