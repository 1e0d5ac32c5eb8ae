"""Reports become episodes: whatever the order, step by step, with copies counted once and replaced readings forgotten."""

import itertools

import pytest

from dragoman.errors import RecordError
from dragoman.record import EpisodeFilter, open_record
from dragoman.relations import merge_reports, open_merged
from dragoman.types import Document
from hand_made import make_event, make_reading

LEAD = (
    "Chad and Laos signed a treaty of friendship in the old town hall on Monday, ending eleven years of quarrels over rivers, "
    "salt and the tolls that merchants of both countries had to pay at every bridge since the great flood of the valley."
)


def make_reports():
    """Three papers on one treaty, two of them with the words of the same agency; another treaty a year later."""
    copy = Document("copy", LEAD + " Markets rose.", source="The Reef")
    agency = Document("agency", LEAD, source="Agency")
    own = Document("own", "A treaty was signed by Laos and Chad, after long talks about tolls and salt.", source="The Gull")
    later = Document("later", "Chad and Laos signed a treaty on fish.", source="The Gull")
    sign = {"date": "1999-05-03", "mode": None}
    return [
        make_reading(
            agency, make_event(agency, "SUPPORT", ["TCD:Chad", "LAO:Laos"], ["TCD:Chad", "LAO:Laos"], act="signed", **sign)
        ),
        make_reading(copy, make_event(copy, "SUPPORT", ["TCD:Chad", "LAO:Laos"], ["TCD:Chad", "LAO:Laos"], act="signed", **sign)),
        make_reading(own, make_event(own, "AGREE", ["LAO:Laos", "TCD:Chad"], act="signed", **sign)),
        make_reading(later, make_event(later, "SUPPORT", ["TCD:Chad"], ["LAO:Laos"], act="signed", date="2000-05-03")),
    ]


def fill(batches):
    """A record to which batches are added, each merged before the next comes."""
    record = open_record(":memory:")
    for batch in batches:
        record.add(batch, [], record.begin_run({}, "1", {}))
        merge_reports(record)
    return record


def tell(record):
    """Episodes with their reports, without what only says in which order texts came."""
    return [(episode, [(r.event, r.document) for r in sorted(record.reports([episode.id])[episode.id], key=lambda r: r.event)])
            for episode in record.episodes()]  # fmt: skip


def test_reports_of_one_event_are_one_episode():
    with fill([make_reports()]) as record:
        treaty, fish = record.episodes()
        assert (treaty.n_reports, treaty.n_sources) == (3, 2)
        assert (fish.n_reports, fish.n_sources, fish.date) == (1, 1, "2000-05-03")
        assert {report.document for report in record.reports([treaty.id])[treaty.id]} == {"copy", "agency", "own"}


def test_the_copy_names_its_original():
    with fill([make_reports()]) as record:
        found = {
            report.document: report.copy_of
            for reports in record.reports([e.id for e in record.episodes()]).values()
            for report in reports
        }
        assert found == {"agency": None, "copy": "agency", "own": None, "later": None}


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_the_order_of_reading_does_not_matter(order):
    reports = make_reports()
    with fill([reports]) as at_once, fill([[reports[i]] for i in order]) as one_by_one:
        assert tell(at_once) == tell(one_by_one)


def test_an_episode_is_found_by_any_of_its_events():
    with fill([make_reports()]) as record:
        treaty = next(record.episodes())
        for report in record.reports([treaty.id])[treaty.id]:
            assert record.episode_of(report.event) == treaty
        assert record.episode_of("no such id") is None


def test_a_replaced_reading_leaves_its_episode():
    reports = make_reports()
    with fill([reports]) as record:
        record.add([make_reading(reports[2].document)], [], record.begin_run({}, "2", {}))
        merge_reports(record)
        treaty = next(record.episodes())
        assert (treaty.n_reports, treaty.n_sources) == (2, 1)
        assert record.count_unmerged("1") == 0


def test_merging_again_changes_nothing():
    with fill([make_reports()]) as record:
        before = tell(record)
        assert merge_reports(record) == 0
        assert tell(record) == before


def test_a_record_that_may_only_be_read_says_what_to_do(tmp_path):
    path = tmp_path / "a.duckdb"
    with open_record(path) as record:
        record.add(make_reports(), [], record.begin_run({}, "1", {}))
    with open_record(path, read_only=True) as record, pytest.raises(RecordError, match="not merged"):
        merge_reports(record)
    with open_merged(path) as record:
        assert record.count_episodes() == 2


def test_a_page_of_episodes_and_what_filters_leave():
    with fill([make_reports()]) as record:
        assert [e.date for e in record.episodes(EpisodeFilter(by="newest", limit=1))] == ["2000-05-03"]
        assert [e.date for e in record.episodes(EpisodeFilter(limit=1, offset=1))] == ["2000-05-03"]
        for wanted, n in [
            (EpisodeFilter(between=("LAO", "TCD")), 2), (EpisodeFilter(between=("LAO", "FIN")), 0),
            (EpisodeFilter(min_sources=2), 1),
            (EpisodeFilter(sources=("The Gull",)), 2), (EpisodeFilter(documents=("later",)), 1), (EpisodeFilter(words="FISH"), 1),
            (EpisodeFilter(types=("ASSAULT",)), 0), (EpisodeFilter(since="2000"), 1), (EpisodeFilter(dated=False), 0),
            (EpisodeFilter(actors=("LAO",)), 1), (EpisodeFilter(statuses=("occurred",)), 2),
        ]:  # fmt: skip
            assert record.count_episodes(wanted) == len(list(record.episodes(wanted))) == n, wanted


def test_a_vague_report_that_fits_two_events_stays_alone():
    docs = [Document(f"d{i}", "Chad attacked the fort in Laos.") for i in range(3)]
    dates = ("1999-05-03", "1999-05-20", "1999-05")
    readings = [make_reading(doc, make_event(doc, "ASSAULT", ["TCD:Chad"], ["LAO:Laos"], act="attacked", date=date))
                for doc, date in zip(docs, dates, strict=True)]  # fmt: skip
    with fill([[*readings]]) as record:
        assert sorted(episode.n_reports for episode in record.episodes()) == [1, 1, 1]


BY_PAIR = "select one, other, forth, back, earliest, id from kept.relations"
BY_WAY = """
    select least(d.actor, d.recipient), greatest(d.actor, d.recipient), bool_or(d.actor < d.recipient),
        bool_or(d.actor > d.recipient), e.earliest, e.id
    from kept.dyads d join kept.episodes e on e.key = d.episode group by 1, 2, 5, 6
"""


def test_the_table_by_pair_holds_what_the_episodes_say():
    with fill([make_reports()[2:], make_reports()[:2]]) as record:
        rows = record._con.execute(BY_PAIR).fetchall()
        assert len(rows) == 2
        assert sorted(rows) == sorted(record._con.execute(BY_WAY).fetchall())
        record._ask("order_relations")
        assert record._con.execute(BY_PAIR).fetchall() == sorted(rows, key=lambda row: (row[0], row[1], row[4]))
        assert record._ask("count_unordered") == [(2, 0)]


def test_what_came_later_is_put_in_order_with_the_rest(monkeypatch):
    monkeypatch.setattr("dragoman.record.merging.LEAST_UNORDERED", 0)
    later = Document("benin", "Benin met Chad.", source="The Gull")
    met = make_reading(later, make_event(later, "CONSULT", ["BEN:Benin"], ["TCD:Chad"], act="met", date="2003-01-01"))
    with fill([make_reports(), [met]]) as record:
        assert [row[:2] for row in record._con.execute(BY_PAIR).fetchall()] == [("BEN", "TCD"), ("LAO", "TCD"), ("LAO", "TCD")]
        assert record._ask("count_unordered") == [(3, 0)]
