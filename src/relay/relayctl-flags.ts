/** `relayctl flags …`: who streams, for all restaurants or for one. The running relay follows within a second. */
import { z } from 'zod';
import { knownRestaurant, type CtlAnswer, type CtlCall } from './relayctl-command.ts';
import { SetupFailure } from './setup-failure.ts';
import { Flags, type FlagRow } from './store/flags.ts';
import {
  GLOBAL_SCOPE,
  ROLLOUT_STAGES,
  stageAbove,
  type FlagScope,
  type FlagSettings,
} from './streaming-flags.ts';

const ACTOR = 'relayctl';

const flagNameSchema = z.enum([
  'ENABLE_REALTIME_STREAMING',
  'STREAMING_ROLLOUT_PERCENTAGE',
  'FALLBACK_TO_BATCH_ON_ERROR',
]);
type FlagName = z.infer<typeof flagNameSchema>;

const switchText = z.enum(['true', 'false']).transform((text) => text === 'true');
const assignmentSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ENABLE_REALTIME_STREAMING'), value: switchText }),
  z.object({
    name: z.literal('STREAMING_ROLLOUT_PERCENTAGE'),
    value: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.number().max(100)),
  }),
  z.object({ name: z.literal('FALLBACK_TO_BATCH_ON_ERROR'), value: switchText }),
]);

const FIELDS = {
  ENABLE_REALTIME_STREAMING: 'isStreamingEnabled',
  STREAMING_ROLLOUT_PERCENTAGE: 'rolloutPercentage',
  FALLBACK_TO_BATCH_ON_ERROR: 'fallsBackOnError',
} as const satisfies Record<FlagName, keyof FlagSettings>;

export async function listFlags({ db }: CtlCall): Promise<CtlAnswer> {
  const rows = await new Flags(db).all();
  const flags = rows.map((row) => ({
    scope: row.scope,
    ...namedFlags(row.settings),
    changedAt: new Date(row.changedAtMs).toISOString(),
    reason: row.reason,
  }));
  return {
    json: { flags },
    text: rows.length === 0 ? "Nothing is set: the relay's own settings count." : textOf(rows),
  };
}

/** `NAME=VALUE …`; a name alone takes its setting away. */
export async function setFlags(call: CtlCall): Promise<CtlAnswer> {
  if (call.args.length === 0) throw new SetupFailure('Which flag? See --help.');
  const settings = call.args.map(settingOf).reduce((all, one) => ({ ...all, ...one }));
  return change(call, settings, 'set by hand');
}

export function killStreaming(call: CtlCall): Promise<CtlAnswer> {
  return change(call, { isStreamingEnabled: false }, 'kill switch');
}

/** One stage up. */
export async function advanceRollout(call: CtlCall): Promise<CtlAnswer> {
  const scope = await scopeOf(call);
  const row = (await new Flags(call.db).all()).find((one) => one.scope === scope);
  const from = row?.settings.rolloutPercentage ?? null;
  if (from === null) {
    throw new SetupFailure(
      `No percentage is set here yet: begin with flags set STREAMING_ROLLOUT_PERCENTAGE=${ROLLOUT_STAGES[0]}.`,
    );
  }
  const to = stageAbove(from);
  return change(call, { rolloutPercentage: to }, `from ${from} % to the next stage`);
}

async function change(
  call: CtlCall,
  settings: Partial<FlagSettings>,
  why: string,
): Promise<CtlAnswer> {
  const scope = await scopeOf(call);
  const flags = new Flags(call.db);
  const reason = call.options.reason ?? why;
  await flags.set(scope, settings, { actor: ACTOR, reason }, Date.now());
  return listFlags(call);
}

async function scopeOf(call: CtlCall): Promise<FlagScope> {
  return call.options.restaurant === undefined ? GLOBAL_SCOPE : knownRestaurant(call);
}

function settingOf(argument: string): Partial<FlagSettings> {
  const [name = '', value] = argument.split('=');
  const bare = flagNameSchema.safeParse(value === undefined ? name : undefined);
  if (bare.success) return { [FIELDS[bare.data]]: null };
  const assigned = assignmentSchema.safeParse({ name, value });
  if (!assigned.success) {
    throw new SetupFailure(
      `"${argument}" is no flag: ENABLE_REALTIME_STREAMING=true|false, STREAMING_ROLLOUT_PERCENTAGE=0..100 or FALLBACK_TO_BATCH_ON_ERROR=true|false.`,
    );
  }
  return { [FIELDS[assigned.data.name]]: assigned.data.value };
}

function namedFlags(settings: FlagSettings): Record<FlagName, boolean | number | null> {
  return {
    ENABLE_REALTIME_STREAMING: settings.isStreamingEnabled,
    STREAMING_ROLLOUT_PERCENTAGE: settings.rolloutPercentage,
    FALLBACK_TO_BATCH_ON_ERROR: settings.fallsBackOnError,
  };
}

function textOf(rows: readonly FlagRow[]): string {
  return rows
    .flatMap(({ scope, settings, reason }) => [
      `${scope}  (${reason})`,
      ...Object.entries(namedFlags(settings)).flatMap(([name, value]) =>
        value === null ? [] : [`  ${name}=${value}`],
      ),
    ])
    .join('\n');
}
