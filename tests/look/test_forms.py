"""A form drawn by itself: label above, help, error beside the field, all summed up on top."""

from django import forms
from django.template.loader import render_to_string

from ground.choices import Pick


class Wanted(forms.Form):
    name = forms.CharField(label="Name", help_text="Any name we can call out at the dock.")
    when = forms.ChoiceField(
        label="When",
        widget=forms.RadioSelect,
        choices=[("9", Pick("9 to 10 am", note="Bread is warm", aside="12 places")), ("10", "10 to 11 am")],
    )
    fund = forms.BooleanField(label="Add $2.00", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_has_its_label_and_help_above_it() -> None:
    html = Wanted()["name"].as_field_group()
    assert '<label for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert html.index("<label") < html.index("dock.") < html.index("<input")


def test_an_error_stands_beside_its_field_and_is_told_to_screen_readers() -> None:
    html = Wanted({"name": "", "when": "9"})["name"].as_field_group()
    assert 'class="field wrong"' in html
    assert '<p class="error" id="id_name_error">' in html
    assert 'aria-invalid="true" aria-describedby="id_name_helptext id_name_error"' in html


def test_what_was_typed_is_kept() -> None:
    assert 'value="Ms. Ruth"' in str(Wanted({"name": "Ms. Ruth"}))


def test_radios_stand_in_a_named_group_as_tiles() -> None:
    html = Wanted()["when"].as_field_group()
    assert '<legend class="legend" id="id_when" tabindex="-1">When</legend>' in html
    assert html.count('class="choice pick"') == 2
    assert '<span class="small">Bread is warm</span>' in html
    assert html.count('<span class="count">12 places</span>') == 1


def test_a_checkbox_alone_stands_before_its_words() -> None:
    html = Wanted()["fund"].as_field_group()
    assert html.index("<input") < html.index("<span>Add $2.00</span>")


def test_errors_are_summed_up_on_top_and_lead_to_their_fields() -> None:
    html = str(Wanted({"name": ""}))
    assert html.index('role="alert"') < html.index("<label")
    assert "2 things need fixing" in html
    assert '<a href="#id_name">Name: ' in html
    assert '<a href="#id_when">When: ' in html


def test_nothing_is_summed_up_while_nothing_is_wrong() -> None:
    assert render_to_string("components/error_summary.html", {"form": Wanted()}).strip() == ""
    assert 'role="alert"' not in str(Wanted())


def test_hidden_fields_are_sent_along() -> None:
    assert str(Wanted()).count('type="hidden"') == 1


def test_a_whole_form_takes_files_and_has_its_token() -> None:
    class WithFile(forms.Form):
        photo = forms.FileField()

    html = render_to_string(
        "components/form.html", {"form": WithFile(), "button": "Put it on sale", "csrf_token": "t0ken"}
    )
    assert 'enctype="multipart/form-data"' in html
    assert 'value="t0ken"' in html
    assert "Put it on sale</button>" in html


def test_a_form_that_is_put_back_after_a_reload_says_so_once_it_is() -> None:
    html = render_to_string(
        "components/form.html", {"form": Wanted(), "button": "Send it", "draft": "wish", "unsaved": True}
    )
    assert 'method="post" data-unsaved data-draft="wish"' in html
    assert '<div class="notice" role="status" data-draft-told hidden>' in html
    assert "data-draft" not in render_to_string("components/form.html", {"form": Wanted(), "button": "Send it"})
