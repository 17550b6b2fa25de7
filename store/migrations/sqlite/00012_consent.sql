-- +goose Up
-- Who agreed to what, and who took it back: rows are added, never changed; /forget empties who.
CREATE TABLE consent (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person INTEGER NOT NULL,
  what TEXT NOT NULL,                      -- notice, phone
  version INTEGER NOT NULL,                -- of the notice that they had read
  given INTEGER NOT NULL,                  -- 0: refused, or taken back
  way TEXT NOT NULL                        -- how: submit, page, contact
) STRICT;
CREATE INDEX consent_person ON consent (person, what, id) WHERE person <> 0;
CREATE INDEX consent_at ON consent (at) WHERE person <> 0;

-- To whom somebody's phone, address or place was shown; doc_x says what, and as whose member.
CREATE TABLE shown (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, person INTEGER NOT NULL, viewer INTEGER NOT NULL, ord INTEGER NOT NULL,
  doc_x BLOB
) STRICT;
CREATE INDEX shown_person ON shown (person, id);
CREATE INDEX shown_viewer ON shown (viewer) WHERE viewer <> 0;
CREATE INDEX shown_ord ON shown (ord, viewer, id) WHERE ord <> 0;
CREATE INDEX shown_at ON shown (at);

-- What was taken away because its time was over: how much of which class, and from before when.
CREATE TABLE swept (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, class TEXT NOT NULL, before INTEGER NOT NULL, count INTEGER NOT NULL) STRICT;
