import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { PlainFailure } from './failure.mjs';
import { runLogged, tryCommand } from './run-logged.mjs';

/** What the project needs from Debian 12, and what for. */
export const DEBIAN_PACKAGES = {
  'native builds': ['python3', 'make', 'gcc', 'g++', 'libc6-dev', 'pkg-config'],
  'the Electron runtime': [
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libxtst6',
    'libatk-bridge2.0-0',
    'libnotify4',
    'libdrm2',
    'libsecret-1-0',
    'fonts-inter',
    'fonts-liberation',
    'unzip',
  ],
  'a screen where there is none': ['xvfb', 'xauth'],
  'sound where there is none': [
    'pulseaudio',
    'pulseaudio-utils',
    'alsa-utils',
    'libasound2-plugins',
    'sox',
  ],
  'synthetic speech': ['flite', 'espeak-ng', 'lame'],
  'the recogniser': [
    'pocketsphinx',
    'pocketsphinx-en-us',
    'libpocketsphinx-dev',
    'libsphinxbase-dev',
  ],
  "the relay's alerts": ['prometheus'],
  "the relay's bench, and a relay behind a proxy (tests)": ['nginx-light'],
  'several relays: their store, their balancer (tests)': ['postgresql', 'libnginx-mod-stream'],
  'the integration example (tests)': ['python3-websockets', 'python3-jwt', 'python3-cryptography'],
};

/** What set-up looks for where there is no apt, with the words for the person who has to install it. */
const COMMANDS_BY_HAND = {
  python3: 'Python 3 (native builds)',
  make: 'make (native builds)',
  'c++': 'a C and C++ compiler (native builds)',
  flite: 'flite (synthetic speech)',
  sox: 'sox (sound conversion)',
  lame: 'lame (MP3)',
  pocketsphinx_continuous: 'pocketsphinx 0.8 with its en-us model and headers (the recogniser)',
};
const COMMANDS_BY_HAND_LINUX = {
  Xvfb: 'Xvfb (only where there is no display)',
  pulseaudio: 'PulseAudio with its ALSA plugin (only where there is no sound hardware)',
};

/** @typedef {import('./steps.mjs').StepContext} StepContext */

/**
 * Installs the Debian packages that are missing. On other systems it looks for the programs and says what to install.
 *
 * @param {StepContext} context
 */
export async function ensureDebianPackages({ log, say }) {
  if (!existsSync('/usr/bin/apt-get')) return checkByHand();
  const missing = findMissing(Object.values(DEBIAN_PACKAGES).flat());
  if (missing.length === 0) return { did: false, note: '' };

  const root = asRoot();
  const command = `apt-get install ${missing.join(' ')}`;
  if (root === undefined) {
    throw new PlainFailure(
      `${missing.length} Debian packages are missing, and this user is not root`,
      {
        advice: `run this as root, or first: sudo ${command}`,
      },
    );
  }
  const options = {
    logFile: log('debian'),
    onLine: say,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  };
  const advice =
    'look at the network and the apt sources; the names are those of Debian 12, ' +
    `so on another release install what corresponds to: ${missing.join(' ')}`;
  const [program = 'env', ...prefix] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive'];
  /** @param {readonly string[]} words */
  const asAdministrator = async (...words) => {
    say(words.join(' '));
    const title = words.slice(0, 2).join(' ');
    await runLogged(program, [...prefix, ...words], { ...options, advice, title });
  };
  const waitForOthers = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  await asAdministrator('dpkg', '--configure', '-a');
  await asAdministrator('apt-get', 'update', ...waitForOthers);
  await asAdministrator(
    'apt-get',
    'install',
    ...waitForOthers,
    '-y',
    '--no-install-recommends',
    ...missing,
  );
  return { did: true, note: `${missing.length} packages and what they need` };
}

/** @param {readonly string[]} names */
function findMissing(names) {
  const listed = tryCommand('sh', [
    '-c',
    'dpkg-query -W -f "\\${Package} \\${db:Status-Abbrev}\\n" "$@" 2>/dev/null; true',
    'sh',
    ...names,
  ]);
  const installed = new Set(
    (listed ?? '')
      .split('\n')
      .filter((line) => line.includes(' ii'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

/** The words before a command that make it run as root; undefined when there is no way. Asks for a password on a terminal. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  if (tryCommand('sudo', ['-n', 'true']) !== undefined) return ['sudo', '-n'];
  if (!process.stdin.isTTY) return undefined;
  return spawnSync('sudo', ['-v'], { stdio: 'inherit' }).status === 0 ? ['sudo'] : undefined;
}

function checkByHand() {
  const wanted = {
    ...COMMANDS_BY_HAND,
    ...(process.platform === 'linux' ? COMMANDS_BY_HAND_LINUX : {}),
  };
  const missing = Object.entries(wanted).filter(
    ([command]) =>
      tryCommand(process.platform === 'win32' ? 'where' : 'which', [command]) === undefined,
  );
  if (missing.length === 0) return { did: false, note: 'no apt here; the programs were found' };
  throw new PlainFailure(
    'this system has no apt-get, so some programs have to be installed by hand',
    {
      why: missing.map(([command, what]) => `${command} was not found: ${what}`),
      advice: 'install them with your package manager and run this again',
    },
  );
}
