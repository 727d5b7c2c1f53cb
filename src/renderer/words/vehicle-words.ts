/** Vehicles at the lanes. */
export const vehicleWords = {
  vehicle: {
    arrived: 'Guest arrives',
    left: 'Guest has left',
  },
};
