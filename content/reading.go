package content

import (
	"cmp"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAlt is how many characters an alternative text may have before its author
// is asked to shorten it: it is heard in one piece and cannot be skimmed.
const maxAlt = 250

// readingChecker looks for what a reader who hears a text, or goes through it by
// its heads and links, cannot follow.
type readingChecker struct {
	mistakes *mistakes
	level    int // of the section's head read last
}

// checkReading reports what in the texts of a language cannot be followed by
// ear.
func (r *reader) checkReading(t *textFolder, language string) {
	c := &readingChecker{mistakes: &r.mistakes}
	c.inlines(t.front.Title, language)
	c.inlines(t.front.Motto, language)
	c.blocks(t.front.Colophon, language, "")
	c.alt(t.front.Alt, t.front.Image, language)
	c.sections(t.sections, language)
}

// sections looks through sections. In each the levels of heads begin anew.
func (c *readingChecker) sections(list []*Section, language string) {
	for _, s := range list {
		own := cmp.Or(s.Language, language)
		c.level = 0
		c.inlines(s.Title, own)
		c.blocks(s.Blocks, own, "")
		c.sections(s.Sections, own)
	}
}

// blocks looks through blocks; within says in which block heads cannot stand
// the blocks are, "" for none.
func (c *readingChecker) blocks(list []Block, language, within string) {
	for _, b := range list {
		own := cmp.Or(b.Info().Language, language)
		switch b := b.(type) {
		case *Paragraph:
			c.inlines(b.Text, own)
		case *Heading:
			c.heading(b, within)
			c.inlines(b.Text, own)
		case *List:
			for _, item := range b.Items {
				c.blocks(item.Blocks, cmp.Or(item.Language, own), "a list")
			}
		case *Quote:
			c.blocks(b.Blocks, own, "a quotation")
		case *Note:
			c.blocks(b.Blocks, own, "a note")
		case *Box:
			c.inlines(b.Title, own)
			c.blocks(b.Blocks, own, within)
		case *PullQuote:
			c.inlines(b.Text, own)
			c.inlines(b.By, own)
		case *Figure:
			c.alt(b.Alt, b.Image, own)
			c.inlines(b.Caption, own)
			c.inlines(b.Credit, own)
		case *QR:
			c.alt(b.Alt, Text{}, own)
			c.inlines(b.Label, own)
		case *Facts:
			for _, fact := range b.Facts {
				c.inlines(fact.Number, own)
				c.inlines(fact.Label, own)
			}
		case *Table:
			c.table(b, own)
		}
	}
}

// table looks through a table.
func (c *readingChecker) table(t *Table, language string) {
	c.inlines(t.Caption, language)
	for _, column := range t.Columns {
		c.inlines(column.Head, language)
	}
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			c.inlines(cell, language)
		}
	}
}

// heading reports a head that skips a level, or that stands where none can.
func (c *readingChecker) heading(h *Heading, within string) {
	switch {
	case within != "":
		c.mistakes.add(h.Pos, "move it out", "a head cannot stand in "+within)
	case h.Level > c.level+1:
		c.mistakes.add(h.Pos, "write "+strings.Repeat("#", c.level+2)+" here", "this head skips a level")
	}
	c.level = h.Level
}

// inlines reports links whose words do not say where they lead: who goes from
// link to link hears nothing else.
func (c *readingChecker) inlines(in Inlines, language string) {
	for i := 0; i < len(in); i++ {
		link := in[i].Link
		if link == nil {
			continue
		}
		from := in[i]
		var words strings.Builder
		for ; i < len(in) && in[i].Link == link; i++ {
			if in[i].Break {
				words.WriteByte(' ')
			}
			words.WriteString(in[i].Text)
		}
		i--
		if text := words.String(); isVague(text, cmp.Or(from.Language, language)) {
			c.mistakes.warn(from.Pos, "make the words that say where it leads the link",
				"the link `"+shorten(text)+"` does not say where it leads to those who go from link to link")
		}
	}
}

// alt reports an alternative text that says less than it could.
func (c *readingChecker) alt(alt, image Text, language string) {
	if !alt.Given() {
		return
	}
	text := strings.ToLower(alt.Value)
	name := strings.ToLower(path.Base(image.Value))
	stem := strings.TrimSuffix(name, path.Ext(name))
	switch n := utf8.RuneCountInString(alt.Value); {
	case isFileName(text) || text == stem && strings.ContainsAny(stem, "0123456789-_"):
		c.mistakes.warn(alt.Pos, "say in a sentence what the picture shows", "this alternative text is the name of a file")
	case pictureWords(text, language) != "":
		c.mistakes.warn(alt.Pos, "begin with what it shows",
			"this alternative text begins with `"+alt.Value[:len(pictureWords(text, language))]+"`, which is said anyway")
	case n > maxAlt:
		c.mistakes.warn(alt.Pos, "shorten it to a sentence or two, and write the rest into the text",
			"this alternative text has "+strconv.Itoa(n)+" characters, which is long to listen to")
	}
}

// isFileName reports whether a text is the name of a picture's file.
func isFileName(text string) bool {
	switch path.Ext(text) {
	case ".jpg", ".jpeg", ".png", ".svg", ".gif", ".webp", ".tif", ".tiff", ".heic", ".pdf":
		return true
	}
	return false
}

// isVague reports whether a link's words say nothing in a language, or in
// English.
func isVague(text, language string) bool {
	words := strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " "))
	for _, tag := range []string{language, "en"} {
		for phrase := range strings.SplitSeq(vagueLinks[baseLanguage(tag)], ", ") {
			if words == phrase && words != "" {
				return true
			}
		}
	}
	return false
}

// pictureWords returns the words with which an alternative text, in small
// letters, says that it is about a picture; "" where it begins with what is to
// be seen.
func pictureWords(text, language string) string {
	for _, tag := range []string{language, "en"} {
		for phrase := range strings.SplitSeq(pictureOpenings[baseLanguage(tag)], ", ") {
			if phrase != "" && strings.HasPrefix(text, phrase+" ") {
				return phrase
			}
		}
	}
	return ""
}

// baseLanguage returns a tag's language without script and country; Norwegian
// is Bokmål unless it says otherwise.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if base == "no" {
		return "nb"
	}
	return base
}

// vagueLinks are, by language, the words that say nothing as a link.
//
//nolint:gochecknoglobals // a constant table
var vagueLinks = map[string]string{
	"da": "her, klik her, læs mere, læs mere her, mere, se mere, dette link, link, linket",
	"de": "hier, hier klicken, klicken sie hier, klick hier, mehr, mehr lesen, weiterlesen, mehr erfahren, weitere informationen, dieser link, link",
	"el": "εδώ, κάντε κλικ εδώ, πατήστε εδώ, διαβάστε περισσότερα, περισσότερα, αυτός ο σύνδεσμος, σύνδεσμος",
	"en": "here, click here, click, this, read more, more, more info, more information, learn more, find out more, see more, this link, link, this page",
	"es": "aquí, haga clic aquí, haz clic aquí, pulse aquí, leer más, más, más información, saber más, este enlace, enlace",
	"et": "siin, siia, siit, kliki siin, kliki siia, klõpsa siia, loe edasi, loe lähemalt, loe rohkem, rohkem, see link, link",
	"fi": "tässä, tästä, täällä, täältä, klikkaa tästä, klikkaa tätä, paina tästä, lue lisää, lisää, lisätietoja, tämä linkki, linkki",
	"fr": "ici, cliquez ici, cliquer ici, lire la suite, lire plus, en savoir plus, plus, ce lien, lien",
	"it": "qui, clicca qui, cliccare qui, fai clic qui, leggi di più, leggi tutto, continua a leggere, scopri di più, questo link, link",
	"lt": "čia, spauskite čia, spausti čia, skaityti daugiau, skaitykite daugiau, daugiau, plačiau, ši nuoroda, nuoroda",
	"lv": "šeit, klikšķiniet šeit, noklikšķiniet šeit, spiediet šeit, lasīt vairāk, lasīt tālāk, vairāk, šī saite, saite",
	"nb": "her, klikk her, trykk her, les mer, les mer her, mer, se mer, denne lenken, lenke, lenken",
	"nl": "hier, klik hier, lees meer, lees verder, meer, meer lezen, deze link, link",
	"nn": "her, klikk her, trykk her, les meir, les meir her, meir, sjå meir, denne lenkja, lenkje, lenkja",
	"pl": "tutaj, tu, kliknij tutaj, kliknij tu, czytaj więcej, czytaj dalej, więcej, dowiedz się więcej, ten link, link",
	"pt": "aqui, clique aqui, carregue aqui, leia mais, ler mais, saiba mais, saber mais, mais, este link, esta ligação, link",
	"ru": "здесь, тут, нажмите здесь, нажмите сюда, кликните здесь, читать далее, читать дальше, подробнее, ещё, эта ссылка, ссылка",
	"sv": "här, klicka här, tryck här, läs mer, läs mer här, mer, se mer, mer information, den här länken, denna länk, länk, länken",
	"tr": "burada, buraya, buradan, tıklayın, buraya tıklayın, devamını oku, daha fazla, bu bağlantı, bağlantı",
	"uk": "тут, натисніть тут, натисніть сюди, клацніть тут, читати далі, детальніше, докладніше, більше, це посилання, посилання",
}

// pictureOpenings are, by language, the words with which an alternative text
// says that it is about a picture, which programs that read aloud say already.
//
//nolint:gochecknoglobals // a constant table
var pictureOpenings = map[string]string{
	"da": "billede af, billedet viser, foto af",
	"de": "bild von, bild der, bild des, das bild zeigt, foto von",
	"el": "εικόνα του, εικόνα της, εικόνα με, φωτογραφία του, φωτογραφία της",
	"en": "image of, an image of, picture of, a picture of, photo of, a photo of, the image shows, the picture shows",
	"es": "imagen de, una imagen de, la imagen muestra, foto de, fotografía de",
	"et": "pilt kujutab, pildil on, foto kujutab, fotol on",
	"fi": "kuva jossa, kuvassa on, kuvassa näkyy, valokuva jossa",
	"fr": "image de, image d'un, une image de, l'image montre, photo de, photo d'un",
	"it": "immagine di, un'immagine di, l'immagine mostra, foto di",
	"lt": "paveikslėlis su, nuotraukoje yra, nuotraukoje matyti",
	"lv": "attēls ar, attēlā ir, attēlā redzams, fotogrāfijā redzams",
	"nb": "bilde av, et bilde av, bildet viser, foto av",
	"nl": "afbeelding van, een afbeelding van, foto van, plaatje van",
	"nn": "bilete av, eit bilete av, biletet viser, foto av",
	"pl": "obraz przedstawiający, obrazek przedstawiający, zdjęcie przedstawia, zdjęcie przedstawiające, na zdjęciu",
	"pt": "imagem de, uma imagem de, a imagem mostra, foto de, fotografia de",
	"ru": "изображение, на изображении, картинка с, на картинке, фото, на фотографии",
	"sv": "bild på, en bild på, bild av, en bild av, bilden visar, foto på, foto av",
	"tr": "resimde, fotoğrafta, görselde",
	"uk": "зображення, на зображенні, картинка з, на картинці, фото, на фотографії",
}
