"""Pages that stand before a posting are named as what they are; postings are not."""

from __future__ import annotations

import pytest

from loopready.model import InputError
from loopready.reading import read_document

FILL = "<p>" + "Find your next role with thousands of teams near you. " * 8 + "</p>"
POSTING = (
    "<h1>Site Engineer</h1><h2>Responsibilities</h2><ul><li>Plan the works on site</li><li>Lead the crew of ten</li></ul>"
    "<h2>Requirements</h2><ul><li>At least three years of experience on sites</li><li>A degree in civil engineering</li></ul>"
    "<h2>What we offer</h2><p>Salary of GBP 50,000 and 28 days of holiday.</p>"
)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", "needs_browser"),
        ("<div id='__next'></div><script src=a.js></script>", "needs_browser"), ("<app-root></app-root>", "needs_browser"),
        ("<script>1</script><script>2</script><script>3</script><p>Loading</p>", "needs_browser"),
        ("<meta http-equiv=refresh content='0; url=/x'>", "needs_browser"),
        ("<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>", "needs_browser"),
        (FILL + "<p>Please complete the CAPTCHA. Your browser is no longer supported.</p>", "needs_browser"),
        ("<h1>Pardon our interruption</h1>" + FILL, "needs_browser"), ("<h1>Access Denied</h1><p>Reference 18.7</p>", "needs_browser"),
        ("<h1>Before you continue to our site</h1>" + FILL + "<button>Accept all</button>", "needs_browser"),
        ("<p>We and our 812 partners store information on your device.</p>", "needs_browser"),
        ("<form><input name=mail><input type=password></form>", "needs_login"),
        ('<form><input type="password"></form>' + FILL, "needs_login"),
        ("<h1>Sign in to view this job</h1><p>Forgot your password?</p>" + FILL, "needs_login"), ("<p>Please log in</p>", "needs_login"),
        ("", "empty"), ("<p></p><img src=x>", "empty"),
    ],
)  # fmt: skip
def test_a_wall_is_named(body: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(f"<html><body>{body}</body></html>".encode(), kind="job", name="page.html")
    assert caught.value.code == code and "copy the description" in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "around",
    [
        "<form>Sign in to apply <input type=password> Forgot your password?</form>", "<p>Enable JavaScript for the best experience.</p>",
        "<p>We and our partners use cookies.</p>", "<script>1</script>" * 9, "<div id=root></div>", "<p>Please log in to apply.</p>",
    ],
)  # fmt: skip
def test_a_posting_with_a_login_or_scripts_around_it_is_read(around: str) -> None:
    document = read_document(f"<html><body>{around}{POSTING}{around}</body></html>".encode(), kind="job", name="page.html")
    assert "Lead the crew of ten" in document.text


def test_a_short_page_without_any_cue_is_read() -> None:
    assert (
        read_document(b"<html><body><p>A welder is sought.</p></body></html>", kind="job", name="page.html").text == "A welder is sought."
    )
