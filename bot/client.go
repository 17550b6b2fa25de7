package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram/bot"
)

const (
	publicAPI   = "https://api.telegram.org"
	callTimeout = 30 * time.Second // of a call that does not wait for updates
	answerLimit = 64 << 20         // bytes of one answer; 100 updates are far below
)

// client calls the Bot API: by the library's typed methods, and directly, with
// the library's parameters, where it has no method or where most calls are made:
// its methods write forms and read whole messages, which costs twice as much as
// JSON of which only the message's number is read.
type client struct {
	*tg.Bot
	http  *http.Client
	token string
	base  string // with the token: never shown
	files string // likewise
	host  string
	draw  Drawer
	clock Clock                         // nil: nobody asks how far it is from Telegram's
	skew  atomic.Pointer[time.Duration] // how far ahead it was last
}

func newClient(o Options) (*client, error) {
	api := strings.TrimRight(o.APIURL, "/")
	if api == "" {
		api = publicAPI
	}
	u, err := url.Parse(api)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, &Problem{Code: codeAPIWrong}
	}
	if number, secret, ok := strings.Cut(o.Token, ":"); !ok || !isNumber(number) || secret == "" || strings.ContainsAny(o.Token, " /?#\r\n\t") {
		return nil, &Problem{Code: codeTokenWrong}
	}
	c := &client{http: o.HTTPClient, token: o.Token, base: api + "/bot" + o.Token + "/", files: api + "/file/bot" + o.Token + "/",
		host: u.Host, draw: o.Draw, clock: o.Clock}
	if c.http == nil {
		if c.http, err = newHTTP(o.Proxy); err != nil {
			return nil, err
		}
	}
	c.Bot, err = tg.New(o.Token, tg.WithSkipGetMe(), tg.WithServerURL(api), tg.WithHTTPClient(0, c.http),
		tg.WithErrorsHandler(func(error) {}), tg.WithDebugHandler(func(string, ...any) {}))
	if err != nil {
		return nil, &Problem{Code: codeTokenWrong}
	}
	return c, nil
}

func isNumber(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n > 0
}

// newHTTP keeps many connections open: with Go's default of two per host most
// sends would begin with a handshake.
func newHTTP(proxy string) (*http.Client, error) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = 256, 256
	t.ResponseHeaderTimeout = 0 // a long poll is silent for almost a minute; contexts set the limits
	if proxy != "" {
		u, err := url.Parse(proxy)
		if err != nil || u.Host == "" {
			return nil, &Problem{Code: codeProxyWrong} // err would show the address, and with it the password
		}
		switch u.Scheme {
		case "http", "https", "socks5", "socks5h":
		default:
			return nil, &Problem{Code: codeProxyWrong}
		}
		t.Proxy = http.ProxyURL(u)
	}
	return &http.Client{Transport: t}, nil
}

// direct calls a method with the library's parameters, as JSON.
func (c *client) direct(ctx context.Context, method string, params, result any) *failure {
	return asFailure(method, c.raw(ctx, method, params, result))
}

// numbered is what has to be known of a message that was sent.
type numbered struct {
	ID int `json:"message_id"`
}

// raw calls a method with a JSON body. Its errors are always of type *failure.
// out may be nil.
func (c *client) raw(ctx context.Context, method string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return &failure{fault: faultRefused, method: method, text: "can't be written as a request"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+method, bytes.NewReader(body))
	if err != nil {
		return &failure{fault: faultRefused, method: method, text: "can't be written as a request"}
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := c.http.Do(req)
	if err != nil {
		return c.broken(method, err)
	}
	defer res.Body.Close()
	c.noteDate(res.Header)
	body, err = io.ReadAll(io.LimitReader(res.Body, answerLimit))
	if err != nil {
		return c.broken(method, err)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		return &failure{fault: faultServer, method: method, code: res.StatusCode, text: "not JSON"}
	}
	if !a.OK {
		if a.ErrorCode == 0 {
			a.ErrorCode = res.StatusCode
		}
		return a.failure(method)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(a.Result, out); err != nil {
		return &failure{fault: faultUnclear, method: method, code: res.StatusCode, text: "an answer of another form"}
	}
	return nil
}

// broken is a call without an answer. The error itself holds the address, and
// with it the token.
func (c *client) broken(method string, err error) *failure {
	f := &failure{fault: faultNetwork, method: method}
	if errors.Is(err, context.Canceled) {
		f.fault = faultCancelled
	}
	return f
}
