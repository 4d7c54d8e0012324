// Package transcript cuts an article's text into turns: who says what to whom.
package transcript

// Role is what a turn does in its exchange.
type Role string

// The roles of a turn.
const (
	Question   Role = "question"
	FollowUp   Role = "follow_up"
	Answer     Role = "answer"
	Supplement Role = "supplement"
	Host       Role = "host"
	Narrative  Role = "narrative"
)

// A Speaker is who a label names; "" is unknown.
type Speaker struct {
	Name, Title, Org string
}

// A Turn is one stretch of one voice. The turns of a text follow each other
// without gap and cover it exactly.
type Turn struct {
	No        int // from 1
	Exchange  int // the question it belongs to, from 1; 0 outside
	Role      Role
	Label     string // as printed
	Speaker   Speaker
	Addressee string
	Topic     string
	Start     int // code points, half-open: from the first character of the label
	End       int
	TextStart int    // where the words spoken begin, after label and topic
	TextEnd   int    // End without trailing white space
	Method    string // the rule that opened the turn
}

// A Pair is a question and an answer to it, as indices into the turns.
type Pair struct {
	Question   int
	Answer     int // -1 for a question nobody answers
	FollowUp   bool
	Supplement bool
}

// Turns cuts a text of paragraphs joined by "\n" into its turns.
func Turns(body string) []Turn { return nil }

// Pairs gives every question with each of its answers, in the order of the text.
func Pairs(turns []Turn) []Pair { return nil }
