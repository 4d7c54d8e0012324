package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Pages without a template are read by go-readability, a port of Mozilla's
// Readability that is maintained, MIT licensed and light: 7 modules and 2 MB,
// where go-trafilatura, a little more exact on Chinese pages (F1 0.91 against
// 0.89), is 24 modules, 10 MB and 150 ms at the start of every run.
const (
	genericElements = 6_000 // its passes over the tree are not linear: no larger page is given to it
	genericRunes    = 50    // less is no article
)

// generic reads a page that no template knows.
func (p *page) generic() (finding, bool) {
	text := readable(p.text)
	runes, sentences := 0, false
	for _, q := range text.paragraphs {
		runes += utf8.RuneCountInString(q)
		sentences = sentences || strings.ContainsAny(q, "。！？!?") || sentenceEnds(q)
	}
	if runes < genericRunes || !sentences {
		return finding{}, false
	}
	f := finding{passage: text, template: "generic", headlines: headlines{title: p.genericTitle(), author: p.genericAuthor()}}
	f.paragraphs = p.trimFacts(withoutMore(text.paragraphs), f.headlines.title)
	return f, true
}

// pageFacts starts a line that says where a page comes from, when it was put there
// or who edited it, or sends the reader on.
var pageFacts = regexp.MustCompile(`^[(（【\[]?(?:来源|來源|原标题|时间|发布|作者|责任编辑|责编|编辑|\d{4}[-年/]\d|\d{1,2}月\d{1,2}日\s*\d{1,2}:\d\d|(?:阅读|浏览|点击)(?:量|数|次数)?[:：\s]*\d|分享让更多人看到|返回\p{Han}{1,4}[,，]\s*查看更多|更多\p{Han}{0,10}(?:请|尽在)|扫一扫|扫码|纠错|点击(?:上方)?蓝字|《[\s　]*\p{Han}{2,12}[\s　]*》[\s　]*[（(][\s　]*\d{4}年)`)

var (
	// signedOn is the date under a notice or a letter, which belongs to it.
	signedOn = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日$`)
	// tags are the topics a portal puts under an article: #江城 #水利
	tags  = regexp.MustCompile(`^(?:#[\p{L}\d_]{1,20}#?[\s　]*)+$`)
	ended = regexp.MustCompile(`^[-—–\s]*(?:END|end|The End|全文完)[-—–\s]*$`)
	// sourceAndEditor is what a portal says of an article at its end, behind a name or not.
	sourceAndEditor = regexp.MustCompile(`^[^。，,]{0,20}(?:本文来源|责任编辑)[:：][^。，,]*$`)
	// disclaimer is what a site says of the articles of others.
	disclaimer = regexp.MustCompile(`^[【\[]?(?:免责|特别|版权)?声明[】\]]?\s*[:：]`)
	// more heads the list of other articles under an article.
	more = regexp.MustCompile(`^[■◆●▼>\s]*(?:【\s*` + others + `\s*】|\[\s*` + others + `\s*\]|` + others + `\s*(?:[:：>]|$))`)
)

const others = `(?:延伸阅读|相关阅读|相关新闻|相关报道|相关稿件|相关文章|推荐阅读|更多阅读|往期回顾|往期推荐|精彩推荐|猜你喜欢|热门推荐)`

// trimFacts takes the title and the lines of page facts off both ends; those of
// the editors are noted.
func (p *page) trimFacts(ps []string, title string) []string {
	fact := func(s string) bool {
		return same(s, title) || len(s) < 200 && pageFacts.MatchString(s) && !strings.Contains(s, "。") || disclaimer.MatchString(s) || tags.MatchString(s) || ended.MatchString(s) || editorLine(s) || len(s) < 200 && sourceAndEditor.MatchString(s)
	}
	for len(ps) > 1 && fact(ps[0]) {
		ps = ps[1:]
	}
	for i := len(ps) - 1; i > 0; i-- { // authors may stand among them
		switch {
		case fact(ps[i]) && !signedOn.MatchString(ps[i]):
			if staffLine(ps[i]) || editorLine(ps[i]) {
				p.leftOut(ps[i])
			}
			ps = slices.Delete(ps, i, i+1)
		case !looksLikeByline(ps[i]):
			return ps
		}
	}
	return ps
}

// withoutMore cuts the list of other articles off the end: its heading, and lines
// that are titles all.
func withoutMore(ps []string) []string {
	for i := len(ps) - 1; i > 0 && !strings.Contains(ps[i], "。") && utf8.RuneCountInString(ps[i]) <= 50; i-- {
		if more.MatchString(ps[i]) {
			return ps[:i]
		}
	}
	return ps
}

var headings = sel("h1, h2, h3")

// ownTitle is where a page says its title without the site's name: government
// sites by their rules, portals for those who share the page.
var ownTitle = []cascadia.Selector{sel("meta[name=ArticleTitle i]"), sel(`meta[property="og:title"]`)}

// genericTitle is the longest heading that the document's title repeats (the
// site's name may be another), else that title, and without one the first h1.
func (p *page) genericTitle() string {
	title := p.documentTitle()
	for _, m := range ownTitle {
		if n := m.MatchFirst(p.doc.Get(0)); n != nil && (title == "" || strings.Contains(squeeze(title), squeeze(attr(n, "content")))) {
			title = firstOf(line(attr(n, "content")), title)
			break
		}
	}
	heading := ""
	for _, n := range p.doc.FindMatcher(headings).Nodes {
		h := textOf(n, nil)
		if title == "" && n.DataAtom == atom.H1 {
			title = h
		}
		if len(h) > len(heading) && strings.Contains(squeeze(title), squeeze(h)) {
			heading = h
		}
	}
	return firstOf(heading, title)
}

// authorElements are where blogs and portals put the name of the author.
var authorElements = sel(".vcard .fn, [rel=author], [itemprop=author], .author-name, .author")

// genericAuthor is the first such element that holds a name.
func (p *page) genericAuthor() string {
	for n := range matches(p.doc.Get(0), authorElements) {
		if text := textOf(n, nil); isName(text) && hasSurname(text) && !fourCharacters(text) || looksLikeByline(text) {
			return text
		}
	}
	return ""
}

// cmsBodies are the elements in which the systems behind government sites and
// portals put the text: UCAP-CONTENT of gov.cn, zoom of Hanweb and others, the
// editors of TRS.
var cmsBodies = sels("#UCAP-CONTENT", "#zoom, #Zoom", ".TRS_Editor, .trs_editor_view")

// cmsBody is the one such element that the page has, nil if none or several.
func cmsBody(root *html.Node) *html.Node {
	for _, s := range cmsBodies {
		if found := s.MatchAll(root); len(found) == 1 && utf8.RuneCountInString(textOf(found[0], nil)) >= genericRunes {
			return found[0]
		}
	}
	return nil
}

// readable is the text of the element made for it, else what go-readability finds,
// empty if it finds none. It works on a tree of its own, which it changes; what it
// trips over is no text.
func readable(text []byte) (found passage) {
	defer func() {
		if recover() != nil {
			found = passage{}
		}
	}()
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return passage{}
	}
	show(root)
	prune(root)
	if n := cmsBody(root); n != nil {
		return whole(n, leave)
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse, parser.CharThresholds, parser.DisableJSONLD = genericElements, 140, true
	article, err := parser.ParseAndMutate(root, nil)
	if err != nil || article.Node == nil {
		return passage{}
	}
	return whole(article.Node, leave)
}

// show takes off the style of what a script would show once the page is loaded.
func show(n *html.Node) {
	for i, a := range n.Attr {
		if a.Key == "style" && strings.Contains(a.Val, "visibility") {
			n.Attr[i].Val = ""
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		show(c)
	}
}

// beside matches the classes of what no reader takes for text of the article:
// words for screen readers, captions, codes to scan.
var beside = regexp.MustCompile(`(?i)(?:^|\s)(?:screen-reader-text|sr-only|visually-hidden|(?:img|image|pic|photo)[-_]?(?:desc|descr|text|caption|note)|ewm|qr-?code)(?:\s|$)`)

func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if class := attr(c, "class"); class != "" && beside.MatchString(class) {
			n.RemoveChild(c)
		} else {
			prune(c)
		}
		c = next
	}
}

// Template drift shows as text outside the article: a template that has lost
// its body, or half of it, leaves sentences on the page that nobody took.
// Reading every page a second time would cost ten times the extraction, so the
// generic extractor is asked only where the sentences outside amount to
// driftShare of the body. If it then reads another article than the template,
// a note says how far they agree.
const (
	driftShare = 2   // the body is less than so many times the text outside
	lowAgree   = 0.5 // of the shingles both hold
	shingle    = 8   // characters
)

func (p *page) drift(paragraphs, around []string) {
	outside, body := 0, 0
	for _, q := range around {
		if strings.Contains(q, "。") {
			outside += len(q)
		}
	}
	for _, q := range paragraphs {
		body += len(q)
	}
	if outside == 0 || outside*driftShare < body {
		return
	}
	if other := readable(p.text).paragraphs; len(other) > 0 {
		if agree := agreement(paragraphs, other); agree < lowAgree {
			p.notes = append(p.notes, fmt.Sprintf("template drift? template and generic extractor agree on %.2f of the text", agree))
		}
	}
}

// agreement is the share of shingles that two texts have in common, 0 to 1.
func agreement(a, b []string) float64 {
	x, y := shingles(a), shingles(b)
	common := 0
	for s := range x {
		if y[s] {
			common++
		}
	}
	all := len(x) + len(y) - common
	if all == 0 {
		return 1
	}
	return float64(common) / float64(all)
}

func shingles(paragraphs []string) map[string]bool {
	runes := []rune(squeeze(strings.Join(paragraphs, "")))
	set := map[string]bool{}
	for i := 0; i+shingle <= len(runes); i++ {
		set[string(runes[i:i+shingle])] = true
	}
	return set
}
