export { request, response } from './1.readTrip.ts';
