package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"shangbao/load"
)

// writeMetrics writes the counts of a run for a node exporter's text file
// collector, where --metrics-file asks for it. The file is replaced by rename,
// so that no half of it is ever read.
func writeMetrics(c *cli.Context, m load.Summary, begin time.Time, code int) error {
	name := c.String("metrics-file")
	if name == "" {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".shangbao-*.prom")
	if err != nil {
		return fmt.Errorf("writing metrics: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(metrics(m, begin, time.Now(), code))
	if err == nil {
		err = f.Chmod(0o644)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("writing metrics: %w", err)
	}
	return nil
}

func metrics(m load.Summary, begin, end time.Time, code int) string {
	var b strings.Builder
	family := func(name, help string) { fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name) }
	family("shangbao_pages", "Pages of the last run by outcome.")
	for _, o := range []struct {
		name string
		n    int
	}{{"published", m.Published}, {"unchanged", m.Unchanged}, {"duplicate", m.Duplicate}, {"quarantined", m.Quarantined}} {
		fmt.Fprintf(&b, "shangbao_pages{outcome=%q} %d\n", o.name, o.n)
	}
	family("shangbao_pages_offered", "Pages offered to the last run.")
	fmt.Fprintf(&b, "shangbao_pages_offered %d\n", m.Offered)
	family("shangbao_quarantined_pages", "Pages that the last run quarantined by reason.")
	for _, reason := range slices.Sorted(maps.Keys(m.Reasons)) {
		fmt.Fprintf(&b, "shangbao_quarantined_pages{reason=%q} %d\n", reason, m.Reasons[reason])
	}
	family("shangbao_months_changed", "Newspaper months that the last run published.")
	fmt.Fprintf(&b, "shangbao_months_changed %d\n", len(m.Months))
	family("shangbao_run_duration_seconds", "Duration of the last run.")
	fmt.Fprintf(&b, "shangbao_run_duration_seconds %.3f\n", end.Sub(begin).Seconds())
	family("shangbao_run_end_timestamp_seconds", "End of the last run.")
	fmt.Fprintf(&b, "shangbao_run_end_timestamp_seconds %d\n", end.Unix())
	family("shangbao_run_exit_code", "Exit code of the last run.")
	fmt.Fprintf(&b, "shangbao_run_exit_code %d\n", code)
	return b.String()
}
