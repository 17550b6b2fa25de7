package flows

import (
	"strconv"
	"strings"

	"huiyin/order"
)

// buttonVersion leads every button's data. Buttons live in chats for months;
// one from before a change must explain itself instead of doing another thing.
const buttonVersion = "1"

// maxButton is Telegram's limit for a button's data, in bytes.
const maxButton = 64

// data packs what a button does. It carries no rights: whoever presses it is
// judged by who they are.
func data(verb string, args ...any) string {
	parts := []string{buttonVersion, verb}
	for _, a := range args {
		switch a := a.(type) {
		case string:
			parts = append(parts, a)
		case int64:
			parts = append(parts, strconv.FormatInt(a, 10))
		case int:
			parts = append(parts, strconv.Itoa(a))
		}
	}
	return strings.Join(parts, ":")
}

// press is the data of a button, unpacked.
type press struct {
	verb string
	args []string
}

// arg is the n-th argument, or "".
func (p press) arg(n int) string {
	if n < len(p.args) {
		return p.args[n]
	}
	return ""
}

// no is the first argument as an order's number; 0 when it is none.
func (p press) no() int64 {
	n, err := strconv.ParseInt(p.arg(0), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func unpack(s string) (press, error) {
	parts := strings.Split(s, ":")
	if len(s) > maxButton || len(parts) < 2 || parts[0] != buttonVersion {
		return press{}, order.ErrButton
	}
	return press{verb: parts[1], args: parts[2:]}, nil
}

// taps maps each verb to what it does. The ones about an order get it, and
// must ask the table of rules (step.may or step.act) before anything else.
var orderTaps = map[string]func(*step, order.Order, press) error{
	"accept":   (*step).tapAccept,
	"decline":  (*step).tapDecline,
	"promise":  (*step).tapPromise,
	"arrive":   (*step).tapArrive,
	"help":     (*step).tapHelp,
	"release":  (*step).tapRelease,
	"finish":   (*step).tapFinish,
	"settle":   (*step).tapSettle,
	"wait":     (*step).tapWait,
	"resume":   (*step).tapResume,
	"extend":   (*step).tapExtend,
	"message":  (*step).tapMessage,
	"offer":    (*step).tapOffer,
	"units":    (*step).tapUnits,
	"undo":     (*step).tapUndo,
	"uphold":   (*step).tapUphold,
	"suggest":  (*step).tapSuggest,
	"refuse":   (*step).tapRefuse,
	"climb":    (*step).tapClimb,
	"nudge":    (*step).tapNudge,
	"later":    (*step).tapLater,
	"open":     (*step).tapOpen,
	"rate":     (*step).tapRate,
	"reopen":   (*step).tapReopen,
	"withdraw": (*step).tapWithdraw,
	"join":     (*step).tapJoin,
	"show":     (*step).tapShow,
}

var otherTaps = map[string]func(*step, press) error{
	"draft":   (*step).tapDraft,
	"bind":    (*step).tapBind,
	"invite":  (*step).tapInvite,
	"homes":   (*step).tapHomes,
	"group":   (*step).tapGroup,
	"pick":    (*step).tapPick,
	"role":    (*step).tapRole,
	"people":  (*step).tapPeople,
	"lang":    (*step).tapLanguage,
	"leave":   (*step).tapLeave,
	"standin": (*step).tapStandIn,
	"duty":    (*step).tapDuty,
	"rota":    (*step).tapRota,
	"swap":    (*step).tapSwap,
	"set":     (*step).tapSettings,
	"areas":   (*step).tapAreas,
	"doctor":  (*step).tapDoctor,
	"roster":  (*step).tapRoster,
	"forget":  (*step).tapForget,
	"privacy": (*step).tapPrivacy,
	"close":   (*step).tapClosePrompt,
	"errands": (*step).tapErrands,
}

func (s *step) tapped() error {
	p, err := unpack(s.in.Tap.Data)
	if err != nil {
		return err
	}
	if do := otherTaps[p.verb]; do != nil {
		return do(s, p)
	}
	do := orderTaps[p.verb]
	if do == nil {
		return order.ErrButton
	}
	o, err := s.tx.Order(p.no())
	if err != nil {
		return err
	}
	s.goTo(o.Area)
	if again, err := s.again(o, p); err != nil || again {
		return err
	}
	return s.veil(o, do(s, o, p))
}

// veil hides from strangers that there is such an order, and how it stands: a
// refusal tells that only to whoever has it before them.
func (s *step) veil(o order.Order, err error) error {
	if !isRefusal(err) || s.in.Chat.ID == o.Chat || s.can(o, order.See) {
		return err
	}
	p, ok, failed := s.tx.PostOf(s.in.Chat.ID, s.in.Tap.Message)
	if failed != nil {
		return failed
	}
	if ok && p.Order == o.No {
		return err
	}
	return order.ErrGone
}
