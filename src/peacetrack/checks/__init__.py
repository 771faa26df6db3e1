"""Claims and scenarios judged, two states compared, answers explained."""
