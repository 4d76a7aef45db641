"""RTF -> Document."""

from __future__ import annotations

import re

from loopready.model import Document, DocumentKind, InputError
