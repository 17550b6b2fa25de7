-- +goose Up
-- The roster: who is to have which role, whether they have met the bot or not. A line without a person has an invite.
CREATE TABLE listed (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL DEFAULT 0,    -- 0: has not joined yet
  role TEXT NOT NULL, area TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '',
  name_x BLOB, phone_x BLOB,            -- as the roster's owner wrote them
  code TEXT NOT NULL DEFAULT '',        -- of the personal invite
  until INTEGER NOT NULL DEFAULT 0      -- when the invite expires
) STRICT;
CREATE UNIQUE INDEX listed_code ON listed (code) WHERE code <> '';
CREATE INDEX listed_person ON listed (person) WHERE person <> 0;
