/** The proxy that anybody would write with ws: passes every message on, asks nothing, bounds nothing. */
import { WebSocket, WebSocketServer, type RawData } from 'ws';

type Waiting = { readonly data: RawData; readonly isBinary: boolean };

const [listen, upstream] = process.argv.slice(2).map(Number);
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: listen ?? 0,
  backlog: 4_096,
  perMessageDeflate: false,
});

server.on('connection', (down, request) => {
  const up = new WebSocket(`ws://127.0.0.1:${upstream ?? 0}${request.url ?? '/'}`, {
    perMessageDeflate: false,
  });
  const waiting: Waiting[] = [];
  up.on('open', () => {
    for (const { data, isBinary } of waiting) up.send(data, { binary: isBinary });
    waiting.length = 0;
  });
  down.on('message', (data, isBinary) => {
    if (up.readyState === WebSocket.OPEN) up.send(data, { binary: isBinary });
    else waiting.push({ data, isBinary });
  });
  up.on('message', (data, isBinary) => {
    if (down.readyState === WebSocket.OPEN) down.send(data, { binary: isBinary });
  });
  down.on('close', () => up.close());
  up.on('close', () => down.close());
  down.on('error', () => up.terminate());
  up.on('error', () => down.terminate());
});
