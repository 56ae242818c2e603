"""Boards that are live in this process: rooms, connections, presence, clocks, limits, films."""
