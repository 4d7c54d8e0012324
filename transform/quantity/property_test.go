package quantity

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// pieces from which texts with many number phrases are put together.
var pieces = []string{"义", "增长", "近", "超过", "约", "不到", "至少", "3", "12", "2645.0", "1,234", "０", "２", "一", "两", "十", "百", "千", "万", "亿", "兆", "零", "点", "半", "几", "数",
	"多", "余", "来", "个", "家", "元", "%", "％", "百分之", "三分之", "百分点", "倍", "番", "翻", "成", "折", "年", "月", "日", "小时", "分", "秒", "米", "度", "第", "前", "首", "强", "位",
	"以上", "左右", "起", "、", "，", ",", ".", "-", "至", "到", "/", "“", "”", "《", "》", "(", ")", "（", "）", "\n", " ", "　", "G", "k", "km", "@", ":", "：", "+", "http://", "一带一路", "负", "零下", "$", "人民币", "每", "\xff", "\x00", "分之", "又", "角", "毛", "千瓦时", "壹", "拾", "萬"}

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24).Draw(t, "pieces"), "")
}

// checkSpans fails unless the quantities are in order, apart, inside the text
// and say what stands there.
func checkSpans(t interface{ Fatalf(string, ...any) }, text string, qs []Quantity) {
	runes := []rune(text)
	last := 0
	for _, q := range qs {
		if q.Start < last || q.End <= q.Start || q.End > len(runes) {
			t.Fatalf("%q: span %d-%d after %d of %d", text, q.Start, q.End, last, len(runes))
		}
		if q.Text != string(runes[q.Start:q.End]) {
			t.Fatalf("%q: text %q at %d-%d", text, q.Text, q.Start, q.End)
		}
		if q.NumStart < q.Start || q.NumEnd > q.End || q.NumEnd < q.NumStart {
			t.Fatalf("%q: numeral %d-%d outside %d-%d", text, q.NumStart, q.NumEnd, q.Start, q.End)
		}
		checkValues(t, text, q)
		last = q.End
	}
}

func checkValues(t interface{ Fatalf(string, ...any) }, text string, q Quantity) {
	if q.Rule == "" || q.Bound == "" || q.Kind == "" {
		t.Fatalf("%q: %q has rule %q, bound %q, kind %q", text, q.Text, q.Rule, q.Bound, q.Kind)
	}
	if q.Bound == Range && (q.Value.Valid || q.Min.Valid != q.Max.Valid) {
		t.Fatalf("%q: range %q has value %v, %v to %v", text, q.Text, q.Value, q.Min, q.Max)
	}
	if q.Min.Valid && q.Max.Valid && q.Max.Decimal.LessThan(q.Min.Decimal) {
		t.Fatalf("%q: %q from %v to %v", text, q.Text, q.Min.Decimal, q.Max.Decimal)
	}
	if q.Value.Valid && !q.Value.Decimal.Abs().LessThan(limit) {
		t.Fatalf("%q: %q is beyond DECIMAL(38,9)", text, q.Text)
	}
}

func TestSpansGiveTheTextBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		checkSpans(t, text, Find(text, nil))
	})
}

func TestTakenSpansStayFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		n := utf8.RuneCountInString(text)
		start := rapid.IntRange(0, n).Draw(t, "start")
		end := rapid.IntRange(start, n).Draw(t, "end")
		for _, q := range Find(text, []Span{{start, end}}) {
			if start < end && q.Start < end && q.End > start {
				t.Fatalf("%q: %q overlaps the taken %d-%d", text, q.Text, start, end)
			}
		}
	})
}

// TestWidthDoesNotMatter reads every text as drawn and in half width.
func TestWidthDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(drawText(t), "")
		a, b := Find(text, nil), Find(width.Fold.String(text), nil)
		if len(a) != len(b) {
			t.Fatalf("%q: %d quantities, %d in half width", text, len(a), len(b))
		}
		for i := range a {
			x, y := a[i], b[i]
			x.Text, y.Text = width.Fold.String(x.Text), width.Fold.String(y.Text)
			if show(x) != show(y) || x.Start != y.Start || x.UnitText != y.UnitText {
				t.Fatalf("%q: %s, in half width %s", text, show(x), show(y))
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"同比增长22.0%", "3小时20分", "三四十家", "1 万(含)-5 万元", "1/6", "翻了两番", strings.Repeat("一亿", 9), "负３分之负一百五十七", "\xff1万", "第一、二、三等奖"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSpans(t, text, Find(text, nil))
	})
}

// monsters are long texts that a careless reader is quadratic on.
var monsters = []string{"一亿", "9", ",", "1,", "一", "一十", "十", "百", "万", "亿万", "零", "1.", "点一", "三四", "1-", "第", "首", "前", "近", "约", "超过", "负", "-", "1/", "一分之", "百分之", "“一", "《一", "一、", "1、", "http://",
	"a1", "a", "1a", "@", "1:", "1+", "〔", "(1", "每", "3小时", "9元9角", "半", "翻", "几", "数", "个", "千万亿", "1 ", "一 ", "1千", "20.5万", "至", "从1家到"}

// TestMonsters reads each monster for long, the plainest for a megabyte, and
// the spans must hold; a quadratic reader would not come back.
func TestMonsters(t *testing.T) {
	for k, m := range monsters {
		size := 1 << 15
		if k < 3 {
			size = 1 << 20
		}
		text := strings.Repeat(m, size/len(m))
		qs := Find(text, nil)
		last := 0
		for _, q := range qs {
			if q.Start < last || q.End <= q.Start {
				t.Fatalf("%q repeated: span %d-%d after %d", m, q.Start, q.End, last)
			}
			last = q.End
		}
	}
}

func TestNumbersTooLongHaveNoValue(t *testing.T) {
	for _, text := range []string{strings.Repeat("9", 60) + "元", "1" + strings.Repeat("0", 25) + "万元", "三" + strings.Repeat("亿", 4) + "元"} {
		qs := Find(text, nil)
		if len(qs) == 0 || qs[0].Value.Valid && !qs[0].Value.Decimal.LessThan(limit) {
			t.Errorf("%q: %v", text, qs)
		}
	}
	if qs := Find(strings.Repeat("9", 60)+"元", nil); qs[0].Value.Valid || qs[0].Unit != "CNY" {
		t.Errorf("sixty digits: %v", qs)
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("上半年，全市完成进出口总额2645.0亿元，同比增长22.0%，其中出口额2340.4亿元，新增企业300多家，一期工程进一步推进。", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text, nil)
	}
}

func BenchmarkMonsters(b *testing.B) {
	for _, m := range []string{"一亿", "9", ",", "问:"} {
		b.Run(m, func(b *testing.B) {
			text := strings.Repeat(m, 1<<20/len(m))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, nil)
			}
		})
	}
}
