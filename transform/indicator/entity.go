package indicator

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// isPlace reports whether a word by itself names a place or its government area.
func isPlace(w word) bool {
	return w.quantity < 0 && w.period < 0 && (w.pos == "ns" && utf8.RuneCountInString(w.text) > 1 && !is(w.text, "no_place") || is(w.text, "place") || isArea(w))
}

// isArea reports a name that says itself which kind of area it is: 沙坡头区, 彭阳县.
func isArea(w word) bool {
	last, size := utf8.DecodeLastRuneInString(w.text)
	return strings.HasPrefix(w.pos, "n") && utf8.RuneCountInString(w.text) == 3 && (last == '市' || last == '县' || last == '区' && w.pos != "n") && !is(w.text, "no_place") && size > 0
}

// ownerAt reports whether word i ends the name of a place, an organisation, a
// project or an event. A general word such as 平台 does so only behind a noun.
func ownerAt(ws []word, i, lo int) bool {
	w := ws[i]
	switch {
	case w.quantity >= 0 || w.period >= 0 || is(w.text, "no_place"):
		return false
	case isPlace(w) || w.pos == "nt":
		return true
	case i > lo && is(ws[i-1].text, "this") && strings.HasPrefix(w.pos, "n"):
		return true
	case i == lo && is(w.text, "bare_owner"):
		return true
	case !endsIn(w.text, "org_suffix"):
		return false
	case is(w.text, "org_suffix"):
		return i > lo && (modifier(ws[i-1]) && !isMark(ws[i-1].text) || ws[i-1].text == "”" || ws[i-1].text == "》") && ws[i-1].pos != "a"
	}
	return utf8.RuneCountInString(w.text) > 2 && strings.HasPrefix(w.pos, "n")
}

// ownersOnly reports whether a phrase is nothing but places: 市里, 镇街.
func ownersOnly(ws []word, p phrase) bool {
	for i, w := range ws[p.from:p.to] {
		if !isPlace(w) && !(i > 0 && is(w.text, "area")) { // 中卫|市
			return false
		}
	}
	return !p.empty()
}

// ownerIn gives the last owner that a phrase names, "" without one. A place is
// its own name; a body takes the nouns before it along.
func ownerIn(ws []word, p phrase) string {
	for i := p.to - 1; i >= p.from; i-- {
		if !ownerAt(ws, i, p.from) {
			continue
		}
		if isPlace(ws[i]) {
			return ws[i].text
		}
		return text(ws, trim(ws, phrase{p.from, i + 1}))
	}
	return ""
}

// splitOwner takes the place or body at the head of a name off it:
// 义乌市|进出口额, 写字楼板块|主体结构.
func splitOwner(ws []word, name phrase) (owner, rest string) {
	for k := name.to - 1; k > name.from; k-- {
		if ownerAt(ws, k-1, name.from) && (nominal(ws[k]) || ws[k].pos == "v") {
			if !isPlace(ws[k-1]) && is(text(ws, phrase{k, name.to}), "count_noun") { // 航线|总数
				continue
			}
			whole := phrase{name.from, k}
			class, head := splitClass(ws, phrase{k, name.to})
			if !class.empty() && !isPlace(ws[k-1]) { // 全市餐饮|企业|销售额
				whole.to = class.to
			}
			return ownerIn(ws, whole), text(ws, trim(ws, head))
		}
	}
	class, head := splitClass(ws, name)
	return text(ws, trim(ws, class)), text(ws, head)
}

// splitClass takes a class of bodies off the head of what is measured:
// 重点监测零售企业|销售额, 三级医疗机构|起付标准. A short one is read as part of the
// name, as statistics print it: 民营企业进出口.
func splitClass(ws []word, name phrase) (class, head phrase) {
	for k := name.from + 1; k < name.to; k++ {
		rest := text(ws, phrase{k, name.to})
		long := utf8.RuneCountInString(text(ws, phrase{name.from, k})) >= longClass
		if long && endsIn(ws[k-1].text, "class") && measureNoun(rest) && !is(rest, "count_noun") && nominal(ws[k]) {
			return phrase{name.from, k}, phrase{k, name.to}
		}
	}
	return phrase{}, name
}

// longClass is how many characters a class of bodies has that is no part of the name.
const longClass = 6

// entity fills in whose figure it is: from the subject of its clause, the level
// it belongs to, the nearest clause that names one, the voice that speaks, or
// the text as a whole.
func (r *reader) entity(row *Indicator, at position) {
	if row.Entity != "" {
		return
	}
	c := r.clauses[at.clause]
	if s := subjectOf(c.words[:at.word]); s != "" && s != row.Name {
		row.Entity = s
		return
	}
	if row.Parent >= 0 {
		row.Entity = r.rows[row.Parent].Entity
	}
	if n := len(r.rows) - 1; n >= 0 && row.Statistic == "rate" && r.rows[n].Statistic == "threshold" && r.from[n].clause == at.clause {
		row.Entity = r.rows[n].Entity // 600万美元以上的企业可按…60%
	}
	for k := range r.back(at.clause-1, inParagraph(c)) {
		if row.Entity != "" {
			break
		}
		if s := r.topic(k, c.sentence); s != row.Name && !r.measured(s) {
			row.Entity = s
		}
	}
	if row.Entity == "" {
		row.Entity = r.speaker(row.Start)
		row.Confidence -= 10
	}
}

// measured reports whether a name is what one of the last numbers measures, which
// owns no other: 工业项目5个,民生工程5个.
func (r *reader) measured(name string) bool {
	for k := len(r.rows) - 1; k >= 0 && k > len(r.rows)-reach; k-- {
		if r.rows[k].Name == name {
			return true
		}
	}
	return false
}

// topic gives what clause k makes the topic of a later sentence: its subject or
// object within the sentence, beyond it only what opens a sentence or paragraph.
func (r *reader) topic(k, sentence int) string {
	c := r.clauses[k]
	if c.outer >= 0 {
		return "" // what stands in brackets is no topic
	}
	opensParagraph := k == 0 || r.clauses[k-1].paragraph != c.paragraph
	switch {
	case c.sentence == sentence || opensParagraph:
		if s := subjectOf(c.words); s != "" {
			return s
		}
		return objectOf(c.words)
	case r.leads(k):
		return subjectOf(c.words)
	}
	return ""
}

// leads reports whether clause k is the first of its sentence but for time
// expressions and adverbial clauses (由于土地原因,…).
func (r *reader) leads(k int) bool {
	c := r.clauses[k]
	if c.opens {
		return true
	}
	prev := r.clauses[k-1]
	if prev.sentence != c.sentence || len(prev.words) == 0 {
		return false
	}
	first := prev.words[0]
	return (len(prev.words) == 1 && first.period >= 0 || is(first.text, "adverbial")) && r.leads(k-1)
}

// speaker gives the body that speaks at an offset, else what the text is about.
func (r *reader) speaker(at int) string {
	if v := r.voice(at); v >= 0 && r.voices[v].Org != "" {
		return r.voices[v].Org
	}
	return r.about
}

// voice gives the index of the voice that speaks at an offset, or -1.
func (r *reader) voice(at int) int {
	i, found := slices.BinarySearchFunc(r.voices, at, func(v Voice, at int) int {
		switch {
		case v.End <= at:
			return -1
		case v.Start > at:
			return 1
		}
		return 0
	})
	if !found {
		return -1
	}
	return i
}

// subjectOf gives the place or body that the noun phrase at the head of a
// clause names; "" where the clause begins with a verb or a preposition.
func subjectOf(ws []word) string {
	i := 0
	for i < len(ws) && (ws[i].period >= 0 || is(ws[i].text, "connective") || opensClause(ws[i])) {
		i++
	}
	if i < len(ws) && (ws[i].pos == "v" || is(ws[i].text, "verb") || ws[i].pos == "vn" && i > 0 && opensClause(ws[i-1])) {
		return ""
	}
	end := i
	for end < len(ws) && (modifier(ws[end]) || ws[end].text == "、") && !is(ws[end].text, "plan") {
		end++
	}
	return ownerIn(ws, phrase{i, end})
}

// opensClause reports whether a word may stand before the subject.
func opensClause(w word) bool {
	switch w.pos {
	case "d", "c", "t", "ad", "vd":
		return true
	}
	return false
}

// objectOf gives the body that the last noun phrase of a clause names:
// 上马建设了|模具商务中心.
func objectOf(ws []word) string {
	n := len(ws)
	if n == 0 || !ownerAt(ws, n-1, 0) || isPlace(ws[n-1]) {
		return ""
	}
	from := n - 1
	for from > 0 && (nominal(ws[from-1]) || isMark(ws[from-1].text) && ws[from-1].text != "、") {
		from--
	}
	return text(ws, trim(ws, phrase{from, n}))
}

// subject gives the place a text names most often, as the one its figures
// belong to when nothing nearer is named, else its 全市 or 全省; "" without any.
func (r *reader) subject() string {
	if place := r.mostNamed(func(w word) bool {
		return w.pos == "ns" && utf8.RuneCountInString(w.text) > 1 && !is(w.text, "no_place") || is(w.text, "own_place")
	}); place != "" {
		return place
	}
	return r.mostNamed(func(w word) bool { return is(w.text, "whole_place") })
}

// mostNamed gives the word of a kind that a text has most often, at least twice.
func (r *reader) mostNamed(of func(word) bool) string {
	count := map[string]int{}
	for _, c := range r.clauses {
		for _, w := range c.words {
			if !of(w) {
				continue
			}
			name := w.text
			if utf8.RuneCountInString(name) > 2 {
				name = strings.TrimSuffix(name, "市")
			}
			count[name]++
		}
	}
	names := make([]string, 0, len(count))
	for n := range count {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		return count[names[i]] > count[names[j]] || count[names[i]] == count[names[j]] && names[i] < names[j]
	})
	if len(names) == 0 || count[names[0]] < 2 {
		return ""
	}
	return names[0]
}
