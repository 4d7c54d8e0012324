package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"syscall"
)

// root visits the pages of a folder and of all folders in it, by name.
func (w *Walker) root(ctx context.Context, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return &inputError{fmt.Errorf("opening the input: %w", err)}
	}
	defer root.Close()
	if info, err := root.Stat("."); err == nil && os.SameFile(info, w.except) {
		return &inputError{fmt.Errorf("opening the input: %q is the dataset itself", dir)}
	}
	return w.folder(ctx, folder{root, slash(dir)}, ".")
}

// A folder is an input folder; nothing outside it can be opened through it.
type folder struct {
	root *os.Root
	name string
}

func (w *Walker) folder(ctx context.Context, in folder, dir string) error {
	entries, err := in.list(dir)
	if err != nil {
		return w.refused(path.Join(in.name, dir), refuse("unreadable", "reading the folder %q: %v", path.Join(in.name, dir), err))
	}
	for _, e := range entries {
		if err := w.entry(ctx, in, path.Join(dir, e.Name()), e); err != nil {
			return err
		}
	}
	return nil
}

func (in folder) list(dir string) ([]fs.DirEntry, error) {
	f, err := in.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, err
}

func (w *Walker) entry(ctx context.Context, in folder, rel string, e fs.DirEntry) error {
	name := path.Join(in.name, rel)
	if e.IsDir() {
		if info, err := e.Info(); err == nil && os.SameFile(info, w.except) {
			return w.ignore(name, "the dataset itself")
		}
		return w.folder(ctx, in, rel)
	}
	if e.Type()&fs.ModeSymlink != 0 {
		return w.link(ctx, in, rel, name)
	}
	info, err := e.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return w.ignore(name, "gone before it was read")
	}
	if err != nil {
		return w.refused(name, refuse("unreadable", "reading %q: %v", name, err))
	}
	if !info.Mode().IsRegular() {
		return w.refused(name, refuse("not_regular", "reading %q: it is no regular file but %s", name, info.Mode().Type()))
	}
	return w.file(ctx, fileOf(name, info, in.opener(rel)), false)
}

func (in folder) opener(rel string) func() (*os.File, error) {
	return func() (*os.File, error) {
		return in.root.OpenFile(rel, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}
}

// link visits what a symbolic link names within the folder; one that leads out
// of it is refused, unless its name says that it is no page.
func (w *Walker) link(ctx context.Context, in folder, rel, name string) error {
	info, err := in.root.Stat(rel)
	switch {
	case err == nil && info.IsDir():
		return w.ignore(name, "a link to a folder of the input, which is read at its own place")
	case err == nil:
		return w.file(ctx, fileOf(name, info, in.opener(rel)), false)
	case kindOf(name) == other && path.Ext(name) != "":
		return w.ignore(name, "a link out of the input that is no page by its name")
	}
	return w.refused(name, refuse("link_out", "reading %q: the link leads out of the input or nowhere: %v", name, err))
}
