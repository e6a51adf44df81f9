"""Telephone numbers: typed in any way, kept as E.164 ("+16015550142")."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOME = "US"
_HOME_CODE = 1
_LONGEST = 40


def parse_phone(text: str) -> str:
    """The number in E.164. One without a country code is read as one of the United States. Raises ValidationError."""
    wrong = ValidationError(_("Write the phone number with its area code, like 601-555-0142."), code="phone")
    if len(text) > _LONGEST:
        raise wrong
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        raise wrong from None
    # Seven digits without an area code count as "possible", but only next door: our texts would not get there.
    reach = phonenumbers.is_possible_number_with_reason(number)
    if reach != phonenumbers.ValidationResult.IS_POSSIBLE or number.extension:
        raise wrong
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def said_phone(phone: str) -> str:
    """As one says it: "601-555-0142"; a number of another country keeps its code. What is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone, HOME)
    except phonenumbers.NumberParseException:
        return phone
    if number.country_code != _HOME_CODE:
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return str(national).replace("(", "").replace(") ", "-")


def veiled_phone(phone: str) -> str:
    """Enough to know it again, too little to learn it: "601-555-01••"."""
    return f"{said_phone(phone)[:-2]}••"
