package main

import (
	"slices"
	"strings"
)

// stay returns those of the editions that were not written that have a file from
// an earlier run, in order. It makes no folder to look into.
func (b *builder) stay(missing []string) []string {
	if len(missing) == 0 || b.outputExists == nil || !b.outputExists() {
		return nil
	}
	names := outputNames(b.pub.root, b.out)
	wanted := map[string][]string{}
	for _, ref := range b.pub.content.Editions() {
		targets := b.targets
		if targets == nil {
			for _, target := range ref.Targets {
				targets = append(targets, target.Value)
			}
		}
		wanted[ref.ID] = targets
	}
	return slices.DeleteFunc(slices.Clone(missing), func(id string) bool {
		return !slices.ContainsFunc(wanted[id], func(target string) bool { return has(names, b.pub.content.Name(), id, target) })
	})
}

// has reports whether a file of a target of an edition is among names, which are
// sorted.
func has(names []string, publication, edition, target string) bool {
	kind := targets[target]
	name := fileName(publication, edition, target, "", kind.ending)
	if kind.parts != nil {
		name = strings.TrimSuffix(name, "."+kind.ending) + "-"
	}
	at, found := slices.BinarySearch(names, name)
	return found || kind.parts != nil && at < len(names) && strings.HasPrefix(names[at], name)
}
