package roster

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Sizes beyond which a file is not read. A roster of the greatest community has
// less than one MB.
const (
	maxFile     = 10 << 20 // as it lies on the disk
	maxUnpacked = 32 << 20
	maxParts    = 2000 // files inside
)

// Load reads a workbook (.xlsx), a folder of CSV files, or a zip of them. What
// the file is, its content tells, not its name.
func Load(file string) (Book, Problems) {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Book{}, wrongFile("roster.no_file")
	case err != nil:
		return Book{}, wrongFile("roster.unreadable", "Reason", reason(err))
	case info.IsDir():
		return loadFolder(file)
	case info.Size() > maxFile:
		return Book{}, wrongFile("roster.too_big", "Max", maxFile>>20)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return Book{}, wrongFile("roster.unreadable", "Reason", reason(err))
	}
	return Read(filepath.Base(file), data)
}

// TooBig is what is said of a file that nobody could even fetch.
func TooBig() Problems { return wrongFile("roster.too_big", "Max", maxFile>>20) }

// Read is Load for a file whose content is at hand already.
func Read(name string, data []byte) (Book, Problems) {
	b, problems := Book{}, Problems(nil)
	switch what := kindOf(data); what {
	case kindWorkbook:
		b, problems = readWorkbook(data)
	case kindCSVs:
		b, problems = readZip(data)
	case "":
		if !strings.EqualFold(filepath.Ext(name), ".csv") || !isText(data) {
			problems = wrongFile("roster.not_a_sheet")
			break
		}
		problems = b.addCSV(name, data) // one sheet: the others stay as they are
	case "roster.too_big":
		problems = TooBig()
	default:
		problems = wrongFile(what, "Max", maxUnpacked>>20)
	}
	b.File = name
	return b, problems
}

// isText reports whether the data can be a text at all, in whatever encoding.
func isText(data []byte) bool {
	return len(data) > 0 && bytes.IndexByte(data, 0) < 0 && !bytes.HasPrefix(data, []byte("%PDF"))
}

func wrongFile(key string, args ...any) Problems { return Problems{{Key: key, Args: args}} }

// reason is the error without the path.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return err.Error()
}

// What a file can be; any other value is the key of the text that refuses it.
const (
	kindWorkbook = "workbook"
	kindCSVs     = "csvs"
)

var (
	magicOLE = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	magicZip = []byte("PK\x03\x04")
	// The stream of a workbook with a password, in UTF-16.
	encrypted = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
)

// kindOf looks into the file.
func kindOf(data []byte) string {
	switch {
	case len(data) > maxFile:
		return "roster.too_big"
	case bytes.HasPrefix(data, magicOLE) && bytes.Contains(data, encrypted):
		return "roster.password"
	case bytes.HasPrefix(data, magicOLE):
		return "roster.old_excel"
	case !bytes.HasPrefix(data, magicZip):
		return ""
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "roster.damaged"
	}
	if wrong := unpackable(z); wrong != "" {
		return wrong
	}
	has := func(match func(name string) bool) bool {
		return slices.ContainsFunc(z.File, func(f *zip.File) bool { return match(strings.ToLower(f.Name)) })
	}
	named := func(want string) bool { return has(func(name string) bool { return name == want }) }
	switch {
	case has(func(name string) bool { return strings.HasSuffix(name, "vbaproject.bin") }):
		return "roster.macros"
	case named("xl/workbook.bin"):
		return "roster.binary"
	case has(func(name string) bool { return strings.HasPrefix(name, "xl/") }):
		return kindWorkbook
	case named("mimetype") || named("word/document.xml") || named("ppt/presentation.xml"):
		return "roster.other_office"
	case has(func(name string) bool { return path.Ext(name) == ".csv" }):
		return kindCSVs
	}
	return ""
}

// unpackable unpacks everything once and counts. What a zip says of its own
// sizes may be a lie.
func unpackable(z *zip.Reader) (wrong string) {
	if len(z.File) > maxParts {
		return "roster.bomb"
	}
	left := int64(maxUnpacked)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return "roster.damaged"
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, left+1))
		r.Close()
		if left -= n; left < 0 {
			return "roster.bomb"
		}
		if err != nil {
			return "roster.damaged"
		}
	}
	return ""
}
