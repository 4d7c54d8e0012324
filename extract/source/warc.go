package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"
	"time"
)

// warc visits the pages of a web archive (ISO 28500), plain or gzipped: the
// records of type response that hold HTML and were answered with 200. All
// others are ignored. A page's path is archive!address, its time the capture's.
func (w *Walker) warc(ctx context.Context, f file) error {
	stream, err := w.open(f)
	if err != nil {
		return damaged(err)
	}
	defer stream.Close()
	in := bufio.NewReaderSize(stream, 1<<16)
	for n := 0; ; n++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		rec, err := nextRecord(in)
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return ended(err)
		case n >= w.Limits.Members:
			return w.tooMany(f)
		}
		if err := w.record(f.path, rec); err != nil {
			return err
		}
		if err := rec.skip(); err != nil {
			return ended(err)
		}
	}
}

// A record is one record of a web archive; its block is what is left of it.
type record struct {
	header header
	size   int64
	block  *io.LimitedReader
}

// nextRecord reads a record's header. io.EOF is the end of the archive.
func nextRecord(in *bufio.Reader) (*record, error) {
	version, head, err := readHead(in, true)
	if err == io.EOF {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("reading a record's header: %w", err)
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, fmt.Errorf("want a record, have %q", version[:min(len(version), 80)])
	}
	size, err := strconv.ParseInt(head["content-length"], 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("reading a record's header: its length is %q", head["content-length"])
	}
	return &record{head, size, &io.LimitedReader{R: in, N: size}}, nil
}

// A header holds the fields of a record or response by lower-case name.
type header map[string]string

const maxHead = 1 << 20 // bytes

// readHead reads a first line and the fields below it, up to an empty line.
// Empty lines before are skipped where the caller says so. io.EOF says that
// there is nothing.
func readHead(in *bufio.Reader, skipEmpty bool) (first string, h header, err error) {
	h = header{}
	for total := 0; total < maxHead; {
		line, err := in.ReadSlice('\n')
		total += len(line)
		text := strings.TrimSpace(string(line))
		name, value, ok := strings.Cut(text, ":")
		switch {
		case err == io.EOF && text == "" && first == "":
			return "", nil, io.EOF
		case err != nil:
			return "", nil, noEOF(err)
		case text == "" && first == "" && skipEmpty:
			total = 0
		case text == "":
			return first, h, nil
		case first == "":
			first = text
		case ok && h[strings.ToLower(name)] == "":
			h[strings.ToLower(name)] = strings.TrimSpace(value)
		}
	}
	return "", nil, errors.New("it has no end")
}

// skip goes to the end of the record.
func (r *record) skip() error {
	if _, err := io.Copy(io.Discard, r.block); err != nil {
		return err
	}
	if r.block.N > 0 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// record visits the page of one record.
func (w *Walker) record(archive string, r *record) error {
	address := strings.Trim(r.header["warc-target-uri"], "<>")
	raw := archive + "!" + address
	if t := r.header["warc-type"]; t != "response" {
		return w.ignore(raw, "a record of type "+strconv.Quote(t))
	}
	head, body, err := response(r.block)
	if err != nil {
		return w.refusedMember(raw, refuse("damaged", "reading the response of %q: %v", raw, err))
	}
	switch kind := head["content-type"]; {
	case head[":status"] != "200":
		return w.ignore(raw, "answered with status "+head[":status"])
	case !strings.Contains(strings.ToLower(kind), "html"):
		return w.ignore(raw, "of type "+strconv.Quote(kind))
	}
	captured, _ := time.Parse(time.RFC3339, r.header["warc-date"]) // zero where there is none
	return w.Visit(Page{Path: w.memberName(raw), Size: r.size, ModTime: captured, read: func() ([]byte, error) {
		return w.payload(raw, head, body, r.size)
	}})
}

// response reads the head of an HTTP response; its status code is the field
// ":status".
func response(block io.Reader) (header, io.Reader, error) {
	in := bufio.NewReaderSize(block, 1<<16)
	status, head, err := readHead(in, false)
	if err != nil {
		return nil, nil, noEOF(err)
	}
	fields := strings.Fields(status)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") {
		return nil, nil, fmt.Errorf("want an HTTP status line, have %q", status[:min(len(status), 80)])
	}
	head[":status"] = fields[1]
	return head, in, nil
}

// payload undoes the transfer and content coding of a response. Archives that
// undid the transfer coding, but kept its field, are read as they are.
func (w *Walker) payload(name string, head header, body io.Reader, size int64) ([]byte, error) {
	data, err := w.readAll(name, body, size)
	if err != nil {
		return nil, err
	}
	if strings.EqualFold(head["transfer-encoding"], "chunked") {
		if plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(data))); err == nil {
			data = plain
		}
	}
	var z io.Reader
	switch coding := strings.ToLower(head["content-encoding"]); coding {
	case "", "identity":
		return data, nil
	case "gzip", "x-gzip":
		if z, err = gzip.NewReader(bytes.NewReader(data)); errors.Is(err, gzip.ErrHeader) {
			return data, nil
		}
	case "deflate":
		z, err = zlib.NewReader(bytes.NewReader(data))
	default:
		return nil, refuse("unreadable", "reading %q: no decoder for content coding %q", name, coding)
	}
	if err != nil {
		return nil, err
	}
	return w.readAll(name, z, int64(len(data)))
}
