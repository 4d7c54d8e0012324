package period

import "time"

// A length of time as in 三年, 两个月, 半年, 10天.
type length struct {
	months, days int
	to           int
	vague        bool // 十多年, 几年
	unit         rune
	arabic       bool
	long         bool // four digits or more: a calendar year
}

// length reads the length of time at i.
func (s *scanner) length(i int) (length, bool) {
	if s.has(i, "半年") {
		return length{months: 6, to: i + 2, unit: '年'}, true
	}
	if s.has(i, "半个月") {
		return length{days: 15, to: i + 3, unit: '天'}, true
	}
	n, ok := s.number(i)
	if !ok || n.value < 1 {
		return length{}, false
	}
	l := length{arabic: n.arabic, long: n.digits > 3 || n.value > 999}
	to := s.any(n.to, "多", "余", "几")
	l.vague = to > n.to
	counted := s.any(to, "个")
	switch {
	case s.has(counted, "月") && counted > to:
		l.months, l.unit, to = n.value, '月', counted+1
	case s.has(counted, "星期"), s.has(counted, "礼拜"):
		l.days, l.unit, to = 7*n.value, '周', counted+2
	case counted > to:
		return l, false
	case s.has(to, "年"):
		l.months, l.unit, to = 12*n.value, '年', to+1
	case s.has(to, "周") && !s.in(to+1, "年岁"):
		l.days, l.unit, to = 7*n.value, '周', to+1
	case s.has(to, "天"), s.has(to, "日"):
		l.days, l.unit, to = n.value, '天', to+1
	default:
		return l, false
	}
	l.to = to
	return l, !l.long && n.value <= 999
}

// before gives the first day of the length of time that ends on the issue date.
func (s *scanner) before(l length) time.Time {
	return shift(s.issue, -l.months).AddDate(0, 0, 1-l.days)
}

// openRolling reads 近三年, 过去十年, 五年来, 10年间, 未来两年: lengths of time up
// to the issue date, or from the day after it on. A length alone is no period.
func openRolling(s *scanner, i int) (point, bool) {
	word := s.any(i, "最近", "近", "过去的", "过去", "未来的", "未来", "今后", "接下来的", "接下来")
	ahead := s.any(i, "未来", "今后", "接下来") > i
	if s.in(i, "近") && s.nearly(i) {
		return point{}, false
	}
	if word == i && s.glued(i) {
		return point{}, false
	}
	l, ok := s.length(word)
	if !ok {
		return point{}, false
	}
	to := s.any(l.to, "以来", "来", "间")
	if word == i && (to == l.to || s.in(l.to, "来间") && s.in(l.to+1, "自访临到源隔接断歇")) {
		return point{}, false
	}
	p := point{dated: true, relative: true, rule: "rolling"}
	if ahead {
		p = p.days(s.issue.AddDate(0, 0, 1), shift(s.issue, l.months).AddDate(0, 0, l.days))
	} else {
		p = p.days(s.before(l), s.issue)
	}
	p.grain = era
	p.to = to
	if _, some := s.ends(i, "数", "几", "好几", "多", "余"); l.vague || some {
		p = p.undated()
	}
	return p, true
}

// nearly reports whether 近 at i is a hedge before a length of time: 历时近三年.
func (s *scanner) nearly(i int) bool {
	_, yes := s.ends(i, "历时", "用时", "耗时", "时隔", "长达", "经过", "为期", "有", "了", "达", "花", "超", "持续", "历经", "阔别", "工期", "龄", "将", "附", "最", "临", "相", "靠", "接", "需要", "等待", "时长")
	return yes
}

// openNthSpan reads 第二个十年, of which nobody says when it begins.
func openNthSpan(s *scanner, i int) (point, bool) {
	n, ok := s.number(i + 1)
	if !ok || !s.has(n.to, "个") {
		return point{}, false
	}
	m, ok := s.number(n.to + 1)
	if !ok || !s.has(m.to, "年") {
		return point{}, false
	}
	return point{to: m.to + 1, rule: "nth-span"}.undated(), true
}

// openAgo reads 三年前, 17天后. Behind an event (投产两年后) it counts from there,
// and has no days.
func openAgo(s *scanner, i int) (point, bool) {
	l, ok := s.length(i)
	if !ok || s.glued(i) {
		return point{}, false
	}
	to := s.any(l.to, "之前", "以前", "之后", "以后", "前", "后")
	if to == l.to || s.at(l.to-1) == '日' || s.in(to, "后夕者任置往") || s.in(l.to, "后") && s.in(to, "期来续方") {
		return point{}, false
	}
	sign := 1
	if s.has(to-1, "前") {
		sign = -1
	}
	p := point{dated: true, relative: true}
	d := shift(s.issue, sign*l.months).AddDate(0, 0, sign*l.days)
	switch l.unit {
	case '年':
		p = p.years(d.Year(), d.Year())
	case '月':
		p = p.days(date(d.Year(), d.Month(), 1), lastDay(d.Year(), d.Month()))
	case '周':
		p = p.days(monday(d), monday(d).AddDate(0, 0, 6))
	default:
		p = p.days(d, d)
	}
	p = p.reach(to, "ago")
	p.grain = era
	if !isMark(s.at(i-1)) && !s.in(i-1, "在于是早") || l.vague {
		p = p.undated()
	}
	return p, true
}
