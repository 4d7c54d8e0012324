package quantity

import (
	"strings"

	"github.com/shopspring/decimal"
)

// A numeral is a number without sign, hedge or unit: 2645.0亿, 12万3千,
// 三四十, 十几万, 一千二, 二〇二四, 百.
type numeral struct {
	start, end int
	value      decimal.Decimal // the lower value of 三四十 and 十几
	high       decimal.Decimal // the upper value; equal to value where there is one number
	mult       int             // power of ten of the printed multiplier (万 4, 万亿 12)
	multStart  int             // where the printed multiplier begins; end if there is none
	chinese    bool            // has Chinese digits or begins with 百, 千, 万, 亿
	arabic     bool            // has Arabic digits
	leading    bool            // begins with 百, 千, 万 or 亿: no digit printed
	sequence   bool            // digits read one by one: 二〇二四
	some       bool            // has 几 or 数: the interval is meant loosely
	point      bool            // has a decimal point
	huge       bool            // beyond DECIMAL(38,9): no value
}

// isPair reports whether two neighbouring numbers are meant: 三四十, 十五六.
func (n *numeral) isPair() bool { return !n.some && !n.value.Equal(n.high) }

var digitOf = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9, '參': 3}

// spokenDigit has the digits that only stand in numbers read out one by one.
var spokenDigit = map[rune]int64{'幺': 1, '洞': 0, '拐': 7, '两': 2}

var tensOf = map[rune]int64{'廿': 2, '卅': 3, '卌': 4}

var smallPower = map[rune]int{'十': 1, '拾': 1, '百': 2, '佰': 2, '千': 3, '仟': 3}
var bigPower = map[rune]int{'万': 4, '亿': 8, '兆': 12}

// maxPower bounds the printed multipliers of one number; more is no number.
const maxPower = 24

// maxDigits bounds the digits of an Arabic number that are given a value.
const maxDigits = 60

var (
	one   = decimal.NewFromInt(1)
	ten   = decimal.NewFromInt(10)
	limit = decimal.New(1, 29) // DECIMAL(38,9) holds less than this
)

func isNumeralChar(c rune) bool {
	_, a := digitOf[c]
	_, b := smallPower[c]
	_, d := bigPower[c]
	_, e := tensOf[c]
	return a || b || d || e || c == '两' || isDigit(c)
}

// A pair carries the lower and the upper value of a numeral through its sums.
type pair struct{ lo, hi decimal.Decimal }

func same(d decimal.Decimal) pair   { return pair{d, d} }
func (a pair) plus(b pair) pair     { return pair{a.lo.Add(b.lo), a.hi.Add(b.hi)} }
func (a pair) shift(power int) pair { return pair{a.lo.Shift(int32(power)), a.hi.Shift(int32(power))} }
func between(lo, hi int64) pair     { return pair{decimal.NewFromInt(lo), decimal.NewFromInt(hi)} }
func (a pair) below(power int) bool { return a.hi.LessThan(decimal.New(1, int32(power))) }
func (a pair) isZero() bool         { return a.lo.IsZero() && a.hi.IsZero() }

// A builder adds up a numeral from left to right. total holds what a 万 or 亿
// has closed, section what stands since then, cur the digit still waiting for
// its 十, 百, 千.
type builder struct {
	p                   *page
	n                   numeral
	i                   int
	total, section, cur pair
	hasCur              bool
	small, big          int  // powers of the last 十百千 and the last 万亿; 99 for none yet
	unit                int  // power of the unit directly before cur, for 三万五; 0 after 零
	closed              bool // a decimal point was read: only multipliers may follow
	curLong             bool // cur is a number of more than one digit
	any                 bool
	power               int // sum of adjacent multipliers, bounded by maxPower
}

// readNumeral reads the longest numeral at i. Several readers ask for the same
// one, so the last answer is kept.
func readNumeral(p *page, i int) (numeral, bool) {
	if c := p.char(i); !isNumeralChar(c) && !strings.ContainsRune(".幺几数廿卅卌", c) {
		return numeral{}, false
	}
	if !p.known || p.numeral.start != i {
		n, ok := scanNumeral(p, i)
		n.start = i
		p.numeral, p.isNumeral, p.known = n, ok, true
	}
	return p.numeral, p.isNumeral
}

func scanNumeral(p *page, i int) (numeral, bool) {
	if n, ok := readSequence(p, i); ok {
		return n, true
	}
	b := &builder{p: p, i: i, small: 99, big: 99}
	b.n = numeral{start: i}
	for b.step() {
	}
	return b.finish()
}

// step reads one digit, number, unit or point; false where the numeral ends.
func (b *builder) step() bool {
	c := b.p.char(b.i)
	switch {
	case isDigit(c) || c == '.' && isDigit(b.p.char(b.i+1)) && !b.any && b.p.char(b.i-1) != '.':
		return b.literal()
	case c == '点' || c == '.':
		return b.fraction()
	case c == '零' || c == '〇':
		return b.zero()
	case smallPower[c] > 0:
		return b.smallUnit(smallPower[c])
	case bigPower[c] > 0 && (c != '兆' || b.trillion()):
		return b.bigUnit(bigPower[c])
	case c == '几' || c == '数':
		return b.some(c)
	case tensOf[c] > 0:
		return b.tens(tensOf[c])
	case c == '个' && b.any && b.big == 99 && b.p.has(b.i+1, "亿"): // 3个亿
		b.i++
		return b.bigUnit(8)
	case c == '两' || digitOf[c] > 0:
		return b.digit(c)
	case c == '、':
		return b.orNext()
	}
	return false
}

// orNext reads the second number of 三、四天, which is 三四天 with a pause: the next
// digit and a unit. 一、二线城市 and 三、四年级 name two things.
func (b *builder) orNext() bool {
	d, ok := digitOf[b.p.char(b.i+1)]
	after := b.i + 2
	if !ok || !b.hasCur || b.n.start+1 != b.i || b.n.arabic || !b.cur.lo.Equal(decimal.NewFromInt(d-1)) || d == 1 ||
		b.p.in(b.n.start-1, "、第\n。;") || b.n.start == 0 {
		return false
	}
	u, _, unit := b.p.unitAt(after)
	if s, _ := words().sufTrie.longest(b.p.r, after, nil); s >= 0 || !(unit && u.dim != "date" || b.scaleAt(after) || b.p.char(after) == '十') {
		return false
	}
	b.i++
	return b.digit(b.p.char(b.i))
}

// literal reads Arabic digits with their grouping commas and decimals.
func (b *builder) literal() bool {
	if b.hasCur || b.closed || b.spoken() {
		return false
	}
	text, end, point := scanArabic(b.p, b.i)
	v, ok := arabicValue(text)
	if !ok {
		b.n.huge = true
	}
	if b.any && (point || !same(v).below(min(b.unit, 12)) && b.unit > 0 || b.unit == 0 && b.p.char(b.i-1) != '零') {
		return false
	}
	b.curLong = end-b.i > 1
	b.cur, b.hasCur, b.i = same(v), true, end
	b.n.arabic, b.any = true, true
	if point {
		b.n.point = true
	}
	return true
}

// spoken reports whether the 十, 百 or 千 before the Arabic digits here was
// counted in Chinese ones: 四千230 is no number, 4千230 is.
func (b *builder) spoken() bool {
	_, chinese := digitOf[b.p.char(b.i-2)]
	return b.any && chinese && smallPower[b.p.char(b.i-1)] > 0
}

// scanArabic gives the digits at i without grouping commas and where they end.
func scanArabic(p *page, i int) (text string, end int, point bool) {
	j := i
	var digits []rune
	for isDigit(p.char(j)) {
		digits = append(digits, p.r[j])
		j++
	}
	if n := j - i; n >= 1 && n <= 3 {
		for p.char(j) == ',' && isDigit(p.char(j+1)) && isDigit(p.char(j+2)) && isDigit(p.char(j+3)) && !isDigit(p.char(j+4)) {
			digits = append(digits, p.r[j+1:j+4]...)
			j += 4
		}
	}
	if p.char(j) == '.' && isDigit(p.char(j+1)) {
		point = true
		digits = append(digits, '.')
		for j++; isDigit(p.char(j)); j++ {
			digits = append(digits, p.r[j])
		}
	}
	return string(digits), j, point
}

func arabicValue(text string) (decimal.Decimal, bool) {
	if len(text) > maxDigits {
		return decimal.Zero, false
	}
	v, err := decimal.NewFromString(text)
	return v, err == nil
}

// digit reads a Chinese digit; a second one in ascending order makes a pair.
func (b *builder) digit(c rune) bool {
	d := digitOf[c]
	if c == '两' {
		if d = 2; (b.any && !b.scaleAt(b.i+1) || b.hasCur) && !b.oneOrTwo() {
			return false
		}
	}
	if b.closed || b.formalAlone(c) {
		return false
	}
	if b.hasCur {
		if b.n.arabic || b.curLong || !pairs(b.cur.lo.IntPart(), d) || !b.cur.lo.Equal(b.cur.hi) {
			return false
		}
		b.cur.hi = decimal.NewFromInt(d)
	} else {
		if b.any && b.unit == 0 && b.p.char(b.i-1) != '零' && b.p.char(b.i-1) != '〇' {
			return false
		}
		b.cur, b.hasCur, b.curLong = same(decimal.NewFromInt(d)), true, false
	}
	b.n.chinese, b.any = true, true
	b.i++
	return true
}

// oneOrTwo reports whether the 两 here makes 一两个, 一两百.
func (b *builder) oneOrTwo() bool {
	if !b.hasCur || b.p.char(b.i-1) != '一' || b.i-1 != b.n.start {
		return false
	}
	_, _, ok := b.p.unitAt(b.i + 1)
	return ok || b.scaleAt(b.i+1)
}

// scaleAt reports whether a 百, 千, 万 or 亿 stands at i.
func (b *builder) scaleAt(i int) bool {
	c := b.p.char(i)
	return smallPower[c] > 1 || bigPower[c] > 0
}

// formalAlone reports whether a formal digit that is also a word (陆, 伍, 肆)
// begins the numeral without a formal unit after it.
func (b *builder) formalAlone(c rune) bool {
	return !b.any && b.p.char(b.i-1) != '之' && (c == '陆' || c == '伍' || c == '肆' || c == '參') && !b.p.in(b.i+1, "拾佰仟元圆角万亿点")
}

// pairs reports whether the digits a and b stand for "a or b": 三四, 三五.
func pairs(a, b int64) bool { return a > 0 && (b == a+1 || a == 3 && b == 5) }

func (b *builder) zero() bool {
	if b.closed || b.hasCur {
		return false
	}
	if b.any { // a zero inside: only before another digit
		c := b.p.char(b.i + 1)
		if !isNumeralChar(c) || c == '两' && !b.scaleAt(b.i+2) {
			return false
		}
		b.unit = 0
		b.i++
		return true
	}
	b.cur, b.hasCur = same(decimal.Zero), true
	b.n.chinese, b.any = true, true
	b.i++
	return true
}

// smallUnit reads 十, 百 or 千.
func (b *builder) smallUnit(power int) bool {
	c := b.p.char(b.i)
	if c == '拾' && !b.any && !(b.i == 0 && len(b.p.r) == 1) && !isNumeralChar(b.p.char(b.i+1)) && !b.p.in(b.i+1, "元圆") {
		return false
	}
	if power > 1 && b.kilo() {
		return false
	}
	if b.closed || b.n.arabic && b.n.point {
		return b.arabicScale(power)
	}
	if !b.hasCur {
		if b.any && (power != 1 || b.small <= 1 || b.n.leading) { // 百十来人 is no 110
			return false
		}
		b.n.leading = !b.any && power > 1
		b.cur = same(one)
	} else if b.small <= power || b.cur.isZero() {
		return b.arabicScale(power)
	}
	if b.hasCur && b.curLong {
		return b.arabicScale(power)
	}
	b.section = b.section.plus(b.cur.shift(power))
	b.hasCur, b.small, b.unit = false, power, power
	b.n.chinese = b.n.chinese || !b.n.arabic
	b.any = true
	b.i++
	return true
}

// kilo reports whether the 百 or 千 here begins a unit: 3千米, 五千克, 2千瓦时,
// 10百帕. 三千米 is 3000 米.
func (b *builder) kilo() bool {
	u, _, ok := b.p.unitAt(b.i)
	return ok && b.any && (b.n.arabic || b.p.has(b.i, "千") && u.alias != "千米")
}

// arabicScale reads the 百 or 千 after a written number as a multiplier:
// 1.2千万吨, 35百家. Chinese digits never stand before it.
func (b *builder) arabicScale(power int) bool {
	if !b.hasCur || !b.n.arabic || power == 1 || b.small != 99 && b.small <= power || b.power+power > maxPower {
		return false
	}
	b.power += power
	b.cur = b.cur.shift(power)
	b.section, b.cur, b.hasCur = b.section.plus(b.cur), pair{}, false
	b.small, b.unit = power, power
	b.i++
	return true
}

// bigUnit reads 万, 亿 or 兆, with what stood before it as its coefficient.
func (b *builder) bigUnit(power int) bool {
	here := b.section
	if b.hasCur {
		here = here.plus(b.cur)
	}
	adjacent := bigPower[b.p.char(b.i-1)] > 0 && b.any
	switch {
	case !b.any:
		here, b.n.leading = same(one), true
	case here.isZero() && !adjacent:
		return false
	}
	if power >= b.big {
		if power == b.big && !adjacent || !b.total.below(power) && power != b.big || b.power+power > maxPower {
			return false
		}
		b.total = b.total.plus(here).shift(power)
	} else {
		if adjacent {
			return false
		}
		b.total = b.total.plus(here.shift(power))
	}
	b.power += power
	b.section, b.cur, b.hasCur = pair{}, pair{}, false
	b.small, b.big, b.unit = 99, power, power
	b.n.chinese = b.n.chinese || !b.n.arabic
	b.any = true
	b.i++
	return true
}

// trillion reports whether the 兆 here counts 10^12, as in 五兆六十二亿, and is
// no unit: 500兆, 万兆光纤.
func (b *builder) trillion() bool {
	return b.any && !b.n.arabic && bigPower[b.p.char(b.i-1)] == 0 && !b.p.in(b.i+1, "光宽带网瓦帕赫字比焦")
}

// some reads 几 and 数: 几十 is 10 to 100, 十几 is 10 to 20.
func (b *builder) some(c rune) bool {
	if b.hasCur || b.closed {
		return false
	}
	scale := smallPower[b.p.char(b.i+1)] > 0 || bigPower[b.p.char(b.i+1)] > 0
	switch {
	case !b.any && scale && !(c == '数' && b.p.in(b.i-1, "人总个次户件天指倍基款系函奇偶参读点常约分复多少无家为计")):
		b.cur = between(1, 10)
	case b.any && c == '几' && b.unit > 0:
		b.cur = between(0, 10)
		if smallPower[b.p.char(b.i+1)] > 0 { // 一百几十; 十几万 is 10 to 20 of 万
			b.cur = between(1, 10)
		}
	default:
		return false
	}
	b.hasCur, b.any = true, true
	b.n.some, b.n.chinese = true, true
	b.i++
	return true
}

// tens reads 廿, 卅, 卌.
func (b *builder) tens(d int64) bool {
	if b.hasCur || b.closed || b.small <= 1 {
		return false
	}
	b.section = b.section.plus(same(decimal.NewFromInt(d * 10)))
	b.small, b.unit, b.any, b.n.chinese = 1, 1, true, true
	b.i++
	return true
}

// fraction reads 点 or a point and the decimals after it.
func (b *builder) fraction() bool {
	if !b.any || b.closed || b.n.point || b.n.some {
		return false
	}
	if b.hasCur && !b.cur.lo.Equal(b.cur.hi) {
		return false
	}
	j := b.i + 1
	var digits []rune
	for ; ; j++ {
		c := b.p.char(j)
		d, ok := digitOf[c]
		if isDigit(c) {
			d, ok = int64(c-'0'), true
		}
		if !ok || len(digits) > maxDigits {
			break
		}
		digits = append(digits, rune('0'+d))
	}
	if len(digits) == 0 || smallPower[b.p.char(j)] == 1 || b.p.char(b.i) == '.' && !b.n.arabic {
		return false
	}
	v, _ := decimal.NewFromString("0." + string(digits))
	b.endTail()
	b.section = b.section.plus(same(v))
	b.cur, b.hasCur, b.curLong = b.section, true, true
	b.section = pair{}
	b.closed, b.n.point = true, true
	b.unit, b.small = 0, 99
	b.n.arabic = b.n.arabic || isDigit(b.p.char(j-1))
	b.i = j
	b.closedScale()
	return true
}

// closedScale reads the multipliers after decimals: 一点五万, 二点三千万.
func (b *builder) closedScale() {
	for power := 0; ; {
		c := b.p.char(b.i)
		up := bigPower[c]
		if up == 0 && smallPower[c] > 1 {
			up = smallPower[c]
		}
		if up == 0 || power+up > maxPower {
			return
		}
		power += up
		b.cur = b.cur.shift(up)
		b.i++
	}
}

// endTail closes the waiting digit; after 百 and more it counts the next lower
// unit: 三万五 is 35000.
func (b *builder) endTail() {
	if !b.hasCur {
		return
	}
	if b.unit >= 2 && !b.curLong && !b.n.some {
		b.cur = b.cur.shift(b.unit - 1)
	}
	b.section, b.hasCur = b.section.plus(b.cur), false
}

func (b *builder) finish() (numeral, bool) {
	n := b.n
	if !b.any {
		return n, false
	}
	b.endTail()
	v := b.total.plus(b.section)
	n.end, n.value, n.high = b.i, v.lo, v.hi
	n.huge = n.huge || n.high.Abs().GreaterThanOrEqual(limit)
	b.p.setMultiplier(&n)
	return n, true
}

// setMultiplier finds the multiplier printed at the end of a numeral: every
// scale after one Arabic number (1.2千万), 万 and 亿 after Chinese ones (三百万).
func (p *page) setMultiplier(n *numeral) {
	j := n.end
	for j > n.start && (bigPower[p.r[j-1]] > 0 || p.r[j-1] == '个' || smallPower[p.r[j-1]] > 1 && n.arabic && !n.chinese) {
		j--
	}
	if n.arabic && !n.chinese && !isDigit(p.char(j-1)) {
		j = n.end
	}
	n.mult, n.multStart = powerOf(p.r[j:n.end]), j
}

// powerOf gives the power of ten of a multiplier such as 千万 or 个亿.
func powerOf(r []rune) (power int) {
	for _, c := range r {
		power += smallPower[c] + bigPower[c]
	}
	return power
}

// readSequence reads Chinese digits that are said one by one: 二〇二四,
// 幺二三零六, 一七二零点一. Two digits in ascending order are a pair instead.
func readSequence(p *page, i int) (numeral, bool) {
	j := i
	var digits []rune
	for ; ; j++ {
		d, ok := digitOf[p.char(j)]
		if !ok {
			d, ok = spokenDigit[p.char(j)]
			ok = ok && (p.char(i) == '幺' || j > i && p.char(j) != '两' && p.char(j) != '洞')
		}
		if !ok {
			break
		}
		digits = append(digits, rune('0'+d))
	}
	after := p.char(j)
	if len(digits) > 3 && isNumeralChar(after) { // the last digit belongs to what follows
		digits, j = digits[:len(digits)-1], j-1
		after = blank
	}
	if len(digits) < 2 || smallPower[after] > 0 || bigPower[after] > 0 || tensOf[after] > 0 {
		return numeral{}, false
	}
	if strings.ContainsRune("壹贰叁肆伍陆柒捌玖參", p.char(i)) { // capitals write sums of money, never single digits
		return numeral{}, false
	}
	if len(digits) == 2 && pairs(int64(digits[0]-'0'), int64(digits[1]-'0')) && after != '点' {
		return numeral{}, false
	}
	n := numeral{start: i, end: j, multStart: j, chinese: true, sequence: true}
	text := string(digits)
	if after == '点' {
		if more, end := decimals(p, j+1); more != "" {
			text, n.end, n.multStart, n.point = text+"."+more, end, end, true
		}
	}
	v, ok := arabicValue(text)
	n.value, n.high, n.huge = v, v, !ok || v.GreaterThanOrEqual(limit)
	return n, true
}

func decimals(p *page, i int) (string, int) {
	var digits []rune
	for ; ; i++ {
		d, ok := digitOf[p.char(i)]
		if !ok {
			return string(digits), i
		}
		digits = append(digits, rune('0'+d))
	}
}
