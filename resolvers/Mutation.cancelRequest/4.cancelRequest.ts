export { request, response } from './2.cancelRequest.ts';
