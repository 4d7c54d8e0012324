package indicator

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// respectively pairs the numbers of a list with a list of nouns (出口、进口分别为2301.5亿元、
// 343.5亿元) or with the numbers before it (…,分别增长20.8%、30.9%).
func respectively(r *reader, n naming) (named, bool) {
	k := slices.IndexFunc(n.ws[n.lo:n.i], func(w word) bool { return strings.HasPrefix(w.text, "分别") || strings.HasPrefix(w.text, "依次") })
	nth, size := listPosition(r.clauses[n.at.clause].words, n.at.word)
	switch {
	case size < 2:
		return named{}, false
	case k < 0:
		return r.inOrder(n, nth, size)
	}
	k += n.lo
	if basesBefore(n.ws, n.lo, k) == size { // 占比较上半年和上年同期|分别提高
		return topicOf(r, n)
	}
	if from := placesBefore(n.ws, n.lo, k); from < k && n.statistic != "level" {
		return r.byPlace(n, from, k, nth, size)
	}
	if names := sampled(n.ws, n.lo, k, size); len(names) == size { // 晚熟桃、葡萄等|水果分别增长
		return named{name: names[nth], parent: r.levelNamed(names[nth], n.at)}, true
	}
	if got, ok := partnersOf(n, k, nth, size); ok {
		return got, true
	}
	if got, ok := bodiesOf(n, k, nth, size); ok {
		return got, true
	}
	if names := listOf(n.ws, n.lo, k, size); len(names) >= size {
		got := named{name: names[len(names)-size+nth]}
		if verb := before(n.ws, k+1, n.i); !verb.empty() && n.statistic == "level" { // 对欧盟、东盟分别出口
			got.name, got.component = text(n.ws, verb), got.name
		}
		got.parent = r.levelNamed(got.name, n.at)
		return got, true
	} else if len(names) == 1 && measureNoun(names[0]) && n.statistic == "share" { // 业务收入|分别占…的15.3%、51.1%
		got, _ := r.antecedent(n, size)
		got.name, got.parent = names[0], none
		return got, true
	}
	return r.antecedent(n, size)
}

// basesBefore counts the time expressions compared with that end before word k.
func basesBefore(ws []word, lo, k int) int {
	n := 0
	for i := k - 1; i >= lo && ws[i].period >= 0; i -= 2 {
		n++
		if i-1 < lo || !is(ws[i-1].text, "and") {
			break
		}
	}
	return n
}

// sampled gives the members of a list that 等 sums up before word k, each with the
// head of the sum where that is a measure: 电动汽车、锂电池等“新三样”|出口.
func sampled(ws []word, lo, k, size int) []string {
	for e := k - 1; e > lo; e-- {
		if ws[e].text != "等" && !strings.HasSuffix(ws[e].text, "等") {
			continue
		}
		names := listOf(ws, lo, e, size)
		sum := text(ws, before(ws, e+1, k))
		if head := ws[before(ws, e+1, k).to-1].text; sum != "" && measureNoun(head) && is(head, "trade", "generic_head", "money_head") {
			for i := range names {
				names[i] += head
			}
		}
		return names
	}
	return nil
}

// partnersOf pairs a list of trading partners with the flow behind them:
// 对欧盟、美国和东盟|进出口分别增长….
func partnersOf(n naming, k, nth, size int) (named, bool) {
	k = comparisonStart(place{ws: n.ws, lo: n.lo, i: k}, k)
	if k-1 <= n.lo || !is(n.ws[k-1].text, "trade") {
		return named{}, false
	}
	from := k - 1
	for from > 0 && n.ws[from-1].quantity < 0 { // also what a rank before it claims: 前五|大贸易伙伴东盟
		from--
	}
	partners := listBefore(n.ws, from, k-1)
	for from = k - 1; from > 0 && !is(n.ws[from-1].text, "through"); {
		from--
	}
	if len(partners) != size || from == 0 || !is(n.ws[from-1].text, "through") {
		return named{}, false
	}
	return named{name: n.ws[k-1].text, component: n.ws[from-1].text + partners[nth], parent: none}, true
}

// bodiesOf pairs a list of bodies with the one measure behind them: 百货大楼、大张、
// 迪信通商品销售额|同比分别增长….
func bodiesOf(n naming, k, nth, size int) (named, bool) {
	k = comparisonStart(place{ws: n.ws, lo: n.lo, i: k}, k)
	last := before(n.ws, n.lo, k)
	if last.empty() || last.from <= n.lo || n.ws[last.from-1].text != "、" || !measureNoun(text(n.ws, last)) || last.to-last.from < 2 {
		return named{}, false
	}
	name := last.to - 1
	owners := []string{text(n.ws, phrase{last.from, name})}
	for at := last.from - 1; at > n.lo && n.ws[at].text == "、"; {
		body := before(n.ws, n.lo, at)
		if body.empty() || body.to != at {
			break
		}
		owners, at = append(owners, text(n.ws, body)), body.from-1
	}
	if len(owners) != size || !ownerAt(n.ws, last.from-2, n.lo) || isPlace(n.ws[last.from-2]) {
		return named{}, false
	}
	return named{name: n.ws[name].text, entity: owners[size-1-nth], parent: none, owned: true}, true
}

// placesBefore gives where a list of places begins that ends at word k, or k.
func placesBefore(ws []word, lo, k int) int {
	from := comparisonStart(place{ws: ws, lo: lo, i: k}, k)
	if from < k {
		return k
	}
	for from > lo && (isPlace(ws[from-1]) || is(ws[from-1].text, "and")) {
		from--
	}
	return from
}

// byPlace carries on the name of the number before for a list of places:
// 对马来西亚、泰国分别增长69.9%、19.4%.
func (r *reader) byPlace(n naming, from, k, nth, size int) (named, bool) {
	places := listBefore(n.ws, from, k)
	got, ok := topicOf(r, n)
	if len(places) != size || !ok {
		return named{}, false
	}
	if from > 0 && is(n.ws[from-1].text, "through") {
		got.component = n.ws[from-1].text + places[nth]
	} else {
		got.entity = places[nth]
	}
	return got, true
}

// antecedent gives the number before a list of size that this one of the list
// belongs to. The rows of the list that are already read stand between them.
func (r *reader) antecedent(n naming, size int) (named, bool) {
	first := len(r.rows) - size
	if first < 0 || n.statistic == "level" {
		return named{}, false
	}
	if k := r.levelBack(size, n.nth, n.at); k >= 0 {
		first = k
	}
	return named{name: r.rows[first].Name, component: r.rows[first].Component, parent: first}, r.rows[first].Name != ""
}

// levelBack gives the nth of the last size levels of the sentence before a list,
// of whose members nth are rows already; -1 if it has fewer: 游客486.5万人次,增长
// 32.1%;旅游收入38.6亿元,…,分别恢复到2019年的118.6%和112.3%.
func (r *reader) levelBack(size, nth int, at position) int {
	here := r.clauses[at.clause]
	var levels []int // the last first
	for k := len(r.rows) - 1 - nth; k >= 0 && k > len(r.rows)-reach && r.clauses[r.from[k].clause].sentence == here.sentence; k-- {
		if r.rows[k].Statistic != "level" {
			continue
		}
		if levels = append(levels, k); len(levels) == size {
			return levels[size-1-nth]
		}
	}
	return -1
}

// inOrder pairs a list without 分别: with as many nouns before it (猪、牛出栏2.2万头、
// 1.3万头), or with the members of such a list that it follows (,增长36.9%、24.5%).
func (r *reader) inOrder(n naming, nth, size int) (named, bool) {
	if !n.own.empty() {
		names := listOf(n.ws, n.lo, n.own.to, size)
		if len(names) != size {
			return named{}, false
		}
		return named{name: names[nth], parent: r.levelNamed(names[nth], n.at)}, true
	}
	first := len(r.rows) - size
	if first < 0 {
		return named{}, false
	}
	if r.rows[first].Statistic == "level" && strings.HasSuffix(r.rows[first].Rule, "/respectively") || n.changes() && r.levelsBefore(n.at, nth) == size {
		return r.antecedent(n, size)
	}
	return named{}, false
}

// levelsBefore counts the levels in the clause before a list of changes, of whose
// members nth are rows already: 吞吐量20.2亿吨、集装箱1367万标箱,同比增长1.0%、6.0%.
func (r *reader) levelsBefore(at position, nth int) int {
	n := 0
	for k := len(r.rows) - 1 - nth; k >= 0 && r.from[k].clause == at.clause-1; k-- {
		if r.rows[k].Statistic != "level" {
			return 0
		}
		n++
	}
	return n
}

// listPosition says which member of a list of numbers word i is, and how many
// the list has.
func listPosition(ws []word, i int) (nth, size int) {
	first, last := listStart(ws, i), i
	for last+2 < len(ws) && last-i < reach && is(ws[last+1].text, "and") && ws[last+2].quantity >= 0 {
		last += 2
	}
	return (i - first) / 2, (last-first)/2 + 1
}

// listStart gives the first number of the list that the number at word i is in.
func listStart(ws []word, i int) int {
	first := i
	for first >= 2 && i-first < reach && is(ws[first-1].text, "and") && ws[first-2].quantity >= 0 {
		first -= 2
	}
	return first
}

// listBefore gives the nouns joined by 、 and 和 that end before word k.
func listBefore(ws []word, lo, k int) []string { return listOf(ws, lo, k, 0) }

// listOf is listBefore where size nouns are looked for: of more, those that 及
// joins are one (新材料及医药制造、纺织服装).
func listOf(ws []word, lo, k, size int) []string {
	k = comparisonStart(place{ws: ws, lo: lo, i: k}, k)
	var items []phrase
	for {
		name := before(ws, lo, k)
		if name.empty() {
			break
		}
		items = append(items, name)
		if name.from-1 < lo || !is(ws[name.from-1].text, "and") {
			break
		}
		k = name.from - 1
	}
	if len(items) == 0 {
		return nil
	}
	slices.Reverse(items)
	if first := &items[0]; first.to-first.from > 1 && isPlace(ws[first.from]) {
		first.from++ // whose they are: 全市|装备制造业
	}
	for i := 1; i < len(items) && size > 0 && len(items) > size; i++ {
		if joint := ws[items[i].from-1].text; joint == "及" || joint == "与" {
			items[i-1].to = items[i].to
			items = slices.Delete(items, i, i+1)
			i--
		}
	}
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = text(ws, item)
	}
	return shareHead(shareTail(names), ws[items[len(items)-1].to-1].text)
}

// longestHead is how many characters the head has that the names of a list share.
const longestHead = 6

// shareHead gives the names of a list the head that only the last one prints:
// 高新技术产业、装备制造业|增加值.
func shareHead(names []string, head string) []string {
	if len(names) < 2 || !endsIn(head, "generic_head") || utf8.RuneCountInString(head) > longestHead || head == names[len(names)-1] {
		return names
	}
	for _, n := range names[:len(names)-1] {
		if endsIn(n, "generic_head") || endsIn(n, "people") {
			return names
		}
	}
	for i := range names[:len(names)-1] {
		names[i] += head
	}
	return names
}

// shareTail completes numerals, and single characters of a pair, that share the
// noun of the last name: 一、二、三产业增加值, 内、外贸吞吐量.
func shareTail(names []string) []string {
	if len(names) < 2 {
		return names
	}
	last := []rune(names[len(names)-1])
	for i, n := range names[:len(names)-1] {
		if !(isNumeral(n) && isNumeral(string(last[:1]))) && !is(n+string(last[:1]), "pair") {
			return names
		}
		names[i] = n + string(last[1:])
	}
	return names
}

func isNumeral(s string) bool {
	return len([]rune(s)) == 1 && strings.Contains("一二三四五六七八九十", s)
}
