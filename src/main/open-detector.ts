/** Opens the door for a vehicle detector where the station config wants one. What can't be is told. */
import { join } from 'node:path';
import type { LaneId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import { notice, type Tell } from './notices.ts';
import { DetectorDoor } from './vehicle/detector-door.ts';
import { detectorToken } from './vehicle/detector-token.ts';

export type DetectorConfig = { readonly port: number; readonly tokenFile?: string | undefined };

type Deps = {
  readonly config: DetectorConfig | undefined;
  readonly directory: string;
  readonly set: (laneId: LaneId, isPresent: boolean) => Result<undefined, 'unknown-lane'>;
  readonly tell: Tell;
};

export async function openDetector({ config, directory, set, tell }: Deps) {
  if (config === undefined) return undefined;
  const tokenFile = config.tokenFile ?? join(directory, 'vehicle-detector-token');
  const token = await detectorToken(tokenFile);
  const door = token.ok ? new DetectorDoor({ token: token.value, set }) : undefined;
  const opened = await door?.open(config.port);
  if (opened?.ok === true) return door;
  const why = opened === undefined ? tokenFile : `127.0.0.1:${config.port}`;
  tell(
    notice('vehicle-detector', 'warning', {
      en: `The vehicle detector can’t reach this station: ${why} can’t be used. Tell the station of arrivals with F1. Ask your IT team.`,
      es: `El detector de vehículos no alcanza esta estación: no se puede usar ${why}. Avisa de las llegadas con F1. Habla con soporte técnico.`,
    }),
  );
  return undefined;
}
