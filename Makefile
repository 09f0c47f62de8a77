# Marsad: what a person does here. `make help` lists it.

SWIFT   ?= swift
FEED    ?= Samples/feed.txt
LOG     ?= Samples/dns.log
DATA    ?= marsad-data
LISTEN  ?= 127.0.0.1:8080

.PHONY: help setup build run demo test check bench evaluate fuzz clean

help:            ## this list
	@grep -hE '^[a-z]+: .*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 16

setup:           ## install the Debian packages and check the Swift toolchain
	@scripts/setup

build: setup     ## optimised build of the marsad command
	@$(SWIFT) build -c release --static-swift-stdlib --product marsad

run: build       ## import FEED (or the sample), match LOG, show the hits, then run the hub at LISTEN until Ctrl-C
	@MARSAD_DATA='$(DATA)' scripts/run-main-job '$(FEED)' '$(LOG)'
	@.build/release/marsad serve --data '$(DATA)' --listen '$(LISTEN)'

demo: build      ## a made-up scenario of six members, all pages alive: a hub at LISTEN until Ctrl-C
	@.build/release/marsad demo --listen '$(LISTEN)'

test: setup build check ## everything that can fail: style, module arrows, all tests
	@scripts/setup-test-tools
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build

check:           ## style and the direction of the module arrows
	@$(SWIFT) format lint --strict --recursive Sources Tests Fuzz Package.swift
	@scripts/check-arrows

bench: build     ## time import, allowlists, matching and the hub beside other tools on the same generated files
	@scripts/bench

evaluate: setup  ## judge the scores by what public list histories say came later (VERDICTS)
	@scripts/evaluate

fuzz: setup      ## feed the scanner, the log parsers and the readers with hostile bytes (TARGET, FUZZ_SECONDS)
	@scripts/fuzz $(TARGET)

clean:           ## remove what was built
	@rm -rf .build .build-*
