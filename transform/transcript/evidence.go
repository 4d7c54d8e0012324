package transcript

import (
	"strings"
)

// marks finds every label that could open a turn, in order.
func (t *text) marks() []mark {
	var out []mark
	for i, l := range t.lines {
		m, ok := t.headed(l)
		if ok {
			m.line = i
			out = append(out, m)
		}
		if ok || len(t.lines) == 1 || t.crowded(l) {
			out = append(out, t.within(l, i, m.text)...)
		}
	}
	t.measure(out)
	return out
}

// headed is the label a line begins with, perhaps behind the topic of a question:
// 【医疗】市人大代表李某某问:
func (t *text) headed(l line) (mark, bool) {
	h := t.head(l, l.start)
	m, ok := t.label(h, l.start)
	if ok && m.style != "bracket" {
		return m, true
	}
	if at, topic := t.topic(h.at, l.end); topic != "" && at < l.end {
		behind, found := t.label(t.head(line{at, l.end}, at), l.start)
		if found && behind.voice.act.asks() && behind.voice.strength == explicit {
			behind.topic = topic
			return behind, true
		}
	}
	return m, ok
}

// crowded says whether a paragraph that no label opens holds a dialogue all the
// same: four labels at least, behind sentences that end, and one of them again.
func (t *text) crowded(l line) bool {
	colons := 0
	for _, r := range t.plain[l.start:l.end] {
		if r == ':' {
			colons++
		}
	}
	if colons < 4 {
		return false
	}
	ms := t.within(l, 0, l.start)
	count, again, asks := map[string]int{}, false, false
	for _, m := range ms {
		count[m.voice.key]++
		again = again || m.voice.strength >= name && count[m.voice.key] > 1
		asks = asks || m.voice.act.asks() || m.voice.act == host
	}
	return len(ms) > 3 && again && asks
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
			m.line = n
			if m.style != "narrated-answer" {
				m.style = "inline"
			}
			out = append(out, m)
			i = max(i, m.end-1)
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
		until := t.unheaded(m.end, m.until)
		m.asks, m.question = t.questions(m.end, until)
		m.puts = m.question || m.asks && t.requests(m.end, until)
	}
}

// requests are the words of a question without a question mark.
var requests = []string{"请问", "想问", "请教", "请您", "请你", "谈谈", "说说", "讲讲", "介绍一下", "想了解", "想请", "能否", "能不能", "是否", "如何", "为什么", "什么", "怎么", "怎样", "哪些", "多少", "解读一下"}

// announced are requests that one makes of oneself: 先来介绍一下今天的嘉宾.
var announced = []string{"来介绍一下", "先介绍一下", "我介绍一下", "大家介绍一下"}

// requests says whether the words put a question to somebody in so many words.
func (t *text) requests(start, end int) bool {
	words := string(t.plain[max(start, end-300):end])
	return contained(words, requests[:3]) || contained(words, []string{"咨询", "想了解"})
}

// questions says whether the words ask anything, and whether they end with a
// question mark.
func (t *text) questions(start, end int) (asks, last bool) {
	i := t.untimed(start, end) - 1
	for i >= start && (t.blank(i) || strings.ContainsRune("”)\"'*", t.plain[i])) {
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
	for _, own := range announced {
		tail = strings.ReplaceAll(tail, own, "")
	}
	return contained(tail, requests), false
}

// untimed is the end of a span without a time note in brackets: 可以。[09:08]
func (t *text) untimed(start, end int) int {
	at := t.trimEnd(start, end)
	if at == start || !strings.ContainsRune("】)", t.plain[at-1]) {
		return end
	}
	for i := at - 1; i >= max(start, at-24); i-- {
		if strings.ContainsRune("【(", t.plain[i]) {
			if timeNote(t.plain[i:at]) == at-i {
				return i
			}
			break
		}
	}
	return end
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

// fewWords says whether a few words without the marks of a sentence follow a label
// (李某某:没有), and no name as in a line of the cast or in a sign-off.
func (t *text) fewWords(m mark) bool {
	l := t.lines[m.line]
	if m.alone || m.inline || m.style == "alone" || m.style == "stamp" {
		return false
	}
	who := t.voice(string(t.plain[m.text:l.end]))
	return who.strength <= nickname && !(m.line+1 == len(t.lines) && t.signOff(l))
}

// The evidence is what the labels of one text say together.
type evidence struct {
	t        *text
	ms       []mark
	count    map[string]int   // labels of a key
	shorts   map[string]voice // who the text introduces a short form for
	spoken   map[string]bool  // the names of the voices kept so far
	explicit bool             // the text has labels that say they answer
	standing int              // labels that stand alone on their line and name a role or a post
	answers  map[string]bool  // the names in labels that say they answer
	inTurn   bool             // two voices speak in turn, see duo
	dense    bool             // labels that name somebody open most of the lines
}

// accepted keeps the marks that open a turn. Without a question and somebody
// to answer it there are none.
func (t *text) accepted() []mark {
	e := evidence{t: t, count: map[string]int{}, shorts: t.introductions(), answers: map[string]bool{}, spoken: map[string]bool{}}
	all := t.marks()
	chair := t.chair(all)
	e.ms = e.drop(all)
	ms, named := e.ms, 0
	t.seatHost(ms, chair)
	surnames(ms)
	t.shortPapers(ms)
	seat(ms)
	for i := range ms {
		if full, ok := e.shorts[ms[i].voice.key]; ok {
			if p := &full.person; p.role == "press" && p.Name == "" && p.Org == "" {
				p.Title = "" // 记 alone names nobody, as 问 does
			}
			ms[i].voice = full
		}
		v := ms[i].voice
		e.count[v.key]++
		e.explicit = e.explicit || v.act == answer // who adds to an answer says so where the answers do not
		if v.act.answers() && v.person.Name != "" {
			e.answers[v.person.Name] = true
		}
		if ms[i].style == "alone" && v.strength == post {
			e.standing++
		}
		if (ms[i].style == "name" || ms[i].style == "host") && v.strength >= name {
			named++
		}
		if v.short != "" {
			e.shorts[v.short] = introducedAs(v)
		}
	}
	e.inTurn = e.duo()
	e.dense = len(ms) > 0 && named > 3 && 2*named > len(t.lines)-ms[0].line
	switch {
	case e.dialogue():
		if kept := e.keep(); answered(kept) || e.recorded() {
			return kept
		}
		return e.notes()
	case e.questionsOnly():
		return e.unlabelled()
	case e.answersOnly():
		return e.unlabelledQuestions()
	}
	if ms := e.asked(); ms != nil {
		return ms
	}
	return e.notes()
}

// introducedAs is the voice a short form stands for; explicit, since the text
// itself says that it is a label.
func introducedAs(v voice) voice {
	v.strength, v.short = explicit, ""
	return v
}

// drop takes out what is no label whatever the labels around it are.
func (e *evidence) drop(ms []mark) []mark {
	var out []mark
	nicks := nicknames(ms)
	blanks := 0
	for _, m := range ms {
		if m.style == "blank" && e.t.speech(m) {
			blanks++
		}
	}
	spoke := map[string]bool{}
	for i, m := range ms {
		v := m.voice
		speech := e.t.speech(m)
		short := !speech && spoke[v.key] && v.strength >= name && e.t.fewWords(m)
		spoke[v.key] = spoke[v.key] || speech
		switch {
		case m.style == "blank" && (blanks < 4 || 2*blanks < len(e.t.lines)):
			// 记者 张三
		case m.style == "bracket" && i > 0 && ms[i-1].style == "form" && ms[i-1].line == m.line-1:
			// the topic of the question, whoever asks it
		case m.style == "bracket" && v.strength == nickname:
			if nicks > 1 && asksNext(ms, i) {
				m.voice.act, m.voice.strength = ask, post
				out = append(out, m)
			}
		case (v.strength < explicit || m.style == "alone") && !speech && !short:
		case m.style == "form" && (m.line+1 == len(e.t.lines) || e.t.signOff(e.t.lines[m.line+1])):
			// the answerer of all, named at the end
		case m.style == "verb" && e.t.quotes(m) && !v.official() && !e.inOffice(v):
			// a story, not an inquiry: 记者问:“…”
		default:
			out = append(out, m)
		}
	}
	return out
}

// inOffice says whether the text introduces a voice by name alone as somebody who
// answers, or as somebody who is there to ask.
func (e *evidence) inOffice(v voice) bool {
	p := e.t.meet(v.person.Name)
	if v.act.answers() {
		return p.known()
	}
	return p.role == "public"
}

// introductions are the short forms that running text introduces:
// 市商务局局长李某(以下简称“李”).
func (t *text) introductions() map[string]voice {
	out := map[string]voice{}
	for _, l := range t.lines[:min(len(t.lines), 40)] {
		s := string(t.plain[l.start:min(l.end, l.start+2000)])
		t.legend(l, out)
		for from := 0; ; {
			i := strings.Index(s[from:], "简称")
			if i < 0 {
				break
			}
			at := from + i
			from = at + len("简称")
			open, end := strings.LastIndexByte(s[:at], '('), strings.IndexByte(s[at:], ')')
			if open < 0 || end < 0 || at-open > 20 || end > 40 {
				continue
			}
			if v := t.words.introducedIn(s[:open]); v.strength > nothing {
				out[strings.Trim(s[from:at+end], " “”\"':为")] = introducedAs(v)
			}
		}
	}
	return out
}

// legend reads a line such as B=江城日报 L=李某某.
func (t *text) legend(l line, out map[string]voice) {
	if l.end-l.start > 60 {
		return
	}
	for _, f := range strings.FieldsFunc(string(t.plain[l.start:l.end]), func(r rune) bool { return strings.ContainsRune(" ,;、()", r) }) {
		short, who, ok := strings.Cut(f, "=")
		if v := t.words.speaker(who); ok && short != "" && len([]rune(short)) < 3 && v.strength >= name {
			out[short] = introducedAs(v)
		}
	}
}

// meetings are words before somebody the text introduces.
var meetings = []string{"采访", "专访", "对话", "邀请", "邀请到", "请来", "请到", "连线", "约请", "走访", "来自", "访问", "就此", "请教", "日电", "日讯", "本报讯", "任教于", "任职于", "就职于", "供职于", "执教于", "嘉宾", "欢迎", "的是", "位是", "做客", "记者会见", "我是", "您是", "他是", "她是", "他们是", "分别是", "这是", "就是", "我们的", "认识", "首先请", "先请", "有请", "下面请", "现在请", "接下来请"}

// introducedIn is the voice the last words of a text name.
func (x *lexicon) introducedIn(s string) voice {
	if i := strings.LastIndexAny(s, "。,;:!?】\n"); i >= 0 {
		s = strings.TrimLeft(s[i:], "。,;:!?】、”\n")
	}
	if i := strings.LastIndex(s, ")"); i >= 0 && strings.Contains(s[:i], "简称") {
		s = s[i+len(")"):] // 本报记者(以下简称记)与李某某
	}
	cut := 0
	for _, w := range meetings {
		i := strings.LastIndex(s, w)
		if i >= 0 && !strings.HasPrefix(s[i+len(w):], "》") && !strings.HasPrefix(s[i+len(w):], "”") { // 《对话》
			cut = max(cut, i+len(w))
		}
	}
	if i := strings.LastIndexAny(s[cut:], "着了的"); i >= 0 {
		cut += i + len("着") // 台上坐着市商务局局长李某某
	}
	s = strings.TrimLeft(s[cut:], " 到了是请由为与和对")
	if v := x.speaker(s); v.strength >= name && x.posts(v.person) {
		if v.person.role == "press" && x.suffix([]rune(v.person.Org), x.isOrg) == 0 {
			v.person.Org = "" // 另一路记者
		}
		return v
	}
	if i := strings.LastIndex(s, "、"); i >= 0 {
		s = s[i+len("、"):]
	}
	return x.speaker(s)
}

// posts says whether every title of a person is one, and no other person's
// name is between them: 局长李某某、副局长 is none.
func (x *lexicon) posts(p person) bool {
	if strings.Contains(p.Org, "、") {
		return false
	}
	for _, title := range strings.Split(p.Title, "、") {
		if title != "" && x.suffix([]rune(title), x.isTitle) == 0 {
			return false
		}
	}
	return true
}

func (e *evidence) keep() []mark {
	var out []mark
	for i, m := range e.ms {
		switch {
		case e.opens(i, out):
			out = append(out, m)
			e.spoken[m.voice.person.Name] = m.voice.person.Name != ""
		case e.another(i, out):
			m.voice.act = maybeAsk
			out = append(out, m)
		}
	}
	return out
}

// answered says whether more than a third of the questions kept have an answer:
// a comment may ask three questions and answer all at once.
func answered(kept []mark) bool {
	asked, answered := 0, 0
	open := false
	for _, m := range kept {
		switch a := m.voice.act; {
		case a.asks(), a == maybeAsk && m.asks, a == host && m.asks, a == speak && m.question:
			asked++
			open = true
		case open && a != host && a != note:
			answered++
			open = false
		}
	}
	return 3*answered > asked
}

// another says whether a label that tells nothing is one more who asks: what it
// says ends with a question mark and comes between two answers of one voice.
func (e *evidence) another(i int, kept []mark) bool {
	if m := e.ms[i]; e.explicit || len(kept) < 2 || i+1 == len(e.ms) || !m.question || m.inline || m.voice.strength == nothing {
		return false
	}
	last, next := kept[len(kept)-1].voice, e.ms[i+1].voice
	return last.act == speak && last.key == next.key && kept[len(kept)-2].asks
}

// questionsOnly says whether the text labels its questions alone, each ending
// its paragraph with a question mark before the paragraphs of the answer.
func (e *evidence) questionsOnly() bool {
	asked := 0
	for _, m := range e.ms {
		if m.voice.act != ask {
			continue
		}
		if e.answerLine(m) == nil {
			return false
		}
		asked++
	}
	return asked > 1
}

// answersOnly says whether the text labels its answers alone, by one label each
// behind a paragraph that ends with a question mark.
func (e *evidence) answersOnly() bool {
	answers, asked := 0, 0
	for _, m := range e.ms {
		if m.voice.act.asks() || m.voice.act == host {
			return false
		}
		if !e.answering(m) {
			continue
		}
		answers++
		if e.t.asksBefore(m) {
			asked++
		}
	}
	return asked > 1 && 3*asked >= 2*answers
}

// answering says whether a label may stand for the answers of such a text.
func (e *evidence) answering(m mark) bool {
	return m.voice.act.answers() && m.voice.strength == explicit && !strings.HasPrefix(m.style, "narrated") ||
		m.voice.act == speak && m.voice.strength == name && e.count[m.voice.key] > 1
}

// asksBefore says whether the line before a label is a question.
func (t *text) asksBefore(m mark) bool {
	if m.line == 0 || m.inline {
		return false
	}
	l := t.lines[m.line-1]
	_, ends := t.questions(l.start, l.end)
	return ends && l.end-l.start < 400
}

// unlabelledQuestions opens a question before every answer that has one.
func (e *evidence) unlabelledQuestions() []mark {
	var out []mark
	for _, m := range e.ms {
		if m.voice.act == note && m.line == 0 {
			out = append(out, m)
		}
		if !e.answering(m) {
			continue
		}
		own := len(out) > 0 && out[len(out)-1].line >= m.line-1 // the line before is somebody's
		if e.t.asksBefore(m) && !own {
			l := e.t.lines[m.line-1]
			at, dash := dashed(e.t, l)
			if dash == "" {
				at, _ = numberedLine(e.t, l)
			}
			out = append(out, mark{start: l.start, end: at, line: m.line - 1, text: at, style: "unlabelled", voice: voice{act: ask, strength: explicit, single: true}})
		}
		out = append(out, m)
	}
	return out
}

// answerLine is the first line behind a question, which another voice speaks.
func (e *evidence) answerLine(m mark) *line {
	lines := e.t.between(m.text, m.until)
	for i, l := range lines[:max(0, len(lines)-1)] {
		if _, ends := e.t.questions(l.start, l.end); ends {
			if next := lines[i+1]; !choice(e.t.plain[next.start:next.end]) {
				return &next
			}
			return nil
		}
	}
	return nil
}

// choice says whether a line is one to tick: A.满意.
func choice(rs []rune) bool {
	return len(rs) > 1 && (strings.ContainsRune("□○☐", rs[0]) || strings.ContainsRune("ABC", rs[0]) && strings.ContainsRune(".、:) ", rs[1]))
}

// unlabelled opens an answer behind every question.
func (e *evidence) unlabelled() []mark {
	var out []mark
	for _, m := range e.ms {
		if m.voice.act == note && m.line == 0 {
			out = append(out, m)
		}
		if m.voice.act != ask {
			continue
		}
		l := e.answerLine(m)
		out = append(out, m, mark{start: l.start, end: l.start, text: l.start, style: "unlabelled", voice: voice{act: answer, strength: explicit, single: true}})
	}
	return out
}

// notes are the 编者按 at the head of a text without a dialogue.
func (e *evidence) notes() []mark {
	if len(e.ms) > 0 && e.ms[0].voice.act == note && e.ms[0].voice.strength == explicit && e.ms[0].line == 0 {
		return e.ms[:1]
	}
	return nil
}

// dialogue says whether the text is one: somebody asks and somebody else then
// speaks, both by labels that count.
func (e *evidence) dialogue() bool {
	asked, public, soft := false, false, e.publicAsks() // public: nobody but the public has asked
	for i, m := range e.ms {
		switch {
		case m.voice.act.asks() && !m.voice.vague && (m.voice.strength == explicit || m.asks),
			m.voice.act == maybeAsk && m.puts && soft,
			m.voice.act == host && m.asks:
			if m.voice.act == maybeAsk && asked {
				return true
			}
			public = m.voice.act == maybeAsk
			asked = true
		case m.voice.act == host, public && m.voice.act == maybeAsk, m.voice.vague:
		case asked && (m.voice.act.answers() || m.voice.strength >= post || e.namesSomebody(i)):
			return true
		}
	}
	return e.alternates()
}

// publicAsks says whether deputies and citizens mostly ask, and do not just
// give their views.
func (e *evidence) publicAsks() bool {
	asked, all := 0, 0
	for _, m := range e.ms {
		if m.voice.act == maybeAsk {
			all++
			if m.puts {
				asked++
			}
		}
	}
	return 2*asked >= all
}

// namesSomebody says whether a weak label is a person by what the text shows
// besides: the label recurs, was introduced, or the name occurs elsewhere.
func (e *evidence) namesSomebody(i int) bool {
	v := e.ms[i].voice
	afterAsk := i > 0 && (e.ms[i-1].voice.act.asks() || e.ms[i-1].voice.act == host) && e.ms[i-1].asks
	switch v.strength {
	case name:
		return e.count[v.key] > 1 || afterAsk || e.introduced(v.person.Name)
	case nickname:
		return e.count[v.key] > 1 && afterAsk
	}
	return false
}

// alternates says whether two names take turns, one of them asking, or whether
// people in office mostly ask and answer each other.
func (e *evidence) alternates() bool {
	switches, asked := 0, 0
	if e.posts() {
		return true
	}
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
	return switches >= 3 && asked >= 2 || e.inTurn || e.recorded()
}

// records are words of a line that announces the record of a dialogue.
var records = []string{"实录", "全文", "对话", "访谈", "专访", "采访", "问答"}

// views are words of a line that announces what some people think.
var views = []string{"观点", "发言", "言论", "评论", "感言", "看法", "建议", "致辞"}

// recorded says whether the line before the labels announces a record (以下为访谈
// 实录:), and the first who speaks then speaks again after another: a host, or
// people by name who speak in all lines but few, with a question.
func (e *evidence) recorded() bool {
	ms := e.ms
	for len(ms) > 0 && ms[0].voice.act == note {
		ms = ms[1:]
	}
	for len(ms) > 0 && ms[0].style == "alone" && e.count[ms[0].voice.key] < 2 {
		ms = ms[1:] // a line of the cast
	}
	if len(ms) < 3 || ms[0].line == 0 {
		return false
	}
	l := e.t.lines[ms[0].line-1]
	s := string(e.t.plain[l.start:min(l.end, l.start+200)])
	if !contained(s, records) || contained(s, views) || !strings.Contains(s, "以下") && !strings.Contains(s, "如下") && !strings.HasSuffix(s, "实录:") {
		return false
	}
	asked, back := false, false
	for i, m := range ms {
		asked = asked || m.question || m.puts
		back = back || i > 1 && m.voice.key == ms[0].voice.key && ms[i-1].voice.key != m.voice.key
	}
	return back && (ms[0].voice.act == host || asked && e.dense)
}

// posts says whether people named with their posts ask and are answered, twice
// at least.
func (e *evidence) posts() bool {
	asked, all := 0, 0
	for i, m := range e.ms {
		if m.voice.strength != post || m.voice.person.Name == "" {
			continue
		}
		all++
		if m.question && i+1 < len(e.ms) && !e.ms[i+1].question && e.ms[i+1].voice.strength == post && e.ms[i+1].voice.key != m.voice.key {
			asked++
		}
	}
	return asked >= 2 && 3*asked >= all
}

// opens says whether the mark opens a turn, after those kept so far.
func (e *evidence) opens(i int, kept []mark) bool {
	m := e.ms[i]
	v := m.voice
	var last mark
	if len(kept) > 0 {
		last = kept[len(kept)-1]
	}
	asked := last.voice.act.asks() || last.asks
	switch {
	case v.act == note:
		return m.line == 0 || len(kept) == 0
	case m.inline && v.strength < explicit:
		return e.count[v.key] > 1
	case strings.HasPrefix(m.style, "narrated") && v.act.answers() && v.person.deputed():
		return false // whose body puts the questions closes the meeting
	case v.retold:
		return true
	case m.style == "narrated-answer" && v.act == supplement && v.strength == explicit && last.voice.act.answers() && strings.HasPrefix(last.style, "narrated"):
		return last.voice.key != v.key
	case m.style == "narrated-answer" || m.style == "narrated" && v.strength == name:
		return asked && (v.strength == explicit || e.spoken[v.person.Name] || e.introduced(v.person.Name)) ||
			v.act.asks() && (e.spoken[v.person.Name] || e.inOffice(v) || m.question && v.person.role == "public" && v.person.Name != "")
	case v.strength == explicit, v.short != "":
		return true
	case v.act == host || v.act == ask:
		return m.style != "alone" || e.count[v.key] > 1 || e.standing > 2 && (v.act == host || m.asks)
	case v.strength == post && m.style == "alone" && e.standing > 2 && v.person.Name != "":
		return true
	case v.strength == post && m.style == "alone":
		return asked && (e.count[v.key] > 1 || !e.explicit)
	case v.act == maybeAsk && m.puts && e.answersNext(i):
		return true
	case v.strength == post:
		return !e.explicit || asked || e.count[v.key] > 1 && v.person.Name != ""
	case v.strength == name && len(kept) > 0 && e.t.supplements(m):
		return true
	case v.strength == name && !e.explicit && len(kept) > 0 && m.style != "alone" && e.introduced(v.person.Name):
		return true
	case v.strength == name && e.dense && m.style == "name" && len(kept) > 0:
		return true
	case v.strength == name && !e.explicit:
		return (e.count[v.key] > 1 || asked) && (m.style != "alone" || e.count[v.key] > 1)
	case v.strength == name && e.answers[v.person.Name] && m.style == "name":
		return true
	case v.strength == name:
		return asked && (e.count[v.key] > 1 || e.introduced(v.person.Name))
	case v.strength == nickname:
		return (asked || e.inTurn) && e.count[v.key] > 1 && !e.explicit
	}
	return false
}

// answersNext says whether the next label says that it answers.
func (e *evidence) answersNext(i int) bool {
	return i+1 < len(e.ms) && e.ms[i+1].voice.act.answers()
}

// introduced says whether the text names somebody together with a post.
func (e *evidence) introduced(name string) bool { return e.t.meet(name).known() }
