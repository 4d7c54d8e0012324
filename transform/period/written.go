package period

// A written date: 2024-07-15, 1999.08, 2009.
type written struct {
	y, m, d int // 0 where not given
	to      int
	sep     rune
}

func (w written) point() (point, bool) {
	switch {
	case w.d > 0:
		t, ok := validDay(w.y, w.m, w.d)
		return point{to: w.to, rule: "written-day", dated: true}.days(t, t), ok
	case w.m > 0:
		return point{to: w.to, rule: "written-month", dated: true}.years(w.y, w.y).months(w.m, w.m), w.m <= 12
	}
	return point{to: w.to, rule: "year", dated: true}.years(w.y, w.y), true
}

// openWritten reads dates in digits: 20240307, 2024-07-15, 2024/7/15, 2024.7.15,
// 1999.08-2002.02, 07-15 and 6·30.
func openWritten(s *scanner, i int) (point, bool) {
	if !isDigit(s.at(i)) || s.glued(i) || s.in(i-1, "№$¥<>=") {
		return point{}, false
	}
	n, ok := s.number(i)
	switch {
	case !ok:
		return point{}, false
	case n.digits == 8:
		w := written{n.value / 10000, n.value / 100 % 100, n.value % 100, n.to, 0}
		if w.y < 1900 || w.y > 2199 || s.inNumber(n.to) || w.m == 0 || w.d == 0 {
			return point{}, false
		}
		return w.point()
	case n.digits == 4:
		return openWrittenYear(s, i)
	}
	return openMonthDay(s, n)
}

// inNumber reports whether what stands at to makes the digits before it part of
// another number or code.
func (s *scanner) inNumber(to int) bool {
	r := s.at(to)
	return isDigit(r) || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || (r == '.' || r == '-' || r == '/' || r == ',') && isDigit(s.at(to+1)) || r == '%'
}

func openWrittenYear(s *scanner, i int) (point, bool) {
	w, ok := s.written(i)
	if !ok || w.m == 0 {
		return point{}, false
	}
	p, ok := w.point()
	if !ok {
		return p, false
	}
	// 1999.08-2002.02, 2008.03-2009: the second has its year
	if k := s.dash(w.to); k > w.to && s.at(w.to) != w.sep {
		if v, ok := s.written(k); ok && v.y >= w.y {
			if q, ok := v.point(); ok && !q.end.Before(p.start) && !s.inNumber(v.to) {
				p.end = q.end
				return p.reach(v.to, "written-range"), true
			}
		}
	}
	if s.inNumber(w.to) && s.at(w.to) != '-' || w.d == 0 && !s.endsMonth(w) {
		return p, false
	}
	return s.refine(p), true
}

// endsMonth reports whether 2024.05 is a month and no decimal: two digits, and
// punctuation behind it.
func (s *scanner) endsMonth(w written) bool {
	return isMark(s.at(w.to)) && isDigit(s.at(w.to-2)) && s.at(w.to) != '.' && w.y >= 1900 && w.y <= 2099
}

// written reads a year, and the month and day behind it.
func (s *scanner) written(i int) (written, bool) {
	y, ok := s.arabic(i)
	if !ok || y.digits != 4 || y.value < 1000 || y.value > 2199 {
		return written{}, false
	}
	w := written{y: y.value, to: y.to}
	w.sep = s.at(y.to)
	if w.sep != '-' && w.sep != '/' && w.sep != '.' {
		return w, true
	}
	m, ok := s.arabic(y.to + 1)
	if !ok || m.digits > 2 || m.value < 1 || m.value > 12 {
		return w, true
	}
	w.m, w.to = m.value, m.to
	next := s.at(m.to)
	if next != w.sep && next != '-' {
		return w, true
	}
	d, ok := s.arabic(m.to + 1)
	if ok && d.digits <= 2 && d.value >= 1 && d.value <= 31 && !isDigit(s.at(d.to)) {
		w.d, w.to = d.value, d.to
	}
	return w, true
}

// openMonthDay reads 07-15 with its leading zero, and 6·30 as part of a name.
func openMonthDay(s *scanner, m numeral) (point, bool) {
	sep := s.at(m.to)
	d, ok := s.arabic(m.to + 1)
	if !ok || m.digits > 2 || d.digits > 2 || s.inNumber(d.to) {
		return point{}, false
	}
	t, ok := validDay(s.issue.Year(), m.value, d.value)
	p := point{relative: true}.days(t, t).reach(d.to, "month-day")
	switch {
	case !ok:
		return p, false
	case sep == '-' && m.digits == 2 && d.digits == 2 && s.at(m.to-2) == '0' && (isMark(s.at(d.to)) || s.in(d.to, "日")):
		return p, true
	case sep == '·':
		p.kind = Name
		return p, true
	}
	return p, false
}
