# setup · demo · test · bench · bench-long · lint
SHELL := /bin/bash
# What the build links, and what runs beside it. `make setup` says which are missing and installs only those.
BUILD_PACKAGES := libpq-dev libcurl4-openssl-dev libssl-dev libzip-dev libxml2-dev libyajl-dev unixodbc-dev pkg-config
RUN_PACKAGES   := postgresql-15 ca-certificates
# The servers are started by the tests, in folders of their own; setup starts none.
TEST_PACKAGES  := python3 python3-pip openssl openssh-server openssh-client vsftpd nginx-light mariadb-server odbc-mariadb odbc-postgresql
# For the tests alone: an OpenAPI validator that is not ours.
TEST_PYTHON    := openapi-spec-validator==0.9.0
BENCH_PACKAGES := wrk
GOVHUB         := .build/release/govhub

.PHONY: setup packages demo test lint bench bench-long clean

# For development: what the tests need too.
setup:
	@bash .ci/setup build:"$(BUILD_PACKAGES)" run:"$(RUN_PACKAGES)" tests:"$(TEST_PACKAGES)"

# What building and running take.
packages:
	@bash .ci/setup build:"$(BUILD_PACKAGES)" run:"$(RUN_PACKAGES)"

demo: packages
	swift build -c release --product govhub
	$(GOVHUB) dev --once

test: setup
	@test -d .build/python/openapi_spec_validator || /usr/bin/python3 -m pip install --quiet --target .build/python $(TEST_PYTHON)
	swift build --build-tests --explicit-target-dependency-import-check error
	$(MAKE) --no-print-directory lint
	swift test --skip-build --no-parallel

lint:
	swift format lint --strict --recursive --parallel --configuration .swift-format Package.swift Sources Connectors Tests
	.build/debug/govhub mapping check
	.build/debug/govhub mapping test
	.build/debug/govhub policy check
	.build/debug/govhub policy test

bench: packages
	@bash .ci/setup benchmark:"$(BENCH_PACKAGES)"
	swift build -c release --product govhub
	$(GOVHUB) bench

# A gateway killed a thousand times: no answer without its entry in the audit. Hours.
bench-long: setup
	swift build --build-tests --explicit-target-dependency-import-check error
	HUB_KILLS=1000 swift test --skip-build --no-parallel --filter AuditKills

clean:
	rm -rf .build .govhub
