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

const jumpWords = `(下转|下轉|转|轉|上接|紧接|緊接|接)\s*(?:本报|本報|今日)?\s*第?\s*([A-Za-z]{0,4}\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版叠疊]([^()\[\]【】]{0,40})`

// A jump is where an article goes on, or came from, as printed.
type jump struct{ to, from string }

// unjump takes the jump lines out of the paragraphs. Where one stands in the
// middle of a sentence the halves are joined, else paragraphs stay apart.
func unjump(paragraphs []string) ([]string, jump) {
	var j jump
	var out []string
	cut := false // the text before the last mark ended inside a sentence
	for _, p := range paragraphs {
		parts := splitJump(p, &j)
		for i, part := range parts {
			if i > 0 {
				cut = len(out) > 0 && midSentence(out[len(out)-1])
			}
			if part == "" {
				continue
			}
			if cut {
				out[len(out)-1] += part
			} else {
				out = append(out, part)
			}
			cut = false
		}
	}
	return out, j
}

// splitJump parts a paragraph at its jump marks and records them.
func splitJump(p string, j *jump) []string {
	if !strings.Contains(p, "版") || !strings.ContainsAny(p, "转轉接") {
		return []string{p}
	}
	folded := []rune(width.Fold.String(p))
	original := []rune(p)
	if len(folded) != len(original) { // a mark that folds to another length: leave the text alone
		return []string{p}
	}
	text := string(folded)
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
		at, end := utf8.RuneCountInString(text[:m[0]]), utf8.RuneCountInString(text[:m[1]])
		parts = append(parts, clean(string(original[from:at])))
		from = end
	}
	return append(parts, clean(string(original[from:])))
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
	return utf8.RuneCountInString(p) > 20 || strings.ContainsAny(p, "，,。、；;")
}
