/** The script that a page without Electron gets before its own: `window.pos` from the seed named by the test. */
import { createFakePos } from './fake-pos.ts';
import { seeds, type SeedName } from './seeds.ts';

declare global {
  /** Set by the test before this script. */
  const seedName: SeedName;
}

const seed = seeds[seedName];
const fakePos = createFakePos(seed);
Object.assign(globalThis, { pos: fakePos });
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
