//go:build !race

package main

const oneLanguage = false
