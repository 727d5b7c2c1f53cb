/**
 * The version of the station ↔ relay protocol. `test/contract/protocol-hash.test.ts` pins the hash of
 * every schema on the wire to this number: change a message and the test asks for the next version.
 */
export const PROTOCOL_VERSION = 3;

/** The WebSocket subprotocol; a relay refuses any other before it parses anything. */
export const SUBPROTOCOL = `buildpanel-station.v${PROTOCOL_VERSION}`;

/** Where stations connect, on the relay's port. */
export const STATION_PATH = '/v1/station';
