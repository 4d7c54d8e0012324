package extract

import (
	"html"
	"regexp"
	"strings"

	xhtml "golang.org/x/net/html"
)

// A cmsRecord holds the fields of the enpproperty comment by name. All four
// generations of the comment are read alike; classic names lose their
// "founder-". A field that is empty or the literal "null" is absent.
type cmsRecord map[string]string

// cmsFields are the names a record may hold; what else looks like a tag
// belongs to a value.
var cmsFields = map[string]bool{
	"articleid": true, "id": true, "date": true, "author": true, "title": true, "keyword": true,
	"subtitle": true, "introtitle": true, "siteid": true, "nodeid": true, "nodename": true,
	"nodesearchname": true, "picurl": true, "picbig": true, "picmiddle": true, "picsmall": true,
	"url": true, "urlpad": true, "sourcename": true, "abstract": true, "channel": true,
	"liability": true, "pagenum": true, "papername": true, "type": true, "pagepicurl": true,
	"content": true, "domainname": true,
}

// number is the article number, "" if the record has none.
func (r cmsRecord) number() string { return firstOf(r["articleid"], r["id"]) }

// isRecord reports whether a comment is a CMS record. Other comments, such as
// a neighbour article commented out, are never read.
func isRecord(comment string) bool {
	comment = strings.TrimLeft(comment, " \t\r\n")
	for _, name := range []string{"enpproperty", "xcomments"} {
		if len(comment) >= len(name) && strings.EqualFold(comment[:len(name)], name) {
			return true
		}
	}
	return false
}

// parseRecord reads the fields of a comment by name; the first of a name wins.
func parseRecord(comment string) cmsRecord {
	rec := make(cmsRecord, 16)
	for rest := comment; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return rec
		}
		rest = rest[i+1:]
		j := strings.IndexByte(rest[:min(len(rest), 40)], '>')
		if j < 0 {
			continue
		}
		tag := rest[:j]
		name := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(tag)), "founder-")
		if _, seen := rec[name]; seen || !cmsFields[name] {
			continue
		}
		value, after := cutClosing(rest[j+1:], tag)
		rec[name] = recordText(value)
		rest = after
	}
}

// cutClosing splits s at the closing tag; without one the value ends at the
// next tag.
func cutClosing(s, tag string) (value, rest string) {
	if i := strings.Index(s, "</"+tag+">"); i >= 0 {
		return s[:i], s[i+len(tag)+3:]
	}
	if i := strings.IndexByte(s, '<'); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// recordText is the plain text of a value, which the CMS writes unescaped: it
// may hold tags, escaped tags and CDATA marks as the editor typed them.
func recordText(value string) string {
	if value == "" {
		return ""
	}
	value = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(value), "<![CDATA["), "]]>")
	for range 2 {
		if !strings.ContainsAny(value, "<&") {
			break
		}
		value = stripTags(html.UnescapeString(value))
	}
	value = line(value)
	if strings.EqualFold(value, "null") {
		return ""
	}
	return value
}

// tagLike is what an editor types as markup; a bare < stays.
var tagLike = regexp.MustCompile(`</?[A-Za-z!][^<>]*>`)

// stripTags is the text of a markup fragment, a blank for each line break and
// nothing of its scripts.
func stripTags(s string) string {
	if !tagLike.MatchString(s) {
		return s
	}
	nodes, err := xhtml.ParseFragment(strings.NewReader(s), nil)
	if err != nil {
		return tagLike.ReplaceAllString(s, " ")
	}
	var b strings.Builder
	for _, n := range nodes {
		for _, p := range flow(n, nil) {
			b.WriteString(p)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
