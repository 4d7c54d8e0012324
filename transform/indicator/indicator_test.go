package indicator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"shangbao/transform/indicator"
	"shangbao/transform/segment"
)

// A testCase is one text with every number it measures, from fixtures/indicator.
type testCase struct {
	where, phenomenon, date, text string
	want                          []wanted
}

// wanted is one number and the fields that the case asserts of it.
type wanted struct {
	quantity string
	fields   map[string]string
}

// readCases reads the columns phenomenon, issue date, text, quantity and
// fields (name=value, blank between). A row whose text is 〃 adds a number to the
// text above; a quantity of - says that the text has none; ¶ ends a paragraph.
func readCases(t *testing.T) []testCase {
	t.Helper()
	paths, err := filepath.Glob("../../fixtures/indicator/*.tsv")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var cases []testCase
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
			where := fmt.Sprintf("%s:%d", filepath.Base(path), n+1)
			if strings.HasPrefix(line, "#") {
				continue
			}
			col := strings.Split(line, "\t")
			if len(col) != 5 || col[0] == "" {
				t.Fatalf("%s: want 5 columns and a phenomenon, have %q", where, line)
			}
			if col[2] != "〃" {
				cases = append(cases, testCase{where: where, phenomenon: col[0], date: col[1], text: strings.ReplaceAll(col[2], "¶", "\n")})
			}
			if col[3] == "-" {
				continue
			}
			w := wanted{col[3], map[string]string{}}
			for _, f := range strings.Fields(col[4]) {
				k, v, ok := strings.Cut(f, "=")
				if !ok {
					t.Fatalf("%s: field %q has no =", where, f)
				}
				w.fields[k] = v
			}
			last := &cases[len(cases)-1]
			last.want = append(last.want, w)
		}
	}
	return cases
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func number(v decimal.NullDecimal) string {
	if !v.Valid {
		return ""
	}
	return v.Decimal.String()
}

// fields gives what a case may assert of a row.
func fields(x indicator.Indicator, rows []indicator.Indicator) map[string]string {
	parent := ""
	if x.Parent >= 0 {
		parent = rows[x.Parent].Text
	}
	return map[string]string{
		"name": x.Name, "entity": x.Entity, "component": x.Component, "value": number(x.Value),
		"min": number(x.Min), "max": number(x.Max), "unit": x.Unit, "bound": string(x.Bound),
		"statistic": x.Statistic, "basis": x.Basis, "direction": x.Direction, "statement": x.Statement,
		"period": day(x.PeriodStart) + ".." + day(x.PeriodEnd), "parent": parent, "rule": x.Rule,
	}
}

var segmenter = func() *segment.Segmenter {
	s, err := segment.New()
	if err != nil {
		panic(err)
	}
	return s
}()

func find(t *testing.T, text, date string) []indicator.Indicator {
	t.Helper()
	issue, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return indicator.Find(indicator.Text{Body: text, Sentences: segmenter.Sentences(text), Issue: issue})
}

func TestCases(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.where+" "+c.phenomenon, func(t *testing.T) {
			rows := find(t, c.text, c.date)
			var got, want []string
			for _, r := range rows {
				got = append(got, r.Text)
			}
			for _, w := range c.want {
				want = append(want, w.quantity)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("numbers of %q (-want +got):\n%s", c.text, diff)
			}
			for i, w := range c.want {
				have := fields(rows[i], rows)
				for k, v := range w.fields {
					if g, ok := have[k]; !ok || g != v {
						t.Errorf("%s in %q: %s is %q, want %q", w.quantity, c.text, k, g, v)
					}
				}
			}
		})
	}
}

// TestRulesHaveCases demands a case for every statistic and name rule that can
// fire: the rules are those of the tables, plus what the cases themselves assert.
func TestRulesHaveCases(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range readCases(t) {
		for _, r := range find(t, c.text, c.date) {
			statistic, name, _ := strings.Cut(r.Rule, "/")
			seen["statistic "+statistic], seen["name "+name] = true, true
		}
	}
	for _, rule := range indicator.Rules() {
		if !seen[rule] {
			t.Errorf("no case in fixtures/indicator shows rule %q", rule)
		}
	}
}

// TestListHeading: a time expression in the sentence that heads a list governs
// its items, and ends with the list.
func TestListHeading(t *testing.T) {
	body := "今年上半年，我市主要做了以下工作：\n一是加大引进，新增企业12家。\n二是抓项目，开工项目8个。\n会议审议了5个议案。"
	var got []string
	for _, r := range find(t, body, "2024-07-15") {
		got = append(got, r.Text+" "+day(r.PeriodStart)+".."+day(r.PeriodEnd))
	}
	want := []string{"12家 2024-01-01..2024-06-30", "8个 2024-01-01..2024-06-30", "5个 .."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("periods of a list (-want +got):\n%s", diff)
	}
}
