//go:build !cgo

package duckdb

import "testing"

func TestDuckDB(t *testing.T) {
	t.Skip("DuckDB is not tested: it needs cgo, and there is no C compiler")
}
