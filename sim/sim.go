package sim

import (
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// Options are the settings of a Sim. The zero value is usable.
type Options struct {
	// Now is the clock that stamps messages and measures limits and ages.
	// Default time.Now. Waiting (long polls, slow faults) uses real timers.
	Now func() time.Time
	// Flood turns Telegram's flood limits on; see flood.go for the rule.
	Flood bool
	// Seed makes tokens, file ids and identifiers reproducible.
	Seed int64
	// KeepEvents bounds the event log of [Sim.Events]; 0 keeps 100,000.
	// A negative number keeps none, for benchmarks.
	KeepEvents int
	// KeepMessages bounds the history per chat; 0 keeps everything. Older
	// messages are forgotten as if they had never been: bots get "not found".
	KeepMessages int
	// KeepConfirmed bounds how many confirmed updates per bot are kept for
	// [Sim.Redeliver]; 0 keeps 1,000.
	KeepConfirmed int
	// Client delivers webhooks. Default http.DefaultClient.
	Client *http.Client
	// MaxFile is the largest upload in bytes; 0 means 50 MB, as Telegram's.
	MaxFile int64
}

// Sim is one simulated Telegram. All its methods are safe for concurrent use.
type Sim struct {
	opt Options
	now func() time.Time

	mu      sync.Mutex
	src     *rand.PCG
	rng     *rand.Rand
	api     *api
	users   map[int64]*user
	bots    map[int64]*bot
	tokens  map[string]*bot
	names   map[string]int64 // lower-case username to user or bot id
	groups  map[int64]*chat
	privs   map[privKey]*chat
	files   map[string]*file
	polls   map[string]*poll
	queries map[string]*query
	order   []int64 // ids of users and bots in order of creation
	chats   []int64 // ids of groups in order of creation

	nextUser  int64
	nextGroup int64
	nextSuper int64
	nextAlbum int64

	log     eventLog
	faults  []*fault
	faultID int
	calls   map[string]int
	count   Counters
	strange map[string]bool

	screens []Screen
	info    map[string]string
	hooks   *http.ServeMux
}

// New makes an empty world.
func New(o Options) *Sim {
	s := &Sim{opt: o, now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	s.api = newAPI(s)
	s.hooks, s.info = http.NewServeMux(), map[string]string{}
	s.reset()
	return s
}

// reset empties the world; Load starts from here.
func (s *Sim) reset() {
	s.src = rand.NewPCG(uint64(s.opt.Seed), 0x9e3779b97f4a7c15)
	s.rng = rand.New(s.src)
	s.users = map[int64]*user{}
	s.bots = map[int64]*bot{}
	s.tokens = map[string]*bot{}
	s.names = map[string]int64{}
	s.groups = map[int64]*chat{}
	s.privs = map[privKey]*chat{}
	s.files = map[string]*file{}
	s.polls = map[string]*poll{}
	s.queries = map[string]*query{}
	s.order, s.chats = nil, nil
	s.nextUser, s.nextGroup, s.nextSuper, s.nextAlbum = 100001, 4001, 1700000001, 13000000000000001
	s.calls = map[string]int{}
	s.count = Counters{}
	s.strange = map[string]bool{}
}

// unix is the present second of the world's clock.
func (s *Sim) unix() int64 { return s.now().Unix() }
