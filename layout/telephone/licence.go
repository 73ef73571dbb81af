package telephone

import _ "embed" // the licence

//go:embed LICENSE-LIBPHONENUMBER.txt
var licence string

// Licence returns the terms of libphonenumber, from whose metadata the table of
// formats is made.
func Licence() string { return licence }
