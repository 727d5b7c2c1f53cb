/** What a kitchen screen remembers for itself, in its own storage. */
import { z } from 'zod';
import { languageSchema } from '../../shared/people/person.ts';
import { createStore, type Store } from '../state/store.ts';

export const TEXT_SIZES = ['small', 'medium', 'large', 'huge'] as const;
export const VOLUMES = ['off', 'low', 'medium', 'high'] as const;
export type Volume = (typeof VOLUMES)[number];

const KEY = 'kitchen-preferences';
/** More cancellations than a week has. */
const MAX_SEEN = 500;

const preferencesSchema = z.object({
  textSize: z.enum(TEXT_SIZES).catch('medium'),
  volume: z.enum(VOLUMES).catch('medium'),
  /** Absent: as the computer or the browser says. */
  language: languageSchema.optional().catch(undefined),
  showsAllDay: z.boolean().catch(false),
  /** Cancellations that a person at this screen has tapped away, oldest first. */
  seen: z.array(z.string()).catch([]),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export type PreferenceStore = Store<Preferences> & {
  readonly change: (change: Partial<Preferences>) => void;
  readonly markSeen: (eventIds: readonly string[]) => void;
};

export function openPreferences(storage: Storage): PreferenceStore {
  const store = createStore(preferencesSchema.parse(read(storage)));
  const change = (changed: Partial<Preferences>) => {
    store.set({ ...store.get(), ...changed });
    try {
      storage.setItem(KEY, JSON.stringify(store.get()));
    } catch {
      // A full storage forgets the choice at the next start; until then it counts.
    }
  };
  return {
    ...store,
    change,
    markSeen: (eventIds) =>
      change({ seen: [...new Set([...store.get().seen, ...eventIds])].slice(-MAX_SEEN) }),
  };
}

function read(storage: Storage): unknown {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    return stored ?? {};
  } catch {
    return {};
  }
}
