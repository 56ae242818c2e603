"""The pure core: what a board is, what may be asked, who may see what. No I/O, clock or chance."""
