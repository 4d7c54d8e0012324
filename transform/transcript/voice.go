package transcript

import (
	"strings"
)

// An act is what a label says its voice does.
type act int

const (
	speak      act = iota // somebody speaks; the text around says what for
	ask                   // 问, 提问代表, 记者
	maybeAsk              // 网友, 代表: they ask, unless somebody else does
	follow                // 追问
	answer                // 答, 答复
	supplement            // 补充答
	host                  // 主持人
	note                  // 编者按
)

func (a act) asks() bool    { return a == ask || a == follow }
func (a act) answers() bool { return a == answer || a == supplement }

// A strength says how much a label is worth without the text around it.
type strength int

const (
	nothing  strength = iota
	nickname          // any short word: 阿明
	name              // a person's name: 李某某
	post              // a post, an organisation, a role: 李局长, 商务局, 记者
	explicit          // it says what it does: 问, 商务局答
)

// A voice is what a label's words mean.
type voice struct {
	act       act
	strength  strength
	person    person
	key       string // the same for labels of one voice
	short     string // the short form the label introduces: 记 of (以下简称记)
	addressee string // of 问市教育局
	retold    bool   // it answers a question that the paper only mentions
	vague     bool   // it counts only where other labels make a dialogue
	single    bool   // a new voice at every label, though the words are the same
}

// voice reads the words of a label, without its colon or brackets.
func (t *text) voice(who string) voice {
	v, ok := t.voices[who]
	if !ok {
		v = t.words.voice(who)
		t.voices[who] = v
	}
	return v
}

func (x *lexicon) voice(who string) voice {
	who = strings.Trim(who, " *")
	who, short := introduced(who)
	if v := x.asides(who); v.strength > nothing {
		return v
	}
	who, action := noted(x, who)
	v := x.act(who)
	if v.strength == nothing {
		return v
	}
	v.short = short
	if action != speak {
		v.act, v.strength = action, max(v.strength, post)
	}
	if v.key == "" {
		v.key = strings.ReplaceAll(who, " ", "")
	}
	return v
}

// introduced cuts "(以下简称记)" off a label.
func introduced(who string) (rest, short string) {
	outer, inner := cutBracket(who)
	for _, say := range []string{"以下简称为", "以下均简称", "以下简称", "以下简写为", "以下称", "下称", "简称为", "简称"} {
		if i := strings.Index(inner, say); i >= 0 {
			rest := strings.Trim(inner[:i], " ,、;")
			short := strings.Trim(inner[i+len(say):], " “”\"':为")
			if rest != "" {
				outer += "(" + rest + ")"
			}
			return outer, short
		}
	}
	return who, ""
}

// asides reads 答(李局长): the speaker stands behind what he does.
func (x *lexicon) asides(who string) voice {
	outer, inner := cutBracket(who)
	v, ok := x.acts[outer]
	p := x.person(inner)
	if !ok || v.where == "after" || !p.known() {
		return voice{}
	}
	return voice{act: v.act, strength: explicit, person: p, key: keyOf(p) + v.act.String()}
}

// noted cuts "(追问)" or "(补充)" off a label.
func noted(x *lexicon, who string) (string, act) {
	outer, inner := cutBracket(who)
	if v, ok := x.acts[strings.TrimSpace(inner)]; ok && inner != "" && v.where != "after" {
		return strings.TrimSpace(outer), v.act
	}
	return who, speak
}

// act reads a label as a bare verb, as a speaker with a verb or as a speaker.
func (x *lexicon) act(who string) voice {
	if v, ok := x.acts[stem(who)]; ok && v.where != "after" {
		return bareVoice(who, v.act)
	}
	if strings.HasSuffix(who, "说") || strings.HasSuffix(who, "称") {
		if v := x.withVerb(who); v.strength == explicit {
			return v // 李局长回答说, though 李局长说 is no label
		}
	}
	if who == "" || x.deny(who) {
		return voice{}
	}
	if v := x.addressed(who); v.strength > nothing {
		return v
	}
	if v := x.withVerb(who); v.strength > nothing {
		return v
	}
	return x.speaker(who)
}

// bareVoice is 问 or 答复. Answers that name nobody go on under another word
// (调查情况, 处理结果).
func bareVoice(who string, a act) voice {
	v := voice{act: a, strength: explicit, single: stem(who) != who}
	if a == answer {
		v.key = a.String()
	}
	return v
}

// stem takes the number off 问1, Q2, 问题三.
func stem(who string) string {
	const digits = "0123456789一二三四五六七八九十第. "
	if s := strings.Trim(who, digits); s != "" {
		return s
	}
	return who
}

// withVerb reads 副市长罗某某答, 记者问, 市民王先生反映.
func (x *lexicon) withVerb(who string) voice {
	rs := []rune(who)
	for n := min(x.longest, len(rs)-1); n > 0; n-- {
		v, ok := x.acts[string(rs[len(rs)-n:])]
		if !ok || v.where == "bare" {
			continue
		}
		base := strings.Trim(string(rs[:len(rs)-n]), " ,、")
		if strings.HasPrefix(base, "对") || x.deny(base) {
			return voice{}
		}
		p := x.person(base)
		switch {
		case p.known() && !strings.ContainsAny(base, ",:"):
			return voice{act: v.act, strength: explicit, person: p, key: base + v.act.String()}
		case x.nickname(base) && len([]rune(base)) <= 6:
			return voice{act: v.act, strength: name, person: p, key: base + v.act.String()}
		}
		return voice{}
	}
	return voice{}
}

// addressed reads 问市教育局, the asker unknown, and 市民李女士问市教育局.
func (x *lexicon) addressed(who string) voice {
	for _, say := range []string{"我想请问", "我想问", "想请问", "想问", "请问", "请教", "提问", "追问", "问"} {
		by, base, ok := strings.Cut(who, say)
		if !ok || base == "" {
			continue
		}
		p, asker := x.person(base), x.person(by)
		if p.Org == "" && p.Title == "" || by != "" && !asker.known() {
			return voice{}
		}
		a := ask
		if say == "追问" {
			a = follow
		}
		return voice{act: a, strength: explicit, person: asker, addressee: base, single: true}
	}
	return voice{}
}

// speaker reads a label that names who speaks and no more.
func (x *lexicon) speaker(who string) voice {
	p := x.person(who)
	switch {
	case p.role == "host":
		return voice{act: host, strength: post, person: p, key: keyOf(p)}
	case p.role == "press" || x.press(p):
		return voice{act: ask, strength: post, person: p, key: keyOf(p)}
	case p.role == "public":
		return voice{act: maybeAsk, strength: post, person: p, key: keyOf(p)}
	case p.Title != "" || p.Org != "":
		return voice{act: speak, strength: post, person: p, key: keyOf(p)}
	case p.Name != "":
		return voice{act: speak, strength: name, person: p, key: keyOf(p)}
	case x.nickname(who):
		return voice{act: speak, strength: nickname, person: person{Speaker: Speaker{Name: who}}}
	}
	return voice{}
}

// keyOf is the name alone where it is given in full, so that a label with a post
// and a later one without are one voice.
func keyOf(p person) string {
	if rs := []rune(p.Name); len(rs) > 1 && !honorific(p.Name) {
		return p.Name
	}
	return p.Org + "/" + p.Title + "/" + p.Name
}

// press says whether an organisation is a paper, an agency or a station.
func (x *lexicon) press(p person) bool {
	if p.Title != "" || strings.HasSuffix(p.Org, "电网") || strings.HasSuffix(p.Org, "互联网") {
		return false
	}
	for _, end := range []string{"日报", "晚报", "时报", "早报", "晨报", "都市报", "商报", "报", "电视台", "广播电台", "电台", "通讯社", "新华社", "中新社", "新闻社", "卫视", "周刊", "法新社", "路透社", "发布", "融媒", "融媒体中心", "客户端", "新闻网", "新闻", "网", "周末", "财经", "邮报", "之声", "之音"} {
		if strings.HasSuffix(p.Org, end) {
			return true
		}
	}
	return false
}

func (a act) String() string {
	return [...]string{"speak", "ask", "ask?", "follow", "answer", "supplement", "host", "note"}[a]
}
