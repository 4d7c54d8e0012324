package period

import (
	"strings"
	"time"
)

// next reads the expression at i, where there is one, and gives the position to
// go on from.
func (s *scanner) next(i int) int {
	r := s.runes[i]
	if r == '\n' {
		s.named = year{}
	}
	switch r {
	case '《':
		s.title = i + 1
	case '》':
		s.title = 0
	}
	if isStop(r) || r == '】' {
		s.head = i + 1
		if isStop(r) && r != ';' && !s.named.head {
			s.named = year{}
		}
	}
	if !triggers[r] {
		return i + 1
	}
	p, ok := s.open(i)
	if !ok || p.to <= i {
		return s.skip(i)
	}
	return s.take(s.ranged(p))
}

// skip goes on behind a numeral that begins nothing, so that none is read from
// its middle.
func (s *scanner) skip(i int) int {
	first := i
	for i < len(s.runes) && isDigit(s.runes[i]) {
		i++
	}
	return max(i, first+1)
}

// ranged joins p with the expression behind a range mark: 去年12月至今年2月.
func (s *scanner) ranged(p point) point {
	if p.kind != "" || p.start.IsZero() || p.rule == "rolling" || p.rule == "ago" {
		return p
	}
	p = s.listed(p)
	after := s.any(p.to, "之后", "以后")
	to := s.dash(s.any(p.to, "起", "开始")) // 自3月1日起至12月31日
	if s.any(p.to, "起", "开始") == to || to == p.to {
		to = after
	}
	if to == p.to {
		return p
	}
	if e := s.any(to, "今年", "今日", "今天", "今后", "今春", "今夏", "今秋", "今冬"); e == to && (s.any(to, "目前", "现在", "今") > to) {
		p.end, p.relative = s.issue, true
		return p.reach(s.any(to, "目前", "现在", "今"), "range")
	}
	q, ok := s.rightOf(p, to)
	if !ok {
		return p
	}
	if after > p.to {
		e := s.any(q.to, "之前", "以前")
		if e == q.to {
			return p
		}
		q.to, q.end = e, q.start.AddDate(0, 0, -1)
	}
	if q.end.Before(p.start) || q.start.Before(p.start) {
		return p
	}
	p.end, p.relative = q.end, p.relative || q.relative
	p.grain = part
	if q.grain >= daily {
		p.grain = daily
	}
	return p.reach(q.to, "range")
}

// listed joins neighbouring days: 7月10日、11日、12日; 今天和明天两天.
func (s *scanner) listed(p point) point {
	if and := s.any(p.to, "和", "、", "及"); and > p.to && p.grain == daily && p.relative && p.rule == "word" {
		q, ok := s.rightOf(p, and)
		if both := s.any(q.to, "两天", "两日"); ok && both > q.to && q.start.Equal(p.end.AddDate(0, 0, 1)) {
			p.end = q.end
			return p.reach(both, "range")
		}
	}
	for p.rule == "day" && p.end == p.start.AddDate(0, 0, p.count) && s.in(p.to, "、,") {
		n, ok := s.number(p.to + 1)
		day := p.end.AddDate(0, 0, 1)
		if !ok || n.value != day.Day() || day.Month() != p.end.Month() || !s.in(n.to, "日号") {
			return p
		}
		p.end, p.to, p.count = day, n.to+1, p.count+1
	}
	return p
}

// rightOf reads the right end of a range, which takes its year and month from
// the left one and never lies before it.
func (s *scanner) rightOf(p point, to int) (point, bool) {
	named, last, joining := s.named, s.last, s.joining
	defer func() { s.named, s.last, s.joining = named, last, joining }()
	s.joining, s.last = true, p
	s.named = year{number: p.start.Year(), relative: p.relative}
	q, ok := s.open(to)
	if ok && q.end.Before(p.start) && !q.dated {
		s.named.number++
		q, ok = s.open(to)
	}
	if ok && p.lunar != q.lunar && p.lunar {
		return q, false
	}
	return q, ok && q.kind == "" && !q.start.IsZero() && q.rule != "rolling" && q.rule != "ago" && q.rule != "clock"
}

// take reads what is around p, keeps it, and gives its end.
func (s *scanner) take(p point) int {
	asNamed := s.document(p)
	switch {
	case p.kind == Other || p.kind == Name:
		p = s.prefixed(p)
	case asNamed:
		p.kind, p.rule = Name, "document"
	default:
		p = s.suffixed(s.prefixed(p))
	}
	s.carry(p)
	s.keep(p)
	return p.to
}

// keep adds p to what is found; days that follow from an unknown issue date,
// or that the calendar does not hold, are left out.
func (s *scanner) keep(p point) {
	unknown := p.relative && !s.known
	if unknown || !sound(p.start, p.end) {
		p.start, p.end = time.Time{}, time.Time{}
	}
	kind := p.kind
	if kind == "" {
		kind = Span
	}
	from := max(p.from, s.free)
	s.found = append(s.found, Period{from, p.to, string(s.original[from:p.to]), p.start, p.end, kind, p.rule})
	s.free = p.to
}

func sound(start, end time.Time) bool {
	return (start.IsZero() || validYear(start.Year())) && (end.IsZero() || validYear(end.Year())) &&
		(start.IsZero() || end.IsZero() || !end.Before(start))
}

// founding words make the year before them that of an event, not of what follows.
var founding = []string{"成立", "创办", "建成", "开业", "投产", "创立", "设立", "始建", "出生", "毕业", "入学", "注册", "建校", "建厂", "上市", "以来", "起"}

// carry remembers p for the expressions after it.
func (s *scanner) carry(p point) {
	if p.rule == "now" {
		s.named = year{}
	}
	if p.kind != "" || p.start.IsZero() || p.end.IsZero() || p.rule == "whole-year" && (s.in(p.from-1, "占") || s.any(p.to, "目标", "任务", "计划", "预算") > p.to) || p.rule == "since" || p.rule == "rolling" || p.rule == "five-year-plan" {
		return
	}
	s.last = p
	if !p.dated || p.grain == era {
		return
	}
	clause := p.to
	for clause < len(s.runes) && clause < p.to+12 && !isMark(s.runes[clause]) {
		clause++
	}
	if containsAny(string(s.runes[p.to:clause]), founding) {
		return
	}
	s.named = year{p.end.Year(), p.relative, p.from, p.from-s.head <= 8 && s.heads(p.from)}
}

// heads reports whether nothing, or no more than who reports, stands between the
// beginning of the sentence and i.
func (s *scanner) heads(i int) bool {
	lead := string(s.runes[min(s.head, i):i])
	return !strings.ContainsRune(lead, ',') || reports(lead)
}

// reports says whether a text is no more than who reports: 市长介绍,.
func reports(lead string) bool {
	who, found := strings.CutSuffix(lead, ",")
	return found && !strings.ContainsRune(who, ',') && containsAny(who, []string{"介绍", "表示", "指出", "透露", "显示", "获悉", "了解到"})
}

// The rules that the words before an expression name, and those that look at
// the whole clause.
const contextRules = "as-of compared until recurring range to-date document"

// prefixed reads the words before p: 截至, 到…, 较…, 与…相比.
func (s *scanner) prefixed(p point) point {
	if from, ok := s.ends(p.from, "截至到", "截止到", "截止至", "截至", "截止"); ok && from >= s.free {
		p.from = from
		if p.kind == "" {
			p.start = time.Time{}
			p.rule = "as-of"
		}
		return p
	}
	if _, ok := s.ends(p.from, "每年", "每年的", "每月", "每逢", "每到", "每周", "历年"); ok && !p.dated {
		p = p.undated()
		p.rule = "recurring"
		return p
	}
	if from, ok := s.compares(p); ok {
		p.from = from
		return s.compared(p)
	}
	if p.kind == "" && p.dated && p.grain < clock && s.untilHere(p) {
		p.from--
		p.rule = "until"
		if past := s.known && !p.end.After(s.issue); past && p.grain == yearly { // 到2013年,只有912万人: that year's figure
			return p
		} else if !past {
			p.kind = Deadline
		}
		p.start = time.Time{}
	}
	return p
}

// compares reports whether the words before p say that something is measured
// against it, and where those that belong to it begin.
func (s *scanner) compares(p point) (int, bool) {
	from, ok := s.ends(p.from, "比", "较")
	if ok && s.at(from-1) != '占' {
		if s.in(from-1, "同环对相比") {
			return p.from, true
		}
		return from, from >= s.free
	}
	if _, ok := s.ends(p.from, "相较于", "相较", "相比于", "高于", "低于", "多于", "少于", "好于", "优于", "快于", "慢于", "大于", "小于", "强于", "弱于", "超过", "超", "恢复到", "恢复至", "相当于", "比起", "同比"); ok {
		return p.from, true
	}
	if _, ok := s.ends(p.from, "是", "为", "达到", "达"); ok && s.multipleFollows(p.to) {
		return p.from, true
	}
	if _, ok := s.ends(p.from, "与", "和", "同", "跟"); ok && s.comparisonEnds(p.to) {
		return p.from, true
	}
	return p.from, false
}

// multipleFollows reports whether 的1.3倍 or 的98% follows.
func (s *scanner) multipleFollows(i int) bool {
	i = s.any(i, "同期的", "同期", "的")
	from := i
	for i < from+8 && (isDigit(s.at(i)) || s.in(i, ".") || isHanNumeral(s.at(i)) || s.in(i, "近约超多余")) {
		i++
	}
	return i > from && s.in(i, "倍%成")
}

// comparisonEnds reports whether 相比 or 持平 closes the clause.
func (s *scanner) comparisonEnds(i int) bool {
	for from := i; i < from+10 && !isMark(s.at(i)); i++ {
		if s.any(i, "相比", "持平", "比较", "相当", "对比") > i {
			return true
		}
	}
	return false
}

// compared makes p what a change is measured against; 同期 behind it gives it
// the part of the year of the expression before.
func (s *scanner) compared(p point) point {
	if p.kind == "" || p.rule == "vague" {
		p.kind = Compared
	}
	if p.start.IsZero() {
		return p
	}
	p = s.seenFrom(p)
	p.rule = "compared"
	if to := s.any(p.to, "的同期", "同期", "同月", "同季"); to > p.to {
		p = s.samePart(p).reach(to, "compared")
	}
	return p
}

// seenFrom counts 上年 and 上月 of a comparison from the expression before, whose
// figures are compared: 2023年…，比上年增长.
func (s *scanner) seenFrom(p point) point {
	i := p.from + len([]rune("比"))
	if s.in(p.from, "上") {
		i = p.from
	}
	months := 0
	switch {
	case !p.relative || s.last.end.IsZero() || s.last.grain == era:
		return p
	case s.has(i, "上年"), s.has(i, "上一年"):
		months = 12 * (s.last.end.Year() - s.issue.Year())
	case s.last.grain < part:
		return p
	case s.has(i, "上月"), s.has(i, "上个月"):
		months = monthsBetween(s.issue, s.last.end)
	case s.has(i, "上季度"), s.has(i, "上一季度"), s.has(i, "上个季度"):
		months = monthsBetween(date(s.issue.Year(), (s.issue.Month()-1)/3*3+1, 1), date(s.last.end.Year(), (s.last.end.Month()-1)/3*3+1, 1))
	}
	wholeMonths := p.end.AddDate(0, 0, 1).Day() == 1
	p.start, p.end = shift(p.start, months), shift(p.end, months)
	if wholeMonths {
		p.end = lastDay(p.end.Year(), p.end.Month())
		if p.grain == daily && p.rule != "day" {
			p.start = p.end
		}
	}
	return p
}

// samePart gives p the part of the year that the last expression covers.
func (s *scanner) samePart(p point) point {
	if s.last.end.IsZero() || p.grain != yearly {
		return p
	}
	months := 12 * (p.end.Year() - s.last.end.Year())
	end := shift(s.last.end, months)
	if s.last.end.AddDate(0, 0, 1).Day() == 1 {
		end = lastDay(end.Year(), end.Month())
	}
	p.start, p.end = shift(s.last.start, months), end
	p.relative = p.relative || s.last.relative
	return p
}

// untilHere reports whether 到 or 至 stands before p as a preposition, not as
// the complement of a verb (增加到2023年的…).
func (s *scanner) untilHere(p point) bool {
	if from, ok := s.ends(p.from, "到", "至"); !ok || from < s.free {
		return false
	}
	i := p.from - 1
	if isMark(s.at(i - 1)) {
		return s.at(i-1) != '-'
	}
	_, ok := s.ends(i, "力争", "争取", "确保", "计划", "规划", "目标", "提出", "明确", "预计", "预期", "将", "拟", "并", "是", "期", "实现", "要求", "指出", "表示", "称", "即", "而", "有望", "直")
	return ok
}

// suffixed reads the words behind p: 以来, 前, 期间, 起, 同期.
func (s *scanner) suffixed(p point) point {
	if p.kind != "" {
		return p
	}
	for _, f := range suffixes {
		if to := s.any(p.to, f.words...); to > p.to && !s.in(to, f.not) {
			if q, ok := f.read(s, p, to); ok {
				return q
			}
		}
	}
	return s.done(p)
}

// A suffix is a rule for the words behind an expression.
type suffix struct {
	rule  string // "" keeps the rule of the expression
	words []string
	not   string // what follows where the words are part of others
	read  func(s *scanner, p point, to int) (point, bool)
}

// To add a word behind an expression, add one line. The order is that of trial.
var suffixes = []suffix{
	{"same-period", []string{"同期", "同月", "同季"}, "声", samePeriod},
	{"since", []string{"以来", "至今", "以降", "迄今"}, "年天日晚晨春夏秋冬后", since},
	{"since", []string{"来"}, "自访临到源我", sinceShort},
	{"bound", []string{"之后", "以后", "之前", "以前", "前"}, notDeadline, bound},
	{"bound", []string{"之后", "以后", "过后", "后"}, "期来", afterFeast},
	{"deadline", []string{"之前", "以前", "前"}, notDeadline, deadline},
	{"", []string{"期间", "之间"}, "", during},
	{"", []string{"之内", "内"}, "地部外容需贸资蒙陆", within},
	{"from", []string{"起", "开始"}, "来步到飞草点诉重", from},
}

// notDeadline is what follows 前 where it begins another word or number.
const notDeadline = "往列期来后景沿述身提任行进者端茅夕瞻台几零一二两三四五六七八九十0123456789"

// samePeriod: 去年同期. Followed by a figure of its own (去年同期为100亿元) it is a
// period like others.
func samePeriod(s *scanner, p point, to int) (point, bool) {
	if p.grain != yearly {
		return p, false
	}
	p = s.samePart(p).reach(to, "same-period")
	p.kind = Compared
	if isMark(s.at(p.from-1)) && !isMark(s.at(to)) && s.any(to, "相比", "持平", "比", "水平", "相当", "的") == to { // ,2020年同期工业增加值下降23.2%
		p.kind = ""
	}
	if s.any(to, "为", "是", "仅", "只", "完成", "实现", "达", ":") > to {
		p.kind = ""
	}
	return p, true
}

func since(s *scanner, p point, to int) (point, bool) {
	if p.start.IsZero() {
		return p, false
	}
	if p.start.After(s.issue) && s.known {
		p.start = date(p.start.Year()-1, p.start.Month(), p.start.Day())
	}
	p.end, p.relative, p.plain = s.issue, true, false
	return p.reach(to, "since"), true
}

// sinceShort: 今年以来 as 今年来, at the end of its clause.
func sinceShort(s *scanner, p point, to int) (point, bool) {
	if !isMark(s.at(to)) || p.grain > part {
		return p, false
	}
	return since(s, p, to)
}

func deadline(s *scanner, p point, to int) (point, bool) {
	if p.feast != nil {
		p.end = p.start.AddDate(0, 0, -1)
	}
	p.start, p.kind = time.Time{}, Deadline
	return p.reach(to, "deadline"), true
}

// bound: 2018年以前, 2018年以后. A side of a past year is no period of a figure;
// the days are those of the year named.
func bound(s *scanner, p point, to int) (point, bool) {
	if p.grain != yearly || p.end.After(s.issue) && s.has(to-1, "前") {
		return p, false
	}
	p.kind = Other
	return p.reach(to, "bound"), true
}

// afterFeast: 春节后. Nobody says until when.
func afterFeast(_ *scanner, p point, to int) (point, bool) {
	if p.feast == nil || p.feast.of("season") {
		return p, false
	}
	p.kind = Other
	return p.reach(to, "bound"), true
}

func during(s *scanner, p point, to int) (point, bool) { return p.reach(to, p.rule), true }

func within(s *scanner, p point, to int) (point, bool) {
	if p.grain > monthly {
		return p, false
	}
	p.plain = false
	return p.reach(to, p.rule), true
}

func from(s *scanner, p point, to int) (point, bool) {
	if p.start.IsZero() {
		return p, false
	}
	p.end = time.Time{}
	return p.reach(to, "from"), true
}

// done ends 今年 on the issue date where its clause says that something has been
// done: 今年已组织, 今年举办了.
func (s *scanner) done(p point) point {
	if p.start.IsZero() || !s.known {
		return p
	}
	i := p.to
	for i < p.to+30 && !strings.ContainsRune(",。;!?:\n", s.at(i)) && i < len(s.runes) {
		i++
	}
	clause := string(s.runes[p.to:min(i, len(s.runes))])
	if since := s.sinceBehind(p, clause); since {
		p.end, p.relative, p.rule = s.issue, true, "since"
		return p
	}
	if p.plain && (strings.Contains(strings.ReplaceAll(clause, "了解", ""), "了") || strings.Contains(clause, "已") || strings.HasPrefix(clause, "累计")) && !containsAny(clause, []string{"将", "计划", "拟", "力争", "安排", "列入", "确定"}) {
		p.end, p.rule = s.issue, "to-date"
	}
	return p
}

// sinceBehind reports whether 自 stands before p and 以来 behind its clause:
// 自2014年开业以来.
func (s *scanner) sinceBehind(p point, clause string) bool {
	k := strings.Index(clause, "以来")
	if k < 0 || k > 24*len("年") || p.start.After(s.issue) {
		return false
	}
	_, ok := s.ends(p.from, "自", "从", "自从")
	return ok || p.dated && strings.HasSuffix(clause, "以来") // 今年5月启动改革以来,…
}
