package sim

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
)

// world is the whole state as it is written.
type world struct {
	Users                                     []*user
	Bots                                      []*bot
	Groups, Privs                             []*chat
	Files                                     []*file
	Polls                                     []*poll
	Queries                                   []*query
	Order, Chats                              []int64
	NextUser, NextGroup, NextSuper, NextAlbum int64
	Seq                                       int64
	Count                                     Counters
	Calls                                     map[string]int
	Random                                    []byte
}

// Save writes the whole state as JSON: people, chats, messages, files, bots,
// updates not yet confirmed, open button presses, counters. Faults, the event
// log, screens and confirmed updates are not kept.
func (s *Sim) Save(w io.Writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := world{
		Order: s.order, Chats: s.chats, NextUser: s.nextUser, NextGroup: s.nextGroup, NextSuper: s.nextSuper,
		NextAlbum: s.nextAlbum, Seq: s.log.seq, Count: s.count, Calls: s.calls,
	}
	random, err := s.src.MarshalBinary()
	if err != nil {
		return fmt.Errorf("save: %w", err)
	}
	out.Random = random
	for _, id := range s.order {
		if u := s.users[id]; u != nil {
			out.Users = append(out.Users, u)
		} else {
			out.Bots = append(out.Bots, s.bots[id])
		}
	}
	for _, id := range s.chats {
		out.Groups = append(out.Groups, s.groups[id])
	}
	for _, c := range s.privs {
		out.Privs = append(out.Privs, c)
	}
	for _, f := range s.files {
		out.Files = append(out.Files, f)
	}
	for _, p := range s.polls {
		out.Polls = append(out.Polls, p)
	}
	for _, q := range s.queries {
		if !q.Answered {
			out.Queries = append(out.Queries, q)
		}
	}
	if err := json.NewEncoder(w).Encode(out); err != nil {
		return fmt.Errorf("save: %w", err)
	}
	return nil
}

// Load replaces the whole state by a saved one; webhooks go on delivering, and
// waiting getUpdates end with an error, as when the servers restart.
// People who wait for an answer to a press made before wait in vain.
func (s *Sim) Load(r io.Reader) error {
	var in world
	if err := json.NewDecoder(r).Decode(&in); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	s.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.bots {
		if t.poll != nil {
			t.poll.ended <- &apiError{code: 500, text: "Internal Server Error: restart"}
			t.poll = nil
		}
	}
	s.reset()
	if err := s.src.UnmarshalBinary(in.Random); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	s.rng = rand.New(s.src)
	s.order, s.chats = in.Order, in.Chats
	s.nextUser, s.nextGroup, s.nextSuper, s.nextAlbum = in.NextUser, in.NextGroup, in.NextSuper, in.NextAlbum
	s.log.seq, s.log.list, s.count = in.Seq, nil, in.Count
	if in.Calls != nil {
		s.calls = in.Calls
	}
	s.fill(in)
	return nil
}

// fill rebuilds the indexes.
func (s *Sim) fill(in world) {
	for _, u := range in.Users {
		s.adoptUser(u)
	}
	for _, f := range in.Files {
		s.files[f.ID] = f
	}
	for _, p := range in.Polls {
		s.polls[p.ID] = p
	}
	for _, c := range in.Groups {
		s.groups[c.ID] = c
	}
	for _, c := range in.Privs {
		s.privs[privKey{c.User, c.Bot}] = c
	}
	for _, q := range in.Queries {
		q.done = make(chan struct{})
		s.queries[q.ID] = q
	}
	for _, t := range in.Bots {
		s.adopt(t)
		if t.Hook != nil {
			s.startHook(t)
		}
	}
}
