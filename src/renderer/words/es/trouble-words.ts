/** The key for when something went wrong, in Spanish. */
export const troubleWords = {
  trouble: {
    key: 'Algo salió mal',
    noted: 'Anotado, gracias. No se llama a nadie.',
  },
};
