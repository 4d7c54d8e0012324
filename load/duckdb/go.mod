// The DuckDB tests of package load. A module of its own, so that the program
// does not carry DuckDB: cd load/duckdb && go test ./...
module shangbao/load/duckdb

go 1.26.0

require (
	github.com/duckdb/duckdb-go/v2 v2.10506.0
	shangbao v0.0.0
)

replace shangbao => ../..
