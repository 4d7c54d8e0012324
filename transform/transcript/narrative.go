package transcript

import "strings"

// cover fills what no label opened: the lead before the first, headings, boxes
// and the sign-off. Every character then belongs to one turn.
func (t *text) cover(turns []Turn) []Turn {
	if len(turns) == 0 {
		return []Turn{{Role: Narrative, TextStart: t.skip(0, len(t.raw)), End: len(t.raw), Method: "report"}}
	}
	var out []Turn
	if at := t.skip(0, turns[0].Start); at < turns[0].Start {
		out = append(out, Turn{Role: Narrative, TextStart: at, Method: "lead"})
	} else {
		turns[0].Start = 0
	}
	for i, turn := range turns {
		end := len(t.raw)
		if i+1 < len(turns) {
			end = turns[i+1].Start
		}
		out = append(out, turn)
		if at, method := t.tail(turn, end, i+1 == len(turns)); at < end {
			out = append(out, Turn{Role: Narrative, Start: at, TextStart: at, Method: method})
		}
	}
	for i := range out {
		out[i].End = len(t.raw)
		if i+1 < len(out) {
			out[i].End = out[i+1].Start
		}
	}
	return out
}

// tail is where in a turn the paper speaks again, or end.
func (t *text) tail(turn Turn, end int, last bool) (int, string) {
	lines := t.between(turn.TextStart, end)
	if len(lines) < 2 || turn.Role == Narrative {
		return end, ""
	}
	lines = lines[1:]
	for _, l := range lines {
		if t.box(l) {
			return l.start, "box"
		}
	}
	n, method := len(lines), ""
	for n > 0 {
		switch l := lines[n-1]; {
		case last && t.signOff(l):
			method = "sign-off"
		case !last && n == len(lines) && (t.heading(l) || strings.HasPrefix(turn.Method, "narrated") && t.asksShortly(l)):
			method = "heading"
		case t.narrates(l, turn, last):
			method = "narration"
		default:
			return lineOr(lines, n, end), method
		}
		n--
	}
	return lines[0].start, method
}

// lineOr is where a line begins, or end behind the last.
func lineOr(lines []line, n, end int) int {
	if n < len(lines) {
		return lines[n].start
	}
	return end
}

// between is the lines that begin in a span.
func (t *text) between(start, end int) []line {
	lo, hi := 0, len(t.lines)
	for lo < hi {
		if mid := (lo + hi) / 2; t.lines[mid].end <= start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	n := lo
	for n < len(t.lines) && t.lines[n].start < end {
		n++
	}
	return t.lines[lo:n]
}

// boxes head what a paper prints beside a dialogue.
var boxes = []string{"相关链接", "新闻链接", "延伸阅读", "链接", "名词解释", "人物简介", "嘉宾简介", "人物名片", "人物小传", "专家简介", "记者手记", "采访手记", "记者观察", "观察", "点评", "专家点评", "采访札记", "记者感言", "编辑感言", "编后", "编后语", "编辑点评", "短评", "背景资料", "新闻背景", "背景链接", "知识链接", "政策链接", "温馨提示", "现场评议", "记者点评", "编者后记", "后记", "结语", "结束语"}

func (t *text) box(l line) bool {
	if t.plain[l.start] == '【' {
		head, _, _ := strings.Cut(t.stretch(l.start+1, l.end, 10), "】")
		return t.boxWord(head)
	}
	return l.end-l.start <= 14 && t.boxWord(strings.Trim(string(t.plain[l.start:l.end]), "【】■●▲◆★: *"))
}

func (t *text) boxWord(s string) bool {
	for _, b := range boxes {
		if s == b {
			return true
		}
	}
	return false
}

// signers stand in the line a paper signs with.
var signers = []string{"记者", "通讯员", "整理", "摄影", "供图", "编辑", "责编", "校对", "撰文", "采写", "制图", "来源", "文/", "图/", "摄/", "据", "文图", "监制", "统筹", "执笔", "审核", "录音", "供稿", "提供", "解答"}

// signOff says whether a last paragraph is the paper's own: 全媒体记者 某某 整理.
func (t *text) signOff(l line) bool {
	if l.end-l.start > 80 {
		return false
	}
	s := string(t.plain[l.start:l.end])
	if what, _, ok := strings.Cut(s, ":"); ok && (strings.HasSuffix(what, "电话") || strings.HasSuffix(what, "热线")) && t.words.deny(what) {
		return true // 咨询电话:…
	}
	if v := t.voice(s); v.strength == post && v.person.Org != "" && v.person.Title == "" && v.person.Name == "" || dateOnly(s) {
		return true // an office signs, and the day
	}
	bracketed := strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasPrefix(s, "【") && strings.HasSuffix(s, "】")
	if !bracketed && (l.end-l.start > 50 || strings.ContainsAny(s, "。?!;…")) {
		return false
	}
	return contained(s, signers)
}

// dateOnly says whether a line is a day: 2024年5月6日.
func dateOnly(s string) bool {
	return strings.HasSuffix(s, "日") && strings.Contains(s, "年") && strings.Trim(s, "0123456789〇○一二三四五六七八九十年月日 ") == ""
}

// unheaded is the end of a span without the headings at its end.
func (t *text) unheaded(start, end int) int {
	lines := t.between(start, end)
	for n := len(lines); n > 1 && end < len(t.plain) && t.heading(lines[n-1]); n-- {
		end = lines[n-2].end
	}
	return end
}

// asksShortly says whether a paragraph is a short question, which heads the next
// exchange where the words spoken are in quotes.
func (t *text) asksShortly(l line) bool {
	return l.end-l.start <= 28 && t.plain[l.end-1] == '?'
}

// section says whether a paragraph heads a part of the dialogue: 话题二:谁来出钱?
func (t *text) section(l line) bool {
	rs := t.plain[l.start:l.end]
	if len(rs) < 3 || len(rs) > 40 {
		return false
	}
	switch string(rs[:2]) {
	case "话题", "议题", "板块", "焦点", "篇章":
		return strings.ContainsRune("一二三四五六七八九十123456789", rs[2])
	}
	return false
}

// heading says whether a paragraph before a label is a heading between two
// exchanges: short, and no sentence.
func (t *text) heading(l line) bool {
	if t.section(l) {
		return true
	}
	if l.end-l.start > 28 || timeNote(t.plain[l.start:l.end]) == l.end-l.start {
		return false
	}
	s := []rune(strings.TrimRight(string(t.plain[l.start:t.untimed(l.start, l.end)]), " *”)"))
	return len(s) > 0 && !strings.ContainsRune("。;,!….:?、", s[len(s)-1])
}
