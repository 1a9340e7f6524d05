export { request, response } from '../Query.account/2.countTrips.ts';
