package config

import (
	"reflect"
	"slices"
	"strings"
)

// environment lets HUIYIN_LOG_LEVEL stand in for log.level, and so for every
// key. The tokens have shorter names, because they are typed by hand.
func (w *walker) environment(v reflect.Value, path, name string, env func(string) string) {
	t := v.Type()
	for i, key := range keys(t) {
		p := strings.TrimPrefix(path+"."+key, ".")
		variable := name + "_" + strings.ToUpper(key)
		if short := t.Field(i).Tag.Get("env"); short != "" {
			variable = "HUIYIN_" + short
		}
		if v.Field(i).Kind() == reflect.Struct {
			w.environment(v.Field(i), p, variable, env)
			continue
		}
		value := env(variable)
		if value == "" {
			continue
		}
		w.fromEnv[p] = variable
		if setText(v.Field(i), value) {
			continue
		}
		key := "config.want_number"
		if strings.HasSuffix(p, "long_poll") {
			key = "config.want_duration"
		}
		w.bad[p] = true
		w.say(p, key, "Key", variable, "Value", value)
	}
}

// Strangers warns of environment variables that are called like ours and mean
// nothing: each is most likely a misspelt setting. list is as os.Environ gives it.
func Strangers(list []string) Problems {
	known := variables(reflect.TypeFor[Config](), "HUIYIN")
	var problems Problems
	for _, entry := range list {
		name, value, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "HUIYIN_") && value != "" && !slices.Contains(known, name) {
			problems = append(problems, newWarning(name, "config.unknown_env", "Guess", nearest(name, known)))
		}
	}
	problems.sort()
	return problems
}

// variables are the names that environment looks for.
func variables(t reflect.Type, name string) (list []string) {
	for i, key := range keys(t) {
		variable := name + "_" + strings.ToUpper(key)
		if short := t.Field(i).Tag.Get("env"); short != "" {
			variable = "HUIYIN_" + short
		}
		if t.Field(i).Type.Kind() == reflect.Struct {
			list = append(list, variables(t.Field(i).Type, variable)...)
		} else {
			list = append(list, variable)
		}
	}
	return list
}
