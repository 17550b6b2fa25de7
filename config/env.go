package config

import (
	"reflect"
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
