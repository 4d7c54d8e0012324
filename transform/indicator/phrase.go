package indicator

import (
	"strings"
	"unicode/utf8"
)

// A phrase is a run of words of one clause, half-open.
type phrase struct{ from, to int }

func (p phrase) empty() bool { return p.from >= p.to }

// text gives the words of a phrase as one string.
func text(ws []word, p phrase) string {
	var b strings.Builder
	for _, w := range ws[p.from:p.to] {
		b.WriteString(w.text)
	}
	return strings.TrimSpace(b.String())
}

// nominal reports whether a word may stand in a name.
func nominal(w word) bool {
	if w.quantity >= 0 || w.period >= 0 || is(w.text, "verb") && w.pos != "vn" && w.pos != "n" || is(w.text, "connective", "particle") {
		return false
	}
	switch {
	case is(w.text, "grant", "average"):
		return true
	case w.pos == "", strings.HasPrefix(w.pos, "n"), strings.HasPrefix(w.pos, "a"):
		return true
	}
	switch w.pos {
	case "vn", "b", "j", "l", "s", "i", "g", "q", "k", "t", "tg", "eng", "x", "zg", "f", "m", "z", "nx", "h":
		return !isMark(w.text)
	case "r":
		return is(w.text, "place", "this")
	}
	return false
}

func isMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("“”\"《》‘’'、·—-+/", r)
}

// modifier reports whether a word may stand inside a name before its head: a
// verb used as an attribute (出海产业基金), a quotation mark, a hyphen.
func modifier(w word) bool {
	return nominal(w) || w.pos == "v" && !is(w.text, "verb", "link", "target", "forecast") ||
		w.quantity < 0 && w.period < 0 && isMark(w.text) && w.text != "、"
}

// skipped reports whether a word between a name and its number belongs to neither.
func skipped(w word) bool {
	if w.quantity >= 0 {
		return false
	}
	if w.period >= 0 || is(w.text, "link", "up", "down", "reach_up", "reach_down") {
		return true
	}
	switch w.pos {
	case "d", "u", "ul", "uj", "uz", "p", "t", "c", "vd", "ad":
		return true
	}
	return false
}

// before finds the name that ends at or before word i: link words and adverbs
// are skipped, then nouns with their attributes are taken leftwards, at most
// as far as word lo.
func before(ws []word, lo, i int) phrase {
	for i > lo && skipped(ws[i-1]) {
		i--
	}
	end := i
	i = leftwards(ws, lo, i)
	// 整改率, 航班正常率: a head of one character is no word without the one before it.
	if end == i+1 && i > lo && is(ws[i].text, "bound_head") && ws[i-1].quantity < 0 && ws[i-1].period < 0 && !isMark(ws[i-1].text) && !is(ws[i-1].text, "particle") {
		return phrase{leftwards(ws, lo, i-1), end}
	}
	// 垃圾收集|池: so is a room or a yard behind what is done there.
	if end == i+1 && i-1 > lo && is(ws[i].text, "yard") && ws[i-1].pos == "v" && !is(ws[i-1].text, "builds") && nominal(ws[i-2]) {
		return phrase{leftwards(ws, lo, i-1), end}
	}
	if i > lo && ws[i-1].text == "每" && end == i+1 { // 每平方米3500元: what the price is per
		return before(ws, lo, i-1)
	}
	// 出口规模在历史同期|首次突破: where or when, behind the name.
	if i-1 > lo && hasWord(ws[i-1:i], "在", "于") && !measureNoun(text(ws, phrase{i, end})) {
		if p := before(ws, lo, i-1); measureNoun(text(ws, p)) {
			return p
		}
	}
	// A与B各10个: both are counted.
	for end > i && i-2 >= lo && hasWord(ws[end:min(end+2, len(ws))], "各", "各有", "均") && is(ws[i-1].text, "and") && endsName(ws[i-2]) {
		i = leftwards(ws, lo, i-1)
	}
	// 新能源汽车的产量: a head that says little by itself takes its owner along.
	if p := (phrase{i, end}); !p.empty() && i-2 >= lo && ws[i-1].pos == "uj" && nominal(ws[i-2]) && is(text(ws, p), "generic_head") {
		i = leftwards(ws, lo, i-1)
	}
	return trim(ws, phrase{i, end})
}

// coordinated takes the nouns that 、 or 和 joins to a name into it:
// 蔬菜及食用菌产量|19.36万吨.
func coordinated(ws []word, lo int, p phrase) phrase {
	for !p.empty() && p.from-2 >= lo && is(ws[p.from-1].text, "and") && nominal(ws[p.from-2]) {
		item := trim(ws, phrase{leftwards(ws, lo, p.from-1), p.from - 1})
		if item.empty() || item.to < p.from-1 || ws[item.from].pos == "v" {
			break
		}
		p.from = item.from
	}
	return p
}

// leftwards takes the words before word i that may stand in a name.
func leftwards(ws []word, lo, i int) int {
	for i > lo && modifier(ws[i-1]) {
		i--
	}
	return i
}

// after finds the noun phrase that begins at word i: 12家|头部电商企业. A verb is
// part of it where a noun follows and the verb takes no object of its own.
func after(ws []word, i int) phrase {
	for i < len(ws) && ws[i].text == "的" {
		i++
	}
	end, noun := i, false
	for end < len(ws) {
		w := ws[end]
		if noun && is(w.text, "average") { // 20家星级酒店|平均客房出租率
			break
		}
		followed := end+1 < len(ws) && (nominal(ws[end+1]) || modifier(ws[end+1]) && end+2 < len(ws) && nominal(ws[end+2]))
		if w.text == "、" && end > i && end+1 < len(ws) && is(ws[end-1].text, "size") && is(ws[end+1].text, "size") { // 大、中|型企业
			end++
			continue
		}
		joined := noun && followed && (is(w.text, "and") && w.text != "、" || w.quantity < 0 && strings.HasPrefix(w.pos, "v") && endsIn(ws[end+1].text, "facility")) // 快件|处理|场所
		if !nominal(w) && !(modifier(w) && (followed || isMark(w.text))) && !joined {
			break
		}
		noun = noun || nominal(w)
		end++
	}
	if !noun {
		return verbalNoun(ws, i)
	}
	return trim(ws, phrase{i, end})
}

// verbalNoun takes a run of verbs that fills the rest of its list member for a
// name: 8个|独立站.
func verbalNoun(ws []word, i int) phrase {
	end := i
	for end < len(ws) && ws[end].pos == "v" && !is(ws[end].text, "verb", "link") {
		end++
	}
	listed := end > i && i > 1 && end < len(ws) && ws[end].text == "、" || end == len(ws) && i > 2 && ws[i-2].text == "、" // 10家|预增、4家|续盈
	if (end-i > 1 || listed && end-i == 1) && (end == len(ws) || ws[end].text == "、") {
		return phrase{i, end}
	}
	return phrase{i, i}
}

// trim takes verbs, marks and empty words off the ends of a name and balances
// its quotation marks.
func trim(ws []word, p phrase) phrase {
	for !p.empty() && !startsName(ws[p.from]) {
		p.from++
	}
	for !p.empty() && !endsName(ws[p.to-1]) {
		p.to--
	}
	for !p.empty() && strings.Count(text(ws, p), "“") != strings.Count(text(ws, p), "”") {
		if i := lastMark(ws, p); ws[i].text == "“" && i > p.from {
			p.to = i
		} else {
			p.from = i + 1
		}
	}
	return p
}

// lastMark gives the index of the last quotation mark of a phrase.
func lastMark(ws []word, p phrase) int {
	for i := p.to - 1; i > p.from; i-- {
		if ws[i].text == "“" || ws[i].text == "”" {
			return i
		}
	}
	return p.from
}

func startsName(w word) bool {
	return (nominal(w) || w.text == "“" || w.text == "《" || w.pos == "v" && !is(w.text, "verb", "link")) && (!is(w.text, "link") || is(w.text, "average")) && w.pos != "f"
}

// isInside reports a localiser that stands behind a name: 行业大类|中.
func isInside(w word) bool { return w.pos == "f" && is(w.text, "inside") }

func endsName(w word) bool {
	return nominal(w) && !isInside(w) || w.text == "”" || w.text == "》" || w.pos == "v"
}
