package indicator

import (
	"slices"
	"strings"

	"shangbao/transform/quantity"
)

// The name rules that name a number after a verb or its object.

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
