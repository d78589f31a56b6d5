"""A browser tab without a browser: it follows links, and sends forms as the page wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx2 import Response
from starlette.testclient import TestClient

_VOID = frozenset({"input", "img", "meta", "link", "br", "hr", "option"})


@dataclass
class Form:
    """A form of a page, with the values a browser would send."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._select = ""
        self._area: str | None = None
        self._is_quiet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"script", "style"}:
            self._is_quiet = True
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        if self._form is not None:
            self._read_control(tag, given, self._form)

    def _read_control(self, tag: str, given: Mapping[str, str], form: Form) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            is_choice = given.get("type") in {"radio", "checkbox"}
            if given.get("type") != "file" and (not is_choice or "checked" in given):
                form.values.setdefault(name, []).append(given.get("value", ""))
        elif tag == "textarea":
            self._area = name
            form.values[name] = [""]
        elif tag == "select":
            self._select = name
            form.values[name] = []
        elif tag == "option" and self._select:
            if "selected" in given or not form.values[self._select]:
                form.values[self._select] = [given.get("value", "")]
        elif tag == "button":
            form.buttons.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._is_quiet = False
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None and self._form is not None:
            self._form.values[self._area][0] += data.removeprefix("\n")
        elif not self._is_quiet and data.strip():
            self.words.append(" ".join(data.split()))


class Tab:
    """One tab: the page it shows, as text, links and forms."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.status = 0
        self.path = ""
        self.html = ""
        self.text = ""
        self.links: list[str] = []
        self.forms: list[Form] = []

    def open(self, path: str) -> "Tab":
        """Open a page, following redirects."""
        return self._show(self._client.get(path))

    def send(self, action: str, *, press: tuple[str, str] | None = None, **typed: str | list[str]) -> "Tab":
        """Send the form with this action as the page wrote it, with some fields typed over."""
        return self.send_all(action, typed, press=press)

    def send_all(
        self, action: str, typed: Mapping[str, str | list[str]], *, press: tuple[str, str] | None = None
    ) -> "Tab":
        """Send a form whose typed fields stand in a table."""
        form = self.form(action)
        values: dict[str, str | list[str]] = {name: list(each) for name, each in form.values.items()}
        unknown = typed.keys() - values.keys() - {"file"}
        radios = unknown - _named(self.html)
        assert not radios, f"the form has no field {', '.join(sorted(radios))}"
        values |= dict(typed)
        if press:
            assert press in form.buttons, f"there is no button {press}"
            values[press[0]] = press[1]
        return self._show(self._client.post(action, data=values))

    def upload(self, action: str, field_name: str, name: str, data: bytes) -> "Tab":
        """Send a form with a file."""
        self.form(action)
        return self._show(self._client.post(action, files={field_name: (name, data, "text/csv")}))

    def press(self, action: str, goes_to: str, **typed: str) -> "Tab":
        """Press a button of the form with this action that sends it elsewhere."""
        assert f'formaction="{goes_to}"' in self.html, f"no button leads to {goes_to}"
        return self.press_unseen(action, goes_to, **typed)

    def press_unseen(self, action: str, goes_to: str, **typed: str) -> "Tab":
        """Send the fields of a form elsewhere, as the script does."""
        values: dict[str, str | list[str]] = {**self.form(action).values, **typed}
        return self._show(self._client.post(goes_to, data=values))

    def post(self, path: str, **values: str) -> "Tab":
        """Send fields that no form of this page has."""
        return self._show(self._client.post(path, data=values))

    def form(self, action: str) -> Form:
        """Return the form with this action."""
        found = [each for each in self.forms if each.action == action]
        assert found, f"{self.path} has no form for {action}, only {[each.action for each in self.forms]}"
        return found[0]

    def _show(self, response: Response) -> "Tab":
        reader = _Reader()
        reader.feed(response.text)
        self.status = response.status_code
        self.path = response.url.raw_path.decode()
        self.html = response.text
        self.text = " ".join(reader.words)
        self.links = reader.links
        self.forms = reader.forms
        return self


def _named(html: str) -> set[str]:
    """Return every name of a control: an unchecked radio sends nothing, and is there nevertheless."""
    return {part.partition('"')[0] for part in html.split('name="')[1:]}
