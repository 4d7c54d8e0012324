package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"syscall"
	"time"
)

// A LockedError says that another process holds a lock of the dataset.
type LockedError struct {
	Path  string
	Who   string // user@host pid; "" when the holder did not say
	Since time.Time
}

func (e *LockedError) Error() string {
	if e.Who == "" {
		return fmt.Sprintf("the dataset is locked: %s is held by a reader", e.Path)
	}
	return fmt.Sprintf("the dataset is locked: %s is held by %s since %s", e.Path, e.Who, e.Since.Format(time.RFC3339))
}

// A holder is the content of the lock file while a run holds it.
type holder struct {
	Who   string    `json:"who"`
	Since time.Time `json:"since"`
}

// lockFile takes the exclusive lock of a file, waiting at most wait. The
// kernel gives it back when the process ends, however it ends; the file stays.
func lockFile(ctx context.Context, name string, wait time.Duration) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(wait); ; {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			f.Close()
			return nil, fmt.Errorf("locking %s: %w", name, err)
		}
		if time.Now().After(deadline) {
			defer f.Close()
			return nil, lockedBy(f)
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(min(50*time.Millisecond, time.Until(deadline)+time.Millisecond)):
		}
	}
}

func lockedBy(f *os.File) error {
	var h holder
	b := make([]byte, 4096)
	n, _ := f.ReadAt(b, 0)
	_ = json.Unmarshal(b[:n], &h) // a reader's lock says nothing
	return &LockedError{Path: f.Name(), Who: h.Who, Since: h.Since}
}

// sign writes into a held lock file who holds it.
func sign(f *os.File, now time.Time) error {
	name, host := "unknown", "unknown"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	if h, err := os.Hostname(); err == nil {
		host = h
	}
	b, err := json.Marshal(holder{fmt.Sprintf("%s@%s pid %d", name, host, os.Getpid()), now.UTC()})
	if err != nil {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = f.WriteAt(b, 0)
	return err
}

// unlock empties the file and gives the lock back.
func unlock(f *os.File) error { return errors.Join(f.Truncate(0), f.Close()) }
