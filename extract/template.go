package extract

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TemplateVersion changes whenever the same page may give another Article, so
// that stored pages can be told apart from those to extract again.
const TemplateVersion = "3"

// A template says where one kind of page keeps the parts of its article.
type template struct {
	name     string
	marks    []string            // a page of this kind has one of these ids (#x), classes (.x) or elements of the CMS (x, none of HTML's)
	also     []string            // and one of these, if any are named
	title    []cascadia.Selector // in order of trust, as body
	pretitle cascadia.Selector
	subtitle cascadia.Selector
	author   cascadia.Selector
	near     bool                                                   // pretitle, subtitle and author stand beside the title: their selectors are too plain for the whole page
	heads    func(doc *goquery.Document, t *template) (h headlines) // instead of the selectors above
	body     []cascadia.Selector                                    // the first with text is the body
}

// headlines are what stands over an article, and the elements it was read from.
type headlines struct {
	pretitle, title, subtitle, author string
	nodes                             []*html.Node
}

// To add a newspaper template: one literal here, and one page of it with its
// golden under fixtures/pages/<name>. The first template that matches is used,
// so the more particular come first. Where a page has several elements of a
// kind the first that is not empty counts.
var templates = []template{
	{ // 金华日报: Zhejiang headlines over the body of 翔宇 7
		name:     "ZL",
		marks:    []string{".main-article-alltitle"},
		also:     []string{".attachment", "#layout", "#layoutlist"},
		title:    sels(".main-article-title"),
		pretitle: sel(".main-article-pretitle, #PreTitle"),
		subtitle: sel(".main-article-subtitle, #SubTitle"),
		author:   sel(".main-article-author"),
		body:     sels("founder-content", "#ozoom, .main-article-content, .main-article-con"),
	},
	{ // Zhejiang papers
		name:     "Z",
		marks:    []string{".main-article-alltitle", ".main-article-content", ".main-article-con"},
		title:    sels(".main-article-title, .main-article-alltitle h1"),
		pretitle: sel(".main-article-pretitle"),
		subtitle: sel(".main-article-subtitle, .main-article-alltitle h3"),
		author:   sel(".main-article-author"),
		body:     sels("founder-content", "#ozoom", ".main-article-content, .main-article-con"),
	},
	{ // 深圳特区报, 新华日报
		name:     "L3",
		marks:    []string{".newsdetatit", ".newsdetatext"},
		title:    sels(".newsdetatit h3"),
		pretitle: sel(".newsdetatit .intro, .intro"),
		subtitle: sel(".newsdetatit .sub, .sub"),
		author:   sel(".newsdetatit .author"),
		body:     sels(".newsdetatext founder-content", ".newsdetatext", "founder-content, #ozoom"),
	},
	{ // 解放军报, 淮安日报
		name:     "L4",
		marks:    []string{".art-title", "#APP-Title"},
		title:    sels(".art-title, #APP-Title"),
		pretitle: sel("p.introtitle, #APP-PreTitle"),
		subtitle: sel("p.subtitle, #APP-SubTitle"),
		author:   sel("p.author, #APP-Author"),
		body:     sels(".article-content founder-content", "founder-content", ".article-content, #ozoom"),
	},
	{ // 甘肃日报 and its sisters
		name:     "L2",
		marks:    []string{".detail-art", ".totalTitle"},
		title:    sels("#Title"),
		pretitle: sel("#PreTitle"),
		subtitle: sel("#SubTitle"),
		author:   sel("#Author, .author"),
		body:     sels("founder-content", "#ozoom, .detail-art"),
	},
	{ // 义乌商报 since 2024
		name:     "L1",
		marks:    []string{"#Title", "#PreTitle", "#SubTitle"},
		title:    sels("#Title"),
		pretitle: sel("#PreTitle"),
		subtitle: sel("#SubTitle"),
		author:   sel("#Author, .author"),
		body:     sels("founder-content", "#ozoom"),
	},
	{ // 人民日报 to 2024-11, 光明日报
		name:     "P",
		marks:    []string{".text_c"},
		title:    sels(".text_c h1"),
		pretitle: sel(".text_c h3"),
		subtitle: sel(".text_c h2"),
		author:   sel(".text_c h4"),
		body:     sels("#articleContent", "#ozoom"),
	},
	{ // 人民日报 from 2024-12
		name:     "R",
		marks:    []string{".sec", ".paper-bot", ".swiper-slide"},
		title:    sels(".article h1", "h1"),
		pretitle: sel("h3"),
		subtitle: sel("h2"),
		author:   sel("p.sec"),
		near:     true,
		body:     sels("#ozoom", "founder-content"),
	},
	{ // the classic tables of 2006 and later
		name:  "T",
		marks: []string{".font01", ".font02", ".bt1", ".bt2", "founder-title", "founder-author", "#newspic", ".BSHARE_TEXT"},
		title: sels("td.font01 founder-title", "td.font01", "td.bt1", "founder-title, p.BSHARE_TEXT", "td.bt2", "tr[valign=top i] > td:not(.px12):not(.default) > strong, tr[valign=top i] > td:not(.px12):not(.default) > * > strong"),
		heads: tableHeads,
		body:  sels("founder-content", "#ozoom", "div.content"),
	},
	{ // any other page of the CMS with its body container
		name:     "founder",
		marks:    []string{"founder-content", "#ozoom"},
		title:    sels("h1, h2", "tr[valign=top i] > td:not(.px12):not(.default) > strong"),
		pretitle: sel("h3, .pretitle, .introtitle, [id$=pretitle i]"),
		subtitle: sel("h2, .subtitle, [id$=subtitle i]"),
		author:   sel("h4, .author, [id$=author i]"),
		near:     true,
		body:     sels("founder-content", "#ozoom"),
	},
}

// A meaning is what marks say: the templates they are marks or second marks of,
// as bits in the order of the table, and what their element is.
type meaning struct {
	marks, also uint32
	is          part
}

// A part is what an element of a page may be, as bits.
type part uint8

const (
	isLabel   part = 1 << iota // it may hold the page label
	isLeftOut                  // inside a body container, but no text of the article
	isCaption                  // the same, with the words under a picture
	isPicture                  // isCaption if it has a picture
)

// partMarks are the marks of such elements, template by template.
var partMarks = map[part][]string{
	isLabel: {"#layout", ".ban", ".newslisttit", ".tabs", ".lai", ".sec", ".px12", ".default"},
	// headlines repeated, pagers and share bars
	isLeftOut: {".main-article-alltitle", ".newsdetatit", ".totalTitle", "founder-title", "founder-author",
		"#autopage", "#displaypagenum", ".displaypagenum", ".preart", ".preArt", ".nextart", ".nextArt", "#ed_next",
		".bdsharebuttonbox", ".bshare-custom"},
	isCaption: {"#newspic", ".attachment", ".pci_c", ".c_c", ".tushuo", ".main_ar_pic_text", ".main-ar-pic-text", ".pictext", ".pic-text", ".pic_text"},
	isPicture: {".pic"},
}

// What ids, classes and elements of the CMS mean, by their names.
var idMeans, classMeans, elementMeans = func() (ids, classes, elements map[string]meaning) {
	ids, classes, elements = map[string]meaning{}, map[string]meaning{}, map[string]meaning{}
	add := func(marks []string, more meaning) {
		for _, mark := range marks {
			kind, name := elements, mark
			switch mark[0] {
			case '#':
				kind, name = ids, mark[1:]
			case '.':
				kind, name = classes, mark[1:]
			}
			kind[name] = kind[name].and(more)
		}
	}
	for i, t := range templates {
		add(t.marks, meaning{marks: 1 << i})
		add(t.also, meaning{also: 1 << i})
	}
	for is, marks := range partMarks {
		add(marks, meaning{is: is})
	}
	return ids, classes, elements
}()

func (m meaning) and(more meaning) meaning {
	return meaning{m.marks | more.marks, m.also | more.also, m.is | more.is}
}

// meaningOf is what the name, the id and the classes of an element mean. It is
// asked of every element with attributes, where a selector that names them all
// would try one after the other.
func meaningOf(n *html.Node) (m meaning) {
	if n.DataAtom == 0 { // the elements that are marks are the CMS's own
		m = elementMeans[n.Data]
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			m = m.and(idMeans[a.Val])
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				m = m.and(classMeans[class])
			}
		}
	}
	return m
}

// leave reports the parts of a body container that are not its text.
func leave(n *html.Node) bool {
	return n.DataAtom == atom.Figure || n.DataAtom == atom.Figcaption || isPictureTable(n) || len(n.Attr) > 0 && meaningOf(n).leaves(n)
}

func (m meaning) leaves(n *html.Node) bool { return m.is&isLeftOut != 0 || m.captions(n) }

// captions reports an element that holds the words under a picture.
func (m meaning) captions(n *html.Node) bool {
	return m.is&isCaption != 0 || m.is&isPicture != 0 && n.DataAtom == atom.Div && image.MatchFirst(n) != nil
}

func sel(group string) cascadia.Selector { return cascadia.MustCompile(group) }

func sels(groups ...string) []cascadia.Selector {
	out := make([]cascadia.Selector, len(groups))
	for i, g := range groups {
		out[i] = sel(g)
	}
	return out
}

// read is the headlines of a page by the selectors of the template.
func (t *template) read(doc *goquery.Document) headlines {
	if t.heads != nil {
		return t.heads(doc, t)
	}
	var h headlines
	title := pick(doc.Get(0), &h.title, t.title...)
	scope := doc.Selection
	if t.near {
		if title == nil {
			return h
		}
		scope = goquery.NewDocumentFromNode(title.Parent).Selection
	}
	rest := []*shown{{match: t.pretitle}, {match: t.subtitle}, {match: t.author}}
	firstShown(scope.Get(0), rest)
	pre, sub, author := rest[0].node, rest[1].node, rest[2].node
	h.pretitle, h.subtitle, h.author = rest[0].text, rest[1].text, rest[2].text
	if strings.Contains(h.author, "》") {
		h.author = issueNote.ReplaceAllString(h.author, "")
	}
	if sub == title {
		sub, h.subtitle = nil, ""
	}
	// A headline of the lower rank that stands over the title is the 引题.
	if sub != nil && title != nil && pre == nil && before(sub, title) {
		h.pretitle, h.subtitle = h.subtitle, ""
		if rest := scope.FindMatcher(t.subtitle).FilterFunction(func(_ int, s *goquery.Selection) bool { return !before(s.Get(0), title) && s.Get(0) != title }); rest.Length() > 0 {
			h.subtitle = headline(rest.Get(0))
			h.nodes = append(h.nodes, rest.Get(0))
		}
	}
	for _, n := range []*html.Node{pre, title, sub, author} {
		if n != nil {
			h.nodes = append(h.nodes, n)
		}
	}
	return h
}

// pick finds the first visible element with text, selector by selector.
func pick(scope *html.Node, text *string, selectors ...cascadia.Selector) *html.Node {
	for _, m := range selectors {
		s := &shown{match: m}
		if firstShown(scope, []*shown{s}); s.node != nil {
			*text = s.text
			return s.node
		}
	}
	return nil
}

// shown is the first visible element with text that a selector matches.
type shown struct {
	match cascadia.Selector
	tries int
	node  *html.Node
	text  string
}

// firstShown looks for several at once, until all are found.
func firstShown(n *html.Node, wanted []*shown) (all bool) {
	if n.Type == html.ElementNode {
		all = true
		for _, w := range wanted {
			if w.node == nil && w.tries < maxTries && w.match(n) {
				w.look(n)
			}
			all = all && w.node != nil
		}
	}
	for c := n.FirstChild; c != nil && !all; c = c.NextSibling {
		all = firstShown(c, wanted)
	}
	return all
}

func (w *shown) look(n *html.Node) {
	w.tries++
	if t := headline(n); t != "" && !hidden(n) && (n.DataAtom != atom.Ul && n.DataAtom != atom.Div || !linkList(n)) {
		w.node, w.text = n, t
	}
}

// headline is the text of a headline, also where a script writes it:
// document.write(view("…<br>…")).
func headline(n *html.Node) string {
	if text := textOf(n, dateTag); text != "" {
		if strings.Contains(text, "<%") {
			return trim(unfilled.ReplaceAllString(text, ""))
		}
		return text
	}
	for _, script := range goquery.NewDocumentFromNode(n).Find("script").Nodes {
		if script.FirstChild == nil {
			continue
		}
		_, call, found := strings.Cut(script.FirstChild.Data, "document.write(")
		if _, rest, ok := strings.Cut(call, `"`); found && ok {
			text, _, _ := strings.Cut(rest, `"`)
			return recordText(text)
		}
	}
	return ""
}

// unfilled is what a page shows where its template was not filled: <%=title%>.
var unfilled = regexp.MustCompile(`<%[^%]*%>`)

// issueNote is the paper, date and page behind an author: 《江城日报》（2024年….
var issueNote = regexp.MustCompile(`[\s　]*《[^》]*》[\s　]*[（(][\s　]*\d{4}年.*$`)

// dateTag names the elements of a headline that print where and when.
func dateTag(n *html.Node) bool { return len(n.Attr) > 0 && dates.Match(n) }

var dates = sel(".date, .newstime")

// hidden reports whether the element or one round it is not shown.
func hidden(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && unseen(n) {
			return true
		}
	}
	return false
}

// before reports whether a stands before b in the page.
func before(a, b *html.Node) bool {
	up := map[*html.Node]*html.Node{} // an ancestor of a, and its child on the way to a
	for n, child := a, (*html.Node)(nil); n != nil; n, child = n.Parent, n {
		up[n] = child
	}
	for n, child := b, (*html.Node)(nil); n != nil; n, child = n.Parent, n {
		if from, ok := up[n]; ok {
			for s := from; s != nil && child != nil; s = s.NextSibling {
				if s == child {
					return s != from
				}
			}
			return false
		}
	}
	return false
}

// rowCells are the cells of the classic table that may hold 引题, 副题 and author.
var (
	rowCells  = sel("td.font02, td.bt2, founder-author")
	frame     = sel("#ozoom, table, founder-content") // a cell round one of these is layout, no headline
	authorTag = sel("founder-author")

	pictureParts = sel("#newspic, .attachment")
)

// tableHeads reads the classic table, where 引题, 副题 and author share a
// class: the npm comment in the cell names it, else the place round the title,
// and after it the look of a byline.
func tableHeads(doc *goquery.Document, t *template) headlines {
	var h headlines
	title := pick(doc.Get(0), &h.title, t.title...)
	if title != nil {
		h.nodes = append(h.nodes, title)
	}
	for _, n := range few(doc.FindMatcher(rowCells).Nodes) {
		text := textOf(n, dateTag)
		if text == "" || n == title || n.Data == "td" && frame.MatchFirst(n) != nil || underPicture(n) {
			continue
		}
		h.nodes = append(h.nodes, n)
		if field := cellField(n, title, &h, text); *field == "" {
			*field = text
		}
	}
	return h
}

// underPicture reports a cell in the frame of a picture: its words are a caption.
func underPicture(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if pictureParts.Match(n) {
			return true
		}
	}
	return false
}

// authorRow takes for the author what was read as the subtitle but is the
// author the record names.
func (h *headlines) authorRow(recorded string) {
	if h.author == "" && h.subtitle != "" && recorded != "" && same(h.subtitle, recorded) {
		h.author, h.subtitle = h.subtitle, ""
	}
}

// cellField is the headline a cell of the classic table holds.
func cellField(n, title *html.Node, h *headlines, text string) *string {
	switch mark := npmMark(n); {
	case mark == "pretitle":
		return &h.pretitle
	case mark == "subtitle":
		return &h.subtitle
	case mark == "author", n.Data == "founder-author", authorTag.MatchFirst(n) != nil:
		return &h.author
	case title != nil && before(n, title):
		return &h.pretitle
	case looksLikeByline(text), namesOnly(text):
		return &h.author
	}
	return &h.subtitle
}

// npmMark is the x of the first <!--<npm:article-x>--> inside n.
func npmMark(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.CommentNode {
			if name, ok := strings.CutPrefix(strings.TrimSpace(c.Data), "<npm:article-"); ok {
				return strings.TrimSuffix(name, ">")
			}
		}
		if mark := npmMark(c); mark != "" {
			return mark
		}
	}
	return ""
}
