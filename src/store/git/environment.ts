// The environment of git: how the server is reached is the user's, everything else is ours.
//
// Credential helpers, ssh, proxies and certificates are configured as for any other use of git, and nothing of it is read
// here. What could bend the work on the private repository (`GIT_DIR` and its kin, hooks, maintenance) is taken out.

/** Variables that say how a server is reached, or where git's configuration is; scripts for `GIT_ASKPASS` like some more. */
const KEPT =
  /^GIT_(ASKPASS|USERNAME|PASSWORD|SSH(_COMMAND|_VARIANT)?|SSL_.*|HTTP_.*|PROXY_.*|ALLOW_PROTOCOL|PROTOCOL_FROM_USER|EXEC_PATH|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$/;

/** Configuration, in the order in which git reads it. */
export type GitConfig = readonly (readonly [key: string, value: string])[];

const CONFIG: GitConfig = [
  ['core.hooksPath', '/dev/null'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['color.ui', 'false'],
  ['init.defaultBranch', 'main'],
  ['push.negotiate', 'false'],
  // None: those of the user are for pushes of code, and a server that takes none refuses the push.
  ['push.pushOption', ''],
];

/** The environment of every process, made of that of the caller. */
export function gitEnvironment(
  env: NodeJS.ProcessEnv,
  access: { readonly url: string; readonly token?: string | undefined },
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  const own = [...CONFIG, ...(access.token === undefined ? [] : tokenConfig(access.url, access.token))];
  return {
    ...addConfig(Object.fromEntries(kept), own),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/**
 * The token goes with requests to this URL alone, and replaces what other configuration would send as well. Where the server
 * sends git elsewhere, it would take the header along, to whatever host that is.
 */
function tokenConfig(url: string, token: string): GitConfig {
  const place = `http.${withoutSecrets(url)}`;
  const key = `${place}.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [
    [key, ''],
    [key, `Authorization: Basic ${basic}`],
    [`${place}.followRedirects`, 'false'],
  ];
}

/** Configuration that no other process sees on a command line, after what is there already. */
export function addConfig(env: NodeJS.ProcessEnv, config: GitConfig): NodeJS.ProcessEnv {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const pairs = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${count + index}`, key],
    [`GIT_CONFIG_VALUE_${count + index}`, value],
  ]);
  return { ...env, ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(count + config.length) };
}

/**
 * A text whose URLs show nothing secret. The user of ssh stays, without which the URL leads elsewhere; that of another URL
 * may be a token.
 */
export function withoutSecrets(text: string): string {
  return text.replace(
    /(\bssh(?:\+git)?)?:\/\/([^/\s'"]*)@/gi,
    (_, ssh: string | undefined, userinfo: string) =>
      ssh === undefined ? '://' : `${ssh}://${userinfo.replace(/:.*/, '')}@`,
  );
}
