package load

import (
	"fmt"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"shangbao/extract"
	"shangbao/transform"
	"shangbao/transform/indicator"
	"shangbao/transform/segment"
	"shangbao/transform/transcript"
)

// Flatten gives the published rows of a document. Parquet and JSON are both
// written from them, and from nothing else.
func Flatten(d transform.Document) Document {
	f := flattener{id: valid(d.Article.ID), body: []rune(d.Body), turns: d.Turns, sentences: d.Sentences, count: len(d.Indicators)}
	return Document{
		ArticleRow: articleRow(d.Article, string(f.body)),
		Turns:      each(d.Turns, f.turn),
		Pairs:      each(d.Pairs, f.pair),
		Sentences:  each(d.Sentences, f.sentence),
		Indicators: each(d.Indicators, f.indicator),
	}
}

type flattener struct {
	id        string
	body      []rune
	turns     []transcript.Turn
	sentences []segment.Sentence
	count     int // of indicators
}

func articleRow(a extract.Article, body string) ArticleRow {
	issue, _ := time.Parse(time.DateOnly, a.IssueDate) // what is no date is unknown
	return ArticleRow{
		ArticleID:      valid(a.ID),
		Newspaper:      text(a.Newspaper),
		IssueDate:      DateOf(issue),
		PageNo:         text(a.PageNo),
		PageName:       text(a.PageName),
		Pretitle:       text(a.Pretitle),
		Title:          text(a.Title),
		Subtitle:       text(a.Subtitle),
		Byline:         text(a.Byline),
		Authors:        list(a.Authors),
		BodyText:       body,
		ParagraphCount: int32(len(a.Paragraphs)),
		URL:            text(a.URL),
		SourcePath:     pathKey(a.Source.Path),
		SourceSHA256:   a.Source.SHA256,
		Charset:        text(a.Charset),
		Template:       text(a.Template),
		JumpTo:         text(a.JumpTo),
		JumpFrom:       text(a.JumpFrom),
		Notes:          list(a.Notes),
	}
}

func (f flattener) turn(_ int, t transcript.Turn) TurnRow {
	return TurnRow{
		TurnID:       f.turnID(t.No),
		ArticleID:    f.id,
		TurnNo:       int32(t.No),
		ExchangeNo:   positive(t.Exchange),
		Role:         string(t.Role),
		Label:        text(t.Label),
		SpeakerName:  text(t.Speaker.Name),
		SpeakerTitle: text(t.Speaker.Title),
		SpeakerOrg:   text(t.Speaker.Org),
		Addressee:    text(t.Addressee),
		Topic:        text(t.Topic),
		CharStart:    int32(t.Start),
		CharEnd:      int32(t.End),
		Text:         f.cut(t.TextStart, t.TextEnd),
		Method:       text(t.Method),
	}
}

func (f flattener) pair(i int, p transcript.Pair) PairRow {
	row := PairRow{
		PairID:       fmt.Sprintf("%s#q%d", f.id, i+1),
		ArticleID:    f.id,
		IsFollowUp:   p.FollowUp,
		IsSupplement: p.Supplement,
	}
	if q := p.Question; q >= 0 && q < len(f.turns) {
		t := f.turn(q, f.turns[q])
		row.ExchangeNo, row.Topic, row.QuestionTurnID, row.QuestionText = t.ExchangeNo, t.Topic, t.TurnID, t.Text
		row.AskerName, row.AskerTitle, row.AskerOrg = t.SpeakerName, t.SpeakerTitle, t.SpeakerOrg
	}
	if a := p.Answer; a >= 0 && a < len(f.turns) {
		t := f.turn(a, f.turns[a])
		row.AnswerTurnID, row.AnswerText = Text(t.TurnID), Text(t.Text)
		row.ResponderName, row.ResponderTitle, row.ResponderOrg = t.SpeakerName, t.SpeakerTitle, t.SpeakerOrg
	}
	return row
}

func (f flattener) sentence(_ int, s segment.Sentence) SentenceRow {
	row := SentenceRow{
		SentenceID:  f.sentenceID(s.No),
		ArticleID:   f.id,
		TurnID:      f.turnAt(s.Start),
		ParagraphNo: int32(s.Paragraph),
		SentenceNo:  int32(s.No),
		CharStart:   int32(s.Start),
		CharEnd:     int32(s.End),
		Text:        valid(s.Text),
		Tokens:      make([]string, len(s.Tokens)),
		POS:         make([]string, len(s.Tokens)),
	}
	for i, t := range s.Tokens {
		row.Tokens[i], row.POS[i] = valid(t.Text), valid(t.POS)
	}
	return row
}

func (f flattener) indicator(i int, n indicator.Indicator) IndicatorRow {
	return IndicatorRow{
		IndicatorID:  f.indicatorID(i),
		ArticleID:    f.id,
		TurnID:       f.turnAt(n.Start),
		SentenceID:   f.sentenceOf(n.Sentence),
		CharStart:    int32(n.Start),
		CharEnd:      int32(n.End),
		QuantityText: valid(n.Text),
		Entity:       text(n.Entity),
		Indicator:    text(n.Name),
		Component:    text(n.Component),
		Value:        DecimalOf(n.Value),
		ValueMin:     DecimalOf(n.Min),
		ValueMax:     DecimalOf(n.Max),
		Bound:        Text(n.Bound),
		Unit:         text(n.Unit),
		UnitText:     text(n.UnitText),
		UnitMult:     int32(n.UnitMult),
		Statistic:    text(n.Statistic),
		Basis:        text(n.Basis),
		Direction:    text(n.Direction),
		PeriodText:   text(n.PeriodText),
		PeriodStart:  DateOf(n.PeriodStart),
		PeriodEnd:    DateOf(n.PeriodEnd),
		PeriodSource: text(n.PeriodSource),
		Statement:    text(n.Statement),
		ParentID:     f.parentOf(n.Parent, i),
		Rule:         text(n.Rule),
		Confidence:   Share(min(max(n.Confidence, 0), 100)),
	}
}

func (f flattener) turnID(no int) string     { return fmt.Sprintf("%s#t%d", f.id, no) }
func (f flattener) sentenceID(no int) string { return fmt.Sprintf("%s#s%d", f.id, no) }
func (f flattener) indicatorID(i int) string { return fmt.Sprintf("%s#i%d", f.id, i+1) }
func (f flattener) cut(from, to int) string  { return cut(f.body, from, to) }

// turnAt gives the id of the turn that a code point stands in. The turns
// follow each other in order.
func (f flattener) turnAt(at int) Text {
	i := sort.Search(len(f.turns), func(i int) bool { return f.turns[i].End > at })
	if i == len(f.turns) || at < f.turns[i].Start {
		return ""
	}
	return Text(f.turnID(f.turns[i].No))
}

func (f flattener) sentenceOf(i int) Text {
	if i < 0 || i >= len(f.sentences) {
		return ""
	}
	return Text(f.sentenceID(f.sentences[i].No))
}

// parentOf gives the id of the row's level; a row is not its own.
func (f flattener) parentOf(parent, self int) Text {
	if parent < 0 || parent >= f.count || parent == self {
		return ""
	}
	return Text(f.indicatorID(parent))
}

// cut slices code points; an offset outside the text is taken to its end.
func cut(body []rune, from, to int) string {
	to = min(max(to, 0), len(body))
	from = min(max(from, 0), to)
	return string(body[from:to])
}

// valid makes a string valid UTF-8 without moving an offset: each bad byte
// becomes one replacement character. DuckDB refuses whole files for one.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// pathKey makes a path valid UTF-8 without making two paths one: member names
// of old archives are often GBK. Each bad byte is written \xNN.
func pathKey(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for len(path) > 0 {
		r, n := utf8.DecodeRuneInString(path)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, path[0])
		} else {
			b.WriteString(path[:n])
		}
		path = path[n:]
	}
	return b.String()
}

func text(s string) Text { return Text(valid(s)) }

func list(in []string) []string {
	return each(in, func(_ int, s string) string { return valid(s) })
}

func positive(n int) *int32 {
	if n <= 0 {
		return nil
	}
	v := int32(n)
	return &v
}

// each maps a slice; the result is never nil, so that JSON has [] and not null.
func each[A, B any](in []A, f func(int, A) B) []B {
	out := make([]B, len(in))
	for i, v := range in {
		out[i] = f(i, v)
	}
	return out
}
