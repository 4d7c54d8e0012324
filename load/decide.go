package load

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// An offer is one page of this run as the decision needs it: its row, as if it
// were published or quarantined, and where the spill has its document and bytes.
type offer struct {
	entry
	document, bytes span
	kept            bool // bytes are in the spill
}

// A plan is what a run changes. It depends on the ledger and the set of offers
// alone, not on their order.
type plan struct {
	ledger  *ledger
	fresh   map[string]*offer // by path
	changed map[string]*entry // new row of a page, by path
	months  map[partition]*change
	bytes   map[string]span // quarantine file to write, by digest
	counts  Summary
	moved   [][2]partition // from and to, of rows that change their partition
}

// A change is what happens to the documents of a partition.
type change struct {
	put  map[string]source // by article id
	gone map[string]bool
}

// A source is where the new version of a document comes from.
type source struct {
	offer *offer // the spill
	carry *entry // the published document, now carried by this page
}

// decide applies the rules of the ledger:
//
//   - A page offered again replaces what it was.
//   - Of an article's pages that print the same, the least path publishes it and
//     the others are duplicates of that page.
//   - Of pages that print different things under one id, the one already
//     published stays (its own path may change it); else the least path is
//     published. The others are quarantined as conflicts.
//   - When the page that published an article prints something else now, the
//     article stays as long as a duplicate carries it, and the pages that were
//     measured against it are read again by the next run.
func decide(l *ledger, offers []*offer, touched []*entry) *plan {
	p := &plan{
		ledger: l, fresh: map[string]*offer{}, changed: map[string]*entry{},
		months: map[partition]*change{}, bytes: map[string]span{}, counts: Summary{Reasons: map[string]int{}},
	}
	p.take(offers)
	articles := map[Text][]*offer{}
	for _, path := range sortedKeys(p.fresh) {
		o := p.fresh[path]
		if old := l.pages[path]; old != nil && old.ArticleID != "" && articles[old.ArticleID] == nil {
			articles[old.ArticleID] = []*offer{} // it may have lost its page
		}
		if o.Outcome == quarantined {
			p.set(&o.entry)
			continue
		}
		articles[o.ArticleID] = append(articles[o.ArticleID], o)
	}
	for _, id := range sortedKeys(articles) {
		p.article(id, articles[id])
	}
	for _, e := range touched {
		p.touch(e)
	}
	p.count()
	return p
}

// touch gives a page that was not offered its new row. What the decision made
// of the page goes before, but for size and time.
func (p *plan) touch(e *entry) {
	if p.fresh[e.Path] != nil {
		return
	}
	c := p.changed[e.Path]
	if c == nil {
		p.set(e)
	} else if c.Size != nil {
		c.Size, c.ModTime = e.Size, e.ModTime
	}
}

// take sorts the offers and tells apart what was offered under one path: the
// same bytes again are a duplicate, other bytes are refused.
func (p *plan) take(offers []*offer) {
	slices.SortFunc(offers, func(a, b *offer) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.SHA256, b.SHA256))
	})
	for _, o := range offers {
		first := p.fresh[o.Path]
		switch {
		case first == nil:
		case first.SHA256 == o.SHA256:
			p.counts.Duplicate++
			continue
		default:
			o.refuse("same_path", fmt.Sprintf("%q was offered twice with different bytes", o.Path))
			o.Path += "#" + o.SHA256
		}
		p.fresh[o.Path] = o
	}
}

func (o *offer) refuse(reason, message string) {
	o.Outcome, o.Stage, o.Reason, o.Message = quarantined, "load", Text(reason), Text(message)
}

// article decides who publishes one article. The offers print it, in order of
// their paths.
func (p *plan) article(id Text, offers []*offer) {
	owner, standing := p.standing(id)
	if owner != nil && p.fresh[owner.Path] == nil {
		p.publish(owner, owner, standing, offers)
		return
	}
	first := p.first(owner, standing, offers)
	if first == nil { // nobody prints it any more
		p.forget(owner)
		readAgain(p, standing, "")
		return
	}
	p.publish(owner, first, standing, offers)
	if owner != nil && first.ContentSHA256 != owner.ContentSHA256 {
		readAgain(p, standing, first.ContentSHA256)
	}
}

// standing gives the page that publishes an article and the pages of the ledger
// that know it and are not offered now.
func (p *plan) standing(id Text) (owner *entry, standing []*entry) {
	for _, e := range p.ledger.byID[id] {
		if e.Outcome == published {
			owner = e
		}
		if p.fresh[e.Path] == nil && e != owner {
			standing = append(standing, e)
		}
	}
	slices.SortFunc(standing, func(a, b *entry) int { return cmp.Compare(a.Path, b.Path) })
	return owner, standing
}

// first gives the page whose print is the article's: its own path, then a
// duplicate that carries it on, then the least path offered.
func (p *plan) first(owner *entry, standing []*entry, offers []*offer) *entry {
	if owner != nil {
		if o := p.fresh[owner.Path]; o.Outcome != quarantined && o.ArticleID == owner.ArticleID {
			return &o.entry
		}
		for _, e := range standing {
			if e.Outcome == duplicate {
				return e
			}
		}
	}
	if len(offers) > 0 {
		return &offers[0].entry
	}
	return nil
}

// publish lets the least path of those that print what first prints be the
// article's page.
func (p *plan) publish(owner, first *entry, standing []*entry, offers []*offer) {
	least := first
	var same []*offer
	for _, o := range offers {
		if !prints(&o.entry, first) {
			o.refuse("conflict", fmt.Sprintf("article %q is published from %q with other content", o.ArticleID, first.Path))
			p.set(&o.entry)
			continue
		}
		same = append(same, o)
		if o.Path < least.Path {
			least = &o.entry
		}
	}
	for _, o := range same {
		p.settle(&o.entry, least)
	}
	for _, e := range standing {
		if e.Outcome == duplicate && prints(e, first) || e == first {
			p.settle(e, least)
		}
	}
	if owner != nil && p.fresh[owner.Path] == nil {
		p.settle(owner, least)
	}
	p.document(owner, least)
}

// prints tells whether two pages print the same article. Bytes that are the
// same do, though another version of the program read them.
func prints(a, b *entry) bool {
	return a.ContentSHA256 == b.ContentSHA256 || a.SHA256 == b.SHA256
}

// settle makes a page the publisher of its article or a duplicate of it.
func (p *plan) settle(e, publisher *entry) {
	row := *e
	row.Outcome, row.DuplicateOf = published, ""
	if e.Path != publisher.Path {
		row.Outcome, row.DuplicateOf = duplicate, Text(publisher.Path)
	}
	if p.fresh[e.Path] == nil && row.Outcome == published && e.Outcome == duplicate {
		row.again() // its address, encoding and notes may differ from the document it carries on
	}
	p.set(&row)
}

// document moves an article's document to its publisher.
func (p *plan) document(owner, publisher *entry) {
	if owner != nil && owner.part != publisher.part {
		p.month(owner.part).gone[string(owner.ArticleID)] = true
		p.moved = append(p.moved, [2]partition{owner.part, publisher.part})
	}
	if o := p.fresh[publisher.Path]; o != nil {
		p.month(o.part).put[string(o.ArticleID)] = source{offer: o}
	} else if owner != nil && owner.Path != publisher.Path {
		p.month(publisher.part).put[string(publisher.ArticleID)] = source{carry: publisher}
	}
}

func (p *plan) forget(owner *entry) {
	if owner != nil {
		p.month(owner.part).gone[string(owner.ArticleID)] = true
	}
}

// readAgain marks the standing pages that do not print the article's new content.
func readAgain(p *plan, standing []*entry, content Text) {
	for _, e := range standing {
		if content == "" || e.ContentSHA256 != content {
			row := *e
			row.again()
			p.set(&row)
		}
	}
}

// set records the new row of a page, where it differs from the old one.
func (p *plan) set(e *entry) {
	old := p.ledger.pages[e.Path]
	if old != nil && old.part != e.part {
		p.moved = append(p.moved, [2]partition{old.part, e.part})
		p.month(old.part)
	}
	if old == nil || old.part != e.part || !sameRow(old.PageRow, e.PageRow) {
		p.changed[e.Path] = e
		p.month(e.part)
	}
}

func sameRow(a, b PageRow) bool {
	if (a.Size == nil) != (b.Size == nil) || a.Size != nil && *a.Size != *b.Size {
		return false
	}
	a.Size, b.Size = nil, nil
	return a == b
}

func (p *plan) month(part partition) *change {
	if p.months[part] == nil {
		p.months[part] = &change{put: map[string]source{}, gone: map[string]bool{}}
	}
	return p.months[part]
}

// count sums the outcomes of the offers and keeps the bytes of the refused.
func (p *plan) count() {
	for _, path := range sortedKeys(p.fresh) {
		o := p.fresh[path]
		switch p.now(path).Outcome {
		case published:
			p.counts.Published++
		case duplicate:
			p.counts.Duplicate++
		default:
			p.counts.Quarantined++
			p.counts.Reasons[string(o.Reason)]++
			if o.kept {
				p.bytes[o.SHA256] = o.bytes
			}
		}
	}
}

// now gives the row of a page after the run.
func (p *plan) now(path string) *entry {
	if e := p.changed[path]; e != nil {
		return e
	}
	return p.ledger.pages[path]
}

// paths gives every page known after the run, in order.
func (p *plan) paths() []string {
	all := maps.Clone(p.ledger.pages)
	maps.Copy(all, p.changed)
	return sortedKeys(all)
}

// pages gives the whole ledger of each partition that changes, by path.
func (p *plan) pages() map[partition][]*entry {
	out := map[partition][]*entry{}
	for _, path := range p.paths() {
		if e := p.now(path); p.months[e.part] != nil {
			out[e.part] = append(out[e.part], e)
		}
	}
	return out
}

// order gives the partitions in the order they are published, so that no glob
// sees a row twice: those that only lose rows to another come first. One that
// both loses and gains is withdrawn before anything comes in.
func (p *plan) order() (parts []partition, withdrawn map[partition]bool) {
	loses, gains := map[partition]bool{}, map[partition]bool{}
	for _, m := range p.moved {
		loses[m[0]], gains[m[1]] = true, true
	}
	withdrawn = map[partition]bool{}
	var first, rest []partition
	for _, part := range sortedKeys(p.months) {
		withdrawn[part] = loses[part] && gains[part]
		if loses[part] && !gains[part] {
			first = append(first, part)
		} else {
			rest = append(rest, part)
		}
	}
	return append(first, rest...), withdrawn
}
