package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"shangbao/extract"
	"shangbao/load"
	"shangbao/transform"
	"shangbao/transform/segment"
)

// A line is one page on its way between the commands: what extract writes,
// transform adds to and load reads, one JSON object a line.
type line struct {
	Source   extract.Source   `json:"source"`
	Size     int64            `json:"size"`
	ModTime  time.Time        `json:"mtime"`
	Article  *extract.Article `json:"article,omitempty"`
	Document *load.Document   `json:"document,omitempty"`
	Refusal  *extract.Refusal `json:"refusal,omitempty"`
	Bytes    []byte           `json:"bytes"` // as offered, for the quarantine
}

// A reader takes pages through extract and transform. It is safe for
// concurrent use.
type reader struct {
	limits    extract.Limits
	turns     int                                // an article may have
	time      time.Duration                      // a stage may take for a page; 0 is no limit
	segmenter func() (*segment.Segmenter, error) // loads on first use
	spent     func(stage string, t time.Duration)
}

func newReader(c *cli.Context) *reader {
	limits := extract.DefaultLimits()
	if n := c.Int("max-bytes"); n > 0 { // commands that read no pages have no such flag
		limits.Bytes, limits.Depth = n, c.Int("max-depth")
	}
	return &reader{
		limits: limits,
		turns:  c.Int("max-turns"),
		time:   c.Duration("max-time"),
		segmenter: sync.OnceValues(func() (*segment.Segmenter, error) {
			return segment.New(c.StringSlice("dict")...)
		}),
		spent: func(string, time.Duration) {},
	}
}

// extract reads the article out of a page's bytes.
func (r *reader) extract(l line) line {
	if l.Refusal != nil {
		return l
	}
	defer r.measure("extract")()
	a, refusal := within(r.time, "extract", func() (extract.Article, error) {
		return extract.Page(l.Source, l.Bytes, r.limits)
	})
	if l.Refusal = refusal; refusal == nil {
		l.Article = &a
	}
	return l
}

// transform reads the document out of an article.
func (r *reader) transform(l line) line {
	if l.Refusal != nil || l.Article == nil {
		return l
	}
	defer r.measure("transform")()
	article := *l.Article
	l.Article = nil
	d, refusal := within(r.time, "transform", func() (load.Document, error) {
		seg, err := r.segmenter()
		if err != nil {
			return load.Document{}, err
		}
		return load.Flatten(transform.ArticleWithin(article, seg, r.turns)), nil
	})
	if l.Refusal = refusal; refusal == nil {
		l.Document = &d
	}
	return l
}

// measure begins to time a stage; the function it gives ends it.
func (r *reader) measure(stage string) func() {
	begin := time.Now()
	return func() { r.spent(stage, time.Since(begin)) }
}

// within gives what f makes of a page, or a refusal where it takes longer than
// the limit. What is late ends by itself, in the background: the time of every
// stage is linear in the bytes of a page, which are bounded.
func within[T any](limit time.Duration, stage string, f func() (T, error)) (T, *extract.Refusal) {
	if limit <= 0 {
		return guarded(stage, f)
	}
	type outcome struct {
		value   T
		refusal *extract.Refusal
	}
	done := make(chan outcome, 1)
	go func() {
		value, refusal := guarded(stage, f)
		done <- outcome{value, refusal}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case o := <-done:
		return o.value, o.refusal
	case <-timer.C:
		var none T
		return none, &extract.Refusal{Stage: stage, Reason: "too_slow", Message: fmt.Sprintf("reading the page: it took more than %v", limit)}
	}
}

// guarded makes an error a refusal, and a panic too: one bad page never stops
// a run.
func guarded[T any](stage string, f func() (T, error)) (value T, refusal *extract.Refusal) {
	defer func() {
		if p := recover(); p != nil {
			refusal = &extract.Refusal{Stage: stage, Reason: "panic", Message: fmt.Sprintf("a fault of the program: %v", p)}
		}
	}()
	value, err := f()
	switch err := err.(type) {
	case nil:
		return value, nil
	case *extract.Refusal:
		return value, err
	default:
		return value, &extract.Refusal{Stage: stage, Reason: "failed", Message: err.Error()}
	}
}

// page gives the line as load takes it.
func (l line) page() load.Page {
	return load.Page{Source: l.Source, Size: l.Size, ModTime: l.ModTime, Document: l.Document, Refusal: l.Refusal, Bytes: l.Bytes}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
