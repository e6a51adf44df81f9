from django.urls import URLPattern, URLResolver, path

from marketplace.shop import basket, checkout, in_place, listing, market, paying, pickup, ticket

urlpatterns: list[URLPattern | URLResolver] = [
    path("market/", market.market, name="market"),
    path("market/c/<slug:topic>/", market.market_topic, name="market_topic"),
    path("market/<slug:slug>-<str:public_id>/", listing.listing, name="listing"),
    path("basket/", basket.basket, name="basket"),
    path("basket/add/", basket.basket_add, name="basket_add"),
    path("basket/change/", basket.basket_change, name="basket_change"),
    path("basket/remove/", basket.basket_remove, name="basket_remove"),
    path("basket/put-back/", basket.basket_put_back, name="basket_put_back"),
    path("basket/strip/", in_place.basket_strip, name="basket_strip"),
    path("basket/confirm/", basket.basket_confirm, name="basket_confirm"),
    path("basket/take/", basket.basket_take, name="basket_take"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("demo-card/<str:payment_id>/", paying.demonstration_card, name="demonstration_card"),
    path("o/<str:code>/<str:token>/", ticket.ticket, name="ticket"),
    path("o/<str:code>/<str:token>/stop/<str:order_id>/", ticket.ticket_stop, name="ticket_stop"),
    path("o/<str:code>/<str:token>/pay/", ticket.ticket_pay, name="ticket_pay"),
    path("o/<str:code>/<str:token>/pay-at-pickup/", ticket.ticket_pay_at_pickup, name="ticket_pay_at_pickup"),
    path("o/<str:code>/<str:token>/give-up/", ticket.ticket_give_up, name="ticket_give_up"),
    path("pickup/", pickup.pickup, name="pickup"),
]
