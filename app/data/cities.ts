/** Large cities to suggest before anything was searched, in the form of trips. Any other city can be typed. */
export const CITIES: readonly string[] = [
  ...['Accra-Ghana', 'Addis Ababa-Ethiopia', 'Algiers-Algeria', 'Amman-Jordan', 'Amsterdam-Netherlands'],
  ...['Athens-Greece', 'Baghdad-Iraq', 'Bangkok-Thailand', 'Barcelona-Spain', 'Beijing-China', 'Beirut-Lebanon'],
  ...['Berlin-Germany', 'Brussels-Belgium', 'Bucharest-Romania', 'Budapest-Hungary', 'Buenos Aires-Argentina'],
  ...['Cairo-Egypt', 'Casablanca-Morocco', 'Chicago-United States', 'Copenhagen-Denmark', 'Dakar-Senegal'],
  ...['Damascus-Syria', 'Delhi-India', 'Doha-Qatar', 'Dubai-United Arab Emirates', 'Dublin-Ireland'],
  ...['Frankfurt-Germany', 'Hamburg-Germany', 'Helsinki-Finland', 'Hong Kong-China', 'Istanbul-Türkiye'],
  ...['Jakarta-Indonesia', 'Jeddah-Saudi Arabia', 'Johannesburg-South Africa', 'Karachi-Pakistan', 'Khartoum-Sudan'],
  ...['Kuala Lumpur-Malaysia', 'Kuwait City-Kuwait', 'Lagos-Nigeria', 'Lisbon-Portugal', 'London-United Kingdom'],
  ...['Los Angeles-United States', 'Madrid-Spain', 'Manila-Philippines', 'Mexico City-Mexico', 'Milan-Italy'],
  ...['Montreal-Canada', 'Mumbai-India', 'Munich-Germany', 'Nairobi-Kenya', 'New York-United States'],
  ...['Oslo-Norway', 'Paris-France', 'Prague-Czechia', 'Riyadh-Saudi Arabia', 'Rome-Italy', 'Seoul-South Korea'],
  ...['Singapore-Singapore', 'Stockholm-Sweden', 'Sydney-Australia', 'São Paulo-Brazil', 'Tokyo-Japan'],
  ...['Toronto-Canada', 'Tunis-Tunisia', 'Vienna-Austria', 'Warsaw-Poland', 'Zurich-Switzerland'],
];
