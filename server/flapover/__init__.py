"""Flapover: a live flip-over for intervisie (peer consultation)."""
