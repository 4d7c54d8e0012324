package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"shangbao/extract"
)

// archive visits the members of an archive. Where the archive itself cannot be
// read to its end, that is one more refused page under the archive's name:
// what was read before stays.
func (w *Walker) archive(f file, members func() error) error {
	err := members()
	var stop *damage
	if !errors.As(err, &stop) {
		return err
	}
	r := stop.refusal
	if r == nil {
		r = refuse("damaged", "reading the archive %q: %v", f.path, stop.error)
	}
	return w.Visit(Page{Path: f.path, refusal: r})
}

// A damage is what ends the reading of one archive, but not the walk.
type damage struct {
	error
	refusal *extract.Refusal
}

func damaged(err error) error { return &damage{error: err} }

func (w *Walker) tooMany(f file) error {
	r := refuse("too_many", "reading the archive %q: more than %d members", f.path, w.Limits.Members)
	return &damage{r, r}
}

// isCorrupt tells the errors of damaged compressed data.
func isCorrupt(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, tar.ErrHeader)
}

// A member is one file of an archive, as its header describes it.
type member struct {
	archive string
	name    string
	size    int64 // as stored; negative where the archive does not say
	modTime time.Time
	regular bool
	open    func() (io.ReadCloser, error)
}

// member visits one member. Two members of one name are two pages.
func (w *Walker) member(m member) error {
	raw := m.archive + "!" + m.name
	switch kind := kindOf(m.name); {
	case kind == other:
		return w.ignore(raw, "neither a page nor an archive by its name")
	case !m.regular:
		return w.refusedMember(raw, refuse("not_regular", "reading %q: it is no regular file", raw))
	case kind != page:
		return w.refusedMember(raw, refuse("nested_archive", "reading %q: archives within archives are not opened", raw))
	}
	return w.Visit(Page{Path: w.memberName(raw), Size: m.size, ModTime: m.modTime, read: func() ([]byte, error) {
		r, err := m.open()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return w.unpack(raw, r, m.size)
	}})
}

func (w *Walker) refusedMember(raw string, r *extract.Refusal) error {
	return w.Visit(Page{Path: w.memberName(raw), refusal: r})
}

func (w *Walker) memberName(raw string) string {
	name, again := w.name(raw)
	if again {
		return fmt.Sprintf("%s#%d", name, w.names[name])
	}
	return name
}

func (w *Walker) zip(ctx context.Context, f file) error {
	r, err := f.open()
	if err != nil {
		return damaged(err)
	}
	defer r.Close()
	at, size, drop, err := randomAccess(r, f.size)
	if err != nil {
		return damaged(err)
	}
	defer drop()
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return damaged(err)
	}
	for i, m := range z.File {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case i >= w.Limits.Members:
			return w.tooMany(f)
		case m.Mode().IsDir():
			continue
		}
		err := w.member(member{f.path, m.Name, int64(m.CompressedSize64), m.Modified, m.Mode().IsRegular(), m.Open})
		if err != nil {
			return err
		}
	}
	return nil
}

// randomAccess gives a stream's bytes at any offset: as they are for a local
// file, else by a temporary copy, which drop removes.
func randomAccess(r io.Reader, size int64) (at io.ReaderAt, n int64, drop func(), err error) {
	if at, ok := r.(io.ReaderAt); ok {
		return at, size, func() {}, nil
	}
	f, err := os.CreateTemp("", "shangbao-*.zip")
	if err != nil {
		return nil, 0, nil, err
	}
	drop = func() { f.Close(); os.Remove(f.Name()) }
	if n, err = io.Copy(f, r); err != nil {
		drop()
	}
	return f, n, drop, err
}

func (w *Walker) tar(ctx context.Context, f file) error {
	stream, err := w.open(f)
	if err != nil {
		return damaged(err)
	}
	defer stream.Close()
	t := tar.NewReader(stream)
	for n := 0; ; n++ {
		h, err := t.Next()
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == io.EOF:
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return ended(err)
		case n >= w.Limits.Members:
			return w.tooMany(f)
		case h.Typeflag == tar.TypeDir, h.Typeflag == tar.TypeXGlobalHeader:
			continue
		}
		open := func() (io.ReadCloser, error) { return io.NopCloser(t), nil }
		err = w.member(member{f.path, strings.TrimPrefix(h.Name, "./"), h.Size, h.ModTime, h.Typeflag == tar.TypeReg, open})
		if err != nil {
			return err
		}
	}
}

// ended makes an error of a stream the end of its archive.
func ended(err error) error {
	var r *extract.Refusal
	errors.As(err, &r)
	return &damage{err, r}
}

// An unpacked is the unpacked bytes of an archive; closing it closes the file.
type unpacked struct {
	io.Reader
	io.Closer
}

// open gives the unpacked bytes of an archive.
func (w *Walker) open(f file) (unpacked, error) {
	r, err := f.open()
	if err != nil {
		return unpacked{}, err
	}
	stream, err := w.stream(f.path, r)
	if err != nil {
		r.Close()
		return unpacked{}, err
	}
	return unpacked{stream, r}, nil
}

// stream gives the bytes of an archive, gunzipped where they are gzipped. It
// fails where they unpack to more than the limits allow.
func (w *Walker) stream(name string, r io.Reader) (io.Reader, error) {
	packed := &counter{Reader: r}
	in := bufio.NewReaderSize(packed, 1<<16)
	if magic, _ := in.Peek(2); string(magic) != "\x1f\x8b" {
		return in, nil
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	return &guard{name: name, packed: packed, out: z, limits: w.Limits}, nil
}

type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// A guard reads a compressed stream and stops a bomb.
type guard struct {
	name   string
	packed *counter
	out    io.Reader
	n      int64
	limits Limits
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.out.Read(p)
	if g.n += int64(n); g.n > g.limits.PageBytes && g.n > g.packed.n*g.limits.Ratio {
		return 0, refuse("bomb", "reading the archive %q: %d bytes unpack to more than %d", g.name, g.packed.n, g.n)
	}
	return n, err
}
