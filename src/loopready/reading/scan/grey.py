"""Types of pictures as arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""Rows of pixels, 0 black to 255 white."""
Ink = npt.NDArray[np.bool_]
"""Which pixels are ink: rows of pixels."""
