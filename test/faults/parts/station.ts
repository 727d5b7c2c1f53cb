/** A station in the lab: its folder, its lives one after the other, and its books. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '../../../src/main/relay-client/identity-port.ts';
import { Books, type Harm } from '../accounting.ts';
import { stationFiles } from './station-files.ts';
import type { StationAsk } from './station-messages.ts';
import { StationProcess, type Programs, type Surroundings } from './station-process.ts';

export type LifeOptions = Partial<Omit<StationAsk, 'folder' | 'journalFolder' | 'life'>> & {
  readonly around?: Surroundings;
};

export class Station {
  readonly folder: string;
  /** Another after a power cut, when the disk is put into another machine. */
  journalFolder: string;
  readonly books: Books;
  readonly #relayUrl: string;
  readonly #programs: Programs;
  #life = 0;

  private constructor(deps: {
    folder: string;
    journalFolder: string;
    relayUrl: string;
    programs: Programs;
  }) {
    this.folder = deps.folder;
    this.journalFolder = deps.journalFolder;
    this.#relayUrl = deps.relayUrl;
    this.#programs = deps.programs;
    this.books = new Books(deps.folder);
  }

  static async create(deps: {
    readonly folder: string;
    /** Elsewhere than in the station's folder, for a disk that fails. */
    readonly journalFolder?: string;
    readonly relayUrl: string;
    readonly identity: Identity;
    readonly voice: Int16Array;
    readonly programs: Programs;
  }): Promise<Station> {
    const { folder, identity, voice } = deps;
    await mkdir(folder, { recursive: true });
    const files = stationFiles(folder);
    await writeFile(files.identity, JSON.stringify(identity));
    await writeFile(files.voice, new Uint8Array(voice.buffer));
    return new Station({ journalFolder: join(folder, 'journal'), ...deps });
  }

  /** Begins its next life. */
  start({ around, ...options }: LifeOptions = {}): StationProcess {
    this.#life += 1;
    return new StationProcess(
      {
        relayUrl: this.#relayUrl,
        ...options,
        folder: this.folder,
        journalFolder: this.journalFolder,
        life: this.#life,
      },
      this.#programs,
      around,
    );
  }

  /** After the life that was begun last has ended. */
  closeLife(harm?: Harm): Promise<void> {
    return this.books.closeLife(this.#life, this.journalFolder, harm);
  }

  /** A quiet last life, in which all that is on disk must get to its ticket; true if it did in time. */
  async settle(deadlineMs = 60_000, options: LifeOptions = {}): Promise<boolean> {
    const last = this.start({ audioHost: 'inside', ...options });
    const took = await last.until(
      ({ unanswered, parked }) => unanswered === 0 && parked === 0,
      deadlineMs,
    );
    await last.stop();
    await this.closeLife();
    return took !== undefined;
  }
}
