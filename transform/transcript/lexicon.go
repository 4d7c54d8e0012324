package transcript

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed data/*.tsv
var data embed.FS

// A lexicon is the data the labels are read with. All keys are folded to half
// width and simplified characters.
type lexicon struct {
	simplified map[rune]rune
	surnames   map[string]bool
	titles     map[string]string // title -> role: host, press, public or -
	orgs       map[string]string // how an organisation's name ends -> strong or weak
	acts       map[string]verb
	forms      map[string]act      // opens a line that names the voice of the next paragraphs: 提问代表
	narration  map[string][]string // kind -> the words of a paper that narrates, see narrates
	denied     map[string]bool     // what looks like a label and is none; "*x" denies every label that ends with x
	longest    int                 // runes of the longest title, ending or verb
}

// A verb is what a label says its voice does: 问, 补充答.
type verb struct {
	act   act
	where string // both, bare (it is the whole label) or after (it follows a speaker)
}

// A row is one line of a TSV file.
type row []string

// rows reads a TSV of the given columns, whose first line names them. The
// first column is the key.
func rows(name, content string, columns int) ([]row, error) {
	var out []row
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSuffix(content, "\n"), "\n") {
		cells := row(strings.Split(line, "\t"))
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d: %q", name, i+1, len(cells), columns, line)
		}
		for _, c := range cells {
			if c == "" || c != strings.TrimSpace(c) {
				return nil, fmt.Errorf("%s:%d: blank in %q", name, i+1, line)
			}
		}
		if seen[cells[0]] {
			return nil, fmt.Errorf("%s:%d: %q again", name, i+1, cells[0])
		}
		seen[cells[0]] = true
		if i > 0 {
			out = append(out, cells)
		}
	}
	return out, nil
}

// oneOf says whether every row's column holds one of the words.
func oneOf(name string, rs []row, column int, words ...string) error {
	for i, r := range rs {
		if !strings.Contains(" "+strings.Join(words, " ")+" ", " "+r[column]+" ") {
			return fmt.Errorf("%s:%d: %q is none of %q", name, i+2, r[column], words)
		}
	}
	return nil
}

// words is the loaded lexicon. The files are part of the program, so that one
// that cannot be read is a broken build: a test loads them.
var words = sync.OnceValue(func() *lexicon {
	x, err := load(func(name string) (string, error) {
		b, err := data.ReadFile("data/" + name)
		return string(b), err
	})
	if err != nil {
		panic(err)
	}
	return x
})

// load reads the files by name.
func load(read func(name string) (string, error)) (*lexicon, error) {
	var failed error
	table := func(name string, columns int) []row {
		content, err := read(name)
		var rs []row
		if err == nil {
			rs, err = rows(name, content, columns)
		}
		if err != nil && failed == nil {
			failed = err
		}
		return rs
	}
	x := &lexicon{
		simplified: runeMap(table("traditional.tsv", 2)),
		surnames:   set(table("surnames.tsv", 1)),
		denied:     set(table("notlabels.tsv", 1)),
	}
	titles, orgs, acts, forms := table("titles.tsv", 2), table("organisations.tsv", 2), table("acts.tsv", 3), table("forms.tsv", 2)
	narration := table("narration.tsv", 2)
	for _, err := range []error{failed,
		oneOf("titles.tsv", titles, 1, "host", "press", "public", "-"),
		oneOf("organisations.tsv", orgs, 1, "strong", "weak"),
		oneOf("forms.tsv", forms, 1, "ask", "follow", "answer", "supplement"),
		oneOf("narration.tsv", narration, 1, "open", "paper", "told", "event", "end", "contact", "vote"),
		oneOf("acts.tsv", acts, 1, "ask", "maybe", "follow", "answer", "supplement"),
		oneOf("acts.tsv", acts, 2, "both", "bare", "after"),
	} {
		if err != nil {
			return nil, err
		}
	}
	x.titles, x.orgs, x.acts, x.forms = pairs(titles), pairs(orgs), verbs(acts), map[string]act{}
	for _, r := range forms {
		x.forms[r[0]] = actOf(r[1])
	}
	x.narration = map[string][]string{}
	for _, r := range narration {
		x.narration[r[1]] = append(x.narration[r[1]], r[0])
	}
	for _, rs := range [][]row{titles, orgs, acts} {
		for _, r := range rs {
			x.longest = max(x.longest, len([]rune(r[0])))
		}
	}
	return x, nil
}

func set(rs []row) map[string]bool {
	m := map[string]bool{}
	for _, r := range rs {
		m[r[0]] = true
	}
	return m
}

func pairs(rs []row) map[string]string {
	m := map[string]string{}
	for _, r := range rs {
		m[r[0]] = r[1]
	}
	return m
}

func runeMap(rs []row) map[rune]rune {
	m := map[rune]rune{}
	for _, r := range rs {
		m[[]rune(r[0])[0]] = []rune(r[1])[0]
	}
	return m
}

func verbs(rs []row) map[string]verb {
	m := map[string]verb{}
	for _, r := range rs {
		m[r[0]] = verb{actOf(r[1]), r[2]}
	}
	return m
}

// actOf reads the acts of the files, which oneOf has checked.
func actOf(s string) act {
	switch s {
	case "ask":
		return ask
	case "maybe":
		return maybeAsk
	case "follow":
		return follow
	case "supplement":
		return supplement
	}
	return answer
}

// deny says whether a label's words are known to be no voice.
func (x *lexicon) deny(who string) bool {
	if x.denied[who] || strings.HasPrefix(who, "据") { // 据江城日报:
		return true
	}
	rs := []rune(who)
	for n := 1; n <= min(len(rs), x.longest); n++ {
		if x.denied["*"+string(rs[len(rs)-n:])] {
			return true
		}
	}
	return false
}

// suffix is the longest ending of s that ok takes, in runes; 0 for none.
func (x *lexicon) suffix(s []rune, ok func(string) bool) int {
	for n := min(len(s), x.longest); n > 0; n-- {
		if ok(string(s[len(s)-n:])) {
			return n
		}
	}
	return 0
}

func (x *lexicon) isTitle(s string) bool { return x.titles[s] != "" }
func (x *lexicon) isOrg(s string) bool   { return x.orgs[s] != "" }
func (x *lexicon) isStrong(s string) bool {
	return x.orgs[s] == "strong"
}
