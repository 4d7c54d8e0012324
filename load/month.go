package load

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// A month is one partition as this run wants it.
type month struct {
	part  partition
	old   manifest // zero for a new partition
	docs  change
	pages []*entry // all of its ledger, by path; none takes the partition away
}

// A move brings one file in place. Old, where set, is where the live file goes
// before any file of the commit comes in.
type move struct {
	Staged string `json:"staged,omitempty"` // "" only takes the live file away
	Live   string `json:"live"`
	Old    string `json:"old,omitempty"`
}

// A stager writes the new files of months into the staging folder.
type stager struct {
	dir   string
	disk  disk
	spill *spill
	name  func() string // a fresh name in the staging folder, relative to dir
}

// month stages every file of a partition that changes and gives the moves that
// publish them, the manifest last.
func (s stager) month(m month) ([]move, manifest, error) {
	if len(m.pages) == 0 {
		return s.withdraw(m.old), manifest{}, nil
	}
	next := manifest{Partition: m.part}
	var moves []move
	files, err := s.documents(m)
	if err != nil {
		return nil, next, fmt.Errorf("writing %s: %w", m.part, err)
	}
	if err := m.complete(files); err != nil {
		return nil, next, err
	}
	pages, err := s.pages(m)
	if err != nil {
		return nil, next, fmt.Errorf("writing %s: %w", m.part, err)
	}
	for _, f := range append(files, pages) {
		next.Files = append(next.Files, f.outFile)
		if f.staged != "" {
			moves = append(moves, move{Staged: f.staged, Live: f.Path})
		}
	}
	if len(moves) == 0 {
		return nil, next, nil
	}
	name := s.name()
	b, err := json.MarshalIndent(next, "", " ")
	if err != nil {
		return nil, next, err
	}
	if err := s.whole(name, append(b, '\n')); err != nil {
		return nil, next, err
	}
	return append(moves, move{Staged: name, Live: next.path()}), next, nil
}

// complete compares the documents written with the pages that publish one.
func (m month) complete(files []newFile) error {
	want := int64(0)
	for _, e := range m.pages {
		if e.Outcome == published {
			want++
		}
	}
	got := files[len(files)-1]
	if got.Rows != want {
		return fmt.Errorf("%s has %d documents, the ledger %d published pages", got.Path, got.Rows, want)
	}
	return nil
}

// withdraw takes a partition away, its manifest first: without it no file counts.
func (s stager) withdraw(old manifest) []move {
	moves := []move{{Live: old.path(), Old: s.name()}}
	for _, f := range old.Files {
		moves = append(moves, move{Live: f.Path, Old: s.name()})
	}
	return moves
}

// whole stages one file of known content.
func (s stager) whole(name string, content []byte) error {
	f, err := stage(s.disk, filepath.Join(s.dir, name))
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return outFile{Path: name, Size: f.size, SHA256: f.digest()}.check(filepath.Join(s.dir, name))
}

// A newFile is a file of the next manifest; staged is "" where the live file
// already has its bytes.
type newFile struct {
	outFile
	staged string
}

// documents writes the nested documents and their tables, or gives the old
// files where no document changes.
func (s stager) documents(m month) (files []newFile, err error) {
	if m.old.Files != nil && len(m.docs.put)+len(m.docs.gone) == 0 {
		for _, f := range m.old.Files {
			if f.Table != "pages" {
				files = append(files, newFile{f, ""})
			}
		}
		return files, nil
	}
	w, err := s.newMonthWriter(m.part)
	if err != nil {
		return nil, err
	}
	err = s.merge(m, w.add)
	files, closeErr := w.close()
	if err = errors.Join(err, closeErr); err != nil {
		return nil, err
	}
	return s.readBack(files, m)
}

// merge gives the documents of a month in order of their ids: the old ones but
// those gone, with the new ones in place.
func (s stager) merge(m month, add func(line []byte, d *Document) error) error {
	fresh := sortedKeys(m.docs.put)
	emit := func(id string, old *Document) error {
		line, err := s.fetch(m.docs.put[id], old)
		if err != nil {
			return err
		}
		return addLine(line, add)
	}
	err := readDocuments(s.dir, m.old, func(line []byte, d *Document) error {
		for len(fresh) > 0 && fresh[0] < d.ArticleID {
			if err := emit(fresh[0], nil); err != nil {
				return err
			}
			fresh = fresh[1:]
		}
		switch {
		case len(fresh) > 0 && fresh[0] == d.ArticleID:
			fresh = fresh[1:]
			return emit(d.ArticleID, d)
		case m.docs.gone[d.ArticleID]:
			return nil
		}
		return add(line, d)
	})
	for _, id := range fresh {
		if err == nil {
			err = emit(id, nil)
		}
	}
	return err
}

// fetch gives the line of a new document.
func (s stager) fetch(from source, old *Document) ([]byte, error) {
	if from.offer != nil {
		return s.spill.get(from.offer.document)
	}
	if old == nil {
		return nil, fmt.Errorf("article %s is not in its month", from.carry.ArticleID)
	}
	d, e := *old, from.carry
	d.SourcePath, d.SourceSHA256, d.Charset, d.Template = e.Path, e.SHA256, e.Charset, e.Template
	return d.line()
}

func addLine(line []byte, add func([]byte, *Document) error) error {
	var d Document
	if err := json.Unmarshal(line, &d); err != nil {
		return fmt.Errorf("reading a document: %w", err)
	}
	return add(line, &d)
}

// readDocuments gives the lines of a partition's nested documents in order,
// after the digest of their file. A partition not there has none.
func readDocuments(dir string, m manifest, f func([]byte, *Document) error) error {
	want, ok := m.file("documents")
	if !ok {
		return nil
	}
	file, err := want.open(dir)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 256<<10)
	for {
		line, err := r.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := addLine(line, f); err != nil {
			return fmt.Errorf("%s: %w", want.Path, err)
		}
	}
}

// line gives the published JSON of a document with its newline. NEL is escaped
// too: some readers of lines take it for the end of one.
func (d Document) line() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return nil, err
	}
	if !bytes.Contains(b.Bytes(), []byte("\u0085")) {
		return b.Bytes(), nil
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("\u0085"), []byte(`\u0085`)), nil
}

// A monthWriter writes a partition's documents into all their files at once.
type monthWriter struct {
	part   partition
	names  []string // staged, of tables and then of documents
	files  []*staged
	rows   []rowWriter
	counts int64
}

func (s stager) newMonthWriter(part partition) (*monthWriter, error) {
	w := &monthWriter{part: part}
	for range documentTables() {
		if err := w.open(s); err != nil {
			return nil, errors.Join(err, w.abandon())
		}
	}
	if err := w.open(s); err != nil {
		return nil, errors.Join(err, w.abandon())
	}
	for i, t := range documentTables() {
		w.rows = append(w.rows, t.create(w.files[i]))
	}
	return w, nil
}

func (w *monthWriter) open(s stager) error {
	name := s.name()
	f, err := stage(s.disk, filepath.Join(s.dir, name))
	if err == nil {
		w.names, w.files = append(w.names, name), append(w.files, f)
	}
	return err
}

func (w *monthWriter) abandon() (err error) {
	for _, f := range w.files {
		err = errors.Join(err, f.Close())
	}
	return err
}

func (w *monthWriter) add(line []byte, d *Document) error {
	for _, t := range w.rows {
		if err := t.Add(d); err != nil {
			return err
		}
	}
	w.counts++
	_, err := w.files[len(w.rows)].Write(line)
	return err
}

func (w *monthWriter) close() (files []newFile, err error) {
	for i, t := range documentTables() {
		rows, e := w.rows[i].Close()
		err = errors.Join(err, e, w.files[i].Close())
		files = append(files, w.file(i, t.name, "parquet", rows))
	}
	last := len(w.rows)
	err = errors.Join(err, w.files[last].Close())
	return append(files, w.file(last, "documents", "jsonl", w.counts)), err
}

func (w *monthWriter) file(i int, table, format string, rows int64) newFile {
	path := table + "/" + string(w.part) + "/part." + format
	return newFile{outFile{table, path, rows, w.files[i].size, w.files[i].digest()}, w.names[i]}
}

// documentTables are the tables whose rows come from documents.
func documentTables() []table { return tables[:len(tables)-1] }

// pages writes the ledger of a partition.
func (s stager) pages(m month) (newFile, error) {
	name := s.name()
	f, err := stage(s.disk, filepath.Join(s.dir, name))
	if err != nil {
		return newFile{}, err
	}
	w := newParquet[PageRow](f)
	for _, e := range m.pages {
		if _, err = w.Write([]PageRow{e.PageRow}); err != nil {
			break
		}
	}
	if err = errors.Join(err, w.Close(), f.Close()); err != nil {
		return newFile{}, err
	}
	out := outFile{"pages", "pages/" + string(m.part) + "/part.parquet", int64(len(m.pages)), f.size, f.digest()}
	files, err := s.readBack([]newFile{{out, name}}, m)
	if err != nil {
		return newFile{}, err
	}
	return files[0], nil
}

// readBack reads what was staged from the disk and compares digests and
// counts. A file whose live version is the same is not staged after all.
func (s stager) readBack(files []newFile, m month) ([]newFile, error) {
	for i, f := range files {
		name := filepath.Join(s.dir, f.staged)
		if err := f.check(name); err != nil {
			return nil, fmt.Errorf("reading back: %w", err)
		}
		rows, err := countRows(name, f.outFile)
		if err != nil {
			return nil, fmt.Errorf("reading back %s: %w", f.Path, err)
		}
		if rows != f.Rows {
			return nil, fmt.Errorf("reading back %s: %d rows, %d were written", f.Path, rows, f.Rows)
		}
		if old, ok := m.old.file(f.Table); ok && old == f.outFile {
			files[i].staged = ""
		}
	}
	return files, nil
}

// countRows counts the rows of a file that is known to be undamaged.
func countRows(name string, f outFile) (int64, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	if f.Table == "documents" {
		return countLines(file)
	}
	p, err := parquet.OpenFile(file, f.Size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return 0, err
	}
	return p.NumRows(), nil
}

func countLines(r io.Reader) (lines int64, err error) {
	b := make([]byte, 64<<10)
	for {
		n, err := r.Read(b)
		lines += int64(bytes.Count(b[:n], []byte("\n")))
		if err == io.EOF {
			return lines, nil
		}
		if err != nil {
			return 0, err
		}
	}
}
