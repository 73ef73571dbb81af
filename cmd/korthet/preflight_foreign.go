package main

import (
	"korthet/output/pdf/inspect"
	"korthet/output/preflight"
	"korthet/output/press"
)

// foreignReport is the report on a PDF file that something else may have made,
// judged by the printer profile named; "" is the built-in one. Where there is none,
// the problems say why.
func foreignReport(name, profile string) ([]preflight.Report, []problem) {
	if profile == "" {
		profile = press.Default
	}
	made, problems := namedPrinter(profile, ".", nil)
	if made == nil {
		return nil, problems
	}
	data, err := readWhole(name)
	if err != nil {
		return nil, append(problems, asProblem(err))
	}
	report := inspect.File(data, made.profile)
	report.File = name
	return []preflight.Report{report}, problems
}
