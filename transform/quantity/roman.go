package quantity

import "github.com/shopspring/decimal"

// isRoman reports whether c is a Roman numeral of one character, Ⅰ to Ⅻ.
func isRoman(c rune) bool { return c >= 'Ⅰ' && c <= 'Ⅻ' || c >= 'ⅰ' && c <= 'ⅻ' }

// readRoman reads Ⅲ: it numbers a class or a stage (Ⅲ类水, Ⅱ期) and measures
// nothing, but its value is known.
func readRoman(p *page, i int) (phrase, bool) {
	c := p.char(i)
	if !isRoman(c) || isRoman(p.char(i-1)) || isRoman(p.char(i+1)) {
		return phrase{}, false
	}
	first := 'Ⅰ'
	if c >= 'ⅰ' {
		first = 'ⅰ'
	}
	q := refused(i, i+1, Ordinal, "roman")
	q.Value = decimal.NewNullDecimal(decimal.NewFromInt(int64(c-first) + 1))
	return q, true
}
