package quantity

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// A trie finds the longest word of a list that stands at a place.
type trie struct {
	next map[rune]*trie
	word int // 1-based number of the word that ends here; 0 for none
}

// add stores a word under its number; false if it is there already.
func (t *trie) add(word string, n int) bool {
	for _, c := range word {
		if t.next == nil {
			t.next = map[rune]*trie{}
		}
		if t.next[c] == nil {
			t.next[c] = &trie{}
		}
		t = t.next[c]
	}
	if t.word != 0 {
		return false
	}
	t.word = n + 1
	return true
}

// longest gives the number of the longest word at r[i:] that ok accepts, and
// where it ends; -1 if there is none.
func (t *trie) longest(r []rune, i int, ok func(n, end int) bool) (n, end int) {
	n, end = -1, i
	for j := i; j < len(r); j++ {
		if t = t.next[r[j]]; t == nil {
			break
		}
		if t.word > 0 && (ok == nil || ok(t.word-1, j+1)) {
			n, end = t.word-1, j+1
		}
	}
	return n, end
}

// table reads tab separated rows of exactly the given number of columns.
// Lines that start with # and empty lines are skipped; a wrong column count or
// a blank cell is an error that names the file and line.
func table(file, data string, columns int) ([][]string, error) {
	var rows [][]string
	for n, line := range strings.Split(data, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			return nil, fmt.Errorf("%s:%d: want %d columns, got %d in %q", file, n+1, columns, len(row), line)
		}
		for _, cell := range row {
			if strings.TrimSpace(cell) != cell || cell == "" {
				return nil, fmt.Errorf("%s:%d: blank cell or stray space in %q", file, n+1, line)
			}
		}
		rows = append(rows, append(row, fmt.Sprintf("%s:%d", file, n+1)))
	}
	return rows, nil
}

//go:embed units.tsv
var unitsTSV string

//go:embed idioms.tsv
var idiomsTSV string

//go:embed suffixes.tsv
var suffixesTSV string

// A lexicon is the rules that are data.
type lexicon struct {
	units     []unit
	unitTrie  *trie
	idioms    []entry
	idiomTrie *trie
	suffixes  []entry
	sufTrie   *trie
	hedges    *trie // of preHedges
	posts     *trie // of postHedges
	currency  *trie // of currencies
	openers   map[rune]bool
}

// openers are the characters, beside letters, numerals and the first ones of
// idioms, hedges and currencies, with which a phrase may begin.
const openers = "首榜前第翻其半每几数之(〔.-−幺廿卅卌零负摄华个分米"

func (l *lexicon) opens(c rune) bool {
	return isDigit(c) || isLetter(c) || c >= '①' && c <= '⓿' || isRoman(c) || l.openers[c]
}

// setOpeners collects the characters a phrase may begin with.
func (l *lexicon) setOpeners() {
	l.openers = map[rune]bool{}
	for _, t := range []*trie{l.idiomTrie, l.hedges, l.currency} {
		for c := range t.next {
			l.openers[c] = true
		}
	}
	for _, c := range openers {
		l.openers[c] = true
	}
	for _, m := range []map[rune]int64{digitOf, tensOf, spokenDigit} {
		for c := range m {
			l.openers[c] = true
		}
	}
	for _, m := range []map[rune]int{smallPower, bigPower} {
		for c := range m {
			l.openers[c] = true
		}
	}
}

// An entry is a word that makes the number in or before it no measure.
type entry struct {
	word  string
	class Refused
	scope string // of a suffix: which numerals it refuses: any, plain, digits, chinese
}

// words loads once; the embedded files are under test, so an error in them
// is a build that cannot be used at all.
var words = sync.OnceValue(func() *lexicon {
	l, err := loadLexicon(unitsTSV, idiomsTSV, suffixesTSV)
	if err != nil {
		panic(err)
	}
	return l
})

func loadLexicon(units, idioms, suffixes string) (*lexicon, error) {
	l := &lexicon{}
	var err error
	if l.units, l.unitTrie, err = loadUnits(units); err != nil {
		return nil, err
	}
	if l.idioms, l.idiomTrie, err = loadEntries("idioms.tsv", idioms, 2); err != nil {
		return nil, err
	}
	if l.suffixes, l.sufTrie, err = loadEntries("suffixes.tsv", suffixes, 3); err != nil {
		return nil, err
	}
	l.hedges, l.posts, l.currency = &trie{}, &trie{}, &trie{}
	for i, h := range preHedges {
		l.hedges.add(h.word, i)
	}
	for i, h := range postHedges {
		l.posts.add(h.word, i)
	}
	for i, c := range currencies {
		l.currency.add(c.word, i)
	}
	l.setOpeners()
	return l, nil
}

var classes = map[string]Refused{"ordinal": Ordinal, "label": Label, "code": Code, "idiom": Idiom,
	"discourse": Discourse, "vague": Vague, "date": Date}

func loadEntries(file, data string, columns int) ([]entry, *trie, error) {
	rows, err := table(file, data, columns)
	if err != nil {
		return nil, nil, err
	}
	t := &trie{}
	var list []entry
	for _, row := range rows {
		where := row[columns]
		class, ok := classes[row[1]]
		if !ok {
			return nil, nil, fmt.Errorf("%s: unknown class %q", where, row[1])
		}
		e := entry{word: row[0], class: class}
		if columns == 3 {
			if e.scope = row[2]; e.scope != "any" && e.scope != "plain" && e.scope != "digits" && e.scope != "chinese" {
				return nil, nil, fmt.Errorf("%s: unknown scope %q", where, e.scope)
			}
		}
		if !t.add(e.word, len(list)) {
			return nil, nil, fmt.Errorf("%s: %q is there twice", where, e.word)
		}
		list = append(list, e)
	}
	return list, t, nil
}
