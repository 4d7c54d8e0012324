package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"gocloud.dev/blob"
)

// bucket visits the objects of a bucket whose keys begin with the path of its
// address: s3://bucket/2024/07?region=… Which schemes there are depends on the
// drivers linked into the program.
//
// To add a kind of object storage: a file like bucket_s3.go that links its
// gocloud.dev/blob driver behind a build tag. None is linked by default: the
// drivers bring their vendors' libraries along.
func (w *Walker) bucket(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return &inputError{fmt.Errorf("opening the input: %w", err)}
	}
	prefix := strings.TrimPrefix(u.Path, "/")
	u.Path = ""
	b, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return &inputError{fmt.Errorf("opening the input %q: %w", address, err)}
	}
	u.RawQuery = ""
	err = w.objects(ctx, b, u.String(), prefix)
	return errors.Join(err, b.Close())
}

// objects visits the objects of a bucket in the order of their keys.
func (w *Walker) objects(ctx context.Context, b *blob.Bucket, name, prefix string) error {
	list := b.List(&blob.ListOptions{Prefix: prefix})
	found := false
	for {
		o, err := list.Next(ctx)
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("listing %s: %w", name, err)
		}
		found = true
		f := file{path: name + "/" + o.Key, size: o.Size, modTime: o.ModTime, open: func() (io.ReadCloser, error) {
			return b.NewReader(ctx, o.Key, nil)
		}}
		if err := w.file(ctx, f, o.Key == prefix); err != nil {
			return err
		}
	}
	if !found {
		return &inputError{fmt.Errorf("opening the input: nothing in %s begins with %q", name, prefix)}
	}
	return nil
}
