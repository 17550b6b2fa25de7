package order

// Counts are the figures of a digest, for one area and one period.
type Counts struct {
	New      int // came in
	Accepted int // somebody took them
	Finished int
	Settled  int // of the finished ones, those that the grid settled itself
	Closed   int
	Open     int // still owed at the end of the period

	Due       int // orders whose accept clock ran out, or was answered, in the period
	InTime    int // of these, answered by a human in time
	Rated     int
	Solved    int // rated, and not sent back as unsolved
	Satisfied int // rated satisfied or basically satisfied
	Silent    int // closed without a vote
}

// Rates are the three rates in percent; -1 where there is nothing to divide
// by. The formulas differ from place to place; these defaults are our own.
type Rates struct{ Answered, Solved, Satisfied int }

// Rates computes 响应率, 解决率 and 满意率.
func (c Counts) Rates() Rates {
	return Rates{percent(c.InTime, c.Due), percent(c.Solved, c.Rated), percent(c.Satisfied, c.Rated)}
}

func percent(part, whole int) int {
	if whole == 0 {
		return -1
	}
	return (part*100 + whole/2) / whole
}
