/** In Spanish: how loud replies are. */
export const volumeWords = {
  volume: {
    title: 'Volumen de las respuestas',
    softer: 'Bajar el volumen',
    louder: 'Subir el volumen',
    percent: (percent: number) => `${percent} %`,
    silent: 'Los clientes no oyen las respuestas.',
  },
};
