package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shangbao/extract"
)

// state writes the ledger as text: one line a page, and what is published.
func state(t *testing.T, dir string) []string {
	t.Helper()
	l, err := readLedger(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, path := range sortedKeys(l.pages) {
		e := l.pages[path]
		line := path + " " + e.Outcome
		switch e.Outcome {
		case duplicate:
			line += " of " + string(e.DuplicateOf)
		case quarantined:
			line += " " + string(e.Reason)
		case published:
			line += " in " + strings.TrimPrefix(string(e.part), "newspaper=江城日报/month=")
		}
		if e.Size == nil {
			line += ", to be read again"
		}
		out = append(out, line)
	}
	return out
}

func with(p print, answer string) print { p.answer = answer; return p }
func on(p print, day string) print      { p.date = day; return p }

func TestLedger(t *testing.T) {
	cases := []struct {
		name   string
		nights [][]Page
		want   []string
	}{
		{"a changed page replaces its rows",
			[][]Page{{one.page("a"), two.page("b")}, {with(one, "改。").page("a"), two.page("b")}},
			[]string{"a published in 2024-07", "b published in 2024-07"}},
		{"a page that moves to another month leaves the old one",
			[][]Page{{one.page("a")}, {on(one, "2024-08-02").page("a")}},
			[]string{"a published in 2024-08"}},
		{"a page whose article has another id now",
			[][]Page{{one.page("a")}, {two.page("a")}},
			[]string{"a published in 2024-07"}},
		{"one article under two paths counts once",
			[][]Page{{one.page("c.html?div=-1"), one.page("c.html")}},
			[]string{"c.html published in 2024-07", "c.html?div=-1 duplicate of c.html"}},
		{"the least path publishes, whenever it comes",
			[][]Page{{one.page("b")}, {one.page("c")}, {one.page("a")}},
			[]string{"a published in 2024-07", "b duplicate of a", "c duplicate of a"}},
		{"typography and white space make no other article",
			[][]Page{{with(one, "一、“二”").page("a"), with(one, " 一、\"二\"").page("b")}},
			[]string{"a published in 2024-07", "b duplicate of a"}},
		{"other content under one id: the later path is in conflict",
			[][]Page{{with(one, "另一篇").page("b"), one.page("a")}},
			[]string{"a published in 2024-07", "b quarantined conflict"}},
		{"other content under one id: what is published stays",
			[][]Page{{one.page("b")}, {with(one, "另一篇").page("a")}},
			[]string{"a quarantined conflict", "b published in 2024-07"}},
		{"what is published stays also when all is read again",
			[][]Page{{one.page("b")}, {with(one, "另一篇").page("a"), one.page("b")}},
			[]string{"a quarantined conflict", "b published in 2024-07"}},
		{"a refused page that is mended",
			[][]Page{{refused("a", "x")}, {one.page("a")}},
			[]string{"a published in 2024-07"}},
		{"a page that is refused now",
			[][]Page{{one.page("a")}, {refused("a", "x")}},
			[]string{"a quarantined no_template"}},
		{"a duplicate carries the article on, and is read again",
			[][]Page{{one.page("a"), one.page("b")}, {two.page("a")}},
			[]string{"a published in 2024-07", "b published in 2024-07, to be read again"}},
		{"a duplicate of what has changed is read again",
			[][]Page{{one.page("a"), one.page("b")}, {with(one, "改。").page("a")}},
			[]string{"a published in 2024-07", "b duplicate of a, to be read again"}},
		{"and is in conflict then",
			[][]Page{{one.page("a"), one.page("b")}, {with(one, "改。").page("a")}, {one.page("b")}},
			[]string{"a published in 2024-07", "b quarantined conflict"}},
		{"a conflict is read again when the article is free",
			[][]Page{{one.page("a"), with(one, "另一篇").page("b")}, {two.page("a")}, {with(one, "另一篇").page("b")}},
			[]string{"a published in 2024-07", "b published in 2024-07"}},
		{"one path offered twice with different bytes",
			[][]Page{{refused("a", "x"), refused("a", "y")}},
			[]string{"a quarantined no_template", "a#a1fce4363854ff888cff4b8e7875d600c2682390412a8cf79b37d0b11148b0fa quarantined same_path"}},
		{"names that are no UTF-8 stay apart",
			[][]Page{{one.page("a!\xb1.html"), two.page("a!\xb2.html"), refused("a!\xb3.html", "x")}, {one.page("a!\xb1.html"), with(two, "改").page("a!\xb2.html")}},
			[]string{`a!\xb1.html published in 2024-07`, `a!\xb2.html published in 2024-07`, `a!\xb3.html quarantined no_template`}},
		{"an article without an id",
			[][]Page{{print{"", "江城日报", "2024-07-15", ""}.page("a")}},
			[]string{"a quarantined no_id"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, pages := range c.nights {
				run(t, dir, Options{}, pages...)
			}
			if d := cmp.Diff(c.want, state(t, dir)); d != "" {
				t.Error(d)
			}
			sound(t, dir)
		})
	}
}

func TestMonthEmptied(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, one.page("a"), august.page("b"))
	run(t, dir, Options{}, on(august, "2024-07-30").page("b"))
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if strings.Contains(name, "2024-08") {
			t.Errorf("%s is still there", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestUnchanged(t *testing.T) {
	dir := t.TempDir()
	page := one.page("a")
	run(t, dir, Options{Program: "1"}, page)
	before := snapshot(t, dir)

	s := run(t, dir, Options{Program: "2"}, page)
	if s.Unchanged != 1 || s.Outdated["newspaper=江城日报/month=2024-07"] != 1 || len(s.Months) != 0 {
		t.Errorf("unchanged page of another version: %+v", s)
	}
	same(t, "a run that changes nothing", before, snapshot(t, dir))

	if s := run(t, dir, Options{Program: "2", Upgrade: true}, page); s.Published != 1 || len(s.Outdated) != 0 {
		t.Errorf("upgrade: %+v", s)
	}
	if s := run(t, dir, Options{Program: "2", Full: true}, page); s.Published != 1 || len(s.Months) != 0 {
		t.Errorf("full: %+v", s)
	}
	page.ModTime = page.ModTime.Add(time.Hour)
	if s := run(t, dir, Options{Program: "2"}, page); s.Unchanged != 1 {
		t.Errorf("page touched: %+v", s)
	}
	d, err := Open(context.Background(), dir, Options{Program: "2"})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if !d.Unchanged("a", page.Size, page.ModTime) {
		t.Error("a page known by its digest must be known by its new time then")
	}
	if d.Unchanged("a", page.Size+1, page.ModTime) || d.UnchangedDigest("a", "0") || d.Unchanged("b", page.Size, page.ModTime) {
		t.Error("a page of other size, digest or path is not unchanged")
	}
	if err := d.Add(Page{Source: extract.Source{Path: "b"}, Unchanged: true}); err == nil {
		t.Error("a page never seen cannot be unchanged")
	}
}

// What is published depends on the pages, not on the nights they came in, nor
// on their order or the number of workers.
func TestHistoryMakesNoDifference(t *testing.T) {
	days := []string{"2024-06-30", "2024-07-01", "2024-08-01"}
	rapid.Check(t, func(r *rapid.T) {
		var last []Page
		dir, once := t.TempDir(), t.TempDir()
		paths := rapid.SliceOfNDistinct(rapid.IntRange(0, 20), 1, 5, rapid.ID).Draw(r, "paths")
		for night := range rapid.IntRange(1, 3).Draw(r, "nights") {
			last = last[:0]
			for _, n := range paths {
				path := fmt.Sprintf("p%02d", n)
				switch kind := rapid.IntRange(0, 9).Draw(r, path); {
				case kind == 0:
					last = append(last, refused(path, fmt.Sprint(night, kind)))
				case kind < 3: // copies of one article, the same in every night
					last = append(last, print{"江城日报-copy", "江城日报", days[0], ""}.page(path))
				default:
					last = append(last, print{"江城日报-" + path, "江城日报", days[kind%3], fmt.Sprint(kind)}.page(path))
				}
			}
			run(t, dir, Options{}, last...)
		}
		if slices.ContainsFunc(state(t, dir), func(s string) bool { return strings.Contains(s, "again") }) {
			run(t, dir, Options{}, last...)
		}
		rand.New(rand.NewPCG(1, 1)).Shuffle(len(last), func(i, j int) { last[i], last[j] = last[j], last[i] })
		run(t, once, Options{}, last...)
		if d := cmp.Diff(snapshot(t, once), snapshot(t, dir)); d != "" {
			r.Errorf("in one night (-) and in several (+):\n%s", d)
		}
	})
}

func TestWorkersMakeNoDifference(t *testing.T) {
	var want map[string]string
	for workers := range 4 {
		dir := t.TempDir()
		d, err := Open(context.Background(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d.workers = workers + 1
		for _, p := range secondNight() {
			if err := d.Add(p); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := d.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = snapshot(t, dir)
		}
		same(t, fmt.Sprint(workers+1, " workers"), want, snapshot(t, dir))
	}
}

func TestQuarantine(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, refused("a", "bytes of a"), refused("b", "bytes of b"), one.page("c"), with(one, "另一篇").page("d"))
	held, err := Quarantined(dir)
	if err != nil || len(held) != 3 {
		t.Fatalf("%v %v", held, err)
	}
	b, err := held[0].Bytes()
	if err != nil || string(b) != "bytes of a" || held[0].Path != "a" || !held[0].Time().Equal(refused("a", "bytes of a").ModTime) {
		t.Errorf("%+v has bytes %q, %v", held[0], b, err)
	}
	if b, err := held[2].Bytes(); err != nil || !bytes.Equal(b, with(one, "另一篇").page("d").Bytes) {
		t.Errorf("the bytes of a conflict: %q %v", b, err)
	}

	d, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(d.Drop("a"), d.Add(one.page("b"))); err != nil {
		t.Fatal(err)
	}
	if d.Drop("c") == nil || d.Drop("nowhere") == nil {
		t.Error("only what is in quarantine can be dropped")
	}
	if _, err := d.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	want := []string{"a dropped", "b published in 2024-07", "c duplicate of b", "d quarantined conflict"}
	if d := cmp.Diff(want, state(t, dir)); d != "" {
		t.Error(d)
	}
	sound(t, dir) // the bytes of a and b are gone
	if s := run(t, dir, Options{}, refused("a", "bytes of a")); s.Unchanged != 1 {
		t.Errorf("a dropped page stays dropped: %+v", s)
	}
}

func TestUnreadablePageIsTriedAgain(t *testing.T) {
	dir := t.TempDir()
	unread := Page{Source: extract.Source{Path: "a"}, Refusal: &extract.Refusal{Stage: "read", Reason: "unreadable", Message: "reading \"a\": permission denied"}}
	for range 2 {
		if s := run(t, dir, Options{}, unread); s.Quarantined != 1 {
			t.Errorf("%+v", s)
		}
	}
	held, err := Quarantined(dir)
	if err != nil || len(held) != 1 {
		t.Fatal(held, err)
	}
	if _, err := held[0].Bytes(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its bytes: %v", err)
	}
	sound(t, dir)
}

func TestAddRefuses(t *testing.T) {
	d, err := Open(context.Background(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Add(Page{Source: extract.Source{Path: "a"}}); err == nil || !strings.Contains(err.Error(), "neither") {
		t.Errorf("a page without document and refusal: %v", err)
	}
	bad := one.page("a")
	bad.Source.SHA256 = "../../x"
	if err := d.Add(bad); err == nil || !strings.Contains(err.Error(), `"../../x" is no SHA-256`) {
		t.Errorf("a page with a false digest: %v", err)
	}
}

func TestDryRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if s := run(t, dir, Options{DryRun: true}, firstNight()...); s.Published == 0 || s.Quarantined == 0 {
		t.Errorf("%+v", s)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a dry run made the folder: %v", err)
	}
	run(t, dir, Options{}, firstNight()...)
	before := snapshot(t, dir)
	if s := run(t, dir, Options{DryRun: true}, secondNight()...); s.Unchanged != 3 || s.Published != 7 || s.Quarantined != 2 || len(s.Months) == 0 {
		t.Errorf("%+v", s)
	}
	same(t, "a dry run", before, snapshot(t, dir))
}

func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, Options{}, firstNight()...)
	before := snapshot(t, dir)
	d, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range secondNight() {
		if err := d.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	got := snapshot(t, dir)
	same(t, "an interrupted commit", tables4readers(before), tables4readers(got))
}
