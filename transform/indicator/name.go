package indicator

import (
	"strings"
	"unicode/utf8"

	"shangbao/transform/quantity"
)

// A naming is a number whose name is looked for: where it stands, what the
// words before it state, and the noun phrases before and behind it.
type naming struct {
	place
	reading
	at     position
	number quantity.Quantity
	own    phrase // before the number and its verb
	behind phrase
	whose  string // the place that stands where a name could: 市里有1家
	slice  string // what stands there behind a preposition: 对越南增长1.3倍
}

// A named is what a name rule found.
type named struct {
	name, component, entity string
	parent                  int // row of the level it belongs to, or none
	doubt                   int // taken off the confidence
}

// none is the parent of a row without one.
const none = -1

// A nameRule finds what a number measures. To add one, put a literal into
// nameRules before the rules it must win over and a case into fixtures/indicator.
type nameRule struct {
	name string
	find func(*reader, naming) (named, bool)
}

var nameRules = []nameRule{
	{"respectively", respectively},
	{"distance", distance},
	{"object", timesOf},
	{"behind", countedBehind},
	{"same-unit", secondThreshold},
	{"before", namedBefore},
	{"behind", partBehind},
	{"inherited", besideNumber},
	{"granted", granted},
	{"inherited", clauseBefore},
	{"inherited", changeOf},
	{"behind", namedBehind},
	{"verb", adjacentVerb},
	{"same-unit", sameUnit},
	{"verb", verbBeforeNumber},
	{"object", objectBehind},
	{"inherited", topicOf},
}

// name fills in what is measured, the component, the parent and the name rule.
func (r *reader) name(row *Indicator, at position, p place, got reading) {
	n := r.naming(row.Quantity, at, p, got)
	row.Rule = "none"
	for _, rule := range nameRules {
		if found, ok := rule.find(r, n); ok {
			row.Name, row.Component, row.Entity, row.Parent = found.name, found.component, found.entity, found.parent
			row.Rule = rule.name
			row.Confidence -= found.doubt
			break
		}
	}
	if row.Entity == "" {
		row.Entity = n.whose
	}
	if got.statistic == "threshold" {
		row.Entity = text(p.ws, n.behind)
	}
	if n.claims(row.Rule) {
		r.claimed = position{at.clause, at.word + n.behind.to - p.i}
	}
	r.component(row, at)
}

// naming finds the noun phrases before and behind a number.
func (r *reader) naming(q quantity.Quantity, at position, p place, got reading) naming {
	n := naming{place: p, reading: got, at: at, number: q, behind: after(p.ws, p.i+1)}
	switch {
	case got.rule == "completed" && is(got.basis, "plan_noun"): // 完成年度预算的54.3%: the name went before
	case n.changes():
		n.own = before(p.ws, p.lo, comparisonStart(p, got.cut))
	default:
		n.own = before(p.ws, p.lo, min(got.cut, p.i))
	}
	if got.rule == "growth-behind" { // 8%的|速度递增: the noun says only that it grows
		n.behind = phrase{}
	}
	if ownersOnly(p.ws, n.own) {
		places := strings.Join(listBefore(p.ws, p.lo, n.own.to), "、")
		if from := placesBefore(p.ws, p.lo, n.own.to); from > 0 && is(p.ws[from-1].text, "through") { // 对越南|增长1.3倍
			n.slice = p.ws[from-1].text + places
		} else {
			n.whose = places
		}
		n.own = phrase{}
	}
	nth, size := listPosition(r.clauses[at.clause].words, at.word)
	if size == 1 {
		n.own = coordinated(p.ws, p.lo, n.own)
	} else if n.behind.empty() { // 分别给予50万元、20万元|奖补
		n.behind = after(p.ws, min(len(p.ws), p.i+1+2*(size-1-nth)))
	}
	if perEach(p.ws, n.own) { // 每个企业|最高20万元
		n.own = phrase{}
	}
	if vagueOnly(p.ws, n.own) { // 一批百亿级大楼
		n.own = phrase{}
	}
	return n
}

// perEach reports whether a name is what a limit holds for, each by itself.
func perEach(ws []word, p phrase) bool {
	if p.empty() || p.from == 0 {
		return false
	}
	each := ws[p.from-1].text
	return len(each) > len("每") && strings.HasPrefix(each, "每") && !is(each, "link") || p.from > 1 && ws[p.from-1].pos == "q" && ws[p.from-2].text == "每"
}

// changes reports whether the number states a change or a share of something.
func (n naming) changes() bool {
	return n.statistic == "growth" || n.statistic == "change" || n.statistic == "share"
}

// claims reports whether the noun behind a number belongs to it, so that it
// names no later number of the clause.
func (n naming) claims(rule string) bool {
	if n.behind.empty() {
		return false
	}
	return n.statistic == "rank" || rule == "behind" && (n.counts() || n.ws[n.i+1].text == "的")
}

// counts reports whether a number counts what stands behind it: 12家企业. Money
// and physical amounts belong to what stands before them.
func (n naming) counts() bool {
	return n.number.Kind == quantity.Amount && (n.statistic == "level" || n.statistic == "change") && !physical(n.number.Unit)
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

// countedBehind: 12家|头部电商企业.
func countedBehind(r *reader, n naming) (named, bool) {
	if !n.counts() {
		return named{}, false
	}
	return namedBehind(r, n)
}

// namedBehind: 设立10亿元|出海产业基金.
func namedBehind(_ *reader, n naming) (named, bool) {
	return named{name: text(n.ws, n.behind), parent: none}, !n.behind.empty()
}

// namedBefore: 进出口额|2645.0亿元, 展览面积|同比增长35%. A place or body at its head is whose it is.
func namedBefore(r *reader, n naming) (named, bool) {
	name := text(n.ws, n.own)
	if name == "" || isChangeNoun(name) || n.hasObject() {
		return named{}, false
	}
	got := named{parent: none}
	got.entity, got.name = splitOwner(n.ws, n.own)
	if from := n.own.from; got.entity != "" && from > 0 && is(n.ws[from-1].text, "through") { // 企业|通过铁海联运班列|进出口
		got.component, got.entity = n.ws[from-1].text+got.entity, subjectOf(n.ws[:from-1])
	}
	if n.statistic != "level" {
		got.parent = r.levelNamed(got.name, n.at)
	}
	return got, true
}

// hasObject reports whether the noun right behind the number is what is measured:
// 种了15亩|葡萄, 给予最高20万元|补贴. A noun of measure before the number goes first:
// 建筑面积|3万平方米.
func (n naming) hasObject() bool {
	if n.statistic != "level" || n.behind.empty() || n.behind.from != n.i+1 || n.ws[n.behind.from].pos != "n" && utf8.RuneCountInString(text(n.ws, n.behind)) < 2 || is(text(n.ws, n.behind), "generic_head", "extent") {
		return false
	}
	return !endsIn(text(n.ws, n.own), "generic_head") && !is(n.ws[n.own.to-1].text, "standing", "money_head")
}

// granted names a rate of support by what is granted: 按实际投入的10%给予|补助.
func granted(_ *reader, n naming) (named, bool) {
	if n.statistic != "rate" || !n.own.empty() {
		return named{}, false
	}
	for _, w := range n.ws[n.i+1:] {
		if w.quantity >= 0 {
			break
		}
		if is(w.text, "grant") {
			return named{name: w.text, parent: none}, true
		}
	}
	return named{}, false
}

// partBehind: 92.8%的|案件.
func partBehind(r *reader, n naming) (named, bool) {
	if n.rule != "part" || n.i+1 >= len(n.ws) || n.ws[n.i+1].text != "的" {
		return named{}, false
	}
	return namedBehind(r, n)
}

// clauseBefore takes the name from the clause before, where no number of the
// sentence stands yet: 工业增加值按可比价格计算,同比增长|1.7%.
func clauseBefore(r *reader, n naming) (named, bool) {
	k := n.at.clause - 1
	if !n.changes() || !n.own.empty() || k < 0 || r.clauses[k].sentence != r.clauses[n.at.clause].sentence || r.clauses[k].outer != r.clauses[n.at.clause].outer {
		return named{}, false
	}
	if last := len(r.rows) - 1; last >= 0 && r.clauses[r.from[last].clause].sentence == r.clauses[k].sentence {
		return named{}, false
	}
	ws := r.clauses[k].words
	name := before(ws, 0, len(ws))
	if !endsIn(text(ws, name), "generic_head") {
		return named{}, false
	}
	got := named{parent: none}
	got.entity, got.name = splitOwner(ws, name)
	return got, true
}

// besideNumber carries on the name of the number right before: 案件5725件|8616人.
func besideNumber(r *reader, n naming) (named, bool) {
	if n.i == 0 || n.ws[n.i-1].quantity < 0 || !n.behind.empty() || len(r.rows) == 0 || n.ws[n.i-1].quantity != r.last {
		return named{}, false
	}
	return topicOf(r, n)
}

// changeOf carries on the name of the number before, for a change, share, rank
// or new level that names no subject of its own: …,同比增长22.0%.
func changeOf(r *reader, n naming) (named, bool) {
	if !n.changes() && n.statistic != "rate" && n.statistic != "rank" && n.rule != "reach" {
		return named{}, false
	}
	return topicOf(r, n)
}

// topicOf carries on the name of the row before, and makes its level the parent.
// What stands in brackets is no topic for what follows them.
func topicOf(r *reader, n naming) (named, bool) {
	here := r.clauses[n.at.clause]
	goesOn := r.goesOn(n.at.clause)
	for k := len(r.rows) - 1; k >= 0 && k > len(r.rows)-reach; k-- {
		there := r.clauses[r.from[k].clause]
		if there.paragraph != here.paragraph && !goesOn {
			break
		}
		if there.outer >= 0 && here.outer < 0 {
			continue
		}
		last := r.rows[k]
		got := named{name: last.Name, component: last.Component, parent: k, doubt: 10}
		if n.slice != "" {
			got.component = n.slice
		}
		if last.Statistic != "level" {
			got.parent = last.Parent
		}
		return got, last.Name != ""
	}
	return named{}, false
}

// goesOn reports whether the sentence of clause k opens its paragraph with 其中, so
// that it goes on from the paragraph before.
func (r *reader) goesOn(k int) bool {
	for k > 0 && !r.clauses[k].opens {
		k--
	}
	ws := r.clauses[k].words
	return k > 0 && r.clauses[k-1].paragraph == r.clauses[k].paragraph-1 && len(ws) > 0 && is(ws[0].text, "among")
}

// secondThreshold: 600万美元以下的企业…,600万美元以上的企业.
func secondThreshold(r *reader, n naming) (named, bool) {
	if n.statistic != "threshold" {
		return named{}, false
	}
	return sameUnit(r, n)
}

// sameUnit carries the name of the last count of the same unit in this sentence
// or the one before: 9家市场,市里有1家.
func sameUnit(r *reader, n naming) (named, bool) {
	here := r.clauses[n.at.clause]
	for k := len(r.rows) - 1; k >= 0 && k > len(r.rows)-reach; k-- {
		row, there := r.rows[k], r.clauses[r.from[k].clause]
		if there.paragraph != here.paragraph || there.sentence < here.sentence-1 {
			break
		}
		if row.Unit == n.number.Unit && row.Name != "" && row.Statistic == n.statistic {
			return named{name: row.Name, component: n.whose, parent: k, doubt: 10}, true
		}
	}
	return named{}, false
}

// distance reads 距离现模具城约4公里: what is measured is the verb, and what
// follows it is where the distance begins.
func distance(_ *reader, n naming) (named, bool) {
	if n.number.Kind != quantity.Amount || !physical(n.number.Unit) {
		return named{}, false
	}
	return named{name: "距离", parent: none}, hasWord(n.ws[n.lo:n.i], "距离", "距", "相距")
}

// timesOf: 书记三次作出批示. Who does it is named before the number.
func timesOf(r *reader, n naming) (named, bool) {
	if unit := n.number.Unit; unit != "次" && unit != "回" && unit != "遍" || !n.behind.empty() {
		return named{}, false
	}
	got, ok := objectBehind(r, n)
	got.entity = text(n.ws, n.own)
	return got, ok
}

// objectBehind names a number after the object of the verb behind it.
func objectBehind(_ *reader, n naming) (named, bool) {
	if n.rule == "growth-behind" {
		return named{}, false
	}
	for k := n.i + 1; k < len(n.ws); k++ {
		if n.ws[k].pos != "v" || is(n.ws[k].text, "link") {
			continue
		}
		object := after(n.ws, k+1)
		if object.empty() && k+2 == len(n.ws) && strings.HasPrefix(n.ws[k+1].pos, "v") {
			object = phrase{k + 1, k + 2} // 作出批示
		}
		if !object.empty() {
			return named{name: text(n.ws, object), parent: none}, true
		}
	}
	return named{}, false
}

// adjacentVerb: 已办理|1400多件.
func adjacentVerb(r *reader, n naming) (named, bool) {
	i := n.behindFillers()
	if i == n.lo || n.ws[i-1].pos != "v" || is(n.ws[i-1].text, "link") {
		return named{}, false
	}
	return verbBeforeNumber(r, n)
}

// verbBeforeNumber names a number after the last verb before it, with the noun
// the verb stands at: 海铁联运发运|8.8万标箱, 项目|占地|562亩.
func verbBeforeNumber(_ *reader, n naming) (named, bool) {
	for k := n.i - 1; k >= n.lo; k-- {
		if w := n.ws[k]; w.pos != "v" && w.pos != "vn" || is(w.text, "link") {
			continue
		}
		end := k + 1
		for k > n.lo && n.ws[k-1].pos == "v" && !is(n.ws[k-1].text, "link", "target", "forecast") {
			k-- // 转移安置
		}
		got := named{name: text(n.ws, phrase{k, end}), parent: none}
		subject := before(n.ws, n.lo, k)
		switch {
		case subject.empty() || subject.to < k || n.number.Kind != quantity.Amount:
		case ownerAt(n.ws, k-1, subject.from):
			got.entity = ownerIn(n.ws, subject)
		default:
			got.name = text(n.ws, phrase{subject.from, end})
		}
		return got, true
	}
	return named{}, false
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
		if c.outer == here.outer && len(c.words) > 0 && is(c.words[0].text, "among") {
			return true
		}
	}
	return false
}
