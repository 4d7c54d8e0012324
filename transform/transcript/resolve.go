package transcript

import "strings"

// resolve gives a shortened label the speaker introduced before it in full:
// 王局长 and 商务局 after 市商务局局长王某某, 记 after (以下简称记). Where two
// speakers fit, the label stays as it is.
func (t *text) resolve(turns []Turn) {
	var known []Speaker
	for i := range turns {
		s := &turns[i].Speaker
		if full, ok := fuller(*s, known); ok {
			*s = full
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
