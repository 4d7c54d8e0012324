package load

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const quarantineDir = "quarantine"

// A Held is one page in quarantine.
type Held struct {
	PageRow
	dir string
}

// Quarantined lists the quarantine of the dataset in a folder, by path.
func Quarantined(dir string) ([]Held, error) {
	if err := checkSchema(filepath.Join(dir, "schema.json")); err != nil {
		return nil, err
	}
	l, err := readLedger(dir)
	if err != nil {
		return nil, err
	}
	var out []Held
	for _, path := range sortedKeys(l.pages) {
		if e := l.pages[path]; e.Outcome == quarantined {
			out = append(out, Held{e.PageRow, dir})
		}
	}
	return out, nil
}

// Bytes gives the page as it was offered. A page that could not be read, or
// came without its bytes, has none: fs.ErrNotExist.
func (h Held) Bytes() ([]byte, error) {
	if h.SHA256 == "" {
		return nil, fmt.Errorf("page %q: its bytes were never read: %w", h.Path, fs.ErrNotExist)
	}
	return os.ReadFile(filepath.Join(h.dir, quarantineFile(h.SHA256)))
}

// Time gives the time of last change that the page was offered with.
func (h Held) Time() time.Time {
	if h.ModTime == 0 {
		return time.Time{}
	}
	return time.UnixMicro(h.ModTime).UTC()
}

func quarantineFile(sha256 string) string { return quarantineDir + "/" + sha256 + ".html" }

// Drop takes a page out of the quarantine at the next Commit. The ledger keeps
// it as dropped, so that it comes back only with other bytes, or where a run
// processes unchanged pages too.
func (d *Dataset) Drop(path string) error {
	e := d.ledger.pages[path]
	if e == nil || e.Outcome != quarantined {
		return fmt.Errorf("page %q is not in quarantine", path)
	}
	row := *e
	row.Outcome = dropped
	d.touched = append(d.touched, &row)
	return nil
}

// quarantine puts the bytes of the refused in place before any row names them.
// What a kill leaves behind without a row, the next sweep takes away.
func (d *Dataset) quarantine(p *plan) error {
	if err := mkdirs(d.disk, d.dir, quarantineDir); err != nil {
		return err
	}
	for _, sum := range sortedKeys(p.bytes) {
		name := quarantineFile(sum)
		there, err := exists(filepath.Join(d.dir, name))
		if err != nil {
			return err
		}
		if there {
			continue
		}
		b, err := d.spill.get(p.bytes[sum])
		if err != nil {
			return err
		}
		if err := placeFile(d.disk, d.dir, name, content(b)); err != nil {
			return err
		}
	}
	return d.disk.SyncDir(filepath.Join(d.dir, quarantineDir))
}

// sweep removes the bytes that no page in quarantine has any more.
func (d *Dataset) sweep(p *plan) error {
	wanted := map[string]bool{}
	for _, path := range p.paths() {
		if e := p.now(path); e.Outcome == quarantined {
			wanted[e.SHA256] = true
		}
	}
	names, err := os.ReadDir(filepath.Join(d.dir, quarantineDir))
	if err != nil {
		return err
	}
	stale := slices.DeleteFunc(names, func(n fs.DirEntry) bool {
		sum, ok := strings.CutSuffix(n.Name(), ".html")
		return wanted[sum] || !ok || !digestForm.MatchString(sum) // only what is ours
	})
	for _, n := range stale {
		if err := d.disk.Remove(filepath.Join(d.dir, quarantineDir, n.Name())); err != nil {
			return err
		}
	}
	if len(stale) == 0 {
		return nil
	}
	return d.disk.SyncDir(filepath.Join(d.dir, quarantineDir))
}
