from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.ceiling.models import Good

CARDS = 24


def goods(request: HttpRequest) -> HttpResponse:
    return render(request, "goods.html", {"goods": Good.objects.select_related("seller").order_by("-pk")[:CARDS]})


urlpatterns = [path("", goods)]
