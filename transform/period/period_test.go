package period

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/width"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the expected column of the cases anew")

// cases is the folder of the table cases: phenomenon, issue date, text, and the
// expressions of the text, "-" for none.
const cases = "../../fixtures/period"

type testCase struct{ file, phenomenon, issue, text, want string }

func readCases(t testing.TB) []testCase {
	files, err := filepath.Glob(filepath.Join(cases, "*.tsv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("finding the cases in %s: %v", cases, err)
	}
	var out []testCase
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		table, err := rows(f, string(text), 4, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range table {
			out = append(out, testCase{f, c[0], c[1], c[2], c[3]})
		}
	}
	return out
}

func day(t testing.TB, s string) time.Time {
	if s == "-" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func format(ps []Period) string {
	if len(ps) == 0 {
		return "-"
	}
	var out []string
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%s %s %s %s %s", p.Text, formatDay(p.Start), formatDay(p.End), p.Kind, p.Rule))
	}
	return strings.Join(out, " | ")
}

func formatDay(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.DateOnly)
}

func TestCases(t *testing.T) {
	list := readCases(t)
	if *update {
		record(t, list)
		return
	}
	for _, c := range list {
		t.Run(c.phenomenon, func(t *testing.T) {
			if diff := cmp.Diff(c.want, format(Find(c.text, day(t, c.issue)))); diff != "" {
				t.Errorf("%s, issue %s: %q (-want +got)\n%s", c.file, c.issue, c.text, diff)
			}
		})
	}
}

func record(t *testing.T, list []testCase) {
	out := map[string]*strings.Builder{}
	for _, c := range list {
		if out[c.file] == nil {
			out[c.file] = &strings.Builder{}
			fmt.Fprintln(out[c.file], "phenomenon\tissue\ttext\texpected")
		}
		fmt.Fprintf(out[c.file], "%s\t%s\t%s\t%s\n", c.phenomenon, c.issue, c.text, format(Find(c.text, day(t, c.issue))))
	}
	for f, b := range out {
		if err := os.WriteFile(f, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// allRules gives the names of the rules, from the tables.
func allRules() map[string]bool {
	out := map[string]bool{}
	names := contextRules
	for _, o := range openers() {
		names += " " + o.rules
	}
	for _, f := range refiners {
		names += " " + f.rules
	}
	for _, f := range suffixes {
		names += " " + f.rule
	}
	for _, ws := range words {
		for _, w := range ws {
			names += " " + w.rule
		}
	}
	for _, n := range strings.Fields(names) {
		out[n] = true
	}
	return out
}

func TestEveryRuleHasACase(t *testing.T) {
	known, used := allRules(), map[string]bool{}
	for _, c := range readCases(t) {
		for _, p := range Find(c.text, day(t, c.issue)) {
			used[p.Rule] = true
			if !known[p.Rule] {
				t.Errorf("%q is read by %q, a rule that no table names", p.Text, p.Rule)
			}
		}
	}
	var missing []string
	for r := range known {
		if !used[r] {
			missing = append(missing, r)
		}
	}
	sort.Strings(missing)
	if len(missing) > 0 {
		t.Errorf("rules without a case: %s", strings.Join(missing, ", "))
	}
}

// A word of the tables that no text can reach is a mistake in the tables.
func TestEveryWordIsFound(t *testing.T) {
	issue := date(2024, 7, 15)
	for _, list := range words {
		for _, w := range list {
			text := string(w.text)
			ps := Find(text, issue)
			if len(ps) != 1 || ps[0].Text != text {
				t.Errorf("%s: read as %s", text, format(ps))
			}
		}
	}
	for _, list := range feasts {
		for _, f := range list {
			text := "2023年" + string(f.text)
			if f.alone == "mark" {
				text = "2023年“" + string(f.text) + "”"
			}
			ps := Find(text, issue)
			if len(ps) != 1 || ps[0].Text != text {
				t.Errorf("%s: read as %s", text, format(ps))
			}
		}
	}
}

// Without an issue date only what names its year has days.
func TestNoIssueDate(t *testing.T) {
	for text, want := range map[string]string{
		"2023年10月":      "2023年10月 2023-10-01 2023-10-31 span month",
		"今年1-5月":        "今年1-5月 - - span month-range",
		"10月":           "10月 - - span month",
		"截至目前":          "截至目前 - - span as-of",
		"近三年":           "近三年 - - span rolling",
		"2023年，…10月":    "2023年 2023-01-01 2023-12-31 span year | 10月 2023-10-01 2023-10-31 span month",
		"2014年以来":       "2014年以来 - - span since",
		"“十四五”期间":       "“十四五”期间 2021-01-01 2025-12-31 span five-year-plan",
		"到2030年":        "到2030年 - 2030-12-31 deadline until",
		"2023年，较上年同期":   "2023年 2023-01-01 2023-12-31 span year | 较上年同期 - - compared compared",
		"去年12月至2024年2月": "去年12月至2024年2月 - - span range",
	} {
		if got := format(Find(text, time.Time{})); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestCalendarEdges(t *testing.T) {
	for _, c := range []struct{ issue, text, want string }{
		{"2024-02-29", "近一年", "近一年 2023-03-01 2024-02-29 span rolling"},
		{"2023-02-15", "本月底", "本月底 2023-02-28 2023-02-28 span month-edge"},
		{"2024-05-31", "近三个月", "近三个月 2024-03-01 2024-05-31 span rolling"},
		{"2024-01-01", "昨日", "昨日 2023-12-31 2023-12-31 span word"},
		{"2024-01-31", "上月", "上月 2023-12-01 2023-12-31 span word"},
		{"2024-03-31", "上月", "上月 2024-02-01 2024-02-29 span word"},
		{"2024-01-03", "上周", "上周 2023-12-25 2023-12-31 span word"},
		{"2023-12-31", "本周日", "本周日 2023-12-31 2023-12-31 span weekday"},
		{"2024-07-15", "2023年2月29日", "2023年2月 2023-02-01 2023-02-28 span month"},
		{"2024-07-15", "2024年2月29日", "2024年2月29日 2024-02-29 2024-02-29 span day"},
		{"2024-07-15", "0000年", "-"},
		{"9999-12-31", "明年", "明年 - - span word"},
		{"0001-01-01", "去年", "去年 - - span word"},
		{"2036-03-01", "春节", "春节 2036-01-28 2036-01-28 span feast"},
		{"2024-07-15", "13月32日", "-"},
	} {
		if got := format(Find(c.text, day(t, c.issue))); got != c.want {
			t.Errorf("%s, issue %s: got %s, want %s", c.text, c.issue, got, c.want)
		}
	}
}

// The new year of the lunar calendar, against dates known from elsewhere.
func TestNewYears(t *testing.T) {
	for y, want := range map[int]string{
		2000: "02-05", 2001: "01-24", 2002: "02-12", 2003: "02-01", 2004: "01-22", 2005: "02-09", 2006: "01-29", 2007: "02-18", 2008: "02-07",
		2009: "01-26", 2010: "02-14", 2011: "02-03", 2012: "01-23", 2013: "02-10", 2014: "01-31", 2015: "02-19", 2016: "02-08", 2017: "01-28",
		2018: "02-16", 2019: "02-05", 2020: "01-25", 2021: "02-12", 2022: "02-01", 2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17",
		2027: "02-06", 2028: "01-26", 2029: "02-13", 2030: "02-03", 2031: "01-23", 2032: "02-11", 2033: "01-31", 2034: "02-19", 2035: "02-08",
	} {
		if got := lunars[y].first.Format("01-02"); got != want {
			t.Errorf("new year of %d is %s, want %s", y, got, want)
		}
	}
	for y := 1950; y < 2050; y++ {
		days := 0
		for k := range lunars[y].months {
			days += lunarLength(lunars[y].months[k])
		}
		if next := lunars[y].first.AddDate(0, 0, days); next != lunars[y+1].first {
			t.Errorf("the months of %d end on %s, the next year begins on %s", y, next, lunars[y+1].first)
		}
	}
}

func TestTables(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"columns":    {errorOf(readWords("a\tb\tc\td\n今年\tword\tyear\n")), `words.tsv:2: 3 columns, not 4: "今年\tword\tyear"`},
		"blank":      {errorOf(readWords("a\tb\tc\td\n今年\tword\t\t0\n")), `words.tsv:2: blank column: "今年\tword\t\t0"`},
		"twice":      {errorOf(readWords("a\tb\tc\td\n今年\tword\tyear\t0\n今年\tword\tyear\t1\n")), `words.tsv:3: "今年" is there twice`},
		"unit":       {errorOf(readWords("a\tb\tc\td\n今年\tword\teon\t0\n")), `words.tsv:2: no unit "eon"`},
		"shift":      {errorOf(readWords("a\tb\tc\td\n今年\tword\tyear\tx\n")), `words.tsv:2: shift "x" is no number`},
		"feast":      {errorOf(readFeasts("a\tb\tc\td\te\tf\n元旦\tsolar\tx\t1-1\tyes\t-\n")), `feasts.tsv:2: no days: "x", "1-1"`},
		"lunar":      {errorOf(readLunar("a\tb\tc\td\n2024\t02-10\t0\tLs\n")), `lunar.tsv:2: no lunar year: "2024 02-10 0 Ls"`},
		"holiday":    {errorOf(readHolidays("a\tb\tc\td\n2024\t元旦\t2024-01-01\t2023-01-01\n")), `holidays.tsv:2: no holiday: "2024 元旦 2024-01-01 2023-01-01"`},
		"reign":      {errorOf(readReigns("a\tb\n光绪\tx\n")), `reigns.tsv:2: no year: "x"`},
		"name twice": {errorOf(readHeads("a\tb\n论坛\tevent\n论坛\tevent\n")), `names.tsv:3: "论坛" is there twice`},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("%s: error %v, want %s", name, c.err, c.want)
		}
	}
}

func errorOf[T any](_ T, err error) error { return err }

// pieces make texts that look like time expressions.
var pieces = []string{"2023", "年", "月", "日", "10", "1-5", "至", "—", "今", "去年", "上", "半年", "季度", "第", "三", "十", "前", "后", "以来", "截至", "比", "较", "同期", "春节", "假期", "“", "”", "十四五", "近", "来", "间", "周", "星期", "底", "初", "末", "，", "。", "\n", "农历", "闰", "世纪", "代", "分", ":", "到", "2024-07-15", "的", "了", "将", "a", "０", "　", "９９９９", "\xff"}

func checkSound(t testing.TB, text string, ps []Period) {
	runes, free := []rune(text), 0
	for _, p := range ps {
		switch {
		case p.From < free || p.To <= p.From || p.To > len(runes):
			t.Fatalf("%q: [%d,%d) lies wrong behind %d", text, p.From, p.To, free)
		case string(runes[p.From:p.To]) != p.Text:
			t.Fatalf("%q: [%d,%d) is not %q", text, p.From, p.To, p.Text)
		case !p.Start.IsZero() && !p.End.IsZero() && p.End.Before(p.Start):
			t.Fatalf("%q: %s ends before it starts", text, format([]Period{p}))
		case p.Rule == "" || p.Kind == "":
			t.Fatalf("%q: %q has no rule or kind", text, p.Text)
		}
		free = p.To
	}
}

func TestSound(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(r, "pieces"), "")
		issue := date(rapid.IntRange(1, 9999).Draw(r, "year"), time.Month(rapid.IntRange(1, 12).Draw(r, "month")), rapid.IntRange(1, 31).Draw(r, "day"))
		ps := Find(text, issue)
		checkSound(t, text, ps)
		if diff := cmp.Diff(ps, Find(text, issue)); diff != "" {
			r.Fatalf("%q is read in two ways: %s", text, diff)
		}
	})
}

// Half- and full-width typography gives the same expressions.
func TestWidth(t *testing.T) {
	for _, c := range readCases(t) {
		wide := []rune(c.text)
		for i, r := range wide {
			if w := width.LookupRune(r).Wide(); w != 0 && r != ' ' {
				wide[i] = w
			}
		}
		for _, text := range []string{string(wide), strings.NewReplacer("“", "\"", "”", "\"", "—", "-", "～", "~").Replace(c.text)} {
			a, b := Find(c.text, day(t, c.issue)), Find(text, day(t, c.issue))
			for i := range a {
				a[i].Text = ""
			}
			for i := range b {
				b[i].Text = ""
			}
			if diff := cmp.Diff(a, b); diff != "" {
				t.Errorf("%q and %q are read differently: %s", c.text, text, diff)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range readCases(f) {
		f.Add(c.text, int64(19919))
	}
	f.Fuzz(func(t *testing.T, text string, days int64) {
		issue := time.Unix(0, 0).UTC().AddDate(0, 0, int(days%3_000_000))
		checkSound(t, text, Find(text, issue))
	})
}

func BenchmarkFind(b *testing.B) {
	var all strings.Builder
	for _, c := range readCases(b) {
		all.WriteString(c.text + "全市各地把推动高质量发展作为首要任务，坚持稳中求进，经济运行总体平稳，民生保障有力有效，发展质量稳步提升。")
		if all.Len() > 10_000 {
			break
		}
	}
	benchmarks := map[string]string{"article 10KB": all.String()}
	for name, piece := range map[string]string{"year": "年", "month": "月", "digits": "1", "han": "一亿", "date": "2023年", "quote": "“", "range": "1-", "next": "前", "near": "近三年", "named": "2023 "} {
		benchmarks["1MB "+name] = strings.Repeat(piece, 1_000_000/len(piece))
	}
	for name, text := range benchmarks {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text, date(2024, 7, 15))
			}
		})
	}
}
