package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"shangbao/extract"
	"shangbao/extract/source"
	"shangbao/transform/segment"
)

// hostile gives pages and archives that want to hurt: each a name and bytes.
func hostile(t *testing.T) map[string]string {
	good := pageHTML(7)
	body := func(text string) string { return strings.Replace(good, "今年全市工业怎么样？", text, 1) }
	encode := func(e interface{ String(string) (string, error) }) string {
		s, err := e.String(good)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	pages := map[string]string{
		"empty.html":       "",
		"blank.html":       " \n\t　",
		"bom.html":         "\xef\xbb\xbf",
		"bom16.html":       "\xff\xfe",
		"binary.html":      strings.Repeat("\x00\x01\xfe\xff\x89PNG", 500),
		"gif.html":         "GIF89a\x01\x00\x01\x00",
		"truncated.html":   good[:len(good)/2],
		"cut-tag.html":     good[:strings.Index(good, "founder-content")+4],
		"cut-rune.html":    good[:strings.Index(good, "工业")+1],
		"huge.html":        body(strings.Repeat("某市工业增加值12.5亿元。", 50<<20/34)),
		"wide.html":        body(strings.Repeat("<b>某市</b>", 200_000)),
		"long-line.html":   body(strings.Repeat("某市工业增加值一二三", 100_000)),
		"deep.html":        body(strings.Repeat("<div>", 20_000)),
		"deep-font.html":   body(strings.Repeat("<font>", 600)),
		"formatting.html":  body(strings.Repeat("<b><i><p>", 20_000)),
		"attributes.html":  body("<p " + attributes(100_000) + ">某市"),
		"attribute.html":   body(`<p title="` + strings.Repeat("x", 4<<20) + `">某市`),
		"comment.html":     body("<!--" + strings.Repeat("-", 1<<20)),
		"entities.html":    body(strings.Repeat("&#x10FFFF;&#0;&nosuch;&#xD800;", 10_000)),
		"controls.html":    body("某\x00市\x01工\x0b业\x7f增\u0085加\u2028值\u202e12亿元\ufeff"),
		"script.html":      strings.ReplaceAll(good, "某市第107次问政", `<script>alert(1)</script>某市"><img src=x onerror=alert(2)>`),
		"traversal.html":   strings.ReplaceAll(good, "江城日报", "../../../江城/日报"),
		"equals.html":      strings.ReplaceAll(good, "江城日报", "a=b/month=2024-07"),
		"nul-paper.html":   strings.ReplaceAll(good, "江城日报", "江\x00城"),
		"long-paper.html":  strings.ReplaceAll(good, "江城日报", strings.Repeat("江城", 5_000)),
		"gbk.html":         encode(simplifiedchinese.GBK.NewEncoder()),
		"gb18030.html":     encode(simplifiedchinese.GB18030.NewEncoder()),
		"big5.html":        encode(encoding.ReplaceUnsupported(traditionalchinese.Big5.NewEncoder())),
		"utf16.html":       encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()),
		"wrong-meta.html":  strings.Replace(good, "utf-8", "iso-2022-kr", 1),
		"mixed.html":       good[:len(good)/2] + encode(simplifiedchinese.GB18030.NewEncoder())[len(good)/3:],
		"invalid.html":     strings.ReplaceAll(good, "工业", "工\xff\xfe业"),
		"not-gzip.html.gz": "no gzip at all",
		"cut.html.gz":      zipped(good)[:40],
		"bomb.html.gz":     zipped(strings.Repeat("\x00", 200<<20)),
		"no.zip":           "PK\x03\x04 and then nothing",
		"no.tar.gz":        zipped("no tar"),
		"no.warc.gz":       zipped("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n"),
		"long.warc":        "WARC/1.0\r\nContent-Length: 9000000000000000000\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + good,
		"names.zip":        zipOf(t, good),
		"names.tar":        tarOf(t, good),
	}
	for i, monster := range []string{
		"1e400", "1e99999999", "99999999999999999999999999亿", "0." + strings.Repeat("0", 5_000) + "1亿元", strings.Repeat("9", 100_000) + "万元",
		strings.Repeat("九", 10_000) + "亿元", strings.Repeat("亿", 10_000), strings.Repeat("万亿", 5_000) + "元", "1/0", "百分之" + strings.Repeat("零", 5_000),
		"-" + strings.Repeat("-", 10_000) + "5亿", strings.Repeat("1,", 20_000), strings.Repeat("3.", 20_000), strings.Repeat("5-", 20_000) + "6天", strings.Repeat("（", 20_000), strings.Repeat("“", 20_000) + "5亿元",
		"今年1-99999999999月", "99999999999年99月99日", "前" + strings.Repeat("9", 50) + "年", strings.Repeat("记者：问？答：", 5_000),
		strings.Repeat("增长百分之三十，", 5_000), strings.Repeat("提问代表：某某（", 5_000), strings.Repeat("2024年", 10_000), strings.Repeat("同比", 20_000),
	} {
		pages[fmt.Sprintf("monster-%02d.html", i)] = body("某市工业增加值" + monster + "。")
	}
	return pages
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `a%d="%d" `, i, i)
	}
	return b.String()
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.String()
}

var hostileNames = []string{"../../../../escape.html", "/abs.html", "a\x00b.html", "..\\..\\escape.html", "C:\\escape.html", strings.Repeat("d/", 2_000) + "x.html", "content/202401/01/../../content_1.html", "new\nline.html"}

func zipOf(t *testing.T, text string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range hostileNames {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, text)
	}
	w.Close()
	return b.String()
}

func tarOf(t *testing.T, text string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range hostileNames {
		if strings.Contains(name, "\x00") {
			continue // tar has no way to write it
		}
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o644, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	for _, h := range []tar.Header{{Name: "l.html", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}, {Name: "h.html", Linkname: "../x", Typeflag: tar.TypeLink}, {Name: "d.html", Typeflag: tar.TypeChar}} {
		w.WriteHeader(&h)
	}
	w.Close()
	return b.String()
}

// A hostile page, taken alone, ends as a document or as a refusal for a reason
// that is not a fault of the program.
func TestHostilePages(t *testing.T) {
	r := &reader{limits: extract.DefaultLimits(), segmenter: sync.OnceValues(func() (*segment.Segmenter, error) { return segment.New() })}
	r.spent = func(string, time.Duration) {}
	for name, data := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			put(t, path, data)
			w := &source.Walker{Limits: source.DefaultLimits()}
			pages := 0
			w.Visit = func(p source.Page) error {
				pages++
				begin := time.Now()
				l := r.transform(r.extract(readPage(p)))
				t.Logf("%.1f s", time.Since(begin).Seconds())
				if (l.Document == nil) == (l.Refusal == nil) {
					t.Errorf("document and refusal: %v, %v", l.Document, l.Refusal)
				}
				if l.Refusal != nil && (l.Refusal.Reason == "panic" || l.Refusal.Reason == "failed") {
					t.Errorf("refused by a fault: %.500s", l.Refusal.Message)
				}
				return nil
			}
			if err := w.Walk(t.Context(), []string{path}); err != nil || pages == 0 {
				t.Errorf("%d pages, error %v", pages, err)
			}
		})
	}
}

// All hostile pages at once do not stop a run: each is counted, nothing is
// written outside the dataset, and the good page beside them is published.
func TestHostileRun(t *testing.T) {
	root := t.TempDir()
	good := pageName(17)
	put(t, filepath.Join(root, "in", good), pageHTML(17))
	pages := hostile(t)
	for name, data := range pages {
		put(t, filepath.Join(root, "in/content/202401/09", name), data)
	}
	counts := runHostile(t, root, 4)
	if counts.Offered <= len(pages) {
		t.Errorf("%d pages and archives, %d pages offered", len(pages)+1, counts.Offered)
	}
	published, err := os.ReadFile("out/documents/newspaper=江城日报/month=2024-01/part.jsonl")
	if err != nil || !bytes.Contains(published, []byte("in/"+good)) {
		t.Errorf("the good page is not published: %v", err)
	}
}

type hostileCounts struct{ Offered, Published, Unchanged, Duplicate, Quarantined int }

// runHostile runs over root/in into root/out and checks what must always hold.
func runHostile(t *testing.T, root string, workers int) hostileCounts {
	t.Helper()
	t.Chdir(root)
	before := tree(t, root)
	var out, errs bytes.Buffer
	if code := run([]string{"run", "--workers", fmt.Sprint(workers), "--out", "out", "in"}, nil, &out, &errs); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	for _, word := range []string{"panic", "goroutine ", "runtime error"} {
		if strings.Contains(errs.String(), word) {
			t.Errorf("%q in the log:\n%.2000s", word, errs.String())
		}
	}
	for name := range tree(t, root) {
		if _, ok := before[name]; !ok && name != "out" && !strings.HasPrefix(name, "out/") {
			t.Errorf("%q was written outside the dataset", name)
		}
	}
	if code := run([]string{"verify", "out"}, nil, &out, &errs); code != 0 {
		t.Errorf("the dataset is not sound: %s", out.String())
	}
	records, err := filepath.Glob("out/runs/*.json")
	if err != nil || len(records) != 1 {
		t.Fatalf("%d run records: %v", len(records), err)
	}
	data, err := os.ReadFile(records[0])
	if err != nil {
		t.Fatal(err)
	}
	var record struct{ Counts hostileCounts }
	if err := json.Unmarshal(data, &record); err != nil {
		t.Fatal(err)
	}
	return record.Counts
}

func put(t *testing.T, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// tree gives the names in a folder.
func tree(t *testing.T, root string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, path)
		names[filepath.ToSlash(rel)] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
