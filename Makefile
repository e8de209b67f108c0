# make run      sets the machine up, reads Corpus/, matches a profile, writes an HTML digest
# make test     the same set-up, then every test, rule example and evaluation floor
# make test-long  the tests of faults in their long form: an hour or two
# make measure  the scripts of ../shared/measure on the built program, in one table
# make install  puts the built program under PREFIX (/usr/local)
#
# Everything may be run again at any time: what stands already is not made again.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: run test test-long measure setup build build-debug pack install clean help

SWIFT ?= swift
PREFIX ?= /usr/local
DAY ?= 2024-03-15
PROFILE ?= Corpus/profiles/region.json
OUT ?= .build/run

RELEASE = $(shell $(SWIFT) build -c release --show-bin-path 2>/dev/null)
DEBUG = $(shell $(SWIFT) build --show-bin-path 2>/dev/null)

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup:
	@scripts/setup.sh

build: setup
	@scripts/fresh.sh "$(RELEASE)"
	@scripts/step.sh "building release" $(SWIFT) build -c release --product calls
	@scripts/step.sh "building the reader" $(SWIFT) build -c release --product calls-worker
	@scripts/standins.sh $(RELEASE)/calls-worker $(RELEASE)/../lib/calls/standins
	@scripts/fresh.sh "$(RELEASE)" done

build-debug: setup
	@scripts/fresh.sh "$(DEBUG)"
	@scripts/step.sh "building" $(SWIFT) build --build-tests
	@scripts/fresh.sh "$(DEBUG)" done

# The rules as one file beside the program, which is read many times faster than the folder.
pack: build
	@scripts/step.sh "compiling the rules" $(RELEASE)/calls rules compile --rules Rules \
	  --output $(RELEASE)/../share/calls/rules.pack

run: pack
	@scripts/run.sh $(RELEASE)/calls $(DAY) $(PROFILE) $(OUT)

test: build-debug
	@scripts/test.sh $(DEBUG)/calls

# What is asked of speed and size is asked of the program that users get.
RELEASED = Fault(Flood|SlowWriter|Knowledge)
test-long: build-debug build
	@CALLS_LONG=1 scripts/step.sh "faults, long form" \
	  $(SWIFT) test --skip-build --filter Fault --skip '$(RELEASED)'
	@CALLS_LONG=1 CALLS_TEST_PROGRAMS=$(RELEASE) scripts/step.sh "floods, by the release program" \
	  $(SWIFT) test --skip-build --filter '$(RELEASED)'

measure: pack
	@scripts/measure.sh $(RELEASE)/calls

install: pack
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/calls
	install -s $(RELEASE)/calls $(RELEASE)/calls-worker $(DESTDIR)$(PREFIX)/bin
	@scripts/standins.sh $(DESTDIR)$(PREFIX)/bin/calls-worker $(DESTDIR)$(PREFIX)/lib/calls/standins
	install -m 644 $(RELEASE)/../share/calls/rules.pack $(DESTDIR)$(PREFIX)/share/calls
	cp -r Rules $(DESTDIR)$(PREFIX)/share/calls
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/local|$(PREFIX)|' Packaging/systemd/calls-watch.service \
	  >$(DESTDIR)$(PREFIX)/lib/systemd/system/calls-watch.service

clean:
	rm -rf .build/run
	$(SWIFT) package clean
