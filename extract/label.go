package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A pageLabel is where a paper prints an article: 第04版：要闻.
type pageLabel struct{ no, name string }

var (
	// 第04版：要闻 · 第A01版 头版 · 01版:要闻 · 第1版　　　要闻 · 旅游报01版
	banLabel = regexp.MustCompile(`(?:^|[^\d.])第?\s*([A-Za-z]{0,4}\d{1,3}|[一二三四五六七八九十]{1,3})\s*版(?:面)?\s*[:|]?\s*([^\n]*)`)
	// 版次：04 版名：都市
	namedLabel = regexp.MustCompile(`版次\s*:\s*第?\s*([A-Za-z]{0,4}\d{1,3})(?:\s*版?\s*版[名面]\s*:\s*(\S+))?`)
	// 第 A 06 版
	spacedCode = regexp.MustCompile(`第\s*([A-Za-z]{1,4})\s+(\d)`)
	// A01： 头版
	codeLabel = regexp.MustCompile(`^([A-Z]{1,4}\d{1,3}|\d{2})\s*:\s*(\p{L}[^\n]*)`)
	// 首页 > A2 综合 > 正文
	crumbLabel = regexp.MustCompile(`[>›»]\s*([A-Z]{1,4}\d{1,3})\s+(\p{Han}{2,8})\s*(?:[>›»]|$)`)
	pageCount  = regexp.MustCompile(`(?:今日|今天|本期|共|总|出)\s*[\d一二三四五六七八九十]+\s*版`) // how many pages
	jumpLine   = regexp.MustCompile(`[下上紧]\s*[转接轉]`)
	// What follows a label on its line: navigation, the date, a PDF link.
	afterName = regexp.MustCompile(`\s{2,}|\s*[|｜>›»]|\s*[(（)）]|\s*(?:上一版|下一版|上一篇|下一篇|PDF|pdf|版面|电子版|返回|星期|\d{4}\s*[年\-])`)
)

// labelLike reports text that is worth parsing as a label.
func labelLike(text string) bool {
	return len(text) < 200 && (strings.Contains(text, "版") || text != "" && text[0] < utf8.RuneSelf && strings.ContainsAny(text, ":：") || strings.ContainsAny(text, ">›»"))
}

// parseLabel reads a page label in any of its forms. Text that is no label
// gives an empty one.
func parseLabel(text string) pageLabel {
	if len(text) > 200 {
		return pageLabel{}
	}
	text = width.Fold.String(text)
	if strings.ContainsAny(text, "今本共总出") {
		text = pageCount.ReplaceAllString(text, "  ")
	}
	text = strings.TrimFunc(text, unicode.IsSpace)
	if strings.Contains(text, "第 ") || strings.Contains(text, " 版") {
		text = spacedCode.ReplaceAllString(text, "第$1$2")
	}
	if strings.Contains(text, "版次") {
		if m := namedLabel.FindStringSubmatch(text); m != nil {
			return pageLabel{no: pageNumber(m[1], ""), name: m[2]}
		}
	}
	m := banLabel.FindStringSubmatch(text)
	if m == nil {
		m = codeLabel.FindStringSubmatch(text)
	}
	if m == nil && strings.ContainsAny(text, ">›»") {
		m = crumbLabel.FindStringSubmatch(text)
	}
	if m == nil || strings.ContainsAny(text, "转接轉") && jumpLine.MatchString(text) || strings.HasPrefix(m[2], "权") {
		return pageLabel{}
	}
	name := strings.TrimLeft(m[2], " \u3000:>»-—·")
	if cut := afterName.FindStringIndex(name); cut != nil {
		name = name[:cut[0]]
	}
	name = strings.Trim(name, " \u3000:>»-—·")
	if utf8.RuneCountInString(name) > 20 {
		name = ""
	}
	return pageLabel{no: pageNumber(m[1], ""), name: name}
}

// pageNumber writes a printed page number in digits. Where the page's own is
// given it is padded like that: 四 is 04 and A3 is A03 beside A01, 4 beside 1.
func pageNumber(printed, like string) string {
	printed = strings.ToUpper(printed)
	letters := strings.TrimRight(printed, "0123456789")
	n, _ := strconv.Atoi(printed[len(letters):])
	if han := hanNumber(printed); han > 0 {
		letters, n = "", han
	} else if like == "" {
		return printed
	}
	if digits := strings.TrimLeft(like, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); len(digits) == 1 {
		return letters + strconv.Itoa(n)
	}
	return letters + twoDigits(n)
}

// hanNumber reads 一 to 九十九; 0 for anything else.
func hanNumber(s string) int {
	const digits = "一二三四五六七八九"
	n, unit := 0, 0
	for _, r := range s {
		if i := strings.IndexRune(digits, r); i >= 0 {
			unit = i/len("一") + 1
		} else if r == '十' {
			n, unit = n+max(1, unit)*10, 0
		} else {
			return 0
		}
	}
	return n + unit
}

var (
	digitDate   = regexp.MustCompile(`(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})`)
	hanDate     = regexp.MustCompile(`([〇○零一二三四五六七八九]{4})\s*年\s*([一二三四五六七八九十]{1,3})\s*月\s*([一二三四五六七八九十]{1,3})\s*日`)
	englishDate = regexp.MustCompile(`(\d{4})-([A-Z][a-z]{2})[a-z]*-(\d{1,2})`)
)

// findDate is the first date printed in text, "" if there is none.
func findDate(text string) string {
	if !strings.ContainsAny(text, "年-/.") {
		return ""
	}
	text = width.Fold.String(text)
	for _, m := range digitDate.FindAllStringSubmatch(text, 3) {
		if d := date(m[1], m[2], m[3]); d != "" {
			return d
		}
	}
	if m := hanDate.FindStringSubmatch(text); m != nil {
		return date(hanYear(m[1]), strconv.Itoa(hanNumber(m[2])), strconv.Itoa(hanNumber(m[3])))
	}
	if m := englishDate.FindStringSubmatch(text); m != nil {
		month := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", m[2])
		return date(m[1], strconv.Itoa(month/3+1), m[3])
	}
	return ""
}

var hanDigits = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4",
	"五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

func hanYear(s string) string {
	return hanDigits.Replace(s)
}
