import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** Answers at once whatever it is asked, over HTTP and on a socket: what `npm run load` measures its own share with. */

const http = createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
});
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', (socket) => {
  socket.on('echo', (_message: unknown, ack: unknown) => {
    if (typeof ack === 'function') ack({ ok: true });
  });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (typeof address === 'object' && address) console.log(`Till ready on http://127.0.0.1:${address.port}`);
});
process.once('SIGTERM', () => process.exit(0));
