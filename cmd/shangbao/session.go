package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"shangbao/load"
)

// A session is one run against a dataset.
type session struct {
	*load.Dataset
	c        *cli.Context
	log      *slog.Logger
	progress *progress
	reader   *reader
}

// withDataset opens the dataset of --out, lets feed add pages, commits, and
// says what happened.
func withDataset(c *cli.Context, inputs []string, feed func(*session) error) (err error) {
	begin := time.Now()
	var summary load.Summary
	defer func() {
		if e := writeMetrics(c, summary, begin, exitCode(err)); e != nil && err == nil {
			err = e
		}
	}()
	log := newLog(c)
	r := newReader(c)
	dict, err := dictDigest(c.StringSlice("dict"))
	if err == nil && dict != "" {
		_, err = r.segmenter() // what is wrong with a dictionary is no page's fault
	}
	if err != nil {
		return &usageError{err}
	}
	ds, err := load.Open(c.Context, c.String("out"), load.Options{
		Program: version, Dict: dict, Full: c.Bool("full"), Upgrade: c.Bool("upgrade"), DryRun: c.Bool("dry-run"),
		Wait: c.Duration("wait"), Inputs: inputs, Log: log,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ds.Close()) }()
	r.spent = ds.Spent
	s := &session{ds, c, log, startProgress(c, log), r}
	err = feed(s)
	s.progress.end(c.App.ErrWriter)
	if err != nil {
		return err
	}
	if summary, err = ds.Commit(c.Context); err != nil {
		return err
	}
	s.report(summary, begin)
	return tooMany(summary, c.Float64("max-quarantine"))
}

// add gives a page to the dataset and counts it.
func (s *session) add(p load.Page) error {
	s.progress.count(p.Source.Path)
	if p.Refusal != nil {
		s.log.Warn("page refused", "page", p.Source.Path, "stage", p.Refusal.Stage, "reason", p.Refusal.Reason, "message", p.Refusal.Message)
	}
	return s.Dataset.Add(p)
}

func (s *session) report(m load.Summary, begin time.Time) {
	said := "done"
	if s.c.Bool("dry-run") {
		said = "dry run: nothing was written"
	}
	s.log.Info(said, "out", s.c.String("out"), "offered", m.Offered, "published", m.Published, "unchanged", m.Unchanged,
		"duplicate", m.Duplicate, "quarantined", m.Quarantined, "months", len(m.Months), "seconds", time.Since(begin).Round(time.Millisecond).Seconds())
}

// A quarantineError says that a run did its work, but refused too much of it.
type quarantineError struct {
	load.Summary
	allowed float64
}

func (e *quarantineError) Error() string {
	return fmt.Sprintf("%d of %d pages offered are quarantined, more than the share of %v allowed; the others are published", e.Quarantined, e.Offered, e.allowed)
}

func tooMany(m load.Summary, allowed float64) error {
	if float64(m.Quarantined) > allowed*float64(m.Offered) {
		return &quarantineError{m, allowed}
	}
	return nil
}

// dictDigest names the content of the user dictionaries; "" is none.
func dictDigest(names []string) (string, error) {
	if len(names) == 0 {
		return "", nil
	}
	h := sha256.New()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("reading dictionary: %w", err)
		}
		fmt.Fprintf(h, "%d\n", len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
