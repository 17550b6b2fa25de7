-- +goose Up
-- The tier at which an order began: whether it has gone up is told by that, also
-- when its building has another first responder, or none, by now. 0: not kept.
ALTER TABLE ord ADD COLUMN entry INTEGER NOT NULL DEFAULT 0;
