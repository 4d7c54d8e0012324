package indicator

import (
	"unicode/utf8"

	"shangbao/transform/quantity"
)

// The name rules that find a noun phrase beside the number: behind it, before it, or
// what is granted.

// countedBehind: 12家|头部电商企业.
func countedBehind(r *reader, n naming) (named, bool) {
	if !n.counts() {
		return named{}, false
	}
	return namedBehind(r, n)
}

// counted takes off the noun phrase behind a classifier what the clause says of
// the things counted: 350家公司|净利润, 7个行业|增速强劲. A clause that describes them
// stands before them: 16个市场对路的|新产品.
func counted(ws []word, p phrase) phrase {
	if p.to+1 < len(ws) && ws[p.to].text == "的" && p.to-p.from > 1 && predicate(ws[p.to-1]) {
		if head := after(ws, p.to+1); !head.empty() {
			return head
		}
	}
	for p.to-p.from > 1 && (predicate(ws[p.to-1]) || is(ws[p.to-1].text, "growth_noun", "plan") || endsIn(ws[p.to-1].text, "money_head")) {
		p.to--
	}
	return p
}

// people cuts a phrase where the people counted do something: 25名官兵|赶赴现场.
func people(ws []word, p phrase) phrase {
	for k := p.from; k+1 < p.to; k++ {
		if endsIn(ws[k].text, "person") && ws[k+1].pos == "v" {
			p.to = k + 1
		}
	}
	return p
}

// predicate reports whether a word says something of the noun before it.
func predicate(w word) bool {
	switch w.pos {
	case "v", "a", "ad", "d", "vd", "z":
		return w.quantity < 0 && !is(w.text, "facility", "people", "grant")
	}
	return false
}

// namedBehind: 设立10亿元|出海产业基金.
func namedBehind(_ *reader, n naming) (named, bool) {
	if i := n.behindFillers(); physical(n.number.Unit) && i > n.lo && is(n.ws[i-1].text, "standing") { // 占地|2.5平方公里的贸易区
		return named{}, false
	}
	return named{name: text(n.ws, n.behind), parent: none}, !n.behind.empty()
}

// measuredBehind: 以8分02秒68的|成绩, 15年的|使用年限; 在2天的|比赛中.
func measuredBehind(_ *reader, n naming) (named, bool) {
	if n.number.Kind != quantity.Amount || !physical(n.number.Unit) || n.behind.empty() || n.ws[n.behind.from-1].text != "的" {
		return named{}, false
	}
	lasts := n.i > 0 && n.ws[n.i-1].pos == "p" && is(n.number.Unit, "duration")
	return named{name: text(n.ws, n.behind), parent: none}, lasts || endsIn(text(n.ws, n.behind), "measure_head")
}

// namedBefore: 进出口额|2645.0亿元, 展览面积|同比增长35%. A place or body at its head is whose it is.
func namedBefore(r *reader, n naming) (named, bool) {
	name := text(n.ws, n.own)
	if name == "" || isChangeNoun(name) && n.statistic != "threshold" || n.hasObject() {
		return named{}, false
	}
	if is(name, "this_number") {
		return topicOf(r, n)
	}
	if got, ok := r.parallel(n, name); ok {
		return got, true
	}
	got := named{parent: none}
	got.entity, got.name = splitOwner(n.ws, n.own)
	got.owned = endsIn(got.entity, "org_suffix")
	if partner, flow, ok := traded(n.ws, n.own); ok {
		got.component, got.name, got.entity = partner, flow, subjectOf(n.ws[:n.own.from])
	} else if from := n.own.from; got.entity != "" && from > 0 && is(n.ws[from-1].text, "through") { // 企业|通过铁海联运班列|进出口
		got.component, got.entity = n.ws[from-1].text+got.entity, subjectOf(n.ws[:from-1])
	}
	if n.statistic != "level" {
		got.parent = r.levelNamed(got.name, n.at)
	}
	return got, true
}

// traded splits a flow of trade from the partner that 对 or 向 names before it:
// 对东盟|进出口. A rank may stand between: 对第一大贸易伙伴东盟|进出口.
func traded(ws []word, p phrase) (partner, flow string, ok bool) {
	from := p.from
	if from > 1 && ws[from-1].quantity >= 0 {
		from--
	}
	if p.to-p.from < 2 || from == 0 || ws[from-1].text != "对" && ws[from-1].text != "向" || !is(ws[p.to-1].text, "trade") {
		return "", "", false
	}
	return ws[from-1].text + text(ws, phrase{from, p.to - 1}), ws[p.to-1].text, true
}

// parallel carries the name of the number before on to a body in the place of the
// one before it: 百货大楼销售收入同比增长21.3%、王府井同比增长|12%.
func (r *reader) parallel(n naming, name string) (named, bool) {
	k := len(r.rows) - 1
	if n.statistic != "growth" || k < 0 || r.clauses[r.from[k].clause].sentence != r.clauses[n.at.clause].sentence || measureNoun(name) || isPlace(n.ws[n.own.to-1]) {
		return named{}, false
	}
	last := r.rows[k]
	if last.Statistic != "growth" || !r.owned[k] || r.clauses[n.at.clause].after == ';' || endsIn(name, "extent") || !measureNoun(last.Name) {
		return named{}, false
	}
	return named{name: last.Name, entity: name, parent: none, owned: true, doubt: 10}, true
}

// measureNoun reports whether a name says of itself what is measured.
func measureNoun(name string) bool {
	return endsIn(name, "generic_head") || endsIn(name, "money_head") || endsIn(name, "rate_head")
}

// hasObject reports whether the noun right behind the number is what is measured:
// 种了15亩|葡萄, 给予最高20万元|补贴. A noun of measure before the number goes first:
// 建筑面积|3万平方米.
func (n naming) hasObject() bool {
	if n.statistic != "level" || n.behind.empty() || n.behind.from != n.i+1 || n.ws[n.behind.from].pos != "n" && utf8.RuneCountInString(text(n.ws, n.behind)) < 2 || is(text(n.ws, n.behind), "extent") {
		return false
	}
	if verbs := n.own; verbs.to-verbs.from == 1 && n.ws[verbs.from].pos == "v" { // 扣除|1万元起付标准
		return true
	}
	if is(text(n.ws, n.behind), "generic_head") {
		return false
	}
	return !endsIn(text(n.ws, n.own), "generic_head") && !is(n.ws[n.own.to-1].text, "standing", "money_head")
}

// granted names a rate or sum of support by what is granted: 按实际投入的10%给予|补助,
// 按每亩500元给予|补助; and the share that is paid: 按60%的比例支付.
func granted(_ *reader, n naming) (named, bool) {
	by := n.own.from > 0 && is(n.ws[n.own.from-1].text, "by") || n.i > n.lo && is(n.ws[n.i-1].text, "by") // 按|投资额的10%, 按|60%
	for k := n.i - 1; n.own.empty() && k >= n.lo && !by; k-- {
		by = is(n.ws[k].text, "by")
	}
	if n.statistic != "rate" && n.statistic != "share" && !(by && n.number.Unit == "CNY") || n.statistic == "share" && !by || !n.own.empty() && !by {
		return named{}, false
	}
	if n.i+3 < len(n.ws) && n.ws[n.i+1].text == "的" && n.ws[n.i+2].text == "比例" && n.ws[n.i+3].pos == "v" {
		return named{name: n.ws[n.i+3].text + n.ws[n.i+2].text, parent: none}, true
	}
	gives := false
	for _, w := range n.ws[n.i+1:] {
		if w.quantity >= 0 && !gives { // 按10%给予最高500万元|补贴
			break
		}
		gives = gives || w.text == "给予" || w.text == "予以"
		if is(w.text, "grant") {
			return named{name: w.text, parent: none}, true
		}
	}
	if by && n.statistic != "level" && n.i+1 < len(n.ws) && n.ws[n.i+1].pos == "v" && !is(n.ws[n.i+1].text, "verb") && utf8.RuneCountInString(n.ws[n.i+1].text) > 1 { // 按50%|报销
		return named{name: n.ws[n.i+1].text, parent: none}, true
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
