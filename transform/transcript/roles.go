package transcript

import "strings"

// merge joins a label with the one before it where the same voice goes on.
func merge(ms []mark) []mark {
	var out []mark
	for _, m := range ms {
		if n := len(out); n > 0 && continues(out[n-1], m) {
			out[n-1].until, out[n-1].asks, out[n-1].question = m.until, m.asks || out[n-1].asks, m.question
			continue
		}
		out = append(out, m)
	}
	return out
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

// roles gives every mark its role and exchange.
func (t *text) roles(ms []mark) []Turn {
	asker := leadingAsker(ms)
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
		if r != Host && r != Narrative {
			turns[i].Exchange = exchange
		}
	}
	return turns
}

// An askers says who asks in a text: labels that always do, or else the name
// whose words mostly end with a question mark.
type askers struct {
	hard bool   // 问, 记者
	soft bool   // 网友, 代表
	key  string // the name that asks where no label says so
}

func leadingAsker(ms []mark) askers {
	var a askers
	type tally struct{ asked, all int }
	byKey := map[string]tally{}
	hosted := false
	for _, m := range ms {
		a.hard = a.hard || m.voice.act.asks()
		a.soft = a.soft || m.voice.act == maybeAsk && m.asks
		hosted = hosted || m.voice.act == host
		n := byKey[m.voice.key]
		n.all++
		if m.question {
			n.asked++
		}
		byKey[m.voice.key] = n
	}
	if a.hard || a.soft || hosted {
		return a
	}
	best := 0
	for _, m := range ms { // in the order of the text: the result is the same every time
		if n := byKey[m.voice.key]; n.asked > best && 2*n.asked >= n.all {
			best, a.key = n.asked, m.voice.key
		}
	}
	return a
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
		return hostRole(ms, i, a)
	}
	afterHost := i > 0 && before[i-1].Role == Host
	switch {
	case a.key != "" && m.voice.key == a.key,
		m.voice.act == maybeAsk && (!a.hard || m.asks && (m.question || afterHost)),
		m.voice.act == speak && afterHost && m.asks && m.question:
		return Question
	case t.supplements(m):
		return Supplement
	}
	return Answer
}

// hostRole is question where the host asks and a guest speaks next, and nobody
// else in the text asks.
func hostRole(ms []mark, i int, a askers) Role {
	next := i+1 < len(ms) && (ms[i+1].voice.act == speak || ms[i+1].voice.act.answers() || ms[i+1].voice.act == maybeAsk && !a.soft)
	if ms[i].asks && next && !a.hard && !(a.soft && !ms[i].question) {
		return Question
	}
	return Host
}

// supplements says whether somebody adds to the answer before: 我补充一点.
func (t *text) supplements(m mark) bool {
	s := t.stretch(t.skip(m.end, m.until), m.until, 16)
	return strings.Contains(s, "补充")
}
