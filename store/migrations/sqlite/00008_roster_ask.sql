-- +goose Up
-- What a roster that was sent in chat would change, until its sender says yes
-- or no; one per person. change_x is the change itself, as JSON.
CREATE TABLE roster_ask (
  person INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  mark TEXT NOT NULL,  -- what the roster was when it was compared
  change_x BLOB
) STRICT;
