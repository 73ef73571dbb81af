package layout

import (
	"sync/atomic"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// What a search for a fit comes to, every edition of the same text comes to whose
// contact block is as high: nothing else of an edition has a say in it. So one of
// a thousand offices is searched for, and the others are set with the theme that
// was found for it.

// answerKey tells searches apart. The author's texts are known by their places in
// memory, see paragraphKey.
type answerKey struct {
	library          *fonts.Library
	theme            *content.Theme
	language, format string
	pages            int
	sections         list[*content.Section]
	title, motto     list[content.Inline]
	image            string // behind the title
	colophon         list[content.Block]
	foot             int            // grid rows of the foot, with the theme as it is
	contact          display.Length // the height of the contact block in it
}

// list is where a list lies in memory.
type list[T any] struct {
	first  *T
	length int
}

func listOf[T any](of []T) list[T] {
	if len(of) == 0 {
		return list[T]{}
	}
	return list[T]{&of[0], len(of)}
}

// answer is what a search came to.
type answer struct {
	theme   *Theme
	asIs    bool // the theme is the one that the search began with
	lacking int  // see trial
}

// answerCost is what an answer takes, roughly: a theme.
const answerCost = 8 << 10

// answerTo returns where the answer to a search is kept that begins with a theme in
// which the foot has these heights; there is none in it as long as nobody has ended
// such a search.
func (s *setter) answerTo(foot footHeights) *atomic.Pointer[answer] {
	e := s.edition
	key := answerKey{
		library: s.library, theme: e.Theme, language: e.Language, format: e.Format.Value, pages: e.Pages,
		sections: listOf(e.Sections), title: listOf(e.Front.Title), motto: listOf(e.Front.Motto), image: e.Front.Image.Value,
		colophon: listOf(e.Front.Colophon), foot: s.footRows(foot.height), contact: foot.contact,
	}
	// Making room for an answer cannot fail. Who finds none does not wait for
	// another that is about to have one.
	kept, _ := cache.Get(s.store, key, func() (*atomic.Pointer[answer], int64, error) {
		return &atomic.Pointer[answer]{}, answerCost, nil
	})
	return kept
}

// again sets the edition with the theme that the search for another one's fit came
// to.
func (s *setter) again(found *answer) *trial {
	theme := found.theme.clone()
	theme.Colours = s.theme.Colours
	t := s.try(theme, true)
	t.lacking = found.lacking
	return t
}
