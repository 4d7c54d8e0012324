// Package transform turns an Article into a Document: turns, sentences and
// indicators of its text.
package transform

import (
	"strings"
	"time"
	"unicode/utf8"

	"shangbao/extract"
	"shangbao/transform/indicator"
	"shangbao/transform/segment"
	"shangbao/transform/transcript"
)

// A Document is an article with everything read out of its text. All offsets
// are code points into Body, half-open.
type Document struct {
	Article    extract.Article
	Body       string // the paragraphs joined by "\n"
	Turns      []transcript.Turn
	Pairs      []transcript.Pair
	Sentences  []segment.Sentence
	Indicators []indicator.Indicator
}

// A Segmenter cuts a text into sentences of tokens.
type Segmenter interface {
	Sentences(text string) []segment.Sentence
}

// Article reads an article's text, of transcript.DefaultTurns turns at most. The
// result depends on the article and the dictionary alone.
func Article(a extract.Article, s Segmenter) Document {
	return ArticleWithin(a, s, transcript.DefaultTurns)
}

// ArticleWithin is Article with another limit of turns.
func ArticleWithin(a extract.Article, s Segmenter, limit int) Document {
	body := strings.Join(a.Paragraphs, "\n")
	turns := transcript.TurnsWithin(body, bold(a), limit)
	sentences := s.Sentences(body)
	issue, _ := time.Parse(time.DateOnly, a.IssueDate) // unknown stays the zero time
	return Document{
		Article:    a,
		Body:       body,
		Turns:      turns,
		Pairs:      transcript.Pairs(turns),
		Sentences:  sentences,
		Indicators: indicator.Find(indicator.Text{Body: body, Sentences: sentences, Issue: issue, Voices: voices(turns)}),
	}
}

// bold gives for the offset of a paragraph that begins in bold where the bold
// words end.
func bold(a extract.Article) map[int]int {
	ends, at := map[int]int{}, 0
	for i, p := range a.Paragraphs {
		if i < len(a.Bold) && a.Bold[i] != "" {
			ends[at] = at + utf8.RuneCountInString(a.Bold[i])
		}
		at += utf8.RuneCountInString(p) + 1
	}
	return ends
}

// voices gives who speaks where, and the body that answers: the figures of an
// answer are its own where nothing nearer is named. A question's figures are not
// its asker's.
func voices(turns []transcript.Turn) []indicator.Voice {
	out := make([]indicator.Voice, len(turns))
	for i, t := range turns {
		out[i] = indicator.Voice{Start: t.Start, End: t.End}
		if t.Role == transcript.Answer || t.Role == transcript.Supplement {
			out[i].Org = t.Speaker.Org
		}
	}
	return out
}
