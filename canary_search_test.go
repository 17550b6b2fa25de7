package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

// forms are a text as it may stand somewhere, written in other ways.
func forms(text string) map[string][]byte {
	list := map[string][]byte{"plain": []byte(text), "url": []byte(url.QueryEscape(text)), "path": []byte(url.PathEscape(text)),
		"hex": []byte(hex.EncodeToString([]byte(text))), "HEX": []byte(strings.ToUpper(hex.EncodeToString([]byte(text)))),
		"quoted": []byte(strings.Trim(fmt.Sprintf("%+q", text), `"`))}
	var lower, upper, html, htmlHex, little, big, bytewise bytes.Buffer
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&lower, `\u%04x`, u)
		fmt.Fprintf(&upper, `\u%04X`, u)
		little.Write([]byte{byte(u), byte(u >> 8)})
		big.Write([]byte{byte(u >> 8), byte(u)})
	}
	for _, r := range text {
		fmt.Fprintf(&html, "&#%d;", r)
		fmt.Fprintf(&htmlHex, "&#x%x;", r)
	}
	for _, b := range []byte(text) {
		fmt.Fprintf(&bytewise, `\x%02x`, b)
	}
	turned := []rune(text)
	slices.Reverse(turned)
	for name, b := range map[string][]byte{"json": lower.Bytes(), "JSON": upper.Bytes(), "html": html.Bytes(), "html hex": htmlHex.Bytes(), "utf-16 le": little.Bytes(),
		"utf-16 be": big.Bytes(), "bytes": bytewise.Bytes(), "turned": []byte(string(turned))} {
		list[name] = b
	}
	for shift := range 3 { // what stands before it moves all that follows
		for name, code := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64 url": base64.RawURLEncoding} {
			b := code.EncodeToString(append(make([]byte, shift), text...))
			if from, to := (shift*8+5)/6, (shift+len(text))*8/6; to-from > 6 {
				list[fmt.Sprint(name, shift)] = []byte(b[from:to])
			}
		}
	}
	return list
}

// bare is a text without all that can stand between its pieces: quotation marks,
// separators, brackets, what has no width; and with plain digits.
func bare(b []byte) []byte {
	return bytes.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return '0' + r - '０'
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, b)
}

// hit is a canary that was found where it may not be.
type hit struct{ canary, form, where string }

// search looks for the canaries in all forms, also in pieces.
func search(canaries []string, places map[string][]byte) (hits []hit) {
	for where, text := range places {
		flat := bare(text)
		for _, c := range canaries {
			for form, b := range forms(c) {
				if bytes.Contains(text, b) {
					hits = append(hits, hit{c, form, where})
				}
			}
			for _, b := range [][]byte{bare([]byte(c)), bare(forms(c)["json"]), bare(forms(c)["quoted"])} { // escaped twice, the backslashes are more
				if len(b) >= 6 && bytes.Contains(flat, b) {
					hits = append(hits, hit{c, "in pieces", where})
				}
			}
		}
	}
	return hits
}

// lying are all files in a folder, and what is packed in them, but for those that
// may hold a canary.
func lying(t *testing.T, folder string, may ...string) map[string][]byte {
	t.Helper()
	places := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(folder, path)
		places["name of "+name] = []byte(name)
		if slices.ContainsFunc(may, func(m string) bool { return strings.HasPrefix(name, m) }) {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		places[name] = b
		unpack(places, name, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return places
}

func unpack(places map[string][]byte, name string, b []byte) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return
	}
	for _, f := range z.File {
		if r, err := f.Open(); err == nil {
			inside, _ := io.ReadAll(r)
			places[name+"/"+f.Name] = inside
			r.Close()
		}
	}
}

// TestSearchFinds plants a canary in every form, and has the search find each.
func TestSearchFinds(t *testing.T) {
	for _, canary := range []string{"金丝雀路9号2单元", "13977778888", "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"} {
		list := forms(canary)
		var packed bytes.Buffer
		z := zip.NewWriter(&packed)
		w, err := z.Create("sheet.xml")
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(w, "<c>%s</c>", canary)
		z.Close()
		list["packed"] = packed.Bytes()
		list["quoted twice"] = []byte(strconv.Quote(fmt.Sprintf("%+q", canary)))
		runes := []rune(canary)
		list["pieces"] = []byte(`["` + string(runes[:3]) + `", "` + string(runes[3:7]) + "\u200b - " + string(runes[7:]) + `"]`)
		for n := range 3 {
			list[fmt.Sprint("encoded after ", n)] = []byte(base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", n) + canary + "yz")))
		}
		for form, b := range list {
			places := map[string][]byte{"file": append(append([]byte("before "), b...), " after"...)}
			if form == "packed" {
				places = map[string][]byte{}
				unpack(places, "book.xlsx", b)
			}
			if len(search([]string{canary}, places)) == 0 {
				t.Errorf("%q is not found as %s: %q", canary, form, b)
			}
		}
		if hits := search([]string{canary}, map[string][]byte{"file": []byte("路9号 139 777 AAHdq 金丝雀")}); len(hits) > 0 {
			t.Errorf("found what is not there: %v", hits)
		}
	}
}
