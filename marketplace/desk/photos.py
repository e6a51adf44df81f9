"""The whole picture behind a cut one, for the people of the co-op: on it they show what must stay in sight."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.coops.models import Cooperative
from directory.coops.rights import Capability
from ground.models import Photo
from marketplace.desk.frame import at_desk


@require_safe
@at_desk(Capability.EDIT_LISTINGS)
def whole(request: HttpRequest, coop: Cooperative, public_id: str) -> HttpResponse:
    ours = Q(pk=coop.photo_id) | Q(pk__in=coop.listings.values("photo"))
    photo = Photo.objects.filter(ours, public_id=public_id).first()
    if photo is None or not photo.original.storage.exists(photo.whole):
        raise Http404
    with photo.original.storage.open(photo.whole) as file:
        answer = HttpResponse(file.read(), content_type="image/webp")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
