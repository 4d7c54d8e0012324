package indicator

import (
	"slices"
	"strings"
)

// respectively pairs the numbers of a list with a list of nouns (出口、进口分别为2301.5亿元、
// 343.5亿元) or with the numbers before it (…,分别增长20.8%、30.9%).
func respectively(r *reader, n naming) (named, bool) {
	k := slices.IndexFunc(n.ws[n.lo:n.i], func(w word) bool { return strings.HasPrefix(w.text, "分别") || strings.HasPrefix(w.text, "依次") })
	nth, size := listPosition(r.clauses[n.at.clause].words, n.at.word)
	if k < 0 || size < 2 {
		return named{}, false
	}
	k += n.lo
	if names := listBefore(n.ws, n.lo, k); len(names) >= size {
		got := named{name: names[len(names)-size+nth]}
		if verb := before(n.ws, k+1, n.i); !verb.empty() && n.statistic == "level" { // 对欧盟、东盟分别出口
			got.name, got.component = text(n.ws, verb), got.name
		}
		got.parent = r.levelNamed(got.name, n.at)
		return got, true
	}
	// The rows of this list that are already read stand between it and its antecedents.
	first := len(r.rows) - size
	if first < 0 || n.statistic == "level" {
		return named{}, false
	}
	return named{name: r.rows[first].Name, component: r.rows[first].Component, parent: first}, r.rows[first].Name != ""
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
