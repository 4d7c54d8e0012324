package quantity

// A currency is printed before the number: 人民币8千元, 港币3.14, $20.
type currency struct{ word, code string }

// currencies that stand before a number. To add one, add a row.
var currencies = []currency{{"人民币", "CNY"}, {"RMB", "CNY"}, {"CNY", "CNY"}, {"¥", "CNY"}, {"港币", "HKD"}, {"港元", "HKD"}, {"HK$", "HKD"}, {"美元", "USD"}, {"美金", "USD"}, {"US$", "USD"}, {"$", "USD"}, {"USD", "USD"},
	{"欧元", "EUR"}, {"€", "EUR"}, {"英镑", "GBP"}, {"£", "GBP"}, {"日元", "JPY"}, {"日币", "JPY"}, {"₩", "KRW"}, {"新台币", "TWD"}, {"台币", "TWD"}}
