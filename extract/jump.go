package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// jumpMark is a line that sends the reader to another page, in brackets
// anywhere or alone in its paragraph: （下转第四版） （上接A1版） 紧接第一版《标题》.
var (
	jumpMark  = regexp.MustCompile(`[(\[【〔]\s*[▲▼△▽↑↓→←]?\s*` + jumpWords + `\s*[)\]】〕]`)
	jumpAlone = regexp.MustCompile(`^\s*[▲▼△▽↑↓→←●■◆]?\s*` + jumpWords + `\s*[▲▼△▽↑↓→←]?$`)
)

const jumpWords = `(下转|下轉|转|轉|上接|紧接|緊接|接)\s*(?:本报|本報|今日)?\s*第?\s*([A-Za-z]{0,4}\d{1,3}|[一二三四五六七八九十]{1,3})\s*版([^()\[\]【】]{0,40})`

// A jump is where an article goes on, or came from, as printed.
type jump struct{ to, from string }

// body takes the jump lines out of paragraphs. Where one stands in the middle
// of a sentence the halves are joined, else paragraphs stay apart.
func (j *jump) body(paragraphs []string) []string {
	var halves [][]string // of each paragraph
	jumped := false       // since the last text
	for _, p := range paragraphs {
		for i, part := range j.split(p) {
			jumped = jumped || i > 0
			if part == "" {
				continue
			}
			if last := len(halves) - 1; jumped && last >= 0 && midSentence(halves[last][len(halves[last])-1]) {
				halves[last] = append(halves[last], part)
			} else {
				halves = append(halves, []string{part})
			}
			jumped = false
		}
	}
	out := make([]string, len(halves))
	for i, h := range halves {
		out[i] = strings.Join(h, "")
	}
	return out
}

// headline takes the jump lines out of a title: （上接第一版）港口半年报.
func (j *jump) headline(text string) string { return trim(strings.Join(j.split(text), " ")) }

// split parts a text at its jump marks and records them.
func (j *jump) split(text string) []string {
	if !hasPage(text) || !strings.ContainsAny(text, "转轉接") {
		return []string{text}
	}
	folded := width.Fold.String(text)
	all := jumpMark.FindAllStringSubmatchIndex(folded, -1)
	if all == nil {
		if m := jumpAlone.FindStringSubmatchIndex(folded); m != nil {
			all = append(all, m)
		}
	}
	var parts []string
	from := 0
	for _, m := range all {
		j.record(folded[m[2]:m[3]], folded[m[4]:m[5]])
		at := runesIn(text, utf8.RuneCountInString(folded[from:m[0]]))
		end := at + runesIn(text[at:], utf8.RuneCountInString(folded[m[0]:m[1]]))
		parts = append(parts, trim(text[:at]))
		text, from = text[end:], m[1]
	}
	return append(parts, trim(text))
}

// hasPage is strings.Contains(text, "版") by its last byte, which is rarer than
// its first: every paragraph is searched.
func hasPage(text string) bool {
	const page = "版"
	for from := 0; ; {
		i := strings.IndexByte(text[from:], page[len(page)-1])
		if i < 0 {
			return false
		}
		if from += i + 1; strings.HasSuffix(text[:from], page) {
			return true
		}
	}
}

// runesIn is the length in bytes of the first n runes of s.
func runesIn(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func (j *jump) record(word, page string) {
	field := &j.from
	if strings.HasSuffix(word, "转") || strings.HasSuffix(word, "轉") {
		field = &j.to
	}
	if *field == "" {
		*field = page
	}
}

// midSentence reports whether a paragraph breaks off inside a sentence. A short
// line without any punctuation is a heading.
func midSentence(p string) bool {
	if sentenceEnds(p) {
		return false
	}
	return len(p) > 60 || strings.ContainsAny(p, "，,。、；;")
}
