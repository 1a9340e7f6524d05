import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers the requests of one path. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;
