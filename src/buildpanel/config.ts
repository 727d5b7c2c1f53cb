/** The local BuildPanel's options. It reads no environment. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DIALECTS, dialectSchema } from '../shared/buildpanel/dialects.ts';
import { importMenu } from '../shared/menu/import-menu.ts';
import type { Menu } from '../shared/menu/menu.ts';
import type { BuildPanelConfig } from './buildpanel.ts';
import { LOG_LEVELS } from './log.ts';
import { SetupFailure } from './setup-failure.ts';

/** The compiled program lies in `build/src/buildpanel`, the source in `src/buildpanel`. */
const PROJECT_ROOT = resolve(
  import.meta.dirname,
  import.meta.filename.endsWith('.js') ? '../../..' : '../..',
);

export const BUILDPANEL_HELP = `A local BuildPanel, the AI voice service: for development, demos and tests.

Usage: node build/src/buildpanel/main.js [options]

  --port N               port to listen on, 0 takes a free one (3003)
  --host ADDRESS         address to listen on (127.0.0.1)
  --recogniser KIND      pocketsphinx recognises speech; digest answers with frame count and SHA-256, marked as no
                         speech; digest-words tells the same as what was said (pocketsphinx)
  --recognisers N        so many guests are heard at once, about 17 MB each (4)
  --menu FILE            the menu whose words are recognised (resources/demo-menu.json)
  --dialect LIST         dialects of the streaming socket: d1, d2, d3, with commas, or none (d2)
  --metadata on|off      the call that gives words for a whole utterance (on)
  --realtime hang|stream the realtime call: never answers, as seen live, or streams words (hang)
  --chatbot on|off       the chat call (off)
  --serve-menu on|off    the menu call serves the menu, or is empty, as seen live (off)
  --hangs-on DIGEST      a whole utterance of this digest never gets an answer
  --log-level LEVEL      ${LOG_LEVELS.join(', ')} (info)
  --json                 print {"listening":PORT} on stdout when calls can come
  --help                 this text

While it runs, on this machine only: GET and POST /__admin/behaviour (the same switches, and faults),
GET /__admin/stats, POST /__admin/refuse {"forMs":N} (nobody listens for so long).
`;

const RECOGNISERS = ['pocketsphinx', 'digest', 'digest-words'] as const;
const onOff = z.enum(['on', 'off']).transform((text) => text === 'on');
const dialectList = z
  .string()
  .transform((text) => (text === 'none' ? [] : text.split(',').map((name) => name.trim())))
  .pipe(z.array(dialectSchema).max(DIALECTS.length));

const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(3003),
  host: z.string().min(1).default('127.0.0.1'),
  recogniser: z.enum(RECOGNISERS).default('pocketsphinx'),
  recognisers: z.coerce.number().int().min(1).max(64).default(4),
  menu: z.string().min(1).default(resolve(PROJECT_ROOT, 'resources/demo-menu.json')),
  dialect: dialectList.default(['d2']),
  metadata: onOff.default(true),
  realtime: z.enum(['hang', 'stream']).default('hang'),
  chatbot: onOff.default(false),
  'serve-menu': onOff.default(false),
  'hangs-on': z.string().optional(),
  'log-level': z.enum(LOG_LEVELS).default('info'),
  json: z.boolean().default(false),
});

export type RunCommand = {
  readonly do: 'run';
  readonly config: BuildPanelConfig;
  readonly recogniser: (typeof RECOGNISERS)[number];
  readonly recogniserCount: number;
  readonly projectRoot: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly sayReady: boolean;
};
export type Command = { readonly do: 'help' } | RunCommand;

/** Throws a `SetupFailure` that names the option. */
export function readCommand(args: readonly string[]): Command {
  const { help, ...given } = readOptions(args);
  if (help === true) return { do: 'help' };
  const options = optionsSchema.safeParse(given);
  if (!options.success) {
    const [issue] = options.error.issues;
    throw new SetupFailure(
      `--${String(issue?.path[0])}: ${issue?.message ?? 'not valid'}. See --help.`,
    );
  }
  const { port, host, recogniser, menu, dialect, metadata, realtime, chatbot } = options.data;
  const behaviour = {
    dialects: dialect,
    metadata,
    realtime,
    chatbot,
    menu: options.data['serve-menu'] ? 'served' : 'empty',
    faults: {},
    reply: 'whole',
    closeAfterFrames: null,
    hangsOn: options.data['hangs-on'] ?? null,
    slowMs: 0,
  } as const;
  return {
    do: 'run',
    config: { host, port, menu: readMenu(menu), behaviour },
    recogniser,
    recogniserCount: options.data.recognisers,
    projectRoot: PROJECT_ROOT,
    logLevel: options.data['log-level'],
    sayReady: options.data.json,
  };
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: text,
        host: text,
        recogniser: text,
        recognisers: text,
        menu: text,
        dialect: text,
        metadata: text,
        realtime: text,
        chatbot: text,
        'serve-menu': text,
        'hangs-on': text,
        'log-level': text,
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const [why = 'Unknown option'] = error instanceof Error ? error.message.split('. ') : [];
    throw new SetupFailure(`${why}. See --help.`);
  }
}

function readMenu(file: string): Menu {
  let source: unknown;
  try {
    source = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isText = error instanceof SyntaxError;
    throw new SetupFailure(
      isText ? `The menu file ${file} is not JSON.` : `The menu file ${file} can't be read.`,
    );
  }
  const menu = importMenu(source);
  if (!menu.ok) throw new SetupFailure(`The menu file ${file} can't be used: ${menu.failure.text}`);
  return menu.value;
}
