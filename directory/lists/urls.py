from django.urls import URLPattern, URLResolver, path

from directory.lists import office_views, upload_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("office/lists/", office_views.lists, name="office_lists"),
    path("office/lists/files/<slug:public_id>/", upload_views.upload, name="office_upload"),
    path("office/lists/files/<slug:public_id>/report.csv", upload_views.report, name="office_upload_report"),
    path("office/lists/imports/<int:pk>/undo/", upload_views.undo_import, name="office_import_undo"),
    path("office/lists/differences/", office_views.differences, name="office_differences"),
    path("office/lists/differences/<int:pk>/", office_views.decide_difference, name="office_difference"),
    path("office/lists/doubles/", office_views.doubles, name="office_doubles"),
    path("office/lists/doubles/<int:pk>/", office_views.double, name="office_double"),
    path("office/lists/merges/<int:pk>/undo/", office_views.undo_merge, name="office_merge_undo"),
]
