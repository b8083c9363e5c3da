"""Names of places that locate no incident, each with one reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.reports.documents import tables
from geo.reports.where import datelined, echoes, likelihood, people
from geo.reports.where.surroundings import Around, patterns

if TYPE_CHECKING:
    from geo.reports.documents.document import Document
    from geo.reports.documents.marks import Place
    from geo.reports.where.cues import Toponym

_Rule = Callable[[Around], bool]
REASONS = (
    "dateline",
    "seat of a speaker",
    "stands for a government",
    "origin",
    "destination",
    "beside",
    "road",
    "talks",
    "nothing there",
    "person",
    "organisation",
    "context",
    "unknown",
    "country",
    likelihood.REASON,
)


def reject(
    document: Document,
    places: list[Place],
    toponyms: dict[int, Toponym],
    seats: frozenset[str],
) -> None:
    """Give each place that locates nothing its reason.

    Parameters
    ----------
    document
        The report.
    places
        Its places, resolved; their `reason` is set.
    toponyms
        The names they were made from, by their start.
    seats
        Names of the seats of governments.
    """
    sources = tables.under(document, document.words.listed("layout", "columns", "source"))
    wheres = tables.under(document, document.words.listed("layout", "forms", "places"))
    heads = [span for span in document.datelines if datelined.is_head(document, places, span)]
    for place in places:
        if place.reason or place.start not in toponyms:
            continue
        if any(start <= place.start < end for start, end in heads):
            continue
        if any(start <= place.start < end for start, end in sources):
            place.set_aside("seat of a speaker", "stands under a source")
        elif place.level == "country" or not any(s <= place.start < e for s, e in wheres):
            place.set_aside(*_told(document, place, toponyms[place.start], seats))


def _told(
    document: Document, place: Place, toponym: Toponym, seats: frozenset[str]
) -> tuple[str, str]:
    """Return why a name locates nothing, and the name of the clue; both empty where it may."""
    reason = _by_itself(document, place, toponym, seats)
    if reason is not None:
        return reason, ""
    around = _around(document, place, toponym, seats)
    for clue in _behind(around.ending.asked & _BEFORE):
        if clue.before and not around.stands(*clue.before):
            continue
        if clue.holds(around):
            return clue.reason, clue.name
    return "", ""


def _by_itself(
    document: Document, place: Place, toponym: Toponym, seats: frozenset[str]
) -> str | None:
    """Return what a name is besides a place, empty where it may locate; None where words tell."""
    text, cues = document.text, toponym.cues
    if document.is_in_dateline(place.start):
        is_item = datelined.is_of_two(document, place, seats)
        return "" if is_item or datelined.is_here(document, place) else "dateline"
    if place.level == "country":
        return "country"
    if place.level == "border":
        return "person" if "person" in cues and "placed" not in cues else ""
    if "title" in cues and not (cues & {"placed"} and place.level in ("admin1", "admin2")):
        return "person"
    if "person" in cues and "placed" not in cues and "list" not in cues:
        return "person"
    if "person" in cues and not toponym.level_told:
        return "person"
    said = patterns(document.words)
    is_of_locals = said["locals"].search(text, place.end) is not None
    if "organisation" in cues and not (is_of_locals and document.triggers[place.sentence]):
        return "organisation"
    if place.level == "admin1" and said["force"].search(text, place.end):
        return "organisation"
    if "named_on" in cues and not toponym.level_told and place.level != "admin1":
        return "person"
    if toponym.tier == "frame" and (
        said["who"].search(text, place.end) or said["home"].search(text, place.end)
    ):
        return "person"
    return None


def _around(document: Document, place: Place, toponym: Toponym, seats: frozenset[str]) -> Around:
    """Return the words around a name."""
    text, said = document.text, patterns(document.words)
    sentence = document.sentences[place.sentence]
    at = max(sentence.start, place.start - _BEFORE_CHARS)
    before = text[at : place.start]
    ending = said.before(before, document.scan, at)
    whole = text[max(sentence.start, place.start - _CLAUSE_CHARS) : place.start]
    breaks = [match.end() for match in said["clause"].all_in(whole)]
    clause = whole[breaks[-1] :] if breaks else whole
    return Around(
        before=before,
        after=text[place.end : min(sentence.end, place.end + _AFTER_CHARS)],
        sentence=text[sentence.start : sentence.end],
        is_seat=place.name in seats,
        is_free=not toponym.cues & {"placed", "list", "headed"},
        is_listed={"list", "placed"} <= toponym.cues,
        clause=clause.lower(),
        is_violent=bool(document.triggers[place.sentence]),
        is_new=echoes.tells_anew(document, place.sentence),
        vocabulary=document.words,
        said=said,
        ending=ending,
        stands=ending.has,
    )


_BEFORE_CHARS, _AFTER_CHARS = 100, 80  # of what stands before and behind a name
_CLAUSE_CHARS = 160  # of a clause, before a name


def _is_only_a_name(a: Around) -> bool:
    """Tell a name of a post or an operation, and what something is said not to be."""
    return a.stands("not_the", "called_operation") or not a.follows("is_in")


def _is_idle(a: Around) -> bool:
    """Tell "met in X", "a man who had studied in X": nothing violent in its clause."""
    idle = a.said["idle"].search(a.clause)
    if idle is None or a.is_violence(a.clause, idle.start()):
        return False
    before = a.clause[: idle.start()]
    if a.has("present", idle[0]) and (a.is_violence(before) or a.has("hit", before)):
        return False  # "killed men queueing outside a bank in X"
    if _happened_where(a) or _is_calm_after(a) or a.follows("shut_gate"):
        return False
    return not a.is_violence(a.clause) or not a.is_violence(idle["gap"])


def _is_person(a: Around) -> bool:
    # "In Foo district of Bar, Ahmadzai added": a comma makes no list of it.
    is_named = a.is_free or (a.follows("added") and a.stands("behind_comma"))
    return is_named and (a.follows("person") or a.follows("who"))


def _is_destination(a: Around) -> bool:
    if _happened_where(a) or a.has("fired_at", a.clause) or _is_calm_after(a):
        return False
    # "Gunmen came back to X and blew up a school": it was there.
    return not (a.has("raiders", a.clause) and a.is_violence(a.after.lower()))


def _is_in_hospital(a: Around) -> bool:
    if a.stands("at_hospital") and not a.follows("was_hit"):
        return not a.has("hit", a.clause)
    return a.stands("hospital_in") and not a.has("hit", a.sentence)


def _is_on_road(a: Around) -> bool:
    is_end = a.follows("road") and a.stands("road_end", "along")
    return is_end or a.follows("road_between")


def _is_origin(a: Around) -> bool:
    if a.stands("blamed_in") or a.stands("person_of"):
        return True
    if (a.stands("spread") and a.follows("spread_to")) or _happened_where(a):
        return False
    if a.stands("came_from"):
        return True
    if a.stands("far_from") or a.stands("facing") or a.has("taken_from", a.clause):
        return False
    # "Wounded brought from the bombing of X", "from X a strike is reported": it was there.
    _, came, between = a.before.lower().rpartition("from ")
    is_from = a.stands("origin") and not (came and a.is_violence(between))
    if a.before.strip() == "From" and a.is_violent and a.has("news", a.after):
        return False
    return is_from and not people.have_met(a) and not a.stands("reported_from")


_HEADED_CHARS = 40  # of what stands behind a capital and a colon


def _is_government(a: Around) -> bool:
    if not a.is_seat:
        return False
    if a.after[:2] in ("'s", "’s") and not a.follows("city"):
        return True
    if a.after.startswith(":") and not a.is_violence(a.after[:_HEADED_CHARS]):
        return True  # "Islamabad: silence for a day"
    if a.stands("count_by") and a.after.startswith(")"):
        return True
    if a.stands("metonym_before") and not a.is_listed:
        return True
    if a.follows("acts") and not a.stands("lies_in"):
        return True
    if a.follows("verbs"):
        return True
    # "The killing has embarrassed Islamabad": no word says that it is a town.
    is_town = a.is_listed or a.stands("town") or a.follows("was_hit") or a.follows("city")
    return bool(a.before.strip()) and not is_town


def _is_of_the_public(a: Around) -> bool:
    """Tell where schools shut or people prayed, while nothing violent is said of them."""
    if a.is_violence(a.clause):
        return False
    rest = a.behind("rest_of_list")
    told = a.after[rest.end() if rest else 0 :]
    stop = a.said["next_clause"].search(told)
    return not a.is_violence(told[: stop.start() if stop else len(told)].lower())


def _is_of_march(a: Around) -> bool:
    """Tell where people only marched: "students march against the raids in X"."""
    march = a.ending.find("marched_in")
    if march is None or a.is_violence(march["gap"].lower()) or _happened_where(a):
        return False
    stop = a.said["next_clause"].search(a.after)
    told = a.after[: stop.start() if stop else len(a.after)].lower()
    return not a.is_violence(told) and not a.is_violence(a.before[: march.start()].lower())


def _is_of_somebody(a: Around) -> bool:
    """Tell where somebody belongs who was hurt at another place that is named."""
    if (a.stands("left") and a.follows("left_for")) or a.stands("departed"):
        return True
    return a.stands("somebody_of") and a.has("somewhere", a.after)


def _happened_where(a: Around) -> bool:
    """Tell "visited X, where two soldiers were killed": it was there after all."""
    where = a.behind("where")
    return where is not None and a.is_violence(where["told"].lower())


def _is_calm_after(a: Around) -> bool:
    """Tell "calm returned to X after three days of clashes": they were there."""
    return a.stands("calm_at") and a.is_violence(a.after.lower())


def _is_overflown(a: Around) -> bool:
    """Tell where aircraft were only seen: "a drone was sighted over X"."""
    return a.follows("held_fire") or not a.is_violence(a.after.lower())


def _follows(name: str) -> _Rule:
    """Tell a name that a row stands behind."""
    return lambda a: a.follows(name)


def _always(_: Around) -> bool:
    return True


class Clue(NamedTuple):
    """A row of the table: its name, the reason it gives, and when it holds of a name.

    Where there are rows of `around.toml` in `before`, one of them stands right before the name too.
    """

    name: str
    reason: str
    holds: _Rule = _always
    before: tuple[str, ...] = ()


# Why a name locates nothing: the first that holds decides, and `bordermap extract --explain` prints
# its name. What a row of `around.toml` tells stands beside it there.
CLUES = (
    Clue("on the road to", "road", before=("road_to",)),
    Clue("of water", "context", _follows("water")),
    Clue("not there", "nothing there", before=("not",)),
    Clue("short of it", "nothing there", before=("short_of",)),
    Clue("of the public", "talks", _is_of_the_public, ("public_in",)),
    Clue("felt afar", "context", before=("felt_afar",)),
    Clue("of an era", "context", lambda a: a.is_seat, ("era_of",)),
    Clue("of a march", "talks", _is_of_march, ("marched_in",)),
    Clue("told to", "organisation", before=("told_to",)),
    Clue("of somebody", "origin", _is_of_somebody, ("left", "departed", "somebody_of")),
    Clue("still there", "nothing there", lambda a: a.stands("still") or a.follows("still_there")),
    Clue("heard afar", "context", before=("heard_afar",)),
    Clue("cut off", "talks", before=("cut_off",)),
    Clue("planned", "context", before=("planned",)),
    Clue("flown over", "context", _is_overflown, ("flown_over",)),
    Clue("fired from", "origin", _follows("fired_at_other"), ("armed_in",)),
    Clue("guns there", "origin", lambda a: not a.follows("was_hit"), ("sited",)),
    Clue("from there", "origin", lambda a: not a.follows("tell"), ("from_there",)),
    Clue("arrested in", "context", before=("arrested_in",)),
    Clue("to leave", "destination", before=("to_leave", "coffins", "lies_in_hospital")),
    Clue(
        "recalled", "context", echoes.is_recalled, ("made_name", "recalled", "survived", "by_whom")
    ),
    Clue("usual", "context", echoes.is_usual),
    Clue("beside an echo", "context", echoes.is_beside_echo),
    Clue("where to", "destination", _is_destination, ("direction", "fled_to", "sheltered_in")),
    Clue("in hospital", "destination", _is_in_hospital, ("at_hospital", "hospital_in")),
    Clue("of an office", "organisation", _follows("office")),
    Clue("of a body", "organisation", before=("body_of",)),
    Clue("end of a road", "road", _is_on_road),
    Clue("told in", "seat of a speaker", people.have_told_in, ("spoke_in", "said_in")),
    Clue("told by", "seat of a speaker", before=("told_by",)),
    Clue("the day after", "context", lambda a: a.after.startswith(","), ("day_after",)),
    Clue("massed there", "origin", _follows("known_before"), ("massed_in",)),
    Clue("heard there", "seat of a speaker", _follows("heard_there"), ("opening",)),
    Clue("protest in", "talks", before=("protest_in",)),
    Clue("where from", "origin", _is_origin, ("blamed_in", "person_of", "came_from", "origin")),
    Clue("what was beside it", "beside", lambda a: not a.stands("part_of", "facing"), ("beside",)),
    Clue("a government", "stands for a government", _is_government),
    Clue("only a name", "context", _is_only_a_name, ("not_the", "called_operation", "post_name")),
    Clue("who tells", "seat of a speaker", people.are_telling),
    Clue("a person", "person", _is_person),
    Clue("a tribe", "person", _follows("acting"), ("tribe",)),
    Clue("one of tribes", "person", _follows("tribes")),
    Clue("its people", "origin", lambda a: a.follows("people") and not people.have_met(a)),
    Clue("calm", "nothing there", lambda a: a.follows("calm") and not a.stands("holder")),
    Clue("idle people", "context", people.are_idle, ("people_of", "one_of")),
    Clue("idle", "context", _is_idle),
    Clue("of a chapter", "organisation", _follows("chapter")),
    Clue("of talks", "talks", lambda a: a.is_of_talks and not a.stands("situated")),
    Clue("seat at rest", "context", lambda a: not a.is_violent and a.is_seat),
)
_BEFORE = frozenset(row for clue in CLUES for row in clue.before)


@lru_cache(maxsize=4096)
def _behind(rows: frozenset[str]) -> tuple[Clue, ...]:
    """Return the clues that may hold of a name before which only these rows may stand."""
    return tuple(clue for clue in CLUES if not (clue.before and rows.isdisjoint(clue.before)))
