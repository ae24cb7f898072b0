"""Carries what happened to every page that may see it. Never decides anything."""
