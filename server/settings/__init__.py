"""What users may choose, from where, and which mistakes they are told about.

A floor below the analysis: rules, families and severities are plain words here, handed in by the caller.
"""

from .files import FILE_NAME, MANIFEST_NAME, LoadedSettings, load, load_file, load_text
from .in_force import InForce, Layer, applied
from .model import HINTS, LEVELS, OPEN_FILES, SEVERITIES, WORKSPACE, Settings, matches, resolve_severity
from .patterns import matches_path
from .problems import MISTAKE, SettingsProblem
from .reading import from_mapping
from .words import nearest, selector_problem, selector_words

__all__ = [
    "FILE_NAME",
    "HINTS",
    "LEVELS",
    "MANIFEST_NAME",
    "MISTAKE",
    "OPEN_FILES",
    "SEVERITIES",
    "WORKSPACE",
    "InForce",
    "Layer",
    "LoadedSettings",
    "Settings",
    "SettingsProblem",
    "applied",
    "from_mapping",
    "load",
    "load_file",
    "load_text",
    "matches",
    "matches_path",
    "nearest",
    "resolve_severity",
    "selector_problem",
    "selector_words",
]
