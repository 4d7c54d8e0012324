package load

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// A Change is one difference between two datasets, in the words of the domain.
type Change struct {
	ArticleID string
	Kind      string // "article", "turn" or "indicator"
	What      string // "added", "removed", "moved", or the column that changed
	Where     string // the quantity, label or column it is about, as printed
	Old, New  string // "" is NULL or not there
}

func (c Change) String() string {
	head := fmt.Sprintf("%s: %s", c.ArticleID, c.Kind)
	if c.Where != "" {
		head += " " + c.Where
	}
	switch c.What {
	case "added", "removed":
		return strings.TrimRight(fmt.Sprintf("%s %s %s", head, c.What, c.Old+c.New), " ")
	case "moved":
		return fmt.Sprintf("%s moved from %s to %s", head, c.Old, c.New)
	}
	return fmt.Sprintf("%s: %s changed from %s to %s", head, c.What, orNull(c.Old), orNull(c.New))
}

func orNull(s string) string {
	if s == "" {
		return "NULL"
	}
	return s
}

// Diff gives what differs between two datasets in order of the articles, then
// of the text: articles, turns added, removed or moved, indicators added,
// removed or with another value, unit, period and so on. Sentences and their
// tokens are not compared.
func Diff(a, b string) ([]Change, error) {
	before, err := index(a)
	if err != nil {
		return nil, err
	}
	after, err := index(b)
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for id := range before {
		ids[id] = true
	}
	for id := range after {
		ids[id] = true
	}
	var out []Change
	for _, id := range sortedKeys(ids) {
		old, err := before[id].read()
		if err != nil {
			return nil, err
		}
		now, err := after[id].read()
		if err != nil {
			return nil, err
		}
		out = append(out, diffArticle(id, old, now)...)
	}
	return out, nil
}

// A place is where a document's line stands in a file.
type place struct {
	name string
	at   int64
}

// index finds every document of a dataset.
func index(dir string) (map[string]place, error) {
	if err := checkSchema(filepath.Join(dir, "schema.json")); err != nil {
		return nil, err
	}
	all, err := manifests(dir)
	if err != nil {
		return nil, err
	}
	out := map[string]place{}
	for _, m := range all {
		f, _ := m.file("documents")
		at := int64(0)
		err := readDocuments(dir, m, func(line []byte, d *Document) error {
			out[d.ArticleID] = place{filepath.Join(dir, f.Path), at}
			at += int64(len(line))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// read gives the document at a place, or nil for the zero place.
func (p place) read() (*Document, error) {
	if p.name == "" {
		return nil, nil
	}
	f, err := os.Open(p.name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	line, err := bufio.NewReader(io.NewSectionReader(f, p.at, 1<<62)).ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", p.name, err)
	}
	d := new(Document)
	return d, json.Unmarshal(line, d)
}

func diffArticle(id string, old, now *Document) []Change {
	switch {
	case old == nil:
		return []Change{{id, "article", "added", "", "", string(now.Title)}}
	case now == nil:
		return []Change{{id, "article", "removed", "", string(old.Title), ""}}
	}
	out := diffColumns(Change{ArticleID: id, Kind: "article"}, old.ArticleRow, now.ArticleRow, articleColumns)
	out = append(out, diffRows(id, "turn", old.Turns, now.Turns, turnName, turnPlace, turnColumns)...)
	return append(out, diffRows(id, "indicator", old.Indicators, now.Indicators, indicatorName, indicatorPlace, indicatorColumns)...)
}

// The columns that diff compares. Ids follow positions, source columns the
// archive; neither is news.
var (
	articleColumns = []string{"newspaper", "issue_date", "page_no", "page_name", "pretitle", "title", "subtitle", "byline", "authors",
		"body_text", "jump_to", "jump_from"}
	turnColumns      = []string{"role", "exchange_no", "label", "speaker_name", "speaker_title", "speaker_org", "addressee", "topic"}
	indicatorColumns = []string{"value", "value_min", "value_max", "bound", "unit", "entity", "indicator", "component", "statistic", "basis",
		"direction", "period_text", "period_start", "period_end", "period_source", "statement"}
)

// A turn is the same turn where its words are, an indicator where its quantity
// is printed; the n-th of a name is the n-th of it.
func turnName(t TurnRow) string { return printed(t.Text) }

func turnPlace(t TurnRow) (where, at string) {
	where = string(t.Label)
	if where == "" {
		where = start(t.Text)
	}
	return fmt.Sprintf("%q", where), fmt.Sprintf("%d-%d", t.CharStart, t.CharEnd)
}

func indicatorName(i IndicatorRow) string { return printed(i.QuantityText) }

func indicatorPlace(i IndicatorRow) (where, at string) {
	return fmt.Sprintf("%q", i.QuantityText), fmt.Sprintf("%d-%d", i.CharStart, i.CharEnd)
}

// start gives the first words of a text.
func start(s string) string { return cut([]rune(s), 0, 12) }

// diffRows pairs the rows of one table that have one name, and compares them.
func diffRows[T any](id, kind string, old, now []T, name func(T) string, at func(T) (string, string), columns []string) []Change {
	was := map[string][]T{}
	for _, r := range old {
		was[name(r)] = append(was[name(r)], r)
	}
	var out []Change
	for _, r := range now {
		where, here := at(r)
		c := Change{ArticleID: id, Kind: kind, Where: where}
		rest := was[name(r)]
		if len(rest) == 0 {
			c.What, c.New = "added", "at "+here
			out = append(out, c)
			continue
		}
		was[name(r)] = rest[1:]
		if _, there := at(rest[0]); there != here && kind == "turn" {
			c.What, c.Old, c.New = "moved", there, here
			out = append(out, c)
		}
		out = append(out, diffColumns(c, rest[0], r, columns)...)
	}
	for _, r := range old {
		if rest := was[name(r)]; len(rest) > 0 {
			where, there := at(rest[0])
			was[name(r)] = rest[1:]
			out = append(out, Change{ArticleID: id, Kind: kind, What: "removed", Where: where, Old: "from " + there})
		}
	}
	return out
}

// diffColumns compares two rows column by column.
func diffColumns(c Change, old, now any, columns []string) []Change {
	was, is := cells(old), cells(now)
	var out []Change
	for _, column := range columns {
		if was[column] != is[column] {
			c.What, c.Old, c.New = column, was[column], is[column]
			out = append(out, c)
		}
	}
	return out
}

// cells writes a row's values as text, NULL as "".
func cells(row any) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(row)
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Pointer {
			if f.IsNil() {
				continue
			}
			f = f.Elem()
		}
		out[v.Type().Field(i).Tag.Get("json")] = fmt.Sprint(f.Interface())
	}
	return out
}
