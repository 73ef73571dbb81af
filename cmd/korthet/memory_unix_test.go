//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// maxMemory returns the most memory in bytes that a process held, by what the
// system counted.
func maxMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(usage.Maxrss) //nolint:unconvert // bytes there, KiB elsewhere; 32 bits on some systems
	}
	return int64(usage.Maxrss) << 10 //nolint:unconvert // as above
}
