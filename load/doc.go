// Package load writes documents as a dataset of Parquet and JSON that a nightly
// run may change and anyone may read meanwhile.
//
// # The dataset
//
// Six tables, one file per table, newspaper and month, and the nested documents
// of the same month beside them; pages is the ledger: every page ever offered,
// with its outcome. The documents are the truth: a run that changes a month
// reads its documents back, replaces some, and writes all tables of the month
// anew from them, so tables and documents cannot disagree. Rows are sorted, files
// carry no time, and mtime is what the source of a page says, so the same pages
// give the same bytes, whatever the history.
//
// Beside the published layout, .shangbao holds the bookkeeping: lock and readers
// (locks), months/…/manifest.json (size, rows and SHA-256 of every file of a
// month; nothing is opened that does not match), staging and intent.json.
//
// # The commit
//
// A run publishes everything it changes, or nothing:
//
//  1. One writer: flock on lock, which the kernel gives back when a process ends
//     however it ends. The file says who holds it and since when.
//  2. Offered pages are spilled to staging. What they mean together (changed,
//     duplicate, conflict) is decided from the whole set, so their order does
//     not matter; the conservation law is checked before anything is written.
//  3. The run record is written with status "started"; then the bytes of refused
//     pages, so that no row ever names bytes that are not there.
//  4. Every file that changes is written to staging, closed, synced, read back,
//     and its digest and row count compared with what was meant. Most failures,
//     a full disk among them, happen here, where nothing is published yet.
//  5. The intent, the list of all renames, is synced and renamed in place. From
//     here on the commit will be finished, by this run or by the next.
//  6. Under the exclusive readers' lock, the renames: months that only lose an
//     article to another month first, months that lose and gain are taken away
//     before anything comes in, the ledger after the tables, the manifest last.
//  7. The folders are synced, quarantine bytes that no row names any more
//     removed, the run record written anew with status "done", and at last the
//     intent removed.
//
// Open repeats step 6 and 7 where it finds an intent: each rename first asks
// whether it was made. Without an intent it clears staging: the old dataset
// stands. Either way the record of the killed run is completed. A kill between
// two renames leaves some files of the new state beside the old ones until the
// next Open; so does a disk that fails at a rename.
//
// # What a reader sees
//
// A file is always whole. A reader that holds the readers' lock (flock -s
// OUT/.shangbao/readers duckdb ...) sees one state of all tables and months, for
// as long as it holds it; the commit waits for it, at least a minute and at most
// Options.Wait, and then fails with nothing published. Without the lock a query
// that runs while names change may open one file before and another after, and
// so meet one table or month old and another new; DuckDB, which opens a file
// once for its footer and again for its rows, may then fail and should be asked
// again. Plain files under fixed names allow no more than that.
package load
