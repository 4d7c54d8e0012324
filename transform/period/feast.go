package period

import "time"

// readFeast reads a feast, a solar term or a season: 2023年春节, 春季, 国庆假期.
func readFeast(s *scanner, i int, p point) (point, bool) {
	quoted := s.at(i) == '"'
	j := s.any(i, "\"")
	for k := range feasts[s.at(j)] {
		f := &feasts[s.at(j)][k]
		to := j + len(f.text)
		if !s.hasRunes(j, f.text) || quoted && s.at(to) != '"' {
			continue
		}
		if quoted {
			to++
		}
		if !s.feastStands(f, i, to, p, quoted) {
			continue
		}
		return s.feastDays(f, to, p)
	}
	return p, false
}

// feastStands reports whether the word of a feast means it: 五一 only quoted,
// or before 假期 and the like, 雨水 only behind a year.
func (s *scanner) feastStands(f *feast, i, to int, p point, quoted bool) bool {
	_, wholly := s.holidayWord(to)
	bare := p.to == 0
	switch {
	case s.in(to, "路街村镇乡社区") || s.in(i-1, "小大老双") && f.calendar == "solar" && bare:
		return false
	case f.alone == "mark":
		return quoted || wholly || !bare && isMark(s.at(to)) && f.text[0] != '十' || s.in(to, "节前")
	case len(f.text) == 1:
		return !bare && isMark(s.at(to))
	case f.alone == "no":
		return !bare
	case f.calendar == "season" && s.in(to, "学班赛运刊型糖作粮茶菜装服蔬瓜") && bare:
		return false
	}
	return true
}

// holidayWord reads the word behind a feast that makes it the public holiday.
func (s *scanner) holidayWord(i int) (int, bool) {
	j := s.any(i, "\"")
	if n, ok := s.number(j); ok && s.any(n.to, "天假期", "天长假", "天小长假") > n.to {
		j = n.to + 1
	}
	to := s.any(j, "小长假期间", "长假期间", "黄金周期间", "假期期间", "节假期间", "小长假", "长假", "黄金周", "节日期间", "节假期", "假期", "假日", "节期间", "期间", "放假")
	return to, to > j
}

func (s *scanner) feastDays(f *feast, to int, p point) (point, bool) {
	y := p.start.Year()
	d, ok := s.feastDay(f, y)
	if !ok {
		return p, false
	}
	p = p.reach(to, "feast")
	p.feast = f
	if f.calendar == "season" {
		p = p.season(y, f.first[0])
		if f.last[0] == 8 && f.first[0] == 7 {
			p = p.months(7, 8)
			p.grain = part
		}
		p.rule = "season"
		return p, true
	}
	p = p.days(d, d)
	if e, ok := s.holidayWord(to); ok {
		p.rule = "feast"
		if f.holiday != "" {
			h := holidayOf(f.holiday, y, d)
			p = p.days(h[0], h[1]).reach(e, "holiday")
		}
		p.to = e
	}
	p.grain = clock
	return p, true
}

// holidayOf gives the public holiday around a feast: as set for the year, or
// as it usually is where that is not known.
func holidayOf(name string, y int, d time.Time) [2]time.Time {
	if h, ok := holidays[holidayKey{y, name}]; ok {
		return h
	}
	length := map[string]int{"春节": 7, "国庆节": 7, "劳动节": 5, "元旦": 1}[name]
	if name == "国庆节" {
		d = date(y, 10, 1)
	}
	return [2]time.Time{d, d.AddDate(0, 0, max(length, 3)-1)}
}

// feastDay gives the day of a feast in a year of the solar calendar; a feast
// of the lunar calendar falls in the lunar year of that number.
func (s *scanner) feastDay(f *feast, y int) (time.Time, bool) {
	switch f.calendar {
	case "lunar", "eve":
		month, day := f.first[0], f.first[1]
		d, ok := lunarDay(y, month, day, false)
		if f.calendar == "eve" {
			d = d.AddDate(0, 0, -1)
		}
		return d, ok
	case "term":
		d, ok := terms[f.term][y]
		return d, ok
	case "weekday":
		return nthWeekday(date(y, time.Month(f.first[0]), 1), time.Weekday(f.first[2]), f.first[1]), true
	case "season":
		return date(y, time.Month(f.first[0]), 1), true
	}
	return date(y, time.Month(f.first[0]), f.first[1]), true
}

// lunarMonth gives the first day of a lunar month and its length.
func lunarMonth(y, month int, leap bool) (first time.Time, length int, ok bool) {
	l, ok := lunars[y]
	if !ok || month < 1 || month > 12 || leap && l.leap != month {
		return first, 0, false
	}
	k := month - 1
	if l.leap > 0 && (month > l.leap || leap) {
		k++
	}
	first = l.first
	for i := 0; i < k; i++ {
		first = first.AddDate(0, 0, lunarLength(l.months[i]))
	}
	return first, lunarLength(l.months[k]), true
}

func lunarLength(c byte) int {
	if c == 'L' {
		return 30
	}
	return 29
}

// lunarDay gives a day of the lunar calendar; day 0 is the last of its month.
func lunarDay(y, month, day int, leap bool) (time.Time, bool) {
	first, n, ok := lunarMonth(y, month, leap)
	if day == 0 {
		day = n
	}
	return first.AddDate(0, 0, day-1), ok && day <= n
}

// openLunar reads 农历八月十五, 阴历二〇二一年六月, 农历正月初八.
func openLunar(s *scanner, i int) (point, bool) {
	if s.has(i, "大年初") {
		return openNewYearDay(s, i)
	}
	to := s.any(i, "农历", "阴历", "旧历")
	if to == i {
		return point{}, false
	}
	to = s.blank(to)
	b := s.base(i)
	p := point{to: to, lunar: true, relative: b.relative, dated: b.carried}.years(b.year, b.year)
	if n, ok := s.number(to); ok && n.digits == 4 && s.has(n.to, "年") {
		p = point{to: n.to + 1, lunar: true, dated: true}.years(n.value, n.value)
	} else if k := s.any(to, "今年", "去年", "明年"); k > to {
		y := s.issue.Year() + map[rune]int{'今': 0, '去': -1, '明': 1}[s.at(to)]
		p = point{to: k, lunar: true, dated: true, relative: true}.years(y, y)
	}
	q := s.refine(p)
	if q.to > p.to {
		return q, true
	}
	// a month that the year has not (闰四月), or one outside the table
	n, ok := s.number(s.any(to, "闰"))
	return p.undated().reach(n.to+1, "lunar-month"), ok && s.has(n.to, "月")
}

// openNewYearDay reads 大年初五: the first lunar month.
func openNewYearDay(s *scanner, i int) (point, bool) {
	b := s.base(i)
	first, n, ok := lunarMonth(b.year, 1, false)
	if !ok {
		return point{}, false
	}
	p := point{to: i + 2, relative: b.relative, lunar: true}.days(first, first.AddDate(0, 0, n-1))
	p.grain = monthly
	return readLunarDay(s, i+2, p)
}

// readLunarMonth reads 正月, 冬月, 腊月, 闰四月, and, where 农历 stands before or a
// lunar day (初八) behind, any month.
func readLunarMonth(s *scanner, i int, p point) (point, bool) {
	j := s.any(i, "闰")
	leap := j > i
	month, to := 0, j
	switch {
	case s.has(j, "正月"):
		month, to = 1, j+2
	case s.has(j, "冬月"):
		month, to = 11, j+2
	case s.has(j, "腊月"):
		month, to = 12, j+2
	default:
		n, ok := s.number(j)
		if !ok || n.value > 12 || !s.has(n.to, "月") || !p.lunar && !leap && (n.arabic || !s.has(n.to, "月初") || !isHanNumeral(s.at(n.to+2))) {
			return p, false
		}
		month, to = n.value, n.to+1
	}
	first, n, ok := lunarMonth(p.start.Year(), month, leap)
	if !ok {
		return p, false
	}
	p = p.days(first, first.AddDate(0, 0, n-1)).reach(to, "lunar-month")
	p.grain, p.lunar = monthly, true
	return p, true
}

// readLunarDay reads 初八, 十五, 廿三 behind a lunar month.
func readLunarDay(s *scanner, i int, p point) (point, bool) {
	j := s.any(i, "初")
	n, ok := s.number(j)
	if !ok || !p.lunar || n.value < 1 || n.value > 30 {
		return p, false
	}
	d := p.start.AddDate(0, 0, n.value-1)
	if d.After(p.end) {
		return p, false
	}
	return p.days(d, d).reach(s.any(n.to, "日", "号"), "lunar-day"), true
}
