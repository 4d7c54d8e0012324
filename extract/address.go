package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// An address is what the place of a page says: its file and folder names, not
// the machine it lies on.
type address struct {
	path   string // of the page, inside its archive if it is in one, without ?query and #fragment
	number string // of the article, "" when the name holds none
	pager  string // "2" for the second part of content_N_2.htm
	page   string // page number, where the name holds it
	date   string // YYYY-MM-DD from the folders of an e-paper
	dated  string // YYYY-MM-DD from any other date in the path, where there is no such folder
	layout bool   // the name is that of a layout page or an index
	index  bool   // the name is index
}

func parseAddress(path string) address {
	path = strings.ReplaceAll(path, "\\", "/")
	path = path[strings.LastIndexByte(path, '!')+1:]
	path, _, _ = strings.Cut(path, "?")
	path, _, _ = strings.Cut(path, "#")
	a := address{path: path, date: lastDate(issueFolder, path)}
	if a.date == "" {
		a.dated = firstOf(lastDate(anyDate, path), lastDate(shortDate, path))
	}
	a.readName(path[strings.LastIndexByte(path, '/')+1:])
	return a
}

var extensions = []string{".htm", ".html", ".shtm", ".shtml", ".txt", ".asp", ".aspx", ".php", ".jsp"}

var (
	contentName  = regexp.MustCompile(`(?i)^(?:content|cont|con)_([\p{L}\d]+)(?:_([\p{L}\d]+))?$`)
	columnName   = regexp.MustCompile(`(?i)^c(\d+)$`)
	peopleName   = regexp.MustCompile(`(?i)^nw\.[\p{L}\d]+_\d{8}_(\d+-([\p{L}]*\d+))$`)
	layoutName   = regexp.MustCompile(`(?i)^(?:node_[\p{L}\d]+|nbs\..*|paperindex|index|col\d+|l\d+|layout)$`)
	trailingName = regexp.MustCompile(`\d{3,}$`)
)

// readName reads the file name. content_12_345 is page id and article id,
// content_345_2 the second part of article 345.
func (a *address) readName(name string) {
	stem := name
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 && slices.Contains(extensions, strings.ToLower(name[dot:])) {
		stem = name[:dot]
	}
	if m := contentName.FindStringSubmatch(stem); m != nil {
		switch {
		case m[2] == "":
			a.number = m[1]
		case len(m[2]) <= 2:
			a.number, a.pager = m[1], m[2]
		default:
			a.number = m[2]
		}
	} else if m := columnName.FindStringSubmatch(stem); m != nil {
		a.number = m[1]
	} else if m := peopleName.FindStringSubmatch(stem); m != nil {
		a.number, a.page = m[1], m[2]
	} else if a.layout = layoutName.MatchString(stem); a.layout {
		a.index = strings.EqualFold(stem, "index")
	} else {
		a.number = trailingName.FindString(stem)
	}
}

var (
	// issueFolder is the date of an issue: html/2024-07/15/, content/202407/15/ and
	// nw.D110000renmrb_20171016_1-01.htm.
	issueFolder = regexp.MustCompile(`(?:^|[/_])(\d{4})-?(\d{2})[/_]?(\d{2})[/_]`)
	anyDate     = regexp.MustCompile(`(?:^|\D)(\d{4})[-/_.]?(\d{2})[-/_.]?(\d{2})(?:\D|$)`)
	shortDate   = regexp.MustCompile(`(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})/`) // 2024/7/15/
)

// lastDate is the date nearest the file name, where it is a real one.
func lastDate(re *regexp.Regexp, path string) string {
	all := re.FindAllStringSubmatch(path, -1)
	for i := len(all) - 1; i >= 0; i-- {
		if d := date(all[i][1], all[i][2], all[i][3]); d != "" {
			return d
		}
	}
	return ""
}

// date joins a year, month and day in digits; "" if there is no such day.
func date(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return ""
	}
	return strconv.Itoa(y) + "-" + twoDigits(m) + "-" + twoDigits(d)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// articleID builds the id: newspaper, issue date and article number joined by
// "-". The number is that of the page's address, else the CMS record's, else
// twelve hex digits of the text's digest. Parts are folded to half width and
// keep letters, digits, "_" and "-" only, so that an id is never a path; a
// part that does not survive this whole, or is longer than 64 characters, is
// followed by a digest of what it was.
func articleID(newspaper, issueDate, number string) string {
	if newspaper == "" {
		newspaper = "unknown"
	}
	if issueDate == "" {
		issueDate = "undated"
	}
	return idPart(newspaper) + "-" + issueDate + "-" + idPart(number)
}

func idPart(s string) string {
	const longest = 64
	s = width.Fold.String(s)
	kept := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
	if utf8.RuneCountInString(kept) > longest {
		kept = string([]rune(kept)[:longest])
	}
	if kept == strings.ReplaceAll(s, " ", "") && kept != "" {
		return kept
	}
	return strings.TrimPrefix(kept+"_"+digest(s), "_")
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}
