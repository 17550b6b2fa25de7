package sim

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// page is the web page that shows the people's screens.
//
//go:embed page
var page embed.FS

// Handler serves everything: the Bot API under /bot<token>/, its files under
// /file/bot<token>/, the control API under /sim/, handlers of the host program
// (see [Sim.Handle]), and the page under /.
func (s *Sim) Handler() http.Handler {
	control := s.control()
	root, err := fs.Sub(page, "page")
	if err != nil {
		panic(err) // the folder is embedded: it can't be missing
	}
	static := http.FileServerFS(root)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		switch {
		case strings.HasPrefix(path, "/bot"):
			s.serveBot(w, r, path[len("/bot"):])
		case strings.HasPrefix(path, "/file/bot"):
			s.serveFile(w, r, path[len("/file/bot"):])
		case strings.HasPrefix(path, "/sim/"):
			control.ServeHTTP(w, r)
		default:
			if _, pattern := s.hooks.Handler(r); pattern != "" {
				s.hooks.ServeHTTP(w, r)
				return
			}
			static.ServeHTTP(w, r)
		}
	})
}

// Handle adds a handler of the host program, for example "POST /clock/advance".
// Patterns are those of http.ServeMux; paths under /bot, /file/bot and /sim/
// are taken.
func (s *Sim) Handle(pattern string, h http.Handler) { s.hooks.Handle(pattern, h) }

// Transport serves requests in process, without sockets: each in its own
// goroutine, whole bodies both ways, and a request whose context ends returns
// at once while its handler sees a client that has gone. The address does not
// matter. Endless answers (/sim/events) need a real server.
func (s *Sim) Transport() http.RoundTripper { return &transport{s.Handler()} }

type transport struct{ h http.Handler }

// reply is an answer being written.
type reply struct {
	header http.Header
	code   int
	body   bytes.Buffer
}

func (a *reply) Header() http.Header { return a.header }

func (a *reply) WriteHeader(code int) {
	if a.code == 0 {
		a.code = code
	}
}

func (a *reply) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		body, err = io.ReadAll(req.Body)
		_ = req.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	ctx, gone := context.WithCancel(req.Context())
	in := req.Clone(ctx)
	in.Body = io.NopCloser(bytes.NewReader(body))
	in.RequestURI, in.RemoteAddr = req.URL.RequestURI(), "127.0.0.1:1"
	if in.Host == "" {
		in.Host = req.URL.Host
	}
	a := &reply{header: http.Header{}}
	done := make(chan error, 1)
	go func() {
		defer gone()
		done <- t.serve(a, in)
	}()
	select {
	case <-req.Context().Done():
		return nil, req.Context().Err()
	case err := <-done:
		if err != nil {
			return nil, err
		}
	}
	return a.response(req), nil
}

// serve turns an aborted handler into the error that a client would see.
func (t *transport) serve(a *reply, r *http.Request) (err error) {
	defer func() {
		switch v := recover(); {
		case v == nil:
		case v != http.ErrAbortHandler:
			panic(v)
		case a.header.Get(refusedHeader) != "":
			err = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
		default:
			err = io.EOF
		}
	}()
	t.h.ServeHTTP(a, r)
	if r.Context().Err() != nil && a.code == 0 {
		return errors.Join(io.EOF, r.Context().Err())
	}
	return nil
}

func (a *reply) response(req *http.Request) *http.Response {
	if a.code == 0 {
		a.code = http.StatusOK
	}
	return &http.Response{
		Status: http.StatusText(a.code), StatusCode: a.code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(&a.body), ContentLength: int64(a.body.Len()), Request: req,
	}
}
