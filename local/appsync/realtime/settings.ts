/** The limits of a connection. */
export interface RealtimeSettings {
  /** The interval between two `ka` messages. */
  readonly keepAliveMilliseconds: number;
  /** Sent to clients: a client that gets no `ka` for this long closes the connection. */
  readonly connectionTimeoutMilliseconds: number;
  /** The maximum age of a connection. */
  readonly connectionMilliseconds: number;
  readonly subscriptionsPerConnection: number;
  /** The maximum size of a client's message and of an event; a larger event is not delivered. */
  readonly payloadBytes: number;
  /** The maximum size of the data that waits for a slow client; beyond it, the server disconnects the client. */
  readonly waitingBytes: number;
  /** The time in which a client must send `connection_init`; otherwise the server closes the connection. */
  readonly initMilliseconds: number;
  /** The time that a refused client has to send its first message; then the server sends the refusal anyway. */
  readonly refusalMilliseconds: number;
}

/**
 * AppSync's own limits (AWS General Reference, "AWS AppSync endpoints and quotas"; AWS AppSync developer guide,
 * "Building a real-time WebSocket client"). AWS has not published the last three.
 */
export const defaultSettings: RealtimeSettings = {
  keepAliveMilliseconds: 60_000,
  connectionTimeoutMilliseconds: 300_000,
  connectionMilliseconds: 24 * 60 * 60 * 1000,
  subscriptionsPerConnection: 200,
  payloadBytes: 240 * 1024,
  waitingBytes: 16 * 1024 * 1024,
  initMilliseconds: 30_000,
  refusalMilliseconds: 1_000,
};
