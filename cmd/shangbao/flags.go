package main

import (
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
)

// env gives the environment variable of a flag: SHANGBAO_MAX_QUARANTINE.
func env(flag string) []string {
	return []string{"SHANGBAO_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))}
}

func dictFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "dict", Usage: "user dictionary `FILE`, one word a line (may be repeated)", EnvVars: env("dict")}
}

// oneInput opens the one file of the arguments, or standard input without one
// or for "-".
func oneInput(c *cli.Context) (io.Reader, func() error, error) {
	name := c.Args().First()
	switch {
	case c.NArg() > 1:
		return nil, nil, usagef("%s takes one file, not %d", c.Command.Name, c.NArg())
	case name == "" || name == "-":
		return c.App.Reader, func() error { return nil }, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}
