// What stands between the runner and the server and stays there until somebody acts: told by the codes of Node, of its
// TLS, and of a proxy, with what to do about each.
//
// A name that cannot be looked up for now, a refused connection, a timeout are none: they pass.
import { quoted } from '../text/printable.ts';

/** An obstacle, in words: `problem` completes "GitHub was not reached …:". */
export interface Obstacle {
  readonly problem: string;
  readonly remedy: string;
}

const NETWORK =
  'Behind a proxy, give the runner https_proxy and no_proxy; on Enterprise Server, check GITHUB_API_URL.';

/** The obstacle that an error of the network tells of, in its causes; `null`: none, so it may pass. */
export function obstacleOf(error: unknown): Obstacle | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const found = ofCode(cause as NodeJS.ErrnoException & { hostname?: string }) ?? ofTunnel(cause.message);
    if (found !== null) return found;
  }
  return null;
}

/** The obstacle of a proxy that answers in the server's place; `null`: it may pass. */
export function ofProxy(status: number): Obstacle | null {
  if (status === 407) {
    return {
      problem: 'the proxy wants to know who asks (HTTP 407)',
      remedy:
        'Put the name and the password into the proxy variable of the runner: http://name:password@host:port.',
    };
  }
  if (status < 400 || status >= 500) return null;
  return {
    problem: `the proxy lets nothing through to this host (HTTP ${status})`,
    remedy: 'Let the proxy allow it, or name the host in no_proxy.',
  };
}

/**
 * Whether an answer is a page that something on the way has written, of its type: the API answers with JSON, but for faults
 * of the server.
 */
export function isPage(contentType: unknown): boolean {
  return typeof contentType === 'string' && contentType.startsWith('text/');
}

/** The obstacle of such a page, whatever its status: it says nothing of what GitHub has decided. */
export function ofPage(status: number, page: unknown): Obstacle {
  const title = typeof page === 'string' ? /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1]?.trim() : undefined;
  const titled = title ? `, titled ${quoted(title.replace(/\s+/g, ' '))}` : '';
  return {
    problem: `a page was answered in the place of its API (HTTP ${status}${titled})`,
    remedy:
      'A proxy or a gateway on the way has written it: let it pass what goes to the API, or name the host in no_proxy; or ' +
      'GITHUB_API_URL and GITHUB_GRAPHQL_URL are not those of the server.',
  };
}

function ofCode({ code, hostname }: { code?: string | undefined; hostname?: string }): Obstacle | null {
  if (typeof code !== 'string') return null;
  if (code === 'ENOTFOUND') {
    return { problem: `the runner finds no host ${hostname ?? 'of that name'} (${code})`, remedy: NETWORK };
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/.test(code)) {
    return {
      problem: `the runner does not trust its certificate (${code})`,
      remedy: 'Give the runner the certificate of the authority that has signed it, as NODE_EXTRA_CA_CERTS.',
    };
  }
  if (code.startsWith('ERR_SSL_')) return { problem: `no TLS is spoken there (${code})`, remedy: NETWORK };
  return null;
}

// Nothing but the text of the HTTP client tells the status with which a proxy has refused a tunnel.
function ofTunnel(message: string): Obstacle | null {
  const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
  return status === undefined ? null : ofProxy(Number(status));
}
