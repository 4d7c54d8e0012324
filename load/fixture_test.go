package load

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shangbao/extract"
	"shangbao/transform"
	"shangbao/transform/segment"
)

// The real page as it is published: golden after the last stage. Both
// typographies of it are one article, whose first path publishes it.
func TestFixturePage(t *testing.T) {
	words, err := segment.New()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var pages []Page
	for _, variant := range []string{"yiwu", "yiwu-as-seed"} {
		data, err := os.ReadFile(filepath.Join("../fixtures/pages", variant, "content/202407/15/content_471952.html"))
		if err != nil {
			t.Fatal(err)
		}
		p := refused(variant+"/content/202407/15/content_471952.html", string(data))
		article, err := extract.Page(p.Source, data, extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		d := Flatten(transform.Article(article, words))
		if problems := d.check(); len(problems) > 0 {
			t.Errorf("%s: %s", variant, strings.Join(problems, "\n"))
		}
		p.Document, p.Refusal = &d, nil
		pages = append(pages, p)
	}
	if s := run(t, dir, Options{}, pages...); s.Published != 1 || s.Duplicate != 1 {
		t.Errorf("%+v", s)
	}
	sound(t, dir)
	all, err := manifests(dir)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if err := readDocuments(dir, all[0], func(_ []byte, d *Document) error { golden(t, "yiwu.jsonl", rowByRow(t, d)); return nil }); err != nil {
		t.Fatal(err)
	}
}

// rowByRow writes a document with one row a line, so that a change shows.
func rowByRow(t *testing.T, d *Document) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	rows := []any{d.ArticleRow}
	for _, r := range d.Turns {
		rows = append(rows, r)
	}
	for _, r := range d.Pairs {
		rows = append(rows, r)
	}
	for _, r := range d.Sentences {
		rows = append(rows, r)
	}
	for _, r := range d.Indicators {
		rows = append(rows, r)
	}
	for _, r := range rows {
		if err := e.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}
