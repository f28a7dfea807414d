"""What all tests share: the settings of whoever runs them stay out, and their own workbook is not touched."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hide the developer's Twoway variables and workbook from every test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TWOWAY_STRICT", "TWOWAY_NO_BROWSER"):
            patch.delenv(name, raising=False)
        patch.setenv("TWOWAY_WORKBOOK", str(tmp_path_factory.mktemp("workbook")))
        yield
