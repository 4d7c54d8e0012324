package extract

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// oddities are the folders under fixtures/pages that hold a page of each kind
// of trouble Founder pages are known for.
var oddities = []string{
	// parser: <P> never closed, two bodies, markup before and after, founder-content inside <p>
	"unclosed-p", "content-in-p", "deep-font",
	// what looks like an article and is none, and the other way round
	"layout-T", "layout-ozoom", "layout-R", "layout-L1", "layout-L3", "layout-summary", "paperindex", "picture-only", "advert",
	// second copies, neighbours, leftovers
	"body-twice", "form-copy", "neighbour-commented-out", "pager",
	// editors, adverts and codes to scan in the body; labels where nothing says which page is this
	"editors-at-end", "strays-in-body", "label-in-breadcrumb", "label-in-crumb-list", "label-of-list-only", "masthead-traditional",
	// comments: a pair round nothing, doubled at its start only, in upper case
	"marks-enclose-nothing", "marks-doubled-at-start", "marks-upper-case", "marks-without-end",
	// authors: more than the record names, others than it names, names alone in a row
	"author-in-part", "author-web-editor", "author-record-fuller", "author-row-names", "author-row-recorded", "byline-two-lines", "byline-with-source",
	// headlines and mastheads
	"unfilled-headlines", "headlines-in-body", "headlines-repeated", "founder-spans", "record-title-with-site", "headline-class-in-menu", "masthead-dressed", "masthead-county",
	// titles, bylines, captions, white space
	"title-br", "title-script", "bullet-byline", "trailing-roles", "captions", "captions-framed", "caption-cell", "pager-line", "label-in-list", "nbsp-entities", "indent-only",
	// jump lines: one part, the other, both merged
	"jump-first-part", "jump-second-part", "jump-mid-sentence", "jump-arrows",
	// comment generations beside E (T), W2 (enpcontent) and P (L1)
	"comment-W1", "comment-xcomments", "two-records", "host-relative-ids",
	// bytes
	"gb18030", "gb18030-no-meta", "wrong-meta", "utf-8-bom", "utf-16le", "utf-16be-no-bom", "big5", "control-characters", "replacement-character",
	// other pages, and a template that has drifted
	"generic", "generic-government", "generic-blog-index", "generic-shown-by-script", "generic-editor-lines", "generic-portal-lines", "generic-table-paper-in-facts",
	"generic-author-card", "generic-facts-without-colons", "generic-site-lines", "generic-document", "generic-tail-lines", "generic-author-term", "generic-author-glued", "generic-zoom", "template-drift",
}

// refusals are the reasons a page may be refused for; too_large needs no file.
var refusals = []string{"empty", "binary", "undecodable", "too_deep", "layout_page", "no_article"}

func TestEveryTemplateAndOddityHasAFixture(t *testing.T) {
	golden := map[string]struct{ Template, Reason string }{}
	seen := map[string]bool{}
	for _, f := range fixtures(t) {
		text, err := os.ReadFile(filepath.Join(pagesDir, f.folder, "article.golden.json"))
		if err != nil {
			t.Fatal(err)
		}
		g := golden[f.folder]
		if err := json.Unmarshal(text, &g); err != nil {
			t.Fatalf("%s: %v", f.folder, err)
		}
		golden[f.folder] = g
		seen[g.Template], seen[g.Reason] = true, true
	}
	for _, tmpl := range templates {
		if !seen[tmpl.name] {
			t.Errorf("template %s has no fixture", tmpl.name)
		}
	}
	for _, name := range append([]string{"enpcontent", "generic"}, refusals...) {
		if !seen[name] {
			t.Errorf("no fixture shows %s", name)
		}
	}
	for _, name := range oddities {
		if _, ok := golden[name]; !ok {
			t.Errorf("oddity %s has no fixture", name)
		}
	}
}
