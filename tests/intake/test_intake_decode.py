import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.decode import decode_bytes
from dragoman.intake.draft import UnreadableError

FRENCH = "Le ministre a déclaré que l'accord « sera signé à Genève » – bientôt."
RUSSIAN = "Министр иностранных дел заявил, что договор будет подписан в Душанбе. " * 10


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"), (FRENCH, "utf-8-sig"), (FRENCH, "utf-16"), (FRENCH, "utf-32"), (FRENCH, "cp1252"),
        (FRENCH, "utf-16-le"), (FRENCH, "utf-16-be"), (RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        ("plain", "ascii"), ("Two\r\nlines\r", "utf-8"),
    ],
)  # fmt: skip
def test_decode_bytes_finds_the_encoding(text, encoding):
    decoded = decode_bytes(text.encode(encoding))
    assert (decoded.text, decoded.warning) == (text, None)


def test_decode_bytes_keeps_what_is_whole_of_broken_utf8():
    decoded = decode_bytes("Türkiye wrote.\nCôte d'Ivoire".encode() + b"\xff answered.")
    assert decoded.text == "Türkiye wrote.\nCôte d'Ivoire\ufffd answered."
    assert "line 2" in decoded.warning


def test_decode_bytes_trusts_a_declared_encoding_only_where_it_is_one():
    data = "Żółć".encode("iso-8859-2")
    assert decode_bytes(data, declared="iso-8859-2").text == "Żółć"
    for nonsense in ("base64", "idna", "unicode_escape", "windows-9999", "undefined"):
        decode_bytes(data, declared=nonsense)


@pytest.mark.parametrize("data", [b"%PDF-1.7 text", b"PK\x03\x04", b"\x89PNG\r\n", b"a few words\0\0\0\x01", b"\x1f\x8b\x08"])
def test_decode_bytes_refuses_what_is_no_text(data):
    with pytest.raises(UnreadableError) as caught:
        decode_bytes(data)
    assert caught.value.reason == "binary file"


def test_decode_bytes_of_a_big_file_is_quick_because_the_sample_is_bounded():
    assert len(decode_bytes(RUSSIAN.encode("cp1251") * 5000).text) == 5000 * len(RUSSIAN)


@given(st.binary(max_size=300), st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]))
def test_decode_bytes_gives_text_or_a_reason(data, mark):
    try:
        text = decode_bytes(mark + data).text
    except UnreadableError:
        return
    text.encode("utf-8")  # no surrogates: whatever comes after can store it


def test_decode_bytes_refuses_noise_without_a_nul():
    noise = bytes(code for code in range(1, 256)) * 20
    with pytest.raises(UnreadableError, match="control characters"):
        decode_bytes(noise)


def test_decode_bytes_of_words_that_look_like_a_kind_of_file():
    for text in ("PK is a code of Pakistan.", "PAR1 and GIF8 are names.", "BZh", "%PDF is a mark."):
        assert decode_bytes(text.encode()).text == text
