export const TRIP = `id traveler { id name since } fromCity toCity acceptFrom acceptTo travelDate currency version createdAt updatedAt expiresAt mine
  allowed { category cost kg freeKg }`;

export const CONTACTS = 'name mobile email facebook instagram twitter linkedin telegram';

export const REQUEST = `id status role actions revision tripId traveler requester fromCity toCity travelDate currency price
  items { category kg pieces cost } note sentAt changedAt reason trip { id } counterpart { id name } contacts { ${CONTACTS} }`;

export const REPORT = `id status about { id name } by { id name } tripId requestId content reason words reportedAt decidedAt`;
