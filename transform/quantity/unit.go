package quantity

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// A unit is one row of units.tsv: what is printed, the code it gets, and the
// factor that brings the number to that code (基点 is 0.01 pp).
type unit struct {
	alias  string
	code   string
	dim    string // money, length, ..., count
	factor decimal.Decimal
}

// dimensions that units.tsv may name.
var dimensions = map[string]bool{"money": true, "length": true, "area": true, "volume": true, "mass": true, "time": true,
	"date": true, "temperature": true, "angle": true, "speed": true, "power": true, "energy": true, "electric": true, "pressure": true,
	"frequency": true, "data": true, "sound": true, "percent": true, "points": true, "multiple": true, "share": true, "rank": true, "people": true, "count": true}

func loadUnits(data string) ([]unit, *trie, error) {
	rows, err := table("units.tsv", data, 4)
	if err != nil {
		return nil, nil, err
	}
	t := &trie{}
	var list []unit
	for _, row := range rows {
		f, err := decimal.NewFromString(row[3])
		if err != nil || !f.IsPositive() {
			return nil, nil, fmt.Errorf("%s: factor %q is no positive number", row[4], row[3])
		}
		if !dimensions[row[2]] {
			return nil, nil, fmt.Errorf("%s: unknown dimension %q", row[4], row[2])
		}
		for _, alias := range strings.Fields(row[0]) {
			if !t.add(alias, len(list)) {
				return nil, nil, fmt.Errorf("%s: alias %q is there twice", row[4], alias)
			}
			list = append(list, unit{alias, row[1], row[2], f})
		}
	}
	return list, t, nil
}

// unitAt gives the longest unit at i and where it ends. A unit in Latin
// letters is a whole word; 个 may stand before a unit that can do without it.
func (p *page) unitAt(i int) (unit, int, bool) {
	n, end := words().unitTrie.longest(p.r, i, func(n, end int) bool {
		if end == i+2 && p.has(i, "个工") && p.in(i+2, "程作人业厂地具") { // 3个|工程标段
			return false
		}
		return !isLetter(p.char(end-1)) || !isLetter(p.char(end)) && !isDigit(p.char(end))
	})
	if n < 0 {
		return unit{}, i, false
	}
	return words().units[n], end, true
}

// perUnit reads the second half of a compound unit: 元/吨, 公里/小时, 米每秒.
func (p *page) perUnit(u unit, end int) (unit, int) {
	per := p.char(end) == '/' || p.char(end) == '每' && physical[u.dim]
	if !per || u.dim == "percent" {
		return u, end
	}
	under, e, ok := p.unitAt(end + 1)
	if !ok || p.char(end) == '每' && under.dim != "time" {
		return u, end
	}
	u.code += "/" + under.code
	u.factor = u.factor.Div(under.factor)
	u.alias = string(p.r[end-length(u.alias) : e])
	u.dim = "rate"
	if v, e2 := p.perUnit(u, e); e2 > e { // 元/人/天
		return v, e2
	}
	return u, e
}

// physical has the dimensions of measures: one of them is never an article,
// and a half may stand before it.
var physical = map[string]bool{"money": true, "length": true, "area": true, "volume": true, "mass": true, "time": true, "temperature": true,
	"angle": true, "speed": true, "power": true, "energy": true, "electric": true, "pressure": true, "frequency": true, "data": true,
	"sound": true, "rate": true}

// readSpeed reads 每小时60公里, 每秒3500立方米: the time stands before.
func readSpeed(p *page, i int) (phrase, bool) {
	w := p.first(i, "每小时", "每分钟", "每秒")
	if w == "" {
		return phrase{}, false
	}
	q, ok := readAmount(p, i+length(w))
	if !ok || q.t.u.dim != "length" && q.t.u.dim != "volume" || q.hedged && q.t.bound == AtMost {
		return phrase{}, false
	}
	per, _, _ := p.unitAt(i + 1)
	q.Unit += "/" + per.code
	q.t.u.dim, q.Rule, q.Start = "rate", "rate", i
	return q, true
}
