package config

import (
	"os"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// languages are the languages of the program.
var languages = []string{"zh", "en"}

// Language is the language that the settings ask for, so that their own
// mistakes can be said in it; empty when nobody can tell, because there is no
// file, or one that can't be read at all.
func Language(path string, env func(string) string) string {
	if env != nil {
		if l := env("HUIYIN_LANGUAGE"); l != "" {
			return likelyLanguage(l)
		}
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	file := struct {
		Language yaml.Node `yaml:"language"`
	}{}
	if yaml.Unmarshal(src, &file) != nil {
		if m := languageLine.FindSubmatch(src); m != nil {
			return likelyLanguage(string(m[1]))
		}
		return ""
	}
	if file.Language.IsZero() || empty(&file.Language) {
		return Default().Language
	}
	return likelyLanguage(file.Language.Value)
}

// languageLine finds the setting in a file that is no YAML because of another
// line.
var languageLine = regexp.MustCompile(`(?m)^language\s*[:：]\s*["'“”]?([^\s"'“”#]+)`)

// likelyLanguage is the language that a person probably meant: "cn" is nearer to
// "en" by its letters, and not by what it means.
func likelyLanguage(word string) string {
	word = strings.ToLower(strings.TrimSpace(plainSigns.Replace(word)))
	for _, p := range []struct{ start, lang string }{
		{"zh", "zh"}, {"cn", "zh"}, {"ch", "zh"}, {"中", "zh"}, {"汉", "zh"}, {"简", "zh"}, {"en", "en"}, {"英", "en"},
	} {
		if strings.HasPrefix(word, p.start) {
			return p.lang
		}
	}
	return ""
}

// lang checks the word for a language.
func (w *walker) lang(path, value string) {
	guess := likelyLanguage(value)
	if value == guess && value != "" || w.broken(path) {
		return
	}
	w.say(path, "config.one_of", "Key", lastKey(path), "Value", value, "Allowed", strings.Join(languages, ", "), "Guess", guess)
}
