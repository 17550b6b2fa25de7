// Package proof says how long it takes, at worst, until a human being hears of
// an order: for each category and area and each minute of the week, also over
// holidays and in the nights in which the clocks are moved.
//
// It is no measurement and takes no samples. It walks the same ladder as flows,
// through order's own functions, under the assumption that nobody who is called
// ever answers, and at each point where chance or history decides (which of two
// equally good units is asked next) it takes the worse. What it finds too late
// it names, with the change that closes it, and it has tried that change.
//
// It does no input or output and reads no clock. It knows order alone.
package proof
