package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// An intent is the durable promise of one commit: when it is on disk, every
// staged file it names is too, and the commit will be finished.
type intent struct {
	Run   string `json:"run"`
	Moves []move `json:"moves"`
}

// publish makes an intent durable and carries it out. The readers' lock is held only while names
// change.
func publish(ctx context.Context, d disk, dir string, in intent, wait time.Duration) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	dirs := liveDirs(in)
	for _, sub := range dirs {
		if err := mkdirs(d, dir, sub); err != nil {
			return err
		}
	}
	if err := d.SyncDir(filepath.Join(dir, stagingDir)); err != nil {
		return err
	}
	readers, err := lockFile(ctx, filepath.Join(dir, readersName), wait)
	if err != nil {
		return err
	}
	defer readers.Close()
	if err := writeFile(d, dir, intentName, content(b)); err != nil {
		return err
	}
	return carryOut(d, dir, in)
}

// carryOut does what is still to do of an intent: each move asks first whether
// it was made. Doing it twice is doing it once.
func carryOut(d disk, dir string, in intent) error {
	for _, m := range in.Moves {
		if err := m.clear(d, dir); err != nil {
			return fmt.Errorf("taking %s away: %w", m.Live, err)
		}
	}
	for _, m := range in.Moves {
		if err := m.bring(d, dir); err != nil {
			return fmt.Errorf("publishing %s: %w", m.Live, err)
		}
	}
	for _, sub := range liveDirs(in) {
		if err := settle(d, dir, sub); err != nil {
			return err
		}
	}
	return nil
}

// fulfilled removes an intent that was carried out and recorded.
func fulfilled(d disk, dir string) error {
	if err := d.Remove(filepath.Join(dir, intentName)); err != nil {
		return err
	}
	return d.SyncDir(filepath.Join(dir, bookDir))
}

// settle makes the names of a folder durable. A folder of a partition that has
// nothing left goes away.
func settle(d disk, dir, sub string) error {
	full := filepath.Join(dir, sub)
	names, err := os.ReadDir(full)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(names) > 0 || !strings.Contains(path.Base(sub), "="):
		return d.SyncDir(full)
	}
	if err := d.Remove(full); err != nil {
		return err
	}
	return settle(d, dir, path.Dir(sub))
}

// clear takes the live file away, unless its successor has come in already.
func (m move) clear(d disk, dir string) error {
	if m.Old == "" {
		return nil
	}
	live, err := exists(filepath.Join(dir, m.Live))
	if err != nil || !live {
		return err
	}
	if m.Staged != "" {
		if waiting, err := exists(filepath.Join(dir, m.Staged)); err != nil || !waiting {
			return err
		}
	}
	return d.Rename(filepath.Join(dir, m.Live), filepath.Join(dir, m.Old))
}

// bring renames the staged file in place, unless that was done.
func (m move) bring(d disk, dir string) error {
	if m.Staged == "" {
		return nil
	}
	waiting, err := exists(filepath.Join(dir, m.Staged))
	if err != nil || !waiting {
		return err
	}
	return d.Rename(filepath.Join(dir, m.Staged), filepath.Join(dir, m.Live))
}

// liveDirs gives the folders whose names change, each once, in order.
func liveDirs(in intent) []string {
	seen := map[string]bool{}
	for _, m := range in.Moves {
		seen[path.Dir(m.Live)] = true
	}
	return sortedKeys(seen)
}

// pending reads the intent that a killed run left, if there is one.
func pending(dir string) (*intent, error) {
	b, err := os.ReadFile(filepath.Join(dir, intentName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var in intent
	if err := json.Unmarshal(b, &in); err != nil {
		return nil, fmt.Errorf("reading %s: %w", intentName, err)
	}
	return &in, nil
}

// recoverCommit carries out the intent that a killed run left, and gives it.
func recoverCommit(ctx context.Context, d disk, dir string, wait time.Duration) (*intent, error) {
	in, err := pending(dir)
	if in == nil || err != nil {
		return nil, err
	}
	readers, err := lockFile(ctx, filepath.Join(dir, readersName), wait)
	if err != nil {
		return nil, err
	}
	defer readers.Close()
	return in, carryOut(d, dir, *in)
}

// clearStaging removes what a run left in the staging folder.
func clearStaging(d disk, dir string) error {
	names, err := os.ReadDir(filepath.Join(dir, stagingDir))
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := d.Remove(filepath.Join(dir, stagingDir, n.Name())); err != nil {
			return err
		}
	}
	return nil
}
