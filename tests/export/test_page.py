"""The page in a real browser, headless Chromium: what it shows, what it answers, and what it never does.

Debian: ``apt-get install chromium chromium-driver``. Without a browser these tests are skipped.
"""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import JavascriptException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from newsclaims.export import View, writer
from newsclaims.records import Document

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER),
        reason="no chromium with its driver (apt-get install chromium chromium-driver)",
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class Browser:
    """A browser window with one page in it."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def open(
        self, *documents: Document, width: int = 1440, dark: bool = False, view: View | None = None
    ) -> None:
        path = self.folder / "page.html"
        stream = io.StringIO()
        writer("html")(documents, stream, view or View())
        path.write_text(stream.getvalue(), encoding="utf-8")
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.media(scheme="dark" if dark else "light")
        self.driver.get(path.as_uri())

    def media(self, *, media: str = "", scheme: str = "light") -> None:
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shown(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector) if element.is_displayed()]

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def style(self, element: WebElement, name: str) -> str:
        return str(self.run("return getComputedStyle(arguments[0])[arguments[1]]", element, name))

    def hover(self, element: WebElement) -> None:
        ActionChains(self.driver).scroll_to_element(element).move_to_element(element).perform()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        WebDriverWait(self.driver, 5).until(lambda _: condition())

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}", "--window-size=1440,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with webdriver.Chrome(options=options, service=Service(executable_path=DRIVER)) as driver:
        driver.get("about:blank")
        yield driver


@pytest.fixture
def browser(driver: webdriver.Chrome, tmp_path: Path) -> Iterator[Browser]:
    for kind in ("browser", "performance"):
        driver.get_log(kind)  # type: ignore[no-untyped-call]
    yield Browser(driver, tmp_path)
    # Whatever a test did: nothing was complained about, and nothing but the page itself was asked for.
    assert driver.get_log("browser") == []  # type: ignore[no-untyped-call]
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]  # type: ignore[no-untyped-call]
    requested = {
        message["params"]["request"]["url"].partition("#")[0]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert {url for url in requested if not url.startswith("data:")} <= {(tmp_path / "page.html").as_uri()}


def two_speakers(document: Document) -> Document:
    """The article with a second speaker, whose claim overlaps the first one's and is more worth checking."""
    text = document.text or ""
    start, end = text.index("by Friday"), text.index("Lund") + 4
    words = {"start": start, "end": end, "text": text[start:end]}
    other = document.speakers[0].model_copy(
        update={"id": "s2", "name": "Tom Adeyemi", "role": "ice cream seller"}
    )
    claim = document.claims[0].model_copy(
        update={**words, "id": "c2", "speaker": "s2", "quote": None, "type": "fact", "checkworthiness": 0.9}
    )
    update = {"speakers": (*document.speakers, other), "claims": (*document.claims, claim)}
    return Document.model_validate(document.model_copy(update=update).model_dump())


def test_the_text_is_the_article_whatever_is_marked(browser: Browser, document: Document) -> None:
    browser.open(document)
    assert browser.run("return document.querySelector('.prose').textContent") == document.text
    assert browser.find("h1").text == "a.txt"
    assert browser.find(".speaker").text.splitlines() == ["Ana Lund", "1 quote · 1 claim"]


def test_each_kind_is_told_apart_without_colour(browser: Browser, document: Document) -> None:
    browser.open(two_speakers(document))
    pay = browser.find(".prose .quote")
    assert browser.style(pay, "borderInlineStartWidth") == "2px"
    assert browser.style(pay, "borderBottomStyle") == "solid"
    [friday] = [element for element in browser.all(".prose .date") if element.text == "Friday"]
    assert (
        browser.style(friday, "textDecorationStyle") == "double"
    )  # of the deadline, which goes over the date
    tag = browser.run("return getComputedStyle(arguments[0], '::after').content", friday)
    assert "due 25 Apr 2025 · negated promise" in tag
    browser.open(document.model_copy(update={"deadlines": ()}))
    [friday] = [element for element in browser.all(".prose .date") if element.text == "Friday"]
    assert browser.style(friday, "textDecorationStyle") == "dotted"


def test_words_under_overlapping_records_belong_to_all_of_them(browser: Browser, document: Document) -> None:
    browser.open(two_speakers(document))
    belongs = {element.text: element.get_attribute("data-r") for element in browser.all(".prose [data-r]")}
    assert belongs["Friday"] == "t1 d1 c2 c1 q1"
    assert belongs["We will"] == belongs["pay £5m"] == "c1 q1"
    assert belongs[",”"] == "c2"


def test_the_pointer_shows_the_records_under_it(browser: Browser, document: Document) -> None:
    browser.open(document)
    assert not browser.find("#card").is_displayed()
    [friday] = [element for element in browser.all(".prose .date") if element.text == "Friday"]
    browser.hover(friday)
    assert browser.shown("#card .label") == ["date", "due 25 Apr 2025", "promise", "direct quote"]
    lit = {element.text for element in browser.all(".prose .on")}
    assert lit >= {"We will", "pay £5m", "Friday", "said", "Ana Lund"}
    browser.hover(browser.find("h1"))
    assert not browser.find("#card").is_displayed()
    assert browser.all(".prose .on") == []


def test_the_keyboard_reaches_every_record(browser: Browser, document: Document) -> None:
    browser.open(two_speakers(document))
    reached: set[str] = set()
    for _ in range(40):
        browser.press(Keys.TAB)
        focused = browser.driver.switch_to.active_element
        records = (focused.get_attribute("data-r") or "").split()
        assert browser.find("#card").is_displayed() == bool(records)
        reached |= set(records)
        if focused.tag_name == "body":
            break
    assert reached == {"q1", "c1", "c2", "t1", "d1"}
    browser.run("document.querySelector('.prose a').focus()")
    browser.press(Keys.ENTER)
    assert browser.find("#card").is_displayed()
    browser.press(Keys.ESCAPE)
    assert not browser.find("#card").is_displayed()


def test_a_click_keeps_the_card_open(browser: Browser, document: Document) -> None:
    browser.open(document)
    browser.find(".prose a").click()
    browser.hover(browser.find("h1"))
    assert browser.find("#card").is_displayed()
    browser.find("h1").click()
    assert not browser.find("#card").is_displayed()


def test_a_speaker_can_be_read_alone(browser: Browser, document: Document) -> None:
    browser.open(two_speakers(document))
    browser.find('[data-speaker="s2"]').click()
    assert browser.find('[data-speaker="s2"]').get_attribute("aria-pressed") == "true"
    assert browser.shown(".claims .label") == ["fact"]
    assert "1 of 2" in browser.find(".claims h2").text.lower()
    faded = {element.text for element in browser.all(".prose .faded")}
    assert "We will" in faded
    assert "Friday" not in faded
    browser.find(".everybody").click()
    assert len(browser.shown(".claims .label")) == 2
    assert browser.all(".faded") == []
    assert not browser.find(".everybody").is_displayed()


def test_claims_are_sorted_by_worth_and_by_type(browser: Browser, document: Document) -> None:
    browser.open(two_speakers(document))
    orders = {}
    for key in ("worth", "order", "type"):
        browser.find(f'[data-sort="{key}"]').click()
        orders[key] = browser.shown(".claims .label")
        assert browser.shown('.sort [aria-pressed="true"]') == [browser.find(f'[data-sort="{key}"]').text]
    assert orders == {"worth": ["fact", "promise"], "order": ["promise", "fact"], "type": ["fact", "promise"]}


def test_each_kind_can_be_switched_off(browser: Browser, document: Document) -> None:
    browser.open(document)
    quote = browser.find(".prose .quote")
    before = browser.style(quote, "backgroundColor")
    browser.find('[data-layer="quote"]').click()
    assert browser.style(quote, "backgroundColor") != before
    assert browser.style(quote, "borderBottomStyle") == "solid"
    browser.find('[data-layer="claim"]').click()
    assert browser.style(quote, "borderBottomStyle") == "none"


def test_the_list_leads_to_the_text_and_the_timeline_to_the_record(
    browser: Browser, document: Document
) -> None:
    browser.open(document)
    browser.find(".claims .words a").click()
    assert "pay £5m" in {element.text for element in browser.all(".prose .on")}
    browser.find(".mark.deadline text").click()
    assert browser.shown("#card .entry")[0].startswith("due 25 Apr 2025")


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
@pytest.mark.parametrize("kind", ["document", "hostile"])
def test_nothing_is_wider_than_the_window(
    browser: Browser, width: int, kind: str, request: pytest.FixtureRequest
) -> None:
    browser.open(request.getfixturevalue(kind), width=width)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    browser.run("document.querySelector('.prose a').click()")
    card = browser.find("#card").rect
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= width


def test_dark_is_dark(browser: Browser, document: Document) -> None:
    grounds = []
    for dark in (False, True):
        browser.open(document, dark=dark)
        grounds.append(browser.style(browser.find("body"), "backgroundColor"))
    assert grounds == ["rgb(251, 250, 247)", "rgb(23, 22, 20)"]


def test_paper_gets_every_article_and_record_and_no_controls(browser: Browser, document: Document) -> None:
    browser.open(document, document)
    browser.media(media="print")
    assert len(browser.shown(".story h1")) == 2
    assert len(browser.shown(".claims .entry")) == 2
    assert browser.shown(".sort, #card, .articles, .everybody") == []


def test_of_several_articles_one_is_shown(browser: Browser, document: Document) -> None:
    other = document.model_copy(update={"title": "Another"})
    browser.open(document, other)
    assert browser.shown("h1") == ["a.txt"]
    browser.all(".articles a")[1].click()
    browser.wait_until(lambda: browser.shown("h1") == ["Another"])
    assert browser.shown('.articles [aria-current="true"] b') == ["Another"]
    browser.driver.back()
    browser.wait_until(lambda: browser.shown("h1") == ["a.txt"])


def test_without_a_script_the_records_are_there(browser: Browser, document: Document) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(document, document)
        assert len(browser.shown("h1")) == 2
        browser.find(".prose a").click()
        assert browser.driver.current_url.endswith("#a1-c1")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_text_stays_text(browser: Browser, hostile: Document) -> None:
    browser.open(hostile, hostile)
    shown = str(hostile.title).replace("\x1b", "\ufffd").replace("\x07", "\ufffd").replace("\u202e", "\ufffd")
    assert browser.run("return document.querySelector('h1').textContent") == shown
    prose = browser.run("return document.querySelector('.prose').textContent")
    assert prose.count(shown) == 2
    for link in browser.all(".story:not([hidden]) .prose a, .story:not([hidden]) .mark"):
        browser.run(
            "arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", link
        )
    assert "alert(1)" in browser.find("#card").text
    assert browser.all("img, iframe, [onerror], a[href^='javascript']") == []
    assert len(browser.all("script")) == len(browser.all("style")) == 1
    assert browser.style(browser.find("body"), "display") == "block"
    assert browser.driver.current_url.startswith("file:")


def test_the_policy_would_stop_what_got_in(browser: Browser, document: Document) -> None:
    browser.open(document)
    injected = (
        "const element = document.createElement(arguments[0]);"
        "for (const [name, value] of Object.entries(arguments[1])) element.setAttribute(name, value);"
        "document.body.append(element);"
    )
    browser.run(
        "window.violations = []; addEventListener('securitypolicyviolation', (event) => {"
        "window.violations.push(event.effectiveDirective); });"
    )
    browser.run(injected, "img", {"src": "data:image/gif;base64,R0lGODlhAQABAAAAACw="})
    with pytest.raises(JavascriptException, match="TrustedHTML"):
        browser.run("document.body.innerHTML = '<img src=x onerror=window.owned=1>'")
    browser.run(
        "const p = document.createElement('p'); p.setAttribute('style', 'color: red'); document.body.append(p)"
    )
    browser.driver.execute_async_script("setTimeout(arguments[0], 200)")
    assert set(browser.run("return window.violations")) >= {"img-src", "style-src-attr"}
    assert browser.run("return window.owned") is None
    browser.driver.get_log("browser")  # type: ignore[no-untyped-call]  # the refusals, wanted here
