package indicator

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"shangbao/transform/han"
	"shangbao/transform/period"
	"shangbao/transform/quantity"
	"shangbao/transform/segment"
)

// A word is one token of a sentence, a whole quantity or a whole time
// expression. Its text is folded to half width and simplified characters.
type word struct {
	start, end int // code points into the body
	text, pos  string
	quantity   int // index into reader.quantities, or -1
	period     int // index into reader.periods, or -1
}

// A clause is a run of words between commas or inside one pair of brackets.
type clause struct {
	words     []word
	sentence  int
	paragraph int
	section   int  // paragraph or list item, numbered through the text
	head      int  // index of the time expression that heads its list, or -1
	first     int  // the clause that opens its sentence
	outer     int  // the clause that the brackets stand in, or -1
	opens     bool // first clause of its sentence
	after     rune // the mark before the clause: 0 at the start of a sentence

	// What the whole clause says, read once for the many numbers behind it.
	cue    string // the statement that its last telling word announces
	breaks bool   // sets figures apart from the period before
	past   bool   // something has happened
}

// wordsOf cuts a sentence into words. Quantities and time expressions replace
// the tokens they overlap, so that a token which straddles their edge leaves
// only its remainder.
func wordsOf(s segment.Sentence, qs []quantity.Quantity, ps []period.Period, q0, p0 int) []word {
	var out []word
	at, q, p := s.Start, q0, p0
	for _, tok := range singleMarks(s.Tokens) {
		runes := []rune(fold(tok.Text))
		end := at + len(runes)
		for from := at; from < end; {
			for q < len(qs) && qs[q].End <= from {
				q++
			}
			for p < len(ps) && ps[p].To <= from {
				p++
			}
			switch {
			case q < len(qs) && qs[q].Start <= from:
				if n := len(out); n == 0 || out[n-1].quantity != q {
					out = append(out, word{qs[q].Start, qs[q].End, fold(qs[q].Text), "m", q, -1})
				}
				from = qs[q].End
			case p < len(ps) && ps[p].From <= from:
				if n := len(out); n == 0 || out[n-1].period != p {
					out = append(out, word{ps[p].From, ps[p].To, fold(ps[p].Text), "t", -1, p})
				}
				from = ps[p].To
			default:
				to := end
				if q < len(qs) {
					to = min(to, qs[q].Start)
				}
				if p < len(ps) {
					to = min(to, ps[p].From)
				}
				out = append(out, word{from, to, string(runes[from-at : to-at]), tok.POS, -1, -1})
				from = to
			}
		}
		at = end
	}
	return joinIndustries(out)
}

// joinIndustries makes one word of the words of an industry's name, whose 、 and 和
// join no list: 煤炭开采和洗选业.
func joinIndustries(ws []word) []word {
	out := ws[:0]
	for i := 0; i < len(ws); {
		n := industryAt(ws, i)
		w := ws[i]
		if n > 1 {
			w.end, w.text, w.pos = ws[i+n-1].end, text(ws, phrase{i, i + n}), "n"
		}
		out = append(out, w)
		i += max(n, 1)
	}
	return out
}

// industryAt counts the words from i on that are the longest name of an industry; 0
// where none begins.
func industryAt(ws []word, i int) int {
	best := 0
	for _, name := range industries()[firstRune(ws[i].text)] {
		rest, k := name, i
		for rest != "" && k < len(ws) && ws[k].quantity < 0 && ws[k].period < 0 {
			after, ok := strings.CutPrefix(rest, ws[k].text)
			if !ok {
				break
			}
			rest, k = after, k+1
		}
		if rest == "" {
			best = max(best, k-i)
		}
	}
	return best
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// fold gives the form of a text that the rules read.
func fold(s string) string { return han.Text(width.Fold.String(s)) }

// singleMarks splits tokens that glue several marks together: ”, is two.
func singleMarks(tokens []segment.Token) []segment.Token {
	var out []segment.Token
	for _, t := range tokens {
		if strings.IndexFunc(t.Text, isNoMark) >= 0 {
			out = append(out, t)
			continue
		}
		for _, r := range t.Text {
			out = append(out, segment.Token{Text: string(r), POS: t.POS})
		}
	}
	return out
}

func isNoMark(r rune) bool { return !unicode.IsPunct(r) && !unicode.IsSpace(r) }

const (
	clauseMarks = ",;:。!?…\n"
	openMarks   = "([〔"
	closeMarks  = ")]〕"
)

// longest is how many words a clause may have before it is cut all the same: no
// sentence has so many, and the rules look through whole clauses.
const longest = 128

// clausesOf cuts the words of a sentence at its commas. What stands in round
// brackets is a clause of its own, and the clause around it goes on behind it.
func clausesOf(ws []word, sentence, paragraph, base int) []clause {
	var out []clause
	open := func(outer int, after rune) int {
		out = append(out, clause{sentence: sentence, paragraph: paragraph, outer: outer, opens: len(out) == 0, after: after})
		return len(out) - 1
	}
	var stack []int
	here := open(-1, 0)
	for _, w := range ws {
		if len(out[here].words) == longest {
			here = open(out[here].outer, out[here].after)
		}
		if w.quantity >= 0 || w.period >= 0 {
			out[here].words = append(out[here].words, w)
			continue
		}
		mark := []rune(strings.TrimSpace(w.text))
		switch {
		case len(mark) == 0:
		case len(mark) == 1 && strings.ContainsRune(openMarks, mark[0]) && len(stack) < 8:
			stack = append(stack, here)
			here = open(base+here, mark[0])
		case len(mark) == 1 && strings.ContainsRune(closeMarks, mark[0]) && len(stack) > 0:
			here, stack = stack[len(stack)-1], stack[:len(stack)-1]
		case strings.ContainsAny(w.text, clauseMarks):
			outer := out[here].outer
			here = open(outer, mark[0])
		default:
			out[here].words = append(out[here].words, w)
		}
	}
	return out
}
