export { request, response } from './3.updateTrip.ts';
