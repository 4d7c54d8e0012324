//go:build cgo

package duckdb

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var sqlBlock = regexp.MustCompile("(?s)```sql\n(.*?)```")

// The queries of the README run as printed, beside a dataset "out" of the
// fixture page, and give rows.
func TestREADME(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if os.IsNotExist(err) {
		t.Skip("there is no README yet")
	}
	if err != nil {
		t.Fatal(err)
	}
	blocks := sqlBlock.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 3 {
		t.Errorf("the README has %d queries", len(blocks))
	}
	dir, _ := build(t)
	db := open(t, dir)
	root := t.TempDir()
	if err := os.Symlink(dir, filepath.Join(root, "out")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(root)
	for _, b := range blocks {
		rows, err := db.Query(b[1])
		if err != nil {
			t.Errorf("%s: %v", b[1], err)
			continue
		}
		if !rows.Next() {
			t.Errorf("no rows: %s (%v)", b[1], rows.Err())
		}
		rows.Close()
	}
}
