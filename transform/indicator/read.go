package indicator

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"shangbao/transform/period"
	"shangbao/transform/quantity"
)

// A reader goes through a text once; rows grow as it goes, so that a number
// can refer to those before it.
type reader struct {
	issue      time.Time
	quantities []quantity.Quantity
	periods    []period.Period
	clauses    []clause
	at         []position // of each quantity; clause -1 where no sentence holds it
	rows       []Indicator
	from       []position // of each row
	claimed    position   // first word behind the last name that stood behind its number
	voices     []Voice
	about      string // the place or body the text is about
	carried    carried
	owned      []bool  // whether the entity of each row is a body that stood before its name
	owns       bool    // the same of the row being read
	last       int     // the quantity of the last row
	broken     int     // the sentence in which a 累计 set figures apart
	cumulative bool    // the period carried on governed a 累计
	report     carried // the span of the report that a voice gives; section is the voice
}

// reach is how many clauses, rows or list members a rule looks back at most: no
// article needs more, and hostile text would make the reading quadratic.
const reach = 48

// back goes backwards from clause k as long as the clauses are of the same part.
func (r *reader) back(k int, same func(clause) bool) iter.Seq2[int, clause] {
	return func(yield func(int, clause) bool) {
		for n := 0; k >= 0 && n < reach && same(r.clauses[k]); n++ {
			if !yield(k, r.clauses[k]) {
				return
			}
			k--
		}
	}
}

func inSentence(c clause) func(clause) bool {
	return func(other clause) bool { return other.sentence == c.sentence }
}

func inParagraph(c clause) func(clause) bool {
	return func(other clause) bool { return other.paragraph == c.paragraph }
}

// A position is a word of a clause.
type position struct{ clause, word int }

// survey numbers the clauses by the paragraph or list item they stand in and
// reads what each says as a whole.
func (r *reader) survey() {
	n, head, first := 0, -1, 0
	for k := range r.clauses {
		c := &r.clauses[k]
		if k > 0 && c.paragraph != r.clauses[k-1].paragraph {
			n++
			if h := r.heading(k - 1); h >= 0 || !labelled(c.words) {
				head = h
			}
		} else if k > 0 && c.opens && labelled(c.words) {
			n++
		}
		if k > 0 && c.after == ':' && labelled(c.words) {
			head = r.lastPeriod(k - 1)
		}
		if c.opens {
			first = k
		}
		c.section, c.head, c.first = n, head, first
		c.cue, c.breaks, c.past = cue(c.words, false), timeless(c.words), happened(c.words)
	}
}

// heading gives the time expression of a sentence that ends its paragraph with
// a colon, clause k being the last: 今年上半年主要做了以下工作: -1 without one.
func (r *reader) heading(k int) int {
	last := r.clauses[k]
	if len(last.words) > 0 || last.after != ':' {
		return -1
	}
	return r.lastPeriod(k)
}

// lastPeriod gives the time expression of the sentence up to clause k: -1 without one.
func (r *reader) lastPeriod(k int) int {
	for _, c := range r.back(k, inSentence(r.clauses[k])) {
		for _, w := range c.words {
			if w.period >= 0 && usable(r.periods[w.period]) {
				return w.period
			}
		}
	}
	return -1
}

// locate finds the word of each quantity.
func (r *reader) locate() {
	r.at = make([]position, len(r.quantities))
	for i := range r.at {
		r.at[i].clause = -1
	}
	for c, cl := range r.clauses {
		for w, x := range cl.words {
			if x.quantity >= 0 && r.at[x.quantity].clause < 0 {
				r.at[x.quantity] = position{c, w}
			}
		}
	}
}

// accepted reports whether a quantity measures something. A bare number does
// where it is large and bounded as a count (播放量超过500万), which the words
// around decide; what quantity refused for another reason never does.
func accepted(q quantity.Quantity, body []rune) bool {
	if q.Start > 0 && body[q.Start-1] == '每' {
		return false // 每万人拥有…: what a rate is per
	}
	if q.Unit == "a" && strings.HasPrefix(strings.TrimPrefix(string(body[q.End:min(q.End+4, len(body))]), "分别"), "平均") {
		return false // 两年平均增长: the span of an average rate
	}
	switch q.Refused {
	case quantity.Measures:
		return true
	case quantity.Bare:
		return q.UnitMult >= 3 || countsBefore(q, body) || isRatio(q, body) || countsPeople(q, body)
	}
	return false
}

// countsPeople reports whether people stand right behind a round number that prints no
// unit: 700多村民.
func countsPeople(q quantity.Quantity, body []rune) bool {
	if q.Bound == quantity.Equal {
		return false
	}
	for n := 2; n <= 4 && q.End+n <= len(body); n++ {
		if is(string(body[q.End:q.End+n]), "person") {
			return true
		}
	}
	return false
}

// countsBefore reports whether the text right before a bare number is a noun
// that can only be counted or scored: 指数为102.3, 人数达300.
func countsBefore(q quantity.Quantity, body []rune) bool {
	lead := nounBefore(q, body)
	return endsIn(lead, "index_head") || endsIn(lead, "count_head")
}

// nounBefore gives the text before a number without the link word and brackets
// between.
func nounBefore(q quantity.Quantity, body []rune) string {
	lead := string(body[max(0, q.Start-24):q.Start])
	for _, link := range []string{"达到", "达", "为", "是", "约", "共", "升至", "降至", ":", "："} {
		if n := len(lead) - len(link); n > 0 && lead[n:] == link {
			lead = lead[:n]
			break
		}
	}
	if open := strings.LastIndexAny(lead, "(（"); open > 0 && strings.HasSuffix(strings.ReplaceAll(lead, "）", ")"), ")") { // 指数(PMI)
		lead = lead[:open]
	}
	return lead
}

// isRatio reports whether a bare decimal is a level reached or left:
// 收入比由1.65缩小到1.61.
func isRatio(q quantity.Quantity, body []rune) bool {
	if !strings.Contains(q.Text, ".") {
		return false
	}
	for n := 1; n <= 4; n++ {
		if before := string(body[max(0, q.Start-n):q.Start]); is(before, "reach_up", "reach_down", "reach_") || n == 2 && is(before, "up", "down") {
			return true
		}
		if behind := string(body[q.End:min(q.End+n, len(body))]); is(behind, "reach_up", "reach_down", "reach_") {
			return true
		}
	}
	return false
}

// read turns quantity i into a row.
func (r *reader) read(i int) {
	at := r.at[i]
	if at.clause < 0 {
		return
	}
	q := r.quantities[i]
	p := r.place(at)
	got := classify(q, p)
	row := Indicator{Quantity: q, Sentence: r.clauses[at.clause].sentence, Statistic: got.statistic,
		Direction: got.direction, Parent: none, Confidence: 95}
	r.owns = false
	r.name(&row, at, p, got)
	if (got.rule == "part" || got.rule == "reach") && row.Statistic == "share" && row.Rule == "inherited" && endsIn(row.Name, "rate_head") && !endsIn(row.Name, "share_head") {
		row.Statistic = "rate" // 毛利率提升2.1个百分点至32.5%
	}
	if place := r.bracketed(at); got.rule == "part" && place != "" {
		row.Statistic, row.Direction, row.Entity = "growth", "up", place
	}
	row.Rule = got.rule + "/" + row.Rule
	scale(&row, got)
	r.countUnit(&row)
	r.entity(&row, at)
	r.when(&row, at, p, got)
	r.statement(&row, at)
	row.Basis = r.basis(&row, at, p, got)
	r.last = i
	r.rows = append(r.rows, row)
	r.from = append(r.from, at)
	r.owned = append(r.owned, r.owns)
}

// bracketed gives the place whose own rate stands in brackets behind it, in a
// comparison: 增速比全省(7.7%)和全国(7.0%)高; "" where the number is no such rate.
func (r *reader) bracketed(at position) string {
	c := r.clauses[at.clause]
	if c.outer < 0 || len(c.words) != 1 {
		return ""
	}
	ws := r.clauses[c.outer].words
	k := 0
	for k < len(ws) && ws[k].end <= c.words[0].start {
		k++
	}
	if !slices.ContainsFunc(ws[:k], func(w word) bool { return comparing(w) || is(w.text, "against_up", "against_down") }) {
		return ""
	}
	for n := 1; n <= 3 && n <= k; n++ { // 全国|平均|水平
		if isPlace(ws[k-n]) {
			return ws[k-n].text
		}
	}
	return ""
}

// place gives the words before a number that no other number claims. In a
// list that shares its verb (增长20.8%、30.9%) that is what stands before the list.
func (r *reader) place(at position) place {
	ws := r.clauses[at.clause].words
	i := listStart(ws, at.word)
	lo := i
	for lo > 0 && ws[lo-1].quantity < 0 {
		lo--
	}
	if r.claimed.clause == at.clause && r.claimed.word > lo && r.claimed.word <= i {
		lo = r.claimed.word
	}
	if i < at.word { // keep the number itself where it stands: the list is skipped as one
		ws = append(append([]word{}, ws[:i]...), ws[at.word:]...)
	}
	return place{ws, lo, i, (at.word - i) / 2}
}

// scale turns multiples and fractions that state growth into per cent and
// gives a fall its sign.
func scale(row *Indicator, got reading) {
	if got.scaled {
		hundred := decimal.NewFromInt(100)
		for _, v := range []*decimal.NullDecimal{&row.Value, &row.Min, &row.Max} {
			if v.Valid {
				v.Decimal = v.Decimal.Mul(hundred).Round(6)
			}
		}
		row.Unit = "%"
	}
	if row.Statistic == "growth" && row.Unit == "‰" { // growth is published in per cent
		for _, v := range []*decimal.NullDecimal{&row.Value, &row.Min, &row.Max} {
			v.Decimal = v.Decimal.Shift(-1)
		}
		row.Unit = "%"
	}
	if got.direction != "down" || row.Statistic != "growth" && row.Statistic != "change" {
		return
	}
	if row.Value.Valid && row.Value.Decimal.IsNegative() {
		return
	}
	neg := func(v decimal.NullDecimal) decimal.NullDecimal {
		v.Decimal = v.Decimal.Neg()
		return v
	}
	row.Value, row.Min, row.Max = neg(row.Value), neg(row.Max), neg(row.Min)
	if flipped := flip[row.Bound]; flipped != "" {
		row.Bound = flipped
	}
}

// flip gives the bound of a negated value: a fall of more than 3 is below -3.
var flip = map[quantity.Bound]quantity.Bound{
	quantity.Above: quantity.Below, quantity.Below: quantity.Above,
	quantity.AtLeast: quantity.AtMost, quantity.AtMost: quantity.AtLeast,
}

// countUnit gives a count without a printed unit its code.
func (r *reader) countUnit(row *Indicator) {
	if row.Unit != "" {
		return
	}
	row.Unit = "个"
	if n := len(r.rows) - 1; n >= 0 && row.UnitMult >= 8 && r.rows[n].Unit == "CNY" && r.rows[n].Sentence == row.Sentence { // 增加9966.9亿元,接近1万亿
		row.Unit = "CNY"
		return
	}
	if endsIn(row.Name, "people") || endsIn(row.Name, "person") {
		row.Unit = "人"
	}
	if endsIn(row.Name, "index_head") || strings.Contains(row.Text, ".") {
		row.Unit = "1"
	}
}
