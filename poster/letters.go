package poster

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/hajimehoshi/bitmapfont/v3"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"huiyin/texts"
)

// Letters is a font to write with.
type Letters struct {
	font *opentype.Font // nil: the coarse one that the program carries
	File string         // where it was found; empty for the coarse one
}

// Coarse is the font that is always there.
func Coarse() Letters { return Letters{} }

// Open reads a font file. sample is what it must be able to write.
func Open(file, sample string) (Letters, error) {
	f, err := os.Open(file)
	if err != nil {
		return Letters{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFont))
	if err != nil {
		return Letters{}, err
	}
	found, err := read(data, sample)
	if err != nil {
		return Letters{}, fmt.Errorf("read font %s: %w", file, err)
	}
	return Letters{found, file}, nil
}

// maxFont is more than the largest font with all Chinese characters has.
const maxFont = 128 << 20

// read takes from a file, which may hold several fonts, the first that can
// write the sample; one for mainland China before one for elsewhere.
func read(data []byte, sample string) (*opentype.Font, error) {
	all, err := opentype.ParseCollection(data)
	if err != nil {
		return nil, err
	}
	var best *opentype.Font
	for i := range min(all.NumFonts(), 64) {
		f, err := all.Font(i)
		if err != nil || !writes(f, sample) {
			continue
		}
		name, err := f.Name(nil, sfnt.NameIDFamily)
		if best == nil || err == nil && strings.Contains(name, " SC") {
			if best = f; strings.Contains(name, " SC") {
				break
			}
		}
	}
	if best == nil {
		return nil, fmt.Errorf("it has no letters for %q", sample)
	}
	return best, nil
}

// writes reports whether the font has all letters of the text.
func writes(f *opentype.Font, text string) bool {
	var buf sfnt.Buffer
	for _, r := range text {
		if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 && r != ' ' {
			return false
		}
	}
	return true
}

// wanted are fonts with Chinese characters, the most legible from afar first.
var wanted = []string{"notosanscjk-bold", "notosanscjksc-bold", "notosanssc-bold", "sourcehansans-bold", "sourcehansanscn-bold", "sourcehansanssc-bold",
	"notosanscjk", "notosanssc", "sourcehansans", "msyhbd", "msyh", "pingfang", "hiragino sans gb", "stheiti", "wqy-zenhei", "wqy-microhei", "simhei",
	"droidsansfallback", "notoserifcjk", "sourcehanserif", "simsun", "songti", "uming", "ukai"}

// folders are where systems keep their fonts.
func folders(env func(string) string) []string {
	var list []string
	in := func(variable string, path ...string) { // without the variable there is no such folder
		if root := env(variable); root != "" {
			list = append(list, filepath.Join(append([]string{root}, path...)...))
		}
	}
	switch runtime.GOOS {
	case "windows":
		in("WINDIR", "Fonts")
		in("LOCALAPPDATA", "Microsoft", "Windows", "Fonts")
		return list
	case "darwin":
		in("HOME", "Library", "Fonts")
		return append(list, "/Library/Fonts", "/System/Library/Fonts")
	}
	in("HOME", ".local", "share", "fonts")
	in("HOME", ".fonts")
	return append(list, "/usr/local/share/fonts", "/usr/share/fonts")
}

// Find looks for a font of the system that can write the sample; where there is
// none it is the coarse one.
func Find(env func(string) string, sample string) Letters {
	return find(folders(env), sample)
}

func find(folders []string, sample string) Letters {
	files := make([][]string, len(wanted))
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // a folder that is not there, or not ours to read, has no font for us
			}
			name := strings.ToLower(d.Name())
			for i, w := range wanted {
				if strings.HasPrefix(name, w) {
					files[i] = append(files[i], path)
					break
				}
			}
			return nil
		})
	}
	for _, list := range files {
		for _, file := range list {
			if l, err := Open(file, sample); err == nil {
				return l
			}
		}
	}
	return Coarse()
}

// dots is the height of the coarse letters.
const dots = 12

// scale is how many dots of the page one dot of the coarse letters takes.
func scale(size float64) int { return max(1, int(size)/dots) }

// Small is the coarse font itself, 12 dots high, for what is no poster.
func Small() font.Face { return bitmapfont.FaceSC }

func (l Letters) face(size float64) font.Face {
	if l.font == nil {
		return Small()
	}
	// At 72 dpi a point is a dot.
	face, err := opentype.NewFace(l.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return Small() // no size that we ask for fails
	}
	return face
}

func (l Letters) width(text string, size float64) int {
	w := font.MeasureString(l.face(size), text).Ceil()
	if l.font == nil {
		w *= scale(size)
	}
	return w
}

// fitting is the size, or what of it fits.
func (l Letters) fitting(text string, size float64, room int) float64 {
	for size > dots && l.width(text, size) > room {
		size -= 2
	}
	return size
}

// write writes the text from x on, upon the line y.
func (l Letters) write(page draw.Image, x, y int, size float64, c color.Color, text string) {
	if l.font == nil {
		l.writeCoarse(page, x, y, size, c, text)
		return
	}
	d := font.Drawer{Dst: page, Src: image.NewUniform(c), Face: l.face(size), Dot: fixed.P(x, y)}
	d.DrawString(text)
}

// writeCoarse writes small and draws each dot as a square.
func (l Letters) writeCoarse(page draw.Image, x, y int, size float64, c color.Color, text string) {
	face := l.face(size)
	n, ascent := scale(size), face.Metrics().Ascent.Ceil()
	small := image.NewAlpha(image.Rect(0, 0, font.MeasureString(face, text).Ceil()+1, 2*dots))
	d := font.Drawer{Dst: small, Src: image.Opaque, Face: face, Dot: fixed.P(0, ascent)}
	d.DrawString(text)
	for row := range small.Bounds().Dy() {
		for col := range small.Bounds().Dx() {
			if small.AlphaAt(col, row).A > 0x7f {
				at := image.Pt(x+col*n, y+(row-ascent)*n)
				draw.Draw(page, image.Rectangle{at, at.Add(image.Pt(n, n))}, image.NewUniform(c), image.Point{}, draw.Src)
			}
		}
	}
}

// Sample is what a font must be able to write for these posters.
func Sample(posters []Poster) string {
	var b strings.Builder
	for _, lang := range []string{texts.ZH, texts.EN} {
		for _, key := range []string{"poster.why", "poster.scan", "poster.start", "poster.say"} {
			b.WriteString(texts.Say(lang, key))
		}
	}
	for _, p := range posters {
		b.WriteString(p.Community.ZH + p.Community.EN + p.Building.ZH + p.Building.EN)
	}
	return b.String()
}
