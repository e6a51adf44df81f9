"""JSON inside a page."""

import json

import pytest

from ground.structured import json_in_script


@pytest.mark.parametrize("words", ["</script><script>alert(1)</script>", "<!--", "a & b", "one\u2028two"])
def test_nothing_that_people_write_ends_the_script(words):
    written = json_in_script({"name": words})
    assert not set(written) & set("<>&\u2028")
    assert json.loads(written) == {"name": words}
