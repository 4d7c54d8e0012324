package indicator

import (
	"slices"
	"strings"

	"shangbao/transform/period"
)

// What sets a figure apart from the periods round it, and which time expressions are
// those of no figure.

// labelled reports whether a sentence begins with a list label, where another
// topic begins.
func labelled(ws []word) bool {
	s := text(ws, phrase{0, min(2, len(ws))})
	for n := range words()["list_label"] {
		if strings.HasPrefix(s, n) {
			return true
		}
	}
	return false
}

// usable reports whether a time expression can govern a figure. “5·21” names an event.
func usable(p period.Period) bool {
	return !(p.Kind == period.Name && p.Rule == "month-day") && p.Kind != period.Compared && p.Kind != period.Other && !(p.Start.IsZero() && p.End.IsZero())
}

// wholes reports whether the last of the words before a time expression begin what a
// share is of: 占|全年, 完成|全年支出的67.5%.
func wholes(ws []word) bool {
	return hasWord(ws, "占", "占到", "完成", "完成了") && !anyIs(ws, "from")
}

// ofPlan reports whether the time expression at word k only says which plan is
// meant: 年初|目标, 全年|任务.
func ofPlan(ws []word, k int) bool {
	switch ws[k].text {
	case "年初", "全年", "年度", "全年度":
		return k+1 < len(ws) && is(ws[k+1].text, "plan_noun")
	}
	return false
}

// asObject reports whether the time expression at word k only describes the object of a
// verb, in a clause without numbers: 持续|今年以来两位数增长态势.
func asObject(ws []word, k int) bool {
	return k > 0 && ws[k-1].pos == "v" && k+1 < len(ws) && nominal(ws[len(ws)-1]) && !slices.ContainsFunc(ws, func(w word) bool { return w.quantity >= 0 })
}

// wasFrom reports whether the time expression at word k is that of an old level:
// 从|2013年的1.76缩小到1.61.
func wasFrom(ws []word, k int) bool {
	return k > 0 && k+2 < len(ws) && (ws[k-1].text == "从" || ws[k-1].text == "由") && ws[k+1].text == "的" && ws[k+2].quantity >= 0
}

// founded reports whether the time expression at word k says when something began,
// not for when a figure holds: 2014年|成立的合作社, 成立于|2014年.
func (r *reader) founded(ws []word, k int) bool {
	if r.periods[ws[k].period].End.After(r.issue) {
		return false
	}
	return k+1 < len(ws) && is(ws[k+1].text, "founding") || k > 1 && ws[k-1].text == "于" && is(ws[k-2].text, "founding")
}

// beside reports whether a number at word i stands right behind the time expression at
// word k, or 的 between.
func beside(ws []word, k, i int) bool {
	return k+1 == i || k+2 == i && ws[k+1].text == "的"
}

// isOld reports whether time expression p follows 由 or 从 in the number's clause.
func (r *reader) isOld(p int, at position) bool {
	ws := r.clauses[at.clause].words
	for k := range at.word {
		if ws[k].period == p {
			attached := beside(ws, k, at.word) && (isBasis(ws, k) || comparing(ws[k]) || k > 0 && is(ws[k-1].text, "against_up", "against_down")) // 与去年的|942万人相差不大
			return attached || k > 0 && is(ws[k-1].text, "from") && ws[k-1].text != "自"
		}
	}
	return false
}

// timeless reports whether words set a figure apart from the period before it:
// 累计 counts from the beginning, 达产后 from a day to come.
func timeless(ws []word) bool {
	return anyIs(ws, "timeless")
}

// breaksOff reports whether the words before a number set it apart from the
// period before it; a part of the whole whose period that is (其中,新能源累计…), and what
// has come together up to a day (截至5月,累计…), do not. What happens every day or year
// is set apart from a single day. The rest of the sentence is, too.
func (r *reader) breaksOff(at position) bool {
	c := r.clauses[at.clause]
	ws := c.words[:at.word]
	part := len(ws) > 0 && is(ws[0].text, "among")
	if k := at.clause - 1; !part && k >= 0 && r.clauses[k].sentence == c.sentence && len(r.clauses[k].words) == 1 {
		part = is(r.clauses[k].words[0].text, "among")
	}
	return timeless(ws) && !part && !r.cumulative && !(r.carried.set && r.carried.start.IsZero()) ||
		r.carried.set && r.carried.start.Equal(r.carried.end) && anyIs(ws, "every")
}

// vague reports whether the nearest time expression before a number in its sentence
// is one without days: 而前些日子,韭菜每公斤|2元.
func (r *reader) vague(at position) bool {
	for k, c := range r.back(at.clause, inSentence(r.clauses[at.clause])) {
		ws := c.words
		if k == at.clause {
			ws = ws[:at.word]
		}
		for i := len(ws) - 1; i >= 0; i-- {
			if r.sometime(ws, i) {
				return true
			}
			if p := ws[i].period; p >= 0 && usable(r.periods[p]) {
				return false
			}
		}
	}
	return false
}

// isOldLevel reports whether the number at word i is what another took the place of:
// 从|2至3天压缩至16小时.
func isOldLevel(ws []word, i int) bool {
	return i > 0 && is(ws[i-1].text, "from") && i+1 < len(ws) && is(ws[i+1].text, "reach_up", "reach_down", "reach_")
}

// sometime reports whether word k is a time expression without days that sets off its
// figures.
func (r *reader) sometime(ws []word, k int) bool {
	if ws[k].period < 0 {
		return false
	}
	p := r.periods[ws[k].period]
	return p.Rule == "vague" && p.Kind != period.Compared && !is(ws[k].text, "reporting_time") && !isBasis(ws, k)
}

// isBasis reports whether the time expression at word k is compared with, or is
// what a record stands out from: 创|近5年|新高.
func isBasis(ws []word, k int) bool {
	if k > 2 && is(ws[k-1].text, "and") && ws[k-2].period >= 0 { // 较去年同期、去年全年分别加快
		return comparing(ws[k-2]) || isBasis(ws, k-2)
	}
	return k > 0 && is(ws[k-1].text, "comparing", "record")
}

// aside reports whether the time expression at word k is only an attribute in a
// phrase that says what something is about: 针对|夏季|多发案件,….
func aside(ws []word, k int) bool {
	return is(ws[0].text, "about") && k+1 < len(ws) && nominal(ws[k+1]) && !strings.ContainsAny(ws[k].text, "0123456789今去本")
}

// isYear reports whether a time expression spans a whole year.
func isYear(p period.Period) bool {
	return p.End.Sub(p.Start).Hours() > 24*360
}

// done reports whether the words of the sentence up to the number, from its
// time expression on, say that it has happened.
func (r *reader) done(at position) bool {
	for k, c := range r.back(at.clause, inSentence(r.clauses[at.clause])) {
		if k == at.clause && happened(c.words[:at.word]) || k < at.clause && c.past {
			return true
		}
	}
	return false
}

// happened reports whether words say that something is done; what has been planned
// (安排了项目16项) is not.
func happened(ws []word) bool {
	return hasWord(ws, "已", "了", "已经", "累计") && !hasWord(ws, "安排", "列入")
}

// stands reports whether a row states a standing fact, a capacity or a rule, which
// belong to no period unless their clause names one.
func stands(row *Indicator, ws []word, i int) bool {
	if row.Statistic == "growth" || row.Statistic == "change" || row.Statistic == "threshold" {
		return false
	}
	for k := 0; k+1 < i; k++ { // 可|容纳3000人
		if is(ws[k].text, "may") && is(ws[k+1].text, "holds") {
			return true
		}
	}
	if row.Statistic == "level" && is(row.Unit, "duration") && !endsIn(row.Name, "count_noun") { // how long it takes or lasts
		return true
	}
	if endsIn(row.Name, "flow_area") {
		return false
	}
	return row.Statistic == "rate" && ruled(ws) || (is(row.Name, "standing") || endsIn(row.Name, "standing")) && !anyIs(ws[:i], "adds")
}

func hasWord(ws []word, list ...string) bool {
	return slices.ContainsFunc(ws, func(w word) bool { return slices.Contains(list, w.text) })
}

// anyIs reports whether any of the words is of one of the classes.
func anyIs(ws []word, classes ...string) bool {
	return slices.ContainsFunc(ws, func(w word) bool { return is(w.text, classes...) })
}
