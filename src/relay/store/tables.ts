/** Rows of the store, for kysely. Times are milliseconds since 1970. */
import type { ColumnType } from 'kysely';

/** libsql hands blobs back as ArrayBuffer, pg as Buffer; both take a Buffer. */
type Blob = ColumnType<ArrayBuffer | Uint8Array, Uint8Array, Uint8Array>;

export type Tables = {
  restaurants: {
    restaurant_id: string;
    name: string;
    menu_json: string;
    menu_version: string;
    /** Null: the usual policy. */
    privacy_json: string | null;
    updated_at_ms: number;
  };
  stations: {
    station_id: string;
    restaurant_id: string;
    name: string;
    /** Ed25519 JWK. */
    public_key_json: string;
    lanes_json: string;
    /** Null never after schema step 002: SQLite can't add a column without it. */
    order_prefix: string | null;
    /** Place in a rollout, 0 to 99; null for a station of before schema step 005. */
    rollout_bucket: number | null;
    enrolled_at_ms: number;
    revoked_at_ms: number | null;
  };
  enrolment_codes: {
    /** SHA-256, hex: the code itself is never kept. */
    code_hash: string;
    restaurant_id: string;
    lanes_json: string;
    created_at_ms: number;
    expires_at_ms: number;
    used_by_station_id: string | null;
  };
  results: {
    utterance_id: string;
    station_id: string;
    /** AES-256-GCM under the relay's key. */
    sealed: Blob;
    expires_at_ms: number;
  };
  signing_keys: {
    key_id: string;
    /** PKCS #8 sealed like a result. */
    sealed: Blob;
    public_x: string;
    created_at_ms: number;
    /** Null of before schema step 006: at once. */
    signs_from_ms: number | null;
    /** Null while it is not rotated away. */
    verifies_until_ms: number | null;
  };
  menus: {
    restaurant_id: string;
    menu_version: string;
    menu_json: string;
  };
  orders: {
    order_id: string;
    restaurant_id: string;
    station_id: string;
    /** As the station sent it, in the schema's order of fields. */
    order_json: string;
    total_cents: number;
    kitchen_status: string;
    received_at_ms: number;
    moved_at_ms: number;
  };
  order_events: {
    event_id: string;
    order_id: string;
    /** Counts an order's events from 0: they are checked one after the other. */
    nth: number;
    event_json: string;
    /** 0 for what is no refund. */
    refund_cents: number;
    received_at_ms: number;
  };
  kitchen_codes: {
    restaurant_id: string;
    /** SHA-256, hex: neither codes nor tokens are kept. */
    code_hash: string;
    created_at_ms: number;
  };
  kitchen_tokens: {
    token_hash: string;
    restaurant_id: string;
    expires_at_ms: number;
  };
  sold_out: {
    restaurant_id: string;
    subject_key: string;
    /** Of the change that this is; the same one again changes nothing. */
    fact_id: string;
    fact_json: string;
    at_ms: number;
  };
  operators: {
    operator_id: string;
    name: string;
    /** SHA-256, hex. */
    token_hash: string;
    scopes_json: string;
    created_at_ms: number;
    expires_at_ms: number;
    revoked_at_ms: number | null;
  };
  flags: {
    /** `global` or a restaurant. Null leaves a flag to the wider scope. */
    scope: string;
    is_streaming_enabled: number | null;
    rollout_percentage: number | null;
    falls_back_on_error: number | null;
    changed_at_ms: number;
    reason: string;
  };
  /** No words: ids, times and how it went. */
  utterances: {
    utterance_id: string;
    session_id: string;
    station_id: string;
    restaurant_id: string;
    arm: string;
    via: string;
    outcome: string;
    fallback_reason: string | null;
    wait_ms: number | null;
    ended_at_ms: number;
  };
  support_calls: {
    call_id: string;
    restaurant_id: string;
    station_id: string;
    lane_id: string;
    /** The relay's clock. */
    made_at_ms: number;
  };
  /** One row a subject, counted up by triggers. */
  changes: {
    subject: string;
    version: number;
  };
  used_assertions: {
    /** SHA-256 of station and `jti`, hex. */
    assertion_hash: string;
    expires_at_ms: number;
  };
  audit: {
    audit_id: ColumnType<number, never, never>;
    at_ms: number;
    action: string;
    subject: string;
    actor: string;
    detail: string | null;
  };
};
