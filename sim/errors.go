package sim

import (
	"fmt"
	"math"
	"time"
)

// apiError is a refusal as the Bot API words it.
type apiError struct {
	code    int
	text    string
	retry   int   // parameters.retry_after, seconds
	migrate int64 // parameters.migrate_to_chat_id
}

func (e *apiError) Error() string { return e.text }

func bad(text string) error       { return &apiError{code: 400, text: "Bad Request: " + text} }
func forbidden(text string) error { return &apiError{code: 403, text: "Forbidden: " + text} }

// conflict is the answer to a getUpdates that must give way.
func conflict(text string) error { return &apiError{code: 409, text: "Conflict: " + text} }

// tooMany rounds up to whole seconds, at least one, as the real servers do.
func tooMany(wait time.Duration) error {
	n := max(1, int(math.Ceil(wait.Seconds())))
	return &apiError{code: 429, text: fmt.Sprintf("Too Many Requests: retry after %d", n), retry: n}
}

// json is the whole body of the answer.
func (e *apiError) json() []byte {
	b := []byte(`{"ok":false`)
	b = appendInt(b, "error_code", int64(e.code))
	b = appendText(b, "description", e.text)
	switch {
	case e.retry > 0:
		b = appendRaw(b, "parameters", fmt.Sprintf(`{"retry_after":%d}`, e.retry))
	case e.migrate != 0:
		b = appendRaw(b, "parameters", fmt.Sprintf(`{"migrate_to_chat_id":%d}`, e.migrate))
	}
	return append(b, '}')
}
