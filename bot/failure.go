package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"
)

// fault is the kind of a failure.
type fault int

const (
	faultRefused   fault = iota // Telegram answered that it can't be done
	faultFlood                  // too much; wait for retry
	faultMigrate                // the group has a new id
	faultToken                  // the token is not known
	faultConflict               // somebody else asks for the updates
	faultServer                 // Telegram, or something before it, is broken
	faultNetwork                // nobody answered; it may have been done or not
	faultUnclear                // it was done, but the answer could not be read
	faultCancelled              // we gave up
)

var faultNames = map[fault]string{
	faultRefused: "refused", faultFlood: "flood", faultMigrate: "migrated", faultToken: "token", faultConflict: "conflict",
	faultServer: "server", faultNetwork: "network", faultUnclear: "unclear", faultCancelled: "cancelled",
}

// failure is why a call did not work, without anything secret or personal.
type failure struct {
	fault   fault
	method  string
	code    int    // Telegram's error_code; 0: it gave none
	text    string // Telegram's description, quoted parts taken out
	retry   time.Duration
	migrate int64
}

// Error is fit for the log.
func (f *failure) Error() string {
	s := f.method + ": " + faultNames[f.fault]
	if f.code != 0 {
		s += " " + strconv.Itoa(f.code)
	}
	if f.text != "" {
		s += " " + f.text
	}
	return s
}

// attrs are what the log says about the failure.
func (f *failure) attrs() []any {
	return []any{"method", f.method, "fault", faultNames[f.fault], "code", f.code, "description", f.text}
}

var quoted = regexp.MustCompile(`"[^"]*"|'[^']*'|https?://\S+|tg://\S+`)

// strip takes out of a description what may come from a message or a setting.
func strip(description string) string {
	s := quoted.ReplaceAllString(description, "…")
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200])
	}
	return s
}

// answer is the frame of every answer of the Bot API.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		Migrate    int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// failure reads an answer that is not ok.
func (a *answer) failure(method string) *failure {
	f := &failure{method: method, code: a.ErrorCode, text: strip(a.Description)}
	f.retry = pause(a.Parameters.RetryAfter)
	f.migrate = a.Parameters.Migrate
	f.fault = faultOf(f.code)
	if f.migrate != 0 {
		f.fault = faultMigrate
	}
	return f
}

func faultOf(code int) fault {
	switch {
	case code == 401:
		return faultToken
	case code == 409:
		return faultConflict
	case code == 429:
		return faultFlood
	case code >= 500:
		return faultServer
	}
	return faultRefused
}

// pause is how long Telegram asks to wait, less what is nonsense: a post would
// wait for ever, also after a restart.
func pause(seconds int) time.Duration {
	return time.Duration(min(max(seconds, 0), longestPause)) * time.Second
}

const longestPause = 24 * 60 * 60

// sentinels are the library's errors that carry a description.
var sentinels = []struct {
	err  error
	code int
}{
	{tg.ErrorForbidden, 403}, {tg.ErrorBadRequest, 400}, {tg.ErrorUnauthorized, 401},
	{tg.ErrorNotFound, 404}, {tg.ErrorConflict, 409}, {tg.ErrorTooManyRequests, 429},
}

// asFailure takes an error of the library apart. nil stays nil.
func asFailure(method string, err error) *failure {
	if err == nil {
		return nil
	}
	f := &failure{method: method}
	var flood *tg.TooManyRequestsError
	var migrate *tg.MigrateError
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &flood):
		f.fault, f.code, f.retry = faultFlood, 429, pause(flood.RetryAfter)
		return f
	case errors.As(err, &migrate):
		f.fault, f.code, f.migrate = faultMigrate, 400, int64(migrate.MigrateToChatID)
		return f
	case errors.Is(err, context.Canceled):
		f.fault = faultCancelled
		return f
	}
	for _, s := range sentinels {
		if errors.Is(err, s.err) {
			f.code, f.fault = s.code, faultOf(s.code)
			_, text, _ := strings.Cut(err.Error(), ", ")
			f.text = strip(text)
			return f
		}
	}
	f.fault, f.code, f.text = libraryFault(method, err.Error())
	return f
}

// libraryFault tells the errors of the library that have no type by how they
// begin. What follows is not looked at: it can be a whole web page.
func libraryFault(method, text string) (fault, int, string) {
	starts := func(s string) bool { return strings.HasPrefix(text, s) }
	if rest, ok := strings.CutPrefix(text, fmt.Sprintf("error response from telegram for method %s, ", method)); ok {
		number, description, _ := strings.Cut(rest, " ")
		code, _ := strconv.Atoi(number)
		return faultOf(code), code, strip(description)
	}
	switch {
	case starts("error decode response result"):
		return faultUnclear, 0, ""
	case starts("error decode response body"):
		return faultServer, 0, "not JSON"
	case starts("error build request form"), starts("error create request"):
		return faultRefused, 0, "can't be written as a request"
	}
	return faultNetwork, 0, ""
}
