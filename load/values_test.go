package load

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestDecimalOf(t *testing.T) {
	nines := strings.Repeat("9", 29)
	for in, want := range map[string]string{
		"264500000000":                 "264500000000",
		"22.0":                         "22",
		"-50":                          "-50",
		"0":                            "0",
		"0.1666666666666":              "0.166666667",
		"0.0000000005":                 "0", // half to even
		"0.0000000015":                 "0.000000002",
		"-0.0000000015":                "-0.000000002",
		"0.0000000005000001":           "0.000000001",
		nines + ".999999999":           nines + ".999999999",
		"-" + nines + ".999999999":     "-" + nines + ".999999999",
		nines + ".9999999995":          "NULL", // rounds to 30 digits before the point
		"1" + nines:                    "NULL",
		"1e29":                         "NULL",
		"1e400":                        "NULL",
		"1e10000":                      "NULL",
		"1e-10000":                     "0",
		"99999999999999999999999999e8": "NULL",
	} {
		d := DecimalOf(decimal.NewNullDecimal(decimal.RequireFromString(in)))
		got := "NULL"
		if d != nil {
			got = d.String()
		}
		if got != want {
			t.Errorf("%s gives %s, want %s", in, got, want)
		}
	}
	if DecimalOf(decimal.NewNullDecimal(decimal.New(1, math.MaxInt32))) != nil || DecimalOf(decimal.NewNullDecimal(decimal.New(-7, math.MinInt32))).String() != "0" {
		t.Error("exponents without end")
	}
	if DecimalOf(decimal.NullDecimal{}) != nil {
		t.Error("NULL must stay NULL")
	}
}

func TestDecimalBytes(t *testing.T) {
	minus := DecimalOf(decimal.NewNullDecimal(decimal.New(-1, -9)))
	for i, b := range minus {
		if b != 0xff {
			t.Errorf("byte %d of -0.000000001 is %x, want ff", i, b)
		}
	}
}

func TestDecimalRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := decimal.New(rapid.Int64().Draw(r, "digits"), int32(rapid.IntRange(-9, 9).Draw(r, "exponent")))
		p := DecimalOf(decimal.NewNullDecimal(d))
		if p == nil || !p.Decimal().Equal(d) {
			t.Fatalf("%s gives %v", d, p)
		}
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var q Decimal
		if err := json.Unmarshal(b, &q); err != nil || q != *p {
			t.Fatalf("%s gives %v in JSON, %v", b, q, err)
		}
	})
}

func TestDecimalUnmarshalRefuses(t *testing.T) {
	for _, in := range []string{`"x"`, `1e40`, `"1e2000000000"`} {
		if err := json.Unmarshal([]byte(in), new(Decimal)); err == nil {
			t.Errorf("%s is no DECIMAL(38,9)", in)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]Date{"1970-01-01": 0, "2024-07-15": 19919, "1949-10-01": -7397, "0001-01-02": minDate + 1, "9999-12-31": maxDate} {
		d := DateOf(date(in))
		if d == nil || *d != want || d.String() != in {
			t.Errorf("%s gives %v, want %d", in, d, want)
		}
		b, _ := json.Marshal(d)
		var back Date
		if err := json.Unmarshal(b, &back); err != nil || back != *d || string(b) != `"`+in+`"` {
			t.Errorf("%s gives %s in JSON and %s back, %v", in, b, back, err)
		}
	}
	if DateOf(time.Time{}) != nil || DateOf(time.Unix(math.MaxInt32*1000, 0)) != nil {
		t.Error("the zero time and years beyond 9999 are unknown")
	}
	east := time.FixedZone("east", 8*60*60)
	if d := DateOf(time.Date(2024, 7, 15, 0, 0, 0, 0, east)); d.String() != "2024-07-15" {
		t.Errorf("midnight in the east is %s", d)
	}
}

func TestTextAndShare(t *testing.T) {
	for text, want := range map[Text]string{"": "null", "义乌<&>\u2028\"": `"义乌<&>\u2028\""`} {
		if b, err := json.Marshal(text); err != nil || strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(string(b), `\u003c`, "<"), `\u003e`, ">"), `\u0026`, "&") != want {
			t.Errorf("%q gives %s, %v", text, b, err)
		}
	}
	for share, want := range map[Share]string{0: "0", 5: "0.05", 95: "0.95", 90: "0.9", 100: "1"} {
		b, err := json.Marshal(share)
		var back Share
		if err != nil || string(b) != want || json.Unmarshal(b, &back) != nil || back != share {
			t.Errorf("%d gives %s, %d back, %v", share, b, back, err)
		}
	}
}
