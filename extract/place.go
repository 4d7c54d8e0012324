package extract

import (
	_ "embed"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/width"
)

// survey walks the page once for its CMS record, the marks of templates and the
// places of the page label.
func (p *page) survey(n *html.Node) {
	switch n.Type {
	case html.CommentNode:
		if isRecord(n.Data) {
			p.addRecord(parseRecord(n.Data))
		}
	case html.ElementNode:
		if n.DataAtom == atom.Title && p.title == "" && n.FirstChild != nil {
			p.title = line(n.FirstChild.Data)
		}
		m := meaningOf(n)
		p.marks |= m.marks
		p.also |= m.also
		if m.is&isLabel != 0 {
			p.labels = append(p.labels, n)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.survey(c)
	}
}

// addRecord keeps the record of the article: the one with the number of the
// address, else the first that is not a layout's. The classic record of the
// same page adds paper and page number to another.
func (p *page) addRecord(rec cmsRecord) {
	kept := p.cms
	if p.cms == nil || p.cms["type"] == "2" || p.addr.number != "" && rec.number() == p.addr.number && kept.number() != p.addr.number {
		p.cms = rec
		return
	}
	for _, field := range []string{"papername", "pagenum"} {
		if p.cms[field] == "" && rec["type"] != "2" {
			p.cms[field] = rec[field]
		}
	}
}

// layoutMark is what only layout pages and their lists have.
var (
	layoutMark = sel("map[name=PagePicMap i] area, a#pageLink, ul#layoutlist, ul#articlelist, #titleList, #pageList, .main-ed-articlenav-list, .main-ednav-nav, ul.news-list, .Chunkiconlist, .Therestlist, li.resultList, #btdh")
	refresh    = sel("meta[http-equiv=refresh i]")
)

// layout says why a page without an article is a layout page, "" if it is not.
func (p *page) layout() string {
	root := p.doc.Get(0)
	switch {
	case refresh.MatchFirst(root) != nil && len(flow(root, nil)) <= 3:
		return fmt.Sprintf("it only sends the reader on: %q", attr(refresh.MatchFirst(root), "content"))
	case p.addr.number == "" && layoutMark.MatchFirst(root) != nil:
		return "it has the lists of a layout page and no article"
	case p.addr.layout:
		return fmt.Sprintf("its file name is that of a layout page: %q", p.addr.path[strings.LastIndexByte(p.addr.path, '/')+1:])
	}
	return ""
}

// saysArticle reports a page that calls itself an article although it is the
// index file of its folder, as blogs write them.
func (p *page) saysArticle() bool {
	root := p.doc.Get(0)
	return p.addr.index && layoutMark.MatchFirst(root) == nil && (articleMeta.MatchFirst(root) != nil || len(articleTag.MatchAll(root)) == 1)
}

var articleMeta, articleTag = sel(`meta[property="og:type"][content=article], meta[name=ArticleTitle i]`), sel("article")

// around is the text of the page outside its article and its links, a line a
// block: masthead, page label, date, footer.
func (p *page) around(f finding) []string {
	lines := flow(p.doc.Get(0), func(n *html.Node) bool {
		return n == f.body || n.Data == "a" || n.Data == "founder-content" || slices.Contains(f.headlines.nodes, n) || len(n.Attr) > 0 && (n.DataAtom == atom.Figure || meaningOf(n).captions(n))
	})
	if f.body == nil { // the text was read from the whole page
		body := map[string]bool{}
		for _, q := range f.paragraphs {
			body[q] = true
		}
		lines = slices.DeleteFunc(lines, func(l string) bool { return body[l] })
	}
	return append(lines, p.title)
}

// place fills where the article was printed: paper, date, page.
func (p *page) place(a *Article, around []string) {
	a.Newspaper = p.newspaper(around)
	a.IssueDate = p.issueDate(around)
	label := p.label(around)
	a.PageNo, a.PageName = label.no, label.name
}

// label is the page label: that of the elements made for it, else of a line
// round the article, else of the list of pages.
func (p *page) label(around []string) pageLabel {
	var found pageLabel
	var texts []string
	for _, n := range few(p.labels) {
		texts = append(texts, flow(n, isLink)...)
	}
	for _, text := range append(texts, around...) {
		if found.no != "" && found.name != "" {
			return found
		}
		if !labelLike(text) {
			continue
		}
		if l := parseLabel(text); l.no != "" && (found.no == "" || found.no == l.no) {
			found = l
		}
	}
	if found.name != "" {
		return found
	}
	return p.linkedLabel(firstOf(found.no, p.addr.page, p.cms["pagenum"]))
}

func isLink(n *html.Node) bool { return n.Data == "a" }

var currentPage = sel("#layout a, [class*=crumb] a, .ban a, a.active, a.cur, a.current, a.on, a.selected, .active > a, .cur > a, .current > a, .on > a, .selected > a")

// linkedLabel is the label of page no in the list of pages; without a number,
// that of the page marked as current or in the path to this one, or of the only one, unless it stands in a
// list that may leave out the others.
func (p *page) linkedLabel(no string) pageLabel {
	var labels []pageLabel
	listed := false
	for _, n := range p.doc.FindMatcher(links).Nodes {
		text := textOf(n, nil)
		if !labelLike(text) {
			continue
		}
		l := parseLabel(text)
		switch {
		case l.no == "":
		case no != "" && strings.TrimLeft(l.no, "0") == strings.TrimLeft(no, "0"):
			return l
		case no == "" && currentPage.Match(n):
			return l
		case !slices.Contains(labels, l):
			labels = append(labels, l)
			listed = listed || n.Parent.DataAtom == atom.Li
		}
	}
	if no == "" && len(labels) == 1 && !listed {
		return labels[0]
	}
	return pageLabel{no: no}
}

// issueDate comes from the folders of the address, then from the masthead,
// then from any date in the address; the record's date is when the article was
// published and only the last resort.
func (p *page) issueDate(around []string) string {
	if p.addr.date != "" {
		return p.addr.date
	}
	signed := "" // when a document was signed, which is before it was made known
	for i, text := range around {
		d := findDate(text)
		if d == "" {
			continue
		}
		if !signedDate(text, around[max(0, i-1)]) {
			return d
		}
		signed = firstOf(signed, d)
		for _, name := range []string{"发布日期", "发布时间"} {
			if _, rest, _ := strings.Cut(text, name); findDate(rest) != "" {
				return findDate(rest)
			}
		}
	}
	if signed != "" {
		return signed
	}
	if p.addr.dated != "" {
		return p.addr.dated
	}
	for _, n := range p.doc.FindMatcher(published).Nodes {
		if d := findDate(attr(n, "content")); d != "" {
			return d
		}
	}
	if d := findDate(p.cms["date"]); d != "" {
		p.note("issue date taken from the record's date %q", p.cms["date"])
		return d
	}
	p.note("no issue date")
	return ""
}

// signedDate reports a line whose first date is not that of issue: 成文日期：…, by its
// name before it or on the line above.
func signedDate(text, above string) bool {
	return strings.Contains(text, "成文") || strings.HasPrefix(above, "成文") && findDate(above) == "" && utf8.RuneCountInString(above) < 8
}

var published = sel(`meta[name=publishdate i], meta[name=pubdate i], meta[property="article:published_time"]`)

//go:embed newspapers.tsv
var newspapersTSV string

// knownPapers maps a part of an address to the paper printed there.
var knownPapers = mustPapers("extract/newspapers.tsv", newspapersTSV)

type knownPaper struct{ part, name string }

func mustPapers(file, tsv string) []knownPaper {
	papers, err := loadPapers(file, tsv)
	if err != nil {
		panic(err)
	}
	return papers
}

// loadPapers reads newspapers.tsv: part of the address, name of the paper.
func loadPapers(file, tsv string) ([]knownPaper, error) {
	var out []knownPaper
	for i, row := range strings.Split(strings.TrimSuffix(tsv, "\n"), "\n") {
		if strings.HasPrefix(row, "#") {
			continue
		}
		part, name, _ := strings.Cut(row, "\t")
		if part == "" || name == "" || strings.Contains(name, "\t") || strings.TrimSpace(row) != row {
			return nil, fmt.Errorf("%s:%d: reading %q: want two columns, address part and paper", file, i+1, row)
		}
		if slices.ContainsFunc(out, func(k knownPaper) bool { return k.part == part }) {
			return nil, fmt.Errorf("%s:%d: address part %q stands twice", file, i+1, part)
		}
		out = append(out, knownPaper{part, name})
	}
	return out, nil
}

var (
	// 江城日报, also as 江城日报数字报 or 《江城日报》
	fullPaper  = regexp.MustCompile(`^《?(\p{Han}{1,9}?(?:日报|晚报|商报|晨报|早报|时报|都市报|周报|快报|导报|新报|青年报|日報|晚報|商報|時報|早報))》?(?:数字|數字|电子|電子|多媒体|在线|网络|網絡|手机|手機|新闻|新聞|报刊|平台|版|报|報|客户端|社|网|網)*$`)
	shortPaper = regexp.MustCompile(`^《?(\p{Han}{1,8}?[报報])》?(?:(?:数字|數字|电子|電子|多媒体|在线|网络|網絡|手机)(?:数字|报|報|版|平台|刊)*|社)?$`)
	// 今日江县: papers of counties, in the masthead only
	countyPaper = regexp.MustCompile(`^今日\p{Han}{2,3}$`)
	notCounty   = regexp.MustCompile(`(?:关注|要闻|头条|推荐|导读|视点|热点|看点|新闻|说法|聚焦|版面|报纸|出版|快讯|速递|话题|评论|资讯|观察|报道|焦点)$`)
	notPaper    = regexp.MustCompile(`(?:举|预|公|海|简|情|汇|通|申|喜|捷|上|回|警|板|谎|瞒|播|电|数字|电子|手机)报$|(?:數字|電子|手機)報$`)
	quoted      = regexp.MustCompile(`《\s*([^》]{2,20}?)\s*》\s*\(\s*\d{4}年`)
	sourced     = regexp.MustCompile(`(?:来源|來源|稿源)\s*:\s*(\p{Han}{2,12})`)
	logo        = sel("[class*=logo] img, img[class*=logo], img[src*=logo], [class*=header] img, .masthead img, [class*=paper] img, img")
)

// paperIn is the newspaper that a whole name stands for, "" if it is none.
func paperIn(name string) string {
	name = strings.TrimFunc(dressed.Replace(name), unicode.IsSpace)
	if m := fullPaper.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	if m := shortPaper.FindStringSubmatch(name); m != nil && !notPaper.MatchString(m[1]) {
		return m[1]
	}
	return ""
}

// masthead is the newspaper that a masthead names.
func masthead(name string) string {
	if countyPaper.MatchString(name) && !notCounty.MatchString(name) {
		return name
	}
	return paperIn(name)
}

// newspaper comes from the record, where its node is the paper (e-paper) or it
// names the paper, then from the masthead, then from the address.
func (p *page) newspaper(around []string) string {
	if name := p.cms["papername"]; name != "" {
		return name
	}
	column := p.cms["nodename"]
	if _, epaper := p.cms["id"]; epaper && column != "" || paperIn(column) != "" {
		return column
	}
	return firstOf(p.logo(), p.knownPaper(), p.named(around))
}

// logo is the paper's name under the first picture that has one.
func (p *page) logo() string {
	for _, n := range p.doc.FindMatcher(logo).Nodes {
		for _, alt := range []string{attr(n, "alt"), attr(n, "title")} {
			if name := masthead(alt); name != "" {
				return name
			}
		}
	}
	return ""
}

func (p *page) knownPaper() string {
	for _, k := range knownPapers {
		if strings.Contains("/"+p.addr.path, k.part) {
			return k.name
		}
	}
	return ""
}

// named looks for the paper's name in the title of the document and in the text
// round the article.
func (p *page) named(around []string) string {
	for _, part := range strings.FieldsFunc(p.title, func(r rune) bool { return strings.ContainsRune("-_|—·", r) || unicode.IsSpace(r) }) {
		if name := masthead(part); name != "" {
			return name
		}
	}
	for _, text := range around {
		if len(text) > 300 || !strings.ContainsAny(text, "报報") { // one of which every name has
			continue
		}
		text = width.Fold.String(text)
		candidates := strings.Fields(text)
		if len(candidates) > 1 && findDate(text) == "" { // a line of page facts names the paper in any place
			candidates = candidates[:1]
		}
		for _, re := range []*regexp.Regexp{quoted, sourced, reporterOf} {
			if m := re.FindStringSubmatch(text); m != nil {
				candidates = append(candidates, m[1])
			}
		}
		for _, c := range candidates {
			if name := paperIn(c); name != "" {
				return name
			}
		}
	}
	return ""
}

// siteTail and siteHead are the names of sites behind or before the title of a
// page, and at the head of a line round the article.
var (
	siteTail = regexp.MustCompile(`[-_|—–]\s*(\p{Han}{2,8}(?:网|網|在线))\s*$`)
	siteHead = regexp.MustCompile(`^(\p{Han}{2,6}(?:新闻|新聞|日报|晚报|政府)[网網])(?:\s*[-_|—–>·]|\s|$)`)
)

// site is the site that a page without a paper names: 江城新闻网.
func (p *page) site(around []string) string {
	if m := siteTail.FindStringSubmatch(p.title); m != nil {
		return m[1]
	}
	for _, text := range append([]string{p.title}, around...) {
		if len(text) > 300 || !strings.ContainsAny(text, "网網") {
			continue
		}
		if m := siteHead.FindStringSubmatch(text); m != nil {
			return m[1]
		}
	}
	return ""
}

// dressed is a masthead without what surrounds the name: 欢迎阅读, logo.
var dressed = strings.NewReplacer("欢迎阅读", "", "欢迎访问", "", "欢迎您", "", "logo", "", "LOGO", "", "Logo", "", "标志", "", "报头", "")

var siteName = regexp.MustCompile(`(?:报|報|网|網|在线|平台|频道|客户端)\s*$`)

// documentTitle is the <title> without the paper's name behind it.
func (p *page) documentTitle() string {
	title := p.title
	for _, cut := range []string{"-", "_", "|", "—"} {
		if i := strings.LastIndex(title, cut); i > 0 && siteName.MatchString(title[i:]) {
			title = strings.TrimRight(title[:i], " -_|—")
		}
	}
	return title
}

// number is the article number for the id. Where it alone would not tell two
// articles apart (no number, no paper or no date) a digest of the text follows.
func (p *page) number(a *Article) string {
	id := p.cms.number()
	n := firstOf(p.addr.number, id)
	if id != "" && id != n {
		p.note("article number %s from the address, the record says %s", n, id)
	}
	if p.addr.pager != "" {
		p.note("part %s of an article on several pages", p.addr.pager)
		n += "_" + p.addr.pager
	}
	if n != "" && a.Newspaper != "" && a.IssueDate != "" {
		return n
	}
	p.note("no newspaper, date or article number: the id holds a digest of the text")
	return strings.TrimPrefix(n+"-"+digest(a.Title+"\n"+strings.Join(a.Paragraphs, "\n")), "-")
}

// url is the page's address where it is known whole, else "".
func (p *page) url(path string) string {
	for _, u := range []string{path, p.cms["url"]} {
		if parsed, err := url.Parse(u); err == nil && (parsed.Scheme == "http" || parsed.Scheme == "https") && parsed.Host != "" && !strings.Contains(u, "!") {
			parsed.Fragment = ""
			if strings.HasPrefix(parsed.RawQuery, "div=") { // one article, linked once for each of its rectangles
				parsed.RawQuery = ""
			}
			return parsed.String()
		}
	}
	return ""
}

// byline fills the byline as printed and its authors: those of the record, which
// may leave some out or name who put the page on the web. So the template's cell
// goes before it, else the byline in the text, where these name all that the
// record names, or say that they name reporters and the record has not all of them.
func (p *page) byline(a *Article, f finding, around []string) {
	cell := firstOf(f.headlines.author, printedAuthor(around))
	inText, namesInText := findByline(a.Paragraphs)
	a.Byline = firstOf(cell, inText, p.cms["author"])
	recorded := authorsOf(p.cms["author"])
	for _, printed := range []string{cell, inText} {
		names := namesInText
		if printed == cell {
			names = authorsOf(cell)
		}
		if len(names) > 0 && (containsAll(names, recorded) || hasRole(printed, personRoles) && !containsAll(recorded, names)) {
			a.Authors = names
			return
		}
	}
	a.Authors = append([]string{}, recorded...)
}

// reporterOf is the paper a byline names as its reporter's: 江城日报全媒体记者 张三.
var reporterOf = regexp.MustCompile(`(?:^|[\s(（■□文/])(\p{Han}{2,6}(?:日报|晚报|商报|晨报|早报|时报|都市报|周报|快报|导报|新报|青年报|日報|晚報|時報))(?:全媒体|融媒体|见习|实习|首席|特约)?(?:记者|記者)`)

func paperOf(byline string) string {
	if m := reporterOf.FindStringSubmatch(byline); m != nil {
		return paperIn(m[1])
	}
	return ""
}

func containsAll(names, some []string) bool {
	return !slices.ContainsFunc(some, func(name string) bool { return !slices.Contains(names, name) })
}

var (
	bylineWords = []string{"作者", "记者", "記者", "撰文"}
	authorLine  = regexp.MustCompile(`(?:` + strings.Join(bylineWords, "|") + `)[\s　]*[:：/|｜丨][\s　]*(.+?)[\s　]*(?:[\s　|｜]\p{Han}{1,4}[\s　]*[:：]|来源|來源|时间|日期|编辑|责编|发布|阅读|点击|浏览|字号|\d{4}|\||$)`)
)

// datedAuthor is the reporter in a line of page facts without colons: 江城晚报 记者 张三 2024-07-15.
var datedAuthor = regexp.MustCompile(`((?:记者|記者|作者)[\s　]*\p{Han}{2,4}(?:[\s　、,]+\p{Han}{2,4}){0,3})[\s　]*(?:\d{4}|$)`)

// printedAuthor is what a line of page facts (作者：张三　来源：…) gives as author.
func printedAuthor(around []string) string {
	for i, text := range around {
		if len(text) > 200 || !hasRole(text, bylineWords) {
			continue
		}
		if i+1 < len(around) && slices.Contains(bylineWords, strings.TrimRight(text, ":： ")) && isName(around[i+1]) { // term and name, a line each
			return around[i+1]
		}
		if m := authorLine.FindStringSubmatch(text); m != nil {
			return trim(m[1])
		}
		if m := datedAuthor.FindStringSubmatch(text); m != nil && findDate(text) != "" && len(authorsOf(m[1])) > 0 {
			return trim(m[1])
		}
	}
	return ""
}

var pictures = sel("img, .attachment")

// whyEmpty says what stands where the text is missing.
func (p *page) whyEmpty(a *Article) string {
	switch {
	case strings.Contains(a.PageName+a.Title, "广告") || strings.Contains(a.PageName+a.Title, "公益"):
		return "an advert"
	case pictures.MatchFirst(p.doc.Get(0)) != nil:
		return "a picture only"
	}
	return "no text in the body"
}

// same reports whether two texts are the same but for typography and blanks.
func same(a, b string) bool {
	first, _ := utf8.DecodeRuneInString(a)
	other, _ := utf8.DecodeRuneInString(b)
	if first != other && unicode.Is(unicode.Han, first) && unicode.Is(unicode.Han, other) { // soon said of most
		return false
	}
	return a == b || squeeze(a) == squeeze(b)
}

// squeeze is text for comparison: folded, without blanks.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, width.Fold.String(s))
}
