package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// A partition is the folder of one newspaper and month below a table's:
// "newspaper=义乌商报/month=2024-07". It is Hive's layout, readable by DuckDB,
// Spark and pandas.
type partition string

// unknown is what Hive writes for NULL.
const unknown = "__HIVE_DEFAULT_PARTITION__"

func partitionOf(newspaper Text, issue *Date) partition {
	month := unknown
	if issue != nil {
		month = issue.String()[:len("2006-01")]
	}
	return partition("newspaper=" + escape(string(newspaper)) + "/month=" + month)
}

const maxName = 200 // bytes; file systems allow 255

// escape makes any name one folder name: the bytes that Hive escapes, and what
// a file system or a glob could misread, become %XX. A name too long for a
// folder is cut and told apart by its digest (the column in the file keeps it whole).
func escape(name string) string {
	if name == "" {
		return unknown
	}
	var b strings.Builder
	for _, r := range name {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`"#%'*/:=?\{}[]^<>|`, r) {
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
			continue
		}
		b.WriteRune(r)
	}
	s := b.String()
	if len(s) > maxName {
		sum := sha256.Sum256([]byte(name))
		s = strings.TrimRight(strings.ToValidUTF8(s[:maxName], ""), "%0123456789ABCDEF") + "~" + hex.EncodeToString(sum[:4])
	}
	if s == unknown || strings.EqualFold(s, "null") {
		return fmt.Sprintf("%%%02X", s[0]) + s[1:] // a paper of that name is not NULL
	}
	return s
}
