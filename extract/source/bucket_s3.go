//go:build s3

package source

import _ "gocloud.dev/blob/s3blob" // s3:// addresses
