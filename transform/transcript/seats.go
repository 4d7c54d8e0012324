package transcript

import "strings"

// Who sits where: what the labels of one text tell about each other.

// surnames gives a label of one character the voice of the one label before it
// that is a name it begins: 易: behind 易某某:.
func surnames(ms []mark) {
	full := map[string]voice{}
	for i := range ms {
		v := ms[i].voice
		rs := []rune(v.person.Name)
		switch {
		case v.strength == nickname && len(rs) == 1:
			if f, ok := full[v.person.Name]; ok && f.strength > nothing {
				ms[i].voice = f
			}
		case v.strength >= name && len(rs) > 1 && !honorific(v.person.Name):
			f, met := full[string(rs[0])]
			if met && f.key != v.key {
				v = voice{} // two of one surname
			}
			full[string(rs[0])] = v
		}
	}
}

// seat makes guests of the reporters by name who never ask and whom others ask,
// and of the guests whom a label has named as host before, hosts. Who was named as
// a deputy or a citizen before asks again by name alone, if with a question.
func seat(ms []mark) {
	asks, asked, hosts, public := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, m := range ms {
		key := m.voice.key
		public[key] = public[key] || m.voice.act == maybeAsk && m.voice.person.Name != ""
		hosts[key] = hosts[key] || m.voice.act == host && m.voice.person.Name != ""
		asks[key] = asks[key] || m.question || m.voice.act == ask && m.puts
		asked[key] = asked[key] || i > 0 && ms[i-1].question && ms[i-1].voice.key != key
	}
	for i := range ms {
		v := &ms[i].voice
		switch {
		case v.act == ask && v.strength == post && v.person.Name != "" && asked[v.key] && !asks[v.key]:
			v.act = speak
		case v.act == speak && hosts[v.key]:
			v.act, v.strength = host, post
		case v.act == speak && public[v.key] && ms[i].question:
			v.act, v.strength = maybeAsk, post
		}
	}
}

// nicknames counts the nicknames in brackets that ask and are answered by
// somebody in brackets.
func nicknames(ms []mark) int {
	n := 0
	for i, m := range ms {
		if m.style == "bracket" && m.voice.strength == nickname && asksNext(ms, i) {
			n++
		}
	}
	return n
}

func asksNext(ms []mark, i int) bool {
	return ms[i].question && i+1 < len(ms) && ms[i+1].style == "bracket" && ms[i+1].voice.strength >= name && !ms[i+1].question
}

// duo says whether all labels but a few are those of two voices in strict turn,
// twice each at least, one of them a person by name who answers what the other,
// perhaps a paper by any name, asks. Between two people by name one question is
// enough.
func (e *evidence) duo() bool {
	var keys []string
	asked, last, n := map[string]int{}, "", 0
	for _, m := range e.ms {
		key := m.voice.key
		if m.inline || m.style != "name" && m.style != "post" || e.count[key] < 2 {
			continue
		}
		if key == last {
			return false
		}
		if len(keys) == 0 || key != keys[0] && len(keys) < 2 {
			keys = append(keys, key)
		}
		if key != keys[0] && key != keys[len(keys)-1] {
			return false
		}
		if m.question {
			asked[key]++
		}
		last = key
		n++
	}
	if len(keys) < 2 || n < 4 || 3*n < 2*len(e.ms) {
		return false
	}
	a, b := e.strength(keys[0]), e.strength(keys[1])
	switch {
	case a >= name && b >= name:
		return asked[keys[0]]+asked[keys[1]] > 0
	case a == nickname && b >= name:
		return 2*asked[keys[0]] >= e.count[keys[0]]
	case b == nickname && a >= name:
		return 2*asked[keys[1]] >= e.count[keys[1]]
	}
	return false
}

func (e *evidence) strength(key string) strength {
	for _, m := range e.ms {
		if m.voice.key == key {
			return m.voice.strength
		}
	}
	return nothing
}

// chair is who presides where a text names one host in full, in a label or in a
// line of the cast (主持人:本报记者 李某某), and no other.
func (t *text) chair(ms []mark) Speaker {
	var found Speaker
	for _, m := range ms {
		if m.voice.act != host {
			continue
		}
		s := m.voice.person.Speaker
		if !m.inline && s.Name == "" && !t.speech(m) {
			s = t.printed(t.words.person(string(t.plain[m.text:t.lines[m.line].end])).Speaker, mark{start: m.text, end: t.lines[m.line].end})
		}
		switch {
		case s.Name == "" || s == found:
		case found.Name != "":
			return Speaker{}
		default:
			found = s
		}
	}
	return found
}

// seatHost gives the labels that only say 主持人 the host of the text.
func (t *text) seatHost(ms []mark, chair Speaker) {
	if t.words.titles[t.simple(chair.Title)] == "press" {
		chair.Title = "" // a reporter presides as a host
	}
	for i := range ms {
		if v := &ms[i].voice; v.act == host && v.person.Name == "" && v.person.Org == "" && chair.Name != "" {
			v.person.Speaker = Speaker{chair.Name, first(chair.Title, v.person.Title), chair.Org}
		}
	}
}

// shortPapers gives labels that look like a name, as 江晚 does, the paper they are
// short for where the text prints it in title marks, 《江城晚报》, and they ask.
func (t *text) shortPapers(ms []mark) {
	asks := map[string]int{}
	for _, m := range ms {
		if n := len([]rune(m.voice.person.Name)); m.question && m.voice.strength == name && n > 1 && n < 4 {
			asks[m.voice.person.Name]++
		}
	}
	papers := map[string]Speaker{}
	for short, n := range asks {
		if paper := t.paper(short); n > 1 && paper != "" {
			papers[short] = Speaker{Org: paper}
		}
	}
	for i := range ms {
		if s, ok := papers[ms[i].voice.person.Name]; ok && ms[i].voice.strength == name {
			ms[i].voice.act, ms[i].voice.strength, ms[i].voice.person = ask, post, person{Speaker: s, role: "press"}
		}
	}
}

// paper finds the paper a name is short for in the first words of a text.
func (t *text) paper(short string) string {
	s := t.stretch(0, len(t.plain), 2000)
	for {
		_, rest, ok := strings.Cut(s, "《")
		if !ok {
			return ""
		}
		paper, _, _ := strings.Cut(rest, "》")
		if t.words.press(person{Speaker: Speaker{Org: paper}}) && abbreviates(short, paper) {
			return paper
		}
		s = rest
	}
}

// abbreviates says whether a word is made of the first and of further characters of
// another.
func abbreviates(short, long string) bool {
	rs := []rune(short)
	if len(rs) == 0 || !strings.HasPrefix(long, string(rs[:1])) || short == long {
		return false
	}
	for _, r := range rs {
		_, rest, ok := strings.Cut(long, string(r))
		if !ok {
			return false
		}
		long = rest
	}
	return true
}
