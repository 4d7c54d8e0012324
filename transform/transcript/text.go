package transcript

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// A text is a body made ready for matching: runes are folded one to one, so
// that an offset means the same in all three slices.
type text struct {
	raw    []rune // as printed
	folded []rune // half width, colons and blanks of one kind
	plain  []rune // folded, in simplified characters
	lines  []line
	words  *lexicon
	bold   map[int]int       // where the bold words end that a line begins with
	voices map[string]voice  // read once a label
	met    map[string]person // looked for once a name
	voiced []string          // the names of who speaks, at most most of them
}

// A line is a paragraph without the white space at either end, half-open in
// code points. Blank lines are none.
type line struct{ start, end int }

func newText(body string, words *lexicon) *text {
	raw := []rune(body)
	t := &text{raw: raw, folded: make([]rune, len(raw)), plain: make([]rune, len(raw)), words: words, voices: map[string]voice{}, met: map[string]person{}}
	start := 0
	for i, r := range raw {
		t.folded[i] = fold(r)
		t.plain[i] = t.folded[i]
		if s, ok := words.simplified[t.folded[i]]; ok {
			t.plain[i] = s
		}
		if r == '\n' {
			t.addLine(start, i)
			start = i + 1
		}
	}
	t.addLine(start, len(raw))
	return t
}

func (t *text) addLine(start, end int) {
	start = t.skip(start, end)
	for end > start && t.blank(end-1) {
		end--
	}
	if start < end {
		t.lines = append(t.lines, line{start, end})
	}
}

func (t *text) blank(i int) bool { return t.folded[i] == ' ' || t.folded[i] == '\n' }

// skip is the first position from i on that holds no white space, at most end.
func (t *text) skip(i, end int) int {
	for i < end && t.blank(i) {
		i++
	}
	return i
}

// fold makes typography equal: full and half width, the colons of printers,
// corner and curly quotes, the kinds of black bracket.
func fold(r rune) rune {
	switch r {
	case '\n':
		return r
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return ' '
	case '∶', '﹕', '︰', '꞉':
		return ':'
	case '丨', '│', '┃', '︱':
		return '|'
	case '「', '『', '〝', '﹁', '﹃':
		return '“'
	case '」', '』', '〞', '﹂', '﹄':
		return '”'
	case '〖', '〔', '[', '［', '﹝':
		return '【'
	case '〗', '〕', ']', '］', '﹞':
		return '】'
	case '•', '‧', '∙', '・', '･':
		return '·'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		return f
	}
	return r
}

// stretch is the plain text of a span, at most n runes of it.
func (t *text) stretch(start, end, n int) string {
	return string(t.plain[start:min(end, start+n)])
}

// begins says whether a string begins with one of the words.
func begins(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// contained says whether a string holds one of the words.
func contained(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
