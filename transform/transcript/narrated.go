package transcript

import "strings"

// An inquiry may be narrated: “…?”某委员问。 and 某局长答:“…”. The report of an
// inquiry is told apart from a story by who asks and who answers: somebody who
// is there to ask (a deputy, a citizen), and somebody in office.

// official says whether a voice is one that asks or answers in an inquiry.
func (v voice) official() bool {
	switch {
	case v.act.answers():
		return v.person.role != "public" && (v.person.Title != "" || v.person.Org != "")
	case v.act.asks():
		return v.person.deputed() || v.person.role == "press" && v.person.Org != ""
	}
	return true
}

// deputed says whether somebody is there to ask: of the public, or of a body that
// puts questions to others (市人大城建委主任).
func (p person) deputed() bool {
	seat := strings.Contains(p.Title, "政协委员") || strings.Contains(p.Title, "人大代表") // 市政协委员、某律师事务所主任
	return p.role == "public" || seat || strings.Contains(p.Org, "人大") || strings.Contains(p.Org, "政协")
}

// quotes says whether all the words behind a label are one quotation.
func (t *text) quotes(m mark) bool {
	end := t.lines[m.line].end
	return m.text < end && t.plain[m.text] == '“' && strings.ContainsRune("”。", t.plain[end-1])
}

// told are the verbs of a narrated turn, behind a speaker.
var told = []struct {
	say string
	act act
}{
	{"追问道", follow}, {"追问", follow}, {"问道", ask}, {"提问", ask}, {"发问", ask}, {"询问", ask}, {"问", ask}, {"提出", ask},
	{"没有回避", answer}, {"直言不讳", ask}, {"直言", answer}, {"开门见山", ask}, {"单刀直入", ask}, {"直奔主题", ask}, {"抛出问题", ask}, {"抛出了问题", ask}, {"抛出了一个问题", ask}, {"抛出疑问", ask}, {"抛出了疑问", ask}, {"抛出第一个问题", ask}, {"抛出了第一个问题", ask}, {"抛出首个问题", ask},
	{"回答说", answer}, {"回答道", answer}, {"回答", answer}, {"答道", answer}, {"答复", answer}, {"答复说", answer}, {"回应说", answer}, {"回应道", answer}, {"回应", answer},
	{"补充说", supplement}, {"补充道", supplement}, {"补充", supplement}, {"也表示", supplement}, {"也说", supplement}, {"也介绍", supplement}, {"表示", answer}, {"介绍说", answer}, {"解释说", answer}, {"解释道", answer}, {"解释", answer},
	{"介绍", answer}, {"汇报", answer}, {"通报", answer}, {"坦言", answer}, {"表态", answer}, {"承诺", answer}, {"说", answer}, {"答", answer},
}

// teller reads a clause such as 市人大代表张某某首先问 or 李局长当场表示. Deputies who
// just say something (说) ask, if what they say does.
func (t *text) teller(clause string, asks bool) voice {
	clause = strings.TrimSpace(clause)
	for _, by := range []string{"得", "了"} {
		if verb, _, how := strings.Cut(clause, by); how && tells(lastRunes(verb, 4)) {
			clause = verb // 李局长回答得很干脆, 李局长汇报了进展
		}
	}
	for _, w := range told {
		who, ok := strings.CutSuffix(clause, w.say)
		if !ok || who == "" {
			continue
		}
		for rs := []rune(who); len(rs) > 1; rs = rs[:len(rs)-1] {
			p := t.words.person(string(rs))
			if !p.known() || linked(string(rs), p) || !adverb(string([]rune(who)[len(rs):]), p) {
				continue
			}
			v := voice{act: w.act, strength: explicit, person: p, key: who, single: true}
			if asks && w.act == answer && p.deputed() {
				v.act = ask
			}
			switch {
			case p.Title == "" && p.Org == "":
				v.strength = name
			case !v.official():
				return voice{}
			}
			return v
		}
		return voice{}
	}
	return voice{}
}

// bodiesWithAnd are names of bodies that have 和 in them.
var bodiesWithAnd = strings.NewReplacer("住房和城", "住房城", "住房和建", "住房建", "发展和改革", "发展改革", "人力资源和社会", "人力资源社会", "经济和信息", "经济信息", "工业和信息", "工业信息", "资源和规划", "资源规划", "文化和旅游", "文化旅游", "林业和草原", "林业草原", "教育和体育", "教育体育", "粮食和物资", "粮食物资", "园林和", "园林")

// linked says whether the words before a verb are more than one name with its
// posts: 他和李局长, but not 市政协委员、某律师事务所主任李某某.
func linked(who string, p person) bool {
	if p.Name != "" && strings.Contains(p.Title, "、") {
		who = strings.ReplaceAll(who, "、", "")
	}
	return strings.ContainsAny(bodiesWithAnd.Replace(who), notGiven)
}

func lastRunes(s string, n int) string {
	rs := []rune(s)
	return string(rs[max(0, len(rs)-n):])
}

// asker reads who asks what a quotation asks, whatever the verb is: 周某某代表把话题
// 引向农村:“…?”
func (t *text) asker(clause string) voice {
	rs := []rune(clause)
	for n := min(len(rs), 24); n > 2; n-- {
		if p := t.words.person(string(rs[:n])); p.Name != "" && p.Title != "" && p.deputed() && !strings.ContainsAny(p.Name, notGiven) {
			return voice{act: ask, strength: explicit, person: p, key: string(rs[:n]), single: true, vague: true}
		}
	}
	return voice{}
}

// adverb says whether the words between a speaker and the verb tell how. Behind a
// name with its post a few words of any kind may (接过话筒).
func adverb(s string, p person) bool {
	if p.Name != "" && p.Title != "" && len([]rune(s)) <= 6 {
		return true
	}
	if s == "" || strings.HasSuffix(s, "地") || strings.HasSuffix(s, "着") {
		return true
	}
	for _, w := range []string{"首先", "率先", "接着", "随即", "随后", "现场", "当场", "继续", "又", "再次", "再", "也", "第一个", "立即", "马上", "当即", "这样", "在现场", "在会上", "起身", "直接", "代表", "委员", "进一步", "对此", "最后", "首个", "最先", "抢先"} {
		if s == w {
			return true
		}
	}
	return false
}

// narratedTail is a quotation and then who said it: “…?”市人大代表张某某问。
func narratedTail(t *text, h head) (int, voice) {
	if h.at >= h.end || t.plain[h.at] != '“' {
		return 0, voice{}
	}
	end := h.end
	if h.inline {
		end = min(end, h.at+400) // so that time stays linear
	}
	for i := h.at; i < end; i++ {
		if t.plain[i] != '”' || !strings.ContainsRune("?。!,…", t.plain[i-1]) {
			continue
		}
		clause := strings.TrimRight(t.clause(i+1, h.end), ",")
		if j := strings.LastIndex(clause, ","); j >= 0 {
			clause = clause[j+1:]
		}
		if v := t.teller(clause, t.asked(i, h.end)); v.strength > nothing {
			return h.at, v
		}
		return 0, voice{}
	}
	return 0, voice{}
}

// asked says whether a quotation up to its closing mark, or the line it stands
// in, ends with a question mark.
func (t *text) asked(closing, end int) bool {
	_, ends := t.questions(max(0, closing-4), closing)
	_, last := t.questions(max(closing, end-4), end)
	return ends || last
}

// clause is the words up to the end of the sentence, if they are few.
func (t *text) clause(from, end int) string {
	for i := from; i < min(end, from+headRunes); i++ {
		name := t.plain[i] == '“' && i > from && !strings.ContainsRune(",、说问道", t.plain[i-1]) // “专题询问”中
		if strings.ContainsRune("。!?:;“", t.plain[i]) && !name {
			return string(t.plain[from:i])
		}
	}
	if end <= from+headRunes {
		return string(t.plain[from:end])
	}
	return ""
}

// narratedHead is 在回答代表提问时,市教育局局长李某某表示, or 李局长表示, where the
// words go on. The label is none: the sentence tells who speaks.
func narratedHead(t *text, h head) (int, voice) {
	if h.at >= h.end || t.plain[h.at] == '“' {
		return 0, voice{}
	}
	from := h.at
	s := string(t.plain[from:h.until()])
	retold := false
	for _, open := range []string{"在回答", "针对", "对于", "面对", "回应", "对此"} {
		if strings.HasPrefix(s, open) {
			if what, rest, ok := strings.Cut(s, ","); ok {
				s = rest
				retold = open == "在回答" && (strings.Contains(what, "问") || strings.Contains(what, "咨询"))
			}
			break
		}
	}
	i := strings.IndexAny(s, ",:。")
	if i < 0 || s[i:] == "。" {
		return 0, voice{}
	}
	clause := s[:i]
	if strings.HasSuffix(clause, "提出") {
		if _, by, ok := strings.Cut(clause, "由"); ok {
			clause = by // 首个问题由市人大代表李某某提出:“…?”
		}
		if !t.asked(h.end, h.end) {
			return 0, voice{}
		}
	}
	v := t.teller(clause, false)
	if v.strength == nothing && !h.inline && strings.HasPrefix(s[i:], ":“") && t.asked(h.end, h.end) {
		v = t.asker(clause)
	}
	v.retold = retold && v.act == answer && v.strength == explicit
	if h.inline && (v.act != supplement || v.strength < explicit) {
		return 0, voice{}
	}
	return h.at, v
}
