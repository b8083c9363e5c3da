"""Columns are known by their names, in each language that tables here are kept in."""

from __future__ import annotations

import pytest

from geo.tables.columns import ALIASES, folded, guess

NAMES = [(role, name) for role, names in ALIASES.items() for name in names]


@pytest.mark.parametrize(("role", "name"), NAMES)
def test_every_other_name_is_found_as_it_is_written_down(role, name):
    assert guess([name]) == {role: name}


def test_no_name_stands_for_two_columns():
    names = [folded(name) for _, name in NAMES]
    assert len(names) == len(set(names))
    assert not set(names) & set(ALIASES)


@pytest.mark.parametrize(
    ("name", "fold"),
    [
        ("  Admin 1 (name) ", "admin_1_name"),
        ("Événement", "evenement"),
        ("LAT_DD", "lat_dd"),
        ("district's", "districts"),
        ("عرض\u200cالبلد", "عرض_البلد"),
        ("ولسوالۍ", folded("ولسوالي")),
        ("صوبہ", folded("صوبة")),
    ],
)
def test_folded(name, fold):
    assert folded(name) == fold


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Date", "PLACE"], {"date": "Date", "place": "PLACE"}),
        (["Incident No", "Date of incident"], {"id": "Incident No", "date": "Date of incident"}),
        (["Événement", "Location Name"], {"place": "Location Name"}),
        # Pashto and Dari, with the yeh of an Arabic keyboard, and with that of a Persian one
        (["ولايت", "ولسوالي"], {"admin1": "ولايت", "admin2": "ولسوالي"}),
        (["ولایت", "ولسوالی", "قریه"], {"admin1": "ولایت", "admin2": "ولسوالی", "place": "قریه"}),
        (["نېټه", "ځای"], {"date": "نېټه", "place": "ځای"}),
        (["نیټه", "هیواد"], {"date": "نیټه", "country": "هیواد"}),
        # Urdu
        (
            ["تاریخ", "صوبہ", "ضلع", "گاؤں"],
            {"date": "تاریخ", "admin1": "صوبہ", "admin2": "ضلع", "place": "گاؤں"},
        ),
        (["طول البلد", "عرض البلد"], {"longitude": "طول البلد", "latitude": "عرض البلد"}),
        # two scripts in one name
        (["Village / قریه", "x̂ é"], {"place": "Village / قریه"}),
        (["ولسوالی District"], {"admin2": "ولسوالی District"}),
        (["District", "P-code"], {"admin2": "District"}),
        (["ADM2_PCODE"], {"admin2": "ADM2_PCODE"}),
        # longer names, each part of which says the same
        (["Village / Place"], {"place": "Village / Place"}),
        (
            ["Date of incident (from)", "Date of incident (to)", "Location (from)"],
            {"date_start": "Date of incident (from)", "date_end": "Date of incident (to)"},
        ),
        (
            ["Name of village", "District name"],
            {"place": "Name of village", "admin2": "District name"},
        ),
        (["Location (village)"], {"place": "Location (village)"}),
        (["Incident date (DD/MM/YYYY)"], {"date": "Incident date (DD/MM/YYYY)"}),
        (["Village name", "Town"], {"place": "Town"}),
        (["Village / District", "Date / Time", "Location (lat, lon)", "Name", "Area"], {}),
        (["Village or nearest town", "Town or village?"], {"place": "Village or nearest town"}),
        (
            ["What is the date of the incident?", "In which province did it happen?"],
            {
                "date": "What is the date of the incident?",
                "admin1": "In which province did it happen?",
            },
        ),
        (["Where did it happen?", "When?"], {"date": "When?", "place": "Where did it happen?"}),
        (["Which day or night", "District or province?", "Is it in Kunar?"], {}),
        (["Date [GMT]", "Date (local)"], {"date": "Date [GMT]"}),
        (["Local", "UTC", "Local time", "(UTC)"], {}),
        # numbers of rows
        (["#", "Ref"], {"id": "#"}),
        (["Ref", "Incident #"], {"id": "Incident #"}),
        # the point of a survey's question, in words and in parts; what the survey tool adds
        (
            ["Location", "_Location_latitude", "_Location_longitude", "_notes", "Comments", "Town"],
            {
                "latitude": "_Location_latitude",
                "longitude": "_Location_longitude",
                "notes": "Comments",
                "place": "Town",
            },
        ),
        (
            ["site", "site_Latitude", "site_Longitude"],
            {"place": "site", "latitude": "site_Latitude", "longitude": "site_Longitude"},
        ),
        (["lat", "lon", "hq_latitude", "hq_longitude"], {"latitude": "lat", "longitude": "lon"}),
        (["a_latitude", "a_longitude", "b_latitude", "b_longitude"], {}),
        (["a_latitude", "b_longitude"], {}),
        # a plain name goes before another name for the same
        (["location", "place"], {"place": "place"}),
    ],
)
def test_columns_found(names, found):
    assert guess(names) == found
