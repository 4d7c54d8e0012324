package load

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// A Text is a nullable string: "" is NULL.
type Text string

// MarshalJSON gives null for "".
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return quote(string(t))
}

// quote writes a JSON string without the escapes meant for HTML.
func quote(s string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(s)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// A Date is a day, counted from 1970-01-01. In JSON it is "YYYY-MM-DD".
type Date int32

const day = 24 * 60 * 60

// DateOf gives the day of a time, or nil for the zero time.
func DateOf(t time.Time) *Date {
	if t.IsZero() {
		return nil
	}
	y, m, d := t.Date()
	days := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / day
	if days < minDate || days > maxDate {
		return nil
	}
	date := Date(days)
	return &date
}

// The days that YYYY-MM-DD can write: 0001-01-01 to 9999-12-31.
const minDate, maxDate = -719162, 2932896

func (d Date) String() string {
	return time.Unix(int64(d)*day, 0).UTC().Format(time.DateOnly)
}

// MarshalJSON gives "YYYY-MM-DD".
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads "YYYY-MM-DD".
func (d *Date) UnmarshalJSON(b []byte) error {
	t, err := time.Parse(`"`+time.DateOnly+`"`, string(b))
	if err != nil {
		return fmt.Errorf("reading a date: %w", err)
	}
	*d = *DateOf(t)
	return nil
}

// A Decimal is a DECIMAL(38,9): the value times 10^9 as a big-endian two's
// complement number of 16 bytes, as Parquet has it. In JSON it is a string in
// plain notation without trailing zeros, so that nothing is lost.
type Decimal [16]byte

const places, digits = 9, 38

// DecimalOf rounds half-even to 9 places; nil is NULL or out of range.
func DecimalOf(n decimal.NullDecimal) *Decimal {
	if !n.Valid {
		return nil
	}
	d := n.Decimal
	// Digits before the point decide early, so that 1e400000 costs nothing.
	switch before := d.NumDigits() + int(d.Exponent()); {
	case d.IsZero() || before < -places:
		return new(Decimal)
	case before > digits-places:
		return nil
	}
	scaled := d.RoundBank(places).Shift(places).BigInt()
	if len(new(big.Int).Abs(scaled).String()) > digits {
		return nil // rounded up beyond the last digit
	}
	if scaled.Sign() < 0 {
		scaled.Add(scaled, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	out := new(Decimal)
	scaled.FillBytes(out[:])
	return out
}

// Decimal gives the value back.
func (d Decimal) Decimal() decimal.Decimal {
	n := new(big.Int).SetBytes(d[:])
	if d[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	return decimal.NewFromBigInt(n, -places)
}

func (d Decimal) String() string { return d.Decimal().String() }

// MarshalJSON gives a string such as "-0.166666667".
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads a string or a plain number.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	v, err := decimal.NewFromString(strings.Trim(string(b), `"`))
	if err != nil {
		return fmt.Errorf("reading a decimal: %w", err)
	}
	out := DecimalOf(decimal.NewNullDecimal(v))
	if out == nil {
		return fmt.Errorf("reading a decimal: %s is beyond DECIMAL(38,9)", b)
	}
	*d = *out
	return nil
}

// A Share is a DECIMAL(3,2) from 0 to 1, held in hundredths.
type Share int32

// MarshalJSON gives a number such as 0.95.
func (s Share) MarshalJSON() ([]byte, error) {
	return []byte(decimal.New(int64(s), -2).String()), nil
}

// UnmarshalJSON reads a number such as 0.95.
func (s *Share) UnmarshalJSON(b []byte) error {
	v, err := decimal.NewFromString(string(b))
	if err != nil {
		return fmt.Errorf("reading a share: %w", err)
	}
	*s = Share(v.Shift(2).IntPart())
	return nil
}
