"""Both samples, in both house styles, say the same in every format: words and structure."""

from __future__ import annotations

import pytest

from support.builds import FORMATS, HOUSES, SAMPLES, sample_build, sample_document
from support.model_words import read_model
from support.parity import READERS, differences
from support.words import Reading


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    return request.param


@pytest.fixture(scope="module", params=HOUSES)
def house(request):
    return request.param


@pytest.fixture(scope="module", params=FORMATS)
def reading(request, sample, house) -> Reading:
    return READERS[request.param](sample_build(sample, house).files[request.param])


def test_the_words_are_those_of_the_model_in_order(reading, sample):
    assert differences(read_model(sample_document(sample)), reading) == []
