package main

import (
	"context"
	"fmt"

	"huiyin/flows"
	"huiyin/poster"
)

// draw draws what a message shows, when it is sent.
func (p *program) draw(ctx context.Context, what flows.Picture) ([]byte, error) {
	switch what.Kind {
	case flows.PictureCode:
		return poster.Code(what.Text)
	}
	return nil, fmt.Errorf("draw picture: no kind %q", what.Kind)
}
