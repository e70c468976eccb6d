import { parkingContract } from './parking.contract.js';
import { InMemoryParkingLot } from './testing/in-memory-parking-lot.js';

parkingContract(async () => {
  const lot = new InMemoryParkingLot();
  return { open: () => lot, close: () => Promise.resolve() };
});
