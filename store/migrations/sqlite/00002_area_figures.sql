-- +goose Up
-- The figures of an area: what is open, and what ended lately.
CREATE INDEX ord_area ON ord (area, ended_at);

-- +goose Down
DROP INDEX ord_area;
