package quantity

import "github.com/shopspring/decimal"

// A phrase is a Quantity in the making: its offsets count in the page.
type phrase struct {
	Quantity
	t      term
	hedged bool
}

// phraseOf makes a phrase that begins at i of a term.
func (p *page) phraseOf(i int, t term) phrase {
	q := phrase{t: t}
	q.Start, q.End, q.NumStart, q.NumEnd = i, t.end, t.numStart, max(t.num.end, t.numStart+1)
	if t.start > i && p.char(i) == ' ' {
		q.Start = t.start
	}
	q.Kind, q.Rule = kindOf(t)
	q.Value.Decimal, q.Value.Valid = t.lo, !t.num.huge && t.lo.Abs().LessThan(limit)
	q.Bound = Equal
	q.Unit, q.UnitText, q.UnitMult = t.u.code, t.unitText, t.mult
	if q.Unit == "" && q.Kind == Fraction {
		q.Unit = "1"
	}
	if t.u.dim == "rank" {
		q.Bound, q.Max = AtMost, q.Value
	}
	q.Chinese = t.num.chinese && !t.num.arabic
	if t.u.code == "" && q.Kind == Amount {
		q.Refused, q.Rule = Bare, "bare"
	}
	if t.num.some {
		q.bound(Above)
		q.setMax(t.hi)
	} else if !t.lo.Equal(t.hi) {
		q.interval()
	}
	return q
}

// kindOf gives the kind of a term and the name of its rule.
func kindOf(t term) (Kind, string) {
	switch t.u.dim {
	case "percent":
		return Percent, "percent"
	case "points":
		return Points, "points"
	case "multiple":
		return Multiple, "multiple"
	case "share":
		return Fraction, "share"
	case "rank":
		return Rank, "rank-top"
	}
	switch {
	case t.slash && t.u.alias == "":
		return Fraction, "slash"
	case t.half && t.u.alias == "":
		return Fraction, "half"
	case t.compound:
		return Amount, "compound"
	case t.u.dim == "count" || t.u.dim == "people":
		return Amount, "count"
	}
	return Amount, t.u.dim
}

// bound tightens the bound of a single value by the hedges found around it.
func (q *phrase) bound(bounds ...Bound) {
	for _, b := range bounds {
		q.hedged = q.hedged || b != ""
		if q.Bound == Range || b == "" {
			continue
		}
		if q.Bound == Equal || q.Bound == About {
			q.Bound = b
		}
	}
	q.Min, q.Max = decimal.NullDecimal{}, q.keepMax()
	switch q.Bound {
	case Above, AtLeast:
		q.Min = q.Value
	case Below, AtMost:
		q.Max = q.Value
	case Range:
		q.interval()
	}
}

// keepMax keeps the upper end that 几 and 数 give.
func (q *phrase) keepMax() decimal.NullDecimal {
	if q.t.num.some && !q.t.num.huge {
		return q.Max
	}
	return decimal.NullDecimal{}
}

func (q *phrase) setMax(v decimal.Decimal) { q.Max = decimal.NewNullDecimal(v) }

// interval makes the phrase a range of its term's two values.
func (q *phrase) interval() {
	lo, hi := q.t.lo, q.t.hi
	if hi.LessThan(lo) {
		lo, hi = hi, lo
	}
	q.Bound, q.Value = Range, decimal.NullDecimal{}
	q.Min, q.Max = decimal.NewNullDecimal(lo), decimal.NewNullDecimal(hi)
	if q.t.num.huge || !hi.Abs().LessThan(limit) || !lo.Abs().LessThan(limit) {
		q.Min, q.Max = decimal.NullDecimal{}, decimal.NullDecimal{}
	}
}
