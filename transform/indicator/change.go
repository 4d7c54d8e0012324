package indicator

import (
	"slices"
	"strings"

	"shangbao/transform/quantity"
)

// A reading is what the words before a number say it is: a level, or a change,
// share or rank of something.
type reading struct {
	statistic string
	direction string
	basis     string // "" until a comparison names it
	rule      string
	cut       int  // words from here on belong to the verb or the comparison, not to the name
	scaled    bool // a multiple or fraction that states growth: 增长4.2倍, 节省一半
}

// place is where a number stands in its clause: ws[lo:i] are the words before
// it that no other number claims.
type place struct {
	ws    []word
	lo, i int
	nth   int // of its list, from 0
}

// A statisticRule reads one form of statement. To add one, put a literal into
// statisticRules before the rules it must win over and a case into
// fixtures/indicator.
type statisticRule struct {
	name string
	read func(quantity.Quantity, place) (reading, bool)
}

var statisticRules = []statisticRule{
	{"rank", readRank},
	{"doubling", readDoubling},
	{"class", readClass},
	{"reach", readReach},
	{"against", readAgainst},
	{"share-of", readShareOf},
	{"growth-noun", readGrowthNoun},
	{"growth-behind", readGrowthBehind},
	{"change-verb", readChangeVerb},
	{"points", readPoints},
	{"multiple", readMultiple},
	{"completed", readCompleted},
	{"index", readIndex},
	{"rate", readRate},
	{"part", readPart},
	{"threshold", readThreshold},
}

// classify applies the first rule that fits; without one the number is a level.
func classify(q quantity.Quantity, p place) reading {
	for _, r := range statisticRules {
		if got, ok := r.read(q, p); ok {
			got.rule = r.name
			return got
		}
	}
	return reading{statistic: "level", rule: "level", cut: p.i}
}

// ways are the directions of a change; the lexicon has a class of verbs for each.
var ways = []string{"up", "down"}

// relative reports whether a quantity is a proportion of something.
func relative(q quantity.Quantity) bool {
	return q.Kind == quantity.Percent || q.Kind == quantity.Fraction || q.Kind == quantity.Multiple
}

// behindFillers gives the end of the words before the number without fillers
// such as 了 and 约.
func (p place) behindFillers() int {
	i := p.i
	for i > p.lo && is(p.ws[i-1].text, "filler") {
		i--
	}
	return i
}

// verbBefore looks for a word or a run of up to three words of the classes
// that ends before the number and its fillers, and gives its first index.
func verbBefore(p place, classes ...string) (int, bool) {
	i := p.behindFillers()
	for n := 3; n >= 1; n-- {
		if i-n >= p.lo && is(text(p.ws, phrase{i - n, i}), classes...) {
			return i - n, true
		}
	}
	return 0, false
}

func readRank(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Rank {
		return reading{}, false
	}
	for k := p.i - 1; k >= 0; k-- {
		if is(p.ws[k].text, "rank_verb") {
			return reading{statistic: "rank", basis: text(p.ws, phrase{k + 1, p.i}), cut: k}, true
		}
	}
	k := p.i
	for k > p.lo && (is(p.ws[k-1].text, "place", "scope") || p.ws[k-1].pos == "ns") {
		k--
	}
	return reading{statistic: "rank", basis: text(p.ws, phrase{k, p.i}), cut: k}, true
}

func readDoubling(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Doubling {
		return reading{}, false
	}
	return reading{statistic: "growth", direction: "up", cut: p.i}, true
}

// readClass: 增幅在200%以上的|有5个. The rate says which are counted, not how they grew.
func readClass(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Percent || q.Bound == quantity.Equal || q.Bound == quantity.About || p.i+1 >= len(p.ws) || !classOf(p) {
		return reading{}, false
	}
	return reading{statistic: "threshold", cut: p.i}, true
}

// readReach: 层高提升至5.1米, 由19天缩短到13天, 占比提高到30%.
func readReach(q quantity.Quantity, p place) (reading, bool) {
	for _, way := range []string{"up", "down", ""} { // without a way: 调整为2490元
		if k, ok := verbBefore(p, "reach_"+way); ok {
			got := reading{statistic: "level", direction: way, cut: cutFrom(p, k)}
			if relative(q) {
				got.statistic = proportion(p.ws, got.cut, p.lo)
			}
			return got, true
		}
	}
	return reading{}, false
}

// cutFrom moves a cut in front of 由… and 从…, which name the old level.
func cutFrom(p place, k int) int {
	for j := k - 1; j >= 0 && j > k-8; j-- {
		if is(p.ws[j].text, "from") {
			return j
		}
	}
	return k
}

// readAgainst: 高于全国平均15.7个百分点.
func readAgainst(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Points && q.Kind != quantity.Amount && q.Kind != quantity.Percent {
		return reading{}, false
	}
	for k := p.i - 1; k >= p.lo; k-- {
		for _, way := range ways {
			if !is(p.ws[k].text, "against_"+way) || k+1 == p.i || q.Kind == quantity.Amount && is(p.ws[k].text, "exceeds") {
				continue
			}
			if p.i+1 < len(p.ws) && p.ws[p.i+1].text == "的" && endsIn(text(p.ws, after(p.ws, p.i+1)), "growth_noun") { // 低于2016年6.9%的|增速
				return reading{}, false
			}
			statistic := "change"
			if q.Kind == quantity.Percent {
				statistic = "growth"
			}
			return reading{statistic: statistic, direction: way, basis: text(p.ws, phrase{k + 1, p.i}), cut: k}, true
		}
	}
	return reading{}, false
}

func readGrowthNoun(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Percent && q.Kind != quantity.Multiple {
		return reading{}, false
	}
	i := p.i
	for i > p.lo && skipped(p.ws[i-1]) && !is(p.ws[i-1].text, "growth_noun", "fall_noun") {
		i--
	}
	if i == p.lo {
		return reading{}, false
	}
	for n := 2; n <= 3 && i-n >= p.lo; n++ { // 经济|增长|目标
		if is(text(p.ws, phrase{i - n, i}), "growth_noun") {
			return reading{statistic: "growth", direction: "up", cut: i - n}, true
		}
	}
	switch noun := p.ws[i-1].text; {
	case endsIn(noun, "fall_noun"):
		return reading{statistic: "growth", direction: "down", cut: i - 1}, true
	case endsIn(noun, "growth_noun") && !endsIn(noun, "rate_of_growth"):
		return reading{statistic: "growth", direction: "up", cut: i - 1}, true
	}
	return reading{}, false
}

// readGrowthBehind: 保持30%以上的快速增长, 以年均8%的速度递增.
func readGrowthBehind(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Percent || p.i+2 >= len(p.ws) || p.ws[p.i+1].text != "的" {
		return reading{}, false
	}
	if noun := text(p.ws, after(p.ws, p.i+1)); endsIn(noun, "growth_noun") { // 上一年-2.5%的增速
		return reading{statistic: "growth", direction: signOf(q), cut: p.i}, true
	}
	for k := p.i + 2; k < min(len(p.ws), p.i+5); k++ {
		for _, way := range ways {
			if is(p.ws[k].text, way) {
				return reading{statistic: "growth", direction: way, cut: p.i}, true
			}
		}
		if pos := p.ws[k].pos; pos != "a" && pos != "d" && pos != "ad" && p.ws[k].text != "速度" {
			break
		}
	}
	return reading{}, false
}

// signOf is the direction of a growth that a noun states: a minus is a fall.
func signOf(q quantity.Quantity) string {
	if q.Value.Valid && q.Value.Decimal.IsNegative() {
		return "down"
	}
	return "up"
}

// readChangeVerb: 增长22.0%, 增加228个, 增长4.2倍, 比海运节省一半.
func readChangeVerb(q quantity.Quantity, p place) (reading, bool) {
	direction, k, ok := "", 0, false
	for _, way := range ways {
		if ok {
			break
		}
		direction = way
		if k, ok = verbBefore(p, way); !ok && compares(p) {
			k, ok = verbBefore(p, "adj_"+way)
		}
	}
	if !ok || k > p.lo && p.ws[k-1].pos == "v" && is(p.ws[k-1].text, "saved") {
		return reading{}, false
	}
	got := reading{statistic: "growth", direction: direction, cut: k}
	switch q.Kind {
	case quantity.Percent:
	case quantity.Multiple, quantity.Fraction:
		got.scaled = true
	default:
		got.statistic = "change"
	}
	return got, true
}

// compares reports whether 比 or 较 stands before the number.
func compares(p place) bool {
	return slices.ContainsFunc(p.ws[p.lo:p.i], comparing)
}

// comparing reports whether a word opens a comparison: 比, 较, or a time expression
// that they begin.
func comparing(w word) bool {
	if is(w.text, "compare") {
		return true
	}
	rest := strings.TrimLeft(w.text, "比较")
	return rest != w.text && rest != "" && (w.period >= 0 || w.pos == "t")
}

func readPoints(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Points {
		return reading{}, false
	}
	return reading{statistic: "change", cut: p.i}, true
}

// readMultiple: 是2019年的1.3倍, 恢复至2019年的96%. The basis is the other thing.
func readMultiple(q quantity.Quantity, p place) (reading, bool) {
	if !relative(q) || q.Kind != quantity.Multiple && (p.i == p.lo || p.ws[p.i-1].text != "的" && p.ws[p.i-1].period < 0) {
		return reading{}, false
	}
	for k := p.i - 1; k >= p.lo; k-- {
		if is(p.ws[k].text, "equals") && (q.Kind == quantity.Multiple || is(p.ws[k].text, "restores") && (p.ws[p.i-1].text == "的" || k+2 == p.i)) {
			return reading{statistic: "rate", basis: strings.TrimSuffix(text(p.ws, phrase{k + 1, p.i}), "的"), cut: k}, true
		}
	}
	return reading{statistic: "rate", cut: p.i}, q.Kind == quantity.Multiple
}

// readShareOf: 占全省比重1/6, 占进出口总值的55.9%.
func readShareOf(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Percent && q.Kind != quantity.Fraction {
		return reading{}, false
	}
	for k := p.i - 1; k >= 0; k-- {
		if p.ws[k].quantity >= 0 && !sharesVerb(p.ws, k) {
			break
		}
		if w := p.ws[k].text; w == "占" || w == "占到" || w == "占据" {
			k = max(k, p.lo)
			whole := strings.TrimLeft(strings.TrimPrefix(text(p.ws, phrase{k, p.i}), w), "、和与及")
			whole, _, _ = strings.Cut(whole, "由")
			for _, tail := range []string{"达到", "达", "为", "约", "近", "超过", "提高至", "的", "比重", "比例", "份额", "的"} {
				whole = strings.TrimSuffix(whole, tail)
			}
			return reading{statistic: "share", basis: whole, cut: k}, true
		}
	}
	return reading{}, false
}

// readIndex: 采购经理指数为49.4% is a level, though its unit is %.
func readIndex(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Percent || !endsIn(text(p.ws, before(p.ws, p.lo, p.i)), "index_head") {
		return reading{}, false
	}
	return reading{statistic: "level", cut: p.i}, true
}

// sharesVerb reports whether the number at word k is a member of a list whose
// verb also governs what follows: 占全省的1/9、全国的1/150.
func sharesVerb(ws []word, k int) bool {
	return k+1 < len(ws) && is(ws[k+1].text, "and")
}

// readRate: 覆盖率达98%, 按保费的60%予以补助.
func readRate(q quantity.Quantity, p place) (reading, bool) {
	if !relative(q) {
		return reading{}, false
	}
	if p.i > p.lo && is(p.ws[p.i-1].text, "by") && p.i+2 < len(p.ws) && p.ws[p.i+1].text == "的" && p.ws[p.i+2].text == "比例" { // 按60%的比例支付
		return reading{statistic: "rate", cut: p.i}, true
	}
	if proportion(p.ws, p.i, p.lo) == "rate" || p.i+1 < len(p.ws) && endsIn(p.ws[p.i+1].text, "rate_head") {
		return reading{statistic: "rate", cut: p.i}, true
	}
	for k, w := range p.ws {
		if is(w.text, "rule") && k-p.i < 6 {
			return reading{statistic: "rate", cut: p.i}, true
		}
	}
	return reading{}, false
}

// proportion tells a rate from a share by the noun before word i.
func proportion(ws []word, i, lo int) string {
	name := strings.TrimSuffix(text(ws, before(ws, lo, i)), "平均值")
	if endsIn(name, "rate_head") && !endsIn(name, "share_head") {
		return "rate"
	}
	return "share"
}

// readCompleted: 完成总工程量64%. The whole is what is being completed.
func readCompleted(q quantity.Quantity, p place) (reading, bool) {
	if !relative(q) {
		return reading{}, false
	}
	for k := p.i - 1; k >= p.lo; k-- {
		if p.ws[k].text != "完成" {
			continue
		}
		whole := before(p.ws, k+1, p.i)
		for j := k + 1; j < p.i; j++ {
			if is(p.ws[j].text, "plan_noun") { // 年度|计划, which reads as a link
				whole = phrase{k + 1, j + 1}
			}
		}
		return reading{statistic: "share", basis: strings.TrimLeft(text(p.ws, whole), "了"), cut: p.i}, true
	}
	return reading{}, false
}

// readPart: 六成企业, 90%以上的农户: a share of what follows or went before.
func readPart(q quantity.Quantity, p place) (reading, bool) {
	if q.Kind != quantity.Percent && q.Kind != quantity.Fraction {
		return reading{}, false
	}
	return reading{statistic: "share", basis: text(p.ws, after(p.ws, p.i+1)), cut: p.i}, true
}

// readThreshold: 600万美元以下的企业, 10亿元以上项目. The number bounds a class of things.
func readThreshold(q quantity.Quantity, p place) (reading, bool) {
	if q.Bound == quantity.Equal || q.Bound == quantity.About || q.Kind != quantity.Amount || p.i+1 >= len(p.ws) {
		return reading{}, false
	}
	if classOf(p) {
		return reading{statistic: "threshold", cut: p.i}, true
	}
	if !physical(q.Unit) || q.Bound == quantity.Range {
		return reading{}, false
	}
	if p.i+2 == len(p.ws) && p.ws[p.i+1].text == "的" { // 投资1000万元以上的,按…
		return reading{statistic: "threshold", cut: p.i}, true
	}
	if class := after(p.ws, p.i+1); !class.empty() && is(p.ws[class.to-1].text, "subject_to_rule") {
		return reading{statistic: "threshold", cut: p.i}, true
	}
	return reading{}, false
}

// classOf reports whether the number and the measure before it only say which
// things are counted: 旅客吞吐量1000万人次以上的|机场有40个, 增幅在100%-200%之间的|有28个.
func classOf(p place) bool {
	if classMeasure(p).empty() {
		return false
	}
	k := p.i + 1
	if p.ws[k].text == "之间" {
		k++
	}
	if k < len(p.ws) && p.ws[k].text == "的" {
		return slices.ContainsFunc(p.ws[k+1:], func(w word) bool { return w.quantity >= 0 })
	}
	class := after(p.ws, k)
	return !class.empty() && class.from == k && class.to+1 < len(p.ws) && p.ws[class.to].text == "有" && p.ws[class.to+1].quantity >= 0
}

// classMeasure gives the measure before the number by which things are classed.
func classMeasure(p place) phrase {
	i := p.i
	for i > p.lo && skipped(p.ws[i-1]) && !is(p.ws[i-1].text, "growth_noun", "fall_noun") {
		i--
	}
	if i > p.lo && is(p.ws[i-1].text, "growth_noun", "fall_noun") {
		return phrase{leftwards(p.ws, p.lo, i-1), i}
	}
	if name := before(p.ws, p.lo, p.i); endsIn(text(p.ws, name), "generic_head") {
		return name
	}
	return phrase{}
}

// Rules names every rule that a row can carry, as "statistic …" and "name …".
func Rules() []string {
	var out []string
	for _, r := range statisticRules {
		out = append(out, "statistic "+r.name)
	}
	out = append(out, "statistic level")
	for _, r := range nameRules {
		if rule := "name " + r.name; !slices.Contains(out, rule) {
			out = append(out, rule)
		}
	}
	return append(out, "name none")
}
