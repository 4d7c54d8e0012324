package quantity

import "github.com/shopspring/decimal"

// A term is one number with its unit, without the hedges around it.
type term struct {
	start, numStart, end int
	num                  numeral
	lo, hi               decimal.Decimal // in the base unit
	bound                Bound           // of 多, 余, 来 inside
	u                    unit
	unitText             string
	mult                 int
	slash                bool // 1/6
	half                 bool // 半年, 一半
	compound             bool // 3小时20分
}

// readAmount reads hedges, number, multiplier, unit and hedges; and a second
// number where the two are the ends of a range.
func readAmount(p *page, i int) (phrase, bool) {
	pre, j := p.readPreHedges(i)
	if j > i && p.idiomAt(j) {
		return phrase{}, false
	}
	t, ok := p.readTerm(j)
	if !ok || p.half(t, pre) {
		return phrase{}, false
	}
	q := p.phraseOf(i, t)
	if u, lo, ok := p.readRange(t); ok {
		t.lo, t.hi, t.u, t.unitText, t.mult, t.end = lo, u.hi, u.u, u.unitText, u.mult, u.end
		q = p.phraseOf(i, t)
		q.interval()
	}
	q.bound(pre, t.bound)
	post, end := p.readPostHedge(q.End, t.u)
	q.End = end
	q.bound(post)
	return q, true
}

// half refuses a 半 that is part of a word: it needs a unit, 数, or a hedge
// such as 过半.
func (p *page) half(t term, pre Bound) bool {
	return t.half && t.u.alias == "" && pre == "" && t.num.end == t.num.start
}

func (p *page) readTerm(i int) (term, bool) {
	t := term{start: i, numStart: i}
	j, negative, currency, scale := p.readSigns(i)
	n, ok := readNumeral(p, j)
	switch {
	case ok:
		t.num, t.numStart = n, j
		t.lo, t.hi = n.value, n.high
		t.mult = n.mult
		t.end = n.end
		p.readSlash(&t)
	case p.char(j) == '半' && !p.in(j-1, "上下前后大小多这那一夜") && p.halfAt(j):
		t.half, t.numStart = true, j
		t.num = numeral{start: j, end: j, multStart: j + 1, chinese: true}
		t.lo, t.hi, t.end = decimal.New(5, -1), decimal.New(5, -1), j+1
	case p.oneDropped(j):
		t.num = numeral{start: j, end: j, multStart: j, value: one, high: one, chinese: true}
		t.numStart, t.lo, t.hi, t.end = j, one, one, j
	default:
		return t, false
	}
	p.readMore(&t)
	p.readUnit(&t, currency, scale)
	if negative {
		t.lo, t.hi = t.hi.Neg(), t.lo.Neg()
	}
	if !negative && currency.word == "" && scale == "" {
		t.start = t.numStart
	}
	return t, true
}

// halfAt reports whether the 半 at i measures something: a unit follows (半年,
// 半个月, 半公里), 数, or nothing of the same word (过半).
func (p *page) halfAt(i int) bool {
	if p.has(i+1, "数") {
		return true
	}
	if p.has(i+1, "个") {
		j := i + 2
		if p.in(j, "多") {
			j++
		}
		_, _, ok := p.afterMore(j)
		return ok
	}
	if u, end, ok := p.unitAt(i + 1); ok && physical[u.dim] {
		return !p.in(end, "报检线场")
	} else if u.alias == "日" {
		return !isHan(p.char(end)) || p.in(end, "内的多后前左")
	}
	return p.in(i-1, "过超近逾")
}

// oneDropped reports whether the unit at i counts one that is not said, as
// speech does: 个半小时, 分半钟, 身高米七.
func (p *page) oneDropped(i int) bool {
	switch c := p.char(i); {
	case isNumeralChar(p.char(i - 1)):
		return false
	case c == '个' && p.in(i+1, "半"):
		return p.oneAndHalf(i)
	case c == '分' && p.in(i+1, "半"):
		return p.in(i+2, "钟") && !p.in(i-1, "部成十百几多") || !isHan(p.char(i-1)) && !isHan(p.char(i+2))
	case c == '米' && p.in(i+1, "二三四五六七八九"):
		return (!isHan(p.char(i-1)) || p.in(i-1, "高长宽深")) && (!isHan(p.char(i+2)) || p.in(i+2, "多左以的到至"))
	}
	return false
}

// oneAndHalf reports whether the 个半 at i is one and a half, as Cantonese says
// it. The 个 of 等个半小时, 休息个半天 and 有个半月形 is a filler.
func (p *page) oneAndHalf(i int) bool {
	u, end, ok := p.afterMore(i + 2)
	switch u.alias {
	case "个月", "小时", "钟头", "钟", "星期", "礼拜", "世纪", "百分点":
	default:
		return false
	}
	if p.text[p.at[i]] == '個' {
		return ok && !p.in(i-1, "这那每整各某几数多第前后上下哪首有") && !p.in(end, "形板湾谈刊状")
	}
	return !isHan(p.char(i-1)) || p.in(i-1, "约近逾超足时达需")
}

// readSigns reads what may stand between hedges and number: minus, 零下, a
// currency or a temperature scale.
func (p *page) readSigns(i int) (j int, negative bool, c currency, scale string) {
	for k := 0; k < 3; k++ {
		if w := p.first(i, "零下", "负的", "负", "-", "−"); w != "" && p.signHolds(i, w) {
			negative = true
			i += length(w)
		} else if w := p.first(i, "摄氏温度", "华氏温度", "摄氏", "华氏"); w != "" {
			scale = w
			i += length(w)
		} else if n, e := words().currency.longest(p.r, i, nil); n >= 0 {
			c = currencies[n]
			i = e
		}
		if p.char(i) == ' ' && (negative || c.word != "") {
			i++
		}
	}
	return i, negative, c, scale
}

// signHolds tells a minus from a hyphen and 负 from 不负, 负责.
func (p *page) signHolds(i int, sign string) bool {
	next := p.char(i + length(sign))
	switch sign {
	case "-", "−":
		before := p.char(i - 1)
		return (isDigit(next) || next == '.') && !isDigit(before) && !isLetter(before) && before != ')' && before != '-'
	case "负", "负的":
		return (isNumeralChar(next) || next == ' ' || next == '.' || p.in(i+length(sign), "摄华")) && !p.in(i-1, "不胜自担抱欺辜肩背")
	}
	return true
}

// readSlash reads the rest of 1/6, 六十/一百二十 and 1 4/3.
func (p *page) readSlash(t *term) {
	whole, j := decimal.Zero, t.end
	n := t.num
	if p.char(j) == ' ' && isDigit(p.char(j+1)) && !n.point {
		if m, ok := readNumeral(p, j+1); ok && p.char(m.end) == '/' && !n.huge {
			whole, n, j = n.value, m, m.end
		}
	}
	if p.char(j) != '/' && !p.ratio(n.start) || p.in(n.start-1, "/") {
		return
	}
	under, ok := readNumeral(p, j+1)
	if u, _, _ := p.unitAt(under.end); u.dim == "temperature" { // 17/26℃ is the low and the high of a day
		return
	}
	after := p.char(under.end)
	if !ok || n.huge || under.huge || under.value.IsZero() || after == '/' || isLetter(after) {
		return
	}
	v := whole.Add(n.value.DivRound(under.value, 9))
	t.lo, t.hi, t.end, t.slash, t.mult = v, v, under.end, true, 0
	t.num.end, t.num.multStart, t.num.mult = under.end, under.end, 0
}

// ratioCues end before two numbers of which the colon makes a ratio.
var ratioCues = []string{"之比", "之比为", "之比达", "之比达到", "之比约为", "之比是", "比例", "比例为", "比例达", "比例达到", "比例约为", "比例是", "比值为", "配比为"}

// ratioReached end before, or begin behind, a ratio that another one became.
var ratioReached = []string{"缩小到", "缩小至", "扩大到", "扩大至", "提高到", "提高至", "降低到", "降低至", "降到", "降至", "下降到", "下降至"}

// ratio reports whether the number at i and the one behind its colon are a ratio
// of two, and no clock time or score: 农产品加工业与农业总产值之比达到2.3:1.
func (p *page) ratio(i int) bool {
	n, ok := readNumeral(p, i)
	if !ok || p.char(n.end) != ':' {
		return false
	}
	m, ok := readNumeral(p, n.end+1)
	return ok && p.char(m.end) != ':' && (p.last(i, ratioCues...) != "" || p.last(i, ratioReached...) != "" || p.first(m.end, ratioReached...) != "")
}

// readMore reads 多, 余, 来, + between number and unit, and the multiplier that
// may follow: 二百三十余万.
func (p *page) readMore(t *term) {
	b, ok := moreWords[p.char(t.end)]
	if !ok || t.slash || t.half || t.num.value.LessThan(ten) && !t.num.leading && t.num.mult == 0 ||
		p.first(t.end, "多元化", "多功能", "多媒体", "多样", "多边", "多层次", "多维") != "" {
		return
	}
	j := t.end + 1
	up := 0
	for up < maxPower && (smallPower[p.char(j)] > 1 || bigPower[p.char(j)] > 0) {
		up += smallPower[p.char(j)] + bigPower[p.char(j)]
		j++
	}
	if p.in(t.end, "来+") {
		if _, _, ok := p.unitAt(j); !ok && up == 0 {
			return
		}
	}
	t.bound = b
	t.lo, t.hi = t.lo.Shift(int32(up)), t.hi.Shift(int32(up))
	t.mult += up
	if up > 0 {
		t.num.multStart = t.end + 1
	} else {
		t.num.multStart = min(t.num.multStart, t.end)
	}
	t.end = j
}

// readUnit reads the unit at the end of the term and applies its factor.
func (p *page) readUnit(t *term, c currency, scale string) {
	if t.half && p.char(t.end) == '数' {
		t.end++
		return
	}
	t.unitText = string(p.r[t.num.multStart:max(t.num.end, t.num.multStart)])
	if t.bound != "" && t.mult > t.num.mult {
		t.unitText = string(p.r[t.num.multStart:t.end])
	}
	j := t.end
	if p.char(j) == ' ' {
		j++
	}
	u, end, ok := p.latinScale(t, j)
	if !ok {
		u, end, ok = p.measureAt(t, j)
	}
	if scale != "" && (u.dim == "angle" || p.char(j) == '°') {
		u = unit{alias: u.alias, code: scaleCode[scale[:6]], dim: "temperature", factor: one}
	}
	if c.code == "HKD" && p.isDollar(u, end) {
		u.dim = "money"
	}
	if c.code != "" && (!ok || u.dim == "money") {
		if !ok {
			end = t.end
		}
		u, ok = unit{alias: u.alias, code: c.code, dim: "money", factor: one}, true
	}
	if !ok {
		return
	}
	if scale == "" {
		p.refine(t, &u, end)
	}
	t.u = u
	if u.alias != "大" && u.alias != "" && u.dim != "rank" {
		t.unitText += unitWord(p.r[t.end:end])
	}
	t.end = end
	t.lo, t.hi = t.lo.Mul(factorOf(u, t.lo)), t.hi.Mul(factorOf(u, t.hi))
	p.readCompound(t)
	p.readTrailingMore(t)
}

// isDollar reports whether 个 stands for the dollar, as Hong Kong says it:
// 港币三个一毫四, 港币三个半.
func (p *page) isDollar(u unit, end int) bool {
	n, ok := readNumeral(p, end)
	return u.alias == "个" && (ok && p.char(n.end) == '毫' || p.char(end) == '半' && !isHan(p.char(end+1)))
}

// unitWord is the printed unit without the 多 or 半 inside it.
func unitWord(r []rune) string {
	if len(r) > 2 && r[0] == '个' && (r[1] == '多' || r[1] == '余' || r[1] == '半' || r[1] == '来') {
		return "个" + string(r[2:])
	}
	return string(r)
}

var scaleCode = map[string]string{"摄氏": "Cel", "华氏": "[degF]"}

// factorOf is the factor of a unit; 折 counts tenths, or hundredths in 八五折.
func factorOf(u unit, v decimal.Decimal) decimal.Decimal {
	if u.alias == "折" && v.GreaterThanOrEqual(ten) {
		return decimal.New(1, -2)
	}
	return u.factor
}

// latinScale reads k, K, M and G as thousand, million and milliard where no
// unit or word begins with them.
func (p *page) latinScale(t *term, i int) (unit, int, bool) {
	c := p.char(i)
	next := p.char(i + 1)
	if _, _, isUnit := p.unitAt(i); isUnit || i != t.end || t.num.chinese || isLetter(next) || isDigit(next) || next == '/' {
		return unit{}, i, false
	}
	power := 0
	switch {
	case c == 'k' || c == 'K' && t.num.value.GreaterThanOrEqual(ten):
		power = 3
	case c == 'M' && !isHan(next):
		power = 6
	case c == 'G' && !isHan(next) && t.num.point:
		power = 9
	default:
		return unit{}, i, false
	}
	t.lo, t.hi, t.mult = t.lo.Shift(int32(power)), t.hi.Shift(int32(power)), t.mult+power
	t.unitText, t.end = t.unitText+string(c), i+1
	t.num.end = i + 1
	u, end, ok := p.unitAt(i + 1)
	return u, end, ok
}

// measureAt reads the unit at i with the 个, 多 and 半 that may stand before
// it (一个半月, 3个多小时) and its per-unit.
func (p *page) measureAt(t *term, i int) (unit, int, bool) {
	u, end, ok := p.unitAt(i)
	if !ok {
		return u, i, false
	}
	if u.alias == "个" && p.in(end, "多余半来") {
		if v, e, ok := p.afterMore(end + 1); ok {
			if p.char(end) == '半' {
				t.lo, t.hi = t.lo.Add(decimal.New(5, -1)), t.hi.Add(decimal.New(5, -1))
			} else {
				t.bound = moreWords[p.char(end)]
			}
			return v, e, true
		}
	}
	if p.char(end) == '半' && u.alias == "分" { // 五分半钟
		if v, e, ok := p.unitAt(i + length(u.alias) + 1); ok && v.alias == "钟" {
			t.lo, t.hi = t.lo.Add(decimal.New(5, -1)), t.hi.Add(decimal.New(5, -1))
			return unit{u.alias, "min", "time", one}, e, true
		}
	}
	u, end = p.perUnit(u, end)
	return u, end, p.unitHolds(t, u, end)
}

// afterMore reads the unit of 3个多月, 一个半小时: one that 个 goes with.
func (p *page) afterMore(i int) (unit, int, bool) {
	u, end, ok := p.unitAt(i)
	if u.alias == "月" {
		u = unit{"个月", "mo", "time", one}
	}
	return u, end, ok && (u.dim == "time" || u.dim == "points")
}

// unitHolds refuses a unit whose characters belong to the next word.
func (p *page) unitHolds(t *term, u unit, end int) bool {
	switch u.alias {
	case "项":
		return !p.in(end, "目")
	case "道":
		return !p.in(end, "班路口")
	case "村":
		return !p.in(end, "民委干庄支")
	case "成":
		return !p.in(end, "为功立效果员本长熟年人交都品套型绩群份才就因") && t.num.value.LessThanOrEqual(ten)
	case "折":
		return !p.in(end, "叠合线射页返腾磨旧损") && t.num.value.LessThan(decimal.New(1, 2))
	case "毫", "毫子":
		return p.dimeEnds(end)
	case "大":
		return !p.in(end, "于约型幅力概致都量家学楼道会师小豆米众厦队") && isHan(p.char(end)) && !t.num.leading
	case "强":
		return !p.in(end, "化度调制降烈力劲势加风震对军")
	case "平", "方", "平方", "立方", "里", "尺", "两", "钱", "丈", "寸", "顷", "担":
		scale := t.num.leading && t.num.end-t.num.start == 1 && t.bound == ""
		return !scale && !p.in(end, "台均安面向案法式便针程子边定地米位")
	}
	return true
}

// dimeEnds reports whether the 毫 that ends at i is a dime: no 毫巴, 毫西弗,
// 一毫不差.
func (p *page) dimeEnds(i int) bool {
	return !isHan(p.char(i)) || digitOf[p.char(i)] > 0 || p.in(i, "的收报半至到或及和以左") || p.has(i, "子")
}

// refine chooses among the meanings of a printed unit by what stands around.
func (p *page) refine(t *term, u *unit, end int) {
	switch u.alias {
	case "度":
		if p.char(end) == '电' || t.mult >= 4 || p.cue(t.start, "发电", "用电", "电量", "耗电", "电费", "节电") {
			u.code, u.dim = "kW.h", "energy"
		} else if t.num.point || p.cue(t.start, "气温", "温度", "体温", "水温", "室温", "高温", "低温", "零下", "零上", "升温", "降温") || digitOf[p.char(end)] > 0 || p.char(end) == '半' || t.start < t.numStart {
			u.code, u.dim = "Cel", "temperature"
		}
	case "位": // 前移2位
		if p.in(t.start-1, "移升降退进跃") || p.in(t.start-1, "了") && p.in(t.start-2, "移升降退进跃") {
			u.code, u.dim = "位", "count"
		}
	case "日":
		if t.half || p.isSpan(t, end) {
			u.code, u.dim = "d", "time"
		}
	case "块":
		if t.mult >= 8 || isHan(p.char(end)) && digitOf[p.char(end)] == 0 && !p.in(end, "钱的左以多上下起和至到半零整就都还") && p.char(end) != '两' {
			u.code, u.dim = "块", "count"
		}
	case "分":
		if n, ok := readNumeral(p, end); p.char(end) == '半' || ok && p.char(n.end) == '秒' {
			u.code, u.dim = "min", "time"
		}
	case "级": // 百亿级
		if t.mult >= 8 {
			u.code, u.dim, u.alias, t.bound = "CNY", "money", "", About
		}
	}
}

// spanWords end before a number of days: 连续五日.
var spanWords = []string{"为期", "历时", "一连", "连续", "长达", "逗留", "停留", "每隔", "合共", "足足"}

// isSpan reports whether the 日 that ends at end counts days and is no day of a
// month: 六十日, 十五日内, 连续五日, 五日四夜.
func (p *page) isSpan(t *term, end int) bool {
	night, ok := readNumeral(p, end)
	return t.lo.GreaterThan(decimal31) && !t.num.leading || p.last(t.start, spanWords...) != "" || ok && p.has(night.end, "夜") ||
		!p.in(t.start-1, "月-至到、和及") && (p.first(end, "以内", "之内") != "" || p.char(end) == '内' && !p.in(end+1, insideWords[0].not))
}

var decimal31 = decimal.NewFromInt(31)

// cue reports whether one of the words stands shortly before i, in the same
// sentence.
func (p *page) cue(i int, words ...string) bool {
	for j := i; j > i-10 && j > 0 && !p.in(j-1, "。;!?\n"); j-- {
		if p.last(j, words...) != "" {
			return true
		}
	}
	return false
}

// readTrailingMore reads 多 and 余 after a unit: 3年多, 20亿元多.
func (p *page) readTrailingMore(t *term) {
	c := p.char(t.end)
	if (c == '多' || c == '余') && (physical[t.u.dim] || t.u.dim == "multiple" || t.u.dim == "share" || t.u.dim == "percent") && t.bound == "" && !p.in(t.end+1, "功层元样种边维媒晶肉数次个家名项地") {
		t.bound = moreWords[c]
		t.end++
	}
}
