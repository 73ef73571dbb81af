package language

import "strings"

// proclitics are the short function words of each language that lean on the
// word after them: articles, prepositions, conjunctions, the infinitive's mark.
func proclitics(tag string) string {
	switch tag {
	case "cs":
		return "a|i|k|ke|ku|o|s|se|u|v|ve|z|ze|za|na|do|od|po|pro|při|pod|nad|před|bez|mezi|nebo|ale|že|aby|jako|než|ani|či|až"
	case "da":
		return "af|at|bag|de|den|der|det|efter|eller|en|et|for|fra|før|gennem|hos|i|in|med|mellem|men|mod|og|om|op|over|på|samt|som|til|ud|under|uden|ved|vor|vores|din|sin"
	case "de", "de-CH":
		return "ab|als|am|an|auf|aus|bei|beim|bis|das|dass|dem|den|der|des|die|durch|ein|eine|einem|einen|einer|eines|für|gegen|im|in|ins|mit|nach|ob|oder|ohne|seit|sowie|über|um|und|unter|vom|von|vor|wie|zu|zum|zur|zwischen"
	case "el":
		return "ο|η|το|οι|τα|του|της|των|τον|την|τη|τους|τις|στο|στη|στην|στον|στα|στις|στους|σε|με|για|από|ως|προς|κατά|μετά|παρά|και|κι|ή|να|θα|που|ότι|ένα|ένας|μια|μία|χωρίς|πριν"
	case "en-GB", "en-US":
		return "a|an|the|and|or|but|nor|of|to|in|on|at|by|for|from|with|into|onto|over|under|between|among|as|than|that|via|per|its|our|your|their|through|about|against|within|without|towards|toward|upon|is|are"
	case "es":
		return "a|al|ante|bajo|con|contra|de|del|desde|e|el|en|entre|hacia|hasta|la|las|lo|los|ni|o|para|por|que|se|según|sin|sobre|su|sus|tras|u|un|una|unas|unos|y|como|más"
	case "et":
		return "ja|ning|või|ega|et|kui|ka|aga|vaid|ent|kuid|üle|läbi|enne|ilma|koos|pärast|kuni|alla|eel|nii|iga|see"
	case "fi":
		return "ja|tai|eli|sekä|että|kun|jos|vai|mutta|ennen|ilman|kuin|myös|alle|yli|noin|vain|joka|jotka|ei"
	case "fr", "fr-CA", "fr-CH":
		return "à|au|aux|avec|ce|ces|cette|chez|contre|dans|de|des|dès|du|en|entre|et|la|le|les|leur|leurs|mais|ni|nos|notre|ou|où|par|pas|pour|que|qui|sa|sans|se|ses|son|sous|sur|un|une|vers|vos|votre|comme"
	case "it":
		return "a|ad|ai|agli|al|alla|alle|allo|che|con|contro|da|dal|dalla|dalle|dai|degli|dei|del|della|delle|dello|di|e|ed|fra|gli|i|il|in|la|le|lo|ma|nei|nel|nella|nelle|negli|o|per|se|sua|sue|sui|sul|sulla|sulle|suo|tra|un|una|uno|senza|come"
	case "lt":
		return "ir|o|bei|ar|arba|bet|kad|kai|jei|į|iš|su|per|prie|po|pro|už|nuo|iki|dėl|apie|ant|be|tarp|pas|ne|kaip"
	case "lv":
		return "un|vai|bet|ka|kad|ja|ar|no|uz|pie|par|pēc|bez|līdz|pa|pret|pirms|starp|caur|zem|virs|kā|ne"
	case "nb":
		return "av|at|bak|de|den|det|ei|eller|en|et|etter|for|fra|før|gjennom|hos|i|med|mellom|men|mot|og|om|over|på|samt|som|til|under|uten|ut|ved|å|vår|din|sin"
	case "nn":
		return "av|at|bak|dei|den|det|ei|eit|eller|ein|etter|for|frå|før|gjennom|hjå|hos|i|med|mellom|men|mot|og|om|over|på|samt|som|til|under|utan|ut|ved|å|vår|din|sin"
	case "nl":
		return "aan|als|bij|binnen|dan|dat|de|den|die|door|een|en|het|hun|in|maar|met|na|naar|of|om|onder|ons|onze|op|over|per|te|tegen|ten|ter|tot|tussen|uit|van|via|voor|zonder|zijn"
	case "pl":
		return "a|i|o|u|w|z|we|ze|za|na|do|od|po|dla|przy|pod|nad|przed|przez|bez|między|lub|oraz|albo|ale|czy|że|aby|jako|jak|niż|ani|nie|ku"
	case "pt", "pt-PT":
		return "a|à|ao|aos|as|às|com|como|contra|da|das|de|do|dos|e|em|entre|na|nas|nem|no|nos|num|numa|o|os|ou|para|pela|pelas|pelo|pelos|por|que|se|sem|seu|seus|sob|sobre|sua|suas|um|uma|até|mas"
	case "ru":
		return "а|без|в|во|для|до|же|за|и|из|или|к|ко|как|между|на|над|не|ни|но|о|об|обо|от|перед|по|под|при|про|с|со|у|через|что|чтобы|их|его"
	case "sv":
		return "av|att|bakom|de|den|det|din|där|efter|eller|en|ett|från|för|före|genom|hos|i|in|inför|inom|kring|med|mellan|men|mot|när|och|om|på|samt|sin|som|till|under|ur|ut|utan|vid|vår|våra|är|över|än"
	case "tr":
		return "ve|veya|ya|ile|ki|ama|bir|bu|şu|o|en|her|de|da"
	case "uk":
		return "а|без|в|від|до|для|з|за|зі|із|і|й|або|чи|к|як|між|на|над|не|ні|але|о|об|перед|по|під|при|про|та|у|через|що|щоб|їх|його"
	}
	return ""
}

// Proclitic reports whether a word is a short function word (article,
// preposition, conjunction) after which a heading should not be broken. Case
// does not matter; the word stands without spaces or punctuation.
func Proclitic(word, language string) bool {
	if word == "" || len(word) > longestWord {
		return false
	}
	list := proclitics(canonical(language))
	return listed(list, word) || listed(list, strings.ToLower(word))
}
