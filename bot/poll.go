package bot

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"huiyin/flows"
	"huiyin/store"
)

const (
	batchLimit  = 100                // updates per answer, the most that Telegram gives
	longSilence = 6 * 24 * time.Hour // after a week without updates Telegram numbers them anew
	lostAfter   = 24 * time.Hour     // how long Telegram keeps updates for a bot
	heardEvery  = time.Minute        // how exactly it is kept when Telegram was last heard
)

// allowed is always sent: Telegram remembers the last list it was given, also
// that of another program.
var allowed = []string{
	models.AllowedUpdateMessage, models.AllowedUpdateEditedMessage, models.AllowedUpdateCallbackQuery,
	models.AllowedUpdateMyChatMember, models.AllowedUpdateChatMember,
}

// poller asks for updates and keeps what is for the bot. It belongs to one
// goroutine.
type poller struct {
	*Bot
	relevance
	flood   *floodgate // what people say and press
	moves   *floodgate // what they do besides: stop the bot, put it into groups, leave
	state   phase      // of asking Telegram
	keeping phase      // of writing down what it gave
	offset  int64
	unsure  bool      // whether Telegram answers at all
	floor   int64     // what was asked for; the offset does not go back behind it
	heard   time.Time // when Telegram answered last; zero: never
	noted   time.Time // what of that is in the database
	updated time.Time // when the last update came
	kept    facts     // what of them is in the database
}

// poll runs until ctx ends or there is no sense in going on.
func (b *Bot) poll(ctx context.Context) error {
	p := &poller{Bot: b, flood: newFloodgate(b.o.PerMinute), moves: newFloodgate(b.o.PerMinute)}
	p.relevance = relevance{self: *b.self.Load(), albums: map[albumKey]time.Time{}, belongs: p.belongs}
	if err := p.recall(ctx); err != nil {
		return err
	}
	p.unsure = true
	for failures := 0; ctx.Err() == nil; {
		err := p.round(ctx)
		p.unsure = err != nil
		p.mute.Store(p.unsure)
		if err == nil {
			failures = 0
			continue
		}
		wait, err := p.trouble(ctx, err, failures)
		if err != nil {
			return err
		}
		failures++
		if !sleep(ctx, b.o.Clock, wait) {
			break
		}
	}
	return nil
}

// recall reads where the last run stopped.
func (p *poller) recall(ctx context.Context) error {
	return p.o.DB.Read(ctx, func(tx *store.Tx) (err error) {
		if p.offset, p.heard, err = tx.Offset(); err != nil {
			return err
		}
		if p.offset > highest {
			p.offset = 0
		}
		p.noted = p.heard
		at, err := tx.Meta(metaUpdated)
		if ms, e := strconv.ParseInt(at, 10, 64); e == nil {
			p.updated = time.UnixMilli(ms)
		} else {
			p.updated = p.heard
		}
		return err
	})
}

// round asks once and keeps the answer.
func (p *poller) round(ctx context.Context) error {
	batch, err := p.ask(ctx)
	if err != nil {
		return err
	}
	p.answered(ctx)
	if len(batch) > 0 {
		p.hands.take()
		defer p.hands.lay()
	}
	p.late()
	p.heard = p.o.Clock.Now()
	if len(batch) == 0 && p.heard.Sub(p.noted) < heardEvery {
		return nil
	}
	return p.keep(ctx, p.sort(batch))
}

// answered notes that Telegram can be heard. Whoever started without network asks
// for the bot's name now: it may have been changed meanwhile.
func (p *poller) answered(ctx context.Context) {
	p.state.well(p.log, "Telegram gives updates again")
	p.board.well(telegram, &p.state)
	select {
	case <-p.introduced:
	default:
		if p.introduce(ctx) == nil {
			p.relevance.self = *p.Bot.self.Load()
		}
	}
}

func (p *poller) ask(ctx context.Context) (batch []json.RawMessage, err error) {
	ctx, cancel := context.WithTimeout(ctx, p.o.LongPoll+10*time.Second)
	defer cancel()
	ask := map[string]any{"limit": batchLimit, "allowed_updates": allowed}
	if !p.unsure { // a long poll that nothing comes of tells nothing for a minute
		ask["timeout"] = max(1, int(p.o.LongPoll/time.Second))
	}
	p.floor = 0
	if p.o.Clock.Now().Sub(p.updated) < longSilence {
		p.floor = p.offset
	}
	if p.floor != 0 {
		ask["offset"] = p.floor
	}
	if err := p.api.raw(ctx, "getUpdates", ask, &batch); err != nil {
		return nil, err
	}
	if len(batch) > 0 && !slices.ContainsFunc(batch, func(raw json.RawMessage) bool { return updateID(raw) != 0 }) {
		// Nothing in it can be acknowledged, so it would come again at once, for ever.
		return nil, &failure{fault: faultServer, method: "getUpdates", text: "no update has a number that can be"}
	}
	return batch, nil
}

// trouble says how long to wait after a failure, or that there is no sense in
// waiting.
func (p *poller) trouble(ctx context.Context, err error, failures int) (time.Duration, error) {
	wait := backoff(failures, 30*time.Second)
	var f *failure
	if !errors.As(err, &f) {
		if ctx.Err() != nil {
			return 0, nil
		}
		return wait, err // of the store, and not passing
	}
	state := faultNames[f.fault]
	if failures > 0 && !strings.Contains(f.text, "webhook") { // a single one may be the end of a long poll, or of our own last run
		code, args := p.failing(f)
		p.board.trouble(telegram, &p.state, code, args)
	}
	switch {
	case f.fault == faultCancelled:
	case f.fault == faultToken, f.code == 404:
		return 0, p.problem(f)
	case f.fault == faultConflict && strings.Contains(f.text, "webhook"):
		p.state.trouble(p.log, "a webhook was set for this bot; removing it", state, "code", codeWebhook)
		p.board.trouble(telegram, &p.state, codeWebhook, nil)
		p.tellTrouble(ctx, flows.TroubleWebhook)
		_, _ = p.api.DeleteWebhook(ctx, &tg.DeleteWebhookParams{})
	case f.fault == faultConflict:
		p.state.trouble(p.log, "another program asks for the updates of this bot; stop it", state, "code", codeConflict)
		p.tellTrouble(ctx, flows.TroubleConflict)
	case f.fault == faultFlood:
		p.state.trouble(p.log, "Telegram asks to wait", state, "seconds", f.retry.Seconds())
		wait = max(wait, f.retry)
	default:
		p.state.trouble(p.log, "no updates from Telegram; trying again until there are", state, f.attrs()...)
	}
	return wait, nil
}

// late tells the story once when Telegram may have thrown messages away.
func (p *poller) late() {
	now := p.o.Clock.Now()
	if p.heard.IsZero() || now.Sub(p.heard) <= lostAfter {
		return
	}
	p.log.Warn("Telegram was not heard for more than a day; messages may be lost", "since", p.heard)
	p.board.once(codeLost, map[string]any{"hours": int(now.Sub(p.heard).Hours())})
	p.tell(flows.Input{Kind: flows.Late, At: now})
}

// tell has an input handled that is no update of Telegram's.
func (b *Bot) tell(in flows.Input) {
	b.hands.take()
	b.o.DB.Submit(func(tx *store.Tx) error {
		_, err := b.handle(tx, in)
		return err
	}, func(err error) {
		if err != nil && !errors.Is(err, store.ErrClosed) {
			b.log.Error("an input of the bot's own was not handled", "kind", string(in.Kind), "update", in.Update, "err", strip(err.Error()))
		}
		b.hands.lay()
	})
}

// harvest is what a batch of updates comes down to.
type harvest struct {
	rows   []store.Incoming
	people []flows.Input // who wrote what is in rows, for apologies
	tell   []flows.Input
	next   int64
	some   bool // there were updates at all
}

// sort decides for each update what becomes of it.
func (p *poller) sort(batch []json.RawMessage) harvest {
	now := p.o.Clock.Now()
	h := harvest{next: p.offset}
	list := make([]*models.Update, len(batch))
	ids := make([]int64, len(batch))
	for i, raw := range batch {
		ids[i] = updateID(raw)
		if u, err := parse(raw); err == nil && ids[i] != 0 && p.safely(func() { p.note(u, now) }) {
			list[i] = u
		}
	}
	for i, raw := range batch {
		if ids[i] == 0 {
			p.log.Error("an update without a number, or with an impossible one, was skipped")
			continue
		}
		h.some = true
		h.next = max(ids[i]+1, p.floor)
		keep := false
		if list[i] != nil && !p.safely(func() { keep = p.keeps(list[i]) }) {
			list[i] = nil
		}
		switch {
		case list[i] == nil:
			if v := (visit{person: senderOf(raw), at: now, now: now}); ids[i] >= p.floor && !p.moves.admit(v).ok {
				continue // one who knows how to make such must not fill the disk
			}
			h.rows = append(h.rows, store.Incoming{ID: ids[i], Body: raw, At: now, Parked: "undecodable"})
			h.tell = append(h.tell, flows.Input{Kind: flows.Unreadable, Update: ids[i], At: now})
		case keep:
			p.admit(&h, list[i], raw, now)
		}
	}
	return h
}

// highest is the highest number of an update. Telegram says of each number that
// may have more than 32 bits that it may; of this one it does not. An offset far
// above what the server will ever reach would have it keep back all that comes.
const highest = math.MaxUint32

// updateID reads the number alone, so that it is known even of an update that
// is otherwise unreadable; 0 when there is none that can be.
func updateID(raw []byte) int64 {
	var u struct {
		ID int64 `json:"update_id"`
	}
	if json.Unmarshal(raw, &u) != nil || u.ID < 0 || u.ID >= highest {
		return 0
	}
	return u.ID
}

// admit keeps the update unless the person sends too much.
func (p *poller) admit(h *harvest, u *models.Update, raw []byte, now time.Time) {
	in, err := p.input(u)
	if err != nil {
		return
	}
	if p.refuses(h, u, in, now) {
		return
	}
	h.rows = append(h.rows, store.Incoming{ID: u.ID, Body: raw, At: now})
	h.people = append(h.people, in)
}

// belongs asks the database about a message that does not name the bot.
func (p *poller) belongs(chat int64, message int, album string) bool {
	found := false
	err := p.o.DB.Read(context.Background(), func(tx *store.Tx) error {
		no, err := tx.OrderByMessage(chat, message, album)
		found = no != 0
		return err
	})
	return err == nil && found
}

// receive writes rows and the offset; next 0 leaves the offset alone.
func (p *poller) receive(ctx context.Context, rows []store.Incoming, next int64, some bool) error {
	now := p.learnt("")
	err := p.o.DB.Write(ctx, func(tx *store.Tx) error {
		if some {
			if err := tx.SetMeta(metaUpdated, strconv.FormatInt(tx.Now().UnixMilli(), 10)); err != nil {
				return err
			}
		}
		return errors.Join(p.keepFacts(tx, now), tx.Receive(rows, next))
	})
	if err == nil {
		p.kept = now
	}
	return err
}

// oneByOne keeps what can be kept of a batch that could not be kept as a whole.
func (p *poller) oneByOne(ctx context.Context, h harvest) error {
	for _, row := range h.rows {
		err := p.receive(ctx, []store.Incoming{row}, 0, false)
		if err != nil && (ctx.Err() != nil || fatal(err) || passing(err)) {
			return err
		}
		if err != nil {
			p.log.Error("an update can't be kept", "update", row.ID, "err", err)
		}
	}
	return p.receive(ctx, nil, h.next, h.some)
}

// keep commits what was kept together with the offset. Until that has worked,
// nothing further is asked for; Telegram would give the same again.
func (p *poller) keep(ctx context.Context, h harvest) error {
	for failures := 0; ; failures++ {
		err := p.receive(ctx, h.rows, h.next, h.some)
		if err != nil && ctx.Err() == nil && !passing(err) && !fatal(err) {
			err = p.oneByOne(ctx, h)
		}
		if err == nil {
			break
		}
		if ctx.Err() != nil || !passing(err) {
			return err
		}
		p.keeping.trouble(p.log, "what people write can't be kept", "store", "err", err)
		p.unstored(&p.keeping, err)
		if !h.some {
			return nil // nothing that came is at stake: go on listening, so that whoever writes now hears of it
		}
		for _, in := range h.people {
			p.side.sorry(in)
		}
		if !sleep(ctx, p.o.Clock, backoff(failures, 30*time.Second)) {
			return ctx.Err()
		}
	}
	p.keeping.well(p.log, "what people write is kept again")
	p.board.well(database, &p.keeping)
	now := p.o.Clock.Now()
	p.noted, p.offset = now, h.next
	if h.some {
		p.updated = now
	}
	for _, in := range h.tell {
		p.tell(in)
	}
	if len(h.rows) > 0 {
		p.worker.poke()
	}
	return nil
}
