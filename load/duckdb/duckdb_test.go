//go:build cgo

package duckdb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/shopspring/decimal"

	"shangbao/extract"
	"shangbao/load"
	"shangbao/transform"
	"shangbao/transform/segment"
)

const page = "../../fixtures/pages/yiwu/content/202407/15/content_471952.html"

// build runs the fixture page through the whole pipeline, with a page that is
// refused beside it.
func build(t *testing.T) (dir string, d load.Document) {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	words, err := segment.New()
	if err != nil {
		t.Fatal(err)
	}
	article, err := extract.Page(extract.Source{Path: "content/202407/15/content_471952.html", SHA256: strings.Repeat("0", 64)}, data, extract.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	d = load.Flatten(transform.Article(article, words))
	dir = t.TempDir()
	commit(t, dir,
		load.Page{Source: article.Source, Document: &d},
		load.Page{Source: extract.Source{Path: "empty.html"}, Bytes: []byte{}, Refusal: &extract.Refusal{Stage: "extract", Reason: "empty", Message: "no bytes"}})
	return dir, d
}

func commit(t *testing.T, dir string, pages ...load.Page) {
	t.Helper()
	if err := tryCommit(dir, pages...); err != nil {
		t.Fatal(err)
	}
}

func tryCommit(dir string, pages ...load.Page) error {
	ds, err := load.Open(context.Background(), dir, load.Options{Wait: time.Minute})
	if err != nil {
		return err
	}
	defer ds.Close()
	for _, p := range pages {
		if err := ds.Add(p); err != nil {
			return err
		}
	}
	if _, err := ds.Commit(context.Background()); err != nil {
		return err
	}
	return ds.Close()
}

// open gives DuckDB with the dataset's views, as their head comment says.
func open(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // settings are of a connection
	t.Cleanup(func() { db.Close() })
	views, err := os.ReadFile(filepath.Join(dir, "views.sql"))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"SET file_search_path = '" + dir + "'", string(views)} {
		if _, err := db.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	return db
}

// number runs a query that gives one number.
func number(t *testing.T, db *sql.DB, format string, args ...any) int {
	t.Helper()
	q := fmt.Sprintf(format, args...)
	n := 0
	if err := db.QueryRow(q).Scan(&n); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return n
}

type schema struct {
	Tables []struct {
		Name    string
		Columns []struct{ Name, Type string }
	}
}

func tables(t *testing.T, dir string) schema {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// Every table has the columns and types that schema.json says, in that order;
// the folder adds newspaper and month.
func TestTypes(t *testing.T) {
	dir, _ := build(t)
	db := open(t, dir)
	for _, table := range tables(t, dir).Tables {
		for i, c := range table.Columns {
			var name, kind string
			q := fmt.Sprintf("SELECT column_name, column_type FROM (DESCRIBE %s) LIMIT 1 OFFSET %d", table.Name, i)
			if err := db.QueryRow(q).Scan(&name, &kind); err != nil || name != c.Name || kind != c.Type {
				t.Errorf("%s: column %d is %s %s, want %s %s (%v)", table.Name, i, name, kind, c.Name, c.Type, err)
			}
		}
	}
}

// Every table says the same as the nested documents, row by row.
func TestTablesAreDocuments(t *testing.T) {
	dir, d := build(t)
	db := open(t, dir)
	tablesAreDocuments(t, dir, db)
	for table, want := range map[string]int{"articles": 1, "turns": len(d.Turns), "qa_pairs": len(d.Pairs), "sentences": len(d.Sentences), "indicators": len(d.Indicators)} {
		if rows := number(t, db, "SELECT count(*) FROM %s", table); rows != want || rows == 0 {
			t.Errorf("%s has %d rows, the document %d", table, rows, want)
		}
	}
}

// tablesAreDocuments lets DuckDB read both with the types of schema.json.
func tablesAreDocuments(t *testing.T, dir string, db *sql.DB) {
	t.Helper()
	for _, table := range tables(t, dir).Tables {
		if table.Name == "pages" {
			continue
		}
		var names, typed []string
		for _, c := range table.Columns {
			names = append(names, c.Name)
			typed = append(typed, c.Name+" "+c.Type)
		}
		columns := strings.Join(names, ", ")
		documents := fmt.Sprintf("SELECT unnest(%[1]s, recursive := true) FROM read_json('documents/*/*/part.jsonl', hive_partitioning = false, maximum_object_size = 100000000, columns = {%[1]s: 'STRUCT(%[2]s)[]'})",
			table.Name, strings.Join(typed, ", "))
		if table.Name == "articles" {
			documents = fmt.Sprintf("SELECT * FROM read_json('documents/*/*/part.jsonl', hive_partitioning = false, maximum_object_size = 100000000, columns = {%s})", quoted(typed))
		}
		rows := fmt.Sprintf("SELECT %s FROM read_parquet('%s/*/*/part.parquet', hive_partitioning = false)", columns, table.Name)
		for _, q := range []string{
			fmt.Sprintf("(%s) EXCEPT ALL (SELECT %s FROM (%s))", rows, columns, documents),
			fmt.Sprintf("(SELECT %s FROM (%s)) EXCEPT ALL (%s)", columns, documents, rows),
		} {
			if n := number(t, db, "SELECT count(*) FROM (%s)", q); n != 0 {
				t.Errorf("%s: %d rows differ: %s", table.Name, n, q)
			}
		}
	}
}

// Texts, numbers and days at their limits are the same in Parquet and JSON.
func TestLimits(t *testing.T) {
	dir := t.TempDir()
	texts := []string{"\x00\x01\x1f\x7f", "\u0085\u2028\u2029\n\r", `<script>&"\'</script>`, "\uFFFD\U0010FFFF\U00020000", "　全角 １２３", strings.Repeat("长", 1<<20)}
	numbers := []string{"0", "-1", "0.000000001", "-0.000000001", "99999999999999999999999999999.999999999", "-99999999999999999999999999999.999999999"}
	days := []string{"0001-01-02", "1949-10-01", "1970-01-01", "2024-02-29", "9999-12-31"}
	for i, text := range texts {
		d := generation(fmt.Sprint("id", i), "江城日报", "2024-07-01", text)
		number, err := decimal.NewFromString(numbers[i])
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.Parse(time.DateOnly, days[i%len(days)])
		if err != nil {
			t.Fatal(err)
		}
		d.Indicators[0].Value, d.Indicators[0].Confidence = load.DecimalOf(decimal.NewNullDecimal(number)), load.Share(i*20)
		d.Indicators[0].PeriodStart = load.DateOf(day)
		commit(t, dir, load.Page{Source: extract.Source{Path: fmt.Sprint(i), SHA256: strings.Repeat("0", 64)}, Document: &d})
	}
	db := open(t, dir)
	tablesAreDocuments(t, dir, db)
	for i, want := range texts {
		var text, value, day string
		q := fmt.Sprintf("SELECT quantity_text, value::VARCHAR, period_start::VARCHAR FROM indicators WHERE article_id = 'id%d'", i)
		if err := db.QueryRow(q).Scan(&text, &value, &day); err != nil || text != want || day != days[i%len(days)] {
			t.Errorf("%.20q on %s came back as %.20q on %s (%v)", want, days[i%len(days)], text, day, err)
		}
		if got, err := decimal.NewFromString(value); err != nil || got.String() != numbers[i] {
			t.Errorf("%s came back as %s (%v)", numbers[i], value, err)
		}
	}
}

func quoted(typed []string) string {
	var out []string
	for _, c := range typed {
		name, kind, _ := strings.Cut(c, " ")
		out = append(out, name+": '"+kind+"'")
	}
	return strings.Join(out, ", ")
}

func TestOffsets(t *testing.T) {
	dir, _ := build(t)
	db := open(t, dir)
	for _, c := range [][2]string{{"indicators", "quantity_text"}, {"sentences", "text"}} {
		if n := number(t, db, `SELECT count(*) FROM %s JOIN articles USING (article_id)
			WHERE substr(body_text, char_start + 1, char_end - char_start) != %s`, c[0], c[0]+"."+c[1]); n != 0 {
			t.Errorf("%s: %d offsets do not give the text back", c[0], n)
		}
	}
	if n := number(t, db, `SELECT count(*) FROM turns t JOIN articles USING (article_id)
		WHERE NOT contains(substr(body_text, char_start + 1, char_end - char_start), t.text)`); n != 0 {
		t.Errorf("turns: %d offsets do not hold the text", n)
	}
	if n := number(t, db, `SELECT abs(sum(char_end - char_start) - max(length(body_text)))::INT FROM turns JOIN articles USING (article_id)`); n != 0 {
		t.Errorf("the turns miss %d characters of the body", n)
	}
}

func TestViews(t *testing.T) {
	dir, d := build(t)
	db := open(t, dir)
	growth, targets, ranks, levels := 0, 0, 0, 0
	for _, i := range d.Indicators {
		switch {
		case i.Statistic == "growth":
			growth++
			if i.ParentID != "" {
				levels++
			}
		case i.Statistic == "rank":
			ranks++
		}
		if i.Statement == "target" {
			targets++
		}
	}
	for q, want := range map[string]int{
		"FROM qa":                               len(d.Pairs),
		"FROM qa WHERE responder != ''":         answered(d),
		"FROM growth":                           growth,
		"FROM growth WHERE level_text NOTNULL":  levels,
		"FROM commitments":                      targets,
		"FROM ranks":                            ranks,
		"FROM articles_with_counts":             1,
		"FROM latest":                           1,
		"FROM refused":                          1,
		"FROM pages":                            2,
		"FROM articles WHERE month = '2024-07'": 1,
		"FROM articles WHERE newspaper = '" + string(d.Newspaper) + "'": 1,
	} {
		if got := number(t, db, "SELECT count(*) %s", q); got != want {
			t.Errorf("%s: %d rows, the document has %d", q, got, want)
		}
	}
	if n := number(t, db, "SELECT (turns + sentences + indicators)::INT FROM articles_with_counts"); n != len(d.Turns)+len(d.Sentences)+len(d.Indicators) {
		t.Errorf("articles_with_counts counts %d rows", n)
	}
	if len(d.Pairs) == 0 || growth == 0 || levels == 0 || targets == 0 {
		t.Errorf("the fixture shows too little: %d pairs, %d growth rates, %d with levels, %d targets", len(d.Pairs), growth, levels, targets)
	}
	if n := number(t, db, "SELECT count(*) FROM duckdb_views() WHERE NOT internal"); n != strings.Count(load.Views(), "CREATE OR REPLACE VIEW") {
		t.Errorf("%d views", n)
	}
}

func answered(d load.Document) (n int) {
	for _, p := range d.Pairs {
		if p.ResponderName != "" || p.ResponderTitle != "" || p.ResponderOrg != "" {
			n++
		}
	}
	return n
}

// A dataset with nothing but refused pages has all its views too.
func TestOnlyRefused(t *testing.T) {
	dir := t.TempDir()
	commit(t, dir, load.Page{Source: extract.Source{Path: "a"}, Bytes: []byte("x"), Refusal: &extract.Refusal{Stage: "extract", Reason: "no_template"}})
	db := open(t, dir)
	if n := number(t, db, "SELECT (SELECT count(*) FROM qa) + (SELECT count(*) FROM refused)"); n != 1 {
		t.Errorf("%d rows", n)
	}
}

// Names that could be paths, globs or NULL come back as they were.
func TestHostileNames(t *testing.T) {
	dir := t.TempDir()
	names := []string{"a/../../b", "*?[x]={,}", "100%", "NULL", "null", "__HIVE_DEFAULT_PARTITION__", "报'; DROP VIEW qa; --", "\x01\n", " ", "..", "报\x00"}
	for i, name := range names {
		d := generation(fmt.Sprint("id", i), name, "2024-07-01", "g")
		commit(t, dir, load.Page{Source: extract.Source{Path: fmt.Sprint(i), SHA256: strings.Repeat("0", 64)}, Document: &d})
	}
	db := open(t, dir)
	for i, name := range names {
		var got sql.NullString
		if err := db.QueryRow(fmt.Sprintf("SELECT newspaper FROM articles WHERE article_id = 'id%d'", i)).Scan(&got); err != nil || got.String != name {
			t.Errorf("%q came back as %q (%v)", name, got.String, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 12 {
		t.Errorf("%v: %d entries, want 7 tables, quarantine, runs, schema.json, views.sql and .shangbao", err, len(entries))
	}
}

// generation gives a document whose every row carries a generation.
func generation(id, paper, day, g string) load.Document {
	issue, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return load.Document{
		ArticleRow: load.ArticleRow{ArticleID: id, Newspaper: load.Text(paper), IssueDate: load.DateOf(issue), Title: load.Text(g), BodyText: g, Authors: []string{}, Notes: []string{}},
		Turns:      []load.TurnRow{{TurnID: id + "#t1", ArticleID: id, TurnNo: 1, Role: "question", Text: g, CharEnd: int32(len(g))}},
		Pairs:      []load.PairRow{{PairID: id + "#q1", ArticleID: id, QuestionTurnID: id + "#t1", QuestionText: g}},
		Sentences:  []load.SentenceRow{{SentenceID: id + "#s1", ArticleID: id, Text: g, Tokens: []string{g}, POS: []string{"x"}, CharEnd: int32(len(g))}},
		Indicators: []load.IndicatorRow{{IndicatorID: id + "#i1", ArticleID: id, QuantityText: g, CharEnd: int32(len(g))}},
	}
}

var texts = map[string]string{"articles": "title", "turns": "text", "qa_pairs": "question_text", "sentences": "text", "indicators": "quantity_text"}

const articles = 200 // of each of two months, one of which moves from night to night

// night commits one generation of two months of articles.
func night(dir string, n int) error {
	var pages []load.Page
	for i := range 2 * articles {
		day := []string{"2024-07-01", "2024-08-01"}[i%2]
		if i == 0 && n%2 == 1 {
			day = "2024-08-01"
		}
		d := generation(fmt.Sprint("id", i), "江城日报", day, fmt.Sprintf("第%03d夜", n))
		pages = append(pages, load.Page{Source: extract.Source{Path: fmt.Sprint(i), SHA256: fmt.Sprintf("%064x", n*10_000+i)}, Size: int64(n), Document: &d})
	}
	return tryCommit(dir, pages...)
}

// While 50 nights are committed, a reader that holds the readers' lock sees one
// night in all tables and months, every time. A reader without the lock sees
// each month of a table whole, of one night and with no article twice, or
// fails: DuckDB opens a file by its name once for its footer and again for its
// rows, and where a rename comes between them it meets the wrong bytes. It may
// also open one month before a commit and another after it.
func TestReaderDuringCommits(t *testing.T) {
	dir := t.TempDir()
	if err := night(dir, 0); err != nil {
		t.Fatal(err)
	}
	db := open(t, dir)
	done := make(chan error, 1)
	go func() {
		var err error
		for n := 1; n <= 50 && err == nil; n++ {
			err = night(dir, n)
		}
		done <- err
	}()
	reads, failed, nights := 0, 0, map[string]bool{}
	for {
		for table, text := range texts {
			reads++
			switch err := wholeMonths(db, table, text, nights); {
			case errors.Is(err, errTorn):
				t.Fatal(err)
			case err != nil:
				failed++
			}
		}
		if err := oneNight(db, dir); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("with the lock %d reads of all tables, none failed; without it %d reads of one table, %d failed; %d of 51 nights seen",
				reads/len(texts), reads, failed, len(nights))
			if len(nights) < 10 || failed > reads/2 {
				t.Errorf("%d of %d reads failed, %d nights seen", failed, reads, len(nights))
			}
			return
		default:
		}
	}
}

var errTorn = errors.New("not whole")

// wholeMonths reads one table without any lock.
func wholeMonths(db *sql.DB, table, text string, nights map[string]bool) error {
	rows, err := db.Query(fmt.Sprintf(`SELECT month, count(*), count(DISTINCT article_id), min(%[2]s), max(%[2]s)
		FROM %[1]s GROUP BY month`, table, text))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var month, first, last string
		var n, distinct int
		if err := rows.Scan(&month, &n, &distinct, &first, &last); err != nil {
			return err
		}
		nights[first] = true
		if first != last || n != distinct || n < articles-1 || n > articles+1 {
			return fmt.Errorf("%w: %s of %s: %d rows of %d articles, of %s and %s", errTorn, table, month, n, distinct, first, last)
		}
	}
	return rows.Err()
}

// oneNight reads all tables in one query under the readers' lock.
func oneNight(db *sql.DB, dir string) (err error) {
	lock, err := os.Open(filepath.Join(dir, ".shangbao/readers"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_SH); err != nil {
		return err
	}
	var parts []string
	for table, text := range texts {
		parts = append(parts, fmt.Sprintf("SELECT '%s' AS name, article_id, %s AS night FROM %s", table, text, table))
	}
	var n, pairs, seen int
	q := "SELECT count(*), count(DISTINCT (name, article_id)), count(DISTINCT night) FROM (" + strings.Join(parts, " UNION ALL ") + ")"
	if err := db.QueryRow(q).Scan(&n, &pairs, &seen); err != nil {
		return err
	}
	if n != 2*articles*len(texts) || pairs != n || seen != 1 {
		return fmt.Errorf("under the lock: %d rows, %d of them distinct, of %d nights", n, pairs, seen)
	}
	return nil
}
