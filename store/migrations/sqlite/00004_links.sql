-- +goose Up
-- Links that have bound a group: their mark, and which group. until is when the link would have expired.
CREATE TABLE redeemed (mark TEXT PRIMARY KEY, chat INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;

-- Who picked somebody for a role; 0: it came with the roster.
ALTER TABLE listed ADD COLUMN by_person INTEGER NOT NULL DEFAULT 0;
