package language

import _ "embed" // the licence

//go:embed LICENSE-UNICODE.txt
var licence string

// Licence returns the terms of Unicode's CLDR, from which the tables of marks and
// months are made.
func Licence() string { return licence }
