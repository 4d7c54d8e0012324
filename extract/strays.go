package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A stray is a short paragraph that stands among those of an article and is no
// part of it: the mark of an advert or its line, and a hint at a code to scan.
var (
	advertMark = regexp.MustCompile(`^[-—–~·*\s(（【\[]*(?:广告|廣告)[-—–~·*\s)）】\]]*$`)
	advertLine = regexp.MustCompile(`^[(（【\[]\s*(?:广告|廣告)\s*[)）】\]]`)
	scanHint   = regexp.MustCompile(`^[▲▼△▽↑↓(（【\[]?(?:请|請)?(?:用?微信)?(?:扫码|掃碼|扫一扫|掃一掃|(?:扫描?|長按|长按|识别)[^。]{0,10}二[维維][码碼])[^。]{0,10}` +
		`(?:看|观|听|读|阅|浏览|关注|下载|了解|进入|参与|获取|打开|分享|加入)[^。]{0,10}(?:视频|視頻|直播|全文|原文|详情|图集|图片|报道|新闻|内容|音频|更多|H5|VR|公众号|客户端|APP|App|小程序|微博|专题|电子版|数字报|页面|朋友圈)[)）】\]]?$`)
)

// strayHeads are the characters a stray begins with.
const strayHeads = "广廣请請用微扫掃长長识-—–~·*(（【[▲▼△▽↑↓"

const strayBytes = 120 // a longer paragraph is none

func stray(s string) bool {
	if len(s) > strayBytes {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(s); !strings.ContainsRune(strayHeads, first) {
		return false
	}
	return advertMark.MatchString(s) || advertLine.MatchString(s) || scanHint.MatchString(s)
}

// withoutStrays leaves them out wherever they stand, and the editors at the end
// of the body; the notes keep both. A body of strays alone is left as it is but
// for the mark of an advert.
func (p *page) withoutStrays(ps []string, bold map[string]string) []string {
	if i := slices.IndexFunc(ps, func(s string) bool { return !stray(s) }); i < 0 {
		return slices.DeleteFunc(ps, advertMark.MatchString)
	}
	ps = slices.DeleteFunc(ps, func(s string) bool {
		if !stray(s) {
			return false
		}
		if !advertMark.MatchString(s) {
			p.leftOut(s)
		}
		return true
	})
	return p.withoutEditors(ps, bold)
}

func (p *page) leftOut(s string) { p.note("left out of the body: %q", s) }

// closingLines are those under the text that may name editors and authors.
const closingLines = 6

// withoutEditors takes the lines of editors from among the last lines, and the
// bracket with an editor from the end of the text.
func (p *page) withoutEditors(ps []string, bold map[string]string) []string {
	for i := len(ps) - 1; i > 0 && i >= len(ps)-closingLines; i-- {
		if editorLine(ps[i]) {
			p.leftOut(ps[i])
			ps = slices.Delete(ps, i, i+1)
		} else if len(ps[i]) > 180 || sentenceEnds(ps[i]) { // authors may stand among them
			break
		}
	}
	if n := len(ps); n > 0 {
		whole := ps[n-1]
		if ps[n-1] = p.withoutEditor(whole); bold[whole] != "" {
			bold[ps[n-1]] = bold[whole]
		}
	}
	return ps
}

// withoutEditor is a paragraph without the editor in brackets behind it: ….（编辑：张三）
func (p *page) withoutEditor(s string) string {
	if !strings.HasSuffix(s, "）") && !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "】") && !strings.HasSuffix(s, "]") {
		return s
	}
	at := strings.LastIndexAny(s, "（(【[")
	if at <= 0 || len(s)-at > strayBytes || !editorLine(s[at:]) {
		return s
	}
	p.leftOut(s[at:])
	return trim(s[:at])
}

// editorWork is what those do who are no authors, editorAside what they may do
// besides; drawings are theirs too. Before it may stand of what: 本版责编.
var (
	editorWork = regexp.MustCompile(`^(?:本版|本期|今日|值班|执行|文字|视频|新媒体|見習|见习|首席|\d{1,2}版|[一二三四五六七八九十]{1,2}版)*` +
		`(?:责任编辑|責任編輯|美术编辑|责编|責編|美编|美編|图编|编辑|編輯|编审|责任校对|校对|校對|审校|审核|審核|审读|一审|二审|三审|初审|复审|终审|版式设计|版式設計|版式|排版|组版|制图|製圖|漫画|漫畫|插画|插图|插圖|值班主任|值班编委|值班总编|签发)`)
	editorAside = regexp.MustCompile(`^(?:本版|本期)?(?:监制|监审|統籌|统筹|策划|策劃|主编|总编辑|总编|设计|设计师|视觉|摄影编辑)$`)
)

// editorLine reports a line that only names editors, by their work and their
// names: 编辑 张三, 本版责编：王 五 版式设计：李四, 编辑 | 张三 审核 | 李四.
func editorLine(s string) bool {
	if len(s) > 180 || strings.Contains(s, "记者") || strings.ContainsAny(s, "。！？；!?;，“”《》") { // a reporter among them is an author
		return false
	}
	folded := unspread(width.Fold.String(s))
	if !hasRole(folded, editorRoles) {
		return false
	}
	clear := strings.ContainsAny(folded, ":|丨/】]") // the work is marked off from the names
	if strings.ContainsAny(folded, "@0123456789") {
		folded = contact.ReplaceAllString(folded, " ")
	}
	var l editors
	for _, word := range strings.FieldsFunc(folded, partsWords) {
		if !l.read(word, clear) {
			return false
		}
	}
	return l.work && l.names > 0 && !l.waits && l.single == ""
}

// contact is how to reach an editor: 电子邮箱:x@y.cn
var contact = regexp.MustCompile(`(?:\p{Han}{0,2}(?:邮箱|信箱|电话|热线)|(?i:e-?mail)|QQ)\s*:?\s*[\w.@-]{6,}`)

// editors is what a line of editors has said so far.
type editors struct {
	work   bool // one of those who edit
	waits  bool // for a name, behind its work
	names  int
	single string // a character that stands alone: 王 强 is one name
}

// read takes the next word, false if it has no place in such a line.
func (l *editors) read(word string, clear bool) bool {
	if cut := editorWork.FindString(word); cut != "" {
		if l.waits && l.names == 0 && !l.work || l.single != "" {
			return false
		}
		l.work, l.waits = true, true
		if word = word[len(cut):]; word == "" {
			return true
		}
		clear = false // glued to the work: 编辑张三, but also 编辑部
	} else if editorAside.MatchString(word) {
		l.waits = true
		return l.single == ""
	}
	if !l.waits && l.names == 0 {
		return false
	}
	if utf8.RuneCountInString(word) == 1 {
		if word, l.single = l.single+word, ""; len(word) < len("王强") {
			l.single = word
			return true
		}
	}
	if l.single != "" || !isName(word) || !clear && !hasSurname(word) || doubled(word) || fourCharacters(word) {
		return false
	}
	l.names++
	l.waits = false
	return true
}

// doubled reports a character written twice: 谢谢 is a word of thanks.
func doubled(word string) bool {
	half := len(word) / 2
	return len(word)%2 == 0 && word[:half] == word[half:]
}

// fourCharacters reports a word of four characters, which is a name after one of the
// surnames of two only.
func fourCharacters(word string) bool {
	return len(word) == len("欧阳某某") && utf8.RuneCountInString(word) == 4 && !longSurname.MatchString(word)
}

var longSurname = regexp.MustCompile(`^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|皇甫|尉迟|公孙|慕容|令狐|端木|夏侯|宇文|司徒|申屠)`)

var editorRoles = []string{"编", "編", "校", "审", "審", "版式", "排版", "组版", "制图", "製圖", "漫画", "漫畫", "插画", "插图", "插圖", "签发", "值班"}

// spread is a word of a byline written with blanks: 通 讯 员.
var spread = regexp.MustCompile(`记[\s　]+者|記[\s　]+者|通[\s　]+讯[\s　]*员|通讯[\s　]+员|通[\s　]+訊[\s　]*員|实[\s　]+习[\s　]*生|作[\s　]+者|编[\s　]+辑|責[\s　]+編|责[\s　]+编|校[\s　]+对|摄[\s　]+影`)

// unspread closes up such words.
func unspread(text string) string {
	for _, end := range []string{" 员", "　员", " 員", "　員", " 者", "　者", " 辑", "　辑", " 编", "　编", " 編", "　編", " 对", "　对", " 影", "　影", " 生", "　生"} {
		if strings.Contains(text, end) {
			return spread.ReplaceAllStringFunc(text, closeUp.Replace)
		}
	}
	return text
}

var closeUp = strings.NewReplacer(" ", "", "　", "")
