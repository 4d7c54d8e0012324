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
	jumpMark  = regexp.MustCompile(`[(\[【〔]` + arrows + jumpWords + arrows + `[)\]】〕]`)
	jumpAlone = regexp.MustCompile(`^` + arrows + jumpWords + arrows + `$`)
)

// Of several pages (下转第2、3版) the first counts.
const (
	arrows    = `[\s▲▼△▽▶►◀◄»«↑↓→←●■◆★☆]*`
	jumpWords = `[文图]?(下转|下轉|转|轉|上接|紧接|緊接|接)\s*(?:本报|本報|今日)?\s*第?\s*([A-Za-z]{0,4}\d{1,3}|[一二三四五六七八九十]{1,3})(?:\s*[、,-]\s*[A-Za-z]{0,4}\d{1,3})*\s*版([^()\[\]【】]{0,40})`
)

// A jump is where an article goes on, or came from, as printed.
type jump struct{ to, from string }

// body takes the jump lines out of paragraphs. Where one stands in the middle
// of a sentence the halves are joined, else paragraphs stay apart.
func (j *jump) body(paragraphs []string) []string {
	out := make([]string, 0, len(paragraphs))
	var halves []string // of the last paragraph, if it is being joined
	jumped := false     // since the last text
	last := ""
	add := func(part string) {
		if part == "" {
			return
		}
		if jumped && last != "" && midSentence(last) {
			halves = append(halves, part)
		} else {
			out = closeHalves(out, halves)
			out, halves = append(out, part), nil
		}
		last, jumped = part, false
	}
	for _, p := range paragraphs {
		parts := j.split(p)
		if parts == nil {
			add(p)
		}
		for i, part := range parts {
			jumped = jumped || i > 0
			add(part)
		}
	}
	return closeHalves(out, halves)
}

// closeHalves joins the halves to the last paragraph.
func closeHalves(out, halves []string) []string {
	if len(halves) > 0 {
		out[len(out)-1] += strings.Join(halves, "")
	}
	return out
}

// headline takes the jump lines out of a title: （上接第一版）港口半年报.
func (j *jump) headline(text string) string {
	parts := j.split(text)
	if parts == nil {
		return text
	}
	return trim(strings.Join(parts, " "))
}

// split parts a text at its jump marks and records them; nil without marks.
func (j *jump) split(text string) []string {
	if !hasPage(text) || !strings.ContainsAny(text, "转轉接") {
		return nil
	}
	folded := width.Fold.String(text)
	all := jumpMark.FindAllStringSubmatchIndex(folded, -1)
	if all == nil {
		if m := jumpAlone.FindStringSubmatchIndex(folded); m != nil {
			all = append(all, m)
		}
	}
	if all == nil {
		return nil
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
