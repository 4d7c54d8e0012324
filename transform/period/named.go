package period

import "strings"

// How far behind a year the noun that makes it a name may stand.
const nameReach = 26

// counted begins what 2023 would count: 2023家.
const counted = "家名人个元万亿多余吨位件项公平米千百户辆台所场次期号条种只头张套对册部篇座栋间处亩升克斤字列趟班年"

func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// openNamed reads the year of a name, without 年 and right before it:
// 2023印尼文具博览会, “2024中国某市马拉松”.
func openNamed(s *scanner, i int) (point, bool) {
	n, ok := s.number(i)
	if !ok || !n.arabic || n.digits != 4 || n.value < 1949 || n.value > 2099 || s.glued(i) || s.inNumber(n.to) || s.in(i-1, "-+$¥第~.") {
		return point{}, false
	}
	to := s.blank(n.to)
	if s.in(to, counted) || !s.headFollows(to, "event") {
		return point{}, false
	}
	return point{to: n.to, rule: "named-year", kind: Name, dated: true}.years(n.value, n.value), true
}

// headFollows reports whether a noun phrase that ends in a head of that kind
// begins at i: no punctuation, particle or numeral before the head.
func (s *scanner) headFollows(i int, kind string) bool {
	from := i
	for i < len(s.runes) && i < from+nameReach && !s.breaksName(i) {
		i++
	}
	return containsAny(string(s.runes[from:min(i, len(s.runes))]), heads[kind])
}

func (s *scanner) breaksName(i int) bool {
	r := s.at(i)
	return isMark(r) && !among(r, "·\" (-") || among(r, "的了是在将%")
}

// longestTitle bounds a 《 without its 》.
const longestTitle = 60

// document reports whether the year p belongs to the name of a document: within
// 《》, or behind a verb of issuing or a quote and ended by 方案, 报告.
func (s *scanner) document(p point) bool {
	if p.rule != "year" || p.grain != yearly {
		return false
	}
	if s.title > 0 && p.from-s.title < longestTitle {
		return true
	}
	_, issued := s.ends(p.from, "出台", "发布", "印发", "制定", "公布", "编制", "下发", "根据", "按照", "审议", "通过", "颁布", "修订", "出台了", "印发了", "制定了", "发布了", "公布了", "发布的", "\"")
	if !issued {
		return false
	}
	to := p.to
	for to < p.to+nameReach && to < len(s.runes) && !s.breaksName(to) {
		to++
	}
	text := strings.TrimRight(string(s.runes[p.to:to]), "\" (")
	for _, h := range heads["document"] {
		if strings.HasSuffix(text, h) {
			return true
		}
	}
	return false
}
