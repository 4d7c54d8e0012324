package main

import (
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"shangbao/extract"
	"shangbao/extract/source"
	"shangbao/load"
)

const inputsHelp = `INPUT is a file, a folder (with all in it), a glob, - (a list of inputs on
standard input), a zip, tar, tar.gz or WARC archive, or an address of object
storage. In folders and archives the pages are what ends in .html, .htm, and
these with .gz.`

func runCommand() *cli.Command {
	return &cli.Command{
		Name:      "run",
		Usage:     "read pages and publish them in a dataset",
		ArgsUsage: "INPUT...",
		Description: `Takes pages through extract, transform and load. Pages that the dataset knows
unchanged are skipped; months that change are replaced whole.

` + inputsHelp + `

Example:
   shangbao run --out out fixtures/pages/yiwu`,
		Flags:  slices.Concat(writeFlags(), pageFlags(), commonFlags()),
		Action: runRun,
	}
}

func runRun(c *cli.Context) error {
	inputs := c.Args().Slice()
	if len(inputs) == 0 {
		return usagef("run: which pages? give an INPUT, or - for a list on standard input")
	}
	var show shown
	err := withDataset(c, inputs, func(s *session) error {
		lines := newLineup(c.Int("workers"), s.read, func(p load.Page) error {
			show.see(p)
			return s.add(p)
		})
		w := newWalker(c, s.ignored)
		w.Except = c.String("out")
		w.Visit = func(p source.Page) error { return lines.put(s.offered(p)) }
		if err := w.Walk(c.Context, inputs); err != nil {
			return err
		}
		return lines.flush()
	})
	if err == nil || exitCode(err) == exitQuarantine {
		show.print(c.App.Writer)
	}
	return err
}

func newWalker(c *cli.Context, ignored func(path, why string)) *source.Walker {
	return &source.Walker{Limits: source.DefaultLimits(), Stdin: c.App.Reader, Ignored: ignored}
}

func (s *session) ignored(path, why string) {
	s.log.Debug("ignored", "file", path, "why", why)
}

// offered reads a page, unless the dataset knows it unchanged.
func (s *session) offered(p source.Page) load.Page {
	out := load.Page{Source: extract.Source{Path: p.Path}, Size: p.Size, ModTime: p.ModTime}
	if s.Unchanged(p.Path, p.Size, p.ModTime) {
		out.Unchanged = true
		return out
	}
	begin := time.Now()
	l := readPage(p)
	s.Spent("read", time.Since(begin))
	out = l.page()
	out.Unchanged = l.Refusal == nil && s.UnchangedDigest(p.Path, l.Source.SHA256)
	return out
}

// readPage gives a page with its bytes, or with its refusal.
func readPage(p source.Page) line {
	l := line{Source: extract.Source{Path: p.Path}, Size: p.Size, ModTime: p.ModTime.UTC()}
	if l.Bytes, l.Refusal = p.Read(); l.Refusal == nil {
		l.Source.SHA256 = digest(l.Bytes)
	}
	return l
}

// read takes a page through extract and transform, unless it is unchanged.
func (s *session) read(p load.Page) load.Page {
	if p.Unchanged {
		return p
	}
	l := line{Source: p.Source, Size: p.Size, ModTime: p.ModTime, Refusal: p.Refusal, Bytes: p.Bytes}
	return s.reader.transform(s.reader.extract(l)).page()
}
