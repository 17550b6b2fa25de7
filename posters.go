package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"huiyin/order"
	"huiyin/poster"
	"huiyin/texts"
)

type postersCommand struct {
	Config string `short:"c" default:"config.yaml" help:"The file of settings. 设置文件。" type:"path"`
	Out    string `default:"posters" help:"The folder to write to. 写到哪个文件夹。" type:"path"`
	Bot    string `help:"The bot's username, if it has never run. 机器人的用户名（还没运行过时用）。"`
	Font   string `help:"A font file with Chinese characters. 中文字体文件。" type:"path"`
	Lang   string `enum:"zh,en," default:"" placeholder:"zh|en" help:"The language to speak. 用什么语言说。"`
}

// Run makes the picture of a page for each building. It may be used while the
// bot runs.
func (cmd postersCommand) Run(ctx context.Context, c console) error {
	cfg, l, err := settings(c, cmd.Config, cmd.Lang)
	if err != nil {
		return err
	}
	p, err := present(ctx, c, cfg, l)
	if err != nil {
		return tell(c, l, err)
	}
	name := orLang(cmd.Bot, p.Bot)
	buildings := p.Community.Below("", order.KindBuilding)
	wrong := ""
	switch {
	case name == "":
		wrong = texts.Say(l, "posters.no_bot")
	case len(buildings) == 0:
		wrong = texts.Say(l, "posters.no_buildings")
	}
	if wrong != "" {
		fmt.Fprintln(c.err, wrong)
		return errTold{errors.New("there are no posters to make")}
	}
	var list []poster.Poster
	for _, b := range buildings {
		list = append(list, poster.Poster{Community: p.Community.Name, Building: b.Name, Link: poster.Link(name, b.Key)})
	}
	letters, err := cmd.letters(c, l, poster.Sample(list))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(cmd.Out, 0o755); err != nil { //nolint:gosec // posters are public
		return tell(c, l, err)
	}
	for i, b := range buildings {
		page, err := letters.PNG(list[i])
		if err == nil {
			err = os.WriteFile(filepath.Join(cmd.Out, b.Key+".png"), page, 0o644) //nolint:gosec // it will hang at the door
		}
		if err != nil {
			return tell(c, l, fmt.Errorf("make poster of %s: %w", b.Key, err))
		}
	}
	fmt.Fprintln(c.out, texts.Say(l, "posters.done", "Number", len(list), "Folder", cmd.Out))
	return nil
}

// letters finds a font and says which it is.
func (cmd postersCommand) letters(c console, l, sample string) (poster.Letters, error) {
	letters := poster.Letters{}
	if cmd.Font == "" {
		letters = poster.Find(c.env, sample)
	} else {
		var err error
		if letters, err = poster.Open(cmd.Font, sample); err != nil {
			fmt.Fprintln(c.err, texts.Say(l, "posters.bad_font", "File", cmd.Font))
			return letters, errTold{err}
		}
	}
	if letters.File == "" {
		fmt.Fprintln(c.err, texts.Say(l, "posters.no_font"))
	} else {
		fmt.Fprintln(c.out, texts.Say(l, "posters.font", "File", letters.File))
	}
	return letters, nil
}
