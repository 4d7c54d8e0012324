package transcript

import "strings"

// merge joins a label with the one before it where the same voice goes on.
func (t *text) merge(ms []mark) []mark {
	var out []mark
	for _, m := range ms {
		if n := len(out); n > 0 && continues(out[n-1], m) && !t.greets(out[n-1], m) && !t.interrupted(m) {
			out[n-1].until, out[n-1].asks, out[n-1].question = m.until, m.asks || out[n-1].asks, m.question
			continue
		}
		out = append(out, m)
	}
	return out
}

// interrupted says whether the paper speaks in brackets in the line before a label.
func (t *text) interrupted(m mark) bool {
	return !m.inline && m.line > 0 && t.aside(t.lines[m.line-1])
}

// continues says whether the same voice goes on under a second label. A
// question that is complete is another one's, unless the label names who asks.
func continues(a, b mark) bool {
	if a.voice.key != b.voice.key || a.voice.act != b.voice.act || b.voice.single {
		return false
	}
	asks := b.voice.act.asks() && b.voice.strength == explicit || b.voice.act == maybeAsk
	return !asks || !a.question || b.voice.person.Name != ""
}

// greetings are what a host says who does not ask yet.
var greetings = []string{"欢迎", "大家好", "朋友们好", "朋友好", "各位", "感谢", "谢谢", "下午好", "上午好", "晚上好", "今天我们", "这里是", "您正在"}

// greets says whether a host only greets in the first of two paragraphs and
// asks in the second, which is another role.
func (t *text) greets(a, b mark) bool {
	if a.voice.act != host || a.asks || !b.asks {
		return false
	}
	return contained(t.stretch(a.end, a.until, 60), greetings)
}

// roles gives every mark its role and exchange.
func (t *text) roles(ms []mark) []Turn {
	asker := t.leadingAsker(ms)
	turns := make([]Turn, len(ms))
	exchange := 0
	for i, m := range ms {
		r := t.role(ms, i, asker, turns[:i])
		if r == FollowUp && exchange == 0 {
			r = Question
		}
		if r == Question {
			exchange++
		}
		if r == Answer && exchange == 0 && !m.voice.act.answers() {
			r = Narrative
		}
		turns[i] = Turn{Role: r, Method: m.style, Speaker: m.voice.person.Speaker, Addressee: m.voice.addressee}
		unasked := m.voice.retold && i > 0 && turns[i-1].Role != Question && turns[i-1].Role != FollowUp
		if r != Host && r != Narrative && !unasked {
			turns[i].Exchange = exchange
		}
	}
	return turns
}

// An askers says who asks in a text: labels that always do, or else those whose
// words mostly end with a question mark.
type askers struct {
	hard bool            // 问, 记者; not 追问, which a 网友 may do
	soft bool            // 网友, 代表
	keys map[string]bool // the voices that ask where no label says so
	only map[string]bool // the voices with a post all of whose words end with a question mark
}

func (t *text) leadingAsker(ms []mark) askers {
	a := askers{keys: map[string]bool{}, only: map[string]bool{}}
	asked, all := map[string]int{}, map[string]int{}
	hosted := false
	for _, m := range ms {
		a.hard = a.hard || m.voice.act == ask && m.voice.person.role != "host"
		a.soft = a.soft || m.voice.act == maybeAsk && m.asks
		hosted = hosted || m.voice.act == host
		all[m.voice.key]++
		if m.question {
			asked[m.voice.key]++
		}
	}
	for _, m := range ms {
		a.only[m.voice.key] = m.voice.strength == post && asked[m.voice.key] == all[m.voice.key]
	}
	if a.hard || a.soft || hosted {
		return a
	}
	best := ""
	for _, m := range ms {
		key := m.voice.key
		if asked[key] > asked[best] {
			best = key
		}
		if len(all) > 2 && 2*asked[key] >= all[key] {
			a.keys[key] = true
		}
	}
	if len(a.keys) == 0 {
		if first := t.greeter(ms); first != "" && len(all) == 2 && asked[best] < 2 {
			best = first
		}
		a.keys[best] = true
	}
	return a
}

// greeter is the voice by name that opens a dialogue and greets the second one by
// surname: 李老师好!
func (t *text) greeter(ms []mark) string {
	if len(ms) < 3 || ms[0].voice.strength != name || ms[1].voice.strength != name {
		return ""
	}
	guest := []rune(t.simple(ms[1].voice.person.Name))
	head := t.stretch(t.skip(ms[0].end, ms[0].until), ms[0].until, 16)
	clause := head
	if i := strings.IndexAny(head, ",。!?"); i >= 0 {
		clause = head[:i]
	}
	if len(guest) < 2 || !strings.HasPrefix(clause, string(guest[:1])) || !strings.HasSuffix(clause, "好") && !strings.HasPrefix(head[len(clause):], ",您好") && !strings.HasPrefix(head[len(clause):], ",你好") {
		return ""
	}
	return ms[0].voice.key
}

// presiding are words that only who presides says.
var presiding = []string{"开始提问", "请提问", "现在提问", "继续提问", "通报所在的", "通报一下所在", "到此结束", "最后一个问题", "最后一个提问", "欢迎出席", "欢迎参加", "欢迎收看", "欢迎收听", "请举手", "下一个问题", "请记者提问", "回答大家的提问", "回答各位的提问", "提问环节", "先请", "首先请", "有请", "下面请", "下面我们请", "下面,请", "接下来请"}

// preside makes hosts of the voices that preside over the others without the
// label saying so.
func (t *text) preside(ms []mark) []mark {
	presides, chairs := map[string]bool{}, map[string]bool{}
	said := map[string]int{}
	for i, m := range ms {
		if m.voice.act != speak {
			continue
		}
		if contained(t.stretch(m.end, m.until, 400), presiding) || i+1 < len(ms) && t.callsUp(m, ms[i+1]) {
			said[m.voice.key]++
		}
		if _, known := chairs[m.voice.key]; !known && len(chairs) < most {
			chairs[m.voice.key] = t.inChair(m, ms[0])
		}
		presides[m.voice.key] = said[m.voice.key] > 1 || chairs[m.voice.key]
	}
	for i := range ms {
		if presides[ms[i].voice.key] {
			ms[i].voice.act = host
		}
	}
	return ms
}

// meets are words behind 主持 of who presides over what the text is about.
var meets = []string{"会议", "询问", "专题", "座谈", "协商", "问政", "本次", "这次", "此次", "活动", "访谈", "对话", "节目", "了会议", "了询问", "了座谈", "了本次", "。", ","}

// inChair says whether the lead before the labels tells that a voice by name
// presides: 市人大常委会副主任李某某主持会议.
func (t *text) inChair(m, first mark) bool {
	name := []rune(t.simple(m.voice.person.Name))
	if len(name) < 2 || honorific(string(name)) {
		return false
	}
	lead := t.plain[:first.start]
	say := append(name, []rune("主持")...)
	for at := index(lead, say, 0); at >= 0; at = index(lead, say, at+len(say)) {
		if begins(t.stretch(at+len(say), first.start, 4), meets) {
			return true
		}
	}
	return false
}

// callsUp says whether the words of a turn are nothing but whose turn is next:
// 李某某议员。 or 请局长回应。
func (t *text) callsUp(m, next mark) bool {
	if m.until-m.text > 24 {
		return false
	}
	words, _, _ := strings.Cut(t.stretch(m.text, m.until, 24), ",")
	words = strings.Trim(words, " \n。!请有")
	for _, verb := range []string{"发言", "提问", "回应", "回答", "答复", "作答", "补充"} {
		words = strings.TrimSuffix(words, verb)
	}
	return len([]rune(words)) > 1 && strings.Contains(string(t.plain[next.start:next.end]), words)
}

func (t *text) role(ms []mark, i int, a askers, before []Turn) Role {
	m := ms[i]
	switch m.voice.act {
	case ask:
		if i == len(ms)-1 && !m.asks && m.voice.strength < explicit {
			return Host
		}
		return Question
	case follow:
		return FollowUp
	case answer:
		return Answer
	case supplement:
		return Supplement
	case note:
		return Narrative
	case host:
		return t.hostRole(ms, i, a)
	}
	afterHost := i > 0 && before[i-1].Role == Host
	switch {
	case a.keys[m.voice.key] && i == len(ms)-1 && i > 1 && !m.asks:
		return Host // 谢谢局长。
	case a.keys[m.voice.key],
		m.voice.act == maybeAsk && (!a.hard || m.asks && (m.question || afterHost)),
		m.voice.act == speak && afterHost && m.asks && m.question,
		m.voice.act == speak && a.soft && a.only[m.voice.key] && i+1 < len(ms) && !ms[i+1].question && !ms[i+1].voice.act.asks():
		return Question
	case t.supplements(m):
		return Supplement
	}
	return Answer
}

// hostRole is question where the host asks and a guest speaks next, and nobody
// else in the text asks. Where the public asks too, only a question mark or a
// request to speak makes it one.
func (t *text) hostRole(ms []mark, i int, a askers) Role {
	next := i+1 < len(ms) && (ms[i+1].voice.act == speak || ms[i+1].voice.act.answers() || ms[i+1].voice.act == maybeAsk && !a.soft)
	if ms[i].asks && next && !a.hard && (!a.soft || ms[i].question || t.invites(ms[i])) {
		return Question
	}
	return Host
}

// invites says whether a host's last words ask a guest to speak, and do not call
// for questions: 请您和网友说几句.
func (t *text) invites(m mark) bool {
	words := string(t.plain[max(m.end, m.until-40):max(m.end, m.until)])
	if i := strings.LastIndex(words, "请您"); i >= 0 {
		words = words[i:]
	} else {
		return false
	}
	if contained(words, []string{"提问", "问题", "问答"}) {
		return false
	}
	return strings.ContainsAny(words, "说谈讲聊") || strings.Contains(words, "介绍")
}

// supplements says whether somebody adds to the answer before: 我补充一点.
func (t *text) supplements(m mark) bool {
	s := t.stretch(t.skip(m.end, m.until), m.until, 16)
	return strings.Contains(s, "补充")
}
