package indicator

import (
	"regexp"
	"strings"

	"shangbao/transform/quantity"
)

// statement tells what is achieved from what is promised, foreseen or ruled.
func (r *reader) statement(row *Indicator, at position) {
	here := r.clauses[at.clause]
	row.Statement = "actual"
	switch {
	case (row.Statistic == "threshold" || row.Statistic == "rate") && ruled(here.words),
		row.Statistic == "threshold" && r.ruledBehind(at.clause),
		endsIn(row.Name, "grant") && hasWord(here.words, "给予", "予以", "可", "最高", "享受"):
		row.Statement = "rule"
		return
	}
	for k, c := range r.back(at.clause, inSentence(here)) {
		if k < at.clause && hasWord(c.words, "获悉", "了解到", "获知", "据悉") {
			break // what comes before the report is its occasion
		}
		s := c.cue
		if k == at.clause {
			s = cue(c.words[:at.word], true)
		}
		if s != "" {
			row.Statement = s
			return
		}
	}
	if r.ahead(row) {
		row.Statement = "target"
	}
}

// cue gives the statement that the last telling word of a clause announces.
func cue(ws []word, own bool) string {
	for k := len(ws) - 1; k >= 0; k-- {
		w := ws[k]
		switch {
		case is(w.text, "forecast"):
			return "forecast"
		case w.text == "计划":
			if k+1 < len(ws) && (strings.HasPrefix(ws[k+1].pos, "v") || is(ws[k+1].text, "plannable") || ws[k+1].pos == "p" || ws[k+1].period >= 0 || ws[k+1].quantity >= 0) {
				return "target"
			}
		case w.text == "目标":
			if k+1 < len(ws) && is(ws[k+1].text, "equals") {
				return "target"
			}
		case is(w.text, "target") && w.pos != "vn" || strings.HasPrefix(w.text, "力争"):
			return "target"
		case own && is(w.text, "past"):
			return "actual"
		}
	}
	return ""
}

// ruledBehind reports whether a later clause of the sentence says what a threshold
// earns: 年产值1亿元以上的企业,…给予补助.
func (r *reader) ruledBehind(k int) bool {
	here := r.clauses[k]
	for _, c := range r.clauses[k+1 : min(len(r.clauses), k+4)] {
		if c.sentence == here.sentence && ruled(c.words) {
			return true
		}
	}
	return false
}

func ruled(ws []word) bool {
	return anyIs(ws, "rule")
}

// ahead reports whether the row's period reaches beyond the issue date in a
// way that no achieved figure does: 全年, 年内, 到2030年, 下半年.
func (r *reader) ahead(row *Indicator) bool {
	if r.issue.IsZero() || !row.PeriodEnd.After(r.issue) {
		return false
	}
	if row.PeriodStart.IsZero() || row.PeriodStart.After(r.issue) {
		return true
	}
	return strings.Contains(row.PeriodText, "全年") || strings.Contains(row.PeriodText, "年内")
}

var basedOnYear = regexp.MustCompile(`(\d{4})年`)

// basis says what a change, rank or share is measured against.
func (r *reader) basis(row *Indicator, at position, p place, got reading) string {
	if got.basis != "" {
		return normalBasis(got.basis)
	}
	if got.rule == "completed" {
		return row.Name
	}
	if row.Statistic != "growth" && row.Statistic != "change" {
		return ""
	}
	if b := comparedWith(p, got.cut); b != "" {
		return normalBasis(r.oneOf(b, at))
	}
	if b := r.announced(at); b != "" {
		return normalBasis(b)
	}
	if hasWord(p.ws[p.lo:p.i], "年均", "平均") {
		return "" // the average of several years
	}
	if n := len(r.rows) - 1; n >= 0 && r.rows[n].Sentence == row.Sentence {
		last := r.rows[n]
		if last.Name == row.Name && (last.Statistic == "change" || last.Statistic == "growth") || last.Statistic == "growth" && last.Basis == "yoy" {
			return last.Basis // 较去年增加2300人,增长4.3%
		}
	}
	if row.Statistic == "growth" && row.Kind != quantity.Fraction && row.PeriodText != "" && row.Kind != quantity.Doubling {
		return "yoy"
	}
	return ""
}

// oneOf gives the one of several comparisons that a number of a list is for:
// 比全省、全国平均分别高0.7个、1.4个百分点.
func (r *reader) oneOf(basis string, at position) string {
	nth, size := listPosition(r.clauses[at.clause].words, at.word)
	parts := strings.FieldsFunc(basis, func(c rune) bool { return strings.ContainsRune("、和与及", c) })
	if size > 1 && len(parts) == size {
		return parts[nth]
	}
	return basis
}

// comparedWith gives what 比, 较 or 同比 in the words before the number name.
func comparedWith(p place, cut int) string {
	if b := nthBasis(p, cut); b != "" {
		return b
	}
	if cut < p.i {
		for _, b := range []string{"同比", "环比"} {
			if strings.HasPrefix(p.ws[cut].text, b) {
				return b
			}
		}
	}
	for k := min(cut, p.i) - 1; k >= p.lo; k-- {
		w := p.ws[k].text
		switch {
		case is(w, "period_on_period"):
			return w
		case p.ws[k].period >= 0 && strings.HasPrefix(w, "同比"):
			return "同比"
		case w == "比" || w == "较":
			return text(p.ws, phrase{k + 1, min(cut, p.i)})
		case comparing(p.ws[k]):
			return strings.TrimLeft(w, "比较") + text(p.ws, phrase{k + 1, min(cut, p.i)})
		}
	}
	return ""
}

// nthBasis gives the comparison of a number in a list that has one for each:
// 环比、同比分别提高3.81个百分点、10.44个百分点.
func nthBasis(p place, cut int) string {
	nth := p.nth
	for k := min(cut, p.i) - 1; k-2 >= p.lo; k-- {
		first, second := p.ws[k-2].text, p.ws[k].text
		if is(p.ws[k-1].text, "and") && is(first, "period_on_period") && is(second, "period_on_period") && nth < 2 {
			return [...]string{first, second}[nth]
		}
	}
	return ""
}

// announced gives the comparison that an earlier clause without a number
// states for the sentence: 与上年同期相比, 在2023年…的基础上.
func (r *reader) announced(at position) string {
	for _, c := range r.back(at.clause-1, inSentence(r.clauses[at.clause])) {
		s := text(c.words, phrase{0, len(c.words)})
		if strings.HasSuffix(s, "相比") || strings.HasSuffix(s, "基础上") {
			if m := basedOnYear.FindStringSubmatch(s); m != nil {
				return m[1] + "年"
			}
			s = strings.TrimSuffix(s, "相比")
			return strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "与"), "和"), "同")
		}
	}
	return ""
}

var yearBasis = regexp.MustCompile(`^(\d{4})年(?:同期|同月|同季)?$`)

// digits reads a year written in Chinese: 二零零四年.
var digits = strings.NewReplacer("〇", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// normalBasis writes the common comparisons as codes and leaves the others as
// they are printed.
func normalBasis(s string) string {
	s = strings.TrimSpace(s)
	for _, tail := range []string{"相比", "又", "再", "名义", "实际", "偏", "水平", "分别", "也", "了"} {
		s = strings.TrimSuffix(s, tail)
	}
	switch s {
	case "同比", "按年", "上年", "去年", "上年同期", "去年同期", "上年同月", "去年同月", "上年度", "同期":
		return "yoy"
	case "环比", "按月", "按季", "上月", "上季度", "上周", "上期", "上一季度", "上个月", "上季":
		return "pop"
	}
	if m := yearBasis.FindStringSubmatch(digits.Replace(s)); m != nil {
		return "year:" + m[1]
	}
	return s
}
