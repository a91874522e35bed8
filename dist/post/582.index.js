export const id = 582;
export const ids = [582];
export const modules = {

/***/ 9446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ ConditionalReader)
/* harmony export */ });
class ConditionalReader {
    #client;
    #kept = new Map();
    constructor(client) {
        this.#client = client;
    }
    async get(call) {
        const key = JSON.stringify([call.route, call.parameters]);
        const kept = this.#kept.get(key);
        const answer = await this.#client.get({ ...call, etag: kept?.headers['etag'] });
        if (answer.status === 304 && kept !== undefined)
            return kept;
        if (answer.status === 200 && 'etag' in answer.headers)
            this.#kept.set(key, answer);
        else
            this.#kept.delete(key);
        return answer;
    }
}


/***/ }),

/***/ 2713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NX: () => (/* binding */ graphqlRefusalOf),
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   QY: () => (/* binding */ purposeIn),
/* harmony export */   RP: () => (/* binding */ valueOf),
/* harmony export */   Zh: () => (/* binding */ isFault),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   hU: () => (/* binding */ unavailable),
/* harmony export */   os: () => (/* binding */ unexpected),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   rg: () => (/* binding */ describeErrors),
/* harmony export */   yN: () => (/* binding */ repositoryNotFound)
/* harmony export */ });
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7078);
/* harmony import */ var _lease_instant_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7320);
/* harmony import */ var _obstacle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9513);



function purposeIn(repository, doing, permission) {
    return { doing, repository: `${repository.owner}/${repository.repo}`, permission };
}
const LIMITS = new Set(['RATE_LIMIT', 'RATE_LIMITED']);
const FAULTS = new Set([
    undefined,
    'INTERNAL',
    'INTERNAL_ERROR',
    'INTERNAL_SERVER_ERROR',
    'RESOURCE_LIMITS_EXCEEDED',
    'SERVICE_UNAVAILABLE',
    'TIMEOUT',
]);
const LATEST = 253_402_300_799;
const DEFAULT_WAIT = 60;
function refusalOf(answer, purpose, clock) {
    const { status, headers, data } = answer;
    if (status === 429 || (status === 403 && hasSignsOfLimit(answer)))
        return rateLimited(answer, purpose, clock);
    if (status === 407)
        return unreached(purpose, (0,_obstacle_js__WEBPACK_IMPORTED_MODULE_1__/* .ofProxy */ .Oy)(status));
    if (status >= 500 || status === 408)
        return unavailable(purpose, describe(answer));
    if ((0,_obstacle_js__WEBPACK_IMPORTED_MODULE_1__/* .isPage */ .yp)(headers['content-type']))
        return unreached(purpose, (0,_obstacle_js__WEBPACK_IMPORTED_MODULE_1__/* .ofPage */ .VV)(status, data));
    if (status === 401)
        return unauthorized(answer, purpose);
    if (status === 403 || status === 451)
        return forbidden(purpose, describe(answer));
    return null;
}
function graphqlRefusalOf(answer, errors, purpose, clock) {
    if (errors.length === 0)
        return null;
    if (errors.some(({ type }) => LIMITS.has(type)) || 'retry-after' in answer.headers)
        return rateLimited(answer, purpose, clock);
    if (errors.some(isForbidden) && !errors.some(isFault))
        return forbidden(purpose, describeErrors(errors));
    return null;
}
function isFault(error) {
    return FAULTS.has(error.type) && !isForbidden(error);
}
function isForbidden({ type, message }) {
    if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES')
        return true;
    if (type === undefined && message.startsWith('Resource not accessible by integration'))
        return true;
    return ARCHIVED.test(message);
}
function repositoryNotFound(purpose, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(`GitHub has no repository ${purpose.repository} for this token (${purpose.doing}). ` +
        'Either the name is wrong, or the token has no access to it: a GITHUB_TOKEN reaches the repository of its workflow ' +
        'alone. ' +
        remedy(purpose), { cause });
}
function declined(answer, purpose) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(`GitHub has no answer to ${purpose.doing} in ${purpose.repository} (${describe(answer)}): it is not there, or the ` +
        `token may not see it. ${remedy(purpose)}`);
}
function valueOf(answer, schema, purpose) {
    if (answer.status >= 400)
        throw declined(answer, purpose);
    const parsed = answer.status === 200 ? schema.safeParse(answer.data) : undefined;
    if (parsed?.success !== true)
        throw unexpected(answer, purpose);
    return parsed.data;
}
function unavailable(purpose, problem, cause) {
    const obstacle = (0,_obstacle_js__WEBPACK_IMPORTED_MODULE_1__/* .obstacleOf */ .HD)(cause);
    if (obstacle !== null)
        return unreached(purpose, obstacle, cause);
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`GitHub did not complete ${purpose.doing} in ${purpose.repository}: ${problem}.`, { cause });
}
function unreached({ doing, repository }, { problem, remedy }, cause) {
    const message = `GitHub was not reached for ${doing} in ${repository}: ${problem}. ${remedy}`;
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(message, { cause, lasting: true });
}
function unexpected(answer, purpose, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`GitHub did not complete ${purpose.doing} in ${purpose.repository}: its answer was not expected ` +
        `(${describe(answer)}). Check that GITHUB_API_URL and GITHUB_GRAPHQL_URL are those of the server.`, { cause, lasting: true });
}
function describe(answer) {
    const message = messageOf(answer);
    return message === '' ? `HTTP ${answer.status}` : `HTTP ${answer.status}: ${message}`;
}
function describeErrors(errors) {
    return oneLine(errors.map(({ type, message }) => `${type ?? 'error'}: ${message}`).join('; '));
}
function messageOf(answer) {
    const { data } = answer;
    const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : '';
    return oneLine(typeof message === 'string' ? message : '');
}
function hasSignsOfLimit(answer) {
    if ('retry-after' in answer.headers || headerOf(answer, 'x-ratelimit-remaining') === 0)
        return true;
    return /\brate limit\b|\babuse detection mechanism\b/i.test(messageOf(answer));
}
function rateLimited(answer, purpose, clock) {
    const retryAfter = headerOf(answer, 'retry-after');
    const reset = headerOf(answer, 'x-ratelimit-reset');
    const exhausted = headerOf(answer, 'x-ratelimit-remaining') === 0;
    const isPrimary = exhausted && retryAfter === null && reset !== null && reset <= LATEST;
    const now = clock.now();
    if (!isPrimary && now === null)
        return unavailable(purpose, `${describe(answer)}, a rate limit without a time at which it ends`);
    const resetAt = isPrimary ? reset : Math.min(now + (retryAfter ?? DEFAULT_WAIT), LATEST);
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RateLimitedError */ .TM(`GitHub's rate limit refused ${purpose.doing} in ${purpose.repository} until ${(0,_lease_instant_js__WEBPACK_IMPORTED_MODULE_2__/* .toIso */ .t)(resetAt)}. ` +
        'All jobs of a repository share the limit of its GITHUB_TOKEN: let fewer jobs wait at once, ' +
        'or use a longer poll-interval.', resetAt);
}
function unauthorized(answer, purpose) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(`GitHub did not accept the token for ${purpose.doing} in ${purpose.repository} (${describe(answer)}). ` +
        'A GITHUB_TOKEN ends with its job, or after 24 hours; another token may have expired or been revoked. ' +
        'Check the input token.');
}
function forbidden(purpose, said) {
    const other = OTHER_REMEDIES.find(([sign]) => sign.test(said))?.[1];
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(`GitHub refused ${purpose.doing} in ${purpose.repository} (${said}). ${other ?? remedy(purpose)}`);
}
const ARCHIVED = /\barchived\b/i;
const OTHER_REMEDIES = [
    [
        ARCHIVED,
        'An archived repository takes no writes: unarchive it, or keep the leases in another one by the input repository.',
    ],
    [
        /\bSAML\b|single sign-on/i,
        'The token has to be authorized for the single sign-on of the organization, in the settings of the person it belongs ' +
            'to; a GITHUB_TOKEN or the token of an App needs no such thing.',
    ],
    [
        /\bIP allow list\b/i,
        'The organization lets only known addresses in: add those of the runner to its IP allow list, or use a runner that has ' +
            'one of them.',
    ],
    [/^HTTP 451\b/, 'It is blocked for legal reasons, which only its owner can settle with GitHub.'],
];
function remedy({ permission, repository }) {
    const [needed, note] = permission === 'contents: read'
        ? ['contents: write', ' (to look alone, "contents: read" is enough)']
        : [permission, ''];
    return (`The token needs the permission "${needed}" on ${repository}${note}: put "permissions: { ${needed} }" in the ` +
        'workflow or the job, or give the input token a token that has it.');
}
function headerOf(answer, name) {
    const value = Number.parseInt(String(answer.headers[name] ?? ''), 10);
    return Number.isNaN(value) ? null : value;
}
function oneLine(text) {
    const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
    return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}


/***/ }),

/***/ 9513:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ obstacleOf),
/* harmony export */   Oy: () => (/* binding */ ofProxy),
/* harmony export */   VV: () => (/* binding */ ofPage),
/* harmony export */   yp: () => (/* binding */ isPage)
/* harmony export */ });
/* harmony import */ var _text_printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4865);

const NETWORK = 'Behind a proxy, give the runner https_proxy and no_proxy; on Enterprise Server, check GITHUB_API_URL.';
function obstacleOf(error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
        const found = ofCode(cause) ?? ofTunnel(cause.message);
        if (found !== null)
            return found;
    }
    return null;
}
function ofProxy(status) {
    if (status === 407) {
        return {
            problem: 'the proxy wants to know who asks (HTTP 407)',
            remedy: 'Put the name and the password into the proxy variable of the runner: http://name:password@host:port.',
        };
    }
    if (status < 400 || status >= 500)
        return null;
    return {
        problem: `the proxy lets nothing through to this host (HTTP ${status})`,
        remedy: 'Let the proxy allow it, or name the host in no_proxy.',
    };
}
function isPage(contentType) {
    return typeof contentType === 'string' && contentType.startsWith('text/');
}
function ofPage(status, page) {
    const title = typeof page === 'string' ? /<title[^>]*>([^<]{1,200})/i.exec(page)?.[1]?.trim() : undefined;
    const titled = title ? `, titled ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(title.replace(/\s+/g, ' '))}` : '';
    return {
        problem: `a page was answered in the place of its API (HTTP ${status}${titled})`,
        remedy: 'A proxy or a gateway on the way has written it: let it pass what goes to the API, or name the host in no_proxy; or ' +
            'GITHUB_API_URL and GITHUB_GRAPHQL_URL are not those of the server.',
    };
}
function ofCode({ code, hostname }) {
    if (typeof code !== 'string')
        return null;
    if (code === 'ENOTFOUND') {
        return { problem: `the runner finds no host ${hostname ?? 'of that name'} (${code})`, remedy: NETWORK };
    }
    if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/.test(code)) {
        return {
            problem: `the runner does not trust its certificate (${code})`,
            remedy: 'Give the runner the certificate of the authority that has signed it, as NODE_EXTRA_CA_CERTS.',
        };
    }
    if (code.startsWith('ERR_SSL_'))
        return { problem: `no TLS is spoken there (${code})`, remedy: NETWORK };
    return null;
}
function ofTunnel(message) {
    const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
    return status === undefined ? null : ofProxy(Number(status));
}


/***/ }),

/***/ 2746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ machineClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

const LONGEST_TIMER = 2_147_483_647;
const machineClock = {
    trusted: false,
    now: () => Math.floor(Date.now()) / 1000,
    monotonic: () => Number(process.hrtime.bigint() / 1000n) / 1e6,
    async sleep(duration, signal) {
        const milliseconds = Math.min(Math.max(0, duration * 1000), LONGEST_TIMER);
        try {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: () => Math.random(),
};


/***/ }),

/***/ 6813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ causeOf)
/* harmony export */ });
function causeOf(thrown) {
    return thrown instanceof Error
        ? thrown
        : new Error(`the call was ended: ${String(thrown)}`, { cause: thrown });
}


/***/ }),

/***/ 6049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ bodyOf),
/* harmony export */   b: () => (/* binding */ textOf)
/* harmony export */ });
function bodyOf({ body, operation }) {
    return `${body}\n\n\nOperation: ${operation}\nskip-checks: true`;
}
function textOf(message) {
    return `${message.subject}\n\n${bodyOf(message)}`;
}


/***/ }),

/***/ 8573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kr: () => (/* binding */ changesFrom),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   mT: () => (/* binding */ boardOf)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5053);
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7078);


const README_PATH = 'README.md';
function textOf(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return null;
    }
}
function boardOf(files, origins) {
    const leases = new Map();
    let lock = null;
    const remembered = ([path, text], value) => {
        if ((0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(value))
            origins.set(value, { path, text });
        return value;
    };
    for (const file of files) {
        const [path, text] = file;
        const lease = (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .leaseOf */ .m8)(path);
        if (lease !== null)
            leases.set(lease, remembered(file, (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(lease, text)));
        else if (path === _lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0)
            lock = remembered(file, (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLock */ .PG)(text));
    }
    return { leases, lock };
}
function changesFrom({ head, board }, next, origins, readme) {
    const { additions, deletions } = head === null ? { additions: filesOf(next, origins), deletions: [] } : changesBetween(board, next);
    return { additions: [...additions, { path: README_PATH, text: readme }], deletions };
}
function changesBetween(before, after) {
    const additions = [];
    const deletions = [];
    for (const [lease, value] of after.leases) {
        const old = before.leases.get(lease);
        if (value === old)
            continue;
        additions.push({ path: (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .pathOf */ .XM)(lease), text: (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .printDocument */ .dq)(assertReadable(lease, old, value)) });
    }
    for (const [lease, old] of before.leases) {
        if (after.leases.has(lease))
            continue;
        assertReadable(lease, old, null);
        deletions.push((0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .pathOf */ .XM)(lease));
    }
    if (after.lock !== before.lock) {
        const lock = assertReadable(_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0, before.lock, after.lock);
        if (lock === null)
            deletions.push(_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0);
        else
            additions.push({ path: _lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0, text: (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .printLock */ .rY)(lock) });
    }
    return { additions, deletions };
}
function filesOf(board, origins) {
    const files = [];
    const add = (path, value, text) => {
        const origin = (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(value) ? origins.get(value) : { path, text: text() };
        if (origin !== undefined && origin.text !== null)
            files.push({ path: origin.path, text: origin.text });
    };
    for (const [lease, value] of board.leases)
        add((0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .pathOf */ .XM)(lease), value, () => (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .printDocument */ .dq)(value));
    const { lock } = board;
    if (lock !== null)
        add(_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0, lock, () => (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .printLock */ .rY)(lock));
    return files;
}
function assertReadable(name, old, value) {
    if ((0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(old) || (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(value))
        throw new _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InvariantError */ .zU(`A write would touch ${name}, which cannot be understood`);
    return value;
}


/***/ }),

/***/ 2821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ boardUrlOf),
  Q: () => (/* binding */ gitRefStore)
});

// EXTERNAL MODULE: ./build/store/files.js
var files = __webpack_require__(8573);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(3339);
// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __webpack_require__(7078);
// EXTERNAL MODULE: ./build/github/faults.js
var faults = __webpack_require__(2713);
// EXTERNAL MODULE: ./build/store/commit-text.js
var commit_text = __webpack_require__(6049);
// EXTERNAL MODULE: ./build/store/cause.js
var cause = __webpack_require__(6813);
;// CONCATENATED MODULE: ./build/store/git-ref/swap.js





const COMMIT_MUTATION = `
  mutation Commit($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) {
      commit { oid }
    }
  }
`;
const commitSchema = schemas/* object */.Ikc({
    createCommitOnBranch: schemas/* object */.Ikc({ commit: schemas/* object */.Ikc({ oid: schemas/* string */.YjP().min(1) }) }),
});
async function swapHead(place, head, changes, message, options) {
    const { client, repository, branch } = place;
    const input = {
        branch: { repositoryNameWithOwner: `${repository.owner}/${repository.repo}`, branchName: branch },
        expectedHeadOid: head,
        message: { headline: message.subject, body: (0,commit_text/* bodyOf */.E)(message) },
        fileChanges: {
            additions: changes.additions.map(({ path, text }) => ({
                path,
                contents: Buffer.from(text).toString('base64'),
            })),
            deletions: changes.deletions.map((path) => ({ path })),
        },
    };
    const purpose = purposeOfWrite(place);
    const sent = client.mutate({ document: COMMIT_MUTATION, variables: { input }, purpose, ...options });
    return answered(sent.then((answer) => judge(answer, purpose)), options.signal);
}
function purposeOfWrite({ repository, branch }) {
    return (0,faults/* purposeIn */.QY)(repository, `writing the branch ${branch}`, 'contents: write');
}
async function answered(call, signal) {
    try {
        return await call;
    }
    catch (error) {
        if (error instanceof errors/* UnavailableError */.hG || signal?.aborted === true)
            return { kind: 'unknown', cause: (0,cause/* causeOf */.r)(error) };
        throw error;
    }
}
function judge({ answer, data, errors }, purpose) {
    const commit = commitSchema.safeParse(data).data?.createCommitOnBranch.commit;
    if (commit !== undefined)
        return { kind: 'applied', head: commit.oid };
    if (errors.length > 0)
        return judgeErrors(errors, purpose);
    const cause = new Error((0,faults/* describe */.q0)(answer));
    return answer.status >= 400 ? { kind: 'refused', cause } : { kind: 'unknown', cause };
}
function judgeErrors(errors, purpose) {
    if (errors.every(isRace))
        return { kind: 'conflict' };
    const cause = new Error((0,faults/* describeErrors */.rg)(errors));
    if (errors.some((error) => (0,faults/* isFault */.Zh)(error) && !isRace(error)))
        return { kind: 'unknown', cause };
    if (errors.some(isRepositoryNotFound))
        throw (0,faults/* repositoryNotFound */.yN)(purpose, cause);
    return { kind: 'refused', cause };
}
function isRace(error) {
    const { type, message } = error;
    return (type === 'STALE_DATA' ||
        (type === 'NOT_FOUND' && !isRepositoryNotFound(error)) ||
        /is at [0-9a-f]+ but expected [0-9a-f]+/i.test(message));
}
function isRepositoryNotFound({ type, message }) {
    return type === 'NOT_FOUND' && /resolve to a repository/i.test(message);
}

;// CONCATENATED MODULE: ./build/store/git-ref/create.js





const createdSchema = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().min(1) });
const TREES = 'POST /repos/{owner}/{repo}/git/trees';
const COMMITS = 'POST /repos/{owner}/{repo}/git/commits';
const REFS = 'POST /repos/{owner}/{repo}/git/refs';
async function createBranch(place, files, message, options) {
    const entries = files.map(({ path, text }) => ({
        path,
        mode: '100644',
        type: 'blob',
        content: text,
    }));
    const tree = await make(place, TREES, { ...place.repository, tree: entries }, options);
    if (typeof tree !== 'string')
        return tree;
    const parameters = { ...place.repository, message: (0,commit_text/* textOf */.b)(message), tree, parents: [] };
    const commit = await make(place, COMMITS, parameters, options);
    if (typeof commit !== 'string')
        return commit;
    return makeRef(place, commit, options);
}
async function make(place, route, parameters, options) {
    const call = post(place, route, parameters, options).then((answer) => {
        if (answer.status === 409 && /empty/i.test((0,faults/* messageOf */.bD)(answer)))
            throw emptyRepository(place);
        return madeBy(answer) ?? notMade(answer);
    });
    return answered(call, options.signal);
}
async function makeRef(place, sha, options) {
    const parameters = { ...place.repository, ref: `refs/heads/${place.branch}`, sha };
    const call = post(place, REFS, parameters, options).then((answer) => {
        if (answer.status === 201)
            return { kind: 'applied', head: sha };
        if (answer.status === 422 && /already exists/i.test((0,faults/* messageOf */.bD)(answer)))
            return { kind: 'conflict' };
        return notMade(answer);
    });
    return answered(call, options.signal);
}
async function post(place, route, parameters, options) {
    const purpose = purposeOfWrite(place);
    const answer = await place.client.post({ route, parameters, purpose, ...options });
    if (answer.status === 404)
        throw (0,faults/* repositoryNotFound */.yN)(purpose);
    return answer;
}
function madeBy({ status, data }) {
    return status === 201 ? createdSchema.safeParse(data).data?.sha : undefined;
}
function notMade(answer) {
    return { kind: answer.status >= 400 ? 'refused' : 'unknown', cause: new Error((0,faults/* describe */.q0)(answer)) };
}
function emptyRepository({ repository, branch }) {
    return new errors/* StateError */.qq(`The branch ${branch} cannot be created: ${repository.owner}/${repository.repo} has no commit yet, and GitHub ` +
        'keeps no branch in an empty repository. Push a first commit to its default branch, then run the job again.');
}

// EXTERNAL MODULE: ./build/lease/board.js
var board = __webpack_require__(5053);
;// CONCATENATED MODULE: ./build/store/git-ref/read.js




const BOARD_QUERY = `
  query Board($owner: String!, $name: String!, $ref: String!) {
    repository(owner: $owner, name: $name) {
      ref(qualifiedName: $ref) {
        target {
          oid
          ... on Commit {
            tree {
              entries {
                name
                type
                object {
                  ... on Blob { text isTruncated isBinary }
                  ... on Tree {
                    entries { name type object { ... on Blob { text isTruncated isBinary } } }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;
const blobSchema = schemas/* object */.Ikc({
    text: schemas/* string */.YjP().nullish(),
    isTruncated: schemas/* boolean */.zMY().nullish(),
    isBinary: schemas/* boolean */.zMY().nullish(),
});
const fileSchema = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), type: schemas/* string */.YjP(), object: blobSchema.nullish() });
const entrySchema = fileSchema.extend({
    object: blobSchema.extend({ entries: schemas/* array */.YOg(fileSchema).nullish() }).nullish(),
});
const boardSchema = schemas/* object */.Ikc({
    ref: schemas/* object */.Ikc({ target: schemas/* object */.Ikc({ oid: schemas/* string */.YjP(), tree: schemas/* object */.Ikc({ entries: schemas/* array */.YOg(entrySchema) }) }) })
        .nullable(),
});
async function readBoard(place, origins, options) {
    const { ref } = await askBranch(place, BOARD_QUERY, boardSchema, {}, options);
    if (ref === null)
        return { head: null, board: board/* EMPTY_BOARD */.HV };
    const { oid, tree } = ref.target;
    return { head: oid, board: (0,files/* boardOf */.mT)(filesOf(place, oid, tree.entries), origins) };
}
function purposeOf({ repository, branch }) {
    return (0,faults/* purposeIn */.QY)(repository, `reading the branch ${branch}`, 'contents: read');
}
async function askBranch(place, document, schema, variables, options) {
    const { client, repository, branch } = place;
    const purpose = purposeOf(place);
    const { owner, repo: name } = repository;
    const all = { owner, name, ref: `refs/heads/${branch}`, ...variables };
    const { answer, data, errors } = await client.query({ document, variables: all, purpose, ...options });
    const parsed = schemas/* object */.Ikc({ repository: schema.nullable() }).safeParse(data);
    if (parsed.data?.repository === null && errors.every(({ type }) => type === 'NOT_FOUND'))
        throw (0,faults/* repositoryNotFound */.yN)(purpose);
    if (errors.length > 0)
        throw (0,faults/* unavailable */.hU)(purpose, (0,faults/* describeErrors */.rg)(errors));
    if (!parsed.data?.repository)
        throw (0,faults/* unexpected */.os)(answer, purpose, parsed.error);
    return parsed.data.repository;
}
function filesOf({ branch }, head, entries) {
    const folder = entries.find(({ name }) => name === 'leases');
    if (folder !== undefined && folder.type !== 'tree')
        throw (0,board/* unreadableError */.Sw)({ branch, head, path: 'leases' }, 'it is not a folder');
    const documents = folder?.object?.entries ?? [];
    const lock = entries.filter(({ name }) => name === board/* LOCK_PATH */.O0);
    return [
        ...documents.map((file) => [`leases/${file.name}`, textOf(file)]),
        ...lock.map((file) => [board/* LOCK_PATH */.O0, textOf(file)]),
    ];
}
function textOf({ object }) {
    return object?.isTruncated === true || object?.isBinary === true ? null : (object?.text ?? null);
}

;// CONCATENATED MODULE: ./build/store/git-ref/history.js






const PAGE = 100;
const TRIES = 5;
const NO_BRANCH = { length: 0, kept: 0 };
const MOVED = 'moved';
const HISTORY_QUERY = `
  query History($owner: String!, $name: String!, $ref: String!, $first: Int!, $after: String) {
    repository(owner: $owner, name: $name) {
      id
      ref(qualifiedName: $ref) {
        target {
          oid
          ... on Commit {
            history(first: $first, after: $after) {
              totalCount
              pageInfo { hasNextPage endCursor }
              nodes { oid message tree { oid } author { name email date } committer { name email date } }
            }
          }
        }
      }
    }
  }
`;
const UPDATE_MUTATION = `
  mutation Cut($input: UpdateRefsInput!) {
    updateRefs(input: $input) { clientMutationId }
  }
`;
const personSchema = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), email: schemas/* string */.YjP(), date: schemas/* string */.YjP() });
const history_commitSchema = schemas/* object */.Ikc({
    oid: schemas/* string */.YjP(),
    message: schemas/* string */.YjP(),
    tree: schemas/* object */.Ikc({ oid: schemas/* string */.YjP() }),
    author: personSchema,
    committer: personSchema,
});
const historySchema = schemas/* object */.Ikc({
    totalCount: schemas/* number */.aig(),
    pageInfo: schemas/* object */.Ikc({ hasNextPage: schemas/* boolean */.zMY(), endCursor: schemas/* string */.YjP().nullable() }),
    nodes: schemas/* array */.YOg(history_commitSchema),
});
const repositorySchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    ref: schemas/* object */.Ikc({ target: schemas/* object */.Ikc({ oid: schemas/* string */.YjP(), history: historySchema }) }).nullable(),
});
const movedSchema = schemas/* object */.Ikc({ updateRefs: schemas/* object */.Ikc({}) });
function historyCutter(place) {
    let cutting = beginning(0);
    return async (keep, options) => {
        if (cutting.keep !== keep)
            cutting = beginning(keep);
        const cut = await cutHistory(place, cutting, options);
        cutting = beginning(keep);
        return cut;
    };
}
function beginning(keep) {
    return { keep, atFirst: null, commits: new Map(), ends: new Map() };
}
async function cutHistory(place, cutting, options) {
    const { keep, ends } = cutting;
    const failed = new Map();
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const wanted = (length) => keep + Math.max(0, length - (cutting.atFirst ?? length));
        const history = await readHistory(place, wanted, options);
        if (history === null)
            return NO_BRANCH;
        if (history === MOVED)
            continue;
        const { head, length, commits } = history;
        const done = ends.get(head);
        if (done !== undefined)
            return done;
        if (length <= keep)
            return { length, kept: length };
        const failure = failed.get(head);
        if (failure !== undefined)
            throw failure;
        cutting.atFirst ??= length;
        const made = await rebuild(place, commits, cutting.commits, options);
        const cut = { length, kept: commits.length };
        ends.set(made, cut);
        const error = await move(place, history, made, options);
        if (error === null)
            return cut;
        failed.set(head, error);
    }
    throw (0,faults/* unavailable */.hU)(purposeOfWrite(place), `the branch has moved meanwhile, in each of ${TRIES} tries`);
}
async function readHistory(place, wanted, options) {
    const commits = [];
    let keep = wanted(0);
    let after = null;
    for (;;) {
        const first = Math.min(PAGE, keep - commits.length);
        const page = await askBranch(place, HISTORY_QUERY, repositorySchema, { first, after }, options);
        const { id, ref } = page;
        if (ref === null)
            return null;
        const { oid, history } = ref.target;
        commits.push(...history.nodes);
        after = history.pageInfo.endCursor;
        keep = wanted(history.totalCount);
        const isEnough = commits.length >= keep || history.totalCount <= keep || !history.pageInfo.hasNextPage;
        if (commits[0]?.oid !== oid)
            return MOVED;
        if (isEnough)
            return { repositoryId: id, head: oid, length: history.totalCount, commits };
    }
}
async function rebuild(place, commits, made, options) {
    let parent = null;
    for (const commit of commits.toReversed()) {
        const key = `${commit.oid} on ${parent ?? 'nothing'}`;
        const known = made.get(key);
        const sha = known ?? (await history_make(place, commit, parent, options));
        made.set(key, sha);
        parent = sha;
    }
    return parent;
}
async function history_make(place, { message, tree, author, committer }, parent, options) {
    const parents = parent === null ? [] : [parent];
    const parameters = { ...place.repository, message, tree: tree.oid, parents, author, committer };
    const answer = await post(place, COMMITS, parameters, options);
    const sha = madeBy(answer);
    if (sha === undefined)
        throw (0,faults/* unavailable */.hU)(purposeOfWrite(place), (0,faults/* describe */.q0)(answer));
    return sha;
}
async function move(place, history, head, options) {
    const { client, branch } = place;
    const purpose = purposeOfWrite(place);
    const input = {
        repositoryId: history.repositoryId,
        refUpdates: [{ name: `refs/heads/${branch}`, beforeOid: history.head, afterOid: head, force: true }],
    };
    try {
        const call = { document: UPDATE_MUTATION, variables: { input }, purpose };
        const { answer, data, errors } = await client.mutate({ ...call, ...options });
        if (errors.some(faults/* isFault */.Zh))
            return (0,faults/* unavailable */.hU)(purpose, (0,faults/* describeErrors */.rg)(errors));
        if (errors.length > 0)
            return notMoved(place, (0,faults/* describeErrors */.rg)(errors));
        return movedSchema.safeParse(data).success ? null : (0,faults/* unavailable */.hU)(purpose, (0,faults/* describe */.q0)(answer));
    }
    catch (error) {
        if (error instanceof errors/* UnavailableError */.hG)
            return error;
        throw error;
    }
}
function notMoved({ branch }, said) {
    return new errors/* PermissionError */.i_(`The history of the branch ${branch} was not cut: GitHub does not move the branch (${said}). Nothing is lost. ` +
        `A rule that forbids force pushes, or requires signatures, probably applies to it: exempt the branch ${branch} from ` +
        'the rule, or leave keep-history out.');
}

// EXTERNAL MODULE: ./build/github/conditional.js
var github_conditional = __webpack_require__(9446);
;// CONCATENATED MODULE: ./build/store/git-ref/watch.js






const contentSchema = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    encoding: schemas/* string */.YjP().nullish(),
    content: schemas/* string */.YjP().nullish(),
});
function watcher(place) {
    const { client, repository, branch } = place;
    const purpose = purposeOf(place);
    const conditional = new github_conditional/* ConditionalReader */.E(client);
    const see = async (path, parse, options) => {
        const answer = await conditional.get({
            route: 'GET /repos/{owner}/{repo}/contents/{path}',
            parameters: { ...repository, path, ref: `refs/heads/${branch}` },
            purpose,
            ...options,
        });
        return answer.status === 404 ? null : parse(textIn(answer, purpose));
    };
    return async (lease, { withLock = false, ...options } = {}) => {
        const [document, lock] = await Promise.all([
            see((0,board/* pathOf */.XM)(lease), (text) => (0,board/* parseDocument */.Tp)(lease, text), options),
            withLock ? see(board/* LOCK_PATH */.O0, board/* parseLock */.PG, options) : undefined,
        ]);
        return { document, ...(lock === undefined ? {} : { lock }) };
    };
}
function textIn(answer, purpose) {
    if (Array.isArray(answer.data))
        return null;
    const file = contentSchema.safeParse(answer.data).data;
    if (file === undefined)
        throw (0,faults/* unexpected */.os)(answer, purpose);
    const whole = file.type === 'file' && file.encoding === 'base64';
    return whole ? (0,files/* textOf */.b6)(Buffer.from(file.content ?? '', 'base64')) : null;
}

;// CONCATENATED MODULE: ./build/store/git-ref/git-ref-store.js






function gitRefStore({ client, repository, branch, serverUrl, render }) {
    const place = { client, repository, branch };
    const origins = new WeakMap();
    const cut = historyCutter(place);
    return {
        branch,
        url: boardUrlOf(serverUrl, repository, branch),
        read: (options = {}) => readBoard(place, origins, options),
        watch: watcher(place),
        cutHistory: (keep, options = {}) => cut(keep, options),
        async compareAndSwap(expected, next, message, { now, ...options }) {
            const changes = (0,files/* changesFrom */.Kr)(expected, next, origins, render(next, { branch, now, serverUrl }));
            return expected.head === null
                ? createBranch(place, changes.additions, message, options)
                : swapHead(place, expected.head, changes, message, options);
        },
    };
}
function boardUrlOf(serverUrl, { owner, repo }, branch) {
    const path = [owner, repo, 'tree', ...branch.split('/')].map(encodeURIComponent);
    return [serverUrl.replace(/\/+$/, ''), ...path].join('/');
}


/***/ }),

/***/ 3219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ notToBeMade),
/* harmony export */   g: () => (/* binding */ branchInTheWay)
/* harmony export */ });
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7078);

function branchInTheWay(branch, there) {
    return there.find((each) => each.startsWith(`${branch}/`) || branch.startsWith(`${each}/`)) ?? null;
}
function notToBeMade(branch, where, inTheWay) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StateError */ .qq(`The branch ${branch} cannot be made at ${where}, as there is a branch ${inTheWay}, and git keeps no branch below ` +
        `another one. Rename or remove ${inTheWay}, or keep the leases on another branch.`);
}


/***/ }),

/***/ 2088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ renderBoard)
});

// EXTERNAL MODULE: ./build/lease/board.js
var lease_board = __webpack_require__(5053);
// EXTERNAL MODULE: ./build/text/duration.js
var duration = __webpack_require__(9556);
// EXTERNAL MODULE: ./build/text/escape.js
var text_escape = __webpack_require__(3699);
// EXTERNAL MODULE: ./build/text/overview.js
var overview = __webpack_require__(7291);
// EXTERNAL MODULE: ./build/text/cells.js
var cells = __webpack_require__(9235);
// EXTERNAL MODULE: ./build/text/parts.js
var parts = __webpack_require__(4956);
// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __webpack_require__(4212);
// EXTERNAL MODULE: ./build/lease/locks.js
var locks = __webpack_require__(421);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __webpack_require__(9336);
// EXTERNAL MODULE: ./build/text/ref-name.js + 1 modules
var ref_name = __webpack_require__(5906);
// EXTERNAL MODULE: ./build/text/waiting.js
var waiting = __webpack_require__(2337);
;// CONCATENATED MODULE: ./build/text/unlock-commands.js








const COMMANDS = 10;
function unlockAllPart(lock, branch, view) {
    return part([opening(lock, { lease: null }, view)], branch);
}
function unlockPart(document, branch, view) {
    const { lease, lock } = document;
    const commands = [
        ...(lock !== null && (0,locks/* isLocked */.ln)(lock, view.now) ? [opening(lock, { lease }, view)] : []),
        ...(0,cells/* lockedSlots */.gX)(document, view.now)
            .slice(0, COMMANDS)
            .map((slot) => opening((0,slot_table/* lockAt */.ro)(document, slot), { lease, slot }, view)),
        ...(0,lease_document/* holdersOf */.pW)(document)
            .slice(0, COMMANDS)
            .map((holder) => freeing(holder, lease)),
    ];
    return commands.length === 0 ? '' : part(commands, branch);
}
function opening(lock, target, { serverUrl }) {
    const what = target.slot === undefined ? 'it' : (0,waiting/* slotNames */.Do)([target.slot]);
    return {
        isOfRun: (0,text_escape/* repositoryOf */._M)(lock.run_url, serverUrl) !== null,
        effect: `open ${what} again`,
        target,
    };
}
function freeing(holder, lease) {
    const { slots, epoch: token } = holder;
    const freed = slots === null ? 'it' : (0,waiting/* slotNames */.Do)(slots);
    const opened = slots === null || slots.length === 1 ? 'it' : 'them';
    const isOfRun = !(0,ref_name/* isOfProcess */.hK)(holder);
    const user = isOfRun ? 'job' : 'command';
    const effect = `free ${freed} from a holder that is stuck, and open ${opened}; that ${user} may still be using the resource`;
    return { isOfRun, effect, target: { lease, token } };
}
function part(commands, branch) {
    const blocks = [
        block('With the workflow `lease-unlock.yml` of the examples, or a step with `mode: unlock`, where the token is ' +
            'the input `fencing-token`:', commands.filter(({ isOfRun }) => isOfRun), ofWorkflow),
        block('With the command line, in a checkout of this repository:', commands.filter(({ isOfRun }) => !isOfRun), (target) => ofCommandLine(target, branch)),
    ].filter((each) => each !== '');
    return `<details><summary>Unlock</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}
function block(how, commands, lineOf) {
    if (commands.length === 0)
        return '';
    const lines = commands.map(({ effect, target }) => `# ${effect}\n${lineOf(target)}`);
    return `${how}\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}
function ofWorkflow({ lease, slot, token }) {
    const slots = slot === undefined ? '' : ` -f slots=${(0,text_escape/* shellWord */.r7)(slot)}`;
    const hold = token === undefined ? '' : ` -f token=${token}`;
    return `gh workflow run lease-unlock.yml -f lease=${(0,text_escape/* shellWord */.r7)(lease ?? '*')}${slots}${hold} -f reason='why'`;
}
function ofCommandLine({ lease, slot, token }, branch) {
    return [
        'ref-lease unlock',
        ...(branch === lease_board/* DEFAULT_BRANCH */.nU ? [] : [(0,text_escape/* shellOption */.iu)('--branch', branch)]),
        lease === null ? '--all' : (0,text_escape/* shellOption */.iu)('--lease', lease),
        ...(slot === undefined ? [] : [(0,text_escape/* shellOption */.iu)('--slots', slot)]),
        ...(token === undefined ? [] : [`--token ${token}`]),
        "--reason 'why'",
    ].join(' ');
}

;// CONCATENATED MODULE: ./build/text/markdown.js







const LARGEST = 256 * 1024;
function renderBoard(board, options) {
    const { now, serverUrl } = options;
    const view = { now, kept: true, serverUrl, boardLock: (0,cells/* boardLockOf */.dQ)(board) };
    const leases = (0,overview/* inOrder */.al)(board, view);
    const sections = [
        ...introduction(options.branch, view),
        ...globalLock(board, options.branch, view),
        (0,overview/* overview */.M0)(leases, view, true),
        leases.length === 0 ? 'Nobody has asked for a lease yet.' : '',
        ...leases.flatMap(([lease, document]) => (0,lease_board/* isUnreadable */.GZ)(document)
            ? [(0,overview/* anchoredHeading */.$$)(lease), unreadable((0,lease_board/* pathOf */.XM)(lease), document, options.branch)]
            : leaseSection(document, options.branch, view)),
    ];
    return (0,parts/* joinWithin */.Uo)(sections, LARGEST, 'There are more leases: `mode: status` shows them all.');
}
function introduction(branch, view) {
    return [
        '# Leases of this repository',
        `This branch, ${(0,text_escape/* codeSpan */.SS)(branch)}, is where ref-lease keeps who may use which shared resource. ` +
            'Do not edit, merge or delete it: every change of a lease is one commit here, and `git log` tells what ' +
            'happened. This page is written anew with each of them.',
        `As of ${(0,duration/* utc */.n$)(view.now)}, when this page was written. All times are UTC, and without a date they are of that day.`,
    ];
}
function globalLock(board, branch, view) {
    const { lock } = board;
    if ((0,lease_board/* isUnreadable */.GZ)(lock)) {
        return ['## All leases', unreadable(lease_board/* LOCK_PATH */.O0, lock, branch)];
    }
    const text = (0,parts/* lockPart */.XK)('All leases', lock, view);
    return text === '' ? [] : ['## All leases', text, unlockAllPart(lock, branch, view)];
}
function leaseSection(document, branch, view) {
    return [(0,overview/* anchoredHeading */.$$)(document.lease), ...(0,parts/* leaseParts */.VA)(document, view), unlockPart(document, branch, view)];
}
function unreadable(path, file, branch) {
    return (`${(0,parts/* unreadablePart */.nq)(path, file)} ` +
        'It is neither used nor overwritten. To repair it, push a commit that restores its last good version:\n\n' +
        `\`\`\`sh\ngit fetch origin ${(0,text_escape/* shellWord */.r7)(branch)}\ngit log -p FETCH_HEAD -- ${(0,text_escape/* shellWord */.r7)(path)}\n\`\`\``);
}


/***/ }),

/***/ 2582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectWorld: () => (/* binding */ connectWorld)
});

// UNUSED EXPORTS: graphqlUrlOf

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/action/environment.js + 1 modules
var environment = __webpack_require__(8735);
// EXTERNAL MODULE: ./build/input/lease-name.js
var lease_name = __webpack_require__(57);
// EXTERNAL MODULE: ./build/action/main-env.js + 1 modules
var main_env = __webpack_require__(4620);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(3339);
// EXTERNAL MODULE: ./build/github/faults.js
var faults = __webpack_require__(2713);
;// CONCATENATED MODULE: ./build/github/ancestry.js


const comparisonSchema = schemas/* object */.Ikc({
    status: schemas/* enum */.k5n(['ahead', 'behind', 'diverged', 'identical']),
    ahead_by: schemas/* int */.Whr().min(0),
});
function gitHubAncestry({ client, repository }) {
    const compare = async (basehead, options) => {
        const purpose = (0,faults/* purposeIn */.QY)(repository, `comparing the commits ${basehead}`, 'contents: read');
        const answer = await client.get({
            route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
            parameters: { ...repository, basehead, per_page: 1 },
            purpose,
            ...options,
        });
        return (0,faults/* valueOf */.RP)(answer, comparisonSchema, purpose);
    };
    return {
        async contains(head, sha, options = {}) {
            if (head === sha)
                return true;
            const { status } = await compare(`${head}...${sha}`, options);
            return status === 'behind' || status === 'identical';
        },
        async aheadBy(base, head, options = {}) {
            return (await compare(`${base}...${head}`, options)).ahead_by;
        },
    };
}

;// CONCATENATED MODULE: ./build/github/budget.js
class Budget {
    #allowances = new Map();
    observe(headers) {
        const resource = headers.get('x-ratelimit-resource');
        const [limit, remaining, resetAt] = ['limit', 'remaining', 'reset'].map((name) => Number.parseInt(headers.get(`x-ratelimit-${name}`) ?? '', 10));
        if (resource === null || Number.isNaN(limit + remaining + resetAt))
            return;
        const known = this.#allowances.get(resource);
        if (known !== undefined && known.resetAt > resetAt)
            return;
        const smaller = known?.resetAt === resetAt ? Math.min(known.remaining, remaining) : remaining;
        this.#allowances.set(resource, { limit, remaining: smaller, resetAt });
    }
    share(now) {
        if (now === null)
            return 1;
        const shares = [...this.#allowances.values()].map(({ limit, remaining, resetAt }) => limit > 0 && now < resetAt ? remaining / limit : 1);
        return Math.min(1, ...shares);
    }
}

// EXTERNAL MODULE: ./node_modules/@octokit/plugin-retry/dist-bundle/index.js
var dist_bundle = __webpack_require__(9735);
// EXTERNAL MODULE: ./node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var plugin_throttling_dist_bundle = __webpack_require__(6856);
// EXTERNAL MODULE: ./node_modules/@octokit/rest/dist-src/index.js + 3 modules
var dist_src = __webpack_require__(1267);
// EXTERNAL MODULE: ./build/github/obstacle.js
var obstacle = __webpack_require__(9513);
;// CONCATENATED MODULE: ./build/github/exchange.js

function exchange({ fetch, timeout, clock, budget }) {
    return async (input, init) => {
        const attempt = new AbortController();
        const caller = init?.signal;
        const abort = () => attempt.abort(new DOMException('The call was ended.', 'AbortError'));
        const timer = setTimeout(() => attempt.abort(new Error(`no answer within ${timeout} seconds`)), timeout * 1000);
        caller?.addEventListener('abort', abort, { once: true });
        if (caller?.aborted === true)
            abort();
        try {
            const response = await fetch(input, { ...init, signal: attempt.signal });
            const date = response.headers.get('date') ?? '';
            if (isOfGitHub(response) && !clock.observe(date)) {
                await response.body?.cancel();
                throw new Error(`an answer dated ${date}, far ahead of the one before: a proxy on the way may have written it`);
            }
            budget.observe(response.headers);
            const body = await response.arrayBuffer();
            const { status, statusText, headers } = response;
            return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
        }
        catch (error) {
            attempt.signal.throwIfAborted();
            throw new Error(bottomOf(error), { cause: error });
        }
        finally {
            clearTimeout(timer);
            caller?.removeEventListener('abort', abort);
        }
    };
}
function isOfGitHub({ status, headers }) {
    return status < 500 && !(0,obstacle/* isPage */.yp)(headers.get('content-type'));
}
function bottomOf(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return bottomOf(error.errors[0]);
    if (!(error instanceof Error))
        return String(error);
    return error.cause === undefined || error.cause === null ? error.message : bottomOf(error.cause);
}

;// CONCATENATED MODULE: ./build/github/client.js





const TIMEOUTS = { read: 10, write: 15 };
const RETRIES = 3;
const API_VERSION = '2022-11-28';
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);
const SILENT = { debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
function connect(options) {
    const { clock, graphqlUrl, timeouts = TIMEOUTS } = options;
    const reading = readingOctokit(options, timeouts.read);
    const writing = new dist_src/* Octokit */.E(common(options, timeouts.write));
    const rest = (octokit) => (call) => send(octokit, clock, call);
    const graphql = (octokit) => async (call) => {
        const { document: query, variables, ...context } = call;
        const route = `POST ${graphqlUrl}`;
        const answer = await send(octokit, clock, { route, parameters: { query, variables }, ...context });
        return readGraphql(answer, clock, call.purpose);
    };
    return {
        get: rest(reading),
        post: rest(writing),
        delete: rest(writing),
        query: graphql(reading),
        mutate: graphql(writing),
    };
}
function common(options, timeout) {
    const { clock, budget, fetch = globalThis.fetch } = options;
    return {
        auth: options.token,
        baseUrl: options.apiUrl.replace(/\/+$/, ''),
        userAgent: `ref-lease/${options.version}`,
        log: SILENT,
        request: { fetch: exchange({ fetch, timeout, clock, budget }) },
    };
}
function pacing(delay, clock) {
    return (octokit) => {
        octokit.hook.wrap('request', async (request, options) => {
            const { retryCount = 0, signal } = options.request;
            if (retryCount > 0)
                await clock.sleep(retryCount ** 2 * delay, signal);
            return request(options);
        });
        return {};
    };
}
function readingOctokit(options, timeout) {
    const Reading = dist_src/* Octokit */.E.plugin(pacing(options.retryDelay ?? 1, options.clock), dist_bundle/* retry */.L, plugin_throttling_dist_bundle/* throttling */.A);
    const unspaced = { key: () => ({ schedule: (_, run) => run() }) };
    return new Reading({
        ...common(options, timeout),
        retry: { doNotRetry: CLIENT_ERRORS, retries: RETRIES, retryAfterBaseValue: 0 },
        throttle: {
            write: unspaced,
            onRateLimit: () => false,
            onSecondaryRateLimit: () => false,
        },
    });
}
async function send(octokit, clock, call) {
    const { route, parameters, purpose, etag, signal } = call;
    signal?.throwIfAborted();
    const headers = {
        'x-github-api-version': API_VERSION,
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
    };
    const request = signal === undefined ? {} : { signal };
    let answer;
    try {
        answer = await endedBy(signal, octokit.request(route, { ...parameters, headers, request }));
    }
    catch (error) {
        signal?.throwIfAborted();
        const { response } = error;
        if (response === undefined)
            throw (0,faults/* unavailable */.hU)(purpose, error.message, error);
        answer = response;
    }
    const refusal = (0,faults/* refusalOf */.Of)(answer, purpose, clock);
    if (refusal !== null)
        throw refusal;
    return answer;
}
function readGraphql(answer, clock, purpose) {
    const { data, errors: listed } = fieldsOf(answer.data);
    const errors = (Array.isArray(listed) ? listed : []).map(readGraphqlError);
    const refusal = (0,faults/* graphqlRefusalOf */.NX)(answer, errors, purpose, clock);
    if (refusal !== null)
        throw refusal;
    return { answer, data, errors };
}
function readGraphqlError(error) {
    const { type, message } = fieldsOf(error);
    return {
        type: typeof type === 'string' ? type : undefined,
        message: typeof message === 'string' ? message : 'without a message',
    };
}
function fieldsOf(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}
function endedBy(signal, work) {
    if (signal === undefined)
        return work;
    return new Promise((resolve, reject) => {
        const end = () => reject(signal.reason);
        signal.addEventListener('abort', end, { once: true });
        const settled = () => signal.removeEventListener('abort', end);
        work.finally(settled).then(resolve, reject);
    });
}

// EXTERNAL MODULE: ./build/store/in-the-way.js
var in_the_way = __webpack_require__(3219);
;// CONCATENATED MODULE: ./build/github/checkup.js



const refsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ ref: schemas/* string */.YjP() }));
const rulesSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP() }));
function gitHubCheckup(options) {
    const { client, repository, branch, probe, clock } = options;
    return {
        probes: [probe, probe],
        writtenAt: null,
        git: async () => null,
        now: () => Date.now() / 1000,
        apiTime: () => clock.now(),
        async rules(callOptions = {}) {
            const purpose = (0,faults/* purposeIn */.QY)(repository, `reading the rules of the branch ${branch}`, 'metadata: read');
            const answer = await client.get({
                route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}',
                parameters: { ...repository, branch, per_page: 100 },
                purpose,
                ...callOptions,
            });
            return (0,faults/* valueOf */.RP)(answer, rulesSchema, purpose).map(({ type }) => type);
        },
        async inTheWay(callOptions = {}) {
            const purpose = (0,faults/* purposeIn */.QY)(repository, `listing the branches beside ${branch}`, 'contents: read');
            const [first] = branch.split('/');
            const answer = await client.get({
                route: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
                parameters: { ...repository, ref: `heads/${first}` },
                purpose,
                ...callOptions,
            });
            if (answer.status === 409)
                return null;
            const refs = (0,faults/* valueOf */.RP)(answer, refsSchema, purpose);
            return (0,in_the_way/* branchInTheWay */.g)(branch, refs.map(({ ref }) => ref.replace('refs/heads/', '')));
        },
        async remove(callOptions = {}) {
            const purpose = (0,faults/* purposeIn */.QY)(repository, `removing the branch ${probe.branch}`, 'contents: write');
            const answer = await client.delete({
                route: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
                parameters: { ...repository, ref: `heads/${probe.branch}` },
                purpose,
                ...callOptions,
            });
            if (answer.status !== 204)
                throw (0,faults/* unavailable */.hU)(purpose, (0,faults/* describe */.q0)(answer));
        },
    };
}

;// CONCATENATED MODULE: ./build/github/clock.js
const LEAP = 60;
const COUNTS_FOR = 600;
class GitHubClock {
    trusted = true;
    #machine;
    #bounds = { since: 0, best: Number.NEGATIVE_INFINITY, before: Number.NEGATIVE_INFINITY };
    #told = 0;
    #leap = null;
    constructor(machine) {
        this.#machine = machine;
    }
    observe(dateHeader) {
        const seconds = Date.parse(dateHeader) / 1000;
        if (Number.isNaN(seconds))
            return true;
        const offset = seconds - this.monotonic();
        const before = this.#leap;
        this.#leap = this.now() !== null && offset > this.#offset + LEAP ? offset : null;
        if (this.#leap === null)
            this.#learn(offset);
        else if (before === null || Math.abs(offset - before) > LEAP)
            return false;
        else
            this.#learn(Math.min(offset, before));
        return true;
    }
    now() {
        if (this.#offset === Number.NEGATIVE_INFINITY)
            return null;
        this.#told = Math.max(this.#told, Math.floor((this.#offset + this.monotonic()) * 1000) / 1000);
        return this.#told;
    }
    get #offset() {
        return Math.max(this.#bounds.best, this.#bounds.before);
    }
    #learn(offset) {
        const { since, best, before } = this.#bounds;
        const mono = this.monotonic();
        this.#bounds =
            mono - since > COUNTS_FOR
                ? { since: mono, best: offset, before: best }
                : { since, best: Math.max(best, offset), before };
    }
    monotonic() {
        return this.#machine.monotonic();
    }
    sleep(duration, signal) {
        return this.#machine.sleep(duration, signal);
    }
    random() {
        return this.#machine.random();
    }
}

// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __webpack_require__(4212);
// EXTERNAL MODULE: ./build/github/conditional.js
var github_conditional = __webpack_require__(9446);
;// CONCATENATED MODULE: ./build/github/jobs.js




const PAGES = 3;
const PER_PAGE = 100;
const runSchema = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), run_attempt: schemas/* int */.Whr(), status: schemas/* string */.YjP() });
const jobSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().nullish(),
    run_id: schemas/* int */.Whr(),
    run_attempt: schemas/* int */.Whr(),
    status: schemas/* string */.YjP(),
    runner_name: schemas/* string */.YjP().nullish(),
});
const jobsSchema = schemas/* object */.Ikc({ total_count: schemas/* int */.Whr(), jobs: schemas/* array */.YOg(jobSchema) });
function gitHubJobs(options) {
    const conditional = new github_conditional/* ConditionalReader */.E(options.client);
    return {
        async life(request, callOptions = {}) {
            const repository = repositoryOf(request.run_url, options.serverUrl) ?? options.repository;
            const purpose = (0,faults/* purposeIn */.QY)(repository, `looking at the run ${request.run_id}`, 'actions: read');
            return look({
                request,
                asker: options.asker,
                repository,
                purpose,
                async ask(route, parameters, schema) {
                    const answer = await conditional.get({ route, parameters, purpose, ...callOptions });
                    return (0,faults/* valueOf */.RP)(answer, schema, purpose);
                },
            });
        },
    };
}
function look(inquiry) {
    const { request } = inquiry;
    const isHeldByRun = request.status === 'acquired' && request.parameters.held_by === 'run';
    if (isHeldByRun)
        return ofRun(inquiry);
    return request.check_run_id === null ? ofRunner(inquiry) : ofJob(inquiry, request.check_run_id);
}
const RUN = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';
const JOB = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}';
const JOBS = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs';
async function ofRun(inquiry) {
    const { run_id, run_attempt } = inquiry.request;
    const run = await inquiry.ask(RUN, { ...inquiry.repository, run_id }, runSchema);
    if (run.id !== run_id || run.run_attempt < run_attempt)
        throw anotherAttempt(inquiry);
    return lifeOf(run) === 'ended' || (await isRunAgain(inquiry)) ? 'ended' : 'alive';
}
async function isRunAgain(inquiry) {
    const { request, asker, repository } = inquiry;
    const { runId: run_id, job, jobIndex: job_index, runAttempt, checkRunId } = asker;
    if (!(0,lease_document/* isSameJob */.c_)(request, { run_id, job, job_index }) || request.run_attempt >= runAttempt)
        return false;
    const ids = [request.check_run_id, checkRunId].filter((id) => id !== null);
    if (ids.length < 2)
        return false;
    const [left, again] = await Promise.all(ids.map((job_id) => inquiry.ask(JOB, { ...repository, job_id }, jobSchema)));
    return !!left.name && left.name === again.name;
}
async function ofJob(inquiry, job_id) {
    const job = await inquiry.ask(JOB, { ...inquiry.repository, job_id }, jobSchema);
    if (!isOf(inquiry.request, job))
        throw anotherAttempt(inquiry);
    return lifeOf(job);
}
async function ofRunner(inquiry) {
    const { listed, complete } = await listJobs(inquiry);
    const { runner_name } = inquiry.request;
    const mine = listed.filter((job) => runner_name !== '' && job.runner_name === runner_name);
    if (mine.some((job) => lifeOf(job) === 'alive'))
        return 'alive';
    const isHidden = listed.some((job) => lifeOf(job) === 'alive' && !job.runner_name);
    if (isHidden)
        throw (0,faults/* unavailable */.hU)(inquiry.purpose, 'it does not tell yet on which runner each job is');
    const allEnded = listed.length > 0 && listed.every((job) => lifeOf(job) === 'ended');
    if (complete && (mine.length > 0 || allEnded))
        return 'ended';
    throw (0,faults/* unavailable */.hU)(inquiry.purpose, 'its jobs do not tell which of them asked for the lease');
}
async function listJobs(inquiry) {
    const { request } = inquiry;
    const listed = [];
    for (let page = 1; page <= PAGES; page++) {
        const parameters = {
            ...inquiry.repository,
            run_id: request.run_id,
            attempt_number: request.run_attempt,
            per_page: PER_PAGE,
            page,
        };
        const found = await inquiry.ask(JOBS, parameters, jobsSchema);
        if (!found.jobs.every((job) => isOf(request, job)))
            throw anotherAttempt(inquiry);
        listed.push(...found.jobs);
        if (listed.length >= found.total_count)
            return { listed, complete: true };
    }
    return { listed, complete: false };
}
function lifeOf({ status }) {
    return status === 'completed' ? 'ended' : 'alive';
}
function anotherAttempt({ purpose, request }) {
    return (0,faults/* unavailable */.hU)(purpose, `its answer is not about attempt ${request.run_attempt}`);
}
function isOf(request, job) {
    return job.run_id === request.run_id && job.run_attempt === request.run_attempt;
}
function repositoryOf(runUrl, serverUrl) {
    const server = `${serverUrl.replace(/\/+$/, '')}/`;
    if (!runUrl.startsWith(server))
        return null;
    const match = /^(?!\.)([\w.-]+)\/(?!\.\.?\/)([\w.-]+)\/actions\/runs\/\d+(?:\/|$)/.exec(runUrl.slice(server.length));
    return match === null ? null : { owner: match[1], repo: match[2] };
}

// EXTERNAL MODULE: ./build/lease/groups.js
var groups = __webpack_require__(1645);
// EXTERNAL MODULE: ./build/lease/schema.js + 2 modules
var schema = __webpack_require__(9244);
;// CONCATENATED MODULE: ./build/github/merge-queue.js





const merge_queue_refsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ ref: schemas/* string */.YjP(), object: schemas/* object */.Ikc({ sha: schemas/* string */.YjP().max(64) }) }));
const MOST = 1000;
function gitHubMergeQueue(options) {
    const { client, repository } = options;
    const conditional = new github_conditional/* ConditionalReader */.E(client);
    const purpose = (0,faults/* purposeIn */.QY)(repository, 'listing the merge groups', 'contents: read');
    return {
        async list(baseBranch, callOptions = {}) {
            const answer = await conditional.get({
                route: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
                parameters: { ...repository, ref: `heads/gh-readonly-queue/${baseBranch}/` },
                purpose,
                ...callOptions,
            });
            if (answer.status === 409)
                return [];
            if (answer.status === 404)
                throw (0,faults/* repositoryNotFound */.yN)(purpose);
            const refs = (0,faults/* valueOf */.RP)(answer, merge_queue_refsSchema, purpose);
            return refs.flatMap(({ ref, object }) => mergeGroup(ref, object.sha, baseBranch) ?? []).slice(0, MOST);
        },
    };
}
function mergeGroup(ref, head, baseBranch) {
    const name = ref.length > schema/* LONGEST */.zP.ref ? null : (0,groups/* groupNamed */.Z0)(ref);
    if (name?.base !== baseBranch)
        return null;
    const { parent, pullRequest } = name;
    return { ref, head, parent, pullRequest };
}

// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __webpack_require__(7078);
;// CONCATENATED MODULE: ./build/github/proxy.js

async function fetchFor(apiUrl, variables) {
    const named = Object.keys(variables).filter((name) => !/^no_/i.test(name) && variables[name]);
    if (named.length === 0)
        return globalThis.fetch;
    for (const name of named)
        if (!isAddress(variables[name]))
            throw unusable([name], 'it is no address.');
    publish({ ...variables, GITHUB_API_URL: apiUrl, GITHUB_EVENT_PATH: undefined });
    try {
        const { defaults } = await __webpack_require__.e(/* import() */ 176).then(__webpack_require__.bind(__webpack_require__, 7176));
        return defaults.request?.['fetch'];
    }
    catch (error) {
        throw unusable(named, error.message);
    }
}
function isAddress(text) {
    return URL.canParse(text) && new URL(text).host !== '';
}
function unusable(named, problem) {
    return new errors/* InputError */.dz(`The proxy that the environment names (${named.join(', ')}) cannot be used: ${problem} ` +
        'Give it as http:// or https://, a host and a port.');
}
function publish(variables) {
    for (const name of Object.keys(variables))
        delete process.env[name];
    for (const [name, value] of Object.entries(variables))
        if (value !== undefined)
            process.env[name] = value;
}

// EXTERNAL MODULE: ./build/machine-clock.js
var machine_clock = __webpack_require__(2746);
// EXTERNAL MODULE: ./build/store/git-ref/git-ref-store.js + 5 modules
var git_ref_store = __webpack_require__(2821);
// EXTERNAL MODULE: ./build/text/duration.js
var duration = __webpack_require__(9556);
// EXTERNAL MODULE: ./build/text/escape.js
var text_escape = __webpack_require__(3699);
// EXTERNAL MODULE: ./build/text/counted.js
var counted = __webpack_require__(6008);
// EXTERNAL MODULE: ./build/lease/board.js
var board = __webpack_require__(5053);
// EXTERNAL MODULE: ./build/lease/line.js + 2 modules
var line = __webpack_require__(6786);
// EXTERNAL MODULE: ./build/lease/locks.js
var locks = __webpack_require__(421);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __webpack_require__(9336);
// EXTERNAL MODULE: ./build/text/cells.js
var cells = __webpack_require__(9235);
;// CONCATENATED MODULE: ./build/text/happening.js






const ALL_LEASES = '*';
function happenings(before, after) {
    const { lease } = after;
    if (before === null && tellsOfThePast(after))
        return [restored(after)];
    const earlier = before ?? (0,lease_document/* createDocument */.ui)(lease, after.sequence);
    const told = [
        ...(before === null ? [{ kind: 'created', lease }] : []),
        ...(after.sequence > earlier.sequence + 1 ? [restored(after)] : []),
        ...after.outcomes.flatMap((outcome) => ending(earlier, after, outcome)),
        ...after.requests.flatMap((request) => living(earlier, after, request)),
        ...locking(lease, earlier.lock, after.lock),
    ];
    return [...told, ...lockingOfSlots(earlier, after, told.length > 0)];
}
function boardHappenings(before, after) {
    const leases = [...after.leases].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const told = leases.flatMap(([lease, document]) => {
        const earlier = before.leases.get(lease);
        if (document === earlier || (0,board/* isUnreadable */.GZ)(document))
            return [];
        return happenings(earlier === undefined || (0,board/* isUnreadable */.GZ)(earlier) ? null : earlier, document);
    });
    const [was, is] = [(0,cells/* boardLockOf */.dQ)(before), (0,cells/* boardLockOf */.dQ)(after)];
    const isDropped = told.length > 0 && is === null && was?.until !== null;
    return [
        ...told,
        ...[...before.leases.keys()]
            .filter((lease) => !after.leases.has(lease))
            .toSorted()
            .map((lease) => ({ kind: 'forgotten', lease })),
        ...(isDropped ? [] : locking(ALL_LEASES, was, is)),
    ];
}
function tellsOfThePast(document) {
    const stamps = [
        ...document.requests.flatMap((request) => [request.registered_at, request.granted_at]),
        ...document.outcomes.flatMap((outcome) => [outcome.registered_at, outcome.at]),
    ].filter((stamp) => stamp !== undefined);
    return new Set(stamps).size > 1;
}
function restored(after) {
    return {
        kind: 'restored',
        lease: after.lease,
        holders: (0,lease_document/* holdersOf */.pW)(after),
        waiting: (0,line/* inLine */.i2)(after).length,
    };
}
function ending(before, after, outcome) {
    const isNew = ({ id }) => (0,lease_document/* outcomeOf */.sG)(before, id) === undefined;
    if (!isNew(outcome))
        return [];
    const { lease } = after;
    if (outcome.outcome !== 'success' && outcome.outcome !== 'failure') {
        const by = outcome.by === outcome.id ? null : whoIs(outcome.by, [after, before]);
        return [{ kind: outcome.outcome, lease, outcome, by }];
    }
    const completed = after.outcomes.filter((other) => other.outcome === 'completed' && other.by === outcome.id && isNew(other));
    return [{ kind: 'released', lease, outcome, completed: completed.length }];
}
function living(before, after, request) {
    const { lease } = after;
    const earlier = (0,lease_document/* requestOf */.fo)(before, request.id);
    const isGranted = request.status === 'acquired' && earlier?.status !== 'acquired';
    const granted = isGranted ? [{ kind: 'granted', lease, request }] : [];
    if (earlier === undefined) {
        const place = isGranted ? null : (0,line/* inLine */.i2)(after).findIndex(({ id }) => id === request.id) + 1;
        return [{ kind: 'registered', lease, request, place }, ...granted];
    }
    if (isGranted)
        return granted;
    const happened = {
        asked: earlier.asked_at === null && request.asked_at !== null,
        seen: request.alive_at !== null && request.alive_at !== earlier.alive_at,
        renewed: request.seen_at !== earlier.seen_at,
    };
    const kinds = ['asked', 'seen', 'renewed'].filter((kind) => happened[kind]);
    return kinds.map((kind) => ({ kind, lease, request }));
}
function locking(lease, before, after) {
    if ((0,locks/* isSameLock */.wz)(before, after))
        return [];
    return after === null
        ? [{ kind: 'unlocked', lease, lock: before, slots: null }]
        : [{ kind: 'locked', lease, lock: after, slots: null }];
}
function lockingOfSlots(before, after, isBesides) {
    const { lease } = after;
    const was = (slot) => (0,slot_table/* lockAt */.ro)(before, slot);
    const is = (slot) => (0,slot_table/* lockAt */.ro)(after, slot);
    const names = new Set([before, after].flatMap(({ slots }) => (0,slot_table/* namesOf */.eZ)(slots)));
    const changed = [...names].filter((slot) => !(0,locks/* isSameLock */.wz)(was(slot), is(slot)));
    const locked = (0,locks/* locksOf */.aZ)(changed, is);
    const isOpened = (slot) => is(slot) === null && ((0,slot_table/* slotOf */.SW)(after.slots, slot) !== undefined || was(slot)?.until === null);
    const surely = changed.filter(isOpened);
    const opened = isBesides || locked.length + surely.length > 0 ? surely : changed;
    return [
        ...locked.map((act) => ({ kind: 'locked', lease, ...act })),
        ...(0,locks/* locksOf */.aZ)(opened, was).map((act) => ({ kind: 'unlocked', lease, ...act })),
    ];
}
function whoIs(id, documents) {
    const [found] = documents.flatMap((document) => (0,lease_document/* requestOf */.fo)(document, id) ?? (0,lease_document/* outcomeOf */.sG)(document, id) ?? []);
    return found ?? null;
}

// EXTERNAL MODULE: ./build/text/ref-name.js + 1 modules
var ref_name = __webpack_require__(5906);
;// CONCATENATED MODULE: ./build/text/commit.js





const LONGEST_SUBJECT = 100;
const LINES_IN_BODY = 150;
const SLOTS_IN_SUBJECT = 3;
const SLOTS_IN_BODY = 10;
const HOLDERS_IN_BODY = 10;
function describeChange(before, after, { by } = {}) {
    const happened = boardHappenings(before, after);
    const [first] = happened.toSorted((a, b) => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind));
    if (first === undefined)
        return { subject: 'update the board', body: '' };
    const full = voiceOf(200, true);
    const lines = happened.slice(0, LINES_IN_BODY).map((happening) => `- ${sentence(happening, full, by)}`);
    const more = happened.length - lines.length;
    return {
        subject: headline(first, by, first.kind === 'evicted' ? alsoOf(happened) : ''),
        body: [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    };
}
function alsoOf(happened) {
    const freed = happened.filter((each) => each.kind === 'evicted' && each.outcome.epoch !== undefined);
    const others = freed.length > 1 ? `, and ${freed.length - 1} more` : '';
    return `${others}${happened.some(({ kind }) => kind === 'unlocked') ? ', and unlock' : ''}`;
}
const WEIGHT = [
    'restored',
    'granted',
    'released',
    'evicted',
    'locked',
    'unlocked',
    'withdrawn',
    'completed',
    'registered',
    'asked',
    'renewed',
    'seen',
    'created',
    'forgotten',
];
function headline(happening, by, also) {
    const lengths = [200, 60, 40, 30, 20, 12];
    const tries = lengths.map((longest) => `${sentence(happening, voiceOf(longest, false), by)}${also}`);
    const shortest = tries.at(-1);
    const surplus = shortest.length - Array.from(shortest).length;
    return tries.find((text) => text.length <= LONGEST_SUBJECT) ?? (0,text_escape/* cut */.Jj)(shortest, LONGEST_SUBJECT - surplus);
}
function voiceOf(longest, full) {
    const text = (untrusted) => (0,text_escape/* subjectText */.yq)(untrusted, longest);
    return {
        full,
        text,
        who(entry) {
            const about = (0,ref_name/* aboutOf */.rI)(entry);
            return about === '' ? text((0,ref_name/* nameOf */.Vb)(entry)) : `${text((0,ref_name/* nameOf */.Vb)(entry))} (${run(entry, { full, text })})`;
        },
        slots: ({ slots }) => slots == null ? '' : ` (${(0,counted/* few */.H)(slots, full ? SLOTS_IN_BODY : SLOTS_IN_SUBJECT, text)})`,
    };
}
function sentence(happening, voice, by) {
    const { text, who, slots } = voice;
    const lease = happening.lease === ALL_LEASES ? 'all leases' : text(happening.lease);
    switch (happening.kind) {
        case 'created':
            return `create ${lease}`;
        case 'forgotten':
            return `forget ${lease}: nobody has used it for long`;
        case 'restored':
            return `restore ${lease}: the branch was gone, ${commit_restored(happening, voice)}`;
        case 'registered':
            return `register ${lease}: ${who(happening.request)}${happening.place === null ? '' : ` waits, place ${happening.place}`}`;
        case 'granted':
            return `acquire ${lease}: ${who(happening.request)} holds it${slots(happening.request)}, token ${happening.request.epoch}`;
        case 'asked':
            return `ask ${lease}: ${who(happening.request)} to act or be passed over`;
        case 'seen':
            return `see ${lease}: the job of ${who(happening.request)} is alive`;
        case 'renewed':
            return `renew ${lease}: ${who(happening.request)} still ${happening.request.status === 'acquired' ? `holds it${slots(happening.request)}` : 'waits'}`;
        case 'released':
            return `release ${lease}: ${released(happening, voice)}`;
        case 'completed':
            return `complete ${lease}: ${who(happening.outcome)} is contained in ${container(happening, voice)}`;
        case 'withdrawn':
            return `withdraw ${lease}: ${who(happening.outcome)}${withdrawn(happening.outcome, voice)}`;
        case 'evicted':
            return `evict ${lease}: ${evicted(happening, voice)}`;
        case 'locked':
            return `lock ${lease}${slots(happening)}: ${locked(happening.lock, voice)}`;
        case 'unlocked':
            return `unlock ${lease}${slots(happening)}${by === undefined ? '' : ` (by ${text(by)})`}: it was locked ${unlocked(happening.lock, voice)}`;
    }
}
function run(entry, { full, text }) {
    if ((0,ref_name/* isOfProcess */.hK)(entry))
        return text((0,ref_name/* aboutOf */.rI)(entry));
    if (!full)
        return (0,ref_name/* aboutOf */.rI)(entry);
    const attempt = entry.run_attempt > 1 ? `, attempt ${entry.run_attempt}` : '';
    const job = entry.job === '' ? '' : `, job ${text(entry.job)}`;
    const leg = entry.job_index > 0 ? `, leg ${entry.job_index}` : '';
    return `run ${entry.run_id}${attempt}${job}${leg}`;
}
function commit_restored({ holders, waiting }, { who, slots, full }) {
    const named = holders
        .slice(0, full ? HOLDERS_IN_BODY : 1)
        .map((holder) => `${who(holder)} holds it${slots(holder)}, token ${holder.epoch}`);
    const more = holders.length - named.length;
    const holds = named.length === 0 ? 'nobody holds it' : named.join('; ');
    return `${holds}${more > 0 ? `; and ${more} more` : ''}${full ? `, ${waiting} waiting` : ''}`;
}
function released({ outcome, completed }, voice) {
    const { who, slots } = voice;
    const how = outcome.outcome === 'success' ? 'succeeded' : 'failed';
    const others = completed === 0 ? '' : `, ${(0,counted/* counted */.h)(completed, 'contained request')} completed`;
    return `${who(outcome)} ${how}${slots(outcome)}${others}${because(outcome, voice)}`;
}
function container({ outcome, by }, { who }) {
    return by === null ? `the success of ${(0,ref_name/* shortSha */.Fu)(outcome.completed_by ?? '')}` : who(by);
}
function evicted({ outcome, by }, voice) {
    const { who, slots, text, full } = voice;
    const had = outcome.epoch === undefined ? 'waited' : `held it${slots(outcome)} with token ${outcome.epoch}`;
    const author = by === null ? text(outcome.by) : who(by);
    return `${who(outcome)} ${had}${because(outcome, voice)}${full && author !== '' ? ` (by ${author})` : ''}`;
}
function withdrawn(outcome, voice) {
    return `${outcome.registered_at === undefined ? ', never registered' : ''}${because(outcome, voice)}`;
}
function because({ reason }, { text }) {
    return reason === undefined || text(reason) === '' ? '' : `: ${text(reason)}`;
}
function locked({ reason, actor, until }, { text }) {
    return `${text(reason)} (by ${text(actor)}${until === null ? '' : `, until ${(0,duration/* utc */.n$)(until)}`})`;
}
function unlocked({ reason, actor, at }, { text, full }) {
    return full ? `since ${(0,duration/* utc */.n$)(at)} by ${text(actor)}: ${text(reason)}` : `by ${text(actor)}: ${text(reason)}`;
}

// EXTERNAL MODULE: ./build/text/markdown.js + 1 modules
var markdown = __webpack_require__(2088);
;// CONCATENATED MODULE: ./build/version.js
const VERSION = '0.1.0';

;// CONCATENATED MODULE: ./build/world.js

















async function connectWorld(where, env, asker) {
    const { token, repository, branch } = where;
    const gitHubClock = new GitHubClock(machine_clock/* machineClock */.w);
    const budget = new Budget();
    const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com';
    const graphqlUrl = env['GITHUB_GRAPHQL_URL'] || graphqlUrlOf(apiUrl);
    const serverUrl = (0,environment/* serverUrlOf */.Gh)(env);
    const fetch = await fetchFor(apiUrl, (0,main_env/* proxyVariables */.eq)(env));
    const client = connect({ token, apiUrl, graphqlUrl, version: VERSION, clock: gitHubClock, budget, fetch });
    const here = (0,lease_name/* parseRepository */.SU)(env['GITHUB_REPOSITORY'] ?? '') ?? repository;
    const actor = env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || '';
    const plainGit = where.store === 'git' ? (await __webpack_require__.e(/* import() */ 823).then(__webpack_require__.bind(__webpack_require__, 3823))).plainGit({ ...where, serverUrl }, env) : null;
    const storeOn = plainGit?.storeOn ??
        ((name) => (0,git_ref_store/* gitRefStore */.Q)({ client, repository, branch: name, serverUrl, render: markdown/* renderBoard */.n }));
    const probe = `${branch}-doctor-${(0,external_node_crypto_.randomUUID)().slice(0, 8)}`;
    const checkup = gitHubCheckup({ client, repository, branch, probe: storeOn(probe), clock: gitHubClock });
    const world = {
        store: storeOn(branch),
        clock: plainGit?.clock ?? gitHubClock,
        queue: gitHubMergeQueue({ client, repository: here }),
        ancestry: gitHubAncestry({ client, repository: here }),
        jobs: gitHubJobs({ client, repository, serverUrl, asker }),
        describe: (before, after) => describeChange(before, after, { by: actor }),
        operation: external_node_crypto_.randomUUID,
    };
    return {
        world,
        budget,
        serverUrl,
        checkup: { ...checkup, ...plainGit?.checkupOn(probe) },
    };
}
function graphqlUrlOf(apiUrl) {
    return `${apiUrl.replace(/\/+$/, '').replace(/\/v3$/, '')}/graphql`;
}


/***/ })

};
