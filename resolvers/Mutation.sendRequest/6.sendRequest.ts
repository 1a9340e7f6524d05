export { request, response } from './2.sendRequest.ts';
