/** Many stations of the lab in one process: where relays are tried, not stations. Its one argument is a file of plans. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { witnessFramesWritten } from './frames-written.ts';
import { openLabStation } from './lab-station.ts';
import { stationFiles } from './station-files.ts';
import { askSchema, stationPlanSchema } from './station-messages.ts';

const text = readFileSync(process.argv[2] ?? '', 'utf8');
const plans = z.array(stationPlanSchema).parse(JSON.parse(text));
witnessFramesWritten((path) => {
  const plan = plans.find(({ journalFolder }) => path.startsWith(`${journalFolder}/`));
  return plan && stationFiles(plan.folder).framesWritten(plan.life);
});
const stations = await Promise.all(
  plans.map((plan, nth) =>
    openLabStation(plan, '', (told) => {
      process.send?.({ nth, told }, undefined, undefined, () => undefined);
    }),
  ),
);
process.on('message', (message) => {
  if (askSchema.parse(message).ask !== 'stop') return;
  void Promise.all(stations.map((station) => station.stop())).then(() => process.disconnect());
});
for (const station of stations) await station.start();
