// Package segment cuts text into sentences and words.
//
// Sentences are cut by their marks. The Han and Latin text of a sentence is cut
// by gse; numbers, marks and blanks are cut by shape, so that a decimal point
// never splits a number. Cutting sees text folded to half width and simplified
// characters: the same sentence in either typography gives the same words.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-ego/gse"
	"golang.org/x/text/width"

	"shangbao/transform/han"
)

// A Sentence is a stretch of one paragraph up to and with its final mark.
type Sentence struct {
	Paragraph  int // from 1
	No         int // within the article, from 1
	Start, End int // code points into the text, half-open
	Text       string
	Tokens     []Token // concatenated they give Text back
}

// A Token is one word with its part of speech in gse's (ICTCLAS) tag set.
// Beside gse's tags: m for a number in digits, eng for a Latin word, w for a
// mark or blanks, x for a character that no dictionary knows.
type Token struct {
	Text string
	POS  string
}

// A Segmenter cuts text with a dictionary loaded once. It is safe for
// concurrent use.
type Segmenter struct {
	gse *gse.Segmenter
}

// Sentences cuts a text of paragraphs joined by "\n". Every character that is
// not white space is in exactly one sentence.
func (s *Segmenter) Sentences(text string) []Sentence {
	var out []Sentence
	at := 0 // code points before the line
	for n, line := range strings.Split(text, "\n") {
		for line != "" {
			piece := line[:sentenceEnd(line)]
			line = line[len(piece):]
			words := strings.TrimSpace(piece)
			if words != "" {
				lead := utf8.RuneCountInString(piece[:strings.Index(piece, words)])
				out = append(out, Sentence{
					Paragraph: n + 1,
					No:        len(out) + 1,
					Start:     at + lead,
					End:       at + lead + utf8.RuneCountInString(words),
					Text:      words,
					Tokens:    s.tokens(words),
				})
			}
			at += utf8.RuneCountInString(piece)
		}
		at++
	}
	return out
}

const (
	finalMarks = "。!?｡"          // after folding
	closers    = "”’\"'」』》〉)]】〕" // what may follow a final mark within its sentence
)

// sentenceEnd gives the length in bytes of the first sentence of a line: up to
// its final marks and the closing quotes and brackets behind them.
func sentenceEnd(line string) int {
	final := false
	for i, r := range line {
		switch r = fold(r); {
		case strings.ContainsRune(finalMarks, r):
			final = true
		case final && !strings.ContainsRune(closers, r):
			return i
		}
	}
	return len(line)
}

// fold gives the half-width or simplified form of a character.
func fold(r rune) rune {
	if f := width.LookupRune(r).Folded(); f != 0 {
		return f
	}
	return han.Simplified(r)
}

// tokens cuts one sentence.
func (s *Segmenter) tokens(sentence string) []Token {
	var folded []rune
	var starts []int // byte offset of each character in the sentence
	for i, r := range sentence {
		folded = append(folded, fold(r))
		starts = append(starts, i)
	}
	starts = append(starts, len(sentence))
	var out []Token
	at := 0
	for at < len(folded) {
		n, pos := shape(folded[at:])
		if pos != "" {
			out = append(out, Token{sentence[starts[at]:starts[at+n]], pos})
			at += n
			continue
		}
		for _, w := range s.gse.Segment([]byte(string(folded[at : at+n]))) {
			end := at + utf8.RuneCountInString(w.Token().Text())
			word := sentence[starts[at]:starts[end]]
			out = append(out, Token{word, tag(w.Token().Pos(), folded[at])})
			at = end
		}
	}
	return out
}

// shape gives the length and tag of the number, mark or blanks that the text
// begins with; with an empty tag it is the length of the words before the next
// of those.
func shape(text []rune) (n int, pos string) {
	if n = number(text); n > 0 {
		return n, "m"
	}
	if n = decimalName(text); n > 0 {
		return n, "eng"
	}
	if !isWord(text[0]) {
		for n = 1; unicode.IsSpace(text[0]) && n < len(text) && unicode.IsSpace(text[n]); n++ {
		}
		return n, "w"
	}
	for n = 1; n < len(text) && isWord(text[n]); n++ {
		if !isLatin(text[n-1]) && (number(text[n:]) > 0 || decimalName(text[n:]) > 0) {
			break
		}
	}
	return n, ""
}

// decimalName gives the length of the Latin name with a decimal that the text
// begins with, 0 where there is none: PM2.5.
func decimalName(text []rune) int {
	n := 0
	for n < len(text) && isLatin(text[n]) {
		n++
	}
	if n < 2 || isDigit(text[0]) || !isDigit(text[n-1]) || n+1 >= len(text) || text[n] != '.' || !isDigit(text[n+1]) {
		return 0
	}
	for n++; n < len(text) && isDigit(text[n]); n++ {
	}
	return n
}

// number gives the length of the number that the text begins with, 0 where
// there is none: 2645.0, 1,529, 22.0%. Digits that a Latin letter follows are a
// name (5G), not a number.
func number(text []rune) int {
	n := 0
	for n < len(text) && (isDigit(text[n]) || n > 0 && n+1 < len(text) && (text[n] == '.' || text[n] == ',') && isDigit(text[n-1]) && isDigit(text[n+1])) {
		n++
	}
	if n == 0 || n < len(text) && isLatin(text[n]) {
		return 0
	}
	if n < len(text) && (text[n] == '%' || text[n] == '‰') {
		n++
	}
	return n
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isWord reports what is given to gse: letters of any script, and the digits
// within a name (G60).
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }

func isLatin(r rune) bool {
	return isDigit(r) || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// tag completes gse's tag of a word that begins with the character given.
func tag(pos string, first rune) string {
	switch {
	case (pos == "" || pos == "x") && isLatin(first):
		return "eng"
	case pos == "":
		return "x"
	}
	return pos
}
