/** Speaks one sentence into the headset of lane 1 and waits for what the station makes of it. */
import { join } from 'node:path';
import { synthesise } from '../setup/speak.mjs';
import type { Headset } from '../setup/virtual-audio.mjs';
import type { StartOptions } from '../start-options.mjs';
import { hasVerdict, isListening, isSettled, launchApp, waitFor, type DrivenApp } from './drive.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { speak, type Speech } from './speech.ts';
import { verdictFor, type Stack } from './stack.ts';

const LANE = 'lane-1';
const READY_DEADLINE_MS = 30_000;
const SETTLE_DEADLINE_MS = 60_000;
/** The reply of a BuildPanel without words plays for some seconds. */
const REPLY_DEADLINE_MS = 30_000;

export async function say(context: {
  readonly options: StartOptions;
  readonly stack: Stack;
  readonly headset: Headset;
  readonly audioEnv: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly launch: { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };
}): Promise<Outcome> {
  const { options, stack, folder, launch } = context;
  const recording = options.wav ?? join(folder, 'say.wav');
  if (options.say !== undefined) synthesise(options.say, { file: recording, voice: options.voice });
  const driven = await launchApp(launch.args, launch.env);
  try {
    await waitFor(
      driven.page,
      'the lane to listen and BuildPanel to be found',
      (snapshot) =>
        isListening(snapshot, LANE) && hasVerdict(snapshot, verdictFor(options.upstream)),
      READY_DEADLINE_MS,
    );
    if (options.isRelayAway) await takeRelayAway(driven, stack);
    process.stderr.write('Speaking …\n');
    const speech = await speak(context.headset, recording, context.audioEnv);
    if (options.isRelayAway) await bringRelayBack(driven, stack, speech);
    const snapshot = await waitForAnswer(driven, speech);
    if (options.screenshot !== undefined)
      await driven.page.screenshot({ path: options.screenshot });
    return outcomeOf(snapshot, LANE, speech);
  } finally {
    await driven.app.close();
  }
}

async function waitForAnswer({ page }: DrivenApp, speech: Speech) {
  const since = speech.startedAtUs - 1_000_000;
  const settled = await waitFor(
    page,
    'the final transcript',
    (snapshot) => isSettled(snapshot, since),
    SETTLE_DEADLINE_MS,
  );
  if (settled.lanes.every((lane) => lane.wordsAvailable)) return settled;
  await waitFor(
    page,
    'the spoken reply to begin',
    (now) => now.lanes.some(({ state }) => state === 'speaking'),
    REPLY_DEADLINE_MS,
  );
  return waitFor(
    page,
    'the spoken reply to end',
    (now) => isListening(now, LANE),
    REPLY_DEADLINE_MS,
  );
}

async function takeRelayAway({ page }: DrivenApp, stack: Stack): Promise<void> {
  process.stderr.write('The relay goes away.\n');
  await stack.stopRelay();
  await waitFor(
    page,
    'the station to notice',
    ({ connection }) => connection.state !== 'online',
    10_000,
  );
}

async function bringRelayBack({ page }: DrivenApp, stack: Stack, speech: Speech): Promise<void> {
  await waitFor(
    page,
    'the utterance to wait in the spool',
    (snapshot) =>
      snapshot.transcripts.some(
        (entry) =>
          entry.status === 'waiting' &&
          entry.times.speechStartedAtUs > speech.startedAtUs - 1_000_000,
      ),
    15_000,
  );
  process.stderr.write('The utterance waits in the spool; the relay comes back.\n');
  await stack.startRelay();
}
