package quantity

import "github.com/shopspring/decimal"

// readOf reads 百分之三, 三分之一, 千分之五, 一又二分之一 and ranges of them.
func readOf(p *page, i int) (phrase, bool) {
	pre, j := p.readPreHedges(i)
	start := j
	j, negative, _, _ := p.readSigns(j)
	if p.first(j, "百分百") != "" {
		return p.ofPhrase(i, j, j+3, "percent", decimal.New(100, 0), decimal.New(100, 0), pre), true
	}
	whole, j := p.readWhole(j)
	under, ok := readNumeral(p, j)
	of := p.ofWord(under)
	if !ok || of == 0 || under.huge || under.value.IsZero() {
		return phrase{}, false
	}
	over, end, ok := p.readOver(under.end + of)
	if !ok {
		return phrase{}, false
	}
	rule, scale := ofScale(p, under)
	lo, hi := over.lo.Mul(scale).DivRound(under.value, 18), over.hi.Mul(scale).DivRound(under.value, 18)
	if to, e, ok := p.readOfRange(end, under); ok {
		hi, end = to.Mul(scale).DivRound(under.value, 18), e
	}
	lo, hi = lo.Add(whole), hi.Add(whole)
	if negative {
		lo, hi = hi.Neg(), lo.Neg()
	}
	q := p.ofPhrase(i, start, end, rule, lo.Round(9), hi.Round(9), pre)
	q.bound(over.bound)
	u := q.ofUnit(p, lo)
	post, e := p.readPostHedge(q.End, u)
	q.End = e
	q.bound(post)
	return q, true
}

// ofWord gives the length of the 分之 after a denominator; 0 if there is none.
// Hong Kong prints 三分一, 四分三 without 之; 五分三秒 and 三分二十 are none.
func (p *page) ofWord(under numeral) int {
	if p.has(under.end, "分之") {
		return 2
	}
	over, ok := readNumeral(p, under.end+1)
	if p.in(over.end, "秒次回分角厘篮板助个种组局球投罚致般样体贯流") || p.in(under.start-1, "得获拿满每第") ||
		p.char(under.start) == '十' && isHan(p.char(over.end)) && !p.in(over.end, "的以") { // 十分一般
		return 0
	}
	plain := ok && p.char(under.end) == '分' && over.end == under.end+2 && under.end-under.start == 1 && over.value.LessThan(under.value)
	if !plain || !digits(p, under.start) || !digits(p, over.start) || isNumeralChar(p.char(under.start-1)) {
		return 0
	}
	return 1
}

// digits reports whether a Chinese digit or 十 that a fraction may have stands at i.
func digits(p *page, i int) bool { return p.in(i, "一二三四五六七八九十") }

// ofUnit reads the unit after a fraction with the value v before rounding:
// 四分之三小时, 三分之一里.
func (q *phrase) ofUnit(p *page, v decimal.Decimal) unit {
	u, end, ok := p.unitAt(q.End)
	if !ok || !physical[u.dim] || q.Kind != Fraction || !q.Value.Valid {
		return unit{}
	}
	q.Kind, q.Unit, q.UnitText, q.End, q.t.u = Amount, u.code, u.alias, end, u
	v = v.Mul(u.factor).Round(9)
	q.t.lo, q.t.hi, q.Value.Decimal = v, v, v
	return u
}

// readWhole reads the whole number of 一又二分之一.
func (p *page) readWhole(i int) (decimal.Decimal, int) {
	if n, ok := readNumeral(p, i); ok && p.char(n.end) == '又' && !n.huge {
		return n.value, n.end + 1
	}
	return decimal.Zero, i
}

// readOver reads the numerator with its own sign and 多.
func (p *page) readOver(i int) (term, int, bool) {
	j, negative, _, _ := p.readSigns(i)
	n, ok := readNumeral(p, j)
	if !ok || n.huge {
		return term{}, i, false
	}
	t := term{num: n, lo: n.value, hi: n.high, end: n.end}
	if negative {
		t.lo, t.hi = n.high.Neg(), n.value.Neg()
	}
	p.readMore(&t)
	return t, t.end, true
}

// readOfRange reads the end of 百分之三十到四十一, 百分之三十至百分之四十.
func (p *page) readOfRange(i int, under numeral) (decimal.Decimal, int, bool) {
	c := p.first(i, connectors...)
	if c == "" {
		return decimal.Zero, i, false
	}
	j := i + length(c)
	again := string(p.r[under.start:under.end]) + "分之"
	if p.has(j, again) {
		j += length(again)
	}
	n, ok := readNumeral(p, j)
	if _, _, unit := p.unitAt(n.end); !ok || unit || n.huge {
		return decimal.Zero, i, false
	}
	return n.value, n.end, true
}

// ofScale gives the rule and the scale of a fraction with the denominator:
// hundredths, thousandths and ten-thousandths are percentages.
func ofScale(p *page, under numeral) (string, decimal.Decimal) {
	switch string(p.r[under.start:under.end]) {
	case "百", "佰", "千", "仟", "万", "万万":
		return "percent", decimal.New(100, 0)
	}
	return "fraction", one
}

func (p *page) ofPhrase(i, start, end int, rule string, lo, hi decimal.Decimal, pre Bound) phrase {
	t := term{start: start, numStart: start, end: end, lo: lo, hi: hi, num: numeral{start: start, end: end, chinese: true}}
	q := phrase{t: t}
	q.Start, q.End, q.NumStart, q.NumEnd = i, end, start, end
	q.Kind, q.Unit, q.Rule, q.Bound = Fraction, "1", rule, Equal
	if rule == "percent" {
		q.Kind, q.Unit = Percent, "%"
	}
	q.Chinese = true
	q.Value = decimal.NewNullDecimal(lo)
	if !lo.Equal(hi) {
		q.interval()
	}
	q.bound(pre)
	return q
}

// readOneHalf reads 一半, 半数 and 1半.
func readOneHalf(p *page, i int) (phrase, bool) {
	pre, j := p.readPreHedges(i)
	w := p.first(j, "一半", "半数", "1半")
	if w == "1半" && (isDigit(p.char(j-1)) || isLetter(p.char(j-1)) || p.in(j-1, ".,-/:第") || isHan(p.char(j+2)) && p.halfAt(j+1)) {
		return phrase{}, false
	}
	if w == "" || p.in(j+2, "导径岛") || p.in(j-1, "另大一十百千万这那前后") && w == "一半" {
		return phrase{}, false
	}
	q := p.ofPhrase(i, j, j+2, "half", decimal.New(5, -1), decimal.New(5, -1), pre)
	post, e := p.readPostHedge(q.End, unit{})
	q.End = e
	q.bound(post)
	return q, true
}

// readDoubling reads 翻番, 翻一番, 翻了近两番: the value is the growth.
func readDoubling(p *page, i int) (phrase, bool) {
	if p.char(i) != '翻' {
		return phrase{}, false
	}
	j := i + 1
	if p.char(j) == '了' {
		j++
	}
	pre, j := p.readPreHedges(j)
	times := int64(1)
	start := j
	if n, ok := readNumeral(p, j); ok && n.value.IsInteger() && n.value.LessThanOrEqual(ten) && !n.huge {
		times, j = n.value.IntPart(), n.end
	}
	if p.char(j) != '番' && !(p.char(j) == '倍' && j == start) {
		return phrase{}, false
	}
	if b, ok := moreWords[p.char(j+1)]; ok && b == Above {
		pre = tighter(pre, b)
		j++
	}
	growth := decimal.NewFromInt((int64(1)<<max(times, 0) - 1) * 100)
	q := p.ofPhrase(i, start, j+1, "doubling", growth, growth, pre)
	q.Kind, q.Unit = Doubling, "%"
	post, e := p.readPostHedge(q.End, unit{})
	q.End = e
	q.bound(post)
	return q, true
}
