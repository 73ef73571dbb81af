package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"korthet/output/press"
)

// addProfileFlag adds the flag that names the printer's profile.
func addProfileFlag(cmd *cobra.Command, flags *buildFlags) {
	cmd.Flags().StringVar(&flags.profile, "profile", "", "the printer `PROFILE`: "+strings.Join(press.Names(), ", "))
	complete(cmd, "profile", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return press.Names(), cobra.ShellCompDirectiveDefault
	})
}

// chooseProfile returns the printer profile of a name; "" is the built-in one
// that is used when none is named.
func chooseProfile(name string) (*press.Profile, error) {
	if name == "" {
		name = press.Default
	}
	profile, ok := press.Builtin(name)
	if !ok {
		return nil, &adviceError{
			err:  fmt.Errorf("there is no printer profile %q", name),
			hint: "the built-in ones are " + strings.Join(press.Names(), ", "),
		}
	}
	return &profile, nil
}
