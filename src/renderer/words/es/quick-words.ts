/** Ways to order faster, in Spanish: combos, favourites, barcodes. */
export const quickWords = {
  combo: {
    make: 'Hacerlo combo',
    which: (item: string) => `${item}: ¿en qué combo?`,
  },
  favourites: {
    title: 'Favoritos',
    none: 'Aquí no hay nada todavía. Mantén presionado un artículo, haz clic derecho o presiona la tecla de menú (Mayús+F10) sobre él para agregarlo.',
    add: 'Agregar a favoritos',
    remove: 'Quitar de favoritos',
    earlier: 'Antes',
    later: 'Después',
    place: (at: number, of: number) => `Favorito ${at} de ${of}`,
    full: (most: number) => `Ya hay ${most} favoritos, el máximo: quita uno primero.`,
  },
  scan: {
    unknown: (code: string) =>
      `El código ${code} no está en el menú. Busca el artículo por su nombre; quien lleva el menú puede agregar el código.`,
    misread: (code: string) =>
      `El código se leyó mal (${code}). Escanéalo otra vez o busca el artículo por su nombre.`,
    weighed: (code: string) =>
      `${code} es una etiqueta de báscula, con el peso o el precio dentro, y esta caja no las lee. Busca el artículo por su nombre.`,
    blocked: 'No se agregó nada: cierra la ventana que está abierta y escanea otra vez.',
  },
};
