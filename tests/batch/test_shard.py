"""Shards: together everything, nothing twice."""

import pytest

from newsclaims.batch.run import Shard
from newsclaims.errors import NewsclaimsError, UsageError
from newsclaims.reading.sources import BadSource, Source


def test_shards_part_the_input() -> None:
    sources: list[Source] = [BadSource(str(number), NewsclaimsError("")) for number in range(10)]
    parts = [[source.name for source in Shard(number, 3).of_sources(sources)] for number in (1, 2, 3)]
    assert parts == [["0", "3", "6", "9"], ["1", "4", "7"], ["2", "5", "8"]]
    assert list(Shard().of_sources(sources)) == sources


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "a/b", "1/0", "-1/2", "1/2/3", "1 / 2", "١/٢x"])
def test_what_is_no_shard(text: str) -> None:
    with pytest.raises(UsageError, match="no shard"):
        Shard.of(text)
