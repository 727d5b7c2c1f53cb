/**
 * Branded ids. Every id that crosses a wall is a UUID (version 7 where we mint it), parsed by these
 * schemas at the edge and trusted inside. Menu ids are the restaurant's own words.
 */
import { z } from 'zod';

export const sessionIdSchema = z.uuid().brand<'SessionId'>();
export const utteranceIdSchema = z.uuid().brand<'UtteranceId'>();
export const ticketIdSchema = z.uuid().brand<'TicketId'>();
export const lineIdSchema = z.uuid().brand<'LineId'>();
export const stationIdSchema = z.uuid().brand<'StationId'>();
/** Restaurants bring their own id, a UUID in form whose version and variant bits need not be real. */
export const restaurantIdSchema = z.guid().brand<'RestaurantId'>();
export const laneIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,32}$/)
  .brand<'LaneId'>();

export type SessionId = z.infer<typeof sessionIdSchema>;
export type UtteranceId = z.infer<typeof utteranceIdSchema>;
export type TicketId = z.infer<typeof ticketIdSchema>;
export type LineId = z.infer<typeof lineIdSchema>;
export type StationId = z.infer<typeof stationIdSchema>;
export type RestaurantId = z.infer<typeof restaurantIdSchema>;
export type LaneId = z.infer<typeof laneIdSchema>;
