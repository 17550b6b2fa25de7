package texts

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// The languages of the program.
const (
	ZH = "zh"
	EN = "en"
)

//go:embed *.yaml
var files embed.FS

var book = sync.OnceValue(load)

func load() map[string]*i18n.Localizer {
	bundle := i18n.NewBundle(language.Chinese)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	for _, e := range entries {
		if _, err := bundle.LoadMessageFileFS(files, e.Name()); err != nil {
			panic(fmt.Sprintf("texts/%s: %v", e.Name(), err)) // a test loads them all
		}
	}
	return map[string]*i18n.Localizer{
		ZH: i18n.NewLocalizer(bundle, ZH),
		EN: i18n.NewLocalizer(bundle, EN),
	}
}

// Say is the text of the key in the language ("en"; anything else is Chinese).
// args are pairs of a placeholder's name and its value; the value named
// "Count" also chooses between singular and plural. A key that does not exist
// is returned as it is: a test finds those.
func Say(lang, key string, args ...any) string {
	l := book()[ZH]
	if lang == EN {
		l = book()[EN]
	}
	config := i18n.LocalizeConfig{MessageID: key}
	if len(args) > 0 {
		data := make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			name := args[i].(string)
			data[name] = args[i+1]
			if name == "Count" {
				config.PluralCount = args[i+1]
			}
		}
		config.TemplateData = data
	}
	s, err := l.Localize(&config)
	if err != nil && config.PluralCount != nil {
		config.PluralCount = nil // the text has no plural forms
		s, err = l.Localize(&config)
	}
	if err != nil {
		return key
	}
	return s
}

// Has reports whether the key exists in the language.
func Has(lang, key string) bool {
	_, err := book()[lang].Localize(&i18n.LocalizeConfig{MessageID: key})
	return err == nil
}

// Pick chooses the language for a Telegram language code such as "zh-hans" or
// "en-GB"; fallback is for codes that are neither, or missing.
func Pick(code, fallback string) string {
	switch {
	case strings.HasPrefix(code, ZH):
		return ZH
	case strings.HasPrefix(code, EN):
		return EN
	}
	return fallback
}
