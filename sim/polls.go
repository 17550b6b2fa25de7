package sim

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// poll is a native poll; Votes maps a voter to options.
type poll struct {
	ID       string
	Bot      int64 // who sent it; 0 for a person
	Question string
	Options  []string
	Public   bool
	Multiple bool
	Closed   bool
	Votes    map[int64][]int
}

func (p *poll) counts() []int {
	n := make([]int, len(p.Options))
	for _, v := range p.Votes {
		for _, o := range v {
			n[o]++
		}
	}
	return n
}

func (s *Sim) pollJSON(p *poll) string {
	b := []byte{'{'}
	b = appendText(b, "id", p.ID)
	b = appendText(b, "question", p.Question)
	b = append(appendKey(b, "options"), '[')
	for i, n := range p.counts() {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendText(b, "persistent_id", strconv.Itoa(i))
		b = appendText(b, "text", p.Options[i])
		b = append(appendInt(b, "voter_count", int64(n)), '}')
	}
	b = append(b, ']')
	b = appendInt(b, "total_voter_count", int64(len(p.Votes)))
	b = appendRaw(b, "is_closed", strconv.FormatBool(p.Closed))
	b = appendRaw(b, "is_anonymous", strconv.FormatBool(!p.Public))
	b = appendText(b, "type", "regular")
	b = appendRaw(b, "allows_multiple_answers", strconv.FormatBool(p.Multiple))
	return string(append(b, '}'))
}

func (s *Sim) keepPoll(p *poll) *poll {
	p.ID, p.Votes = s.digits(19), map[int64][]int{}
	s.polls[p.ID] = p
	return p
}

func (s *Sim) copyPoll(t *bot, id string) string {
	old := s.polls[id]
	return s.keepPoll(&poll{Bot: t.ID, Question: old.Question, Options: old.Options, Public: old.Public, Multiple: old.Multiple}).ID
}

// checkPoll applies the limits of sendPoll.
func checkPoll(question string, options []string) error {
	if strings.TrimSpace(question) == "" {
		return errors.New("poll question must be non-empty")
	}
	if utf16Len(question) > 300 {
		return errors.New("poll question length must not exceed 300")
	}
	if len(options) == 0 {
		return errors.New("poll must have at least 1 option")
	}
	if len(options) > 12 {
		return errors.New("poll can't have more than 12 options")
	}
	for _, o := range options {
		if strings.TrimSpace(o) == "" {
			return errors.New("poll options must be non-empty")
		}
		if utf16Len(o) > 100 {
			return errors.New("poll options length must not exceed 100")
		}
	}
	return nil
}

func (s *Sim) sendPoll(c *call) ([]byte, error) {
	options, err := readOptions(c.p)
	if err != nil {
		return nil, err
	}
	question := c.p.str("question")
	if err := checkPoll(question, options); err != nil {
		return nil, bad(err.Error())
	}
	if kind := c.p.str("type"); kind != "" && kind != "regular" {
		return nil, bad("quizzes are not simulated")
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	p := s.keepPoll(&poll{Bot: c.bot.ID, Question: question, Options: options, Multiple: c.p.bool("allows_multiple_answers")})
	p.Public = c.p.has("is_anonymous") && !c.p.bool("is_anonymous")
	p.Closed = c.p.bool("is_closed")
	m.Kind, m.Poll, m.Text = "poll", p.ID, question
	return s.publish(c, to, m)
}

func readOptions(p *params) ([]string, error) {
	var raw []json.RawMessage
	if err := p.json("options", &raw); err != nil {
		return nil, err
	}
	var out []string
	for _, r := range raw {
		var o struct {
			Text string `json:"text"`
		}
		if json.Unmarshal(r, &o.Text) != nil && json.Unmarshal(r, &o) != nil {
			return nil, bad("expected an option to be of type String")
		}
		out = append(out, o.Text)
	}
	return out, nil
}

func (s *Sim) stopPoll(c *call) ([]byte, error) {
	ch, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, err
	}
	m := ch.get(int(c.p.int("message_id")))
	if m == nil || c.p.int("message_id") <= 0 {
		return nil, bad("message with poll to stop not found")
	}
	if m.Kind != "poll" {
		return nil, bad("message is not a poll")
	}
	p := s.polls[m.Poll]
	if m.From != c.bot.ID || m.Origin != "" {
		return nil, bad("poll can't be stopped")
	}
	if p.Closed {
		return nil, bad("poll has already been closed")
	}
	if m.Markup, err = readMarkup(c.p, ch, true); err != nil {
		return nil, err
	}
	p.Closed = true
	m.Version++
	s.event("edit", ch, m, c.bot.ID, "")
	s.emit(c.bot, "poll", []byte(s.pollJSON(p)))
	return []byte(s.pollJSON(p)), nil
}

// Vote votes in a poll by option numbers from 0; none takes the vote back. The
// bot that sent the poll hears of it, by name only if the poll is not anonymous.
func (s *Sim) Vote(user, chat int64, messageID int, options ...int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.joined(user, chat)
	if err != nil {
		return err
	}
	m := ch.get(messageID)
	if m == nil || m.Kind != "poll" {
		return errors.New("vote: no poll there")
	}
	p := s.polls[m.Poll]
	if p.Closed {
		return errors.New("vote: the poll is closed")
	}
	if len(options) > 1 && !p.Multiple {
		return errors.New("vote: one answer only")
	}
	for _, o := range options {
		if o < 0 || o >= len(p.Options) {
			return errors.New("vote: no such option")
		}
	}
	if len(options) == 0 {
		delete(p.Votes, user)
	} else {
		p.Votes[user] = slices.Clone(options)
	}
	s.event("poll", ch, m, user, "")
	if t := s.bots[p.Bot]; t != nil {
		s.tellVote(t, p, user, options)
	}
	return nil
}

func (s *Sim) tellVote(t *bot, p *poll, user int64, options []int) {
	s.emit(t, "poll", []byte(s.pollJSON(p)))
	if !p.Public {
		return
	}
	b := []byte{'{'}
	b = appendText(b, "poll_id", p.ID)
	b = appendRaw(b, "user", s.personJSON(user))
	ids, keys := []byte{'['}, []byte{'['}
	for i, o := range options {
		if i > 0 {
			ids, keys = append(ids, ','), append(keys, ',')
		}
		ids = strconv.AppendInt(ids, int64(o), 10)
		keys = appendStr(keys, strconv.Itoa(o))
	}
	b = appendRaw(b, "option_ids", string(append(ids, ']')))
	b = appendRaw(b, "option_persistent_ids", string(append(keys, ']')))
	s.emit(t, "poll_answer", append(b, '}'))
}
