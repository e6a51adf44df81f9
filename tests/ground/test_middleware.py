"""What is true of every request."""

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
