// Package indicator says what each quantity of a text measures.
package indicator

import (
	"time"

	"shangbao/transform/quantity"
	"shangbao/transform/segment"
)

// An Indicator is one number that measures something. Its Quantity carries the
// verbatim phrase and the normalised value, signed for a fall.
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
	Rule         string
	Confidence   int // per cent, 0..100
}

// A Text is what the indicators are found in.
type Text struct {
	Body      string
	Sentences []segment.Sentence // of the whole body, in order
	Issue     time.Time          // issue date; zero when unknown
}

// Find gives the indicators of a text in the order of the text.
func Find(t Text) []Indicator {
	return nil
}
