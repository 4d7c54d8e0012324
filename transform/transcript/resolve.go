package transcript

import (
	"strings"
	"unicode"
)

// resolve gives a shortened label the speaker introduced before it in full:
// 王局长 and 商务局 after 市商务局局长王某某, 记 after (以下简称记). Where two
// speakers fit, the label stays as it is. What running text says of somebody
// counts too: 本报记者专访市商务局局长王某某.
func (t *text) resolve(turns []Turn) {
	var known []Speaker
	for i := range turns {
		s := &turns[i].Speaker
		if full, ok := fuller(*s, known); ok {
			*s = full
		} else if p := t.told(*s); p.known() {
			*s = p.Speaker
		}
		if s.Name != "" && (s.Title != "" || s.Org != "") && len(known) < 200 && !contains(known, *s) {
			known = append(known, *s)
		}
	}
}

func contains(ss []Speaker, s Speaker) bool {
	for _, k := range ss {
		if k == s {
			return true
		}
	}
	return false
}

// fuller finds the one known speaker a short form fits.
func fuller(s Speaker, known []Speaker) (Speaker, bool) {
	var found Speaker
	n := 0
	for _, k := range known {
		if k != s && fits(s, k) {
			found, n = k, n+1
		}
	}
	return found, n == 1
}

// fits says whether a short form may stand for a speaker: every part it has
// agrees, and it has at least one that tells people apart.
func fits(s, full Speaker) bool {
	if s.Name == "" && s.Title == "" && s.Org == "" {
		return false
	}
	name := s.Name == "" || s.Name == full.Name || len([]rune(s.Name)) == 1 && strings.HasPrefix(full.Name, s.Name)
	title := s.Title == "" || strings.HasSuffix(full.Title, s.Title)
	org := s.Org == "" || strings.HasSuffix(full.Org, s.Org)
	return name && title && org
}

// told looks a speaker up in the running text who is known by name alone, or by
// surname and title.
func (t *text) told(s Speaker) person {
	if s.Org != "" || len([]rune(s.Name)) > 1 == (s.Title != "") {
		return person{}
	}
	if s.Title == "" {
		return t.meet(s.Name)
	}
	key := s.Title + " " + s.Name
	p, ok := t.met[key]
	if !ok && len(t.met) < most {
		p = t.meet(t.fullName(s))
		t.met[key] = p
	}
	return p
}

// most is how many people are looked for in one text, so that time stays linear.
const most = 100

// meet finds the post the running text gives a person, once a name.
func (t *text) meet(name string) person {
	if p, ok := t.met[name]; ok || name == "" || len(t.met) >= most {
		return p
	}
	p := t.post(name)
	t.met[name] = p
	return p
}

// behindNames are words that may follow a name in running text.
var behindNames = []string{"介绍", "表示", "说", "接受", "做客", "出席", "就", "在", "昨", "日前", "今", "近日", "向", "告诉", "带领", "为", "和", "与", "先生", "女士", "同志", "走进", "来到", "回答", "将", "等", "对", "作", "主持"}

// fullName finds 王某某 for 王 and 局长 in 市商务局局长王某某介绍.
func (t *text) fullName(s Speaker) string {
	rs := []rune(s.Title + s.Name)
	for at := index(t.plain, rs, 0); at >= 0; at = index(t.plain, rs, at+len(rs)) {
		from := at + len(rs) - len([]rune(s.Name))
		for n := 3; n > 1; n-- {
			if from+n <= len(t.plain) && t.words.isName(t.plain[from:from+n]) && t.nameEnds(from+n) {
				return string(t.plain[from : from+n])
			}
		}
	}
	return ""
}

func (t *text) nameEnds(at int) bool {
	if at == len(t.plain) || !unicode.Is(unicode.Han, t.plain[at]) {
		return true
	}
	for _, w := range behindNames {
		if strings.HasPrefix(t.stretch(at, len(t.plain), 3), w) {
			return true
		}
	}
	return false
}

// post finds the post that running text gives a person: 市商务局局长李某某 or
// 李某某局长. Names of one character are none.
func (t *text) post(name string) person {
	rs := []rune(name)
	if len(rs) < 2 {
		return person{}
	}
	for at := index(t.plain, rs, 0); at >= 0; at = index(t.plain, rs, at+len(rs)) {
		behind := at + len(rs)
		if behind < len(t.plain) && strings.ContainsRune(":】*", t.plain[behind]) {
			continue
		}
		if v := t.words.introducedIn(string(t.plain[max(0, at-30):behind])); v.person.Name == name && (v.person.Title != "" || v.person.Org != "") {
			return v.person
		}
		if p := t.titled(at, behind); p.known() {
			return p
		}
	}
	return person{}
}

// titled reads 江城大学的李某某教授: a title right behind a name, and the body the
// person is of before it.
func (t *text) titled(at, behind int) person {
	for n := min(6, len(t.plain)-behind); n > 1; n-- {
		title := string(t.plain[behind : behind+n])
		if t.words.titles[title] != "-" || honorific(title) || behind+n < len(t.plain) && t.plain[behind+n] == '们' {
			continue
		}
		p := person{Speaker: Speaker{Name: string(t.plain[at:behind]), Title: title}, role: "-"}
		if at > 0 && t.plain[at-1] == '的' {
			if v := t.words.introducedIn(string(t.plain[max(0, at-30) : at-1])); v.person.Title == "" && v.person.Name == "" {
				p.Org = v.person.Org
			}
		}
		return p
	}
	return person{}
}

// index is where needle begins in rs from a position on, or -1.
func index(rs, needle []rune, from int) int {
	for i := from; i+len(needle) <= len(rs); i++ {
		if rs[i] == needle[0] && string(rs[i:i+len(needle)]) == string(needle) {
			return i
		}
	}
	return -1
}
