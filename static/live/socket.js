// The one place that knows Socket.IO. Our own reconnecting (connection.js) replaces its own.

import { io } from "../vendor/socket.io.mjs";

/** Open a socket for an event; websocket only, because rooms live in one process. */
export function openSocket(event) {
  return io({
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    timeout: 6_000,
    query: { event },
  });
}
