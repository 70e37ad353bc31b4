"""What users may choose, from where, and which mistakes they are told about.

A floor below the analysis: rules, families and severities are plain words here, handed in by the caller.
"""

from .files import FILE_NAME, LoadedSettings, load, load_file
from .model import LEVELS, OPEN_FILES, SEVERITIES, WORKSPACE, Settings, matches, resolve_severity
from .reading import SettingsProblem, from_mapping, nearest, selector_problem, selector_words

__all__ = [
    "FILE_NAME",
    "LEVELS",
    "OPEN_FILES",
    "SEVERITIES",
    "WORKSPACE",
    "LoadedSettings",
    "Settings",
    "SettingsProblem",
    "from_mapping",
    "load",
    "load_file",
    "matches",
    "nearest",
    "resolve_severity",
    "selector_problem",
    "selector_words",
]
