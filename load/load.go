package load

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

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
// folder holds something else, and with the context's error where that ends
// the wait.
func Open(ctx context.Context, dir string, o Options) (*Dataset, error) {
	return open(ctx, dir, o, osDisk{})
}

func open(ctx context.Context, dir string, o Options, d disk) (*Dataset, error) {
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
	if err := ds.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the dataset %s: %w", dir, err), ds.Close())
	}
	return ds, nil
}

func (d *Dataset) open(ctx context.Context) error {
	if err := checkFolder(d.dir); err != nil {
		return err
	}
	if d.o.DryRun {
		return d.openReadOnly()
	}
	if err := d.prepare(ctx); err != nil {
		return err
	}
	if err := d.recover(ctx); err != nil {
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
func (d *Dataset) recover(ctx context.Context) error {
	in, err := recoverCommit(ctx, d.disk, d.dir, d.readersWait())
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
func (d *Dataset) prepare(ctx context.Context) error {
	if err := os.MkdirAll(d.dir, 0o777); err != nil {
		return err
	}
	if err := mkdirs(d.disk, d.dir, stagingDir); err != nil {
		return err
	}
	lock, err := lockFile(ctx, filepath.Join(d.dir, lockName), d.o.Wait)
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
