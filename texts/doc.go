// Package texts holds every word that the program says to people, in Chinese
// and English, and the means to put them together: Say finds a text by its
// key, Rich builds a message whose markup never depends on what users wrote.
//
// The words stand in NAME.zh.yaml and NAME.en.yaml, one pair of files per part
// of the story. It imports nothing of this program.
package texts
