// Command prove plays the proofs of what the program promises and prints a sheet:
// per promise what was tried, how often, with which seed, and what came out.
//
//	go run ./prove            the short form
//	go run ./prove -long      the long one, for a night
//	go run ./prove mutants    plants bugs, one at a time, and says which test finds each
//
// It needs the source and the Go tools: it runs tests, and makes none of its own.
// What is run stands in sheet.yaml, the bugs in mutants.yaml.
package main
