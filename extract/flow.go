package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flow reads the text under root as paragraphs, the way a reader sees them:
// blocks and line breaks part them, table cells and runs of white space are one
// blank, indents and empty paragraphs go. Hidden elements, scripts, form
// controls, comments and what skip names are left out. No paragraph is empty
// or holds a line end.
func flow(root *html.Node, skip func(*html.Node) bool) []string {
	return whole(root, skip).paragraphs
}

// A passage is a flow of paragraphs, and for a paragraph that begins in bold
// the words it begins with.
type passage struct {
	paragraphs []string
	bold       map[string]string
}

func whole(root *html.Node, skip func(*html.Node) bool) passage {
	c := collector{skip: skip, on: true}
	c.walk(root)
	c.end()
	return c.passage
}

// between is the flow of the part of root that a pair of comment marks encloses
// (enpcontent, else the npm content mark). The pair may be doubled, wholly or at
// its start only, and its end may be missing: then the block it stands in, a CMS
// record or the check box before the form's second copy ends it. It is nil where
// root has no such mark.
func between(root *html.Node, skip func(*html.Node) bool) (passage, bool) {
	for _, mark := range []string{"enpcontent", "<npm:article-content>"} {
		c := collector{skip: skip, mark: mark}
		c.walk(root)
		c.end()
		if c.found {
			if end := cmp.Or(c.closed, c.inside); !c.done && end > 0 {
				c.paragraphs = c.paragraphs[:end]
			}
			return c.passage, true
		}
	}
	return passage{}, false
}

type collector struct {
	passage
	skip      func(*html.Node) bool
	field     bool   // text of one field, not of a body
	mark      string // the comment that switches the flow on; "" when it is on throughout
	on, found bool
	open      int // marks opened and not yet closed
	closed    int // paragraphs up to the last mark that closes, but not the pair that opened first
	done      bool
	within    *html.Node // the block that the first mark stands in
	inside    int        // paragraphs up to its end
	text      []string   // the paragraph so far, piece by piece
	strong    int        // elements in bold round the text that comes
	head      int        // pieces in bold that the paragraph begins with
}

func (c *collector) walk(n *html.Node) {
	switch {
	case c.done:
		return
	case n.Type == html.TextNode:
		if c.on {
			c.add(n.Data)
		}
		return
	case n.Type == html.CommentNode:
		if c.comment(n.Data); c.open > 0 && c.within == nil {
			c.within = blockOf(n)
		}
		return
	case n.Type == html.ElementNode && c.element(n):
		return
	}
	brk, strong := breaks(n), n.DataAtom == atom.Strong || n.DataAtom == atom.B
	if brk {
		c.end()
	}
	if strong {
		c.strong++
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
	if strong {
		c.strong--
	}
	if brk {
		c.end()
	}
	if n == c.within && c.inside == 0 {
		c.inside = len(c.paragraphs)
	}
}

// blockOf is the block that holds n; a paragraph is none.
func blockOf(n *html.Node) *html.Node {
	for n = n.Parent; n != nil && (n.DataAtom == atom.P || !breaks(n) && n.DataAtom != atom.Td); n = n.Parent {
	}
	return n
}

func (c *collector) add(text string) {
	if c.head == len(c.text) {
		blank := isBlank(text)
		if blank && len(c.text) == 0 { // the line ends between blocks
			return
		}
		if blank || c.strong > 0 {
			c.head++
		}
	}
	c.text = append(c.text, text)
}

func isBlank(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) })
}

// element handles the elements that are not walked through, and cell gaps.
func (c *collector) element(n *html.Node) (handled bool) {
	switch n.DataAtom {
	case atom.Br, atom.Hr:
		c.end()
		return true
	case atom.Td, atom.Th:
		c.add(" ")
	case atom.Input:
		// The recommend form's copy of the body follows this check box.
		if attr(n, "name") == "titlecheckbox" && len(c.paragraphs) > 0 {
			c.end()
			c.done = true
		}
		return true
	}
	return unseen(n) || c.skip != nil && c.skip(n)
}

func (c *collector) comment(data string) {
	if c.mark == "" {
		return
	}
	data = strings.TrimSpace(data)
	switch {
	case strings.EqualFold(data, c.mark):
		c.open++
		c.on, c.found = true, true
	case c.open == 0:
	case strings.EqualFold(data, "/"+c.mark) || strings.EqualFold(data, "</"+c.mark[1:]):
		c.end()
		c.open--
		c.closed, c.done = len(c.paragraphs), c.open == 0
	case c.on && isRecord(data):
		c.end()
		c.done = true
	}
}

// end closes the paragraph so far.
func (c *collector) end() {
	if len(c.text) == 0 {
		return
	}
	bold := strings.Join(c.text[:c.head], "")
	text := strings.Join(c.text, "")
	c.text, c.head = c.text[:0], 0
	if c.field {
		text = line(text)
	}
	text, indented := tidied(text)
	if bold != "" {
		c.inBold(text, bold)
	}
	switch {
	case text == "":
	case indented:
		c.paragraphs = splitIndents(text, c.paragraphs)
	default:
		c.paragraphs = append(c.paragraphs, text)
	}
}

// inBold keeps what a paragraph begins with in bold.
func (c *collector) inBold(text, bold string) {
	if bold, _ = tidied(bold); bold == "" || !strings.HasPrefix(text, bold) {
		return
	}
	if c.bold == nil {
		c.bold = map[string]string{}
	}
	c.bold[text] = bold
}

// tidied is clean, and says whether the text may hold U+3000, which may indent a
// paragraph.
func tidied(text string) (string, bool) {
	text = trim(text)
	tidy, indented := look(text)
	if !tidy {
		text = clean(text)
	}
	return text, indented
}

// unseen reports elements whose text no reader of the page sees as text.
// Webdings letters are arrows.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Textarea,
		atom.Select, atom.Button, atom.Title, atom.Map:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if style := strings.ToLower(strings.ReplaceAll(a.Val, " ", "")); strings.Contains(style, "display:none") || strings.Contains(style, "webdings") {
				return true
			}
		case "face":
			if strings.EqualFold(a.Val, "webdings") {
				return true
			}
		}
	}
	return false
}

// breaks reports elements that begin and end a paragraph.
func breaks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Tr, atom.Table, atom.Tbody, atom.Caption, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Center, atom.Section,
		atom.Article, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Main, atom.Figure, atom.Figcaption,
		atom.Address, atom.Form, atom.Fieldset, atom.Body, atom.Head, atom.Html:
		return true
	}
	return false
}

// clean makes one line of text: white space of any kind is one blank (nothing
// between two wide characters where it only breaks a line of the source),
// invisible characters go, U+3000 stays inside the line.
func clean(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	last, blank, hard, wrapped := rune(0), false, false, false
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			blank, wrapped = true, true
			continue
		case r == ' ' || r == '\t':
			blank = true
			continue
		case r != '\u3000' && unicode.IsSpace(r):
			blank, hard = true, true
			continue
		case invisible(r):
			continue
		}
		if blank && last != 0 && (hard || !wrapped || !wide(last) || !wide(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, blank, hard, wrapped = r, false, false, false
	}
	return trim(b.String())
}

// trim takes blanks and indents off both ends.
func trim(text string) string {
	for {
		short := strings.TrimPrefix(strings.TrimSuffix(strings.Trim(text, " "), "\u3000"), "\u3000")
		if len(short) == len(text) {
			return text
		}
		text = short
	}
}

// look reports whether text needs trimming only, as most text of a page does,
// and whether it holds U+3000, which may indent a paragraph.
func look(text string) (tidy, indented bool) {
	for len(text) > 0 {
		for len(text) >= 12 && isHanLead(text[0]) && isHanLead(text[3]) && isHanLead(text[6]) && isHanLead(text[9]) {
			text = text[12:]
		}
		for len(text) >= 3 && isHanLead(text[0]) {
			text = text[3:]
		}
		if text == "" {
			break
		}
		switch n := stride[text[0]]; {
		case n == 3 && len(text) >= 3:
			const indent, mark = 0xE38080, 0xEFBBBF // U+3000, U+FEFF; below, the blanks and joiners of U+2000 to U+206F
			v := int(text[0])<<16 | int(text[1])<<8 | int(text[2])
			if v == mark || v <= 0xE281AF && v >= 0xE28080 && (v <= 0xE2808F || v >= 0xE280A8 && v <= 0xE280AF || v >= 0xE28180) {
				return false, true
			}
			indented = indented || v == indent
			text = text[3:]
		case n > 0:
			text = text[min(n, len(text)):]
		default:
			r, size := utf8.DecodeRuneInString(text)
			if r == ' ' && !strings.HasPrefix(text, "  ") || r != ' ' && !unicode.IsSpace(r) && !invisible(r) {
				text = text[size:]
				continue
			}
			return false, true
		}
	}
	return true, indented
}

// isHanLead reports a byte that leads a character from U+4000 to U+9FFF.
func isHanLead(c byte) bool { return c-0xE4 <= 0xE9-0xE4 }

// stride is the length of the character a byte leads, 0 where the character
// needs a second look: blanks, controls and Latin signs (U+0080 to U+00BF).
var stride = func() (t [256]int) {
	for c := range t {
		switch {
		case c > ' ' && c < 0x7F:
			t[c] = 1
		case c >= 0xC3 && c < 0xE0:
			t[c] = 2
		case c >= 0xE0 && c < 0xF0:
			t[c] = 3
		case c >= 0xF0:
			t[c] = 4
		}
	}
	return t
}()

func invisible(r rune) bool {
	return isControl(r) || r == '\uFEFF' || r == '\u00AD' || r >= '\u200B' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2060' && r <= '\u2069'
}

// wide reports Han characters and their punctuation, which take no blank.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == '“' || r == '”' || r == '—' || r == '…'
}

// splitIndents parts paragraphs that only their two-character indent parts:
// text that runs on after the end of a sentence.
func splitIndents(text string, out []string) []string {
	const indent = "\u3000\u3000"
	for from := 0; ; {
		i := strings.Index(text[from:], indent)
		if i < 0 {
			return append(out, text)
		}
		if i += from; sentenceEnds(text[:i]) {
			out = append(out, strings.TrimRight(text[:i], " "))
			text, from = strings.TrimLeft(text[i:], " \u3000"), 0
			continue
		}
		from = i + len(indent)
	}
}

// sentenceEnds reports whether text ends as a paragraph does, closing marks
// aside.
func sentenceEnds(text string) bool {
	text = strings.TrimRight(text, " \u3000”’\"')）》」』】]")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("。！？!?…：:；;.", r)
}

// line is text as one line for titles and fields, where a line end of the
// source parts words.
func line(text string) string {
	text = trim(text)
	if tidy, _ := look(text); tidy {
		return text
	}
	return clean(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, text))
}

// textOf is the text of one element as one line, paragraphs joined by a blank.
func textOf(n *html.Node, skip func(*html.Node) bool) string {
	c := collector{skip: skip, on: true, field: true}
	c.walk(n)
	c.end()
	return strings.Join(c.paragraphs, " ")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
