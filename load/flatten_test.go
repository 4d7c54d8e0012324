package load

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shangbao/transform"
	"shangbao/transform/indicator"
	"shangbao/transform/segment"
	"shangbao/transform/transcript"
)

const fixtures = "../fixtures/load"

// golden compares with a file of fixtures/load, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join(fixtures, name)
	if *update {
		if err := os.MkdirAll(fixtures, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got), re-record with -update:\n%s", name, d)
	}
}

func indent(t *testing.T, line []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, line, "", "  "); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFlatten(t *testing.T) {
	d := Flatten(two.document("a/b.html", strings.Repeat("0", 64)))
	line, err := d.line()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "document.json", indent(t, line))
	if p := d.check(); len(p) > 0 {
		t.Errorf("%q", p)
	}
	var back Document
	if err := json.Unmarshal(line, &back); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(d, back); d != "" {
		t.Errorf("read back from JSON: %s", d)
	}
}

func TestSchemaGolden(t *testing.T) { golden(t, "schema.json", Schema()) }

// Whatever the stages hand over, flattening neither panics nor invents.
func TestFlattenSurvives(t *testing.T) {
	bad := transform.Document{Body: "短\xff文"}
	bad.Article.Title, bad.Article.IssueDate = "\xfe", "2024-13-45"
	bad.Turns = []transcript.Turn{{No: 1, Start: -5, End: 99, TextStart: 7, TextEnd: -1}}
	bad.Pairs = []transcript.Pair{{Question: 5, Answer: -1}, {Question: -1, Answer: 9}}
	bad.Sentences = []segment.Sentence{{No: 1, Start: 50, End: 60}}
	bad.Indicators = []indicator.Indicator{{Sentence: 8, Parent: 9, Confidence: 400}, {Sentence: -1, Parent: 1}}
	d := Flatten(bad)
	if d.BodyText != "短\uFFFD文" || d.Title != "\uFFFD" || d.IssueDate != nil {
		t.Errorf("article %+v", d.ArticleRow)
	}
	for i, n := range d.Indicators {
		if n.ParentID != "" || n.SentenceID != "" || n.Confidence > 100 {
			t.Errorf("indicator %d: %+v", i, n)
		}
	}
	if d.Pairs[0].QuestionTurnID != "" || d.Pairs[1].AnswerTurnID != "" {
		t.Errorf("pairs %+v", d.Pairs)
	}
	line, err := Flatten(transform.Document{}).line()
	if err != nil || !strings.Contains(string(line), `"turns":[]`) || !strings.Contains(string(line), `"authors":[]`) {
		t.Errorf("an empty document has empty lists: %s %v", line, err)
	}
}

// Parquet and JSON name the same columns in the same order, and each is described.
func TestColumns(t *testing.T) {
	for _, table := range tables {
		for i := range table.row.NumField() {
			tag := table.row.Field(i).Tag
			name, _, _ := strings.Cut(tag.Get("parquet"), ",")
			if name != tag.Get("json") || tag.Get("doc") == "" {
				t.Errorf("%s.%s: parquet %q, json %q, doc %q", table.name, table.row.Field(i).Name, name, tag.Get("json"), tag.Get("doc"))
			}
		}
	}
}

// The rows that come back from Parquet are those that JSON has.
func TestParquetIsJSON(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, firstNight()...)
	all, err := manifests(dir)
	if err != nil {
		t.Fatal(err)
	}
	articles := 0
	for _, m := range all {
		var want []IndicatorRow
		if err := readDocuments(dir, m, func(_ []byte, d *Document) error { want = append(want, d.Indicators...); articles++; return nil }); err != nil {
			t.Fatal(err)
		}
		var got []IndicatorRow
		if err := readTable(dir, m, "indicators", func(r IndicatorRow) error { got = append(got, r); return nil }); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(want, got) {
			t.Errorf("%s: %s", m.Partition, cmp.Diff(want, got))
		}
	}
	if articles != 7 {
		t.Errorf("%d articles", articles)
	}
}

func TestPartition(t *testing.T) {
	issue := DateOf(date("2024-07-15"))
	long := strings.Repeat("报", 100)
	for paper, want := range map[Text]partition{
		"义乌商报":        "newspaper=义乌商报/month=2024-07",
		"":            "newspaper=__HIVE_DEFAULT_PARTITION__/month=2024-07",
		"a/../../b":   "newspaper=a%2F..%2F..%2Fb/month=2024-07",
		"100%":        "newspaper=100%25/month=2024-07",
		"*?[x]=\x00":  "newspaper=%2A%3F%5Bx%5D%3D%00/month=2024-07",
		"null":        "newspaper=%6Eull/month=2024-07",
		Text(unknown): "newspaper=%5F_HIVE_DEFAULT_PARTITION__/month=2024-07",
		Text(long):    partition("newspaper=" + strings.Repeat("报", 66) + "~d3ebeb0a/month=2024-07"),
	} {
		if got := partitionOf(paper, issue); got != want {
			t.Errorf("%q gives %s, want %s", paper, got, want)
		}
	}
	if got := partitionOf("报", nil); got != "newspaper=报/month=__HIVE_DEFAULT_PARTITION__" {
		t.Errorf("without a date %s", got)
	}
}
