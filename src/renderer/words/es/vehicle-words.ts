/** In Spanish: vehicles at the lanes. */
export const vehicleWords = {
  vehicle: {
    arrived: 'Llega cliente',
    left: 'El cliente se fue',
  },
};
