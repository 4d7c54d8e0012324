package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/urfave/cli/v2"

	"shangbao/extract"
	"shangbao/load"
)

func quarantineCommand() *cli.Command {
	return &cli.Command{
		Name:  "quarantine",
		Usage: "look after the pages that were refused",
		Subcommands: []*cli.Command{
			{
				Name:        "ls",
				Usage:       "list the pages in quarantine: reason, path, message",
				Description: "Example:\n   shangbao quarantine ls --out out",
				Flags:       append([]cli.Flag{outFlag()}, commonFlags()...),
				Action:      runQuarantineList,
			},
			{
				Name:        "show",
				Usage:       "print the bytes of a page as they were offered",
				ArgsUsage:   "PATH",
				Description: "Example:\n   shangbao quarantine show --out out pages/content_1.html | less",
				Flags:       append([]cli.Flag{outFlag()}, commonFlags()...),
				Action:      runQuarantineShow,
			},
			{
				Name:        "replay",
				Usage:       "offer pages in quarantine again, from the bytes kept",
				ArgsUsage:   "[PATH...]",
				Description: "Without PATH all of them, after an upgrade of the program for example.\n\nExample:\n   shangbao quarantine replay --out out",
				Flags:       slices.Concat(writeFlags(), pageFlags(), commonFlags()),
				Action:      runQuarantineReplay,
			},
			{
				Name:        "drop",
				Usage:       "take pages out of the quarantine for good",
				ArgsUsage:   "PATH...",
				Description: "They stay in the table of pages as dropped, and come back only with other bytes.\n\nExample:\n   shangbao quarantine drop --out out pages/content_1.html",
				Flags:       append(writeFlags(), commonFlags()...),
				Action:      runQuarantineDrop,
			},
		},
		Action: func(c *cli.Context) error {
			return usagef("quarantine: want ls, show, replay or drop, not %q", c.Args().First())
		},
	}
}

func runQuarantineList(c *cli.Context) error {
	if c.NArg() > 0 {
		return usagef("quarantine ls takes no argument")
	}
	held, err := load.Quarantined(c.String("out"))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(c.App.Writer)
	for _, h := range held {
		fmt.Fprintf(out, "%s\t%s\t%s\n", h.Reason, h.Path, h.Message)
	}
	return out.Flush()
}

func runQuarantineShow(c *cli.Context) error {
	if c.NArg() != 1 {
		return usagef("quarantine show takes one PATH, as quarantine ls prints it")
	}
	held, err := selected(c)
	if err != nil {
		return err
	}
	data, err := held[0].Bytes()
	if err != nil {
		return err
	}
	_, err = c.App.Writer.Write(data)
	return err
}

// selected gives the pages in quarantine that the arguments name, or all.
func selected(c *cli.Context) ([]load.Held, error) {
	held, err := load.Quarantined(c.String("out"))
	if err != nil || c.NArg() == 0 {
		return held, err
	}
	byPath := map[string]load.Held{}
	for _, h := range held {
		byPath[h.Path] = h
	}
	var out []load.Held
	for _, path := range c.Args().Slice() {
		h, ok := byPath[path]
		if !ok {
			return nil, inputErrorf("page %q is not in quarantine", path)
		}
		out = append(out, h)
	}
	return out, nil
}

func runQuarantineReplay(c *cli.Context) error {
	return withDataset(c, c.Args().Slice(), func(s *session) error {
		held, err := selected(c)
		if err != nil {
			return err
		}
		lines := newLineup(c.Int("workers"), s.read, s.add)
		for _, h := range held {
			if err := c.Context.Err(); err != nil {
				return err
			}
			data, err := h.Bytes()
			if errors.Is(err, fs.ErrNotExist) {
				s.log.Warn("not replayed: no bytes are kept", "page", h.Path)
				continue
			}
			if err != nil {
				return err
			}
			p := load.Page{Source: extract.Source{Path: h.Path, SHA256: h.SHA256}, ModTime: h.Time(), Bytes: data}
			if h.Size != nil {
				p.Size = *h.Size
			}
			if err := lines.put(p); err != nil {
				return err
			}
		}
		return lines.flush()
	})
}

func runQuarantineDrop(c *cli.Context) error {
	if c.NArg() == 0 {
		return usagef("quarantine drop: which pages? give a PATH, as quarantine ls prints it")
	}
	return withDataset(c, c.Args().Slice(), func(s *session) error {
		for _, path := range c.Args().Slice() {
			if err := s.Drop(path); err != nil {
				return err
			}
		}
		return nil
	})
}
