"""What is true of every request."""

from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from ground.middleware import no_nul


@pytest.mark.django_db
def test_a_path_with_a_nul_is_refused_before_a_database_is_asked(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/co-ops/%00/").status_code == 400


@pytest.mark.parametrize("query", ["q=bread%00", "q=%00bread", "q=bre%0%000ad"])
def test_a_query_is_read_without_it(query):
    request = RequestFactory().get(f"/search/?{query}")
    no_nul(lambda request: HttpResponse())(request)
    assert request.GET["q"] == "bread"


@pytest.mark.parametrize("data", [{"q": "bre\0ad", "more\0": ["\0a", "b"]}])
@pytest.mark.parametrize("sent", ["multipart", "plain"])
def test_a_form_is_read_without_it(data, sent):
    body = (
        {"data": data}
        if sent == "multipart"
        else {
            "data": urlencode(data, doseq=True),
            "content_type": "application/x-www-form-urlencoded",
        }
    )
    request = RequestFactory().post("/search/", **body)
    no_nul(lambda request: HttpResponse())(request)
    assert (request.POST["q"], request.POST.getlist("more")) == ("bread", ["a", "b"])


def test_a_form_without_one_is_left_as_it_came():
    request = RequestFactory().post("/search/", {"q": "bread"})
    came = request.POST
    no_nul(lambda request: HttpResponse())(request)
    assert request.POST is came
