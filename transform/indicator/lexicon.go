package indicator

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon.tsv
var lexiconTSV string

// A lexicon holds the word classes that the rules ask about, by class and word.
type lexicon map[string]map[string]bool

// words is the built-in lexicon, read once.
var words = sync.OnceValue(func() lexicon {
	l, err := parseLexicon("lexicon.tsv", lexiconTSV)
	if err != nil {
		panic(err) // the embedded file is part of the program: TestLexicon reads it first
	}
	return l
})

// parseLexicon reads lines of class, tab, words; # opens a comment line.
func parseLexicon(name, text string) (lexicon, error) {
	l := lexicon{}
	for n, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		class, list, ok := strings.Cut(line, "\t")
		if !ok || class == "" || strings.TrimSpace(list) == "" || strings.Contains(list, "\t") {
			return nil, fmt.Errorf("%s:%d: want a class, a tab and words, have %q", name, n+1, line)
		}
		if l[class] != nil {
			return nil, fmt.Errorf("%s:%d: class %q stands twice", name, n+1, class)
		}
		l[class] = map[string]bool{}
		for _, w := range strings.Fields(list) {
			if utf8.RuneCountInString(w) > longestWord {
				return nil, fmt.Errorf("%s:%d: word %q has more than %d characters", name, n+1, w, longestWord)
			}
			if l[class][w] {
				return nil, fmt.Errorf("%s:%d: word %q stands twice in class %q", name, n+1, w, class)
			}
			l[class][w] = true
		}
	}
	return l, nil
}

//go:embed industries.txt
var industriesTXT string

// industries are the names in industries.txt by their first character.
var industries = sync.OnceValue(func() map[rune][]string {
	out := map[rune][]string{}
	for _, name := range strings.Split(industriesTXT, "\n") {
		if name != "" && !strings.HasPrefix(name, "#") {
			out[firstRune(name)] = append(out[firstRune(name)], name)
		}
	}
	return out
})

// is reports whether a word is of one of the classes.
func is(word string, classes ...string) bool {
	for _, c := range classes {
		if words()[c][word] {
			return true
		}
	}
	return false
}

// longestWord is how many characters the longest word of the lexicon has.
const longestWord = 10

// endsIn reports whether a word ends in a word of the class.
func endsIn(word, class string) bool {
	at := len(word)
	for n := 0; n < longestWord && at > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(word[:at])
		at -= size
		if words()[class][word[at:]] {
			return true
		}
	}
	return false
}
