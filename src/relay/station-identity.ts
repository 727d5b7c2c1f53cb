/** Who a station is, as told by its token and by nothing that it says itself. */
import type { LaneId, RestaurantId, StationId } from '../shared/ids.ts';

export type StationIdentity = {
  readonly stationId: StationId;
  readonly restaurantId: RestaurantId;
  readonly laneIds: ReadonlySet<LaneId>;
  /** Its place in a rollout, 0 to 99. */
  readonly rolloutBucket: number;
};
