"""What happens to a guest's basket when its person signs in. Only a bridge: the rule stands in `cart.services`."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from directory.coops.acting import Buyer
from directory.people.models import User
from marketplace.cart.services import take_over
from marketplace.shop.basket_cookie import guest_id


@receiver(user_logged_in, dispatch_uid="the guest's basket comes along")
def bring_basket_along(*, request: HttpRequest | None, user: User, **_signal: object) -> None:
    if request is not None and (known := guest_id(request)):
        take_over(guest_id=known, buyer=Buyer(user=user))
