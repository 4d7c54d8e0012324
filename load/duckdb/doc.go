// Package duckdb tests that DuckDB reads what package load writes. It has no
// code of its own; its tests need a C compiler and run only when asked for:
//
//	cd load/duckdb && go test ./...
package duckdb
