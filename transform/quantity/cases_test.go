package quantity

import (
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "record what Find gives as the expected column of fixtures/quantity")

const casesDir = "../../fixtures/quantity"

// A testCase is one row of fixtures/quantity/*.tsv.
type testCase struct{ where, phenomenon, text, want string }

// show prints a quantity as the cases do: 超4万人=40000 人 >, 二期!ordinal.
func show(q Quantity) string {
	if q.Refused != Measures && q.Refused != Bare {
		return q.Text + "!" + string(q.Refused)
	}
	unit := q.Unit
	if q.Refused == Bare {
		unit = "bare"
	}
	number := "NULL"
	switch {
	case q.Value.Valid && q.Max.Valid && !q.Max.Decimal.Equal(q.Value.Decimal):
		number = q.Value.Decimal.String() + ".." + q.Max.Decimal.String()
	case q.Value.Valid:
		number = q.Value.Decimal.String()
	case q.Min.Valid:
		number = q.Min.Decimal.String() + ".." + q.Max.Decimal.String()
	}
	return q.Text + "=" + number + " " + unit + " " + string(q.Bound)
}

func showAll(qs []Quantity) string {
	var out []string
	for _, q := range qs {
		out = append(out, show(q))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, " | ")
}

func caseFiles(t *testing.T) map[string][]testCase {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(casesDir, "*.tsv"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", casesDir, err)
	}
	files := map[string][]testCase{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := table(filepath.Base(path), string(data), 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			files[path] = append(files[path], testCase{row[3], row[0], strings.ReplaceAll(row[1], `\n`, "\n"), row[2]})
		}
	}
	return files
}

func TestCases(t *testing.T) {
	for path, cases := range caseFiles(t) {
		if *update {
			record(t, path, cases)
			continue
		}
		for _, c := range cases {
			if got := strings.ReplaceAll(showAll(Find(c.text, nil)), "\n", `\n`); got != c.want {
				t.Errorf("%s: %s: %q\n got %s\nwant %s", c.where, c.phenomenon, c.text, got, c.want)
			}
		}
	}
}

func record(t *testing.T, path string, cases []testCase) {
	var b strings.Builder
	b.WriteString("# phenomenon\ttext\twhat Find gives: phrase=value unit bound, or phrase!reason it is no measure\n")
	for _, c := range cases {
		line := c.phenomenon + "\t" + c.text + "\t" + showAll(Find(c.text, nil))
		b.WriteString(strings.ReplaceAll(line, "\n", `\n`) + "\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEveryRuleHasACase fails when a rule finds or refuses nothing in the
// cases, or when a case is decided by a rule that ruleNames does not list.
func TestEveryRuleHasACase(t *testing.T) {
	seen := map[string]bool{}
	for _, cases := range caseFiles(t) {
		for _, c := range cases {
			for _, q := range Find(c.text, nil) {
				seen[q.Rule] = true
			}
		}
	}
	for _, name := range ruleNames() {
		if !seen[name] {
			t.Errorf("rule %q has no case in %s", name, casesDir)
		}
		delete(seen, name)
	}
	var unknown []string
	for name := range seen {
		unknown = append(unknown, name)
	}
	sort.Strings(unknown)
	if len(unknown) > 0 {
		t.Errorf("rules not listed by ruleNames: %q", unknown)
	}
}

// formRules names the rules by which the readers find or refuse; the units'
// dimensions and the table of rules have the rest.
var formRules = []string{"bare", "count", "percent", "points", "multiple", "share", "slash", "half", "compound", "fraction", "doubling",
	"rank-first", "rank-novelty", "rank-top", "rank-nth", "nth", "list", "between", "label", "idiom", "idiom-compound", "vague",
	"run", "address", "code-letters", "code-document", "code-colon", "code-plus", "code-phone", "rate", "roman", "digit-name"}

// ruleNames names every rule that a Quantity may carry.
func ruleNames() []string {
	names := append([]string{}, formRules...)
	for _, r := range rules {
		names = append(names, r.name)
	}
	return append(names, "money", "length", "area", "volume", "mass", "time", "temperature", "angle", "speed", "power", "energy",
		"electric", "pressure", "frequency", "data", "sound")
}
