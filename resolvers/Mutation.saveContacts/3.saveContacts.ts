export { request, response } from './1.saveContacts.ts';
