package texts

import "testing"

func TestSay(t *testing.T) {
	if got := Say(ZH, "error.taken"); got != "已经有人先接了，谢谢您！" {
		t.Errorf("got %q", got)
	}
	if got := Say(EN, "error.taken"); got != "Somebody was faster. Thank you!" {
		t.Errorf("got %q", got)
	}
	if Has(EN, "no.such.key") || !Has(EN, "error.gone") {
		t.Error("Has is wrong")
	}
}

func BenchmarkSay(b *testing.B) {
	for b.Loop() {
		Say(EN, "error.taken")
	}
}
