package load

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// The outcomes of a page.
const (
	published   = "published"
	duplicate   = "duplicate"
	quarantined = "quarantined"
	dropped     = "dropped"
)

// An entry is one page of the ledger and the partition its row stands in.
type entry struct {
	PageRow
	part partition
}

// again marks a page to be read by the next run, whatever its size and time.
func (e *entry) again() { e.Size = nil }

// A ledger is the pages table in memory.
type ledger struct {
	pages map[string]*entry // by path
	byID  map[Text][]*entry // by article
	files map[partition]manifest
}

// readLedger reads the pages of every partition that has a manifest; a file
// that is not what its manifest says is not opened.
func readLedger(dir string) (*ledger, error) {
	l := &ledger{pages: map[string]*entry{}, byID: map[Text][]*entry{}, files: map[partition]manifest{}}
	all, err := manifests(dir)
	if err != nil {
		return nil, err
	}
	same := map[string]string{}
	for _, m := range all {
		l.files[m.Partition] = m
		err := readTable(dir, m, "pages", func(row PageRow) error {
			for _, t := range []*Text{&row.Charset, &row.Template, &row.Program, &row.Dictionary, &row.Reason, &row.Stage} {
				*t = Text(share(same, string(*t)))
			}
			row.Outcome = share(same, row.Outcome)
			return l.insert(&entry{row, m.Partition})
		})
		if err != nil {
			return nil, fmt.Errorf("reading the ledger: %w", err)
		}
	}
	return l, nil
}

// complete refuses a dataset whose bookkeeping was lost: a run would take its
// pages for new and leave the rows of the old ones beside them.
func (l *ledger) complete(dir string) error {
	names, err := fs.Glob(os.DirFS(dir), "pages/*/*/part.parquet")
	if err != nil {
		return err
	}
	for _, name := range names {
		part := partition(strings.TrimPrefix(path.Dir(name), "pages/"))
		if _, ok := l.files[part]; !ok {
			return fmt.Errorf("%s is there, but %s has no manifest of it: restore the folder %s, or begin a new dataset", name, monthsDir, bookDir)
		}
	}
	return nil
}

// share gives one copy of equal strings.
func share(known map[string]string, s string) string {
	if one, ok := known[s]; ok {
		return one
	}
	s = strings.Clone(s)
	known[s] = s
	return s
}

func (l *ledger) insert(e *entry) error {
	if old := l.pages[e.Path]; old != nil {
		return fmt.Errorf("page %q stands in %s and in %s", e.Path, old.part, e.part)
	}
	l.pages[e.Path] = e
	if e.ArticleID != "" {
		l.byID[e.ArticleID] = append(l.byID[e.ArticleID], e)
	}
	return nil
}

// readTable gives the rows of one table of a partition, after its digest.
func readTable[T any](dir string, m manifest, table string, f func(T) error) error {
	want, ok := m.file(table)
	if !ok {
		return fmt.Errorf("%s has no file of table %s", m.Partition, table)
	}
	file, err := want.open(dir)
	if err != nil {
		return err
	}
	defer file.Close()
	return readParquet(file, want.Size, f)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
