package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"shangbao/load"
)

// version names the program and its rules. It stands in every dataset: raise
// it with every change that makes other rows of the same page.
const version = "0.3.0"

// The exit codes. Scripts rely on them.
const (
	exitDone        = 0
	exitQuarantine  = 1 // done, but more quarantined than allowed, or a difference or damage found
	exitUsage       = 2
	exitSchema      = 3
	exitFailed      = 4
	exitInterrupted = 130
)

const exitCodes = `EXIT CODES:
   0    done
   1    done, but more pages are quarantined than --max-quarantine allows;
        verify: the dataset is damaged; diff: the datasets differ
   2    wrong usage or configuration
   3    the dataset's schema is not ours
   4    input, output or commit failed; nothing was published
   130  interrupted; nothing is half done, the next run goes on
`

// run is the program without its process: it takes the arguments behind the
// program's name and gives the exit code. Data goes to out, talk to errs.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	app := newApp(interruptible{ctx, in}, out, errs)
	err := app.RunContext(ctx, append([]string{app.Name}, args...))
	if err != nil && ctx.Err() != nil {
		err = errInterrupted
	}
	code := exitCode(err)
	switch {
	case err == nil:
	case code == exitUsage:
		fmt.Fprintf(errs, "shangbao: %v (see shangbao help)\n", err)
	default:
		fmt.Fprintf(errs, "shangbao: %v\n", err)
	}
	return code
}

// An interruptible reader fails once its context ends, even where the stream
// below waits for input that never comes.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i interruptible) Read(p []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	buf := make([]byte, len(p)) // p is the caller's again after an interrupt
	go func() {
		n, err := i.r.Read(buf)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return copy(p, buf[:r.n]), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}

var errInterrupted = errors.New("interrupted; nothing is half done, the next run goes on")

// exitCode is the one place that decides how the program ends.
func exitCode(err error) int {
	var (
		usage  *usageError
		schema *load.SchemaError
		toll   *quarantineError
		found  *finding
	)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &schema):
		return exitSchema
	case errors.As(err, &toll), errors.As(err, &found):
		return exitQuarantine
	default:
		return exitFailed
	}
}

// A usageError is a wrong command line or configuration.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// inputErrorf is an error of the data that a command reads.
func inputErrorf(format string, args ...any) error {
	return fmt.Errorf("reading the input: "+format, args...)
}

func newApp(in io.Reader, out, errs io.Writer) *cli.App {
	app := &cli.App{
		Name:    "shangbao",
		Usage:   "turn newspaper e-paper pages into a dataset of Parquet and JSON",
		Version: version,
		Commands: []*cli.Command{
			runCommand(),
			extractCommand(),
			transformCommand(),
			loadCommand(),
			textCommand(),
			schemaCommand(),
			verifyCommand(),
			diffCommand(),
			quarantineCommand(),
		},
		Reader:                    in,
		Writer:                    out,
		ErrWriter:                 errs,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              onUsageError,
		CommandNotFound:           nil,
		DisableSliceFlagSeparator: true,
		CustomAppHelpTemplate:     cli.AppHelpTemplate + "\n" + exitCodes,
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return usagef("no command %q", c.Args().First())
			}
			return cli.ShowAppHelp(c)
		},
	}
	for _, c := range app.Commands {
		harden(c)
	}
	return app
}

// harden makes a command and its subcommands refuse what urfave/cli lets pass.
func harden(c *cli.Command) {
	c.OnUsageError = onUsageError
	c.HideHelpCommand = true
	c.Before = configure(c.Flags)
	if action := c.Action; action != nil {
		c.Action = func(ctx *cli.Context) error {
			if err := noLateFlags(ctx.Args().Slice()); err != nil {
				return err
			}
			if err := checkFlags(ctx); err != nil {
				return err
			}
			return action(ctx)
		}
	}
	for _, sub := range c.Subcommands {
		harden(sub)
	}
}

// noLateFlags refuses flags behind the first argument: urfave/cli would take
// them as file names. A lone "-" is standard input.
func noLateFlags(args []string) error {
	for _, a := range args {
		if strings.HasPrefix(a, "-") && a != "-" {
			return usagef("flag %s stands behind an argument: flags come first (a file of that name is ./%s)", a, a)
		}
	}
	return nil
}

func onUsageError(_ *cli.Context, err error, _ bool) error { return &usageError{err} }
