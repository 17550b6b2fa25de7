-- +goose Up
-- Who is away. doc_x holds from when until when; one leave per person.
CREATE TABLE absence (
  person INTEGER PRIMARY KEY,
  substitute INTEGER NOT NULL DEFAULT 0,  -- stands in and has agreed
  asked INTEGER NOT NULL DEFAULT 0,       -- was asked to stand in and has not answered
  doc_x BLOB
) STRICT;

-- Who is on duty when, for a unit or an area.
CREATE TABLE rota (unit TEXT NOT NULL, area TEXT NOT NULL, doc_x BLOB, PRIMARY KEY (unit, area)) STRICT;

-- Who has left a unit's group, and still has a role there.
CREATE TABLE gone (chat INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (chat, person)) STRICT;
