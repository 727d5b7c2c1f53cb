/** `relayctl operator …`, `keys …`, `audit list`: who runs the relay, what it signs with, and what was done. */
import {
  operatorScopeSchema,
  operatorScopesSchema,
  type OperatorScope,
} from './operator-scopes.ts';
import type { CtlAnswer, CtlCall } from './relayctl-command.ts';
import { SetupFailure } from './setup-failure.ts';
import { readAudit } from './store/audit.ts';
import { Operators } from './store/operators.ts';
import { openSealing } from './store/sealing.ts';
import { rotateSigningKey } from './store/signing-keys.ts';

const DAY_MS = 24 * 3_600_000;
const DEFAULT_DAYS = 90;
const MAX_DAYS = 366;
const AUDIT_LINES = 100;

export async function createOperator({ db, options }: CtlCall): Promise<CtlAnswer> {
  const name = options.name?.trim() ?? '';
  if (name === '' || name.length > 64) {
    throw new SetupFailure('Who or what is it for? Give --name, at most 64 letters.');
  }
  const days = Number(options.days ?? DEFAULT_DAYS);
  if (!(days > 0 && days <= MAX_DAYS)) throw new SetupFailure(`--days is at most ${MAX_DAYS}.`);
  const scopes = scopesOf(options.scopes ?? 'read');
  const nowMs = Date.now();
  const expiresAtMs = nowMs + days * DAY_MS;
  const { operatorId, token } = await new Operators(db).add({ name, scopes, expiresAtMs }, nowMs);
  const expiresAt = new Date(expiresAtMs).toISOString();
  return {
    json: { operatorId, name, scopes, expiresAt, token },
    text: `${token}\n(${name}: ${scopes.join(', ')}; until ${expiresAt}; told once, keep it in a file of 0600)`,
  };
}

function scopesOf(text: string): OperatorScope[] {
  const scopes = operatorScopesSchema.safeParse(text.split(',').map((scope) => scope.trim()));
  if (scopes.success) return scopes.data;
  throw new SetupFailure(`--scopes are of ${operatorScopeSchema.options.join(', ')}.`);
}

export async function listOperators({ db }: CtlCall): Promise<CtlAnswer> {
  const operators = (await new Operators(db).all()).map(
    ({ createdAtMs, expiresAtMs, ...operator }) => ({
      ...operator,
      createdAt: new Date(createdAtMs).toISOString(),
      expiresAt: new Date(expiresAtMs).toISOString(),
    }),
  );
  const lines = operators.map(({ operatorId, name, scopes, expiresAt, isRevoked }) =>
    [operatorId, name, scopes.join(','), isRevoked ? 'revoked' : `until ${expiresAt}`].join('  '),
  );
  return { json: { operators }, text: lines.join('\n') };
}

export async function revokeOperator({ db, args: [operatorId = ''] }: CtlCall): Promise<CtlAnswer> {
  if (!(await new Operators(db).revoke(operatorId, Date.now()))) {
    throw new SetupFailure(`There is no operator ${operatorId} to revoke: see operator list.`);
  }
  return { json: { operatorId, isRevoked: true }, text: `${operatorId} is revoked.` };
}

export async function rotateKeys({ db, dataDir, options }: CtlCall): Promise<CtlAnswer> {
  const isAtOnce = options['at-once'] === true;
  const nowMs = Date.now();
  const sealing = openSealing(dataDir);
  const { keyId, signsFromMs } = await rotateSigningKey(db, sealing, { isAtOnce, nowMs });
  const signsFrom = new Date(signsFromMs).toISOString();
  const told = isAtOnce
    ? 'what the old keys signed counts no more'
    : 'the old key verifies until its last token is over';
  return {
    json: { keyId, signsFrom, isAtOnce },
    text: `${keyId} signs from ${signsFrom}; ${told}.`,
  };
}

export async function listAudit({ db }: CtlCall): Promise<CtlAnswer> {
  const audit = (await readAudit(db, AUDIT_LINES)).map(({ atMs, ...line }) => ({
    at: new Date(atMs).toISOString(),
    ...line,
  }));
  const lines = audit.map(({ at, action, subject, actor, detail }) =>
    [at, action, subject, `by ${actor}`, ...(detail === null ? [] : [detail])].join('  '),
  );
  return { json: { audit }, text: lines.join('\n') };
}
