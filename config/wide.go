package config

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"huiyin/order"
)

// A Chinese keyboard writes signs that look like those of the form that is
// shown as an example, so that a message which only repeats the form does not
// help. They get words of their own.
const (
	wideColons = "："
	wideQuotes = "“”‘’＂「」"
)

var plainSigns = strings.NewReplacer("：", ":", "“", "", "”", "", "‘", "", "’", "", "＂", "", "「", "", "」", "",
	"—", "-", "–", "-", "～", "-", "　", " ", "，", ",", "０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
	"５", "5", "６", "6", "７", "7", "８", "8", "９", "9")

// wide reports a value that holds a Chinese colon or quotation mark where none
// can be meant. Names and words are the owner's own text.
func (w *walker) wide(n *yaml.Node, v reflect.Value, path string) bool {
	_, isName := v.Addr().Interface().(*order.Name)
	switch {
	case w.file == "", n.Kind != yaml.ScalarNode, isName, slices.Contains([]string{"zh", "en", "words"}, lastKey(path)):
		return false
	}
	colon, quote := strings.ContainsAny(n.Value, wideColons), strings.ContainsAny(n.Value, wideQuotes)
	if !colon && !quote {
		return false
	}
	guess := strings.TrimSpace(plainSigns.Replace(n.Value))
	if _, secret := v.Interface().(Secret); secret || guess == "" || !setText(reflect.New(v.Type()).Elem(), guess) {
		guess = ""
	}
	if strings.ContainsAny(guess, ":*#") {
		guess = `"` + guess + `"`
	}
	w.bad[path] = true
	w.say(path, "config.wide_signs", "Key", lastKey(path), "Colon", colon, "Quote", quote, "Both", colon && quote, "Guess", guess)
	return true
}

// dotted reports a key such as log.level that exists one level down: the
// documents write it with a dot, the file in two lines.
func (w *walker) dotted(k, value *yaml.Node, here reflect.Type) bool {
	all := map[string]reflect.StructField{}
	var names []string
	for i, section := range keys(here) {
		t := here.Field(i).Type
		if section == "" || t.Kind() != reflect.Struct || isText(t) {
			continue
		}
		for j, key := range keys(t) {
			if key != "" {
				all[section+"."+key] = t.Field(j)
				names = append(names, section+"."+key)
			}
		}
	}
	name := k.Value
	if _, ok := all[name]; !ok {
		name = w.guess(name, names)
	}
	field, ok := all[name]
	if !ok {
		return false
	}
	section, key, _ := strings.Cut(name, ".")
	shown := ""
	if value.Kind == yaml.ScalarNode && field.Type != reflect.TypeFor[Secret]() {
		shown = value.Value
	}
	w.problem(k.Line, k.Column, "config.dotted_key", "Key", k.Value, "Section", section, "Sub", key, "Value", shown)
	return true
}

// elsewhere reports a key that belongs into another section.
func (w *walker) elsewhere(k *yaml.Node, here reflect.Type) bool {
	for i, section := range keys(w.root) {
		t := w.root.Field(i).Type
		if t.Kind() == reflect.Struct && t != here && k.Value != "" && slices.Contains(keys(t), k.Value) {
			w.problem(k.Line, k.Column, "config.other_section", "Key", k.Value, "Section", section)
			return true
		}
	}
	return false
}

// unknown reports a key that is not there, with what was probably meant.
func (w *walker) unknown(k, value *yaml.Node, here reflect.Type) {
	if strings.Contains(k.Value, ".") && w.dotted(k, value, here) || w.elsewhere(k, here) {
		return
	}
	w.problem(k.Line, k.Column, "config.unknown_key", "Key", k.Value, "Guess", w.guess(k.Value, keys(here)))
}
