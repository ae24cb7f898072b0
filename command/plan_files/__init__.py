"""
A plan's files, read and checked: `load_plan`, `load_drill`, and the report of a check.

Everything here only reads; `beginning` alone makes a folder that was not there.
Next: command/plan_files/loading.py
"""

from command.plan_files.drills import Drill, Inject, load_drill
from command.plan_files.faults import Fault, PlanFaults
from command.plan_files.loading import load_plan, plan_of, read_plan
from command.plan_files.report import CheckReport, check_plan
from command.plan_files.shelf import NoPlan, folder_of, plans_in

__all__ = [
    "CheckReport",
    "Drill",
    "Fault",
    "Inject",
    "NoPlan",
    "PlanFaults",
    "check_plan",
    "folder_of",
    "load_drill",
    "load_plan",
    "plan_of",
    "plans_in",
    "read_plan",
]
