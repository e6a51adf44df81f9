from django.urls import URLPattern, URLResolver, path

from directory.chapters import office_views, organise_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("join/", views.join, name="join"),
    path("chapters/", views.chapters, name="chapters"),
    path("chapters/start/", views.start, name="chapter_start"),
    path("chapters/applied/<str:token>/", views.applied, name="chapter_applied"),
    path("chapters/confirm/<str:token>/", views.confirm, name="chapter_confirm"),
    path("chapters/joined/<str:token>/", views.joined, name="chapter_joined"),
    path("chapters/leave/<str:token>/", views.leave, name="chapter_leave"),
    path("chapters/left/<str:token>/", views.left, name="chapter_left"),
    path("chapters/invited/<str:token>/", views.invited, name="chapter_invited"),
    path("chapters/<slug:slug>/", views.chapter, name="chapter"),
    path("chapters/<slug:slug>/asked/", views.asked, name="chapter_asked"),
    path("organise/<slug:slug>/", organise_views.organise, name="organise"),
    path("organise/<slug:slug>/names/", organise_views.names, name="organise_names"),
    path("organise/<slug:slug>/page/", organise_views.page, name="organise_page"),
    path("organise/<slug:slug>/remove/<slug:public_id>/", organise_views.remove, name="organise_remove"),
    path("office/chapters/", office_views.proposals, name="office_chapters"),
    path("office/chapters/<slug:public_id>/", office_views.proposal, name="office_chapter_proposal"),
]
