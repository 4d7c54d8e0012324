package period

// clockTime gives the end of a clock time at i: 15:30, 15:30:00, 9时, 9时30分, 3点半.
func (s *scanner) clockTime(i int) (int, bool) {
	h, ok := s.number(i)
	if !ok || h.value > 24 || h.digits > 2 {
		return i, false
	}
	to := h.to
	if h.arabic && s.at(to) == ':' {
		return s.colonTime(to)
	}
	unit := s.any(to, "时", "点钟", "点")
	if unit == to {
		return i, false
	}
	if e := s.any(unit, "整", "许", "半"); e > unit {
		return e, true
	}
	if m, ok := s.number(unit); ok && m.value < 60 && s.has(m.to, "分") && !s.has(m.to, "分之") {
		to = m.to + 1
		if sec, ok := s.number(to); ok && sec.value < 60 && s.has(sec.to, "秒") {
			to = sec.to + 1
		}
		return to, true
	}
	return unit, s.has(to, "时") || s.has(to, "点钟")
}

func (s *scanner) colonTime(colon int) (int, bool) {
	to := colon
	for k := 0; k < 2 && s.at(to) == ':'; k++ {
		m, ok := s.arabic(to + 1)
		if !ok || m.digits != 2 || m.value > 59 {
			break
		}
		to = m.to
	}
	return to, to > colon
}

// openClock reads a clock time alone: 上午9时30分, 15:30.
func openClock(s *scanner, i int) (point, bool) {
	j := s.any(i, dayParts[:len(dayParts)-3]...)
	to, ok := s.clockTime(j)
	if !ok {
		// a part of the day makes 3点 a clock time: 下午3点
		if n, num := s.number(j); j > i && num && n.value <= 24 && s.has(n.to, "点") {
			to, ok = n.to+1, true
		}
	}
	if !ok || s.in(to, "代段间隔期针工速") && j == i || j == i && s.notClock(i, to) {
		return point{}, false
	}
	if k := s.dash(to); k > to {
		if e, ok := s.clockTime(k); ok {
			to = e
		}
	}
	return point{from: i, to: to, grain: clock, kind: Other, rule: "clock"}, true
}

// notClock reports whether what looks like 9时 is something else: 工时 counts,
// scores (3:10) and rates.
func (s *scanner) notClock(i, to int) bool {
	if s.at(to-1) == '时' {
		return s.in(i-1, "千度每万百.亿") || s.in(to, "千")
	}
	if s.at(i+1) == ':' || s.at(i+2) == ':' {
		return s.in(i-1, "比分以:第章节(《") && !s.has(to, "-")
	}
	return false
}
