/** The API's data sources, named after what they may do. */
export type DataSourceName = 'reads' | 'writes' | 'removal' | 'places' | 'none';

/** One step of a pipeline. */
export interface Step {
  /** A file in the pipeline's folder, without `.ts`; or `Type.field/name` for a step of another pipeline. */
  readonly file: string;
  readonly dataSource: DataSourceName;
}

/** The steps of each pipeline, in order. A retry is a row. */
export const PIPELINES: Readonly<Record<string, readonly Step[]>> = {
  'Mutation.acceptRequest': [
    reads('readRequest'),
    writes('normaliseTrip'),
    writes('acceptRequest'),
    ...again(2, reads('readRequest'), writes('acceptRequest')),
    reads('readRequest'),
  ],
  'Mutation.blockPerson': [reads('readPerson'), ...again(3, writes('blockPerson'))],
  'Mutation.cancelRequest': [...again(3, reads('readRequest'), writes('cancelRequest')), reads('readRequest')],
  'Mutation.createAlert': again(3, reads('readAlerts'), writes('createAlert')),
  'Mutation.createTrip': [
    reads('readAccount'),
    reads('readCard'),
    reads('Mutation.saveContacts/readItems'),
    writes('createTrip'),
    reads('countTrips'),
    writes('correctCount'),
    ...again(2, writes('createTrip')),
    reads('readTripOfToken'),
  ],
  'Mutation.decideReport': again(3, reads('readReport'), writes('decideReport')),
  'Mutation.declineRequest': [...again(3, reads('readRequest'), writes('declineRequest')), reads('readRequest')],
  'Mutation.deleteAlert': [reads('readAlert'), ...again(3, writes('deleteAlert'))],
  'Mutation.deleteContacts': [reads('readContacts'), ...again(3, writes('deleteContacts'))],
  'Mutation.deleteTrip': [reads('readTrip'), ...again(3, writes('deleteTrip'))],
  'Mutation.registerDevice': [
    reads('readAccount'),
    reads('Mutation.saveContacts/readItems'),
    reads('readToken'),
    ...again(3, reads('readDevices'), writes('registerDevice')),
  ],
  'Mutation.removeDevice': [reads('readToken'), ...again(3, writes('removeDevice'))],
  'Mutation.report': again(3, reads('readSubject'), writes('report')),
  'Mutation.restorePerson': [reads('readPerson'), ...again(3, writes('restorePerson'))],
  'Mutation.saveContacts': [reads('readAccount'), reads('readItems'), ...again(3, writes('saveContacts'))],
  'Mutation.sendRequest': [
    reads('readTrip'),
    reads('Mutation.createTrip/readCard'),
    writes('sendRequest'),
    ...again(3, reads('readAgain'), writes('sendRequest')),
    reads('readLast'),
  ],
  'Mutation.unblockPerson': [reads('readBlock'), ...again(3, writes('unblockPerson'))],
  'Mutation.updateAccount': [
    reads('readAccount'),
    reads('readCard'),
    writes('updateAccount'),
    reads('Query.account/countTrips'),
  ],
  'Mutation.updateTrip': [
    reads('readTrip'),
    writes('normaliseTrip'),
    ...again(3, writes('updateTrip')),
    reads('readUpdatedTrip'),
  ],
  'Query.account': [reads('readAccount'), reads('countTrips')],
  'Query.exportAccount': again(3, reads('readItems')),
  'Query.receivedRequests': [reads('readRequests'), reads('Query.sentRequests/readTerms')],
  'Query.reports': [reads('readAccount'), reads('readReports')],
  'Query.request': [...again(3, reads('readRequest')), reads('readTerms')],
  'Query.searchTrips': [reads('readTrips'), reads('readMoreTrips'), reads('readLastTrips')],
  'Query.sentRequests': [reads('readRequests'), reads('readTerms')],
  'Request.contacts': again(3, reads('readContacts')),
  'Request.counterpart': [reads('readAccount')],
  'Trip.myRequest': again(3, reads('readRequest')),
};

/** The data source of each unit resolver. */
export const UNIT_RESOLVERS: Readonly<Record<string, DataSourceName>> = {
  'Mutation.deleteAccount': 'removal',
  'Mutation.publishRequestUpdate': 'none',
  'Query.alerts': 'reads',
  'Query.blockedPeople': 'reads',
  'Query.contacts': 'reads',
  'Query.myTrips': 'reads',
  'Query.places': 'places',
  'Query.trip': 'reads',
  'Request.trip': 'reads',
  'Subscription.onRequestUpdate': 'reads',
};

function reads(file: string): Step {
  return { file, dataSource: 'reads' };
}

function writes(file: string): Step {
  return { file, dataSource: 'writes' };
}

/** The same steps several times in a row: each repetition is one more attempt. */
function again(times: number, ...steps: Step[]): Step[] {
  return Array.from({ length: times }, () => steps).flat();
}
