package load

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"shangbao/extract"
	"shangbao/transform"
	"shangbao/transform/indicator"
	"shangbao/transform/quantity"
	"shangbao/transform/segment"
	"shangbao/transform/transcript"
)

// A print is what a test page prints. Its document is made by hand, so that
// these tests judge load alone.
type print struct {
	id, paper, date, answer string
}

const (
	lead     = "本报讯 某市举行见面会。"
	question = "张三问:今年外贸怎样?"
)

// document gives a small session: a lead, a question, an answer with a level
// and its growth.
func (p print) document(path, sha string) transform.Document {
	answer := "副市长李某某答:今年1-5月,某市进出口额2645.0亿元,同比增长22.0%。" + p.answer
	paragraphs := []string{lead, question, answer}
	body := strings.Join(paragraphs, "\n")
	starts := []int{0, utf8.RuneCountInString(lead) + 1, utf8.RuneCountInString(lead+question) + 2}
	end := utf8.RuneCountInString(body)
	turns := []transcript.Turn{
		{No: 1, Role: transcript.Narrative, Start: 0, End: starts[1], TextStart: 0, TextEnd: starts[1] - 1, Method: "lead"},
		{No: 2, Exchange: 1, Role: transcript.Question, Label: "张三问:", Speaker: transcript.Speaker{Name: "张三"}, Start: starts[1], End: starts[2], TextStart: starts[1] + 4, TextEnd: starts[2] - 1, Method: "label"},
		{No: 3, Exchange: 1, Role: transcript.Answer, Label: "副市长李某某答:", Speaker: transcript.Speaker{Name: "李某某", Title: "副市长"}, Start: starts[2], End: end, TextStart: starts[2] + 8, TextEnd: end, Method: "label"},
	}
	var sentences []segment.Sentence
	for i, text := range paragraphs {
		s := segment.Sentence{Paragraph: i + 1, No: i + 1, Start: starts[i], End: starts[i] + utf8.RuneCountInString(text), Text: text}
		for _, r := range text {
			s.Tokens = append(s.Tokens, segment.Token{Text: string(r), POS: "x"})
		}
		sentences = append(sentences, s)
	}
	level, growth := number(body, "2645.0亿元", "264500000000", "CNY"), number(body, "22.0%", "22.0", "%")
	level.UnitText, level.UnitMult = "亿元", 8
	return transform.Document{
		Article: extract.Article{
			ID: p.id, Newspaper: p.paper, IssueDate: p.date, PageNo: "04", PageName: "要闻", Title: "见面会", Authors: []string{"王五"},
			Paragraphs: paragraphs, URL: "content/" + p.id + ".html", Source: extract.Source{Path: path, SHA256: sha}, Charset: "utf-8", Template: "test",
		},
		Body: body, Turns: turns, Pairs: []transcript.Pair{{Question: 1, Answer: 2}}, Sentences: sentences,
		Indicators: []indicator.Indicator{
			{Quantity: level, Sentence: 2, Entity: "某市", Name: "进出口额", Statistic: "level", PeriodText: "今年1-5月", PeriodStart: date("2024-01-01"), PeriodEnd: date("2024-05-31"), PeriodSource: "explicit", Statement: "actual", Parent: -1, Rule: "test", Confidence: 95},
			{Quantity: growth, Sentence: 2, Entity: "某市", Name: "进出口额", Statistic: "growth", Basis: "yoy", Direction: "up", Statement: "actual", Parent: 0, Rule: "test", Confidence: 90},
		},
	}
}

func number(body, text, value, unit string) quantity.Quantity {
	start := utf8.RuneCountInString(body[:strings.Index(body, text)])
	return quantity.Quantity{
		Start: start, End: start + utf8.RuneCountInString(text), Text: text, Bound: quantity.Equal, Unit: unit,
		Value: decimal.NewNullDecimal(decimal.RequireFromString(value)),
	}
}

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// page offers a print under a path.
func (p print) page(path string) Page {
	bytes := fmt.Appendf(nil, "<html>%+v</html>", p)
	out := refused(path, string(bytes))
	d := Flatten(p.document(path, out.Source.SHA256))
	out.Document, out.Refusal = &d, nil
	return out
}

// refused offers a page that no template matches.
func refused(path, bytes string) Page {
	sum := sha256.Sum256([]byte(bytes))
	return Page{
		Source: extract.Source{Path: path, SHA256: hex.EncodeToString(sum[:])}, Bytes: []byte(bytes),
		Size: int64(len(bytes)), ModTime: date("2024-07-15").Add(time.Duration(binary.BigEndian.Uint32(sum[:])) * time.Microsecond), // other bytes, other time
		Refusal: &extract.Refusal{Stage: "extract", Reason: "no_template", Message: fmt.Sprintf("no template matches %q", path)},
	}
}

// unsynced is the disk of tests: nobody pulls the plug, and syncing takes most
// of the time.
type unsynced struct{ osDisk }

type unsyncedFile struct{ diskFile }

func (unsynced) SyncDir(string) error { return nil }
func (unsyncedFile) Sync() error      { return nil }
func (u unsynced) Create(name string) (diskFile, error) {
	f, err := u.osDisk.Create(name)
	return unsyncedFile{f}, err
}

// run takes pages through the dataset as a nightly run does: what is known is
// skipped.
func run(t *testing.T, dir string, o Options, pages ...Page) Summary {
	t.Helper()
	s, err := tryRun(dir, o, unsynced{}, pages...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func tryRun(dir string, o Options, disk disk, pages ...Page) (Summary, error) {
	d, err := open(context.Background(), dir, o, disk)
	if err != nil {
		return Summary{}, err
	}
	defer d.Close()
	d.workers = 1 // so that the operations of a run have one order
	for _, p := range pages {
		if d.Unchanged(p.Source.Path, p.Size, p.ModTime) {
			p = Page{Source: extract.Source{Path: p.Source.Path}, Size: p.Size, ModTime: p.ModTime, Unchanged: true}
		} else if d.UnchangedDigest(p.Source.Path, p.Source.SHA256) {
			p = Page{Source: p.Source, Size: p.Size, ModTime: p.ModTime, Unchanged: true}
		}
		if err := d.Add(p); err != nil {
			return Summary{}, err
		}
	}
	s, err := d.Commit(context.Background())
	if err != nil {
		return s, err
	}
	return s, d.Close()
}

// snapshot gives the digest of every file but the run records.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if strings.HasPrefix(rel, runsDir+"/") {
			return nil
		}
		sum, _, err := digestFile(name)
		out[filepath.ToSlash(rel)] = sum
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func same(t *testing.T, what string, want, got map[string]string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

var (
	one    = print{"江城日报-2024-07-15-1", "江城日报", "2024-07-15", ""}
	two    = print{"江城日报-2024-07-16-2", "江城日报", "2024-07-16", "展位395个。"}
	august = print{"江城日报-2024-08-01-3", "江城日报", "2024-08-01", "八月。"}
)

func TestLayout(t *testing.T) {
	dir := t.TempDir()
	s := run(t, dir, Options{}, one.page("a.html"), refused("b.html", "nothing"))
	if s.Published != 1 || s.Quarantined != 1 || s.Reasons["no_template"] != 1 || s.Offered != 2 {
		t.Errorf("summary %+v", s)
	}
	for _, name := range []string{
		"articles/newspaper=江城日报/month=2024-07/part.parquet",
		"indicators/newspaper=江城日报/month=2024-07/part.parquet",
		"documents/newspaper=江城日报/month=2024-07/part.jsonl",
		"pages/newspaper=__HIVE_DEFAULT_PARTITION__/month=__HIVE_DEFAULT_PARTITION__/part.parquet",
		quarantineFile(refused("b.html", "nothing").Source.SHA256),
		"views.sql", "schema.json",
	} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}
