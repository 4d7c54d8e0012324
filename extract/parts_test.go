package extract

import (
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseLabel(t *testing.T) {
	for _, c := range []struct{ text, no, name string }{
		{"第04版：要闻", "04", "要闻"},
		{"第A01版：头版", "A01", "头版"},
		{"A01： 头版", "A01", "头版"},
		{"01版:要闻", "01", "要闻"},
		{"第1版　　　　　　　　　　　　要闻", "1", "要闻"},
		{"旅游报01版", "01", ""},
		{"第四版：副刊", "04", "副刊"},
		{"第十二版 综合新闻", "12", "综合新闻"},
		{"JSA01：江苏新闻", "JSA01", "江苏新闻"},
		{"第 05 版: 理论 2024年07月15日 星期一", "05", "理论"},
		{"2024年07月15日 第04版：要闻", "04", "要闻"},
		{"第B02版：财经 上一版 下一版", "B02", "财经"},
		{"第02版：经济 PDF", "02", "经济"},
		{"《江城日报》（2024年12月03日　第 07 版）", "07", ""},
		{"2023年7月30日 星期日　 第 A 06 版：渔乡", "A06", "渔乡"},
		{"版次： 04  版名： 都市", "04", "都市"},
		{"版次：A02", "A02", ""},
		{"首页 > A2 综合 > 正文", "A2", "综合"},
		{"首页 > 第04版：要闻 > 正文", "04", "要闻"},
		{"首页 > 24 小时 > 正文", "", ""},
		{"今日8版", "", ""},
		{"本报版权所有", "", ""},
		{"（下转第3版）", "", ""},
		{"上接第一版", "", ""},
		{"软件2.0版", "", ""},
		{"08:30", "", ""},
		{"", "", ""},
	} {
		if got := parseLabel(c.text); got != (pageLabel{c.no, c.name}) {
			t.Errorf("%q: got %q, want %q %q", c.text, got, c.no, c.name)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for _, c := range []struct {
		path string
		want address
	}{
		{"html/2024-07/15/content_471952.htm", address{number: "471952", date: "2024-07-15"}},
		{"http://szb.jc.example/content/202407/15/content_471952.html?div=-1", address{number: "471952", date: "2024-07-15"}},
		{"crawl-2024-08-01.zip!con/202407/15/content_7.html", address{number: "7", date: "2024-07-15"}},
		{`C:\pages\html\2024-07\15\content_58464_19727196.htm`, address{number: "19727196", date: "2024-07-15"}},
		{"2024-07/15/content_711802_2.htm", address{number: "711802", pager: "2", date: "2024-07-15"}},
		{"con/202407/15/c125329.html", address{number: "125329", date: "2024-07-15"}},
		{"con/202407/15/content_LgmO6FNq.html", address{number: "LgmO6FNq", date: "2024-07-15"}},
		{"html/2017-10/16/nw.D110000jcrb_20171016_3-A02.htm", address{number: "3-A02", page: "A02", date: "2017-10-16"}},
		{"nw.D110000jcrb_20171016_3-02.htm", address{number: "3-02", page: "02", date: "2017-10-16"}},
		{"news/t20240715_8812345.shtml", address{number: "8812345", dated: "2024-07-15"}},
		{"html/news/2024/7/5/9988.html", address{number: "9988", dated: "2024-07-05"}},
		{"html/2024-13/45/node_2.htm", address{layout: true}},
		{"layout/202407/15/node_A01.html", address{date: "2024-07-15", layout: true}},
		{"col/202407/15/l01.html", address{date: "2024-07-15", layout: true}},
		{"paperindex.htm", address{layout: true}},
		{"", address{}},
	} {
		got := parseAddress(c.path)
		got.path = ""
		if c.want.dated == "" { // any date in the path will do where the folders give one
			got.dated = ""
		}
		if got != c.want {
			t.Errorf("%q: got %+v, want %+v", c.path, got, c.want)
		}
	}
}

func TestArticleID(t *testing.T) {
	for _, c := range []struct{ newspaper, date, number, want string }{
		{"义乌商报", "2024-07-15", "471952", "义乌商报-2024-07-15-471952"},
		{"ＡＢ报", "2024-07-15", "１２", "AB报-2024-07-15-12"},
		{"", "", "5", "unknown-undated-5"},
		{"江城日报", "2024-07-15", "../../etc/passwd", "江城日报-2024-07-15-etcpasswd_" + digest("../../etc/passwd")},
		{"江城\x00日报/..", "2024-07-15", "5", "江城日报_" + digest("江城\x00日报/..") + "-2024-07-15-5"},
		{"江城日报", "2024-07-15", "..", "江城日报-2024-07-15-" + digest("..")},
		{strings.Repeat("报", 80), "", "1", strings.Repeat("报", 64) + "_" + digest(strings.Repeat("报", 80)) + "-undated-1"},
	} {
		if got := articleID(c.newspaper, c.date, c.number); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFindDate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2024年07月15日 星期一", "2024-07-15"},
		{"２０２４年７月１５日", "2024-07-15"},
		{"2017 年 10 月\n 9 日　星期", "2017-10-09"},
		{"二〇二四年七月十五日 农历甲辰年六月初十", "2024-07-15"},
		{"二○二四年十月二十一日", "2024-10-21"},
		{"2017-October-16", "2017-10-16"},
		{"2024-10-28 10:25:36:0", "2024-10-28"},
		{"2024/02/30", ""},
		{"电话 0571-8888-12", ""},
		{"7月15日", ""},
	} {
		if got := findDate(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestByline(t *testing.T) {
	const text = "江城今年新增企业1200家，增长8.5%。"
	for _, c := range []struct {
		paragraphs []string
		byline     string
		authors    []string
	}{
		{[]string{text, "全媒体记者 傅某琳 见习记者 何某婕 丁奕彤 整理"}, "全媒体记者 傅某琳 见习记者 何某婕 丁奕彤 整理", []string{"傅某琳", "何某婕", "丁奕彤"}},
		{[]string{"■ 本报记者 张三 李某某", text}, "■ 本报记者 张三 李某某", []string{"张三", "李某某"}},
		{[]string{"■ 张三", text}, "■ 张三", []string{"张三"}},
		{[]string{"本报讯（记者 张三 通讯员 李四）" + text}, "记者 张三 通讯员 李四", []string{"张三", "李四"}},
		{[]string{"本报讯(记者张三、李四)" + text}, "记者张三、李四", []string{"张三", "李四"}},
		{[]string{"新华社江城7月15日电（记者王　强）" + text}, "记者王　强", []string{"王强"}},
		{[]string{"本报讯 记者张三 通讯员李四报道：" + text}, "记者张三 通讯员李四", []string{"张三", "李四"}},
		{[]string{text, "【记者】张三 李四", "【通讯员】王五", "【校对】赵六"}, "【记者】张三 李四 【通讯员】王五", []string{"张三", "李四", "王五"}},
		{[]string{text + "（记者 张三 通讯员 市税务局 李四）"}, "记者 张三 通讯员 市税务局 李四", []string{"张三", "李四"}},
		{[]string{text + "（张三 李四）"}, "张三 李四", []string{"张三", "李四"}},
		{[]string{"文/图 张三", text}, "文/图 张三", []string{"张三"}},
		{[]string{"文/本报记者 张三 图/李四", text}, "文/本报记者 张三 图/李四", []string{"张三", "李四"}},
		{[]string{"海州日报全媒体记者 李艳某 王 强 通讯员 阿卜杜拉·买买提", text}, "海州日报全媒体记者 李艳某 王 强 通讯员 阿卜杜拉·买买提", []string{"李艳某", "王强", "阿卜杜拉·买买提"}},
		{[]string{text, "責任編輯：趙六"}, "", nil},
		{[]string{text, "本報記者 陳某 攝影"}, "本報記者 陳某 攝影", []string{"陳某"}},
		{[]string{"记者昨日从市税务局获悉（详见3版），" + text, "数字（单位：万元）"}, "", nil},
		{[]string{text + "（未完待续）"}, "", nil},
		{[]string{"主持人：今天请来三位代表。", text}, "", nil},
		{[]string{"记者：为什么？", "张三：因为。"}, "", nil},
		{[]string{"记者：请介绍", "张三：好的", "记者手记", text, "采访札记"}, "", nil},
		{[]string{"记者（以下简称“记者”）采访了张三。", text + "（作者单位：江城大学）"}, "", nil},
		{[]string{"【本報訊】記者陳某某", text}, "【本報訊】記者陳某某", []string{"陳某某"}},
		{[]string{"【本報訊】記者陳大文報道：海灣新橋昨日通車。", text}, "記者陳大文", []string{"陳大文"}},
		{[]string{"作者：张三", text}, "作者：张三", []string{"张三"}},
		{[]string{"本报记者 王桂会 李科", text}, "本报记者 王桂会 李科", []string{"王桂会", "李科"}},
		{[]string{"■ 江城日报记者 张三", "通讯员 李四", text}, "■ 江城日报记者 张三 通讯员 李四", []string{"张三", "李四"}},
		{[]string{text, "（张三　李四）"}, "张三　李四", []string{"张三", "李四"}},
		{[]string{text, "（完）"}, "", nil},
		{[]string{text, "江城日报·江城网记者 张三 整理 来源：江城日报"}, "江城日报·江城网记者 张三 整理 来源：江城日报", []string{"张三"}},
		{[]string{text, "江城社发（张三 摄）"}, "", nil},
		{[]string{text, "（本报记者王　强参与采写）"}, "（本报记者王　强参与采写）", []string{"王强"}},
		{[]string{"文丨李某某　编辑丨何苗", text}, "文丨李某某　编辑丨何苗", []string{"李某某"}},
		{[]string{"文：张三 图：李四", text}, "文：张三 图：李四", []string{"张三", "李四"}},
		{[]string{"本报记者 张 三", "通 讯 员 李四 王 五", text}, "本报记者 张 三 通 讯 员 李四 王 五", []string{"张三", "李四", "王五"}},
		{nil, "", nil},
	} {
		got, names := findByline(c.paragraphs)
		if got != c.byline {
			t.Errorf("%q: byline %q, want %q", c.paragraphs, got, c.byline)
		}
		if diff := cmp.Diff(c.authors, names); diff != "" {
			t.Errorf("%q: authors -want +got:\n%s", c.byline, diff)
		}
		if diff := cmp.Diff(c.authors, authorsOf(got)); diff != "" {
			t.Errorf("%q: authors of the byline alone -want +got:\n%s", c.byline, diff)
		}
	}
}

func TestMasthead(t *testing.T) {
	for _, c := range []struct{ text, name string }{
		{"江城日报", "江城日报"},
		{"《江城日报》数字报", "江城日报"},
		{"欢迎阅读江城商报电子报", "江城商报"},
		{"江城法治报", "江城法治报"},
		{"江城广播电视报电子版", "江城广播电视报"},
		{"江城金报logo", "江城金报"},
		{"今日江县", "今日江县"},
		{"今日要闻", ""},
		{"今日头条", ""},
		{"天气预报", ""},
		{"电子报", ""},
		{"一江清水穿城过", ""},
	} {
		if got := masthead(c.text); got != c.name {
			t.Errorf("%q: got %q, want %q", c.text, got, c.name)
		}
	}
}

func TestNamesOnly(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"李某某　王某", true},
		{"张三、李四", true},
		{"李某某", false},
		{"沿江十镇 新修步道", false},
		{"马到成功 步步登高", false},
	} {
		if got := namesOnly(c.text); got != c.want {
			t.Errorf("%q: got %v", c.text, got)
		}
	}
}

func TestJump(t *testing.T) {
	for _, c := range []struct {
		in, out []string
		jump    jump
	}{
		{[]string{"第一段。", "（下转第四版）", "（上接第三版）", "第二段。"}, []string{"第一段。", "第二段。"}, jump{"四", "三"}},
		{[]string{"全市推进改革，", "（下转A03版）", "(上接A01版)", "成效明显。"}, []string{"全市推进改革，成效明显。"}, jump{"A03", "A01"}},
		{[]string{"全市推进改革，（下转2版）（上接1版）成效明显。"}, []string{"全市推进改革，成效明显。"}, jump{"2", "1"}},
		{[]string{"▲上接第一版《港口半年报》", "全市推进改革。"}, []string{"全市推进改革。"}, jump{"", "一"}},
		{[]string{"小标题", "（下轉第2版）", "正文。"}, []string{"小标题", "正文。"}, jump{"2", ""}},
		{[]string{"书的第三版接近售罄。"}, []string{"书的第三版接近售罄。"}, jump{}},
		{[]string{"第一段。", "▶▶下转第2、3版"}, []string{"第一段。"}, jump{"2", ""}},
		{[]string{"第一段。", "下转第五版►►"}, []string{"第一段。"}, jump{"五", ""}},
		{[]string{"★上接一版", "第二段。"}, []string{"第二段。"}, jump{"", "一"}},
		{[]string{"第一段。（文转A3版）"}, []string{"第一段。"}, jump{"A3", ""}},
		{[]string{"他说：“改革有力。”", "下转02版"}, []string{"他说：“改革有力。”"}, jump{"02", ""}},
	} {
		var j jump
		got := j.body(c.in)
		if diff := cmp.Diff(c.out, got); diff != "" || j != c.jump {
			t.Errorf("%q: jumps %q, -want +got:\n%s", c.in, j, diff)
		}
	}
}

func TestParseRecord(t *testing.T) {
	for _, c := range []struct {
		comment string
		want    cmsRecord
	}{
		{"enpproperty <date>2024-07-15</date><author>null</author><id>11</id><title>甲<br>乙</title>/enpproperty",
			cmsRecord{"date": "2024-07-15", "author": "", "id": "11", "title": "甲 乙"}},
		{"enpproperty <founder-title><![CDATA[<p>甲&nbsp;乙</p>]]></founder-title><founder-type>1</founder-type> /enpproperty",
			cmsRecord{"title": "甲 乙", "type": "1"}},
		{"enpproperty <title>甲&lt;br&gt;乙<script>x</script></title><abstract>一半<p</abstract><id>7</id>",
			cmsRecord{"title": "甲 乙", "abstract": "一半<p", "id": "7"}},
		{"enpproperty <title>没有结尾<id>7</id><id>8</id>", cmsRecord{"title": "没有结尾", "id": "7"}},
		{"enpproperty <title>1 < 2 且 3 > 2</title>", cmsRecord{"title": "1 < 2 且 3 > 2"}},
		{"enpproperty", cmsRecord{}},
	} {
		if diff := cmp.Diff(c.want, parseRecord(c.comment)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", c.comment, diff)
		}
	}
}

func TestLoadPapers(t *testing.T) {
	for _, c := range []struct{ tsv, err string }{
		{"# note\n/a.example/\t江城日报\n", ""},
		{"/a.example/\n", `papers.tsv:1: reading "/a.example/": want two columns, address part and paper`},
		{"/a/\t甲\n\n", `papers.tsv:2: reading "": want two columns, address part and paper`},
		{"/a/\t甲\t乙\n", `papers.tsv:1: reading "/a/\t甲\t乙": want two columns, address part and paper`},
		{"/a/\t甲\n/a/\t乙\n", `papers.tsv:2: address part "/a/" stands twice`},
	} {
		_, err := loadPapers("papers.tsv", c.tsv)
		if got := errText(err); got != c.err {
			t.Errorf("%q: got %s, want %s", c.tsv, got, c.err)
		}
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"　　两字缩进　", "两字缩进"},
		{"1 200\u00A0家", "1 200 家"},
		{"折行\n  的字", "折行的字"},
		{"two\nwords", "two words"},
		{"零\u200B宽\uFEFF", "零宽"},
		{"栏　目", "栏　目"},
		{"\x01\u0085控\u007F制", "控制"},
		{" \n ", ""},
	} {
		if got := clean(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// The fast way through tidy text gives what clean gives.
func TestLookAgreesWithClean(t *testing.T) {
	runes := []rune{'全', '、', ' ', '\u3000', '\u00A0', '\u200B', '\uFEFF', '“', '，', 'a', '1', '\n', '\t', '·', '𠮷', '\u2060', '\u2003', '\u0001', 'é'}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom(runes)).Draw(t, "text")
		trimmed := trim(text)
		if tidy, _ := look(trimmed); tidy && clean(text) != trimmed {
			t.Errorf("%q is not tidy: clean gives %q", text, clean(text))
		}
	})
}

// The reader of a page leaves out the white space behind blocks, nothing else.
func TestTightReader(t *testing.T) {
	behind := regexp.MustCompile(`(</(?:p|div|li|tr|table|ul)>)[ \t\r\n]+`)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"</p>", "\n", " ", "\t\r", "全", "<p>", "</", "p>", "x", "</td>", "</div>", "</li>", "\f", "</ul>", "</tr", ">", "\x00"})).Draw(t, "text"), "")
		got, err := io.ReadAll(iotest.OneByteReader(newTightReader([]byte(text))))
		if want := behind.ReplaceAllString(text, "$1"); err != nil || string(got) != want {
			t.Errorf("%q: got %q, %v, want %q", text, got, err, want)
		}
		if got, _ := io.ReadAll(newTightReader([]byte(text))); string(got) != behind.ReplaceAllString(text, "$1") {
			t.Errorf("%q read at once: %q", text, got)
		}
	})
}

// The fast check of bytes agrees with the standard library.
func TestScanAgreesWithUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := append([]byte("全，a"), rapid.SliceOf(rapid.SampledFrom([]byte{0xE5, 0x85, 0xA8, 0xE0, 0xED, 0xA0, 0x80, 0xEF, 0xBF, 0xBD, 0xF0, 0x9F, 'a', 1, 0x7F, 0xC2})).Draw(t, "bytes")...)
		valid, odd := scan(text)
		if valid != utf8.Valid(text) {
			t.Errorf("%x: valid %v", text, valid)
		}
		if want := strings.ContainsFunc(string(text), func(r rune) bool { return r == utf8.RuneError || isControl(r) }); valid && odd != want {
			t.Errorf("%q: odd %v, want %v", text, odd, want)
		}
	})
}
