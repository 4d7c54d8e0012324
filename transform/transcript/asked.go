package transcript

import (
	"strings"
	"unicode"
)

// An interview may be printed without any label: every question is a paragraph
// of one form (behind a dash, in bold, numbered, or a short line), and the
// paragraphs beneath it answer. A report with questions for headings looks the
// same. It is told apart by what it says before (somebody is asked, or answers
// readers) and by its paragraphs: they quote others, and say what the reporter saw.

// An asking is a form to print questions in without labels. Its finder gives the
// kind of a line that has the form, all questions being of one kind, and where
// the words of a question begin in it.
type asking struct {
	method string
	few    int // questions at least
	find   func(t *text, l line) (at int, kind string)
	heads  bool // its lines look like headings, so that other headings speak against it
	close  bool // the lead must say that questions are answered
}

// askings is tried in order.
//
// To add a form, add a literal here and a folder of its method with a text in
// fixtures/transcripts.
var askings = []asking{
	{method: "dash", few: 2, find: dashed},                              // ——汉墓是怎么发现的?
	{method: "bold", few: 2, find: allBold},                             // **为什么要回来?**
	{method: "numbered", few: 2, find: numberedLine, close: true},       // 1.哪些人可以申请?
	{method: "question", few: 3, find: short, heads: true, close: true}, // 近视了还能恢复吗?
}

func dashed(t *text, l line) (int, string) {
	at := l.start
	for at < l.end && strings.ContainsRune("—-―─", t.plain[at]) {
		at++
	}
	if at == l.start {
		return at, ""
	}
	return t.skip(at, l.end), "—"
}

// allBold is a paragraph all in bold, by printed stars or as the page shows it.
func allBold(t *text, l line) (int, string) {
	stars := l.end-l.start > 4 && string(t.plain[l.start:l.start+2]) == "**" && string(t.plain[l.end-2:l.end]) == "**"
	if stars || t.bold[l.start] >= l.end-1 {
		return l.start, "bold"
	}
	return l.start, ""
}

// numberedLine is a paragraph with a number, of the kind of the number: 1. or 一、
// or (1). The number is the label, as 问题1: is.
func numberedLine(t *text, l line) (int, string) {
	rs := t.plain[l.start:l.end]
	if n := listNumber(rs); n > 0 {
		return t.skip(l.start+n, l.end), "1" + string(rs[n-1])
	}
	n := 0
	for n < len(rs) && n < 4 && strings.ContainsRune("一二三四五六七八九十", rs[n]) {
		n++
	}
	if n > 0 && n < len(rs) && strings.ContainsRune("、.", rs[n]) {
		return t.skip(l.start+n+1, l.end), "一" + string(rs[n])
	}
	return l.start, ""
}

func short(_ *text, l line) (int, string) {
	if l.end-l.start <= 40 {
		return l.start, "short"
	}
	return l.start, ""
}

// asked opens the questions and answers of a text that has no labels.
func (e *evidence) asked() []mark {
	for _, m := range e.ms {
		if m.voice.strength == explicit && m.voice.act != note {
			return nil
		}
	}
	for _, a := range askings {
		if qs := e.t.asking(a); qs != nil {
			return append(e.notes(), e.t.opened(a, qs)...)
		}
	}
	return nil
}

// asking is the lines of a text that ask in a form, nil unless they make it a
// dialogue.
func (t *text) asking(a asking) []int {
	var qs []int
	kind := ""
	for i, l := range t.lines {
		_, k := a.find(t, l)
		if k == "" || kind != "" && k != kind {
			continue
		}
		_, ends := t.questions(l.start, l.end)
		switch {
		case ends && l.end-l.start <= 160:
			if n := len(qs); n > 0 && qs[n-1] == i-1 {
				return nil // two questions, and nobody answers the first
			}
			qs, kind = append(qs, i), k
		case kind != "" && (!a.heads || i+1 < len(t.lines) && t.heading(l)):
			return nil
		}
	}
	n := len(t.lines)
	for n > 0 && (t.signOff(t.lines[n-1]) || t.narrates(t.lines[n-1], Turn{Role: Answer}, true)) {
		n--
	}
	if len(qs) < a.few || qs[0] == 0 || qs[len(qs)-1] >= n-1 || !t.announced(qs[0], a.close) || t.quiz(qs) {
		return nil
	}
	for _, l := range t.lines[qs[0]:n] {
		if t.reports(l) {
			return nil
		}
	}
	return qs
}

// quiz says whether half of the lines behind questions are choices, or have a
// label that is no voice's (答案:).
func (t *text) quiz(qs []int) bool {
	n := 0
	for _, q := range qs {
		l := t.lines[q+1]
		i := t.colon(head{at: l.start, end: l.end})
		if choice(t.plain[l.start:l.end]) || i > 0 && t.words.deny(string(t.plain[l.start:i])) {
			n++
		}
	}
	return 2*n >= len(qs)
}

// opened gives every question a turn, and the line behind it the answer's.
func (t *text) opened(a asking, qs []int) []mark {
	var out []mark
	for _, q := range qs {
		l, next := t.lines[q], t.lines[q+1]
		at, _ := a.find(t, l)
		out = append(out,
			mark{start: l.start, end: at, line: q, text: at, style: a.method, voice: voice{act: ask, strength: explicit, single: true}},
			mark{start: next.start, end: next.start, line: q + 1, text: next.start, style: "unlabelled", voice: voice{act: answer, strength: explicit, single: true}})
	}
	return out
}

// announcing are words that tell before a dialogue that there is one; those in
// answering that readers' questions are answered.
var (
	answering  = []string{"解答", "答疑", "释疑", "解惑", "问答", "答问", "回答", "回应", "对话", "专访", "访谈", "作答", "一问一答"}
	announcing = []string{"采访了", "面对面", "做客", "交流", "聊了", "交谈", "请教", "接受", "走近", "倾听"}
)

// announced says whether the lines before the first question announce a dialogue.
func (t *text) announced(first int, strict bool) bool {
	for _, l := range t.lines[max(0, first-10):first] {
		s := string(t.plain[l.start:min(l.end, l.start+1000)])
		if contained(s, answering) || !strict && contained(s, announcing) {
			return true
		}
	}
	return false
}

// reports says whether a paragraph is a reporter's: it tells what the reporter
// saw or what somebody said.
func (t *text) reports(l line) bool {
	s := t.unquoted(l)
	if strings.Contains(s, "记者") || strings.Contains(s, "笔者") {
		return true
	}
	for _, clause := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsPunct(r) }) {
		if len([]rune(clause)) > 40 || !tells(lastRunes(clause, 3)) {
			continue
		}
		if v := t.teller(clause, false); v.strength > nothing && v.person.Name != "" && !strings.HasPrefix(clause, "我") {
			return true
		}
	}
	return false
}
