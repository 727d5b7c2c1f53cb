/**
 * The six probes of a BuildPanel as the relay runs them, in the background: the better ways first, and a
 * way that the verdict no longer needs is skipped.
 */
import type { Dialect } from '../../shared/buildpanel/dialects.ts';
import type { ProbeResults } from '../../shared/buildpanel/verdict.ts';
import { askForReply, askForWords, isOutage, type BatchCallFailure } from './batch.ts';
import type { Breakers } from './breakers.ts';
import {
  askRealtime,
  judgeRealtime,
  probeHealth,
  probeRequest,
  raceDialects,
  type Probe,
  type ProbeAnswer,
  type ProbeTarget,
} from './probe-calls.ts';

const SKIPPED: Probe = { outcome: 'skipped', durationMs: 0, reason: null };

export type ProbeDeps = ProbeTarget & {
  /** Best first; one alone pins it. */
  readonly dialects: readonly Dialect[];
  readonly breakers: Breakers;
  /** What is known so far: a call that hangs must not keep what works from the guests. */
  readonly onProgress: (soFar: ProbeResults) => void;
};

/** Nothing else is tried when the health call meets silence. */
export async function probeBuildPanel(deps: ProbeDeps): Promise<ProbeResults> {
  const health = await timed(deps, () => probeHealth(deps));
  const nothing: ProbeResults = {
    health,
    voiceChat: { ...SKIPPED, givesReply: false, givesWords: false },
    realtime: SKIPPED,
    socket: SKIPPED,
    audioStreaming: { ...SKIPPED, dialect: null, partialCount: 0, hasFinal: false },
    menu: { ...SKIPPED, itemCount: 0 },
  };
  if (health.outcome === 'silent') return nothing;
  let known = nothing;
  const learn = (found: Partial<ProbeResults>) => {
    known = { ...known, ...found };
    deps.onProgress(known);
  };
  const streaming = probeStreaming(deps).then(async (found) => {
    learn(found);
    if (found.audioStreaming.outcome !== 'works') {
      learn({ realtime: await timed(deps, () => probeRealtime(deps)) });
    }
  });
  const voice = probeVoice(deps).then((voiceChat) => learn({ voiceChat }));
  await Promise.all([streaming, voice]);
  return known;
}

async function timed(deps: ProbeDeps, probe: () => Promise<ProbeAnswer>): Promise<Probe> {
  const startMs = deps.monotonicMs();
  const result = await probe();
  return { ...result, durationMs: deps.monotonicMs() - startMs };
}

async function probeStreaming(
  deps: ProbeDeps,
): Promise<Pick<ProbeResults, 'socket' | 'audioStreaming'>> {
  const startMs = deps.monotonicMs();
  const raced = await raceDialects({ ...deps, frameIntervalMs: 0 });
  const durationMs = deps.monotonicMs() - startMs;
  if (raced.ok) {
    await deps.breakers.run(
      'socket',
      () => Promise.resolve(raced),
      () => true,
    );
    const works = { outcome: 'works', durationMs, reason: null } as const;
    return { socket: works, audioStreaming: { ...works, ...raced.value, hasFinal: true } };
  }
  const opened = raced.failure.find(({ wasOpen }) => wasOpen);
  const reason = (opened ?? raced.failure[0])?.reason ?? 'no_dialect';
  const nothing = { dialect: null, partialCount: 0, hasFinal: false };
  return opened === undefined
    ? {
        socket: { outcome: 'refuses', durationMs, reason },
        audioStreaming: { outcome: 'silent', durationMs, reason, ...nothing },
      }
    : {
        socket: { outcome: 'works', durationMs, reason: null },
        audioStreaming: { outcome: 'refuses', durationMs, reason, ...nothing },
      };
}

/** The reply call is asked only where there is no call that gives words. */
async function probeVoice(deps: ProbeDeps): Promise<ProbeResults['voiceChat']> {
  const startMs = deps.monotonicMs();
  const { voice, voiceMetadata } = deps.endpoints;
  const words = await deps.breakers.run(
    'voiceMetadata',
    () => askForWords(probeRequest(deps, voiceMetadata)),
    isOutage,
  );
  if (words.ok)
    return {
      outcome: 'works',
      durationMs: deps.monotonicMs() - startMs,
      reason: null,
      givesReply: words.value.reply !== null,
      givesWords: true,
    };
  const reply = await deps.breakers.run(
    'voice',
    () => askForReply(probeRequest(deps, voice)),
    isOutage,
  );
  const durationMs = deps.monotonicMs() - startMs;
  if (reply.ok)
    return { outcome: 'works', durationMs, reason: null, givesReply: true, givesWords: false };
  const { outcome, reason } = outcomeOf(reply.failure);
  return { outcome, durationMs, reason, givesReply: false, givesWords: false };
}

function outcomeOf(failure: BatchCallFailure | 'breaker-open'): {
  outcome: Probe['outcome'];
  reason: string;
} {
  if (failure === 'breaker-open') return { outcome: 'silent', reason: 'breaker_open' };
  return { outcome: failure.kind === 'silent' ? 'silent' : 'refuses', reason: failure.reason };
}

async function probeRealtime(deps: ProbeDeps): Promise<ProbeAnswer> {
  return judgeRealtime(
    await deps.breakers.run(
      'realtime',
      () => askRealtime(deps),
      () => true,
    ),
  );
}
