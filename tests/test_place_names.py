"""What a place of a page is called in another language, where its words are put together."""

from __future__ import annotations

import pytest

from geo import region
from maps.place_names import _Place, _Tongue

PACK = region.load()
TONGUES = {language: _Tongue(PACK, language) for language in ("ps", "fa", "ur")}

# id, province, words of the engine; Pashto, Dari, Urdu
PLACES = [
    (("PK530", "", ""), "سويلي وزیرستان", "جنوبی وزیرستان", "جنوبی وزیرستان"),
    (("AF0101", "AF01", ""), "کابل، کابل", "کابل، کابل", "کابل، کابل"),
    (("", "", "Durand Line"), "د ډیورنډ کرښه", "خط دیورند", "ڈیورنڈ لائن"),
    (
        ("", "", "Durand Line, Zhob"),
        "د ډیورنډ کرښه، ږوب",
        "خط دیورند، ژوب",
        "ڈیورنڈ لائن، ژوب",
    ),
    (("", "", "northern Balochistan"), "شمالي بلوچستان", "شمال بلوچستان", "شمالی بلوچستان"),
    (
        ("", "", "Durand Line, eastern and southeastern Afghanistan"),
        "د ډیورنډ کرښه، ختیځ او سوېل ختیځ افغانستان",
        "خط دیورند، شرق و جنوب‌شرق افغانستان",
        "ڈیورنڈ لائن، مشرقی اور جنوب مشرقی افغانستان",
    ),
    # of what nobody has translated the English stays, and not the name of what holds it
    (("", "", "border of Khost and Kurram"), "", "", ""),
    (("", "", "Durand Line, somewhere"), "", "", ""),
    (("", "", "northern somewhere"), "", "", ""),
    (("", "", "{{ 6*7 }}"), "", "", ""),
]


@pytest.mark.parametrize(("place", "ps", "fa", "ur"), PLACES)
def test_a_place_is_called_in_the_language_or_left_in_english(place, ps, fa, ur):
    told = {language: tongue.tell(_Place(*place)) for language, tongue in TONGUES.items()}
    assert told == {"ps": ps, "fa": fa, "ur": ur}
