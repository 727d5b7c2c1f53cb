/** The relay's last configuration, kept so that a station that starts without its relay knows its lanes. */
import { join } from 'node:path';
import { configAnswerSchema, type ConfigAnswer } from '../../shared/wire/http.ts';
import { readTextIfThere, writeDurably } from '../durable-file.ts';

export type LastConfig = {
  readonly current: () => ConfigAnswer | undefined;
  /** Kept in memory even when the disk refuses: the relay will say it again. */
  readonly keep: (config: ConfigAnswer) => Promise<void>;
};

/** A file that can't be read counts for nothing, since the relay sends its content again. */
export async function openLastConfig(directory: string): Promise<LastConfig> {
  const path = join(directory, 'relay-config.json');
  const text = await readTextIfThere(path);
  let current = text.ok && text.value !== undefined ? parse(text.value) : undefined;
  return {
    current: () => current,
    keep: async (config) => {
      current = config;
      await writeDurably(path, JSON.stringify(config));
    },
  };
}

function parse(text: string): ConfigAnswer | undefined {
  try {
    return configAnswerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
