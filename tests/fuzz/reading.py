"""What every fuzzer asks of a file: a reading or a refusal, never anything else."""

from etl.problems import InputRefused
from etl.readers import read
from etl.readers.content import Content
from etl.readers.model import Batch, Reading


def read_whole(name: str, data: bytes) -> Reading:
    """Reads the file with all rows of all tables; anything raised but a refusal is a fault."""
    reading = read(Content.of_bytes(name, data))
    assert reading.problems or reading.kind is not None
    for table in reading.tables:
        width = len(table.columns)
        try:
            heights = [_height(batch, width) for batch in table.rows.batches()]
        except InputRefused:
            continue
        assert table.row_count is None or sum(heights) == table.row_count
    for problem in (*reading.problems, *reading.remarks):
        assert str(problem)
    return reading


def _height(batch: Batch, width: int) -> int:
    height = batch.rows.len()
    assert len(batch.cells) == width
    assert all(one.stored.len() == height for one in batch.cells)
    return height
