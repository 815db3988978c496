"""What the mutation proof takes away is still where it looks for it; that each turns its test red is `make mutations`."""

import pytest

from tools.mutations import MUTATIONS, Mutation, changed


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.piece.partition(":")[0])
def test_each_edit_finds_its_place(mutation: Mutation) -> None:
    assert changed(mutation)
