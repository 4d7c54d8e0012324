package indicator

import (
	"strings"
	"time"

	"shangbao/transform/period"
	"shangbao/transform/quantity"
)

// carried is the period that figures without one of their own take on: the
// last one that governed a figure of the paragraph.
type carried struct {
	set        bool
	period     int // index into reader.periods
	start, end time.Time
	section    int
}

// when fills in the period of a row: the one its own clause names, none where the
// words before it set it apart, else one carried on.
func (r *reader) when(row *Indicator, at position, p place, got reading) {
	c := r.clauses[at.clause]
	if r.carried.section != c.section {
		r.carried = carried{section: c.section}
		if c.head >= 0 {
			h := r.periods[c.head]
			r.carried = carried{true, c.head, h.Start, h.End, c.section}
		}
	}
	if own := r.own(at, p, got); own >= 0 {
		r.govern(row, own, at, "explicit")
		return
	}
	switch {
	case got.statistic == "level" && isOldLevel(c.words, at.word):
	case stands(row, c.words, at.word):
		if p := r.sentencePeriod(at); p >= 0 && r.periods[p].Rule == "as-of" { // 截至6月底,装机容量…
			r.govern(row, p, at, "inherited")
		}
	case r.vague(at):
		r.carried.set = false
	case r.breaksOff(at):
		r.broken = c.sentence
		r.carried.set = r.carried.set && r.first(at) == r.carried.period // the period that opens a paragraph is taken up again
	default:
		r.inherit(row, at)
	}
}

// own gives the time expression that the clause of a number names; -1 without one.
func (r *reader) own(at position, p place, got reading) int {
	if paired := r.pairedPeriod(at); paired >= 0 {
		return paired
	}
	if own := r.explicit(at, p, got); own >= 0 {
		return own
	}
	return r.leading(at)
}

// inherit gives a row the period of its sentence, its paragraph or the report.
func (r *reader) inherit(row *Indicator, at position) {
	c := r.clauses[at.clause]
	if p := r.sentencePeriod(at); p >= 0 {
		r.govern(row, p, at, "inherited")
	} else if p := r.behind(at); p >= 0 {
		r.govern(row, p, at, "explicit")
	} else if r.broken == c.sentence {
		return
	} else if r.carried.set {
		r.carry(row)
	} else if p := r.opening(at); p >= 0 && row.Statistic == "level" {
		r.govern(row, p, at, "inherited")
	} else if r.report.set && r.report.section == r.voice(row.Start) && r.compared(row, at) {
		r.carried = carried{true, r.report.period, r.report.start, r.report.end, c.section}
		r.carry(row)
	}
}

// opening gives the day that opens the paragraph of a number, of whose event it tells
// on: 7月4日,消防队接到报警。…出动2辆消防车; -1 without one.
func (r *reader) opening(at position) int {
	if anyIs(r.clauses[at.clause].words, "every") {
		return -1
	}
	p := r.first(at)
	if p < 0 || !usable(r.periods[p]) || r.periods[p].Kind != period.Span || !r.periods[p].Start.Equal(r.periods[p].End) || r.periods[p].End.After(r.issue) {
		return -1
	}
	return p
}

// first gives the time expression that is the first word of the paragraph or list
// item of a number; -1 without one.
func (r *reader) first(at position) int {
	here, first := r.clauses[at.clause], at.clause
	for k := range r.back(at.clause, inParagraph(here)) {
		first = k
	}
	c := r.clauses[first]
	if len(c.words) == 0 || c.section != here.section || first > 0 && r.clauses[first-1].paragraph == here.paragraph {
		return -1
	}
	return c.words[0].period
}

// carry gives a row the period carried on.
func (r *reader) carry(row *Indicator) {
	row.PeriodText, row.PeriodSource = r.periods[r.carried.period].Text, "inherited"
	row.PeriodStart, row.PeriodEnd = r.carried.start, r.carried.end
}

// compared reports whether a row is a rate of growth of a report, or a level that
// the next clause gives such a rate: 零售总额97.93亿元,同比增长12.3%. A report that names its
// period at the head goes on in paragraphs without one.
func (r *reader) compared(row *Indicator, at position) bool {
	here := r.clauses[at.clause]
	for _, c := range r.back(at.clause, inSentence(here)) {
		if c.cue != "" || hasWord(c.words, "年均", "平均") {
			return false
		}
	}
	if row.Statistic == "growth" {
		return row.Kind == quantity.Percent || row.Kind == quantity.Multiple
	}
	if row.Statistic != "level" || at.clause+1 == len(r.clauses) {
		return false
	}
	next := r.clauses[at.clause+1]
	return next.sentence == here.sentence && len(next.words) > 1 && (comparing(next.words[0]) || is(next.words[0].text, ways...))
}

// reports reports whether a time expression is the span of a report: a holiday to
// a year, and over.
func (r *reader) reports(row *Indicator) bool {
	days := row.PeriodEnd.Sub(row.PeriodStart).Hours() / 24
	return !row.PeriodStart.IsZero() && days > 2 && days < 366 && !row.PeriodEnd.After(r.issue)
}

// govern gives a row a time expression and carries it on. 今年,…已… ends on the day
// of the issue: period reads that where the words stand in one clause, here they
// may be clauses apart. The condition of a rule and the period of an old
// level (由2020年的12%提高到25%) govern nothing else.
func (r *reader) govern(row *Indicator, p int, at position, source string) {
	x := r.periods[p]
	end := x.End
	if r.carried.set && r.carried.period == p {
		end = r.carried.end
	} else if strings.HasPrefix(x.Text, "今年") && isYear(x) && end.After(r.issue) && !x.Start.After(r.issue) && r.done(at) && cue(r.clauses[at.clause].words[:at.word], false) != "target" {
		end = r.issue
	}
	row.PeriodText, row.PeriodStart, row.PeriodEnd, row.PeriodSource = x.Text, x.Start, end, source
	r.monthOf(row, x, at)
	if source == "explicit" {
		r.cumulative = timeless(r.clauses[at.clause].words[:at.word])
	}
	if v := r.voice(row.Start); r.reports(row) && !(r.report.set && r.report.section == v && end.Before(r.report.end)) { // 2019年增速变缓至3%: what was before is no report
		r.report = carried{true, p, x.Start, end, v}
	}
	if row.Statistic != "threshold" && !r.isOld(p, at) {
		r.carried = carried{true, p, x.Start, end, r.clauses[at.clause].section}
	}
}

// monthOf gives a number of a list its month, where the time expression lists as many:
// 7、8、9三个月,失业率分别为5.1%、5.1%和4.9%.
func (r *reader) monthOf(row *Indicator, p period.Period, at position) {
	nth, size := listPosition(r.clauses[at.clause].words, at.word)
	first := p.Start.AddDate(0, nth, 0)
	if size > 1 && strings.Count(fold(p.Text), "、") == size-1 && p.Rule == "month-range" && p.Start.AddDate(0, size, -1).Equal(p.End) {
		row.PeriodStart, row.PeriodEnd = first, first.AddDate(0, 1, -1)
	}
}

// explicit gives the time expression of the number's own clause: the last one
// before it; -1 without one. What a comparison, a share or a plan
// names (较2019年, 占全年, 年初目标) is its basis, and what stands behind 由 (由2020年的12%
// 提高到25%) the period of the old level.
func (r *reader) explicit(at position, before place, got reading) int {
	ws := r.clauses[at.clause].words
	for k := at.word - 1; k >= 0; k-- {
		p := ws[k].period
		if p >= 0 && beside(ws, k, at.word) && (got.statistic == "level" || got.rule == "growth-behind") && !r.periods[p].End.IsZero() {
			return p // 与前年的|939万人相差不大, 高于上一年|-2.5%的增速
		}
		if p < 0 || !usable(r.periods[p]) || r.founded(ws, k) && k+2 < len(ws) && ws[k+2].text == "的" {
			continue
		}
		if (got.rule == "reach" || got.rule == "multiple") && k > at.word-(before.i-got.cut) || isBasis(ws, k) || ofPlan(ws, k) ||
			(got.rule == "share-of" || got.rule == "completed") && wholes(ws[max(0, k-4):k]) {
			continue
		}
		return p
	}
	return -1
}

// pairedPeriod gives a number of a list the time expression in the same place of a
// list of as many: 2014年和2015年,报名人数分别为939万、|942万; -1 without such lists.
func (r *reader) pairedPeriod(at position) int {
	nth, size := listPosition(r.clauses[at.clause].words, at.word)
	if size < 2 {
		return -1
	}
	for _, c := range r.back(at.clause, inSentence(r.clauses[at.clause])) {
		for k := range c.words {
			n := 0
			for k+2*n < len(c.words) && c.words[k+2*n].period >= 0 && (n == 0 || is(c.words[k+2*n-1].text, "and")) {
				n++
			}
			if n == size && usable(r.periods[c.words[k].period]) && !isBasis(c.words, k) {
				return c.words[k+2*nth].period
			}
			if n > 0 {
				break
			}
		}
	}
	return -1
}

// leading gives the time expression that fills the clause before the number's:
// 上半年,全市…; -1 without one.
func (r *reader) leading(at position) int {
	k := at.clause - 1
	if k < 0 || r.clauses[k].sentence != r.clauses[at.clause].sentence || len(r.clauses[k].words) > 2 {
		return -1
	}
	for _, w := range r.clauses[k].words {
		if w.period >= 0 && usable(r.periods[w.period]) {
			return w.period
		}
	}
	return -1
}

// behind gives the first time expression behind the number in its clause:
// 3个事项获评2024年…案例; -1 without one.
func (r *reader) behind(at position) int {
	ws := r.clauses[at.clause].words
	for k := at.word + 1; k < len(ws) && ws[k].quantity < 0; k++ {
		if p := ws[k].period; p >= 0 && usable(r.periods[p]) && r.periods[p].Kind != period.Deadline && ws[k-1].pos != "p" {
			return p
		}
	}
	return -1
}

// sentencePeriod gives the last time expression that an earlier clause of the
// same sentence part names: up to a semicolon, or over it where it already
// governed a figure; -1 without one.
func (r *reader) sentencePeriod(at position) int {
	here := r.clauses[at.clause]
	semicolon := here.after == ';'
	for k, c := range r.back(at.clause-1, inSentence(here)) {
		if n := len(r.rows) - 1; n >= 0 && k < r.from[n].clause && r.carried.set && !semicolon && r.rows[n].PeriodSource != "" {
			return r.carried.period // what governed the figure between
		}
		if c.outer >= 0 && c.outer != here.outer {
			continue
		}
		if c.breaks {
			return -1
		}
		for j := len(c.words) - 1; j >= 0; j-- {
			p := c.words[j].period
			if r.sometime(c.words, j) {
				return -1
			}
			if p < 0 || !usable(r.periods[p]) || isBasis(c.words, j) || r.periods[p].Kind == period.Name || aside(c.words, j) || r.founded(c.words, j) || ofPlan(c.words, j) || asObject(c.words, j) || wasFrom(c.words, j) || wholes(c.words[max(0, j-4):j]) {
				continue
			}
			if semicolon && !(r.carried.set && r.carried.period == p) {
				return -1
			}
			return p
		}
		semicolon = semicolon || c.after == ';'
	}
	return -1
}
