package sim

import (
	"context"
	_ "embed"
	"errors"
	"net/http"
	"sort"
	"strconv"
	"strings"
)

// methods.txt lists every method of Bot API 10.3 with its parameters, one a
// line; it tells a typo from a method or parameter that exists.
//
//go:embed methods.txt
var methodList string

// call is one Bot API request under way.
type call struct {
	ctx    context.Context
	bot    *bot
	p      *params
	method string
}

// answerer does one method, under the world's lock, and returns the JSON of its
// result.
type answerer func(*call) ([]byte, error)

// api finds methods and knows their parameters.
type api struct {
	do    map[string]answerer
	known map[string]map[string]bool
	names map[string]string // lower case to the right spelling
}

func newAPI(s *Sim) *api {
	a := &api{do: s.methods(), known: map[string]map[string]bool{}, names: map[string]string{}}
	for line := range strings.Lines(methodList) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		set := map[string]bool{}
		for _, w := range words[1:] {
			set[w] = true
		}
		low := strings.ToLower(words[0])
		a.known[low], a.names[low] = set, words[0]
	}
	return a
}

// methods is the table of what is simulated; names are lower case because the
// servers do not mind the case.
func (s *Sim) methods() map[string]answerer {
	return map[string]answerer{
		"getme": s.getMe, "logout": s.logOut, "close": s.closeBot,
		"setwebhook": s.setWebhook, "deletewebhook": s.deleteWebhook, "getwebhookinfo": s.getWebhookInfo,
		"sendmessage": s.sendMessage, "sendphoto": s.sendFile, "sendvoice": s.sendFile, "senddocument": s.sendFile,
		"sendvideo": s.sendFile, "sendaudio": s.sendFile, "sendanimation": s.sendFile, "sendvideonote": s.sendFile,
		"sendsticker": s.sendFile, "sendlocation": s.sendLocation, "sendvenue": s.sendVenue,
		"sendcontact": s.sendContact, "sendpoll": s.sendPoll, "stoppoll": s.stopPoll,
		"sendmediagroup": s.sendMediaGroup, "sendchataction": s.sendChatAction,
		"copymessage": s.copyMessage, "forwardmessage": s.forwardMessage,
		"editmessagetext": s.editText, "editmessagecaption": s.editCaption,
		"editmessagereplymarkup": s.editMarkup, "editmessagemedia": s.editMedia,
		"editephemeralmessagetext": s.editEphemeral, "deleteephemeralmessage": s.deleteEphemeral,
		"deletemessage": s.deleteMessage, "deletemessages": s.deleteMessages,
		"setmessagereaction": s.setReaction, "answercallbackquery": s.answerCallback,
		"getfile": s.getFile, "getchat": s.getChat, "getchatmember": s.getChatMember,
		"getchatadministrators": s.getChatAdministrators, "getchatmembercount": s.getChatMemberCount,
		"leavechat": s.leaveChat, "pinchatmessage": s.pinMessage, "unpinchatmessage": s.unpinMessage,
		"unpinallchatmessages": s.unpinAll,
		"setmycommands":        s.setMyCommands, "getmycommands": s.getMyCommands, "deletemycommands": s.deleteMyCommands,
		"setmyname": s.setMyText, "setmydescription": s.setMyText, "setmyshortdescription": s.setMyText,
		"getmyname": s.getMyText, "getmydescription": s.getMyText, "getmyshortdescription": s.getMyText,
		"setchatmenubutton": s.setMenuButton, "getchatmenubutton": s.getMenuButton,
	}
}

// serveBot answers /bot<token>/<method>.
func (s *Sim) serveBot(w http.ResponseWriter, r *http.Request, path string) {
	token, method, ok := strings.Cut(path, "/")
	if !ok || method == "" || strings.Contains(method, "/") {
		writeAPI(w, nil, &apiError{code: 404, text: "Not Found"})
		return
	}
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat)) // by which a bot can tell whether its clock is right
	low := strings.ToLower(method)
	play := s.strike(low)
	if !play.before(r.Context(), w) {
		return
	}
	out, err := s.run(r, token, method, low, play.again)
	if r.Context().Err() != nil && out == nil {
		return
	}
	play.after()
	if play.garbage {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"ok":true,"result":{"message_id":`))
		return
	}
	s.tally(err)
	writeAPI(w, out, err)
}

// run finds the bot and the method, reads the arguments and does the work.
func (s *Sim) run(r *http.Request, token, method, low string, again bool) ([]byte, error) {
	s.mu.Lock()
	t := s.tokens[token]
	dead := t == nil || t.LoggedOut && low != "logout"
	limit := s.opt.MaxFile
	s.mu.Unlock()
	if dead {
		return nil, &apiError{code: 401, text: "Unauthorized"}
	}
	if limit == 0 {
		limit = 50 << 20
	}
	p, err := readParams(r, limit+1<<20)
	if errors.Is(err, errTooLarge) {
		return nil, &apiError{code: 413, text: "Request Entity Too Large"}
	}
	if err != nil {
		return nil, err
	}
	s.noteStrange(method, low, p)
	if low == "getupdates" {
		return s.getUpdates(r.Context(), t, p, again)
	}
	do := s.api.do[low]
	if do == nil {
		return nil, &apiError{code: 404, text: "Not Found"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return do(&call{ctx: r.Context(), bot: t, p: p, method: low})
}

// noteStrange remembers methods and parameters that do not exist or are not
// simulated, so that a test can notice a typo that Telegram would swallow.
func (s *Sim) noteStrange(method, low string, p *params) {
	known := s.api.known[low]
	var odd []string
	switch {
	case known == nil:
		odd = append(odd, method+": unknown method")
	case s.api.do[low] == nil && low != "getupdates":
		odd = append(odd, method+": not simulated")
	default:
		for k := range p.vals {
			if !known[k] {
				odd = append(odd, s.api.names[low]+": unknown parameter "+k)
			}
		}
	}
	if odd == nil {
		return
	}
	s.mu.Lock()
	for _, o := range odd {
		s.strange[o] = true
	}
	s.mu.Unlock()
}

// Strange lists the unknown methods, methods that are not simulated, and
// unknown parameters that bots have sent, in alphabetical order.
func (s *Sim) Strange() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]string, 0, len(s.strange))
	for o := range s.strange {
		out = append(out, o)
	}
	sort.Strings(out)
	return out
}

func (s *Sim) tally(err error) {
	var e *apiError
	if !errors.As(err, &e) {
		return
	}
	s.mu.Lock()
	if e.code == http.StatusTooManyRequests {
		s.count.Floods++
	} else {
		s.count.Refused++
	}
	s.mu.Unlock()
}

func writeAPI(w http.ResponseWriter, result []byte, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		var e *apiError
		if !errors.As(err, &e) {
			e = &apiError{code: 500, text: "Internal Server Error"}
		}
		if e.retry > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(e.retry))
		}
		w.WriteHeader(e.code)
		_, _ = w.Write(e.json())
		return
	}
	b := make([]byte, 0, len(result)+24)
	b = append(append(append(b, `{"ok":true,"result":`...), result...), '}')
	_, _ = w.Write(b)
}
