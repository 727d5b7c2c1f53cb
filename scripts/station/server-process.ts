/** A server of ours as a child process: up when it says so on stdout, its log kept in a file. */
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { spawnTied, stopChild } from '../setup/child-process.mjs';
import { PlainFailure } from '../setup/failure.mjs';

const readySchema = z.object({ listening: z.number().int() });

export type ServerProcess = {
  readonly port: number;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
};

/** Resolves once the program has printed `{"listening":port}`; fails with its own words otherwise. */
export async function startServer(options: {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly deadlineMs?: number;
}): Promise<ServerProcess> {
  const child = spawnTied(process.execPath, [options.program, ...options.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  child.stderr?.pipe(createWriteStream(options.logFile, { flags: 'a', mode: 0o600 }));
  const port = await listeningPort(child, options.deadlineMs ?? 30_000);
  if (port !== undefined) return { port, child, stop: () => stopChild(child) };
  await stopChild(child);
  throw new PlainFailure(`${options.name} did not start`, {
    why: lastLines(options.logFile),
    advice: 'mend what it says; when its port is taken, end the other program (another npm start?)',
    logFile: options.logFile,
  });
}

function listeningPort(child: ChildProcess, deadlineMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => settle(undefined), deadlineMs);
    const settle = (port: number | undefined) => {
      clearTimeout(deadline);
      resolve(port);
    };
    child.once('error', () => settle(undefined));
    child.once('close', () => settle(undefined));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = readySchema.safeParse(parseJson(line));
      if (ready.success) settle(ready.data.listening);
    });
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lastLines(file: string): string[] {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-4);
}
