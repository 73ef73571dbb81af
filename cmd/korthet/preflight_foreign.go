package main

import (
	"korthet/output/pdf/inspect"
	"korthet/output/preflight"
)

// foreignReport is the report on a PDF file that something else may have made,
// judged by the printer profile named; "" is the built-in one.
func foreignReport(name, profile string) (preflight.Report, error) {
	printer, err := chooseProfile(profile)
	if err != nil {
		return preflight.Report{}, err
	}
	data, err := readWhole(name)
	if err != nil {
		return preflight.Report{}, err
	}
	report := inspect.File(data, printer)
	report.File = name
	return report, nil
}
