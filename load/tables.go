package load

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// A table is one of the dataset's tables of rows that come from documents, or
// the ledger of pages.
type table struct {
	name   string
	row    reflect.Type
	create func(io.Writer) rowWriter            // of the rows of documents; nil for the ledger
	open   func(name string) (rowReader, error) // compares them with documents; nil for the ledger
}

// tables are all tables, in the order they are published: the ledger last, so
// that it never claims rows that are not there yet.
//
// To add a table of documents: a row type in rows.go, its rows in Document and
// Flatten, a line here, a view in views.sql.
var tables = []table{
	tableOf("articles", func(d *Document) []ArticleRow { return []ArticleRow{d.ArticleRow} }),
	tableOf("turns", func(d *Document) []TurnRow { return d.Turns }),
	tableOf("qa_pairs", func(d *Document) []PairRow { return d.Pairs }),
	tableOf("sentences", func(d *Document) []SentenceRow { return d.Sentences }),
	tableOf("indicators", func(d *Document) []IndicatorRow { return d.Indicators }),
	{name: "pages", row: reflect.TypeFor[PageRow]()},
}

// A rowWriter writes the rows of documents into one Parquet file.
type rowWriter interface {
	Add(*Document) error
	Close() (rows int64, err error) // errors of the disk may show only here
}

func tableOf[T any](name string, rows func(*Document) []T) table {
	return table{
		name:   name,
		row:    reflect.TypeFor[T](),
		create: func(w io.Writer) rowWriter { return &documentRows[T]{writer: newParquet[T](w), rows: rows} },
		open:   func(name string) (rowReader, error) { return openRows(name, rows) },
	}
}

type documentRows[T any] struct {
	writer *parquet.GenericWriter[T]
	rows   func(*Document) []T
	count  int64
}

func (t *documentRows[T]) Add(d *Document) error {
	n, err := t.writer.Write(t.rows(d))
	t.count += int64(n)
	return err
}

func (t *documentRows[T]) Close() (int64, error) { return t.count, t.writer.Close() }

// newParquet writes what old and new readers alike can read: plain encoding,
// data pages of version 1, snappy. A row group is bounded, so that a large
// month does not stay in memory.
func newParquet[T any](w io.Writer) *parquet.GenericWriter[T] {
	options := []parquet.WriterOption{
		parquet.CreatedBy("shangbao", fmt.Sprint(schemaVersion), "parquet-go"),
		parquet.Compression(&parquet.Snappy),
		parquet.DefaultEncoding(&parquet.Plain),
		parquet.DataPageVersion(1),
		parquet.PageBufferSize(1 << 20),
		parquet.DataPageStatistics(false),
		parquet.MaxRowsPerRowGroup(20_000),
	}
	for _, path := range parquet.SchemaOf(*new(T)).Columns() {
		if unbounded[T](path) {
			options = append(options, parquet.SkipPageBounds(path...))
		}
	}
	return parquet.NewGenericWriter[T](w, options...)
}

// unbounded tells the columns of printed text: their least and greatest value
// is written whole beside each page, and nobody asks for it.
func unbounded[T any](path []string) bool {
	leaf, _ := parquet.SchemaOf(*new(T)).Lookup(path...)
	return leaf.Node.Type().Kind() == parquet.ByteArray && !strings.HasSuffix(path[0], "_id")
}

// readParquet gives the rows of a file one by one to f. The file must be known
// to be undamaged: parquet-go can panic on one that is.
func readParquet[T any](file io.ReaderAt, size int64, f func(T) error) error {
	opened, err := parquet.OpenFile(file, size, parquet.SkipBloomFilters(true))
	if err != nil {
		return err
	}
	r := parquet.NewGenericReader[T](opened)
	defer r.Close()
	for {
		rows := make([]T, 256) // fresh: rows keep what their pointers point to
		n, err := r.Read(rows)
		for _, row := range rows[:n] {
			if err := f(row); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
