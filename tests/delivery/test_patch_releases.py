"""Nothing here needs a newer Python than the first release of each version: Debian 12 has 3.11.2.

CI runs every version, but its newest patch release. What came to an old version with a patch is listed here, as the
documentation of Python dates it. Tools (ruff, vermin) know 3.10 from 3.11, but not 3.11.2 from 3.11.4.
"""

import ast

import pytest
from declared import ROOT

#: The keyword of a call, and what is called, whatever object it belongs to.
KEYWORDS = {
    "filter": {"extract", "extractall", "unpack_archive"},  # 3.10.12, 3.11.4
    "strict": {"getaddresses", "parseaddr"},  # 3.10.15, 3.11.10
}
NAMES = {
    *("data_filter", "tar_filter", "fully_trusted_filter", "extraction_filter"),  # tarfile: 3.10.12, 3.11.4
    *("get_int_max_str_digits", "set_int_max_str_digits"),  # sys: 3.10.7
    *("GetReparseDeferralEnabled", "SetReparseDeferralEnabled"),  # xml.parsers.expat: 3.10.14, 3.11.9
    *("ALLOW_MISSING", "LinkFallbackError"),  # os.path, tarfile: 3.10.18, 3.11.13
}
FOLDERS = ("backprop_helpers", "benchmarks", "site", "tests", "tools")
FILES = [ROOT / "dev.py", *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))]


def too_new(code):
    """What is used of it in this code."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield from (word.arg for word in node.keywords if called in KEYWORDS.get(word.arg, ()))
        elif isinstance(node, ast.Attribute) and node.attr in NAMES:
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name in NAMES)


@pytest.mark.parametrize(
    "code", ["archive.extractall('.', filter='data')", "tarfile.data_filter", "from os.path import ALLOW_MISSING"]
)
def test_what_came_with_a_patch_release_is_found(code):
    assert [*too_new(code)] and not [*too_new("pool.extract(filter_by='data')")]


def test_no_file_needs_a_patch_release():
    found = {str(path.relative_to(ROOT)): [*too_new(path.read_text(encoding="utf-8"))] for path in FILES}
    assert len(found) > 200 and not {path: names for path, names in found.items() if names}
