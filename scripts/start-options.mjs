import { parseArgs } from 'node:util';
import { PlainFailure } from './setup/failure.mjs';
import { isVoice, VOICES } from './setup/speak.mjs';
import { checkWav } from './setup/wav.mjs';

/** How the local BuildPanel behaves: a streaming dialect, the realtime call, or one of the batch calls alone. */
export const UPSTREAMS = /** @type {const} */ ([
  'd1',
  'd2',
  'd3',
  'realtime',
  'batch',
  'voice-chat',
  'away',
]);

export const HELP = `npm start -- [options]

Sets up what is missing, then brings up the local BuildPanel (:3003), the relay (:3001) and the app, enrolled with a one-time
code. Without a display or a sound card it uses a virtual screen and virtual headsets, and says so. Ends with Ctrl-C.

  --say TEXT          speak TEXT into the headset of lane 1, wait for the final, print one JSON line and leave
  --wav FILE          the same with a recording (WAV, any rate, mono or stereo)
  --voice NAME        the voice of --say: ${VOICES.join(', ')} (default slt)
  --screenshot FILE   with --say or --wav: save the window as PNG
  --upstream KIND     ${UPSTREAMS.join(' | ')} (default d2)
                      batch: only the metadata call gives words; voice-chat: only a spoken reply; away: nothing answers
  --relay-away        with --say or --wav: the relay is down while the sentence is spoken and comes back afterwards
  --self-test         test the lanes' devices instead, PASS or FAIL with figures; --json prints them as one line. Into virtual
                      headsets a voice speaks meanwhile. Exit code 0 when all pass, else 1
  --dev               hot reload of the screen, restart of main on change
  --help              this text

The JSON: {"final","partials","firstPartialMs","finalMs","endpointWaitMs","via","words","lines":[{"itemId","name","quantity",
"modifiers","priceCents"}],"questions","electron"}. Times count from the start and from the end of speech; finalMs includes
endpointWaitMs, the silence that the endpointer waits for. Progress goes to stderr. Exit code 0, or 1 with a clear error.`;

/**
 * @typedef {typeof UPSTREAMS[number]} Upstream
 * @typedef {object} StartOptions
 * @property {string} [say]
 * @property {string} [wav]
 * @property {import('./setup/speak.mjs').Voice} voice
 * @property {string} [screenshot]
 * @property {Upstream} upstream
 * @property {boolean} isRelayAway
 * @property {boolean} isDevelopment
 * @property {boolean} isSelfTest
 * @property {boolean} asJson
 */

/** @param {readonly string[]} args @returns {StartOptions | undefined} undefined when help is asked for */
export function parseStartOptions(args) {
  const values = parseValues(args);
  if (values.help === true) return undefined;
  const { say, wav, screenshot, upstream = 'd2', voice = 'slt' } = values;
  const isSpoken = say !== undefined || wav !== undefined;
  if (say !== undefined && wav !== undefined) throw wrong('--say and --wav exclude each other');
  if (!isSpoken && screenshot !== undefined) throw wrong('--screenshot goes with --say or --wav');
  if (!isSpoken && values['relay-away'] === true)
    throw wrong('--relay-away goes with --say or --wav');
  if (isSpoken && values.dev === true) throw wrong('--dev does not go with --say or --wav');
  const isSelfTest = values['self-test'] === true;
  if (isSelfTest && (isSpoken || values.dev === true))
    throw wrong('--self-test goes with --json alone');
  if (!isSelfTest && values.json === true) throw wrong('--json goes with --self-test');
  if (!isVoice(voice)) throw wrong(`there is no voice "${voice}"`, VOICES);
  const kind = UPSTREAMS.find((known) => known === upstream);
  if (kind === undefined) throw wrong(`there is no upstream "${upstream}"`, UPSTREAMS);
  if (say?.trim() === '') throw wrong('--say needs words to speak');
  if (wav !== undefined) checkWav(wav);
  return {
    voice,
    upstream: kind,
    isRelayAway: values['relay-away'] === true,
    isDevelopment: values.dev === true,
    isSelfTest,
    asJson: values.json === true,
    ...(say !== undefined && { say }),
    ...(wav !== undefined && { wav }),
    ...(screenshot !== undefined && { screenshot }),
  };
}

/** @param {readonly string[]} args */
function parseValues(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        say: { type: 'string' },
        wav: { type: 'string' },
        voice: { type: 'string' },
        screenshot: { type: 'string' },
        upstream: { type: 'string' },
        'relay-away': { type: 'boolean' },
        dev: { type: 'boolean' },
        'self-test': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} what @param {readonly string[]} [choices] */
const wrong = (what, choices) =>
  new PlainFailure(what, {
    advice:
      choices === undefined ? '--help shows the options' : `choose from: ${choices.join(', ')}`,
  });
