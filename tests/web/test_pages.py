"""Laws of every page: it opens, has one main heading and a title, and labels its controls."""

import re
from html.parser import HTMLParser

import pytest

from tests.web.conftest import Cast
from tests.web.tabs import Tab

A_PROGRAM = "4401600001"
PLAIN = (
    "/",
    "/people",
    "/people/new",
    "/family-names",
    "/family-names?word=Novak",
    "/zones",
    "/write",
    "/outbox",
    "/check",
    "/templates",
    "/pitch",
    "/pitch/base",
    "/pitch/linkedin",
    "/pitch/base/rehearse",
    "/confidence",
    "/confidence?path=accent",
    "/capture",
    "/programs",
    "/programs?specialty=all&state=OH&kind=community",
    f"/programs/{A_PROGRAM}",
    "/programs/list",
    "/programs/facts",
    "/odds",
    "/pick?applications=8",
    "/pick/kept",
    "/pick/comments",
    "/profile",
    "/how-smartpick-works",
    "/promises",
    "/milestones",
    "/goals",
    "/goals/new",
    "/goals/guides",
    "/goals/review",
    "/import",
    "/import/inbox",
    "/card",
    "/duplicates",
    "/duplicates/certain",
    "/institutions",
    "/export",
    "/guides",
    "/guides/follow-up.after-meeting",
    "/guides/followup.meeting.due",
    "/guides/audiences/new",
    "/guides/disagreements",
    "/guides/disagreements/no-reply",
    "/guides/changes",
    "/guides/yours",
    "/history",
    "/trash",
    "/settings",
    "/settings/documents",
    "/settings/health",
    "/search?words=a",
    "/match",
    "/match?step=last",
    "/help",
    "/more",
)
OF_A_PERSON = ("", "/log", "/ask", "/edit", "/brief", "/update", "/merge")


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labeled: set[str] = set()
        self.controls: list[str] = []
        self.tops = 0
        self._depth_of_label = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        self.tops += tag == "h1"
        if tag == "label":
            self._depth_of_label += 1
            self.labeled.add(str(given.get("for")))
        is_control = tag in {"input", "select", "textarea"} and given.get("type") != "hidden"
        if is_control and not self._depth_of_label:
            self.controls.append(str(given.get("id", given.get("name"))))

    def handle_endtag(self, tag: str) -> None:
        self._depth_of_label -= tag == "label"


def check(tab: Tab) -> None:
    """Assert what must hold on every page."""
    outline = _Outline()
    outline.feed(tab.html)
    assert tab.status == 200
    assert outline.tops == 1
    assert re.search(r"<title>[^<]+ · Hallway</title>", tab.html)
    assert '<html lang="en"' in tab.html
    assert [each for each in outline.ids if outline.ids.count(each) > 1] == []
    assert [each for each in outline.controls if each not in outline.labeled] == []
    for form in tab.forms:
        assert form.method in {"get", "post", "dialog"}
        assert form.method == "dialog" or form.action.startswith("/")
    assert [each for each in tab.links if each.startswith("/") and " " in each] == []


@pytest.mark.parametrize("path", PLAIN)
def test_every_page_keeps_the_laws_with_people_in_it(tab: Tab, cast: Cast, path: str) -> None:
    del cast
    check(tab.open(path))


@pytest.mark.parametrize("path", PLAIN)
def test_every_page_keeps_the_laws_when_there_is_nothing_yet(tab: Tab, path: str) -> None:
    check(tab.open(path))


@pytest.mark.parametrize("part", OF_A_PERSON)
def test_every_page_of_a_person_keeps_the_laws(tab: Tab, cast: Cast, part: str) -> None:
    for person in cast.values():
        check(tab.open(f"/people/{person}{part}"))


def test_no_link_of_ours_leads_nowhere(tab: Tab, cast: Cast) -> None:
    seen: set[str] = set()
    todo = ["/", f"/people/{cast['ana']}"]
    while todo:
        path = todo.pop().partition("#")[0]
        page = path.partition("?")[0] if path.startswith("/write/") else path  # for one person is enough
        if not path.startswith("/") or page in seen or path.startswith("/export/"):
            continue
        seen.add(page)
        assert tab.open(path).status == 200, path
        leaves = (
            "/guides/",
            "/people?",
            "/search",
            "/match?",
            "/programs?",
            "/odds?",
            "/pick?",
            "/pick/program",
        )
        is_leaf = path.startswith((*leaves, "/relationships?"))
        leads_to_hundreds = path in {"/programs", "/odds", "/pick?applications=8", "/relationships"}
        todo += [] if is_leaf or leads_to_hundreds else tab.links
    assert len(seen) > 60
