package han

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"进出口额2645.0亿元", "进出口额2645.0亿元"},
		{"訪港旅客515萬人次，按年增長12%", "访港旅客515万人次，按年增长12%"},
		{"覆盖率、乾隆、著名", "覆盖率、乾隆、著名"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// The rows of the table are no chains: what is simplified stays as it is.
func TestOnce(t *testing.T) {
	for r := rune(first); r <= last; r++ {
		if s := Simplified(r); Simplified(s) != s {
			t.Errorf("%c becomes %c, and that %c", r, s, Simplified(s))
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"萬\n", `f:1: reading "萬"`},
		{"萬\tA\n", "want two Han characters"},
		{"萬\t万\n萬\t万\n", `f:2: "萬" stands twice`},
		{"\n", "f:1"},
	} {
		if _, err := load("f", c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want an error with %q", c.data, err, c.want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("增長率\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(s) || utf8.ValidString(s) && len(got) != len(s) {
			t.Errorf("%q became %q: another length", s, got)
		}
	})
}
