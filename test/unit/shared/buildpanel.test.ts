import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDown } from '../../../src/shared/buildpanel/dialects.ts';
import { orderDataSchema, parseOrderData } from '../../../src/shared/buildpanel/order-data.ts';
import {
  endpointsOf,
  isSpokenReply,
  isStreamedAnswer,
  menuAnswerSchema,
} from '../../../src/shared/buildpanel/rest.ts';
import {
  exitCodeOf,
  verdictOf,
  type ProbeResults,
} from '../../../src/shared/buildpanel/verdict.ts';

type Outcome = ProbeResults['health']['outcome'];

function probes(found: {
  readonly health?: Outcome;
  readonly socket?: Outcome;
  readonly streaming?: Outcome;
  readonly realtime?: Outcome;
  readonly gives?: 'words' | 'reply' | 'both';
}): ProbeResults {
  const probe = (outcome: Outcome = 'silent') => ({ outcome, durationMs: 1, reason: null });
  const { gives } = found;
  return {
    health: probe(found.health),
    voiceChat: {
      ...probe(gives === undefined ? 'silent' : 'works'),
      givesReply: gives === 'reply' || gives === 'both',
      givesWords: gives === 'words' || gives === 'both',
    },
    realtime: probe(found.realtime),
    socket: probe(found.socket),
    audioStreaming: { ...probe(found.streaming), dialect: null, partialCount: 0, hasFinal: false },
    menu: { ...probe(), itemCount: 0 },
  };
}

describe('the verdict', () => {
  it.each([
    [{ socket: 'works', streaming: 'works' }, 'WEBSOCKET_PROXY_INTEGRATION', 0],
    [
      { socket: 'works', streaming: 'works', realtime: 'works', gives: 'both' },
      'WEBSOCKET_PROXY_INTEGRATION',
      0,
    ],
    [{ socket: 'works', streaming: 'refuses', realtime: 'works' }, 'HTTP_STREAMING_INTEGRATION', 0],
    [{ realtime: 'works', gives: 'both' }, 'HTTP_STREAMING_INTEGRATION', 0],
    [{ socket: 'works', streaming: 'refuses', gives: 'words' }, 'OPTIMIZED_BATCH_PROCESSING', 1],
    [{ health: 'works', gives: 'both' }, 'OPTIMIZED_BATCH_PROCESSING', 1],
    [{ health: 'works', gives: 'reply' }, 'BATCH_PROCESSING_ONLY', 1],
    [{ health: 'works' }, 'NOTHING_REACHABLE', 1],
    [{ health: 'refuses', socket: 'refuses' }, 'NOTHING_REACHABLE', 1],
    [{}, 'NOTHING_REACHABLE', 2],
    [{ streaming: 'skipped', realtime: 'skipped' }, 'NOTHING_REACHABLE', 2],
  ] as const)('of %j is %s, exit code %i', (found, verdict, exitCode) => {
    expect(verdictOf(probes(found))).toBe(verdict);
    expect(exitCodeOf(probes(found))).toBe(exitCode);
  });
});

describe('messages from upstream', () => {
  const words = { sessionId: null, confidence: null, isNotSpeech: false, orderData: undefined };

  it.each([
    [
      { type: 'transcription_result', transcription: 'two bowls' },
      { kind: 'words', text: 'two bowls', finality: 'unsaid', ...words },
    ],
    [
      { type: 'transcription_result', text: 'two bowls', isFinal: true },
      { kind: 'words', text: 'two bowls', finality: 'final', ...words },
    ],
    [
      { sessionId: 's-1', text: 'two', isFinal: false, confidence: 0.5 },
      {
        kind: 'words',
        text: 'two',
        finality: 'partial',
        ...words,
        sessionId: 's-1',
        confidence: 0.5,
      },
    ],
    [
      { type: 'partial_transcript', text: 'two bowls', is_final: true, confidence: 0.9 },
      { kind: 'words', text: 'two bowls', finality: 'final', ...words, confidence: 0.9 },
    ],
    [
      { type: 'partial_transcript', text: '5:ab12', is_final: true, notSpeech: true },
      { kind: 'words', text: '5:ab12', finality: 'final', ...words, isNotSpeech: true },
    ],
    [
      { type: 'audio_response', audioData: 'AAAA' },
      { kind: 'reply', text: null, audioBase64: 'AAAA', audioUrl: null },
    ],
    [
      { type: 'session_started', sessionId: 's-1' },
      { kind: 'notice', type: 'session_started', sessionId: 's-1' },
    ],
    [{ error: 'Failed to process voice message' }, { kind: 'failure', sessionId: null }],
    [
      { type: 'error', text: 'no' },
      { kind: 'failure', sessionId: null },
    ],
  ])('%j is understood', (message, event) => {
    expect(readDown(JSON.stringify(message))).toEqual({ ok: true, value: event });
  });

  it.each([
    ['<html>502</html>', 'not_json'],
    ['', 'not_json'],
    ['[]', 'not_understood'],
    ['null', 'not_understood'],
    ['{"text":5}', 'not_understood'],
    ['{"text":"two","confidence":7}', 'not_understood'],
  ])('%s is a failure, not an exception', (message, failure) => {
    expect(readDown(message)).toEqual({ ok: false, failure });
  });

  it('whatever comes never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (message) => {
        expect(readDown(message)).toHaveProperty('ok');
      }),
    );
  });
});

describe('orderData', () => {
  const line = { name: 'Greek Bowl', quantity: 2, modifiers: [], note: null };

  it.each([
    [
      { items: [{ name: 'Greek Bowl', quantity: 2, modifiers: ['No Feta'] }], total: 28 },
      { items: [{ ...line, modifiers: ['No Feta'] }], confidence: null },
    ],
    [
      {
        items: [{ id: 'x', name: 'Greek Bowl', quantity: 2, price: 12.99, notes: 'well done' }],
        totalAmount: 25.98,
        restaurantId: 'r-1',
      },
      { items: [{ ...line, note: 'well done' }], confidence: null },
    ],
    [
      {
        items: [{ name: 'Greek Bowl', modifiers: [{ name: 'No Feta', price: 1 }] }],
        confidence: 0.8,
      },
      { items: [{ ...line, quantity: 1, modifiers: ['No Feta'] }], confidence: 0.8 },
    ],
    [{ items: [] }, { items: [], confidence: null }],
  ])('%j is read, without ids and prices', (source, order) => {
    expect(parseOrderData(source)).toEqual({ ok: true, value: order });
    expect(orderDataSchema.safeParse(order).success).toBe(true);
  });

  it.each([
    undefined,
    'two bowls',
    { items: 'two bowls' },
    { items: [{ name: 'Water', quantity: 18_000 }] },
    { items: [{ name: 'Water', quantity: 1.5 }] },
    { items: [{ name: 'Water', quantity: -1 }] },
    { items: [{ quantity: 1 }] },
  ])('%j is no order', (source) => {
    expect(parseOrderData(source)).toEqual({ ok: false, failure: 'not_an_order' });
  });
});

describe('the HTTP calls', () => {
  it('lie under the base, wherever that is, and the socket beside them', () => {
    const endpoints = endpointsOf('https://voice.example/buildpanel/');
    expect(endpoints.voice).toBe('https://voice.example/buildpanel/api/voice-chat');
    expect(endpoints.socket).toBe('wss://voice.example/buildpanel/realtime-voice');
    expect(endpointsOf('http://127.0.0.1:3003').socket).toBe('ws://127.0.0.1:3003/realtime-voice');
  });

  it('are replaced by a path or a whole URL', () => {
    const overrides = { voice: '/v2/voice', voiceMetadata: 'http://other:1/words', chat: 'talk' };
    const endpoints = endpointsOf('http://localhost:3003', overrides);
    expect(endpoints.voice).toBe('http://localhost:3003/v2/voice');
    expect(endpoints.voiceMetadata).toBe('http://other:1/words');
    expect(endpoints.chat).toBe('http://localhost:3003/talk');
  });

  it('give a spoken reply only as an MP3 with status 200 and a type that says so', () => {
    const mp3 = new Uint8Array([0xff, 0xf3, 0x40, 0xc4]);
    const json = new TextEncoder().encode('{"message":"processed"}');
    expect(isSpokenReply(200, 'audio/mpeg', mp3)).toBe(true);
    expect(isSpokenReply(200, 'audio/mpeg', new TextEncoder().encode('ID3'))).toBe(true);
    expect(isSpokenReply(200, 'application/json', json)).toBe(false);
    expect(isSpokenReply(200, 'audio/mpeg', json)).toBe(false);
    expect(isSpokenReply(200, 'audio/mpeg', new Uint8Array())).toBe(false);
    expect(isSpokenReply(500, 'audio/mpeg', mp3)).toBe(false);
    expect(isSpokenReply(200, null, mp3)).toBe(false);
  });

  it('count as streaming by content type or chunks, never when they fail', () => {
    expect(isStreamedAnswer(200, 'text/event-stream', null)).toBe(true);
    expect(isStreamedAnswer(200, 'application/json', 'chunked')).toBe(true);
    expect(isStreamedAnswer(200, 'application/json', null)).toBe(false);
    expect(isStreamedAnswer(500, 'text/event-stream', 'chunked')).toBe(false);
    expect(isStreamedAnswer(200, 'text/html', 'chunked')).toBe(false);
  });

  it('give a menu in either form that was seen', () => {
    const item = { id: 7, name: 'Tea', description: '', price: 3, category: 'x', available: true };
    expect(menuAnswerSchema.parse({ categories: [], items: [] })).toEqual([]);
    expect(menuAnswerSchema.parse([item])).toEqual([{ id: '7', name: 'Tea', available: true }]);
    expect(menuAnswerSchema.safeParse({ error: 'no' }).success).toBe(false);
  });
});
