"""Bytes that begin as films do, for tests that never look at the picture."""

import secrets

WEBM_HEAD = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d")
MP4_HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41"


def webm(size: int = 4000) -> bytes:
    """Return something that begins as a webm."""
    return WEBM_HEAD + secrets.token_bytes(size - len(WEBM_HEAD))


def mp4(size: int = 4000, brand: bytes = b"isom") -> bytes:
    """Return something that begins as an mp4 of a brand."""
    return MP4_HEAD[:8] + brand + MP4_HEAD[12:] + secrets.token_bytes(size - len(MP4_HEAD))
