/** One text in every language of the screens, for what is worded before it is known who reads it. */
import { z } from 'zod';
import { languageSchema } from './person.ts';

export const translatedSchema = z.record(languageSchema, z.string()).readonly();
export type Translated = z.infer<typeof translatedSchema>;
