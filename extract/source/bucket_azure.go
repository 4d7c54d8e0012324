//go:build azure

package source

import _ "gocloud.dev/blob/azureblob" // azblob:// addresses
