package quantity

import "github.com/shopspring/decimal"

// firstPlaces are words for the first place; they count only where firstHolds.
var firstPlaces = []string{"首位", "榜首"}

// readFirst reads 首位, 首个, 首批 and the like.
func readFirst(p *page, i int) (phrase, bool) {
	if p.has(i, "之首") && !isHan(p.char(i+2)) && p.cue(i, rankCues...) {
		return p.rank(i, i, i+2, one, "rank-first"), true
	}
	if w := p.first(i, firstPlaces...); w != "" && !p.in(i+2, "度产置") {
		q := p.rank(i, i, i+length(w), one, "rank-first")
		if p.char(i+1) == '位' {
			q.UnitText = "位"
			q.Optional = isHan(p.char(i+2)) && !p.in(i+2, "的和与及")
		}
		return q, true
	}
	if p.char(i) != '首' || p.in(i-1, "榜居元部匕翘回昂岁颁吉稽") {
		return phrase{}, false
	}
	u, end, ok := p.unitAt(i + 1)
	if !ok || u.dim != "count" && u.dim != "people" || p.in(i+1, "次届期季轮度里席歌批发站页") && p.char(i+1) != '批' || isHanWord(p, i) {
		return phrase{}, false
	}
	q := p.rank(i, i, end, one, "rank-novelty")
	q.UnitText, q.Optional = u.alias, true
	return q, true
}

// isHanWord reports whether 首 begins another word.
func isHanWord(p *page, i int) bool {
	return p.first(i, "首个工作日", "首部曲", "首条街", "首项", "首车", "首台套", "首台(套)", "首批次", "首版次", "首件套") != ""
}

// readTop reads 前10, 前三名, 前十强, TOP10.
func readTop(p *page, i int) (phrase, bool) {
	w := p.first(i, "前", "TOP", "Top", "top")
	if w == "" || isLetter(p.char(i-1)) || p.in(i-1, "之以目提当此日从先年月天会战眼面跟") {
		return phrase{}, false
	}
	j := i + length(w)
	if p.char(j) == ' ' {
		j++
	}
	n, ok := readNumeral(p, j)
	if !ok || n.huge || n.value.Equal(one) || n.leading && w == "前" && !p.in(n.end, "强位名") {
		return phrase{}, false
	}
	end := n.end
	for _, tail := range []string{"强", "位", "名", "甲"} {
		if p.has(end, tail) {
			end += length(tail)
			break
		}
	}
	if end == n.end {
		u, e, ok := p.unitAt(end)
		if ok && (u.dim == "time" || u.dim == "date") && w == "前" {
			return refused(i, e, Date, "date"), true
		}
		if ok && p.in(end, "批届期次轮个场项条家类种部组") {
			return phrase{}, false
		}
		if p.first(end, "季", "期", "届", "后", "者", "/", ".") != "" {
			return phrase{}, false
		}
	}
	q := p.rank(i, j, end, n.value, "rank-top")
	q.Bound, q.Max = AtMost, q.Value
	q.UnitText = string(p.r[n.end:end])
	return q, true
}

// readNth reads 第N: a rank where it tells a place (全省第一, 列第3位), an
// ordinal everywhere else.
func readNth(p *page, i int) (phrase, bool) {
	if p.char(i) != '第' {
		return phrase{}, false
	}
	j := i + 1
	if p.char(j) == ' ' {
		j++
	}
	n, ok := readNumeral(p, j)
	if !ok {
		if p.char(j) != '几' {
			return phrase{}, false
		}
		n = numeral{start: j, end: j + 1, chinese: true, huge: true}
	}
	end := n.end
	if p.in(end, "位名") {
		end++
	}
	q := p.rank(i, j, end, n.value, "rank-nth")
	q.Value.Valid = !n.huge
	q.UnitText = string(p.r[n.end:end])
	if !p.isPlace(i, n.end) {
		q.Refused, q.Rule = Ordinal, "nth"
		q.End = p.ordinalEnd(p.lastNth(n.end))
	}
	return q, true
}

// lastNth gives the end of the second number of 第二十九至三十条, which is no
// measure either; i, the end of the first, where there is none.
func (p *page) lastNth(i int) int {
	j := i
	if c := p.first(i, connectors...); c != "" {
		j += length(c)
	} else if p.in(i, "、和") {
		j++
	}
	n, ok := readNumeral(p, j)
	if j == i || !ok {
		return i
	}
	if s, _ := words().sufTrie.longest(p.r, n.end, nil); s >= 0 || p.in(n.end, "条款项名位页节课") {
		return n.end
	}
	return i
}

// rankVerbs and rankScopes end before a place: 居第三, 全省第一.
var rankVerbs = []string{"居", "列", "位", "排", "排名", "排在", "名列", "跃至", "升至", "升到", "进至", "保持", "蝉联", "荣获", "夺得", "夺取", "取得", "并列", "稳坐", "跃升", "上升至", "退居", "降至", "跌至", "为", "均为", "继续", "分列", "分别列", "分居", "仅次于", "倒数", "总分", "综合"}
var rankScopes = []string{"全省", "全国", "全市", "全球", "世界", "全县", "全区", "全州", "全疆", "全军", "亚洲", "国内", "省内", "市内", "行业", "同类", "县市", "城市", "各市", "各地", "各省", "地区", "副省级", "设区市", "百强", "我国", "我省",
	"我市", "中国", "欧洲", "亚太", "东部", "西部", "中部", "全盟", "全系统", "年", "月", "总量", "增速", "增幅", "均", "指数", "规模", "排行榜", "榜单", "长三角", "首批", "同期", "省份", "省市", "华东", "国家", "历史"}

// rankCues stand some way before a place, with what it is a place among between:
// 居全市七县(市)第二, 列全国地级市之首.
var rankCues = []string{"居", "位列", "名列", "排名", "排在", "列全"}

// isPlace reports whether the 第N that begins at i and ends at end tells a
// place in an order.
func (p *page) isPlace(i, end int) bool {
	scoped := p.last(i, rankScopes...) != ""
	ranked := p.last(i, rankVerbs...) != "" || !isHan(p.char(end)) && p.cue(i, rankCues...)
	if p.char(end) == '位' || p.char(end) == '名' {
		return scoped || ranked || !isHan(p.char(end+1))
	}
	if p.char(end) == '大' && (scoped || ranked || p.last(i, "我", "其", "成为", "是") != "") {
		return p.first(end, "大道", "大街", "大桥", "大会") == ""
	}
	if !scoped && !ranked {
		return false
	}
	return !isHan(p.char(end)) || p.in(end, "的和与及,且并、") || p.first(end, "提升", "上升", "跃升", "升至", "升到", "前移", "跃居", "下降", "降至", "进至") != "" || p.first(end, "方阵", "梯队") == "" && p.last(i, "年", "月", "为", "均", "国家", "城市", "地区") == "" && ranked && !p.isOrdinalNoun(end)
}

// isOrdinalNoun reports whether what follows 第N is a noun that is numbered.
func (p *page) isOrdinalNoun(i int) bool {
	if _, _, ok := p.unitAt(i); ok {
		return true
	}
	n, _ := words().sufTrie.longest(p.r, i, nil)
	return n >= 0 || isHan(p.char(i)) && !p.in(i, "的和与及并且之")
}

// ordinalEnd takes the numbered noun of one or two characters in: 第六代,
// 第135届, 第一时间 up to 第一.
func (p *page) ordinalEnd(i int) int {
	if n, end := words().sufTrie.longest(p.r, i, nil); n >= 0 {
		return end
	}
	u, end, ok := p.unitAt(i)
	if !ok {
		return i
	}
	if u.alias == "个" { // 第二个十年
		if t, ok := p.readTerm(end); ok && t.u.dim == "time" {
			return t.end
		}
	}
	return end
}

func (p *page) rank(i, num, end int, place decimal.Decimal, rule string) phrase {
	t := term{start: i, numStart: num, end: end, lo: place, hi: place, num: numeral{start: num, end: end}}
	q := phrase{t: t}
	q.Start, q.End, q.NumStart, q.NumEnd = i, end, num, end
	q.Kind, q.Unit, q.Rule, q.Bound = Rank, "rank", rule, Equal
	q.Value = decimal.NewNullDecimal(place)
	q.Chinese = !isDigit(p.char(num))
	return q
}
