/**
 * A file that lines are only added to, for what must never be lost or changed. A line is there once its
 * append has resolved well; what a kill or a full disk left of another one is cut off before the next.
 */
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../shared/result.ts';
import { OWNER_ONLY_FILE, OWNER_ONLY_FOLDER, readTextIfThere, syncFolder } from './durable-file.ts';

export class LineFile {
  readonly #path: string;
  /** Of what is whole. */
  #sizeBytes: number;

  private constructor(path: string, sizeBytes: number) {
    this.#path = path;
    this.#sizeBytes = sizeBytes;
  }

  /** A file that is not there has no lines yet. */
  static async open(
    path: string,
  ): Promise<
    Result<{ readonly file: LineFile; readonly lines: readonly string[] }, 'cannot-read'>
  > {
    const text = await readTextIfThere(path);
    if (!text.ok) return text;
    const whole = (text.value ?? '').slice(0, (text.value ?? '').lastIndexOf('\n') + 1);
    return ok({
      file: new LineFile(path, Buffer.byteLength(whole)),
      lines: whole.split('\n').slice(0, -1),
    });
  }

  /** All of them or none. Resolves when they are on disk. */
  async append(lines: readonly string[]): Promise<Result<undefined, 'cannot-save'>> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    try {
      await mkdir(dirname(this.#path), { recursive: true, mode: OWNER_ONLY_FOLDER });
      const file = await open(this.#path, 'a', OWNER_ONLY_FILE);
      try {
        await this.#write(file, bytes);
      } finally {
        await file.close();
      }
      if (this.#sizeBytes === 0) await syncFolder(dirname(this.#path));
      this.#sizeBytes += bytes.length;
      return ok(undefined);
    } catch {
      return fail('cannot-save');
    }
  }

  async #write(file: FileHandle, bytes: Uint8Array): Promise<void> {
    const { size } = await file.stat();
    if (size > this.#sizeBytes) await file.truncate(this.#sizeBytes);
    await file.appendFile(bytes);
    await file.sync();
  }
}
