"""The reading room in a real browser: main paths, keyboard, a narrow screen, no script, hostile text, accessibility."""

from __future__ import annotations

import re

import pytest

from dragoman.pages import urls
from room_record import HOSTILE_ID

pytestmark = pytest.mark.slow

PAGES = {
    "front": "/", "search": "/search?q=bolivia+finland", "empty search": "/search", "nothing found": "/search?q=zzzz",
    "relations": "/relations", "state": "/state/BOL", "relation": "/relation/BOL-FIN", "no relation": "/relation/BOL-CHN",
    "brief": "/relation/BOL-FIN/brief", "brought": "/brought/BOL-FIN", "sample": "/sample",
    "network": "/network", "episodes": "/episodes", "filtered": "/episodes?type=AID", "events": "/events",
    "stance": "/stance/fear0001", "findings": "/findings", "finding": "/finding/clash001", "documents": "/documents",
    "document": "/document/tuna", "hostile": urls.document(HOSTILE_ID), "read": "/read", "terms": "/terms",
}  # fmt: skip
NO_AXE = "the package axe-playwright-python is not installed: make test does it"
NARROW = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


def test_from_the_front_to_the_words_and_back(visit):
    page = visit("/")
    page.get_by_role("link", name="Bolivia – Finland").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bolivia and Finland"
    page.locator(".entry .who a", has_text=re.compile("^Finland.*Bolivia")).first.click()
    assert "attacked" in page.locator("blockquote strong.act").inner_text()
    page.locator("figcaption a").click()
    assert page.url.split("#")[1].startswith("m-")
    page.locator("a.act", has_text="attacked").click()
    assert "/event/" in page.url
    page.get_by_role("link", name="event", exact=True).click()
    assert "/episode/" in page.url


def test_mark_of_the_brief_leads_to_the_words_in_their_text(visit):
    page = visit("/relation/BOL-FIN")
    page.get_by_role("link", name="The brief").click()
    mark = page.locator(".brief sup a").first
    number = mark.inner_text().strip("[]")
    mark.click()
    words = page.locator(f"#c{number}")
    assert words.locator("q").inner_text()
    words.locator(".from a").first.click()
    assert page.url.split("#")[0].rpartition("/document")[1] == "/document"


def test_number_leads_to_its_events(visit):
    page = visit("/relation/BOL-FIN")
    told = page.locator(".lead a").first
    n = int(re.search(r"\d+", told.inner_text())[0])
    told.click()
    happened = (
        page.locator(".entry").count() - page.locator(".entry .status", has_text=re.compile("negated|hypothetical")).count()
    )
    assert happened == n


def test_filters_are_a_form(visit):
    page = visit("/relation/BOL-FIN")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Category").select_option("AID")
    page.get_by_role("button", name="Show").click()
    assert "type=AID" in page.url
    assert page.locator(".entry").count() == 1


def test_search_by_keyboard_alone(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto("/")
    for _ in range(3):  # skip link, name of the room, search
        page.keyboard.press("Tab")
    page.keyboard.type("bolivia finland")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    link = page.get_by_role("link", name="The relation of Bolivia and Finland")
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"  # one sees where one is
    page.keyboard.press("Enter")
    page.wait_for_url("**/relation/BOL-FIN")


def test_whole_room_works_without_script(visit):
    page = visit("/", java_script_enabled=False)
    page.get_by_role("link", name="Read a text").click()
    page.get_by_label("Text", exact=True).fill("Peru recalled its ambassador from Chile in March 1979.")
    page.get_by_label("Title").fill("Without a script")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("link", name="Without a script").wait_for(timeout=180_000)
    page.get_by_role("link", name="Without a script").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Without a script"


def test_text_is_pasted_watched_and_read(visit):
    page = visit("/read")
    page.get_by_label("Text", exact=True).fill(
        "Kenya recalled its ambassador from Somalia in February 2019. <script>alert(1)</script>"
    )
    page.get_by_label("Title").fill("Recall <b>bold</b>")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_text("They are in the record now").wait_for(timeout=180_000)
    page.get_by_role("link", name="Recall <b>bold</b>").click()
    page.locator("a.act", has_text="recalled").click()
    assert "sanction" in page.locator("p.lead").inner_text().lower()


def test_files_are_chosen_and_dropped(visit, tmp_path):
    page = visit("/read")
    drop = """names => {
        const data = new DataTransfer();
        for (const name of names) data.items.add(new File(["Laos thanked Chad in 2001."], name));
        document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    page.evaluate(drop, ["one.txt", "two <i>.md"])
    assert page.get_by_text("Chosen: one.txt, two <i>.md").is_visible()
    file = tmp_path / "three.txt"
    file.write_text("Chad thanked Laos in 2002.")
    page.get_by_label("Or files").set_input_files(str(file))
    assert page.get_by_text("Chosen: three.txt").is_visible()
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_text("They are in the record now").wait_for(timeout=180_000)


def test_script_in_a_text_is_text(visit):
    page = visit(urls.document(HOSTILE_ID))
    assert "owned" not in page.title().split("<")[0]
    assert "<script>document.title='owned'</script><img src=x onerror=alert(1)>" in page.locator(".text").inner_text()
    assert page.locator("main img, main script, main svg").count() == 0
    assert "{{7*7}}" in page.locator(".text").inner_text()


def test_policy_stops_scripts_that_are_not_ours(room, browser):
    context = browser.new_context(base_url=room)
    page = context.new_page()
    page.goto("/")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.owned = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<p id=styled style='color: red' onclick='window.owned = 1'>x</p>");
        document.getElementById("styled").click();
    }""")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(255, 0, 0)"
    assert page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'stopped')") == "stopped"
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_telephone(visit, name):
    page = visit(PAGES[name], **NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(visit, name, scheme):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="the package axe-playwright-python is not installed"
    )
    page = visit(PAGES[name], color_scheme=scheme)
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("name", ["relation", "document", "read", "front"])
def test_page_is_accessible_on_a_telephone(visit, name):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="the package axe-playwright-python is not installed"
    )
    found = axe.Axe().run(visit(PAGES[name], **NARROW)).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []


def test_error_pages_are_accessible_and_say_what_to_do(room, browser):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="the package axe-playwright-python is not installed"
    )
    context = browser.new_context(base_url=room)
    page = context.new_page()
    for path in ("/nothing", "/episodes?since=soon", "/event/none"):
        page.goto(path)
        assert page.get_by_role("link", name="To the front page").is_visible()
        assert axe.Axe().run(page).response["violations"] == []
    context.close()
