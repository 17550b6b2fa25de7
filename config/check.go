package config

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"huiyin/order"
)

// CheckCommunity judges a community that was not written as a file, by the same
// rules. The problems have no lines; their Path says what each is about.
func CheckCommunity(c *order.Community) Problems {
	var doc yaml.Node
	read := &order.Community{}
	k := &checker{walker: newWalker("", read), c: read}
	whole := *c
	whole.Preset, whole.Catalogue = "", "" // what they bring stands in it already
	if err := doc.Encode(&whole); err != nil {
		k.problem(0, 0, "config.syntax")
		return k.problems
	}
	prune(&doc)
	k.value(&doc, reflect.ValueOf(read).Elem(), "")
	k.judge()
	for i := range k.problems { // the lines are those of a text that nobody sees
		k.problems[i].Line, k.problems[i].Col = 0, 0
	}
	return k.problems
}

// prune takes out keys that an owner would not have written: those with nothing
// behind them.
func prune(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		for _, item := range n.Content {
			prune(item)
		}
		return
	}
	var kept []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		v := n.Content[i+1]
		prune(v)
		if v.Kind == yaml.ScalarNode && v.Value == "" || v.Kind != yaml.ScalarNode && len(v.Content) == 0 {
			continue
		}
		kept = append(kept, n.Content[i], v)
	}
	n.Content = kept
}
