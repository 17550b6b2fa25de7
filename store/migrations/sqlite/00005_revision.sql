-- +goose Up
-- Every change of the territory and its rules: what, from what, to what. Rows are added, never changed; /forget empties who.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
  person INTEGER NOT NULL,                 -- 0: nobody in particular, or somebody who was forgotten
  way TEXT NOT NULL,                       -- chat, file, roster
  item_of TEXT NOT NULL, name TEXT NOT NULL,
  was TEXT NOT NULL, became TEXT NOT NULL,
  undoes INTEGER NOT NULL DEFAULT 0        -- the row that this one takes back
) STRICT;
CREATE INDEX revision_item ON revision (item_of, name, id);
CREATE INDEX revision_person ON revision (person) WHERE person <> 0;

-- +goose StatementBegin
CREATE TRIGGER revision_stays BEFORE UPDATE OF id, at, way, item_of, name, was, became, undoes ON revision
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revision_kept BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'revisions are never deleted'); END;
-- +goose StatementEnd
