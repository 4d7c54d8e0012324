package quantity

import "github.com/shopspring/decimal"

// connectors of a range, longest first.
var connectors = []string{"(含)-", "(含)至", "——", "--", "—", "–", "-", "~", "〜", "∼", "至", "到"}

// readRange reads the second end of a range after the first term, and gives
// it with the first end's value: 25-28天, 10%至15%, 2至3万元, -3℃到5℃.
func (p *page) readRange(t term) (u term, lo decimal.Decimal, ok bool) {
	c := p.first(t.end, connectors...)
	if p.char(t.end) == '/' && t.u.alias == "" && !t.slash && isDigit(p.char(t.end+1)) {
		if n, ok := readNumeral(p, t.end+1); ok {
			if v, _, _ := p.unitAt(n.end); v.dim == "temperature" {
				c = "/"
			}
		}
	}
	if c == "" || t.slash || t.bound != "" || t.num.isPair() {
		return u, lo, false
	}
	j := t.end + length(c)
	if p.char(j) == ' ' {
		j++
	}
	u, ok = p.readTerm(j)
	if !ok || u.slash || u.num.huge || t.num.huge || u.num.isPair() || t.u.alias != "" && t.u.code != u.u.code {
		return u, lo, false
	}
	if (c == "至" || c == "到") && (p.steps(t, u) || u.num.leading) {
		return u, lo, false
	}
	lo = t.lo
	if t.u.alias == "" {
		lo = p.shared(t, u)
	}
	return u, lo, true
}

// steps reports whether 从3家到8家 tells of a change: counts with both units
// printed after 从 or 由.
func (p *page) steps(t, u term) bool {
	return p.in(t.start-1, "从由") && t.u.alias != "" && u.u.alias != "" && !physical[t.u.dim]
}

// shared gives the first number the multiplier and unit of the second, which
// alone prints them: 2至3万元, 三到五百. A number that is the greater without
// it has none to share: 8500到3万.
func (p *page) shared(t, u term) decimal.Decimal {
	lo := t.lo
	up := 0
	if t.mult == 0 && u.mult > 0 {
		up = u.mult
	} else if last := smallPower[p.char(u.num.end-1)]; last > 1 && u.num.end-u.num.start == 2 && t.num.value.LessThan(ten) {
		up = last
	}
	if t.num.value.LessThan(u.num.value.Shift(int32(-up))) {
		lo = lo.Shift(int32(up))
	}
	if u.u.alias != "" {
		lo = lo.Mul(factorOf(u.u, lo))
	}
	return lo
}
