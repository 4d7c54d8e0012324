package extract

import (
	"bytes"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/text/width"
)

// Page reads the article of one page. The error is always a *Refusal of stage
// "extract", with one of these reasons: empty, too_large, binary, undecodable,
// too_deep, layout_page (a page of links to articles), no_article. An article
// whose body is only a picture or an advert is published without paragraphs,
// and a note says so.
func Page(src Source, data []byte, lim Limits) (Article, error) {
	a, refusal := read(src, data, lim)
	if refusal != nil {
		return Article{}, refusal
	}
	return a, nil
}

func refuse(reason, format string, args ...any) *Refusal {
	return &Refusal{Stage: "extract", Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// A page is one page being read.
type page struct {
	text   []byte // decoded, as it was parsed
	addr   address
	doc    *goquery.Document
	title  string // of the document
	cms    cmsRecord
	marks  uint32 // the templates whose marks the page has, bit by bit
	also   uint32
	labels []*html.Node // elements that may hold the page label
	notes  []string
}

func (p *page) note(format string, args ...any) {
	p.notes = append(p.notes, fmt.Sprintf(format, args...))
}

func read(src Source, data []byte, lim Limits) (Article, *Refusal) {
	if len(bytes.TrimSpace(data)) == 0 {
		return Article{}, refuse("empty", "reading the page: it has no text")
	}
	if len(data) > lim.Bytes {
		return Article{}, refuse("too_large", "reading the page: %d bytes, the limit is %d", len(data), lim.Bytes)
	}
	d, refusal := decode(data)
	if refusal != nil {
		return Article{}, refusal
	}
	root, text, refusal := parse(d.text, lim)
	if refusal != nil {
		return Article{}, refusal
	}
	p := &page{text: text, addr: parseAddress(src.Path), doc: goquery.NewDocumentFromNode(root), notes: d.notes}
	if len(text) != len(d.text) {
		p.note("nested too deep: read without presentational tags")
	}
	p.survey(root)
	a, refusal := p.article()
	if refusal != nil {
		return Article{}, refusal
	}
	a.Source, a.Charset, a.Notes = src, d.charset, append([]string{}, p.notes...)
	a.URL = p.url(src.Path)
	return a, nil
}

// article fills everything that the tree says.
func (p *page) article() (Article, *Refusal) {
	if p.cms["type"] == "2" && p.addr.number == "" {
		return Article{}, refuse("layout_page", "reading the page: its record is that of a layout page")
	}
	if p.addr.layout && !p.addr.index && p.cms == nil && layoutMark.MatchFirst(p.doc.Get(0)) != nil { // whatever it says of them
		return Article{}, refuse("layout_page", "reading the page: %s", p.layout())
	}
	found, ok := p.template()
	if !ok {
		if why := p.layout(); why != "" && !p.saysArticle() {
			return Article{}, refuse("layout_page", "reading the page: %s", why)
		}
		if found, ok = p.generic(); !ok {
			return Article{}, refuse("no_article", "reading the page: no template matches and the generic extractor finds no text")
		}
	}
	found.headlines.authorRow(p.cms["author"])
	a := Article{Template: found.template}
	p.headlines(&a, found)
	var j jump
	a.Paragraphs = j.body(p.once(p.withoutTitle(withoutNavigation(found.paragraphs), a.Pretitle, a.Title, a.Subtitle)))
	a.Paragraphs = p.withoutStrays(a.Paragraphs, found.bold)
	a.Pretitle, a.Title, a.Subtitle = j.headline(a.Pretitle), j.headline(a.Title), j.headline(a.Subtitle)
	around := p.around(found)
	p.place(&a, around)
	if a.Template != "generic" {
		p.drift(a.Paragraphs, around)
	}
	a.JumpTo, a.JumpFrom = jumpPage(j.to, a.PageNo), jumpPage(j.from, a.PageNo)
	p.byline(&a, found, around)
	if a.Newspaper == "" {
		a.Newspaper = firstOf(paperOf(a.Byline), p.site(around))
	}
	a.Bold = boldHeads(a.Paragraphs, found.bold)
	if len(a.Paragraphs) == 0 {
		p.note("empty body: %s", p.whyEmpty(&a))
		a.Paragraphs = []string{}
	}
	a.ID = articleID(a.Newspaper, a.IssueDate, p.number(&a))
	return a, nil
}

// boldHeads gives each paragraph the words in bold it begins with; nil if none
// begins so.
func boldHeads(paragraphs []string, bold map[string]string) []string {
	if len(bold) == 0 {
		return nil
	}
	heads := make([]string, len(paragraphs))
	for i, text := range paragraphs {
		heads[i] = bold[text]
	}
	return heads
}

func jumpPage(printed, like string) string {
	if printed == "" {
		return ""
	}
	return pageNumber(printed, firstOf(like, "01"))
}

// A finding is what a template gave: headlines, the body container and its text.
type finding struct {
	passage
	template  string
	headlines headlines
	body      *html.Node
}

// template tries the templates whose marks the page has, in the order of the
// table, then the enpcontent pair alone.
func (p *page) template() (finding, bool) {
	for i := range templates {
		t := &templates[i]
		if p.marks&(1<<i) == 0 || len(t.also) > 0 && p.also&(1<<i) == 0 {
			continue
		}
		f := finding{template: t.name, headlines: t.read(p.doc)}
		if p.body(t, &f); f.body != nil && p.isArticle(f) {
			return f, true
		}
	}
	f := finding{template: "enpcontent"}
	var ok bool
	f.passage, ok = between(p.doc.Get(0), leave)
	return f, ok && p.isArticle(f)
}

// isArticle reports whether a template found an article: text, or for a picture
// or an advert a title and an article number.
func (p *page) isArticle(f finding) bool {
	return len(f.paragraphs) > 0 || firstOf(f.headlines.title, p.cms["title"]) != "" && firstOf(p.addr.number, p.cms.number()) != ""
}

// isPictureTable reports a table inside a body that only frames a picture and
// its caption: it has no paragraphs, or the mark or one of the colours that the
// CMS gives such frames.
func isPictureTable(n *html.Node) bool {
	if n.Data != "table" || image.MatchFirst(n) == nil {
		return false
	}
	return paragraph.MatchFirst(n) == nil || pictureFrame.Match(n) || npmMark(n) == "pic-text"
}

var (
	image, paragraph = sel("img"), sel("p")
	pictureFrame     = sel(`table[bgcolor="#efefef" i], table[bgcolor="#d8d9bd" i]`)
)

// body reads the body: the first container with text that is not a list of links.
// Headlines that stand in it are no part of it.
func (p *page) body(t *template, f *finding) {
	skip := func(n *html.Node) bool { return leave(n) || slices.Contains(f.headlines.nodes, n) }
	for _, group := range t.body {
		for n := range matches(p.doc.Get(0), group) {
			if hidden(n) || linkList(n) {
				continue
			}
			text := container(n, skip)
			if f.body == nil || len(text.paragraphs) > 0 {
				f.body, f.passage = n, text
			}
			if len(text.paragraphs) > 0 {
				return
			}
		}
	}
}

// maxTries bounds the elements of a kind that are looked into: a page has one
// or two, a hostile one hundreds inside each other.
const maxTries = 16

// matches are the first elements that match, in the order of the page.
func matches(root *html.Node, m cascadia.Selector) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		tries := maxTries
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && m(n) {
				if tries--; tries < 0 || !yield(n) {
					return
				}
			}
		}
	}
}

func few(nodes []*html.Node) []*html.Node { return nodes[:min(len(nodes), maxTries)] }

// container is the text of a body: between its marks, else all of it. The marks
// of an article that was never typed between them enclose nothing.
func container(n *html.Node, skip func(*html.Node) bool) passage {
	if text, ok := between(n, skip); ok && len(text.paragraphs) > 0 {
		return text
	}
	return whole(n, skip)
}

// linkList reports a container whose text is mostly links to articles: #ozoom
// also frames the list of titles on a layout page.
func linkList(n *html.Node) bool {
	if links.MatchFirst(n) == nil {
		return false
	}
	linked, all := linkText(n, false)
	return linked*2 > all && all > 0
}

var links = sel("a")

func linkText(n *html.Node, inLink bool) (linked, all int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			k := len(strings.TrimSpace(c.Data))
			if all += k; inLink {
				linked += k
			}
			continue
		}
		l, k := linkText(c, inLink || c.Data == "a")
		linked, all = linked+l, all+k
	}
	return linked, all
}

// navigation is a line of links or buttons, or a part left unfilled, that some
// templates put inside the body container.
var navigation = regexp.MustCompile(`^[\s【\[]*(?:(?:上一[篇页版]|下一[篇页版]|[首末尾]页|共\d{1,3}页|返回(?:目录|首页|版面|列表)|分享到?|打印|关闭(?:窗口)?|收藏|字号|放大|缩小|(?:来源:)?SourcePh|大|中|小|\d{1,2})[\s:|【】\[\]+-]*)+$`)

// navigationHeads are the characters that each part of such a line has one of.
const navigationHeads = "上下页共返分打关收字放缩大中小PＰ0123456789０１２３４５６７８９"

// withoutNavigation drops such lines at either end.
func withoutNavigation(ps []string) []string {
	nav := func(s string) bool {
		return len(s) < 120 && strings.ContainsAny(s, navigationHeads) && !isDigits(s) && navigation.MatchString(width.Fold.String(s))
	}
	for len(ps) > 0 && nav(ps[0]) {
		ps = ps[1:]
	}
	for len(ps) > 0 && nav(ps[len(ps)-1]) {
		ps = ps[:len(ps)-1]
	}
	return ps
}

// withoutTitle drops the headlines where a template repeats them over the body.
func (p *page) withoutTitle(ps []string, headlines ...string) []string {
	repeated := func(h string) bool { return h != "" && len(ps[0]) <= 2*len(h) && same(ps[0], h) }
	for len(ps) > 1 && slices.ContainsFunc(headlines, repeated) {
		p.note("the body began with the headline %q: dropped", ps[0])
		ps = ps[1:]
	}
	return ps
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// once drops a second copy of the body.
func (p *page) once(ps []string) []string {
	half := len(ps) / 2
	if len(ps) < 2 || len(ps)%2 != 0 {
		return ps
	}
	for i := range half {
		if ps[i] != ps[half+i] {
			return ps
		}
	}
	p.note("the body stands twice in its container: read once")
	return ps[:half]
}

// headlines fills the titles: as printed on the page, else from the record.
func (p *page) headlines(a *Article, f finding) {
	a.Pretitle = firstOf(f.headlines.pretitle, p.cms["introtitle"])
	a.Title = firstOf(f.headlines.title, p.cms["title"])
	a.Subtitle = firstOf(f.headlines.subtitle, p.cms["subtitle"])
	if f.headlines.title == "" {
		a.Title = firstOf(p.headingOf(a.Title), a.Title)
	}
	if a.Title == "" {
		a.Title = p.documentTitle()
	}
	if t := p.cms["title"]; t != "" && !same(t, a.Title) {
		p.note("the record's title is %q", t)
	}
	if a.Title == "" {
		p.note("no title")
	}
}

// headingOf is the heading of a page whose record adds the site or the number of
// the part to the title: 标题(1)_江城网.
func (p *page) headingOf(title string) string {
	if !strings.ContainsAny(title, "(（_|-") {
		return ""
	}
	for n := range matches(p.doc.Get(0), headings) {
		h := textOf(n, nil)
		if rest, ok := strings.CutPrefix(squeeze(title), squeeze(h)); ok && h != "" && rest != "" && strings.IndexByte("(_|-", rest[0]) >= 0 {
			return h
		}
	}
	return ""
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
