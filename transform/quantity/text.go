package quantity

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"shangbao/transform/han"
)

// A page is the text as the readers see it: full width folded to half width,
// traditional characters to simplified, white space inside a number
// dropped, taken stretches blanked. at[k] is the place of r[k] in the text as
// printed; at[len(r)] is the length of that text.
type page struct {
	r    []rune
	at   []int
	text []rune // as printed

	quoted bool // any quotation mark or title mark is there

	numeral   numeral // the last one read, at numeral.start,
	isNumeral bool    // whether there was one,
	known     bool    // and whether any was asked for
}

// blank stands in r where a taken span was; no reader matches it.
const blank = '\x00'

func newPage(text string, taken []Span) *page {
	p := &page{text: []rune(text)}
	folded := []rune(strings.Clone(width.Fold.String(text)))
	if len(folded) != len(p.text) { // invalid UTF-8: fold what can be folded rune by rune
		folded = foldEach(p.text)
	}
	for _, s := range taken {
		for i := max(s.Start, 0); i < s.End && i < len(folded); i++ {
			folded[i] = blank
		}
	}
	for i, c := range folded {
		if c == '∶' || c == '﹕' { // the signs of a ratio
			c, folded[i] = ':', ':'
		}
		if c != '參' { // also the capital three
			c = han.Simplified(c)
			folded[i] = c
		}
		if isSpace(c) {
			if i > 0 && isSpace(folded[i-1]) || inside(folded, i) {
				continue
			}
			c = ' '
		}
		p.r = append(p.r, c)
		p.at = append(p.at, i)
	}
	p.at = append(p.at, len(p.text))
	return p
}

func foldEach(rs []rune) []rune {
	out := make([]rune, len(rs))
	for i, c := range rs {
		out[i] = c
		if f := []rune(width.Fold.String(string(c))); len(f) == 1 {
			out[i] = f[0]
		}
	}
	return out
}

func isSpace(c rune) bool {
	return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u3000' || c == '\u200b' || c == '\ufeff'
}

// inside reports whether the white space at i stands between two characters
// that are read as if it were not there (8 千元, 百 分 之): one of them is
// Chinese and they are not two digits.
func inside(r []rune, i int) bool {
	j := i
	for j < len(r) && isSpace(r[j]) {
		j++
	}
	if i == 0 || j == len(r) {
		return false
	}
	a, b := r[i-1], r[j]
	if a == '\n' || b == '\n' || plainDigit(a) && plainDigit(b) {
		return false
	}
	return isHan(a) || isHan(b)
}

func plainDigit(c rune) bool {
	_, ok := digitOf[c]
	return ok || isDigit(c)
}

func isHan(c rune) bool    { return c >= 0x4e00 && c <= 0x9fff || c == '〇' }
func isDigit(c rune) bool  { return c >= '0' && c <= '9' }
func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// char is the character at i, blank outside the text.
func (p *page) char(i int) rune {
	if i < 0 || i >= len(p.r) {
		return blank
	}
	return p.r[i]
}

// has reports whether s stands at i.
func (p *page) has(i int, s string) bool {
	for _, c := range s {
		if p.char(i) != c {
			return false
		}
		i++
	}
	return true
}

// before reports whether s ends at i.
func (p *page) before(i int, s string) bool { return p.has(i-length(s), s) }

// in reports whether the character at i is one of set.
func (p *page) in(i int, set string) bool {
	c := p.char(i)
	return c != blank && strings.ContainsRune(set, c)
}

// first gives the first of the words that stands at i, or "".
func (p *page) first(i int, words ...string) string {
	for _, w := range words {
		if p.has(i, w) {
			return w
		}
	}
	return ""
}

// last gives the first of the words that ends at i, or "".
func (p *page) last(i int, words ...string) string {
	for _, w := range words {
		if p.before(i, w) {
			return w
		}
	}
	return ""
}

func length(s string) int { return utf8.RuneCountInString(s) }
