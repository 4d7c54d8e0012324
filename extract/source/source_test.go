package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob"
	"gocloud.dev/blob/memblob"
)

var day = time.Date(2024, 7, 15, 0, 0, 0, 0, time.UTC)

// walk gives what the inputs hold, one line a page: its path and text, or the
// reason of its refusal.
func walk(t *testing.T, w *Walker, inputs ...string) []string {
	t.Helper()
	var got []string
	w.Visit = func(p Page) error {
		data, r := p.Read()
		if r != nil {
			if r.Stage != "read" || r.Message == "" {
				t.Errorf("refusal %+v lacks stage or message", r)
			}
			got = append(got, p.Path+" refused "+r.Reason)
			return nil
		}
		got = append(got, p.Path+" "+string(data[:min(len(data), 40)]))
		return nil
	}
	if w.Limits == (Limits{}) {
		w.Limits = DefaultLimits()
	}
	if err := w.Walk(context.Background(), inputs); err != nil {
		t.Fatal(err)
	}
	return got
}

func want(t *testing.T, got []string, lines ...string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(lines, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

// tree makes a folder of files and makes it the working folder.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func gz(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, text)
	z.Close()
	return b.String()
}

func TestFolders(t *testing.T) {
	tree(t, map[string]string{
		"in/b/2.html": "two", "in/a/1.HTM": "one", "in/c.html.gz": gz("three"), "in/x.css": "style", "in/._c.html": "fork",
		"in/d.htm.gz": gz("four")[:20], "other/5.html": "five", "page.data": "six",
	})
	ignored := 0
	w := &Walker{Ignored: func(string, string) { ignored++ }}
	want(t, walk(t, w, "./in/", "in", "in/b/2.html", "page.data", "*/5.h*"),
		"in/a/1.HTM one", "in/b/2.html two", "in/c.html.gz three", "in/d.htm.gz refused damaged", "page.data six", "other/5.html five")
	if ignored != 4 {
		t.Errorf("%d files ignored, want 2 in each of two visits", ignored)
	}
}

func TestList(t *testing.T) {
	tree(t, map[string]string{"in/1.html": "one", "in/2.html": "two"})
	abs, err := filepath.Abs("in/2.html")
	if err != nil {
		t.Fatal(err)
	}
	w := &Walker{Stdin: strings.NewReader("in/1.html\r\n\nnone.html\nfile://" + abs + "\n")}
	want(t, walk(t, w, "-"), "in/1.html one", "none.html refused unreadable", abs+" two")
	for _, in := range []string{"none", "no*ne", "none://x"} {
		if err := w.Walk(context.Background(), []string{in}); err == nil {
			t.Errorf("input %q: no error", in)
		}
	}
}

func TestSpecialFiles(t *testing.T) {
	tree(t, map[string]string{"in/good.html": "good", "in/sub/1.html": "one", "secret/s.html": "secret"})
	for link, to := range map[string]string{"in/out.html": "../secret/s.html", "in/outdir": "../secret", "in/dead.html": "nowhere", "in/z.html": "sub/1.html", "in/again": "sub", "in/style.css": "/etc/passwd"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	if err := syscall.Mkfifo("in/pipe.html", 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	want(t, walk(t, &Walker{}, "in", "in/pipe.html"),
		"in/dead.html refused link_out", "in/good.html good", "in/out.html refused link_out", "in/outdir refused link_out",
		"in/pipe.html refused not_regular", "in/sub/1.html one", "in/z.html one")
}

// The dataset may stand within its own input; its quarantine is no input.
func TestExcept(t *testing.T) {
	tree(t, map[string]string{"in/1.html": "one", "in/out/quarantine/2.html": "two"})
	want(t, walk(t, &Walker{Except: "in/out"}, "in"), "in/1.html one")
	w := &Walker{Except: "in/out", Limits: DefaultLimits(), Visit: func(Page) error { return nil }}
	if err := w.Walk(context.Background(), []string{"in/out"}); err == nil {
		t.Error("the dataset as its own input: no error")
	}
}

func TestHostileNames(t *testing.T) {
	tree(t, nil)
	for _, name := range []string{"a\xff.html", "a\xfe.html", "b\n.html"} {
		if err := os.WriteFile(name, []byte("text"), 0o644); err != nil {
			t.Skip("no such names here:", err)
		}
	}
	seen := map[string]bool{}
	for _, line := range walk(t, &Walker{}, ".") {
		if !utf8.ValidString(line) || strings.Contains(line, "\n") || seen[line] || !strings.HasSuffix(line, " text") {
			t.Errorf("page %q", line)
		}
		seen[line] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d pages, want 3", len(seen))
	}
}

var members = []struct{ name, text string }{
	{"content/202407/15/content_1.html", "one"},
	{"../../escape.html", "two"},
	{"/abs.html", "three"},
	{"a\x00b.html", "four"},
	{"z.html.gz", gz("five")},
	{"content/202407/15/content_1.html", "again"},
	{"style.css", "ignored"},
	{"inner.zip", "nested"},
}

func wantMembers(t *testing.T, got []string, archive string) {
	t.Helper()
	want(t, got,
		archive+"!content/202407/15/content_1.html one", archive+"!../../escape.html two", archive+"!/abs.html three",
		got[3], archive+"!z.html.gz five", archive+"!content/202407/15/content_1.html#2 again", archive+"!inner.zip refused nested_archive")
	if strings.Contains(got[3], "\x00") || !strings.HasSuffix(got[3], "four") {
		t.Errorf("member with NUL: %q", got[3])
	}
}

func TestZip(t *testing.T) {
	tree(t, nil)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		f, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: day})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, m.text)
	}
	z.Close()
	os.WriteFile("a.zip", b.Bytes(), 0o644)
	os.WriteFile("bad.zip", b.Bytes()[:b.Len()/2], 0o644)
	wantMembers(t, walk(t, &Walker{}, "a.zip"), "a.zip")
	want(t, walk(t, &Walker{}, "bad.zip"), "bad.zip refused damaged")
	limits := DefaultLimits()
	limits.Members = 2
	want(t, walk(t, &Walker{Limits: limits}, "a.zip")[2:], "a.zip refused too_many")
}

func makeTar(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		if strings.Contains(m.name, "\x00") {
			m.name = "a\x01b.html" // tar cannot hold a NUL in a name
		}
		if err := w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.text)), Mode: 0o644, ModTime: day, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, m.text)
	}
	w.WriteHeader(&tar.Header{Name: "link.html", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink})
	w.Close()
	return b.String()
}

func TestTar(t *testing.T) {
	text := makeTar(t)
	tree(t, map[string]string{"a.tar": text, "a.tar.gz": gz(text), "a.tgz": gz(text), "cut.tar.gz": gz(text)[:200]})
	for _, name := range []string{"a.tar", "a.tar.gz", "a.tgz"} {
		got := walk(t, &Walker{}, name)
		wantMembers(t, got[:len(got)-1], name)
		want(t, got[len(got)-1:], name+"!link.html refused not_regular")
	}
	got := walk(t, &Walker{}, "cut.tar.gz")
	want(t, got[len(got)-1:], "cut.tar.gz refused damaged")
}

func warcRecord(kind, address, http string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-07-15T01:02:03Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, address, len(http), http)
}

func TestWARC(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
	records := []string{
		warcRecord("warcinfo", "", "software: none\r\n"),
		warcRecord("request", "http://paper.example/1.html", "GET / HTTP/1.1\r\n\r\n"),
		warcRecord("response", "<http://paper.example/1.html>", ok+"\r\none"),
		warcRecord("response", "http://paper.example/2.html", ok+"Content-Encoding: gzip\r\n\r\n"+gz("two")),
		warcRecord("response", "http://paper.example/3.html", ok+"Transfer-Encoding: chunked\r\n\r\n5\r\nthree\r\n0\r\n\r\n"),
		warcRecord("response", "http://paper.example/4.html", ok+"Transfer-Encoding: chunked\r\n\r\nfour"),
		warcRecord("response", "http://paper.example/5.html", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nnone"),
		warcRecord("response", "http://paper.example/6.jpg", "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\npicture"),
		warcRecord("response", "http://paper.example/7.html", "not http"),
		warcRecord("response", "http://paper.example/1.html", ok+"\r\nlater"),
	}
	packed := ""
	for _, r := range records {
		packed += gz(r)
	}
	plain := strings.Join(records, "")
	tree(t, map[string]string{
		"a.warc": plain, "a.warc.gz": packed, "one.warc.gz": gz(plain), "cut.warc": plain[:len(plain)-10], "bad.warc": records[2] + "WARC/1.0\r\nContent-Length: -5\r\n\r\n",
		"junk.warc": strings.Repeat("x", 3<<20),
	})
	for _, name := range []string{"a.warc", "a.warc.gz", "one.warc.gz"} {
		want(t, walk(t, &Walker{}, name),
			name+"!http://paper.example/1.html one", name+"!http://paper.example/2.html two", name+"!http://paper.example/3.html three",
			name+"!http://paper.example/4.html four", name+"!http://paper.example/7.html refused damaged", name+"!http://paper.example/1.html#2 later")
	}
	got := walk(t, &Walker{}, "cut.warc", "bad.warc", "junk.warc")
	want(t, got[len(got)-3:], "bad.warc!http://paper.example/1.html one", "bad.warc refused damaged", "junk.warc refused damaged")
}

func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 20<<20)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("bomb.html")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, zeros)
	z.Close()
	tree(t, map[string]string{"p.html.gz": gz(zeros), "b.zip": b.String(), "b.tar.gz": gz(strings.Repeat("\x00", 1024) + zeros), "big.html": strings.Repeat("x", 2<<20)})
	limits := Limits{PageBytes: 1 << 20, Members: 10, Ratio: 20}
	want(t, walk(t, &Walker{Limits: limits}, "p.html.gz", "b.zip", "big.html"),
		"p.html.gz refused bomb", "b.zip!bomb.html refused bomb", "big.html refused too_large")
	w := &Walker{Limits: limits}
	r, err := w.stream("b.tar.gz", strings.NewReader(gz(zeros)))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, r); err == nil || n > 4<<20 {
		t.Errorf("read %d bytes of a bomb: %v", n, err)
	}
}

func TestBuckets(t *testing.T) {
	text := makeTar(t)
	tree(t, map[string]string{"b/2024/1.html": "one", "b/2024/a.tar.gz": gz(text), "b/2025/3.html": "three"})
	abs, err := filepath.Abs("b")
	if err != nil {
		t.Fatal(err)
	}
	want(t, walk(t, &Walker{}, "file://"+abs)[:1], abs+"/2024/1.html one")
	ctx := context.Background()
	for name, open := range map[string]func() (*blob.Bucket, error){
		"memory": func() (*blob.Bucket, error) { return memblob.OpenBucket(nil), nil },
		"file":   func() (*blob.Bucket, error) { return blob.OpenBucket(ctx, "file://"+t.TempDir()) },
	} {
		b, err := open()
		if err != nil {
			t.Fatal(err)
		}
		var zipped bytes.Buffer
		z := zip.NewWriter(&zipped)
		f, _ := z.Create("6.html")
		io.WriteString(f, "six")
		z.Close()
		for key, data := range map[string]string{"2024/1.html": "one", "2024/a.tar": text, "2024/x.css": "", "2024/z.zip": zipped.String(), "2025/3.html": "three"} {
			if err := b.WriteAll(ctx, key, []byte(data), nil); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		w := &Walker{Limits: DefaultLimits(), names: map[string]int{}, Visit: func(p Page) error {
			data, r := p.Read()
			if r != nil {
				data = []byte("refused " + r.Reason)
			}
			got = append(got, p.Path+" "+string(data))
			return nil
		}}
		if err := w.objects(ctx, b, "s3://paper", "2024/"); err != nil {
			t.Fatal(name, err)
		}
		want(t, got[:2], "s3://paper/2024/1.html one", "s3://paper/2024/a.tar!content/202407/15/content_1.html one")
		want(t, got[len(got)-1:], "s3://paper/2024/z.zip!6.html six")
		var missing *inputError
		if err := w.objects(ctx, b, "s3://paper", "2026/"); !errors.As(err, &missing) {
			t.Errorf("an empty prefix: %v", err)
		}
		b.Close()
	}
}

func TestStops(t *testing.T) {
	tree(t, map[string]string{"1.html": "one", "2.html": "two"})
	stop := errors.New("enough")
	w := &Walker{Limits: DefaultLimits(), Visit: func(Page) error { return stop }}
	if err := w.Walk(context.Background(), []string{"."}); err != stop {
		t.Errorf("error %v, want that of Visit", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := w.Walk(ctx, []string{"."}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after the interrupt", err)
	}
}

func FuzzArchives(f *testing.F) {
	f.Add("a.warc", []byte(warcRecord("response", "http://paper.example/1.html", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\none")))
	f.Add("a.tar", []byte{})
	f.Add("a.zip", []byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if kindOf(name) == other {
			return
		}
		w := &Walker{Limits: Limits{PageBytes: 1 << 20, Members: 100, Ratio: 100}, names: map[string]int{}}
		w.Visit = func(p Page) error {
			if printable(p.Path) != p.Path {
				t.Errorf("path %q is no printable text", p.Path)
			}
			p.Read()
			return nil
		}
		in := file{path: "in/" + name, size: int64(len(data)), open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
		if err := w.file(context.Background(), in, true); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	})
}
