package main

import (
	"fmt"
	"strconv"
	"time"
)

// sourceDateEpoch is the variable by which a reproducible build is told its
// time, in seconds since 1970: https://reproducible-builds.org/specs/source-date-epoch/
const sourceDateEpoch = "SOURCE_DATE_EPOCH"

// dates says which date a file bears: --date, then SOURCE_DATE_EPOCH, then the
// publication's; where there is none of them it bears none. The clock is never
// asked: the same publication gives the same bytes on every day.
type dates struct {
	fixed time.Time // of --date or SOURCE_DATE_EPOCH
	given bool      // one of them is
}

// newDates reads --date, which is "" where it is not given, and the
// environment's SOURCE_DATE_EPOCH.
func newDates(flag, epoch string) (dates, error) {
	if flag != "" {
		date, err := time.Parse(time.DateOnly, flag)
		if err != nil {
			return dates{}, fmt.Errorf("the flag `--date` needs a day such as 2026-05-31, not %q", flag)
		}
		return dates{fixed: date, given: true}, nil
	}
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		// PDF writes years with four digits.
		if date := time.Unix(seconds, 0).UTC(); err == nil && date.Year() >= 0 && date.Year() <= 9999 {
			return dates{fixed: date, given: true}, nil
		}
		return dates{}, fmt.Errorf("the environment's %s needs a number of seconds, not %q", sourceDateEpoch, epoch)
	}
	return dates{}, nil
}

// of returns the date of an edition whose publication says written, which is ""
// or a day that content has checked. The zero time is no date.
func (d dates) of(written string) time.Time {
	if d.given {
		return d.fixed
	}
	date, err := time.Parse(time.DateOnly, written)
	if err != nil {
		return time.Time{}
	}
	return date
}
