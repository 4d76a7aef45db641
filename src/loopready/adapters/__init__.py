"""The outside behind the ports: embedder, store, reader processes."""
