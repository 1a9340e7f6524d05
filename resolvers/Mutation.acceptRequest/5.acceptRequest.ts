export { request, response } from './3.acceptRequest.ts';
