/** The script that a page without Electron gets before its own: `window.pos` from the seed that the address names. */
import { createFakePos } from './fake-pos.ts';
import { seeds, type SeedName } from './seeds.ts';

const wanted = new URLSearchParams(location.search).get('seed');
const isSeed = (name: string | null): name is SeedName => name !== null && name in seeds;
const seed = seeds[isSeed(wanted) ? wanted : 'empty'];
const fakePos = createFakePos(seed);
Object.assign(globalThis, { pos: fakePos, fakePos });
// The first level of each lane, once the page listens.
setTimeout(() => {
  for (const { laneId, state } of seed.lanes) {
    const isHeard = state === 'hearing';
    fakePos.push('onLevel', {
      laneId,
      rmsDbfs: isHeard ? -18 : -52,
      peakDbfs: isHeard ? -9 : -46,
      clipping: false,
      speaking: isHeard,
    });
  }
}, 300);
