/** What operators see and do over HTTP, out of the store and the running relay. */
import type { StoreParts } from './connect-store.ts';
import type { Operations } from './http/ports.ts';
import type { RelayParts } from './relay-parts.ts';
import { readReport } from './read-report.ts';
import { operationsPage, PAGE_POLICY, type Status } from './report/operations-page.ts';
import { csvOf } from './report/report-csv.ts';
import { readAudit } from './store/audit.ts';
import { Restaurants } from './store/restaurants.ts';
import { GLOBAL_SCOPE } from './streaming-flags.ts';

const REPORT_WEEKS = 8;

export function connectOperations(
  { db, wallMs }: RelayParts,
  { operators, stations, flags, rollout, refresh }: StoreParts,
  status: () => Status,
): Operations {
  const restaurants = new Restaurants(db);
  const report = () => readReport(db, REPORT_WEEKS, wallMs());
  return {
    status: () => Promise.resolve(status()),
    page: async () => ({ html: operationsPage(status(), await report()), policy: PAGE_POLICY }),
    reportCsv: async () => csvOf(await report()),
    operatorOf: (token) => operators.find(token, wallMs()),
    stations: async () => {
      const all = await stations.all();
      return { stations: all.map((station) => ({ ...station, publicKey: undefined })) };
    },
    revoke: async (stationId, { operatorId }) => {
      const isKnown = await stations.revoke(stationId, wallMs(), operatorId);
      if (isKnown) await refresh();
      return isKnown;
    },
    flags: async () => ({ inForce: rollout.global, set: await flags.all() }),
    setFlags: async (scope, settings, { operator, reason }) => {
      if (scope !== GLOBAL_SCOPE && (await restaurants.find(scope)) === null) return false;
      await flags.set(scope, settings, { actor: operator.operatorId, reason }, wallMs());
      await refresh();
      return true;
    },
    audit: async (limit) => ({ audit: await readAudit(db, limit) }),
  };
}
