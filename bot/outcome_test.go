package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"

	"huiyin/store"
)

// refused is an error as the library words it.
func refused(sentinel error, description string) error {
	return fmt.Errorf("%w, %s", sentinel, description)
}

func TestJudge(t *testing.T) {
	const person, group = 7, -100
	bad, forbidden := tg.ErrorBadRequest, tg.ErrorForbidden
	for _, c := range []struct {
		kind string
		chat int64
		edit bool
		err  error
		want verdict
	}{
		{"message", person, true, refused(bad, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"), verdictSent},
		{"message", person, true, refused(bad, "Bad Request: message to edit not found"), verdictAnew},
		{"message", person, true, refused(bad, "Bad Request: message can't be edited"), verdictAnew},
		{"message", person, true, refused(bad, "Bad Request: MESSAGE_ID_INVALID"), verdictAnew},
		{"message", person, true, refused(bad, "Bad Request: there is no text in the message to edit"), verdictReplace},
		{"message", person, true, refused(bad, "Bad Request: there is no caption in the message to edit"), verdictReplace},
		{"message", group, false, refused(bad, "Bad Request: message to be replied not found"), verdictNoReply},
		{"message", group, false, refused(bad, "Bad Request: message to reply not found"), verdictNoReply},
		{"message", group, false, refused(bad, "Bad Request: message thread not found"), verdictNoThread},
		{"message", group, false, refused(bad, "Bad Request: TOPIC_CLOSED"), verdictNoThread},
		{"message", person, false, refused(bad, "Bad Request: can't parse entities: unsupported start tag"), verdictPlain},
		{"message", person, false, refused(bad, "Bad Request: ENTITY_TEXT_INVALID"), verdictPlain},
		{"message", person, false, refused(bad, "Bad Request: ENTITY_MENTION_USER_INVALID"), verdictPlain},
		{"message", person, false, refused(bad, "Bad Request: wrong file_id or the file is temporarily unavailable"), verdictNoMedia},
		{"message", person, false, refused(bad, "Bad Request: wrong file identifier/HTTP URL specified"), verdictNoMedia},
		{"message", person, false, refused(bad, "Bad Request: VOICE_MESSAGES_FORBIDDEN"), verdictNoMedia},
		{"message", group, false, refused(bad, "Bad Request: not enough rights to send photos to the chat"), verdictNoMedia},
		{"message", person, false, refused(bad, "Bad Request: BUTTON_URL_INVALID"), verdictNoExtras},
		{"message", group, false, refused(bad, "Bad Request: phone number can be requested in private chats only"), verdictNoExtras},
		{"message", person, false, refused(bad, "Bad Request: BUTTON_DATA_INVALID"), verdictBroken},
		{"message", person, false, refused(bad, "Bad Request: message text is empty"), verdictBroken},
		{"message", person, false, refused(bad, "Bad Request: message is too long"), verdictBroken},
		{"message", person, false, refused(bad, "Bad Request: something new"), verdictBroken},

		{"message", person, false, refused(forbidden, "Forbidden: bot was blocked by the user"), verdictBlocked},
		{"message", person, true, refused(forbidden, "Forbidden: bot was blocked by the user"), verdictBlocked},
		{"message", person, false, refused(forbidden, "Forbidden: user is deactivated"), verdictBlocked},
		{"message", person, false, refused(forbidden, "Forbidden: bot can't initiate conversation with a user"), verdictBlocked},
		{"message", person, false, refused(bad, "Bad Request: chat not found"), verdictBlocked},
		{"message", person, false, refused(bad, "Bad Request: PEER_ID_INVALID"), verdictBlocked},
		{"message", group, false, refused(bad, "Bad Request: chat not found"), verdictGone},
		{"message", group, false, refused(forbidden, "Forbidden: bot was kicked from the supergroup chat"), verdictGone},
		{"message", group, false, refused(forbidden, "Forbidden: bot is not a member of the supergroup chat"), verdictGone},
		{"message", group, false, refused(forbidden, "Forbidden: the group chat was deleted"), verdictGone},
		{"message", group, false, refused(bad, "Bad Request: group chat was deactivated"), verdictGone},
		{"message", group, false, refused(bad, "Bad Request: CHAT_WRITE_FORBIDDEN"), verdictGone},
		{"message", group, false, refused(bad, "Bad Request: not enough rights to send text messages to the chat"), verdictGone},
		{"message", group, false, refused(bad, "Bad Request: group chat was upgraded to a supergroup chat"), verdictLater},
		{"message", group, false, &tg.MigrateError{MigrateToChatID: -1009}, verdictMoved},
		{"message", group, false, fmt.Errorf("wrapped: %w", &tg.TooManyRequestsError{RetryAfter: 31}), verdictFlood},

		{"react", group, false, refused(bad, "Bad Request: REACTION_INVALID"), verdictDrop},
		{"react", group, false, refused(forbidden, "Forbidden: bot was kicked from the group chat"), verdictDrop},
		{"react", group, false, &tg.TooManyRequestsError{RetryAfter: 3}, verdictFlood},
		{"delete", group, false, refused(bad, "Bad Request: message to delete not found"), verdictSent},
		{"delete", group, false, refused(bad, "Bad Request: message can't be deleted for everyone"), verdictDrop},
		{"menu", person, false, refused(bad, "Bad Request: chat not found"), verdictDrop},

		{"message", person, false, errors.New("error response from telegram for method m, 500 Internal Server Error"), verdictLater},
		{"message", person, false, errors.New("error response from telegram for method m, 413 Request Entity Too Large"), verdictBroken},
		{"message", person, false, errors.New("error decode response body for method m, <html>502</html>, invalid character '<'"), verdictLater},
		{"message", person, false, errors.New("error decode response result for method m, json: bad"), verdictSent},
		{"message", person, false, errors.New("error build request form for method m, x"), verdictBroken},
		{"message", person, false, fmt.Errorf("error do request for method m, %w", &url.Error{Op: "Post", URL: "https://x/bot***/m", Err: errors.New("EOF")}), verdictLater},
		{"message", person, false, fmt.Errorf("error do request for method m, %w", context.DeadlineExceeded), verdictLater},
		{"message", person, false, fmt.Errorf("error do request for method m, %w", context.Canceled), verdictStop},
		{"message", person, false, refused(tg.ErrorUnauthorized, "Unauthorized"), verdictLater},
		{"message", person, false, refused(tg.ErrorConflict, "Conflict"), verdictLater},
	} {
		f := asFailure("m", c.err)
		if got := judge(store.Post{Kind: c.kind, Chat: c.chat}, c.edit, f); got != c.want {
			t.Errorf("%s to %d (edit %v), %v: verdict %d, want %d", c.kind, c.chat, c.edit, c.err, got, c.want)
		}
	}
}

func TestFailureIsFitForTheLog(t *testing.T) {
	secrets := []string{"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "张三", "13800000000"}
	for _, err := range []error{
		fmt.Errorf("error do request for method m, %w", &url.Error{Op: "Post", URL: "https://x/bot" + secrets[0] + "/m", Err: errors.New("x")}),
		errors.New("error decode response body for method m, <html>" + secrets[1] + "</html>"),
		refused(tg.ErrorBadRequest, `Bad Request: wrong HTTP URL "https://x/?phone=`+secrets[2]+`" specified`),
		refused(tg.ErrorBadRequest, "Bad Request: can't use https://x/"+secrets[2]+" here"),
		errors.New("anything else: " + secrets[1]),
	} {
		f := asFailure("m", err)
		for _, s := range secrets {
			if said := f.Error() + fmt.Sprint(f.attrs()...); strings.Contains(said, s) {
				t.Errorf("%q is in %q", s, said)
			}
		}
	}
	if asFailure("m", nil) != nil {
		t.Error("no error is a failure")
	}
}

func TestBackoff(t *testing.T) {
	for n, want := range map[int]time.Duration{-1: time.Second, 0: time.Second, 3: 8 * time.Second, 10: 5 * time.Minute, 1 << 40: 5 * time.Minute} {
		for range 50 {
			if d := backoff(n, 5*time.Minute); d < want*9/10 || d > want*11/10 {
				t.Errorf("%d failures: %v, want about %v", n, d, want)
			}
		}
	}
}
