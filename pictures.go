package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"

	"huiyin/flows"
	"huiyin/poster"
	"huiyin/proof"
	"huiyin/store"
)

// draw draws what a message shows, when it is sent.
func (p *program) draw(ctx context.Context, what flows.Picture) ([]byte, error) {
	switch what.Kind {
	case flows.PictureCode:
		return poster.Code(what.Text)
	case flows.PictureHeat:
		return p.heat(ctx, what.Text)
	case flows.PictureData:
		return p.madeData(ctx, what.Text)
	case flows.PictureRoster:
		return p.madeRoster(ctx, what.Text)
	}
	return nil, fmt.Errorf("draw picture: no kind %q", what.Kind)
}

// heat proves the territory as it is now, and draws what check draws. The
// database is asked only for what it holds: proving takes seconds, in which
// everybody else goes on.
func (p *program) heat(ctx context.Context, lang string) ([]byte, error) {
	p.proving.Lock()
	defer p.proving.Unlock()
	var t *proof.Territory
	err := p.db.Read(ctx, func(tx *store.Tx) (err error) {
		t, err = territoryIn(tx)
		return err
	})
	if err == nil && t == nil {
		err = errors.New("no community was read in")
	}
	if err != nil {
		return nil, fmt.Errorf("draw heat map: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, heatMap(proof.Prove(t, p.clock.Now(), p.weeks), lang)); err != nil {
		return nil, fmt.Errorf("draw heat map: %w", err)
	}
	return b.Bytes(), nil
}
