/**
 * amplify-js opens every subscription over TLS, and a browser does not trust the local host's own certificate. A page
 * that came over plain HTTP therefore opens its sockets to this machine over plain HTTP too. A deployed page never does.
 */
export function connectLocally(): void {
  if (window.location.protocol !== 'http:') return;
  const { host } = window.location;
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      const address = new URL(url);
      if (address.host === host) address.protocol = 'ws:';
      super(address, protocols);
    }
  };
}
