/** What the validation is asked to do: its arguments, and the settings that earlier clients of BuildPanel knew. */
import { parseArgs } from 'node:util';
import { dialectSchema, type Dialect } from '../../src/shared/buildpanel/dialects.ts';
import {
  DEFAULT_BUILDPANEL_URL,
  endpointsOf,
  type BuildPanelEndpoints,
} from '../../src/shared/buildpanel/rest.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';

/** As the relay prefers them. */
const ALL_DIALECTS: readonly Dialect[] = ['d2', 'd1', 'd3'];

export type ProbeOptions = {
  readonly url: string;
  readonly endpoints: BuildPanelEndpoints;
  /** Best first. */
  readonly dialects: readonly Dialect[];
  readonly isJson: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The failure is a sentence for a person. */
export function readProbeOptions(
  args: readonly string[],
  env: Environment,
): Result<ProbeOptions | 'help', string> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return ok('help');
  if (positionals.length > 1) return fail('Give one URL.');
  const url = givenUrl(positionals[0], env);
  if (!url.ok) return url;
  const endpoints = endpointsAt(url.value, env);
  if (!endpoints.ok) return endpoints;
  const dialect = dialectSchema.safeParse(values.dialect);
  if (!dialect.success && values.dialect !== 'auto')
    return fail(`There is no dialect "${values.dialect}": choose auto, d1, d2 or d3.`);
  return ok({
    url: url.value,
    endpoints: endpoints.value,
    dialects: dialect.success ? [dialect.data] : ALL_DIALECTS,
    isJson: values.json,
  });
}

function parse(args: readonly string[]) {
  try {
    return ok(
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          dialect: { type: 'string', default: 'auto' },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }),
    );
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'These options make no sense.');
  }
}

function givenUrl(argument: string | undefined, env: Environment): Result<string, string> {
  const named = ['BUILDPANEL_BASE_URL', 'BUILDPANEL_URL'].find((name) => isSet(env[name]));
  const fromEnvironment = named === undefined ? undefined : env[named];
  const text = argument ?? fromEnvironment ?? DEFAULT_BUILDPANEL_URL;
  const source = argument === undefined && named !== undefined ? `${named} is` : 'That is';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    return fail(`${source} not an http:// or https:// URL: "${text}".`);
  if (url.search !== '' || url.hash !== '')
    return fail(`${source} a URL with a ? or # part: give the base alone, such as ${url.origin}.`);
  if (url.username !== '' || url.password !== '')
    return fail(`${source} a URL with a name or password in it, which BuildPanel doesn't take.`);
  return ok(text);
}

function endpointsAt(url: string, env: Environment): Result<BuildPanelEndpoints, string> {
  const names = {
    chat: 'BUILDPANEL_CHAT_ENDPOINT',
    voice: 'BUILDPANEL_VOICE_ENDPOINT',
    voiceMetadata: 'BUILDPANEL_VOICE_METADATA_ENDPOINT',
  };
  const wrong = Object.values(names).find(
    (name) => isSet(env[name]) && !/^(\/|https?:\/\/)/.test(env[name] ?? ''),
  );
  if (wrong !== undefined) return fail(`${wrong} must be a path or a URL, not "${env[wrong]}".`);
  const valueOf = (name: string) => (isSet(env[name]) ? env[name] : undefined);
  return ok(
    endpointsOf(url, {
      chat: valueOf(names.chat),
      voice: valueOf(names.voice),
      voiceMetadata: valueOf(names.voiceMetadata),
    }),
  );
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
