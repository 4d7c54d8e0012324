// Package transcript cuts an article's text into turns: who says what to whom.
//
// A label is believed only where the text as a whole is a dialogue: somebody
// asks, and somebody else then speaks. A plain report is one narrative turn.
package transcript

import "strings"

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

// DefaultTurns is how many turns Turns cuts a text into at most.
const DefaultTurns = 5000

// Turns cuts a text of paragraphs joined by "\n" into its turns, at most
// DefaultTurns.
func Turns(body string) []Turn { return TurnsWithin(body, nil, DefaultTurns) }

// TurnsWithin is Turns of a text with paragraphs that begin in bold, and with
// another limit; what is beyond it belongs to the last turn. Below 1 there is no
// limit. bold gives for the offset of such a paragraph where its bold words end.
func TurnsWithin(body string, bold map[int]int, limit int) []Turn {
	t := newText(body, words())
	t.bold = bold
	if len(t.raw) == 0 {
		return nil
	}
	ms := t.accepted()
	t.measure(ms)
	ms = t.preside(t.merge(ms))
	turns := t.roles(ms)
	for i := range turns {
		t.place(&turns[i], ms[i])
	}
	t.resolve(turns)
	turns = t.cover(turns)
	if limit > 0 && len(turns) > limit {
		turns = turns[:limit]
		turns[limit-1].End = len(t.raw)
	}
	for i := range turns {
		turns[i].No = i + 1
		turns[i].TextEnd = t.trimEnd(turns[i].TextStart, turns[i].End)
	}
	return turns
}

// place sets label, topic and offsets of a turn; the end is set by cover.
func (t *text) place(turn *Turn, m mark) {
	turn.Start = m.start
	turn.Label = strings.TrimSpace(string(t.raw[m.start:m.end]))
	turn.TextStart = t.skip(m.end, m.until)
	turn.Speaker = t.printed(turn.Speaker, m)
	if turn.Role != Question && turn.Role != FollowUp {
		return
	}
	turn.Topic = m.topic
	if at, topic := t.topic(turn.TextStart, m.until); topic != "" {
		turn.Topic, turn.TextStart = topic, at
	}
	if turn.Addressee == "" {
		turn.Addressee = t.addressee(turn.TextStart, m.until)
	} else {
		turn.Addressee = t.asPrinted(turn.Addressee, m.start, m.end)
	}
}

// printed gives the parts of a speaker in the characters of the page.
func (t *text) printed(s Speaker, m mark) Speaker {
	return Speaker{t.asPrinted(s.Name, m.start, m.end), t.asPrinted(s.Title, m.start, m.end), t.asPrinted(s.Org, m.start, m.end)}
}

// asPrinted finds plain words in a span and gives them with the span's own,
// perhaps traditional, characters.
func (t *text) asPrinted(s string, start, end int) string {
	if i := strings.Index(string(t.plain[start:end]), s); s != "" && i >= 0 {
		at := start + len([]rune(string(t.plain[start:end])[:i]))
		return string(t.folded[at : at+len([]rune(s))])
	}
	return s
}

// trimEnd is the end of a span without trailing white space.
func (t *text) trimEnd(start, end int) int {
	for end > start && t.blank(end-1) {
		end--
	}
	return end
}

// Pairs gives every question with each of its answers, in the order of the text.
func Pairs(turns []Turn) []Pair {
	var out []Pair
	open, answered := -1, true
	for i, turn := range turns {
		switch turn.Role {
		case Question, FollowUp:
			if !answered {
				out = append(out, Pair{Question: open, Answer: -1, FollowUp: turns[open].Role == FollowUp})
			}
			open, answered = i, false
		case Answer, Supplement:
			if open < 0 || turn.Exchange == 0 {
				continue
			}
			out = append(out, Pair{Question: open, Answer: i, FollowUp: turns[open].Role == FollowUp, Supplement: turn.Role == Supplement})
			answered = true
		}
	}
	if !answered {
		out = append(out, Pair{Question: open, Answer: -1, FollowUp: turns[open].Role == FollowUp})
	}
	return out
}
