/** The report of the last weeks, out of the store: for `relayctl report` and the operations page. */
import { reportOf, type ReportLine } from './report/kpis.ts';
import type { Database } from './store/database.ts';
import { readReportFacts } from './store/report-facts.ts';
import { Restaurants } from './store/restaurants.ts';

const WEEK_MS = 7 * 24 * 3_600_000;

export async function readReport(
  db: Database,
  weeks: number,
  nowMs: number,
): Promise<ReportLine[]> {
  const restaurants = (await new Restaurants(db).all()).map(({ restaurantId, name, menu }) => ({
    restaurantId,
    name,
    timeZone: menu.restaurant.timeZone,
  }));
  return reportOf({ restaurants, ...(await readReportFacts(db, nowMs - weeks * WEEK_MS)) });
}
