// Package period finds time expressions in Chinese text and resolves them to
// calendar days.
//
// An expression is read in three steps.
//
//  1. opener.go: a table of openers, tried at every place where a time
//     expression can begin, reads its first part: a calendar year, a word
//     (words.tsv), a written date, a rolling span (近三年), a festival.
//  2. refine.go: a table of refiners narrows what has been read, from the
//     coarse to the fine: 2023年 → 10月 → 上旬. An expression without a year
//     (10月, 上半年) is a refiner applied to a year that the text supplies.
//  3. join.go: ranges (去年12月至今年2月) and the words around an expression
//     that say how it is used: 截至, 到…, 较…, …以来, …前, …同期.
//
// To add a word, add a line to words.tsv; a festival or season, a line to
// feasts.tsv; another shape, one opener or refiner to its table. Every rule
// name needs a case in fixtures/period, or a test fails.
//
// # Which year
//
// A part of a year without its year takes the year of the last expression of
// its sentence that named one, and of an earlier sentence of the paragraph
// where that one stood at the head of its sentence (2023年，…。10月，…).
// Without one it lies in the issue year, but in the year before where the
// sentence reports the past (增长, 了, 同比) or where it would lie seven months
// or more ahead (a 12月 in a January paper), and in the year after where an
// autumn paper plans (将) for a spring month. A bare day takes the month in the
// same way. A newline ends what is carried.
//
// # Not covered
//
// Clock times as such (they
// are found, as Other or as part of their day), recurring times (每周一), and
// lunar dates outside 1950-2050.
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
func Find(text string, issue time.Time) []Period {
	s := newScanner(text, issue)
	for i := 0; i < len(s.runes); {
		i = s.next(i)
	}
	return s.found
}
