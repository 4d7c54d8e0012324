package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// The words a byline names people's work by. Those who only checked or drew the
// page are no authors. The longer of two words that end alike comes first.
var (
	personRoles = []string{"记者", "記者", "通讯员", "通訊員", "实习生", "實習生", "见习生", "撰稿人", "评论员", "作者"}
	workRoles   = []string{"参与采写", "参与采访", "参与报道", "撰稿", "撰文", "采写", "采访", "摄影报道", "报道", "報道", "整理", "摄影", "攝影", "执笔", "文字", "图文", "文图", "统稿", "摄"}
	authorRoles = slices.Concat(personRoles, workRoles)
	roleRunes   = strings.Join(authorRoles, "")
	staffRoles  = []string{"责任编辑", "責任編輯", "责编", "美编", "编辑", "編輯", "校对", "校對", "审核", "审校", "审读", "值班", "版式", "制图", "供图", "排版", "签发", "监制"}
)

// surnames are the common ones, simplified and traditional, by first character.
const surnames = `王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强` +
	`仲丛冼仝佟佘冷冉况刁卓吉楼应厉竺裘虞褚诸连宫冀郎巩蔺车房丘米宗苟封储明苑奚晏乐池莫屠滕廉党艾` +
	`張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許鄧呂蘇盧蔣賈葉閻鐘範譚鄒陸賀賴龔龐蘭顧錢湯嚴溫蘆韋畢聶駱齊莊塗時費紀歐項陽衛單寧應厲諸連`

var (
	// 本报讯 记者张三 通讯员李四 报道：…
	openDateline = regexp.MustCompile(`^[^。,，！？()]{0,12}?(?:讯|訊|电|電)[】\]]?\s*((?:全媒体|融媒体|见习|首席|本报)?(?:记者|記者|通讯员|通訊員)\s*\p{Han}{2,4}?(?:\s+(?:(?:见习|实习)?(?:记者|通讯员|实习生)\s*)?\p{Han}{2,4}?){0,5}?)\s*(?:报道|報道|[:：])`)
	// …。（记者 张三） at the end of the text
	tailByline = regexp.MustCompile(`\(([^()]*(?:记者|記者|通讯员|通訊員|实习生|作者|撰稿|整理|采写|报道|供稿|文/|图/)[^()]{1,60})\)\s*$`)
	// …。（张三 李四）: names only, the first of them with a common surname
	namedTail = regexp.MustCompile(`(?:^|[。！？!?…”"]\s*)\(([` + surnames + `]\p{Han}{1,2}(?:[\s、,]+\p{Han}{2,4}){0,3})\)\s*$`)
)

// bullets stand before a byline.
const bullets = "■□◆◇●○◎▲△★☆※◼◻"

// findByline reads the byline printed in the body, and its names: the lines that
// close it, a bracket at its very end, else a dateline or byline line that opens
// it. Only the first and last paragraphs are looked at, and they are left as
// they are.
func findByline(paragraphs []string) (printed string, names []string) {
	if tail, names := closingByline(paragraphs); tail != "" {
		return tail, names
	}
	var lines bylineLines // 记者 张三, and 通讯员 李四 under it
	for _, p := range paragraphs[:min(3, len(paragraphs))] {
		p = p[:runesIn(p, 200)]
		if lines.add(p) {
			continue
		}
		if len(lines.printed) > 0 {
			break
		}
		if !hasRole(p, authorRoles) {
			continue
		}
		folded := width.Fold.String(p)
		if from, to := dateline(folded); to > 0 {
			if names := authorsOf(folded[from:to]); len(names) > 0 {
				return slicePrinted(p, folded, from, to), names
			}
		}
		if m := openDateline.FindStringSubmatchIndex(folded); m != nil {
			return slicePrinted(p, folded, m[2], m[3]), authorsOf(folded[m[2]:m[3]])
		}
	}
	return lines.join()
}

// bylineLines are lines in a row that are bylines, and the names of the last.
type bylineLines struct {
	printed []string
	names   []string
}

// add reports whether a paragraph is a byline line, and keeps it.
func (l *bylineLines) add(p string) bool {
	if staffLine(p) {
		return false
	}
	names := bylineNames(p)
	if names == nil {
		return false
	}
	l.printed, l.names = append(l.printed, p), names
	return true
}

func (l *bylineLines) join() (printed string, names []string) {
	if len(l.printed) == 1 {
		return l.printed[0], l.names
	}
	printed = strings.Join(l.printed, " ")
	return printed, authorsOf(printed)
}

// dateline finds the bracket of 本报讯（记者 张三 通讯员 李四） and
// 新华社江城7月15日电（记者张三） in the first sentence of a folded paragraph.
func dateline(folded string) (from, to int) {
	before, rest, _ := strings.Cut(folded, "(")
	inside, _, closed := strings.Cut(rest, ")")
	if !closed || len(before) > 120 || len(inside) > 200 || strings.ContainsAny(before, "。!?") || !hasRole(inside, personRoles) {
		return 0, 0
	}
	return len(before) + 1, len(before) + 1 + len(inside)
}

// closingByline reads upwards from the last paragraph, past lines of editors.
func closingByline(paragraphs []string) (printed string, names []string) {
	var lines bylineLines
	for i := len(paragraphs) - 1; i >= 0 && i >= len(paragraphs)-5; i-- {
		p := paragraphs[i]
		if lines.add(p) || staffLine(p) {
			continue
		}
		if bracket, names := closingBracket(p); bracket != "" && len(lines.printed) == 0 {
			return bracket, names
		}
		break
	}
	slices.Reverse(lines.printed)
	return lines.join()
}

// closingBracket is the byline in brackets at the end of a paragraph.
func closingBracket(p string) (printed string, names []string) {
	if !strings.HasSuffix(p, "）") && !strings.HasSuffix(p, ")") {
		return "", nil
	}
	if at := strings.LastIndexAny(p, "（("); at > 0 {
		p = p[max(0, at-9):] // and the end of the sentence before it
	}
	folded := width.Fold.String(strings.ToValidUTF8(p, ""))
	for _, re := range []*regexp.Regexp{tailByline, namedTail} {
		if m := re.FindStringSubmatchIndex(folded); m != nil {
			if names := authorsOf(folded[m[2]:m[3]]); len(names) > 0 {
				return slicePrinted(strings.ToValidUTF8(p, ""), folded, m[2], m[3]), names
			}
		}
	}
	return "", nil
}

func hasRole(text string, roles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return strings.Contains(text, role) })
}

// slicePrinted is the part of the printed text that the byte range of its
// folded form stands for; folding keeps the number of runes.
func slicePrinted(printed, folded string, from, to int) string {
	at := runesIn(printed, utf8.RuneCountInString(folded[:from]))
	return clean(printed[at : at+runesIn(printed[at:], utf8.RuneCountInString(folded[from:to]))])
}

// staffLine reports a line that names only editors and proof-readers.
func staffLine(p string) bool {
	return len(p) <= 180 && hasRole(p, staffRoles) && !hasRole(p, authorRoles) && !isWritten(p) && !strings.ContainsAny(p, "。！？；!?;")
}

// looksLikeByline reports whether a short text is a byline and nothing else.
func looksLikeByline(text string) bool { return bylineNames(text) != nil }

// bylineNames are the names of a text that is a byline and nothing else, nil if it
// is none: short, no sentence, a role or a bullet before, and every word a role
// or a name. After a colon a name needs a common surname: 记者:请介绍 is a question.
func bylineNames(text string) []string {
	if len(text) > 240 || strings.ContainsAny(text, "。！？；!?;“”《》") {
		return nil
	}
	text = unspread(text)
	if !hasRole(text, authorRoles) && !strings.ContainsAny(text, "/／") && strings.TrimLeft(text, bullets) == text && !isWritten(text) {
		return nil
	}
	folded, _, _ := strings.Cut(width.Fold.String(text), " 来源:")
	names, rest := readNames(folded)
	if len(names) == 0 || rest > 0 || strings.Contains(folded, ":") && !hasSurname(names[0]) {
		return nil
	}
	return once(names)
}

// written begins a byline that names the text only: 文丨张三, 文：张三 图：李四.
var written = regexp.MustCompile(`^(?:文|图|圖)[\s　]*[丨|｜:：][\s　]*\p{Han}`)

func isWritten(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("文图圖", first) && written.MatchString(text)
}

// namesOnly reports two or more names, all with common surnames, and nothing else.
func namesOnly(text string) bool {
	if len(text) > 120 {
		return false
	}
	names, rest := readNames(width.Fold.String(text))
	return len(names) > 1 && rest == 0 && !slices.ContainsFunc(names, func(name string) bool {
		return !hasSurname(name) || utf8.RuneCountInString(name) > 3
	})
}

// authorsOf is the names in a byline, in print order, once each.
func authorsOf(byline string) []string {
	if byline == "" {
		return nil
	}
	names, _ := readNames(width.Fold.String(unspread(byline)))
	return once(names)
}

// once is a list without what it had before.
func once(names []string) (out []string) {
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// readNames reads a folded byline word by word and counts the words that are
// neither role nor name.
func readNames(folded string) (names []string, rest int) {
	folded = strings.TrimLeft(strings.TrimSpace(folded), bullets)
	staff := false
	single := "" // a character that stands alone: 王 强 is one name
	for _, word := range strings.FieldsFunc(folded, partsWords) {
		if hasRole(word, staffRoles) && !hasRole(word, authorRoles) {
			staff, single = true, ""
			continue
		}
		name, role := stripRoles(word)
		if role {
			staff = false
			if name == "" || !strings.HasPrefix(word, name) {
				single = ""
			}
		}
		if name == "" || staff {
			continue
		}
		if utf8.RuneCountInString(name) == 1 && unicode.Is(unicode.Han, []rune(name)[0]) {
			if single == "" {
				single = name
				continue
			}
			name, single = single+name, ""
		}
		glued := role && name != "" // 记者张三, but also 记者手记
		if isName(name) && (!glued || hasSurname(name)) {
			names = append(names, name)
		} else {
			rest++
		}
	}
	if single != "" {
		rest++
	}
	return names, rest
}

// partsWords reports the characters that part the words of a byline.
func partsWords(r rune) bool {
	switch r {
	case ',', '、', ';', ':', '/', '(', ')', '【', '】', '[', ']', '|', '丨', '■', '□', '◆', '●', '◎', '▲':
		return true
	}
	return unicode.IsSpace(r)
}

// stripRoles takes the role words off both ends of a word: 本报记者张三 and
// 张三摄 are 张三, 海南日报全媒体记者 is nothing.
func stripRoles(word string) (name string, role bool) {
	if word == "本报讯" || word == "本報訊" {
		return "", false
	}
	name = word
	if strings.ContainsAny(name, roleRunes) { // most words are names
		name, role = cutRoles(name)
	}
	name = strings.Trim(name, "·.-—*")
	if name == "文" || name == "图" || name == "" {
		return "", true
	}
	return name, role
}

func cutRoles(name string) (rest string, role bool) {
	for _, r := range personRoles {
		if i := strings.LastIndex(name, r); i >= 0 {
			name, role = name[i+len(r):], true
		}
	}
	for _, r := range workRoles {
		if before, ok := strings.CutSuffix(name, r); ok && (before == "" || utf8.RuneCountInString(before) >= 2 || len(r) > len("采写")) { // 王 强参与采写
			name, role = before, true
		}
		if after, ok := strings.CutPrefix(name, r); ok && r != "摄" {
			name, role = after, true
		}
	}
	return name, role
}

// Words that stand among names and are none: what begins a credit line, and
// the ends of offices and of those who hold them.
var (
	notNameHeads = setOf("本报", "本刊", "据", "新华", "综合", "佚名", "来源", "图片", "资料", "单位",
		"本報", "據", "新華", "綜合", "來源", "圖片", "資料", "單位")
	notNameTails = setOf("社发",
		"中心", "公司", "集团", "大学", "街道", "政府", "电视台", "电台", "商会", "协会", "学会", "工会", "员会", "妇联", "文联", "残联", "商联", "银行",
		"集團", "大學", "電視台", "電台", "商會", "協會", "學會", "工會", "員會",
		"税务", "公安", "消防", "检察", "宣传", "融媒", "电力", "供电", "气象", "教育", "卫健", "交警", "海关", "民政", "人社", "综合",
		"書記", "委員", "經理", "律師", "局長", "市長", "縣長", "區長", "鎮長", "會長", "校長", "院長", "部長", "處長", "秘書長",
		"书记", "主任", "教授", "委员", "代表", "经理", "律师", "医师", "研究员", "局长", "市长", "县长", "区长", "镇长", "乡长", "董事长", "会长", "校长",
		"院长", "部长", "处长", "科长", "站长", "台长", "队长", "组长", "厂长", "行长", "馆长", "秘书长",
	)
)

func setOf(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	return set
}

// officeEnds are such ends of one character.
const officeEnds = "报社局委办院校部处厅网版室组站所队厂镇乡村市县区省報辦處廳網組隊廠鎮鄉縣區"

// isOffice reports whether a word of Han characters, two at least, is no name:
// the heads are one or two characters, the tails two or three.
func isOffice(word string) bool {
	const one, two, three = 3, 6, 9 // bytes
	end := len(word)
	return strings.Contains(officeEnds, word[end-one:]) || notNameHeads[word[:one]] || notNameHeads[word[:two]] ||
		notNameTails[word[end-two:]] || end >= three && notNameTails[word[end-three:]]
}

func hasSurname(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return strings.ContainsRune(surnames, first)
}

// isName reports whether a word may be a person's name: two to four Han
// characters, or a longer one with a middle dot, or a Latin one.
func isName(word string) bool {
	n, han, dots := 0, 0, 0
	for _, r := range word {
		n++
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case r == '·' || r == '•' || r == '・':
			dots++
		case !unicode.IsLetter(r) && r != '.':
			return false
		}
	}
	if dots > 0 {
		return n <= 20 && han+dots == n
	}
	if han == 0 {
		return n >= 2 && n <= 20
	}
	return han == n && n >= 2 && n <= 4 && !isOffice(word)
}
