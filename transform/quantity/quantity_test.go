package quantity

import "testing"

// TestFields checks what the cases do not show: kind, printed unit and its
// multiplier, where the numeral stands, and whether a reader may miss it.
func TestFields(t *testing.T) {
	for _, c := range []struct {
		text, unitText string
		mult           int
		kind           Kind
		numeral        string
		chinese        bool
		optional       bool
	}{
		{"2645.0亿元", "亿元", 8, Amount, "2645.0亿", false, false},
		{"8.59万个标箱", "万个标箱", 4, Amount, "8.59万", false, false},
		{"3800多份", "份", 0, Amount, "3800", false, false},
		{"600多万元", "万元", 4, Amount, "600", false, false},
		{"1.2千万吨", "千万吨", 7, Amount, "1.2千万", false, false},
		{"超过500万", "万", 4, Amount, "500万", false, false},
		{"3个亿", "个亿", 8, Amount, "3个亿", false, false},
		{"三千万元", "万元", 4, Amount, "三千万", true, false},
		{"两个多小时", "个小时", 0, Amount, "两", true, false},
		{"15.7个百分点", "个百分点", 0, Points, "15.7", false, false},
		{"22.0%", "%", 0, Percent, "22.0", false, false},
		{"1/6", "", 0, Fraction, "1/6", false, false},
		{"一半", "", 0, Fraction, "一半", true, false},
		{"4.2倍", "倍", 0, Multiple, "4.2", false, false},
		{"翻两番", "", 0, Doubling, "两番", true, false},
		{"5大功能板块", "", 0, Amount, "5", false, false},
		{"五大平台", "", 0, Amount, "五", true, true},
		{"十项措施", "项", 0, Amount, "十", true, true},
		{"七国铁路", "国", 0, Amount, "七", true, false},
		{"两次主持", "次", 0, Amount, "两", true, false},
		{"首批企业", "批", 0, Rank, "首批", true, true},
		{"居首位", "位", 0, Rank, "首位", true, false},
		{"进入前10。", "", 0, Rank, "10", false, false},
		{"居全省第3位。", "位", 0, Rank, "3位", false, false},
		{"万人培训", "万人", 4, Amount, "万", true, true},
		{"百亿级大楼", "亿", 8, Amount, "百亿", true, true},
		{"一年", "年", 0, Amount, "一", true, true},
		{"近30年", "年", 0, Amount, "30", false, false},
	} {
		qs := Find(c.text, nil)
		if len(qs) != 1 {
			t.Errorf("%s: %s", c.text, showAll(qs))
			continue
		}
		q := qs[0]
		numeral := string([]rune(c.text)[q.NumStart:q.NumEnd])
		if q.UnitText != c.unitText || q.UnitMult != c.mult || q.Kind != c.kind || numeral != c.numeral || q.Chinese != c.chinese || q.Optional != c.optional {
			t.Errorf("%s: got unit %q by 10^%d, %s, numeral %q, chinese %t, optional %t", c.text, q.UnitText, q.UnitMult, q.Kind, numeral, q.Chinese, q.Optional)
		}
	}
}

// TestNumber checks what counts as a number in free text.
func TestNumber(t *testing.T) {
	for text, want := range map[string]bool{"12家": true, "4000": true, "一家": true, "四个方面": true, "25-28天": true,
		"二期": false, "一是": false, "5G": false, "一站式": false, "几家": false, "2024年": false} {
		qs := Find(text, nil)
		if len(qs) != 1 || qs[0].Number() != want {
			t.Errorf("%s: %s, want number %t", text, showAll(qs), want)
		}
	}
}

// TestTakenIsLeftAlone reads the rest of a text whose dates are taken.
func TestTakenIsLeftAlone(t *testing.T) {
	qs := Find("今年1-5月增长22.0%", []Span{{0, 6}, {-3, -1}, {90, 99}})
	if got := showAll(qs); got != "22.0%=22 % =" {
		t.Error(got)
	}
}
