package period

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"
)

var (
	//go:embed words.tsv
	wordsTSV string
	//go:embed feasts.tsv
	feastsTSV string
	//go:embed lunar.tsv
	lunarTSV string
	//go:embed terms.tsv
	termsTSV string
	//go:embed holidays.tsv
	holidaysTSV string
	//go:embed reigns.tsv
	reignsTSV string
	//go:embed names.tsv
	namesTSV string
)

// The tables are part of the program: a broken one stops it at the start.
var (
	words    = must(readWords(wordsTSV))
	feasts   = must(readFeasts(feastsTSV))
	lunars   = must(readLunar(lunarTSV))
	terms    = must(readTerms(termsTSV))
	holidays = must(readHolidays(holidaysTSV))
	heads    = must(readHeads(namesTSV))
	reigns   = must(readReigns(reignsTSV))
)

func must[T any](t T, err error) T {
	if err != nil {
		panic(err)
	}
	return t
}

// rows splits a table with a header line; every row has its columns, none
// blank, and no two rows the same first keys columns.
func rows(file, text string, columns, keys int) ([][]string, error) {
	var out [][]string
	seen := map[string]bool{}
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, not %d: %q", file, n+1, len(cells), columns, line)
		}
		for _, c := range cells {
			if strings.TrimSpace(c) == "" {
				return nil, fmt.Errorf("%s:%d: blank column: %q", file, n+1, line)
			}
		}
		key := strings.Join(cells[:keys], "\t")
		if seen[key] {
			return nil, fmt.Errorf("%s:%d: %q is there twice", file, n+1, key)
		}
		seen[key] = true
		if n > 0 {
			out = append(out, cells)
		}
	}
	return out, nil
}

// A word is one line of words.tsv: a unit of the calendar, shifted from the
// one of the issue date or of the expression before.
type word struct {
	text  []rune
	rule  string
	unit  string
	shift int
}

// readWords gives the words by their first rune, the longest first.
func readWords(text string) (map[rune][]word, error) {
	table, err := rows("words.tsv", text, 4, 1)
	if err != nil {
		return nil, err
	}
	out := map[rune][]word{}
	for n, c := range table {
		shift, err := strconv.Atoi(c[3])
		if err != nil {
			return nil, fmt.Errorf("words.tsv:%d: shift %q is no number", n+2, c[3])
		}
		w := word{[]rune(c[0]), c[1], c[2], shift}
		if _, ok := units[w.unit]; !ok && !isDay(w.unit) {
			return nil, fmt.Errorf("words.tsv:%d: no unit %q", n+2, w.unit)
		}
		out[w.text[0]] = insert(out[w.text[0]], w, func(a word) int { return len(a.text) })
	}
	return out, nil
}

// insert keeps a list sorted by length, the longest first.
func insert[T any](list []T, x T, length func(T) int) []T {
	k := len(list)
	for k > 0 && length(list[k-1]) < length(x) {
		k--
	}
	list = append(list, x)
	copy(list[k+1:], list[k:])
	list[k] = x
	return list
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// A feast is one line of feasts.tsv.
type feast struct {
	text        []rune
	calendar    string // solar, lunar, eve (the day before a lunar one), term, weekday, season
	first, last []int  // month and day; month, nth and weekday; month alone
	term        string
	alone       string // yes; no: only behind a year; mark: only quoted or before 假期, 期间
	holiday     string // its name in holidays.tsv, "" without
}

func readFeasts(text string) (map[rune][]feast, error) {
	table, err := rows("feasts.tsv", text, 6, 1)
	if err != nil {
		return nil, err
	}
	out := map[rune][]feast{}
	for n, c := range table {
		f := feast{text: []rune(c[0]), calendar: c[1], term: c[2], alone: c[4], holiday: strings.TrimPrefix(c[5], "-")}
		if f.calendar != "term" {
			var errFirst, errLast error
			f.first, errFirst = numbers(c[2])
			f.last, errLast = numbers(c[3])
			if errFirst != nil || errLast != nil {
				return nil, fmt.Errorf("feasts.tsv:%d: no days: %q, %q", n+2, c[2], c[3])
			}
		}
		out[f.text[0]] = insert(out[f.text[0]], f, func(a feast) int { return len(a.text) })
	}
	return out, nil
}

func numbers(s string) ([]int, error) {
	var out []int
	for _, x := range strings.Split(s, "-") {
		n, err := strconv.Atoi(x)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// A lunarYear says when a lunar year begins and how long its months are, the
// leap month behind the one whose number it repeats.
type lunarYear struct {
	first  time.Time
	leap   int // 0 without a leap month
	months string
}

func readLunar(text string) (map[int]lunarYear, error) {
	table, err := rows("lunar.tsv", text, 4, 1)
	if err != nil {
		return nil, err
	}
	out := map[int]lunarYear{}
	for n, c := range table {
		first, err := time.Parse(time.DateOnly, c[0]+"-"+c[1])
		leap, errLeap := strconv.Atoi(c[2])
		if err != nil || errLeap != nil || len(c[3]) != 12+min(leap, 1) {
			return nil, fmt.Errorf("lunar.tsv:%d: no lunar year: %q", n+2, strings.Join(c, " "))
		}
		out[first.Year()] = lunarYear{first, leap, c[3]}
	}
	return out, nil
}

// readTerms gives the days of the 24 solar terms, two a month, by year.
func readTerms(text string) (map[string]map[int]time.Time, error) {
	table, err := rows("terms.tsv", text, 25, 1)
	if err != nil {
		return nil, err
	}
	header, _, _ := strings.Cut(text, "\n")
	names := strings.Split(header, "\t")
	out := map[string]map[int]time.Time{}
	for n, c := range table {
		y, err := strconv.Atoi(c[0])
		if err != nil {
			return nil, fmt.Errorf("terms.tsv:%d: no year: %q", n+2, c[0])
		}
		for k := 1; k < len(c); k++ {
			d, err := strconv.Atoi(c[k])
			if err != nil {
				return nil, fmt.Errorf("terms.tsv:%d: no day: %q", n+2, c[k])
			}
			if out[names[k]] == nil {
				out[names[k]] = map[int]time.Time{}
			}
			out[names[k]][y] = date(y, time.Month((k+1)/2), d)
		}
	}
	return out, nil
}

// A holidayKey names the public holiday of a year.
type holidayKey struct {
	year int
	name string
}

// readHolidays gives the first and last day of the public holidays as the
// State Council set them.
func readHolidays(text string) (map[holidayKey][2]time.Time, error) {
	table, err := rows("holidays.tsv", text, 4, 2)
	if err != nil {
		return nil, err
	}
	out := map[holidayKey][2]time.Time{}
	for n, c := range table {
		y, errYear := strconv.Atoi(c[0])
		first, errFirst := time.Parse(time.DateOnly, c[2])
		last, errLast := time.Parse(time.DateOnly, c[3])
		if errYear != nil || errFirst != nil || errLast != nil || last.Before(first) {
			return nil, fmt.Errorf("holidays.tsv:%d: no holiday: %q", n+2, strings.Join(c, " "))
		}
		out[holidayKey{y, c[1]}] = [2]time.Time{first, last}
	}
	return out, nil
}

// readHeads gives the nouns that end a name with a year in it, by kind: event
// (博览会), document (方案), award (案例).
func readHeads(text string) (map[string][]string, error) {
	table, err := rows("names.tsv", text, 2, 1)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, c := range table {
		out[c[1]] = append(out[c[1]], c[0])
	}
	return out, nil
}

// A reign is a named count of years, from 1.
type reign struct {
	text  []rune
	first int
}

func readReigns(text string) (map[rune][]reign, error) {
	table, err := rows("reigns.tsv", text, 2, 1)
	if err != nil {
		return nil, err
	}
	out := map[rune][]reign{}
	for n, c := range table {
		y, err := strconv.Atoi(c[1])
		if err != nil {
			return nil, fmt.Errorf("reigns.tsv:%d: no year: %q", n+2, c[1])
		}
		r := []rune(c[0])
		out[r[0]] = append(out[r[0]], reign{r, y})
	}
	return out, nil
}
