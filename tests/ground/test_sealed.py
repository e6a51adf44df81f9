import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from ground import sealed
from ground.models import SealedKey
from ground.sealed import CannotOpenError, blind, destroy, new_key, open_brief, open_sealed, rewrap, seal, seal_briefly

pytestmark = pytest.mark.django_db

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture(autouse=True)
def keys(settings):
    settings.SEAL_KEYS = [OLD]


def test_what_is_sealed_can_be_opened_with_its_key_only():
    key, other = new_key(), new_key()
    token = seal(key, "Ñandú, 601-555-0142")
    assert "601" not in token
    assert open_sealed(key, token) == "Ñandú, 601-555-0142"
    with pytest.raises(CannotOpenError):
        open_sealed(other, token)


def test_the_same_text_is_never_sealed_the_same_way():
    key = new_key()
    assert seal(key, "a") != seal(key, "a")


@pytest.mark.parametrize("token", ["", "x", "gAAAAA"])
def test_an_altered_token_is_refused(token):
    with pytest.raises(CannotOpenError):
        open_sealed(new_key(), token)


def test_a_destroyed_key_opens_nothing_and_seals_nothing():
    key = new_key()
    token, wrapped = seal(key, "secret"), bytes(key.wrapped_key)
    destroy(key)
    kept = SealedKey.objects.get(pk=key.pk)
    assert bytes(kept.wrapped_key) == bytes(len(wrapped))
    for action in (lambda: open_sealed(kept, token), lambda: seal(kept, "more")):
        with pytest.raises(CannotOpenError):
            action()


def test_a_new_master_key_opens_old_seals_and_an_old_one_can_go_after_rewrapping(settings, capsys):
    key, gone = new_key(), new_key()
    token = seal(key, "secret")
    destroy(gone)
    settings.SEAL_KEYS = [NEW, OLD]
    assert open_sealed(key, token) == "secret"
    call_command("rewrap_keys")
    assert capsys.readouterr().out == "1 keys are sealed with the newest master key.\n"
    settings.SEAL_KEYS = [NEW]
    key.refresh_from_db()
    assert open_sealed(key, token) == "secret"


def test_without_its_master_key_a_key_opens_nothing(settings):
    key = new_key()
    token = seal(key, "secret")
    settings.SEAL_KEYS = [NEW]
    with pytest.raises(CannotOpenError):
        open_sealed(key, token)


def test_rewrapping_twice_is_harmless(settings):
    key = new_key()
    token = seal(key, "secret")
    settings.SEAL_KEYS = [NEW, OLD]
    assert (rewrap(), rewrap()) == (1, 1)
    key.refresh_from_db()
    assert open_sealed(key, token) == "secret"


def test_a_brief_seal_opens_after_a_rotation(settings):
    token = seal_briefly("hello")
    settings.SEAL_KEYS = [NEW, OLD]
    assert open_brief(token) == "hello"
    with pytest.raises(CannotOpenError):
        open_brief("nonsense")


def test_a_blind_index_is_equal_for_equal_texts_of_one_purpose_and_survives_a_rotation(settings):
    before = blind("ana@example.org", "email")
    assert len(before) == 64
    assert blind("ana@example.org", "phone") != before
    assert blind("bob@example.org", "email") != before
    settings.SEAL_KEYS = [NEW, OLD]
    assert blind("ana@example.org", "email") == before
    settings.SEAL_KEYS = [NEW]
    assert blind("ana@example.org", "email") != before


def test_the_development_key_is_one():
    assert sealed._masters(("b25seS1mb3ItYS1sYXB0b3AtYW5kLW5vdC1wZW9wbGU=",))
