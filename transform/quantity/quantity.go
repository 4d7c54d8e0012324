// Package quantity finds numbers with their units in Chinese text and gives
// them exact values.
//
// Find reads a text from left to right, once:
//
//  1. text.go folds it: full width to half width, traditional characters
//     to simplified, white space inside a number dropped. One character
//     stays one, so places lead back to the text as printed. Spans that are
//     taken (dates) are blanked: nothing matches there.
//  2. At every character that may open a phrase the readers are tried in the
//     order of the table below; the first that reads one wins, and reading
//     goes on behind it. Codes and labels come first, then fractions and
//     halves, words of idioms.tsv, ranks, and last the plain amount, which is
//     hedges, sign, numeral, 多 or 余, unit, smaller units, a second number
//     for a range, and hedges again (amount.go). The parts have a file each:
//     numeral.go reads 12万3千 and 三四十, bound.go the hedges, unit.go and
//     units.tsv the units, compound.go 3小时20分 and 1米8, range.go 2至3万元.
//     A number with a unit is longer evidence than a word: 三公里 is not 三公.
//  3. The rules of refuse.go then look at what stands around each phrase and
//     refuse what measures nothing: ordinals (二期, by suffixes.tsv), dates,
//     slogans in quotation marks, 一家 as an article, 百亿企业 and so on. What
//     is refused is returned all the same, with the reason; a number without
//     a unit is Bare, and the reader of the sentence decides.
//  4. list.go gives a unit or a hedge that a list prints once to all its
//     numbers: 120、185、260名, 超过20%和30%; and makes a range of two bounds:
//     超过100人不足200人.
//
// Values are exact, in the unit that Unit names, multiplier applied; quotients
// have nine decimals, as the column that holds them. A bound leaves the stated
// number in Value; 几 and 数 give Min and Max both (几十 is 10 to 100). A
// number of 10^29 or more has no value. Rule names what found or refused a
// phrase: a reader's rule, the dimension of its unit, or a rule of refuse.go.
//
// To add a unit, add its row to units.tsv; an idiom or a name that holds a
// numeral, to idioms.tsv; a word before which a number is an ordinal, to
// suffixes.tsv. To add a hedge, see bound.go; a refusal by context, the table
// of rules in refuse.go; a form, the table of readers here. Every addition
// wants a row in fixtures/quantity, whose third column `make golden` records.
//
// Not covered: Roman numerals beyond Ⅻ, formulas, numbers in other languages, and what
// only the meaning of the sentence tells, such as whether 3项目 counts.
package quantity

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Bound says how the stated number limits the true one.
type Bound string

// The bounds of a quantity.
const (
	Equal   Bound = "="
	About   Bound = "~"
	Above   Bound = ">"
	AtLeast Bound = ">="
	Below   Bound = "<"
	AtMost  Bound = "<="
	Range   Bound = "range"
)

// Kind is the form a quantity is written in.
type Kind string

// The kinds of quantity.
const (
	Amount   Kind = "amount"   // number with or without a unit: 2645.0亿元, 12家, 3小时20分, 4000
	Percent  Kind = "percent"  // 22.0%, 百分之三; unit "%"
	Points   Kind = "points"   // 15.7个百分点, 50个基点; unit "pp"
	Fraction Kind = "fraction" // 1/6, 三分之一, 六成, 一半, 过半; unit "1", value 0.166666667, 0.6
	Multiple Kind = "multiple" // 4.2倍; unit "1"
	Doubling Kind = "doubling" // 翻番, 翻一番, 翻两番; unit "%", value is the growth: 100, 300
	Rank     Kind = "rank"     // 第一, 首位, 前10, 前三; unit "rank"
)

// Refused says why a number measures nothing; "" is a measure.
type Refused string

// The reasons for which a number is no measure.
const (
	Measures   Refused = ""
	Bare       Refused = "bare"       // a plain number without unit: the context decides
	Indefinite Refused = "indefinite" // 一家, 一座城市: an article, not a count
	Ordinal    Refused = "ordinal"    // 第六代, 二期, 第135届
	Label      Refused = "label"      // 一是, 1., (2), 一、
	Code       Refused = "code"       // 1210出口, 5G, G60, 12345热线, document and phone numbers
	Idiom      Refused = "idiom"      // 一站式, 千方百计, 一带一路, 4+4
	Discourse  Refused = "discourse"  // 三方面, 五条路径
	Vague      Refused = "vague"      // 一批, 一些, 几家
	Date       Refused = "date"       // 2024年, 5月, 14时24分: feeds the period
)

// A Quantity is one number phrase of a text.
type Quantity struct {
	Start, End int    // code points into the text, half-open: hedges, number, multiplier and unit
	Text       string // the phrase as printed
	NumStart   int    // where the numeral itself begins (after hedges), and ends
	NumEnd     int
	Kind       Kind
	Refused    Refused
	Value      decimal.NullDecimal // in the base unit, multiplier applied; NULL for a range
	Min, Max   decimal.NullDecimal // closed interval of a range; the bounded side of an open bound
	Bound      Bound
	Unit       string // canonical code: CNY, m2, %, pp, 1, rank, 家, 人 ...; "" where none is printed
	UnitText   string // as printed with multiplier: 亿元; "" where none is printed
	UnitMult   int    // power of ten printed: 0, 2, 3, 4, 6, 8, 12
	Chinese    bool   // the numeral is written in Chinese characters (三, 十二)
	Optional   bool   // a count inside a set phrase (三大运营商, 首个) that a reader need not miss
	Rule       string // name of the rule that found it
}

// A Span is a half-open stretch of code points.
type Span struct{ Start, End int }

// Number reports whether a reader of free text would call the phrase a number:
// a measure, a bare number, or a count that measures nothing.
func (q Quantity) Number() bool {
	switch q.Refused {
	case Measures, Bare, Indefinite, Discourse:
		return q.Value.Valid || q.Min.Valid || q.Max.Valid
	}
	return false
}

// readers of the forms of a quantity, tried in this order at every character.
// To add a form, add a function: it gets the place where the phrase would
// begin, hedges included, and says whether it read one.
var readers = []func(p *page, i int) (phrase, bool){
	readRun, readCode, readRoman, readLabel, readOf, readOneHalf, readDoubling, readIdiom, readCompoundIdiom, readFirst, readTop, readNth, readVague, readSpeed, readDigitName, readAmount,
}

// Find gives every number phrase of a text in order, without overlap, those
// refused as measures included. Nothing is found inside a taken span, such as
// a date. A number beyond DECIMAL(38,9) has its text and no value.
func Find(text string, taken []Span) []Quantity {
	p := newPage(text, taken)
	var found []phrase
	p.quoted = strings.ContainsAny(text, "“‘「『\"《")
	for i := 0; i < len(p.r); {
		q, ok := p.read(i)
		if !ok {
			i++
			continue
		}
		found = append(found, q)
		i = q.End
	}
	for i := range found {
		refuse(p, &found[i])
		if i+1 < len(found) { // a suffix ends where the next phrase begins: 一|老二
			found[i].End = min(found[i].End, found[i+1].Start)
		}
	}
	shareUnits(p, found)
	shareHedges(p, found)
	found = joinBounds(p, found)
	return p.quantities(found)
}

func (p *page) read(i int) (phrase, bool) {
	if !words().opens(p.r[i]) {
		return phrase{}, false
	}
	for _, read := range readers {
		if q, ok := read(p, i); ok && q.End > i {
			return q, true
		}
	}
	return phrase{}, false
}

// quantities gives the phrases with their places in the text as printed.
func (p *page) quantities(found []phrase) []Quantity {
	var out []Quantity
	for _, f := range found {
		q := f.Quantity
		q.Start, q.NumStart = p.at[q.Start], p.at[q.NumStart]
		q.End, q.NumEnd = p.at[q.End-1]+1, p.at[q.NumEnd-1]+1
		q.Text = string(p.text[q.Start:q.End])
		out = append(out, q)
	}
	return out
}
