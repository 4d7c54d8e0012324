// Package han gives the simplified form of traditional characters, one for one,
// so that one set of rules reads the papers of every region. It is for matching:
// what is published stays as printed. Characters whose simplified form depends on
// the word (乾 著 覆) stay as they are.
package han

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed traditional.tsv
var traditional string

// The table covers the main block of Han characters; all of them take three
// bytes in UTF-8, so that a simplified text keeps its byte offsets too.
const first, last = 0x4E00, 0x9FFF

type table [last - first + 1]rune

var forms = sync.OnceValue(func() *table {
	t, err := load("transform/han/traditional.tsv", traditional)
	if err != nil {
		panic(err)
	}
	return t
})

// load reads the columns traditional and simplified.
func load(name, data string) (*table, error) {
	var t table
	for n, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		from, to, _ := strings.Cut(line, "\t")
		a, b := []rune(from), []rune(to)
		if len(a) != 1 || len(b) != 1 || a[0] < first || a[0] > last || b[0] < first || b[0] > last {
			return nil, fmt.Errorf("%s:%d: reading %q: want two Han characters", name, n+1, line)
		}
		if t[a[0]-first] != 0 {
			return nil, fmt.Errorf("%s:%d: %q stands twice", name, n+1, from)
		}
		t[a[0]-first] = b[0]
	}
	return &t, nil
}

// Simplified gives the simplified form of a traditional character, and any other
// character as it is.
func Simplified(r rune) rune {
	if r < first || r > last {
		return r
	}
	if s := forms()[r-first]; s != 0 {
		return s
	}
	return r
}

// Text simplifies a text; valid UTF-8 keeps its length in bytes, and any text
// that in characters.
func Text(s string) string {
	for i, r := range s {
		if Simplified(r) != r {
			return s[:i] + strings.Map(Simplified, s[i:])
		}
	}
	return s
}
