package sim

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // decoders for photos
	_ "image/jpeg"
	"image/png"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// Limits of files from the Bot API descriptions of sendPhoto and getFile.
const (
	maxPhoto    = 10 << 20
	maxDownload = 20 << 20
	linkFor     = time.Hour // "guaranteed that the link will be valid for at least 1 hour": here no longer
)

// file is a stored file. A photo's three sizes share one file.
type file struct {
	ID, Unique, Kind, Name, Mime string
	Bytes                        []byte
	Width, Height                int
	Path                         string

	asked time.Time // when getFile was last asked for it
}

// keepFile stores bytes and gives them ids.
func (s *Sim) keepFile(kind, name, mime string, data []byte) *file {
	f := &file{Kind: kind, Name: name, Mime: mime, Bytes: data}
	prefix := map[string]string{"photo": "AgAC", "voice": "AwAC", "document": "BQAC", "sticker": "CAAC"}[kind]
	if prefix == "" {
		prefix = "DQAC"
	}
	f.ID, f.Unique = prefix+s.letters(60), "AQAD"+s.letters(11)
	dir, ext := kind+"s", path.Ext(name)
	if kind == "voice" {
		dir, ext = "voice", ".oga"
	}
	if f.Mime == "" || f.Mime == "application/octet-stream" && kind != "document" {
		f.Mime = guessMime(kind, name, data)
	}
	if kind == "photo" {
		ext, f.Mime, f.Name = ".jpg", http.DetectContentType(data), ""
		if cfg, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
			f.Width, f.Height = cfg.Width, cfg.Height
		}
	}
	f.Path = fmt.Sprintf("%s/file_%d%s", dir, len(s.files), ext)
	s.files[f.ID] = f
	return f
}

func guessMime(kind, name string, data []byte) string {
	switch kind {
	case "voice":
		return "audio/ogg"
	case "video", "video_note", "animation":
		return "video/mp4"
	case "audio":
		return "audio/mpeg"
	case "sticker":
		return "image/webp"
	}
	if strings.HasSuffix(name, ".xlsx") {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return http.DetectContentType(data)
}

// photoSizes are the sizes that the servers make of a photo: each has its own
// file_id, the last is the largest.
func photoSizes(f *file) []struct{ w, h int } {
	var out []struct{ w, h int }
	side := max(f.Width, f.Height, 1)
	for _, limit := range []int{90, 320} {
		if side > limit {
			out = append(out, struct{ w, h int }{max(1, f.Width*limit/side), max(1, f.Height*limit/side)})
		}
	}
	return append(out, struct{ w, h int }{f.Width, f.Height})
}

// fileByID finds a file by the id of any of its sizes: smaller ones end in
// "-s0" and "-s1".
func (s *Sim) fileByID(id string) *file {
	if f := s.files[id]; f != nil {
		return f
	}
	if n := len(id) - 3; n > 0 && (id[n:] == "-s0" || id[n:] == "-s1") {
		if f := s.files[id[:n]]; f != nil && f.Kind == "photo" {
			return f
		}
	}
	return nil
}

// appendFile appends the media fields of a message.
func appendFile(b []byte, f *file) []byte {
	if f.Kind == "photo" {
		b = append(appendKey(b, "photo"), '[')
		sizes := photoSizes(f)
		for i, sz := range sizes {
			suffix, size := "", len(f.Bytes)
			if i < len(sizes)-1 {
				suffix = "-s" + strconv.Itoa(i)
				size = min(size, (i+1)*1500)
			}
			b = append(b, '{')
			b = appendText(b, "file_id", f.ID+suffix)
			b = appendText(b, "file_unique_id", f.Unique+suffix)
			b = appendInt(b, "file_size", int64(size))
			b = appendInt(b, "width", int64(sz.w))
			b = appendInt(b, "height", int64(sz.h))
			b = append(b, '}')
			if i < len(sizes)-1 {
				b = append(b, ',')
			}
		}
		return append(b, ']')
	}
	b = append(appendKey(b, f.Kind), '{')
	b = appendFileFields(b, f)
	switch f.Kind {
	case "voice", "audio", "video", "animation", "video_note":
		b = appendInt(b, "duration", int64(1+len(f.Bytes)/4096))
	}
	switch f.Kind {
	case "video", "animation", "sticker":
		b = appendInt(b, "width", 512)
		b = appendInt(b, "height", 512)
	case "video_note":
		b = appendInt(b, "length", 240)
	}
	if f.Kind == "sticker" {
		b = append(b, `,"type":"regular","is_animated":false,"is_video":false`...)
	}
	b = append(b, '}')
	if f.Kind == "animation" { // the document field is set too, for old bots
		b = append(appendFileFields(append(appendKey(b, "document"), '{'), f), '}')
	}
	return b
}

func appendFileFields(b []byte, f *file) []byte {
	b = appendText(b, "file_id", f.ID)
	b = appendText(b, "file_unique_id", f.Unique)
	b = appendInt(b, "file_size", int64(len(f.Bytes)))
	if f.Name != "" && f.Kind != "voice" && f.Kind != "sticker" && f.Kind != "video_note" {
		b = appendText(b, "file_name", f.Name)
	}
	if f.Kind != "sticker" && f.Kind != "video_note" {
		b = appendText(b, "mime_type", f.Mime)
	}
	return b
}

// inputFile finds the file that a bot sends: an upload under the argument's own
// name or under attach://name, or the file_id of a file of the same kind. Links
// fail as unreachable ones do: there is no internet here.
func (s *Sim) inputFile(p *params, field, value, kind string) (*file, error) {
	up := p.files[field]
	if name, ok := strings.CutPrefix(value, "attach://"); ok {
		up = p.files[name]
	} else if value != "" {
		return s.knownFile(value, kind)
	}
	if up == nil {
		return nil, bad("there is no " + strings.ReplaceAll(kind, "_", " ") + " in the request")
	}
	if len(up.bytes) == 0 {
		return nil, bad("file must be non-empty")
	}
	if kind == "photo" {
		if err := checkPhoto(up.bytes); err != nil {
			return nil, err
		}
	}
	return s.keepFile(kind, path.Base(up.name), up.mime, up.bytes), nil
}

func (s *Sim) knownFile(id, kind string) (*file, error) {
	if strings.HasPrefix(id, "http://") || strings.HasPrefix(id, "https://") {
		return nil, bad("failed to get HTTP URL content")
	}
	f := s.fileByID(id)
	if f == nil {
		return nil, bad("wrong remote file identifier specified: can't unserialize it")
	}
	if f.Kind != kind {
		return nil, bad("can't use file of type " + title(f.Kind) + " as " + title(kind))
	}
	return f, nil
}

func title(kind string) string {
	words := strings.Split(kind, "_")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

// checkPhoto applies the rules of sendPhoto: an image, at most 10 MB, width and
// height together at most 10000, and no side 20 times the other.
func checkPhoto(data []byte) error {
	if len(data) > maxPhoto {
		return bad("file is too big")
	}
	if http.DetectContentType(data) == "image/webp" {
		return nil
	}
	cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return bad("IMAGE_PROCESS_FAILED")
	}
	w, h := cfg.Width, cfg.Height
	if w+h > 10000 || w > 20*h || h > 20*w {
		return bad("PHOTO_INVALID_DIMENSIONS")
	}
	return nil
}

func (s *Sim) getFile(c *call) ([]byte, error) {
	id := c.p.str("file_id")
	if id == "" {
		return nil, bad("file_id not specified")
	}
	f := s.fileByID(id)
	if f == nil {
		return nil, bad("wrong file_id or the file is temporarily unavailable")
	}
	if len(f.Bytes) > maxDownload {
		return nil, bad("file is too big")
	}
	f.asked = s.now()
	b := []byte{'{'}
	b = appendText(b, "file_id", id)
	b = appendText(b, "file_unique_id", f.Unique)
	b = appendInt(b, "file_size", int64(len(f.Bytes)))
	b = appendText(b, "file_path", f.Path)
	return append(b, '}'), nil
}

// serveFile answers /file/bot<token>/<path>, for an hour after getFile has told
// the path.
func (s *Sim) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, name, _ := strings.Cut(rest, "/")
	play := s.strike("file")
	if !play.before(r.Context(), w) {
		return
	}
	s.mu.Lock()
	known := s.tokens[token] != nil
	var found *file
	for _, f := range s.files {
		if f.Path == name && !f.asked.IsZero() && s.now().Sub(f.asked) <= linkFor {
			found = f
			break
		}
	}
	s.mu.Unlock()
	play.after()
	switch {
	case !known:
		writeAPI(w, nil, &apiError{code: 401, text: "Unauthorized"})
	case found == nil:
		writeAPI(w, nil, &apiError{code: 404, text: "Not Found"})
	default:
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = w.Write(found.Bytes)
	}
}

// FileBytes is the content and the media type of a file, for looking at what a
// bot has sent.
func (s *Sim) FileBytes(fileID string) (data []byte, mime string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.fileByID(fileID)
	if f == nil {
		return nil, "", false
	}
	return f.Bytes, f.Mime, true
}

// sample is a small file of a kind, for people who send without bytes.
func sample(kind string) (name, mime string, data []byte) {
	switch kind {
	case "photo":
		return "photo.png", "image/png", samplePhoto()
	case "voice":
		return "voice.oga", "audio/ogg", append([]byte("OggS\x00\x02"), make([]byte, 58)...)
	case "document":
		return "note.txt", "text/plain; charset=utf-8", []byte("sample document\n")
	}
	return kind + ".bin", "", []byte("sample " + kind)
}

// samplePhoto draws a 400×300 gradient.
func samplePhoto() []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 400, 300))
	for y := range 300 {
		for x := range 400 {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x / 2), uint8(120 + y/4), uint8(200 - x/4), 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // a Buffer can't fail
	return b.Bytes()
}
