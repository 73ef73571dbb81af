package layout_test

import (
	"context"
	"regexp"
	"strconv"
	"testing"
	"unicode/utf8"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/cache"
)

// TestRefusal sets texts longer than any policy lets two pages hold. The figures
// of the refusal must be true: with so many characters less, or on so many pages,
// the text fits, and with far fewer less it does not.
func TestRefusal(t *testing.T) {
	numbers := regexp.MustCompile(`the text is (\d+) lines too long for 2 pages; .* \(cut about (\d+) characters, or promise (\d+) pages`)
	for name, setting := range settings(t) {
		opts := layout.Options{Fonts: setting.library, Cache: cache.New(64 << 20)}
		for _, percent := range []int{180, 190, 220, 300} {
			edition := fitting(scaled(setting.edition, percent))
			problems := set(t, edition, opts)
			if len(problems) != 1 {
				t.Fatalf("%s, %d %%: %v", name, percent, problems)
			}
			found := numbers.FindStringSubmatch(problems[0].String())
			if found == nil {
				t.Fatalf("%s, %d %%: %s", name, percent, problems[0])
			}
			t.Log(name, percent, problems[0])
			lines, _ := strconv.Atoi(found[1])
			characters, _ := strconv.Atoi(found[2])
			pages, _ := strconv.Atoi(found[3])
			if per := characters / lines; per < 40 || per > 75 {
				t.Errorf("%s, %d %%: %d characters are %d lines", name, percent, characters, lines)
			}
			if failed(set(t, shortened(edition, characters+100), opts)) {
				t.Errorf("%s, %d %%: with %d characters less it does not fit", name, percent, characters)
			}
			// A few lines may be won by another way to part the paragraphs.
			if lines >= 10 && !failed(set(t, shortened(edition, characters/2), opts)) {
				t.Errorf("%s, %d %%: with far fewer than %d characters less it fits", name, percent, characters)
			}
			more := *edition
			more.Pages = pages
			if failed(set(t, &more, opts)) {
				t.Errorf("%s, %d %%: it does not fit %d pages", name, percent, pages)
			}
		}
	}
}

// TestTooShort sets texts too short for two pages. With so many characters more
// as the warning asks for, they fill them; with half as many they do not.
func TestTooShort(t *testing.T) {
	numbers := regexp.MustCompile(`the text is (\d+) lines too short to fill 2 pages, whatever gives \(write about (\d+) characters more`)
	warned := 0
	for name, setting := range settings(t) {
		opts := layout.Options{Fonts: setting.library, Cache: cache.New(64 << 20)}
		at := func(length int) *content.Edition {
			edition := fitting(setting.edition)
			theme := content.Theme{}
			if edition.Theme != nil {
				theme = *edition.Theme
			}
			theme.Fit.Order = []content.Text{{Value: "leading"}, {Value: "spacing"}}
			scaled := scaled(edition, 100*length/textLength(edition))
			scaled.Theme = &theme
			return scaled
		}
		whole := textLength(setting.edition)
		for _, percent := range []int{60, 70, 75} {
			problems := set(t, at(whole*percent/100), opts)
			if len(problems) != 1 {
				t.Fatalf("%s, %d %%: %v", name, percent, problems)
			}
			found := numbers.FindStringSubmatch(problems[0].String())
			if found == nil {
				continue // it fills a page only, or nearly both
			}
			warned++
			characters, _ := strconv.Atoi(found[2])
			if more := set(t, at(whole*percent/100+characters*11/10), opts); len(more) > 0 {
				t.Errorf("%s, %d %%: with %d characters more: %v", name, percent, characters, more)
			}
			if more := set(t, at(whole*percent/100+characters/2), opts); len(more) == 0 {
				t.Errorf("%s, %d %%: with half of %d characters more it fills its pages", name, percent, characters)
			}
		}
	}
	if warned < 4 {
		t.Errorf("only %d texts were warned of", warned)
	}
}

func set(t *testing.T, edition *content.Edition, opts layout.Options) []layout.Problem {
	t.Helper()
	result, err := layout.Layout(context.Background(), edition, opts)
	if err != nil {
		t.Fatal(err)
	}
	return result.Problems
}

// shortened returns the edition with so many characters of paragraphs cut from its
// end, and the paragraphs and sections that have none left.
func shortened(edition *content.Edition, characters int) *content.Edition {
	left := -characters
	changed(edition.Sections, func(p *content.Paragraph) *content.Paragraph {
		left += runeCount(p.Text)
		return p
	})
	result := *edition
	result.Sections = cutAfter(edition.Sections, &left)
	return &result
}

func runeCount(text content.Inlines) int {
	n := 0
	for _, inline := range text {
		n += utf8.RuneCountInString(inline.Text)
	}
	return n
}

// cutAfter returns sections up to a number of characters, which it counts down.
func cutAfter(sections []*content.Section, left *int) []*content.Section {
	var kept []*content.Section
	for _, section := range sections {
		if *left <= 0 {
			break
		}
		other := *section
		other.Blocks = nil
		for _, block := range section.Blocks {
			paragraph, ok := block.(*content.Paragraph)
			if !ok || *left <= 0 {
				continue
			}
			cut := *paragraph
			cut.Text = nil
			for _, inline := range paragraph.Text {
				letters := []rune(inline.Text)
				letters = letters[:max(min(len(letters), *left), 0)]
				*left -= len(letters)
				if len(letters) > 0 {
					inline.Text = string(letters)
					cut.Text = append(cut.Text, inline)
				}
			}
			other.Blocks = append(other.Blocks, &cut)
		}
		other.Sections = cutAfter(section.Sections, left)
		kept = append(kept, &other)
	}
	return kept
}
