package quantity

// shareUnits gives the unit that is printed once at the end of a list to the
// bare numbers before it: 120、185、260名, 12、15和18家.
func shareUnits(p *page, qs []phrase) {
	for i := len(qs) - 2; i >= 0; i-- {
		q, next := &qs[i], &qs[i+1]
		if q.Unit == "个" && next.Kind == Points && p.listed(q.End, next.Start) { // 0.7个、1.4个百分点
			q.Unit, q.Kind, q.Rule = next.Unit, Points, "list"
			continue
		}
		if q.Refused != Bare || !p.listed(q.End, next.Start) {
			continue
		}
		switch {
		case next.Refused != Measures && next.Refused != Bare:
			q.Refused, q.Rule = next.Refused, next.Rule
		case next.Refused == Measures && next.t.u.alias != "" && next.Kind != Rank:
			q.takeUnit(next)
		}
	}
}

// shareHedges gives a hedge before the first of two listed numbers of one unit
// to the second as well: 超过20%和30%.
func shareHedges(p *page, qs []phrase) {
	for i := 1; i < len(qs); i++ {
		q, prev := &qs[i], &qs[i-1]
		if q.Refused == Measures && prev.Refused == Measures && prev.NumStart > prev.Start && prev.t.bound == "" &&
			q.Unit == prev.Unit && q.Bound == Equal && q.Kind == prev.Kind && q.Kind != Rank && p.listed(prev.End, q.Start) {
			q.bound(prev.Bound)
		}
	}
}

// listed reports whether nothing but a list mark stands between two numbers.
func (p *page) listed(end, start int) bool {
	return start-end == 1 && p.in(end, "、和及与")
}

// takeUnit applies the unit of the next number, and its multiplier where this
// one has none of its own.
func (q *phrase) takeUnit(next *phrase) {
	up := 0
	if q.t.mult == 0 && next.t.mult > 0 && q.t.lo.LessThan(limit.Shift(-20)) {
		up = next.t.mult
	}
	f := factorOf(next.t.u, q.t.lo)
	q.t.lo, q.t.hi = q.t.lo.Shift(int32(up)).Mul(f), q.t.hi.Shift(int32(up)).Mul(f)
	q.t.u, q.t.mult = next.t.u, q.t.mult+up
	q.Unit, q.Kind, q.Refused, q.Rule = next.Unit, next.Kind, Measures, "list"
	q.UnitMult = q.t.mult
	if q.UnitText == "" || up == 0 {
		q.UnitText += next.t.u.alias
	}
	if up > 0 {
		q.UnitText = next.UnitText
	}
	if q.Bound == Range {
		q.interval()
		return
	}
	if q.Value.Valid {
		q.Value.Decimal = q.t.lo
	}
	q.bound()
}

// joinBounds makes one range of a lower and an upper bound that stand side by
// side: 超过100人不足200人, 大于10且小于20.
func joinBounds(p *page, qs []phrase) []phrase {
	var out []phrase
	for _, q := range qs {
		if n := len(out); n > 0 && p.opposed(&out[n-1], &q) {
			out[n-1].closeWith(&q)
			continue
		}
		out = append(out, q)
	}
	return out
}

// opposed reports whether two hedged numbers of one unit bound the same value
// from both sides.
func (p *page) opposed(a, b *phrase) bool {
	between := p.r[a.End:b.Start]
	if len(between) == 0 && a.Bound == AtLeast && b.Bound == AtMost && a.Unit == b.Unit && a.Refused == Measures && b.Refused == Measures &&
		a.NumStart == a.Start && b.NumStart == b.Start && a.Value.Valid && b.Value.Valid && a.Value.Decimal.LessThan(b.Value.Decimal) { // 1万元以上5万元以下
		return true
	}
	if len(between) > 2 || a.NumStart == a.Start || b.NumStart == b.Start || !a.Value.Valid || !b.Value.Valid ||
		a.Refused != b.Refused && a.Refused != Bare || a.Unit != b.Unit && a.Unit != "" {
		return false
	}
	switch string(between) {
	case "", "且", "并", "并且", "但", "同时":
	default:
		return false
	}
	if b.Refused != Measures && b.Refused != Bare || a.Kind == Rank || b.Kind == Rank {
		return false
	}
	return a.Bound.lower() && b.Bound.upper() || a.Bound.upper() && b.Bound.lower()
}

func (b Bound) lower() bool { return b == Above || b == AtLeast }
func (b Bound) upper() bool { return b == Below || b == AtMost }

// closeWith makes the phrase reach to the end of the other bound.
func (q *phrase) closeWith(b *phrase) {
	if q.Refused == Bare && b.Refused == Measures {
		q.takeUnit(b)
	}
	lo, hi := q.Value.Decimal, b.Value.Decimal
	if b.Min.Valid {
		lo, hi = hi, lo
	}
	q.t.lo, q.t.hi = lo, hi
	q.Start, q.End, q.Rule = min(q.Start, b.Start), b.End, "between"
	q.interval()
}
