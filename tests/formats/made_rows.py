"""Heads of files as their makers have them, and what is brought in of a file written here."""

from __future__ import annotations

from dragoman.formats import Skipped, open_data
from dragoman.types import Coded, Context, Rejected

POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Name Raw\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\t"
    "Recipient Sectors\tRecipient Name Raw\tCountry\tRaw Placename\tSource\tPublication Date\tLanguage"
)
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)
MIDB = (
    "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,revstate,revtype1,revtype2,fatality,fatalpre,hiact,"
    "hostlev,orig,version"
)
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,conflict_name,dyad_new_id,dyad_name,side_a_new_id,"
    "side_a,side_b_new_id,side_b,source_office,where_coordinates,country,country_id,date_prec,date_start,date_end,deaths_a,"
    "deaths_b,deaths_civilians,best,gwnoa,gwnob"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,location,source,notes,fatalities"
)


def polecat_row(**cells):
    base = {"Event ID": "p1", "Event Date": "2020-03-01", "Event Type": "AID", "Actor Country": "FIN", "Recipient Country": "TCD"}
    cells = {**base, **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return "\t".join(cells.get(name, "") for name in POLECAT.split("\t"))


def write(path, *lines, end="\n", encoding="utf-8"):
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return str(path)


def read_all(path, form=None):
    """(brought in, rejected, left out) of a file."""
    with open_data(path, form) as opened:
        items = list(opened.items())
    kept = [item for item in items if isinstance(item, Coded | Context)]
    return kept, [item for item in items if isinstance(item, Rejected)], [item for item in items if isinstance(item, Skipped)]


def parties_of(coded):
    return [(one.code, one.sector) for one in (*coded.event.actors, *coded.event.recipients)]


def context_of(path, form=None):
    kept, rejected, left = read_all(path, form)
    return [(one.sort, one.one, one.other, one.start, one.end, one.label, one.detail) for one in kept], rejected, left
