package main

import (
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"github.com/urfave/cli/v2/altsrc"
	"gopkg.in/yaml.v3"

	"shangbao/extract"
	"shangbao/transform/transcript"
)

// A flag's value comes from the command line, else from its environment
// variable, else from the YAML file that --config names, else from its default.
//
// To add a flag: one literal here, in the group of the commands that have it.

// env gives the environment variable of a flag: SHANGBAO_MAX_QUARANTINE.
func env(flag string) []string {
	return []string{"SHANGBAO_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))}
}

func text(name, value, usage string) cli.Flag {
	return altsrc.NewStringFlag(&cli.StringFlag{Name: name, Value: value, Usage: usage, EnvVars: env(name)})
}

func toggle(name, usage string) cli.Flag {
	return altsrc.NewBoolFlag(&cli.BoolFlag{Name: name, Usage: usage, EnvVars: env(name)})
}

// commonFlags are those of every command that works on pages or datasets.
func commonFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "YAML `FILE` of flag: value", EnvVars: env("config")},
		text("log-format", "text", "`FORMAT` of the log on standard error: text or json"),
		toggle("quiet", "log warnings and errors only"),
	}
}

func outFlag() cli.Flag {
	return text("out", "out", "`FOLDER` of the dataset")
}

func dictFlag() cli.Flag {
	return altsrc.NewStringSliceFlag(&cli.StringSliceFlag{Name: "dict", Usage: "user dictionary `FILE`, one word a line (may be repeated)", EnvVars: env("dict")})
}

func number(name string, value int, usage string) cli.Flag {
	return altsrc.NewIntFlag(&cli.IntFlag{Name: name, Value: value, Usage: usage, EnvVars: env(name)})
}

func duration(name string, value time.Duration, usage string) cli.Flag {
	return altsrc.NewDurationFlag(&cli.DurationFlag{Name: name, Value: value, Usage: usage, EnvVars: env(name)})
}

// pageFlags are those of the commands that read pages or articles.
func pageFlags() []cli.Flag {
	lim := extract.DefaultLimits()
	return []cli.Flag{
		number("workers", runtime.GOMAXPROCS(0), "`N` pages at a time; the result is the same for any N"),
		number("max-bytes", lim.Bytes, "quarantine pages of more than `N` bytes, unpacked"),
		number("max-depth", lim.Depth, "quarantine pages that nest deeper than `N` elements"),
		number("max-turns", transcript.DefaultTurns, "cut an article into `N` turns at most; the last has the rest"),
		duration("max-time", time.Minute, "quarantine pages that take so `LONG` in one stage; 0s is no limit"),
	}
}

// writeFlags are those of the commands that change a dataset.
func writeFlags() []cli.Flag {
	return []cli.Flag{
		outFlag(),
		dictFlag(),
		toggle("dry-run", "say what would happen, and write nothing"),
		toggle("full", "process unchanged pages too"),
		toggle("upgrade", "process again what another version of the program or of the dictionaries read"),
		altsrc.NewFloat64Flag(&cli.Float64Flag{Name: "max-quarantine", Value: 1, Usage: "exit with 1 where a larger `SHARE` of the pages offered is quarantined (0 to 1)", EnvVars: env("max-quarantine")}),
		duration("wait", 0, "wait so `LONG` for another run to end (30s, 10m)"),
		text("metrics-file", "", "write the run's counts to `FILE` in Prometheus text format"),
	}
}

// configure reads the file that --config names into the flags that are not set
// otherwise. A key that is no flag of any command is an error.
func configure(flags []cli.Flag) cli.BeforeFunc {
	return func(c *cli.Context) error {
		name := c.String("config")
		if name == "" {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return usagef("reading the configuration: %w", err)
		}
		values := map[any]any{}
		if err := yaml.Unmarshal(data, &values); err != nil {
			return usagef("reading the configuration %s: %w", name, err)
		}
		known := flagsByName(c.App)
		for key, value := range values {
			f := known[key]
			if f == nil || key == "config" {
				return usagef("reading the configuration %s: %q is no flag", name, key)
			}
			if n, whole := value.(int); whole {
				if _, ok := f.(*altsrc.Float64Flag); ok {
					values[key] = float64(n)
				}
			}
		}
		if err := altsrc.ApplyInputSourceValues(c, altsrc.NewMapInputSource(name, values), flags); err != nil {
			return usagef("reading the configuration %s: %w", name, err)
		}
		return nil
	}
}

// flagsByName gives the flags of all commands.
func flagsByName(app *cli.App) map[any]cli.Flag {
	known := map[any]cli.Flag{}
	var add func([]*cli.Command)
	add = func(commands []*cli.Command) {
		for _, c := range commands {
			for _, f := range c.Flags {
				known[f.Names()[0]] = f
			}
			add(c.Subcommands)
		}
	}
	add(app.Commands)
	return known
}

// checkFlags refuses values that no command can work with.
func checkFlags(c *cli.Context) error {
	has := func(name string) bool {
		for _, f := range c.Command.Flags {
			if f.Names()[0] == name {
				return true
			}
		}
		return false
	}
	for _, name := range []string{"workers", "max-bytes", "max-depth", "max-turns"} {
		if has(name) && c.Int(name) < 1 {
			return usagef("--%s %d: want 1 or more", name, c.Int(name))
		}
	}
	switch {
	case has("max-time") && c.Duration("max-time") < 0:
		return usagef("--max-time %v: want a time of 0 or more", c.Duration("max-time"))
	case has("max-quarantine") && !(c.Float64("max-quarantine") >= 0 && c.Float64("max-quarantine") <= 1):
		return usagef("--max-quarantine %v: want a share from 0 to 1", c.Float64("max-quarantine"))
	case has("wait") && c.Duration("wait") < 0:
		return usagef("--wait %v: want a time of 0 or more", c.Duration("wait"))
	case has("out") && c.String("out") == "":
		return usagef("--out is empty: want the folder of the dataset")
	case has("log-format") && c.String("log-format") != "text" && c.String("log-format") != "json":
		return usagef("--log-format %q: want text or json", c.String("log-format"))
	}
	return nil
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
