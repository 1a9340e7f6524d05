export { request, response } from './3.readTrip.ts';
