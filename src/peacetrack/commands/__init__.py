"""The commands, one module each: a thin layer over a public function. `cli` gathers them.

The law: a command decides nothing about a negotiation. It reads its options, asks one function, prints the answer and ends
with an exit status. What several share stands in `options` (what is asked), `printing` (the formats) and `rewriting`.
"""
