package indicator

// The name rules that carry a name on: from a count of which this is a part, from the
// clause before, from the number before.

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
