/**
 * The settings file, with electron-store. A file that can't be understood is set aside under another
 * name and told of, never overwritten; a disk that refuses leaves the defaults in memory.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import ElectronStore, { type Schema } from 'electron-store';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { setAside } from '../durable-file.ts';
import { settingsSchema, type Settings } from './settings-schema.ts';

export type SettingsProblem =
  { readonly code: 'corrupt'; readonly keptAs: string } | { readonly code: 'cannot-read-or-write' };

export type SettingsStore = {
  readonly current: () => Settings;
  /** Keeps the change in memory even when the disk refuses it. */
  readonly change: (change: Partial<Settings>) => Result<undefined, 'cannot-save'>;
};

type Opened = { readonly settings: SettingsStore; readonly problem?: SettingsProblem };

export async function openSettings(directory: string, wallMs: () => number): Promise<Opened> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const first = tryOpen(directory);
  if (first.ok) return { settings: keep(first.value) };

  const unsaved = keep({ settings: settingsSchema.parse({}) });
  const cannot = { settings: unsaved, problem: { code: 'cannot-read-or-write' } } as const;
  if (first.failure === 'cannot-read-or-write') return cannot;
  const keptAs = await setAside(join(directory, 'settings.json'), wallMs());
  if (keptAs === undefined) return cannot;
  const second = tryOpen(directory);
  return second.ok
    ? { settings: keep(second.value), problem: { code: 'corrupt', keptAs } }
    : cannot;
}

type File = {
  readonly settings: Settings;
  readonly store?: Pick<ElectronStore, 'set'>;
};

function tryOpen(directory: string): Result<File, SettingsProblem['code']> {
  try {
    const store = new ElectronStore({
      cwd: directory,
      name: 'settings',
      schema: jsonSchema(),
      configFileMode: 0o600,
    });
    return ok({ settings: settingsSchema.parse(store.store), store });
  } catch (error) {
    return fail(isAboutContent(error) ? 'corrupt' : 'cannot-read-or-write');
  }
}

function isAboutContent(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    error instanceof z.ZodError ||
    (error instanceof Error && error.message.startsWith('Config schema violation'))
  );
}

/** One source for both: electron-store checks with a JSON schema made from ours. */
function jsonSchema(): Schema<Record<string, unknown>> {
  const { properties } = z.toJSONSchema(settingsSchema, { io: 'input' });
  // The two libraries' types of one JSON schema differ only in how they spell optional properties.
  return properties as Schema<Record<string, unknown>>;
}

function keep({ settings, store }: File): SettingsStore {
  let current = settings;
  return {
    current: () => current,
    change: (change) => {
      current = { ...current, ...change };
      try {
        if (store === undefined) return fail('cannot-save');
        store.set(change);
        return ok(undefined);
      } catch {
        return fail('cannot-save');
      }
    },
  };
}
