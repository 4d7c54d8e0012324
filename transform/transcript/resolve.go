package transcript

import (
	"slices"
	"strings"
	"unicode"
)

// resolve gives a shortened label the speaker introduced before it in full:
// 王局长 and 商务局 after 市商务局局长王某某, 记 after (以下简称记). Where two
// speakers fit, the label stays as it is. What running text says of somebody
// counts too: 本报记者专访市商务局局长王某某.
func (t *text) resolve(turns []Turn) {
	var known []Speaker
	voiced := map[string]bool{}
	for i := range turns {
		s := &turns[i].Speaker
		if len([]rune(s.Name)) > 1 && !voiced[s.Name] && len(t.voiced) < most {
			voiced[s.Name], t.voiced = true, append(t.voiced, s.Name)
		}
		if t.words.anybody(*s) {
			continue
		}
		if full, ok := fuller(*s, known); ok {
			*s = full
		} else if p := t.told(*s); p.known() {
			*s = p.Speaker
		}
		if s.Name != "" && (s.Title != "" || s.Org != "") && len(known) < 200 && !slices.Contains(known, *s) {
			known = append(known, *s)
		}
	}
}

// anybody says whether a label only says that somebody of the public speaks:
// 市民, 网友(匿名). That is no short form of a name.
func (x *lexicon) anybody(s Speaker) bool {
	return s.Name == "" && s.Org == "" && x.titles[s.Title] == "public"
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
	if styled(s, full) {
		return true
	}
	surname := len([]rune(s.Name)) == 1
	name := s.Name == "" || s.Name == full.Name || surname && strings.HasPrefix(full.Name, s.Name)
	title := s.Title == "" || strings.HasSuffix(full.Title, s.Title) || surname && strings.Contains(full.Title, s.Title) // 李主任 is a 主任医师
	org := s.Org == "" || strings.HasSuffix(full.Org, s.Org)
	return name && title && org
}

// styles of address are the last character of a name and the titles it stands
// for: 孟总 is the 总经理 or the 总工程师 孟某某.
var addresses = map[string]string{"总": "总", "工": "工程师", "董": "董事长", "导": "导演", "队": "队长", "所": "所长", "院": "院长", "处": "处长"}

// styled says whether a short form is a surname with a style of address that fits
// a title.
func styled(s, full Speaker) bool {
	rs := []rune(s.Name)
	if len(rs) != 2 || s.Title != "" || s.Org != "" || len([]rune(full.Name)) < 2 {
		return false
	}
	title := addresses[string(rs[1:])]
	return title != "" && strings.HasPrefix(full.Name, string(rs[:1])) && strings.Contains(full.Title, title)
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
	s = Speaker{Name: t.simple(s.Name), Title: t.simple(s.Title)}
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
	name = t.simple(name)
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
	return at == len(t.plain) || !unicode.Is(unicode.Han, t.plain[at]) || begins(t.stretch(at, len(t.plain), 3), behindNames)
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
		from := max(0, at-30)
		if v := t.words.introducedIn(string(t.plain[from:behind])); v.person.Name == name && (v.person.Title != "" || v.person.Org != "") {
			v.person.Org = first(v.person.Org, t.bodyOf(v.person.Title, at))
			return t.inPrint(v.person, max(0, at-60), behind)
		}
		if p := t.titled(at, behind); p.known() {
			return t.inPrint(p, from, min(len(t.plain), behind+6))
		}
		if p := t.apposed(at, behind); p.known() {
			return t.inPrint(p, at, min(len(t.plain), behind+80))
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

// apposed reads 李某某,1962年生,江城大学教授,…: the post stands in one of the
// clauses behind a name that opens its sentence.
func (t *text) apposed(at, behind int) person {
	if at > 0 && !strings.ContainsRune("\n 。:】", t.plain[at-1]) {
		return person{}
	}
	sentence, _, whole := strings.Cut(t.stretch(behind, len(t.plain), 80), "。")
	clauses := strings.Split(sentence, ",")
	if clauses[0] != "" {
		return person{}
	}
	if !whole {
		clauses = clauses[:len(clauses)-1] // cut off
	}
	for _, c := range clauses[min(1, len(clauses)):] {
		for _, since := range []string{"现任", "现为", "时任", "系", "任"} {
			c = strings.TrimPrefix(c, since)
		}
		if p := t.words.post([]rune(c)); p.Title != "" && len(p.Org) > len("三个字") && t.words.suffix([]rune(p.Org), t.words.isOrg) > 0 && t.words.posts(p) && !strings.ContainsAny(c, notGiven) {
			p.Name = string(t.plain[at:behind])
			return p
		}
	}
	return person{}
}

// bodyOf finds the body of a 署长 or 局长 whom the text before at names without
// one: the body of that kind that opens an earlier clause of the sentence
// (民政署召开记者会,署长李某某…).
func (t *text) bodyOf(title string, at int) string {
	kind, ok := strings.CutSuffix(strings.TrimPrefix(title, "副"), "长")
	if !ok || len([]rune(kind)) != 1 {
		return ""
	}
	s := string(t.plain[max(0, at-60):at])
	s = s[strings.LastIndexAny(s, "。?!;\n")+1:]
	clauses := strings.Split(s, ",")
	for _, c := range clauses[:len(clauses)-1] {
		body, rest, ok := strings.Cut(c, kind)
		if n := len([]rune(body)); ok && n > 1 && n < 12 && !strings.HasPrefix(rest, "长") && !strings.ContainsAny(body, notGiven) {
			return body + kind
		}
	}
	return ""
}

// inPrint gives a person found in a span of plain text in the characters of the
// page.
func (t *text) inPrint(p person, from, to int) person {
	p.Speaker = Speaker{t.asPrinted(p.Name, from, to), t.asPrinted(p.Title, from, to), t.asPrinted(p.Org, from, to)}
	return p
}

// simple gives words in simplified characters.
func (t *text) simple(s string) string {
	return strings.Map(func(r rune) rune {
		if p, ok := t.words.simplified[r]; ok {
			return p
		}
		return r
	}, s)
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
