/** Debian's PostgreSQL in a temporary folder: a server of the test's own, to be killed and started again on what its disk has. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { StoreServer } from '../../src/relay/store/postgres.ts';

const VERSIONS = '/usr/lib/postgresql';
const START_DEADLINE_MS = 60_000;
const LOOK_EVERY_MS = 50;
const USER = 'relay';

/** Where this machine has PostgreSQL; undefined: it has none. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(VERSIONS, newest, 'bin');
}

type User = { readonly uid?: number; readonly gid?: number };

export class PostgresServer {
  readonly #programs: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #as: User;
  #server: ChildProcess | null = null;
  readonly #isDurable: boolean;
  #databases = 0;

  private constructor(made: {
    readonly programs: string;
    readonly folder: string;
    readonly port: number;
    readonly as: User;
    readonly isDurable: boolean;
  }) {
    this.#programs = made.programs;
    this.#folder = made.folder;
    this.#port = made.port;
    this.#as = made.as;
    this.#isDurable = made.isDurable;
  }

  /**
   * Makes and starts one. Unless `isDurable` it does not sync: what it has committed outlives its own end, not a power cut. It refuses to run as root: then it is the user that Debian made for it.
   */
  static async start({ isDurable = false } = {}): Promise<PostgresServer> {
    const programs = postgresPrograms();
    if (programs === undefined)
      throw new Error('there is no PostgreSQL: apt-get install postgresql');
    const as: User = process.getuid?.() === 0 ? await debiansUser() : {};
    const folder = await mkdtemp(join(tmpdir(), 'relay-postgres-'));
    const server = new PostgresServer({ programs, folder, port: await freePort(), as, isDurable });
    await writeFile(server.#passwordFile, 'a password of this test', { mode: 0o600 });
    const { uid, gid } = as;
    if (uid !== undefined && gid !== undefined) {
      await chown(folder, uid, gid);
      await chown(server.#passwordFile, uid, gid);
    }
    await chmod(folder, 0o700);
    const init = ['-D', join(folder, 'data'), '-U', USER, '--pwfile', server.#passwordFile];
    const how = ['--auth', 'scram-sha-256', '-E', 'UTF8', '--locale', 'C', '--no-sync'];
    await promisify(execFile)(join(programs, 'initdb'), [...init, ...how], { ...as, cwd: folder });
    await server.startAgain();
    return server;
  }

  /** A new, empty database, as a relay is told of it. */
  async newDatabase(): Promise<StoreServer> {
    this.#databases += 1;
    const name = `store_${this.#databases}`;
    await this.#query(`create database ${name}`);
    return { url: this.#url(name), passwordFile: this.#passwordFile };
  }

  /** After a kill its own processes take a moment to go, and until then it refuses to start. */
  async startAgain(): Promise<void> {
    const untilMs = Date.now() + START_DEADLINE_MS;
    for (;;) {
      if (this.#server === null || this.#server.exitCode !== null) this.#server = this.#spawn();
      try {
        await this.#query('select 1');
        return;
      } catch (error) {
        if (Date.now() > untilMs) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    }
  }

  #spawn(): ChildProcess {
    const where = ['-D', join(this.#folder, 'data'), '-k', this.#folder];
    const listen = ['-h', '127.0.0.1', '-p', `${this.#port}`];
    const sync = this.#isDurable ? [] : ['-F'];
    return spawn(join(this.#programs, 'postgres'), [...where, ...listen, ...sync], {
      ...this.#as,
      cwd: this.#folder,
      stdio: 'ignore',
    });
  }

  /** SIGKILL to the server; its own processes notice and go. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT');
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }

  async #query(text: string): Promise<void> {
    const password = await readFile(this.#passwordFile, 'utf8');
    const { username: user, hostname: host, port } = new URL(this.#url('postgres'));
    const client = new Client({ user, host, port: Number(port), database: 'postgres', password });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(text);
    } finally {
      await client.end();
    }
  }

  #url(database: string): string {
    return `postgres://${USER}@127.0.0.1:${this.#port}/${database}`;
  }

  get #passwordFile(): string {
    return join(this.#folder, 'password');
  }
}

async function debiansUser(): Promise<{ uid: number; gid: number }> {
  const [, , uid, gid] =
    (await readFile('/etc/passwd', 'utf8'))
      .split('\n')
      .find((line) => line.startsWith('postgres:'))
      ?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('there is no user postgres');
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
