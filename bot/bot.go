package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/flows"
	"huiyin/store"
	"huiyin/texts"
)

// Handler is the story: what is to be done with an input.
type Handler interface {
	// Handle takes one input, inside one transaction. An error undoes all of it.
	Handle(tx *store.Tx, in flows.Input) (flows.Answer, error)
	// Undelivered learns that a post can never arrive, inside the transaction
	// that drops it. why is WhyBlocked or WhyGone.
	Undelivered(tx *store.Tx, p store.Post, why string) error
}

// Drawer draws a picture as PNG when it is sent. It is called on the sender's
// goroutines, several at once, and may take seconds; only that chat waits.
type Drawer func(ctx context.Context, p flows.Picture) ([]byte, error)

// Reader reads a file that was fetched, outside of any transaction, and says what
// is to be done with what it found, inside one. wrong is flows.FetchTooBig or
// flows.FetchLost when there are no data. It is called for one file at a time, on
// a goroutine of the sender, and must not write to the database itself.
type Reader func(ctx context.Context, want flows.Fetch, data []byte, wrong string) (func(*store.Tx) error, error)

// Why a post can never arrive.
const (
	WhyBlocked = "blocked" // the person stopped the bot, never started it, or is gone from Telegram
	WhyGone    = "gone"    // the bot is not in the group any more, or may not write there
)

// Options are what a Bot needs. Token, DB and Handler are required.
type Options struct {
	Token      string
	APIURL     string // default: Telegram's own
	Proxy      string // http://, https:// or socks5://; default: what the environment says
	HTTPClient *http.Client
	DB         *store.DB
	Handler    Handler
	Draw       Drawer        // without it, pictures are left out
	Clock      Clock         // the same time as the DB's; default RealClock
	LongPoll   time.Duration // how long to wait for updates; default and at most 50 s
	Pace       Pace          // zero fields: Telegram's limits
	PerMinute  int           // what one person may send per minute; 0: 30, negative: without limit
	Read       Reader        // without it, files are not fetched
	Log        *slog.Logger  // default: nothing is logged
	Language   string        // for people whose language is not known; default Chinese
	// Owners says who hears in chat that the database can't be written; nil: nobody.
	Owners func(tx *store.Tx) ([]flows.Ear, error)
	// Notice hears what the operator should know, once for each change of state:
	// a code that texts has words for, and what they need. It must not block.
	Notice func(code string, args map[string]any)
}

const (
	longestPoll  = 50 * time.Second // proxies and routers cut what is silent for a minute
	introTimeout = 10 * time.Second // a start should not seem to hang
	grace        = 5 * time.Second  // for what was begun when the end came
)

func (o *Options) complete() error {
	switch {
	case o.DB == nil:
		return errors.New("bot: Options.DB is missing")
	case o.Handler == nil:
		return errors.New("bot: Options.Handler is missing")
	}
	if o.Clock == nil {
		o.Clock = RealClock{}
	}
	if o.LongPoll <= 0 || o.LongPoll > longestPoll {
		o.LongPoll = longestPoll
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Language == "" {
		o.Language = texts.ZH
	}
	o.Pace = o.Pace.complete()
	return nil
}

// Bot is one Telegram bot.
type Bot struct {
	o      Options
	log    *slog.Logger
	api    *client
	hands  *hands
	self   atomic.Pointer[self] // nil until Telegram has told, now or earlier
	sender *sender
	worker *worker
	side   *side
	mute   atomic.Bool // Telegram gives no updates
	ended  chan error  // a reason to end that was found on the way

	board        *board
	intro        phase // of asking who the bot is
	outside      phase // of writes that are not the bot's
	introduced   chan struct{}
	introduction sync.Once
}

// New makes the bot and asks Telegram who it is. What the operator can mend
// comes back as a *Problem. When Telegram can't be reached, that is logged and
// Run keeps trying; Username may be empty until then.
func New(ctx context.Context, o Options) (*Bot, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	api, err := newClient(o)
	if err != nil {
		return nil, err
	}
	b := &Bot{o: o, log: o.Log, api: api, hands: newHands(), ended: make(chan error, 1),
		board: newBoard(o.Notice), introduced: make(chan struct{})}
	b.side = newSide(b)
	b.board.alarm = b.side.alarm
	b.worker = newWorker(b)
	b.sender = newSender(b)
	err = b.introduce(ctx)
	var p *Problem
	switch {
	case err == nil:
		return b, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &p) && p.Code == codeNoNetwork:
		b.log.Warn("Telegram can't be reached; trying again until it can", "host", api.host)
		code, args := codeNoNetwork, b.place()
		if f := asFailure("getMe", err); f.fault == faultServer {
			code, args = b.failing(f)
		}
		b.board.trouble(telegram, &b.intro, code, args)
		return b, b.recall(ctx)
	}
	return nil, err
}

// Username is the bot's name without @; empty while Telegram was never reached.
func (b *Bot) Username() string {
	if s := b.self.Load(); s != nil {
		return s.name
	}
	return ""
}

// Introduced is closed when Telegram has told who the bot is, in this run.
func (b *Bot) Introduced() <-chan struct{} { return b.introduced }

// ID is the bot's number at Telegram.
func (b *Bot) ID() int64 { return b.api.ID() }

// Rows of the store's meta table.
const (
	metaID      = "bot_id"
	metaName    = "bot_name"
	metaUpdated = "update_at" // when the last update came
)

// introduce asks Telegram who the bot is, and remembers it for starts without
// network. Updates of another bot have other numbers: the offset is not kept.
func (b *Bot) introduce(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, introTimeout)
	defer cancel()
	u, err := b.api.GetMe(ctx)
	if f := asFailure("getMe", err); f != nil {
		return b.problem(f)
	}
	b.self.Store(&self{id: u.ID, name: u.Username})
	err = b.o.DB.Write(ctx, func(tx *store.Tx) error {
		id := strconv.FormatInt(u.ID, 10)
		was, err := tx.Meta(metaID)
		if err != nil {
			return err
		}
		if was != "" && was != id {
			if err := tx.SetMeta("offset", "0"); err != nil {
				return err
			}
		}
		readsAll := "0"
		if u.CanReadAllGroupMessages {
			readsAll = "1"
		}
		return errors.Join(tx.SetMeta(metaID, id), tx.SetMeta(metaName, u.Username), tx.SetMeta(flows.FactReadsAll, readsAll))
	})
	if err == nil {
		b.board.well(telegram, &b.intro)
		b.introduction.Do(func() { close(b.introduced) })
	}
	return err
}

// recall takes the bot's name from an earlier start.
func (b *Bot) recall(ctx context.Context) error {
	return b.o.DB.Read(ctx, func(tx *store.Tx) error {
		id, err := tx.Meta(metaID)
		if err != nil {
			return err
		}
		name, err := tx.Meta(metaName)
		if err == nil && name != "" && id == strconv.FormatInt(b.ID(), 10) {
			b.self.Store(&self{id: b.ID(), name: name})
		}
		return err
	})
}

// problem names what an operator can do about a failed getMe or getUpdates.
func (b *Bot) problem(f *failure) error {
	switch {
	case f.fault == faultToken, f.code == 404: // a token of a wrong form is no method
		return &Problem{Code: codeTokenWrong, Err: f}
	case f.fault == faultConflict:
		return &Problem{Code: codeConflict, Err: f}
	case f.fault == faultNetwork, f.fault == faultServer, f.fault == faultFlood:
		return &Problem{Code: codeNoNetwork, Args: b.place(), Err: f}
	}
	return fmt.Errorf("ask Telegram: %w", f)
}

// Run receives, handles and sends until ctx ends; then it finishes what it had
// begun, for at most five seconds, and returns nil. It returns early, with a
// *Problem, when going on has no sense: the token was revoked, or another
// process has taken the database. It can be called once.
func (b *Bot) Run(ctx context.Context) error {
	soft, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	hard, abandon := context.WithCancel(context.WithoutCancel(ctx))
	defer abandon()

	go func() {
		select {
		case err := <-b.ended:
			stop(err)
		case <-soft.Done():
		}
	}()
	var out, in, side sync.WaitGroup
	b.side.start(hard, &side)
	out.Go(func() { b.sender.run(soft, hard) })
	err := b.identify(soft)
	if err == nil {
		in.Go(func() { b.worker.run(soft) })
		err = b.poll(soft)
	}
	if cause := context.Cause(soft); cause != nil && ctx.Err() == nil {
		err = cause
	}
	stop(nil)
	late, release := b.o.Clock.NewTimer(grace)
	defer release()
	finished := make(chan struct{})
	go func() {
		select {
		case <-late:
			abandon()
		case <-finished:
		}
	}()
	in.Wait()
	out.Wait()
	b.side.end()
	side.Wait()
	close(finished)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// identify waits until Telegram has told who the bot is; without its own name
// the bot can't know what is meant for it.
func (b *Bot) identify(ctx context.Context) error {
	for failures := 0; b.self.Load() == nil; failures++ {
		if !sleep(ctx, b.o.Clock, backoff(failures, 30*time.Second)) {
			return ctx.Err()
		}
		err := b.introduce(ctx)
		if p := AsProblem(err); err != nil && (p == nil || p.Code != codeNoNetwork) {
			return err
		}
		if err == nil {
			b.log.Info("Telegram can be reached")
		}
	}
	return nil
}

// giveUp ends Run with err.
func (b *Bot) giveUp(err error) {
	select {
	case b.ended <- err:
	default:
	}
}

// passing reports whether an error of the store may go away by itself, or when
// the operator makes room: then nothing may be given up.
func passing(err error) bool {
	p := store.AsProblem(err)
	return p != nil && !fatal(err) && p.Code != "store.corrupt"
}

// fatal reports whether the database will never take a write of ours again.
func fatal(err error) bool {
	if errors.Is(err, store.ErrClosed) {
		return true
	}
	p := store.AsProblem(err)
	return p != nil && p.Code == "store.lease_lost"
}
