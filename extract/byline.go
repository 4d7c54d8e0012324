package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// roles are the words a byline names people's work by. Those who only checked
// or drew the page are no authors.
const (
	authorRoles = `记者|記者|通讯员|通訊員|实习生|見習生|见习生|特约撰稿人|特约作者|评论员|撰稿人|撰稿|撰文|采写|采访|报道|報道|整理|摄影报道|摄影|攝影|摄|作者|执笔|文字|图文|文图|文/图|图/文|主持人|统稿`
	staffRoles  = `责任编辑|責任編輯|责编|美编|编辑|編輯|校对|校對|审核|审校|审读|值班主任|值班编委|值班|版式|制图|供图|排版|签发|监制`
)

// surnames are the hundred most frequent ones and a few more.
const surnames = `王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳齐梅庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强`

var (
	roleTail  = regexp.MustCompile(`^(.*?)(?:` + authorRoles + `)$`)
	roleHead  = regexp.MustCompile(`^\p{Han}*?(?:记者|記者|通讯员|通訊員|实习生|见习生|见习|评论员|特约撰稿人|撰稿人|撰稿|撰文|采写|作者|整理|执笔|文字|摄影|文/|图/)[:：/]?`)
	roleWord  = regexp.MustCompile(`记者|記者|通讯员|通訊員|实习生|见习生|评论员|撰稿|撰文|采写|作者|整理|执笔|摄影|文/|图/|文图|图文`)
	staffWord = regexp.MustCompile(staffRoles)

	// 本报讯（记者 张三 通讯员 李四） · 新华社江城7月15日电（记者张三）
	dateline = regexp.MustCompile(`^[^。！？]{0,40}?(?:讯|訊|电|電|消息|报道)?\s*\(([^()]*(?:记者|記者|通讯员|通訊員|实习生|评论员)[^()]{1,60})\)`)
	// 本报讯 记者张三 通讯员李四 报道：…
	openDateline = regexp.MustCompile(`^[^。,，！？()]{0,12}?(?:讯|訊|电|電)\s+((?:全媒体|融媒体|见习|首席|本报)?(?:记者|記者|通讯员|通訊員)\s*\p{Han}{2,4}(?:\s+(?:(?:见习|实习)?(?:记者|通讯员|实习生)\s*)?\p{Han}{2,4}){0,5}?)\s*(?:报道|報道|[:：])`)
	// …。（记者 张三） at the end of the text
	tailByline = regexp.MustCompile(`\(([^()]*(?:记者|記者|通讯员|通訊員|实习生|作者|撰稿|整理|采写|报道|供稿|文/|图/)[^()]{1,60})\)\s*$`)
	// …。（张三 李四）: names only, the first of them with a common surname
	namedTail = regexp.MustCompile(`[。！？!?…”"]\s*\(([` + surnames + `]\p{Han}{1,2}(?:[\s、,]+\p{Han}{2,4}){0,3})\)\s*$`)
	bullet    = regexp.MustCompile(`^[■□◆◇●○◎▲△★☆※◼◻]\s*`)
	bracketed = regexp.MustCompile(`^【([^】]{1,8})】\s*[:：]?\s*(.*)$`)
)

// findByline reads the byline printed in the body: an opening dateline or
// byline line, the lines that close it, or a bracket at its very end. Only the
// first and last paragraphs are looked at. The byline is as printed and the
// paragraphs are left as they are.
func findByline(paragraphs []string) string {
	var tail []string
	for i := len(paragraphs) - 1; i >= 0 && i >= len(paragraphs)-5; i-- {
		folded := width.Fold.String(paragraphs[i])
		if !bylineLine(paragraphs[i]) {
			m := tailByline.FindStringSubmatchIndex(folded)
			if m == nil {
				m = namedTail.FindStringSubmatchIndex(folded)
			}
			if m != nil && len(tail) == 0 {
				tail = append(tail, slicePrinted(paragraphs[i], folded, m[2], m[3]))
			} else if !staffLine(folded) {
				break
			}
			continue
		}
		tail = append(tail, strings.TrimSpace(paragraphs[i]))
	}
	for _, p := range paragraphs[:min(3, len(paragraphs))] {
		if len(tail) > 0 {
			break
		}
		if len(p) > 600 {
			p = p[:600]
		}
		folded := width.Fold.String(p)
		for _, re := range []*regexp.Regexp{dateline, openDateline} {
			if m := re.FindStringSubmatchIndex(folded); m != nil {
				return slicePrinted(p, folded, m[2], m[3])
			}
		}
		if bylineLine(p) {
			return p
		}
	}
	slices.Reverse(tail)
	return strings.Join(tail, " ")
}

// slicePrinted is the part of the printed text that the byte range of its
// folded form stands for; folding keeps the number of runes.
func slicePrinted(printed, folded string, from, to int) string {
	at := runesIn(printed, utf8.RuneCountInString(folded[:from]))
	return clean(printed[at : at+runesIn(printed[at:], utf8.RuneCountInString(folded[from:to]))])
}

// bylineLine reports whether a whole paragraph is a byline: short, no
// sentence, and a role or a bullet before names only.
func bylineLine(p string) bool {
	if utf8.RuneCountInString(p) > 80 {
		return false
	}
	folded := width.Fold.String(p)
	if staffLine(folded) {
		return false
	}
	return looksLikeByline(folded)
}

// staffLine reports a line that names only editors and proof-readers.
func staffLine(folded string) bool {
	return utf8.RuneCountInString(folded) <= 60 && staffWord.MatchString(folded) && !roleWord.MatchString(folded) &&
		!strings.ContainsAny(folded, "。!?;")
}

// looksLikeByline reports whether every word of a short text is a role or a name.
func looksLikeByline(text string) bool {
	folded := width.Fold.String(text)
	if strings.ContainsAny(folded, "。!?;“”《》") || utf8.RuneCountInString(folded) > 80 {
		return false
	}
	if !roleWord.MatchString(folded) && !bullet.MatchString(folded) {
		return false
	}
	names, rest := readNames(folded)
	return len(names) > 0 && rest == 0
}

// authorsOf is the names in a byline, in print order, once each.
func authorsOf(byline string) []string {
	names, _ := readNames(width.Fold.String(byline))
	var out []string
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
	folded = bullet.ReplaceAllString(strings.TrimSpace(folded), "")
	staff := false
	single := "" // a character that stands alone: 王 强 is one name
	for _, word := range strings.FieldsFunc(folded, between1) {
		if staffWord.MatchString(word) && !roleWord.MatchString(word) {
			staff, single = true, ""
			continue
		}
		name, role := stripRoles(word)
		if role {
			staff, single = false, ""
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
		if isName(name) {
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

// between1 reports the characters that part the words of a byline.
func between1(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",，、;；:：/()【】[]|■□◆●◎▲", r)
}

// stripRoles takes the role words off both ends of a word: 本报记者张三 and
// 张三摄 are 张三, 海南日报全媒体记者 is nothing.
func stripRoles(word string) (name string, role bool) {
	name = word
	if head := roleHead.FindString(name); head != "" {
		name, role = name[len(head):], true
	}
	if m := roleTail.FindStringSubmatch(name); m != nil && (m[1] == "" || utf8.RuneCountInString(m[1]) >= 2) {
		name, role = m[1], true
	}
	name = strings.Trim(name, "/·.-—*")
	if name == "文" || name == "图" || name == "" {
		return "", true
	}
	return name, role
}

// notNames end words that stand among names: who someone works for.
var notNames = regexp.MustCompile(`(?:报|社|局|委|办|院|校|部|处|科|厅|中心|公司|集团|大学|学院|支队|大队|政府|街道|台|网|讯|电|日|版|会|室|组|站|所|队|厂|镇|乡|村|市|县|区|省|税务|公安|消防|检察|宣传|融媒|电力|供电|气象|教育|卫健|交警|海关|民政|人社)$`)

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
	return han == n && n >= 2 && n <= 4 && !notNames.MatchString(word)
}
