"""Keeps processes running: starts them, restarts what dies, lets nothing outlive it."""
