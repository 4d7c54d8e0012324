package load

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestLock(t *testing.T) {
	dir := t.TempDir()
	now := date("2024-07-15")
	first, err := Open(context.Background(), dir, Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), dir, Options{})
	var locked *LockedError
	if !errors.As(err, &locked) || !locked.Since.Equal(now) || !strings.Contains(locked.Who, " pid ") {
		t.Fatalf("error %v", err)
	}
	if !strings.Contains(err.Error(), locked.Who+" since 2024-07-15T00:00:00Z") {
		t.Errorf("the error does not say who and since when: %v", err)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := Open(ended, dir, Options{Wait: time.Minute}); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted wait for the lock ends with %v", err)
	}
	time.AfterFunc(100*time.Millisecond, func() { first.Close() })
	second, err := Open(context.Background(), dir, Options{Wait: time.Minute})
	if err != nil {
		t.Fatalf("waiting for the lock: %v", err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
}

// A reader that holds the readers' lock is not disturbed: the commit waits.
func TestReadersLock(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, one.page("a"))
	reader, err := os.Open(filepath.Join(dir, readersName))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(reader.Fd()), syscall.LOCK_SH); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, dir)
	done := make(chan error)
	go func() {
		_, err := tryRun(dir, Options{}, unsynced{}, two.page("b"))
		done <- err
	}()
	select {
	case err := <-done:
		t.Errorf("the commit did not wait: %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	same(t, "while a reader reads", tables4readers(before), tables4readers(snapshot(t, dir)))
	reader.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestSchemaIsNotOurs(t *testing.T) {
	ours := string(Schema())
	for name, schema := range map[string]string{
		"not JSON":        "{",
		"another dataset": `{"dataset":"other","version":1}`,
		"another version": strings.Replace(ours, `"version": 1`, `"version": 2`, 1),
		"another column":  strings.Replace(ours, `"turn_no"`, `"number"`, 1),
		"another type":    strings.Replace(ours, "DECIMAL(38,9)", "DOUBLE", 1),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "schema.json"), []byte(schema), 0o666); err != nil {
				t.Fatal(err)
			}
			_, err := Open(context.Background(), dir, Options{})
			var schemaError *SchemaError
			if !errors.As(err, &schemaError) {
				t.Errorf("error %v, want a SchemaError", err)
			}
			if entries, _ := os.ReadDir(dir); len(entries) != 1 {
				t.Errorf("the folder was changed: %v", entries)
			}
		})
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "articles"), 0o777); err != nil {
		t.Fatal(err)
	}
	var schemaError *SchemaError
	if _, err := Open(context.Background(), dir, Options{}); !errors.As(err, &schemaError) {
		t.Errorf("a folder of tables without schema: error %v", err)
	}
}

func TestDescriptionsAreRenewed(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, one.page("a"))
	want := snapshot(t, dir)
	older := strings.Replace(string(Schema()), "as printed", "printed so", 1)
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "schema.json"), []byte(older), 0o666), os.WriteFile(filepath.Join(dir, "views.sql"), nil, 0o666)); err != nil {
		t.Fatal(err)
	}
	run(t, dir, Options{}, one.page("a"))
	same(t, "schema.json and views.sql", want, snapshot(t, dir))
}

func TestRunRecord(t *testing.T) {
	dir := t.TempDir()
	now := date("2024-07-15")
	o := Options{Program: "v1", Dict: "d1", Inputs: []string{"in"}, Now: func() time.Time { now = now.Add(time.Second); return now }}
	run(t, dir, o, one.page("a"), one.page("b"), refused("c", "x"))
	r, err := lastRun(dir)
	if err != nil || r == nil {
		t.Fatal(r, err)
	}
	if r.ID != "20240715T000001.000000Z" || r.Status != runDone || r.Program != "v1" || r.Dictionary != "d1" || !r.Started.Before(*r.Finished) {
		t.Errorf("%+v", r)
	}
	if d := cmp.Diff(Summary{Offered: 3, Published: 1, Duplicate: 1, Quarantined: 1, Reasons: map[string]int{"no_template": 1}, Months: []string{
		"newspaper=__HIVE_DEFAULT_PARTITION__/month=__HIVE_DEFAULT_PARTITION__", "newspaper=江城日报/month=2024-07"}, Outdated: map[string]int{}}, r.Counts); d != "" {
		t.Error(d)
	}
	var outcomes []string
	for _, p := range r.Pages {
		outcomes = append(outcomes, p.Path+" "+p.Outcome)
	}
	if d := cmp.Diff([]string{"a published", "b duplicate", "c quarantined"}, outcomes); d != "" {
		t.Error(d)
	}
	if len(r.Outputs) != 14 {
		t.Errorf("%d outputs, want 7 files of 2 partitions", len(r.Outputs))
	}
	for _, f := range r.Outputs {
		if err := f.check(filepath.Join(dir, f.Path)); err != nil {
			t.Error(err)
		}
	}
	now = date("2020-01-01") // the clock goes back
	run(t, dir, o, one.page("a"))
	if again, err := lastRun(dir); err != nil || again.ID <= r.ID {
		t.Errorf("run %v after %s: %v", again, r.ID, err)
	}
}

// A killed run says so in its record, and the run after it what it finished.
func TestKilledRunIsRecorded(t *testing.T) {
	m := newMatrix(t, "second")
	for i, op := range m.ops {
		if !strings.HasPrefix(op, "rename part.") {
			continue
		}
		dir := m.copy(t)
		if !m.killed(t, dir, i+1, 0, 0) {
			t.Fatal("not killed")
		}
		killed, err := lastRun(dir)
		if err != nil || killed.Status != runStarted {
			t.Fatalf("%+v %v", killed, err)
		}
		if r, err := Verify(dir); err != nil || !strings.Contains(strings.Join(r.Problems, "\n"), "was killed in its commit") {
			t.Errorf("verify before recovery: %v %q", err, r.Problems)
		}
		if _, err := open(context.Background(), dir, Options{DryRun: true}, unsynced{}); err == nil || !strings.Contains(err.Error(), killed.ID) {
			t.Errorf("a dry run over an unfinished commit: %v", err)
		}
		m.again(t, dir)
		last, err := lastRun(dir)
		if err != nil || last.Finishes != killed.ID || last.Status != runDone {
			t.Errorf("%+v %v", last, err)
		}
		b, err := os.ReadFile(filepath.Join(dir, killed.path()))
		if err != nil || !strings.Contains(string(b), `"status": "killed"`) || !strings.Contains(string(b), last.ID+" finished") {
			t.Errorf("the record of the killed run: %s %v", b, err)
		}
		return
	}
	t.Error("no rename of a table was seen")
}

func TestConservation(t *testing.T) {
	dir := t.TempDir()
	d, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Add(one.page("a")); err != nil {
		t.Fatal(err)
	}
	d.offers = nil // a page is lost
	_, err = d.Commit(t.Context())
	var lost *ConservationError
	if !errors.As(err, &lost) || lost.Counts.Offered != 1 || !strings.Contains(err.Error(), "offered 1, but published 0") {
		t.Errorf("error %v", err)
	}
}

func TestVerifyFinds(t *testing.T) {
	july := "newspaper=江城日报/month=2024-07/"
	cases := map[string]struct {
		damage func(dir string) error
		want   string
	}{
		"a changed byte": {func(dir string) error { return flip(dir, "turns/"+july+"part.parquet") }, "turns/" + july + "part.parquet: damaged: digest"},
		"a cut file": {func(dir string) error { return os.Truncate(filepath.Join(dir, "documents/"+july+"part.jsonl"), 10) },
			"documents/" + july + "part.jsonl: damaged: 10 bytes"},
		"a lost file": {func(dir string) error { return os.Remove(filepath.Join(dir, "pages/"+july+"part.parquet")) }, "no such file"},
		"a stray file": {func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "turns/"+july+"part-2.parquet"), nil, 0o666)
		},
			"turns/" + july + "part-2.parquet: nothing published it"},
		"other views":      {func(dir string) error { return os.WriteFile(filepath.Join(dir, "views.sql"), nil, 0o666) }, "views.sql"},
		"quarantine lost":  {func(dir string) error { return os.RemoveAll(filepath.Join(dir, quarantineDir)) }, "its bytes are not in quarantine"},
		"quarantine wrong": {func(dir string) error { return flip(dir, quarantineFile(refused("e.html", "nothing").Source.SHA256)) }, "damaged"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			run(t, dir, Options{}, firstNight()...)
			sound(t, dir)
			if err := c.damage(dir); err != nil {
				t.Fatal(err)
			}
			r, err := Verify(dir)
			if err != nil || !strings.Contains(strings.Join(r.Problems, "\n"), c.want) {
				t.Errorf("%v %q, want %q", err, r.Problems, c.want)
			}
		})
	}
}

func flip(dir, name string) error {
	name = filepath.Join(dir, name)
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	b[len(b)/2] ^= 1
	return os.WriteFile(name, b, 0o666)
}

func TestRunRefusesLostBookkeeping(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, one.page("a"))
	if err := os.RemoveAll(filepath.Join(dir, bookDir)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), dir, Options{}); err == nil || !strings.Contains(err.Error(), "restore the folder .shangbao") {
		t.Errorf("error %v", err)
	}
}

// A damaged month is not opened by a run either: parquet-go may panic on it.
func TestRunRefusesDamage(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, one.page("a"))
	if err := flip(dir, "pages/newspaper=江城日报/month=2024-07/part.parquet"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), dir, Options{}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("error %v", err)
	}
}

func TestDocumentCheck(t *testing.T) {
	cases := map[string]func(*Document){
		"is not":                 func(d *Document) { d.Sentences[1].CharStart++ },
		"its tokens":             func(d *Document) { d.Sentences[1].POS = nil },
		"names x#t9":             func(d *Document) { d.Indicators[0].TurnID = "x#t9" },
		"not a key":              func(d *Document) { d.Turns[1].TurnID = d.Turns[0].TurnID },
		"its text is not in":     func(d *Document) { d.Turns[2].Text = "别的" },
		"body_text[-1:3] is not": func(d *Document) { d.Indicators[1].CharStart, d.Indicators[1].CharEnd = -1, 3 },
	}
	for want, damage := range cases {
		d := Flatten(two.document("a", ""))
		damage(&d)
		if p := strings.Join(d.check(), "\n"); !strings.Contains(p, want) {
			t.Errorf("%q does not say %q", p, want)
		}
	}
}

func TestDiff(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	run(t, a, Options{}, one.page("a"), two.page("b"), august.page("c"))
	other := two.page("b")
	d := other.Document
	d.Indicators[0].Value, d.Indicators[0].Unit = nil, "USD"
	d.Indicators[1].PeriodText, d.Indicators[1].PeriodStart = "今年", DateOf(date("2024-01-01"))
	d.Turns[2].SpeakerTitle = "市长"
	d.Turns[1].CharEnd--
	d.Turns = append(d.Turns[1:], TurnRow{TurnID: d.ArticleID + "#t4", ArticleID: d.ArticleID, TurnNo: 4, Role: "host", CharStart: 2, CharEnd: 3, Text: "讯"})
	run(t, b, Options{}, one.page("a"), other, on(august, "2024-08-09").page("x"), print{"江城日报-2024-08-01-4", "江城日报", "2024-08-01", ""}.page("y"))
	changes, err := Diff(a, b)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, c.String())
	}
	want := []string{
		`江城日报-2024-07-16-2: turn "张三问:" moved from 13-25 to 13-24`,
		`江城日报-2024-07-16-2: turn "副市长李某某答:": speaker_title changed from 副市长 to 市长`,
		`江城日报-2024-07-16-2: turn "讯" added at 2-3`,
		`江城日报-2024-07-16-2: turn "本报讯 某市举行见面会。" removed from 0-13`,
		`江城日报-2024-07-16-2: indicator "2645.0亿元": value changed from 264500000000 to NULL`,
		`江城日报-2024-07-16-2: indicator "2645.0亿元": unit changed from CNY to USD`,
		`江城日报-2024-07-16-2: indicator "22.0%": period_text changed from NULL to 今年`,
		`江城日报-2024-07-16-2: indicator "22.0%": period_start changed from NULL to 2024-01-01`,
		`江城日报-2024-08-01-3: article: issue_date changed from 2024-08-01 to 2024-08-09`,
		`江城日报-2024-08-01-4: article added 见面会`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if changes, err := Diff(a, a); err != nil || len(changes) != 0 {
		t.Errorf("a dataset differs from itself: %v %v", changes, err)
	}
}
