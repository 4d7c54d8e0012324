package load

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// contentDigest is the digest of what an article prints: paper, day, titles and
// body. Encoding, address, half- or full-width typography and white space make
// no difference, so that a page and its copy count as one article.
func (d *Document) contentDigest() string {
	h := sha256.New()
	day := ""
	if d.IssueDate != nil {
		day = d.IssueDate.String()
	}
	for _, s := range []string{string(d.Newspaper), day, string(d.Pretitle), string(d.Title), string(d.Subtitle), d.BodyText} {
		h.Write([]byte(printed(s)))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

func printed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r == '“' || r == '”' || r == '„':
			return '"'
		case r == '‘' || r == '’':
			return '\''
		}
		return r
	}, width.Fold.String(s))
}
