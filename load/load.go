// Package load writes documents as a dataset of Parquet and JSON that a nightly
// run may change and anyone may read meanwhile.
//
// # The dataset
//
// Six tables, one file per table, newspaper and month, and the nested documents
// of the same month beside them; pages is the ledger: every page ever offered,
// with its outcome. The documents are the truth: a run that changes a month
// reads its documents back, replaces some, and writes all tables of the month
// anew from them, so tables and documents cannot disagree. Rows are sorted, files
// carry no time, and mtime is what the source of a page says, so the same pages
// give the same bytes, whatever the history.
//
// Beside the published layout, .shangbao holds the bookkeeping: lock and readers
// (locks), months/…/manifest.json (size, rows and SHA-256 of every file of a
// month; nothing is opened that does not match), staging and intent.json.
//
// # The commit
//
// A run publishes everything it changes, or nothing:
//
//  1. One writer: flock on lock, which the kernel gives back when a process ends
//     however it ends. The file says who holds it and since when.
//  2. Offered pages are spilled to staging. What they mean together (changed,
//     duplicate, conflict) is decided from the whole set, so their order does
//     not matter; the conservation law is checked before anything is written.
//  3. The run record is written with status "started"; then the bytes of refused
//     pages, so that no row ever names bytes that are not there.
//  4. Every file that changes is written to staging, closed, synced, read back,
//     and its digest and row count compared with what was meant. Most failures,
//     a full disk among them, happen here, where nothing is published yet.
//  5. The intent, the list of all renames, is synced and renamed in place. From
//     here on the commit will be finished, by this run or by the next.
//  6. Under the exclusive readers' lock, the renames: months that only lose an
//     article to another month first, months that lose and gain are taken away
//     before anything comes in, the ledger after the tables, the manifest last.
//  7. The folders are synced, quarantine bytes that no row names any more
//     removed, the run record written anew with status "done", and at last the
//     intent removed.
//
// Open repeats step 6 and 7 where it finds an intent: each rename first asks
// whether it was made. Without an intent it clears staging: the old dataset
// stands. Either way the record of the killed run is completed. A kill between
// two renames leaves some files of the new state beside the old ones until the
// next Open; so does a disk that fails at a rename.
//
// # What a reader sees
//
// A file is always whole. A reader that holds the readers' lock (flock -s
// OUT/.shangbao/readers duckdb ...) sees one state of all tables and months, for
// as long as it holds it; the commit waits for it, at least a minute and at most
// Options.Wait, and then fails with nothing published. Without the lock a query
// that runs while names change may open one file before and another after, and
// so meet one table or month old and another new; DuckDB, which opens a file
// once for its footer and again for its rows, may then fail and should be asked
// again. Plain files under fixed names allow no more than that.
package load

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"shangbao/extract"
)

// Options say how a dataset is opened. The zero value will do.
type Options struct {
	Program string // version of program and rules
	Dict    string // digest of the user dictionaries
	Full    bool   // process unchanged pages too
	Upgrade bool   // process the pages that another version of program or dictionaries read
	DryRun  bool   // decide and count, write nothing
	Wait    time.Duration
	Inputs  []string         // as given by the user, for the run record
	Now     func() time.Time // the clock of the run record; nil is time.Now
	Log     *slog.Logger     // nil is silent
}

// A Page is one page offered to the dataset, with what became of it.
type Page struct {
	Source    extract.Source
	Size      int64
	ModTime   time.Time
	Unchanged bool             // skipped, as Unchanged or UnchangedDigest said
	Document  *Document        // to publish, where there is no refusal
	Refusal   *extract.Refusal // to quarantine
	Bytes     []byte           // as offered; kept in the quarantine, where it comes to that
}

// A Summary counts what a run did with the pages offered:
// Offered = Published + Unchanged + Duplicate + Quarantined.
type Summary struct {
	Offered     int            `json:"offered"`
	Published   int            `json:"published"`
	Unchanged   int            `json:"unchanged"`
	Duplicate   int            `json:"duplicate"`
	Quarantined int            `json:"quarantined"`
	Reasons     map[string]int `json:"reasons"`  // of the quarantined
	Months      []string       `json:"months"`   // partitions that changed: "newspaper=义乌商报/month=2024-07"
	Outdated    map[string]int `json:"outdated"` // of the unchanged, by partition: read by another version, an upgrade would read them again
}

// A ConservationError says that pages were lost or counted twice. Nothing is
// published then.
type ConservationError struct{ Counts Summary }

func (e *ConservationError) Error() string {
	c := e.Counts
	return fmt.Sprintf("pages do not add up: offered %d, but published %d + unchanged %d + duplicate %d + quarantined %d",
		c.Offered, c.Published, c.Unchanged, c.Duplicate, c.Quarantined)
}

// A Dataset is open for one run by one process. Unchanged and Add are for one
// goroutine, Spent for any.
type Dataset struct {
	dir     string
	o       Options
	disk    disk
	workers int
	lock    *os.File
	ledger  *ledger
	spill   *spill
	offers  []*offer
	touched []*entry
	same    map[string]string // one copy of what the rows of many pages share
	counts  Summary
	run     Run
	clock   clock
}

// Open opens or creates the dataset in a folder, waits for its lock, and first
// finishes or drops the commit that a killed run left. It fails with a
// *LockedError or *SchemaError where another process writes it, or where the
// folder holds something else.
func Open(dir string, o Options) (*Dataset, error) { return open(dir, o, osDisk{}) }

func open(dir string, o Options, d disk) (*Dataset, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	ds := &Dataset{dir: dir, o: o, disk: d, workers: runtime.GOMAXPROCS(0), same: map[string]string{}}
	ds.counts.Outdated = map[string]int{}
	now := o.Now()
	ds.run = Run{
		ID: runID(now), Program: o.Program, Dictionary: o.Dict, Full: o.Full, Upgrade: o.Upgrade,
		Started: now.UTC(), Inputs: append([]string{}, o.Inputs...),
	}
	if err := ds.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the dataset %s: %w", dir, err), ds.Close())
	}
	return ds, nil
}

func (d *Dataset) open() error {
	if err := checkFolder(d.dir); err != nil {
		return err
	}
	if d.o.DryRun {
		return d.openReadOnly()
	}
	if err := d.prepare(); err != nil {
		return err
	}
	if err := d.recover(); err != nil {
		return err
	}
	var err error
	if d.ledger, err = readLedger(d.dir); err != nil {
		return err
	}
	if err := d.ledger.complete(d.dir); err != nil {
		return err
	}
	d.spill, err = newSpill(d.disk, filepath.Join(d.dir, stagingDir, "spill"))
	return err
}

// recover finishes the commit that a killed run promised, or drops what it had
// not promised yet.
func (d *Dataset) recover() error {
	in, err := recoverCommit(context.Background(), d.disk, d.dir, d.readersWait())
	if err != nil {
		return err
	}
	if err := d.noteKilled(in); err != nil {
		return err
	}
	if in != nil {
		if err := fulfilled(d.disk, d.dir); err != nil {
			return err
		}
	}
	return clearStaging(d.disk, d.dir)
}

// checkFolder refuses a folder that holds another dataset.
func checkFolder(dir string) error {
	err := checkSchema(filepath.Join(dir, "schema.json"))
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, t := range tables {
		if there, err := exists(filepath.Join(dir, t.name)); there || err != nil {
			return errors.Join(err, &SchemaError{dir, fmt.Sprintf("it has a folder %q but no schema.json", t.name)})
		}
	}
	return nil
}

func (d *Dataset) openReadOnly() error {
	switch in, err := pending(d.dir); {
	case err != nil:
		return err
	case in != nil:
		return fmt.Errorf("run %s was killed in its commit: a run that is not dry must finish it first", in.Run)
	}
	var err error
	d.ledger, err = readLedger(d.dir)
	return err
}

// prepare makes the folders and takes the lock. The descriptions of the
// dataset come first: a folder with tables always has its schema.
func (d *Dataset) prepare() error {
	if err := os.MkdirAll(d.dir, 0o777); err != nil {
		return err
	}
	if err := mkdirs(d.disk, d.dir, stagingDir); err != nil {
		return err
	}
	lock, err := lockFile(context.Background(), filepath.Join(d.dir, lockName), d.o.Wait)
	if err != nil {
		return err
	}
	d.lock = lock
	if err := sign(lock, d.o.Now()); err != nil {
		return err
	}
	return mkdirs(d.disk, d.dir, runsDir)
}

// readersWait is how long a commit waits for readers that hold their lock.
func (d *Dataset) readersWait() time.Duration { return max(d.o.Wait, time.Minute) }

// noteKilled completes the record of a run that was killed.
func (d *Dataset) noteKilled(finished *intent) error {
	last, err := lastRun(d.dir)
	if err != nil {
		return err
	}
	if last != nil {
		d.run.ID = max(d.run.ID, nextID(last.ID)) // the clock may have gone back, or stood
	}
	switch {
	case last == nil:
		return nil
	case finished != nil && finished.Run == last.ID:
		if last.Status == runDone {
			return nil // killed between its record and the end of the intent
		}
		last.Error = strings.TrimPrefix(last.Error+"; ended in its commit, which run "+d.run.ID+" finished", "; ")
		d.run.Finishes = last.ID
	case last.Status == runStarted:
		last.Error = "ended before its commit; nothing was published"
	default:
		return nil
	}
	last.Status = runKilled
	d.o.Log.Warn("the last run did not end", "run", last.ID, "what", last.Error)
	return last.write(d.disk, d.dir)
}

// Unchanged tells whether a page is known with this size and time and need not
// be read.
func (d *Dataset) Unchanged(path string, size int64, modTime time.Time) bool {
	e := d.known(pathKey(path))
	return e != nil && *e.Size == size && e.ModTime == micro(modTime)
}

// UnchangedDigest tells whether a page is known with these bytes.
func (d *Dataset) UnchangedDigest(path, sha256 string) bool {
	e := d.known(pathKey(path))
	return e != nil && e.SHA256 == sha256
}

// known gives the ledger's entry of a page that this run may skip.
func (d *Dataset) known(path string) *entry {
	e := d.ledger.pages[path]
	if e == nil || e.Size == nil || d.o.Full || d.o.Upgrade && d.outdated(e) {
		return nil
	}
	return e
}

func (d *Dataset) outdated(e *entry) bool {
	return e.Program != Text(d.o.Program) || e.Dictionary != Text(d.o.Dict)
}

func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// Add takes one page. It holds little of it in memory.
func (d *Dataset) Add(p Page) error {
	d.counts.Offered++
	if p.Unchanged {
		return d.skip(p)
	}
	o, err := newOffer(p)
	if err != nil {
		return fmt.Errorf("page %q: %w", p.Source.Path, err)
	}
	o.Program, o.Dictionary = text(d.o.Program), text(d.o.Dict)
	o.part = partition(share(d.same, string(o.part)))
	for _, t := range []*Text{&o.Charset, &o.Template, &o.Reason, &o.Stage} {
		*t = Text(share(d.same, string(*t)))
	}
	if !d.o.DryRun {
		if err := d.keep(o, p); err != nil {
			return fmt.Errorf("page %q: keeping it for the commit: %w", p.Source.Path, err)
		}
	}
	d.offers = append(d.offers, o)
	return nil
}

// skip counts an unchanged page. One known by its digest has its new size and
// time noted, so that the next run need not read it.
func (d *Dataset) skip(p Page) error {
	e := d.ledger.pages[pathKey(p.Source.Path)]
	if e == nil {
		return fmt.Errorf("page %q: skipped as unchanged, but never seen before", p.Source.Path)
	}
	d.counts.Unchanged++
	if d.outdated(e) {
		d.counts.Outdated[string(e.part)]++
	}
	if p.Source.SHA256 != "" {
		row, size := *e, p.Size
		row.Size, row.ModTime = &size, micro(p.ModTime)
		d.touched = append(d.touched, &row)
	}
	return nil
}

var digestForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// newOffer gives a page's row, as if it were published or quarantined.
func newOffer(p Page) (*offer, error) {
	if p.Source.SHA256 == "" && p.Bytes != nil {
		sum := sha256.Sum256(p.Bytes)
		p.Source.SHA256 = hex.EncodeToString(sum[:])
	}
	if p.Source.SHA256 != "" && !digestForm.MatchString(p.Source.SHA256) {
		return nil, fmt.Errorf("%q is no SHA-256", p.Source.SHA256)
	}
	o := &offer{entry: entry{part: partitionOf("", nil)}}
	o.Path, o.SHA256, o.ModTime = pathKey(p.Source.Path), p.Source.SHA256, micro(p.ModTime)
	if o.SHA256 != "" {
		size := p.Size // a copy: a pointer into p would keep the whole page in memory
		o.Size = &size // what could not be read is tried again by every run
	}
	switch r := p.Refusal; {
	case r != nil:
		o.Outcome, o.Stage, o.Reason, o.Message = quarantined, text(r.Stage), text(r.Reason), text(r.Message)
	case p.Document == nil:
		return nil, errors.New("neither a document nor a refusal")
	case p.Document.ArticleID == "":
		o.refuse("no_id", "the article has no id")
	default:
		d := p.Document
		o.Outcome, o.ArticleID, o.part = published, Text(d.ArticleID), partitionOf(d.Newspaper, d.IssueDate)
		o.Charset, o.Template, o.ContentSHA256 = d.Charset, d.Template, Text(d.contentDigest())
	}
	return o, nil
}

// keep spills what the commit may need of a page.
func (d *Dataset) keep(o *offer, p Page) error {
	if o.Outcome == published {
		line, err := p.Document.line()
		if err != nil {
			return err
		}
		if o.document, err = d.spill.put(line); err != nil {
			return err
		}
	}
	if sum := sha256.Sum256(p.Bytes); hex.EncodeToString(sum[:]) != o.SHA256 {
		return nil // a page that no one could read, or whose bytes the caller does not have
	}
	var err error
	o.bytes, err = d.spill.put(p.Bytes)
	o.kept = true
	return err
}

// Spent adds to the time that the run record reports for a stage.
func (d *Dataset) Spent(stage string, t time.Duration) { d.clock.add(stage, t) }

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

// Close gives the lock back. What was not committed is dropped; a commit that
// failed between two renames is left for the next run to finish.
func (d *Dataset) Close() error {
	var err error
	if d.spill != nil {
		err = d.spill.close()
		d.spill = nil
	}
	if d.lock == nil {
		return err
	}
	if in, e := pending(d.dir); e == nil && in == nil {
		err = errors.Join(err, clearStaging(d.disk, d.dir))
	}
	err = errors.Join(err, unlock(d.lock))
	d.lock = nil
	return err
}

var _ io.Closer = (*Dataset)(nil)
