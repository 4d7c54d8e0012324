package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStray(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"广告", true},
		{"-广告-", true},
		{"【广告】云河柑橘 产地直发 电话：0000-8000000", true},
		{"（廣告）", true},
		{"扫码看视频", true},
		{"▲扫码观看直播", true},
		{"扫描二维码，观看相关视频", true},
		{"长按识别二维码，下载“云河新闻”客户端", true},
		{"请扫码阅读全文", true},
		{"广告牌下的老人", false},
		{"广告业上半年收入12亿元。", false},
		{"扫码支付走进菜场", false},
		{"扫码看病更方便", false},
		{"扫一扫二维码，就能看到每棵树的报道。", false},
		{"“广告”二字写得很小", false},
		{"", false},
	} {
		if got := stray(c.text); got != c.want {
			t.Errorf("%q: got %v", c.text, got)
		}
	}
}

func TestEditorLine(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"编辑　赵某一", true},
		{"责编 刘某　校对 于某", true},
		{"责编：刘某、王某", true},
		{"本版责编：何　晴　版式设计：沈　默", true},
		{"编辑 | 丁香　审核 | 老何", true},
		{"（编辑：李某）", true},
		{"【校对】赵六", true},
		{"[责任编辑：张三、李四]", true},
		{"責任編輯：趙六", true},
		{"编辑张三 校对李四", true},
		{"漫画 陈某", true},
		{"一审：张三 二审：李四 三审：王五", true},
		{"编 辑：张三", true},
		{"策划：张三 编辑：李四", true},
		{"责任编辑：王某某　电子邮箱：xx@jc.example", true},
		{"编辑 王某某 电话：0000-2000000", true},
		{"策划：张三 统筹：李四", false},
		{"记者 张三 编辑 李四", false},
		{"本报编辑部", false},
		{"编辑部 张三", false},
		{"编辑：谢谢", false},
		{"编辑：", false},
		{"编辑 整理", false},
		{"校对部门 一丝不苟", false},
		{"审核材料 当场办结", false},
		{"漫画里的江城", false},
		{"漫画 江城记忆", false},
		{"编辑：请您介绍", false},
		{"审核通过率 98%", false},
		{"（编辑过程从略）", false},
		{"江城市图书馆编目部主任 张三", false},
	} {
		if got := editorLine(c.text); got != c.want {
			t.Errorf("%q: got %v", c.text, got)
		}
	}
}

func TestWithoutStrays(t *testing.T) {
	const text = "江城今年新增企业1200家。"
	for _, c := range []struct{ in, out, notes []string }{
		{[]string{text, "广告", text}, []string{text, text}, nil},
		{[]string{text, "扫码看视频", text}, []string{text, text}, []string{`left out of the body: "扫码看视频"`}},
		{[]string{text, "编辑 王某", "记者 张三"}, []string{text, "记者 张三"}, []string{`left out of the body: "编辑 王某"`}},
		{[]string{text, "【记者】张三", "【校对】李四"}, []string{text, "【记者】张三"}, []string{`left out of the body: "【校对】李四"`}},
		{[]string{text + "（编辑：王某）"}, []string{text}, []string{`left out of the body: "（编辑：王某）"`}},
		{[]string{text + "（记者 张三 编辑 李四）"}, []string{text + "（记者 张三 编辑 李四）"}, nil},
		{[]string{"编辑 王某", text}, []string{"编辑 王某", text}, nil},
		{[]string{"编辑 王某"}, []string{"编辑 王某"}, nil},
		{[]string{"广告"}, []string{}, nil},
		{[]string{"【广告】云河柑橘"}, []string{"【广告】云河柑橘"}, nil},
		{nil, nil, nil},
	} {
		p := &page{}
		if diff := cmp.Diff(c.out, p.withoutStrays(c.in, nil)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", c.in, diff)
		}
		if diff := cmp.Diff(c.notes, p.notes); diff != "" {
			t.Errorf("%q: notes -want +got:\n%s", c.in, diff)
		}
	}
}
