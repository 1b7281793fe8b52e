# A thin front for dev.py, which also runs without make: python3 dev.py lab  (Windows: py dev.py lab)
PYTHON ?= $(shell command -v python3 || command -v python)
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help lab check test outputs worksheets measuring questions student screenshot links site html bench lock audit versions updates mutants thorough pyodide

help lab check test outputs worksheets measuring questions student screenshot links site html bench lock audit versions updates mutants thorough pyodide:
	@$(if $(PYTHON),trap : INT; "$(PYTHON)" dev.py $@ $(ARGS),echo "This project needs Python 3.10 to 3.14, but neither python3 nor python is here: get it from https://www.python.org/downloads/" >&2; exit 1)
