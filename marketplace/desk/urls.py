from django.urls import URLPattern, URLResolver, include, path

from ground.routes import DAY
from marketplace.desk import (
    buying,
    cancelling,
    listings,
    money,
    orders,
    packing,
    people,
    photos,
    pickup,
    prices,
    profile,
    today,
)

_at_desk: list[URLPattern | URLResolver] = [
    path("", today.today, name="desk_today"),
    path("orders/", orders.orders, name="desk_orders"),
    path("orders/<slug:public_id>/", orders.order, name="desk_order"),
    path("orders/<slug:public_id>/accept/", orders.accept, name="desk_order_accept"),
    path("orders/<slug:public_id>/ready/", orders.ready, name="desk_order_ready"),
    path("orders/<slug:public_id>/hand-over/", orders.hand_over, name="desk_order_hand_over"),
    path("orders/<slug:public_id>/cancel/", cancelling.cancel_order, name="desk_order_cancel"),
    path("lines/<slug:line_id>/cancel/", cancelling.cancel_line, name="desk_line_cancel"),
    path(f"pack/<{DAY}:day>/", packing.pack, name="desk_pack"),
    path("listings/", listings.listings, name="desk_listings"),
    path("listings/new/", listings.new, name="desk_listing_new"),
    path("listings/<slug:public_id>/", listings.edit, name="desk_listing"),
    path("listings/<slug:public_id>/hide/", listings.hide, name="desk_listing_hide"),
    path("listings/<slug:public_id>/show/", listings.show, name="desk_listing_show"),
    path("listings/<slug:public_id>/stock/", listings.stock, name="desk_stock"),
    path("photos/<slug:public_id>/", photos.whole, name="desk_photo"),
    path("prices/", prices.prices, name="desk_prices"),
    path("prices/<slug:public_id>/end/", prices.end, name="desk_price_end"),
    path("buying/", buying.buying, name="desk_buying"),
    path("money/", money.money, name="desk_money"),
    path("profile/", profile.profile, name="desk_profile"),
    path("profile/still-right/", profile.still_right, name="desk_still_right"),
    path("profile/hours/", profile.hours, name="desk_hours"),
    path("pickup/", pickup.pickup, name="desk_pickup"),
    path("pickup/windows/new/", pickup.new_window, name="desk_window_new"),
    path("pickup/windows/<slug:public_id>/", pickup.window, name="desk_window"),
    path("pickup/windows/<slug:public_id>/end/", pickup.end_window, name="desk_window_end"),
    path("pickup/places/new/", pickup.new_place, name="desk_place_new"),
    path("pickup/places/<slug:public_id>/", pickup.place, name="desk_place"),
    path("pickup/places/<slug:public_id>/close/", pickup.close_place, name="desk_place_close"),
    path("pickup/places/<slug:public_id>/open/", pickup.open_place, name="desk_place_open"),
    path("people/", people.people, name="desk_people"),
    path("people/<int:pk>/role/", people.set_role, name="desk_role"),
    path("people/<int:pk>/end/", people.take_out, name="desk_role_end"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", today.desk, name="desk"),
    path("desk/<slug:slug>/", include(_at_desk)),
]
