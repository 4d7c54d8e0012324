package quantity

import (
	"strings"

	"github.com/shopspring/decimal"
)

// refused makes a phrase that is no measure.
func refused(start, end int, class Refused, rule string) phrase {
	q := phrase{}
	q.Start, q.End, q.NumStart, q.NumEnd = start, end, start, end
	q.Kind, q.Refused, q.Rule, q.Bound = Amount, class, rule, Equal
	return q
}

// idiomAt reports whether a word of idioms.tsv begins at i.
func (p *page) idiomAt(i int) bool {
	n, _ := p.longestIdiom(i)
	return n >= 0
}

// longestIdiom finds the longest word of idioms.tsv at i that does not cut a
// numeral: 一点 is none in 一点二五.
func (p *page) longestIdiom(i int) (n, end int) {
	return words().idiomTrie.longest(p.r, i, func(_, end int) bool {
		last, next := p.char(end-1), p.char(end)
		return !(isNumeralChar(next) || next == '点') || !(isNumeralChar(last) || last == '点') || end-i > 2
	})
}

// readIdiom reads the words of idioms.tsv.
func readIdiom(p *page, i int) (phrase, bool) {
	n, end := p.longestIdiom(i)
	if n < 0 {
		return phrase{}, false
	}
	if words().idioms[n].class != Code && (p.countFrom(i, end) || p.countFrom(end-1, end)) {
		return phrase{}, false
	}
	return refused(i, end, words().idioms[n].class, "idiom"), true
}

// countFrom reports whether a number with its unit begins at i and is longer
// than the idiom that ends at end: 三公里 is not 三公, 提高一倍 not 高一.
func (p *page) countFrom(i, end int) bool {
	if !isNumeralChar(p.char(i)) {
		return false
	}
	t, ok := p.readTerm(i)
	return ok && t.u.alias != "" && t.u.alias != "大" && t.end > end && !(i == end-1 && t.u.dim == "count")
}

// readCompoundIdiom reads 一企一策, 双仓一线, 三省一市: two counts of one
// character each side by side.
func readCompoundIdiom(p *page, i int) (phrase, bool) {
	if !p.in(i, "一二两三四五六七八九十百千万") || p.in(i-1, "第几数") || isNumeralChar(p.char(i-1)) {
		return phrase{}, false
	}
	if !p.in(i+2, "一二两三四五六七八九十百千万") || isNumeralChar(p.char(i+4)) {
		return phrase{}, false
	}
	for _, j := range []int{i + 1, i + 3} {
		if c := p.char(j); !isHan(c) || isNumeralChar(c) || p.in(j, "元年月日天时分秒点元角毫仙块米斤度死伤倍成折多余来几个名人家件台次场条座到至比和或与") {
			return phrase{}, false
		}
	}
	return refused(i, i+4, Idiom, "idiom-compound"), true
}

// readDigitName reads 五四, 八一, 九九: two digits said one by one, without a
// unit, name a day or a thing; a number has its 十.
func readDigitName(p *page, i int) (phrase, bool) {
	n, ok := readNumeral(p, i)
	if !ok || !n.sequence || n.point || n.end-n.start != 2 || p.in(i, "零〇幺") || p.in(i+1, "零〇") || p.in(i-1, "负点") {
		return phrase{}, false
	}
	if _, _, unit := p.unitAt(n.end); unit && !p.in(n.end, "市村镇") || p.in(n.end, "、个号后") {
		return phrase{}, false
	}
	return refused(i, n.end, Idiom, "digit-name"), true
}

// readVague reads 几家, 数次: a count without a number.
func readVague(p *page, i int) (phrase, bool) {
	if !p.in(i, "几数") || p.char(i) == '数' && isHan(p.char(i-1)) {
		return phrase{}, false
	}
	_, end, ok := p.unitAt(i + 1)
	if !ok || p.char(i) == '数' && !p.in(i+1, "次家名人个天年月周日条项位种件批户") {
		return phrase{}, false
	}
	return refused(i, end, Vague, "vague"), true
}

// readLabel reads what numbers the items of a list: 一是, 一、, (一), 1., ①.
func readLabel(p *page, i int) (phrase, bool) {
	c := p.char(i)
	if c >= '①' && c <= '⓿' {
		return refused(i, i+1, Label, "label"), true
	}
	if c == '(' {
		if n, ok := readNumeral(p, i+1); ok && n.end-i <= 3 && p.char(n.end) == ')' && !n.leading {
			return refused(i, n.end+1, Label, "label"), true
		}
		return phrase{}, false
	}
	if c == '其' && p.in(i+1, "一二三四五六七八九") && !isNumeralChar(p.char(i+2)) && !isHan(p.char(i-1)) {
		return refused(i, i+2, Label, "label"), true
	}
	if isHan(p.char(i-1)) || isNumeralChar(p.char(i-1)) || isLetter(p.char(i-1)) {
		return phrase{}, false
	}
	n, ok := readNumeral(p, i)
	if !ok || n.point || n.leading || n.end-i > 3 {
		return phrase{}, false
	}
	if n.chinese && p.in(n.end, "是要则") {
		return refused(i, n.end+1, Label, "label"), true
	}
	opens := p.in(i-1, "\n。!?;: ") || i == 0
	if opens && p.in(n.end, "、.)") && !isNumeralChar(p.char(n.end+1)) && !(p.char(n.end) == ')' && n.end-i > 2) {
		return refused(i, n.end+1, Label, "label"), true
	}
	return phrase{}, false
}

// maxRun bounds the characters of one numeral. What is longer is a dump of
// figures, and is passed over as a whole.
const maxRun = 64

// readRun reads a run of numerals too long to be a number.
func readRun(p *page, i int) (phrase, bool) {
	if !isNumeralChar(p.char(i)) || !isNumeralChar(p.char(i+maxRun)) {
		return phrase{}, false
	}
	end := i
	for isNumeralChar(p.char(end)) {
		end++
	}
	return refused(i, end, Code, "run"), end-i > maxRun
}

// readCode reads web and mail addresses and the names that mix letters and
// digits: G60, 5G, COVID-19, 1+N, 4+4.
func readCode(p *page, i int) (phrase, bool) {
	if c := p.char(i); !isLetter(c) && !isDigit(c) && c != '〔' || isLetter(p.char(i-1)) {
		return phrase{}, false
	}
	if p.first(i, "http://", "https://", "www.", "HTTP://", "HTTPS://") != "" {
		end := i
		for end < len(p.r) && p.r[end] > ' ' && p.r[end] < 0x7f {
			end++
		}
		return refused(i, end, Code, "address"), true
	}
	if isLetter(p.char(i)) {
		if _, ok := readTop(p, i); ok {
			return phrase{}, false
		}
		return readName(p, i)
	}
	return readDigits(p, i)
}

// readName reads a token that begins with a letter and has digits in it. A
// number with a unit after three letters or more is a measure (GDP3000亿元).
func readName(p *page, i int) (phrase, bool) {
	end, digits, at := i, false, false
	letters := 0
	for ; end < len(p.r); end++ {
		c := p.r[end]
		if isDigit(c) {
			if !digits && (letters >= 3 || p.before(i, "维生素")) && end-i == letters && p.measured(end) { // GDP3000亿元, 维生素C53毫克
				return phrase{}, false
			}
			digits = true
		} else if isLetter(c) {
			letters++
		} else if c == '@' || c == '_' {
			at = true
		} else if !(p.in(end, "-./+") && (isLetter(p.char(end+1)) || isDigit(p.char(end+1)))) {
			break
		}
	}
	if !digits && !at {
		if p.char(end) == ' ' && isDigit(p.char(end+1)) && letters >= 2 && p.upper(i, end) && !p.measured(end+1) { // ISO 9001
			_, e, _ := scanArabic(p, end+1)
			for p.char(e) == '-' && isDigit(p.char(e+1)) {
				_, e, _ = scanArabic(p, e+1)
			}
			return refused(i, e, Code, "code-letters"), true
		}
		return phrase{}, false
	}
	return refused(i, end, Code, "code-letters"), true
}

func (p *page) upper(i, end int) bool {
	for _, c := range p.r[i:end] {
		if c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}

// measured reports whether a number with a unit or multiplier stands at i.
func (p *page) measured(i int) bool {
	t, ok := p.readTerm(i)
	return ok && (t.u.alias != "" || t.mult > 0)
}

// readDigits reads the digits that are no number: telephone and document
// numbers, 14:30, 3:1, 4+4, 7×24, 5G.
func readDigits(p *page, i int) (phrase, bool) {
	if p.char(i) == '〔' {
		end := i + 1
		for isDigit(p.char(end)) {
			end++
		}
		if p.char(end) == '〕' && end > i+1 {
			end++
			if _, e, _ := scanArabic(p, end); p.char(e) == '号' {
				end = e + 1
			}
			return refused(i, end, Code, "code-document"), true
		}
		return phrase{}, false
	}
	if isDigit(p.char(i - 1)) {
		return phrase{}, false
	}
	end := i
	for isDigit(p.char(end)) {
		end++
	}
	_, point, _ := scanArabic(p, i)
	switch c := p.char(end); {
	case p.ratio(i):
		return phrase{}, false
	case p.char(point) == ':' && isDigit(p.char(point+1)):
		end = point
		for p.char(end) == ':' && isDigit(p.char(end+1)) {
			_, end, _ = scanArabic(p, end+1)
		}
		return refused(i, end, Code, "code-colon"), true
	case p.in(end, "+×") && (isDigit(p.char(end+1)) || isLetter(p.char(end+1))) && !(c == '×' && !p.has(i, "7×24")):
		for end < len(p.r) && (isDigit(p.r[end]) || isLetter(p.r[end]) || p.in(end, "+×")) {
			end++
		}
		return refused(i, end, Code, "code-plus"), true
	case isLetter(c) || c == '@' || c == '_':
		return p.readSuffixed(i, end)
	case isPhone(p, i, end):
		for isDigit(p.char(end)) || p.char(end) == '-' && isDigit(p.char(end+1)) {
			end++
		}
		return refused(i, end, Code, "code-phone"), true
	}
	return phrase{}, false
}

// readSuffixed reads 5G, 3D, 36kr, 123@qq.com: digits with letters that are no
// unit and no thousand.
func (p *page) readSuffixed(i, end int) (phrase, bool) {
	t := term{num: numeral{start: i, end: end}, end: end}
	t.num.value = ten.Shift(int32(min(end-i-2, 1)))
	if _, _, ok := p.unitAt(end); ok {
		return phrase{}, false
	}
	if _, _, _ = p.latinScale(&t, end); t.mult > 0 {
		return phrase{}, false
	}
	for end < len(p.r) && (isDigit(p.r[end]) || isLetter(p.r[end]) || p.in(end, "@_") || p.in(end, "-./") && (isLetter(p.char(end+1)) || isDigit(p.char(end+1)))) {
		end++
	}
	return refused(i, end, Code, "code-letters"), true
}

// isPhone reports whether the digits are a telephone or identity number.
func isPhone(p *page, i, end int) bool {
	n := end - i
	_, _, unit := p.unitAt(end)
	switch {
	case unit || bigPower[p.char(end)] > 0:
		return false
	case n == 11 && p.char(i) == '1' && p.in(i+1, "3456789"):
		return true
	case (n == 3 || n == 4) && p.char(i) == '0' && p.char(end) == '-' && isDigit(p.char(end+1)):
		return true
	case n == 3 && p.in(i, "48") && p.has(i+1, "00-"):
		return true
	case n == 18 || n == 17 && p.in(end, "Xx"):
		return true
	case n == 7 || n == 8:
		return p.last(i, "电话", "热线", "传真", "手机", "电话:", "热线:", "传真:", "邮编:") != ""
	}
	return false
}

// A rule refuses a phrase that was read as a number, by what stands around.
type rule struct {
	name  string
	class Refused
	holds func(p *page, q *phrase) bool
}

// rules are tried in order; the first that holds refuses the phrase. To add
// one, add a literal and a case in fixtures/quantity.
var rules = []rule{
	{"suffix", "", refuseSuffix},
	{"date", Date, isDate},
	{"clock", Date, isClock},
	{"known-code", Code, isKnownCode},
	{"score", Code, isScore},
	{"designation", Code, isDesignation},
	{"version", Code, isVersion},
	{"generation", Code, isGeneration},
	{"building", Code, isBuilding},
	{"floor", Code, isFloor},
	{"numbered", Code, isNumbered},
	{"discourse", Discourse, isDiscourse},
	{"mention", Discourse, isMention},
	{"quoted", Idiom, isSlogan},
	{"circle", Idiom, isCircle},
	{"title", Idiom, inTitle},
	{"name", Idiom, isPlaceName},
	{"batch", Vague, isBatch},
	{"indefinite", Indefinite, isIndefinite},
	{"per", Indefinite, isPer},
	{"per-one", Indefinite, isPerOne},
	{"anaphor", Indefinite, isAnaphor},
	{"event", Idiom, isEvent},
	{"scale-money", Measures, isScaleMoney},
	{"threshold-money", Measures, isThresholdMoney},
	{"leading-noun", Idiom, isScaleNoun},
	{"leading", Idiom, isLoneScale},
	{"year", Date, isBareYear},
	{"compound-word", Idiom, inWord},
}

// refuse applies the rules to a phrase, or marks it as one a reader need not
// miss.
func refuse(p *page, q *phrase) {
	if q.Refused != Measures && q.Refused != Bare || q.Kind == Rank && q.Rule != "rank-top" {
		return
	}
	for _, r := range rules {
		if r.holds(p, q) {
			if r.class != "" {
				q.Refused = r.class
			}
			q.Rule = r.name
			return
		}
	}
	q.Optional = q.Optional || isOptional(q)
}

// isOptional marks the small counts in Chinese numerals, mostly parts of set
// phrases: 两条, 四个; and 百家, 万人.
func isOptional(q *phrase) bool {
	if q.Refused != Measures || q.hedged {
		return q.t.u.dim == "money" && q.t.u.alias == "" && q.t.num.leading // 百亿级
	}
	dim := q.t.u.dim
	small := q.Chinese && q.t.hi.LessThanOrEqual(ten)
	switch {
	case dim == "count" || dim == "people":
		return q.t.num.leading || small && q.t.u.alias != "次" && q.t.u.alias != "国"
	case dim == "time":
		return q.t.num.leading || q.Chinese && q.t.lo.Equal(one)
	}
	return q.t.num.leading || dim == "rank"
}

// refuseSuffix refuses a number before a word of suffixes.tsv: 二期, 126届.
func refuseSuffix(p *page, q *phrase) bool {
	if q.t.num.point || q.Kind != Amount {
		return false
	}
	n, end := words().sufTrie.longest(p.r, q.t.num.end, nil)
	if n < 0 || end < q.t.end {
		return false
	}
	e := words().suffixes[n]
	graded := q.Chinese && q.NumStart == q.Start && e.word == "级" // 三级以上医院
	if q.hedged && e.scope != "any" && !graded {
		return false
	}
	first := p.char(q.t.num.start)
	switch {
	case e.scope == "digits" && q.t.num.chinese, e.scope == "chinese" && q.t.num.arabic:
		return false
	case (e.scope == "plain" || e.scope == "chinese") && (first == '两' || first == '几' || q.t.num.leading || q.t.num.isPair() || p.in(q.Start-1, "分共达")):
		return false
	}
	q.Refused, q.End = e.class, max(end, q.End)
	return true
}

// isDate refuses 2024年, 二〇二四年, 5月, 7月11日, 98年.
func isDate(p *page, q *phrase) bool {
	if q.t.u.alias == "年期" {
		return true
	}
	if q.hedged {
		return false
	}
	if q.t.u.dim == "date" {
		return true
	}
	n := q.t.num
	year := n.sequence && n.end-n.start == 4 || !n.chinese && n.end-n.start == 4 && !n.point && (p.in(n.start, "12"))
	return year && (q.t.u.alias == "年" || q.t.u.alias == "年度" || p.has(q.End, "财年"))
}

// isClock refuses 下午3点, 8点半, 14时24分.
func isClock(p *page, q *phrase) bool {
	if q.t.num.point && q.t.u.alias == "分" && strings.ContainsRune(string(p.r[q.t.num.start:q.t.num.end]), '点') {
		return true
	}
	if q.t.u.alias == "点" && q.t.compound {
		return true
	}
	if q.t.u.alias != "点" && q.t.u.alias != "点钟" || q.t.hi.GreaterThan(decimal24) || q.t.num.point {
		return false
	}
	return q.t.u.alias == "点钟" || p.last(q.Start, "上午", "下午", "早上", "晚上", "中午", "凌晨", "早", "晚", "日", "夜", "至", "到", "从", "自", "天", "快", "将近") != "" ||
		p.in(q.End, "半许整钟前至到起后左") || isNumeralChar(p.char(q.End)) || strings.HasSuffix(q.UnitText, "起")
}

var decimal24 = decimal.NewFromInt(24)

// isKnownCode refuses numbers known as names (12345, 1210) and four digits
// before 出口, 模式 and the like.
func isKnownCode(p *page, q *phrase) bool {
	if q.Refused != Bare || q.Chinese || q.hedged || q.t.num.mult > 0 {
		return false
	}
	switch string(p.r[q.t.num.start:q.t.num.end]) {
	case "1210", "9610", "9710", "9810", "1039", "1239", "0110", "12345", "12315", "12348", "12333", "12366", "12328", "12388", "12319", "12306", "110", "114", "119", "122",
		"985", "211", "618", "996", "007", "95598", "96":
		return true
	}
	return q.t.num.end-q.t.num.start == 4 && p.first(q.End, "出口", "进口", "模式", "监管", "保税", "方式", "业务") != "" ||
		p.first(q.End, "热线", "平台") != ""
}

// isScore refuses the two numbers of 3比1.
func isScore(p *page, q *phrase) bool {
	return q.Refused == Bare && !q.hedged &&
		(p.char(q.End) == '比' && isNumeralChar(p.char(q.End+1)) || p.char(q.Start-1) == '比' && isDigit(p.char(q.Start)) && isDigit(p.char(q.Start-2)))
}

// isDesignation refuses the number of 歼-20, whose hyphen is no minus, and of
// “3·15”.
func isDesignation(p *page, q *phrase) bool {
	if q.Refused != Bare || q.hedged {
		return false
	}
	hyphen := p.char(q.Start) == '-' && isHan(p.char(q.Start-1)) && !q.t.num.point
	return hyphen || p.in(q.Start-1, "·•") && isDigit(p.char(q.Start-2)) || p.in(q.End, "·•") && isDigit(p.char(q.End+1))
}

// isVersion refuses 2.0版, 工业4.0.
func isVersion(p *page, q *phrase) bool {
	return q.Refused == Bare && q.t.num.arabic && q.t.num.point && (p.in(q.End, "版") || p.before(q.End, ".0") && isHan(p.char(q.Start-1)) && !p.in(q.Start-1, "为是达到至约") && !q.hedged)
}

// numberWords end before the number of a thing: 邮编322000.
var numberWords = []string{"编号", "邮编", "邮政编码", "代码", "证号", "编码", "车牌", "车牌号", "账号", "批号", "编号为", "编号:", "邮编:", "代码:", "证号:", "电话:", "QQ", "微信"}

// isNumbered refuses what numbers or names a thing, and digits that begin with
// a nought.
// isGeneration: 5.5G, 4.5G are mobile networks; thousands of millions are 亿.
func isGeneration(p *page, q *phrase) bool {
	return q.Refused == Bare && q.t.num.point && p.char(q.t.num.end) == 'G' && !isLetter(p.char(q.t.num.end+1)) && q.t.num.end-q.t.num.start <= 3
}

// isBuilding: 3幢2单元, 12栋501室, 8幢105号.
func isBuilding(p *page, q *phrase) bool {
	if q.Unit != "幢" && q.Unit != "栋" || q.hedged {
		return false
	}
	i := q.End
	for isDigit(p.char(i)) {
		i++
	}
	return i > q.End && p.first(i, "单元", "室", "号", "层") != ""
}

// isFloor: 1号楼1层, 3单元5层.
func isFloor(p *page, q *phrase) bool {
	return q.t.u.alias == "层" && !q.hedged && q.t.num.arabic && (p.in(q.Start-1, "楼栋幢座厦") || p.last(q.Start, "单元", "地下", "地上第") != "")
}

func isNumbered(p *page, q *phrase) bool {
	n := q.t.num
	if q.Refused != Bare || q.hedged || n.point || n.mult > 0 {
		return false
	}
	return p.last(q.Start, numberWords...) != "" || p.char(n.start) == '0' && isDigit(p.char(n.start+1))
}

// isDiscourse refuses counts of what is said: 三方面, 四个方面, 五条路径, 三点建议.
func isDiscourse(p *page, q *phrase) bool {
	if q.t.u.dim != "count" && q.Refused != Bare {
		return false
	}
	return q.t.u.alias == "方面" || q.Chinese && q.t.u.alias == "个" && p.first(q.End, "问题", "关键问题", "突出问题") != "" || p.first(q.End, "方面", "大方面", "层面", "维度", "路径", "部分,", "部分。", "特点", "特征", "亮点", "新亮点", "环节", "篇章", "点意见", "点建议", "点要求", "点希望", "点体会", "点思考", "点启示", "点看法", "步走") != "" ||
		q.t.u.alias == "点" && p.first(q.End, "意见", "建议", "要求", "希望", "体会", "思考", "启示", "看法", "想法", "感受", "打算", "认识", "说明") != ""
}

// isSlogan refuses a count in a short quotation: “四大体系”, “两个健康”.
func isSlogan(p *page, q *phrase) bool {
	switch q.t.u.dim {
	case "percent", "points", "money", "multiple", "share", "rate":
		return false
	}
	if !p.quoted {
		return false
	}
	open, shut := p.quotation(q.Start, q.End, 10, "“‘「『\"", "”’」』\"")
	if open < 0 || q.hedged && !q.Chinese {
		return false
	}
	return q.Chinese || q.End < shut || q.t.u.alias != ""
}

// isMention refuses a number that a quotation holds alone: this “1” means ….
func isMention(p *page, q *phrase) bool {
	return q.Refused == Bare && p.in(q.Start-1, "“‘「『\"") && p.in(q.End, "”’」』\"") && !q.t.num.leading
}

// isCircle refuses durations in names: a district by the time it takes to
// cross it (15分钟生活圈), a programme by its years (三年行动).
func isCircle(p *page, q *phrase) bool {
	if q.t.u.dim != "time" || q.hedged {
		return false
	}
	if p.first(q.End, "行动", "攻坚", "规划", "大变局") != "" {
		return true
	}
	for j := q.End; j < q.End+8 && isHan(p.char(j)); j++ {
		if p.char(j) == '圈' {
			return true
		}
	}
	return false
}

// inTitle refuses a number in the title of a work or document.
func inTitle(p *page, q *phrase) bool {
	if !p.quoted {
		return false
	}
	open, _ := p.quotation(q.Start, q.End, 40, "《", "》")
	return open >= 0
}

// quotation finds the quotation of at most most characters around a phrase.
func (p *page) quotation(start, end, most int, opening, closing string) (open, shut int) {
	for open = start - 1; ; open-- {
		if open < 0 || start-open > most+1 || p.in(open, closing) && !p.in(open, opening) || p.in(open, "。;!?\n") {
			return -1, -1
		}
		if p.in(open, opening) {
			break
		}
	}
	for shut = end; ; shut++ {
		if shut >= len(p.r) || shut-open > most+1 || p.in(shut, opening) && !p.in(shut, closing) || p.r[shut] == '\n' {
			return -1, -1
		}
		if p.in(shut, closing) {
			return open, shut
		}
	}
}

// isPlaceName refuses 四通路, 三里村: a numeral with one or two characters
// and a word for a road or village.
func isPlaceName(p *page, q *phrase) bool {
	if !q.Chinese || q.hedged || q.t.num.end-q.t.num.start > 2 || q.t.num.start == 0 && q.t.num.end == 0 {
		return false
	}
	j := q.t.num.end
	if q.t.u.dim == "length" && p.in(q.End, "村街桥镇铺店庄屯营河沟湾亭牌") {
		return true
	}
	if q.Unit == "村" && !q.t.num.leading && j-q.t.num.start == 1 && isHan(p.char(q.Start-1)) { // 岭五村
		return !p.in(q.Start-1, "共有辖管含跨盖到及和与了的这那各每近约超达为是等计涉")
	}
	if q.Refused != Bare {
		return false
	}
	for k := j + 1; k <= j+2; k++ {
		if !isHan(p.char(k - 1)) {
			return false
		}
		if p.in(k, "路街巷村镇桥弄乡") || p.first(k, "大道", "社区", "水库", "新村", "小区") != "" {
			return true
		}
	}
	return false
}

// isBatch refuses 一批.
func isBatch(p *page, q *phrase) bool {
	return p.isOne(q) && (q.t.u.alias == "批" || q.t.u.alias == "大")
}

func (p *page) isOne(q *phrase) bool {
	return q.t.num.end-q.t.num.start == 1 && p.char(q.t.num.start) == '一' && !q.hedged && !q.t.compound && q.t.lo.Equal(q.t.hi)
}

// isIndefinite refuses 一家, 一座; a measure with 一 only after 这, 新, 每.
func isIndefinite(p *page, q *phrase) bool {
	if !p.isOne(q) || q.Refused == Bare {
		return false
	}
	switch q.t.u.dim {
	case "count", "people":
		return true
	case "time", "money", "length":
		return p.in(q.Start-1, "这那新某每前后上下同另第唯任的之") && p.last(q.Start, "提前") == "" || p.last(q.Start, notable...) != ""
	}
	return false
}

// notable end before a 一年 that is an article: 关键一年, 丰收的一年.
var notable = []string{"关键", "重要", "特殊", "难忘", "非凡", "不凡", "丰收", "攻坚", "考验", "起步", "开局", "收官", "决胜", "奋进", "辉煌", "艰难", "最好", "最后", "最热", "最冷", "最忙"}

// isPerOne refuses the base of a ratio that is one of its unit: 一年收入6万多元,
// 一亩地能卖2000元. What has taken a year, or lasts one, stays a duration.
func isPerOne(p *page, q *phrase) bool {
	most := p.has(q.Start, "最多") || p.has(q.Start, "最少") // 最多一天要接待40桌
	if !p.isOne(q) && !(most && q.NumStart == q.Start+2 && p.char(q.NumStart) == '一' && q.NumEnd == q.NumStart+1) ||
		q.t.u.dim != "time" && q.t.u.dim != "area" && q.t.u.dim != "mass" || !most && p.in(q.Start-1, "用时期隔近约仅短满过了长足提第续足逾超整延停缓改早晚快慢少多") {
		return false
	}
	i := q.End
	if p.in(i, "地田") {
		i++
	}
	if !isHan(p.char(i)) || p.in(i, "来内后多时间之半以前左上期制") {
		return false
	}
	for j := i; j < i+12 && p.char(j) != blank && !p.in(j, ",。;!?\n、"); j++ {
		if isNumeralChar(p.char(j)) {
			return p.measured(j)
		}
	}
	return false
}

// isAnaphor refuses 后两类, 这三家 of things that were named before.
func isAnaphor(p *page, q *phrase) bool {
	return q.Chinese && !q.hedged && (q.t.u.dim == "count" || q.t.u.dim == "people") && q.t.hi.LessThan(ten) &&
		p.in(q.Start-1, "前后") && !p.in(q.Start-2, "以之然最此随先战落今其前目提当从日年月天")
}

// eventWords follow the distance or weight that names a sports event.
var eventWords = []string{"自由泳", "个人混合泳", "混合泳", "蛙泳", "蝶泳", "仰泳", "接力", "短跑", "长跑", "赛跑", "栏", "障碍", "竞走", "跳台", "跳板", "气步枪", "气手枪", "手枪", "步枪", "级", "速滑", "台", "板", "单人", "双人", "决赛", "预赛", "半决赛"}

// isEvent refuses the distance or weight that names a sports event: 男子200米混合泳,
// 4×100米接力, 67公斤级.
func isEvent(p *page, q *phrase) bool {
	switch q.t.u.dim {
	case "length":
		return !q.hedged && (p.last(q.Start, "男子", "女子", "男女", "×", "x") != "" || p.first(q.End, eventWords...) != "")
	case "mass":
		return p.has(q.End, "级")
	}
	return false
}

// isScaleNoun refuses 千村, 万店: a round number of places in a slogan.
func isScaleNoun(p *page, q *phrase) bool {
	n := q.t.num
	return n.leading && !q.hedged && q.t.bound == "" && n.end-n.start == 1 && p.in(n.end, "村镇乡店校团馆院城企") && q.End == n.end+1
}

// isLoneScale refuses 百, 千, 万 without digit, unit or hedge: 千团, 万企,
// 千万不要. Of 亿 it refuses 亿 alone.
func isLoneScale(p *page, q *phrase) bool {
	if !q.t.num.leading || q.Refused != Bare || q.hedged {
		return false
	}
	for i := q.t.num.start; i < q.t.num.end; i++ {
		if !p.in(i, "百千万亿") || p.r[i] == '亿' && i > q.t.num.start {
			return false
		}
	}
	return true
}

// isPer refuses the base of a ratio: 每万人, 每10万人, 每百户, and the one of
// 万元GDP能耗. 每3天 and 每两年 stay durations.
func isPer(p *page, q *phrase) bool {
	if q.t.num.leading && q.t.u.dim == "money" && !q.hedged {
		return p.first(q.End, "工业", "GDP", "产值", "地区生产总值", "生产总值", "增加值", "国内生产总值", "农业") != ""
	}
	return p.in(q.Start-1, "每") && !q.hedged && (q.t.num.leading || q.t.u.dim != "time" && q.t.u.dim != "money" && q.t.u.alias != "")
}

// isScaleMoney reads 百亿企业, 千亿产业: round sums of money that print no unit.
func isScaleMoney(p *page, q *phrase) bool {
	n := q.t.num
	if !n.leading || q.Refused != Bare || !isHan(p.char(q.End)) || q.t.lo.LessThan(hundredMillion) || p.char(n.start) == '亿' && !q.hedged || p.in(q.Start-1, "量数") {
		return false
	}
	q.Refused, q.Unit, q.Optional = Measures, "CNY", true
	if q.Bound == Equal {
		q.Bound = About
	}
	return true
}

// isThresholdMoney reads 5000万以上投资项目, 亿元以上 without its 元: what projects and
// the like are graded by is money.
func isThresholdMoney(p *page, q *phrase) bool {
	if q.Refused != Bare || q.t.mult < 4 || q.NumStart != q.Start || q.Bound != AtLeast && q.Bound != AtMost || p.first(q.End, "项目", "投资项目", "工业项目", "产业项目", "重大项目", "工程") == "" {
		return false
	}
	q.Refused, q.Unit = Measures, "CNY"
	return true
}

var (
	hundred        = decimal.New(1, 2)
	hundredMillion = decimal.New(1, 8)
)

// isBareYear refuses the year of 2023印尼展会, printed without 年.
func isBareYear(p *page, q *phrase) bool {
	n := q.t.num
	return q.Refused == Bare && !q.hedged && n.arabic && !n.chinese && n.end-n.start == 4 && !n.point &&
		(p.has(n.start, "19") || p.has(n.start, "20")) && isHan(p.char(q.End)) && q.Bound == Equal
}

// inWord refuses a small Chinese number that makes a word with the noun after
// it: 两创, 一招, 二十连丰. A number that is talked about is followed by a function word.
func inWord(p *page, q *phrase) bool {
	n := q.t.num
	return q.Refused == Bare && q.Chinese && !q.hedged && q.Bound == Equal && n.value.LessThan(hundred) && !n.point &&
		isHan(p.char(q.End)) && !p.in(q.End, "是不这那和与或的了吗呢等")
}
