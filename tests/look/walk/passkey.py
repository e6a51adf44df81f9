"""A passkey as a phone would have registered it, so that the pages about passkeys have one to show."""

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from directory.people.models import User

_ID = b"a phone of the walk"


def passkey_of(person: User) -> Authenticator:
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known = AttestedCredentialData.create(b"\0" * 16, _ID, key)
    flags = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.ATTESTED
    told = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"challenge", "http://127.0.0.1"),
        attestation_object=AttestationObject.create("none", AuthenticatorData.create(b"\0" * 32, flags, 0, known), {}),
    )
    credential = dict(RegistrationResponse(raw_id=_ID, response=told)) | {
        "clientExtensionResults": {"credProps": {"rk": True}}
    }
    data = {"name": "Ruth's phone", "credential": credential}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
