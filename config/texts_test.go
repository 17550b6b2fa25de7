package config

import (
	"encoding"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/texts"
)

// Every text that the package asks for exists in both languages, and none is
// there for nothing.
func TestTexts(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"config.name_half_zh": true, "config.name_half_en": true}
	for _, name := range sources {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(config\.[a-z_0-9]+[a-z0-9])"`).FindAllStringSubmatch(string(src), -1) {
			if !strings.HasSuffix(name, "_test.go") {
				used[m[1]] = true
			}
		}
	}
	for _, lang := range []string{"zh", "en"} {
		src, err := os.ReadFile("../texts/config." + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^(config\.[a-z_0-9]+):`).FindAllStringSubmatch(string(src), -1) {
			if !used[m[1]] {
				t.Errorf("%s: nobody says %s", lang, m[1])
			}
		}
		for key := range used {
			if !texts.Has(lang, key) {
				t.Errorf("%s: there is no %s", lang, key)
			}
		}
	}
}

// Both documents explain every key and every environment variable.
func TestDocuments(t *testing.T) {
	for _, name := range []string{"../docs/configuration.md", "../docs/zh/configuration.md"} {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, root := range []reflect.Type{reflect.TypeFor[Config](), reflect.TypeFor[order.Community]()} {
			for _, path := range paths(root, "") {
				if !strings.Contains(string(src), "`"+path+"`") {
					t.Errorf("%s says nothing about %s", name, path)
				}
			}
		}
		for _, variable := range []string{"HUIYIN_TOKEN", "HUIYIN_TOKEN_FILE", "HUIYIN_KEY_FILE"} {
			if !strings.Contains(string(src), "`"+variable+"`") {
				t.Errorf("%s says nothing about %s", name, variable)
			}
		}
	}
}

// paths lists the keys as the documents write them: "telegram.proxy",
// "areas[].kind".
func paths(t reflect.Type, prefix string) []string {
	var list []string
	for i, key := range keys(t) {
		field := t.Field(i).Type
		path := prefix + key
		switch {
		case key == "":
		case field == reflect.TypeFor[order.Name](), reflect.PointerTo(field).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
			list = append(list, path)
		case field == reflect.TypeFor[order.Wording](): // a table says what each is, for all places
			list = append(append(list, path), order.Wordings()...)
		case field.Kind() == reflect.Struct:
			list = append(list, paths(field, path+".")...)
		case field.Kind() == reflect.Slice && field.Elem().Kind() == reflect.Struct && !reflect.PointerTo(field.Elem()).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
			list = append(list, paths(field.Elem(), path+"[].")...)
		default:
			list = append(list, path)
		}
	}
	slices.Sort(list)
	return list
}
