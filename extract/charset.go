package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A decoded page: UTF-8 text, the charset it was read as, and what was odd.
type decoded struct {
	text    []byte
	charset string
	notes   []string
	odd     bool // the text may hold control or replacement characters
}

const (
	utf8Name    = "utf-8"
	gb18030Name = "gb18030"
	big5Name    = "big5"
	utf16leName = "utf-16le"
	utf16beName = "utf-16be"
)

// badShare is the share of undecodable places, per thousand characters, above
// which a page is refused: a broken byte is repaired, a wrong charset is not.
const badShare = 10

// decode reads the bytes of a page. The bytes decide, not the declaration: a
// byte order mark, the zero bytes of UTF-16, valid UTF-8, then GB18030. Big5 is
// tried only where the page declares it. A declaration that disagrees is noted.
func decode(data []byte) (decoded, *Refusal) {
	if kind := binaryKind(data); kind != "" {
		return decoded{}, refuse("binary", "decoding the page: it is a %s file, starting %q", kind, head(data, 16))
	}
	d := decodeBytes(data)
	if declared := declaredCharset(d.text); declared == "" {
		d.note("no charset declared, the bytes are %s", d.charset)
	} else if canonical(declared) != family(d.charset) {
		d.note("charset %q declared, the bytes are %s", declared, d.charset)
	}
	if !d.odd {
		return d, nil
	}
	if bad := bytes.Count(d.text, replacement); bad*1000 > badShare*utf8.RuneCount(d.text) {
		return decoded{}, refuse("undecodable", "decoding the page: %d places are not %s, starting %q", bad, d.charset, head(data, 32))
	} else if bad > 0 {
		d.note("%d undecodable places stand as U+FFFD", bad)
	}
	text, dropped := dropControls(d.text)
	if dropped*5 > len(text) {
		return decoded{}, refuse("binary", "decoding the page: %d control characters in %d bytes", dropped, len(data))
	} else if dropped > 0 {
		d.note("%d control characters dropped", dropped)
	}
	d.text = text
	return d, nil
}

func (d *decoded) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

var replacement = []byte("\uFFFD")

// scan reports whether text is valid UTF-8, and whether it may hold control or
// replacement characters. It is utf8.Valid made fast for the text of Chinese
// pages: pairs of characters of three bytes and plain ASCII are passed over by a
// look at their bits, all else goes to the decoder.
func scan(text []byte) (valid, odd bool) {
	for len(text) > 0 {
		for len(text) >= 8 && twoWide(binary.LittleEndian.Uint64(text)) {
			text = text[6:]
		}
		if len(text) >= 4 && threeBytes(binary.LittleEndian.Uint32(text)) {
			text = text[3:]
		}
		n := 0
		for n < len(text) && asciiText[text[n]] {
			n++
		}
		if text = text[n:]; n > 0 || len(text) == 0 {
			continue
		}
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			return false, true
		}
		odd = odd || r == utf8.RuneError || isControl(r)
		text = text[n:]
	}
	return true, odd
}

// twoWide is threeBytes for two characters in a row, Han or punctuation, with
// no branch that depends on which of them it is.
func twoWide(v uint64) bool {
	const special = 1<<0x0 | 1<<0xD // E0 and ED
	return v&0xC0C0F0C0C0F0 == 0x8080E08080E0 && (1<<(v&15)|1<<(v>>24&15))&special == 0 && v&0xFFFF != 0xBFEF && v>>24&0xFFFF != 0xBFEF
}

// threeBytes reports whether v, read little-endian, starts with a valid
// three-byte character; leads E0 and ED and U+FFC0 and up need a second look.
func threeBytes(v uint32) bool {
	lead := byte(v)
	return v&0xC0C0F0 == 0x8080E0 && lead != 0xE0 && lead != 0xED && v&0xFFFF != 0xBFEF
}

// asciiText are the bytes of ASCII text: no controls but tabs and line ends.
var asciiText = func() (t [256]bool) {
	for c := rune(0); c < 0x7F; c++ {
		t[c] = !isControl(c)
	}
	return t
}()

func decodeBytes(data []byte) decoded {
	if rest, ok := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF")); ok {
		return decoded{text: bytes.ToValidUTF8(rest, replacement), charset: utf8Name, odd: true}
	}
	if name, rest := utf16Kind(data); name != "" {
		return decoded{text: fromUTF16(rest, name), charset: name, odd: true}
	}
	if valid, odd := scan(data); valid {
		return decoded{text: data, charset: utf8Name, odd: odd}
	}
	if canonical(declaredCharset(data)) == big5Name {
		if text, bad := decodeWith(traditionalchinese.Big5, data); bad == 0 && commonHan(text) >= 1 {
			return decoded{text: text, charset: big5Name, odd: true}
		}
	}
	text, bad := decodeWith(simplifiedchinese.GB18030, data)
	repaired := bytes.ToValidUTF8(data, replacement)
	if bytes.Count(repaired, replacement) < bad {
		return decoded{text: repaired, charset: utf8Name, odd: true}
	}
	return decoded{text: text, charset: gb18030Name, odd: true}
}

// decodeWith decodes and counts the places that could not be.
func decodeWith(e encoding.Encoding, data []byte) ([]byte, int) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, len(data)
	}
	return text, bytes.Count(text, replacement)
}

// commonHan counts frequent characters, written alike in simplified and
// traditional text: a wrong multi-byte charset gives rare ones instead.
func commonHan(text []byte) int {
	n := 0
	for _, c := range []string{"的", "一", "是", "不", "在", "有", "人", "大", "中", "年", "日", "上"} {
		n += bytes.Count(text, []byte(c))
	}
	return n
}

// utf16Kind tells UTF-16 by its byte order mark, or by the zero bytes its
// markup is full of, and returns the bytes after the mark.
func utf16Kind(data []byte) (string, []byte) {
	if rest, ok := bytes.CutPrefix(data, []byte("\xFF\xFE")); ok {
		return utf16leName, rest
	}
	if rest, ok := bytes.CutPrefix(data, []byte("\xFE\xFF")); ok {
		return utf16beName, rest
	}
	probe := data[:min(len(data), 2048)&^1]
	if bytes.IndexByte(probe, 0) < 0 { // soon said of nearly every page
		return "", nil
	}
	var zeros [2]int
	for i, b := range probe {
		if b == 0 {
			zeros[i&1]++
		}
	}
	few, many := len(probe)/100, len(probe)/10
	switch {
	case zeros[1] > many && zeros[0] <= few:
		return utf16leName, data
	case zeros[0] > many && zeros[1] <= few:
		return utf16beName, data
	}
	return "", nil
}

func fromUTF16(data []byte, name string) []byte {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		if name == utf16leName {
			units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
		} else {
			units = append(units, uint16(data[i])<<8|uint16(data[i+1]))
		}
	}
	out := make([]byte, 0, len(data)*3/2)
	for _, r := range utf16.Decode(units) {
		out = utf8.AppendRune(out, r)
	}
	return out
}

// declaredCharset is the first charset the head of the page names, "" if none.
func declaredCharset(text []byte) string {
	const word = "charset"
	for text = head(text, 4096); ; {
		i := bytes.IndexByte(text, '=')
		if i < 0 {
			return ""
		}
		before := bytes.TrimRight(text[:i], " \t\r\n")
		text = text[i+1:]
		if len(before) >= len(word) && strings.EqualFold(string(before[len(before)-len(word):]), word) {
			name := bytes.TrimLeft(text, " \t\r\n\"'")
			end := bytes.IndexFunc(name, func(r rune) bool {
				return r >= utf8.RuneSelf || r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
			})
			if end > 0 {
				return string(name[:end])
			}
		}
	}
}

// canonical maps the names of a charset to the one it is read as.
func canonical(name string) string {
	switch name = strings.ToLower(name); name {
	case "utf8":
		return utf8Name
	case "gb2312", "gbk", "gb_2312-80", "gb_2312", "x-gbk", "cp936", "gb18030", "gb-2312":
		return gb18030Name
	case "big5-hkscs", "x-x-big5", "cn-big5":
		return big5Name
	}
	return family(name)
}

func family(name string) string {
	if strings.HasPrefix(name, "utf-16") || name == "unicode" {
		return "utf-16"
	}
	return name
}

// binaryKind names what a file is that is not a page, "" for what may be one.
func binaryKind(data []byte) string {
	for _, m := range []struct{ magic, kind string }{
		{"%PDF-", "PDF"}, {"PK\x03\x04", "zip"}, {"\x1F\x8B", "gzip"}, {"\x89PNG", "PNG"},
		{"\xFF\xD8\xFF", "JPEG"}, {"GIF8", "GIF"}, {"Rar!", "RAR"}, {"7z\xBC\xAF", "7z"}, {"\x28\xB5\x2F\xFD", "zstd"}, {"\x7FELF", "ELF"},
	} {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.kind
		}
	}
	return ""
}

// dropControls removes the control characters that no text holds (tab and line
// ends stay) and counts them. Text without any is returned as it is.
func dropControls(text []byte) ([]byte, int) {
	first := bytes.IndexFunc(text, isControl)
	if first < 0 {
		return text, 0
	}
	dropped := 0
	return bytes.Map(func(r rune) rune {
		if isControl(r) {
			dropped++
			return -1
		}
		return r
	}, text), dropped
}

func isControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r >= 0x7F && r < 0xA0
}

func head(data []byte, n int) []byte { return data[:min(len(data), n)] }
