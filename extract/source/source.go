// Package source finds the pages of the inputs that a user names: files,
// folders, globs, lists of paths, archives and object storage.
//
// What an input holds is a page (html, htm, and the same gzipped), an archive
// of pages (zip, tar, tar.gz, tgz, warc, warc.gz), or is ignored on purpose.
// What is a page by its name but cannot be read is a page all the same: its
// Read gives the refusal, so that it is counted and never lost.
//
// Pages come in an order that depends on the inputs alone. Names of archive
// members are only ever names: nothing is unpacked to disk.
package source

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"shangbao/extract"
)

// A Page is one page offered.
type Page struct {
	Path    string    // slash path or URL; archive!member within an archive
	Size    int64     // as stored, before decompression
	ModTime time.Time // zero where the source has none
	read    func() ([]byte, error)
	refusal *extract.Refusal
}

// Read gives the page's bytes, decompressed, or why they cannot be had: a
// refusal of stage "read" with one of the reasons not_regular, link_out,
// unreadable, too_large, bomb, damaged, too_many or nested_archive. It may be
// called only while the page is visited.
func (p Page) Read() ([]byte, *extract.Refusal) {
	if p.refusal != nil {
		return nil, p.refusal
	}
	data, err := p.read()
	var r *extract.Refusal
	switch {
	case err == nil:
		return data, nil
	case errors.As(err, &r):
		return nil, r
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF), isCorrupt(err):
		return nil, refuse("damaged", "reading %q: %v", p.Path, err)
	}
	return nil, refuse("unreadable", "reading %q: %v", p.Path, err)
}

func refuse(reason, format string, args ...any) *extract.Refusal {
	return &extract.Refusal{Stage: "read", Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// Limits bound what one page or archive may cost.
type Limits struct {
	PageBytes int64 // a page may have after decompression
	Members   int   // an archive may have
	Ratio     int64 // decompressed to compressed, beyond the first PageBytes of a stream
}

// DefaultLimits are wide for any archive of newspaper pages.
func DefaultLimits() Limits { return Limits{PageBytes: 64 << 20, Members: 5_000_000, Ratio: 200} }

// A Walker visits the pages of inputs. Visit and Limits must be set.
type Walker struct {
	Limits  Limits
	Stdin   io.Reader              // has the list of inputs that "-" stands for
	Except  string                 // a folder that is never read: the dataset's own
	Visit   func(Page) error       // an error ends the walk
	Ignored func(path, why string) // is told what is no page; may be nil
	names   map[string]int         // paths given so far
	except  os.FileInfo
}

// Walk visits every page of the inputs, in their order; a page that two inputs
// name is visited once. An input that is not there is an error, one of a list
// a refused page.
func (w *Walker) Walk(ctx context.Context, inputs []string) error {
	w.names = map[string]int{}
	if w.Except != "" {
		w.except, _ = os.Stat(w.Except) // what is not there yet holds no pages
	}
	for _, in := range inputs {
		var err error
		if in == "-" {
			err = w.list(ctx)
		} else {
			err = w.input(ctx, in)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// An inputError is an input that cannot be opened at all.
type inputError struct{ error }

func (e *inputError) Unwrap() error { return e.error }

func (w *Walker) list(ctx context.Context) error {
	if w.Stdin == nil {
		return errors.New("reading the list of inputs: there is no standard input")
	}
	lines := bufio.NewScanner(w.Stdin)
	for lines.Scan() {
		in := strings.TrimSuffix(lines.Text(), "\r")
		if in == "" {
			continue
		}
		err := w.input(ctx, in)
		var missing *inputError
		if errors.As(err, &missing) {
			err = w.refused(slash(in), refuse("unreadable", "opening %q: %v", in, missing))
		}
		if err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading the list of inputs: %w", err)
	}
	return nil
}

// input visits the pages of one input.
func (w *Walker) input(ctx context.Context, in string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if local, ok := strings.CutPrefix(in, "file://"); ok {
		in = local
	} else if strings.Contains(in, "://") {
		return w.bucket(ctx, in)
	}
	info, err := os.Stat(in)
	switch {
	case errors.Is(err, os.ErrNotExist) && strings.ContainsAny(in, "*?["):
		return w.glob(ctx, in)
	case err != nil:
		return &inputError{fmt.Errorf("opening the input: %w", err)}
	case info.IsDir():
		return w.root(ctx, in)
	}
	return w.file(ctx, fileOf(slash(in), info, func() (*os.File, error) {
		return os.OpenFile(in, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}), true)
}

func (w *Walker) glob(ctx context.Context, pattern string) error {
	matches, err := filepath.Glob(pattern)
	if err == nil && len(matches) == 0 {
		err = os.ErrNotExist
	}
	if err != nil {
		return &inputError{fmt.Errorf("opening the input %q: %w", pattern, err)}
	}
	slices.Sort(matches)
	for _, m := range matches {
		if err := w.input(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// A file is a local file or a stored object: something with a name that can be
// opened and is read from its start.
type file struct {
	path    string
	size    int64
	modTime time.Time
	mode    os.FileMode
	open    func() (io.ReadCloser, error)
}

// fileOf describes a local file. What is opened must be a regular file, even
// where another was put in its place since; O_NONBLOCK keeps a pipe from
// blocking the run.
func fileOf(name string, info os.FileInfo, open func() (*os.File, error)) file {
	return file{name, info.Size(), info.ModTime(), info.Mode(), func() (io.ReadCloser, error) {
		f, err := open()
		if err != nil {
			return nil, err
		}
		if now, err := f.Stat(); err != nil || !now.Mode().IsRegular() {
			return nil, errors.Join(err, f.Close(), errors.New("it is no regular file"))
		}
		return f, nil
	}}
}

// file visits a page or the members of an archive. What is neither by its name
// is a page where the user named it, and ignored where a folder holds it.
func (w *Walker) file(ctx context.Context, f file, named bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	kind := kindOf(f.path)
	switch {
	case kind == other && !named:
		return w.ignore(f.path, "neither a page nor an archive by its name")
	case !f.mode.IsRegular():
		return w.refused(f.path, refuse("not_regular", "reading %q: it is no regular file but %s", f.path, f.mode.Type()))
	}
	name, again := w.name(f.path)
	if again {
		return nil
	}
	f.path = name
	switch kind {
	case archiveZip:
		return w.archive(f, func() error { return w.zip(ctx, f) })
	case archiveTar:
		return w.archive(f, func() error { return w.tar(ctx, f) })
	case archiveWARC:
		return w.archive(f, func() error { return w.warc(ctx, f) })
	}
	return w.Visit(Page{Path: f.path, Size: f.size, ModTime: f.modTime, read: func() ([]byte, error) {
		r, err := f.open()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return w.unpack(f.path, r, f.size)
	}})
}

// unpack reads one page, gzipped or not.
func (w *Walker) unpack(name string, r io.Reader, size int64) ([]byte, error) {
	packed := bufio.NewReader(r)
	if magic, _ := packed.Peek(2); string(magic) != "\x1f\x8b" {
		return w.readAll(name, packed, size)
	}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return w.readAll(name, z, size)
}

// readAll reads a page of size bytes as stored, within the limits.
func (w *Walker) readAll(name string, r io.Reader, size int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, w.Limits.PageBytes+1))
	n := int64(len(data))
	switch {
	case n > 1<<20 && size >= 0 && n > size*w.Limits.Ratio:
		return nil, refuse("bomb", "reading %q: %d bytes unpack to more than %d", name, size, n-1)
	case n > w.Limits.PageBytes:
		return nil, refuse("too_large", "reading %q: more than %d bytes", name, w.Limits.PageBytes)
	}
	return data, err
}

func (w *Walker) refused(name string, r *extract.Refusal) error {
	name, again := w.name(name)
	if again {
		return nil
	}
	return w.Visit(Page{Path: name, refusal: r})
}

func (w *Walker) ignore(name, why string) error {
	if w.Ignored != nil {
		w.Ignored(printable(name), why)
	}
	return nil
}

// name gives the path that a file is known under, and whether it was given
// before. Names that are no printable text are made so and told apart by a
// digest.
func (w *Walker) name(raw string) (name string, again bool) {
	name = printable(raw)
	w.names[name]++
	return name, w.names[name] > 1
}

// printable makes a name valid UTF-8 without control characters.
func printable(raw string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(raw, "\uFFFD"))
	if clean == raw {
		return raw
	}
	sum := sha256.Sum256([]byte(raw))
	return clean + "#" + hex.EncodeToString(sum[:4])
}

func slash(name string) string { return filepath.ToSlash(filepath.Clean(name)) }

type kind int

const (
	other kind = iota
	page
	archiveZip
	archiveTar
	archiveWARC
)

// kindOf tells from its name what a file is.
func kindOf(name string) kind {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	plain := strings.TrimSuffix(base, ".gz")
	switch {
	case strings.HasPrefix(base, "._"): // what macOS puts beside each file
		return other
	case strings.HasSuffix(plain, ".html"), strings.HasSuffix(plain, ".htm"):
		return page
	case strings.HasSuffix(base, ".zip"):
		return archiveZip
	case strings.HasSuffix(plain, ".tar"), strings.HasSuffix(base, ".tgz"):
		return archiveTar
	case strings.HasSuffix(plain, ".warc"):
		return archiveWARC
	}
	return other
}
