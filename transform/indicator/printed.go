package indicator

import (
	"strings"

	"golang.org/x/text/width"

	"shangbao/transform/han"
)

// asPrinted gives the names of the rows in the characters of a page that prints
// traditional ones: the rules read them simplified.
func asPrinted(rows []Indicator, body string) {
	printed := width.Fold.String(body)
	plain := han.Text(printed)
	if plain == printed || len(plain) != len(printed) {
		return
	}
	ends := byteOffsets(printed)
	for i := range rows {
		row := &rows[i]
		at := ends[min(row.End, len(ends)-1)]
		for _, field := range []*string{&row.Name, &row.Entity, &row.Component, &row.Basis} {
			*field = lookUp(*field, plain, printed, at)
		}
	}
}

// nearby is how many bytes round a number its names are looked for in.
const nearby = 6000

// lookUp finds a plain text at or before a place, else behind it, and gives what
// is printed there; a text that is not printed as one stays plain.
func lookUp(s, plain, printed string, at int) string {
	from, to := max(0, at-nearby), min(len(plain), at+nearby)
	i := strings.LastIndex(plain[from:at], s)
	if i < 0 {
		i = strings.Index(plain[from:to], s)
	}
	if s == "" || i < 0 {
		return s
	}
	return printed[from+i : from+i+len(s)]
}

// byteOffsets gives the byte offset of each character of a text and of its end.
func byteOffsets(s string) []int {
	out := make([]int, 0, len(s)/2)
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}
