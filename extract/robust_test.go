package extract

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// check demands what holds for whatever bytes are offered, and returns the refusal.
func check(t *testing.T, path string, data []byte) error {
	t.Helper()
	a, err := Page(Source{Path: path}, data, DefaultLimits())
	if err != nil {
		var r *Refusal
		if !errors.As(err, &r) || r.Stage != "extract" || r.Reason == "" || r.Message == "" {
			t.Fatalf("refusal without stage, reason or message: %#v", err)
		}
		return err
	}
	if a.Template == "" || a.Charset == "" || a.ID == "" || a.Paragraphs == nil || a.Authors == nil {
		t.Fatalf("incomplete article: %+v", a)
	}
	if strings.ContainsFunc(a.ID, func(r rune) bool { return r < ' ' || strings.ContainsRune(`/\.:`, r) }) {
		t.Fatalf("id %q could be a path", a.ID)
	}
	for _, s := range append([]string{a.ID, a.Newspaper, a.PageNo, a.PageName, a.Pretitle, a.Title, a.Subtitle, a.Byline, a.URL}, a.Paragraphs...) {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return isControl(r) || r == '\n' || r == '\r' }) {
			t.Fatalf("text %q holds control characters or is no UTF-8", s)
		}
	}
	for _, p := range a.Paragraphs {
		if strings.Trim(p, " \u3000") != p || p == "" {
			t.Fatalf("paragraph %q is not trimmed", p)
		}
	}
	return nil
}

func FuzzPage(f *testing.F) {
	for _, x := range fixtures(f) {
		if len(x.data) < 8000 {
			f.Add(x.path, x.data)
		}
	}
	f.Fuzz(func(t *testing.T, path string, data []byte) { check(t, path, data) })
}

// Hostile pages end in an article or a refusal, soon and clean.
func TestHostilePages(t *testing.T) {
	body := "<div id=ozoom><founder-content><p>　　正文共12字，保留。</p></founder-content></div>"
	var attrs strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&attrs, " a%d=%d", i, i)
	}
	cases := []struct{ name, page, reason string }{
		{"20,000 nested divs", strings.Repeat("<div>", 20_000) + body, "too_deep"},
		{"20,000 nested fonts", "<h2 id=Title>题</h2>" + strings.Repeat("<font>", 20_000) + body, ""},
		{"fonts that every block opens again", "<h2 id=Title>题</h2>" + differentFonts(400) + strings.Repeat("<p>x", 150_000) + body, ""},
		{"100,000 attributes", "<h2 id=Title" + attrs.String() + ">题</h2>" + body, ""},
		{"300,000 paragraphs", "<h2 id=Title>题</h2><div id=ozoom>" + strings.Repeat("<p>字", 300_000) + "</div>", ""},
		{"150,000 paragraphs without a template", strings.Repeat("<p>这是一句话。", 150_000), "no_article"},
		{"containers inside each other", strings.Repeat("<div id=ozoom>", 400) + strings.Repeat("<p><a>x</a></p>", 20_000), "no_article"},
		{"labels inside each other", strings.Repeat("<div class=tabs>", 400) + strings.Repeat("<p>第1版x</p>", 10_000) + body, ""},
		{"cells inside each other", "<table><tr><td class=font01>题" + strings.Repeat("<table><tr><td class=font02>", 100) + strings.Repeat("<p>副", 30_000) + strings.Repeat("</table>", 101) + body, ""},
		{"empty headlines inside each other", strings.Repeat("<p id=Title><ins id=SubTitle>", 150) + strings.Repeat("<img>", 40_000) + body, ""},
		{"a deep page without a template", strings.Repeat("<div>", 300) + strings.Repeat("<p>这是一句话，有12.5%。</p>", 2_500), ""},
		{"50 MB", strings.Repeat("x", 50<<20), "too_large"},
		{"control characters", "<h2 id=Title>题\x01目</h2>" + strings.Replace(body, "共", "\x00\x1b共", 1), ""},
		{"script in the title", "<h2 id=Title>题<script>alert('<p>x</p>')</script>目</h2>" + body, ""},
		{"a comment never closed", body + "<!--enpproperty <title>题</title><date>", ""},
		{"tags in the record", body + "<!--enpproperty <id>../../etc/passwd</id><title>题<script>x</script>" + strings.Repeat("<b>", 5000) + "</title><nodename>../报</nodename>-->", ""},
		{"open record tags", body + "<!--enpproperty " + strings.Repeat("<title>", 200_000) + "-->", ""},
		{"jump marks", "<h2 id=Title>题</h2><div id=ozoom>" + strings.Repeat("（下转第3版）（上接第1版）", 20_000) + "</div>", ""},
		{"halves without end", "<h2 id=Title>题</h2><div id=ozoom>" + strings.Repeat("没有说完的半句话，（下转第3版）（上接第1版）", 20_000) + "</div>", ""},
		{"brackets", "<h2 id=Title>题</h2><div id=ozoom><p>" + strings.Repeat("（记者（", 100_000) + "</p></div>", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := check(t, "con/202407/15/content_1.html", []byte(c.page))
			var r *Refusal
			if errors.As(err, &r); c.reason == "" && err != nil || c.reason != "" && (r == nil || r.Reason != c.reason) {
				t.Errorf("got %v, want reason %q", err, c.reason)
			}
		})
	}
}

func differentFonts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<font size=%d>", i)
	}
	return b.String()
}
