// Package load writes Documents as a dataset of Parquet and JSON.
package load
