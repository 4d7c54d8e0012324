// Package extract turns the bytes of one e-paper page into an Article.
package extract

// An Article is one printed article as read from its page. Text is verbatim
// (valid UTF-8, typography as printed); a field the page does not give is "".
type Article struct {
	ID         string   `json:"article_id"` // stable: newspaper, issue date and the number in the page's address
	Newspaper  string   `json:"newspaper"`
	IssueDate  string   `json:"issue_date"` // YYYY-MM-DD, "" when unknown
	PageNo     string   `json:"page_no"`    // as printed without 第 and 版: "04", "A01"
	PageName   string   `json:"page_name"`
	Pretitle   string   `json:"pretitle"` // 引题
	Title      string   `json:"title"`
	Subtitle   string   `json:"subtitle"` // 副题
	Byline     string   `json:"byline"`   // as printed
	Authors    []string `json:"authors"`
	Paragraphs []string `json:"paragraphs"`     // trimmed of indents; jump lines taken out and the flow joined
	Bold       []string `json:"bold,omitempty"` // for each paragraph the words in bold it begins with, if any begins so
	URL        string   `json:"url"`
	Source     Source   `json:"source"`
	Charset    string   `json:"charset"`  // what the bytes were decoded as
	Template   string   `json:"template"` // name of the template that matched
	JumpTo     string   `json:"jump_to"`
	JumpFrom   string   `json:"jump_from"`
	Notes      []string `json:"notes"` // everything overridden, repaired or doubted
}

// A Source says where the bytes of a page came from.
type Source struct {
	Path   string `json:"path"`   // slash path or URL of the page; member of an archive: archive!member
	SHA256 string `json:"sha256"` // lower-case hex digest of the page's bytes
}

// A Refusal is the error of a page that yields no article. It is the reason
// recorded in the quarantine.
type Refusal struct {
	Stage   string `json:"stage"`   // "read", "extract" or "transform"
	Reason  string `json:"reason"`  // short machine-readable code such as "empty" or "layout_page"
	Message string `json:"message"` // what was being done, quoting the offending text
}

func (r *Refusal) Error() string { return r.Stage + ": " + r.Message }
