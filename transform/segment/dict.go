package segment

import (
	_ "embed"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-ego/gse"
	"golang.org/x/text/width"

	"shangbao/transform/han"
)

// domain holds the names and terms of Chinese newspapers that gse's dictionary
// lacks or tags wrongly.
//
//go:embed domain.txt
var domain string

// gse's dictionary is loaded from this frequency up. It keeps 140,000 of
// 350,000 words, and loading takes 0.4 s and 45 MB in place of 1.7 s and
// 127 MB. What is left out is rare or is in domain.txt.
const minFrequency = 5

// The frequency of a word whose line gives none: enough to win against its
// parts. A single character gets what gse gives all of its own.
const (
	wordFrequency      = 2000
	characterFrequency = 2
)

// keepCase tells gse, once and before any loading, not to lower-case what it
// cuts: tokens must concatenate to the text.
var keepCase = sync.OnceFunc(func() { gse.ToLower = false })

// New loads the user dictionaries named, then the built-in ones; the first to
// name a word decides. A dictionary has one word a line, then, if wanted,
// blanks and its frequency, and blanks and its part of speech, as jieba's and
// gse's user dictionaries have; # opens a comment line.
func New(userDicts ...string) (*Segmenter, error) {
	keepCase()
	seg := &gse.Segmenter{SkipLog: true, NotLoadHMM: true, MinTokenFreq: minFrequency, Dict: gse.NewDict()}
	seg.Init()
	for _, path := range userDicts {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("reading dictionary: %w", err)
		}
		if err := add(seg, path, string(data)); err != nil {
			return nil, err
		}
	}
	if err := add(seg, "domain.txt", domain); err != nil {
		return nil, err
	}
	if err := seg.LoadDictEmbed("zh_s"); err != nil {
		return nil, fmt.Errorf("loading gse's dictionary: %w", err)
	}
	return &Segmenter{gse: seg}, nil
}

// add puts the words of a dictionary into seg. The error names file and line.
func add(seg *gse.Segmenter, name, text string) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("%s: a dictionary is UTF-8 text", name)
	}
	seen := map[string]int{}
	for n, line := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, freq, pos, err := entry(line)
		if err == nil && seen[word] > 0 {
			err = fmt.Errorf("%q stands in line %d already", word, seen[word])
		}
		if err == nil {
			err = seg.AddToken(word, freq, pos)
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", name, n+1, err)
		}
		seen[word] = n + 1
	}
	return nil
}

// entry reads one line of a dictionary.
func entry(line string) (word string, freq float64, pos string, err error) {
	fields := strings.Fields(line)
	word, freq, pos = han.Text(width.Fold.String(fields[0])), wordFrequency, "n"
	if utf8.RuneCountInString(word) == 1 {
		freq = characterFrequency
	}
	if n, pos := shape([]rune(word)); pos != "" || n < utf8.RuneCountInString(word) {
		return "", 0, "", fmt.Errorf("%q is no word: numbers, marks and blanks are cut by their shape", word)
	}
	rest := fields[1:]
	if len(rest) > 0 && '0' <= rest[0][0] && rest[0][0] <= '9' {
		if freq, err = strconv.ParseFloat(rest[0], 64); err != nil || freq < 1 || freq > 1e9 {
			return "", 0, "", fmt.Errorf("frequency %q of %q is no number from 1 to 1000000000", rest[0], word)
		}
		rest = rest[1:]
	}
	switch {
	case len(rest) > 1:
		return "", 0, "", fmt.Errorf("want a word, a frequency and a part of speech, have %q", line)
	case len(rest) == 1:
		pos = rest[0]
	}
	return word, freq, pos, nil
}
