package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"huiyin/proof"
)

// writeJSON writes a document for programs.
func writeJSON(to io.Writer, document any) {
	e := json.NewEncoder(to)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	_ = e.Encode(document) // a console that is gone reads nothing anyway
}

// What a proof is for programs. Times are minutes; null is never. Minutes of the
// week count from Monday 00:00.
type (
	proofDocument struct {
		Problems []string        `json:"problems"`
		Nobody   bool            `json:"nobody_joined"`
		From     time.Time       `json:"from"`
		To       time.Time       `json:"to"`
		Exact    bool            `json:"exact"`
		Bounds   []boundDocument `json:"bounds"`
		Holes    []holeDocument  `json:"holes"`
		Notes    []noteDocument  `json:"notes"`
	}
	boundDocument struct {
		Class  string         `json:"class"`
		Kinds  []proof.Kind   `json:"kinds"` // all with the same bounds
		First  metricDocument `json:"first"`
		Second metricDocument `json:"second"`
		Owner  metricDocument `json:"owner"`
	}
	metricDocument struct {
		Minutes *float64        `json:"minutes"`
		Start   time.Time       `json:"start"` // of an order for which it is so long
		Pieces  []pieceDocument `json:"pieces"`
	}
	pieceDocument struct {
		From    int      `json:"from"`
		To      int      `json:"to"`
		Minutes *float64 `json:"minutes"`         // at its beginning
		Falls   bool     `json:"falls,omitempty"` // by a minute each minute
	}
	holeDocument struct {
		Metric  string         `json:"metric"`
		Minutes *float64       `json:"minutes"`
		Limit   *float64       `json:"limit"`
		Start   time.Time      `json:"start"`
		Always  bool           `json:"always,omitempty"`
		Weekly  [][2]int       `json:"weekly,omitempty"`
		Dates   [][2]time.Time `json:"dates,omitempty"`
		Kinds   []proof.Kind   `json:"kinds"`
		Why     []proof.Reason `json:"why"`
		Remedy  []proof.Remedy `json:"remedy"`
		Text    string         `json:"text"`
	}
	noteDocument struct {
		proof.Reason
		Class      string   `json:"class,omitempty"`
		Minutes    *float64 `json:"minutes,omitempty"`
		Categories []string `json:"categories,omitempty"`
		Text       string   `json:"text"`
	}
)

func minutes(d time.Duration) *float64 {
	if d == proof.Never {
		return nil
	}
	n := d.Minutes()
	return &n
}

// document is the statement for programs.
func (s *statement) document() proofDocument {
	d := proofDocument{Problems: lines(s.problems), Nobody: s.alone, From: s.r.From, To: s.r.To, Exact: s.r.Exact,
		Bounds: []boundDocument{}, Holes: []holeDocument{}, Notes: []noteDocument{}}
	known := map[*proof.Bound]int{}
	for _, l := range s.r.Lines {
		zone := s.c().At(l.Area).Zone()
		i, ok := known[l.Bounds[0]]
		if !ok {
			i = len(d.Bounds)
			known[l.Bounds[0]] = i
			d.Bounds = append(d.Bounds, boundDocument{Class: l.Class, First: metricOf(l.Bounds[proof.First], zone),
				Second: metricOf(l.Bounds[proof.Second], zone), Owner: metricOf(l.Bounds[proof.Owner], zone)})
		}
		d.Bounds[i].Kinds = append(d.Bounds[i].Kinds, proof.Kind{Category: l.Category, Area: l.Area})
	}
	for _, h := range s.r.Holes {
		zone := s.zone(h.Kinds)
		x := holeDocument{Metric: fmt.Sprint(h.Metric), Minutes: minutes(h.Delay), Limit: minutes(h.Limit), Start: h.Start.In(zone), Always: h.When.Always,
			Kinds: h.Kinds, Why: h.Why, Remedy: h.Remedy, Text: s.hole(h)}
		for _, w := range h.When.Weekly {
			x.Weekly = append(x.Weekly, [2]int{w.From, w.To})
		}
		for _, w := range h.When.Dates {
			x.Dates = append(x.Dates, [2]time.Time{w.From.In(zone), w.To.In(zone)})
		}
		d.Holes = append(d.Holes, x)
	}
	for _, n := range s.r.Notes {
		x := noteDocument{Reason: n.Reason, Class: n.Class, Categories: n.Kinds, Text: s.note(n)}
		if n.Delay > 0 {
			x.Minutes = minutes(n.Delay)
		}
		d.Notes = append(d.Notes, x)
	}
	return d
}

func metricOf(b *proof.Bound, zone *time.Location) metricDocument {
	m := metricDocument{Minutes: minutes(b.Delay), Start: b.Start.In(zone)}
	for _, p := range b.Pieces() {
		m.Pieces = append(m.Pieces, pieceDocument{p.From, p.To, minutes(p.Delay), p.Falls})
	}
	return m
}
