/** Bytes through a command-line program: bounded in time and size, and a value when it fails. */
import { spawn } from 'node:child_process';
import { fail, ok, type Result } from '../shared/result.ts';

export type FilterRun = {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: Uint8Array;
  readonly deadlineMs: number;
  readonly maxOutputBytes: number;
};

/** `missing`: not installed; `failed`: it said so, was too slow, or wrote more than may be. */
export type FilterFailure = 'missing' | 'failed';

/** Feeds `input` to stdin and resolves with stdout once the program has left with 0. */
export function runFilter(run: FilterRun): Promise<Result<Uint8Array, FilterFailure>> {
  return new Promise((resolve) => {
    const child = spawn(run.program, [...run.args], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: run.deadlineMs,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    let sizeBytes = 0;
    child.stdout.on('data', (part: Buffer) => {
      sizeBytes += part.length;
      if (sizeBytes > run.maxOutputBytes) child.kill('SIGKILL');
      else parts.push(part);
    });
    // A program that leaves early breaks the pipe; its exit code tells.
    child.stdin.on('error', () => undefined);
    child.once('error', () => resolve(fail('missing')));
    child.once('close', (code) => resolve(code === 0 ? ok(Buffer.concat(parts)) : fail('failed')));
    child.stdin.end(run.input);
  });
}
