export const id = 823;
export const ids = [823];
export const modules = {

/***/ 3823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  plainGit: () => (/* binding */ plainGit)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/store/git/environment.js
const KEPT = /^GIT_(ASKPASS|USERNAME|PASSWORD|SSH(_COMMAND|_VARIANT)?|SSL_.*|HTTP_.*|PROXY_.*|ALLOW_PROTOCOL|PROTOCOL_FROM_USER|EXEC_PATH|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+))$/;
const CONFIG = [
    ['core.hooksPath', '/dev/null'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['color.ui', 'false'],
    ['init.defaultBranch', 'main'],
    ['push.negotiate', 'false'],
    ['push.pushOption', ''],
];
function gitEnvironment(env, access) {
    const kept = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
    const own = [...CONFIG, ...(access.token === undefined ? [] : tokenConfig(access.url, access.token))];
    return {
        ...addConfig(Object.fromEntries(kept), own),
        LC_ALL: 'C',
        GIT_TERMINAL_PROMPT: '0',
    };
}
function tokenConfig(url, token) {
    const place = `http.${withoutSecrets(url)}`;
    const key = `${place}.extraheader`;
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    return [
        [key, ''],
        [key, `Authorization: Basic ${basic}`],
        [`${place}.followRedirects`, 'false'],
    ];
}
function addConfig(env, config) {
    const count = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
    const pairs = config.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${count + index}`, key],
        [`GIT_CONFIG_VALUE_${count + index}`, value],
    ]);
    return { ...env, ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(count + config.length) };
}
function withoutSecrets(text) {
    return text.replace(/(\bssh(?:\+git)?)?:\/\/([^/\s'"]*)@/gi, (_, ssh, userinfo) => ssh === undefined ? '://' : `${ssh}://${userinfo.replace(/:.*/, '')}@`);
}

// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __webpack_require__(7078);
;// CONCATENATED MODULE: ./build/store/git/faults.js


const OLDEST = '2.31';
function failureOf(purpose, result) {
    const { status } = result.trace;
    const said = storyOf(result);
    if (status !== null && isRefusal(status)) {
        const remedy = REMEDIES[status] ?? 'Ask whoever runs the server for the reason.';
        return new errors/* PermissionError */.i_(`The server refused ${whatOf(purpose)} (${said}). ${remedy}`);
    }
    const what = `Git did not complete ${whatOf(purpose)}: ${said}.`;
    if (status !== null && status >= 300 && status < 400)
        return new errors/* UnavailableError */.hG(`${what} ${ELSEWHERE_NOW}`, { lasting: true });
    if (status !== null || result.code === null)
        return new errors/* UnavailableError */.hG(what);
    const remedy = `Try "git ls-remote ${withoutSecrets(purpose.url)}" on this machine.`;
    return new errors/* UnavailableError */.hG(`${what} ${remedy}`, { lasting: true });
}
function isFault({ trace }) {
    return trace.status !== null && trace.status >= 400;
}
function isRefusal(status) {
    return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}
const ACCESS = 'Git uses the credentials of this machine: the token that it was given, a credential helper, a key of ssh.';
const ELSEWHERE_NOW = 'It was sent elsewhere, and a token goes to the given address alone: the repository may have been renamed or moved, so ' +
    'give its present name; or something on the way has answered in the place of the server.';
const REMEDIES = {
    401: `It does not accept the credentials, or got none. ${ACCESS}`,
    403: `The credentials have no right to do this, or a rule forbids it. ${ACCESS}`,
    404: `There is no such repository for these credentials: check the URL. ${ACCESS}`,
    407: 'The proxy wants to know who asks: give a name and a password in http.proxy, or in the proxy variable.',
};
function wordsOf({ stderr }) {
    const lines = withoutSecrets(stderr)
        .split(/[\r\n]+/)
        .map((line) => line.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim())
        .filter((line) => line !== '' && !NOISE.test(line))
        .map((line) => line.replace(/^fatal: (unable to access '[^']*': )?/, '').replace(/\.$/, ''));
    const all = lines.join('; ');
    return all.length > 300 ? `${all.slice(0, 300)}…` : all;
}
const NOISE = /^(hint:|warning:|remote:$|error: failed to push some refs|fast-import: dumping crash report|Please make sure you have the correct access rights|and the repository exists)/;
function saidBy(result) {
    return wordsOf(result) || (result.code === null ? 'it was killed' : `it ended with ${result.code}`);
}
function storyOf(result) {
    const { status } = result.trace;
    const parts = [...(status === null || status < 400 ? [] : [`HTTP ${status}`]), saidBy(result)];
    return parts.join(': ');
}
function whatOf({ doing, url, branch }) {
    return `${doing} the branch ${branch} of ${withoutSecrets(url)}`;
}
function localFailure(args, directory, result) {
    return new errors/* UnavailableError */.hG(`Git did not complete "git ${args[0]}" on this machine, in ${directory}: ${storyOf(result)}. ${ELSEWHERE}`, { lasting: true });
}
function notFetched(purpose, directory, result) {
    return new errors/* UnavailableError */.hG(`Git did not complete ${whatOf(purpose)}, which answers: ${storyOf(result)}. Unless it is the server that lacks ` +
        `something, it is this machine, in ${directory}. ${ELSEWHERE}`, { lasting: true });
}
const ELSEWHERE = 'Where there is no room, TMPDIR may name another place.';
function noFolder(parent, cause) {
    return new errors/* UnavailableError */.hG(`No folder can be made in ${parent} on this machine, for what git reads: ${cause.message}. ${ELSEWHERE}`, { cause });
}
function gitMissing(program, cause) {
    return new errors/* UnavailableError */.hG(`There is no program "${program}" on this machine, and the leases are kept by git: install git ${OLDEST} or newer.`, { cause, lasting: true });
}
function gitNotStarted(program, cause) {
    return new errors/* UnavailableError */.hG(`The program "${program}" could not be started: ${cause.message}.`, { cause });
}
function gitTooOld(version) {
    return new errors/* UnavailableError */.hG(`Git on this machine says that it is "${version}"; what is needed is git ${OLDEST} or newer.`, { lasting: true });
}
function unavailable(purpose, cause) {
    return new errors/* UnavailableError */.hG(`Git did not complete ${whatOf(purpose)}: ${cause.message}.`, { cause });
}
function notRemoved(purpose, cause) {
    const { branch, url } = purpose;
    const message = `The server did not let the branch ${branch} of ${withoutSecrets(url)} be removed: ${cause.message}.`;
    return new errors/* PermissionError */.i_(message, { cause });
}
function notCut(purpose, problem, cause) {
    return new errors/* PermissionError */.i_(`The history of the branch ${purpose.branch} of ${withoutSecrets(purpose.url)} was not cut: ${problem}. ` +
        'Nothing is lost. Either many jobs write to it right now, then run this again later; or the server takes no forced ' +
        'pushes, then allow them for this branch, or leave the cut out.', { cause });
}

;// CONCATENATED MODULE: ./build/store/git/git.js
async function finished(git, call) {
    const result = await git(call);
    if (result.stopped !== undefined)
        throw result.stopped.reason;
    return result;
}

;// CONCATENATED MODULE: ./build/store/git/version.js


async function gitVersion(git, signal) {
    const version = (await finished(git, { args: ['--version'], signal })).stdout.toString().trim();
    if (!isEnough(version))
        throw gitTooOld(version);
    return version;
}
function isEnough(version) {
    const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(version) ?? [];
    const [oldestMajor, oldestMinor] = OLDEST.split('.').map(Number);
    if (major === undefined)
        return false;
    return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
}

;// CONCATENATED MODULE: ./build/store/git/checkup.js


function gitCheckup(git, probes, pushUrl) {
    return {
        probes,
        writtenAt: pushUrl === undefined ? null : withoutSecrets(pushUrl),
        remove: (options) => probes[0].remove(options),
        git: ({ signal } = {}) => gitVersion(git, signal),
    };
}

;// CONCATENATED MODULE: ./build/store/git/folder.js



function newFolder(parent, prefix) {
    try {
        return (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parent, prefix));
    }
    catch (error) {
        throw noFolder(parent, error);
    }
}

// EXTERNAL MODULE: ./build/store/cause.js
var cause = __webpack_require__(6813);
// EXTERNAL MODULE: ./build/store/files.js
var store_files = __webpack_require__(8573);
// EXTERNAL MODULE: ./build/store/commit-text.js
var commit_text = __webpack_require__(6049);
// EXTERNAL MODULE: ./build/store/in-the-way.js
var in_the_way = __webpack_require__(3219);
;// CONCATENATED MODULE: ./build/store/git/mirror.js







const HEADS = 'refs/heads/';
const FETCHED = 'refs/ref-lease/fetched';
const MADE = 'refs/ref-lease/made';
const FETCH = [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-prune',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
];
const WHOLE = 2_147_483_647;
class Mirror {
    place;
    ref;
    pushUrl;
    #told = null;
    #made = new Set();
    #hasFetched = false;
    constructor(place) {
        this.place = place;
        this.ref = `${HEADS}${place.branch}`;
        this.pushUrl = place.pushUrl ?? place.url;
    }
    async fetch(signal, wanted = 'head') {
        for (let attempt = 1;; attempt += 1) {
            const fetched = await this.#fetch(wanted, signal);
            if (fetched.code === 0) {
                this.#hasFetched = true;
                this.#told = this.#format;
                return (await this.ask(['rev-parse', '--verify', FETCHED], { signal })).toString().trim();
            }
            if (!isFault(fetched) && !(await this.#isThere(signal)))
                return null;
            if (isFault(fetched))
                throw failureOf(this.purpose('reading'), fetched);
            if (attempt === 2)
                throw notFetched(this.purpose('reading'), this.place.directory, fetched);
            await this.#unlock();
        }
    }
    async headWritten(signal) {
        if (this.pushUrl === this.place.url)
            return null;
        const listed = await this.run(['ls-remote', '--', this.pushUrl, this.ref], { signal, isRemote: true });
        if (listed.code !== 0)
            throw failureOf(this.purpose('writing'), listed);
        const lines = listed.stdout.toString().split('\n');
        return lines.find((line) => line.endsWith(`\t${this.ref}`))?.split('\t')[0] ?? null;
    }
    get knowsFormat() {
        return this.#told !== null;
    }
    async has(commit, signal) {
        return (await this.run(['cat-file', '-e', `${commit}^{commit}`], { signal })).code === 0;
    }
    async ask(args, options = {}) {
        const result = await this.run(args, options);
        if (result.code === 0)
            return result.stdout;
        await this.#unlock();
        throw localFailure(args, this.place.directory, result);
    }
    async run(args, options = {}) {
        if (!this.#made.has(this.#format))
            await this.#make(options.signal);
        const result = await this.#once(args, options);
        if (!result.stderr.includes(`not a git repository: '${this.#directory()}'`))
            return result;
        this.#hasFetched = false;
        await this.#make(options.signal);
        return this.#once(args, options);
    }
    argumentsOf(args) {
        return [`--git-dir=${this.#directory()}`, ...args];
    }
    purpose(doing) {
        const url = doing === 'writing' ? this.pushUrl : this.place.url;
        return { doing, url, branch: this.place.branch };
    }
    #once(args, options) {
        return finished(this.place.git, { ...options, args: this.argumentsOf(args) });
    }
    #fetch(wanted, signal) {
        const depth = wanted === 'whole' ? [`--depth=${WHOLE}`] : this.#hasFetched ? [] : ['--depth=1'];
        const refs = ['--', this.place.url, `+${this.ref}:${FETCHED}`];
        return this.run([...FETCH, ...depth, ...refs], { signal, isRemote: true });
    }
    async #isThere(signal) {
        const { branch, url } = this.place;
        const above = branch
            .split('/')
            .slice(0, -1)
            .map((_, index, parts) => parts.slice(0, index + 1).join('/'));
        const wanted = [branch, `${branch}/*`, ...above].map((name) => `${HEADS}${name}`);
        const args = ['ls-remote', '--exit-code', '--', url, ...wanted];
        const listed = await this.run(args, { signal, isRemote: true, showsPackets: true });
        if (listed.code !== 0 && listed.code !== 2)
            throw failureOf(this.purpose('reading'), listed);
        const told = listed.trace.format ?? (await this.#formatReceived(signal));
        const format = told === 'sha256' ? 'sha256' : 'sha1';
        if (format !== this.#format)
            this.#hasFetched = false;
        this.#told = format;
        const names = listed.stdout.toString().split(/[\t\n]/);
        if (names.includes(this.ref))
            return true;
        const heads = names.filter((name) => name.startsWith(HEADS)).map((name) => name.slice(HEADS.length));
        const inTheWay = (0,in_the_way/* branchInTheWay */.g)(branch, heads);
        if (inTheWay !== null)
            throw (0,in_the_way/* notToBeMade */.f)(branch, withoutSecrets(url), inTheWay);
        return false;
    }
    async #formatReceived(signal) {
        const args = ['ls-remote', '--upload-pack=git-receive-pack', '--', this.pushUrl, this.ref];
        const { trace } = await this.run(args, { signal, isRemote: true, showsPackets: true });
        return trace.format;
    }
    async #make(signal) {
        const { git, directory } = this.place;
        await gitVersion(git, signal);
        const args = ['init', '--bare', '--quiet', '--template=', `--object-format=${this.#format}`];
        const made = await finished(git, { args: [...args, this.#directory()], signal });
        if (made.code !== 0)
            throw localFailure(args, directory, made);
        this.#made.add(this.#format);
    }
    async #unlock() {
        const found = await external_node_fs_.promises.readdir(this.#directory(), { recursive: true }).catch(() => []);
        const locks = found.filter((path) => path.endsWith('.lock'));
        await Promise.all(locks.map((path) => external_node_fs_.promises.rm((0,external_node_path_.join)(this.#directory(), path), { force: true })));
    }
    get #format() {
        return this.#told ?? 'sha1';
    }
    #directory() {
        return (0,external_node_path_.join)(this.place.directory, `${this.#format}.git`);
    }
}

;// CONCATENATED MODULE: ./build/store/git/commit.js


const AUTHOR = 'ref-lease <noreply@ref-lease.invalid>';
async function makeCommit(mirror, commit, signal) {
    const { parent, changes, message, now } = commit;
    return importCommits(mirror, [
        `commit ${MADE}\nmark :1\ncommitter ${AUTHOR} ${Math.floor(now)} +0000\n`,
        ...data(Buffer.from((0,commit_text/* textOf */.b)(message))),
        ...(parent === null ? [] : [`from ${parent}\n`]),
        ...changes.deletions.map((path) => `D ${path}\n`),
        ...changes.additions.flatMap(({ path, text }) => [
            `M 100644 inline ${path}\n`,
            ...data(Buffer.from(text)),
        ]),
    ], signal);
}
async function remakeCommits(mirror, commits, signal) {
    const made = commits.flatMap((commit) => {
        const end = commit.indexOf('\n\n');
        const headers = commit.toString('utf8', 0, end).split('\n');
        const header = (name) => headers.find((line) => line.startsWith(`${name} `));
        const tree = header('tree').slice('tree '.length);
        return [
            `commit ${MADE}\nmark :1\n${header('author')}\n${header('committer')}\n`,
            ...data(commit.subarray(end + 2)),
            `M 040000 ${tree} \n`,
        ];
    });
    return importCommits(mirror, made, signal);
}
async function importCommits(mirror, stream, signal) {
    const input = Buffer.concat([...stream, 'get-mark :1\n'].map((part) => Buffer.from(part)));
    const args = ['fast-import', '--quiet', '--force', '--date-format=raw'];
    return (await mirror.ask(args, { input, signal })).toString().trim();
}
function data(bytes) {
    return [`data ${bytes.length}\n`, bytes, '\n'];
}

// EXTERNAL MODULE: ./build/lease/board.js
var board = __webpack_require__(5053);
;// CONCATENATED MODULE: ./build/store/git/read.js


const LARGEST_FILE = 1_000_000;
const ENTRY = /^(\d+) \S+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s;
class Reader {
    #mirror;
    #origins;
    #known = null;
    #texts = new Map();
    constructor(mirror, origins) {
        this.#mirror = mirror;
        this.#origins = origins;
    }
    async read({ signal }) {
        const known = await this.#fetch(signal);
        const { head, files } = known;
        known.snapshot ??=
            head === null
                ? { head, board: board/* EMPTY_BOARD */.HV }
                : { head, board: (0,store_files/* boardOf */.mT)(await this.#textsOf([...files.keys()], known, signal), this.#origins) };
        return known.snapshot;
    }
    async watch(lease, { signal, withLock = false }) {
        const known = await this.#fetch(signal);
        const key = `${withLock} ${lease}`;
        const glance = known.glances.get(key) ?? (await this.#glance(lease, withLock, known, signal));
        known.glances.set(key, glance);
        return glance;
    }
    async #glance(lease, withLock, known, signal) {
        const paths = [(0,board/* pathOf */.XM)(lease), ...(withLock ? [board/* LOCK_PATH */.O0] : [])];
        const { leases, lock } = (0,store_files/* boardOf */.mT)(await this.#textsOf(paths, known, signal), this.#origins);
        return { document: leases.get(lease) ?? null, ...(withLock ? { lock } : {}) };
    }
    async #fetch(signal) {
        const head = await this.#mirror.fetch(signal);
        if (this.#known?.head !== head) {
            const files = head === null ? new Map() : await this.#filesOf(head, signal);
            this.#known = { head, files, glances: new Map(), snapshot: null };
            const objects = new Set(files.values());
            this.#texts = new Map([...this.#texts].filter(([object]) => objects.has(object)));
        }
        return this.#known;
    }
    async #filesOf(head, signal) {
        const listed = await this.#mirror.ask(['ls-tree', '-r', '-l', '-z', head, 'leases', board/* LOCK_PATH */.O0], {
            signal,
        });
        const files = new Map();
        for (const line of listed.toString().split('\0').slice(0, -1)) {
            const [, mode = '', object = '', size = '', path = ''] = ENTRY.exec(line);
            if (path === 'leases') {
                const { branch } = this.#mirror.place;
                throw (0,board/* unreadableError */.Sw)({ branch, head, path }, 'it is not a folder');
            }
            const isText = mode.startsWith('100') && Number(size) <= LARGEST_FILE;
            if (path === board/* LOCK_PATH */.O0 || (0,board/* leaseOf */.m8)(path) !== null)
                files.set(path, isText ? object : null);
        }
        return files;
    }
    async #textsOf(paths, { files }, signal) {
        const found = paths.filter((path) => files.has(path));
        const objects = found.map((path) => files.get(path)).filter((object) => object !== null);
        const unread = [...new Set(objects)].filter((object) => !this.#texts.has(object));
        if (unread.length > 0) {
            const input = Buffer.from(unread.map((object) => `${object}\n`).join(''));
            const printed = await this.#mirror.ask(['cat-file', '--batch'], { input, signal });
            for (const [object, content] of objectsIn(printed))
                this.#texts.set(object, (0,store_files/* textOf */.b6)(content));
        }
        return found.map((path) => [path, this.#texts.get(files.get(path)) ?? null]);
    }
}
function objectsIn(printed) {
    const objects = [];
    for (let at = 0; at < printed.length;) {
        const start = printed.indexOf('\n', at) + 1;
        const [object = '', , length] = printed.toString('latin1', at, start - 1).split(' ');
        at = start;
        if (length === undefined)
            continue;
        objects.push([object, printed.subarray(start, start + Number(length))]);
        at += Number(length) + 1;
    }
    return objects;
}

;// CONCATENATED MODULE: ./build/store/git/history.js



const TRIES = 5;
async function cutHistory(mirror, swapper, keep, signal) {
    let atFirst = null;
    let unanswered = null;
    const made = new Map();
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const head = await mirror.fetch(signal, 'whole');
        if (head === null)
            return { length: 0, kept: 0 };
        const done = made.get(head);
        if (done !== undefined)
            return done;
        const length = Number(await mirror.ask(['rev-list', '--count', '--first-parent', head], { signal }));
        if (length <= keep)
            return { length, kept: length };
        atFirst ??= length;
        const kept = keep + Math.max(0, length - atFirst);
        const commit = await remade(mirror, head, kept, signal);
        made.set(commit, { length, kept });
        const swap = await swapper.swap(head, commit, signal);
        if (swap.kind === 'applied')
            return { length, kept };
        if (swap.kind === 'refused')
            throw notCut(mirror.purpose('writing'), swap.cause.message, swap.cause);
        unanswered = swap.kind === 'unknown' ? swap.cause : null;
    }
    const purpose = mirror.purpose('writing');
    if (unanswered === null)
        throw notCut(purpose, `the branch has moved meanwhile, in each of ${TRIES} tries`);
    throw unavailable(purpose, unanswered);
}
async function remade(mirror, head, kept, signal) {
    const args = ['rev-list', '--first-parent', '--reverse', `--max-count=${kept}`, head];
    const input = await mirror.ask(args, { signal });
    const commits = objectsIn(await mirror.ask(['cat-file', '--batch'], { input, signal }));
    return remakeCommits(mirror, commits.map(([, commit]) => commit), signal);
}

;// CONCATENATED MODULE: ./build/store/git/push.js


const PUSH = [
    'push',
    '--porcelain',
    '--no-verify',
    '--no-signed',
    '--no-follow-tags',
    '--recurse-submodules=no',
];
async function push(mirror, expected, commit, signal) {
    const { ref, place, pushUrl } = mirror;
    const refs = [`--force-with-lease=${ref}:${expected ?? ''}`, '--', pushUrl, `${commit ?? ''}:${ref}`];
    const result = await place.git({ args: mirror.argumentsOf([...PUSH, ...refs]), signal, isRemote: true });
    return judge(result, ref);
}
async function removeBranch(mirror, signal) {
    const head = (await mirror.fetch(signal)) ?? (await mirror.headWritten(signal));
    if (head === null)
        return;
    const purpose = mirror.purpose('writing');
    const pushed = await push(mirror, head, null, signal);
    switch (pushed.kind) {
        case 'applied':
            return;
        case 'rejected':
            throw notRemoved(purpose, pushed.cause);
        case 'unsent':
            throw failureOf(purpose, pushed.result);
        case 'unknown':
            throw unavailable(purpose, pushed.cause);
    }
}
function judge(result, ref) {
    if (result.stopped !== undefined)
        return { kind: 'unknown', cause: (0,cause/* causeOf */.r)(result.stopped.reason) };
    const { flag, summary } = statusOf(result.stdout.toString(), ref);
    if (flag !== undefined && ' *+=-'.includes(flag))
        return { kind: 'applied' };
    const rejected = flag === '!' ? /^\[(remote )?rejected\]/.exec(summary) : null;
    if (rejected !== null) {
        const cause = new Error([summary, wordsOf(result)].filter(Boolean).join(': '));
        return { kind: 'rejected', by: rejected[1] === undefined ? 'git' : 'server', cause };
    }
    const { isWhole, hasPacked } = result.trace;
    if (flag === undefined && result.code !== null && isWhole && !hasPacked)
        return { kind: 'unsent', result };
    return { kind: 'unknown', cause: new Error(saidBy(result)) };
}
function statusOf(printed, ref) {
    for (const line of printed.split('\n')) {
        const [flag = '', refs = '', summary = ''] = line.split('\t');
        if (flag.length === 1 && refs.endsWith(`:${ref}`))
            return { flag, summary };
    }
    return { summary: '' };
}

;// CONCATENATED MODULE: ./build/store/git/swap.js




class Swapper {
    #mirror;
    #isTrusted;
    #staleOn;
    constructor(mirror, isTrusted) {
        this.#mirror = mirror;
        this.#isTrusted = isTrusted;
    }
    async swap(expected, commit, signal, attempt = 'first') {
        const pushed = await push(this.#mirror, expected, commit, signal);
        switch (pushed.kind) {
            case 'applied':
                this.#staleOn = undefined;
                return this.#isTrusted ? { kind: 'applied', head: commit } : this.#confirmed(commit, signal);
            case 'rejected':
                if (pushed.by === 'git')
                    return this.#stale(expected, pushed.cause);
                if ((await this.#mirror.fetch(signal)) !== expected)
                    return { kind: 'conflict' };
                if (attempt === 'first')
                    return this.swap(expected, commit, signal, 'second');
                return { kind: 'refused', cause: pushed.cause };
            case 'unsent':
                return this.#unsent(expected, pushed.result, signal);
            case 'unknown':
                return pushed;
        }
    }
    #stale(expected, cause) {
        const isHidden = this.#staleOn === expected;
        this.#staleOn = expected;
        if (!isHidden)
            return { kind: 'conflict' };
        return { kind: 'refused', cause: new Error(`${cause.message}${addressesOf(this.#mirror)}`) };
    }
    async #unsent(expected, result, signal) {
        const { isHttp, status } = result.trace;
        if (isFault(result) || (isHttp && status === null))
            throw failureOf(this.#mirror.purpose('writing'), result);
        const head = await this.#mirror.fetch(signal);
        if (head !== expected)
            return { kind: 'conflict' };
        return { kind: 'refused', cause: new Error(`${saidBy(result)}${addressesOf(this.#mirror)}`) };
    }
    async #confirmed(commit, signal) {
        try {
            const head = await this.#mirror.fetch(signal);
            if (head === commit || (head !== null && (await this.#contains(head, commit, signal))))
                return { kind: 'applied', head: commit };
            const shown = head === null ? 'no branch' : `the commit ${head}`;
            const told = `the server says that it is written, and shows ${shown}${addressesOf(this.#mirror)}`;
            return { kind: 'unknown', cause: new Error(told) };
        }
        catch (error) {
            return { kind: 'unknown', cause: (0,cause/* causeOf */.r)(error) };
        }
    }
    async #contains(head, commit, signal) {
        const args = ['merge-base', '--is-ancestor', commit, head];
        return (await this.#mirror.run(args, { signal })).code === 0;
    }
}
function addressesOf({ place: { url }, pushUrl }) {
    if (pushUrl === url)
        return '';
    const [read, written] = [url, pushUrl].map(withoutSecrets);
    return `; it is read at ${read} and written at ${written}, and a lease needs one repository behind both`;
}

;// CONCATENATED MODULE: ./build/store/git/turns.js
class Turns {
    #last = Promise.resolve();
    async take(call, signal) {
        signal?.throwIfAborted();
        const turn = this.#last.then(() => {
            signal?.throwIfAborted();
            return call();
        });
        this.#last = turn.catch(() => undefined);
        return turn;
    }
}

;// CONCATENATED MODULE: ./build/store/git/git-store.js










function gitStore(options) {
    const { branch, url, boardUrl, isTrusted, render } = options;
    const origins = new WeakMap();
    const mirror = new Mirror(options);
    const reader = new Reader(mirror, origins);
    const swapper = new Swapper(mirror, isTrusted);
    const turns = new Turns();
    return {
        branch,
        url: boardUrl ?? withoutSecrets(url),
        read: (call = {}) => turns.take(() => reader.read(call), call.signal),
        watch: (lease, call = {}) => turns.take(() => reader.watch(lease, call), call.signal),
        cutHistory: (keep, { signal } = {}) => turns.take(() => cutHistory(mirror, swapper, keep, signal), signal),
        remove: ({ signal } = {}) => turns.take(() => removeBranch(mirror, signal), signal),
        async compareAndSwap(expected, next, message, { now, signal }) {
            const write = async () => {
                const { head } = expected;
                const isHere = head === null ? mirror.knowsFormat : await mirror.has(head, signal);
                if (!isHere && (await mirror.fetch(signal)) !== head)
                    return { kind: 'conflict' };
                const changes = (0,store_files/* changesFrom */.Kr)(expected, next, origins, render(next, { branch, now }));
                const commit = { parent: head, changes, message, now };
                const made = await makeCommit(mirror, commit, signal);
                return swapper.swap(head, made, signal);
            };
            try {
                return await turns.take(write, signal);
            }
            catch (error) {
                if (signal?.aborted !== true)
                    throw error;
                return { kind: 'unknown', cause: (0,cause/* causeOf */.r)(error) };
            }
        },
    };
}

// EXTERNAL MODULE: ./build/machine-clock.js
var machine_clock = __webpack_require__(2746);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./build/store/git/trace.js
const FORMAT_PACKET = /packet: .*< .*\bobject-format=(\w+)/;
const STATUS_LINE = /<= Recv header: HTTP\/[\d.]+ (\d{3})\b/;
const LONGEST_LINE = 64 * 1024;
function traceEnvironment(descriptor, showsPackets) {
    return {
        ...(showsPackets ? { GIT_TRACE_PACKET: String(descriptor) } : {}),
        GIT_TRACE2_EVENT: String(descriptor),
        GIT_TRACE_CURL: String(descriptor),
        GIT_TRACE_CURL_NO_DATA: '1',
        GIT_TRACE_REDACT: '1',
    };
}
class TraceReader {
    #isHttp = false;
    #status = null;
    #format = null;
    #hasPacked = false;
    #rest = '';
    push(chunk) {
        const lines = (this.#rest + chunk).split('\n');
        this.#rest = lines.pop().slice(-LONGEST_LINE);
        for (const line of lines)
            this.#take(line);
    }
    trace(isWhole) {
        return {
            isHttp: this.#isHttp,
            status: this.#status,
            format: this.#format,
            hasPacked: this.#hasPacked,
            isWhole,
        };
    }
    #take(line) {
        const status = STATUS_LINE.exec(line)?.[1];
        if (status !== undefined)
            this.#status = Number(status);
        if (line.includes('"remote-http'))
            this.#isHttp = true;
        this.#format ??= FORMAT_PACKET.exec(line)?.[1] ?? null;
        if (line.includes('"pack-objects"'))
            this.#hasPacked = true;
    }
}

;// CONCATENATED MODULE: ./build/store/git/system-git.js




const TIMEOUT = 60;
const GRACE = 2;
const LARGEST_OUTPUT = 128 * 1024 * 1024;
const LONGEST_WORDS = 16 * 1024;
function systemGit(options) {
    return async (call) => call.signal?.aborted === true ? notStarted(call.signal.reason) : new Process(options, call).ended();
}
function notStarted(reason) {
    const trace = new TraceReader().trace(true);
    return { code: null, stdout: Buffer.alloc(0), stderr: '', trace, stopped: { reason } };
}
class Process {
    #options;
    #call;
    #child;
    #trace = new TraceReader();
    #output = [];
    #size = 0;
    #words = '';
    #stopped;
    #timers = [];
    constructor(options, call) {
        this.#options = { program: 'git', after: afterSeconds, largestOutput: LARGEST_OUTPUT, ...options };
        this.#call = call;
        const { args, input, isRemote = false, showsPackets = false } = call;
        const { env, program } = this.#options;
        this.#child = (0,external_node_child_process_.spawn)(program, args, {
            env: isRemote ? { ...env, ...traceEnvironment(3, showsPackets) } : env,
            detached: true,
            windowsHide: true,
            stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', isRemote ? 'pipe' : 'ignore'],
        });
    }
    ended() {
        const { input, isRemote = false, signal } = this.#call;
        this.#listen();
        this.#child.stdin?.on('error', () => undefined).end(input);
        const abort = () => this.#stop(signal.reason);
        signal?.addEventListener('abort', abort, { once: true });
        if (isRemote)
            this.#later(TIMEOUT, () => this.#stop(timedOut(this.#call)));
        const result = new Promise((resolve, reject) => {
            const finish = (code, isWhole) => {
                for (const stream of this.#child.stdio)
                    stream?.destroy();
                resolve(this.#result(code, isWhole));
            };
            this.#child.on('error', (error) => reject(this.#notStarted(error)));
            this.#child.once('exit', (code) => {
                this.#later(GRACE, () => setImmediate(() => finish(code, false)));
            });
            this.#child.once('close', (code) => finish(code, true));
        });
        return result.finally(() => {
            signal?.removeEventListener('abort', abort);
            for (const cancel of this.#timers)
                cancel();
        });
    }
    #notStarted(error) {
        const { program } = this.#options;
        return error.code === 'ENOENT' ? gitMissing(program, error) : gitNotStarted(program, error);
    }
    #listen() {
        const { largestOutput } = this.#options;
        const { stdout, stderr, stdio } = this.#child;
        stdout.on('data', (chunk) => {
            this.#output.push(chunk);
            this.#size += chunk.length;
            if (this.#size > largestOutput)
                this.#stop(tooMuch(this.#call, largestOutput));
        });
        stderr.setEncoding('utf8').on('data', (chunk) => {
            this.#words = (this.#words + chunk).slice(-LONGEST_WORDS);
        });
        const trace = stdio[3];
        trace?.setEncoding('utf8').on('data', (chunk) => this.#trace.push(chunk));
    }
    #stop(reason) {
        if (this.#stopped !== undefined)
            return;
        this.#stopped = { reason };
        this.#kill('SIGTERM');
        this.#later(GRACE, () => this.#kill('SIGKILL'));
    }
    #kill(signal) {
        try {
            process.kill(-this.#child.pid, signal);
        }
        catch {
            this.#child.kill(signal);
        }
    }
    #later(delay, act) {
        this.#timers.push(this.#options.after(delay, act));
    }
    #result(code, isWhole) {
        return {
            code,
            stdout: Buffer.concat(this.#output),
            stderr: this.#words,
            trace: this.#trace.trace(isWhole && process.platform !== 'win32'),
            ...(this.#stopped === undefined ? {} : { stopped: this.#stopped }),
        };
    }
}
const afterSeconds = (delay, act) => {
    const timer = setTimeout(act, delay * 1000);
    return () => clearTimeout(timer);
};
function timedOut(call) {
    return new errors/* UnavailableError */.hG(`${nameOf(call)} had no answer after ${TIMEOUT} s, and was ended.`);
}
function tooMuch(call, largest) {
    return new errors/* UnavailableError */.hG(`${nameOf(call)} printed more than ${largest} bytes, and was ended.`);
}
function nameOf({ args }) {
    return `"git ${args.find((each) => !each.startsWith('--'))}"`;
}

// EXTERNAL MODULE: ./build/store/git-ref/git-ref-store.js + 5 modules
var git_ref_store = __webpack_require__(2821);
// EXTERNAL MODULE: ./build/text/markdown.js + 1 modules
var markdown = __webpack_require__(2088);
;// CONCATENATED MODULE: ./build/git-world.js












function plainGit(where, env) {
    const { token, repository, serverUrl } = where;
    const folder = newFolder(env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), 'ref-lease-git-');
    process.once('exit', () => (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true }));
    const url = `${serverUrl.replace(/\/+$/, '')}/${repository.owner}/${repository.repo}.git`;
    const git = systemGit({ env: gitEnvironment({ ...env }, { url, token }) });
    const storeOn = (branch) => gitStore({
        git,
        url,
        branch,
        directory: (0,external_node_path_.join)(folder, (0,external_node_crypto_.randomUUID)()),
        isTrusted: true,
        boardUrl: (0,git_ref_store/* boardUrlOf */.x)(serverUrl, repository, branch),
        render: (board, context) => (0,markdown/* renderBoard */.n)(board, { ...context, serverUrl }),
    });
    const checkupOn = (branch) => gitCheckup(git, [storeOn(branch), storeOn(branch)]);
    return { storeOn, clock: machine_clock/* machineClock */.w, checkupOn };
}


/***/ })

};
