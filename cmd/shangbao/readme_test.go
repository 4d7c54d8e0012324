package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The README shows what its first command prints. Its queries are run by
// load/duckdb.
func TestREADME(t *testing.T) {
	const name = "../../README.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), "$ go run ./cmd/shangbao run --out out fixtures/pages/yiwu\n")
	shown, after, ok2 := strings.Cut(rest, "```")
	if !ok || !ok2 {
		t.Fatal("the README does not show its first command")
	}
	var out, errs bytes.Buffer
	if code := run([]string{"run", "--quiet", "--out", filepath.Join(t.TempDir(), "out"), "../../fixtures/pages/yiwu"}, nil, &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	switch got := out.String(); {
	case got == shown:
	case *update:
		text := before + "$ go run ./cmd/shangbao run --out out fixtures/pages/yiwu\n" + got + "```" + after
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the README shows\n%s\nthe command prints\n%s", shown, got)
	}
}
