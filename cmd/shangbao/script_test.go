package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "re-record the goldens in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"shangbao": main})
}

// The scripts of fixtures/cli run the program as its users do. Beside
// testscript's own commands they have
//
//	exits CODE PROGRAM ARG...   run, and demand an exit code
//	same A B                    two datasets are the same bytes, runs/ aside
//	month FILE FROM TO          write pages of an invented paper
//
// and in $PAGES the pages of fixtures/pages.
func TestScripts(t *testing.T) {
	pages, err := filepath.Abs("../../fixtures/pages")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../fixtures/cli",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PAGES", pages)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "same": same, "month": month},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	a, b := published(ts, args[0]), published(ts, args[1])
	if diff := difference(a, b); (diff != "") != neg {
		ts.Fatalf("%s and %s: %s", args[0], args[1], diff+map[bool]string{true: "they are the same"}[neg])
	}
}

// published gives the files of a dataset that readers see, by name.
func published(ts *testscript.TestScript, dir string) map[string]string {
	files := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if strings.HasPrefix(rel, "runs") || strings.HasPrefix(rel, ".shangbao/lock") || err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		files[rel] = string(data)
		return err
	}))
	if len(files) < 8 {
		ts.Fatalf("%s holds %d files: no dataset", dir, len(files))
	}
	return files
}

func difference(a, b map[string]string) string {
	var names []string
	for name := range a {
		if b[name] != a[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

func month(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: month FOLDER FROM TO")
	}
	from, err := strconv.Atoi(args[1])
	ts.Check(err)
	to, err := strconv.Atoi(args[2])
	ts.Check(err)
	for n := from; n < to; n++ {
		name := ts.MkAbs(filepath.Join(args[0], pageName(n)))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, []byte(pageHTML(n)), 0o666))
	}
}

// pageName gives the address of the n-th page of an invented paper: ten pages a
// day, 28 days a month.
func pageName(n int) string {
	day := n / 10
	return fmt.Sprintf("content/2024%02d/%02d/content_%d.html", day/28%12+1, day%28+1, 100000+n)
}

// pageHTML gives the n-th page.
func pageHTML(n int) string {
	return fmt.Sprintf(`<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>江城日报</title></head><body>
<p id="PreTitle"></p><h2 id="Title">某市第%[1]d次问政</h2><p id="SubTitle"></p>
<div id="ozoom"><founder-content><!--enpcontent-->
<p>　　提问代表：张三（某市某某街道党支部书记）</p>
<p>　　【企业发展】请问市政府，今年全市工业怎么样？</p>
<p>　　副市长李四答：今年1-6月，全市规上工业增加值%[1]d.5亿元，同比增长%[2]d.2%%。新培育规上企业%[3]d家，技改投资占固定资产投资的15.3%%。</p>
<p>　　下一步，力争全年完成工业投资%[1]d亿元以上，到年底新增就业近%[3]d人。</p>
<!--/enpcontent--><!--enpproperty <date>2024-07-15 01:00:00</date><author></author><nodename>江城日报</nodename><title>某市第%[1]d次问政</title>/enpproperty--></founder-content></div>
</body></html>
`, n+100, n%30+1, n*7+3)
}
