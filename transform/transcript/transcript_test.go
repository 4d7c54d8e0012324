package transcript

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "re-record the goldens")

// A flatTurn is what a golden holds of a turn.
type flatTurn struct {
	Exchange   int `json:",omitempty"`
	Role       Role
	Label      string `json:",omitempty"`
	Name       string `json:",omitempty"`
	Title      string `json:",omitempty"`
	Org        string `json:",omitempty"`
	Addressee  string `json:",omitempty"`
	Topic      string `json:",omitempty"`
	Text       string
	Start, End int
	Method     string
}

func flatten(body string, turns []Turn) []flatTurn {
	rs := []rune(body)
	out := []flatTurn{}
	for _, u := range turns {
		out = append(out, flatTurn{u.Exchange, u.Role, u.Label, u.Speaker.Name, u.Speaker.Title, u.Speaker.Org, u.Addressee, u.Topic,
			string(rs[u.TextStart:u.TextEnd]), u.Start, u.End, u.Method})
	}
	return out
}

const transcripts = "../../fixtures/transcripts"

func read(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// golden compares a value with a file of JSON, or re-records it.
func golden(t *testing.T, path string, value any) {
	t.Helper()
	b, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got := string(b) + "\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(read(t, path), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// fixtures gives every text below fixtures/transcripts by its path.
func fixtures(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob(transcripts + "/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	return paths
}

func body(t testing.TB, path string) string {
	return strings.TrimSuffix(read(t, path), "\n")
}

// The page of 2024-07-15, as printed and with half-width punctuation.
func TestPage(t *testing.T) {
	for _, page := range []string{"yiwu", "yiwu-as-seed"} {
		var article struct {
			Paragraphs []string `json:"paragraphs"`
		}
		if err := json.Unmarshal([]byte(read(t, "../../fixtures/pages/"+page+"/article.golden.json")), &article); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(article.Paragraphs, "\n")
		golden(t, filepath.Join(transcripts, page+".golden.json"), flatten(text, Turns(text)))
	}
}

func TestGoldens(t *testing.T) {
	for _, path := range fixtures(t) {
		t.Run(strings.TrimPrefix(path, transcripts+"/"), func(t *testing.T) {
			text := body(t, path)
			golden(t, strings.TrimSuffix(path, ".txt")+".golden.json", flatten(text, Turns(text)))
		})
	}
}

// Every style, and every way to open a turn without a label, has a fixture in a
// folder of its name in which it opens a turn.
func TestEveryStyleHasAFixture(t *testing.T) {
	opened := map[string]bool{}
	for _, path := range fixtures(t) {
		folder := filepath.Base(filepath.Dir(path))
		for _, u := range Turns(body(t, path)) {
			opened[folder+"/"+u.Method] = true
		}
	}
	names := []string{"inline", "unlabelled", "lead", "heading", "narration", "dash", "question", "box", "sign-off"}
	for _, s := range styles {
		names = append(names, s.name)
	}
	for _, name := range names {
		if !opened[name+"/"+name] {
			t.Errorf("no fixture in %s/%s opens a turn by this style", transcripts, name)
		}
	}
}

// What only looks like a dialogue has one voice, the paper's.
func TestPlainReportsAreOneNarrative(t *testing.T) {
	paths, _ := filepath.Glob(transcripts + "/plain/*.txt")
	if len(paths) < 20 {
		t.Fatalf("%d plain texts", len(paths))
	}
	for _, path := range paths {
		text := body(t, path)
		if turns := Turns(text); len(turns) != 1 || turns[0].Role != Narrative || turns[0].Label != "" {
			t.Errorf("%s: %+v", path, flatten(text, turns))
		}
	}
}

func TestSpeakers(t *testing.T) {
	for _, c := range []struct {
		label string
		want  Speaker
	}{
		{"方某某(后宅街道李祖村党支部书记)", Speaker{"方某某", "党支部书记", "后宅街道李祖村"}},
		{"曹某某(江城市大江玩具有限公司董事长)", Speaker{"曹某某", "董事长", "江城市大江玩具有限公司"}},
		{"王某某(江城千岸电子商务有限公司产品部主管)", Speaker{"王某某", "产品部主管", "江城千岸电子商务有限公司"}},
		{"吴某(江城大学现代科技学院教师)", Speaker{"吴某", "教师", "江城大学现代科技学院"}},
		{"王某(江城市运动器材商会会长)", Speaker{"王某", "会长", "江城市运动器材商会"}},
		{"副市长罗某某", Speaker{"罗某某", "副市长", ""}},
		{"江城市常务副市长罗某某", Speaker{"罗某某", "常务副市长", "江城市"}},
		{"市商务局局长李某某", Speaker{"李某某", "局长", "市商务局"}},
		{"市商务局局长 李某某", Speaker{"李某某", "局长", "市商务局"}},
		{"市商务局 局长 李某某", Speaker{"李某某", "局长", "市商务局"}},
		{"李某某 市商务局局长", Speaker{"李某某", "局长", "市商务局"}},
		{"市教育局党委书记、局长李某某", Speaker{"李某某", "党委书记、局长", "市教育局"}},
		{"市教育局党组成员、副局长李某某", Speaker{"李某某", "党组成员、副局长", "市教育局"}},
		{"李某某局长", Speaker{"李某某", "局长", ""}},
		{"王局长", Speaker{"王", "局长", ""}},
		{"商城集团", Speaker{"", "", "商城集团"}},
		{"外事办", Speaker{"", "", "外事办"}},
		{"商务局", Speaker{"", "", "商务局"}},
		{"市场发展委", Speaker{"", "", "市场发展委"}},
		{"工商联", Speaker{"", "", "工商联"}},
		{"江城日报记者", Speaker{"", "记者", "江城日报"}},
		{"《江城日报》记者", Speaker{"", "记者", "江城日报"}},
		{"江城日报记者张三", Speaker{"张三", "记者", "江城日报"}},
		{"新华社记者", Speaker{"", "记者", "新华社"}},
		{"主持人", Speaker{"", "主持人", ""}},
		{"主持人 赵某某", Speaker{"赵某某", "主持人", ""}},
		{"网友“蓝天”", Speaker{"蓝天", "网友", ""}},
		{"市民王先生", Speaker{"王先生", "市民", ""}},
		{"欧阳某某", Speaker{"欧阳某某", "", ""}},
		{"马克·约翰逊", Speaker{"马克·约翰逊", "", ""}},
		{"外交部发言人毛某", Speaker{"毛某", "发言人", "外交部"}},
		{"市人大代表张三", Speaker{"张三", "市人大代表", ""}},
		{"市财政局", Speaker{"", "", "市财政局"}},
		{"方某某(河东街道李祖村妇联主席)", Speaker{"方某某", "妇联主席", "河东街道李祖村"}},
		{"市妇联主席方某某", Speaker{"方某某", "主席", "市妇联"}},
		{"大江集团东山煤矿机电队班长方某某", Speaker{"方某某", "机电队班长", "大江集团东山煤矿"}},
		{"总台央视记者", Speaker{"", "记者", "总台央视"}},
		{"市财政局韩某某局长", Speaker{"韩某某", "局长", "市财政局"}},
		{"大江镇柳村党支部书记", Speaker{"", "党支部书记", "大江镇柳村"}},
		{"市住建局房管科科长", Speaker{"", "房管科科长", "市住建局"}},
		{"市住建局物业科科长曹某某", Speaker{"曹某某", "物业科科长", "市住建局"}},
		{"江城集团常务副总裁", Speaker{"", "常务副总裁", "江城集团"}},
		{"市总工会主席方某某", Speaker{"方某某", "主席", "市总工会"}},
		{"市政府党组成员、副市长方某某", Speaker{"方某某", "党组成员、副市长", "市政府"}},
		{"大江新闻记者", Speaker{"", "记者", "大江新闻"}},
		{"市教育局王局长", Speaker{"王", "局长", "市教育局"}},
		{"退休教师王老师", Speaker{"王老师", "退休教师", ""}},
		{"网友@春天", Speaker{"春天", "网友", ""}},
		{"住建部门", Speaker{"", "", "住建部门"}},
		{"市农业局市场信息科科长", Speaker{"", "市场信息科科长", "市农业局"}},
		{"市住建局物业管理科科长胡某某", Speaker{"胡某某", "物业管理科科长", "市住建局"}},
		{"社区工作者小陈", Speaker{"小陈", "社区工作者", ""}},
		{"方某某副主任", Speaker{"方某某", "副主任", ""}},
		{"会议主持人、市人大常委会副主任方某某", Speaker{"方某某", "副主任", "市人大常委会"}},
		{"县议会主席方某某议员", Speaker{"方某某", "主席", "县议会"}},
	} {
		if got := words().person(c.label).Speaker; got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.label, got, c.want)
		}
	}
}

func TestResolution(t *testing.T) {
	text := "问答实录\n市民代表张三:教室何时够用?\n江城市教育局局长李某某:九月。\n市民代表张三:食堂呢?\n李局长:十月。\n市民代表张三:操场呢?\n教育局:十一月。\n市民代表张三:谁负责?\n王局长:我负责。"
	full := Speaker{"李某某", "局长", "江城市教育局"}
	turns := Turns(text)
	if len(turns) != 9 {
		t.Fatalf("%+v", flatten(text, turns))
	}
	for i, want := range map[int]Speaker{2: full, 4: full, 6: full, 8: {"王", "局长", ""}} {
		if turns[i].Speaker != want {
			t.Errorf("turn %d: %+v", i, turns[i].Speaker)
		}
	}
}

// The words before the body of a post are none of its name: 任教于江城大学的李某某教授.
func TestResolutionBehindATitle(t *testing.T) {
	text := "现任教于江城大学的李某某教授日前接受本报专访。\n本报记者:您为什么来?\n李某某:为了讲学。"
	if turns := Turns(text); len(turns) != 3 || turns[2].Speaker != (Speaker{"李某某", "教授", "江城大学"}) {
		t.Errorf("%+v", flatten(text, turns))
	}
}

// An answer to a question that the paper only mentions pairs with none.
func TestPairsOfARetoldQuestion(t *testing.T) {
	text := body(t, transcripts+"/narrated-answer/retold.txt")
	if n := len(Pairs(Turns(text))); n != 3 {
		t.Errorf("%d pairs", n)
	}
}

// A lead may introduce who the labels then call by name, or by surname and title.
func TestResolutionFromTheLead(t *testing.T) {
	full := Speaker{"王某某", "局长", "江城市教育局"}
	for _, label := range []string{"王某某", "王局长"} {
		text := "日前,本报记者专访江城市教育局局长王某某,请他解读新政。\n记者:教室何时够用?\n" + label + ":九月。"
		if turns := Turns(text); len(turns) != 3 || turns[2].Speaker != full {
			t.Errorf("%s: %+v", label, flatten(text, turns))
		}
	}
}

func TestAddressee(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"问:请问市政府,我们将如何做?\n答:好。", "市政府"},
		{"问:请问商城集团,它将如何引领?\n答:好。", "商城集团"},
		{"问:想问王局长,钱从哪里来?\n答:好。", "王局长"},
		{"问:请问市政府的首要工作是什么?\n答:好。", ""},
		{"问:请问如何办理?\n答:好。", ""},
		{"问:请问市民办理要多久?\n答:好。", ""},
		{"问市教育局:何时开学?\n答:好。", "市教育局"},
		{"問市教育局:請問何時開學?\n答:九月。", "市教育局"},
	} {
		if got := Turns(c.text)[0].Addressee; got != c.want {
			t.Errorf("%s: %q", c.text, got)
		}
	}
}

func TestPairs(t *testing.T) {
	text := "问:一?\n问:二?\n答:二。\n商务局补充答:二二。\n追问:三?\n答:三。\n问:四?"
	want := []Pair{{0, -1, false, false}, {1, 2, false, false}, {1, 3, false, true}, {4, 5, true, false}, {6, -1, false, false}}
	if diff := cmp.Diff(want, Pairs(Turns(text))); diff != "" {
		t.Error(diff)
	}
	if Pairs(nil) != nil {
		t.Error("pairs of nothing")
	}
}

func TestLimit(t *testing.T) {
	text := strings.Repeat("问:一?\n答:二。\n", 100)
	turns := TurnsWithin(text, nil, 7)
	if len(turns) != 7 || turns[6].End != len([]rune(text)) {
		t.Errorf("%d turns", len(turns))
	}
	if n := len(TurnsWithin(text, nil, 0)); n != 200 {
		t.Errorf("%d turns without a limit", n)
	}
}

func TestLexiconErrors(t *testing.T) {
	for content, want := range map[string]string{
		"a\tb\nx":          `f.tsv:2: 1 columns, want 2: "x"`,
		"a\tb\nx\t":        "f.tsv:2: blank in \"x\\t\"",
		"a\tb\nx\ty\nx\tz": `f.tsv:3: "x" again`,
	} {
		if _, err := rows("f.tsv", content, 2); err == nil || err.Error() != want {
			t.Errorf("%q: %v", content, err)
		}
	}
	bad := func(name string) (string, error) {
		b, err := data.ReadFile("data/" + name)
		return strings.Replace(string(b), "\tstrong", "\tsteel", 1), err
	}
	if _, err := load(bad); err == nil || !strings.Contains(err.Error(), `organisations.tsv:2: "steel"`) {
		t.Error(err)
	}
}
