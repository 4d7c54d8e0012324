package quantity

import "github.com/shopspring/decimal"

// A link is a smaller unit that may follow a greater one in one figure, and
// how many of it make the greater.
type link struct {
	from, to string // codes
	n        int64
}

// links of compound figures. To add one, add a row.
var links = []link{
	{"a", "mo", 12}, {"wk", "d", 7}, {"d", "h", 24}, {"d", "min", 1440}, {"d", "s", 86400}, {"h", "min", 60}, {"h", "s", 3600}, {"min", "s", 60},
	{"km", "m", 1000}, {"m", "cm", 100}, {"kg", "g", 1000}, {"t", "kg", 1000}, {"a", "d", 365},
}

var joiners = []string{"零", "又", "加上", "外加", "加", ""}

// readCompound reads what continues a figure after its first unit: 3小时20分,
// 九元九角九分, 1米8, 三岁半.
func (p *page) readCompound(t *term) {
	if t.u.alias == "时" || t.u.alias == "点" {
		p.readClock(t)
		return
	}
	if !physical[t.u.dim] && t.u.dim != "share" || t.bound != "" {
		return
	}
	for k := 0; k < 6 && (p.readMoneyPart(t) || p.readLink(t)); k++ {
		t.compound = true
	}
	if !t.compound || p.in(t.end-1, "秒") { // 2分05秒83
		p.readTail(t)
	}
	if t.u.dim == "money" && p.in(t.end, "整正") && !p.in(t.end+1, "个体理治合在是好确式") {
		t.end++
	}
}

// readClock reads the minutes and seconds of 14时24分, 5点35分36秒.
func (p *page) readClock(t *term) {
	for _, part := range []string{"分", "秒"} {
		n, ok := readNumeral(p, t.end)
		if !ok || !p.has(n.end, part) || p.has(n.end, "分之") {
			return
		}
		t.end, t.compound = n.end+1, true
	}
}

// parts of the yuan, as printed after 元 or 块.
var parts = []struct {
	word  string
	power int32
}{{"角", -1}, {"毛", -1}, {"毫子", -1}, {"毫", -1}, {"分钱", -2}, {"分", -2}, {"仙", -2}}

func (p *page) readMoneyPart(t *term) bool {
	if t.u.dim != "money" || t.mult > 0 {
		return false
	}
	j := t.end + length(p.first(t.end, "零"))
	n, ok := readNumeral(p, j)
	if !ok || n.value.GreaterThanOrEqual(ten) || n.isPair() || n.huge {
		return false
	}
	for _, part := range parts {
		if part.word == "仙" && t.u.code != "HKD" || part.word == "毫" && !p.dimeEnds(n.end+1) {
			continue
		}
		if p.has(n.end, part.word) && !p.has(n.end, "分之") {
			t.add(n.value.Shift(part.power))
			t.end = n.end + length(part.word)
			return true
		}
	}
	if p.in(t.end-1, "角毛毫") && !isNumeralChar(p.char(n.end)) { // 九块九毛九
		if _, _, ok := p.unitAt(n.end); !ok || p.has(n.end, "RMB") {
			t.add(n.value.Shift(-2))
			t.end = n.end
			return true
		}
	}
	return false
}

func (t *term) add(v decimal.Decimal) { t.lo, t.hi = t.lo.Add(v), t.hi.Add(v) }

func (p *page) readLink(t *term) bool {
	for _, joiner := range joiners {
		if !p.has(t.end, joiner) {
			continue
		}
		n, ok := readNumeral(p, t.end+length(joiner))
		if !ok || n.isPair() || n.huge {
			continue
		}
		u, end, ok := p.unitAt(n.end)
		if !ok {
			return false
		}
		code := u.code
		if t.u.code == "h" && u.alias == "分" {
			code = "min"
		}
		if l, ok := linkOf(t.u.code, code); ok {
			t.lo, t.hi = t.lo.Mul(decimal.NewFromInt(l.n)), t.hi.Mul(decimal.NewFromInt(l.n))
			t.add(n.value)
			t.u.code, t.end = l.to, end
			t.unitText = ""
			return true
		}
		return false
	}
	return false
}

func linkOf(from, to string) (link, bool) {
	for _, l := range links {
		if l.from == from && l.to == to {
			return l, true
		}
	}
	return link{}, false
}

// readTail reads the decimals said after the unit: 1米8, 九块九, 四成五, 三岁半.
func (p *page) readTail(t *term) {
	if t.mult > 0 || t.num.point {
		return
	}
	if p.char(t.end) == '半' && !p.in(t.end+1, "导径岛数成价自年月天小个") && !t.half {
		t.add(decimal.New(5, -1).Mul(t.u.factor))
		t.end++
		return
	}
	if !p.in(t.end-1, "米块度斤尺成元秒") || t.u.dim == "rate" {
		return
	}
	n, ok := readNumeral(p, t.end)
	if !ok || n.isPair() || n.point || n.leading || n.mult > 0 || n.end-n.start > 2 || n.end-n.start > 1 && !n.sequence && !n.arabic {
		return
	}
	if _, _, unit := p.unitAt(n.end); unit || p.in(n.end, "分") || isNumeralChar(p.char(n.end)) || isLetter(p.char(n.end)) || p.in(n.end, ".:/-、") || t.u.code == "CNY" && p.in(t.end-1, "元") {
		return
	}
	t.add(n.value.Shift(-int32(n.end - n.start)).Mul(t.u.factor))
	t.end = n.end
}
