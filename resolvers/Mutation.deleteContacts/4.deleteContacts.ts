export { request, response } from './2.deleteContacts.ts';
