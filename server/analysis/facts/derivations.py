"""Facts about functions and types of the workspace that a verdict may hang on, by the names they are asked under."""

from __future__ import annotations

from .awaiting.far_waits import waits_of, waits_of_namesakes
from .blocking.chains import chain_of, may_block, which_may_block
from .code.ground import Derive
from .types.large_types import is_name_of_large
from .types.workspace_sizes import size_in_workspace

DERIVED: dict[str, Derive] = {
    "chain": chain_of,
    "may block": may_block,
    "may be large": is_name_of_large,
    "size": size_in_workspace,
    "waits": waits_of,
    "waits of namesakes": waits_of_namesakes,
    "which may block": which_may_block,
}
