package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"
)

// options are what can be said on the command line.
type options struct {
	Sheet   sheetCommand   `cmd:"" default:"withargs" help:"Play the proofs and print the sheet."`
	Mutants mutantsCommand `cmd:"" help:"Plant bugs, one at a time, and say which test finds each."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o := options{}
	k := kong.Parse(&o, kong.Name("prove"), kong.Description("Plays the proofs of what the program promises."),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.BindTo(os.Stdout, (*io.Writer)(nil)))
	if err := k.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
