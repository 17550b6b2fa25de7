package config

import (
	"log/slog"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"
)

// Config is the program's own settings. After Load its paths are relative to
// the present folder, no longer to the file's.
type Config struct {
	Language  string   `yaml:"language"`  // of the program's own messages: zh or en
	Database  string   `yaml:"database"`  // the SQLite file
	KeyFile   string   `yaml:"key_file"`  // the key that encrypts names, phone numbers, addresses and texts
	Community string   `yaml:"community"` // the community file
	Telegram  Telegram `yaml:"telegram"`
	Log       Log      `yaml:"log"`
	Limits    Limits   `yaml:"limits"`
	Backup    Backup   `yaml:"backup"`
	Keep      Keep     `yaml:"keep"`
}

// Telegram is how the bot reaches Telegram.
type Telegram struct {
	Token     Secret        `yaml:"token" env:"TOKEN"` // after Load: the token found, wherever it stood
	TokenFile string        `yaml:"token_file" env:"TOKEN_FILE"`
	APIURL    string        `yaml:"api_url"`   // without a slash at the end
	Proxy     Secret        `yaml:"proxy"`     // a URL; it may hold a password
	LongPoll  time.Duration `yaml:"long_poll"` // whole seconds, at most 50
}

// Log is how the program keeps its log.
type Log struct {
	Level  string `yaml:"level"`  // debug, info, warn or error
	Format string `yaml:"format"` // text or json
}

// Limits keep one person from drowning all others.
type Limits struct {
	MessagesPerMinute int `yaml:"messages_per_minute"` // of one person
	OrdersPerDay      int `yaml:"orders_per_day"`      // of one person
}

// Backup is where backups are kept, and when one is made.
type Backup struct {
	To       string `yaml:"to"`        // the folder; empty: none is made by itself
	At       string `yaml:"at"`        // a cron expression, in the community's time zone
	KeepDays int    `yaml:"keep_days"` // older ones are deleted
	Key      string `yaml:"key"`       // the key that encrypts backups; made at the first one
}

// Keep is for how many days what is personal is kept.
type Keep struct {
	At       string `yaml:"at"`            // a cron expression, in the community's time zone
	Orders   int    `yaml:"orders_days"`   // who and what of orders that ended
	Files    int    `yaml:"files_days"`    // their photos, voices and places
	Drafts   int    `yaml:"drafts_days"`   // what was never submitted
	Messages int    `yaml:"messages_days"` // what the bot said
	Shown    int    `yaml:"shown_days"`    // who saw whose phone
	History  int    `yaml:"history_days"`  // who agreed, and who changed settings
}

// maxLongPoll is the longest poll that Telegram's servers were seen to keep.
const maxLongPoll = 50 * time.Second

// Default is what holds where the owner wrote nothing.
func Default() Config {
	return Config{
		Language:  "zh",
		Database:  "huiyin.db",
		KeyFile:   "huiyin.key",
		Community: "community.yaml",
		Telegram: Telegram{
			TokenFile: "huiyin.token",
			APIURL:    "https://api.telegram.org",
			LongPoll:  maxLongPoll,
		},
		Log:    Log{Level: "info", Format: "text"},
		Limits: Limits{MessagesPerMinute: 20, OrdersPerDay: 20},
		Backup: Backup{At: "30 3 * * *", KeepDays: 30, Key: "huiyin-backup.key"},
		Keep:   Keep{At: "10 4 * * *", Orders: 1095, Files: 365, Drafts: 30, Messages: 90, Shown: 365, History: 1095},
	}
}

// ProxyURL is the proxy to use; nil when there is none.
func (t Telegram) ProxyURL() *url.URL {
	u, err := url.Parse(t.Proxy.Reveal())
	if err != nil || t.Proxy == "" {
		return nil
	}
	return u
}

// SlogLevel is the level as the standard log package knows it.
func (l Log) SlogLevel() slog.Level {
	var level slog.Level
	if level.UnmarshalText([]byte(l.Level)) != nil {
		return slog.LevelInfo
	}
	return level
}

// NeedToken says what is wrong when there is no token. Only whoever talks to
// Telegram needs one, so Load does not ask for it.
func (c *Config) NeedToken() Problems {
	if c.Telegram.Token != "" {
		return nil
	}
	if info, err := os.Stat(c.Telegram.TokenFile); err == nil && info.Mode().IsRegular() {
		return Problems{newProblem(c.Telegram.TokenFile, 0, 0, "config.empty_token", nil)}
	}
	return Problems{newProblem(c.Telegram.TokenFile, 0, 0, "config.token_none", nil)}
}

// tokenShape is what BotFather hands out. It also keeps anything out of the
// address of a request that does not belong there.
var tokenShape = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]{3,}$`)

// shortest is how long the part after the colon is at least. BotFather's tokens
// have 35 letters there; what has half of them was not copied to its end.
const shortest = 20

func short(token Secret) bool {
	_, secret, _ := strings.Cut(token.Reveal(), ":")
	return len(secret) < shortest
}
