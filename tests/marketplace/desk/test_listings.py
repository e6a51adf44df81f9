"""Putting something on sale takes a name, a price and a tax class; what is wrong is said beside the field, and nothing is lost."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertRedirects

from ground.models import Photo
from ground.outbox import run_due
from marketplace.catalog.models import Listing
from tests.factories import ListingFactory, TopicFactory
from tests.marketplace.desk.conftest import Desk, said_by, text_of
from tests.marketplace.trade import Shopper, good, left_of

pytestmark = pytest.mark.django_db

CAKE = {"title": "Pound cake", "kind": "good", "price": "$9", "unit": "each", "stock": "6", "tax_class": "groceries"}


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        },
    }


def jpeg(name="cake.jpg", size=(640, 480)):
    out = BytesIO()
    Image.new("RGB", size, "tan").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def half_of_a_jpeg():
    data = jpeg().read()
    return data[: len(data) // 2]


def fields_of(response) -> dict:
    form = response.context["form"]
    return {name: "" if form[name].value() is None else form[name].value() for name in form.fields if name != "photo"}


class TestANewListing:
    def test_is_on_sale_with_price_unit_tax_class_and_stock(self, desk, bakery):
        answer = desk.post("listings/new/", **CAKE, description="Eight inches.", allergens="wheat, eggs")
        listing = Listing.objects.get(coop=bakery)
        assert answer.headers["Location"] == f"{desk.root}listings/{listing.public_id}/"
        variant = listing.variants.get()
        assert (listing.title_en, listing.state, listing.tax_class) == ("Pound cake", "live", "groceries")
        assert (listing.description_en, listing.allergens_en) == ("Eight inches.", "wheat, eggs")
        assert (variant.price_minor, variant.unit, variant.stock.available) == (900, "each", 6)

    def test_can_wait_unseen(self, desk, bakery):
        desk.post("listings/new/", **CAKE, draft="1")
        assert Listing.objects.get(coop=bakery).state == "draft"

    def test_without_a_number_its_stock_is_not_counted(self, desk, bakery):
        desk.post("listings/new/", **{**CAKE, "stock": ""})
        assert Listing.objects.get(coop=bakery).variants.get().stock is None

    @pytest.mark.parametrize(("typed", "minor"), [("$4", 400), ("4,50", 450), ("4.5", 450), ("1,234.50", 123450)])
    def test_takes_a_price_as_people_write_it(self, desk, bakery, typed, minor):
        desk.post("listings/new/", **{**CAKE, "price": typed})
        assert Listing.objects.get(coop=bakery).variants.get().price_minor == minor

    def test_written_in_spanish_is_spanish_first(self, desk, bakery):
        desk.client.post("/es" + desk.root + "listings/new/", {**CAKE, "title": "Panqué", "other_title": "Pound cake"})
        listing = Listing.objects.get(coop=bakery)
        assert (listing.title_es, listing.title_en, listing.source_language) == ("Panqué", "Pound cake", "es")

    def test_stands_on_its_shelf(self, desk, bakery):
        bread = TopicFactory(slug="bread", parent=TopicFactory(slug="food"))
        desk.post("listings/new/", **CAKE, shelf="bread")
        assert list(Listing.objects.get(coop=bakery).topics.all()) == [bread]

    @pytest.mark.parametrize(
        ("field", "typed", "wrong"),
        [
            ("title", "", "Give it a name, like “Sandwich loaf”."),
            ("title", "   ", "Give it a name, like “Sandwich loaf”."),
            ("price", "nine", "This is not an amount. Type it like 4.50."),
            ("price", "", "Write the price, like 4.50."),
            ("price", "-1", "An amount cannot be below zero."),
            ("price", "0", "The price must be at least one cent."),
            ("price", "1e9", "This is not an amount. Type it like 4.50."),
            ("stock", "-1", "Write 0 or more, or leave it empty."),
            ("stock", "some", "Write a whole number, like 12, or leave it empty."),
            ("stock", "1000000000", "That is more than we can count. Leave it empty if there is plenty."),
            ("tax_class", "", "Choose what it is for the tax."),
            ("unit", "furlong", "Select a valid choice. furlong is not one of the available choices."),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field_and_the_rest_is_kept(self, desk, bakery, field, typed, wrong):
        sent = {**CAKE, field: typed}
        answer = desk.post("listings/new/", **sent)
        assert answer.status_code == 422
        assert answer.context["form"].errors == {field: [wrong]}
        kept = fields_of(answer)
        assert {name: kept[name] for name in sent} == sent
        assert not Listing.objects.filter(coop=bakery).exists()

    def test_needs_a_post(self, desk, bakery):
        desk.get("listings/new/", **CAKE)
        assert not Listing.objects.filter(coop=bakery).exists()


class TestAPhoto:
    def test_goes_on_with_what_it_shows(self, desk, bakery):
        desk.post("listings/new/", **CAKE, photo=jpeg(), alt="A cake on a plate")
        listing = Listing.objects.get(coop=bakery)
        assert (listing.photo.alt_en, listing.photo.state) == ("A cake on a plate", "pending")
        run_due()
        page = text_of(desk.get(f"listings/{listing.public_id}/"))
        listing.photo.refresh_from_db()
        assert listing.photo.rendition(320) in page and 'alt="A cake on a plate"' in page
        rows = text_of(desk.get("listings/"))
        assert listing.photo.rendition(320) in rows and 'sizes="7rem"' in rows

    def test_without_words_goes_by_the_name_of_the_good(self, desk, bakery):
        desk.post("listings/new/", **CAKE, photo=jpeg())
        assert Listing.objects.get(coop=bakery).photo.alt_en == "Pound cake"

    @pytest.mark.parametrize(
        ("upload", "wrong"),
        [
            (
                SimpleUploadedFile("cake.jpg", b"<html><script>alert(1)</script></html>", "image/jpeg"),
                "We cannot read this file. Choose a photo in JPEG, PNG, WebP or HEIC format.",
            ),
            (
                SimpleUploadedFile("cake.jpg", half_of_a_jpeg(), "image/jpeg"),
                "This photo is damaged or not complete. Choose it again, or take a new one.",
            ),
            (SimpleUploadedFile("cake.jpg", b"", "image/jpeg"), "This file is empty. Choose the photo again."),
            (
                SimpleUploadedFile("cake.jpg", b"\xff\xd8\xff" + bytes(30 * 1024 * 1024), "image/jpeg"),
                "This photo is larger than 15 MB. Choose a smaller one, or take it again with a lower quality.",
            ),
        ],
        ids=["html called jpg", "broken", "empty", "30 MB"],
    )
    def test_that_is_none_is_refused_beside_its_field_and_the_rest_is_kept(self, desk, bakery, upload, wrong):
        upload.seek(0)
        answer = desk.post("listings/new/", **CAKE, photo=upload)
        assert answer.status_code == 422
        assert answer.context["form"].errors == {"photo": [wrong]}
        assert 'id="id_photo_error"' in text_of(answer)
        kept = fields_of(answer)
        assert {name: kept[name] for name in CAKE} == CAKE
        assert (Listing.objects.filter(coop=bakery).count(), Photo.objects.count()) == (0, 0)

    def test_that_is_good_is_kept_through_another_mistake(self, desk, bakery):
        answer = desk.post("listings/new/", **{**CAKE, "price": "nine"}, photo=jpeg(), alt="A cake")
        assert "Your photo is here. You need not choose it again." in text_of(answer)
        kept = fields_of(answer)
        assert (kept["title"], kept["price"], kept["alt"]) == ("Pound cake", "nine", "A cake")
        token = kept["kept_photo"]
        desk.post("listings/new/", **CAKE, alt="A cake", kept_photo=token)
        assert Listing.objects.get(coop=bakery).photo == Photo.objects.get()

    def test_of_one_coop_cannot_be_taken_by_another(self, client, desk, bakery, farm, pearl):
        token = desk.post("listings/new/", **{**CAKE, "price": "nine"}, photo=jpeg()).context["form"].data["kept_photo"]
        Desk(client, pearl, farm).post("listings/new/", **CAKE, kept_photo=token)
        assert Listing.objects.get(coop=farm).photo is None

    def test_comes_off_and_the_drawing_shows_again(self, desk, bakery):
        desk.post("listings/new/", **CAKE, photo=jpeg(), drawing="bread")
        listing = Listing.objects.get(coop=bakery)
        desk.post(f"listings/{listing.public_id}/", **edited(desk, listing, remove_photo="on"))
        listing.refresh_from_db()
        assert (listing.photo, listing.drawing) == (None, "bread")


def edited(desk, listing, **changes) -> dict:
    """The form as it stands in the browser, with changes."""
    form = fields_of(desk.get(f"listings/{listing.public_id}/"))
    form.pop("remove_photo", None)
    return {**form, **changes}


class TestAnEdit:
    def test_changes_the_listing_and_its_price(self, desk, bread):
        listing = bread.listing
        desk.post(f"listings/{listing.public_id}/", **edited(desk, listing, title="Pullman loaf", price="8.50"))
        listing.refresh_from_db()
        bread.refresh_from_db()
        assert (listing.title_en, bread.price_minor, bread.stock.available) == ("Pullman loaf", 850, 5)

    def test_keeps_what_the_short_form_does_not_show(self, desk, bread):
        listing = bread.listing
        listing.topics.set([TopicFactory(slug="aa", parent=TopicFactory(slug="top")), TopicFactory(slug="bb")])
        listing.tags.set(["sourdough"])
        type(bread).objects.filter(pk=bread.pk).update(takes=2)
        desk.post(f"listings/{listing.public_id}/", **edited(desk, listing, price="9"))
        bread.refresh_from_db()
        assert [topic.slug for topic in listing.topics.all()] == ["aa", "bb"]
        assert ([tag.name for tag in listing.tags.all()], bread.takes) == (["sourdough"], 2)

    def test_what_was_sold_while_the_form_was_open_stays_sold(self, desk, bread):
        form = edited(desk, bread.listing, stock="10")
        Shopper().puts(bread, 2).orders()
        desk.post(f"listings/{bread.listing.public_id}/", **form)
        assert left_of(bread) == 8

    def test_of_two_people_the_second_is_shown_what_the_first_saved(self, desk, bread):
        listing = bread.listing
        mine = edited(desk, listing, title="Country loaf")
        desk.post(f"listings/{listing.public_id}/", **edited(desk, listing, price="8.75"))
        answer = desk.post(f"listings/{listing.public_id}/", **mine)
        listing.refresh_from_db()
        bread.refresh_from_db()
        assert answer.status_code == 422
        assert (listing.title_en, bread.price_minor) == ("Sandwich loaf", 875)
        assert answer.context["form"].conflict == [
            ("What is it?", "Sandwich loaf", "Country loaf"),
            ("Price for shoppers, before tax", "8.75", "8.00"),
        ]
        desk.post(f"listings/{listing.public_id}/", **fields_of(answer))
        listing.refresh_from_db()
        assert listing.title_en == "Country loaf"

    def test_shows_the_card_as_shoppers_see_it(self, desk, bread):
        page = text_of(desk.get(f"listings/{bread.listing.public_id}/"))
        assert '<article class="good">' in page and "$8.00" in page
        assert f'href="/market/{bread.listing.slug}-{bread.listing.public_id}/"' in page


class TestTheList:
    def test_hides_and_shows(self, desk, bread):
        listing = bread.listing
        for step, expected in (("hide", "hidden"), ("hide", "hidden"), ("show", "live")):
            assert desk.post(f"listings/{listing.public_id}/{step}/").status_code == 302
            listing.refresh_from_db()
            assert listing.state == expected

    @pytest.mark.parametrize(("step", "answer"), [("hide", 405), ("show", 405), ("stock", 302)])
    def test_looking_changes_nothing(self, desk, bread, step, answer):
        assert desk.get(f"listings/{bread.listing.public_id}/{step}/").status_code == answer
        assert (bread.listing.state, left_of(bread)) == ("live", 5)

    def test_counts_anew_and_what_was_sold_meanwhile_stays_sold(self, desk, bread):
        Shopper().puts(bread, 2).orders()
        desk.post(f"listings/{bread.listing.public_id}/stock/", stock="12", seen="5")
        assert left_of(bread) == 10

    @pytest.mark.parametrize(
        ("typed", "words"), [("5", "5 left"), ("12", "12 left"), ("12000", "12,000 left"), ("0", "Sold out")]
    )
    def test_says_the_number_in_words_where_there_is_plenty_too(self, desk, bread, typed, words):
        desk.post(f"listings/{bread.listing.public_id}/stock/", stock=typed, seen="5")
        assert f"</span>. {words}</p>" in text_of(desk.get("listings/"))

    def test_an_empty_number_ends_the_counting(self, desk, bread):
        desk.post(f"listings/{bread.listing.public_id}/stock/", stock="", seen="5")
        bread.refresh_from_db()
        assert bread.stock is None

    @pytest.mark.parametrize("typed", ["-1", "many", "1e9", "99999999", "²"])
    def test_a_number_that_is_none_is_said_beside_its_field(self, desk, bread, typed):
        answer = desk.post(f"listings/{bread.listing.public_id}/stock/", stock=typed, seen="5")
        assert answer.status_code == 422
        row = answer.context["rows"][0]
        assert row.typed == typed
        assert row.wrong.endswith("from 0 to 1,000,000." if typed == "99999999" else "or leave it empty.")
        assert left_of(bread) == 5

    def test_a_millionth_and_one_is_too_many(self, desk, bread):
        answer = desk.post(f"listings/{bread.listing.public_id}/stock/", stock="1000001", seen="5")
        assert answer.context["rows"][0].wrong == "Type a number from 0 to 1,000,000."

    def test_the_links_of_a_list_that_says_what_is_wrong_lead_to_the_list(self, desk, bread):
        answer = desk.get(f"listings/{bread.listing.public_id}/stock/", page="2")
        assertRedirects(answer, f"{reverse('desk_listings', args=[bread.listing.coop.slug])}?page=2")

    def test_another_coops_listing_is_no_page(self, desk, farm):
        collards = good(farm, "Collards", stock=9)
        for path in ("", "hide/", "stock/"):
            assert desk.post(f"listings/{collards.listing.public_id}/{path}", stock="1").status_code == 404
        assert (Listing.objects.get(pk=collards.listing.pk).state, left_of(collards)) == ("live", 9)

    def test_shows_the_coops_own_in_every_state(self, desk, bakery, bread, farm):
        ListingFactory(coop=bakery, title_en="Old rye", state="hidden")
        good(farm, "Collards")
        page = desk.get("listings/")
        assert [row.title for row in page.context["rows"]] == ["Old rye", "Sandwich loaf"]
        assert [row.title for row in desk.get("listings/", state="hidden").context["rows"]] == ["Old rye"]
        assert [row.title for row in desk.get("listings/", q="sandw").context["rows"]] == ["Sandwich loaf"]

    def test_says_what_was_done(self, desk, bread):
        answer = desk.post(f"listings/{bread.listing.public_id}/hide/")
        assert said_by(answer) == ["Hidden: Sandwich loaf. Shoppers no longer see it."]


class TestWhatMustStayInSight:
    @pytest.fixture
    def cake(self, desk, bakery):
        desk.post("listings/new/", **CAKE, photo=jpeg())
        run_due()
        return Listing.objects.get(coop=bakery)

    def test_is_asked_once_the_picture_is_there(self, desk, bakery):
        desk.post("listings/new/", **CAKE, photo=jpeg())
        listing = Listing.objects.get(coop=bakery)
        assert "The photo is being prepared" in text_of(desk.get(f"listings/{listing.public_id}/"))
        run_due()
        page = text_of(desk.get(f"listings/{listing.public_id}/"))
        assert page.count('name="focal"') == 9
        assert f"/desk/{bakery.slug}/photos/{listing.photo.public_id}/" in page

    @pytest.mark.parametrize(
        ("place", "exact", "point"),
        [
            ("0", "50,50", (17, 17)),  # without JavaScript: another place than the one that stood
            ("2", "90,5", (90, 5)),  # with it: a point within the place
            ("4", "50,50", (50, 50)),
            ("8", "999,1", (83, 83)),
            ("8", "<b>", (83, 83)),
        ],
    )
    def test_moves_and_is_cut_anew(self, desk, cake, place, exact, point):
        before = cake.photo.edition
        desk.post(f"listings/{cake.public_id}/", **{**edited(desk, cake), "focal": place, "focal_exact": exact})
        run_due()
        cake.photo.refresh_from_db()
        assert cake.photo.focal == point
        assert (cake.photo.edition == before) == (point == (50, 50))

    def test_a_place_that_is_none_is_refused(self, desk, cake):
        answer = desk.post(f"listings/{cake.public_id}/", **{**edited(desk, cake), "focal": "9"})
        assert list(answer.context["form"].errors) == ["focal"]

    def test_the_whole_picture_is_for_the_co_op_alone(self, desk, client, pearl, farm, cake):
        answer = desk.get(f"photos/{cake.photo.public_id}/")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
        assert Desk(client, pearl, farm).get(f"photos/{cake.photo.public_id}/").status_code == 404
