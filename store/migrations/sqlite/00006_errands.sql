-- +goose Up
-- What waits for somebody in a chat: an order that they were told of, as the view, in the state and at the tier of that time.
CREATE TABLE errand (
  chat INTEGER NOT NULL, ord INTEGER NOT NULL, view TEXT NOT NULL,
  state TEXT NOT NULL, tier INTEGER NOT NULL,
  why TEXT NOT NULL DEFAULT '',         -- key of the line that says why
  due INTEGER NOT NULL DEFAULT 0,       -- when the chat is to be called; 0: it was
  said INTEGER NOT NULL DEFAULT 0,      -- when it was last
  PRIMARY KEY (chat, ord, view)
) STRICT;
CREATE INDEX errand_ord ON errand (ord);

-- Who wants to be reminded of an order later, and why.
CREATE TABLE rest (
  person INTEGER NOT NULL, ord INTEGER NOT NULL,
  state TEXT NOT NULL, until INTEGER NOT NULL, why_x BLOB,
  PRIMARY KEY (person, ord)
) STRICT;
CREATE INDEX rest_ord ON rest (ord);
