package transcript

import (
	"slices"
	"strings"
	"unicode"
)

// A mark is a label found in a text.
type mark struct {
	start, end int // the label with its colon or brackets, half-open
	line       int
	alone      bool // nothing follows on its line
	inline     bool // it stands inside a paragraph
	voice      voice
	style      string
	text       int    // where the words begin
	until      int    // where the next candidate begins
	asks       bool   // the words ask somebody something
	question   bool   // the words end with a question mark
	puts       bool   // they do, or say 请问
	topic      string // printed before the label
}

// A style is one way papers print who speaks. Its finder reads the beginning
// of a line and gives the label found there, the end in code points and what
// its words mean; strength nothing is none. It must not read further than
// headRunes from the start, so that time stays linear.
type style struct {
	name string
	find func(t *text, h head) (end int, v voice)
}

// headRunes bounds a label.
const headRunes = 72

// A head is where a label may begin, after bullets, list number and time note,
// and where its line ends. The label itself begins before those.
type head struct {
	at, end  int
	numbered bool
	timed    bool
	bold     bool // stars
	shown    int  // where the words that the page shows in bold end
	inline   bool
	colon    int // the colon that ends the label, or -1
}

// styles is tried in order; the first that finds a label wins.
//
// To add a style, add a literal here and a folder of its name with a text in
// fixtures/transcripts.
var styles = []style{
	{"editor", editorNote},            // 编者按
	{"form", form},                    // 提问代表:方某某(某村党支部书记)
	{"numbered", numbered},            // 问题1: / 问题一、
	{"marker", marker},                // 问: / 答: / Q: / 追问:
	{"marker-bracket", markBracket},   // 【问】 / 【答】
	{"bracket", bracket},              // 【李某某】 / 【记者】
	{"bold", bold},                    // **李某某** / **记者:**
	{"time", timed},                   // (14时24分)李某某: / 李某某[14:24]:
	{"introduced", introducing},       // 江城日报记者(以下简称记):
	{"addressed", addressing},         // 问市教育局:
	{"verb", withVerb},                // 副市长罗某某答: / 市民王先生反映:
	{"host", hosting},                 // 主持人:
	{"press", pressing},               // 《江城日报》记者:
	{"post", posted},                  // 市商务局局长 李某某:
	{"name", named},                   // 李某某:
	{"stamp", stamped},                // 李某某 14:24:05
	{"alone", alone},                  // 李某某, and the speech on the next line
	{"blank", blankBehind},            // 李某某 您怎么看?
	{"narrated", narratedTail},        // “…?”市人大代表张某某问。
	{"narrated-answer", narratedHead}, // 在回答代表提问时,李局长表示,…
}

// label is the first style's reading of a head.
func (t *text) label(h head, start int) (mark, bool) {
	h.colon = t.colon(h)
	for _, s := range styles {
		end, v := s.find(t, h)
		if v.strength == nothing {
			continue
		}
		end = t.timeBehind(end, h.end)
		text := t.skip(end, h.end)
		return mark{start: start, end: end, alone: text >= h.end, voice: v, style: s.name, text: text, inline: h.inline}, true
	}
	return mark{}, false
}

// timeBehind takes a time note behind a label into the label: 【主持人】[15:00]
// and then the words, or 【主持人】 15:00:12 and no more.
func (t *text) timeBehind(end, lineEnd int) int {
	at := t.skip(end, lineEnd)
	n := timeNote(t.plain[at:min(lineEnd, at+headRunes)])
	if n > 0 && (strings.ContainsRune("【(", t.plain[at]) || at+n == lineEnd) {
		return at + n
	}
	return end
}

// head reads bullets, bold stars, a time note and a list number off a line.
func (t *text) head(l line, at int) head {
	h := head{at: at, end: l.end, shown: t.bold[at]}
	for h.at < h.end {
		switch {
		case strings.ContainsRune("■●▲◆★◎□○▶►▼△☆◇·#>—-◤◢▌┃|", t.plain[h.at]) || t.plain[h.at] == ' ':
			h.at++
		case t.plain[h.at] == '*':
			h.bold = h.bold || h.at+1 < h.end && t.plain[h.at+1] == '*'
			h.at++
		default:
			if n := timeNote(t.plain[h.at:h.until()]); n > 0 && !h.timed {
				h.at, h.timed = h.at+n, true
				continue
			}
			if n := listNumber(t.plain[h.at:h.until()]); n > 0 && !h.numbered {
				h.at, h.numbered = h.at+n, true
				continue
			}
			return h
		}
	}
	return h
}

// until is where a label that begins at the head must have ended.
func (h head) until() int { return min(h.end, h.at+headRunes) }

// listNumber is the length of "1." or "(1)" or "1、".
func listNumber(rs []rune) int {
	i := 0
	if len(rs) > 0 && rs[0] == '(' {
		i++
	}
	digits := i
	for i < len(rs) && i < digits+3 && (rs[i] >= '0' && rs[i] <= '9') {
		i++
	}
	if i == digits || i >= len(rs) || !strings.ContainsRune(".、)", rs[i]) {
		return 0
	}
	if i+1 < len(rs) && rs[i] == '.' && rs[i+1] >= '0' && rs[i+1] <= '9' {
		return 0
	}
	return i + 1
}

// timeNote is the length of "[14:24]", "(14时24分)", "14:24:05 " or
// "2024-07-15 14:24" at the beginning; 0 for none. A date alone is none.
func timeNote(rs []rune) int {
	i, closer := 0, rune(0)
	if len(rs) > 0 && (rs[0] == '【' || rs[0] == '(') {
		i, closer = 1, map[rune]rune{'【': '】', '(': ')'}[rs[0]]
	}
	begin := i
	clock := 0
	for i < len(rs) && (rs[i] >= '0' && rs[i] <= '9' || strings.ContainsRune(":-/. 年月日时分秒上下午", rs[i])) {
		if rs[i] == ':' || rs[i] == '时' {
			clock++
		}
		i++
	}
	if clock == 0 || rs[begin] < '0' || rs[begin] > '9' {
		if begin >= len(rs) || !strings.ContainsRune("上下", rs[begin]) || clock == 0 {
			return 0
		}
	}
	for i > begin && rs[i-1] == ':' { // the label's own colon
		i--
	}
	switch {
	case closer == 0:
		if rs[i-1] >= '0' && rs[i-1] <= '9' && i < len(rs) && rs[i] != ':' && rs[i] != '(' {
			return 0 // 14:24举行
		}
		return i
	case i < len(rs) && rs[i] == closer:
		return i + 1
	}
	return 0
}

// colon finds the colon that ends a label: the first outside brackets and
// title marks, not of a clock time, with no end of a clause before it.
func (t *text) colon(h head) int {
	depth := 0
	for i := h.at; i < h.until(); i++ {
		switch r := t.plain[i]; {
		case strings.ContainsRune("(《“【", r):
			depth++
		case strings.ContainsRune(")》”】", r):
			depth--
		case depth > 0:
		case r == '|' && i > h.at: // 记者丨您怎么看?
			return i
		case r == ':' && !(i+1 < h.end && unicode.IsDigit(t.plain[i+1]) && i > h.at && unicode.IsDigit(t.plain[i-1])):
			return i
		case strings.ContainsRune("。?!;,…", r):
			return -1
		}
	}
	return -1
}

// byColon reads the label that ends with a colon, if its meaning fits.
func byColon(fits func(v voice) bool) func(t *text, h head) (int, voice) {
	return func(t *text, h head) (int, voice) {
		i := h.colon
		if i <= h.at {
			return 0, voice{}
		}
		who, _ := cutTime(string(t.plain[h.at:i]))
		v := t.voice(who)
		if !fits(v) {
			return 0, voice{}
		}
		end := i + 1
		for h.bold && end < h.end && t.plain[end] == '*' {
			end++
		}
		return end, v
	}
}

// cutTime takes a time note off the end of a label, and one in brackets off the
// middle: 李某某[14:24], 李某某 14:24:05, 李某某(14时24分)追问.
func cutTime(who string) (string, bool) {
	rs := []rune(strings.TrimRight(who, " *"))
	for i := 1; i < len(rs); i++ {
		if (strings.ContainsRune("【(", rs[i]) || rs[i-1] == ' ') && timeNote(rs[i:]) == len(rs)-i {
			return strings.TrimSpace(string(rs[:i])), true
		}
		if strings.ContainsRune("【(", rs[i]) {
			if n := timeNote(rs[i:]); n > 0 {
				return string(rs[:i]) + string(rs[i+n:]), true
			}
		}
	}
	return who, false
}

func marker(t *text, h head) (int, voice) {
	end, v := byColon(func(v voice) bool { return v.strength == explicit && !v.person.known() && v.addressee == "" })(t, h)
	if v.strength > nothing || h.inline {
		return end, v
	}
	if n := bareMarker(t.plain[h.at:h.until()]); n > 0 {
		return h.at + n, t.voice(string(t.plain[h.at : h.at+n]))
	}
	if t.letter(h) {
		return h.at + 1, t.voice(string(t.plain[h.at]))
	}
	return 0, voice{}
}

// letter says whether Q and a blank open a question, or A and a blank the answer
// to the Q before it.
func (t *text) letter(h head) bool {
	if h.at+1 >= h.end || t.plain[h.at+1] != ' ' {
		return false
	}
	switch t.plain[h.at] {
	case 'Q':
		return t.plain[h.end-1] == '?'
	case 'A':
		lines := t.between(max(0, h.at-400), h.at)
		return len(lines) > 0 && string(t.plain[lines[len(lines)-1].start:][:2]) == "Q "
	}
	return false
}

// bareMarker is the length of a marker with a blank for its colon: 问, Q1.
func bareMarker(rs []rune) int {
	if len(rs) < 2 || !strings.ContainsRune("问答QA", rs[0]) {
		return 0
	}
	n := 1
	for n < len(rs) && n < 3 && rs[n] >= '0' && rs[n] <= '9' {
		n++
	}
	if n == len(rs) || rs[n] != ' ' || n == 1 && rs[0] < 128 {
		return 0 // A B
	}
	return n
}

func withVerb(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool {
		return v.act.asks() && v.strength >= name && v.strength != post || v.act == maybeAsk && v.strength == explicit || v.act.answers()
	})(t, h)
}

func addressing(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool { return v.addressee != "" })(t, h)
}

func hosting(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool { return v.act == host })(t, h)
}

func pressing(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool { return v.act == ask && v.strength == post })(t, h)
}

func posted(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool { return v.strength == post })(t, h)
}

func named(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool { return v.strength == name || v.strength == nickname })(t, h)
}

func introducing(t *text, h head) (int, voice) {
	return byColon(func(v voice) bool { return v.short != "" })(t, h)
}

func timed(t *text, h head) (int, voice) {
	i := h.colon
	if i <= h.at {
		return 0, voice{}
	}
	if _, tail := cutTime(string(t.plain[h.at:i])); !tail && !h.timed {
		return 0, voice{}
	}
	return byColon(func(voice) bool { return true })(t, h)
}

// bold is a speaker in bold: between printed stars, or as the page shows it.
func bold(t *text, h head) (int, voice) {
	if h.shown > h.at && h.shown <= h.until() {
		end := h.shown
		who, _ := cutTime(strings.TrimRight(string(t.plain[h.at:end]), ": "))
		if end < h.end && t.plain[end] == ':' {
			end++
		}
		return end, t.voice(who)
	}
	if !h.bold {
		return 0, voice{}
	}
	for i := h.at; i+1 < h.until(); i++ {
		if t.plain[i] != '*' || t.plain[i+1] != '*' {
			continue
		}
		end := i + 2
		who, _ := cutTime(strings.TrimRight(string(t.plain[h.at:i]), ": "))
		if end < h.end && t.plain[end] == ':' {
			end++
		}
		return end, t.voice(who)
	}
	return 0, voice{}
}

// inBrackets is what stands in the black brackets at a head.
func (t *text) inBrackets(h head) (who string, end int) {
	if h.at >= h.end || !strings.ContainsRune("【(", t.plain[h.at]) {
		return "", 0
	}
	closer := map[rune]rune{'【': '】', '(': ')'}[t.plain[h.at]]
	for i := h.at + 1; i < h.until(); i++ {
		if t.plain[i] == closer {
			end = i + 1
			for end < h.end && (t.plain[end] == ':' || h.bold && t.plain[end] == '*') {
				end++
			}
			return string(t.plain[h.at+1 : i]), end
		}
	}
	return "", 0
}

func markBracket(t *text, h head) (int, voice) {
	who, end := t.inBrackets(h)
	v := t.voice(strings.TrimRight(who, ":"))
	if v.strength != explicit {
		return 0, voice{}
	}
	return end, v
}

func bracket(t *text, h head) (int, voice) {
	who, end := t.inBrackets(h)
	if who == "" || t.plain[h.at] == '(' {
		return 0, voice{}
	}
	who, _ = cutTime(strings.TrimRight(who, ":"))
	v := t.voice(who)
	if v.strength == nothing && latinUser(who) {
		v = voice{act: speak, strength: nickname, person: person{Speaker: Speaker{Name: who}}, key: who}
	}
	return end, v // a nickname counts only where it asks, see drop
}

// latinUser says whether somebody may go by these words on the net: wind_2001.
func latinUser(who string) bool {
	for _, r := range who {
		if r > 127 || strings.ContainsRune(" :,;!?", r) {
			return false
		}
	}
	return len(who) > 2 && len(who) <= 20
}

// leads are labels of a lead before a dialogue. Before a report they are none,
// since every report has a lead.
var leads = []string{"导读", "核心提示", "内容提要", "内容提示", "阅读提示", "本期导读", "开篇语", "导语"}

// editorNote is the 编者按 that opens a text, alone, with a colon or in brackets.
func editorNote(t *text, h head) (int, voice) {
	if h.inline {
		return 0, voice{}
	}
	at, closer := h.at, false
	if at < h.end && t.plain[at] == '【' {
		at, closer = at+1, true
	}
	if i := h.colon; i > at && slices.Contains(leads, string(t.plain[at:i])) {
		return i + 1, voice{act: note, strength: post, key: "lead"}
	}
	for _, say := range []string{"编者按", "编者的话", "编者语", "编者注", "编前语", "编前", "编者话", "开栏的话", "开栏语"} {
		end := at + len([]rune(say))
		if end > h.end || string(t.plain[at:end]) != say {
			continue
		}
		for end < h.end && strings.ContainsRune("】:*", t.plain[end]) {
			closer = true
			end++
		}
		if closer || end == h.end || t.plain[end] == ' ' {
			return end, voice{act: note, strength: explicit, key: say}
		}
	}
	return 0, voice{}
}

// form is a line such as 提问代表:方某某(某村党支部书记): the whole line is the label.
func form(t *text, h head) (int, voice) {
	i := h.colon
	if i < 0 || h.end > i+headRunes {
		return 0, voice{}
	}
	a, ok := t.words.forms[string(t.plain[h.at:i])]
	who := strings.Trim(string(t.plain[i+1:h.end]), " :*")
	if !ok || who == "" || strings.ContainsAny(who, "。?!;,…") {
		return 0, voice{}
	}
	p := t.words.person(who)
	if !p.known() || t.words.deny(who) {
		return 0, voice{}
	}
	return h.end, voice{act: a, strength: explicit, person: p, key: a.String() + who}
}

// numbered is 问题1:, 问题一、 or 第一问:.
func numbered(t *text, h head) (int, voice) {
	rs := t.plain[h.at:h.until()]
	s := string(rs)
	body, ok := strings.CutPrefix(s, "问题")
	if !ok {
		if body, ok = strings.CutPrefix(s, "提问"); !ok {
			return 0, voice{}
		}
	}
	n := 0
	digits := []rune(body)
	for n < len(digits) && n < 4 && strings.ContainsRune("0123456789一二三四五六七八九十", digits[n]) {
		n++
	}
	if n == 0 || n >= len(digits) || !strings.ContainsRune(":、. ", digits[n]) {
		return 0, voice{}
	}
	return h.at + 2 + n + 1, voice{act: ask, strength: explicit, single: true}
}

// blankBehind is a speaker with a blank for the colon. It counts only where such
// labels open most of the text, see drop.
func blankBehind(t *text, h head) (int, voice) {
	if h.inline {
		return 0, voice{}
	}
	for i := h.at + 2; i < min(h.end, h.at+12); i++ {
		if t.plain[i] != ' ' {
			continue
		}
		v := t.voice(string(t.plain[h.at:i]))
		if v.strength == name || v.strength == post && (v.act == ask || v.act == host) {
			return i, v
		}
		return 0, voice{}
	}
	return 0, voice{}
}

// stamped is 李某某 14:24:05 alone on its line.
func stamped(t *text, h head) (int, voice) {
	if h.inline || h.end-h.at > headRunes {
		return 0, voice{}
	}
	who, ok := cutTime(string(t.plain[h.at:h.end]))
	if !ok {
		return 0, voice{}
	}
	return h.end, t.voice(strings.TrimRight(who, ": "))
}

// alone is a line with nothing but a speaker.
func alone(t *text, h head) (int, voice) {
	if h.inline || h.end-h.at > 40 {
		return 0, voice{}
	}
	v := t.voice(string(t.plain[h.at:h.end]))
	if v.strength < name || v.strength == name && v.act != speak || strings.ContainsAny(string(t.plain[h.at:h.end]), "。?!;,…:") {
		return 0, voice{}
	}
	return h.end, v
}
