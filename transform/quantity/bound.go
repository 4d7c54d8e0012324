package quantity

// A hedge is a word that says how a stated number limits the true one.
type hedge struct {
	word  string
	bound Bound
	not   string // characters before (of a hedge before the number) or after it that make it another word
}

// preHedges stand directly before the number. To add one, add a row; the
// longest that stands there is read, several may follow each other.
var preHedges = []hedge{
	{"超", Above, "赶反高"}, {"超过", Above, ""}, {"超过了", Above, ""}, {"超出", Above, ""}, {"超越", Above, ""},
	{"已超", Above, ""}, {"突破", Above, ""}, {"突破了", Above, ""}, {"逾", Above, ""}, {"过", Above, "通经走去来见度跨越透做看吃打开办发搞拿获提说听花用参写建设不超突路渡"},
	{"破", Above, "打爆击攻侦"}, {"高于", Above, ""}, {"大于", Above, ""}, {"多于", Above, ""}, {"大过", Above, ""}, {"超逾", Above, ""}, {"冲破", Above, ""},
	{"高过", Above, ""}, {">", Above, ""}, {"好", Above, "友美良最更较看爱正刚叫"},
	{"不低于", AtLeast, ""}, {"不少于", AtLeast, ""}, {"不小于", AtLeast, ""}, {"不下", AtLeast, "居"}, {"不下于", AtLeast, ""}, {"不止", AtLeast, ""},
	{"至少", AtLeast, ""}, {"至少有", AtLeast, ""}, {"最少", AtLeast, ""}, {"起码", AtLeast, ""}, {"大于等于", AtLeast, ""}, {"大于或等于", AtLeast, ""},
	{"大于或者等于", AtLeast, ""}, {"少则", AtLeast, ""}, {"≥", AtLeast, ""}, {">=", AtLeast, ""}, {"上", AtLeast, "以线网路场会海陆街界市船车台世地身手史本产业之向北山楼桌岛村道片加"},
	{"近", Below, "附临靠邻最贴新亲走就远接将切拉逼迫"}, {"接近", Below, ""}, {"接近于", Below, ""}, {"将近", Below, ""}, {"逼近", Below, ""}, {"不到", Below, "看想找买料做等听得达用收碰遇"},
	{"不足", Below, ""}, {"不满", Below, ""}, {"未满", Below, ""}, {"未到", Below, ""}, {"未达", Below, ""}, {"低于", Below, ""}, {"少于", Below, ""}, {"小于", Below, ""},
	{"不及", Below, "措赶来顾过"}, {"<", Below, ""},
	{"不超过", AtMost, ""}, {"不超", AtMost, ""}, {"不高于", AtMost, ""}, {"不大于", AtMost, ""}, {"不多于", AtMost, ""}, {"未超过", AtMost, ""}, {"最多", AtMost, ""}, {"至多", AtMost, ""},
	{"顶多", AtMost, ""}, {"小于等于", AtMost, ""}, {"小于或等于", AtMost, ""}, {"多则", AtMost, ""}, {"≤", AtMost, ""}, {"<=", AtMost, ""},
	{"约", About, "签节预公条契解违履邀赴缔制集简毁相盟租特纽爽大隐婉守绰俭"}, {"大约", About, ""}, {"约为", About, ""}, {"约有", About, ""}, {"大概", About, ""}, {"大概有", About, ""},
	{"大致", About, ""}, {"约莫", About, ""}, {"差不多", About, ""}, {"几乎", About, ""}, {"约合", About, ""}, {"约占", About, ""}, {"≈", About, ""}, {"~", About, ""},
}

// postHedges stand directly after number and unit.
var postHedges = []hedge{
	{"以上", AtLeast, ""}, {"及以上", AtLeast, ""}, {"或以上", AtLeast, ""}, {"(含)以上", AtLeast, ""}, {"以上(含)", AtLeast, ""}, {"之上", AtLeast, ""},
	{"或者更多", AtLeast, ""}, {"或更多", AtLeast, ""}, {"起", AtLeast, "来草诉事源飞家义跑点头步因初到降付征重吊"}, {"开外", Above, ""}, {"+", Above, "0123456789N"}, {"有余", Above, ""}, {"不止", Above, ""},
	{"以下", AtMost, "简称几三问措工方"}, {"及以下", AtMost, ""}, {"或以下", AtMost, ""}, {"(含)以下", AtMost, ""}, {"以下(含)", AtMost, ""}, {"之下", AtMost, ""}, {"以内", AtMost, ""}, {"之内", AtMost, ""},
	{"(含)以内", AtMost, ""}, {"左右", About, "两手侧翼"}, {"上下", About, "游级班联一同楼车"}, {"许", About, "多可诺昌下久"},
}

// insideWords are postHedges that hold after durations and distances only.
var insideWords = []hedge{{"内", AtMost, "部外容地陆河在需蒙涵科"}}

// moreWords stand between number and unit or after the unit: 3800多份, 3年多.
var moreWords = map[rune]Bound{'多': Above, '余': Above, '来': About, '+': Above}

// readPreHedges reads the hedges at i: their bound and where they end.
func (p *page) readPreHedges(i int) (b Bound, end int) {
	for k := 0; k < 3; k++ {
		n, e := words().hedges.longest(p.r, i, func(n, e int) bool { return p.hedgeHolds(preHedges[n], i, e) })
		if n < 0 {
			return b, i
		}
		b, i = tighter(b, preHedges[n].bound), e
		if p.char(i) == ' ' {
			i++
		}
	}
	return b, i
}

// hedgeHolds refuses a hedge that is part of another word (签约10家) and the
// ones that need a round number after them (过百, 破万亿, 上千).
func (p *page) hedgeHolds(h hedge, start, end int) bool {
	if h.not != "" && p.in(start-1, h.not) {
		return false
	}
	switch h.word {
	case "上":
		return p.in(end, "十百千万亿")
	case "过", "破":
		return p.in(end, "十百千万亿半") || p.roundNumber(end)
	case "好":
		return p.in(end, "几")
	case "~":
		return !isNumeralChar(p.char(start - 1))
	}
	return true
}

// roundNumber reports whether a number with 万 or 亿 stands at i.
func (p *page) roundNumber(i int) bool {
	n, ok := readNumeral(p, i)
	return ok && n.mult > 3
}

// readPostHedge reads the hedge at i, after a number with the unit u.
func (p *page) readPostHedge(i int, u unit) (Bound, int) {
	if p.has(i, "(含") { // 10万元(含10万元)以下
		for j := i + 2; j < i+12 && p.char(j) != blank; j++ {
			if p.char(j) == ')' {
				if b, e := p.readPostHedge(j+1, u); e > j+1 && p.has(j+1, "以") {
					return b, e
				}
				break
			}
		}
	}
	n, e := words().posts.longest(p.r, i, func(n, e int) bool {
		h := postHedges[n]
		if h.word == "起" && (u.dim == "" || u.dim == "date") || h.word == "许" && !physical[u.dim] {
			return false
		}
		return h.not == "" || !p.in(e, h.not)
	})
	if n >= 0 {
		return postHedges[n].bound, e
	}
	if u.dim == "time" || u.dim == "length" {
		for _, h := range insideWords {
			if p.has(i, h.word) && !p.in(i+length(h.word), h.not) {
				return h.bound, i + length(h.word)
			}
		}
	}
	return "", i
}

// tighter joins two bounds on one number: a limit says more than "about".
func tighter(a, b Bound) Bound {
	if a == "" || a == About && b != "" {
		return b
	}
	return a
}
