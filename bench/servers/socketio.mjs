// A reference: socket.io as its documentation tells to run it fast: websocket transport only,
// no compression, and the native addon for frames (bufferutil).
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((request, response) => response.writeHead(204).end());
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", (socket) => {
  const { table } = socket.handshake.query;
  socket.join(table);
  socket.on("card", (card) => io.to(table).emit("card", card));
});

http.listen(Number(process.argv[2]), "127.0.0.1");
