const TRIP = `id traveler { name } fromCity toCity acceptTo travelDate currency allowed { category cost kg freeKg } mine`;

/** What the console page offers at first, in the order of a first look around. */
export const operations = [
  {
    name: 'Search trips',
    query: `query SearchTrips($from: String, $to: String, $filter: TripFilter, $nextToken: String) {
  searchTrips(from: $from, to: $to, filter: $filter, limit: 10, nextToken: $nextToken) {
    items { ${TRIP} }
    nextToken
  }
}`,
    variables: { from: 'Berlin-Germany', to: null, filter: null, nextToken: null },
  },
  {
    name: 'My trips',
    query: `query MyTrips {
  myTrips {
    items { ${TRIP} version }
    nextToken
  }
}`,
  },
  {
    name: 'Post a trip',
    query: `mutation CreateTrip($input: CreateTripInput!) {
  createTrip(input: $input) { ${TRIP} version }
}`,
    get variables() {
      const [acceptFrom, acceptTo, travelDate] = [0, 20, 21].map((days) =>
        new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
      );
      const allowed = [{ category: 'CLOTHES', cost: 3, kg: 10 }];
      const cities = { fromCity: 'Berlin-Germany', toCity: 'Cairo-Egypt' };
      return { input: { ...cities, acceptFrom, acceptTo, travelDate, currency: 'EUR', allowed } };
    },
  },
  {
    name: 'Account',
    query: `query Account {
  account { id name language currency trips }
}`,
  },
];
