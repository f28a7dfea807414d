"""How pytest runs the notebooks: each file in a kernel of its own, strict, with a workbook of its own.

Solutions keep their outputs, and these are compared; lessons and worksheets have none, and only have to run.
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell, IPyNbFile


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Compare the outputs of notebooks under solutions/, and only of those."""
    if isinstance(collector, IPyNbFile):
        collector.compare_outputs = "solutions" in collector.path.parts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the cells of each notebook back into their order, after pytest-randomly has shuffled everything."""
    cells = [item for item in items if isinstance(item, IPyNbCell)]
    cells.sort(key=lambda cell: (cell.path, cell.cell_num))
    items[:] = [item for item in items if not isinstance(item, IPyNbCell)] + cells


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Give a notebook's kernel its environment: it starts with the file's first cell and inherits what is set then."""
    if not isinstance(item, IPyNbCell) or item.parent.kernel is not None:
        return (yield)
    factory: pytest.TempPathFactory = item.config._tmp_path_factory  # type: ignore[attr-defined] # noqa: SLF001 - items have no fixtures
    folder = factory.mktemp(Path(item.path).stem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "TWOWAY_STRICT", "1")
        patch.setitem(os.environ, "TWOWAY_WORKBOOK", str(folder / "workbook"))
        patch.setitem(os.environ, "IPYTHONDIR", str(folder / "ipython"))
        return (yield)
