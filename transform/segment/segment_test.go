package segment

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

// builtin is the segmenter without user dictionaries, loaded once.
var builtin = sync.OnceValue(func() *Segmenter {
	s, err := New()
	if err != nil {
		panic(err)
	}
	return s
})

func cut(s *Segmenter, text string) string {
	var out []string
	for _, x := range s.Sentences(text) {
		var words []string
		for _, t := range x.Tokens {
			words = append(words, t.Text+"/"+t.POS)
		}
		out = append(out, strings.Join(words, " "))
	}
	return strings.Join(out, "\n")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"某市进出口额2645.0亿元，同比增长22.0%。", "某市/r 进出口额/n 2645.0/m 亿元/q ，/w 同比/d 增长/v 22.0%/m 。/w"},
		{"产值1,529.1万元", "产值/n 1,529.1/m 万元/q"},
		{"今年1-5月", "今年/t 1/m -/w 5/m 月/q"},
		{"５Ｇ基站与G60科创走廊", "５Ｇ/eng 基站/n 与/p G60/eng 科创/n 走廊/n"},
		{"PM2.5平均浓度28", "PM2.5/eng 平均/d 浓度/n 28/m"},
		{"固定资产投资增至12亿元", "固定资产投资/n 增至/v 12/m 亿元/q"},
		{"（下转　第3版）", "（/w 下/f 转/v 　/w 第/m 3/m 版/n ）/w"},
	} {
		if got := cut(builtin(), c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \n　\n", nil},
		{"一。二！三？四", []string{"一。", "二！", "三？", "四"}},
		{"怎么办?好!!行", []string{"怎么办?", "好!!", "行"}},
		{"他说：“好。”（笑。）她问", []string{"他说：“好。”", "（笑。）", "她问"}},
		{"　　第一段。\n\n 第二段 ", []string{"第一段。", "第二段"}},
		{"增长3.5%;下降1.2", []string{"增长3.5%;下降1.2"}},
	} {
		var got []string
		for i, s := range builtin().Sentences(c.text) {
			got = append(got, s.Text)
			if s.No != i+1 {
				t.Errorf("%q: sentence %d has number %d", c.text, i+1, s.No)
			}
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
	if p := builtin().Sentences("甲。\n\n乙。")[1].Paragraph; p != 3 {
		t.Errorf("paragraph %d, want 3: every line counts", p)
	}
}

// check holds for every text: offsets give the sentence back, tokens
// concatenate to it, and nothing but white space is outside.
func check(t interface{ Fatalf(string, ...any) }, text string) {
	runes := []rune(text)
	covered := make([]bool, len(runes))
	for _, s := range builtin().Sentences(text) {
		if got := string(runes[s.Start:s.End]); got != s.Text && utf8.ValidString(text) {
			t.Fatalf("[%d,%d) of %q is %q, not %q", s.Start, s.End, text, got, s.Text)
		}
		var b strings.Builder
		for _, tok := range s.Tokens {
			if tok.Text == "" || tok.POS == "" {
				t.Fatalf("empty token or tag in %q: %+v", s.Text, tok)
			}
			b.WriteString(tok.Text)
		}
		if b.String() != s.Text {
			t.Fatalf("tokens %q do not concatenate to %q", b.String(), s.Text)
		}
		for i := s.Start; i < s.End; i++ {
			if covered[i] {
				t.Fatalf("character %d of %q is in two sentences", i, text)
			}
			covered[i] = true
		}
	}
	for i, r := range runes {
		if !covered[i] && !unicode.IsSpace(r) {
			t.Fatalf("character %d of %q is in no sentence", i, text)
		}
	}
}

func TestInvariants(t *testing.T) {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"2645.0", "，", "。", "”", "同比增长", "5G", "％", "\n", "　", "！", "é", "½", "①", "ｶﾞ", "🙂", "‰", "1,0", "义乌", "的", "\x00", "\ufeff"}),
		rapid.StringN(0, 8, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOf(piece).Draw(t, "text"), ""))
	})
}

func FuzzSentences(f *testing.F) {
	f.Add("今年1-5月，某市进出口额2645.0亿元，同比增长22.0%。")
	f.Add("\xff\xfe。")
	f.Fuzz(func(t *testing.T, text string) { check(t, text) })
}

// The words of a text do not depend on its typography.
func TestWidths(t *testing.T) {
	full := "“截至目前，（某市）累计出口Ａ类商品１２．５％！”是吗？ABC，１,０００户"
	half := width.Fold.String(full)
	a, b := builtin().Sentences(full), builtin().Sentences(half)
	if len(a) != len(b) {
		t.Fatalf("%d sentences in full width, %d in half width", len(a), len(b))
	}
	for i := range a {
		if x, y := width.Fold.String(cut(builtin(), a[i].Text)), cut(builtin(), b[i].Text); x != y {
			t.Errorf("full width: %s\nhalf width: %s", x, y)
		}
	}
}

func TestConcurrent(t *testing.T) {
	text := strings.Repeat("全市规上工业增加值增长8.5%，跨境电商平台12家。", 20)
	want := cut(builtin(), text)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := cut(builtin(), text); got != want {
				t.Error("concurrent use changes the words")
			}
		})
	}
	wg.Wait()
}

func TestUserDictionary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "user.txt")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("\ufeff# names\n江城数贸港 ns\nG60科创走廊\t500\tnz\r\n\n义乌 nt\nＡ平台\n")
	s, err := New(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "江城数贸港/ns 和/c G60科创走廊/nz 在/p 义乌/nt 的/uj A平台/n"
	if got := cut(s, "江城数贸港和G60科创走廊在义乌的A平台"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for text, want := range map[string]string{
		"甲乙 n\n丙丁 n x y\n": ":2: want a word, a frequency and a part of speech",
		"甲乙\n甲乙 5\n":       `:2: "甲乙" stands in line 1 already`,
		"1210出口 n\n":       ":1: \"1210出口\" is no word",
		"甲乙 1e99 n\n":      `:1: frequency "1e99"`,
		"\xb0\xa1 n\n":     "UTF-8",
	} {
		write(text)
		if _, err := New(path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: error %v, want %s", text, err, want)
		}
	}
	if _, err := New(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a dictionary that is not there: no error")
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat("今年1-5月，全市进出口额2645.0亿元，同比增长22.0%，增速高于全国平均15.7个百分点。", 100)
	b.SetBytes(int64(len(text)))
	s := builtin()
	for b.Loop() {
		s.Sentences(text)
	}
}
