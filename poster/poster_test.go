package poster

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"huiyin/order"
)

var third = Poster{Community: order.Name{ZH: "新田社区", EN: "Xintian Community"}, Building: order.Name{ZH: "3号楼", EN: "Building 3"}, Link: Link("huiyin_bot", "b3")}

// scan reads the code off a finished page, as a phone does.
func scan(t *testing.T, page []byte) string {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != width || b.Dy() != height {
		t.Errorf("the page is %v", b)
	}
	return readCode(t, img)
}

func readCode(t *testing.T, img image.Image) string {
	t.Helper()
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(bits, nil)
	if err != nil {
		t.Fatal("no code can be read:", err)
	}
	return found.GetText()
}

// TestScan: the code on the finished page is the link, whatever the font and
// however long the names.
func TestScan(t *testing.T) {
	long := Poster{Community: order.Name{ZH: "这是一个名字特别特别特别特别长的社区居民委员会"}, Building: order.Name{ZH: "特别长的路九百九十九号院乙区12号楼东配楼"},
		Link: Link("a_bot_with_a_name_of_thirty_2bot", "abcdefghijklmnopqrstuvwx")}
	for name, letters := range map[string]Letters{"coarse": Coarse(), "found": Find(os.Getenv, Sample([]Poster{third}))} {
		for _, p := range []Poster{third, long} {
			page, err := letters.PNG(p)
			if err != nil {
				t.Fatal(err)
			}
			if got := scan(t, page); got != p.Link {
				t.Errorf("%s: scanned %q, want %q", name, got, p.Link)
			}
			// 200 dots an inch are 7874 a metre.
			if !bytes.Contains(page[:80], []byte("pHYs\x00\x00\x1e\xc2\x00\x00\x1e\xc2\x01")) {
				t.Errorf("%s: the page does not say how large it is", name)
			}
			if folder := os.Getenv("POSTERS"); folder != "" { // to be looked at
				if err := os.WriteFile(filepath.Join(folder, name+p.Building.EN+".png"), page, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// TestFonts: what can't write Chinese is not chosen, and broken files do no harm.
func TestFonts(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"NotoSansCJK-Bold.ttc", "msyh.ttc"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("ttcf no font"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if l := find([]string{folder, filepath.Join(folder, "none")}, Sample(nil)); l.File != "" {
		t.Errorf("chose %s", l.File)
	}
	if _, err := Open(filepath.Join(folder, "msyh.ttc"), "a"); err == nil {
		t.Error("a broken font was opened")
	}
	if _, err := Open(filepath.Join(folder, "none.ttf"), "a"); err == nil {
		t.Error("a font that is not there was opened")
	}
}

// TestCode reads the code that is sent in chat.
func TestCode(t *testing.T) {
	link := "https://t.me/huiyin_demo_bot?start=i_abcdefghijklmnop"
	data, err := Code(link)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := readCode(t, img); got != link {
		t.Errorf("scanned %q", got)
	}
	if b := img.Bounds(); b.Dx() != b.Dy() || b.Dx() < 300 || b.Dx() > 2000 {
		t.Errorf("the code is %v", b)
	}
	if _, err := Code(strings.Repeat("x", 5000)); err == nil {
		t.Error("a code of 5000 letters")
	}
}
