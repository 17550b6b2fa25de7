package sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// BenchmarkEcho is one update in, one message out, over the Transport.
func BenchmarkEcho(b *testing.B) {
	r := newRig(b, Options{KeepEvents: -1, KeepMessages: 100, KeepConfirmed: 100}).started()
	body := fmt.Sprintf(`{"chat_id":%d,"text":"收到，已登记"}`, r.li)
	url := "http://tg/bot" + r.token
	b.ReportAllocs()
	for n := 0; n < b.N; {
		for range 100 {
			if _, err := r.PushText(r.li, r.li, "3号楼2单元电梯坏了，老人下不了楼"); err != nil {
				b.Fatal(err)
			}
		}
		resp, err := r.client.Get(fmt.Sprintf("%s/getUpdates?offset=%d&limit=100", url, r.offset))
		if err != nil {
			b.Fatal(err)
		}
		var a struct {
			Result []struct {
				ID int64 `json:"update_id"`
			}
		}
		if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
			b.Fatal(err)
		}
		r.offset = a.Result[len(a.Result)-1].ID + 1
		for range a.Result {
			resp, err := r.client.Post(url+"/sendMessage", "application/json", strings.NewReader(body))
			if err != nil || resp.StatusCode != http.StatusOK {
				b.Fatal(err, resp)
			}
		}
		n += len(a.Result)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
}
