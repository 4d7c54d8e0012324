package extract

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits bound what one page may cost.
type Limits struct {
	Bytes int // a page may have, after decompression; a newspaper page has some 50,000
	Depth int // elements may nest; the parser itself stops at 512
	Nodes int // the tree may have, before presentational tags are dropped to keep it small
}

// DefaultLimits are wide for any newspaper page and keep the worst page below
// a few seconds and a gigabyte.
func DefaultLimits() Limits { return Limits{Bytes: 4 << 20, Depth: parserDepth, Nodes: 1 << 20} }

// parse builds the tree of a decoded page. A page that nests too deep, or that
// would explode by re-opened formatting tags, is parsed without its
// presentational tags; the text returned is what was parsed. If it is still
// too deep it is refused.
func parse(text []byte, lim Limits) (*html.Node, []byte, *Refusal) {
	if !explodes(text, lim.Nodes) {
		root, err := html.Parse(newTightReader(text))
		if err == nil && !deeper(root, lim.Depth) {
			return root, text, nil
		}
	}
	text = flatten(text)
	root, err := html.Parse(newTightReader(text))
	if err != nil || deeper(root, lim.Depth) {
		return nil, nil, refuse("too_deep", "parsing the page: elements nest deeper than %d", min(lim.Depth, parserDepth))
	}
	return root, text, nil
}

// A tightReader reads a page without the white space behind the ends of blocks. A
// paragraph ends there, so it says nothing, and the parser would make a node of
// each: on a page of many paragraphs a tenth of its work.
type tightReader struct {
	piece []byte // to the next such white space
	rest  []byte // behind it
}

func newTightReader(text []byte) *tightReader {
	r := &tightReader{rest: text}
	r.next()
	return r
}

func (r *tightReader) next() {
	text := r.rest
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '<')
		if i < 0 {
			r.piece, r.rest = text, nil
			return
		}
		at += i + 1
		at += blockEnd(text[at:])
		if text[at-1] != '>' || at == len(text) || text[at] > ' ' {
			continue
		}
		r.piece, r.rest = text[:at], bytes.TrimLeft(text[at:], " \t\r\n")
		return
	}
}

var blockEnds = [][]byte{[]byte("/p>"), []byte("/div>"), []byte("/li>"), []byte("/tr>"), []byte("/table>"), []byte("/ul>")}

// blockEnd is the length of the end tag of a block, without its <, that text
// starts with.
func blockEnd(text []byte) int {
	if len(text) > 0 && text[0] == '/' {
		for _, tag := range blockEnds {
			if bytes.HasPrefix(text, tag) {
				return len(tag)
			}
		}
	}
	return 0
}

func (r *tightReader) Read(buf []byte) (int, error) {
	if len(r.piece) == 0 {
		return 0, io.EOF
	}
	n := copy(buf, r.piece)
	if r.piece = r.piece[n:]; len(r.piece) == 0 {
		r.next()
	}
	return n, nil
}

// explodes estimates the size of the tree. An unclosed formatting tag is opened
// again in every later block, so n of them and m blocks cost n*m nodes.
func explodes(text []byte, limit int) bool {
	if tags := bytes.Count(text, []byte("<")); tags*tags/4 <= limit { // however they are spread
		return false
	}
	open, nodes := 0, 0
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 || i+1 >= len(text) {
			return false
		}
		text = text[i+1:]
		closing := text[0] == '/'
		if closing {
			text = text[1:]
		}
		if n := formattingName(text); n > 0 {
			if closing {
				open = max(0, open-1)
			} else {
				open++
			}
		} else if nodes += open; nodes > limit {
			return true
		}
	}
}

// formattingName returns the length of the formatting tag name text starts with.
func formattingName(text []byte) int {
	n := 0
	for n < len(text) && n < 7 && (text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z') {
		n++
	}
	switch n {
	case 1:
		c := text[0] | 0x20
		if c == 'b' || c == 'i' || c == 's' || c == 'u' {
			return n
		}
	case 2, 3, 4, 5, 6:
		if presentational[atom.Lookup(bytes.ToLower(text[:n]))] {
			return n
		}
	}
	return 0
}

// presentational tags carry no structure a template names.
var presentational = map[atom.Atom]bool{
	atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true,
	atom.Nobr: true, atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true,
	atom.Tt: true, atom.U: true, atom.Span: true,
}

// flatten drops the presentational tags and keeps all else as it was.
func flatten(text []byte) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				return nil
			}
			return out.Bytes()
		}
		raw := z.Raw()
		if kind == html.StartTagToken || kind == html.EndTagToken {
			raw = append([]byte(nil), raw...)
			if name, _ := z.TagName(); presentational[atom.Lookup(name)] {
				continue
			}
		}
		out.Write(raw)
	}
}

// parserDepth is where html.Parse itself gives up.
const parserDepth = 512

// deeper reports whether the tree nests deeper than limit.
func deeper(root *html.Node, limit int) bool {
	if limit >= parserDepth {
		return false
	}
	depth := 0
	for n := root; n != nil; {
		if n.FirstChild != nil {
			if depth++; depth > limit+1 {
				return true
			}
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			n = n.Parent
			depth--
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return false
}
