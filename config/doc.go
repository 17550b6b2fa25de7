// Package config reads what the owner wrote in files: the program's own
// settings (config.yaml) and the community with its rules (community.yaml).
//
// Whatever is wrong is said at once, with the line, in both languages, and
// never with the value of a secret. A file with a mistake gives no result; a
// warning does not stop anything.
package config
