package main

import (
	"bufio"
	"encoding/json"
	"slices"

	"github.com/urfave/cli/v2"

	"shangbao/extract/source"
)

// The commands extract, transform and load do what run does, one stage each,
// and pass pages on by pipe: one JSON object a line.

func extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "read the articles out of pages",
		ArgsUsage: "INPUT...",
		Description: `Writes one JSON object a page: its source, its article or the reason why it has
none, and its bytes.

` + inputsHelp + `

Example:
   shangbao extract fixtures/pages/yiwu | shangbao transform | shangbao load --out out`,
		Flags:  append(pageFlags(), commonFlags()...),
		Action: runExtract,
	}
}

func runExtract(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("extract: which pages? give an INPUT, or - for a list on standard input")
	}
	log := newLog(c)
	out := bufio.NewWriter(c.App.Writer)
	enc := newEncoder(out)
	lines := newLineup(c.Int("workers"), newReader(c).extract, func(l line) error { return enc.Encode(l) })
	w := newWalker(c, func(path, why string) { log.Debug("ignored", "file", path, "why", why) })
	w.Visit = func(p source.Page) error { return lines.put(readPage(p)) }
	if err := w.Walk(c.Context, c.Args().Slice()); err != nil {
		return err
	}
	if err := lines.flush(); err != nil {
		return err
	}
	return out.Flush()
}

func transformCommand() *cli.Command {
	return &cli.Command{
		Name:      "transform",
		Usage:     "read turns, sentences and indicators out of articles",
		ArgsUsage: "[FILE]",
		Description: `Reads what extract writes (standard input without FILE) and writes the same
with the document in the place of the article.

Example:
   shangbao extract fixtures/pages/yiwu | shangbao transform`,
		Flags:  slices.Concat([]cli.Flag{dictFlag()}, pageFlags(), commonFlags()),
		Action: runTransform,
	}
}

func runTransform(c *cli.Context) error {
	r := newReader(c)
	if _, err := r.segmenter(); err != nil {
		return &usageError{err}
	}
	out := bufio.NewWriter(c.App.Writer)
	enc := newEncoder(out)
	lines := newLineup(c.Int("workers"), r.transform, func(l line) error { return enc.Encode(l) })
	if err := eachPage(c, lines.put); err != nil {
		return err
	}
	if err := lines.flush(); err != nil {
		return err
	}
	return out.Flush()
}

func loadCommand() *cli.Command {
	return &cli.Command{
		Name:      "load",
		Usage:     "publish documents in a dataset",
		ArgsUsage: "[FILE]",
		Description: `Reads what transform writes (standard input without FILE) and publishes it as
run does.

Example:
   shangbao extract fixtures/pages/yiwu | shangbao transform | shangbao load --out out`,
		Flags:  append(writeFlags(), commonFlags()...),
		Action: runLoad,
	}
}

func runLoad(c *cli.Context) error {
	return withDataset(c, c.Args().Slice(), func(s *session) error {
		return eachPage(c, func(l line) error {
			p := l.page()
			switch {
			case l.Article != nil:
				return inputErrorf("page %q is an article: shangbao transform must read it first", l.Source.Path)
			case s.Unchanged(l.Source.Path, l.Size, l.ModTime):
				p.Unchanged, p.Source.SHA256 = true, ""
			case l.Source.SHA256 != "" && s.UnchangedDigest(l.Source.Path, l.Source.SHA256):
				p.Unchanged = true
			}
			return s.add(p)
		})
	})
}

// eachPage calls f with every line of the command's input.
func eachPage(c *cli.Context, f func(line) error) error {
	in, closeIn, err := oneInput(c)
	if err != nil {
		return err
	}
	defer closeIn()
	return eachLine(in, func(n int, text string) error {
		if err := c.Context.Err(); err != nil {
			return err
		}
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			return inputErrorf("line %d: %w", n, err)
		}
		return f(l)
	})
}
