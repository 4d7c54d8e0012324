package transcript

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// covers says what is wrong with the offsets of the turns of a text.
func covers(text string, turns []Turn) string {
	rs := []rune(text)
	at := 0
	for i, u := range turns {
		switch {
		case u.No != i+1:
			return "number"
		case u.Start != at || u.End < u.Start || u.End == u.Start:
			return "gap, overlap or empty turn"
		case u.TextStart < u.Start || u.TextEnd < u.TextStart || u.TextEnd > u.End:
			return "text outside its turn"
		case u.Method == "" || u.Role == "":
			return "no method or role"
		case (u.Role == Narrative || u.Role == Host) && u.Exchange != 0:
			return "exchange outside one"
		case u.Label != "" && !strings.Contains(string(rs[u.Start:u.TextStart]), u.Label):
			return "label is not at the head of the turn: " + u.Label
		}
		at = u.End
	}
	if at != len(rs) {
		return "end of the text"
	}
	return ""
}

var pieces = []string{"问:", "答:", "追问:", "\n", "　　", "记者:", "李某某:", "主持人:", "【", "】", "**", "?", "。", "商务局补充答:", "编者按", "(以下简称记):", "记:", "14:24", "“", "”", "问题1:", "请问市政府,", "提问代表:方某某(某村书记)", "某局长说", "\xff", "a", "年", " ", "…", "(记者 张三)"}

func TestCoverIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "pieces"), "")
		turns := Turns(text)
		if bad := covers(text, turns); bad != "" {
			t.Fatalf("%q: %s: %+v", text, bad, turns)
		}
		Pairs(turns)
	})
}

func FuzzTurns(f *testing.F) {
	for _, path := range fixtures(f) {
		f.Add(body(f, path))
	}
	f.Add("？\n李某某：？\n李某某：!00")
	f.Fuzz(func(t *testing.T, text string) {
		if bad := covers(text, Turns(text)); bad != "" {
			t.Errorf("%q: %s", text, bad)
		}
	})
}

// A spoken line is a voice and what it says, for printing in several styles.
type spoken struct {
	asks  bool
	words string
}

func dialogue(t *rapid.T) []spoken {
	questions := []string{"今年的目标是多少?", "请问何时完工?", "路为什么还没有修好?我们等了三年。请问何时修?", "资金从哪里来?"}
	answers := []string{"目标是500亿元。", "年底前完工。\n共分三步:第一步,清理;第二步,施工。\n第三步,验收。", "财政拨款。例如:去年拨了3亿元。", "已经落实。\n二是加强检查。"}
	var out []spoken
	for range rapid.IntRange(2, 6).Draw(t, "exchanges") {
		out = append(out, spoken{true, rapid.SampledFrom(questions).Draw(t, "question")}, spoken{false, rapid.SampledFrom(answers).Draw(t, "answer")})
	}
	return out
}

// printers are ways to print the same dialogue.
var printers = map[string]func(s spoken) string{
	"marker":   labelled("问:", "答:"),
	"reporter": labelled("记者问:", "市商务局局长李某某答:"),
	"bracket":  labelled("【问】", "【答】"),
	"names":    labelled("【记者】", "【李某某】"),
	"bold":     labelled("**记者:**", "**李某某:**"),
	"colon":    labelled("记者:", "李某某:"),
	"post":     labelled("江城日报记者:", "市商务局局长 李某某:"),
	"alone":    labelled("记者:\n", "李某某:\n"),
	"form":     labelled("提问代表:张三(某村党支部书记)\n", "商务局答:"),
	"latin":    labelled("Q:", "A:"),
	"timed":    labelled("[14:24]记者:", "[14:25]李某某:"),
	"short":    labelled("记者(以下简称记):", "李某某(以下简称李):"),
}

func labelled(question, answer string) func(s spoken) string {
	return func(s spoken) string {
		if s.asks {
			return question + s.words
		}
		return answer + s.words
	}
}

func print(said []spoken, how func(spoken) string) string {
	var out []string
	for _, s := range said {
		out = append(out, how(s))
	}
	return strings.Join(out, "\n")
}

// said is what must not change with the way a dialogue is printed.
type said struct {
	Exchange int
	Role     Role
	Text     string
}

func saying(text string) []said {
	rs := []rune(text)
	var out []said
	for _, u := range Turns(text) {
		out = append(out, said{u.Exchange, u.Role, strings.Join(strings.Fields(string(rs[u.TextStart:u.TextEnd])), "\n")})
	}
	return out
}

func TestStylesAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dialogue(t)
		want := []said{}
		exchange := 0
		for _, s := range d {
			role := Answer
			if s.asks {
				role = Question
				exchange++
			}
			want = append(want, said{exchange, role, s.words})
		}
		for name, how := range printers {
			if diff := cmp.Diff(want, saying(print(d, how))); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

var wide = strings.NewReplacer(":", "：", ",", "，", "?", "？", "(", "（", ")", "）", ";", "；", "!", "！")

// Full-width punctuation, blank lines, indents and blanks at line ends change
// neither turns nor speakers.
func TestTypographyDoesNotMatter(t *testing.T) {
	for _, path := range fixtures(t) {
		text := body(t, path)
		want := Turns(text)
		same := Turns(wide.Replace(text))
		if len(same) != len(want) {
			t.Errorf("%s: %d turns full-width, %d as it is", path, len(same), len(want))
			continue
		}
		for i := range want {
			a, b := want[i], same[i]
			a.Label, b.Label, a.Topic, b.Topic = "", "", wide.Replace(a.Topic), wide.Replace(b.Topic)
			if a != b {
				t.Errorf("%s full-width: %+v, as it is: %+v", path, b, a)
			}
		}
		flowed := strings.ReplaceAll(text, "\n", "  \n\n　　")
		if diff := cmp.Diff(saying(text), saying(flowed)); diff != "" {
			t.Errorf("%s re-flowed (-want +got):\n%s", path, diff)
		}
	}
}

func TestTurnsGiveTheTextBack(t *testing.T) {
	for _, path := range fixtures(t) {
		text := body(t, path)
		if !utf8.ValidString(text) {
			t.Fatalf("%s is no UTF-8", path)
		}
		rs := []rune(text)
		var b strings.Builder
		for _, u := range Turns(text) {
			b.WriteString(string(rs[u.Start:u.End]))
		}
		if b.String() != text {
			t.Errorf("%s: turns do not give the text back", path)
		}
	}
}

// hostile texts are long and tempting.
var hostile = map[string]string{
	"问:":      strings.Repeat("问:", 1<<18),
	"newline": strings.Repeat("\n", 1<<20),
	"答":       strings.Repeat("答", 1<<18),
	"答 lines": strings.Repeat("答\n", 1<<18),
	"turns":   strings.Repeat("问:一?\n答:二。\n", 1<<15),
	"inline":  strings.Repeat("问:一?答:二。", 1<<15),
	"quotes":  strings.Repeat("“?”某委员问。", 1<<15),
	"open":    strings.Repeat("【", 1<<18) + strings.Repeat("(", 1<<18),
	"stars":   strings.Repeat("*", 1<<18),
	"names":   strings.Repeat("记者:一?\n李某某:二。\n王某某:三。\n", 1<<14),
	"bullets": strings.Repeat("■", 1<<18),
	"简称":      strings.Repeat("简称", 1<<18),
	"请问":      strings.Repeat("问:"+strings.Repeat("请问", 100)+"\n答:。\n", 1<<9),
}

func TestHostileTextsEnd(t *testing.T) {
	for name, text := range hostile {
		if bad := covers(text, Turns(text)); bad != "" {
			t.Errorf("%s: %s", name, bad)
		}
	}
}

func BenchmarkTurns(b *testing.B) {
	texts := map[string]string{"report": strings.Repeat(body(b, transcripts+"/plain/report.txt")+"\n", 40)}
	texts["interview"] = strings.Repeat(body(b, transcripts+"/name/interview.txt")+"\n", 40)
	for name, text := range hostile {
		texts["hostile "+name] = text
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Turns(text)
			}
		})
	}
}
