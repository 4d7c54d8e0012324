package load

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The crash matrix. A run is killed with SIGKILL, or its disk fails, at every
// operation that changes the dataset; then the next run must make the dataset
// what an undisturbed run makes of it, byte for byte.
//
//	go test ./load -run Crash -count=1 -crash.points=200
//
// takes every step and 200 random points; by default a sample of both.
var crashPoints = flag.Int("crash.points", 0, "random points to be killed at; with any, every step is taken")

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) {
	if dir := os.Getenv("LOAD_CRASH_DIR"); dir != "" {
		crashChild(dir)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// crashChild runs a night and dies at the operation asked for.
func crashChild(dir string) {
	at, _ := strconv.Atoi(os.Getenv("LOAD_CRASH_AT"))
	part, _ := strconv.ParseFloat(os.Getenv("LOAD_CRASH_PART"), 64)
	die := func() error {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	night := secondNight()
	if os.Getenv("LOAD_CRASH_NIGHT") == "first" {
		night = firstNight()
	}
	if _, err := tryRun(dir, Options{}, &faulty{disk: unsynced{}, at: at, part: part, fault: die}, night...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// A faulty disk calls fault at its at-th operation, counted from 1, and, where
// it lasts, at all after. A write does the part of its work before.
type faulty struct {
	disk
	n, at int
	part  float64
	lasts bool
	fault func() error
	ops   []string
}

func (f *faulty) step(op, name string) error {
	f.n++
	f.ops = append(f.ops, op+" "+filepath.Base(name))
	if f.n == f.at || f.lasts && f.at > 0 && f.n > f.at {
		return f.fault()
	}
	return nil
}

func (f *faulty) Create(name string) (diskFile, error) {
	if err := f.step("create", name); err != nil {
		return nil, err
	}
	file, err := f.disk.Create(name)
	return &faultyFile{file, f, name}, err
}

func (f *faulty) Rename(from, to string) error {
	return errors.Join(f.step("rename", to), f.unlessFailed(func() error { return f.disk.Rename(from, to) }))
}

func (f *faulty) Remove(name string) error {
	return errors.Join(f.step("remove", name), f.unlessFailed(func() error { return f.disk.Remove(name) }))
}

func (f *faulty) Mkdir(name string) error {
	return errors.Join(f.step("mkdir", name), f.unlessFailed(func() error { return f.disk.Mkdir(name) }))
}

func (f *faulty) SyncDir(name string) error {
	return errors.Join(f.step("syncdir", name), f.unlessFailed(func() error { return f.disk.SyncDir(name) }))
}

func (f *faulty) unlessFailed(do func() error) error {
	if f.at > 0 && (f.n == f.at || f.lasts && f.n > f.at) {
		return nil
	}
	return do()
}

type faultyFile struct {
	diskFile
	disk *faulty
	name string
}

func (f *faultyFile) Write(b []byte) (int, error) {
	if f.disk.n+1 == f.disk.at {
		n, _ := f.diskFile.Write(b[:int(f.disk.part*float64(len(b)))])
		if err := f.disk.step("write", f.name); err != nil {
			return n, err
		}
	}
	if err := f.disk.step("write", f.name); err != nil {
		return 0, err
	}
	return f.diskFile.Write(b)
}

func (f *faultyFile) Sync() error {
	if err := f.disk.step("fsync", f.name); err != nil {
		return err
	}
	return f.diskFile.Sync()
}

func (f *faultyFile) Close() error {
	err := f.disk.step("close", f.name)
	return errors.Join(err, f.diskFile.Close())
}

// firstNight and secondNight are two nights that between them take every turn
// of the ledger: pages new, unchanged, changed, moved to another month and
// back, copied, taken over, in conflict, refused and mended, a month emptied.
func firstNight() []Page {
	return []Page{
		one.page("a.html"),
		two.page("m/b.html"),
		august.page("c.html"),
		refused("d.html", "to be mended"),
		refused("e.html", "nothing"),
		print{"江城日报-2024-07-20-9", "江城日报", "2024-07-20", ""}.page("f.html"),
		print{"江城日报-2024-08-20-8", "江城日报", "2024-08-20", ""}.page("g.html"),
		print{"海滨晚报-2024-06-20-8", "海滨晚报", "2024-06-20", ""}.page("h.html"),
		print{"江城日报-2024-08-05-7", "江城日报", "2024-08-05", ""}.page("i.html"),
	}
}

func secondNight() []Page {
	return []Page{
		one.page("a.html"),
		two.page("b.html"), // takes over from m/b.html
		two.page("m/b.html"),
		print{august.id, august.paper, august.date, "改正。"}.page("c.html"),
		print{"江城日报-2024-07-03-1", "江城日报", "2024-07-03", ""}.page("d.html"),
		refused("e.html", "nothing"),
		print{"江城日报-2024-07-20-9", "江城日报", "2024-08-20", ""}.page("f.html"), // July to August
		print{"江城日报-2024-08-20-8", "江城日报", "2024-07-21", ""}.page("g.html"), // August to July
		print{"海滨晚报-2024-06-20-8", "海滨晚报", "2024-05-20", ""}.page("h.html"), // June is empty then
		refused("i.html", "was good yesterday"),
		print{one.id, one.paper, one.date, "另一篇。"}.page("z.html"), // conflict
		print{"山城时报-2024-07-01-1", "山城时报", "2024-07-01", ""}.page("n.html"),
	}
}

// A matrix is a dataset, what a night makes of it undisturbed, and which
// operations that takes.
type matrix struct {
	night   string // "first", on nothing, or "second"
	pages   []Page
	before  string
	old     map[string]string
	new     map[string]string
	ops     []string
	elapsed time.Duration
}

func newMatrix(t *testing.T, night string) matrix {
	t.Helper()
	m := matrix{night: night, pages: firstNight(), before: t.TempDir()}
	if night == "second" {
		run(t, m.before, Options{}, firstNight()...)
		m.pages = secondNight()
	}
	m.old = snapshot(t, m.before)
	dir := m.copy(t)
	d := &faulty{disk: unsynced{}}
	begin := time.Now()
	if _, err := tryRun(dir, Options{}, d, m.pages...); err != nil {
		t.Fatal(err)
	}
	m.elapsed, m.ops, m.new = time.Since(begin), d.ops, snapshot(t, dir)
	sound(t, dir)
	return m
}

func (m matrix) copy(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(dir, os.DirFS(m.before)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// settled opens and closes the dataset and demands the old one or the new.
func (m matrix) settled(t *testing.T, dir string) {
	t.Helper()
	d, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	got := tables4readers(snapshot(t, dir))
	if !maps.Equal(got, tables4readers(m.old)) && !maps.Equal(got, tables4readers(m.new)) {
		t.Errorf("recovery gave neither the old nor the new dataset")
	}
}

// tables4readers leaves the files that a reader of the tables and documents sees.
func tables4readers(files map[string]string) map[string]string {
	out := maps.Clone(files)
	maps.DeleteFunc(out, func(name, _ string) bool {
		return !strings.Contains(name, "/newspaper=") || strings.HasPrefix(name, bookDir+"/")
	})
	return out
}

// again runs the night once more, undisturbed.
func (m matrix) again(t *testing.T, dir string) {
	t.Helper()
	s := run(t, dir, Options{}, m.pages...)
	if s.Offered != s.Published+s.Unchanged+s.Duplicate+s.Quarantined || s.Offered != len(m.pages) {
		t.Errorf("pages do not add up: %+v", s)
	}
	same(t, "after the next run", m.new, snapshot(t, dir))
	sound(t, dir)
}

func sound(t *testing.T, dir string) {
	t.Helper()
	r, err := Verify(dir)
	if err != nil || len(r.Problems) > 0 {
		t.Errorf("verify: %v %q", err, r.Problems)
	}
}

// steps gives the operations to disturb: all, or every k-th.
func (m matrix) steps() []int {
	var out []int
	for i := range m.ops {
		if *crashPoints > 0 || i%61 == 0 || strings.Contains(m.ops[i], "intent.json") || i == len(m.ops)-1 {
			out = append(out, i+1)
		}
	}
	return out
}

func eachNight(t *testing.T, f func(*testing.T, matrix)) {
	for _, night := range []string{"first", "second"} {
		t.Run(night, func(t *testing.T) { f(t, newMatrix(t, night)) })
	}
}

func TestCrashKilledAtStep(t *testing.T) {
	eachNight(t, func(t *testing.T, m matrix) {
		for _, at := range m.steps() {
			t.Run(fmt.Sprintf("%03d %s", at, m.ops[at-1]), func(t *testing.T) {
				t.Parallel()
				dir := m.copy(t)
				if !m.killed(t, dir, at, 0.5, 0) {
					t.Error("the run ended before it could be killed")
				}
				m.settled(t, dir)
				m.again(t, dir)
			})
		}
		t.Logf("killed at %d of %d steps", len(m.steps()), len(m.ops))
	})
}

func TestCrashKilledAtRandom(t *testing.T) {
	eachNight(t, func(t *testing.T, m matrix) {
		points, killed, late := max(*crashPoints/2, 3), 0, 0
		r := rand.New(rand.NewPCG(1, 2))
		for i := 0; killed < points && late < 5*points; i++ {
			at, part, after := 1+r.IntN(len(m.ops)), r.Float64(), time.Duration(0)
			if i%2 == 1 { // by the clock, between or inside of operations
				at, after = 0, time.Duration(r.Int64N(int64(3*m.elapsed)))
			}
			t.Run(fmt.Sprintf("%03d", i), func(t *testing.T) {
				dir := m.copy(t)
				if m.killed(t, dir, at, part, after) {
					killed++
				} else {
					late++ // the run ended first
				}
				m.settled(t, dir)
				m.again(t, dir)
			})
		}
		t.Logf("killed at %d random points; %d runs ended first", killed, late)
	})
}

// A run that finishes a killed run's commit may be killed as well.
func TestCrashKilledInRecovery(t *testing.T) {
	m := newMatrix(t, "second")
	halfway := slices.IndexFunc(m.ops, func(op string) bool { return strings.HasPrefix(op, "rename part.") }) + 20
	step := 7
	if *crashPoints > 0 {
		step = 1
	}
	for at := 1; at <= 60; at += step {
		t.Run(fmt.Sprintf("%03d", at), func(t *testing.T) {
			t.Parallel()
			dir := m.copy(t)
			for _, at := range []int{halfway, at, at/2 + 1} {
				if !m.killed(t, dir, at, 0.5, 0) {
					t.Errorf("not killed at %d", at)
				}
			}
			m.settled(t, dir)
			m.again(t, dir)
		})
	}
}

// killed runs the night in a child process that is killed at an
// operation, or after a time.
func (m matrix) killed(t *testing.T, dir string, at int, part float64, after time.Duration) bool {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), "LOAD_CRASH_DIR="+dir, "LOAD_CRASH_NIGHT="+m.night, fmt.Sprint("LOAD_CRASH_AT=", at), fmt.Sprint("LOAD_CRASH_PART=", part))
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		stop := time.AfterFunc(after, func() { _ = c.Process.Kill() })
		defer stop.Stop()
	}
	err := c.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		t.Fatalf("child: %v %s", err, said.String())
	}
	return false
}

func TestCrashFullDisk(t *testing.T) {
	eachNight(t, func(t *testing.T, m matrix) {
		for _, lasts := range []bool{false, true} {
			for _, at := range m.steps() {
				t.Run(fmt.Sprintf("%03d %s lasting=%v", at, m.ops[at-1], lasts), func(t *testing.T) {
					t.Parallel()
					dir := m.copy(t)
					full := &faulty{disk: unsynced{}, at: at, part: 0.5, lasts: lasts, fault: func() error { return syscall.ENOSPC }}
					if _, err := tryRun(dir, Options{}, full, m.pages...); !errors.Is(err, syscall.ENOSPC) {
						t.Errorf("error %v, want ENOSPC", err)
					}
					m.settled(t, dir)
					m.again(t, dir)
				})
			}
		}
		t.Logf("disk full once, and from then on, at %d of %d steps", len(m.steps()), len(m.ops))
	})
}

func TestReadOnlyTarget(t *testing.T) {
	m := newMatrix(t, "second")
	dir := m.copy(t)
	readOnly := &faulty{disk: unsynced{}, at: 1, lasts: true, fault: func() error { return syscall.EROFS }}
	if _, err := tryRun(dir, Options{}, readOnly, m.pages...); !errors.Is(err, syscall.EROFS) {
		t.Errorf("error %v, want EROFS", err)
	}
	same(t, "a target that cannot be written", tables4readers(m.old), tables4readers(snapshot(t, dir)))
	m.again(t, dir)
}
