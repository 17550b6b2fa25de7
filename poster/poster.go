package poster

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"github.com/boombuler/barcode/qr"

	"huiyin/order"
	"huiyin/texts"
)

// Poster is what one page says.
type Poster struct {
	Community order.Name
	Building  order.Name
	Link      string
}

// Link is the address that tells the bot where somebody lives.
func Link(bot, area string) string { return "https://t.me/" + bot + "?start=b_" + area }

// A4 upright, in dots.
const (
	dpi    = 200
	width  = 1654
	height = 2339
	margin = 120
)

var (
	green = color.RGBA{0x17, 0x63, 0x50, 0xff}
	ink   = color.RGBA{0x16, 0x1a, 0x19, 0xff}
	grey  = color.RGBA{0x55, 0x5d, 0x5a, 0xff}
	white = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// PNG draws the page, ready to be printed at its size.
func (l Letters) PNG(p Poster) ([]byte, error) {
	page := image.NewRGBA(image.Rect(0, 0, width, height))
	fill(page, page.Bounds(), white)
	fill(page, image.Rect(0, 0, width, 270), green)
	s := sheet{page, l}
	s.centre(150, 96, white, p.Community.In(texts.ZH))
	if both(p.Community) {
		s.centre(228, 46, white, p.Community.EN)
	}
	s.centre(500, 210, ink, p.Building.In(texts.ZH))
	if both(p.Building) {
		s.centre(600, 72, grey, p.Building.EN)
	}
	s.centre(715, 68, ink, texts.Say(texts.ZH, "poster.why"))
	s.centre(778, 40, grey, texts.Say(texts.EN, "poster.why"))
	if err := s.code(890, 850, p.Link); err != nil { // with four dots of it free on each side, as scanners want
		return nil, err
	}
	y := 1850
	for n, key := range []string{"poster.scan", "poster.start", "poster.say"} {
		s.numbered(y, n+1, texts.Say(texts.ZH, key), texts.Say(texts.EN, key))
		y += 138
	}
	fill(page, image.Rect(0, height-86, width, height), green)
	s.centre(height-30, 38, white, p.Link)
	return encode(page)
}

func both(n order.Name) bool { return n.ZH != "" && n.EN != "" && n.ZH != n.EN }

// sheet is a page under the pen.
type sheet struct {
	*image.RGBA
	Letters
}

// centre writes one line in the middle, smaller if it does not fit.
func (s sheet) centre(y int, size float64, c color.Color, text string) {
	size = s.fitting(text, size, width-2*margin)
	s.write(s.RGBA, (width-s.width(text, size))/2, y, size, c, text)
}

// numbered writes a step: a number in a disc, Chinese, and English below.
func (s sheet) numbered(y, n int, zh, en string) {
	const radius = 42
	at := image.Pt(margin+radius+40, y)
	for dy := -radius; dy <= radius; dy++ {
		for dx := -radius; dx <= radius; dx++ {
			if dx*dx+dy*dy <= radius*radius {
				s.Set(at.X+dx, at.Y+dy, green)
			}
		}
	}
	digit := fmt.Sprint(n)
	s.write(s.RGBA, at.X-s.width(digit, 52)/2, at.Y+19, 52, white, digit)
	left := at.X + radius + 40
	s.write(s.RGBA, left, y+8, s.fitting(zh, 58, width-margin-left), ink, zh)
	s.write(s.RGBA, left, y+56, s.fitting(en, 34, width-margin-left), grey, en)
}

// code draws the QR code. A quarter of it may be scratched or pasted over.
func (s sheet) code(y, size int, link string) error {
	code, err := qr.Encode(link, qr.Q, qr.Auto)
	if err != nil {
		return fmt.Errorf("make QR code: %w", err)
	}
	n := code.Bounds().Dx()
	dot := size / n
	squares(s.RGBA, code, image.Pt((width-n*dot)/2, y), dot)
	return nil
}

// squares draws the dark dots of a code.
func squares(page *image.RGBA, code image.Image, at image.Point, dot int) {
	n := code.Bounds().Dx()
	for row := range n {
		for col := range n {
			if r, _, _, _ := code.At(col, row).RGBA(); r < 0x8000 {
				fill(page, image.Rect(col*dot, row*dot, (col+1)*dot, (row+1)*dot).Add(at), ink)
			}
		}
	}
}

// Code draws a QR code alone, to be scanned from a screen or printed small: a
// PNG with the free border that scanners want.
func Code(link string) ([]byte, error) {
	code, err := qr.Encode(link, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("make QR code: %w", err)
	}
	const dot, border = 14, 4 // pixels; dots
	side := (code.Bounds().Dx() + 2*border) * dot
	page := image.NewRGBA(image.Rect(0, 0, side, side))
	fill(page, page.Bounds(), white)
	squares(page, code, image.Pt(border*dot, border*dot), dot)
	return encode(page)
}

func fill(page *image.RGBA, r image.Rectangle, c color.Color) {
	draw.Draw(page, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// encode makes a PNG that says how large it is on paper.
func encode(page image.Image) ([]byte, error) {
	var buf bytes.Buffer
	if err := png.Encode(&buf, page); err != nil {
		return nil, fmt.Errorf("encode PNG: %w", err)
	}
	const perMetre = dpi * 10000 / 254
	size := []byte("\x00\x00\x00\x09pHYs")
	size = binary.BigEndian.AppendUint32(size, perMetre)
	size = binary.BigEndian.AppendUint32(size, perMetre)
	size = append(size, 1) // the unit is the metre
	size = binary.BigEndian.AppendUint32(size, crc32.ChecksumIEEE(size[4:]))
	const afterHeader = 33 // the signature and the first chunk
	return bytes.Join([][]byte{buf.Bytes()[:afterHeader], size, buf.Bytes()[afterHeader:]}, nil), nil
}
