package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A page of another site, open in the same browser, can neither read nor play
// the demo; the demo's own page and programs can.
func TestDemoKeepsOtherSitesOut(t *testing.T) {
	h := localOnly(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	for _, c := range []struct {
		method, host, origin, site string
		want                       int
	}{
		{"GET", "127.0.0.1:8787", "", "none", 200},
		{"GET", "localhost:8787", "", "", 200},
		{"GET", "[::1]:8787", "", "", 200},
		{"POST", "127.0.0.1:8787", "http://127.0.0.1:8787", "same-origin", 200},
		{"POST", "localhost:8787", "http://localhost:8787", "", 200},
		{"POST", "127.0.0.1:8787", "", "", 200}, // the bot itself
		{"POST", "127.0.0.1:8787", "https://evil.example", "cross-site", 403},
		{"POST", "127.0.0.1:8787", "https://evil.example", "", 403},
		{"POST", "127.0.0.1:8787", "null", "", 403},
		{"GET", "evil.example:8787", "", "same-origin", 403}, // a name that was turned to this machine
		{"POST", "evil.example:8787", "http://evil.example:8787", "same-origin", 403},
		{"GET", "127.0.0.1.evil.example", "", "", 403},
		{"GET", "", "", "", 403},
	} {
		r := httptest.NewRequest(c.method, "/sim/say", strings.NewReader("{}"))
		r.Host = c.host
		for k, v := range map[string]string{"Origin": c.origin, "Sec-Fetch-Site": c.site} {
			if v != "" {
				r.Header.Set(k, v)
			}
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
}
