package period

// units say what a word of words.tsv stands for: the unit of the calendar that
// lies shift units from the issue date's, or from the expression before.
// To add a unit, add one line.
var units = map[string]func(s *scanner, p point, shift int) point{
	"year": func(s *scanner, p point, n int) point {
		p.plain = n == 0 && s.has(p.from, "今年")
		return p.years(s.issue.Year()+n, s.issue.Year()+n)
	},
	"two-years": func(s *scanner, p point, n int) point {
		return p.years(s.issue.Year()+n, s.issue.Year()+n+1)
	},
	"two-days": func(s *scanner, p point, n int) point {
		d := s.issue.AddDate(0, 0, n)
		return p.days(d, d.AddDate(0, 0, 1))
	},
	"quarter": func(s *scanner, p point, n int) point {
		q := shift(date(s.issue.Year(), s.issue.Month(), 1), 3*n)
		p = p.years(q.Year(), q.Year()).quarterOf(int(q.Month()))
		return p
	},
	"month": func(s *scanner, p point, n int) point {
		m := shift(date(s.issue.Year(), s.issue.Month(), 1), n)
		return p.years(m.Year(), m.Year()).months(int(m.Month()), int(m.Month()))
	},
	"week": func(s *scanner, p point, n int) point {
		first := monday(s.issue).AddDate(0, 0, 7*n)
		p = p.days(first, first.AddDate(0, 0, 6))
		p.grain = weekly
		return p
	},
	"weekend": func(s *scanner, p point, n int) point {
		first := monday(s.issue).AddDate(0, 0, 7*n+5)
		return p.days(first, first.AddDate(0, 0, 1))
	},
	"day": func(s *scanner, p point, n int) point {
		d := s.issue.AddDate(0, 0, n)
		return p.days(d, d)
	},
	"now": func(s *scanner, p point, n int) point {
		p.end, p.grain = s.issue, daily
		return p
	},
	"since": func(s *scanner, p point, n int) point {
		return p.days(date(s.issue.Year()+n, 1, 1), s.issue)
	},
	"january": func(s *scanner, p point, n int) point {
		return p.years(s.issue.Year()+n, s.issue.Year()+n).months(1, 1)
	},
	"century": func(s *scanner, p point, n int) point {
		c := (s.issue.Year()/100 + n) * 100
		return p.years(c, c+99).undated()
	},
	"vague":  func(s *scanner, p point, n int) point { return p.undated() },
	"spring": func(s *scanner, p point, n int) point { return p.season(s.issue.Year()+n, 3) },
	"summer": func(s *scanner, p point, n int) point { return p.season(s.issue.Year()+n, 6) },
	"autumn": func(s *scanner, p point, n int) point { return p.season(s.issue.Year()+n, 9) },
	"winter": func(s *scanner, p point, n int) point { return p.season(s.issue.Year()+n, 12) },
	"carried-year": carried(func(s *scanner, p, last point, n int) point {
		y := last.end.Year() + n
		return p.years(y, y)
	}),
	"carried-quarter": carried(func(s *scanner, p, last point, n int) point {
		return p.years(last.end.Year(), last.end.Year()).quarterOf(int(last.end.Month()))
	}),
	"carried-month": carried(func(s *scanner, p, last point, n int) point {
		m := shift(date(last.end.Year(), last.end.Month(), 1), n)
		return p.years(m.Year(), m.Year()).months(int(m.Month()), int(m.Month()))
	}),
	"carried-day": carried(func(s *scanner, p, last point, n int) point {
		if last.grain < daily {
			return p.undated()
		}
		d := last.end.AddDate(0, 0, n)
		return p.days(d, d)
	}),
	"carried-period": carried(func(s *scanner, p, last point, n int) point {
		p = p.days(last.start, last.end)
		p.grain = last.grain
		return p
	}),
}

// carried makes a unit that counts from the last expression with days; without
// one the word has none.
func carried(f func(s *scanner, p, last point, shift int) point) func(*scanner, point, int) point {
	return func(s *scanner, p point, n int) point {
		if s.last.end.IsZero() || s.last.start.IsZero() {
			return p.undated()
		}
		p.relative = s.last.relative
		return f(s, p, s.last, n)
	}
}

func (p point) quarterOf(month int) point {
	first := (month-1)/3*3 + 1
	p = p.months(first, first+2)
	p.grain = part
	return p
}

// season sets p to the three months from first on; winter ends in the next year.
func (p point) season(y, first int) point {
	p = p.years(y, y).months(first, (first+1)%12+1)
	p.grain = part
	return p
}
