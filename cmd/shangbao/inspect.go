package main

import (
	"bufio"
	"fmt"
	"maps"
	"slices"

	"github.com/urfave/cli/v2"

	"shangbao/load"
)

func schemaCommand() *cli.Command {
	return &cli.Command{
		Name:  "schema",
		Usage: "print the columns of the dataset's tables",
		Description: `Prints schema.json: every table and column with its type and meaning.

Example:
   shangbao schema | jq -r '.tables[].name'`,
		Flags: []cli.Flag{&cli.BoolFlag{Name: "views", Usage: "print views.sql, the DuckDB views, instead"}},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("schema takes no argument")
			}
			if c.Bool("views") {
				_, err := fmt.Fprint(c.App.Writer, load.Views())
				return err
			}
			_, err := c.App.Writer.Write(load.Schema())
			return err
		},
	}
}

func verifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "check a dataset: digests, counts, keys, offsets",
		ArgsUsage: "[FOLDER]",
		Description: `Reads the dataset in FOLDER (--out without one) and prints what is wrong with
it, one problem a line. Exits with 1 where there is a problem.

Example:
   shangbao verify out`,
		Flags:  append([]cli.Flag{outFlag()}, commonFlags()...),
		Action: runVerify,
	}
}

// errDamaged and errDiffer are findings, not failures.
var (
	errDamaged = &finding{"the dataset is damaged"}
	errDiffer  = &finding{"the datasets differ"}
)

type finding struct{ what string }

func (f *finding) Error() string { return f.what }

func runVerify(c *cli.Context) error {
	dir := c.String("out")
	switch c.NArg() {
	case 0:
	case 1:
		dir = c.Args().First()
	default:
		return usagef("verify takes one folder, not %d", c.NArg())
	}
	report, err := load.Verify(dir)
	if err != nil {
		return err
	}
	for _, p := range report.Problems {
		fmt.Fprintln(c.App.Writer, p)
	}
	if len(report.Problems) > 0 {
		return errDamaged
	}
	log := newLog(c)
	log.Info("sound", "dataset", dir, "months", report.Months, "files", report.Files)
	for _, table := range slices.Sorted(maps.Keys(report.Rows)) {
		log.Info("sound", "table", table, "rows", report.Rows[table])
	}
	return nil
}

func diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "say how two datasets differ, in words of the domain",
		ArgsUsage: "A B",
		Description: `Prints one difference a line: articles, turns and indicators added, removed or
changed from A to B. Exits with 1 where there is one.

Example:
   shangbao diff out-of-1.0 out-of-1.1`,
		Flags: commonFlags(),
		Action: func(c *cli.Context) error {
			if c.NArg() != 2 {
				return usagef("diff takes two folders, not %d", c.NArg())
			}
			changes, err := load.Diff(c.Args().Get(0), c.Args().Get(1))
			if err != nil {
				return err
			}
			out := bufio.NewWriter(c.App.Writer)
			for _, change := range changes {
				fmt.Fprintln(out, change)
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if len(changes) > 0 {
				return errDiffer
			}
			return nil
		},
	}
}
