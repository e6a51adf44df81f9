"""What no line should break."""

from django.template import Context, Template


def test_a_number_that_should_stay_whole_is_escaped_like_any_other_text():
    said = Template("{% load look %}Say {{ code|whole }}.").render(Context({"code": "A-<b>1"}))
    assert said == 'Say <span class="whole">A-&lt;b&gt;1</span>.'
