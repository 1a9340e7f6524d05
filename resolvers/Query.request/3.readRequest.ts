export { request, response } from './1.readRequest.ts';
