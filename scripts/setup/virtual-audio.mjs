import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnTied, stopChild } from './child-process.mjs';
import { PlainFailure } from './failure.mjs';
import { tryCommand } from './run-logged.mjs';

const START_DEADLINE_MS = 10_000;
const POLL_MS = 50;
const RATE_HZ = 48_000;

/** A UNIX socket path must stay under 108 bytes. */
const LONGEST_FOLDER = 80;

/**
 * @typedef {{ id: string, label: string }} HeadsetSpec `id`: letters, digits and underscores; `label`: the device name that
 *   the app sees.
 * @typedef {object} Headset
 * @property {string} id
 * @property {string} label
 * @property {string} voiceSink what is played into this sink is heard by the headset's microphone
 * @property {string} earMonitor recording this source gives what the wearer hears
 *
 * @typedef {object} VirtualAudio
 * @property {NodeJS.ProcessEnv} env what the app and the players need in their environment
 * @property {readonly Headset[]} headsets
 * @property {(meanwhile: () => Promise<void>) => Promise<void>} restartServer kills the sound server, and starts it again
 * @property {(headset: Headset) => void} unplug its microphone is gone, as if pulled out
 * @property {(headset: Headset) => void} plugIn the microphone that was unplugged is back
 * @property {(headset: Headset, amplitude: number) => () => void} hearItself what its wearer hears comes back into its microphone,
 *   `amplitude` times as loud, until the result is called
 * @property {() => Promise<void>} stop
 */

/** @type {readonly HeadsetSpec[]} */
export const DEFAULT_HEADSETS = [
  { id: 'lane1', label: 'Lane 1 headset' },
  { id: 'lane2', label: 'Lane 2 headset' },
  { id: 'counter', label: 'Counter microphone' },
];

/** Whether this machine has a sound card (elsewhere than on Linux, it is taken to have one). */
export function hasSoundHardware() {
  if (process.platform !== 'linux') return true;
  const cards = '/proc/asound/cards';
  return existsSync(cards) && !readFileSync(cards, 'utf8').includes('no soundcards');
}

/**
 * Starts a private PulseAudio with virtual headsets in a folder of its own, so that several can run side by side. They are
 * what PortAudio sees through ALSA, by label.
 *
 * @param {{ headsets?: readonly HeadsetSpec[], isQuiet?: boolean }} [options]
 * @returns {Promise<VirtualAudio>}
 */
export async function startVirtualAudio({ headsets = DEFAULT_HEADSETS, isQuiet = false } = {}) {
  const folder = makeFolder();
  const env = {
    XDG_RUNTIME_DIR: folder,
    PULSE_RUNTIME_PATH: join(folder, 'pulse'),
    PULSE_STATE_PATH: join(folder, 'state'),
    PULSE_SERVER: `unix:${join(folder, 'pulse/native')}`,
    ALSA_CONFIG_PATH: join(folder, 'asound.conf'),
    DBUS_SESSION_BUS_ADDRESS: undefined,
  };
  const script = join(folder, 'default.pa');
  const logFile = join(folder, 'pulse.log');
  writeFileSync(script, pulseScript(headsets, join(folder, 'pulse/native')));
  writeFileSync(env.ALSA_CONFIG_PATH, alsaConfig(headsets, env.PULSE_SERVER));
  const options = ['-n', '-F', script, '--daemonize=no', '--exit-idle-time=-1', '--realtime=no'];
  const logging = ['--high-priority=no', '--log-level=warning', `--log-target=file:${logFile}`];
  const spawnServer = () =>
    spawnTied('pulseaudio', [...options, ...logging], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
  let server = spawnServer();
  const stop = async () => {
    await stopChild(server);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(server, { ...process.env, ...env }))) {
    const why = existsSync(logFile)
      ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-5)
      : [];
    await stop();
    throw new PlainFailure('PulseAudio did not start', {
      why,
      advice: 'install pulseaudio: npm run setup',
    });
  }
  if (!isQuiet) {
    const labels = headsets.map(({ label }) => `"${label}"`).join(', ');
    process.stderr.write(`Sound: virtual headsets on a private PulseAudio: ${labels}.\n`);
  }
  const restartServer = async (/** @type {() => Promise<void>} */ meanwhile) => {
    await stopChild(server, 'SIGKILL');
    await meanwhile();
    server = spawnServer();
    await answers(server, { ...process.env, ...env });
  };
  /** @param {readonly string[]} args */
  const pactl = (args) => {
    const told = tryCommand('pactl', args, { env: { ...process.env, ...env }, timeout: 3_000 });
    if (told === undefined) throw new PlainFailure(`pactl ${args[0]} was refused`);
    return told;
  };
  return {
    env,
    headsets: headsets.map(describeHeadset),
    restartServer,
    unplug: ({ id }) => {
      const modules = pactl(['list', 'short', 'modules']).split('\n');
      const ours = modules.find((line) => line.includes(`source_name=${id}_mic `));
      pactl(['unload-module', ours?.split('\t')[0] ?? 'none']);
    },
    plugIn: (headset) => {
      pactl(['load-module', ...microphone(headset).split(/ (?=\w+=)/)]);
    },
    hearItself: ({ earMonitor, voiceSink }, amplitude) => {
      const way = [`source=${earMonitor}`, `sink=${voiceSink}`, 'latency_msec=30'];
      const id = pactl(['load-module', 'module-loopback', ...way]).trim();
      const inputs = pactl(['list', 'short', 'sink-inputs']).split('\n');
      const ours = inputs.findLast((line) => line.includes('module-loopback.c'));
      pactl(['set-sink-input-volume', ours?.split('\t')[0] ?? 'none', amplitude.toFixed(4)]);
      return () => void pactl(['unload-module', id]);
    },
    stop,
  };
}

function makeFolder() {
  const parent = tmpdir().length <= LONGEST_FOLDER ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(parent, 'headsets-'));
  mkdirSync(join(folder, 'pulse'), { mode: 0o700 });
  mkdirSync(join(folder, 'state'), { mode: 0o700 });
  return folder;
}

/** @param {HeadsetSpec} spec @returns {Headset} */
const describeHeadset = ({ id, label }) => ({
  id,
  label,
  voiceSink: `${id}_voice`,
  earMonitor: `${id}_ear.monitor`,
});

const MONO = 'channels=1 channel_map=mono';

/** @param {string} kind @param {string} text */
const named = (kind, text) => `${kind}_properties="device.description='${text}'"`;

/** Its module and arguments. @param {HeadsetSpec} spec */
const microphone = ({ id, label }) =>
  `module-remap-source source_name=${id}_mic master=${id}_voice.monitor ${MONO} ${named('source', label)}`;

/**
 * `norewinds` keeps blocks at 50 ms (without it a microphone gives its first sound up to 2 s late). The default device is a
 * silent one, because PulseAudio moves the stream of a vanished device to the default.
 *
 * @param {readonly HeadsetSpec[]} headsets @param {string} socket
 */
function pulseScript(headsets, socket) {
  const sink = `load-module module-null-sink norewinds=1 rate=${RATE_HZ} ${MONO}`;
  return [
    '.fail',
    `load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0 socket=${socket}`,
    `${sink} sink_name=void ${named('sink', 'void')}`,
    ...headsets.flatMap(({ id, label }) => [
      `${sink} sink_name=${id}_voice ${named('sink', `${label} voice injection`)}`,
      `load-module ${microphone({ id, label })}`,
      `${sink} sink_name=${id}_ear ${named('sink', label)}`,
    ]),
    'set-default-sink void',
    'set-default-source void.monitor',
    '',
  ].join('\n');
}

/**
 * Without the system's alsa.conf on purpose: only these devices are listed, quickly and quietly. A default must exist, since
 * PortAudio aborts the process when it finds no device at all.
 *
 * @param {readonly HeadsetSpec[]} headsets @param {string} server
 */
function alsaConfig(headsets, server) {
  const devices = headsets.map(
    ({ id, label }) => `pcm."${label}" {
  type asym
  playback.pcm { type pulse server "${server}" device "${id}_ear" fallback "" }
  capture.pcm { type pulse server "${server}" device "${id}_mic" fallback "" }
  hint { show on description "${label}" }
}`,
  );
  const fallback = `{ type pulse server "${server}" fallback "" }`;
  return [...devices, `pcm.!default ${fallback}`, `ctl.!default ${fallback}`, ''].join('\n');
}

/** @param {import('node:child_process').ChildProcess} server @param {NodeJS.ProcessEnv} env */
async function answers(server, env) {
  let hasEnded = false;
  server.once('error', () => (hasEnded = true));
  server.once('exit', () => (hasEnded = true));
  for (let waitedMs = 0; waitedMs < START_DEADLINE_MS && !hasEnded; waitedMs += POLL_MS) {
    await sleep(POLL_MS);
    if (
      existsSync(join(String(env['PULSE_RUNTIME_PATH']), 'native')) &&
      tryCommand('pactl', ['info'], { env, timeout: 3_000 }) !== undefined
    )
      return true;
  }
  return false;
}
