/** The options of `relayctl restaurant privacy`, for the command line's parser. */
export const PRIVACY_OPTIONS = {
  sound: { type: 'string' },
  'sound-hours': { type: 'string' },
  'words-days': { type: 'string' },
  'sound-megabytes': { type: 'string' },
  'notice-en': { type: 'string' },
  'notice-es': { type: 'string' },
  'notice-on-receipts': { type: 'boolean' },
  'no-notice': { type: 'boolean' },
} as const;

export type PrivacyOptions = {
  readonly [Name in keyof typeof PRIVACY_OPTIONS]?:
    ((typeof PRIVACY_OPTIONS)[Name]['type'] extends 'boolean' ? boolean : string) | undefined;
};
