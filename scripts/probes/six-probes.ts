/**
 * All six probes of the integration plan, none left out. Health comes first, the socket before audio is
 * streamed on it, and the others run beside them: one call that hangs costs its own deadline and no more.
 */
import { DIALECTS, type Dialect } from '../../src/shared/buildpanel/dialects.ts';
import { menuAnswerSchema } from '../../src/shared/buildpanel/rest.ts';
import {
  PROBE_DEADLINES_MS,
  type ProbeName,
  type ProbeResults,
} from '../../src/shared/buildpanel/verdict.ts';
import { FRAME_MS } from '../../src/shared/speech/audio-format.ts';
import { askForReply, askForWords, type BatchCallFailure } from '../../src/relay/upstream/batch.ts';
import { deadlineSignal } from '../../src/relay/upstream/deadline-signal.ts';
import { call } from '../../src/relay/upstream/http-call.ts';
import {
  askRealtime,
  failureOfStatus,
  judgeRealtime,
  probeHealth,
  PROBE_HEADERS,
  probeRequest,
  raceDialects,
  type ProbeAnswer,
  type ProbeTarget,
} from '../../src/relay/upstream/probe-calls.ts';
import type { ProbeOptions } from './probe-options.ts';
import { probeSocket } from './socket-probe.ts';

/** The whole validation: a batch call that is still silent by then is taken for silent before its own 30 s. */
export const VALIDATION_LIMIT_MS = 24_000;
const MAX_MENU_BYTES = 4 * 1024 * 1024;

/** `saw`: what came back, in words for a person. */
type Seen<Answer> = { readonly answer: Answer; readonly saw: string };
type AnswerOf<Name extends ProbeName> = Omit<ProbeResults[Name], 'durationMs'>;

type Deps = Pick<ProbeOptions, 'endpoints' | 'dialects'> & {
  readonly began: (name: ProbeName) => void;
  readonly ended: (name: ProbeName, result: ProbeResults[ProbeName], saw: string) => void;
};

export async function runSixProbes(deps: Deps): Promise<ProbeResults> {
  const target: ProbeTarget = {
    endpoints: deps.endpoints,
    monotonicMs: () => performance.now(),
    signal: deadlineSignal(VALIDATION_LIMIT_MS, new AbortController().signal),
  };
  const run = async <Name extends ProbeName>(
    name: Name,
    probe: () => Promise<Seen<AnswerOf<Name>>>,
  ) => {
    deps.began(name);
    const startMs = performance.now();
    const { answer, saw } = await probe();
    const result = { ...answer, durationMs: Math.round(performance.now() - startMs) };
    deps.ended(name, result, saw);
    return result;
  };

  const health = await run('health', async () => plain(await probeHealth(target), 'status OK'));
  const onSocket = async () => {
    const socket = await run('socket', async () =>
      plain(await probeSocket(target), 'the socket opened'),
    );
    const isOpen = socket.outcome === 'works';
    const audioStreaming = await run('audioStreaming', () =>
      isOpen ? streamAudio(target, deps.dialects) : Promise.resolve(NO_SOCKET),
    );
    return { socket, audioStreaming };
  };
  const [voiceChat, realtime, streaming, menu] = await Promise.all([
    run('voiceChat', () => askBothBatchCalls(target)),
    run('realtime', async () =>
      plain(await judgeRealtime(await askRealtime(target)), 'the answer came as a stream'),
    ),
    onSocket(),
    run('menu', () => askForMenu(target)),
  ]);
  return { health, voiceChat, realtime, ...streaming, menu };
}

const NO_STREAM = { dialect: null, partialCount: 0, hasFinal: false };
const NO_SOCKET: Seen<AnswerOf<'audioStreaming'>> = {
  answer: { outcome: 'skipped', reason: 'no_socket', ...NO_STREAM },
  saw: 'there is no socket to stream on',
};

function plain(answer: ProbeAnswer, good: string): Seen<ProbeAnswer> {
  return { answer, saw: answer.reason ?? good };
}

async function askBothBatchCalls(target: ProbeTarget): Promise<Seen<AnswerOf<'voiceChat'>>> {
  const { voice, voiceMetadata } = target.endpoints;
  const [words, reply] = await Promise.all([
    askForWords(probeRequest(target, voiceMetadata)),
    askForReply(probeRequest(target, voice)),
  ]);
  const givesWords = words.ok;
  const givesReply = reply.ok || (words.ok && words.value.reply !== null);
  const saw = [
    `metadata call: ${words.ok ? 'words' : words.failure.reason}`,
    `voice call: ${reply.ok ? 'a spoken reply' : reply.failure.reason}`,
  ].join('; ');
  const failure = !words.ok && !reply.ok ? answerOf(words.failure, reply.failure) : null;
  return {
    answer: { ...(failure ?? { outcome: 'works', reason: null }), givesReply, givesWords },
    saw,
  };
}

/** What answered says more than what was silent. */
function answerOf(words: BatchCallFailure, reply: BatchCallFailure): ProbeAnswer {
  const told = [reply, words].find(({ kind }) => kind !== 'silent');
  return told === undefined
    ? { outcome: 'silent', reason: reply.reason }
    : { outcome: 'refuses', reason: told.reason };
}

/** A second of speech at the pace it is spoken, in every dialect at once or in the one that was chosen. */
async function streamAudio(
  target: ProbeTarget,
  dialects: readonly Dialect[],
): Promise<Seen<AnswerOf<'audioStreaming'>>> {
  const raced = await raceDialects({ ...target, dialects, frameIntervalMs: FRAME_MS });
  if (raced.ok) {
    const { dialect, partialCount } = raced.value;
    return {
      answer: { outcome: 'works', reason: null, dialect, partialCount, hasFinal: true },
      saw: `${dialect}: ${partialCount} partials and the final`,
    };
  }
  const failures = raced.failure.toSorted(
    (one, other) => DIALECTS.indexOf(one.dialect) - DIALECTS.indexOf(other.dialect),
  );
  const isSilent = failures.every(({ wasOpen }) => !wasOpen);
  return {
    answer: {
      outcome: isSilent ? 'silent' : 'refuses',
      reason: failures[0]?.reason ?? 'no_dialect',
      ...NO_STREAM,
    },
    saw: failures.map(({ dialect, reason }) => `${dialect}: ${reason}`).join(', '),
  };
}

async function askForMenu({ endpoints, signal }: ProbeTarget): Promise<Seen<AnswerOf<'menu'>>> {
  const asked = await call({
    url: endpoints.menu,
    method: 'GET',
    headers: PROBE_HEADERS,
    deadlineMs: PROBE_DEADLINES_MS.menu,
    maxBytes: MAX_MENU_BYTES,
    signal,
  });
  const none = (answer: ProbeAnswer): Seen<AnswerOf<'menu'>> => ({
    ...plain(answer, ''),
    answer: { ...answer, itemCount: 0 },
  });
  if (!asked.ok) return none({ outcome: 'silent', reason: asked.failure });
  const { status, body } = asked.value;
  if (status !== 200) return none(failureOfStatus(status));
  const menu = menuAnswerSchema.safeParse(jsonOf(body));
  if (!menu.success) return none({ outcome: 'refuses', reason: 'not_a_menu' });
  const itemCount = menu.data.length;
  return { answer: { outcome: 'works', reason: null, itemCount }, saw: `${itemCount} items` };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
