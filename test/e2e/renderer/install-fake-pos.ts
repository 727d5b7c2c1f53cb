/** The script that a page without Electron gets before its own: `window.pos` from the seed that the address names. */
import type { StationSnapshot } from '../../../src/shared/ipc/views.ts';
import { languageSchema, type Language } from '../../../src/shared/people/person.ts';
import { createFakePos } from './fake-pos.ts';
import { seeds, type SeedName } from './seeds.ts';

const asked = new URLSearchParams(location.search);
const wanted = asked.get('seed');
const language = languageSchema.catch('en').parse(asked.get('language'));
const isSeed = (name: string | null): name is SeedName => name !== null && name in seeds;
const seed = speaking(seeds[isSeed(wanted) ? wanted : 'empty'], language);
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

/** With everybody speaking this language: who is signed in, too. */
function speaking(snapshot: StationSnapshot, spoken: Language): StationSnapshot {
  const { people, screen } = snapshot;
  const signedIn = people.signedIn && { ...people.signedIn, language: spoken };
  return {
    ...snapshot,
    screen: { ...screen, language: spoken },
    people: { ...people, ...(signedIn !== undefined && { signedIn }) },
  };
}
