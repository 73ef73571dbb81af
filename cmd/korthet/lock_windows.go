package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// lockName is a file that is there as long as somebody has the lock.
const lockName = ".korthet-lock"

// tryLock makes a file in a folder that nobody else can open, and that the system
// deletes when it is closed.
func tryLock(root *os.Root) (unlock func(), err error) {
	const deleteOnClose = 0x0400_0000
	const inUse = syscall.Errno(32) // a sharing violation
	path, err := filepath.Abs(filepath.Join(root.Name(), lockName))
	if err != nil {
		return nil, err
	}
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	file, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS,
		syscall.FILE_ATTRIBUTE_HIDDEN|deleteOnClose, 0)
	if errors.Is(err, inUse) || errors.Is(err, syscall.ERROR_ACCESS_DENIED) && isThere(path) { // which it is while it is being deleted
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return func() { _ = syscall.CloseHandle(file) }, nil
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
