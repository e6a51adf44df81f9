from django.urls import URLPattern, URLResolver, path

from directory.coops import account_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/buying-for/", account_views.buying_for, name="buying_for"),
]
