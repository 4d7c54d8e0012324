package load

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// A Report is what Verify found. A sound dataset has no problems.
type Report struct {
	Months   int
	Files    int
	Rows     map[string]int64 // per table
	Problems []string
}

// Verify reads a whole dataset and checks that
//   - its schema is ours, and no killed run left a commit to finish;
//   - every file has the size and digest it was written with (no other file is
//     opened), and no file is there that nothing published;
//   - the tables have the rows counted when they were written, and say the same
//     as the nested documents;
//   - keys are unique and lead somewhere, and offsets give the text back;
//   - the ledger and the articles name each other, and the quarantine has the
//     bytes it says.
//
// The error is of the reading; what is wrong with the dataset is a problem.
func Verify(dir string) (Report, error) {
	v := verifier{dir: dir, report: Report{Rows: map[string]int64{}}, sources: map[string]string{}, known: map[string]bool{}}
	if err := v.descriptions(); err != nil {
		return v.report, err
	}
	all, err := manifests(dir)
	if err != nil {
		return v.report, err
	}
	var pages []entry
	for _, m := range all {
		v.report.Months++
		rows, err := v.month(m)
		if err != nil {
			return v.report, fmt.Errorf("verifying %s: %w", m.Partition, err)
		}
		pages = append(pages, rows...)
	}
	v.ledger(pages)
	return v.report, v.strays()
}

type verifier struct {
	dir     string
	report  Report
	sources map[string]string // article id -> its source_path
	known   map[string]bool   // files that something published
}

func (v *verifier) problem(format string, args ...any) {
	v.report.Problems = append(v.report.Problems, fmt.Sprintf(format, args...))
}

func (v *verifier) descriptions() error {
	if err := checkSchema(filepath.Join(v.dir, "schema.json")); err != nil {
		return err
	}
	if b, err := os.ReadFile(filepath.Join(v.dir, "views.sql")); err != nil || string(b) != Views() {
		v.problem("views.sql: not the views of this program; the next run writes them")
	}
	in, err := pending(v.dir)
	if in != nil {
		v.problem("%s: run %s was killed in its commit; the next run finishes it", intentName, in.Run)
	}
	return err
}

// month checks one partition and gives its ledger.
func (v *verifier) month(m manifest) ([]entry, error) {
	sound := true
	for _, f := range m.Files {
		v.known[f.Path] = true
		v.report.Files++
		v.report.Rows[f.Table] += f.Rows
		if err := f.check(filepath.Join(v.dir, f.Path)); err != nil {
			v.problem("%v", err)
			sound = false
			continue
		}
		if n, err := countRows(filepath.Join(v.dir, f.Path), f); err != nil || n != f.Rows {
			v.problem("%s: %d rows, %d were written (%v)", f.Path, n, f.Rows, err)
			sound = false
		}
	}
	if !sound {
		return nil, nil // what is damaged is not opened
	}
	if err := v.documents(m); err != nil {
		return nil, err
	}
	var pages []entry
	err := readTable(v.dir, m, "pages", func(row PageRow) error {
		pages = append(pages, entry{row, m.Partition})
		return nil
	})
	return pages, err
}

// documents compares the tables with the nested documents and checks each.
func (v *verifier) documents(m manifest) error {
	var readers []rowReader
	for _, t := range documentTables() {
		f, _ := m.file(t.name)
		r, err := t.open(filepath.Join(v.dir, f.Path))
		if err != nil {
			return err
		}
		readers = append(readers, r)
	}
	last := ""
	err := readDocuments(v.dir, m, func(_ []byte, d *Document) error {
		if d.ArticleID <= last {
			v.problem("%s: article %s is out of order", m.Partition, d.ArticleID)
		}
		last = d.ArticleID
		if other, ok := v.sources[d.ArticleID]; ok {
			v.problem("article %s is published twice, from %q and from %q", d.ArticleID, other, d.SourcePath)
		}
		v.sources[d.ArticleID] = d.SourcePath
		if part := partitionOf(d.Newspaper, d.IssueDate); part != m.Partition {
			v.problem("article %s belongs to %s and stands in %s", d.ArticleID, part, m.Partition)
		}
		v.report.Problems = append(v.report.Problems, d.check()...)
		for i, r := range readers {
			if err := r.Same(d); err != nil {
				v.problem("%s of %s: %v", documentTables()[i].name, d.ArticleID, err)
			}
		}
		return nil
	})
	for i, r := range readers {
		if err := r.End(); err != nil {
			v.problem("%s of %s: %v", documentTables()[i].name, m.Partition, err)
		}
	}
	return err
}

// A rowReader compares the next rows of a table with a document's.
type rowReader interface {
	Same(*Document) error
	End() error // closes; rows left over are an error
}

type documentReader[T any] struct {
	file *os.File
	rows *parquet.GenericReader[T]
	of   func(*Document) []T
}

func openRows[T any](name string, of func(*Document) []T) (rowReader, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &documentReader[T]{f, parquet.NewGenericReader[T](f), of}, nil
}

func (r *documentReader[T]) Same(d *Document) error {
	want := r.of(d)
	got := make([]T, len(want))
	for n := 0; n < len(got); {
		k, err := r.rows.Read(got[n:])
		if n += k; err != nil && !(err == io.EOF && n == len(got)) {
			return fmt.Errorf("row %d of %d: %w", n+1, len(got), err)
		}
	}
	for i := range want {
		if !reflect.DeepEqual(want[i], got[i]) {
			return fmt.Errorf("parquet and JSON differ: %+v, %+v", got[i], want[i])
		}
	}
	return nil
}

func (r *documentReader[T]) End() error {
	n, _ := r.rows.Read(make([]T, 1))
	if err := errors.Join(r.rows.Close(), r.file.Close()); err != nil || n == 0 {
		return err
	}
	return errors.New("it has more rows than the documents")
}

// ledger checks that pages and articles name each other, each once.
func (v *verifier) ledger(pages []entry) {
	byPath := map[string]entry{}
	for _, e := range pages {
		if other, ok := byPath[e.Path]; ok {
			v.problem("page %q stands in %s and in %s", e.Path, other.part, e.part)
		}
		byPath[e.Path] = e
	}
	publishers := map[string]bool{}
	for _, e := range pages {
		v.page(e, byPath)
		if e.Outcome == published {
			publishers[string(e.ArticleID)] = true
		}
	}
	for _, id := range sortedKeys(v.sources) {
		if !publishers[id] {
			v.problem("article %s: no page publishes it", id)
		}
	}
}

func (v *verifier) page(e entry, byPath map[string]entry) {
	switch e.Outcome {
	case published:
		if from, ok := v.sources[string(e.ArticleID)]; !ok || from != e.Path {
			v.problem("page %q: publishes article %s, which stands there from %q", e.Path, e.ArticleID, from)
		}
	case duplicate:
		if of := byPath[string(e.DuplicateOf)]; e.Size != nil && (of.Outcome != published || of.ArticleID != e.ArticleID) {
			v.problem("page %q: duplicate of %q, which does not publish article %s", e.Path, e.DuplicateOf, e.ArticleID)
		}
	case quarantined:
		if e.SHA256 != "" {
			v.held(e)
		}
	case dropped:
	default:
		v.problem("page %q: unknown outcome %q", e.Path, e.Outcome)
	}
}

func (v *verifier) held(e entry) {
	name := quarantineFile(e.SHA256)
	v.known[name] = true
	sum, _, err := digestFile(filepath.Join(v.dir, name))
	if err != nil {
		v.problem("page %q: its bytes are not in quarantine: %v", e.Path, err)
	} else if sum != e.SHA256 {
		v.problem("%s: damaged: digest %s", name, sum)
	}
}

// strays finds files in the dataset's folders that nothing published.
func (v *verifier) strays() error {
	roots := []string{quarantineDir, "documents"}
	for _, t := range tables {
		roots = append(roots, t.name)
	}
	for _, root := range roots {
		err := filepath.WalkDir(filepath.Join(v.dir, root), func(name string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || e.IsDir() {
				return err
			}
			rel, err := filepath.Rel(v.dir, name)
			if err == nil && !v.known[filepath.ToSlash(rel)] {
				v.problem("%s: nothing published it", filepath.ToSlash(rel))
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// check gives what is wrong inside one document: keys and offsets.
func (d *Document) check() []string {
	c := checker{article: d.ArticleID, body: []rune(d.BodyText), keys: map[Text]bool{"": true}}
	for _, t := range d.Turns {
		c.key(t.TurnID, t.ArticleID)
		stretch := cut(c.body, int(t.CharStart), int(t.CharEnd))
		c.gives(t.TurnID, t.CharStart, t.CharEnd, stretch)
		if !strings.Contains(stretch, t.Text) {
			c.wrong("%s: its text is not in body_text[%d:%d]", t.TurnID, t.CharStart, t.CharEnd)
		}
	}
	for _, p := range d.Pairs {
		c.key(p.PairID, p.ArticleID)
		c.leads(p.PairID, Text(p.QuestionTurnID), p.AnswerTurnID)
	}
	for _, s := range d.Sentences {
		c.key(s.SentenceID, s.ArticleID)
		c.leads(s.SentenceID, s.TurnID)
		c.gives(s.SentenceID, s.CharStart, s.CharEnd, s.Text)
		if strings.Join(s.Tokens, "") != s.Text || len(s.Tokens) != len(s.POS) {
			c.wrong("%s: its tokens are not its text", s.SentenceID)
		}
	}
	for _, i := range d.Indicators {
		c.key(i.IndicatorID, i.ArticleID)
		c.gives(i.IndicatorID, i.CharStart, i.CharEnd, i.QuantityText)
	}
	for _, i := range d.Indicators { // a parent may follow
		c.leads(i.IndicatorID, i.TurnID, i.SentenceID, i.ParentID)
	}
	return c.problems
}

type checker struct {
	article  string
	body     []rune
	keys     map[Text]bool // of every table; the ids tell their tables apart
	problems []string
}

func (c *checker) wrong(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

func (c *checker) key(id, article string) {
	if c.keys[Text(id)] || article != c.article || !strings.HasPrefix(id, article+"#") {
		c.wrong("%s: not a key of article %s, or not the first", id, c.article)
	}
	c.keys[Text(id)] = true
}

func (c *checker) leads(id string, to ...Text) {
	for _, t := range to {
		if !c.keys[t] {
			c.wrong("%s: names %s, which is not there", id, t)
		}
	}
}

func (c *checker) gives(id string, start, end int32, text string) {
	if start < 0 || end < start || int(end) > len(c.body) || string(c.body[start:end]) != text {
		c.wrong("%s: body_text[%d:%d] is not %q", id, start, end, text)
	}
}
