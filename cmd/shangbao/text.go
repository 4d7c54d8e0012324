package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/urfave/cli/v2"

	"shangbao/extract"
	"shangbao/load"
	"shangbao/transform"
	"shangbao/transform/period"
	"shangbao/transform/quantity"
	"shangbao/transform/segment"
)

func textCommand() *cli.Command {
	return &cli.Command{
		Name:      "text",
		Usage:     "read quantities, periods and indicators out of plain text",
		ArgsUsage: "[FILE]",
		Description: `Reads one text a line (standard input without FILE) and writes one JSON object
a line, in the same order. Offsets count code points from 0, half-open. Without
--date only time expressions that name their year are resolved.

Example:
   echo '今年1-5月，进出口额2645.0亿元，同比增长22.0%' | shangbao text --date 2024-07-15`,
		Flags: []cli.Flag{
			dictFlag(),
			&cli.StringFlag{Name: "date", Usage: "issue `DATE` (YYYY-MM-DD) that 今年, 上月, 目前 are resolved against", EnvVars: env("date")},
		},
		Action: runText,
	}
}

func runText(c *cli.Context) error {
	if _, err := issueDate(c.String("date")); err != nil {
		return err
	}
	in, closeIn, err := oneInput(c)
	if err != nil {
		return err
	}
	defer closeIn()
	seg, err := segment.New(c.StringSlice("dict")...)
	if err != nil {
		return &usageError{err}
	}
	out := bufio.NewWriter(c.App.Writer)
	enc := newEncoder(out)
	err = eachLine(in, func(n int, line string) error {
		if err := c.Context.Err(); err != nil {
			return err
		}
		return enc.Encode(readText(n, line, c.String("date"), seg))
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// A textResult is one output line of shangbao text.
type textResult struct {
	Text       string              `json:"text"`
	Quantities []textQuantity      `json:"quantities"`
	Periods    []textPeriod        `json:"periods"`
	Indicators []load.IndicatorRow `json:"indicators"`
}

// A textQuantity is any number of the text with a value, those refused as
// measures and plain numerals (without unit) included.
type textQuantity struct {
	Text     string              `json:"text"`
	Start    int                 `json:"start"`
	End      int                 `json:"end"`
	Value    decimal.NullDecimal `json:"value"`
	ValueMin decimal.NullDecimal `json:"value_min"`
	ValueMax decimal.NullDecimal `json:"value_max"`
	Bound    load.Text           `json:"bound"`
	Unit     load.Text           `json:"unit"`
	UnitText load.Text           `json:"unit_text"`
	UnitMult int                 `json:"unit_mult"`
	Kind     string              `json:"kind"`
	Refused  load.Text           `json:"refused"`
	Rule     load.Text           `json:"rule"`
}

// A textPeriod is any time expression of the text.
type textPeriod struct {
	Text        string     `json:"text"`
	Start       int        `json:"start"`
	End         int        `json:"end"`
	PeriodStart *load.Date `json:"period_start"`
	PeriodEnd   *load.Date `json:"period_end"`
	Kind        string     `json:"kind"`
	Rule        load.Text  `json:"rule"`
}

// readText reads the text of line n.
func readText(n int, line, date string, seg *segment.Segmenter) textResult {
	line = strings.ToValidUTF8(line, "\uFFFD")
	article := extract.Article{ID: fmt.Sprintf("line%d", n), IssueDate: date, Paragraphs: []string{line}}
	issue, _ := issueDate(date)
	result := textResult{
		Text:       line,
		Quantities: []textQuantity{},
		Periods:    []textPeriod{},
		Indicators: load.Flatten(transform.Article(article, seg)).Indicators,
	}
	var taken []quantity.Span
	for _, p := range period.Find(line, issue) {
		taken = append(taken, quantity.Span{Start: p.From, End: p.To})
		result.Periods = append(result.Periods, textPeriod{p.Text, p.From, p.To, load.DateOf(p.Start), load.DateOf(p.End), string(p.Kind), load.Text(p.Rule)})
	}
	for _, q := range quantity.Find(line, taken) {
		if q.Refused != quantity.Measures && !q.Value.Valid && !q.Min.Valid && !q.Max.Valid {
			continue // 四川, 一切, 5G: no number
		}
		result.Quantities = append(result.Quantities, textQuantity{
			q.Text, q.Start, q.End, q.Value, q.Min, q.Max, load.Text(q.Bound),
			load.Text(q.Unit), load.Text(q.UnitText), q.UnitMult, string(q.Kind), load.Text(q.Refused), load.Text(q.Rule),
		})
	}
	return result
}

// issueDate reads a day; "" is unknown, the zero time.
func issueDate(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, usagef("--date %q is no day YYYY-MM-DD", s)
	}
	return t, nil
}

// eachLine calls f with every line of a stream and its number, from 1. Lines
// may be of any length; their end (\n or \r\n) is cut off.
func eachLine(in io.Reader, f func(n int, line string) error) error {
	r := bufio.NewReader(in)
	for n := 1; ; n++ {
		line, err := r.ReadString('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
		if err == io.EOF && line == "" {
			return nil
		}
		if err := f(n, strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")); err != nil {
			return err
		}
	}
}

// newEncoder writes one JSON object a line.
func newEncoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}
