package quantity

import (
	"strings"
	"testing"
)

// TestLoadersAreStrict wants an error that names file and line.
func TestLoadersAreStrict(t *testing.T) {
	for _, c := range []struct{ name, units, idioms, suffixes, want string }{
		{"three columns", "米\tm\tlength\n", "", "", `units.tsv:1: want 4 columns, got 3 in "米\tm\tlength"`},
		{"blank cell", "# head\n米\t\tlength\t1\n", "", "", "units.tsv:2: blank cell or stray space"},
		{"stray space", "米\tm \tlength\t1\n", "", "", "units.tsv:1: blank cell or stray space"},
		{"no dimension", "米\tm\tlang\t1\n", "", "", `units.tsv:1: unknown dimension "lang"`},
		{"no factor", "米\tm\tlength\tx\n", "", "", `units.tsv:1: factor "x" is no positive number`},
		{"negative factor", "米\tm\tlength\t-1\n", "", "", `units.tsv:1: factor "-1" is no positive number`},
		{"alias twice", "米\tm\tlength\t1\n公尺 米\tm\tlength\t1\n", "", "", `units.tsv:2: alias "米" is there twice`},
		{"idiom twice", "", "一般\tidiom\n一般\tidiom\n", "", `idioms.tsv:2: "一般" is there twice`},
		{"no class", "", "一般\tword\n", "", `idioms.tsv:1: unknown class "word"`},
		{"no scope", "", "", "届\tordinal\tall\n", `suffixes.tsv:1: unknown scope "all"`},
	} {
		_, err := loadLexicon(c.units, c.idioms, c.suffixes)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

// TestEveryUnitIsRead reads every alias of units.tsv after a number.
func TestEveryUnitIsRead(t *testing.T) {
	other := map[string]bool{"强": true, "块": true, "时": true, "点钟": true} // read by more than their row
	for _, u := range words().units {
		text := "共有5" + u.alias + "。"
		qs := Find(text, nil)
		if len(qs) != 1 {
			t.Errorf("%s: %s", text, showAll(qs))
			continue
		}
		q := qs[0]
		refused := u.dim == "date" || q.Rule == "suffix" || q.Rule == "discourse"
		if want := u.code; q.Unit != want && !refused && !other[u.alias] && u.alias != "大" {
			t.Errorf("%s: %s, want unit %s", text, show(q), want)
		}
	}
}

// TestEveryIdiomIsRefused wants no measure inside a word of idioms.tsv.
func TestEveryIdiomIsRefused(t *testing.T) {
	for _, e := range words().idioms {
		for _, q := range Find("这是"+e.word+"。", nil) {
			if q.Refused == Measures || q.Refused == Bare {
				t.Errorf("%s: %s by %s", e.word, show(q), q.Rule)
			}
		}
	}
}

// TestHedgesAreUnique wants every hedge and currency once, or the first would
// hide the second.
func TestHedgesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, h := range preHedges {
		if seen[h.word] {
			t.Errorf("hedge %q is there twice", h.word)
		}
		seen[h.word] = true
	}
	seen = map[string]bool{}
	for _, h := range postHedges {
		if seen[h.word] {
			t.Errorf("hedge %q is there twice", h.word)
		}
		seen[h.word] = true
	}
	seen = map[string]bool{}
	for _, c := range currencies {
		if seen[c.word] {
			t.Errorf("currency %q is there twice", c.word)
		}
		seen[c.word] = true
	}
}
