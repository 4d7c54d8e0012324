package extract

import (
	"bytes"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// The cost of a page beside that of parsing it alone: the figure "x-parse" is
// how many times as long Page takes as html.Parse, measured turn by turn so
// that a busy machine slows both. It should stay at 1.5 for a full page; a
// page of a few hundred characters has the same fixed costs and more.
func BenchmarkPage(b *testing.B) {
	for _, folder := range []string{"yiwu", "yiwu-as-seed", "T", "L3"} {
		f := named(b, folder)
		src := f.source()
		b.Run(folder, func(b *testing.B) {
			b.SetBytes(int64(len(f.data)))
			var parsing, reading time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := html.Parse(bytes.NewReader(f.data)); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				if _, err := Page(src, f.data, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
				parsing, reading = parsing+middle.Sub(start), reading+time.Since(middle)
			}
			b.ReportMetric(float64(reading)/float64(parsing), "x-parse")
		})
	}
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
