package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"shangbao/load"
)

// shown keeps what a run shows of its result: one question, who answers it,
// and five indicators of the answer.
type shown struct {
	pages int
	doc   *load.Document
}

// see takes a page of the run. Of several the first by path is shown, so that
// the same pages show the same.
func (s *shown) see(p load.Page) {
	s.pages++
	if p.Document == nil || len(excerpt(p.Document).rows) == 0 {
		return
	}
	if s.doc == nil || p.Document.SourcePath < s.doc.SourcePath {
		s.doc = p.Document
	}
}

// print shows it where a person reads, or where the run was about one page.
func (s *shown) print(w io.Writer) {
	if s.doc == nil || s.pages > 1 && !isTerminal(w) {
		return
	}
	e := excerpt(s.doc)
	fmt.Fprintf(w, "%s %s %s\n\nQ  %s\n   %s\nA  %s\n\n", s.doc.Newspaper, orDash(s.doc.IssueDate), s.doc.Title, e.asker, short(e.question, 60), e.responder)
	table(w, e.rows)
}

// An excerpt is a question, its answer's voice and five of its indicators as
// rows of a table, headings first.
type excerptOf struct {
	asker, question, responder string
	rows                       [][]string
}

const excerptRows = 5

// excerpt takes the first answer with five indicators that have a period, or
// else the answer with the most.
func excerpt(d *load.Document) excerptOf {
	var best load.PairRow
	var rows []load.IndicatorRow
	for _, pair := range d.Pairs {
		if found := measured(d.Indicators, pair.AnswerTurnID); len(found) > len(rows) {
			best, rows = pair, found
		}
	}
	if len(rows) == 0 {
		return excerptOf{}
	}
	e := excerptOf{
		asker:     join(best.AskerOrg, best.AskerTitle, best.AskerName),
		question:  best.QuestionText,
		responder: join(best.ResponderOrg, best.ResponderTitle, best.ResponderName),
		rows:      [][]string{{"indicator", "value", "unit", "period", "direction"}},
	}
	for _, r := range rows {
		e.rows = append(e.rows, []string{string(r.Indicator), r.Value.String(), string(r.Unit), orDash(r.PeriodStart) + " … " + orDash(r.PeriodEnd), dash(string(r.Direction))})
	}
	return e
}

// measured gives the first indicators of a turn that have a name, a value and
// a period.
func measured(rows []load.IndicatorRow, turn load.Text) []load.IndicatorRow {
	var out []load.IndicatorRow
	for _, r := range rows {
		if turn != "" && r.TurnID == turn && r.Indicator != "" && r.Value != nil && r.PeriodEnd != nil && len(out) < excerptRows {
			out = append(out, r)
		}
	}
	return out
}

func join(parts ...load.Text) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, string(p))
		}
	}
	return dash(strings.Join(out, " "))
}

func orDash(d *load.Date) string {
	if d == nil {
		return "–"
	}
	return d.String()
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// short cuts a text to n characters.
func short(s string, n int) string {
	r := []rune(strings.ReplaceAll(s, "\n", " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n]) + "…"
}

// table prints rows in columns; Chinese characters take two places.
func table(w io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], places(cell))
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-places(cell)+2)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// places gives the width of a text on a terminal.
func places(s string) int {
	n := 0
	for _, r := range s {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
