from django.urls import URLPattern, URLResolver, path

from directory.coops import account_views, invitation_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/buying-for/", account_views.buying_for, name="buying_for"),
    path("account/invited/<str:token>/", invitation_views.invited, name="coop_invited"),
]
