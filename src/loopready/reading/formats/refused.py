"""Files of a known type that is not read: told by their first bytes, refused with what to do instead."""

from __future__ import annotations

from loopready.model import InputError

_PICTURE = "the file is a picture of a type that is not read; save it as PNG, JPEG or PDF and give that, or the original document."
_OLD_WORD = "the file is in Word's format of before 2007; open it and save it as DOCX or PDF."
_PASSWORD = "the file is protected by a password; save it without one and try again."  # noqa: S105 - a message
_PROGRAM = "the file is a program; give a CV or posting as PDF, DOCX or text."
_PACKED = "the file is a compressed archive; unpack it and give the document inside."
_SOUND = "the file is a recording; give a CV or posting as PDF, DOCX or text."
_POSTSCRIPT = "the file is PostScript; save it as PDF."
_XML = "the file is XML of a kind that is not read; save it as DOCX, PDF or text."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"II+\x00", "needs_ocr", _PICTURE),
    (b"MM\x00+", "needs_ocr", _PICTURE),
    (b"GIF87a", "needs_ocr", _PICTURE),
    (b"GIF89a", "needs_ocr", _PICTURE),
    (b"\x00\x00\x01\x00", "needs_ocr", _PICTURE),
    (b"MZ", "unknown_type", _PROGRAM),
    (b"\x7fELF", "unknown_type", _PROGRAM),
    (b"\xca\xfe\xba\xbe", "unknown_type", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", "unknown_type", _PROGRAM),
    (b"\x1f\x8b", "unknown_type", _PACKED),
    (b"BZh", "unknown_type", _PACKED),
    (b"\xfd7zXZ\x00", "unknown_type", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", "unknown_type", _PACKED),
    (b"Rar!\x1a\x07", "unknown_type", _PACKED),
    (b"\x28\xb5\x2f\xfd", "unknown_type", _PACKED),
    (b"ID3", "unknown_type", _SOUND),
    (b"OggS", "unknown_type", _SOUND),
    (b"%!PS", "unknown_type", _POSTSCRIPT),
    (b"<?xml", "unknown_type", _XML),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RIFF = b"RIFF"
_BOXED_PICTURES = (b"heic", b"heix", b"mif1", b"avif", b"msf1")


def refusal(head: bytes) -> tuple[str, str] | None:
    """Code and message for a file that begins with ``head``; None where it may be readable."""
    if head.startswith(_OLE):
        return "old_word", _OLD_WORD
    if head.startswith(_RIFF) and head[8:12] in (b"WAVE", b"AVI "):
        return "unknown_type", _SOUND
    if head[4:8] == b"ftyp":
        return ("needs_ocr", _PICTURE) if head[8:12] in _BOXED_PICTURES else ("unknown_type", _SOUND)
    if head.startswith(b"BM") and len(head) > 18 and head[6:10] == b"\0\0\0\0":
        return "needs_ocr", _PICTURE
    if head.startswith((b"MZ", b"BZh", b"ID3")) and b"\0" not in head:
        return None
    return next(((code, says) for signature, code, says in _SIGNATURES if head.startswith(signature)), None)


def refuse(data: bytes, *, name: str) -> InputError:
    """The error for a file that ``refusal`` knows."""
    code, says = refusal(data[:4096]) or ("unknown_type", "the file is of no type that can be read; give a PDF, DOCX or text file.")
    if code == "old_word":
        if "EncryptedPackage".encode("utf-16-le") in data:
            code, says = "encrypted", _PASSWORD
        elif "WordDocument".encode("utf-16-le") not in data:
            code, says = "unknown_type", "the file is an old Office file, and no Word document; save it as DOCX or PDF."
    return InputError(code, says, name=name)
