export { request, response } from './1.readContacts.ts';
