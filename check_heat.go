package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"

	"huiyin/poster"
	"huiyin/proof"
	"huiyin/texts"
)

// The heat map has a panel for each class and metric: seven days by 24 hours,
// each hour with its worst minute, over all categories and areas. Its letters
// are the small ones that the program carries, so that it looks the same everywhere.
const (
	heatCell   = 16
	heatLeft   = 44 // for the days
	heatTop    = 34 // for the title and the hours
	heatGap    = 18
	heatLegend = 52
)

// heatMap draws the proof, with words of the language.
func heatMap(r *proof.Report, lang string) image.Image {
	classes := r.Territory.Community.Classes
	metrics := []proof.Metric{proof.First, proof.Second, proof.Owner}
	wide, high := heatLeft+24*heatCell+heatGap, heatTop+7*heatCell+heatGap
	img := image.NewRGBA(image.Rect(0, 0, wide*len(metrics)+heatGap, high*len(classes)+heatLegend))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for y, k := range classes {
		for x, m := range metrics {
			at := image.Pt(x*wide+heatGap/2, y*high)
			worst, any := hourly(r, k.Key, m)
			write(img, at.Add(image.Pt(heatLeft, 14)), k.Name.In(lang)+" · "+texts.Say(lang, "proof.metric."+m.String()))
			if any {
				panel(img, at.Add(image.Pt(heatLeft, heatTop)), worst, lang)
			}
		}
	}
	legend(img, image.Pt(heatGap/2+heatLeft, high*len(classes)+8), lang)
	return img
}

// hourly is the worst of each hour of the week.
func hourly(r *proof.Report, class string, m proof.Metric) (worst [7 * 24]time.Duration, any bool) {
	seen := map[*proof.Bound]bool{}
	for _, l := range r.Lines {
		b := l.Bounds[m]
		if l.Class != class || seen[b] {
			continue
		}
		seen[b], any = true, true
		for minute := range 7 * 24 * 60 {
			h := &worst[minute/60]
			if d := b.At(minute); *h != proof.Never && (d == proof.Never || d > *h) {
				*h = d
			}
		}
	}
	return worst, any
}

func panel(img draw.Image, at image.Point, worst [7 * 24]time.Duration, lang string) {
	for hour := 0; hour < 24; hour += 3 {
		write(img, at.Add(image.Pt(hour*heatCell, -5)), fmt.Sprintf("%02d", hour))
	}
	for i, d := range worst {
		cell := image.Rect(0, 0, heatCell-1, heatCell-1).Add(at).Add(image.Pt(i%24*heatCell, i/24*heatCell))
		draw.Draw(img, cell, image.NewUniform(heat(d)), image.Point{}, draw.Src)
		if i%24 == 0 {
			write(img, image.Pt(at.X-heatLeft+12, cell.Min.Y+12), texts.Say(lang, fmt.Sprint("proof.day.", i/24)))
		}
	}
}

// heat is green for at once and goes over yellow and red to dark; never is
// black. It grows with the logarithm, because ten minutes more matter after
// five and not after a day.
func heat(d time.Duration) color.RGBA {
	if d == proof.Never {
		return color.RGBA{A: 255}
	}
	stops := []color.RGBA{{46, 160, 67, 255}, {154, 205, 50, 255}, {255, 221, 51, 255}, {245, 130, 32, 255}, {214, 39, 40, 255}, {110, 20, 60, 255}}
	steps := []float64{0, 5, 30, 120, 540, 2880} // minutes
	m := math.Max(0, d.Minutes())
	for i := 1; i < len(steps); i++ {
		if m > steps[i] {
			continue
		}
		low, high := math.Log1p(steps[i-1]), math.Log1p(steps[i])
		return mix(stops[i-1], stops[i], (math.Log1p(m)-low)/(high-low))
	}
	return stops[len(stops)-1]
}

func mix(a, b color.RGBA, part float64) color.RGBA {
	f := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*part)) }
	return color.RGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), 255}
}

// marks are the lengths of time of the legend.
var marks = []time.Duration{0, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 9 * time.Hour, 48 * time.Hour, proof.Never}

func legend(img draw.Image, at image.Point, lang string) {
	for i, d := range marks {
		cell := image.Rect(0, 0, heatCell, heatCell).Add(at).Add(image.Pt(i*100, 0))
		draw.Draw(img, cell, image.NewUniform(heat(d)), image.Point{}, draw.Src)
		write(img, image.Pt(cell.Max.X+5, cell.Min.Y+12), length(lang, d))
	}
	write(img, at.Add(image.Pt(0, 34)), texts.Say(lang, "proof.heat_legend"))
}

func write(img draw.Image, at image.Point, text string) {
	d := font.Drawer{Dst: img, Src: image.Black, Face: poster.Small(), Dot: fixed.P(at.X, at.Y)}
	d.DrawString(text)
}
