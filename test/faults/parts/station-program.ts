/** One station of the lab as a process of its own, to be killed at any moment. Its one argument is the plan. */
import { witnessFramesWritten } from './frames-written.ts';
import { openLabStation } from './lab-station.ts';
import { stationFiles } from './station-files.ts';
import { askSchema, stationPlanSchema } from './station-messages.ts';

const plan = stationPlanSchema.parse(JSON.parse(process.argv[2] ?? ''));
witnessFramesWritten(() => stationFiles(plan.folder).framesWritten(plan.life));
const station = await openLabStation(plan, process.argv[3] ?? '', (told) => {
  process.send?.(told, undefined, undefined, () => undefined);
});
process.on('message', (message) => {
  const asked = askSchema.parse(message);
  if (asked.ask === 'set-clock') station.setClock(asked.wallOffsetMs);
  else void station.stop().then(() => process.disconnect());
});
await station.start();
