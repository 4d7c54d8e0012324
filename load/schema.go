package load

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
)

// schemaVersion goes up when a column changes its name, type or meaning.
const schemaVersion = 1

//go:embed views.sql
var views string

// Views gives the content of views.sql.
func Views() string { return views }

type schema struct {
	Dataset string        `json:"dataset"`
	Version int           `json:"version"`
	Tables  []schemaTable `json:"tables"`
}

type schemaTable struct {
	Name    string         `json:"name"`
	Columns []schemaColumn `json:"columns"`
}

type schemaColumn struct {
	Name        string `json:"name"`
	Type        string `json:"type"` // in DuckDB's words
	Nullable    bool   `json:"nullable"`
	Description string `json:"description"`
}

// Schema gives the content of schema.json: every table with its columns.
func Schema() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(currentSchema()); err != nil {
		panic(err) // plain strings always encode
	}
	return b.Bytes()
}

func currentSchema() schema {
	s := schema{Dataset: "shangbao", Version: schemaVersion}
	for _, t := range tables {
		s.Tables = append(s.Tables, schemaTable{t.name, columns(t.row)})
	}
	return s
}

func columns(row reflect.Type) []schemaColumn {
	var out []schemaColumn
	for i := range row.NumField() {
		f := row.Field(i)
		kind := f.Type
		if kind.Kind() == reflect.Pointer {
			kind = kind.Elem()
		}
		out = append(out, schemaColumn{
			Name:        f.Tag.Get("json"),
			Type:        typeName(f.Tag.Get("json"), kind),
			Nullable:    f.Type.Kind() == reflect.Pointer || kind == reflect.TypeFor[Text](),
			Description: f.Tag.Get("doc"),
		})
	}
	return out
}

func typeName(column string, t reflect.Type) string {
	switch t {
	case reflect.TypeFor[Date]():
		return "DATE"
	case reflect.TypeFor[Decimal]():
		return fmt.Sprintf("DECIMAL(%d,%d)", digits, places)
	case reflect.TypeFor[Share]():
		return "DECIMAL(3,2)"
	}
	if column == "mtime" {
		return "TIMESTAMP WITH TIME ZONE"
	}
	return map[reflect.Kind]string{
		reflect.String: "VARCHAR",
		reflect.Slice:  "VARCHAR[]",
		reflect.Int32:  "INTEGER",
		reflect.Int64:  "BIGINT",
		reflect.Bool:   "BOOLEAN",
	}[t.Kind()]
}

// A SchemaError says that a folder holds something else than a dataset that
// this program can write.
type SchemaError struct {
	Path   string
	Reason string
}

func (e *SchemaError) Error() string {
	return fmt.Sprintf("the dataset's schema is not ours: %s: %s", e.Path, e.Reason)
}

// checkSchema reads schema.json. The descriptions may differ, the columns not.
func checkSchema(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var got schema
	if err := json.Unmarshal(b, &got); err != nil {
		return &SchemaError{path, fmt.Sprintf("not JSON: %v", err)}
	}
	want := currentSchema()
	switch {
	case got.Dataset != want.Dataset:
		return &SchemaError{path, fmt.Sprintf("dataset is %q, want %q", got.Dataset, want.Dataset)}
	case got.Version != want.Version:
		return &SchemaError{path, fmt.Sprintf("version is %d, this program writes %d", got.Version, want.Version)}
	case !reflect.DeepEqual(got.bare(), want.bare()):
		return &SchemaError{path, "its columns differ from this program's"}
	}
	return nil
}

// bare gives the columns without their descriptions.
func (s schema) bare() [][]schemaColumn {
	return each(s.Tables, func(_ int, t schemaTable) []schemaColumn {
		return each(t.Columns, func(_ int, c schemaColumn) schemaColumn {
			return schemaColumn{Name: t.Name + "." + c.Name, Type: c.Type, Nullable: c.Nullable}
		})
	})
}
