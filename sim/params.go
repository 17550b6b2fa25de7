package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// upload is a file that came with a request.
type upload struct {
	name, mime string
	bytes      []byte
}

// params are the arguments of a call. Everything is kept as text, as the Bot
// API server does: a nested object is its JSON, whether it came as JSON or as a
// string that holds JSON.
type params struct {
	vals  map[string]string
	files map[string]*upload
}

func (p *params) str(name string) string { return p.vals[name] }
func (p *params) has(name string) bool   { return p.vals[name] != "" }

// int reads an integer; what is no number counts as 0, as on the servers.
func (p *params) int(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(p.vals[name]), 10, 64)
	if err != nil {
		f, ferr := strconv.ParseFloat(p.vals[name], 64)
		if ferr != nil {
			return 0
		}
		return int64(f)
	}
	return n
}

// bool reads a flag: true, yes and 1 are true.
func (p *params) bool(name string) bool {
	switch strings.ToLower(strings.TrimSpace(p.vals[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// json decodes a nested object; absent is no error and leaves v alone.
func (p *params) json(name string, v any) error {
	raw := p.vals[name]
	if raw == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(raw), v); err != nil {
		return bad("can't parse " + strings.ReplaceAll(name, "_", " ") + " JSON object")
	}
	return nil
}

// errTooLarge is a body over the limit of uploads.
var errTooLarge = errors.New("request entity too large")

// readParams takes the arguments from the query, and from a JSON, urlencoded or
// multipart body.
func readParams(r *http.Request, limit int64) (*params, error) {
	p := &params{vals: map[string]string{}, files: map[string]*upload{}}
	if r.URL.RawQuery != "" {
		p.addForm(r.URL.Query())
	}
	if r.Body == nil || r.Method == http.MethodGet {
		return p, p.check()
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > limit {
		return nil, errTooLarge
	}
	kind, attrs, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case len(body) == 0:
	case kind == "application/json":
		err = p.addJSON(body)
	case kind == "multipart/form-data":
		err = p.addParts(body, attrs["boundary"])
	case kind == "application/x-www-form-urlencoded":
		var form url.Values
		if form, err = url.ParseQuery(string(body)); err == nil {
			p.addForm(form)
		}
	}
	if err != nil {
		return nil, err
	}
	return p, p.check()
}

func (p *params) check() error {
	for _, v := range p.vals {
		if !utf8.ValidString(v) {
			return bad("strings must be encoded in UTF-8")
		}
	}
	return nil
}

func (p *params) addForm(form url.Values) {
	for k, v := range form {
		if len(v) > 0 {
			p.vals[k] = v[0]
		}
	}
}

func (p *params) addJSON(body []byte) error {
	var raw map[string]json.RawMessage
	if json.Unmarshal(body, &raw) != nil {
		return bad("can't parse request: not a JSON object")
	}
	for k, v := range raw {
		switch {
		case v[0] == '"':
			var text string
			if json.Unmarshal(v, &text) != nil {
				return bad("can't parse request: not a JSON object")
			}
			p.vals[k] = text
		case !bytes.Equal(v, []byte("null")):
			p.vals[k] = string(v)
		}
	}
	return nil
}

func (p *params) addParts(body []byte, boundary string) error {
	r := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := r.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return bad("can't parse request: broken multipart body")
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return bad("can't parse request: broken multipart body")
		}
		if name := part.FileName(); name != "" {
			p.files[part.FormName()] = &upload{name, part.Header.Get("Content-Type"), data}
		} else {
			p.vals[part.FormName()] = string(data)
		}
	}
}
