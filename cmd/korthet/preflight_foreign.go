package main

import "korthet/output/preflight"

// foreignReport is the report on a PDF file that something else may have made,
// judged by the printer profile named; "" is the built-in one.
func foreignReport(name, profile string) (preflight.Report, error) {
	printer, err := chooseProfile(profile)
	if err != nil {
		return preflight.Report{}, err
	}
	if _, err := readWhole(name); err != nil {
		return preflight.Report{}, err
	}
	report := preflight.Report{File: name, Profile: printer.Name}
	report.Add(preflight.Verdict{
		Check: preflight.Conformance, Status: preflight.NotChecked,
		Message: "this release looks at publications, not yet at PDF files", Hint: "name the folder of a publication",
	})
	report.Complete("see the first line of this report")
	return report, nil
}
