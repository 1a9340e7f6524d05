/** The API's data sources by what they may do. */
export type DataSourceName = 'reads' | 'writes' | 'none';

/** Which data source each resolver file talks to; a file that isn't listed, or a line without its file, fails at synth. */
export const DATA_SOURCES: Readonly<Record<string, DataSourceName>> = {
  'Mutation.createTrip/1.createTrip': 'writes',
  'Mutation.createTrip/2.countTrips': 'reads',
  'Mutation.createTrip/3.correctCount': 'writes',
  'Mutation.createTrip/4.createTrip': 'writes',
  'Mutation.createTrip/5.createTrip': 'writes',
  'Mutation.createTrip/6.readTripOfToken': 'reads',
  'Mutation.deleteTrip/1.readTrip': 'reads',
  'Mutation.deleteTrip/2.deleteTrip': 'writes',
  'Mutation.deleteTrip/3.deleteTrip': 'writes',
  'Mutation.deleteTrip/4.deleteTrip': 'writes',
  'Mutation.updateAccount/1.updateAccount': 'writes',
  'Mutation.updateAccount/2.countTrips': 'reads',
  'Mutation.updateTrip/1.readTrip': 'reads',
  'Mutation.updateTrip/2.normaliseTrip': 'writes',
  'Mutation.updateTrip/3.updateTrip': 'writes',
  'Mutation.updateTrip/4.updateTrip': 'writes',
  'Mutation.updateTrip/5.updateTrip': 'writes',
  'Mutation.updateTrip/6.readTrip': 'reads',
  'Query.account/1.readAccount': 'reads',
  'Query.account/2.countTrips': 'reads',
  'Query.myTrips': 'reads',
  'Query.searchTrips/1.readTrips': 'reads',
  'Query.searchTrips/2.readMoreTrips': 'reads',
  'Query.searchTrips/3.readLastTrips': 'reads',
  'Query.trip': 'reads',
  'Trip.mine': 'none',
};
