/** Stations enrolled at a relay, ten to a restaurant, and their tokens: the real way, by code and key. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { importMenu } from '../../../src/shared/menu/import-menu.ts';
import { enrolmentCodeHash, newEnrolmentCode } from '../../../src/relay/identity/enrolment-code.ts';
import { openDatabase } from '../../../src/relay/store/database.ts';
import { Restaurants } from '../../../src/relay/store/restaurants.ts';
import { lanesSchema, Stations } from '../../../src/relay/store/stations.ts';
import { Station } from '../../integration/relay/station-client.ts';
import { MENU_SOURCE } from '../../support/relay-menu.ts';

const STATIONS_A_RESTAURANT = 10;
const CODE_LIFE_MS = 600_000;

export class Fleet {
  readonly stations: readonly Station[];
  readonly #tokenFile: string;

  private constructor(stations: readonly Station[], tokenFile: string) {
    this.stations = stations;
    this.#tokenFile = tokenFile;
  }

  static async enrol(
    count: number,
    relay: { readonly dataDir: string; readonly base: string },
    tokenFile: string,
  ): Promise<Fleet> {
    const codes = await makeCodes(count, relay.dataDir);
    const stations: Station[] = [];
    for (const code of codes) stations.push(await new Station(relay.base).join(code));
    return new Fleet(stations, tokenFile);
  }

  /** A file of fresh tokens, one a line. */
  async tokens(): Promise<string> {
    for (const station of this.stations) await station.renew();
    await writeFile(this.#tokenFile, this.stations.map(({ token }) => `${token}\n`).join(''));
    return this.#tokenFile;
  }
}

async function makeCodes(count: number, dataDir: string): Promise<readonly string[]> {
  const db = await openDatabase(dataDir);
  try {
    const codes: string[] = [];
    const lanes = lanesSchema.parse([{ laneId: 'lane-1', name: 'Lane 1' }]);
    for (let made = 0; made < count; made += STATIONS_A_RESTAURANT) {
      const source = {
        ...MENU_SOURCE,
        restaurant: { ...MENU_SOURCE.restaurant, id: randomUUID() },
      };
      const menu = importMenu(source);
      if (!menu.ok) throw new Error(menu.failure.text);
      const restaurantId = await new Restaurants(db).import(menu.value, Date.now());
      for (let index = made; index < Math.min(count, made + STATIONS_A_RESTAURANT); index += 1) {
        const code = newEnrolmentCode();
        const expiresAtMs = Date.now() + CODE_LIFE_MS;
        const row = { codeHash: enrolmentCodeHash(code), restaurantId, lanes, expiresAtMs };
        await new Stations(db).addCode(row, Date.now());
        codes.push(code);
      }
    }
    return codes;
  } finally {
    await db.destroy();
  }
}
