-- +goose Up
-- Who had everything deleted, by a mark that names nobody. An older backup that is
-- put back does not know of it; the file beside the database does, and it is done again.
CREATE TABLE forgotten (mark TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (mark, at)) STRICT;
