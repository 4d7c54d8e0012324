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

// unjump takes the jump lines out of the paragraphs. Where one stands in the
// middle of a sentence the halves are joined, else paragraphs stay apart.
func unjump(paragraphs []string) ([]string, jump) {
	var j jump
	var halves [][]string // of each paragraph
	jumped := false       // since the last text
	for _, p := range paragraphs {
		for i, part := range splitJump(p, &j) {
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
	return out, j
}

// splitJump parts a paragraph at its jump marks and records them.
func splitJump(p string, j *jump) []string {
	if !strings.Contains(p, "版") || !strings.ContainsAny(p, "转轉接") {
		return []string{p}
	}
	text := width.Fold.String(p)
	all := jumpMark.FindAllStringSubmatchIndex(text, -1)
	if all == nil {
		if m := jumpAlone.FindStringSubmatchIndex(text); m != nil {
			all = append(all, m)
		}
	}
	var parts []string
	from := 0
	for _, m := range all {
		j.record(text[m[2]:m[3]], text[m[4]:m[5]])
		at := runesIn(p, utf8.RuneCountInString(text[from:m[0]]))
		end := at + runesIn(p[at:], utf8.RuneCountInString(text[m[0]:m[1]]))
		parts = append(parts, clean(p[:at]))
		p, from = p[end:], m[1]
	}
	return append(parts, clean(p))
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
