package transform_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"shangbao/extract"
	"shangbao/transform"
	"shangbao/transform/segment"
)

var update = flag.Bool("update", false, "re-record the goldens")

const pages = "../fixtures/pages"

var segmenter = sync.OnceValue(func() *segment.Segmenter {
	s, err := segment.New()
	if err != nil {
		panic(err)
	}
	return s
})

// article gives what extract makes of a fixture page.
func article(t testing.TB, page string) extract.Article {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(pages, page, "article.golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var a extract.Article
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// lines gives a document without its article: one line for each turn, pair,
// sentence (as word/tag) and indicator.
func lines(t *testing.T, d transform.Document) string {
	t.Helper()
	var b strings.Builder
	put := func(kind string, v any) {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\n", kind, data)
	}
	for _, x := range d.Turns {
		put("turn", x)
	}
	for _, x := range d.Pairs {
		put("pair", x)
	}
	for _, x := range d.Sentences {
		fmt.Fprintf(&b, "sentence %d.%d [%d,%d)", x.Paragraph, x.No, x.Start, x.End)
		for _, w := range x.Tokens {
			fmt.Fprintf(&b, " %s/%s", w.Text, w.POS)
		}
		b.WriteByte('\n')
	}
	for _, x := range d.Indicators {
		put("indicator", x)
	}
	return b.String()
}

// The page of 2024-07-15, as printed and in half-width typography, and a page
// whose speakers are known by bold print alone.
func TestGolden(t *testing.T) {
	for _, page := range []string{"yiwu", "yiwu-as-seed", "bold-names"} {
		got := lines(t, transform.Article(article(t, page), segmenter()))
		golden := filepath.Join("../fixtures/transform", page+".golden.txt")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || g[i] != w[i] {
				t.Errorf("%s:%d: the document is another; if that is meant, go test ./transform -update\n got %.600s\nwant %.600s",
					golden, i+1, strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""), strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
				break
			}
		}
	}
}

// folded gives a text in half-width typography, with straight quotes.
func folded(s string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'").Replace(width.Fold.String(s))
}

// Typography changes no row: what is read out of the half-width text is the
// same, folded.
func TestTypography(t *testing.T) {
	a := article(t, "yiwu")
	half := a
	half.Paragraphs = nil
	for _, p := range a.Paragraphs {
		half.Paragraphs = append(half.Paragraphs, width.Fold.String(p))
	}
	x, y := transform.Article(a, segmenter()), transform.Article(half, segmenter())
	g, w := strings.Split(folded(lines(t, x)), "\n"), strings.Split(folded(lines(t, y)), "\n")
	if len(g) != len(w) {
		t.Fatalf("%d rows as printed, %d in half width", len(g), len(w))
	}
	for i := range g {
		if g[i] != w[i] {
			t.Errorf("as printed    %s\nin half width %s", g[i], w[i])
		}
	}
}

// check holds for the document of any text.
func check(t interface{ Fatalf(string, ...any) }, text string) {
	d := transform.Article(extract.Article{IssueDate: "2024-07-15", Paragraphs: []string{text}}, segmenter())
	body := []rune(d.Body)
	at := 0
	for _, turn := range d.Turns {
		if turn.Start != at || turn.End < turn.TextStart || turn.TextEnd < turn.TextStart || turn.TextStart < turn.Start {
			t.Fatalf("turn %+v does not follow on %d in %q", turn, at, text)
		}
		at = turn.End
	}
	if len(d.Turns) > 0 && at != len(body) {
		t.Fatalf("the turns of %q end at %d, the text at %d", text, at, len(body))
	}
	for _, p := range d.Pairs {
		if p.Question < 0 || p.Question >= len(d.Turns) || p.Answer < -1 || p.Answer >= len(d.Turns) {
			t.Fatalf("pair %+v of %d turns in %q", p, len(d.Turns), text)
		}
	}
	for i, n := range d.Indicators {
		if n.Start < 0 || n.End > len(body) || n.Start >= n.End || string(body[n.Start:n.End]) != n.Text {
			t.Fatalf("indicator [%d,%d) %q is not there in %q", n.Start, n.End, n.Text, text)
		}
		if n.Sentence < 0 || n.Sentence >= len(d.Sentences) || n.Parent < -1 || n.Parent >= len(d.Indicators) || n.Parent == i {
			t.Fatalf("indicator %q leads to sentence %d of %d, parent %d of %d in %q", n.Text, n.Sentence, len(d.Sentences), n.Parent, len(d.Indicators), text)
		}
		if s := d.Sentences[n.Sentence]; n.Start < s.Start || n.Start >= s.End {
			t.Fatalf("indicator [%d,%d) is not in its sentence [%d,%d) of %q", n.Start, n.End, s.Start, s.End, text)
		}
	}
}

var pieces = []string{
	"提问代表：张三（某市某厂厂长）", "副市长李四答：", "记者：", "追问：", "补充答：", "【物流：企业扶持】", "今年1-5月", "去年", "截至目前", "到2030年", "同比", "增长", "下降",
	"进出口额", "2645.0亿元", "22.0%", "近1000家", "3万-5万人", "三分之一", "翻番", "全省第一", "其中", "占", "，", "。", "；", "、", "（", "）", "“", "”", "\n", "　", "力争", "某市", "一是", "1.", "５５％", "x", "\u2028", "🙂",
}

func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "text"), ""))
	})
}

func FuzzArticle(f *testing.F) {
	f.Add(strings.Join(pieces, ""))
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.ValidString(text) {
			check(t, text)
		}
	})
}

func BenchmarkArticle(b *testing.B) {
	a := article(b, "yiwu")
	segmenter()
	n := 0
	for _, p := range a.Paragraphs {
		n += len(p)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		transform.Article(a, segmenter())
	}
}
