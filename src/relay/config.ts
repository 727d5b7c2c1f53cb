/** The relay's settings: options, environment, then a file, then defaults. The only reader of `process.env` here. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DIALECTS, dialectSchema } from '../shared/buildpanel/dialects.ts';
import { DEFAULT_BUILDPANEL_URL } from '../shared/buildpanel/rest.ts';
import { codecSchema } from '../shared/wire/up.ts';
import { LOG_LEVELS } from './log.ts';
import { SetupFailure } from './setup-failure.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1'),
]);
const httpUrl = z.string().regex(/^https?:\/\/[^\s/]+/, 'must be an http:// or https:// URL');
const endpoint = z
  .string()
  .regex(/^(\/|https?:\/\/)/, 'must be a path or a URL')
  .optional();

function hasNoPassword(url: string): boolean {
  return !URL.canParse(url) || (new URL(url).password === '' && !/[?&]password=/.test(url));
}

function isSafeWay(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  const isHere = host === '' || host.startsWith('/') || LOOPBACK.has(host.replace(/^\[|\]$/g, ''));
  return isHere || searchParams.get('sslmode') === 'verify-full';
}

const configSchema = z
  .strictObject({
    host: z.string().min(1).default('127.0.0.1'),
    port: z.coerce.number().int().min(0).max(65_535).default(3001),
    dataDir: z.string().min(1).default('.relay-data'),
    /** PostgreSQL; without it, a file in `dataDir`. */
    databaseUrl: z
      .string()
      .regex(/^postgres(ql)?:\/\/[^\s]+$/, 'must look like postgres://user@host/database')
      .refine(hasNoPassword, 'must not hold the password: put it into RELAY_DATABASE_PASSWORD_FILE')
      .refine(isSafeWay, 'is not this machine: add ?sslmode=verify-full to it')
      .optional(),
    databasePasswordFile: z.string().min(1).optional(),
    tlsCertFile: z.string().min(1).optional(),
    tlsKeyFile: z.string().min(1).optional(),
    buildPanelUrl: httpUrl.default(DEFAULT_BUILDPANEL_URL),
    chatEndpoint: endpoint,
    voiceEndpoint: endpoint,
    voiceMetadataEndpoint: endpoint,
    /** In order of preference; one alone pins it. */
    dialects: z
      .union([
        z.array(dialectSchema),
        z.string().transform((text) => text.split(',').map((name) => name.trim())),
      ])
      .pipe(z.array(dialectSchema).min(1).max(DIALECTS.length))
      .default(['d2', 'd1', 'd3']),
    codecs: z
      .union([z.array(codecSchema), z.string().transform((text) => text.split(','))])
      .pipe(z.array(codecSchema).min(1).max(2))
      .default(['pcm_s16le', 'opus']),
    isStreamingEnabled: flag.default(true),
    rolloutPercentage: z.coerce.number().min(0).max(100).default(100),
    fallsBackOnError: flag.default(true),
    tokenLifetimeS: z.coerce.number().int().min(300).max(600).default(600),
    /** Whose `X-Forwarded-For` counts. */
    trustedProxies: z
      .union([
        z.array(z.string()),
        z.string().transform((text) => text.split(',').map((proxy) => proxy.trim())),
      ])
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).max(64))
      .default([]),
    maxConnections: z.coerce.number().int().min(1).max(20_000).default(2_000),
    maxMemoryMb: z.coerce.number().int().min(128).default(1_500),
    drainS: z.coerce.number().min(0).max(300).default(10),
    logLevel: z.enum(LOG_LEVELS).default('info'),
  })
  .refine(
    ({ tlsCertFile, tlsKeyFile }) => (tlsCertFile === undefined) === (tlsKeyFile === undefined),
    {
      path: ['tlsCertFile'],
      message: 'needs tlsKeyFile beside it, and the other way round',
    },
  )
  .refine(({ host, tlsCertFile }) => LOOPBACK.has(host) || tlsCertFile !== undefined, {
    path: ['host'],
    message:
      'is not this machine, and off it only TLS is served: set RELAY_TLS_CERT and RELAY_TLS_KEY',
  });

export type RelayConfig = z.infer<typeof configSchema>;

/** Where the store is, when it is not a file of this relay's own. */
export function storeServerOf({ databaseUrl, databasePasswordFile }: Partial<RelayConfig>) {
  return databaseUrl === undefined
    ? undefined
    : { url: databaseUrl, passwordFile: databasePasswordFile };
}

/** The store's settings for `relayctl`, which takes them from the environment alone. */
export function storeServerFrom(env: Readonly<Record<string, string | undefined>>) {
  const { databaseUrl, databasePasswordFile } = fromEnvironment(env);
  return storeServerOf(parseConfig(withoutUnset({ databaseUrl, databasePasswordFile })));
}
type SettingName = keyof RelayConfig;

/** Setting → environment variables (the first that is set counts) and what it means, for `--help` too. */
const SETTINGS: Readonly<
  Record<SettingName, { readonly env: readonly string[]; readonly about: string }>
> = {
  host: { env: ['RELAY_HOST'], about: 'address to listen on (127.0.0.1)' },
  port: { env: ['RELAY_PORT'], about: 'port to listen on, 0 picks a free one (3001)' },
  dataDir: { env: ['RELAY_DATA_DIR'], about: 'folder of the store and keys (.relay-data)' },
  databaseUrl: {
    env: ['RELAY_DATABASE_URL'],
    about:
      'the store of several relays, postgres://user@host/database, without the password (a file in the data folder)',
  },
  databasePasswordFile: {
    env: ['RELAY_DATABASE_PASSWORD_FILE'],
    about: 'file with the password of that user (none, or what PGPASSFILE says)',
  },
  tlsCertFile: { env: ['RELAY_TLS_CERT'], about: 'PEM certificate; needed off this machine' },
  tlsKeyFile: { env: ['RELAY_TLS_KEY'], about: 'PEM key of the certificate' },
  buildPanelUrl: {
    env: ['BUILDPANEL_BASE_URL', 'BUILDPANEL_URL'],
    about: `BuildPanel (${DEFAULT_BUILDPANEL_URL})`,
  },
  chatEndpoint: { env: ['BUILDPANEL_CHAT_ENDPOINT'], about: 'path or URL instead of /api/chatbot' },
  voiceEndpoint: {
    env: ['BUILDPANEL_VOICE_ENDPOINT'],
    about: 'path or URL instead of /api/voice-chat',
  },
  voiceMetadataEndpoint: {
    env: ['BUILDPANEL_VOICE_METADATA_ENDPOINT'],
    about: 'path or URL instead of /api/voice-chat-metadata',
  },
  dialects: {
    env: ['RELAY_DIALECTS'],
    about: 'streaming dialects by preference, one alone pins it (d2,d1,d3)',
  },
  codecs: {
    env: ['RELAY_CODECS'],
    about:
      'what stations may send, first what they should; pcm_s16le alone keeps all sound lossless (pcm_s16le,opus)',
  },
  isStreamingEnabled: { env: ['ENABLE_REALTIME_STREAMING'], about: 'stream at all (true)' },
  rolloutPercentage: {
    env: ['STREAMING_ROLLOUT_PERCENTAGE'],
    about: 'share of stations that stream, 0 to 100 (100)',
  },
  fallsBackOnError: {
    env: ['FALLBACK_TO_BATCH_ON_ERROR'],
    about: 'ask for the whole utterance when a stream fails (true)',
  },
  tokenLifetimeS: {
    env: ['RELAY_TOKEN_LIFETIME_S'],
    about: 'life of access tokens in seconds, 300 to 600 (600)',
  },
  trustedProxies: {
    env: ['RELAY_TRUSTED_PROXIES'],
    about: 'addresses or subnets of proxies whose X-Forwarded-For counts (none)',
  },
  maxConnections: {
    env: ['RELAY_MAX_CONNECTIONS'],
    about: 'stations at once; more are sent away, the others served on (2000)',
  },
  maxMemoryMb: {
    env: ['RELAY_MAX_MEMORY_MB'],
    about: 'memory beyond which new stations are sent away (1500)',
  },
  drainS: {
    env: ['RELAY_DRAIN_S'],
    about: 'seconds that SIGTERM gives utterances under way, 0 to 300 (10)',
  },
  logLevel: { env: ['RELAY_LOG_LEVEL'], about: `${LOG_LEVELS.join(', ')} (info)` },
};

export const RELAY_HELP = `The relay: the only door between stations and BuildPanel.

Usage: node build/src/relay/main.js [--config FILE] [options]

  --config FILE     JSON settings, by the names in brackets below
  --host, --port, --data DIR, --buildpanel-url URL, --dialects LIST, --log-level LEVEL
  --ready-json      print {"listening":PORT} on stdout when stations can come
  --print-config    print the settings in force (none is secret) and leave
  --help            this text

Environment (it wins over the file, options win over both):
${Object.entries(SETTINGS)
  .map(([name, { env, about }]) => `  ${env.join(' or ')}\n      ${about} [${name}]`)
  .join('\n')}
`;

export type Command =
  | { readonly do: 'help' }
  | { readonly do: 'print-config'; readonly config: RelayConfig }
  | { readonly do: 'run'; readonly config: RelayConfig; readonly readyJson: boolean };

/** Throws a `SetupFailure` that names the setting and where it came from. */
export function readCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Command {
  const options = readOptions(args);
  if (options.help) return { do: 'help' };
  const config = parseConfig({
    ...readFile(options.config),
    ...fromEnvironment(env),
    ...options.settings,
  });
  return options.printConfig
    ? { do: 'print-config', config }
    : { do: 'run', config, readyJson: options.readyJson };
}

export function parseConfig(source: Readonly<Record<string, unknown>>): RelayConfig {
  const parsed = configSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '');
  const known = Object.entries(SETTINGS).find(([setting]) => setting === name)?.[1];
  const label = known === undefined ? 'A setting' : `Setting ${name} (${known.env.join(', ')})`;
  throw new SetupFailure(`${label}: ${issue?.message ?? 'not valid'}.`);
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        'buildpanel-url': { type: 'string' },
        dialects: { type: 'string' },
        'log-level': { type: 'string' },
        'ready-json': { type: 'boolean', default: false },
        'print-config': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const settings = {
      host: values.host,
      port: values.port,
      dataDir: values.data,
      buildPanelUrl: values['buildpanel-url'],
      dialects: values.dialects,
      logLevel: values['log-level'],
    };
    return {
      help: values.help,
      config: values.config,
      readyJson: values['ready-json'],
      printConfig: values['print-config'],
      settings: withoutUnset(settings),
    };
  } catch (error) {
    throw new SetupFailure(
      `${error instanceof Error ? error.message.split('. ')[0] : 'Unknown option'}. See --help.`,
    );
  }
}

function readFile(file: string | undefined): Record<string, unknown> {
  if (file === undefined) return {};
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new SetupFailure(`The settings file ${file} can't be read.`);
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new SetupFailure(`The settings file ${file} is not a JSON object.`);
  }
}

function fromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const found = Object.entries(SETTINGS).map(([name, setting]) => {
    const value = setting.env
      .map((variable) => env[variable])
      .find((text) => text !== undefined && text !== '');
    return [name, value] as const;
  });
  return withoutUnset(Object.fromEntries(found));
}

function withoutUnset(source: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined));
}
