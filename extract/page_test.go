package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "re-record the goldens")

const pagesDir = "../fixtures/pages"

// A fixture is one page below fixtures/pages/<folder>; the rest of its path is
// its address on the site.
type fixture struct {
	folder, path string
	data         []byte
}

func fixtures(t testing.TB) []fixture {
	t.Helper()
	var out []fixture
	err := filepath.WalkDir(pagesDir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "article.golden.json") {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(pagesDir, path)
		folder, rest, _ := strings.Cut(filepath.ToSlash(rel), "/")
		out = append(out, fixture{folder, rest, data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (f fixture) source() Source {
	sum := sha256.Sum256(f.data)
	return Source{Path: f.path, SHA256: hex.EncodeToString(sum[:])}
}

func (f fixture) read() (Article, error) { return Page(f.source(), f.data, DefaultLimits()) }

// outcome is what the golden of a page holds: its article or why it has none.
func (f fixture) outcome(t *testing.T) []byte {
	t.Helper()
	a, err := f.read()
	var out any = a
	if err != nil {
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Fatalf("error is no refusal: %v", err)
		}
		out = refusal
	}
	text, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

func TestGoldens(t *testing.T) {
	for _, f := range fixtures(t) {
		t.Run(f.folder+"/"+f.path, func(t *testing.T) {
			got := f.outcome(t)
			golden := filepath.Join(pagesDir, f.folder, "article.golden.json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
