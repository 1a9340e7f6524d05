export { request, response } from './2.declineRequest.ts';
