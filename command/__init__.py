"""INCIDENT COMMAND: the room where reports arrive, promises get clocks and silence climbs."""
