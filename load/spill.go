package load

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/klauspost/compress/s2"
)

// A spill keeps what a run has read on disk until the commit, so that memory
// does not grow with the archive.
type spill struct {
	file diskFile
	buf  *bufio.Writer
	read *os.File
	size int64
	pack []byte // reused
}

// A span is a piece of the spill.
type span struct {
	at  int64
	len int
}

func newSpill(d disk, name string) (*spill, error) {
	f, err := d.Create(name)
	if err != nil {
		return nil, err
	}
	r, err := os.Open(name)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &spill{file: f, buf: bufio.NewWriterSize(f, 1<<20), read: r}, nil
}

func (s *spill) put(b []byte) (span, error) {
	s.pack = s2.Encode(s.pack[:cap(s.pack)], b)
	n, err := s.buf.Write(s.pack)
	where := span{s.size, n}
	s.size += int64(n)
	return where, err
}

// done ends the writing; get works from then on, for many goroutines.
func (s *spill) done() error { return s.buf.Flush() }

func (s *spill) get(where span) ([]byte, error) {
	packed := make([]byte, where.len)
	if _, err := s.read.ReadAt(packed, where.at); err != nil {
		return nil, fmt.Errorf("reading the spill: %w", err)
	}
	return s2.Decode(nil, packed)
}

func (s *spill) close() error { return errors.Join(s.file.Close(), s.read.Close()) }
