// Package indicator says what each quantity of a text measures: whose, which
// statistic, against what, for which period, achieved or promised.
//
// The algorithm, in the order of the files:
//
//  1. clause.go cuts a sentence into clauses at its commas; brackets hold a
//     clause of their own. A quantity, a time expression or the name of an
//     industry (industries.txt) is one word of it. Words are read in half width
//     and simplified characters; printed.go gives names back as the page prints
//     them.
//  2. change.go reads the words before a number and says which statistic it
//     is. The rules stand in one table, statisticRules; the first that fits
//     wins. A rule also says where the name must end (cut), because behind it
//     stand only the verb and what is compared.
//  3. name.go finds the noun phrase that is measured, by another table, nameRules:
//     behind a classifier (12家|头部电商企业), before the number (进出口额|2645.0亿元), what is
//     granted (按10%给予|补贴), the subject of the clause before (蛋类价格继续下降,同比下降|
//     16.6%), or carried on from the number before (…,同比增长22.0%). phrase.go takes
//     noun phrases from words; list.go pairs lists of numbers with lists of nouns
//     (分别) or with the numbers that went before.
//  4. entity.go says whose it is: the place or body at the head of the name, in
//     the clause, the sentence, the paragraph, or the one the text is about.
//  5. when.go and apart.go give the period: of the clause, or carried on within the
//     paragraph until a list label, a 累计, a vague time word or another period ends
//     it. The sentence that heads a list gives its items theirs; standing facts,
//     capacities and durations take none unless their clause names one. What is
//     compared with the year before, in a paragraph without a period, belongs to
//     that of the report.
//  6. statement.go tells what is achieved from targets, forecasts and rules.
//
// Word classes are data: lexicon.tsv. Where the text is silent the fields stay
// empty.
//
// To change a rule, put a sentence that shows it into fixtures/indicator/cases.tsv
// first and run it through `shangbao text`: the column rule of a row names the
// statistic rule and the name rule that made it. A wrong word is mended in
// lexicon.tsv, or in segment/domain.txt where the words are cut wrongly; a wrong
// choice by a literal in one of the two tables, in front of the rule it must win
// over. A test demands a case for every rule.
package indicator

import (
	"time"

	"shangbao/transform/han"
	"shangbao/transform/period"
	"shangbao/transform/quantity"
	"shangbao/transform/segment"
)

// An Indicator is one number that measures something. Its Quantity carries the
// verbatim phrase and the normalised value, negative for a fall.
type Indicator struct {
	quantity.Quantity
	Sentence     int // index into Text.Sentences
	Entity       string
	Name         string // the column "indicator"
	Component    string
	Statistic    string // level, growth, change, share, rank, rate, threshold
	Basis        string
	Direction    string // up, down
	PeriodText   string
	PeriodStart  time.Time // zero is open or unknown
	PeriodEnd    time.Time
	PeriodSource string // explicit, inherited
	Statement    string // actual, target, forecast, rule
	Parent       int    // index of the level this row belongs to; -1 without one
	Rule         string // statistic rule / name rule
	Confidence   int    // per cent, 0..100
}

// A Text is what the indicators are found in.
type Text struct {
	Body      string
	Sentences []segment.Sentence // of the whole body, in order
	Issue     time.Time          // issue date; zero when unknown
	Voices    []Voice            // who speaks where, in order; may be empty
}

// A Voice is a stretch of the body spoken by one voice. Org is the body such as a
// bureau to which its figures belong that name no other; "" is none.
type Voice struct {
	Start, End int // code points, half-open
	Org        string
}

// Find gives the indicators of a text in the order of the text.
func Find(t Text) []Indicator {
	r := newReader(t)
	for i := range r.quantities {
		r.read(i)
	}
	asPrinted(r.rows, t.Body)
	return r.rows
}

// newReader finds the quantities and time expressions of a text and cuts its
// sentences into clauses.
func newReader(t Text) *reader {
	r := &reader{issue: t.Issue, voices: t.Voices, periods: period.Find(t.Body, t.Issue), broken: -1}
	taken := make([]quantity.Span, len(r.periods))
	for i, p := range r.periods {
		taken[i] = quantity.Span{Start: p.From, End: p.To}
	}
	all := quantity.Find(t.Body, taken)
	body := []rune(han.Text(t.Body))
	for _, q := range all {
		if accepted(q, body) {
			if q.Refused == quantity.Bare && q.UnitMult >= 4 && endsIn(nounBefore(q, body), "money_head") {
				q.Unit = "CNY" // 总投资50亿
			}
			r.quantities = append(r.quantities, q)
		}
	}
	q, p := 0, 0
	for i, s := range t.Sentences {
		for q < len(r.quantities) && r.quantities[q].End <= s.Start {
			q++
		}
		for p < len(r.periods) && r.periods[p].To <= s.Start {
			p++
		}
		ws := wordsOf(s, r.quantities, r.periods, q, p)
		r.clauses = append(r.clauses, clausesOf(ws, i, s.Paragraph, len(r.clauses))...)
	}
	r.survey()
	r.locate()
	r.about = r.subject()
	return r
}
