package period

import "time"

// A point is an expression while it is being read.
type point struct {
	from, to   int
	start, end time.Time
	grain      grain
	rule       string
	kind       Kind // "" is Span
	dated      bool // names its year, or is bound to the issue date
	relative   bool // its days follow from the issue date
	plain      bool // a bare year word (今年), which a done deed cuts at the issue date
	lunar      bool // a lunar year, or a month of one
	feast      *feast
	count      int // how many days a list has added
}

// The grains, from the coarse to the fine.
type grain int

const (
	none grain = iota
	era
	yearly
	part // a half, a quarter, a season
	monthly
	tenDays
	weekly
	daily
	clock
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// lastDay gives the last day of month m of year y.
func lastDay(y int, m time.Month) time.Time { return date(y, m+1, 0) }

// validDay gives the day y-m-d where the calendar has it.
func validDay(y, m, d int) (time.Time, bool) {
	t := date(y, time.Month(m), d)
	return t, m >= 1 && m <= 12 && d >= 1 && t.Month() == time.Month(m) && t.Day() == d && validYear(y)
}

func validYear(y int) bool { return y >= 1 && y <= 9998 }

// shift moves a day by months; 31 May less 3 months is the last of February.
func shift(t time.Time, months int) time.Time {
	first := date(t.Year(), t.Month()+time.Month(months), 1)
	last := lastDay(first.Year(), first.Month())
	return date(first.Year(), first.Month(), min(t.Day(), last.Day()))
}

// monday gives the Monday of a day's week.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

func (p point) years(first, last int) point {
	p.start, p.end, p.grain = date(first, 1, 1), date(last, 12, 31), yearly
	return p
}

// months sets p to the months first to last of its first year; where last is
// before first it lies in the year after (11月至次年2月).
func (p point) months(first, last int) point {
	y := p.start.Year()
	p.start = date(y, time.Month(first), 1)
	if last < first {
		y++
	}
	p.end, p.grain = lastDay(y, time.Month(last)), monthly
	return p
}

func (p point) days(first, last time.Time) point {
	p.start, p.end, p.grain = first, last, daily
	return p
}

func (p point) reach(to int, rule string) point {
	p.to, p.rule = to, rule
	return p
}

// undated makes p an expression without days.
func (p point) undated() point {
	p.start, p.end, p.kind = time.Time{}, time.Time{}, Other
	return p
}
