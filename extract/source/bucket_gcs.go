//go:build gcs

package source

import _ "gocloud.dev/blob/gcsblob" // gs:// addresses
