package indicator

import (
	"sort"
	"strings"
)

// owner reports whether a word by itself names a place or a body.
func owner(w word) bool {
	if w.quantity >= 0 || w.period >= 0 {
		return false
	}
	return w.pos == "ns" || w.pos == "nt" || is(w.text, "place") || isBody(w.text)
}

// isBody reports whether a word ends as the names of organisations, projects
// and events do.
func isBody(s string) bool {
	return endsIn(s, "org_suffix")
}

// splitOwner takes the place or body at the head of a name off it:
// 义乌市|进出口额, 写字楼板块|主体结构.
func (r *reader) splitOwner(row *Indicator, name phrase, p place) {
	for k := name.to - 1; k > name.from; k-- {
		if owner(p.ws[k-1]) && nominal(p.ws[k]) {
			row.Entity = text(p.ws, phrase{name.from, k})
			row.Name = text(p.ws, phrase{k, name.to})
			return
		}
	}
}

// entity fills in whose figure it is, from the nearest mention.
func (r *reader) entity(row *Indicator, at position, p place, got reading) {
	if row.Entity != "" {
		return
	}
	c := r.clauses[at.clause]
	if m := subjectOf(c.words[:at.word]); m != "" && m != row.Name {
		row.Entity = m
		return
	}
	if row.Parent >= 0 && row.Parent < len(r.rows) {
		row.Entity = r.rows[row.Parent].Entity
	}
	for k := at.clause - 1; row.Entity == "" && k >= 0 && r.clauses[k].paragraph == c.paragraph; k-- {
		if m := subjectOf(r.clauses[k].words); m != row.Name {
			row.Entity = m
		}
	}
	if row.Entity == "" {
		row.Entity = r.about
		row.Confidence -= 10
	}
}

// subjectOf gives the first place or body that a run of words names, with the
// nouns before it that belong to its name.
func subjectOf(ws []word) string {
	for i := 0; i < len(ws); i++ {
		if !owner(ws[i]) || i > 0 && is(ws[i-1].text, "comparing") {
			continue
		}
		from, to := i, i+1
		for to < len(ws) && to-i < 6 && (nominal(ws[to]) || isMark(ws[to].text)) {
			to++
		}
		for to > i+1 && !isBody(ws[to-1].text) {
			to--
		}
		for isBody(ws[i].text) && from > 0 && nominal(ws[from-1]) {
			from--
		}
		return text(ws, trim(ws, phrase{from, to}))
	}
	return ""
}

// subject gives the place a text names most often, as the one its figures
// belong to when nothing nearer is named; "" without any.
func (r *reader) subject() string {
	count := map[string]int{}
	for _, c := range r.clauses {
		for _, w := range c.words {
			if w.pos == "ns" || is(w.text, "own_place") {
				count[strings.TrimSuffix(w.text, "市")]++
			}
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
