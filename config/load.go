package config

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Load reads the program's settings. An empty path means that there is no
// file: the defaults hold, and the environment. A nil env means that there is
// no environment either. The result is nil when the problems hold an error.
//
// The token comes from the first of these that has one: HUIYIN_TOKEN, the
// token file, the key telegram.token (which earns a warning).
func Load(path string, env func(string) string) (*Config, Problems) {
	var src []byte
	if path != "" {
		var problems Problems
		if src, problems = readFile(path, "config.example.yaml"); problems != nil {
			return nil, problems
		}
	}
	return parseConfig(path, src, env)
}

func parseConfig(path string, src []byte, env func(string) string) (*Config, Problems) {
	c := Default()
	w := newWalker(path, &c)
	w.read(src, &c)
	inFile := c.Telegram.Token
	if env != nil {
		w.environment(reflect.ValueOf(&c).Elem(), "", "HUIYIN", env)
	}
	checkConfig(w, &c)
	c.resolve(filepath.Dir(path))
	c.findToken(w, inFile)
	c.places(w)
	w.problems.sort()
	if w.problems.Failed() {
		return nil, w.problems
	}
	return &c, w.problems
}

// resolve makes paths that were relative to the file's folder usable.
func (c *Config) resolve(folder string) {
	for _, p := range []*string{&c.Database, &c.KeyFile, &c.Community, &c.Telegram.TokenFile, &c.Backup.To, &c.Backup.Key} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(folder, *p)
		}
	}
}

// findToken looks for the token in its order. A token file that is not there
// is no mistake: not everything that the program does needs a token.
func (c *Config) findToken(w *walker, inFile Secret) {
	const path = "telegram.token"
	if inFile != "" {
		variable := w.fromEnv[path]
		delete(w.fromEnv, path) // the warning is about the line in the file
		w.warn(path, "config.token_in_file")
		if variable != "" {
			w.fromEnv[path] = variable
		}
	}
	if w.fromEnv[path] == "" && c.Telegram.TokenFile != "" && c.tokenFile(w) {
		return
	}
	if c.Telegram.Token == "" {
		return
	}
	if !tokenShape.MatchString(c.Telegram.Token.Reveal()) {
		w.say(path, "config.bad_token")
	} else if short(c.Telegram.Token) {
		w.warn(path, "config.short_token")
	}
}

// tokenFile takes the token from its file; true when there is no need to look
// further. An empty file holds none.
func (c *Config) tokenFile(w *walker) bool {
	name := c.Telegram.TokenFile
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	if err != nil {
		key, args := unreadable(err)
		w.say("telegram.token_file", "config.unreadable_token", "File", name, "Why", Word{key, args})
		return true
	}
	token := strings.TrimSpace(strings.TrimPrefix(string(text), byteOrderMark))
	if token == "" {
		return false
	}
	c.Telegram.Token = Secret(token)
	if !tokenShape.MatchString(token) {
		w.problems = append(w.problems, newProblem(name, 0, 0, "config.bad_token", nil))
	} else if short(c.Telegram.Token) {
		w.problems = append(w.problems, newWarning(name, "config.short_token"))
	}
	if openToOthers(name) {
		w.problems = append(w.problems, newWarning(name, "config.open_file", "File", name))
	}
	return true
}

// byteOrderMark is what Windows' editor writes before a text.
const byteOrderMark = "\ufeff"

// places looks whether the files can stand where they are to stand. A folder that
// is not there is a slip of the pen, or a disk that is not mounted: to make it
// would begin a new community beside the old one.
func (c *Config) places(w *walker) {
	said := slices.ContainsFunc(w.problems, func(p Problem) bool { return p.Path == "database" })
	if c.Database != "" && !said {
		folder := filepath.Dir(c.Database)
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			w.say("database", "config.no_folder", "Folder", folder)
		} else if info, err := os.Stat(c.Database); err == nil && info.IsDir() {
			w.say("database", "config.not_a_file", "Key", "database")
		}
	}
	if openToOthers(c.KeyFile) {
		w.problems = append(w.problems, newWarning(c.KeyFile, "config.open_file", "File", c.KeyFile))
	}
	c.backupPlaces(w)
}

// openToOthers reports whether other users of the machine can read the file.
// Windows has no such bits: it shows all files as open to all.
func openToOthers(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows"
}

func checkConfig(w *walker, c *Config) {
	w.lang("language", c.Language)
	w.oneOf("log.level", c.Log.Level, "debug", "info", "warn", "error")
	w.oneOf("log.format", c.Log.Format, "text", "json")
	for path, value := range map[string]string{"database": c.Database, "key_file": c.KeyFile, "community": c.Community} {
		switch {
		case strings.TrimSpace(value) == "":
			w.say(path, "config.empty", "Key", path)
		case strings.Contains(value, "://"):
			w.say(path, "config.not_a_file", "Key", path)
		}
	}
	if c.KeyFile != "" && filepath.Clean(c.KeyFile) == filepath.Clean(c.Database) {
		w.say("key_file", "config.same_file", "Key", "key_file", "Other", "database")
	}
	api, err := url.Parse(c.Telegram.APIURL)
	if err != nil || !slices.Contains([]string{"http", "https"}, api.Scheme) || api.Hostname() == "" || api.RawQuery != "" || api.User != nil {
		w.say("telegram.api_url", "config.bad_api_url")
	}
	c.Telegram.APIURL = strings.TrimRight(c.Telegram.APIURL, "/")
	if c.Telegram.Proxy != "" {
		proxy, err := url.Parse(c.Telegram.Proxy.Reveal())
		if err != nil || !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, proxy.Scheme) || proxy.Hostname() == "" {
			w.say("telegram.proxy", "config.bad_proxy")
		}
	}
	if d := c.Telegram.LongPoll; !w.broken("telegram.long_poll") && (d < time.Second || d > maxLongPoll || d%time.Second != 0) {
		w.say("telegram.long_poll", "config.bad_long_poll", "Max", maxLongPoll.String())
	}
	w.between("limits.messages_per_minute", c.Limits.MessagesPerMinute, 1, 1000)
	w.between("limits.orders_per_day", c.Limits.OrdersPerDay, 1, 10000)
	checkBackup(w, c)
	checkKeep(w, c)
}

// oneOf checks a word against those that may stand there.
func (w *walker) oneOf(path, value string, allowed ...string) {
	if slices.Contains(allowed, value) || w.broken(path) {
		return
	}
	w.say(path, "config.one_of", "Key", lastKey(path), "Value", value,
		"Allowed", strings.Join(allowed, ", "), "Guess", w.guess(value, allowed))
}

func (w *walker) between(path string, value, low, high int) {
	if (value < low || value > high) && !w.broken(path) {
		w.say(path, "config.between", "Key", lastKey(path), "Value", value, "Low", low, "High", high)
	}
}

// broken reports whether the value at the path was reported already.
func (w *walker) broken(path string) bool { return w.bad[path] }
