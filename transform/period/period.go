// Package period finds time expressions in Chinese text and resolves them
// to calendar days.
package period

import "time"

// A Period is one time expression. Start and End are days at midnight UTC,
// both inclusive; the zero time is open or unknown.
type Period struct {
	From, To   int    // code points into the text, half-open
	Text       string // as printed
	Start, End time.Time
	Kind       Kind
	Rule       string // name of the rule that resolved it
}

// Kind says how a time expression may be used.
type Kind string

// The kinds of time expression.
const (
	Span     Kind = "span"     // a period or a day: 今年1-5月, 7月11日, 近三年, 截至目前, 年内
	Deadline Kind = "deadline" // NULL to a day: 10月底前, 到2030年, 年底前
	Compared Kind = "compared" // the period a change is measured against: 较2019年同期, 比上月末
	Name     Kind = "name"     // part of a name, no period of a figure: 2023印尼文具博览会, 2024年数字贸易示范区实施方案
	Other    Kind = "other"    // a time word without a calendar meaning: 第二个十年, clock times
)

// Find gives the time expressions of a text in order, without overlap,
// resolved against the issue date; years carried from one to the next. With a
// zero issue date only absolute expressions have days.
func Find(text string, issue time.Time) []Period { return nil }
