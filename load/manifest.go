package load

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The bookkeeping of the dataset, hidden from globs.
const (
	bookDir     = ".shangbao"
	lockName    = bookDir + "/lock"    // held by the writer
	readersName = bookDir + "/readers" // shared by readers, held by the writer while it renames
	intentName  = bookDir + "/intent.json"
	stagingDir  = bookDir + "/staging"
	monthsDir   = bookDir + "/months"
	manifestEnd = "manifest.json"
)

// A manifest says what is published of one partition. It is renamed with the
// files it names, so verify and the next run know a damaged file before they
// open it.
type manifest struct {
	Partition partition `json:"partition"`
	Files     []outFile `json:"files"` // in the order of publication
}

// An outFile is one published file.
type outFile struct {
	Table  string `json:"table"` // of tables, or "documents"
	Path   string `json:"path"`  // slash path in the dataset
	Rows   int64  `json:"rows"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func (m manifest) path() string { return monthsDir + "/" + string(m.Partition) + "/" + manifestEnd }

func (m manifest) file(table string) (outFile, bool) {
	for _, f := range m.Files {
		if f.Table == table {
			return f, true
		}
	}
	return outFile{}, false
}

// check reads a file and compares its size and digest.
func (f outFile) check(name string) error {
	sum, size, err := digestFile(name)
	switch {
	case err != nil:
		return err
	case size != f.Size:
		return fmt.Errorf("%s: damaged: %d bytes, %d were written", f.Path, size, f.Size)
	case sum != f.SHA256:
		return fmt.Errorf("%s: damaged: digest %s, %s was written", f.Path, sum, f.SHA256)
	}
	return nil
}

// open gives a file of the dataset after comparing its size and digest.
func (f outFile) open(dir string) (*os.File, error) {
	name := filepath.Join(dir, f.Path)
	if err := f.check(name); err != nil {
		return nil, err
	}
	return os.Open(name)
}

// manifests reads those of every partition, in order of their names.
func manifests(dir string) ([]manifest, error) {
	root := os.DirFS(dir)
	names, err := fs.Glob(root, monthsDir+"/*/*/"+manifestEnd)
	if err != nil {
		return nil, err
	}
	out := make([]manifest, len(names))
	for i, name := range names {
		b, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, &out[i]); err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
	}
	return out, nil
}

// exists tells whether a file is there; any other doubt is an error.
func exists(name string) (bool, error) {
	_, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
