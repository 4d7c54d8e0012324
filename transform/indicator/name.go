package indicator

import (
	"slices"
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
	n := naming{place: p, reading: got, at: at, number: q, behind: after(p.ws, p.i+1)}
	switch {
	case got.rule == "class":
		n.own = classMeasure(p)
	case got.rule == "completed" && endsIn(got.basis, "plan_noun"): // 完成年度预算的54.3%: the name went before
	case n.changes():
		n.own = before(p.ws, p.lo, comparisonStart(p, got.cut))
	default:
		n.own = before(p.ws, p.lo, min(got.cut, p.i))
	}
	// 8%的|速度递增, 134万标箱|增幅8.8%, 7亿人的|峰值: the noun says how it grows or ends.
	if behind := text(p.ws, n.behind); got.rule == "growth-behind" || isChangeNoun(behind) || is(behind, "extent") || behind == "部分" || strings.HasSuffix(behind, "新高") || strings.HasSuffix(behind, "峰值") {
		n.behind = phrase{}
	}
	if i := p.i + 1; n.counts() && n.behind.empty() && i+1 < len(p.ws) && p.ws[i].quantity >= 0 { // 20个|过亿项目, 四个|20吨的反应釜
		if p.ws[i+1].text == "的" || p.ws[i+1].pos != "v" && nominal(p.ws[i+1]) {
			n.behind = after(p.ws, i+1)
		}
	}
	if i := n.behind.to; n.counts() && !n.behind.empty() && i < len(p.ws) && p.ws[i].quantity >= 0 && measureNoun(text(p.ws, n.behind)) { // 58个投资总额1000万美元以上|外资项目
		if head := after(p.ws, i+1); !head.empty() && head.from == i+1 {
			n.behind = head
		}
	}
	if n.counts() {
		n.behind = counted(p.ws, n.behind, n.number.Unit == "人")
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
		n.own = grantAt(p.ws, n.own)
	}
	if n.changes() && !n.own.empty() && endsIn(text(p.ws, n.own), "person") && slices.ContainsFunc(p.ws[n.own.to:p.i], func(w word) bool { return strings.HasPrefix(w.text, "每") || is(w.text, "average") }) {
		n.own = phrase{} // 退休人员每人每月|增加90元
	}
	if vagueOnly(p.ws, n.own) || text(p.ws, n.own) == "年度" { // 一批百亿级大楼; 年度计划完成2241亿元
		n.own = phrase{}
	}
	return n
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

// countedBehind: 12家|头部电商企业.
func countedBehind(r *reader, n naming) (named, bool) {
	if !n.counts() {
		return named{}, false
	}
	return namedBehind(r, n)
}

// counted takes off the noun phrase behind a classifier what the clause says of
// the things counted: 350家公司|净利润, 7个行业|增速强劲, 17名代表|深入交流. A clause that
// describes them stands before them: 16个市场对路的|新产品.
func counted(ws []word, p phrase, people bool) phrase {
	if p.to+1 < len(ws) && ws[p.to].text == "的" && p.to-p.from > 1 && predicate(ws[p.to-1]) {
		if head := after(ws, p.to+1); !head.empty() {
			return head
		}
	}
	for k := p.from; people && k+1 < p.to; k++ { // 25名官兵|赶赴现场
		if endsIn(ws[k].text, "person") && ws[k+1].pos == "v" {
			p.to = k + 1
		}
	}
	for p.to-p.from > 1 && (predicate(ws[p.to-1]) || is(ws[p.to-1].text, "growth_noun", "plan") || endsIn(ws[p.to-1].text, "money_head")) {
		p.to--
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

// partOfCount names the parts of a count after it: 在388件建议中,已解决的|234件.
func partOfCount(r *reader, n naming) (named, bool) {
	if !n.counts() || !n.behind.empty() || n.i == n.lo || n.ws[n.i-1].text != "的" && n.ws[n.i-1].pos != "v" {
		return named{}, false
	}
	here := r.clauses[n.at.clause]
	for k := len(r.rows) - 1; k >= 0 && k > len(r.rows)-reach; k-- {
		at := r.from[k]
		there := r.clauses[at.clause]
		if there.paragraph != here.paragraph || there.sentence < here.sentence-2 {
			break
		}
		if last := there.words[len(there.words)-1]; r.rows[k].Unit == n.number.Unit && r.rows[k].Name != "" && last.pos == "f" && is(last.text, "inside") && r.rows[k].Statistic == "level" {
			return named{name: r.rows[k].Name, parent: k, doubt: 10}, true
		}
	}
	return named{}, false
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

// clauseBefore takes the name from the clause before, where no number of the
// sentence stands yet: 工业增加值按可比价格计算,同比增长|1.7%.
func clauseBefore(r *reader, n naming) (named, bool) {
	k := n.at.clause - 1
	reaches := n.statistic == "level" && n.i > n.lo && is(n.ws[n.i-1].text, "attains")
	if !n.changes() && !reaches || !n.own.empty() || k < 0 || r.clauses[k].sentence != r.clauses[n.at.clause].sentence || r.clauses[k].outer != r.clauses[n.at.clause].outer {
		return named{}, false
	}
	if last := len(r.rows) - 1; last >= 0 && r.clauses[r.from[last].clause].sentence == r.clauses[k].sentence {
		return named{}, false
	}
	ws := r.clauses[k].words
	name := before(ws, 0, len(ws))
	if n := len(ws); n > 1 && ws[n-1].pos == "a" { // 死亡率|高,可达100%
		name = before(ws, 0, n-1)
	}
	if !measureNoun(text(ws, name)) {
		name = changing(ws)
	}
	for name.to-name.from > 1 && ws[name.from].pos == "v" { // 调整|基本养老金
		name.from++
	}
	if name.empty() {
		return named{}, false
	}
	got := named{parent: none}
	got.entity, got.name = splitOwner(ws, name)
	return got, true
}

// changing gives the subject of a clause that says without a number how something
// has changed: 蛋类价格|继续下降, 就业人员比重|首次超越乡村.
func changing(ws []word) phrase {
	for k := 1; k < len(ws); k++ {
		if ws[k].quantity >= 0 || ws[k].period >= 0 && k > 1 {
			break
		}
		if ws[k].pos != "v" && ws[k].pos != "vn" || !is(ws[k].text, ways...) && !is(ws[k].text, "outgrows") {
			continue
		}
		end := k
		for end > 1 && !nominal(ws[end-1]) { // 旅游人次|有望突破
			end--
		}
		name := before(ws, 0, end)
		for name.to-name.from > 1 && predicate(ws[name.to-1]) { // 蛋类价格|继续
			name.to--
		}
		return name
	}
	return phrase{}
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
		last := r.rows[k]
		if there.outer >= 0 && here.outer < 0 || n.changes() && (last.Statistic == "threshold" || last.Unit == "a") { // 75至79周岁的人员每人增加|130元
			continue
		}
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
	k = r.clauses[k].first
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
			return named{name: text(n.ws, listFrom(n.ws, object)), parent: none}, true
		}
	}
	return named{}, false
}

// listFrom takes the nouns that 、 joins to an object into it.
func listFrom(ws []word, p phrase) phrase {
	for p.to+1 < len(ws) && ws[p.to].text == "、" {
		next := after(ws, p.to+1)
		if next.empty() || next.from != p.to+1 {
			break
		}
		p.to = next.to
	}
	return p
}

// adjacentVerb: 已办理|1400多件.
func adjacentVerb(r *reader, n naming) (named, bool) {
	i := n.behindFillers()
	if i == n.lo || n.ws[i-1].pos != "v" || is(n.ws[i-1].text, "link") {
		return named{}, false
	}
	if n.number.Unit == "人" || n.number.Unit == "人次" {
		if got, ok := objectBehind(r, n); ok && is(n.ws[i-1].text, "causes") { // 安排|3500万人次|参加岗位培训
			return got, true
		}
	}
	return verbBeforeNumber(r, n)
}

// verbBehind: 致该区12.7万人|受灾.
func verbBehind(_ *reader, n naming) (named, bool) {
	i := n.i + 1
	if n.number.Unit != "人" || n.statistic != "level" || i >= len(n.ws) || n.ws[i].pos != "v" && n.ws[i].pos != "vn" || is(n.ws[i].text, "link", "verb") || i+1 < len(n.ws) && n.ws[i+1].text != "、" {
		return named{}, false
	}
	return named{name: n.ws[i].text, parent: none}, true
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
		case subject.empty() || !adverbs(n.ws[subject.to:k]) || n.number.Kind != quantity.Amount:
		case ownerAt(n.ws, subject.to-1, subject.from):
			got.entity = ownerIn(n.ws, subject)
		case is(n.ws[k].text, "hosts"):
			got.entity = text(n.ws, subject) // 乡村旅游|接待3.4万人次
		default:
			got.name = text(n.ws, subject) + text(n.ws, phrase{k, end})
		}
		return got, true
	}
	return named{}, false
}

// adverbs reports whether words only qualify the verb behind them: 粮食作物|已|收获.
func adverbs(ws []word) bool {
	return !slices.ContainsFunc(ws, func(w word) bool { return w.quantity >= 0 || w.period >= 0 || w.pos != "d" })
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
