"""The pages of papers, by plain forms and as they are typed."""

from __future__ import annotations

from loopready.app.papers import WritingDesk, draft_of, find
from loopready.app.service import Service
from web_site import Site


def test_a_paper_is_begun_checked_kept_and_deleted(site: Site, service: Service) -> None:
    assert "Begin with the skeleton" in site.get("/papers").text
    page = site.post("/papers", {"paper": "status", "start": "skeleton"})
    held = WritingDesk(service, "me").all()[0]
    assert page.url.path == f"/papers/{held.id}" and "By its criteria" in page.text
    page = site.post(f"/papers/{held.id}", {"text": find("status").weak, "version": held.version, "check": "yes"})
    assert "All is well" in page.text and '<mark class="hurts"' in page.text and "Checks so far" in page.text
    late = site.post(f"/papers/{held.id}", {"text": "typed late", "version": held.version})
    assert late.status_code == 409 and "typed late" in late.text
    assert draft_of(WritingDesk(service, "me").get(held.id)).text.startswith("# Weekly update")
    assert site.get(f"/papers/{held.id}/file.docx").content[:2] == b"PK"
    assert "can not be undone" in site.get(f"/papers/{held.id}/delete").text
    assert "Deleted" in site.post(f"/papers/{held.id}/delete").text and WritingDesk(service, "me").all() == []
