package extract

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/width"
)

// templateFixtures are pages in UTF-8 whose article other spellings of the same
// page must give again.
var templateFixtures = []string{"T", "Z", "ZL", "P", "R", "L1", "L2", "L3", "L4", "enpcontent", "yiwu", "yiwu-as-seed", "captions", "jump-mid-sentence"}

func named(t testing.TB, folder string) fixture {
	t.Helper()
	for _, f := range fixtures(t) {
		if f.folder == folder {
			return f
		}
	}
	t.Fatalf("no fixture %q", folder)
	return fixture{}
}

// plain is an article without what follows the bytes of the page: digest,
// charset, notes.
func plain(t *testing.T, f fixture) Article {
	t.Helper()
	a, err := f.read()
	if err != nil {
		t.Fatalf("%s: %v", f.folder, err)
	}
	a.Source, a.Charset, a.Notes = Source{}, "", nil
	return a
}

func toUTF16(text []byte) []byte {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(string(text))) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

func toGB18030(text []byte) []byte {
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text)
	if err != nil {
		panic(err)
	}
	return out
}

var (
	tagName    = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9-]*`)
	quotedAttr = regexp.MustCompile(`=(?:"([\w./%#-]+)"|'([\w./%#-]+)')`)
	closingP   = regexp.MustCompile(`(?i)</p>(\s*)(<p\b|<!--/|</)`)
)

// respell lists the ways to write the same page.
var respell = map[string]func([]byte) []byte{
	"utf-8 with a byte order mark": func(b []byte) []byte { return append([]byte("\uFEFF"), b...) },
	"gb18030":                      toGB18030,
	"utf-16":                       toUTF16,
	"upper-case tags":              func(b []byte) []byte { return tagName.ReplaceAllFunc(b, bytes.ToUpper) },
	"unquoted attributes":          func(b []byte) []byte { return quotedAttr.ReplaceAll(b, []byte("=$1$2 ")) },
	"carriage returns":             func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
}

func TestSpellingsOfOnePageGiveOneArticle(t *testing.T) {
	for _, folder := range templateFixtures {
		f := named(t, folder)
		want := plain(t, f)
		for how, change := range respell {
			g := f
			g.data = change(f.data)
			if diff := cmp.Diff(want, plain(t, g)); diff != "" {
				t.Errorf("%s in %s: -want +got:\n%s", folder, how, diff)
			}
		}
	}
}

// Papers that never close <P> give the same paragraphs.
func TestUnclosedParagraphs(t *testing.T) {
	for _, folder := range []string{"T", "L1", "L2", "L3", "yiwu"} {
		f := named(t, folder)
		want := plain(t, f).Paragraphs
		f.data = closingP.ReplaceAll(f.data, []byte("$1$2"))
		f.data = closingP.ReplaceAll(f.data, []byte("$1$2"))
		if diff := cmp.Diff(want, plain(t, f).Paragraphs); diff != "" {
			t.Errorf("%s: -want +got:\n%s", folder, diff)
		}
	}
}

// fold writes everything half-width, so that typography does not count.
func fold(a Article) Article {
	for _, s := range []*string{&a.Pretitle, &a.Title, &a.Subtitle, &a.Byline, &a.PageName} {
		*s = width.Fold.String(*s)
	}
	for i, p := range a.Paragraphs {
		a.Paragraphs[i] = width.Fold.String(p)
	}
	return a
}

// Half-width and full-width punctuation give the same article.
func TestTypographyDoesNotMatter(t *testing.T) {
	for _, folder := range templateFixtures {
		f := named(t, folder)
		want := fold(plain(t, f))
		g := f
		half := strings.NewReplacer("，", ",", "：", ":", "（", "(", "）", ")", "；", ";", "！", "!", "？", "?", "％", "%")
		g.data = []byte(half.Replace(string(f.data)))
		if diff := cmp.Diff(want, fold(plain(t, g))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", folder, diff)
		}
	}
	printed, seed := fold(plain(t, named(t, "yiwu"))), fold(plain(t, named(t, "yiwu-as-seed")))
	if diff := cmp.Diff(printed, seed); diff != "" {
		t.Errorf("the page as printed and its seed: -printed +seed:\n%s", diff)
	}
}
