/**
 * A small disk of its own: ext4 in a file. What the kernel has not put onto it yet is not in the file either, so
 * a copy of the file is the disk as a power cut would leave it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const SIZE_BYTES = 32 * 1024 * 1024;
const MKFS = '/usr/sbin/mkfs.ext4';
const run = promisify(execFile);

export function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it takes root on Linux';
  if (!existsSync('/dev/loop-control')) return 'this machine has no loop devices';
  return existsSync(MKFS) ? undefined : 'mkfs.ext4 is missing (package e2fsprogs)';
}

export class OwnDisk {
  readonly folder: string;
  readonly #image: string;
  #isMounted = false;

  private constructor(image: string) {
    this.#image = image;
    this.folder = `${image}.mounted`;
  }

  static async make(image: string): Promise<OwnDisk> {
    await writeFile(image, '');
    await truncate(image, SIZE_BYTES);
    await run(MKFS, ['-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image]);
    const disk = new OwnDisk(image);
    await disk.mount();
    return disk;
  }

  /** As it is at this moment, what is not synced left out; not mounted yet. */
  async afterPowerCut(image: string): Promise<OwnDisk> {
    await copyFile(this.#image, image);
    return new OwnDisk(image);
  }

  async mount(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await run('mount', ['-o', 'loop', this.#image, this.folder]);
    this.#isMounted = true;
  }

  async unmount(): Promise<void> {
    if (!this.#isMounted) return;
    this.#isMounted = false;
    await run('umount', ['-l', this.folder]);
  }
}
