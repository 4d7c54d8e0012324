package indicator_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"shangbao/transform/indicator"
)

// check tests what holds of the rows of any text.
func check(t interface{ Fatalf(string, ...any) }, text string, rows []indicator.Indicator) {
	runes := []rune(text)
	last := 0
	for i, r := range rows {
		if r.Start < last || r.End <= r.Start || r.End > len(runes) {
			t.Fatalf("row %d of %q has the span [%d,%d) behind %d", i, text, r.Start, r.End, last)
		}
		last = r.End
		if got := string(runes[r.Start:r.End]); got != r.Text {
			t.Fatalf("row %d of %q: offsets give %q, the text is %q", i, text, got, r.Text)
		}
		if r.Parent >= i {
			t.Fatalf("row %d of %q has the later row %d as its parent", i, text, r.Parent)
		}
		if !r.PeriodStart.IsZero() && !r.PeriodEnd.IsZero() && r.PeriodEnd.Before(r.PeriodStart) {
			t.Fatalf("row %d of %q: period %v to %v", i, text, r.PeriodStart, r.PeriodEnd)
		}
		if r.Statistic == "" || r.Statement == "" || r.Unit == "" || r.Rule == "" {
			t.Fatalf("row %d of %q lacks a statistic, statement, unit or rule: %+v", i, text, r)
		}
	}
}

var pieces = []string{"今年1-5月", "去年", "截至目前", "，", "。", "；", "、", "（", "）", "其中", "全市", "义乌市", "该公司", "进出口额", "总投资", "企业",
	"增长", "下降", "同比", "比上年", "占", "达", "提高到", "分别", "计划", "预计", "22.0%", "3.5亿元", "12家", "1.5个百分点", "第一", "翻番", "1.2倍", "三分之一",
	"的", "累计", "和", "新增", "“", "”", "\n", "一是", "1/6", "600万美元以下", "不超过", "举办", "100"}

func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 40).Draw(t, "pieces"), "")
		rows := findAny(text)
		check(t, text, rows)
		if again := findAny(text); len(again) != len(rows) {
			t.Fatalf("%q gives %d rows, then %d", text, len(rows), len(again))
		}
	})
}

// TestWidth: half- and full-width typography gives the same rows.
func TestWidth(t *testing.T) {
	for _, c := range readCases(t) {
		narrow, wide := findAny(width.Narrow.String(c.text)), findAny(c.text)
		if len(narrow) != len(wide) {
			t.Errorf("%s: %d rows in half width, %d as printed", c.where, len(narrow), len(wide))
			continue
		}
		for i := range wide {
			a, b := narrow[i], wide[i]
			if a.Start != b.Start || a.Name != b.Name || a.Statistic != b.Statistic || a.Entity != b.Entity || !a.PeriodEnd.Equal(b.PeriodEnd) {
				t.Errorf("%s: %q reads %+v in half width and %+v as printed", c.where, b.Text, a, b)
			}
		}
	}
}

func findAny(text string) []indicator.Indicator {
	issue := time.Date(2024, 7, 15, 0, 0, 0, 0, time.UTC)
	return indicator.Find(indicator.Text{Body: text, Sentences: segmenter.Sentences(text), Issue: issue})
}

func FuzzFind(f *testing.F) {
	for _, c := range []string{"今年1-5月,义乌市进出口额2645.0亿元,同比增长22.0%。", "占（12%，", "由19天缩短到13天", "分别为1、2和3%", "((((1家"} {
		f.Add(c)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "�")
		check(t, text, findAny(text))
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("今年1-5月,义乌市进出口额2645.0亿元,同比增长22.0%,其中出口额2340.4亿元,增长21.9%。\n", 100)
	sentences := segmenter.Sentences(text)
	issue := time.Date(2024, 7, 15, 0, 0, 0, 0, time.UTC)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		indicator.Find(indicator.Text{Body: text, Sentences: sentences, Issue: issue})
	}
}
