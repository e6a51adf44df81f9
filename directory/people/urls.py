from allauth.account import urls as allauth_account
from django.urls import URLPattern, URLResolver, include, path

from directory.people import views

_OURS = {"account_signup": "signup/", "account_request_login_code": "login/code/"}
_allauth = [pattern for pattern in allauth_account.urlpatterns if pattern.name not in _OURS]

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", views.account, name="account"),
    path("account/profile/", views.profile, name="account_profile"),
    path("account/data/", views.data, name="account_data"),
    path("account/delete/", views.delete, name="account_delete"),
    path("account/deleted/", views.deleted, name="account_deleted"),
    path("account/sign-in-again/", views.sign_in_again, name="sign_in_again"),
    *(path(f"account/{where}", views.to_sign_in, name=name) for name, where in _OURS.items()),
    path("account/", include(_allauth)),
    path("account/mfa/", include("allauth.mfa.urls")),
]
