package extract

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
)

// The cost of a page beside that of parsing it: Page may take at most 1.5 times
// as long as html.Parse.
func BenchmarkPage(b *testing.B) {
	for _, folder := range []string{"yiwu", "T", "L3", "generic"} {
		f := named(b, folder)
		b.Run(folder+"/parse", func(b *testing.B) {
			b.SetBytes(int64(len(f.data)))
			for b.Loop() {
				if _, err := html.Parse(bytes.NewReader(f.data)); err != nil {
					b.Fatal(err)
				}
			}
		})
		src := f.source()
		b.Run(folder+"/extract", func(b *testing.B) {
			b.SetBytes(int64(len(f.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Page(src, f.data, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
