package indicator

import (
	"slices"
	"strings"

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
	parent                  int  // row of the level it belongs to, or none
	doubt                   int  // taken off the confidence
	owned                   bool // the entity is a body that stood before the name
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
	{"behind", measuredBehind},
	{"same-unit", secondThreshold},
	{"granted", granted},
	{"same-unit", partOfCount},
	{"before", namedBefore},
	{"behind", partBehind},
	{"inherited", besideNumber},
	{"inherited", clauseBefore},
	{"inherited", changeOf},
	{"behind", namedBehind},
	{"verb", adjacentVerb},
	{"verb", verbBehind},
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
			r.owns = found.owned
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
	n := naming{place: p, reading: got, at: at, number: q}
	n.own, n.behind = n.subject(), n.object()
	n.takeOwners()
	nth, size := listPosition(r.clauses[at.clause].words, at.word)
	if size == 1 {
		n.own = coordinated(p.ws, p.lo, n.own)
	} else if n.behind.empty() { // 分别给予50万元、20万元|奖补
		n.behind = after(p.ws, min(len(p.ws), p.i+1+2*(size-1-nth)))
	}
	switch {
	case perEach(p.ws, n.own): // 每个企业|最高20万元
		n.own = grantAt(p.ws, n.own)
	case n.toEachPerson(), vagueOnly(p.ws, n.own), text(p.ws, n.own) == "年度", is(text(p.ws, n.own), "compare"): // 一批百亿级大楼; 年度计划完成2241亿元
		n.own = phrase{}
	}
	return n
}

// subject is the noun phrase before the number and its verb.
func (n naming) subject() phrase {
	switch {
	case n.rule == "class":
		return classMeasure(n.place)
	case n.rule == "completed" && endsIn(n.basis, "plan_noun"): // 完成年度预算的54.3%: the name went before
		return phrase{}
	case n.changes():
		return before(n.ws, n.lo, comparisonStart(n.place, n.cut))
	}
	return before(n.ws, n.lo, min(n.cut, n.i))
}

// object is the noun phrase behind the number; none where it only says how the
// thing grows or ends: 8%的|速度递增, 134万标箱|增幅8.8%, 7亿人的|峰值.
func (n naming) object() phrase {
	object := after(n.ws, n.i+1)
	s := text(n.ws, object)
	if n.rule == "growth-behind" || isChangeNoun(s) || is(s, "extent") || s == "部分" || strings.HasSuffix(s, "新高") || strings.HasSuffix(s, "峰值") {
		object = phrase{}
	}
	if !n.counts() {
		return object
	}
	if i := n.i + 1; object.empty() && i+1 < len(n.ws) && n.ws[i].quantity >= 0 && (n.ws[i+1].text == "的" || n.ws[i+1].pos != "v" && nominal(n.ws[i+1])) {
		object = after(n.ws, i+1) // 20个|过亿项目, 四个|20吨的反应釜
	}
	if i := object.to; !object.empty() && i < len(n.ws) && n.ws[i].quantity >= 0 && measureNoun(text(n.ws, object)) {
		if head := after(n.ws, i+1); !head.empty() && head.from == i+1 { // 58个投资总额1000万美元以上|外资项目
			object = head
		}
	}
	if n.number.Unit == "人" {
		object = people(n.ws, object)
	}
	return counted(n.ws, object)
}

// takeOwners keeps the places that stand where a name could as whose the figure is.
func (n *naming) takeOwners() {
	if !ownersOnly(n.ws, n.own) {
		return
	}
	places := strings.Join(listBefore(n.ws, n.lo, n.own.to), "、")
	if from := placesBefore(n.ws, n.lo, n.own.to); from > 0 && is(n.ws[from-1].text, "through") { // 对越南|增长1.3倍
		n.slice = n.ws[from-1].text + places
	} else {
		n.whose = places
	}
	n.own = phrase{}
}

// toEachPerson reports a change that each of the people named before it gets:
// 退休人员每人每月|增加90元.
func (n naming) toEachPerson() bool {
	return n.changes() && !n.own.empty() && endsIn(text(n.ws, n.own), "person") &&
		slices.ContainsFunc(n.ws[n.own.to:n.i], func(w word) bool { return strings.HasPrefix(w.text, "每") || is(w.text, "average") })
}

// perEach reports whether a name is what a limit holds for, each by itself.
func perEach(ws []word, p phrase) bool {
	if p.empty() || p.from == 0 {
		return false
	}
	if endsIn(text(ws, p), "generic_head") { // 每亩产量
		return false
	}
	each := ws[p.from-1].text
	if each == "每" && is(ws[p.to-1].text, "grant") { // 每标准棚|补助
		return true
	}
	return len(each) > len("每") && strings.HasPrefix(each, "每") && !is(each, "link") || p.from > 1 && ws[p.from-1].pos == "q" && ws[p.from-2].text == "每"
}

// grantAt gives the word at the end of a phrase that says what is granted, or
// nothing: 每标准棚补助|1万元.
func grantAt(ws []word, p phrase) phrase {
	if !p.empty() && is(ws[p.to-1].text, "grant") {
		return phrase{p.to - 1, p.to}
	}
	return phrase{}
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
