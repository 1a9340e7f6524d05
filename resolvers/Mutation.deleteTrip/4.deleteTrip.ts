export { request, response } from './2.deleteTrip.ts';
