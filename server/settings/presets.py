"""What the presets change about the rules' own defaults, each change with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

RECOMMENDED = "recommended"


class Choice(NamedTuple):
    """What a preset says of a rule: `on`, `off`, or the severity that it has where it is on."""

    level: str
    why: str


class Preset(NamedTuple):
    """A kind of project, and what is judged otherwise there than the rules do by themselves."""

    about: str
    choices: Mapping[str, Choice]


def _all(level: str, why: str, *rules: str) -> dict[str, Choice]:
    return dict.fromkeys(rules, Choice(level, why))


_STRICT = {
    **_all("on", "the code does what the finding says; whether it is worth the change is for you to measure",
           "single-grpc-channel-streaming", "hand-rolled-lock-free", "std-lock-over-parking-lot", "smallvec-candidate",
           "owned-deserialize-field", "disallowed-types", "needless-inline"),
    **_all("on", "of what it found in services, at least six in ten were worth the change",
           "http-client-pool-unconfigured", "http2-window-unconfigured"),
    **_all("on", "a decision that every shipped program should have made once",
           "default-allocator-in-daemon", "generic-target-cpu", "missing-pgo"),
}  # fmt: skip

_SERVER = {
    **_all("on", "many peers and long connections, for which the defaults of clients and servers are not made",
           "http-client-pool-unconfigured", "http2-window-unconfigured", "single-grpc-channel-streaming"),
    **_all("on", "a process of many threads that runs for weeks lives on its allocator",
           "default-allocator-in-daemon"),
    **_all("on", "who runs a service knows its processors, and has the load to train with",
           "generic-target-cpu", "missing-pgo"),
    **_all("off", "a panic shall end one request, not the process",
           "missing-panic-abort"),
    **_all("off", "profilers and backtraces of a running service need the symbols",
           "unstripped-symbols"),
}  # fmt: skip

_LIBRARY = {
    **_all("off", "profiles count in the program that is built, not in the crates that it is built of",
           "missing-lto", "many-codegen-units", "missing-panic-abort", "unstripped-symbols", "low-opt-level",
           "missing-pgo"),
    **_all("off", "the allocator is chosen by the program",
           "default-allocator-in-daemon", "musl-default-allocator", "allocator-bypassed-by-c-dependency"),
    **_all("off", "the processor is chosen by whoever builds the program",
           "generic-target-cpu", "avx512-in-shipped-build"),
    **_all("off", "the programs that use a library build it with profiles of their own",
           "needless-inline"),
    **_all("on", "only the callers know how often an error is an ordinary outcome",
           "allocating-error-conversion"),
}  # fmt: skip

_CLI = {
    **_all("suggestion", "nobody else waits for the worker that a command blocks",
           "blocking-fs-in-async", "blocking-io-in-async", "blocking-net-in-async", "blocking-dns-in-async",
           "blocking-database-in-async", "cpu-heavy-in-async", "blocking-call-chain", "blocking-sleep-in-async"),
    **_all("suggestion", "a command ends before a queue has grown far, and its input bounds it",
           "unbounded-channel"),
    **_all("suggestion", "a command makes a few connections, and waits for its user more than for them",
           "missing-tcp-nodelay", "connection-per-request", "pool-guard-across-await"),
    **_all("off", "about many peers or many requests at once, which a command does not have",
           "http2-streams-unlimited", "http2-window-unconfigured", "http-client-pool-unconfigured",
           "single-grpc-channel-streaming", "uring-candidate"),
    **_all("suggestion", "few threads meet in a command",
           "coarse-locked-map", "async-mutex-without-await", "seqcst-ordering", "readonly-write-lock"),
}  # fmt: skip

PRESETS: Mapping[str, Preset] = {
    RECOMMENDED: Preset("The rules as they are: what an expert would not wave away.", {}),
    "strict": Preset("Also what is right but depends on the load, for who measures what is said.", _STRICT),
    "server": Preset("A service of one's own that runs for weeks under load.", _SERVER),
    "library": Preset("Crates that other projects build: without what only the final program decides.", _LIBRARY),
    "cli": Preset("Commands that do their work and end: what hurts a service only weighs little.", _CLI),
}
