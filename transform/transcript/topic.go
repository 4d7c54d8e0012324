package transcript

import "strings"

// topic reads 【整体情况】 at the head of a question and gives where the
// question goes on.
func (t *text) topic(at, end int) (int, string) {
	if at >= end || t.plain[at] != '【' {
		return at, ""
	}
	for i := at + 1; i < min(end, at+32); i++ {
		switch t.plain[i] {
		case '】':
			return t.skip(i+1, end), strings.TrimSpace(string(t.raw[at+1 : i]))
		case '\n', '。':
			return at, ""
		}
	}
	return at, ""
}

// requested are the words before the one a question is put to.
var requested = []string{"请问", "想问", "请教", "问一下", "问问"}

// addressee is who a question is put to: 请问市政府,… The search is bounded,
// since a question that long names nobody at its end.
func (t *text) addressee(start, end int) string {
	s := string(t.plain[start:min(end, start+800)])
	for {
		at, say := -1, ""
		for _, r := range requested {
			if i := strings.Index(s, r); i >= 0 && (at < 0 || i < at) {
				at, say = i, r
			}
		}
		if at < 0 {
			return ""
		}
		start += len([]rune(s[:at+len(say)]))
		s = s[at+len(say):]
		if n := t.words.office([]rune(s)); n > 0 {
			return string(t.folded[start : start+n])
		}
	}
}

// office is how many runes at the beginning name a body or a person in
// office: up to a comma, or else up to an ending that is no common word.
func (x *lexicon) office(rs []rune) int {
	rs = rs[:min(len(rs), 24)]
	if vague := string(rs[:min(len(rs), 2)]); vague == "相关" || vague == "有关" {
		return 0 // 请问相关部门,…
	}
	for i, r := range rs {
		if strings.ContainsRune(",:。?!;", r) {
			p := x.person(string(rs[:i]))
			if i <= 16 && (p.Org != "" || p.Title != "") && !strings.ContainsAny(string(rs[:i]), notGiven) {
				return i
			}
			rs = rs[:i]
			break
		}
	}
	for n := 2; n <= min(len(rs), 12); n++ {
		for _, end := range []string{"局", "集团", "公司", "委员会", "政府", "局长", "主任", "市长", "县长", "区长", "部长", "院长", "书记", "发言人", "厅长", "会长", "校长"} {
			if strings.HasSuffix(string(rs[:n]), end) && !strings.ContainsAny(string(rs[:n]), notGiven) && !(end == "局" && n < len(rs) && rs[n] == '长') {
				if n < len(rs) && rs[n] == '的' && !strings.HasSuffix(end, "长") {
					return 0 // 请问市政府的首要工作是什么
				}
				return n
			}
		}
	}
	return 0
}
