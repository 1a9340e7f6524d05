export { request, response } from './1.createTrip.ts';
