package indicator

import (
	"strings"
	"testing"
)

func TestLexicon(t *testing.T) {
	l, err := parseLexicon("lexicon.tsv", lexiconTSV)
	if err != nil {
		t.Fatal(err)
	}
	if !l["up"]["增长"] || l["down"]["增长"] {
		t.Errorf("增长 should be of class up alone")
	}
	for _, c := range []struct{ text, want string }{
		{"up 增长\n", "want a class"},
		{"up\t\n", "want a class"},
		{"up\t增长\tdown\n", "want a class"},
		{"up\t增长\nup\t上升\n", "stands twice"},
		{"# fine\nup\t增长 增长\n", "x.tsv:2: word"},
	} {
		if _, err := parseLexicon("x.tsv", c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("parseLexicon(%q) gives %v, want an error with %q", c.text, err, c.want)
		}
	}
}

// Every industry is there once and holds a mark that would part it.
func TestIndustries(t *testing.T) {
	seen := map[string]bool{}
	for _, names := range industries() {
		for _, name := range names {
			if seen[name] || strings.TrimSpace(name) != name || !strings.ContainsAny(name, "、和及的") {
				t.Errorf("industries.txt: %q stands twice, is padded or needs no line", name)
			}
			seen[name] = true
		}
	}
	if !seen["批发和零售业"] {
		t.Error("industries.txt: 批发和零售业 is missing")
	}
}
