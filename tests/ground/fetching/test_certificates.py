"""Over TLS the name in the address is what must stand in the certificate, though a machine is called by its number."""

import datetime
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ground.fetching import NotFetched, Why


def certificate(folder, name):
    """Signed by itself, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, kind, plain) + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def file(server, tmp_path):
    """The server speaks TLS, with a certificate for coop.example."""
    file = certificate(tmp_path, "coop.example")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    server.http.socket = tls.wrap_socket(server.http.socket, server_side=True)
    server.pages["/a"] = (200, {}, b"A")
    return file


def test_a_good_certificate_is_for_the_name(server, fetcher_for, file):
    fetcher = fetcher_for(tls=ssl.create_default_context(cafile=file))
    assert fetcher.fetch(f"https://coop.example:{server.port}/a").body == b"A"
    with pytest.raises(NotFetched) as refusal:
        fetcher.fetch(f"https://other.example:{server.port}/a")
    assert refusal.value.why == Why.CERTIFICATE


def test_one_that_nobody_vouches_for_is_not_good(server, fetcher, file):
    with pytest.raises(NotFetched) as refusal:
        fetcher.fetch(f"https://coop.example:{server.port}/a")
    assert (refusal.value.why, server.asked) == (Why.CERTIFICATE, [])
