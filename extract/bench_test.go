package extract

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// The cost of a page beside that of parsing it alone: the figure "x-parse" is
// how many times as long Page takes as html.Parse, by the median of alternate
// rounds, so that a busy machine does not tell. It should stay at 1.5 for a full
// page; on one of a few hundred characters the fixed costs weigh more.
func BenchmarkPage(b *testing.B) {
	for _, folder := range []string{"yiwu", "yiwu-as-seed", "T", "L3"} {
		f := named(b, folder)
		src := f.source()
		b.Run(folder, func(b *testing.B) {
			b.SetBytes(int64(len(f.data)))
			var parsing, reading []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := html.Parse(bytes.NewReader(f.data)); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				if _, err := Page(src, f.data, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
				parsing, reading = append(parsing, middle.Sub(start)), append(reading, time.Since(middle))
			}
			b.ReportMetric(float64(median(reading))/float64(median(parsing)), "x-parse")
		})
	}
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// A page without a template goes to the generic extractor.
func BenchmarkGenericPage(b *testing.B) {
	f := named(b, "generic")
	src := f.source()
	for b.Loop() {
		if _, err := Page(src, f.data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}
