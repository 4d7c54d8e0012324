// Command shangbao turns newspaper e-paper pages into structured data.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
