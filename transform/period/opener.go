package period

import (
	"strings"
	"time"
)

// An opener reads the first part of an expression.
type opener struct {
	rules  string // the rules it names, besides those of refiners
	starts string // runes it may begin with, 0 first for numerals; "" for any
	read   func(s *scanner, i int) (point, bool)
}

// openers is a table. To add another shape of expression, add one line. The
// order is that of trial: the first that reads something wins.
func openers() []opener {
	return []opener{
		{"written-day written-month written-range month-day", "0", openWritten},
		{"year year-range school-year fiscal-year lone-year", "0公", openYear},
		{"short-year", "0", openShortYear},
		{"rolling", "0近最过未今接半", openRolling},
		{"ago", "0半", openAgo},
		{"century decade", "0上本", openDecade},
		{"five-year-plan", "\"十六七八九", openPlan},
		{"", "农阴旧大", openLunar},
		{"nth-span", "第", openNthSpan},
		{"reign", "", openReign},
		{"", "", openWord},
		{"", "", openBare},
		{"weekday", "周星礼", openWeekday},
		{"clock", "", openClock},
		{"named-year", "0", openNamed},
	}
}

// open reads the first part of the expression at i.
func (s *scanner) open(i int) (point, bool) {
	for _, o := range s.openers {
		if !s.mayStart(i, o.starts) {
			continue
		}
		if p, ok := o.read(s, i); ok {
			p.from = i
			return p, true
		}
	}
	return point{}, false
}

// openYear reads 2023年, 二〇二三年, 2021-2023年, 2021、2022年, and what narrows it.
func openYear(s *scanner, i int) (point, bool) {
	j := s.any(i, "公元", "公历")
	a, b, to, ok := s.yearPair(j)
	if !ok {
		return point{}, false
	}
	unit := s.any(s.blank(to), "年度", "年")
	if unit == s.blank(to) {
		return openUnitless(s, i, a, b, to)
	}
	if s.notYear(i, unit, a) {
		return point{}, false
	}
	p := point{to: unit, rule: "year", dated: true}.years(a, b)
	if a != b {
		p.rule = "year-range"
		return p, true
	}
	return s.refine(p), true
}

// openReign reads 光绪二十四年, 民国元年.
func openReign(s *scanner, i int) (point, bool) {
	for _, r := range reigns[s.at(i)] {
		to := i + len(r.text)
		if !s.hasRunes(i, r.text) {
			continue
		}
		n, ok := s.number(to)
		if s.has(to, "元年") {
			n, ok = numeral{value: 1, to: to + 1}, true
		}
		if !ok || n.value < 1 || n.value > 110 || !s.has(n.to, "年") || s.has(n.to, "年间") {
			return point{}, false
		}
		y := r.first + n.value - 1
		return point{to: n.to + 1, rule: "reign", dated: true}.years(y, y), true
	}
	return point{}, false
}

// openUnitless reads the years that other words make a period: 2023-2024学年,
// 2023财年 (whose days nobody can tell), 2016到2018, and 从2016到2018.
func openUnitless(s *scanner, i, a, b, to int) (point, bool) {
	p := point{to: to, dated: true}.years(a, b)
	switch {
	case s.has(to, "学年"):
		p = p.days(date(a, 9, 1), date(max(b, a+1), 8, 31)).reach(s.any(to, "学年度", "学年"), "school-year")
		p.grain = yearly
		return p, true
	case s.any(to, "财年", "赛季") > to:
		return p.undated().reach(to+2, "fiscal-year"), true
	case a == b && i == s.head && a >= 1949 && a < 2050 && s.at(to) == ' ' && !s.in(to+1, counted) && isHan(s.at(to+1)) && isDigit(s.at(i)):
		p.rule = "lone-year"
		return p, true
	case a < b && b-a <= 100 && a >= 1900 && b < 2100 && isMark(s.at(to)) && s.at(to) != '.' && s.at(to) != '-' && !s.in(i-1, ".-+$¥"):
		p.rule = "year-range"
		return p, true
	}
	return p, false
}

// yearPair reads a year of four digits, or two of them joined.
func (s *scanner) yearPair(i int) (a, b, to int, ok bool) {
	n, ok := s.number(i)
	if !ok || n.digits != 4 || n.value < 1000 || n.value > 2199 {
		return 0, 0, i, false
	}
	a, b, to = n.value, n.value, n.to
	j := s.dash(to)
	for j == to && s.at(to) == '、' {
		m, ok := s.number(to + 1)
		if !ok || m.digits != 4 || m.value != b+1 {
			return a, b, to, true
		}
		b, to = m.value, m.to
	}
	if m, ok := s.number(j); j > to && ok && m.arabic == n.arabic {
		if m.digits == 2 && a/100*100+m.value == a+1 && s.any(m.to, "学年", "赛季", "年度") > m.to {
			return a, a + 1, m.to, true
		}
		if m.digits == 4 && m.value > a && m.value <= 2199 {
			return a, m.value, m.to, true
		}
	}
	return a, b, to, true
}

// notYear reports whether four digits and 年 are a length of time: 1500年历史,
// 2000年来.
func (s *scanner) notYear(i, to, y int) bool {
	if s.any(to, "历史", "的历史", "多", "以上", "文明") > to {
		return true
	}
	if s.has(to, "代") {
		return true
	}
	if y%100 == 0 && s.any(to, "前", "来", "间", "之久") > to || s.in(to, "龄") {
		return y < 1900 || y == 2000 && s.any(to, "来", "间", "之久") > to || s.in(to, "龄")
	}
	_, about := s.ends(i, "距今", "近", "约", "逾", "超过", "长达")
	return about && y < 1900
}

// openShortYear reads 98年4月, 07年, 零八年, 九七年一季度. Two Arabic digits
// without a leading 0 and without a part of a year behind them are a length of
// time (20年).
func openShortYear(s *scanner, i int) (point, bool) {
	n, ok := s.number(i)
	if !ok || n.digits != 2 || !s.has(s.blank(n.to), "年") || s.has(i, "两") {
		return point{}, false
	}
	to := s.blank(n.to) + 1
	y := s.fullYear(n.value)
	p := point{to: to, rule: "short-year", dated: true}.years(y, y)
	q := s.refine(p)
	sure := s.at(i) == '0' || !n.arabic || q.grain > yearly || q.to > p.to && q.rule != "whole-year"
	if !sure || q.to == p.to && s.any(to, "来", "间", "内", "后", "多", "的历史") > to && n.arabic {
		return p, false
	}
	return q, true
}

// fullYear gives the century to a year of two digits: the latest that is no
// more than ten years ahead.
func (s *scanner) fullYear(yy int) int {
	limit := 2040
	if s.known {
		limit = s.issue.Year() + 10
	}
	y := limit/100*100 + yy
	if y > limit {
		y -= 100
	}
	return y
}

// openWord reads a word of words.tsv and what narrows it.
func openWord(s *scanner, i int) (point, bool) {
	for k := range words[s.at(i)] {
		w := &words[s.at(i)][k]
		to := i + len(w.text)
		if !s.hasRunes(i, w.text) || s.wordGoesOn(i, to) {
			continue
		}
		p := point{from: i, to: to, rule: w.rule, dated: true, relative: true}
		if t, err := time.Parse(time.DateOnly, w.unit); err == nil {
			p = p.days(t, s.issue)
			return p, true
		}
		p = units[w.unit](s, p, w.shift)
		if p.kind != Other && !p.start.IsZero() {
			p = s.refine(p)
		}
		return p, true
	}
	return point{}, false
}

func (s *scanner) hasRunes(i int, text []rune) bool {
	if i+len(text) > len(s.runes) {
		return false
	}
	for k, r := range text {
		if s.runes[i+k] != r {
			return false
		}
	}
	return true
}

// What before or behind a word makes it part of another: 以上|年均, 三年内, 今年|轻.
var (
	notAfter = map[rune]string{
		'上': "以之", '下': "以之", '前': "以之此目提", '后': "以之今随", '明': "说证声表", '去': "过", '当': "相", '月': "个0123456789十",
		'年': "0123456789零一二三四五六七八九十百两几半多每全同近", '如': "比例", '周': "一二三四五每两", '本': "基根资成", '第': "", '双': "",
		'今': "当", '全': "安",
	}
	notBefore = map[rune]string{
		'年': "轻纪龄级代", '周': "年期边围岁长", '内': "地部外容需贸资", '中': "国心央间学小", '天': "候然堂", '今': "年天日晚晨早春夏秋冬后", '月': "子饼亮", '前': "往", '近': "的乎于平代视郊"}
	lengthOf = map[string]bool{"前年": true, "后年": true, "当年": true, "前日": true}
)

func (s *scanner) wordGoesOn(i, to int) bool {
	if s.in(i-1, notAfter[s.at(i)]) || s.in(to, notBefore[s.at(to-1)]) {
		return true
	}
	return lengthOf[string(s.runes[i:to])] && s.in(to, "均度产价")
}

// openBare reads a part of a year, or a day, whose year or month the text supplies.
func openBare(s *scanner, i int) (point, bool) {
	if s.glued(i) {
		return point{}, false
	}
	base := s.base(i)
	p, ok := s.bare(i, base)
	if !ok || base.carried {
		return p, ok
	}
	if other := s.supposed(i, p, base); other != base {
		if q, ok := s.bare(i, other); ok {
			return q, true
		}
	}
	return p, true
}

// glued reports whether the numeral at i belongs to what is before it.
func (s *scanner) glued(i int) bool {
	r := s.at(i - 1)
	if isDigit(s.at(i)) {
		return isDigit(r) || strings.ContainsRune(".,:/-~+*#%", r) && isDigit(s.at(i-2)) || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	return isHanNumeral(s.at(i)) && (isHanNumeral(r) || isDigit(r)) || s.at(i) == '月' && (r == '个' || isDigit(r)) ||
		s.at(i) == '年' && (isHanNumeral(r) || isDigit(r) || strings.ContainsRune("几半多每近", r))
}

// A base is the year, and the month of bare days, that an expression without
// them takes on.
type base struct {
	year, month int
	relative    bool
	carried     bool // named by the text
}

func (s *scanner) base(i int) base {
	b := base{s.issue.Year(), int(s.issue.Month()), true, false}
	if s.named.number != 0 {
		b.year, b.month, b.relative, b.carried = s.named.number, 12, s.named.relative, true
		if l := s.last; !l.end.IsZero() && l.end.Year() == b.year && l.grain >= monthly {
			b.month = int(l.end.Month())
		} else if b.year == s.issue.Year() {
			b.month = int(s.issue.Month())
		}
	}
	return b
}

// bare reads the expression at i on a base.
func (s *scanner) bare(i int, b base) (point, bool) {
	yearPoint := point{relative: b.relative}.years(b.year, b.year)
	monthPoint := yearPoint.months(b.month, b.month)
	for k := range refiners {
		f := &refiners[k]
		if !f.bare || !s.mayStart(i, f.starts) {
			continue
		}
		from := yearPoint
		if f.over == monthly {
			from = monthPoint
		}
		if p, ok := f.read(s, i, from); ok {
			return s.refine(p), true
		}
	}
	return point{}, false
}

// supposed gives the base on which a bare expression more likely lies: see
// "Which year" in the package comment.
func (s *scanner) supposed(i int, p point, b base) base {
	if !s.known || p.start.IsZero() {
		return b
	}
	about := s.about(i)
	if p.grain >= daily && p.end.Month() == s.issue.Month() && p.end.After(s.issue) && s.isBareDay(i) {
		if !about.future && s.any(p.to, "前", "之前", "起") == p.to {
			b.month--
			if b.month == 0 {
				b.month, b.year = 12, b.year-1
			}
		}
		return b
	}
	ahead := monthsBetween(s.issue, p.end)
	if p.rule == "season" {
		ahead = monthsBetween(s.issue, p.start) - 2 // only a winter seen from January to March
	}
	near := p.feast != nil && p.start.Before(s.issue.AddDate(0, 0, 45)) // a holiday to come, whose bookings are told
	reported := about.past && ahead > 0 && p.start.After(s.issue) && p.rule != "season" && !near
	switch {
	case p.end.After(s.issue) && !about.future && (reported || ahead >= 7 && p.feast.of("season")) && !s.has(p.to, "前") && !s.has(p.to, "之前"):
		b.year--
	case about.future && !about.past && ahead <= -7 && p.grain >= monthly:
		b.year++
	}
	return b
}

// monthsBetween counts from month to month.
func monthsBetween(a, b time.Time) int {
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}

// of reports whether f is no feast, or one of that calendar.
func (f *feast) of(calendar string) bool { return f == nil || f.calendar == calendar }

// isBareDay reports whether the numeral at i is followed by 日, not by 月.
func (s *scanner) isBareDay(i int) bool {
	_, _, to, ok := s.pair(i, 31)
	return ok && s.has(to, "日")
}

// openWeekday reads 周三, 星期日 of the issue date's week; of the next where
// the sentence plans for it.
func openWeekday(s *scanner, i int) (point, bool) {
	j := s.any(i, "周", "星期", "礼拜")
	w, ok := s.weekdayName(j)
	if !ok || j == i || s.in(i-1, "每一两三四五六七八九十0123456789逢隔个几") || s.in(j+1, "个次大项起件至到-岁年") && !s.weekdayAt(s.dash(j+1)) {
		return point{}, false
	}
	d := nthWeekday(monday(s.issue), w, 1)
	if s.about(i).future && d.Before(s.issue) {
		d = d.AddDate(0, 0, 7)
	}
	p := point{dated: true, relative: true}.days(d, d).reach(j+1, "weekday")
	return s.refine(p), true
}

func (s *scanner) weekdayAt(i int) bool {
	j := s.any(i, "周", "星期", "礼拜")
	_, ok := s.weekdayName(j)
	return ok && j > i
}

// openPlan reads “十四五”期间, “十三五”末, “十四五”前三年. A plan's name alone is
// no period.
func openPlan(s *scanner, i int) (point, bool) {
	j := s.any(i, "\"")
	n, to, ok := s.planNumber(j)
	if !ok {
		return point{}, false
	}
	quoted := j > i && s.at(to) == '"'
	if j > i && !quoted && s.any(to, planEra...) == to {
		return point{}, false
	}
	if quoted {
		to++
	}
	if to-j < 3 && !quoted && s.any(to, planEra...) == to {
		return point{}, false
	}
	first := 1966 + 5*(n-3)
	p := point{to: to, rule: "five-year-plan", dated: true}.years(first, first+4)
	return s.planPart(p), true
}

var planEra = []string{"期间", "时期", "规划", "计划"}

func (s *scanner) planNumber(i int) (n, to int, ok bool) {
	if s.at(i) == '十' {
		n, i = 10, i+1
		if s.at(i) == '五' && s.at(i+1) != '五' {
			return 10, i + 1, true
		}
	}
	d := strings.Index(hanDigits, string(s.at(i))) / len("零")
	if d < 1 || n == 0 && d < 6 || s.at(i+1) != '五' {
		return 0, i, false
	}
	return n + d, i + 2, true
}

func (s *scanner) planPart(p point) point {
	first := p.start.Year()
	for _, part := range []struct {
		word        string
		first, last int
	}{{"期间", 0, 4}, {"时期", 0, 4}, {"规划期", 0, 4}, {"开局之年", 0, 0}, {"开局年", 0, 0}, {"首年", 0, 0}, {"收官之年", 4, 4}, {"收官年", 4, 4}, {"期末", 4, 4}, {"末期", 4, 4}, {"末", 4, 4}, {"初期", 0, 0}, {"初", 0, 0}} {
		if to := s.any(p.to, part.word); to > p.to {
			return p.years(first+part.first, first+part.last).reach(to, p.rule)
		}
	}
	if word := s.any(p.to, "前", "头", "后"); word > p.to {
		if n, ok := s.number(word); ok && n.value >= 1 && n.value <= 4 && s.has(n.to, "年") {
			if s.has(p.to, "后") {
				return p.years(first+5-n.value, first+4).reach(n.to+1, p.rule)
			}
			return p.years(first, first+n.value-1).reach(n.to+1, p.rule)
		}
	}
	if s.any(p.to, "以来", "至今") > p.to {
		return p
	}
	return p.undated()
}

// openDecade reads 20世纪90年代, 上世纪八九十年代, 90年代, 1990年代 and 21世纪.
func openDecade(s *scanner, i int) (point, bool) {
	century, j, ok := s.century(i)
	if !ok {
		century, j = s.issue.Year()/100*100, i
	}
	a, b, to, years := s.decades(j)
	if !years {
		if !ok {
			return point{}, false
		}
		if s.has(j, "以来") || s.in(i, "上本") && s.any(j, "初", "末", "中叶", "中期") == j {
			return point{to: j, rule: "century", dated: true, relative: s.in(i, "上本")}.years(century, century+99), true
		}
		return point{to: j, rule: "century", dated: true}.years(century, century+99).undated(), true
	}
	relative := !ok
	if a >= 1000 {
		century, relative = 0, false
	} else if relative && century+a > s.issue.Year() {
		century -= 100
	}
	p := point{to: to, rule: "decade", dated: true, relative: relative}.years(century+a, century+b+9)
	if e := s.any(to, "初期", "中后期", "中期", "后期", "末期", "初", "末", "中"); e > to {
		return p.undated().reach(e, "decade"), true
	}
	return p, true
}

// century gives the first year of the century named at i.
func (s *scanner) century(i int) (first, to int, ok bool) {
	switch {
	case s.has(i, "上世纪"):
		return (s.issue.Year()/100 - 1) * 100, i + 3, s.known
	case s.has(i, "本世纪"):
		return s.issue.Year() / 100 * 100, i + 3, s.known
	}
	n, ok := s.number(i)
	if !ok || n.value < 2 || n.value > 22 || !s.has(n.to, "世纪") || s.has(i, "两") || s.number2(i) {
		return 0, i, false
	}
	return (n.value - 1) * 100, n.to + 2, true
}

// number2 reports whether a numeral of one Chinese digit (三世纪) stands at i:
// more often a count than an ordinal.
func (s *scanner) number2(i int) bool {
	n, _ := s.number(i)
	return !n.arabic && n.digits == 1
}

// decades reads 90年代, 八十年代, 八九十年代 and 1990年代.
func (s *scanner) decades(i int) (a, b, to int, ok bool) {
	n, ok := s.number(i)
	if !ok || !s.has(n.to, "年代") {
		return 0, 0, i, false
	}
	a, b = n.value, n.value
	if !n.arabic && n.to-i == 3 && s.at(i+2) == '十' { // 八九十
		x := strings.Index(hanDigits, string(s.at(i))) / len("零")
		y := strings.Index(hanDigits, string(s.at(i+1))) / len("零")
		a, b = 10*x, 10*y
	}
	valid := a%10 == 0 && b%10 == 0 && a <= b && (a >= 10 && b <= 90 || a >= 1000 && b <= 2190)
	return a, b, n.to + 2, valid
}

// triggers are the runes that an expression can begin with.
var triggers = firstRunes()

func firstRunes() map[rune]bool {
	out := map[rune]bool{}
	for _, r := range "0123456789" + "零一二三四五六七八九十两廿卅百" {
		out[r] = true
	}
	for _, o := range openers() {
		for _, r := range o.starts {
			out[r] = true
		}
	}
	for _, f := range refiners {
		for _, r := range f.starts {
			out[r] = out[r] || f.bare
		}
	}
	for r := range words {
		out[r] = true
	}
	for r := range feasts {
		out[r] = true
	}
	for r := range reigns {
		out[r] = true
	}
	for _, w := range dayParts {
		out[[]rune(w)[0]] = true
	}
	return out
}
