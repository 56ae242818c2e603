"""A process of its own that sets one verslag: JSON comes in, a PDF goes out.

Run by path and without the environment (see press.py). Imports nothing of Flapover, so that it
starts quickly, and says nothing of what it reads: no text may end up in a log (P39).
"""

import os
import resource
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMORY_BYTES = 2 << 30
CPU_SECONDS = 60


def main() -> int:
    """Set what stands on standard input; 1 when that cannot be done."""
    # Whatever becomes of the server, this ends; and it gives way to those who are writing.
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    os.nice(10)
    import typst

    data = sys.stdin.buffer.read().decode()
    fonts = typst.Fonts(font_paths=[HERE / "fonts"])
    compiler = typst.Compiler((HERE / "verslag.typ").read_bytes(), root=HERE, font_paths=fonts)
    try:
        pdf = compiler.compile(format="pdf", sys_inputs={"data": data})
    except typst.TypstError:
        return 1
    sys.stdout.buffer.write(pdf if isinstance(pdf, bytes) else b"")
    return 0


if __name__ == "__main__":
    sys.exit(main())
