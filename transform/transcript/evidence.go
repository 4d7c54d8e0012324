package transcript

import (
	"strings"
	"unicode"
)

// marks finds every label that could open a turn, in order.
func (t *text) marks() []mark {
	var out []mark
	for i, l := range t.lines {
		m, ok := t.label(t.head(l, l.start), l.start)
		if ok {
			m.line = i
			out = append(out, m)
		}
		if ok || len(t.lines) == 1 {
			out = append(out, t.within(l, i, m.end)...)
		}
	}
	t.measure(out)
	return out
}

// within finds the labels inside a paragraph, behind the end of a sentence.
func (t *text) within(l line, n, from int) []mark {
	var out []mark
	for i := max(from, l.start) + 1; i < l.end; i++ {
		if !strings.ContainsRune("。?!…”) ;", t.plain[i-1]) || t.blank(i) {
			continue
		}
		h := head{at: i, end: l.end, inline: true}
		if m, ok := t.label(h, i); ok && m.style != "alone" && m.style != "stamp" {
			m.line, m.style = n, "inline"
			out = append(out, m)
			i = m.end - 1
		}
	}
	return out
}

// measure looks at the words behind every label.
func (t *text) measure(ms []mark) {
	for i := range ms {
		m := &ms[i]
		m.until = len(t.plain)
		if i+1 < len(ms) {
			m.until = ms[i+1].start
		}
		m.asks, m.question = t.questions(m.end, m.until)
	}
}

// requests are the words of a question without a question mark.
var requests = []string{"请问", "想问", "请教", "请您", "请你", "谈谈", "说说", "讲讲", "介绍一下", "想了解", "想请", "能否", "能不能", "是否", "如何", "为什么", "什么", "怎么", "怎样", "哪些", "多少", "解读一下"}

// questions says whether the words ask anything, and whether they end with a
// question mark.
func (t *text) questions(start, end int) (asks, last bool) {
	i := end - 1
	for i >= start && (t.blank(i) || strings.ContainsRune("”)\"'", t.plain[i])) {
		i--
	}
	last = i >= start && t.plain[i] == '?'
	if last {
		return true, true
	}
	tail := string(t.plain[max(start, end-200):max(start, end)])
	if strings.Contains(tail, "?") {
		return true, false
	}
	for _, r := range requests {
		if strings.Contains(tail, r) {
			return true, false
		}
	}
	return false, false
}

// speech says whether words follow a label that somebody may have said, and
// not a name, a number or a title (主持人:张三, 局长:李某某).
func (t *text) speech(m mark) bool {
	at := m.text
	if m.alone {
		at = t.skip(at, len(t.plain))
		return at < m.until
	}
	end := t.lines[m.line].end
	if m.until < end {
		end = m.until
	}
	words := t.plain[at:max(at, end)]
	if len(words) > 60 {
		return true
	}
	for _, r := range words {
		if strings.ContainsRune("。?!;…", r) {
			return true
		}
	}
	return len(words) > 24 && strings.ContainsRune(string(words), ',')
}

// A case is the evidence the labels of one text give together.
type evidence struct {
	t       *text
	ms      []mark
	count   map[string]int // labels of a key
	shorts  map[string]bool
	answers bool // the text has explicit answers
	asker   bool // somebody asks who is not a host
}

// accepted keeps the marks that open a turn. Without a question and somebody
// to answer it there are none.
func (t *text) accepted() []mark {
	ms := t.drop(t.marks())
	e := evidence{t: t, ms: ms, count: map[string]int{}, shorts: map[string]bool{}}
	for _, m := range ms {
		e.count[m.voice.key]++
		e.answers = e.answers || m.voice.act.answers()
		e.asker = e.asker || m.voice.act.asks() || m.voice.act == maybeAsk && m.asks
		if m.voice.short != "" {
			e.shorts[m.voice.short] = true
		}
	}
	for _, s := range t.introductions() {
		e.shorts[s] = true
	}
	return e.keep()
}

// drop takes out what is no label whatever the rest of the text says.
func (t *text) drop(ms []mark) []mark {
	var out []mark
	for _, m := range ms {
		if m.voice.strength < explicit && !t.speech(m) {
			continue
		}
		out = append(out, m)
	}
	return out
}

// introductions are the short forms that running text introduces:
// 市商务局局长李某(以下简称“李”).
func (t *text) introductions() []string {
	var out []string
	for _, l := range t.lines[:min(len(t.lines), 40)] {
		s := string(t.plain[l.start:min(l.end, l.start+2000)])
		for {
			i := strings.Index(s, "简称")
			if i < 0 {
				break
			}
			s = s[i+len("简称"):]
			if end := strings.IndexRune(s, ')'); end > 0 && end < 40 {
				out = append(out, strings.Trim(s[:end], " “”\"':为"))
			}
		}
	}
	return out
}

func (e *evidence) keep() []mark {
	if !e.dialogue() {
		return e.notes()
	}
	var out []mark
	for i, m := range e.ms {
		if e.opens(i, out) {
			out = append(out, m)
		}
	}
	return out
}

// notes are the 编者按 at the head of a text without a dialogue.
func (e *evidence) notes() []mark {
	if len(e.ms) > 0 && e.ms[0].voice.act == note && e.ms[0].line == 0 {
		return e.ms[:1]
	}
	return nil
}

// dialogue says whether the text is one: somebody asks and somebody else then
// speaks, both by labels that count.
func (e *evidence) dialogue() bool {
	asked := false
	for i, m := range e.ms {
		switch {
		case m.voice.act.asks() && (m.voice.strength == explicit || m.asks),
			m.voice.act == maybeAsk && m.asks,
			m.voice.act == host && m.asks:
			if m.voice.act == maybeAsk && asked {
				return true
			}
			asked = true
		case m.voice.act == host:
		case asked && (m.voice.act.answers() || m.voice.strength >= post || e.namesSomebody(i)):
			return true
		}
	}
	return e.alternates()
}

// namesSomebody says whether a weak label is a person by what the text shows
// besides: the label recurs, was introduced, or the name occurs elsewhere.
func (e *evidence) namesSomebody(i int) bool {
	v := e.ms[i].voice
	if e.shorts[v.key] {
		return true
	}
	afterAsk := i > 0 && (e.ms[i-1].voice.act.asks() || e.ms[i-1].voice.act == host) && e.ms[i-1].asks
	switch v.strength {
	case name:
		return e.count[v.key] > 1 || afterAsk
	case nickname:
		return e.count[v.key] > 1 && afterAsk
	}
	return false
}

// alternates says whether two names take turns, one of them asking.
func (e *evidence) alternates() bool {
	switches, asked := 0, 0
	for i := 1; i < len(e.ms); i++ {
		a, b := e.ms[i-1], e.ms[i]
		if a.voice.strength < name || b.voice.strength < name || a.voice.key == b.voice.key {
			continue
		}
		if e.count[a.voice.key] > 1 || e.count[b.voice.key] > 1 {
			switches++
			if a.question {
				asked++
			}
		}
	}
	return switches >= 3 && asked >= 2
}

// opens says whether the mark opens a turn, after those kept so far.
func (e *evidence) opens(i int, kept []mark) bool {
	m := e.ms[i]
	v := m.voice
	asked := len(kept) > 0 && (kept[len(kept)-1].voice.act.asks() || kept[len(kept)-1].asks)
	switch {
	case v.act == note:
		return m.line == 0 || len(kept) == 0
	case m.inline && v.strength < explicit:
		return e.count[v.key] > 1
	case v.strength == explicit, e.shorts[v.key]:
		return true
	case v.act == host || v.act == ask:
		return m.style != "alone" || e.count[v.key] > 1
	case v.strength == post && m.style == "alone":
		return asked && (e.count[v.key] > 1 || !e.answers)
	case v.strength == post:
		return !e.answers || asked || e.count[v.key] > 1 && v.person.Name != ""
	case v.strength == name && !e.answers:
		return (e.count[v.key] > 1 || asked) && (m.style != "alone" || e.count[v.key] > 1)
	case v.strength == name:
		return asked && e.count[v.key] > 1
	case v.strength == nickname:
		return asked && e.count[v.key] > 1 && !e.answers
	}
	return false
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
