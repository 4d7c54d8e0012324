package load

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A disk is every operation by which a run changes the dataset, so that tests
// can fail or kill the program at each one.
type disk interface {
	Create(name string) (diskFile, error)
	Rename(from, to string) error
	Remove(name string) error // what is not there is removed
	Mkdir(name string) error  // one level; what is there is made
	SyncDir(name string) error
}

type diskFile interface {
	io.WriteCloser
	Sync() error
}

type osDisk struct{}

func (osDisk) Create(name string) (diskFile, error) { return os.Create(name) }
func (osDisk) Rename(from, to string) error         { return os.Rename(from, to) }

func (osDisk) Remove(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (osDisk) Mkdir(name string) error {
	if err := os.Mkdir(name, 0o777); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func (osDisk) SyncDir(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// mkdirs makes dir below root, each level durable in its parent.
func mkdirs(d disk, root, dir string) error {
	full := filepath.Join(root, dir)
	if _, err := os.Stat(full); err == nil || dir == "." {
		return err
	}
	if err := mkdirs(d, root, filepath.Dir(dir)); err != nil {
		return err
	}
	if err := d.Mkdir(full); err != nil {
		return err
	}
	return d.SyncDir(filepath.Dir(full))
}

// A staged file is written through a buffer and a digest, and made durable by
// Close.
type staged struct {
	file diskFile
	buf  *bufio.Writer
	hash hash.Hash
	size int64
}

func stage(d disk, name string) (*staged, error) {
	f, err := d.Create(name)
	if err != nil {
		return nil, err
	}
	return &staged{file: f, buf: bufio.NewWriterSize(f, 256<<10), hash: sha256.New()}, nil
}

func (s *staged) Write(b []byte) (int, error) {
	n, err := s.buf.Write(b)
	s.hash.Write(b[:n])
	s.size += int64(n)
	return n, err
}

// Close flushes, syncs and closes; the digest and size are final after it.
func (s *staged) Close() error {
	err := s.buf.Flush()
	if err == nil {
		err = s.file.Sync()
	}
	return errors.Join(err, s.file.Close())
}

func (s *staged) digest() string { return hex.EncodeToString(s.hash.Sum(nil)) }

// writeFile puts a whole small file in place for good.
func writeFile(d disk, dir, name string, write func(io.Writer) error) error {
	if err := placeFile(d, dir, name, write); err != nil {
		return err
	}
	return d.SyncDir(filepath.Join(dir, filepath.Dir(name)))
}

// placeFile makes a file durable in the staging folder and renames it. Its new
// name is not durable before its folder is synced.
func placeFile(d disk, dir, name string, write func(io.Writer) error) error {
	temp := filepath.Join(dir, stagingDir, "whole")
	f, err := stage(d, temp)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return err
	}
	return d.Rename(temp, filepath.Join(dir, name))
}

// content writes known bytes.
func content(b []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
}

// digestFile reads a file back.
func digestFile(name string) (sum string, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}
