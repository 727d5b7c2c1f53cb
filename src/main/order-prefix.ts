/** Which prefix this station's order numbers have now. */
import { randomInt } from 'node:crypto';
import type { IdentityStore } from './relay-client/identity-port.ts';
import type { SettingsStore } from './settings/open-settings.ts';

/** The relay's word; until then one of the station's own, made once and kept. */
export function orderPrefixOf({
  settings,
  identity,
}: {
  readonly settings: SettingsStore;
  readonly identity: Pick<IdentityStore, 'current'>;
}): string {
  const known = identity.current();
  if (known?.state === 'enrolled' && known.orderPrefix !== undefined) return known.orderPrefix;
  const kept = settings.current().localOrderPrefix;
  if (kept !== undefined) return kept;
  const letter = () => String.fromCharCode(65 + randomInt(26));
  const localOrderPrefix = `L${letter()}${letter()}`;
  settings.change({ localOrderPrefix });
  return localOrderPrefix;
}
