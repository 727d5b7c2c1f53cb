/**
 * What a person or policy decides for a station before it starts: command line, then the
 * `--station-config` file; what neither names comes from the settings.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { laneIdSchema } from '../shared/ids.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { LaunchOptions } from './launch-options.ts';
import { laneSetupSchema } from './lane-setup.ts';
import { relayUrlSchema } from './relay-url.ts';
import { parseJson } from './parse-json.ts';

const vaultChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keyring') }),
  z.strictObject({ kind: z.literal('key-file'), path: z.string().min(1) }),
  z.strictObject({ kind: z.literal('development') }),
]);

/** The `--station-config` file. Paths are relative to the file's own folder. */
export const stationConfigFileSchema = z.strictObject({
  relayUrl: relayUrlSchema.optional(),
  stationName: z.string().trim().min(1).max(64).optional(),
  lanes: z.record(laneIdSchema, laneSetupSchema).optional(),
  credentials: vaultChoiceSchema.optional(),
  journalDirectory: z.string().min(1).optional(),
  /** A vehicle detector on this machine may tell of arrivals at this port of 127.0.0.1. */
  vehicleDetector: z
    .strictObject({
      port: z.number().int().min(1).max(65_535),
      /** Holds the bearer token; made in the data folder if it is not named. */
      tokenFile: z.string().min(1).optional(),
    })
    .optional(),
  /** This station is a kitchen display: its board opens at the start. */
  opensKitchen: z.boolean().optional(),
});

type ConfigFile = z.infer<typeof stationConfigFileSchema>;

export type StationConfig = Omit<ConfigFile, 'credentials' | 'opensKitchen'> & {
  readonly credentials: z.infer<typeof vaultChoiceSchema> | { readonly kind: 'automatic' };
  readonly enrolCode?: string | undefined;
  /** This station is a kitchen display, whatever its settings say. */
  readonly opensKitchen: boolean;
};

/** The failure is one sentence for a person: which file or option, what is wrong with it. */
export async function readStationConfig(
  options: LaunchOptions,
  enrolCodeFile: string | undefined,
): Promise<Result<StationConfig, string>> {
  const file = await readConfigFile(options.stationConfigFile);
  if (!file.ok) return file;
  const relayUrl = relayUrlSchema.optional().safeParse(options.relayUrl);
  if (!relayUrl.success) return fail(`--relay ${sentenceOf(relayUrl.error)}.`);
  const code = await readEnrolCode(options.enrolCode, enrolCodeFile);
  if (!code.ok) return code;
  return ok({
    ...file.value,
    relayUrl: relayUrl.data ?? file.value.relayUrl,
    credentials: options.isDevelopmentVault
      ? { kind: 'development' }
      : (file.value.credentials ?? { kind: 'automatic' }),
    enrolCode: code.value,
    opensKitchen: options.opensKitchen || file.value.opensKitchen === true,
  });
}

async function readConfigFile(path: string | undefined): Promise<Result<ConfigFile, string>> {
  if (path === undefined) return ok({});
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return fail(`The station config ${path} can't be read.`);
  const parsed = stationConfigFileSchema.safeParse(parseJson(text));
  if (!parsed.success)
    return fail(`The station config ${path} is wrong: ${sentenceOf(parsed.error)}.`);
  return ok(withAbsolutePaths(parsed.data, dirname(resolve(path))));
}

function withAbsolutePaths(config: ConfigFile, folder: string): ConfigFile {
  const { lanes, credentials, journalDirectory, vehicleDetector } = config;
  return {
    ...config,
    ...(lanes !== undefined && { lanes: mapValues(lanes, (lane) => absoluteSounds(lane, folder)) }),
    ...(credentials?.kind === 'key-file' && {
      credentials: { ...credentials, path: resolve(folder, credentials.path) },
    }),
    ...(vehicleDetector?.tokenFile !== undefined && {
      vehicleDetector: {
        ...vehicleDetector,
        tokenFile: resolve(folder, vehicleDetector.tokenFile),
      },
    }),
    ...(journalDirectory !== undefined && { journalDirectory: resolve(folder, journalDirectory) }),
  };
}

type Lanes = NonNullable<ConfigFile['lanes']>;
type Lane = NonNullable<Lanes[keyof Lanes]>;

function mapValues(lanes: Lanes, change: (lane: Lane) => Lane): Lanes {
  return Object.fromEntries(Object.entries(lanes).map(([id, lane]) => [id, change(lane)]));
}

function absoluteSounds(lane: Lane, folder: string): Lane {
  const { capture, greeting } = lane;
  return {
    ...lane,
    ...(capture?.kind === 'wav' && {
      capture: { ...capture, path: resolve(folder, capture.path) },
    }),
    ...(greeting !== undefined && { greeting: resolve(folder, greeting) }),
  };
}

async function readEnrolCode(
  given: string | undefined,
  file: string | undefined,
): Promise<Result<string | undefined, string>> {
  if (given !== undefined || file === undefined) return ok(given);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    return fail(`The file of STATION_ENROL_CODE_FILE, ${file}, can't be read.`);
  return ok(text.trim() === '' ? undefined : text.trim());
}

/** `lanes.window.mode: Invalid option …`, of the first thing that is wrong. */
function sentenceOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it is not understood';
  const where = issue.path.map(String).join('.');
  if (where !== '') return `${where}: ${issue.message}`;
  return issue.code === 'invalid_type' ? 'it is not a JSON object' : issue.message;
}
