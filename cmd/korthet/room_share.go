package main

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"korthet/content"
)

// sharedTexts lets editions that were read apart have their equal texts in
// common. Layout knows a paragraph by where it lies in memory, and so sets those
// once that do not change from trial to trial.
type sharedTexts struct {
	mu    sync.Mutex
	known map[string]content.Inlines
}

// share replaces the texts of an edition by equal ones that were seen before.
// What differs is their places, so mistakes must be told of another edition.
func (s *sharedTexts) share(e *content.Edition) {
	s.walk(reflect.ValueOf(&e.Front).Elem())
	s.walk(reflect.ValueOf(&e.Sections).Elem())
}

// walk looks through a value for texts.
func (s *sharedTexts) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.walk(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			s.walk(v.Field(i))
		}
	case reflect.Slice:
		if in, ok := v.Interface().(content.Inlines); ok {
			if len(in) > 0 && v.CanSet() {
				v.Set(reflect.ValueOf(s.one(in)))
			}
			return
		}
		for i := range v.Len() {
			s.walk(v.Index(i))
		}
	default: // holds no texts
	}
}

// one returns the text itself, or an equal one of the same field.
func (s *sharedTexts) one(in content.Inlines) content.Inlines {
	var key strings.Builder
	key.WriteString(in[0].Pos.Path)
	for _, i := range in {
		fmt.Fprintf(&key, "\n%q %t %t %t %t %q", i.Text, i.Break, i.Emphasis, i.Strong, i.Code, i.Language)
		if i.Link != nil {
			fmt.Fprintf(&key, " %q %q", i.Link.URI, i.Link.Title)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.known[key.String()]; ok {
		return known
	}
	s.known[key.String()] = in
	return in
}
