"""XML parts parsed without entities, document types or the network."""

from __future__ import annotations

from typing import Any

from loopready.model import InputError


def parsed(data: bytes, *, name: str) -> Any:
    """The root element of an XML part.

    Raises:
        InputError: damaged (not well formed, or nested deeper than the parser allows) or unsafe (it declares a document type).
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("damaged", "the file's text can not be read: it is damaged; save it again as DOCX or PDF.", name=name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError("unsafe", "the file declares entities, which no CV or posting needs; save it again as DOCX or PDF.", name=name)
    return root


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, key: str) -> str | None:
    """The attribute of that local name, whatever its namespace."""
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == key:
            return str(value)
    return None


def child(element: Any, key: str) -> Any | None:
    """The first child of that local name."""
    if element is None:
        return None
    return next((one for one in element if local(one) == key), None)
