package transcript

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "re-record the goldens")

// A flatTurn is what a golden holds of a turn.
type flatTurn struct {
	Exchange                           int    `json:",omitempty"`
	Role                               Role   `json:""`
	Label                              string `json:",omitempty"`
	Name, Title, Org, Addressee, Topic string `json:",omitempty"`
	Text                               string
	Start, End                         int
	Method                             string
}

func flatten(body string, turns []Turn) []flatTurn {
	rs := []rune(body)
	out := []flatTurn{}
	for _, u := range turns {
		out = append(out, flatTurn{u.Exchange, u.Role, u.Label, u.Speaker.Name, u.Speaker.Title, u.Speaker.Org, u.Addressee, u.Topic,
			string(rs[u.TextStart:u.TextEnd]), u.Start, u.End, u.Method})
	}
	return out
}

const transcripts = "../../fixtures/transcripts"

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// golden compares a value with a file of JSON, or re-records it.
func golden(t *testing.T, path string, value any) {
	t.Helper()
	b, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got := string(b) + "\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(read(t, path), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// The page of 2024-07-15, its turns as a person read them.
func TestPage(t *testing.T) {
	for _, page := range []string{"yiwu", "yiwu-as-seed"} {
		var article struct{ Paragraphs []string }
		if err := json.Unmarshal([]byte(read(t, "../../fixtures/pages/"+page+"/article.golden.json")), &article); err != nil {
			t.Fatal(err)
		}
		body := strings.Join(article.Paragraphs, "\n")
		golden(t, filepath.Join(transcripts, page+".golden.json"), flatten(body, Turns(body)))
	}
}
