"""A bare broadcast with the `websockets` library: what comes in by HTTP goes out to everyone."""

import asyncio
import sys

from websockets.asyncio.server import ServerConnection, broadcast, serve


async def main(port: int, trigger_port: int) -> None:
    """Serve listeners on one port; take the message to broadcast on the other."""
    listening: set[ServerConnection] = set()

    async def listen(connection: ServerConnection) -> None:
        listening.add(connection)
        await connection.wait_closed()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while length := await reader.read(4):
            message = await reader.readexactly(int.from_bytes(length, "big"))
            broadcast(listening, message.decode())
            writer.write(b"\x01")

    async with serve(listen, "127.0.0.1", port, compression=None, ping_interval=None):
        server = await asyncio.start_server(take, "127.0.0.1", trigger_port)
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
