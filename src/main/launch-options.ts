/** The command line of the app. Chromium's own switches pass through untouched. */
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../shared/result.ts';

export const USAGE = `buildpanel-station [options]
  --relay URL             the relay's address (https, or http to this machine)
  --enrol CODE            enrol with this one-time code; better in a file, see below
  --station-config FILE   JSON with relayUrl, stationName, lanes, credentials, journalDirectory
  --kitchen               this station is a kitchen display: open its board too
  --dev-credentials       seal secrets with a key file of the app's own (development)
  --user-data-dir FOLDER  another data folder is another station
  --self-test [--json]    test every lane's devices without a window; ends with 0 when all pass, else 1
  --help, --version
Environment: STATION_ENROL_CODE_FILE names a file that holds the one-time code.`;

export type LaunchOptions = {
  readonly relayUrl?: string;
  readonly enrolCode?: string;
  readonly stationConfigFile?: string;
  readonly isDevelopmentVault: boolean;
  readonly opensKitchen: boolean;
  readonly wants: 'start' | 'self-test' | 'help' | 'version';
  /** Of the self-test's report. */
  readonly asJson: boolean;
};

const VALUES = ['relay', 'enrol', 'station-config'] as const;

/** `args` without the program and the app's folder. The failure is a sentence for the person who typed. */
export function parseLaunchOptions(args: readonly string[]): Result<LaunchOptions, string> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      relay: { type: 'string' },
      enrol: { type: 'string' },
      'station-config': { type: 'string' },
      'dev-credentials': { type: 'boolean' },
      kitchen: { type: 'boolean' },
      'self-test': { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      version: { type: 'boolean' },
    },
  });
  const { help, version } = values;
  const given: Partial<Record<(typeof VALUES)[number], string>> = {};
  for (const name of VALUES) {
    const value = values[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.trim() === '' || value.startsWith('--')) {
      return fail(`--${name} needs a value; see --help.`);
    }
    given[name] = value.trim();
  }
  for (const name of ['dev-credentials', 'kitchen', 'self-test', 'json']) {
    if (typeof values[name] === 'string') return fail(`--${name} takes no value; see --help.`);
  }
  return ok({
    isDevelopmentVault: values['dev-credentials'] === true,
    opensKitchen: values.kitchen === true,
    asJson: values.json === true,
    wants: wanted(help === true, version === true, values['self-test'] === true),
    ...(given.relay !== undefined && { relayUrl: given.relay }),
    ...(given.enrol !== undefined && { enrolCode: given.enrol }),
    ...(given['station-config'] !== undefined && { stationConfigFile: given['station-config'] }),
  });
}

function wanted(help: boolean, version: boolean, selfTest: boolean): LaunchOptions['wants'] {
  if (help) return 'help';
  if (version) return 'version';
  return selfTest ? 'self-test' : 'start';
}
