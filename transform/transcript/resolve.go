package transcript

import "strings"

// resolve gives a shortened label the speaker introduced before it in full:
// 王局长 and 商务局 after 市商务局局长王某某, 记 after (以下简称记). Where two
// speakers fit, the label stays as it is.
func (t *text) resolve(turns []Turn, ms []mark) {
	shorts := map[string]Speaker{}
	var known []Speaker
	for i := range turns {
		s := &turns[i].Speaker
		if full, ok := shorts[ms[i].voice.key]; ok {
			*s = full
		} else if full, ok := fuller(*s, known); ok {
			*s = full
		}
		if short := ms[i].voice.short; short != "" {
			shorts[short] = *s
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
