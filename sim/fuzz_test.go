package sim

import (
	"testing"
	"unicode/utf8"
)

// FuzzText looks for panics, and for entities that leave their text.
func FuzzText(f *testing.F) {
	f.Add("👀 /order@huiyin_bot #电梯 https://t.me/x?a=1 +86 139 0000 1111 a@b.com", 3, 5, 0, 2)
	f.Add("<b>a<a href='https://e.org'>b</a></b>", 0, 1, 2, 2)
	f.Add(" \r\n\u2028x\t ", 1, 3, 0, 9)
	f.Fuzz(func(t *testing.T, text string, o1, n1, o2, n2 int) {
		_, _, _ = parseHTML(text)
		ents := []Entity{{Type: "bold", Offset: o1, Length: n1}, {Type: "code", Offset: o2, Length: n2}}
		out, got, err := tidyText(text, ents)
		if err != nil {
			return
		}
		if !utf8.ValidString(out) {
			t.Fatalf("%q", out)
		}
		size := utf16Len(out)
		for _, e := range got {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > size {
				t.Fatalf("%+v leaves %q", e, out)
			}
			if !utf8.ValidString(partOf(out, e)) || utf16Len(partOf(out, e)) != e.Length {
				t.Fatalf("%+v cuts %q out of %q", e, partOf(out, e), out)
			}
		}
	})
}
