package period

import (
	"strings"
	"time"

	"golang.org/x/text/width"

	"shangbao/transform/han"
)

// A scanner walks over one text. Positions are code points.
type scanner struct {
	original []rune
	runes    []rune // folded: half width, simplified, one kind of dash; same length
	issue    time.Time
	known    bool // whether there is an issue date
	found    []Period
	free     int // the end of the last expression found

	last  point // the last expression with days that a figure may have: 同期, 当日
	named year  // the year that parts of a year take on

	sentence [2]int // the sentence that cues describe
	cues     cues
	head     int  // where the sentence begins
	title    int  // where the open 《 title begins, 0 outside one
	joining  bool // reading the right end of a range
	openers  []opener
}

// A year as carried from an expression to the next.
type year struct {
	number   int
	relative bool // resolved against the issue date
	from     int  // where it is named
	head     bool // at the head of its sentence
}

func newScanner(text string, issue time.Time) *scanner {
	s := &scanner{original: []rune(text), known: !issue.IsZero(), openers: openers()}
	if !s.known {
		issue = date(2000, 1, 1) // any: what follows from it is left out
	}
	y, m, d := issue.Date()
	s.issue = date(y, m, d)
	s.runes = make([]rune, len(s.original))
	for i, r := range s.original {
		s.runes[i] = fold(r)
	}
	return s
}

// alike maps what is printed in several ways to one: dashes, quotes and zeros.
var alike = map[rune]rune{
	'—': '-', '–': '-', '－': '-', '−': '-', '‐': '-', '‑': '-', '―': '-', '─': '-', '～': '~', '〜': '~', '∼': '~',
	'“': '"', '”': '"', '‘': '"', '’': '"', '「': '"', '」': '"', '『': '"', '』': '"', '\'': '"',
	'〇': '零', '○': '零', '◯': '零', 'Ｏ': '零',
}

func fold(r rune) rune {
	if a, ok := alike[r]; ok {
		return a
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		r = f
	}
	if a, ok := alike[r]; ok {
		return a
	}
	return han.Simplified(r)
}

// at gives the rune at i, 0 outside the text.
func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}

// has reports whether word stands at i.
func (s *scanner) has(i int, word string) bool {
	if i < 0 {
		return false
	}
	for _, r := range word {
		if i >= len(s.runes) || s.runes[i] != r {
			return false
		}
		i++
	}
	return true
}

// any gives the end of the first of the words that stands at i, or i.
func (s *scanner) any(i int, words ...string) int {
	for _, w := range words {
		if s.has(i, w) {
			return i + len([]rune(w))
		}
	}
	return i
}

// ends reports whether one of the words ends at i, and where it begins.
func (s *scanner) ends(i int, words ...string) (int, bool) {
	for _, w := range words {
		if from := i - len([]rune(w)); s.has(from, w) {
			return from, true
		}
	}
	return i, false
}

// in reports whether the rune at i is one of set.
func (s *scanner) in(i int, set string) bool {
	return among(s.at(i), set)
}

// among reports whether r is one of set; faster on Chinese than strings.ContainsRune.
func among(r rune, set string) bool {
	for _, x := range set {
		if x == r {
			return true
		}
	}
	return false
}

// blank skips spaces: 2024 年 7 月.
func (s *scanner) blank(i int) int {
	for k := 0; k < 2 && (s.at(i) == ' ' || s.at(i) == '\u00a0'); k++ {
		i++
	}
	return i
}

// latin reports whether a Latin letter stands at i.
func (s *scanner) latin(i int) bool {
	r := s.at(i)
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

const hanDigits = "零一二三四五六七八九"

func isHanNumeral(r rune) bool {
	switch r {
	case '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '廿', '卅', '百':
		return true
	}
	return false
}

// A numeral is a whole number as printed.
type numeral struct {
	value  int
	to     int
	digits int // how many digits it is printed with, 0 for 十-numerals
	arabic bool
}

// longest numeral that can be part of a date.
const longest = 8

// number reads the whole numeral at i; not ok in the middle of one.
func (s *scanner) number(i int) (numeral, bool) {
	switch r := s.at(i); {
	case isDigit(r):
		return s.arabic(i)
	case isHanNumeral(r):
		return s.han(i)
	}
	return numeral{}, false
}

func (s *scanner) arabic(i int) (numeral, bool) {
	n := numeral{arabic: true, to: i}
	for ; isDigit(s.at(n.to)); n.to++ {
		if n.digits++; n.digits > longest {
			return n, false
		}
		n.value = n.value*10 + int(s.at(n.to)-'0')
	}
	return n, n.digits > 0
}

func (s *scanner) han(i int) (numeral, bool) {
	n := numeral{to: i}
	total, digit, positional := 0, -1, true
	for ; isHanNumeral(s.at(n.to)); n.to++ {
		if n.to-i >= longest {
			return n, false
		}
		r := s.at(n.to)
		switch {
		case r == '十' || r == '百':
			positional = false
			unit := map[rune]int{'十': 10, '百': 100}[r]
			if digit < 0 {
				digit = 1
			}
			total, digit = total+digit*unit, -1
		case r == '廿' || r == '卅':
			positional = false
			total, digit = total+map[rune]int{'廿': 20, '卅': 30}[r], -1
		default:
			v := strings.Index(hanDigits, string(r)) / len("零")
			if r == '两' {
				v = 2
			}
			n.value, n.digits = n.value*10+v, n.digits+1
			digit = v
		}
	}
	if !positional {
		n.value, n.digits = total+max(digit, 0), 0
	}
	return n, true
}

// cues say what a sentence is about.
type cues struct{ past, future bool }

var (
	pastCues   = []string{"了", "已", "同比", "环比", "增长", "下降", "实现", "达到", "累计", "曾", "共有", "获悉", "截至", "上涨", "下跌", "回升", "回落"}
	futureCues = []string{"将", "计划", "力争", "确保", "预计", "争取", "拟", "有望", "目标", "预期", "规划", "安排", "定于", "即将", "届时"}
)

// about gives the cues of the sentence around i.
func (s *scanner) about(i int) cues {
	if s.sentence[0] <= i && i < s.sentence[1] {
		return s.cues
	}
	from, to := i, i
	for from > 0 && from > i-500 && !isStop(s.runes[from-1]) {
		from--
	}
	for to < len(s.runes) && to < i+500 && !isStop(s.runes[to]) {
		to++
	}
	text := string(s.runes[from:to])
	s.sentence = [2]int{from, to}
	s.cues = cues{past: containsAny(text, pastCues), future: containsAny(text, futureCues)}
	return s.cues
}

func isStop(r rune) bool { return among(r, "。!?;\n") }

// isMark reports whether r is punctuation, a space or the edge of the text.
func isMark(r rune) bool {
	return r == 0 || among(r, "。!?;\n\t ,、:()[]【】《》<>\"-~·…/|")
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
