"""The commands, one module each: a thin layer over a public function. `cli` gathers them."""
