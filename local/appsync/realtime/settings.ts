/** What bounds a connection. */
export interface RealtimeSettings {
  /** Between two `ka` messages. */
  readonly keepAliveMilliseconds: number;
  /** Told to clients: without `ka` for so long, they give the connection up. */
  readonly connectionTimeoutMilliseconds: number;
  /** How long a connection lives. */
  readonly connectionMilliseconds: number;
  readonly subscriptionsPerConnection: number;
  /** What a client may send in one message, and how large an event may be; a larger event is not delivered. */
  readonly payloadBytes: number;
  /** What waits for a slow client; one that lets more pile up is cut off. */
  readonly waitingBytes: number;
  /** How long a client may take to send `connection_init` before its connection is closed. */
  readonly initMilliseconds: number;
  /** How long a refused client may take to send its first message before it is told. */
  readonly refusalMilliseconds: number;
}

/**
 * AppSync's own (AWS General Reference, "AWS AppSync endpoints and quotas"; AWS AppSync developer guide, "Building a
 * real-time WebSocket client"), but for the last three, which AWS has not published.
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
