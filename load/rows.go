package load

// The rows below are the published contract (DATA-DICTIONARY): flat, one type a
// table, columns in their published order. Each field's doc tag is the
// description of its column in schema.json. A nullable column is a Text (""
// is NULL) or a pointer (nil is NULL); every other column always has a value.

// An ArticleRow is one article: table articles.
type ArticleRow struct {
	ArticleID      string   `parquet:"article_id" json:"article_id" doc:"key; the same page gives the same id on every machine"`
	Newspaper      Text     `parquet:"newspaper,optional" json:"newspaper" doc:"name of the paper"`
	IssueDate      *Date    `parquet:"issue_date,optional,date" json:"issue_date" doc:"from the page's address or masthead"`
	PageNo         Text     `parquet:"page_no,optional" json:"page_no" doc:"as printed without 第 and 版: 04, A01"`
	PageName       Text     `parquet:"page_name,optional" json:"page_name" doc:"name of the printed page: 要闻"`
	Pretitle       Text     `parquet:"pretitle,optional" json:"pretitle" doc:"引题"`
	Title          Text     `parquet:"title,optional" json:"title" doc:"title as printed"`
	Subtitle       Text     `parquet:"subtitle,optional" json:"subtitle" doc:"副题"`
	Byline         Text     `parquet:"byline,optional" json:"byline" doc:"as printed"`
	Authors        []string `parquet:"authors,list" json:"authors" doc:"names in the byline, in order"`
	BodyText       string   `parquet:"body_text" json:"body_text" doc:"the paragraphs joined by a newline; all offsets count its code points"`
	ParagraphCount int32    `parquet:"paragraph_count" json:"paragraph_count" doc:"number of paragraphs"`
	URL            Text     `parquet:"url,optional" json:"url" doc:"address of the page"`
	SourcePath     string   `parquet:"source_path" json:"source_path" doc:"where the bytes came from; member of an archive: archive!member"`
	SourceSHA256   string   `parquet:"source_sha256" json:"source_sha256" doc:"hex digest of the page's bytes"`
	Charset        Text     `parquet:"charset,optional" json:"charset" doc:"what the bytes were decoded as"`
	Template       Text     `parquet:"template,optional" json:"template" doc:"the extractor's template that matched"`
	JumpTo         Text     `parquet:"jump_to,optional" json:"jump_to" doc:"page of 下转, written like page_no"`
	JumpFrom       Text     `parquet:"jump_from,optional" json:"jump_from" doc:"page of 上接, written like page_no"`
	Notes          []string `parquet:"notes,list" json:"notes" doc:"everything the extractor overrode, repaired or doubted"`
}

// A TurnRow is one stretch of one voice: table turns.
type TurnRow struct {
	TurnID       string `parquet:"turn_id" json:"turn_id" doc:"key: <article_id>#t<turn_no>"`
	ArticleID    string `parquet:"article_id" json:"article_id" doc:"article it stands in"`
	TurnNo       int32  `parquet:"turn_no" json:"turn_no" doc:"from 1, in the order of the text"`
	ExchangeNo   *int32 `parquet:"exchange_no,optional" json:"exchange_no" doc:"the question it belongs to, from 1; NULL outside"`
	Role         string `parquet:"role" json:"role" doc:"question, follow_up, answer, supplement, host or narrative"`
	Label        Text   `parquet:"label,optional" json:"label" doc:"as printed: 副市长罗祖盘答:"`
	SpeakerName  Text   `parquet:"speaker_name,optional" json:"speaker_name" doc:"who speaks"`
	SpeakerTitle Text   `parquet:"speaker_title,optional" json:"speaker_title" doc:"office: 副市长"`
	SpeakerOrg   Text   `parquet:"speaker_org,optional" json:"speaker_org" doc:"body spoken for"`
	Addressee    Text   `parquet:"addressee,optional" json:"addressee" doc:"who is spoken to"`
	Topic        Text   `parquet:"topic,optional" json:"topic" doc:"heading of the question: 整体情况"`
	CharStart    int32  `parquet:"char_start" json:"char_start" doc:"first code point of the label in body_text"`
	CharEnd      int32  `parquet:"char_end" json:"char_end" doc:"one past its last code point"`
	Text         string `parquet:"text" json:"text" doc:"the words, without label and topic"`
	Method       Text   `parquet:"method,optional" json:"method" doc:"the rule that opened the turn"`
}

// A PairRow is one question and one answer to it: table qa_pairs.
type PairRow struct {
	PairID         string `parquet:"pair_id" json:"pair_id" doc:"key: <article_id>#q<n>"`
	ArticleID      string `parquet:"article_id" json:"article_id" doc:"article it stands in"`
	ExchangeNo     *int32 `parquet:"exchange_no,optional" json:"exchange_no" doc:"the exchange, from 1"`
	Topic          Text   `parquet:"topic,optional" json:"topic" doc:"heading of the question"`
	AskerName      Text   `parquet:"asker_name,optional" json:"asker_name" doc:"who asks"`
	AskerTitle     Text   `parquet:"asker_title,optional" json:"asker_title" doc:"office of who asks"`
	AskerOrg       Text   `parquet:"asker_org,optional" json:"asker_org" doc:"body of who asks"`
	ResponderName  Text   `parquet:"responder_name,optional" json:"responder_name" doc:"who answers"`
	ResponderTitle Text   `parquet:"responder_title,optional" json:"responder_title" doc:"office of who answers"`
	ResponderOrg   Text   `parquet:"responder_org,optional" json:"responder_org" doc:"body that answers"`
	QuestionText   string `parquet:"question_text" json:"question_text" doc:"words of the question"`
	AnswerText     Text   `parquet:"answer_text,optional" json:"answer_text" doc:"words of the answer; NULL where nobody answers"`
	QuestionTurnID string `parquet:"question_turn_id" json:"question_turn_id" doc:"turn of the question"`
	AnswerTurnID   Text   `parquet:"answer_turn_id,optional" json:"answer_turn_id" doc:"turn of the answer; NULL where nobody answers"`
	IsFollowUp     bool   `parquet:"is_follow_up" json:"is_follow_up" doc:"the question is a follow-up (追问)"`
	IsSupplement   bool   `parquet:"is_supplement" json:"is_supplement" doc:"the answer is a supplement (补充答)"`
}

// A SentenceRow is one sentence, segmented: table sentences.
type SentenceRow struct {
	SentenceID  string   `parquet:"sentence_id" json:"sentence_id" doc:"key: <article_id>#s<sentence_no>"`
	ArticleID   string   `parquet:"article_id" json:"article_id" doc:"article it stands in"`
	TurnID      Text     `parquet:"turn_id,optional" json:"turn_id" doc:"turn its first character stands in"`
	ParagraphNo int32    `parquet:"paragraph_no" json:"paragraph_no" doc:"from 1"`
	SentenceNo  int32    `parquet:"sentence_no" json:"sentence_no" doc:"from 1, within the article"`
	CharStart   int32    `parquet:"char_start" json:"char_start" doc:"first code point in body_text"`
	CharEnd     int32    `parquet:"char_end" json:"char_end" doc:"one past its last code point"`
	Text        string   `parquet:"text" json:"text" doc:"as printed"`
	Tokens      []string `parquet:"tokens,list" json:"tokens" doc:"words; concatenated they give the text back"`
	POS         []string `parquet:"pos,list" json:"pos" doc:"part of speech of each token (ICTCLAS tags)"`
}

// An IndicatorRow is one number that measures something: table indicators.
type IndicatorRow struct {
	IndicatorID  string   `parquet:"indicator_id" json:"indicator_id" doc:"key: <article_id>#i<n>, n from 1 in the order of the text"`
	ArticleID    string   `parquet:"article_id" json:"article_id" doc:"article it stands in"`
	TurnID       Text     `parquet:"turn_id,optional" json:"turn_id" doc:"turn it is said in; NULL outside any turn"`
	SentenceID   Text     `parquet:"sentence_id,optional" json:"sentence_id" doc:"sentence it stands in"`
	CharStart    int32    `parquet:"char_start" json:"char_start" doc:"first code point of quantity_text in body_text"`
	CharEnd      int32    `parquet:"char_end" json:"char_end" doc:"one past its last code point"`
	QuantityText string   `parquet:"quantity_text" json:"quantity_text" doc:"hedge, number, multiplier and unit as printed: 近1000家"`
	Entity       Text     `parquet:"entity,optional" json:"entity" doc:"whose: the place, body, firm or project named in the text"`
	Indicator    Text     `parquet:"indicator,optional" json:"indicator" doc:"what is measured, as written: 进出口额"`
	Component    Text     `parquet:"component,optional" json:"component" doc:"the slice named by 其中 or by a qualifier"`
	Value        *Decimal `parquet:"value,optional,decimal(9:38)" json:"value" doc:"exact, in the base unit, negative for a fall; NULL for a range"`
	ValueMin     *Decimal `parquet:"value_min,optional,decimal(9:38)" json:"value_min" doc:"lower end of a range, or the bounded side"`
	ValueMax     *Decimal `parquet:"value_max,optional,decimal(9:38)" json:"value_max" doc:"upper end of a range, or the bounded side"`
	Bound        Text     `parquet:"bound,optional" json:"bound" doc:"= ~ > >= < <= or range"`
	Unit         Text     `parquet:"unit,optional" json:"unit" doc:"canonical code: CNY, m2, %, ‰, pp, 1, rank, or a Chinese classifier"`
	UnitText     Text     `parquet:"unit_text,optional" json:"unit_text" doc:"as printed with multiplier: 亿元"`
	UnitMult     int32    `parquet:"unit_mult" json:"unit_mult" doc:"power of ten printed: 0, 2, 3, 4, 6, 8 or 12"`
	Statistic    Text     `parquet:"statistic,optional" json:"statistic" doc:"level, growth, change, share, rank, rate or threshold"`
	Basis        Text     `parquet:"basis,optional" json:"basis" doc:"what a growth, change, share or rank is against: yoy, pop, year:2019 or the text"`
	Direction    Text     `parquet:"direction,optional" json:"direction" doc:"up or down"`
	PeriodText   Text     `parquet:"period_text,optional" json:"period_text" doc:"the time it holds for, as printed"`
	PeriodStart  *Date    `parquet:"period_start,optional,date" json:"period_start" doc:"first day; NULL is open or unknown"`
	PeriodEnd    *Date    `parquet:"period_end,optional,date" json:"period_end" doc:"last day; NULL is open or unknown"`
	PeriodSource Text     `parquet:"period_source,optional" json:"period_source" doc:"explicit or inherited"`
	Statement    Text     `parquet:"statement,optional" json:"statement" doc:"actual, target, forecast or rule"`
	ParentID     Text     `parquet:"parent_id,optional" json:"parent_id" doc:"the level that a growth, share, change or component belongs to"`
	Rule         Text     `parquet:"rule,optional" json:"rule" doc:"the rule that produced the row"`
	Confidence   Share    `parquet:"confidence,decimal(2:3)" json:"confidence" doc:"0 to 1"`
}

// A PageRow is one page ever offered: table pages, the ledger of the runs.
// Which run saw it stands in runs/, so that the table does not depend on the
// history. ModTime is what the source said; a page whose time is unknown has 0.
type PageRow struct {
	Path          string `parquet:"path" json:"path" doc:"key: where the page was offered; member of an archive: archive!member"`
	Size          *int64 `parquet:"size,optional" json:"size" doc:"bytes; NULL where the page must be read again by the next run"`
	ModTime       int64  `parquet:"mtime,timestamp(microsecond)" json:"mtime" doc:"time of last change by its source"`
	SHA256        string `parquet:"sha256" json:"sha256" doc:"hex digest of its bytes"`
	ArticleID     Text   `parquet:"article_id,optional" json:"article_id" doc:"article it holds; NULL where none was found"`
	Outcome       string `parquet:"outcome" json:"outcome" doc:"published, duplicate, quarantined, or dropped from the quarantine by hand"`
	Stage         Text   `parquet:"stage,optional" json:"stage" doc:"stage that refused it"`
	Reason        Text   `parquet:"reason,optional" json:"reason" doc:"code of the refusal: empty, layout_page, conflict"`
	Message       Text   `parquet:"message,optional" json:"message" doc:"the refusal in words"`
	DuplicateOf   Text   `parquet:"duplicate_of,optional" json:"duplicate_of" doc:"path of the page that publishes the same article"`
	Charset       Text   `parquet:"charset,optional" json:"charset" doc:"what its bytes were decoded as"`
	Template      Text   `parquet:"template,optional" json:"template" doc:"the extractor's template that matched"`
	ContentSHA256 Text   `parquet:"content_sha256,optional" json:"content_sha256" doc:"digest of the printed article, whatever its encoding and typography"`
	Program       Text   `parquet:"program,optional" json:"program" doc:"version of program and rules that read it"`
	Dictionary    Text   `parquet:"dictionary,optional" json:"dictionary" doc:"digest of the user dictionaries it was read with"`
}

// A Document is the published nested form of one article: the columns of
// articles, and the rows of the other tables that belong to it.
type Document struct {
	ArticleRow
	Turns      []TurnRow      `json:"turns"`
	Pairs      []PairRow      `json:"qa_pairs"`
	Sentences  []SentenceRow  `json:"sentences"`
	Indicators []IndicatorRow `json:"indicators"`
}
