package content

import (
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// lockFile is a field that no region may change.
type lockFile struct {
	Pos   Pos
	Path  Text `yaml:"path,required,alone" doc:"The field, as korthet explain names it, with all that is below it: front.image, sections.policy; or a kind of block: figure."`
	Owner Text `yaml:"owner" doc:"Who may change it, in the files of everywhere: Legal, legal@example.org."`
}

// covers reports whether the lock is on a field or on what it stands below.
func (l *lockFile) covers(path string) bool {
	locked := l.Path.Value
	if path == locked || strings.HasPrefix(path, locked+".") {
		return locked != ""
	}
	return slices.Contains(blockKinds(), locked) && slices.Contains(strings.Split(path, "."), locked)
}

// hint says who may change what is locked.
func (l *lockFile) hint() string {
	if l.Owner.Given() {
		return "take it out here; who may change it is " + l.Owner.Value
	}
	return "take it out here; who looks after the publication may change it for all"
}

// blockKinds returns the keys that name blocks.
func blockKinds() []string { return readStruct(reflect.TypeFor[blockFile]()).keys(true) }

// lockOf returns the lock that keeps a region from changing what stands at a
// path, or from taking it away with something locked in it; nil for none. node
// may be nil.
func (g *merger) lockOf(t reflect.Type, node *yaml.Node, path string, whole bool) *lockFile {
	if !g.layer.region {
		return nil
	}
	for i := range g.locks {
		l := &g.locks[i]
		found := l.covers(path)
		if whole && node != nil && !found {
			g.walkFrom(t, node, path, func(_ reflect.Type, _ *yaml.Node, within, _ string) {
				found = found || l.covers(within)
			})
		}
		if found {
			return l
		}
	}
	return nil
}

// refused reports whether a region may not change what stands at a path, and
// tells its author who may.
func (g *merger) refused(t reflect.Type, base, at *yaml.Node, path string, whole bool) bool {
	l := g.lockOf(t, base, path, whole)
	if l == nil {
		return false
	}
	also := []Pos{l.Path.Pos}
	if base != nil {
		also = []Pos{g.pos(base, path), l.Path.Pos}
	}
	g.mistakes.add(g.pos(at, path), l.hint(), "`"+l.Path.Value+"` is locked: no region may change it", also...)
	return true
}

// checkLocks reports locks on fields that no edition has.
func (r *reader) checkLocks() {
	for i := range r.locks {
		l := &r.locks[i]
		if !l.Path.Given() || slices.Contains(blockKinds(), l.Path.Value) {
			continue
		}
		found := false
		known := make([]string, 0, len(r.known))
		for path := range r.known {
			known = append(known, path)
			found = found || l.covers(path)
		}
		if found {
			continue
		}
		slices.Sort(known)
		hint := "`korthet explain EDITION` names the fields"
		if best := Nearest(l.Path.Value, known); best != "" {
			hint = "did you mean `" + best + "`?"
		}
		r.mistakes.add(l.Path.Pos, hint, "there is no field `"+shorten(l.Path.Value)+"` in any edition")
	}
}

// know notes the fields that a file has, where there are locks.
func (r *reader) know(f *layeredFile) {
	if len(r.locks) == 0 {
		return
	}
	f.walk(f.kind, f.path, func(_ reflect.Type, _ *yaml.Node, path, _ string) { r.known[path] = true })
}
