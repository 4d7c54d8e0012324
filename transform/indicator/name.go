package indicator

import (
	"slices"
	"strings"

	"shangbao/transform/quantity"
)

// name fills in what is measured, the component, the parent and the name rule.
func (r *reader) name(row *Indicator, at position, p place, got reading) {
	own := before(p.ws, p.lo, min(got.cut, p.i))
	if got.rule == "completed" && is(got.basis, "plan_noun") {
		own = phrase{} // 完成年度预算的54.3%: the whole is the plan, the name goes before
	} else if got.statistic == "growth" || got.statistic == "change" || got.statistic == "share" {
		own = before(p.ws, p.lo, comparisonStart(p, got.cut))
	}
	behind := after(p.ws, p.i+1)
	if vagueOnly(p.ws, own) { // 一批百亿级大楼
		own = phrase{}
	}
	if ownersOnly(p.ws, own) { // 市里有1家: whose, not what
		row.Entity = strings.Join(listBefore(p.ws, p.lo, own.to), "、")
		own = phrase{}
	}
	changes := got.statistic == "growth" || got.statistic == "change" || got.statistic == "share"
	switch {
	case r.respectively(row, at, p):
	case r.distance(row, p):
	case isTimes(row.Unit) && behind.empty() && r.object(row, p):
		row.Entity = text(p.ws, own)
	case prefersBehind(row.Quantity, got) && !behind.empty():
		row.Name, row.Rule = text(p.ws, behind), "behind"
	case got.statistic == "threshold" && r.sameUnit(row, at):
	case !own.empty() && !isChangeNoun(text(p.ws, own)):
		row.Name, row.Rule = text(p.ws, own), "before"
	case (changes || got.statistic == "rate" || got.statistic == "rank" || got.rule == "reach") && r.inherits(row, at):
	case !behind.empty():
		row.Name, row.Rule = text(p.ws, behind), "behind"
	case verbAdjacent(p) && r.verb(row, p):
	case r.sameUnit(row, at):
		if row.Entity != "" {
			row.Component = row.Entity
		}
	case r.verb(row, p):
	case r.object(row, p):
	case r.inherits(row, at):
	default:
		row.Rule = "none"
	}
	if got.statistic == "threshold" {
		row.Entity = text(p.ws, behind)
	}
	if claims(row, got, p, behind) {
		r.claimed = position{at.clause, at.word + behind.to - p.i}
	}
	if row.Rule == "before" {
		r.splitOwner(row, own, p)
		if got.statistic != "level" {
			row.Parent = r.levelNamed(row.Name, at)
		}
	}
	r.component(row, at)
}

// vagueOnly reports whether a phrase is nothing but a numeral such as 一批.
func vagueOnly(ws []word, p phrase) bool {
	for _, w := range ws[p.from:p.to] {
		if w.pos != "m" && w.pos != "q" {
			return false
		}
	}
	return true
}

// claims reports whether the noun behind a number belongs to it, so that it
// names no later number of the clause.
func claims(row *Indicator, got reading, p place, behind phrase) bool {
	if behind.empty() {
		return false
	}
	return got.statistic == "rank" || row.Rule == "behind" && (prefersBehind(row.Quantity, got) || p.ws[p.i+1].text == "的")
}

// prefersBehind reports whether a number counts what stands behind it: 12家企业.
// Money and physical amounts belong to what stands before them.
func prefersBehind(q quantity.Quantity, got reading) bool {
	if q.Kind != quantity.Amount || got.statistic != "level" && got.statistic != "change" {
		return false
	}
	return !physical(q.Unit)
}

// physical reports whether a unit measures rather than counts.
func physical(unit string) bool {
	return unit != "" && (unit[0] < 0x80 || unit == "亩")
}

// isChangeNoun reports whether a name says only that something grows.
func isChangeNoun(s string) bool {
	return is(s, "growth_noun", "fall_noun", "up", "down", "span_noun")
}

// comparisonStart moves a cut in front of 比上年, 较2019年同期 and adverbs, so that
// the subject of the change is what remains.
func comparisonStart(p place, cut int) int {
	for k := cut - 1; k >= p.lo; k-- {
		if comparing(p.ws[k]) {
			cut = k
		}
	}
	return cut
}

// inherits takes the name of the row before, for a growth or share that names
// no subject of its own, and makes its level the parent.
func (r *reader) inherits(row *Indicator, at position) bool {
	n := len(r.rows) - 1
	if n < 0 || r.clauses[r.from[n].clause].paragraph != r.clauses[at.clause].paragraph {
		return false
	}
	if outer := r.clauses[at.clause].outer; outer < 0 { // what stands in brackets is no topic
		for n > 0 && n > len(r.rows)-reach && r.clauses[r.from[n].clause].outer >= 0 && r.clauses[r.from[n-1].clause].paragraph == r.clauses[at.clause].paragraph {
			n--
		}
	}
	last := r.rows[n]
	row.Name, row.Component, row.Rule = last.Name, last.Component, "inherited"
	row.Confidence -= 10
	row.Parent = n
	if last.Statistic != "level" {
		row.Parent = last.Parent
	}
	return last.Name != ""
}

// sameUnit carries the name of the last count of the same unit in the
// sentence: 9家市场,市里有1家.
func (r *reader) sameUnit(row *Indicator, at position) bool {
	here := r.clauses[at.clause]
	for n := len(r.rows) - 1; n >= 0 && n > len(r.rows)-reach; n-- {
		there := r.clauses[r.from[n].clause]
		if there.paragraph != here.paragraph || there.sentence < here.sentence-1 {
			return false
		}
		if r.rows[n].Unit == row.Unit && r.rows[n].Name != "" && r.rows[n].Statistic == row.Statistic {
			row.Name, row.Rule, row.Parent = r.rows[n].Name, "same-unit", n
			row.Confidence -= 10
			return true
		}
	}
	return false
}

// distance reads 距离现模具城约4公里: what is measured is the verb, and what
// follows it is where the distance begins.
func (r *reader) distance(row *Indicator, p place) bool {
	if row.Kind != quantity.Amount || !physical(row.Unit) {
		return false
	}
	for k := p.lo; k < p.i; k++ {
		if w := p.ws[k].text; w == "距离" || w == "距" || w == "相距" {
			row.Name, row.Rule = "距离", "distance"
			return true
		}
	}
	return false
}

// isTimes reports whether a unit counts how often something is done.
func isTimes(unit string) bool {
	return unit == "次" || unit == "回" || unit == "遍"
}

// verbAdjacent reports whether a verb that is no link stands right before the number.
func verbAdjacent(p place) bool {
	i := p.i
	for i > p.lo && is(p.ws[i-1].text, "filler") {
		i--
	}
	return i > p.lo && p.ws[i-1].pos == "v" && !is(p.ws[i-1].text, "link")
}

// verb names a number after the verb before it: 全年发运8.8万标箱, 已办理1400多件.
func (r *reader) verb(row *Indicator, p place) bool {
	for k := p.i - 1; k >= p.lo; k-- {
		w := p.ws[k]
		if w.pos != "v" && w.pos != "vn" || is(w.text, "link") {
			continue
		}
		end := k + 1
		for k > p.lo && p.ws[k-1].pos == "v" && !is(p.ws[k-1].text, "link", "target", "forecast") {
			k-- // 转移安置
		}
		row.Name, row.Rule = text(p.ws, phrase{k, end}), "verb"
		subject := before(p.ws, p.lo, k)
		switch {
		case subject.empty() || subject.to < k || row.Kind != quantity.Amount:
		case ownerAt(p.ws, k-1, subject.from):
			row.Entity = ownerIn(p.ws, subject)
		default:
			row.Name = text(p.ws, phrase{subject.from, end})
		}
		return true
	}
	return false
}

// object names a number after the object of the verb behind it: 三次作出批示.
func (r *reader) object(row *Indicator, p place) bool {
	for k := p.i + 1; k < len(p.ws); k++ {
		if p.ws[k].pos != "v" || is(p.ws[k].text, "link") {
			continue
		}
		object := after(p.ws, k+1)
		if object.empty() && k+2 == len(p.ws) && strings.HasPrefix(p.ws[k+1].pos, "v") {
			object = phrase{k + 1, k + 2} // 作出批示
		}
		if !object.empty() {
			row.Name, row.Rule = text(p.ws, object), "object"
			return true
		}
	}
	return false
}

// respectively pairs the numbers of a list with a list of nouns (出口、进口分别为2301.5亿元、
// 343.5亿元) or with the numbers before it (…,分别增长20.8%、30.9%).
func (r *reader) respectively(row *Indicator, at position, p place) bool {
	k := slices.IndexFunc(p.ws[p.lo:p.i], func(w word) bool { return strings.HasPrefix(w.text, "分别") || strings.HasPrefix(w.text, "依次") })
	nth, size := listPosition(r.clauses[at.clause].words, at.word)
	if k < 0 || size < 2 {
		return false
	}
	k += p.lo
	row.Rule = "respectively"
	if names := listBefore(p.ws, p.lo, k); len(names) >= size {
		row.Name = names[len(names)-size+nth]
		if verb := before(p.ws, k+1, p.i); !verb.empty() && row.Statistic == "level" {
			row.Name, row.Component = text(p.ws, verb), row.Name
		}
		row.Parent = r.levelNamed(row.Name, at)
		return true
	}
	// The rows of this list that are already read stand between it and its antecedents.
	n := len(r.rows) - size
	if n < 0 || row.Statistic == "level" {
		return false
	}
	row.Name, row.Component, row.Parent = r.rows[n].Name, r.rows[n].Component, n
	return row.Name != ""
}

// listPosition says which member of a list of numbers word i is, and how many
// the list has.
func listPosition(ws []word, i int) (nth, size int) {
	first, last := i, i
	for first >= 2 && i-first < reach && is(ws[first-1].text, "and") && ws[first-2].quantity >= 0 {
		first -= 2
	}
	for last+2 < len(ws) && last-i < reach && is(ws[last+1].text, "and") && ws[last+2].quantity >= 0 {
		last += 2
	}
	return (i - first) / 2, (last-first)/2 + 1
}

// listBefore gives the nouns joined by 、 and 和 that end before word k.
func listBefore(ws []word, lo, k int) []string {
	k = comparisonStart(place{ws, lo, k}, k)
	var names []string
	for {
		name := before(ws, lo, k)
		if name.empty() {
			break
		}
		names = append(names, text(ws, name))
		if name.from-1 < lo || !is(ws[name.from-1].text, "and") {
			break
		}
		k = name.from - 1
	}
	slices.Reverse(names)
	return shareTail(names)
}

// shareTail completes numerals that share the noun of the last name:
// 一、二、三产业增加值.
func shareTail(names []string) []string {
	if len(names) < 2 {
		return names
	}
	last := []rune(names[len(names)-1])
	for i, n := range names[:len(names)-1] {
		if !isNumeral(n) || !isNumeral(string(last[:1])) {
			return names
		}
		names[i] = n + string(last[1:])
	}
	return names
}

func isNumeral(s string) bool {
	return len([]rune(s)) == 1 && strings.Contains("一二三四五六七八九十", s)
}

// levelNamed gives the nearest earlier level of the paragraph with a name, or -1.
func (r *reader) levelNamed(name string, at position) int {
	here := r.clauses[at.clause]
	for n := len(r.rows) - 1; n >= 0 && n > len(r.rows)-reach; n-- {
		if r.clauses[r.from[n].clause].paragraph != here.paragraph {
			return -1
		}
		if r.rows[n].Name == name && r.rows[n].Statistic == "level" {
			return n
		}
	}
	return -1
}

// component records the slice that 其中 names, in its own clause or in those
// that follow it in the sentence.
func (r *reader) component(row *Indicator, at position) {
	if row.Rule == "inherited" || row.Name == "" || !r.sliced(at, row.Rule == "before", row.Unit) {
		return
	}
	row.Component = row.Name
	here := r.clauses[at.clause]
	for n := len(r.rows) - 1; n >= 0 && n > len(r.rows)-reach; n-- {
		if r.clauses[r.from[n].clause].paragraph != here.paragraph {
			return
		}
		if r.rows[n].Component == "" {
			if row.Parent = n; r.rows[n].Statistic != "level" {
				row.Parent = r.rows[n].Parent
			}
			return
		}
	}
}

// sliced reports whether 其中 opens the clause of a number, or one before it in
// the sentence whose slice the last number of the same unit was.
func (r *reader) sliced(at position, earlier bool, unit string) bool {
	here := r.clauses[at.clause]
	for k, c := range r.back(at.clause, inSentence(here)) {
		if n := len(r.rows) - 1; k < at.clause && (!earlier || n < 0 || r.rows[n].Component == "" || r.rows[n].Unit != unit) {
			return false
		}
		if c.outer == here.outer && len(c.words) > 0 && c.words[0].text == "其中" {
			return true
		}
	}
	return false
}

// nameRules lists what a row's rule can say of its name.
var nameRules = []string{"behind", "before", "inherited", "same-unit", "distance", "verb", "object", "respectively", "none"}
