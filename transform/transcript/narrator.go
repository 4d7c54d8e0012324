package transcript

import "strings"

// The paper speaks again between two labels without one of its own: applause, a
// scene, how the meeting ended. Only a paragraph that nobody in the dialogue can
// have said is the paper's; an unsure one stays with the turn before it.

// narrates says whether a paragraph inside a turn is the paper's own.
func (t *text) narrates(l line, turn Turn, last bool) bool {
	if t.aside(l) {
		return true
	}
	s := t.unquoted(l)
	answers := turn.Role == Answer || turn.Role == Supplement
	if last && answers && t.notice(s) {
		return true
	}
	if answers && begins(s, t.words.narration["told"]) && (strings.HasPrefix(turn.Method, "narrated") || t.quoted(turn)) {
		return true
	}
	if strings.ContainsAny(s, "我咱您你") {
		return false
	}
	switch {
	case last && answers && t.quoted(turn) && scene(s):
		return true
	case begins(s, t.words.narration["open"]), !strings.HasPrefix(turn.Method, "narrated") && t.names(s, turn.Speaker.Name), strings.Contains(s, "记者们"):
		return true
	case answers && begins(s, t.words.narration["paper"]):
		return true
	}
	return last && (t.closes(s) || t.namesAny(s) || !strings.HasPrefix(turn.Method, "narrated") && t.quotesOthers(s, turn.Speaker.Name))
}

// notice says whether a paragraph is what a paper prints beneath the last answer:
// where to write or call, who answers next time, how those present voted.
func (t *text) notice(s string) bool {
	head, what, ok := strings.Cut(s, ":")
	if ok && len([]rune(head)) <= 12 {
		for _, w := range t.words.narration["contact"] {
			if strings.HasSuffix(head, w) {
				return true
			}
		}
		if (head == "提示" || strings.HasSuffix(head, "编辑提示") || head == "提醒") && contained(what, readers) && contained(what, reach) {
			return true
		}
	}
	if strings.ContainsAny(s, "我咱") {
		return false
	}
	if begins(s, t.words.narration["vote"]) && contained(s, []string{"显示", "结果", "满意", "票"}) {
		return true
	}
	return contained(s, again) && startsWithDay(s)
}

// readers are those a notice of the paper turns to, reach how they get through,
// and again what those in office do the next time.
var (
	readers = []string{"市民", "读者", "网友", "网民", "居民", "群众", "听众", "观众", "村民"}
	reach   = []string{"拨打", "致电", "来电", "来信", "扫码", "扫描", "留言", "登录", "发送", "拨通", "关注"}
	again   = []string{"回答网", "回答市民", "回答读者", "回答听众", "回复网", "解答网", "解答市民", "解答读者", "与网友", "与网民", "与听众", "做客", "在线轮值", "接听市民", "接听热线", "接听听众"}
)

// startsWithDay says whether a paragraph begins with a day to come and says that
// somebody will (将) do something then: 18日8:30—11:30,市通信管理局将….
func startsWithDay(s string) bool {
	head := string([]rune(s)[:min(len([]rune(s)), 80)])
	if !strings.Contains(head, "将") {
		return false
	}
	if begins(s, []string{"明日", "明天", "明晚", "下周", "下期", "下一期"}) {
		return true
	}
	rest := strings.TrimLeft(s, "0123456789月")
	return rest != s && strings.HasPrefix(rest, "日")
}

// scene says whether the first sentence of a paragraph without quotes tells of the
// meeting as a whole: 两个小时里,9位委员先后发问.
func scene(s string) bool {
	first, _, _ := strings.Cut(s, "。")
	return !begins(s, []string{"他", "她", "该", "对此", "同时", "此外", "下一步", "目前"}) &&
		contained(first, []string{"委员", "代表", "询问", "问政", "协商", "提问"}) &&
		contained(first, []string{"先后", "现场", "会场", "会上", "会后", "小时", "分钟", "全程", "一问一答", "问答"})
}

// quoted says whether the paper prints the words of a turn in quotes, so that
// what follows without them is its own.
func (t *text) quoted(turn Turn) bool {
	l := t.between(turn.TextStart, turn.TextStart+1)
	return len(l) > 0 && t.plain[turn.TextStart] == '“' && t.plain[l[0].end-1] == '”'
}

// quotesOthers says whether a clause tells what somebody else said whom the text
// has introduced, as the paper does behind the last words of a dialogue.
func (t *text) quotesOthers(s, speaker string) bool {
	for _, clause := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("。,;:!?", r) }) {
		if rs := []rune(clause); len(rs) > 24 || !tells(lastRunes(clause, 3)) {
			continue
		}
		if v := t.teller(clause, false); v.person.Name != "" && v.person.Name != t.simple(speaker) && t.meet(v.person.Name).known() {
			return true
		}
	}
	return false
}

// aside says whether brackets hold all of a paragraph: (现场鼓掌。)
func (t *text) aside(l line) bool {
	if t.plain[l.start] != '(' || t.plain[l.end-1] != ')' || l.end-l.start < 4 {
		return false
	}
	depth := 0
	for i := l.start; i < l.end-1; i++ {
		switch t.plain[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return false
			}
		}
	}
	return true
}

// unquoted is a paragraph, at most 600 runes of it, without what it quotes.
func (t *text) unquoted(l line) string {
	var b strings.Builder
	depth := 0
	for _, r := range t.plain[l.start:min(l.end, l.start+600)] {
		switch {
		case r == '“':
			depth++
		case r == '”':
			depth--
		case depth <= 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// names says whether a clause begins with the speaker's own name, which nobody
// says of himself. A name that says or explains goes on with the answer in other
// words, as in a narrated inquiry.
func (t *text) names(s, who string) bool {
	name := []rune(t.simple(who))
	if len(name) < 2 || honorific(string(name)) {
		return false
	}
	for _, clause := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("。,;!?", r) }) {
		for _, by := range []string{string(name), "老" + string(name[:1]), "只见" + string(name)} {
			rest, ok := strings.CutPrefix(clause, by)
			if ok && rest != "" && !strings.ContainsAny(rest, ":】*") && !tells(rest) {
				return true
			}
		}
	}
	return false
}

// namesAny is names of anybody who speaks in the text: behind the last words of a
// dialogue the paper tells what they did then.
func (t *text) namesAny(s string) bool {
	for _, who := range t.voiced {
		if t.names(s, who) {
			return true
		}
	}
	return false
}

// tells says whether a verb of speech ends the first words behind a name.
func tells(s string) bool {
	head := string([]rune(s)[:min(6, len([]rune(s)))])
	for _, w := range told {
		if strings.Contains(head, w.say) {
			return true
		}
	}
	return contained(head, []string{"认为", "强调", "指出", "告诉"})
}

// closes says whether a paragraph tells that the event is over, and is not who
// presides saying so.
func (t *text) closes(s string) bool {
	if contained(s, []string{"谢谢", "感谢", "再见", "到此结束", "就到这", "会议结束后"}) {
		return false
	}
	for _, sentence := range strings.Split(s, "。") {
		if contained(sentence, t.words.narration["event"]) && contained(sentence, t.words.narration["end"]) {
			return true
		}
	}
	return false
}
