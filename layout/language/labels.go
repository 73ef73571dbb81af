package language

// ContactLabels are the words before the parts of a contact block, as a leaflet
// of the language has them: with a capital, without a colon.
type ContactLabels struct {
	Phone, Mobile, Fax, Email, Web, Map, Address, Hours string
}

// Labels returns the words of a language; those of British English where it has
// none here.
//
//nolint:misspell // words of other languages
func Labels(language string) ContactLabels {
	switch canonical(language) {
	case "cs":
		return ContactLabels{Phone: "Tel.", Mobile: "Mobil", Fax: "Fax", Email: "E-mail", Web: "Web", Map: "Mapa", Address: "Adresa", Hours: "Otevírací doba"}
	case "da":
		return ContactLabels{Phone: "Tlf.", Mobile: "Mobil", Fax: "Fax", Email: "E-mail", Web: "Web", Map: "Kort", Address: "Adresse", Hours: "Åbningstider"}
	case "de", "de-CH":
		return ContactLabels{Phone: "Tel.", Mobile: "Mobil", Fax: "Fax", Email: "E-Mail", Web: "Web", Map: "Karte", Address: "Adresse", Hours: "Öffnungszeiten"}
	case "el":
		return ContactLabels{Phone: "Τηλ.", Mobile: "Κινητό", Fax: "Φαξ", Email: "E-mail", Web: "Ιστότοπος", Map: "Χάρτης", Address: "Διεύθυνση", Hours: "Ώρες λειτουργίας"}
	case "es":
		return ContactLabels{Phone: "Tel.", Mobile: "Móvil", Fax: "Fax", Email: "Correo electrónico", Web: "Web", Map: "Mapa", Address: "Dirección", Hours: "Horario"}
	case "et":
		return ContactLabels{Phone: "Tel", Mobile: "Mobiil", Fax: "Faks", Email: "E-post", Web: "Veeb", Map: "Kaart", Address: "Aadress", Hours: "Avatud"}
	case "fi":
		return ContactLabels{Phone: "Puh.", Mobile: "Matkapuhelin", Fax: "Faksi", Email: "Sähköposti", Web: "Verkkosivut", Map: "Kartta", Address: "Osoite", Hours: "Avoinna"}
	case "fr", "fr-CH":
		return ContactLabels{Phone: "Tél.", Mobile: "Portable", Fax: "Fax", Email: "E-mail", Web: "Internet", Map: "Plan", Address: "Adresse", Hours: "Horaires"}
	case "fr-CA":
		return ContactLabels{Phone: "Tél.", Mobile: "Cellulaire", Fax: "Téléc.", Email: "Courriel", Web: "Site Web", Map: "Plan", Address: "Adresse", Hours: "Heures d’ouverture"}
	case "it":
		return ContactLabels{Phone: "Tel.", Mobile: "Cell.", Fax: "Fax", Email: "E-mail", Web: "Sito web", Map: "Mappa", Address: "Indirizzo", Hours: "Orari"}
	case "lt":
		return ContactLabels{Phone: "Tel.", Mobile: "Mob.", Fax: "Faks.", Email: "El. paštas", Web: "Svetainė", Map: "Žemėlapis", Address: "Adresas", Hours: "Darbo laikas"}
	case "lv":
		return ContactLabels{Phone: "Tālr.", Mobile: "Mob. tālr.", Fax: "Fakss", Email: "E-pasts", Web: "Tīmekļa vietne", Map: "Karte", Address: "Adrese", Hours: "Darba laiks"}
	case "nb":
		return ContactLabels{Phone: "Tlf.", Mobile: "Mobil", Fax: "Faks", Email: "E-post", Web: "Nettsted", Map: "Kart", Address: "Adresse", Hours: "Åpningstider"}
	case "nn":
		return ContactLabels{Phone: "Tlf.", Mobile: "Mobil", Fax: "Faks", Email: "E-post", Web: "Nettstad", Map: "Kart", Address: "Adresse", Hours: "Opningstider"}
	case "nl":
		return ContactLabels{Phone: "Tel.", Mobile: "Mobiel", Fax: "Fax", Email: "E-mail", Web: "Website", Map: "Kaart", Address: "Adres", Hours: "Openingstijden"}
	case "pl":
		return ContactLabels{Phone: "Tel.", Mobile: "Tel. kom.", Fax: "Faks", Email: "E-mail", Web: "Strona internetowa", Map: "Mapa", Address: "Adres", Hours: "Godziny otwarcia"}
	case "pt":
		return ContactLabels{Phone: "Tel.", Mobile: "Celular", Fax: "Fax", Email: "E-mail", Web: "Site", Map: "Mapa", Address: "Endereço", Hours: "Horário de atendimento"}
	case "pt-PT":
		return ContactLabels{Phone: "Tel.", Mobile: "Telemóvel", Fax: "Fax", Email: "E-mail", Web: "Sítio Web", Map: "Mapa", Address: "Morada", Hours: "Horário"}
	case "ru":
		return ContactLabels{Phone: "Тел.", Mobile: "Моб.", Fax: "Факс", Email: "Эл. почта", Web: "Сайт", Map: "Карта", Address: "Адрес", Hours: "Часы работы"}
	case "sv":
		return ContactLabels{Phone: "Tel.", Mobile: "Mobil", Fax: "Fax", Email: "E-post", Web: "Webb", Map: "Karta", Address: "Adress", Hours: "Öppettider"}
	case "tr":
		return ContactLabels{Phone: "Tel.", Mobile: "Cep", Fax: "Faks", Email: "E-posta", Web: "Web", Map: "Harita", Address: "Adres", Hours: "Çalışma saatleri"}
	case "uk":
		return ContactLabels{Phone: "Тел.", Mobile: "Моб.", Fax: "Факс", Email: "Ел. пошта", Web: "Сайт", Map: "Карта", Address: "Адреса", Hours: "Години роботи"}
	}
	phone := ContactLabels{Phone: "Tel.", Mobile: "Mobile", Fax: "Fax", Email: "Email", Web: "Web", Map: "Map", Address: "Address", Hours: "Opening hours"}
	if canonical(language) == "en-US" {
		phone.Phone, phone.Mobile, phone.Hours = "Phone", "Cell", "Hours"
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
