// Package duckdb tests that DuckDB reads what package load writes. It has no
// code of its own, needs a C compiler, and runs only when asked for:
//
//	cd load/duckdb && go test ./...
package duckdb
