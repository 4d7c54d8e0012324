package period

import (
	"strings"
	"time"
)

// A refiner narrows an expression by the words that follow it: 2023年 → 10月.
// It is tried where the expression's grain lies between over and under; a bare
// one also begins an expression, its year or month supplied by the text.
type refiner struct {
	rules       string // the names of its rules
	over, under grain
	bare        bool
	starts      string // runes it may begin with; 0 stands for a numeral
	read        func(s *scanner, i int, p point) (point, bool)
}

// To add a way to name a part of a year, a month or a week, add one refiner.
// The order is that of trial.
var refiners = []refiner{
	{"half", yearly, yearly, true, "上下前后", readHalf},
	{"quarter", yearly, yearly, true, "0第首Q", readQuarter},
	{"first-parts", yearly, yearly, true, "前后头首最", readFirstParts},
	{"lunar-month", yearly, yearly, true, "0正冬腊闰", readLunarMonth},
	{"feast holiday season", yearly, yearly, true, "", readFeast},
	{"month month-range", yearly, yearly, true, "0第首", readMonth},
	{"whole-year", yearly, yearly, true, "全", readWhole},
	{"year-edge", yearly, yearly, true, "年岁", readYearEdge},
	{"year-edge", yearly, yearly, false, "初末底", readYearEdge},
	{"nth-week", yearly, yearly, false, "第", readNthWeek},
	{"lunar-day", monthly, monthly, false, "0初", readLunarDay},
	{"day", monthly, monthly, true, "0", readDay},
	{"ten-days", monthly, monthly, true, "上中下", readTenDays},
	{"month-edge", monthly, monthly, true, "月", readMonthEdge},
	{"month-edge", monthly, monthly, false, "初末底", readMonthEdge},
	{"nth-week", monthly, monthly, false, "第", readNthWeek},
	{"nth-weekday", monthly, monthly, false, "第最", readNthWeekday},
	{"first-days", monthly, monthly, false, "前后头最", readFirstDays},
	{"quarter-edge", part, part, false, "初末", readQuarterEdge},
	{"weekday weekend", weekly, weekly, false, "周星礼一二三四五六日天末", readWeekday},
	{"day-part", daily, daily, false, "", readDayPart},
}

// refine narrows p as far as the text goes on.
func (s *scanner) refine(p point) point {
	for {
		q, ok := s.narrow(p)
		if !ok {
			return p
		}
		q.plain = false
		p = q
	}
}

func (s *scanner) narrow(p point) (point, bool) {
	i := s.blank(p.to)
	if q, ok := s.narrowAt(i, p); ok {
		return q, true
	}
	if s.at(i) == '的' {
		return s.narrowAt(s.blank(i+1), p)
	}
	return p, false
}

func (s *scanner) narrowAt(i int, p point) (point, bool) {
	for k := range refiners {
		f := &refiners[k]
		if p.grain < f.over || p.grain > f.under || !s.mayStart(i, f.starts) {
			continue
		}
		if q, ok := f.read(s, i, p); ok {
			if q.rule == p.rule {
				q.rule, _, _ = strings.Cut(f.rules, " ")
			}
			return q, true
		}
	}
	return p, false
}

func (s *scanner) mayStart(i int, starts string) bool {
	if starts == "" {
		return true
	}
	r := s.at(i)
	return starts[0] == '0' && (isDigit(r) || isHanNumeral(r)) || s.in(i, starts)
}

// pair reads one numeral, or two joined as a range or a list of neighbours:
// 5, 1-5, 1至5, 1、2, each up to limit.
func (s *scanner) pair(i, limit int) (a, b int, to int, ok bool) {
	n, ok := s.number(i)
	if !ok || n.value < 1 || n.value > limit || n.arabic && n.digits > 2 {
		return 0, 0, i, false
	}
	a, b, to = n.value, n.value, n.to
	for s.at(to) == '、' {
		m, ok := s.number(to + 1)
		if !ok || m.value != b+1 || m.value > limit {
			return a, b, to, true
		}
		b, to = m.value, m.to
	}
	if j := s.dash(to); j > to {
		if m, ok := s.number(s.any(j, "第")); ok && m.value >= 1 && m.value <= limit && m.value != a {
			b, to = m.value, m.to
		}
	}
	return a, b, to, true
}

// dash gives the end of a range mark at i, or i.
func (s *scanner) dash(i int) int {
	j := s.blank(i)
	if k := s.any(j, "--", "-", "~", "至", "到"); k > j {
		return s.blank(k)
	}
	return i
}

func readHalf(s *scanner, i int, p point) (point, bool) {
	to := s.any(i, "上半年", "下半年", "前半年", "后半年")
	if to == i || s.in(i-1, "以之") {
		return p, false
	}
	first := 1
	if s.in(i, "下后") {
		first = 7
	}
	p = p.months(first, first+5).reach(s.any(to, "度"), "half")
	p.grain = part
	return p, true
}

func readQuarter(s *scanner, i int, p point) (point, bool) {
	a, b, to := 1, 1, s.any(i, "首季度", "首季")
	if n, ok := s.arabic(i + 1); s.at(i) == 'Q' && ok && n.value >= 1 && n.value <= 4 && !s.inNumber(n.to) && !s.latin(i-1) {
		a, b, to = n.value, n.value, n.to
	}
	if to == i {
		var ok bool
		ordinal := s.any(i, "第")
		if a, b, to, ok = s.pair(ordinal, 4); !ok || b < a {
			return p, false
		}
		unit := s.any(to, "季度")
		if unit == to && ordinal > i {
			unit = s.any(to, "季")
		}
		if unit == to {
			return p, false
		}
		to = unit
	}
	p = p.months(3*a-2, 3*b).reach(to, "quarter")
	p.grain = part
	return p, true
}

// readFirstParts reads 前三季度, 前5个月, 后三个月, 最后两个月.
func readFirstParts(s *scanner, i int, p point) (point, bool) {
	word := s.any(i, "前", "头", "首", "最后", "后")
	if word == i || s.in(i-1, notAfter[s.at(i)]) { // 提|前一个月
		return p, false
	}
	a, b, to, ok := s.pair(word, 12)
	if !ok || a != b {
		return p, false
	}
	to = s.any(to, "个")
	size, count := 0, 12
	switch {
	case s.has(to, "季度"):
		to, size, count = to+2, 3, 4
	case s.has(to, "月"):
		to, size = s.any(to, "月份", "月"), 1
	}
	if size == 0 || a > count {
		return p, false
	}
	if !s.has(i, "后") && !s.has(i, "最后") {
		p = p.months(1, a*size)
	} else {
		p = p.months(12-a*size+1, 12)
	}
	if size == 3 || a > 1 {
		p.grain = part
	}
	return p.reach(to, "first-parts"), true
}

func readMonth(s *scanner, i int, p point) (point, bool) {
	if p.lunar {
		return p, false
	}
	if to := s.any(i, "首月"); to > i {
		return p.months(1, 1).reach(to, "month"), true
	}
	ordinal := s.any(i, "第")
	a, b, to, ok := s.pair(ordinal, 12)
	if ordinal > i {
		to = s.any(to, "个")
	}
	unit := s.any(to, "月份", "月")
	if n, counted := s.number(to); ok && counted && n.value == b-a+1 && b > a && s.any(n.to, "个月") > n.to { // 7、8、9三个月
		unit = s.any(n.to, "个月")
	}
	if unit == to && ok {
		j := s.blank(to)
		unit = s.any(j, "月份", "月")
		to = j
	}
	if !ok || unit == to || s.in(unit, "龄嫂饼薪嫩租") || s.in(i, "两") || s.has(unit, "有余") {
		return p, false
	}
	p = p.months(a, b).reach(unit, "month")
	if a != b {
		p.rule, p.grain = "month-range", part
	}
	return p, true
}

func (s *scanner) dashInside(i, to int) bool {
	for ; i < to; i++ {
		if s.dash(i) > i {
			return true
		}
	}
	return false
}

// readWhole reads 全年: the year, or the year that the text supplies.
func readWhole(s *scanner, i int, p point) (point, bool) {
	to := s.any(i, "全年度", "全年")
	if to == i || p.rule == "whole-year" || s.in(to, "龄") {
		return p, false
	}
	p.grain = yearly
	return p.reach(to, "whole-year"), true
}

// readYearEdge reads 底, 末 and 初 behind a year, 年底, 年末, 年初 and 岁末 alone.
func readYearEdge(s *scanner, i int, p point) (point, bool) {
	word := s.any(i, "年", "岁")
	if word == i && p.to == 0 || s.in(word+1, edgeGoesOn[s.at(word)]) {
		return p, false
	}
	y := p.end.Year()
	switch s.at(word) {
	case '底', '末':
		p = p.days(date(y, 12, 31), date(y, 12, 31))
	case '初':
		p = p.months(1, 1)
	default:
		return p, false
	}
	return p.reach(word+1, "year-edge"), true
}

// edgeGoesOn: what follows 初, 末 or 底 where they begin another word (初步, 底部).
var edgeGoesOn = map[rune]string{'初': "步中级次心始衷创具见一二三四五六七八九十", '末': "端位梢", '底': "部线盘层蕴气座色数片"}

func readMonthEdge(s *scanner, i int, p point) (point, bool) {
	word := s.any(i, "月")
	if word == i && p.to == 0 || p.lunar || s.in(word+1, edgeGoesOn[s.at(word)]) {
		return p, false
	}
	last := lastDay(p.end.Year(), p.end.Month())
	switch s.at(word) {
	case '底', '末':
		p = p.days(last, last)
	case '初':
		p = p.days(date(last.Year(), last.Month(), 1), date(last.Year(), last.Month(), 5))
	default:
		return p, false
	}
	return p.reach(word+1, "month-edge"), true
}

// readQuarterEdge: 季度初 and 季度末 are the first and the last month.
func readQuarterEdge(s *scanner, i int, p point) (point, bool) {
	if p.rule != "quarter" || s.in(i+1, edgeGoesOn[s.at(i)]) {
		return p, false
	}
	month := int(p.start.Month())
	if s.at(i) == '末' {
		month = int(p.end.Month())
	}
	p = p.months(month, month)
	return p.reach(i+1, "quarter-edge"), true
}

func readTenDays(s *scanner, i int, p point) (point, bool) {
	to := s.any(i, "上中旬", "中下旬", "上旬", "中旬", "下旬", "上半月", "下半月")
	if to == i || p.lunar {
		return p, false
	}
	y, m := p.end.Year(), p.end.Month()
	first, last := date(y, m, 1), lastDay(y, m)
	switch s.at(i) {
	case '上':
		last = date(y, m, 10)
	case '中':
		first, last = date(y, m, 11), date(y, m, 20)
	case '下':
		first = date(y, m, 21)
	}
	if s.has(i, "上半月") {
		last = date(y, m, 15)
	}
	if s.has(i, "下半月") {
		first = date(y, m, 16)
	}
	if s.has(i, "上中") {
		last = date(y, m, 20)
	}
	if s.has(i, "中下") {
		last = lastDay(y, m)
	}
	p = p.days(first, last).reach(to, "ten-days")
	p.grain = tenDays
	return p, true
}

// readDay reads 15日, 15号, 10日-12日 (as 10-12日), and 十月31 at the end of a clause.
func readDay(s *scanner, i int, p point) (point, bool) {
	bare := p.to == 0 && !s.joining
	a, b, to, ok := s.pair(i, 31)
	if !ok || p.lunar || bare && !isDigit(s.at(i)) && !s.dashInside(i, to) {
		return p, false
	}
	if j := s.blank(to); s.in(j, "日号") {
		to = j
	}
	unit := s.any(to, "日", "号")
	switch {
	case unit > to && bare && (s.has(to, "号") || s.countsDays(i, unit)):
		return p, false
	case unit > to && s.in(unit, "游龄均") && !s.has(unit, "均衡"):
		return p, false
	case unit == to && (bare || !isMark(s.at(to)) || s.at(to) == '.' || s.at(to) == '-'):
		return p, false
	}
	y, m := p.end.Year(), int(p.end.Month())
	first, okA := validDay(y, m, a)
	last, okB := validDay(y, m, b)
	if !okA || !okB || b < a {
		return p, false
	}
	return p.days(first, last).reach(unit, "day"), true
}

// countsDays reports whether a bare 15日 is a number of days: 连续15日, 15日内.
func (s *scanner) countsDays(i, to int) bool {
	if _, yes := s.ends(i, "连续", "为期", "历时", "近", "每", "第", "前", "后", "首", "满", "共", "达", "约", "超", "过", "未来", "仅", "用", "足足", "不少于", "提前"); yes {
		return true
	}
	return s.any(to, "内", "游", "间", "之内", "以内", "以上", "左右", "为限", "后", "无理由", "龄") > to
}

func readFirstDays(s *scanner, i int, p point) (point, bool) {
	word := s.any(i, "前", "头", "最后", "后")
	if word == i {
		return p, false
	}
	a, b, to, ok := s.pair(word, 31)
	if !ok || a != b || s.any(to, "天", "日") == to {
		return p, false
	}
	first, last := date(p.end.Year(), p.end.Month(), 1), lastDay(p.end.Year(), p.end.Month())
	if a > last.Day() {
		return p, false
	}
	if s.has(i, "前") || s.has(i, "头") {
		last = first.AddDate(0, 0, a-1)
	} else {
		first = last.AddDate(0, 0, 1-a)
	}
	return p.days(first, last).reach(to+1, "first-days"), true
}

// readNthWeek reads 第三周, 第一个星期: the weeks count from the first Monday.
func readNthWeek(s *scanner, i int, p point) (point, bool) {
	a, b, to, ok := s.pair(s.any(i, "第"), 53)
	if !ok || a != b {
		return p, false
	}
	to = s.any(to, "个")
	unit := s.any(to, "星期", "礼拜", "周")
	if _, day := s.weekdayName(unit); day || unit == to || s.in(unit, "年期") {
		return p, false
	}
	first := nthWeekday(p.start, time.Monday, a)
	if first.After(p.end) {
		return p, false
	}
	p = p.days(first, first.AddDate(0, 0, 6)).reach(unit, "nth-week")
	p.grain = weekly
	return p, true
}

// nthWeekday gives the nth such weekday from a day on.
func nthWeekday(from time.Time, w time.Weekday, n int) time.Time {
	ahead := (int(w) - int(from.Weekday()) + 7) % 7
	return from.AddDate(0, 0, ahead+7*(n-1))
}

// readNthWeekday reads 第3个星期日 and 最后一个星期一 of a month.
func readNthWeekday(s *scanner, i int, p point) (point, bool) {
	word := s.any(i, "第", "最后")
	a, _, to, ok := s.pair(word, 5)
	if !ok && s.has(i, "最后") {
		a, to, ok = 1, word, true
	}
	if !ok {
		return p, false
	}
	unit := s.any(s.any(to, "个"), "星期", "礼拜", "周")
	w, ok := s.weekdayName(unit)
	if !ok || unit == s.any(to, "个") {
		return p, false
	}
	d := nthWeekday(p.start, w, a)
	if s.has(i, "最后") {
		d = nthWeekday(p.end.AddDate(0, 0, -6), w, 1)
	}
	if d.After(p.end) {
		return p, false
	}
	return p.days(d, d).reach(unit+1, "nth-weekday"), true
}

// weekdayName reads the name of a day of the week without its 周 or 星期.
func (s *scanner) weekdayName(i int) (time.Weekday, bool) {
	for w, names := range []string{"日天", "一", "二", "三", "四", "五", "六"} {
		if s.in(i, names) {
			return time.Weekday(w), true
		}
	}
	return 0, false
}

// readWeekday reads 三, 周三, 星期三 and 末 behind a week.
func readWeekday(s *scanner, i int, p point) (point, bool) {
	j := s.any(i, "周", "星期", "礼拜")
	if s.at(j) == '末' {
		return p.days(p.start.AddDate(0, 0, 5), p.end).reach(j+1, "weekend"), true
	}
	w, ok := s.weekdayName(j)
	if !ok || s.in(j+1, "个次大项起件") {
		return p, false
	}
	d := nthWeekday(p.start, w, 1)
	return p.days(d, d).reach(j+1, "weekday"), true
}

// readDayPart takes the weekday, the part of the day and the clock time behind
// a day into its text: 7月11日(星期四)下午3时30分.
func readDayPart(s *scanner, i int, p point) (point, bool) {
	if p.rule != "day" && p.rule != "written-day" && p.rule != "word" && p.rule != "weekday" || p.end != p.start {
		return p, false
	}
	to := s.parenWeekday(i)
	to = s.clockBehind(to)
	if to == i {
		return p, false
	}
	p.grain = clock
	return p.reach(to, p.rule), true
}

// clockBehind gives the end of the part of the day and the clock times at i.
func (s *scanner) clockBehind(i int) int {
	to := s.any(i, dayParts...)
	for at := to; ; {
		e, ok := s.clockTime(at)
		if n, num := s.number(at); !ok && num && to > i && n.value <= 24 && s.has(n.to, "点") {
			e, ok = n.to+1, true
		}
		if !ok {
			return to
		}
		to, at = e, s.dash(e)
		if at == e {
			return to
		}
	}
}

var dayParts = []string{"上午", "下午", "中午", "晚上", "凌晨", "早上", "清晨", "傍晚", "夜间", "深夜", "夜里", "晚间", "当晚", "晚", "早", "晨", "夜"}

func (s *scanner) parenWeekday(i int) int {
	j := s.any(i, "(")
	k := s.any(j, "周", "星期", "礼拜")
	if _, ok := s.weekdayName(k); !ok || k == j {
		return i
	}
	if j > i && s.at(k+1) != ')' {
		return i
	}
	return s.any(k+1, ")")
}
