package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// Commit decides what the run changes and publishes it: all of it or, where it
// fails, nothing. It is called once.
func (d *Dataset) Commit(ctx context.Context) (Summary, error) {
	begin := time.Now()
	p := decide(d.ledger, d.offers, d.touched)
	d.count(p)
	c := d.counts
	if c.Offered != c.Published+c.Unchanged+c.Duplicate+c.Quarantined {
		return c, &ConservationError{c}
	}
	for _, part := range sortedKeys(c.Outdated) {
		d.o.Log.Warn("pages read by another version of the program or its dictionaries; an upgrade reads them again", "month", part, "pages", c.Outdated[part])
	}
	d.Spent("decide", time.Since(begin))
	if d.o.DryRun {
		return c, nil
	}
	d.record(p)
	err := d.commit(ctx, p)
	if err == nil {
		return d.counts, nil
	}
	err = fmt.Errorf("committing to %s: %w", d.dir, err)
	if in, _ := pending(d.dir); in != nil {
		err = fmt.Errorf("%w (it had begun to publish; the next run finishes it)", err)
	}
	d.run.Outputs, d.run.Removed = nil, nil
	return d.counts, errors.Join(err, d.end(runFailed, err.Error()))
}

// end writes the record of a run that has ended.
func (d *Dataset) end(status, problem string) error {
	now := d.o.Now().UTC()
	d.run.Status, d.run.Error, d.run.Finished, d.run.Seconds = status, problem, &now, d.clock.seconds()
	return d.run.write(d.disk, d.dir)
}

func (d *Dataset) count(p *plan) {
	d.counts.Published, d.counts.Duplicate, d.counts.Quarantined = p.counts.Published, p.counts.Duplicate, p.counts.Quarantined
	d.counts.Reasons, d.counts.Months = p.counts.Reasons, []string{}
	for _, part := range sortedKeys(p.months) {
		d.counts.Months = append(d.counts.Months, string(part))
	}
}

// record fills the run record with what is about to happen.
func (d *Dataset) record(p *plan) {
	d.run.Status, d.run.Counts, d.run.Pages = runStarted, d.counts, []RunPage{}
	for _, path := range sortedKeys(p.fresh) {
		e := p.now(path)
		d.run.Pages = append(d.run.Pages, RunPage{path, e.SHA256, e.Outcome, e.ArticleID, e.Reason})
	}
}

// commit is the protocol of the package comment.
func (d *Dataset) commit(ctx context.Context, p *plan) error {
	begin := time.Now()
	if err := d.run.write(d.disk, d.dir); err != nil {
		return err
	}
	if err := d.describe(); err != nil {
		return err
	}
	if err := d.spill.done(); err != nil {
		return err
	}
	if err := d.quarantine(p); err != nil {
		return err
	}
	moves, err := d.stage(ctx, p)
	if err != nil {
		return err
	}
	d.Spent("stage", time.Since(begin))
	begin = time.Now()
	if len(moves) > 0 {
		if err := publish(ctx, d.disk, d.dir, intent{d.run.ID, moves}, d.readersWait()); err != nil {
			return err
		}
	}
	d.Spent("publish", time.Since(begin))
	if err := d.sweep(p); err != nil {
		return err
	}
	if err := d.end(runDone, ""); err != nil {
		return err
	}
	if len(moves) == 0 {
		return nil
	}
	return fulfilled(d.disk, d.dir)
}

// describe writes schema.json and views.sql where they are not there or older.
func (d *Dataset) describe() error {
	if err := d.renew("schema.json", Schema()); err != nil {
		return err
	}
	return d.renew("views.sql", []byte(Views()))
}

func (d *Dataset) renew(name string, b []byte) error {
	if old, err := os.ReadFile(filepath.Join(d.dir, name)); err == nil && bytes.Equal(old, b) {
		return nil
	}
	return writeFile(d.disk, d.dir, name, content(b))
}

// stage writes every month that changes and gives the moves in the order of
// publication.
func (d *Dataset) stage(ctx context.Context, p *plan) ([]move, error) {
	parts, withdrawn := p.order()
	pages := p.pages()
	moves := make([][]move, len(parts))
	manifests := make([]manifest, len(parts))
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(d.workers)
	for i, part := range parts {
		m := month{part, d.ledger.files[part], *p.months[part], pages[part]}
		names := d.stagingNames(fmt.Sprint(i))
		work.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			moves[i], manifests[i], err = stager{d.dir, d.disk, d.spill, names}.month(m)
			if withdrawn[part] {
				for j := range moves[i] {
					moves[i][j].Old = names()
				}
			}
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	d.counts.Months = d.counts.Months[:0]
	for i, part := range parts {
		if len(moves[i]) > 0 {
			d.counts.Months = append(d.counts.Months, string(part))
		}
	}
	slices.Sort(d.counts.Months)
	d.run.Counts = d.counts
	return d.outputs(moves, manifests), nil
}

// stagingNames gives names in the staging folder that no other month uses.
func (d *Dataset) stagingNames(prefix string) func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("%s/%s-%d", stagingDir, prefix, n)
	}
}

// outputs notes in the run record what the moves bring and take.
func (d *Dataset) outputs(moves [][]move, manifests []manifest) (all []move) {
	d.run.Outputs = []outFile{}
	for i, of := range moves {
		all = append(all, of...)
		digests := map[string]outFile{}
		for _, f := range manifests[i].Files {
			digests[f.Path] = f
		}
		for _, m := range of {
			if f, ok := digests[m.Live]; ok {
				d.run.Outputs = append(d.run.Outputs, f)
			} else if m.Staged == "" {
				d.run.Removed = append(d.run.Removed, m.Live)
			}
		}
	}
	return all
}
