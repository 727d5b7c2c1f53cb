/** The screen's own settings, in Spanish: language and sounds. */
export const screenWords = {
  screen: {
    language: 'Idioma',
    stationLanguage: 'Mientras no ha entrado nadie',
    ownLanguage: (name: string) => `Para ${name}`,
    sounds: 'Sonidos de la caja',
    soundsHelp:
      'Por el altavoz de esta computadora, nunca en los auriculares de un carril. Nada los necesita.',
    soundLevels: { off: 'Sin sonido', quiet: 'Bajo', normal: 'Normal', loud: 'Alto' },
  },
};
