package load

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

// The benchmarks of a run over an archive, without reading and understanding
// the pages: how much load itself costs.
//
//	go test ./load -run '^$' -bench Run -benchtime 1x -bench.pages 100000
var benchPages = flag.Int("bench.pages", 1000, "pages of the archive in the benchmarks")

// ordinary gives the n-th page of an archive of 40 months: about 1,000
// characters in 30 sentences, six tables.
func ordinary(n int) Page {
	day := strings.Split(pathOf(n), "/")[0]
	p := print{fmt.Sprintf("江城日报-%s-%d", day, n), "江城日报", day, strings.Repeat(fmt.Sprintf("第%d次会上还说,全市有关部门都在努力推进这一项工作。", n), 30)}
	return p.page(pathOf(n))
}

func BenchmarkRun(b *testing.B) {
	dir := b.TempDir()
	night := func(b *testing.B, from, to int) {
		for b.Loop() {
			d, err := Open(context.Background(), dir, Options{})
			if err != nil {
				b.Fatal(err)
			}
			for n := range to {
				p := Page{}
				if n >= from {
					p = ordinary(n)
				} else {
					p.Unchanged = true
					p.Source.Path = pathOf(n)
				}
				if err := d.Add(p); err != nil {
					b.Fatal(err)
				}
			}
			if _, err := d.Commit(b.Context()); err != nil {
				b.Fatal(err)
			}
			if err := d.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(peak(), "peak-MiB")
	}
	n := *benchPages
	b.Run("first", func(b *testing.B) { night(b, 0, n) })
	b.Run("unchanged", func(b *testing.B) { night(b, n, n) })
	b.Run("one-page-more", func(b *testing.B) { night(b, n, n+1) })
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if r, err := Verify(dir); err != nil || len(r.Problems) > 0 {
				b.Fatal(r, err)
			}
		}
		b.ReportMetric(peak(), "peak-MiB")
	})
}

func pathOf(n int) string {
	month := n % 40
	return fmt.Sprintf("%d-%02d-%02d/content_%d.html", 2021+month/12, month%12+1, n%28+1, n)
}

// peak is the largest resident memory of the process so far, 0 where the
// system does not say.
func peak() float64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(b), "\n") {
		var kib float64
		if _, err := fmt.Sscanf(line, "VmHWM: %f kB", &kib); err == nil {
			return kib / 1024
		}
	}
	return 0
}
