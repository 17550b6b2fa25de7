package order

import "strings"

// Wording is what an area says in words of its own. What is not written in a
// language is inherited from the area above, and in the end from the program.
// Which placeholders each text has stands in package texts.
type Wording struct {
	Welcome   Name `yaml:"welcome" json:"welcome,omitzero"`     // the greeting
	Contact   Name `yaml:"contact" json:"contact,omitzero"`     // whom to ask about the bot and one's data
	Usage     Name `yaml:"usage" json:"usage,omitzero"`         // how a resident asks
	Group     Name `yaml:"group" json:"group,omitzero"`         // the same in a residents' group
	Emergency Name `yaml:"emergency" json:"emergency,omitzero"` // whom to call first
	Submitted Name `yaml:"submitted" json:"submitted,omitzero"` // the echo when an order was taken in
	Refused   Name `yaml:"refused" json:"refused,omitzero"`     // it is not for this place
	Done      Name `yaml:"done" json:"done,omitzero"`           // it is finished
	Judge     Name `yaml:"judge" json:"judge,omitzero"`         // the question that follows
	Thanks    Name `yaml:"thanks" json:"thanks,omitzero"`       // the answer to a judgement
	Closing   Name `yaml:"closing" json:"closing,omitzero"`     // the notice before silence closes an order
	Closed    Name `yaml:"closed" json:"closed,omitzero"`       // it did
	Worker    Name `yaml:"worker" json:"worker,omitzero"`       // thanks to who finished it
	Digest    Name `yaml:"digest" json:"digest,omitzero"`       // the head of a digest
	Signature Name `yaml:"signature" json:"signature,omitzero"` // below every echo
}

// Wordings lists the keys of all texts that an area may have of its own, in the
// order in which people see them.
func Wordings() []string {
	return []string{"welcome", "contact", "usage", "group", "emergency", "submitted", "refused", "done", "judge", "thanks", "closing", "closed", "worker", "digest",
		"signature"}
}

// Of is the text with the key, to be read or written; nil when there is none.
func (w *Wording) Of(key string) *Name {
	fields := []*Name{&w.Welcome, &w.Contact, &w.Usage, &w.Group, &w.Emergency, &w.Submitted, &w.Refused, &w.Done, &w.Judge, &w.Thanks, &w.Closing, &w.Closed,
		&w.Worker, &w.Digest, &w.Signature}
	for i, k := range Wordings() {
		if k == key {
			return fields[i]
		}
	}
	return nil
}

// Exactly returns what is written in the language ("zh" or "en"), and nothing of
// the other one.
func (n *Name) Exactly(lang string) *string {
	if lang == "en" {
		return &n.EN
	}
	return &n.ZH
}

// Say is the text of the key in the language; "" is one that the program has the
// words for.
func (w Wording) Say(key, lang string) string {
	if n := w.Of(key); n != nil {
		return *n.Exactly(lang)
	}
	return ""
}

// with is the wording with what is written in another one, each language by itself.
func (w Wording) with(own *Wording) Wording {
	for _, key := range Wordings() {
		put(&w.Of(key).ZH, own.Of(key).ZH)
		put(&w.Of(key).EN, own.Of(key).EN)
	}
	return w
}

// textSettings is what the settings of texts begin with: "text.welcome.zh".
const textSettings = "text."

// SetText is the setting of a text in a language.
func SetText(key, lang string) Setting { return Setting(textSettings + key + "." + lang) }

// Text is the text whose setting this is; ok is false for all other settings.
func (n Setting) Text() (key, lang string, ok bool) {
	rest, ok := strings.CutPrefix(string(n), textSettings)
	key, lang, cut := strings.Cut(rest, ".")
	return key, lang, ok && cut && new(Wording).Of(key) != nil && (lang == "zh" || lang == "en")
}
