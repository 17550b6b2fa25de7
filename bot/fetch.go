package bot

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"huiyin/flows"
	"huiyin/store"
)

const (
	fetchTimeout = 2 * time.Minute // of a file, over a slow line
	fetchLimit   = 20 << 20        // bytes that Telegram gives to bots
	fetchTries   = 10              // so often a file is asked for; its sender wants an answer
)

// fetch brings a file and has it read. All of that happens here, beside the
// writer: it gets what is to be done and nothing else.
func (c *crossing) fetch(ctx context.Context) result {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	var want flows.Fetch
	if json.Unmarshal(c.post.Body, &want) != nil || c.o.Read == nil {
		return result{verdict: verdictDrop, failure: &failure{method: "getFile", text: "nobody reads it"}}
	}
	wrong := ""
	data, f := c.api.download(ctx, want.File, want.Size)
	switch {
	case f == nil:
	case f.fault == faultRefused && strings.Contains(f.text, "too big"):
		wrong = flows.FetchTooBig
	case f.fault == faultRefused, f.fault == faultUnclear, c.post.Attempts >= fetchTries && f.fault != faultCancelled:
		wrong = flows.FetchLost
	default:
		return result{verdict: judge(c.post, false, f), failure: f}
	}
	take, err := c.read(ctx, want, data, wrong)
	if err != nil {
		f := &failure{method: "read", text: "a file can't be read"}
		c.log.Error("a file that was sent can't be read", "post", c.post.ID, "err", err)
		if ctx.Err() != nil || passing(err) {
			return result{verdict: verdictLater, failure: f}
		}
		return result{verdict: verdictBroken, failure: f}
	}
	return result{verdict: verdictSent, take: take}
}

// read has a file read, one at a time: a large one takes much memory. What
// somebody has made of it may break whoever reads it.
func (c *crossing) read(ctx context.Context, want flows.Fetch, data []byte, wrong string) (take func(*store.Tx) error, err error) {
	c.reading.Lock()
	defer c.reading.Unlock()
	defer func() { err = c.survive(recover(), err) }()
	return c.o.Read(ctx, want, data, wrong)
}

// download brings a file of at most fetchLimit bytes. size is what was said of
// it; what is said to be too large is not even asked for.
func (c *client) download(ctx context.Context, id string, size int64) ([]byte, *failure) {
	tooBig := &failure{fault: faultRefused, method: "getFile", code: http.StatusBadRequest, text: "file is too big"}
	if size > fetchLimit {
		return nil, tooBig
	}
	var at struct {
		Path string `json:"file_path"`
	}
	if f := c.direct(ctx, "getFile", map[string]string{"file_id": id}, &at); f != nil {
		return nil, f
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.files+strings.TrimPrefix(at.Path, "/"), nil)
	if err != nil || at.Path == "" {
		return nil, &failure{fault: faultRefused, method: "getFile", text: "a path of another form"}
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, c.broken("file", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, &failure{fault: faultOf(res.StatusCode), method: "file", code: res.StatusCode, text: "not given"}
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, fetchLimit+1))
	switch {
	case err != nil:
		return nil, c.broken("file", err)
	case len(data) > fetchLimit:
		return nil, tooBig
	}
	return data, nil
}
