"""Programs of the system that some tests need."""

import os

import pytest


def missing_program(name: str, package: str) -> None:
    """Skip the running test because a program is not installed; in CI that is a failure."""
    sentence = f"{name} is not installed (package {package})"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
