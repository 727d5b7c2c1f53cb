import { createContext, useContext } from 'react';
import { english, type Words } from './english.ts';

export const WordsContext = createContext<Words>(english);

/** Every word on the screen, in the language of the person who works here. */
export function useWords(): Words {
  return useContext(WordsContext);
}
