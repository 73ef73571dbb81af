package layout

import (
	"korthet/layout/display"
	"korthet/layout/language"
)

// What tests hold by itself, as it is numbers alone.

// ColumnWidths is columnWidths.
func ColumnWidths(least, most []display.Length, measure display.Length) []display.Length {
	return columnWidths(least, most, measure)
}

// DecimalMark is decimalMark.
func DecimalMark(text, lang string) int { return decimalMark(text, language.Numbers(lang)) }

// InksOf is inksOf.
func InksOf(rgb [3]uint8) [4]uint16 { return inksOf(rgb) }
