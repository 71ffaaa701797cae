from booking.models import Spa

KNOWN = {"@context", "@type", "name", "description", "address"}


def test_only_what_is_known_of_the_spa_is_told():
    profile = Spa().day_spa

    assert set(profile) == KNOWN
    assert profile["name"] == "La Moon Massage and Facial"
    assert set(profile["address"]) == {
        "@type",
        "addressLocality",
        "addressRegion",
        "addressCountry",
    }


def test_what_is_filled_in_is_told():
    profile = Spa(phone="713 555 0100", street="1 Main St").day_spa

    assert set(profile) == KNOWN | {"telephone"}
    assert profile["address"]["streetAddress"] == "1 Main St"


def test_pages_show_the_phone_once_there_is_one(client, db):
    assert "tel:" not in client.get("/about/").content.decode()

    Spa.objects.create(id=1, phone="713 555 0100")

    assert "713 555 0100" in client.get("/about/").content.decode()


def test_the_desk_leads_to_the_one_profile(editor_client):
    first = editor_client.get("/admin/booking/spa/", follow=True)
    saved = editor_client.post(
        "/admin/booking/spa/add/",
        {"name": "La Moon", "offers": "Massage", "city": "Houston", "region": "Texas"},
        follow=True,
    )

    assert first.redirect_chain == [("/admin/booking/spa/add/", 302)]
    assert saved.redirect_chain[-1] == ("/admin/booking/spa/1/change/", 302)
    assert editor_client.get("/admin/booking/spa/add/").status_code == 403
    assert editor_client.post("/admin/booking/spa/1/delete/").status_code == 403
