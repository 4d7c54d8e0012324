package load

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"
)

const runsDir = "runs"

// A Run is the record of one run, runs/<id>.json. It is written when the commit
// begins, and again when the run ends.
type Run struct {
	ID         string             `json:"id"` // sorts by time
	Status     string             `json:"status"`
	Error      string             `json:"error,omitempty"`
	Program    string             `json:"program"`
	Dictionary string             `json:"dictionary"`
	Full       bool               `json:"full,omitempty"`
	Upgrade    bool               `json:"upgrade,omitempty"`
	Started    time.Time          `json:"started"`
	Finished   *time.Time         `json:"finished"`
	Finishes   string             `json:"finishes,omitempty"` // the killed run whose commit this one finished
	Inputs     []string           `json:"inputs"`
	Counts     Summary            `json:"counts"`
	Seconds    map[string]float64 `json:"seconds"` // per stage; stages of several workers add up
	Outputs    []outFile          `json:"outputs"` // files published, with their digests
	Removed    []string           `json:"removed,omitempty"`
	Pages      []RunPage          `json:"pages"` // every page not unchanged, by path
}

// The states of a run.
const (
	runStarted = "started" // a record that still says so is of a killed run
	runDone    = "done"
	runFailed  = "failed"
	runKilled  = "killed" // as the next run found
)

// A RunPage is what became of one page in a run.
type RunPage struct {
	Path      string `json:"path"`
	SHA256    string `json:"sha256"`
	Outcome   string `json:"outcome"`
	ArticleID Text   `json:"article_id"`
	Reason    Text   `json:"reason"`
}

const idForm = "20060102T150405.000000Z"

func runID(now time.Time) string { return now.UTC().Format(idForm) }

// nextID gives the first id after another; "" where that is none of ours.
func nextID(id string) string {
	t, err := time.Parse(idForm, id)
	if err != nil {
		return ""
	}
	return runID(t.Add(time.Microsecond))
}

func (r *Run) path() string { return runsDir + "/" + r.ID + ".json" }

// write puts the record on disk, one page a line.
func (r *Run) write(d disk, dir string) error { return writeFile(d, dir, r.path(), r.encode) }

func (r *Run) encode(w io.Writer) error {
	head := *r
	head.Pages = nil
	b, err := json.MarshalIndent(head, "", "  ")
	if err != nil {
		return err
	}
	b = append(bytes.TrimSuffix(b, []byte("null\n}")), '[')
	if _, err := w.Write(b); err != nil {
		return err
	}
	for i, p := range r.Pages {
		line, err := json.Marshal(p)
		if err != nil {
			return err
		}
		comma := ","
		if i == len(r.Pages)-1 {
			comma = ""
		}
		if _, err := fmt.Fprintf(w, "\n    %s%s", line, comma); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, "\n  ]\n}\n")
	return err
}

// lastRun reads the newest record, or nil where it is none of ours.
func lastRun(dir string) (*Run, error) {
	root := os.DirFS(dir)
	names, err := fs.Glob(root, runsDir+"/*.json")
	if err != nil || len(names) == 0 {
		return nil, err
	}
	b, err := fs.ReadFile(root, slices.Max(names))
	if err != nil {
		return nil, err
	}
	var r Run
	if json.Unmarshal(b, &r) != nil {
		return nil, nil
	}
	return &r, nil
}

// A clock sums the time spent in stages.
type clock struct {
	mu    sync.Mutex
	spent map[string]time.Duration
}

func (c *clock) add(stage string, t time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.spent == nil {
		c.spent = map[string]time.Duration{}
	}
	c.spent[stage] += t
}

func (c *clock) seconds() map[string]float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := map[string]float64{}
	for stage, t := range c.spent {
		out[stage] = t.Round(time.Millisecond).Seconds()
	}
	return out
}
