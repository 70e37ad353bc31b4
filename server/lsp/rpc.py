"""JSON-RPC as pygls does it, with plain dicts for messages; the only file that knows pygls.

What pygls would do on every message costs more than judging a keystroke, so three things differ here: nothing
is turned into objects, notifications leave no future behind, and a body that is text is sent as it is.
"""

from __future__ import annotations

import asyncio
import functools
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from typing import Any

from cattrs import Converter
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcParseError
from pygls.protocol.json_rpc import JsonRPCProtocol, MsgId
from pygls.server import JsonRPCServer

from .documents import DocumentError
from .params import InvalidParams, Refused, RefusedByClient
from .reports import RawJson
from .streams import Inbox, Outbox

Handler = Callable[[Any], Awaitable[Any]]
"""Takes the params of a message; what it returns answers a request."""

_LOG = logging.getLogger(__name__)


class RpcServer(JsonRPCServer):
    """Serves one client until it leaves."""

    def __init__(self, inbox: Inbox, outbox: Outbox) -> None:
        super().__init__(RawProtocol, Converter)
        assert isinstance(self.protocol, RawProtocol)
        self._raw = self.protocol
        self._raw.outbox = outbox
        self._inbox = inbox

    @property
    def waiting(self) -> bool:
        """Whether a message came that nobody has taken."""
        return self._inbox.waiting

    @property
    def asked(self) -> bool:
        """Whether a request was taken that is not answered."""
        return bool(self._raw.asked)

    @property
    def last(self) -> float:
        """When the last message came, or the last answer was sent, by the clock of event loops."""
        return max(self._inbox.last, self._raw.answered)

    def handle(self, handlers: Mapping[str, Handler]) -> None:
        """Let these handle the messages, by method."""
        self._raw.handlers = handlers

    async def serve(self) -> None:
        """Handle messages until the input ends or `stop`."""
        async for body in self._inbox:
            self._raw.receive(body)

    def stop(self) -> None:
        """Take no further message."""
        self._inbox.close()

    def notify(self, method: str, params: Any) -> None:
        """Tell the client something."""
        self._raw.send({"jsonrpc": "2.0", "method": method, "params": params})

    def notify_text(self, body: str) -> None:
        """Send a notification that is already JSON."""
        self._raw.outbox.send(body.encode())

    async def request(self, method: str, params: Any) -> Any:
        """Ask the client; an error that it answers is raised as `RefusedByClient`."""
        try:
            return await self._raw.send_request_async(method, params)
        except JsonRpcException as error:
            raise RefusedByClient(f"the client refuses {method}: {error.message}") from None


class RawProtocol(JsonRPCProtocol):
    """pygls's handling of requests, futures and cancellation, on messages that stay dicts."""

    outbox: Outbox

    def __init__(self, server: JsonRPCServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self.handlers: Mapping[str, Handler] = {}
        self._running: set[asyncio.Future[Any]] = set()
        self.asked: set[MsgId] = set()
        self.answered = float("-inf")

    def receive(self, body: bytes) -> None:
        """Start whatever the message asks for. The order of messages is the order in which handlers start."""
        try:
            message = json.loads(body)
        except ValueError as error:
            self._send_error(None, JsonRpcParseError(f"no JSON: {error}"))
            return
        if not isinstance(message, dict):
            self._send_error(None, JsonRpcException("a message must be an object", code=-32600))
        elif "method" not in message:
            self._receive_answer(message)
        elif "id" in message:
            self._handle_request(message["id"], str(message["method"]), message.get("params"))
        else:
            self._handle_notification(str(message["method"]), message.get("params"))

    def send(self, message: Any) -> None:
        """Send a message."""
        self.outbox.send(json.dumps(message, separators=(",", ":")).encode())

    def _send_data(self, data: Any) -> None:
        message = self._converter.unstructure(data)
        if message.get("params", message) is None:
            del message["params"]  # JSON-RPC knows params that are left out, and none that are null.
        self.send(message)

    def _get_handler(self, feature_name: str) -> Handler:
        handler = self.handlers.get(feature_name)
        if handler is None:
            raise JsonRpcException(f"no such method: {feature_name}", code=-32601)
        return handler

    def _handle_notification(self, method_name: str, params: Any) -> None:
        if method_name == "$/cancelRequest":
            if isinstance(params, dict):
                self._handle_cancel_notification(params.get("id"))
            return
        handler = self.handlers.get(method_name)
        if handler is None:
            _LOG.debug("ignoring %s", method_name)
            return
        task = asyncio.ensure_future(handler(params))
        self._running.add(task)
        task.add_done_callback(self._notified)

    def _notified(self, task: asyncio.Future[Any]) -> None:
        self._running.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Refused | DocumentError):
            _LOG.warning("ignoring a message: %s", error)
        elif error is not None:
            _LOG.error("a notification failed", exc_info=error)

    def _handle_request(self, msg_id: MsgId, method_name: str, params: Any) -> None:
        try:
            handler = self._get_handler(method_name)
        except JsonRpcException as error:
            self._send_error(msg_id, error)
            return
        self.asked.add(msg_id)
        answer = functools.partial(self._send_handler_result, msg_id=msg_id)
        self._execute_handler(msg_id, handler, answer, (params,))

    def _send_handler_result(self, future: Any, *, msg_id: MsgId) -> None:
        self._request_futures.pop(msg_id, None)
        self.asked.discard(msg_id)
        self.answered = asyncio.get_running_loop().time()
        error = None if future.cancelled() else future.exception()
        if future.cancelled():
            self._send_error(msg_id, JsonRpcException("cancelled", code=-32800))
        elif isinstance(error, Refused | DocumentError):
            code = error.code if isinstance(error, Refused) else InvalidParams.code
            self._send_error(msg_id, JsonRpcException(str(error), code))
        elif error is not None:
            _LOG.error("a request failed", exc_info=error)
            self._send_error(msg_id, JsonRpcInternalError(f"{type(error).__name__}: {error}"))
        else:
            self._answer(msg_id, future.result())

    def _answer(self, msg_id: MsgId, result: Any) -> None:
        if isinstance(result, RawJson):
            self.outbox.send(f'{{"jsonrpc":"2.0","id":{json.dumps(msg_id)},"result":{result}}}'.encode())
        else:
            self.send({"jsonrpc": "2.0", "id": msg_id, "result": result})

    def _handle_cancel_notification(self, msg_id: Any) -> None:
        # The base class forgets the future here, and the answer that must still come would be lost.
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.cancel()

    def _receive_answer(self, message: dict[str, Any]) -> None:
        future: Future[Any] | None = self._request_futures.pop(message.get("id", ""), None)
        if future is None or future.done():
            return
        error = message.get("error")
        if error is None:
            future.set_result(message.get("result"))
        else:
            text = error.get("message") if isinstance(error, dict) else error
            future.set_exception(JsonRpcException(str(text)))

    def _send_error(self, msg_id: MsgId | None, error: JsonRpcException) -> None:
        answer = {"code": error.code, "message": error.message}
        self.send({"jsonrpc": "2.0", "id": msg_id, "error": answer})
