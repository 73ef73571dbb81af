package language

// ContactLabels are the words before the parts of a contact block, as a leaflet
// of the language has them: with a capital, without a colon.
type ContactLabels struct {
	Phone, Fax, Email, Web, Map, Hours string
}

// Labels returns the words of a language; those of British English where it has
// none here.
func Labels(language string) ContactLabels {
	switch canonical(language) {
	case "cs":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-mail", Web: "Web", Map: "Mapa", Hours: "Otevírací doba"}
	case "da":
		return ContactLabels{Phone: "Tlf.", Fax: "Fax", Email: "E-mail", Web: "Web", Map: "Kort", Hours: "Åbningstider"}
	case "de", "de-CH":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-Mail", Web: "Web", Map: "Karte", Hours: "Öffnungszeiten"}
	case "el":
		return ContactLabels{Phone: "Τηλ.", Fax: "Φαξ", Email: "E-mail", Web: "Ιστότοπος", Map: "Χάρτης", Hours: "Ώρες λειτουργίας"}
	case "es":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "Correo electrónico", Web: "Web", Map: "Mapa", Hours: "Horario"}
	case "et":
		return ContactLabels{Phone: "Tel", Fax: "Faks", Email: "E-post", Web: "Veeb", Map: "Kaart", Hours: "Avatud"}
	case "fi":
		return ContactLabels{Phone: "Puh.", Fax: "Faksi", Email: "Sähköposti", Web: "Verkkosivut", Map: "Kartta", Hours: "Avoinna"}
	case "fr", "fr-CH":
		return ContactLabels{Phone: "Tél.", Fax: "Fax", Email: "E-mail", Web: "Internet", Map: "Plan", Hours: "Horaires"}
	case "fr-CA":
		return ContactLabels{Phone: "Tél.", Fax: "Téléc.", Email: "Courriel", Web: "Site Web", Map: "Plan", Hours: "Heures d’ouverture"}
	case "it":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-mail", Web: "Sito web", Map: "Mappa", Hours: "Orari"}
	case "lt":
		return ContactLabels{Phone: "Tel.", Fax: "Faks.", Email: "El. paštas", Web: "Svetainė", Map: "Žemėlapis", Hours: "Darbo laikas"}
	case "lv":
		return ContactLabels{Phone: "Tālr.", Fax: "Fakss", Email: "E-pasts", Web: "Tīmekļa vietne", Map: "Karte", Hours: "Darba laiks"}
	case "nb":
		return ContactLabels{Phone: "Tlf.", Fax: "Faks", Email: "E-post", Web: "Nettsted", Map: "Kart", Hours: "Åpningstider"}
	case "nn":
		return ContactLabels{Phone: "Tlf.", Fax: "Faks", Email: "E-post", Web: "Nettstad", Map: "Kart", Hours: "Opningstider"}
	case "nl":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-mail", Web: "Website", Map: "Kaart", Hours: "Openingstijden"}
	case "pl":
		return ContactLabels{Phone: "Tel.", Fax: "Faks", Email: "E-mail", Web: "Strona internetowa", Map: "Mapa", Hours: "Godziny otwarcia"}
	case "pt":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-mail", Web: "Site", Map: "Mapa", Hours: "Horário de atendimento"}
	case "pt-PT":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-mail", Web: "Sítio Web", Map: "Mapa", Hours: "Horário"}
	case "ru":
		return ContactLabels{Phone: "Тел.", Fax: "Факс", Email: "Эл. почта", Web: "Сайт", Map: "Карта", Hours: "Часы работы"}
	case "sv":
		return ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "E-post", Web: "Webb", Map: "Karta", Hours: "Öppettider"}
	case "tr":
		return ContactLabels{Phone: "Tel.", Fax: "Faks", Email: "E-posta", Web: "Web", Map: "Harita", Hours: "Çalışma saatleri"}
	case "uk":
		return ContactLabels{Phone: "Тел.", Fax: "Факс", Email: "Ел. пошта", Web: "Сайт", Map: "Карта", Hours: "Години роботи"}
	}
	phone := ContactLabels{Phone: "Tel.", Fax: "Fax", Email: "Email", Web: "Web", Map: "Map", Hours: "Opening hours"}
	if canonical(language) == "en-US" {
		phone.Phone, phone.Hours = "Phone", "Hours"
	}
	return phone
}

// Draft returns the word for what is not finished, with a capital; the English
// one where a language has none here.
func Draft(language string) string {
	words := map[string]string{
		"cs": "Koncept", "da": "Udkast", "de": "Entwurf", "de-CH": "Entwurf", "el": "Προσχέδιο", "en": "Draft", "es": "Borrador",
		"et": "Mustand", "fi": "Luonnos", "fr": "Brouillon", "fr-CA": "Ébauche", "fr-CH": "Brouillon", "it": "Bozza",
		"lt": "Juodraštis", "lv": "Melnraksts", "nb": "Utkast", "nl": "Concept", "nn": "Utkast", "pl": "Wersja robocza",
		"pt": "Rascunho", "pt-PT": "Rascunho", "ru": "Черновик", "sv": "Utkast", "tr": "Taslak", "uk": "Чернетка",
	}
	if word := words[canonical(language)]; word != "" {
		return word
	}
	return words["en"]
}
