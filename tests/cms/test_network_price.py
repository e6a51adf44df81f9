"""A network price is never told in a story, whoever reads it."""

import pytest


@pytest.mark.parametrize("reader", ["stranger", "buyer"])
def test_a_story_knows_the_public_price_only(client, story, loaf, person, reader):
    """Even one who buys for a co-op finds the public price here; their own stands in the market."""
    if reader == "buyer":
        client.force_login(person(), backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(story.path_here).content.decode()
    assert "$6.00" in html
    assert "$5.40" not in html
    assert "etwork price" not in html
