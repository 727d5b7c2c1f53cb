/** How much one ticket may hold. Voice stops far below touch: beyond it a person is asked for. */
export const MAX_LINE_QUANTITY = 99;
export const MAX_LINES = 60;
export const MAX_QUESTIONS = 20;
/** Of one item, over all its lines, by voice alone. */
export const VOICE_MAX_OF_ITEM = 20;
/** Of all items together, by voice alone. */
export const VOICE_MAX_UNITS = 60;
