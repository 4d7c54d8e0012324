.DEFAULT_GOAL := help
.PHONY: help build test golden lint bench fuzz crash duckdb check

GO         ?= go
FUZZTIME   ?= 20s
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the static binary ./shangbao
	CGO_ENABLED=0 $(GO) build -trimpath -o shangbao ./cmd/shangbao

test: ## run all tests
	$(GO) test ./...

golden: ## record the goldens again: read the diff before you commit it
	@for p in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -n1 dirname | sort -u); do \
		echo "$$p"; $(GO) test -count=1 $$p -update || exit 1; done

lint: ## gofmt, vet and staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

bench: ## measure speed and memory
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## fuzz every target for FUZZTIME
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | sed 's|/[^/]*_test.go:func | |' | sort -u | \
	while read -r p f; do echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p || exit 1; done

crash: ## kill runs at every step, at random points and on full disks
	$(GO) test -count=1 -timeout 60m -v -run 'Crash|ReadOnly' ./load/ -crash.points=200

duckdb: ## read the fixture's dataset, its views and README's queries with DuckDB (needs cgo)
	cd load/duckdb && CGO_ENABLED=1 $(GO) test -count=1 ./...

check: lint test ## what must be green before a commit
