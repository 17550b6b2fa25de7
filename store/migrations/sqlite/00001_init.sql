-- +goose Up
-- Times are Unix milliseconds, truth values 0 or 1. BLOB columns named *_x
-- hold personal data, sealed with the key that is kept outside the database.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, token INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

-- The territory and its rules: each change is a new version.
CREATE TABLE community (version INTEGER PRIMARY KEY, at INTEGER NOT NULL, by_person INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name_x BLOB, username_x BLOB, phone_x BLOB, address_x BLOB,
  lang TEXT NOT NULL DEFAULT '',        -- chosen with /language, or ''
  code TEXT NOT NULL DEFAULT '',        -- Telegram's language code
  area TEXT NOT NULL DEFAULT '',        -- where they live, or asked last
  started INTEGER NOT NULL DEFAULT 0,   -- pressed Start, so the bot may write
  blocked INTEGER NOT NULL DEFAULT 0,
  seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
  person INTEGER NOT NULL, role TEXT NOT NULL, area TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '', since INTEGER NOT NULL,
  PRIMARY KEY (person, role, area, unit)
) STRICT;
CREATE INDEX member_role ON member (role, area);
CREATE INDEX member_unit ON member (unit) WHERE unit <> '';

CREATE TABLE chat (
  id INTEGER PRIMARY KEY,
  title_x BLOB,
  purpose TEXT NOT NULL DEFAULT '',     -- residents, unit, volunteers, desk; '' when not bound yet
  area TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '',
  lang TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1     -- the bot is in it
) STRICT;
CREATE INDEX chat_unit ON chat (unit) WHERE unit <> '';
CREATE INDEX chat_purpose ON chat (purpose, area);

CREATE TABLE invite (
  code TEXT PRIMARY KEY, role TEXT NOT NULL, area TEXT NOT NULL, unit TEXT NOT NULL,
  by_person INTEGER NOT NULL, at INTEGER NOT NULL, used_by INTEGER NOT NULL DEFAULT 0, used_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE ord (
  no INTEGER PRIMARY KEY,
  resident INTEGER NOT NULL, area TEXT NOT NULL, category TEXT NOT NULL,
  text_x BLOB, address_x BLOB,
  state TEXT NOT NULL, tier INTEGER NOT NULL, unit TEXT NOT NULL, taker INTEGER NOT NULL, by_rule INTEGER NOT NULL,
  intake INTEGER NOT NULL, accept_due INTEGER NOT NULL, finish_due INTEGER NOT NULL,
  offered_at INTEGER NOT NULL, accepted_at INTEGER NOT NULL, promised_at INTEGER NOT NULL, arrived_at INTEGER NOT NULL,
  done_at INTEGER NOT NULL, ended_at INTEGER NOT NULL, echo_at INTEGER NOT NULL,
  accept_step INTEGER NOT NULL, finish_step INTEGER NOT NULL, declines INTEGER NOT NULL, reopens INTEGER NOT NULL, joined INTEGER NOT NULL,
  rating INTEGER NOT NULL,
  chat INTEGER NOT NULL, message INTEGER NOT NULL, thread INTEGER NOT NULL, clock_at INTEGER NOT NULL, ladder_at INTEGER NOT NULL,
  finish_from INTEGER NOT NULL, held_at INTEGER NOT NULL, held_until INTEGER NOT NULL, finish_spent INTEGER NOT NULL, album TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX ord_message ON ord (chat, message) WHERE message <> 0;  -- one message is one order
CREATE INDEX ord_resident ON ord (resident, no);
CREATE INDEX ord_open ON ord (area, no) WHERE state IN ('new', 'offered', 'accepted', 'held');
CREATE INDEX ord_intake ON ord (intake);
CREATE INDEX ord_ended ON ord (ended_at) WHERE ended_at <> 0;
CREATE INDEX ord_taker ON ord (taker) WHERE state IN ('accepted', 'held');
CREATE INDEX ord_area ON ord (area, ended_at);  -- the figures of an area: what is open, what ended lately
CREATE INDEX ord_album ON ord (chat, album) WHERE album <> '';

CREATE TABLE dispatch (
  id INTEGER PRIMARY KEY, ord INTEGER NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL,
  at INTEGER NOT NULL, ended_at INTEGER NOT NULL DEFAULT 0, taker INTEGER NOT NULL DEFAULT 0, reason_x BLOB
) STRICT;
CREATE INDEX dispatch_ord ON dispatch (ord, id);
CREATE INDEX dispatch_open ON dispatch (unit) WHERE state IN ('offered', 'accepted');
CREATE INDEX dispatch_answer ON dispatch (unit, id) WHERE ended_at <> 0;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY, ord INTEGER NOT NULL, stage TEXT NOT NULL,   -- intake, evidence
  kind TEXT NOT NULL, file_x BLOB, lat REAL NOT NULL DEFAULT 0, lon REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attachment_ord ON attachment (ord, id);

CREATE TABLE joined (ord INTEGER NOT NULL, person INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (ord, person)) STRICT;

-- Everything that happened to every order. Rows are added, never changed; /forget empties who and what.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY, ord INTEGER NOT NULL, at INTEGER NOT NULL, act TEXT NOT NULL,
  person INTEGER NOT NULL, relation TEXT NOT NULL, was TEXT NOT NULL, state TEXT NOT NULL, tier INTEGER NOT NULL,
  unit TEXT NOT NULL, note_x BLOB
) STRICT;
CREATE INDEX ledger_ord ON ledger (ord, id);
CREATE INDEX ledger_at ON ledger (at);
CREATE INDEX ledger_person ON ledger (person) WHERE person <> 0;

CREATE TABLE draft (person INTEGER PRIMARY KEY, doc_x BLOB, at INTEGER NOT NULL, asked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE dialog (person INTEGER NOT NULL, chat INTEGER NOT NULL, step TEXT NOT NULL, ord INTEGER NOT NULL, arg TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, chat)) STRICT;

CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
  state INTEGER NOT NULL,               -- 0 waiting, 1 done (kept a while so that a second delivery is known), 2 parked
  body_x BLOB, error TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE state = 0;
CREATE INDEX inbox_done ON inbox (at) WHERE state = 1;
CREATE INDEX inbox_parked ON inbox (at) WHERE state = 2;

-- What is to be said, and what was said and may still be edited.
CREATE TABLE post (
  id INTEGER PRIMARY KEY,
  chat INTEGER NOT NULL, thread INTEGER NOT NULL, reply_to INTEGER NOT NULL,
  kind TEXT NOT NULL,                   -- message, react, delete, menu, leave
  slot TEXT NOT NULL,                   -- '' for what is said once; otherwise a newer wish replaces the older
  ord INTEGER NOT NULL, view TEXT NOT NULL,
  message_id INTEGER NOT NULL DEFAULT 0, old_id INTEGER NOT NULL DEFAULT 0,
  body_x BLOB, hash TEXT NOT NULL, sent_hash TEXT NOT NULL DEFAULT '',
  pending INTEGER NOT NULL, urgent INTEGER NOT NULL, fresh INTEGER NOT NULL DEFAULT 0,
  seq INTEGER NOT NULL, not_before INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX post_slot ON post (chat, slot) WHERE slot <> '';
CREATE INDEX post_pending ON post (not_before, seq) WHERE pending = 1;
CREATE INDEX post_queue ON post (urgent DESC, seq) WHERE pending = 1;
CREATE INDEX post_ord ON post (ord) WHERE ord <> 0;
CREATE INDEX post_message ON post (chat, message_id) WHERE message_id <> 0;
CREATE INDEX post_at ON post (at) WHERE slot = '' AND pending = 0;

CREATE TABLE timer (kind TEXT NOT NULL, scope TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (kind, scope)) STRICT;
CREATE INDEX timer_due ON timer (due_at);

-- A periodic job that ran, once per local day.
CREATE TABLE ran (job TEXT NOT NULL, scope TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (job, scope, day)) STRICT;

INSERT INTO counter (name, value) VALUES ('order', 1000), ('post', 0);

-- +goose Down
SELECT 1;
