package extract

func (p *page) generic(text []byte) (finding, bool) {
	_ = text
	return finding{}, false
}
