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
	segmenter func() (*segment.Segmenter, error) // loads on first use
	spent     func(stage string, t time.Duration)
}

func newReader(c *cli.Context) *reader {
	return &reader{
		limits: extract.DefaultLimits(),
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
	defer r.time("extract")()
	l.Refusal = guarded("extract", func() error {
		a, err := extract.Page(l.Source, l.Bytes, r.limits)
		l.Article = &a
		return err
	})
	if l.Refusal != nil {
		l.Article = nil
	}
	return l
}

// transform reads the document out of an article.
func (r *reader) transform(l line) line {
	if l.Refusal != nil || l.Article == nil {
		return l
	}
	defer r.time("transform")()
	article := *l.Article
	l.Article = nil
	l.Refusal = guarded("transform", func() error {
		seg, err := r.segmenter()
		if err != nil {
			return err
		}
		d := load.Flatten(transform.Article(article, seg))
		l.Document = &d
		return nil
	})
	return l
}

// time begins to time a stage; the function it gives ends it.
func (r *reader) time(stage string) func() {
	begin := time.Now()
	return func() { r.spent(stage, time.Since(begin)) }
}

// guarded makes an error a refusal, and a panic too: one bad page never stops
// a run.
func guarded(stage string, f func() error) (refusal *extract.Refusal) {
	defer func() {
		if p := recover(); p != nil {
			refusal = &extract.Refusal{Stage: stage, Reason: "panic", Message: fmt.Sprintf("a fault of the program: %v", p)}
		}
	}()
	switch err := f().(type) {
	case nil:
		return nil
	case *extract.Refusal:
		return err
	default:
		return &extract.Refusal{Stage: stage, Reason: "failed", Message: err.Error()}
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
