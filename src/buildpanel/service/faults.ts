/** Faults as they look on the network: to HTTP calls before they are answered, to the socket at its upgrade. */
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from './behaviour.ts';

/** Byte for byte what stood before a BuildPanel that was down: nginx's page, 157 bytes. */
export const BAD_GATEWAY_PAGE = [
  '<html>',
  '<head><title>502 Bad Gateway</title></head>',
  '<body>',
  '<center><h1>502 Bad Gateway</h1></center>',
  '<hr><center>nginx/1.18.0</center>',
  '</body>',
  '</html>',
  '',
].join('\r\n');

/** As documented, with the texts that were seen; what 413, 429 and 503 say was never seen. */
export const ERROR_ANSWERS = {
  400: { error: 'Audio file is required' },
  413: { error: 'Audio file is too large' },
  429: { error: 'Too many requests' },
  500: { error: 'Failed to process voice message' },
  503: { error: 'Service unavailable' },
} as const;

type Answer = { readonly status: number; readonly contentType: string; readonly body: string };

function answerOf(fault: Exclude<Fault, 'hang' | 'reset' | 'mute'>): Answer {
  if (fault === '502-html')
    return { status: 502, contentType: 'text/html', body: BAD_GATEWAY_PAGE };
  const body = JSON.stringify(ERROR_ANSWERS[fault]);
  return { status: Number(fault), contentType: 'application/json', body };
}

/** The request's body is read first, for a client that is still sending would miss the answer. */
export async function faultOnCall(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (fault === 'reset') {
    reply.hijack();
    request.raw.destroy();
    return;
  }
  request.raw.resume();
  // A client that goes away while it is sending needs no answer.
  await finished(request.raw).catch(() => undefined);
  if (fault === 'hang' || fault === 'mute') {
    reply.hijack();
    return;
  }
  const { status, contentType, body } = answerOf(fault);
  await reply.code(status).type(contentType).send(body);
}

/** `mute` is the business of the socket once it is open. */
export function faultOnUpgrade(fault: Exclude<Fault, 'mute'>, socket: Duplex): void {
  if (fault === 'hang') {
    // Unread, it would not be told when the client has gone, and keep the service from stopping.
    socket.once('end', () => socket.destroy()).resume();
    return;
  }
  if (fault === 'reset') {
    socket.destroy();
    return;
  }
  const { status, contentType, body } = answerOf(fault);
  refuseUpgrade(socket, status, contentType, body);
}

export function refuseUpgrade(
  socket: Duplex,
  status: number,
  contentType = 'application/json',
  body = '{}',
): void {
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `Content-Type: ${contentType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
