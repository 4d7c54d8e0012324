package transcript

import (
	"strings"
	"unicode"
)

// A person is what the words of a label tell about who speaks.
type person struct {
	Speaker
	role string // of the title: host, press, public or -; "" without a title
}

func (p person) known() bool { return p.Speaker != Speaker{} }

// person reads 单位+职务+姓名 in any of its orders, with or without blanks and
// brackets: 市商务局局长李某某, 李某某(市商务局局长), 李局长, 商务局, 记者. The zero
// person is words that name nobody.
func (x *lexicon) person(s string) person {
	outer, inner := cutBracket(strings.TrimSpace(s))
	outer = unquote(outer)
	p := x.bare(outer)
	if event, post, ok := strings.Cut(outer, "主持人、"); ok && len(event) <= len("本次会议") {
		if q := x.bare(post); q.Name != "" && q.role != "press" {
			p = person{q.Speaker, "host"} // 会议主持人、市人大常委会副主任李某某
		}
	}
	for _, part := range []string{"申请人", "发布人", "主讲人", "答复人", "陈述人", "嘉宾"} {
		if rest, ok := strings.CutPrefix(p.Org, part); ok && rest != "" {
			p.Org = rest // 申请人市自来水公司总经理
		}
	}
	if inner == "" {
		return p
	}
	q := x.post([]rune(strings.TrimSpace(inner)))
	if p.Name == "" && p.role == "host" {
		if named := x.bare(inner); named.Name != "" && named.Title != "" {
			return person{named.Speaker, p.role} // 主持人(市政府新闻办副主任 李某某)
		}
	}
	if !q.known() {
		if p.Name == "" && p.role == "host" && x.isName([]rune(inner)) {
			p.Name = inner // 主持人(李某某)
		}
		return p
	}
	if p.Name == "" && p.Title == "" && p.Org == "" && x.nickname(outer) {
		p.Name = outer
	}
	if p.Title == "" || q.Title != "" && p.Org == "" && q.Org != "" {
		p.Title, p.role = q.Title, first(p.role, q.role)
	}
	p.Org = first(p.Org, q.Org)
	return p
}

// cutBracket parts "李某某(市商务局局长)" at its last bracket.
func cutBracket(s string) (outer, inner string) {
	open := strings.IndexByte(s, '(')
	if open <= 0 || !strings.HasSuffix(s, ")") {
		return s, ""
	}
	return s[:open], s[open+1 : len(s)-1]
}

func unquote(s string) string {
	s = strings.TrimSpace(s)
	if in, ok := strings.CutPrefix(s, "“"); ok && strings.HasSuffix(in, "”") {
		return strings.TrimSuffix(in, "”")
	}
	return s
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// bare reads the words of a label that has no bracket.
func (x *lexicon) bare(s string) person {
	if name, quoted := x.quoted(s); quoted {
		return name
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' })
	if len(fields) > 1 {
		return x.spaced(fields)
	}
	rs := []rune(s)
	if p := x.user(s); p.known() {
		return p
	}
	if p := x.lettered(rs); p.known() {
		return p
	}
	if p := x.titleLast(rs); p.known() {
		return p
	}
	if p := x.nameLast(rs); p.known() {
		return p
	}
	if n := x.suffix(rs, x.isOrg); n > 0 && (n < len(rs) || n > 2) && !(x.weakly(rs, n) && x.isName(rs)) {
		return person{Speaker: Speaker{Org: s}}
	}
	if x.isName(rs) {
		return person{Speaker: Speaker{Name: s}}
	}
	return person{}
}

func (x *lexicon) weakly(rs []rune, n int) bool {
	return x.orgs[string(rs[len(rs)-n:])] == "weak" || len(rs) == 2
}

// quoted reads 网友“蓝天” and 《江城日报》记者.
func (x *lexicon) quoted(s string) (person, bool) {
	if i := strings.Index(s, "“"); i > 0 && strings.HasSuffix(s, "”") {
		p := x.post([]rune(strings.TrimSpace(s[:i])))
		p.Name = strings.TrimSuffix(s[i+len("“"):], "”")
		return p, p.Title != ""
	}
	if rest, ok := strings.CutPrefix(s, "《"); ok {
		if paper, title, ok := strings.Cut(rest, "》"); ok {
			p := x.bare(title)
			p.Org = paper + p.Org
			return p, p.Title != "" || title == ""
		}
	}
	return person{}, false
}

// spaced reads words with blanks between: the name is the last or the first,
// or the blank stands inside a name of two characters (张 三).
func (x *lexicon) spaced(fields []string) person {
	all := strings.Join(fields, "")
	last, lead := fields[len(fields)-1], strings.Join(fields[:len(fields)-1], "")
	if x.isName([]rune(last)) && len([]rune(lead)) > 1 {
		if p := x.post([]rune(lead)); p.known() {
			p.Name = last
			return p
		}
	}
	if x.isName([]rune(fields[0])) {
		if p := x.post([]rune(strings.Join(fields[1:], ""))); p.known() {
			p.Name = fields[0]
			return p
		}
	}
	if role := x.titles[fields[0]]; role != "" && role != "-" && (x.nickname(last) || role == "public" && x.handle(last)) {
		return person{Speaker{Name: strings.Join(fields[1:], " "), Title: fields[0]}, role}
	}
	if latin(all) {
		return person{Speaker: Speaker{Name: strings.Join(fields, " ")}}
	}
	return x.bare(all)
}

// user reads 网友蓝天 and @蓝天: readers on the net choose names of any kind.
func (x *lexicon) user(s string) person {
	for _, title := range []string{"网友", "网民", "听友"} {
		nick, ok := strings.CutPrefix(s, title)
		if nick = strings.TrimPrefix(nick, "@"); ok && x.nickname(nick) && x.suffix([]rune(nick), x.isTitle) == 0 {
			return person{Speaker{Name: nick, Title: title}, x.titles[title]}
		}
	}
	if nick, ok := strings.CutPrefix(s, "@"); ok && x.handle(nick) && nick != "" {
		return person{Speaker{Name: nick}, "public"} // @江边小鱼
	}
	return person{}
}

// handle says whether somebody may go by these words on the net: 冬天的阳光.
func (x *lexicon) handle(s string) bool {
	return len([]rune(s)) <= 12 && !strings.ContainsAny(s, ":,。?!“”《》()") && !x.deny(s)
}

// lettered reads 学生甲 and 网友A.
func (x *lexicon) lettered(rs []rune) person {
	n := len(rs) - 1
	if n < 2 || !strings.ContainsRune("甲乙丙丁戊ABCDE", rs[n]) || x.titles[string(rs[:n])] == "" {
		return person{}
	}
	title := string(rs[:n])
	return person{Speaker{Name: string(rs), Title: title}, x.titles[title]}
}

func latin(s string) bool {
	for _, r := range s {
		if !unicode.In(r, unicode.Latin) && r != '.' && r != '-' && r != '\'' {
			return false
		}
	}
	return s != ""
}

// titleLast reads 市商务局局长, 李某某局长 and 李局长.
func (x *lexicon) titleLast(rs []rune) person {
	n := x.suffix(rs, x.isTitle)
	if n == 0 {
		return person{}
	}
	rest := rs[:len(rs)-n]
	title := string(rs[len(rs)-n:])
	paper := x.titles[title] == "press" && x.suffix(rest, x.isOrg) > 0 // 台媒记者
	if x.isName(rest) && x.suffix(rest, x.isStrong) == 0 && !paper || x.surnames[string(rest)] {
		return person{Speaker{Name: string(rest), Title: title}, x.titles[title]}
	}
	if p := prefixed(rest); p > 0 && x.titles[title] != "press" && x.isName(rest[:len(rest)-p]) && x.suffix(rest[:len(rest)-p], x.isStrong) == 0 {
		return person{Speaker{Name: string(rest[:len(rest)-p]), Title: string(rs[len(rest)-p:])}, x.titles[title]} // 李某某副局长
	}
	if p := x.surnamed(rest, title); p.known() {
		return p
	}
	if p := x.nameLast(rest); len([]rune(p.Name)) > 1 && p.Title != "" {
		return p // 市议会主席李某某议员
	} else if len([]rune(p.Name)) == 3 && !x.deny(p.Name) && x.suffix(rest, x.isOrg) == 0 && prefixed(rest) == 0 {
		p.Title, p.role = title, x.titles[title]
		return p // 市财政局李某某局长
	}
	return x.post(rs)
}

// surnamed reads 市教育局王局长 and 退休教师王老师: a surname between a body or a
// post and a title.
func (x *lexicon) surnamed(rest []rune, title string) person {
	n := len(rest) - 1
	if n < 2 || !x.surnames[string(rest[n:])] || x.suffix(rest, x.isOrg) > 0 {
		return person{}
	}
	if honorific(title) {
		if p := x.post(rest[:n]); p.Title != "" {
			p.Name = string(rest[n:]) + title
			return p
		}
	}
	if x.suffix(rest[:n], x.isStrong) > 0 {
		return person{Speaker{Name: string(rest[n:]), Title: title, Org: squeeze(rest[:n])}, x.titles[title]}
	}
	return person{}
}

// nameLast reads 副市长罗某某 and 市商务局李某某: a name after a post.
func (x *lexicon) nameLast(rs []rune) person {
	for _, ok := range []func(string) bool{x.isTitle, x.isStrong} {
		for _, n := range []int{3, 2, 4, 1, 5} {
			if len(rs) <= n || !x.isName(rs[len(rs)-n:]) {
				continue
			}
			post := rs[:len(rs)-n]
			if x.suffix(post, ok) > 0 {
				p := x.post(post)
				p.Name = string(rs[len(rs)-n:])
				return p
			}
		}
	}
	if i := strings.IndexRune(string(rs), '·'); i > 0 {
		return x.foreignLast(rs)
	}
	return person{}
}

// foreignLast reads 村党支部书记买买提·某某: the name has a dot.
func (x *lexicon) foreignLast(rs []rune) person {
	for i := range rs {
		if rs[i] == '·' {
			break
		}
		if x.suffix(rs[:i+1], x.isTitle) > 0 && i+1 < len(rs) && rs[i+1] != '·' {
			p := x.post(rs[:i+1])
			p.Name = string(rs[i+1:])
			return p
		}
	}
	return person{}
}

// post parts 后宅街道李祖村党支部书记 into organisation and title. What stands
// between the organisation and the title belongs to the title (产品部主管).
func (x *lexicon) post(rs []rune) person {
	n := x.titleRun(rs)
	if n == 0 {
		if x.suffix(rs, x.isOrg) > 0 && len(rs) > 1 {
			return person{Speaker: Speaker{Org: squeeze(rs)}}
		}
		return person{}
	}
	cut := len(rs) - n
	cut += x.bodyInTitle(rs[:cut], string(rs[cut:]))
	role := x.titles[string(rs[len(rs)-x.suffix(rs, x.isTitle):])]
	if cut > 0 && x.suffix(rs[:cut], x.isStrong) == 0 && !(role == "press" && x.suffix(rs[:cut], x.isOrg) > 0) {
		if inner := x.lastStrong(rs[:cut]); inner > 0 {
			cut = inner
		}
	}
	if cut == 1 && strings.ContainsRune("老小", rs[0]) {
		cut = 0 // 老校长, 小记者
	}
	if p := x.twofold(rs[:cut], rs[cut:]); p.known() {
		p.role = role
		return p
	}
	if role == "public" && cut > 0 && x.suffix(rs[:cut], x.isOrg) == 0 {
		if cut > 3 {
			return person{} // 民警提醒市民
		}
		return person{Speaker{Title: squeeze(rs)}, role}
	}
	return person{Speaker{Title: squeeze(rs[cut:]), Org: ownPaper(squeeze(rs[:cut]))}, role}
}

// bodyInTitle is how much of a title is a body: the 妇联 of a village is a post in
// it, that of a city a body of its own.
func (x *lexicon) bodyInTitle(before []rune, title string) int {
	for _, body := range []string{"总工会", "工会", "妇联"} {
		if strings.HasPrefix(title, body) && len(before) > 0 && x.suffix(before, x.isStrong) == 0 {
			return len([]rune(body))
		}
	}
	return 0
}

// twofold reads two posts of one person: 某大学教授、某中心主任. The body of the
// first, which may have none (市政协委员), is the person's, and the second goes on
// as a title.
func (x *lexicon) twofold(before, title []rune) person {
	i := strings.LastIndex(string(before), "、")
	if i < 0 {
		return person{}
	}
	p := x.post([]rune(string(before)[:i]))
	if p.Title == "" || strings.Contains(p.Org, "、") {
		return person{}
	}
	p.Title += "、" + squeeze([]rune(string(before)[i+len("、"):])) + squeeze(title)
	return p
}

// ownPaper leaves out what names no body: 本报记者 is of the paper one reads.
func ownPaper(org string) string {
	switch org {
	case "本报", "本刊", "本台", "本网", "本社":
		return ""
	}
	return org
}

func squeeze(rs []rune) string {
	return strings.Trim(strings.ReplaceAll(string(rs), " ", ""), "、,兼")
}

// prefixes go with the title behind them.
var prefixes = []string{"常务副", "党组", "党委", "副", "原", "前", "代理", "代", "首席", "国家一级", "国家级", "高级", "资深", "特约", "执行", "名誉", "助理", "新闻", "第一", "总", "特聘", "青年", "退休", "驻村", "包村", "值班", "分管", "一级", "二级", "三级", "四级", "中外", "外国", "境外"}

// titleRun is the length of the titles a post ends with: 党委书记、局长, 常务副市长.
func (x *lexicon) titleRun(rs []rune) int {
	total := 0
	for {
		end := len(rs) - total
		n := x.suffix(rs[:end], x.isTitle)
		if n == 0 {
			return total
		}
		total += n
		if title := string(rs[end-n : end]); title != "记者" || !strings.HasSuffix(string(rs[:end-n]), "新闻") { // 澎湃新闻
			total += prefixed(rs[:len(rs)-total])
		}
		end = len(rs) - total
		for end > 0 && strings.ContainsRune("、, 兼", rs[end-1]) {
			end--
		}
		if end == len(rs)-total || x.suffix(rs[:end], x.isTitle) == 0 {
			return total
		}
		total = len(rs) - end
	}
}

func prefixed(rs []rune) int {
	for _, p := range prefixes {
		if strings.HasSuffix(string(rs[max(0, len(rs)-4):]), p) {
			return len([]rune(p))
		}
	}
	return 0
}

// lastStrong is the end of the last organisation named inside rs, 0 for none.
// Endings of one character are common inside words, so that only few count.
func (x *lexicon) lastStrong(rs []rune) int {
	if n := len(rs); n > 0 && strings.ContainsRune("科处室股", rs[n-1]) {
		for end := n - 2; end > 1; end-- { // 市农业局市场信息科: the bureau, not the market
			if strings.ContainsRune("局委厅", rs[end-1]) && rs[end] != '员' {
				return end
			}
		}
	}
	for end := len(rs) - 2; end > 1; end-- { // no department is a single character
		n := x.suffix(rs[:end], x.isStrong)
		if n > 1 || n == 1 && strings.ContainsRune("局村厂委镇乡矿", rs[end-1]) {
			return end
		}
	}
	return 0
}

// honorifics end a name that is not given in full.
var honorifics = []string{"先生", "女士", "小姐", "大爷", "大妈", "大叔", "大姐", "阿姨", "老师", "师傅", "同学", "大伯", "大娘", "大嫂", "奶奶", "爷爷", "老板", "同志", "某某", "某"}

// honorific says whether a name only tells people apart where it stands.
func honorific(name string) bool {
	for _, h := range honorifics[:len(honorifics)-2] {
		if strings.HasSuffix(name, h) {
			return true
		}
	}
	return false
}

// notGiven holds characters that no given name has.
const notGiven = "的是了就在和与说问答称们这那哪什么怎吗呢吧及或被把从向对于因为些:、,。“”《》"

// isName says whether the runes may be a person's name: a surname of the list
// and one or two characters more, 李某某, 王先生, or a name with a dot.
func (x *lexicon) isName(rs []rune) bool {
	if len(rs) < 2 || len(rs) > 16 || !given(rs[1:], x) || !x.surnames[string(rs[:1])] && strings.ContainsRune(notGiven, rs[0]) {
		return false
	}
	if strings.ContainsRune(string(rs), '·') {
		return rs[0] != '·' && rs[len(rs)-1] != '·' && len(rs) > 3
	}
	for _, r := range rs {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	if len(rs) == 2 && strings.ContainsRune("小老阿", rs[0]) && x.surnames[string(rs[1:])] {
		return true
	}
	for _, h := range honorifics {
		if given, ok := strings.CutSuffix(string(rs), h); ok && x.surnames[given] {
			return true
		}
	}
	if x.surnames[string(rs[:2])] {
		return len(rs) == 3 || len(rs) == 4
	}
	return x.surnames[string(rs[:1])] && len(rs) <= 3 || len(rs) == 4 && x.surnames[string(rs[:1])] && x.surnames[string(rs[1:2])] && strings.HasSuffix(string(rs), "某某")
}

// inGiven are characters of notGiven that given names have too: 向东, 和平, 为民.
const inGiven = "向和为从"

// given says whether the runes behind a surname may be a given name. 张和李 is
// two people.
func given(rs []rune, x *lexicon) bool {
	for i, r := range rs {
		named := i == 0 && len(rs) == 2 && strings.ContainsRune(inGiven, r) && !x.surnames[string(rs[1:])]
		if !named && strings.ContainsRune(notGiven, r) {
			return false
		}
	}
	return true
}

// nickname says whether the runes may name somebody without a surname: 蓝天.
func (x *lexicon) nickname(s string) bool {
	rs := []rune(s)
	if len(rs) == 1 && x.surnames[s] {
		return !x.deny(s) // 于
	}
	return len(rs) > 0 && len(rs) <= 8 && !strings.ContainsAny(s, notGiven) && !x.deny(s)
}
