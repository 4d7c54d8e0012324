package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/urfave/cli/v2"
)

// newLog gives the log of a command. It goes to standard error; data never does.
func newLog(c *cli.Context) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	if c.Bool("quiet") {
		o.Level = slog.LevelWarn
	}
	if c.String("log-format") == "json" {
		return slog.New(slog.NewJSONHandler(c.App.ErrWriter, o))
	}
	return slog.New(slog.NewTextHandler(c.App.ErrWriter, o))
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// A progress tells how far a run is: by one line that changes on a terminal,
// else by one line a minute.
type progress struct {
	mu    sync.Mutex
	begin time.Time
	pages int
	now   string // page being worked on
	stop  chan struct{}
	done  sync.WaitGroup
}

func startProgress(c *cli.Context, log *slog.Logger) *progress {
	p := &progress{begin: time.Now(), stop: make(chan struct{})}
	if c.Bool("quiet") {
		return p
	}
	every, tell := time.Minute, func() { p.heartbeat(log) }
	if isTerminal(c.App.ErrWriter) {
		every, tell = 200*time.Millisecond, func() { p.draw(c.App.ErrWriter) }
	}
	p.done.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				tell()
			case <-p.stop:
				return
			}
		}
	})
	return p
}

func (p *progress) count(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages++
	p.now = path
}

func (p *progress) heartbeat(log *slog.Logger) {
	p.mu.Lock()
	defer p.mu.Unlock()
	log.Info("working", "pages", p.pages, "seconds", int(time.Since(p.begin).Seconds()), "page", p.now)
}

func (p *progress) draw(w io.Writer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	rate := float64(p.pages) / time.Since(p.begin).Seconds()
	fmt.Fprintf(w, "\r\x1b[K%d pages, %.0f/s  %.60s", p.pages, rate, p.now)
}

// end stops the telling and wipes the line.
func (p *progress) end(w io.Writer) {
	close(p.stop)
	p.done.Wait()
	if isTerminal(w) {
		fmt.Fprint(w, "\r\x1b[K")
	}
}
