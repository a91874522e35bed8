#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 4754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  sb: () => (/* binding */ audit),
  cA: () => (/* binding */ lineOf),
  YG: () => (/* binding */ summaryOf),
  lY: () => (/* binding */ unreadableLineOf)
});

// EXTERNAL MODULE: ./build/lease/board.js
var board = __nccwpck_require__(5053);
// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __nccwpck_require__(4212);
;// CONCATENATED MODULE: ./build/lease/promises-archive.js
const PARTS = 256;
const EMPTY_ARCHIVE = {};
function of(archive, key) {
    const part = archive[partOf(key)];
    return part !== undefined && Object.hasOwn(part, key) ? part[key] : undefined;
}
function withValue(archive, key, value) {
    if (of(archive, key) !== undefined)
        return archive;
    const part = partOf(key);
    return { ...archive, [part]: { ...archive[part], [key]: value } };
}
function withValues(archive, entries) {
    return entries.reduce((grown, [key, value]) => withValue(grown, key, value), archive);
}
function valuesOf(archive) {
    return Object.values(archive).flatMap((part) => Object.values(part));
}
function partOf(key) {
    let sum = 0;
    for (let index = 0; index < key.length; index += 1)
        sum = (sum * 31 + key.charCodeAt(index)) % PARTS;
    return sum;
}

// EXTERNAL MODULE: ./build/lease/counters.js
var lease_counters = __nccwpck_require__(6848);
// EXTERNAL MODULE: ./build/lease/invariants.js
var invariants = __nccwpck_require__(340);
// EXTERNAL MODULE: ./build/lease/locks.js
var locks = __nccwpck_require__(421);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __nccwpck_require__(9336);
// EXTERNAL MODULE: ./build/lease/slots.js
var lease_slots = __nccwpck_require__(8604);
;// CONCATENATED MODULE: ./build/lease/promises-observer.js


function begin() {
    return {
        last: 'unknown',
        highest: 0,
        grants: EMPTY_ARCHIVE,
        tokens: EMPTY_ARCHIVE,
        outcomes: EMPTY_ARCHIVE,
        toldToHold: EMPTY_ARCHIVE,
        toldToEnd: EMPTY_ARCHIVE,
    };
}
function forget({ highest, grants, toldToHold }) {
    return { ...begin(), highest, grants, toldToHold };
}
function lastOf({ last }) {
    return last === 'unknown' ? null : last;
}
function newsOf(observer, document) {
    if (document === null)
        return { registered: [], granted: [], ended: [] };
    const live = new Set(lastOf(observer)?.requests.map(({ id }) => id));
    return {
        registered: document.requests.filter(({ id }) => !live.has(id)),
        granted: document.requests
            .filter(lease_document/* isHolder */.Hk)
            .filter(({ id, epoch }) => of(observer.grants, grantKey(id, epoch)) === undefined),
        ended: document.outcomes.filter(({ id }) => of(observer.outcomes, id) === undefined),
    };
}
function learn(observer, document, news) {
    const held = document.requests.filter(lease_document/* isHolder */.Hk);
    return {
        ...observer,
        last: document,
        highest: Math.max(observer.highest, document.epoch, ...held.map(({ epoch }) => epoch)),
        grants: withValues(observer.grants, news.granted.map(({ id, epoch }) => [grantKey(id, epoch), true])),
        tokens: withValues(observer.tokens, held.map(({ id, epoch }) => [id, epoch])),
        outcomes: withValues(observer.outcomes, news.ended.map((outcome) => [outcome.id, outcome])),
    };
}
function grantKey(id, token) {
    return `${token} ${id}`;
}

// EXTERNAL MODULE: ./build/lease/schema.js + 1 modules
var schema = __nccwpck_require__(2361);
;// CONCATENATED MODULE: ./build/lease/promises-broken.js









function brokenBy(past, document, news, circumstances) {
    const always = [
        ...severalHolders(document),
        ...twice(document),
        ...tokens(past, document, news),
        ...returning(past, news),
    ];
    const broken = past.last === 'unknown' ? always : [...always, ...step(past, document, news, circumstances)];
    return broken.length > 0 ? broken : ofForm(lastOf(past), document);
}
function brokenByRemoval(past) {
    const { requests = [], lock = null, slots = {} } = lastOf(past) ?? {};
    const isClosed = lock !== null || Object.values(slots).some((slot) => slot.lock !== null);
    return [
        ...requests.map(({ id, status }) => status === 'acquired'
            ? breach('S4', `the hold of ${id} ends with the whole document`)
            : breach('S7', `the request ${id} is lost with the whole document`)),
        ...(isClosed ? [breach('lock', 'the lock is lost with the whole document')] : []),
    ];
}
function step(past, document, news, known) {
    return [
        ...leaping(past, document),
        ...endedHolds(past, document, news),
        ...(known.post === undefined ? [] : freedByOthers(past, document, known.post.nonce)),
        ...completions(past, news, known),
        ...changedOutcomes(past, document),
        ...again(past, document, news),
        ...untimely(past, news, known),
        ...miscounted(past, document, news),
    ];
}
function severalHolders({ requests }) {
    const holders = requests.filter(lease_document/* isHolder */.Hk);
    return holders.flatMap((one, place) => holders
        .slice(place + 1)
        .filter((other) => (0,lease_slots/* overlap */.EF)(one.slots, other.slots))
        .map((other) => breach('S1', `${one.id} and ${other.id} hold the same slot at once`)));
}
function tokens(past, { epoch }, { granted }) {
    const broken = [];
    let highest = past.highest;
    for (const holder of granted.toSorted((a, b) => a.epoch - b.epoch)) {
        if (holder.epoch <= highest)
            broken.push(breach('S2', `${holder.id} is granted the token ${holder.epoch} after ${highest}`));
        highest = Math.max(highest, holder.epoch);
    }
    if (past.last === 'unknown')
        return broken;
    const newest = Math.max(...granted.map((holder) => holder.epoch));
    if (granted.length > 0 && newest !== epoch)
        broken.push(breach('S2', `the token ${newest} is granted with the epoch ${epoch}`));
    if (past.last !== null && epoch < past.last.epoch)
        broken.push(breach('S2', `the epoch falls from ${past.last.epoch} to ${epoch}`));
    return broken;
}
function leaping(past, { sequence }) {
    const before = lastOf(past)?.sequence;
    if (before === undefined || sequence === before + 1)
        return [];
    return [
        breach('S3', `the sequence goes from ${before} to ${sequence}: it was not computed from what was there`),
    ];
}
function endedHolds(past, document, { ended }) {
    const held = lastOf(past)?.requests.filter(lease_document/* isHolder */.Hk) ?? [];
    const lost = held.filter((holder) => !isHeld(document, holder) && !document.outcomes.some((end) => isEndOf(end, holder)));
    const forged = ended.filter(({ id, outcome, epoch }) => (epoch !== undefined || outcome === 'success' || outcome === 'failure') &&
        !held.some((holder) => holder.id === id && holder.epoch === epoch));
    return [
        ...lost.map(({ id, epoch }) => breach('S4', `the hold of ${id} ends without an outcome of it and ${epoch}`)),
        ...forged.map(({ id, outcome, epoch }) => breach('S4', `${id} ends as ${outcome} of the token ${epoch ?? 'none'}, which it did not hold`)),
    ];
}
function isHeld({ requests }, { id, epoch }) {
    return requests.some((request) => request.id === id && request.epoch === epoch);
}
function isEndOf({ id, epoch, outcome }, holder) {
    return id === holder.id && epoch === holder.epoch && ['success', 'failure', 'evicted'].includes(outcome);
}
function completions(past, { ended }, { contains }) {
    return ended
        .filter(({ outcome }) => outcome === 'completed')
        .flatMap(({ id, scope, head_sha, completed_by }) => {
        const settles = (other) => other.outcome === 'success' && other.scope === scope && other.head_sha === completed_by;
        const success = ended.find(settles) ?? valuesOf(past.outcomes).find(settles);
        if (success === undefined)
            return [breach('S5', `${id} is completed by ${completed_by}, which is the head of no success`)];
        const isInside = contains === undefined || contains(success.head_sha, head_sha);
        if (isInside === true)
            return [];
        const how = isInside === null ? 'cannot be shown to be contained' : 'is not contained';
        return [breach('S5', `${id} is completed, and its head ${head_sha} ${how} in ${completed_by}`)];
    });
}
function changedOutcomes(past, document) {
    const before = idsOf(lastOf(past)?.outcomes ?? []);
    const broken = [];
    for (const outcome of document.outcomes) {
        const { id } = outcome;
        const earlier = of(past.outcomes, id);
        if (earlier === undefined)
            continue;
        if (!(0,lease_document/* isAlike */.HI)(earlier, outcome))
            broken.push(breach('S6', `the outcome of ${id} is no longer what it was`));
        if (!before.has(id))
            broken.push(breach('S6', `the outcome of ${id}, which was dropped, comes back`));
    }
    const kept = [...idsOf(document.outcomes)].filter((id) => before.has(id));
    const newest = [...before].slice(before.size - kept.length);
    if (kept.some((id, index) => id !== newest[index]))
        broken.push(breach('S6', 'the outcomes that are dropped are not the oldest'));
    return broken;
}
function idsOf(outcomes) {
    return new Set(outcomes.map(({ id }) => id));
}
function twice({ requests, outcomes }) {
    const ids = [...requests, ...outcomes].map(({ id }) => id);
    const seen = new Set();
    const again = ids.filter((id) => seen.size === seen.add(id).size);
    return [...new Set(again)].map((id) => breach('S7', `${id} is there twice`));
}
function again(past, document, { registered, granted }) {
    const there = new Set([...document.requests, ...document.outcomes].map(({ id }) => id));
    const lost = lastOf(past)?.requests.filter(({ id, status }) => status === 'pending' && !there.has(id)) ?? [];
    return [
        ...registered
            .filter(({ id }) => of(past.outcomes, id) !== undefined)
            .map(({ id }) => breach('S7', `${id} registers again, and has ended`)),
        ...granted
            .filter(({ id }) => of(past.tokens, id) !== undefined)
            .map(({ id }) => breach('S7', `${id} is granted the lease again`)),
        ...lost.map(({ id }) => breach('S7', `the request ${id} is lost`)),
    ];
}
function freedByOthers(past, document, nonce) {
    const held = lastOf(past)?.requests.filter(lease_document/* isHolder */.Hk) ?? [];
    const freed = held.filter((holder) => !isHeld(document, holder));
    return freed.flatMap((hold) => {
        const { id, epoch } = hold;
        if (hold.nonce !== nonce)
            return [breach('S9', `a post step frees ${id}, which another step registered`)];
        const isTested = of(past.toldToHold, grantKey(id, epoch)) !== undefined;
        return isTested || (0,lease_document/* outcomeOf */.sG)(document, id)?.outcome !== 'success'
            ? []
            : [breach('S9', `a post step ends ${id} as success, and its main step was never told that it holds`)];
    });
}
function returning(past, { registered, granted }) {
    const back = new Set([...registered, ...granted].map(({ id }) => id));
    return [...back]
        .filter((id) => of(past.toldToEnd, id) !== undefined)
        .map((id) => breach('S10', `${id} comes back, and was reported as ended`));
}
function untimely(past, { granted, ended }, { boardLock = null }) {
    const before = lastOf(past);
    return granted.flatMap((holder) => {
        const { id, granted_at } = holder;
        const places = placesOf(before, holder);
        const isClosed = [boardLock, ...places.map(({ lock }) => lock)].some((lock) => (0,locks/* isLocked */.ln)(lock, granted_at));
        const rests = ended.some(({ takeover_delay = 0, slots = null }) => takeover_delay > 0 && (0,lease_slots/* overlap */.EF)(slots, holder.slots)) ||
            places.some((place) => (0,slot_table/* endOfRest */.TV)(place, granted_at) !== null &&
                granted_at > (0,lease_document/* latestStamp */.H1)(before) &&
                (place.rest_since ?? 0) > (0,lease_document/* ownClockOf */.ki)(before));
        return [
            ...(isClosed ? [breach('lock', `${id} is granted the lease while it is locked`)] : []),
            ...(rests ? [breach('rest', `${id} is granted the lease before its rest is over`)] : []),
        ];
    });
}
function placesOf(before, holder) {
    if (before === null)
        return [];
    const slots = [...(0,lease_slots/* heldOf */.Le)(holder, (0,lease_slots/* slotsOf */.nK)(before))];
    return [before, ...slots.flatMap((slot) => (0,slot_table/* slotOf */.SW)(before.slots, slot) ?? [])];
}
function miscounted(past, { counters, slots }, { granted, ended }) {
    const due = (0,lease_counters/* counted */.h)(lastOf(past)?.counters ?? schema/* NO_COUNTERS */.W7, granted, ended, (0,slot_table/* namesOf */.eZ)(slots));
    return (0,lease_document/* isAlike */.HI)(counters, due)
        ? []
        : [breach('counters', 'the counters do not rise by what was granted and what has ended')];
}
function ofForm(before, document) {
    const problem = (0,invariants/* problemOf */.Zw)(document) ?? (before === null ? null : (0,invariants/* stepProblemOf */.Vz)(before, document));
    return problem === null ? [] : [breach('form', `the document ${problem}`)];
}
function breach(promise, what) {
    return { promise, what };
}

;// CONCATENATED MODULE: ./build/lease/promises.js





function observe(observer, document, extra = {}) {
    const past = extra.isCut === true ? forget(observer) : observer;
    const news = newsOf(past, document);
    const seen = document === null
        ? { ...news, observer: afterRemoval(past, extra), broken: brokenByRemoval(past) }
        : {
            ...news,
            observer: learn(past, document, news),
            broken: brokenBy(past, document, news, extra),
        };
    return (extra.reports ?? []).reduce((before, report) => {
        const heard = hear(before.observer, report);
        return { ...before, observer: heard.observer, broken: [...before.broken, ...heard.broken] };
    }, seen);
}
function hear(observer, report) {
    const { id } = report;
    if (report.kind === 'acquired') {
        const { token } = report;
        const toldToHold = withValue(observer.toldToHold, grantKey(id, token), true);
        const broken = [];
        if (of(observer.grants, grantKey(id, token)) === undefined)
            broken.push(breach('S1', `${id} is reported to hold the token ${token}, which it was never granted`));
        if (of(observer.toldToEnd, id) !== undefined)
            broken.push(breach('S10', `${id} is reported to hold the lease, and was reported as ended`));
        return { observer: { ...observer, toldToHold }, broken };
    }
    const last = lastOf(observer);
    const request = last === null ? undefined : (0,lease_document/* requestOf */.fo)(last, id);
    const broken = request === undefined ? [] : [breach('S10', `${id} is reported as ended, and is ${request.status}`)];
    return { observer: { ...observer, toldToEnd: withValue(observer.toldToEnd, id, true) }, broken };
}
function afterRemoval(past, { isCut = false }) {
    return { ...past, last: isCut ? 'unknown' : null };
}

// EXTERNAL MODULE: ./build/text/counted.js
var counted = __nccwpck_require__(6008);
// EXTERNAL MODULE: ./build/audit/history.js
var audit_history = __nccwpck_require__(6276);
;// CONCATENATED MODULE: ./build/audit/check.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






function summaryOf({ findings, counts }) {
    const { commits, grants, success, failure, completed, withdrawn, evicted, unreadable } = counts;
    return (`${(0,counted/* counted */.h)(commits, 'commit')}: ${(0,counted/* counted */.h)(grants, 'grant')}, ` +
        `${(0,counted/* counted */.h)(success + failure, 'release')} (${success} succeeded, ${failure} failed), ` +
        `${completed} completed, ${withdrawn} withdrawn, ${evicted} evicted, ` +
        `${(0,counted/* counted */.h)(unreadable, 'version')} that cannot be read. ` +
        (findings.length === 0 ? 'Every promise is kept.' : `${(0,counted/* counted */.h)(findings.length, 'finding')}.`));
}
function lineOf({ commit, lease, promise, what }) {
    return `${commit.slice(0, 12)} ${lease || '-'} ${promise}: ${what}`;
}
function unreadableLineOf({ commit, lease, problem }) {
    return `${commit.slice(0, 12)} ${lease} cannot be read: ${problem}`;
}
async function audit(where, branch, env = process.env) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const repository = __addDisposableResource(env_1, await audit_history/* Repository */.L.open(where, { env, branch, isWhole: true }), false);
        const audit = new Audit(repository);
        for (const commit of await repository.history(branch))
            await audit.add(commit);
        const { findings, unreadable, counts } = audit;
        return { findings, unreadable, counts };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
const OVERWRITTEN = 'the action overwrites what could not be read';
class Audit {
    findings = [];
    unreadable = [];
    counts = { commits: 0, grants: 0, ...schema/* NO_COUNTERS */.W7.outcomes, unreadable: 0 };
    #repository;
    #leases = new Map();
    #operations = new Map();
    #chain = new Map();
    #lock = null;
    #isLockUnreadable = false;
    constructor(repository) {
        this.#repository = repository;
    }
    async add(commit) {
        const isRoot = this.counts.commits === 0;
        this.counts.commits += 1;
        if (commit.parents.length > 1)
            this.#find(commit, '', { promise: 'S3', what: `the commit has ${commit.parents.length} parents` });
        if (isRoot && commit.parents.length > 0)
            this.#find(commit, '', { promise: 'S3', what: 'the first commit has a parent: the clone is shallow' });
        this.#addOperation(commit);
        const boardLock = this.#lock;
        for (const [path, text] of commit.changes) {
            const lease = (0,board/* leaseOf */.m8)(path);
            if (lease !== null)
                await this.#addFile(commit, lease, text, { isRoot, boardLock });
        }
        if (commit.changes.has(board/* LOCK_PATH */.O0))
            this.#addLock(commit, commit.changes.get(board/* LOCK_PATH */.O0) ?? null);
    }
    #addOperation(commit) {
        const operation = operationOf(commit);
        if (operation === null)
            return;
        const earlier = this.#operations.get(operation);
        if (earlier !== undefined) {
            const what = `the operation ${operation} of the commit ${earlier} is there again`;
            this.#find(commit, '', { promise: 'S7', what });
        }
        this.#operations.set(operation, commit.sha);
    }
    #addLock(commit, text) {
        const lock = text === null ? null : (0,board/* parseLock */.PG)(text);
        if (this.#isLockUnreadable)
            this.#findOfAction(commit, '*', OVERWRITTEN);
        this.#isLockUnreadable = (0,board/* isUnreadable */.GZ)(lock);
        if ((0,board/* isUnreadable */.GZ)(lock))
            this.#countUnreadable(commit, '*', lock);
        else
            this.#lock = lock;
    }
    async #addFile(commit, lease, text, { isRoot, boardLock }) {
        const known = this.#leases.get(lease);
        const observer = known?.observer ?? (isRoot ? begin() : observe(begin(), null).observer);
        const document = text === null ? null : (0,board/* parseDocument */.Tp)(lease, text);
        if (known?.isUnreadable === true) {
            this.#findOfAction(commit, lease, OVERWRITTEN);
            if (JSON.stringify(document) === JSON.stringify(observer.last)) {
                this.#leases.set(lease, { observer, isUnreadable: false });
                return;
            }
        }
        if ((0,board/* isUnreadable */.GZ)(document)) {
            this.#countUnreadable(commit, lease, document);
            this.#leases.set(lease, { observer, isUnreadable: true });
        }
        const shown = (0,board/* isUnreadable */.GZ)(document) ? shapeOf(lease, text ?? '') : document;
        if ((0,board/* isUnreadable */.GZ)(shown))
            return;
        const extra = { boardLock, contains: await this.#proofsFor(shown, observer) };
        const seen = observe(observer, shown, extra);
        for (const broken of seen.broken) {
            const isRepaired = known?.isUnreadable === true && broken.promise === 'S3';
            if (!isRepaired)
                this.#find(commit, lease, broken);
        }
        if ((0,board/* isUnreadable */.GZ)(document))
            return;
        this.#leases.set(lease, { observer: seen.observer, isUnreadable: false });
        this.counts.grants += seen.granted.length;
        for (const { outcome } of seen.ended)
            this.counts[outcome] += 1;
    }
    #countUnreadable(commit, lease, { unreadable }) {
        this.counts.unreadable += 1;
        this.unreadable.push({ commit: commit.sha, lease, problem: unreadable });
        this.#findOfAction(commit, lease, `the action writes what cannot be read: ${unreadable}`);
    }
    #findOfAction(commit, lease, what) {
        if (operationOf(commit) !== null)
            this.#find(commit, lease, { promise: 'S8', what });
    }
    async #proofsFor(document, observer) {
        const proofs = new Map();
        if (document !== null)
            this.#learn(document);
        for (const { outcome, head_sha, completed_by = '' } of newsOf(observer, document).ended) {
            if (outcome !== 'completed')
                continue;
            const known = await this.#repository.contains(completed_by, head_sha);
            const isProved = known ?? (this.#isInChain(completed_by, head_sha) || null);
            proofs.set(`${completed_by} ${head_sha}`, isProved);
        }
        return (head, sha) => proofs.get(`${head} ${sha}`) ?? null;
    }
    #learn(document) {
        for (const entry of [...document.requests, ...document.outcomes]) {
            if (!(0,lease_document/* isGroup */.IZ)(entry))
                continue;
            const below = this.#chain.get(entry.head_sha) ?? new Set();
            this.#chain.set(entry.head_sha, below.add(entry.base_sha));
        }
    }
    #isInChain(head, sha) {
        const seen = new Set([head]);
        for (const at of seen)
            for (const lower of this.#chain.get(at) ?? [])
                seen.add(lower);
        return seen.has(sha);
    }
    #find({ sha }, lease, { promise, what }) {
        this.findings.push({ commit: sha, lease, promise, what });
    }
}
function shapeOf(lease, text) {
    try {
        const { success, data } = schema/* documentSchema */.L8.safeDecode(JSON.parse(text));
        if (success && data.lease === lease)
            return data;
    }
    catch {
    }
    return { unreadable: 'it is no document' };
}
function operationOf({ message }) {
    return /^Operation: (\S.*)$/m.exec(message.split(/\n{2,}/).at(-1) ?? '')?.[1] ?? null;
}


/***/ }),

/***/ 6276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ Repository),
/* harmony export */   Y: () => (/* binding */ NoBranch)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6760);
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(5053);
/* harmony import */ var _store_git_environment_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(3676);
/* harmony import */ var _store_git_folder_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(965);
/* harmony import */ var _store_git_system_git_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(9401);
/* harmony import */ var _store_git_faults_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(6660);
/* harmony import */ var _store_git_read_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(6733);











class NoBranch extends Error {
    constructor(branch) {
        super(`The repository has no branch "${branch}".`);
    }
}
const LARGEST_ANSWER = 1 << 30;
const CLONE = 'clone.git';
const BATCH = 1000;
const IS_RELEVANT = /^(?:leases\/|lock\.json$)/;
class Repository {
    #folder;
    #directory;
    #ancestors = new Map();
    constructor(folder) {
        this.#folder = folder;
        this.#directory = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, CLONE);
    }
    static async open(where, { env, branch, isWhole }) {
        const folder = (0,_store_git_folder_js__WEBPACK_IMPORTED_MODULE_6__/* .newFolder */ .l)((0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(), 'ref-lease-audit-');
        try {
            const only = isWhole ? [] : ['--single-branch', '--branch', branch];
            const args = ['clone', '--quiet', '--bare', '--shared', '--template=', ...only, '--', where, CLONE];
            await git(folder, args, (0,_store_git_environment_js__WEBPACK_IMPORTED_MODULE_10__/* .gitEnvironment */ ._K)(env, { url: where }));
        }
        catch (error) {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.rmSync)(folder, { recursive: true, force: true });
            const isMissing = /Remote branch \S+ not found/.test(error.message);
            throw isMissing ? new NoBranch(branch) : ((await failureAt({ url: where, branch }, env)) ?? error);
        }
        return new Repository(folder);
    }
    [Symbol.dispose]() {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_2__.rmSync)(this.#folder, { recursive: true, force: true });
    }
    async history(branch) {
        const head = await this.#headOf(branch);
        const mark = (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomBytes)(16).toString('hex');
        const format = `--format=${mark}%H%x00%P%x00%B%x00`;
        const flags = [
            '--first-parent',
            '--diff-merges=first-parent',
            '--root',
            '--reverse',
            '--raw',
            '-z',
            '--no-abbrev',
            '--no-renames',
        ];
        const log = await this.#ask(['log', ...flags, format, head, '--']);
        const commits = log.toString().split(mark).slice(1).map(parseCommit);
        const blobs = commits.flatMap(({ blobs }) => [...blobs.values()]).filter((blob) => blob !== null);
        const texts = await this.#texts([...new Set(blobs)]);
        return commits.map(({ blobs, ...commit }) => ({
            ...commit,
            changes: new Map([...blobs].map(([path, blob]) => [path, blob === null ? null : (texts.get(blob) ?? '')])),
        }));
    }
    async latest(branch, count, lease) {
        const head = await this.#headOf(branch);
        const paths = lease === null ? [] : [(0,_lease_board_js__WEBPACK_IMPORTED_MODULE_5__/* .pathOf */ .XM)(lease)];
        const flags = ['--first-parent', `--max-count=${count}`, '--format=%H%x00%ct%x00%s'];
        const log = await this.#ask(['log', ...flags, head, '--', ...paths]);
        const entries = log
            .toString()
            .split('\n')
            .filter((line) => line !== '');
        return entries.toReversed().map((line) => {
            const [sha = '', at = '', subject = ''] = line.split('\0');
            return { sha, at: Number(at), subject };
        });
    }
    async contains(head, sha) {
        const key = `${sha} ${head}`;
        const known = this.#ancestors.get(key);
        if (known !== undefined)
            return known;
        const answer = await this.#ask(['merge-base', '--is-ancestor', sha, head]).then(() => true, ({ code }) => (code === 1 ? false : null));
        this.#ancestors.set(key, answer);
        return answer;
    }
    async #headOf(branch) {
        const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}^{commit}`];
        const found = await this.#ask(args).catch(() => null);
        if (found === null)
            throw new NoBranch(branch);
        return found.toString().trim();
    }
    async #texts(blobs) {
        const texts = new Map();
        for (let from = 0; from < blobs.length; from += BATCH) {
            const asked = blobs.slice(from, from + BATCH);
            const answer = await this.#ask(['cat-file', '--batch'], `${asked.join('\n')}\n`);
            for (const [blob, content] of (0,_store_git_read_js__WEBPACK_IMPORTED_MODULE_9__/* .objectsIn */ .Q)(answer))
                texts.set(blob, content.toString());
        }
        return texts;
    }
    #ask(args, input = '') {
        const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
        const env = {
            ...Object.fromEntries(own),
            GIT_DIR: this.#directory,
            GIT_CONFIG_NOSYSTEM: '1',
            GIT_CONFIG_GLOBAL: '/dev/null',
            LC_ALL: 'C',
        };
        return git(this.#directory, args, env, input);
    }
}
function parseCommit(text) {
    const [sha = '', parents = '', message = '', ...raw] = text.split('\0');
    const fields = raw.map((field) => field.replace(/^\n+/, '')).filter((field) => field !== '');
    const blobs = new Map();
    for (let at = 0; at + 1 < fields.length; at += 2) {
        const [, , , blob = '', status = ''] = fields[at].split(' ');
        const path = fields[at + 1];
        if (IS_RELEVANT.test(path))
            blobs.set(path, status === 'D' ? null : blob);
    }
    return { sha, parents: parents.split(' ').filter((parent) => parent !== ''), message, blobs };
}
async function failureAt(where, env) {
    const ask = (0,_store_git_system_git_js__WEBPACK_IMPORTED_MODULE_7__/* .systemGit */ .O)({ env: (0,_store_git_environment_js__WEBPACK_IMPORTED_MODULE_10__/* .gitEnvironment */ ._K)(env, where) });
    const listed = await ask({ args: ['ls-remote', '--', where.url, where.branch], isRemote: true });
    return listed.code === 0 ? null : (0,_store_git_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .failureOf */ .g5)({ doing: 'reading', ...where }, listed);
}
function git(directory, args, env, input = '') {
    return new Promise((resolve, reject) => {
        const options = { cwd: directory, env, maxBuffer: LARGEST_ANSWER, encoding: 'buffer' };
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', args, options, (error, stdout, stderr) => {
            if (error === null)
                return resolve(stdout);
            const words = (0,_store_git_faults_js__WEBPACK_IMPORTED_MODULE_8__/* .wordsOf */ .Z9)({ stderr: stderr.toString() }) || (0,_store_git_environment_js__WEBPACK_IMPORTED_MODULE_10__/* .withoutSecrets */ .cT)(error.message);
            return reject(Object.assign(new Error(`git ${args[0]} failed: ${words}`), { code: error.code }));
        });
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(input);
    });
}


/***/ }),

/***/ 3986:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _audit_check_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4754);
/* harmony import */ var _audit_history_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6276);
/* harmony import */ var _cli_checkout_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4849);
/* harmony import */ var _cli_child_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9375);
/* harmony import */ var _cli_exit_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(29);
/* harmony import */ var _cli_main_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(7252);
/* harmony import */ var _cli_patient_output_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(24);
/* harmony import */ var _cli_signals_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(3144);
/* harmony import */ var _cli_world_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(8419);
/* harmony import */ var _input_identity_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(3625);
/* harmony import */ var _machine_clock_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(3511);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});












const { env, pid } = process;
const signals = new _cli_signals_js__WEBPACK_IMPORTED_MODULE_11__/* .Signals */ .U(process);
process.stdout.on('error', ({ code, message }) => {
    const isUnread = code === 'EPIPE';
    if (!isUnread)
        process.stderr.write(`ref-lease: error: What it had to print was not written: ${message}.\n`);
    process.exitCode = isUnread ? (0,_cli_exit_js__WEBPACK_IMPORTED_MODULE_5__/* .statusOfSignal */ .My)('SIGPIPE') : _cli_exit_js__WEBPACK_IMPORTED_MODULE_5__/* .EXIT */ .dc.unwritten;
    signals.receive('SIGPIPE');
});
process.stderr.on('error', () => undefined);
function userName() {
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username;
    }
    catch {
        return env['USER'] || 'unknown';
    }
}
function workingDirectory() {
    try {
        return process.cwd();
    }
    catch {
        process.stderr.write('ref-lease: error: The folder that it runs in is gone: change to another one, as by "cd /".\n');
        process.exit(_cli_exit_js__WEBPACK_IMPORTED_MODULE_5__/* .EXIT */ .dc.unavailable);
    }
}
const words = (0,_cli_patient_output_js__WEBPACK_IMPORTED_MODULE_7__/* .patient */ .I)(process.stderr, 2);
const status = await (0,_cli_main_js__WEBPACK_IMPORTED_MODULE_6__/* .main */ .i)(process.argv.slice(2), {
    env,
    directory: workingDirectory(),
    streams: { stdout: process.stdout, stderr: words },
    clock: _machine_clock_js__WEBPACK_IMPORTED_MODULE_10__/* .machineClock */ .w,
    host: { user: userName(), host: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)(), pid },
    signals,
    nonce: _input_identity_js__WEBPACK_IMPORTED_MODULE_9__/* .newNonce */ .Yd,
    checkout: _cli_checkout_js__WEBPACK_IMPORTED_MODULE_3__/* .checkout */ .Pt,
    connect: _cli_world_js__WEBPACK_IMPORTED_MODULE_8__/* .connect */ .N,
    start: _cli_child_js__WEBPACK_IMPORTED_MODULE_4__/* .startChild */ .v,
    async history({ url, branch }, gitEnv, count, lease) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const repository = __addDisposableResource(env_1, await _audit_history_js__WEBPACK_IMPORTED_MODULE_2__/* .Repository */ .L.open(url, { env: gitEnv, branch, isWhole: false }), false);
            return await repository.latest(branch, count, lease);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    },
    audit: ({ url, branch }, gitEnv) => (0,_audit_check_js__WEBPACK_IMPORTED_MODULE_1__/* .audit */ .sb)(url, branch, gitEnv),
});
process.exitCode ??= status;
await words.settled();
const exit = () => setImmediate(() => process.exit());
if (process.stdout.writableLength > 0)
    process.stdout.write('', exit);
else
    exit();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4849:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Pt: () => (/* binding */ checkout),
/* harmony export */   b2: () => (/* binding */ isMissing),
/* harmony export */   ys: () => (/* binding */ absolute)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var _store_git_faults_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6660);




const REACHING = /^(?:credential|http|protocol|ssh|url)\.|^core\.(?:askpass|gitproxy|sshcommand)$/i;
const NO_REPOSITORY = '/dev/null';
async function checkout(directory) {
    const list = ['config', '--includes', '--null', '--list'];
    const ask = async (args, env = process.env) => (await git(directory, args, env)).printed;
    const [head, headRef, top, here, elsewhere] = await Promise.all([
        git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], process.env),
        ask(['symbolic-ref', '--quiet', 'HEAD']),
        ask(['rev-parse', '--show-toplevel']),
        ask(list),
        ask(list, { ...process.env, GIT_DIR: NO_REPOSITORY }),
    ]);
    const config = entriesIn(here ?? '');
    const addressIn = (key) => {
        const address = config.find(([each]) => each === key)?.[1].trim();
        return address ? absolute(address, top ?? directory) : null;
    };
    return {
        origin: addressIn('remote.origin.url'),
        pushUrl: addressIn('remote.origin.pushurl'),
        headSha: head.printed,
        headRef,
        problem: head.said,
        config: reachingOnlyIn(config, entriesIn(elsewhere ?? '')),
    };
}
function absolute(url, directory) {
    const isRemote = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^[^/]*:/.test(url);
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(directory, url);
    return isRemote && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(path) ? url : path;
}
function isMissing(url) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(url) && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(url);
}
function git(directory, args, env) {
    return new Promise((done, fail) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', args, { cwd: directory, encoding: 'utf8', env }, (error, stdout, stderr) => {
            if (error?.code === 'ENOENT')
                return fail((0,_store_git_faults_js__WEBPACK_IMPORTED_MODULE_3__/* .gitMissing */ .HF)('git', error));
            if (error !== null)
                return done({ printed: null, said: (0,_store_git_faults_js__WEBPACK_IMPORTED_MODULE_3__/* .wordsOf */ .Z9)({ stderr }) || null });
            return done({ printed: stdout.trim() || null, said: null });
        });
    });
}
function reachingOnlyIn(here, elsewhere) {
    const common = new Map();
    for (const [key, value] of elsewhere)
        common.set(key, [...(common.get(key) ?? []), value]);
    return here.filter(([key, value]) => {
        const values = common.get(key) ?? [];
        if (values[0] === value) {
            values.shift();
            return false;
        }
        common.delete(key);
        return REACHING.test(key);
    });
}
function entriesIn(list) {
    return list
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => {
        const [, key = '', value = 'true'] = /^(.*?)(?:\n([^]*))?$/.exec(entry) ?? [];
        return [key, value];
    });
}


/***/ }),

/***/ 9375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ startChild)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var _text_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3699);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(29);



const OF_TERMINAL = ['SIGINT', 'SIGQUIT'];
const startChild = ([file = '', ...args], { env, foreground }) => {
    let child;
    try {
        child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(file, args, { env, stdio: 'inherit', detached: !foreground });
    }
    catch (error) {
        return { ended: Promise.resolve(notStarted(file, error)), signal: () => { } };
    }
    const ended = new Promise((resolve) => {
        child.once('error', (error) => {
            if (child.pid === undefined)
                resolve(notStarted(file, error));
        });
        child.once('exit', (code, signal) => resolve({ status: code ?? (0,_exit_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOfSignal */ .My)(signal), problem: null }));
    });
    return {
        ended,
        signal(name) {
            if (child.pid === undefined || (foreground && OF_TERMINAL.includes(name)))
                return;
            try {
                if (foreground)
                    child.kill(name);
                else
                    process.kill(-child.pid, name);
            }
            catch {
            }
        },
    };
};
function notStarted(file, { code = '', message }) {
    const status = code === 'ENOENT' ? _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.notFound : _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .EXIT */ .dc.notExecutable;
    const advice = ADVICE[code] ?? `${message}.`;
    return { status, problem: `The command ${(0,_text_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .shellWord */ .r7)(file)} was not started: ${advice}` };
}
const ADVICE = {
    ENOENT: 'it is not there, or the interpreter is not that its first line names. Check its name, and the PATH. What only a ' +
        'shell knows is run by one: sh -c COMMAND.',
    EACCES: 'it is a folder, or may not be executed. Allow it by chmod +x, or name its interpreter before it.',
    ENOTDIR: 'a part of its path is no folder. Check its name.',
    E2BIG: 'its arguments and its environment are too long together. Hand some of it over in a file.',
};


/***/ }),

/***/ 29:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   My: () => (/* binding */ statusOfSignal),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   dc: () => (/* binding */ EXIT),
/* harmony export */   kZ: () => (/* binding */ EXIT_STATUSES)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7078);


const EXIT = {
    done: 0,
    failed: 1,
    usage: 64,
    unreadable: 65,
    unavailable: 69,
    bug: 70,
    unwritten: 74,
    notToBeHad: 75,
    lost: 76,
    permission: 77,
    notExecutable: 126,
    notFound: 127,
};
const EXIT_STATUSES = [
    ['0', 'done; `run`: that of the command, whatever it is'],
    ['1', 'what was asked for is not so; audit or doctor has findings'],
    ['64', 'the arguments cannot be meant'],
    ['65', 'the branch has something that cannot be read, or cannot be made'],
    ['69', 'the server does not answer, or git finds no room here'],
    ['70, 74', 'a bug of ref-lease; what it had to print was not written'],
    ['75', 'the lease was not to be had (or what -E says)'],
    ['76', 'the lease was lost while the command ran, however that ended'],
    ['77', 'the server refuses'],
    ['126, 127', 'the command cannot be executed, is not there'],
    ['128+n', 'ended by the signal n'],
];
const STATUS_OF = {
    input: EXIT.usage,
    permission: EXIT.permission,
    state: EXIT.unreadable,
    'rate-limit': EXIT.unavailable,
    unavailable: EXIT.unavailable,
    unconfirmed: EXIT.unavailable,
    invariant: EXIT.bug,
    'not-holder': EXIT.failed,
    lost: null,
    'timed-out': null,
    superseded: null,
    evicted: null,
    cancelled: null,
};
function statusOf(error, notToBeHad = EXIT.notToBeHad) {
    return error instanceof _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .LeaseError */ .pS ? (STATUS_OF[error.code] ?? notToBeHad) : EXIT.bug;
}
function statusOfSignal(signal) {
    return 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal];
}


/***/ }),

/***/ 7252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __nccwpck_require__(7078);
;// CONCATENATED MODULE: ./build/version.js
const VERSION = '0.1.0';

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./build/input/choices.js
function anyOf(choices) {
    return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(choices);
}
function allOf(things) {
    return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(things);
}

;// CONCATENATED MODULE: ./build/input/nearest.js
function nearest(name, names) {
    let best = null;
    let least = Math.max(1, Math.floor((name.length - 1) / 2)) + 1;
    for (const each of names) {
        if (Math.abs(each.length - name.length) >= least)
            continue;
        const distance = editDistance(name, each);
        if (distance < least)
            [best, least] = [each, distance];
    }
    return best;
}
function editDistance(one, other) {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 0; i < one.length; i += 1) {
        const next = [i + 1];
        for (let j = 0; j < other.length; j += 1) {
            const replaced = row[j] + (one[i] === other[j] ? 0 : 1);
            const isExchanged = i > 0 && j > 0 && one[i] === other[j - 1] && one[i - 1] === other[j];
            const exchanged = isExchanged ? before[j - 1] + 1 : Infinity;
            next.push(Math.min(replaced, exchanged, row[j + 1] + 1, next[j] + 1));
        }
        [before, row] = [row, next];
    }
    return row.at(-1);
}

// EXTERNAL MODULE: ./build/text/escape.js
var text_escape = __nccwpck_require__(3699);
// EXTERNAL MODULE: ./build/text/printable.js
var printable = __nccwpck_require__(4865);
// EXTERNAL MODULE: ./build/input/duration.js
var duration = __nccwpck_require__(7939);
;// CONCATENATED MODULE: ./build/input/integer.js
function parseIntegerIn(text, { atLeast = -Infinity, atMost = Infinity }) {
    const number = parseInteger(text);
    if (number !== null && number >= atLeast && number <= atMost)
        return number;
    if (atMost < Infinity)
        return `a whole number from ${atLeast} to ${atMost}`;
    const isLong = number === null && /^-?\d+$/.test(text);
    if (atLeast === -Infinity)
        return `a whole number${isLong ? ' between -2^53 and 2^53' : ''}`;
    return `a whole number of at least ${atLeast}${isLong ? ', below 2^53' : ''}`;
}
function parseInteger(text) {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value))
        return null;
    return value === 0 ? 0 : value;
}

// EXTERNAL MODULE: ./build/lease/board.js
var lease_board = __nccwpck_require__(5053);
;// CONCATENATED MODULE: ./build/input/lease-name.js


const LONGEST_NAME = 200;
const LEASE_NAME_FORM = `a valid part of a ref name, such as staging or release/1.2, of at most ${LONGEST_NAME} bytes`;
const BRANCH_NAME_FORM = `the name of a branch without refs/heads/, such as ref-lease, of at most ${LONGEST_NAME} bytes`;
function leaseNameProblem(name, all) {
    if (name === '*')
        return `it is reserved: ${all}`;
    return refNameProblem(name) ?? hiddenProblem(name) ?? fileNameProblem(name);
}
function hiddenProblem(name) {
    const hidden = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.exec(name)?.[0];
    return hidden === undefined ? null : `it has a character that cannot be seen (${(0,printable/* quoted */.TL)(hidden)})`;
}
function fileNameProblem(name) {
    const bytes = (0,lease_board/* fileNameOf */.bV)(name).length;
    if (bytes <= lease_board/* LONGEST_FILE_NAME */.Yy)
        return null;
    return `its file on the lock branch would have a name of ${bytes} bytes, and ${lease_board/* LONGEST_FILE_NAME */.Yy} are allowed`;
}
function branchNameProblem(name) {
    if (name.startsWith('refs/'))
        return 'it must not begin with "refs/"';
    if (name.startsWith('-'))
        return 'it must not begin with "-"';
    if (name === 'HEAD' || name === '@')
        return 'git reserves that name';
    return refNameProblem(name);
}
const REPOSITORY_FORM = 'owner/name, such as octo/shop, without the address of the server and without .git';
function parseRepository(text) {
    const match = /^([A-Za-z0-9_-]{1,100})\/([A-Za-z0-9._-]{1,100})$/.exec(text);
    const [, owner = '', repo = ''] = match ?? [];
    return match === null || /^\.\.?$|\.git$/i.test(repo) ? null : { owner, repo };
}
function refNameProblem(name) {
    if (Buffer.byteLength(name) > LONGEST_NAME)
        return `it is longer than ${LONGEST_NAME} bytes`;
    if (!name.isWellFormed())
        return 'it is not well-formed Unicode';
    if (/[\u0000-\u001f\u007f]/u.test(name))
        return 'it has a control character';
    const character = /[ ~^:?*[\\]/.exec(name)?.[0];
    if (character !== undefined)
        return `it has the character "${character}"`;
    for (const sequence of ['..', '@{']) {
        if (name.includes(sequence))
            return `it has "${sequence}"`;
    }
    for (const part of name.split('/')) {
        if (part === '')
            return 'one of its parts is empty';
        if (part.startsWith('.'))
            return 'one of its parts begins with "."';
        if (part.endsWith('.lock'))
            return 'one of its parts ends with ".lock"';
    }
    return name.endsWith('.') ? 'it ends with "."' : null;
}

;// CONCATENATED MODULE: ./build/input/limits.js
const LONGEST_REASON = 1000;
const LONGEST_TTL = 86_400;
const SHORTEST_HOLD = 1;
const LONGEST_TEXT = 4096;
const POLLS_IN_A_TTL = 4;
const SHORTEST_POLL_INTERVAL = 0.1;

;// CONCATENATED MODULE: ./build/input/refusal.js


function refusal(what, given, allowed, problem) {
    const was = given === '' ? 'is empty' : `was given as ${(0,printable/* quoted */.TL)(given)}`;
    const why = problem === undefined || given === '' ? '' : `, and ${problem}`;
    return new errors/* InputError */.dz(`${what} ${was}${why}; it must be ${allowed}.`);
}

// EXTERNAL MODULE: ./build/lease/schema.js + 1 modules
var schema = __nccwpck_require__(2361);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __nccwpck_require__(9336);
;// CONCATENATED MODULE: ./build/input/slots.js






const WHOLE_LEASE = { accepts: null, take: 1 };
const NAMES = `up to ${schema/* MOST_SLOTS */.yO} different names, separated by commas or line breaks, such as eu, us`;
const COUNT_OR_NAMES = `a count from 1 to ${schema/* MOST_SLOTS */.yO}, or ${NAMES}`;
function parseSlotWish(slots, take, refuse, slotsName = 'slots') {
    const given = slots.trim();
    const isCount = isNumber(given);
    const count = take === '' ? 1 : parseInteger(take);
    if (given === '') {
        if (count === 1)
            return WHOLE_LEASE;
        throw refuse('take', take, `given together with ${slotsName}, or left out: without slots the whole lease is taken`);
    }
    const accepts = isCount ? countedSlots(given, refuse) : acceptedNames(given, refuse);
    const { length } = accepts;
    if (take === 'all')
        return isCount ? WHOLE_LEASE : { accepts, take: length };
    if (count !== null && count >= 1 && count <= length)
        return { accepts, take: count };
    const least = length === 1 ? '1' : `a whole number from 1 to ${length}`;
    throw refuse('take', take, `${least}, the number of slots that are given, or all`);
}
function parseSlotNames(slots, refuse) {
    return namesIn(slots, (problem) => refuse('slots', slots, NAMES, problem));
}
function countedSlots(given, refuse) {
    const count = parseInteger(given);
    if (count === null || count < 1 || count > schema/* MOST_SLOTS */.yO)
        throw refuse('slots', given, COUNT_OR_NAMES);
    return Array.from({ length: count }, (_, index) => String(index + 1));
}
function acceptedNames(given, refuse) {
    const refuseFor = (problem) => refuse('slots', given, COUNT_OR_NAMES, problem);
    const names = namesIn(given, refuseFor);
    const number = names.find((name) => /^\d+$/.test(name.normalize('NFKC')));
    if (number === undefined)
        return names;
    throw refuseFor(`${(0,printable/* quoted */.TL)(number)} is a number: such names are for the slots of a count`);
}
function isNumber(text) {
    return /^[-+]?\d+(?:\.\d+)?$/.test(text);
}
function namesIn(text, refuse) {
    const names = text
        .split(/[,\r\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');
    if (names.length === 0)
        throw refuse('there is no name in it');
    if (names.length > schema/* MOST_SLOTS */.yO)
        throw refuse(`it has ${names.length} names`);
    names.forEach((name, place) => {
        const problem = problemOf(name);
        if (problem !== null)
            throw refuse(`${(0,printable/* quoted */.TL)(name)} is no name of a slot: ${problem}`);
        const earlier = names.slice(0, place).find((other) => other === name || (0,lease_board/* isTwin */.tr)(other, name));
        if (earlier === name)
            throw refuse(`${(0,printable/* quoted */.TL)(name)} is there twice`);
        if (earlier !== undefined)
            throw refuse(`${(0,printable/* quoted */.TL)(earlier)}${(0,printable/* spelling */.DS)(earlier, name)} and ${(0,printable/* quoted */.TL)(name)}${(0,printable/* spelling */.DS)(name, earlier)} differ only in how they are written`);
    });
    return names;
}
function problemOf(name) {
    if (name === slot_table/* LEASE */.DL || name === '__proto__')
        return 'it is reserved';
    if (/^["'[]/.test(name))
        return 'names are written without quotes and brackets';
    const hidden = hiddenProblem(name);
    if (hidden !== null)
        return hidden;
    const bytes = encodeURIComponent(name).length;
    return bytes <= schema/* LONGEST */.zP.slot
        ? null
        : `percent-encoded it has ${bytes} bytes, and ${schema/* LONGEST */.zP.slot} are allowed`;
}

// EXTERNAL MODULE: ./build/lease/instant.js
var lease_instant = __nccwpck_require__(7320);
// EXTERNAL MODULE: ./build/lease/locks.js
var lease_locks = __nccwpck_require__(421);
;// CONCATENATED MODULE: ./build/input/until.js



const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;
const LATEST = (0,lease_instant/* fromIso */.a)('9999-12-31T23:59:59Z');
function parseUntil(given) {
    const seconds = (0,duration/* parseDuration */.E9)(given);
    if (seconds === 0)
        return 'a duration above zero, or an ISO time';
    if (seconds !== null && seconds > lease_locks/* LONGEST_LOCK */.rN)
        return 'a duration of at most 3650d';
    if (seconds !== null)
        return { after: seconds };
    const instant = parseIsoTime(given);
    if (instant !== null)
        return { at: instant };
    const day = /^\d{4}-\d\d-\d\d(?=T|$)/.exec(given)?.[0];
    if (day !== undefined && !isDay(day))
        return `a day that there is, and there is no ${day}`;
    if (given === day)
        return `a day with its time and zone, such as ${day}T18:00:00Z`;
    return parseIsoTime(`${given}Z`) === null
        ? `${duration/* DURATION_FORM */.ec}, or an ISO time such as 2026-11-20T18:00:00Z`
        : `a time that tells its zone: ${given}Z in UTC, or with an offset from it, such as ${given}+01:00`;
}
function isDay(date) {
    const midnight = `${date}T00:00:00Z`;
    const instant = (0,lease_instant/* fromIso */.a)(midnight);
    return !Number.isNaN(instant) && (0,lease_instant/* toIso */.t)(instant) === midnight;
}
function parseIsoTime(text) {
    const date = ISO_TIME.exec(text)?.[1];
    if (date === undefined || !isDay(date))
        return null;
    const instant = (0,lease_instant/* fromIso */.a)(text);
    return instant >= 0 && instant <= LATEST ? instant : null;
}

;// CONCATENATED MODULE: ./build/cli/options.js









function isValued(option) {
    return 'value' in option;
}
function optionError(name, given, allowed, problem) {
    return refusal(`--${name}`, given, allowed, problem);
}
function limitsOf({ atLeast, atMost }, shown) {
    if (atMost === undefined)
        return undefined;
    return atLeast === undefined ? `at most ${shown(atMost)}` : `${shown(atLeast)} to ${shown(atMost)}`;
}
function options_duration(name, rest, range) {
    const read = (given) => {
        const value = (0,duration/* parseDurationIn */.$Q)(given, range);
        if (typeof value === 'string')
            throw optionError(name, given, value);
        return value;
    };
    return { name, value: 'DURATION', limits: limitsOf(range, duration/* formatDuration */.a3), ...rest, read };
}
function integer(name, value, rest, range = {}) {
    const read = (given) => {
        const number = parseIntegerIn(given, range);
        if (typeof number === 'string')
            throw optionError(name, given, number);
        return number;
    };
    return { name, value, limits: limitsOf(range, String), ...rest, read };
}
function options_text(name, value, rest, atMost = LONGEST_TEXT) {
    const read = (given) => {
        const bytes = Buffer.byteLength(given);
        if (given.trim() === '')
            throw optionError(name, given, 'a text that is not empty');
        if (bytes > atMost)
            throw optionError(name, given, `at most ${atMost} bytes of UTF-8, and it has ${bytes}`);
        return given;
    };
    return { name, value, ...rest, read };
}
function named(name, rest, problemOf, form) {
    const read = (given) => {
        const problem = problemOf(given);
        if (problem !== null)
            throw optionError(name, given, form, problem);
        return given;
    };
    return { name, value: 'NAME', ...rest, read };
}
const AT = options_text('url', 'URL', {
    text: 'repository of the leases, as git takes it',
    byDefault: '$REF_LEASE_URL, else origin',
});
const BRANCH = named('branch', { text: 'branch that keeps them', byDefault: lease_board/* DEFAULT_BRANCH */.nU }, branchNameProblem, BRANCH_NAME_FORM);
const QUIET = { name: 'quiet', short: 'q', text: 'say only what went wrong' };
const VERBOSE = {
    name: 'verbose',
    short: 'v',
    text: 'say every call of git, and the causes of errors',
};
const HELP = { name: 'help', short: 'h', text: 'show this help' };
const SHOW_VERSION = { name: 'version', short: 'V', text: 'show the version' };
const lease = (rest) => named('lease', { short: 'l', ...rest }, (given) => leaseNameProblem(given, 'to lock or unlock all leases, use --all'), LEASE_NAME_FORM);
const LEASE = lease({ text: 'the lease' });
const HELD_LEASE = lease({ text: 'the lease', byDefault: '$REF_LEASE' });
const ONE_LEASE = lease({ text: 'only this lease' });
const ALL = { name: 'all', text: 'all leases of the branch' };
const WAIT = options_duration('wait', { short: 'w', text: 'longest wait', byDefault: 'no limit' }, { isAboveZero: true, atMost: schema/* LONGEST_DURATION */.Qk });
const NO_WAIT = { name: 'no-wait', short: 'n', text: 'do not wait at all' };
const CONFLICT_CODE = integer('conflict-exit-code', 'CODE', { short: 'E', text: 'status if not granted', byDefault: '75' }, { atLeast: 0, atMost: 255 });
const TTL = options_duration('ttl', { text: 'silence after which others take over', byDefault: '5m' }, { atLeast: SHORTEST_HOLD, atMost: LONGEST_TTL });
const GRACE = options_duration('grace', { text: 'from SIGTERM to SIGKILL', limits: 'at most ttl/3', byDefault: '10s, or that' }, { atMost: LONGEST_TTL });
const POLL_INTERVAL = options_duration('poll-interval', {
    text: 'between two looks',
    limits: `${(0,duration/* formatDuration */.a3)(SHORTEST_POLL_INTERVAL)} to ttl/${POLLS_IN_A_TTL}`,
    byDefault: '5s',
}, { atLeast: SHORTEST_POLL_INTERVAL, atMost: LONGEST_TTL });
const PRIORITY = integer('priority', 'NUMBER', {
    text: 'higher goes first',
    byDefault: '0',
});
const PAYLOAD = options_text('payload', 'TEXT', {
    text: 'shown to whoever looks',
    limits: `at most ${LONGEST_TEXT} bytes`,
});
const SLOTS = options_text('slots', 'COUNT|NAMES', { text: 'slots that will do, the best first: eu,us', byDefault: 'the whole lease' }, Infinity);
const TAKE = options_text('take', 'COUNT|all', { text: 'how many of the slots at once', byDefault: '1' });
const FOREGROUND = {
    name: 'foreground',
    text: 'let the command ask on the terminal; then only itself is ended where the lease is lost',
};
const HOLD = options_duration('hold', { text: 'for how long, unless it is released' }, { atLeast: SHORTEST_HOLD, atMost: LONGEST_TTL });
const ID = named('id', { text: 'the request that got the lease', byDefault: '$REF_LEASE_ID' }, (given) => (given.length > schema/* LONGEST */.zP.id || /[\s\p{C}]/u.test(given) ? 'it is no id' : null), 'the id that the acquiring command has printed');
const TOKEN = integer('token', 'TOKEN', { text: 'its fencing token', byDefault: '$REF_LEASE_TOKEN' }, { atLeast: 0 });
const FAILURE = { name: 'failure', text: 'what was done with the lease has failed' };
const HOLDER_TOKEN = integer('token', 'TOKEN', { text: 'end the hold that has this fencing token, too' }, { atLeast: 0 });
const FORCE = { name: 'force', text: 'end the hold, whatever its token, and the rest after it' };
const REASON = options_text('reason', 'TEXT', { text: 'a few words that are shown to everyone who waits', limits: `at most ${LONGEST_REASON} bytes` }, LONGEST_REASON);
const MEANT_SLOTS = {
    name: 'slots',
    value: 'NAMES',
    text: 'only these slots of it: eu,us',
    byDefault: 'all of it',
    read: (given) => parseSlotNames(given, optionError),
};
const UNTIL = {
    name: 'until',
    value: 'TIME',
    text: 'when it ends by itself: 2h, or an ISO time',
    byDefault: 'never',
    read(given) {
        const read = parseUntil(given);
        if (typeof read === 'string')
            throw optionError('until', given, read);
        return read;
    },
};
const AS_JSON = { name: 'json', text: 'print JSON' };
const METRICS = { name: 'metrics', text: 'print OpenMetrics' };
const NUMBER = integer('number', 'COUNT', { text: 'how many of the latest writes', byDefault: '20' }, { atLeast: 1, atMost: 100_000 });
const GLOBAL = [AT, BRANCH, QUIET, VERBOSE, HELP];

;// CONCATENATED MODULE: ./build/cli/table.js

const OF_WAIT = [WAIT, NO_WAIT, CONFLICT_CODE];
const OF_REQUEST = [POLL_INTERVAL, SLOTS, TAKE, PRIORITY, PAYLOAD];
const SHELLS = ['bash', 'zsh', 'fish'];
const TABLE = [
    {
        name: 'run',
        summary: 'Run a command while holding a lease',
        about: 'It waits, runs the command, and releases the lease: as a success where the status is 0. It renews the lease every ' +
            'third of the ttl. Where the lease is lost, or cannot be renewed for two thirds of the ttl, the command and all that it ' +
            'has started gets SIGTERM and, after the grace, SIGKILL. Signals go to the command. Its environment has REF_LEASE, ' +
            'REF_LEASE_ID, REF_LEASE_TOKEN and, with commas between them, the names of its slots in REF_LEASE_SLOTS.',
        options: [LEASE, ...OF_WAIT, TTL, GRACE, ...OF_REQUEST, FOREGROUND],
        required: [[LEASE]],
        conflicts: [[WAIT, NO_WAIT]],
        runsCommand: true,
        examples: {
            'Deploy when it is our turn': 'ref-lease run -l staging -- ./deploy.sh',
            'Give up after half an hour, with status 3': 'ref-lease run -l staging -w 30m -E 3 -- make deploy',
            'Hold it for an hour at most': 'ref-lease run -l staging -- timeout 1h ./deploy.sh',
            'On any one of two stages, which the script reads in REF_LEASE_SLOTS': 'ref-lease run -l stages --slots eu,us -- ./deploy.sh',
        },
    },
    {
        name: 'acquire',
        summary: 'Get a lease for a time, and print its token',
        about: 'Nobody renews it, so it says how long it holds; then others may take over. It prints lines for a shell to evaluate: ' +
            'REF_LEASE, REF_LEASE_ID, REF_LEASE_TOKEN and REF_LEASE_SLOTS. Where it was not given the lease, it prints a ' +
            'line that unsets them, and fails with its status.',
        options: [LEASE, HOLD, ...OF_WAIT, ...OF_REQUEST, AS_JSON],
        required: [[LEASE], [HOLD]],
        conflicts: [[WAIT, NO_WAIT]],
        examples: {
            'Hold it across several commands': 'eval "$(ref-lease acquire -l staging --hold 2h)" && ./deploy.sh',
        },
    },
    {
        name: 'release',
        summary: 'Release a lease that `acquire` got',
        about: 'It may be sent again: what has ended stays ended. A wrong id or token fails, and frees nothing.',
        options: [HELD_LEASE, ID, TOKEN, FAILURE],
        examples: {
            'What `eval "$(ref-lease acquire …)"` got': 'ref-lease release',
            'From elsewhere, and it went wrong': 'ref-lease release -l staging --id "$id" --token "$token" --failure',
        },
    },
    {
        name: 'status',
        summary: 'Show who holds what, and who waits',
        about: 'It fails where something on the branch cannot be read, so it is a health check, too.',
        options: [ONE_LEASE, AS_JSON, METRICS],
        conflicts: [[AS_JSON, METRICS]],
        examples: {
            'Every lease': 'ref-lease status',
            'The token of the holder': "ref-lease status -l staging --json | jq '.requests[] | select(.epoch).epoch'",
        },
    },
    {
        name: 'log',
        summary: 'Show what happened, the latest last',
        about: 'One line for each write of the branch: when, and what.',
        options: [ONE_LEASE, NUMBER, AS_JSON],
        examples: {
            'The last hundred writes of one lease': 'ref-lease log -l staging --number 100',
        },
    },
    {
        name: 'audit',
        summary: 'Check that every write of the history kept the promises',
        about: 'It reads the whole history, and goes on after a version that cannot be read, of which it says the commit. The status ' +
            'is 1 where a promise is broken, or there is no branch.',
        options: [AS_JSON],
        examples: {
            'The branch of another repository': 'ref-lease audit --url git@host:team/leases.git',
        },
    },
    {
        name: 'lock',
        summary: 'Close a lease to new grants',
        about: 'Whoever holds it finishes. Everyone who waits reads the reason.',
        options: [LEASE, ALL, MEANT_SLOTS, REASON, UNTIL],
        required: [[LEASE, ALL], [REASON]],
        conflicts: [
            [LEASE, ALL],
            [ALL, MEANT_SLOTS],
        ],
        examples: {
            'Until the migration is over, two hours at most': 'ref-lease lock -l staging --reason "database migration" --until 2h',
            'One stage of several': 'ref-lease lock -l stages --slots eu --reason "new disk"',
        },
    },
    {
        name: 'unlock',
        summary: 'Open a lease again, and end a stuck hold',
        about: 'A hold ends only where its token is named, or with --force.',
        options: [LEASE, ALL, MEANT_SLOTS, REASON, HOLDER_TOKEN, FORCE],
        required: [[LEASE, ALL], [REASON]],
        conflicts: [
            [LEASE, ALL],
            [ALL, MEANT_SLOTS],
            [ALL, HOLDER_TOKEN],
            [ALL, FORCE],
            [HOLDER_TOKEN, FORCE],
        ],
        examples: {
            'Open it': 'ref-lease unlock -l staging --reason "migration done"',
            'End the hold of a machine that is gone': 'ref-lease unlock -l staging --token 1795166417 --reason "host replaced"',
        },
    },
    {
        name: 'doctor',
        summary: 'Try on the server what leases rely on',
        about: 'It touches no lease: what it writes is on a branch of its own, ref-lease-doctor-…, which it removes. One line says of each ' +
            'thing whether it is ok, a warning or a failure, and what to do. The status is 0 without a failure; 69 where the server ' +
            'does not answer, 77 where it refuses, 1 where it, or what is on it, cannot be trusted with a lease.',
        options: [AS_JSON],
        examples: {
            'Before the first lease': 'ref-lease doctor',
            'What is wrong, for a program': 'ref-lease doctor --json | jq \'.findings[] | select(.result != "ok")\'',
        },
    },
    {
        name: 'completion',
        summary: 'Print the completion for a shell',
        about: 'It asks nothing of any server.',
        options: [],
        choices: SHELLS,
        examples: {
            'bash, in ~/.bashrc': 'eval "$(ref-lease completion bash)"',
            'zsh, in ~/.zshrc, after compinit': 'eval "$(ref-lease completion zsh)"',
            fish: 'ref-lease completion fish > ~/.config/fish/completions/ref-lease.fish',
        },
    },
];
const COMMANDS = TABLE;

;// CONCATENATED MODULE: ./build/cli/arguments.js








class Given {
    #values;
    operands;
    constructor(values, operands) {
        this.#values = values;
        this.operands = operands;
    }
    get(option) {
        return this.#values.get(option.name) ?? null;
    }
    has(option) {
        return this.#values.has(option.name);
    }
}
const arguments_NAMES = COMMANDS.map(({ name }) => name);
function parseArguments(args) {
    const [first, ...rest] = args;
    if (first === undefined)
        return { kind: 'nothing' };
    if (is(HELP, first))
        return { kind: 'help', spec: null };
    if (is(SHOW_VERSION, first))
        return { kind: 'version' };
    if (first === 'help')
        return { kind: 'help', spec: rest[0] === undefined ? null : commandNamed(rest[0]) };
    const spec = commandNamed(first);
    const { given, texts } = split(spec, rest);
    if (texts.has(HELP.name))
        return { kind: 'help', spec };
    check(spec, texts);
    return { kind: 'command', name: spec.name, given: new Given(read(spec, texts), operands(spec, given)) };
}
function commandNamed(word) {
    const found = COMMANDS.find(({ name }) => name === word);
    if (found !== undefined)
        return found;
    const isOption = word.startsWith('-');
    const meant = nearest(word, arguments_NAMES);
    const advice = isOption
        ? 'The command comes first, its options after it.'
        : meant === null
            ? `There are ${allOf(arguments_NAMES)}.`
            : `Is "${meant}" meant?`;
    throw new errors/* InputError */.dz(`There is no command ${(0,printable/* quoted */.TL)(word)}. ${advice}`);
}
function split(spec, args) {
    const known = optionsOf(spec);
    const options = Object.fromEntries(known.map((option) => [option.name, { ...option, type: isValued(option) ? 'string' : 'boolean' }]));
    const { tokens } = (0,external_node_util_namespaceObject.parseArgs)({
        args: [...args],
        options,
        strict: false,
        allowPositionals: true,
        tokens: true,
    });
    const texts = new Map();
    const end = tokens.find(({ kind }) => kind === 'option-terminator');
    for (const token of tokens) {
        if (token.kind !== 'option')
            continue;
        const option = known.find(({ name }) => name === token.name);
        if (option === undefined)
            throw unknownOption(spec, token.rawName, known);
        if (texts.has(option.name))
            throw new errors/* InputError */.dz(`--${option.name} is given twice.`);
        if (token.inlineValue && token.rawName === `-${option.short}` && token.value.startsWith('='))
            throw tiedToLetter(option, token.value);
        const isNext = token.inlineValue === false && /^-\D/.test(token.value);
        if (isNext && isValued(option))
            throw needsValue(option, isMeant(token.value, known) ? '' : token.value);
        texts.set(option.name, arguments_valueOf(option, token.value));
    }
    const before = tokens
        .filter((token) => token.kind === 'positional' && (end === undefined || token.index < end.index))
        .map((token) => token.value);
    return { given: { before, behind: end === undefined ? [] : args.slice(end.index + 1) }, texts };
}
function arguments_valueOf(option, value) {
    if (isValued(option)) {
        if (value === undefined)
            throw needsValue(option);
        return value;
    }
    if (value !== undefined)
        throw new errors/* InputError */.dz(`--${option.name} takes no value.`);
    return true;
}
function tiedToLetter({ name, short }, value) {
    const forms = `-${short} ${value.slice(1)}, or --${name}${value}`;
    return new errors/* InputError */.dz(`-${short} is followed by its value without "=": ${forms}.`);
}
function is({ name, short }, word) {
    return word === `--${name}` || word === `-${short}`;
}
function isMeant(word, known) {
    return word === '--' || known.some((option) => is(option, word));
}
function needsValue({ name, value }, tied = '') {
    const advice = tied === '' ? '' : ` A value that begins with "-" is tied to it: --${name}=${(0,text_escape/* shellWord */.r7)(tied)}.`;
    return new errors/* InputError */.dz(`--${name} needs a value: --${name} ${value}.${advice}`);
}
function unknownOption(spec, raw, known) {
    const behind = spec.runsCommand ? ' Options of the command come behind --.' : '';
    const advice = elsewhere(raw) ?? similar(raw, known) ?? `See ref-lease ${spec.name} --help.`;
    return new errors/* InputError */.dz(`ref-lease ${spec.name} has no option ${(0,printable/* quoted */.TL)(raw)}. ${advice}${behind}`);
}
function elsewhere(raw) {
    if (is(SHOW_VERSION, raw))
        return `It comes without a command: ref-lease ${raw}.`;
    const commands = COMMANDS.filter(({ options }) => options.some((option) => is(option, raw)));
    return commands.length === 0 ? null : `It is an option of ${allOf(commands.map(({ name }) => name))}.`;
}
function similar(raw, known) {
    const word = /^--(.+)$/s.exec(raw)?.[1];
    const names = known.map(({ name }) => name);
    const meant = word === undefined ? null : nearest(word, names);
    return meant === null ? null : `Is --${meant} meant?`;
}
function optionsOf(spec) {
    return [...spec.options, ...GLOBAL];
}
function check(spec, texts) {
    for (const group of spec.required ?? []) {
        if (group.some(({ name }) => texts.has(name)))
            continue;
        throw new errors/* InputError */.dz(`ref-lease ${spec.name} needs ${anyOf(group.map(({ name }) => `--${name}`))}.`);
    }
    for (const [one, other] of spec.conflicts ?? []) {
        if (texts.has(one.name) && texts.has(other.name))
            throw new errors/* InputError */.dz(`--${one.name} and --${other.name} contradict each other.`);
    }
}
function read(spec, texts) {
    const values = new Map();
    for (const option of optionsOf(spec)) {
        const given = texts.get(option.name);
        if (given !== undefined)
            values.set(option.name, isValued(option) ? option.read(given) : true);
    }
    return values;
}
function operands(spec, { before, behind }) {
    if (!spec.runsCommand)
        return chosen(spec, [...before, ...behind]);
    const { name } = spec;
    const [first, second] = before;
    if (first !== undefined)
        throw new errors/* InputError */.dz(`ref-lease ${name} does not know what ${(0,printable/* quoted */.TL)(first)} is for. The command comes behind --: ref-lease ${name} … -- ${first}${second === undefined ? '' : ' …'}`);
    if (!behind[0])
        throw new errors/* InputError */.dz(`ref-lease ${name} needs a command: ref-lease ${name} … -- ./deploy.sh`);
    return behind;
}
function chosen({ name, choices }, given) {
    const extra = given[choices === undefined ? 0 : 1];
    if (extra !== undefined)
        throw new errors/* InputError */.dz(`ref-lease ${name} does not know what ${(0,printable/* quoted */.TL)(extra)} is for.`);
    const [choice = ''] = given;
    if (choices !== undefined && !choices.includes(choice)) {
        const was = choice === '' ? 'is missing' : `was given as ${(0,printable/* quoted */.TL)(choice)}`;
        throw new errors/* InputError */.dz(`The shell ${was}; it must be ${anyOf(choices)}.`);
    }
    return given;
}

;// CONCATENATED MODULE: ./build/cli/completion.js




const completion = { bash, zsh, fish };
const completion_NAMES = COMMANDS.map(({ name }) => name).join(' ');
function formsOf(options) {
    return options.flatMap(({ name, short }) => [...(short === undefined ? [] : [`-${short}`]), `--${name}`]);
}
function bash() {
    const cases = COMMANDS.map((spec) => `    ${spec.name}) words='${[...formsOf(optionsOf(spec)), ...(spec.choices ?? [])].join(' ')}' ;;`);
    const all = [...COMMANDS.flatMap(({ options }) => options), ...GLOBAL];
    const valued = [...new Set(formsOf(all.filter(isValued)))].join('|');
    return `_ref_lease() {
  local word=\${COMP_WORDS[COMP_CWORD]} words= i
  COMPREPLY=()
  for ((i = 2; i < COMP_CWORD; i++)); do
    [[ \${COMP_WORDS[i]} == -- ]] || continue
    if ((COMP_CWORD == i + 1)); then COMPREPLY=($(compgen -c -- "$word")); else COMPREPLY=($(compgen -f -- "$word")); fi
    return
  done
  case \${COMP_WORDS[COMP_CWORD - 1]} in
    ${valued}) return ;;
  esac
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
  esac
  ((COMP_CWORD > 1)) || words='${completion_NAMES} help'
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _ref_lease ref-lease
`;
}
function zsh() {
    const commands = COMMANDS.map(({ name, summary }) => `    ${(0,text_escape/* shellQuoted */.x)(`${name}:${summary}`)}`);
    const cases = COMMANDS.map((spec) => {
        const specs = optionsOf(spec).map((option) => `      ${zshOption(option)}`);
        const { choices } = spec;
        const operand = choices ? [`      ${(0,text_escape/* shellQuoted */.x)(`1:shell:(${choices.join(' ')})`)}`] : [];
        return `    ${spec.name}) _arguments -s \\\n${[...specs, ...operand].join(' \\\n')} ;;`;
    });
    return `#compdef ref-lease
_ref_lease() {
  local -a names=(
${commands.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command names
    return
  fi
  local -i end=\${words[(i)--]}
  if ((end < CURRENT)); then
    shift end words
    ((CURRENT -= end))
    _normal
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join('\n')}
  esac
}
compdef _ref_lease ref-lease
`;
}
function zshOption(option) {
    const forms = formsOf([option]);
    const text = option.text.replace(/[[\]:\\]/g, '\\$&');
    const value = isValued(option) ? `:${option.value}: ` : '';
    const spec = (0,text_escape/* shellQuoted */.x)(`[${text}]${value}`);
    return forms.length === 1
        ? `${forms[0]}${spec}`
        : `${(0,text_escape/* shellQuoted */.x)(`(${forms.join(' ')})`)}{${forms.join(',')}}${spec}`;
}
const BEHIND_IN_FISH = "complete -c ref-lease -n 'contains -- -- (commandline -opc)' -F -a '(complete -C (commandline -ct))'";
function fish() {
    const lines = COMMANDS.flatMap((spec) => {
        const { name, summary, runsCommand, choices } = spec;
        const here = `-n '__fish_seen_subcommand_from ${name}'`;
        return [
            `complete -c ref-lease -n __fish_use_subcommand -a ${name} -d ${fishQuoted(summary)}`,
            ...optionsOf(spec).map((option) => `complete -c ref-lease ${here} ${fishOption(option)}`),
            ...(choices ? [`complete -c ref-lease ${here} -a '${choices.join(' ')}'`] : []),
            ...(runsCommand ? [BEHIND_IN_FISH] : []),
        ];
    });
    return `${['complete -c ref-lease -f', ...lines].join('\n')}\n`;
}
function fishOption(option) {
    const short = option.short === undefined ? '' : `-s ${option.short} `;
    const value = isValued(option) ? ' -x' : '';
    return `${short}-l ${option.name}${value} -d ${fishQuoted(option.text)}`;
}
function fishQuoted(text) {
    return `'${text.replaceAll('\\', String.raw `\\`).replaceAll("'", String.raw `\'`)}'`;
}

// EXTERNAL MODULE: ./build/store/git/environment.js
var environment = __nccwpck_require__(3676);
;// CONCATENATED MODULE: ./build/text/terms.js
const ACTION_TERMS = {
    server: 'GitHub',
    writer: "the action's token",
    asker: 'job',
    lease: 'The input "lease"',
    until: 'The input "until"',
    slots: 'The input "slots"',
    clock: "GitHub's clock",
    timeout: '`timeout`',
    hold: '`hold-limit`',
    notWaited: 'Going on without it, as `wait: false` asks.',
    force: 'force: true',
    unlock: 'mode: unlock',
    status: 'mode: status',
    idAndToken: 'the outputs request-id and fencing-token of the job that acquired it',
    leftover: 'The post step tries once more; should that fail too, the next in line removes it after its TTL.',
    unseen: ', or the token lacks contents: read',
};
const COMMAND_TERMS = {
    server: 'The git server',
    writer: 'whoever runs the command',
    asker: 'command',
    lease: '--lease',
    until: '--until',
    slots: '--slots',
    clock: 'the clock of this machine',
    timeout: '--wait',
    hold: '--hold or --ttl',
    notWaited: 'Not waiting for it, as --no-wait asks.',
    force: '--force',
    unlock: 'ref-lease unlock',
    status: 'ref-lease status',
    idAndToken: 'the id and the token that ref-lease acquire has printed',
    leftover: 'What may be there of it is taken back now, for four minutes at most; a signal (Ctrl-C) gives up within 8 seconds.',
    unseen: '',
};

// EXTERNAL MODULE: ./build/cli/checkout.js
var checkout = __nccwpck_require__(4849);
// EXTERNAL MODULE: ./build/lease/identifiers.js
var identifiers = __nccwpck_require__(3577);
;// CONCATENATED MODULE: ./build/cli/ci.js


function askerOf(env, host, checkout) {
    const said = ofCi(env);
    const at = `${host.user}@${host.host}`;
    const parts = said?.name.filter((part) => part) ?? [];
    const name = parts.length > 1 ? parts.join(' ') : `${at}:${host.pid}`;
    const sha = identifiers/* SHA */.h.test(said?.sha ?? '') ? said.sha : checkout.headSha;
    const ref = said?.ref || checkout.headRef;
    return {
        name: kept(name, schema/* LONGEST */.zP.name),
        actor: kept(said?.actor || at, schema/* LONGEST */.zP.name),
        url: kept(said?.url ?? '', schema/* LONGEST */.zP.url),
        ...(sha === null ? {} : { headSha: sha }),
        ...(ref === null ? {} : { headRef: kept(ref, schema/* LONGEST */.zP.ref) }),
    };
}
function ofCi(env) {
    if (env['GITHUB_ACTIONS'] === 'true' || env['GITEA_ACTIONS'] === 'true')
        return ofGitHub(env);
    if (env['GITLAB_CI'] === 'true')
        return ofGitLab(env);
    if (env['BUILDKITE'] === 'true')
        return ofBuildkite(env);
    return env['JENKINS_URL'] ? ofJenkins(env) : null;
}
function ofGitHub(env) {
    const repository = env['GITHUB_REPOSITORY'];
    const run = env['GITEA_ACTIONS'] === 'true' ? env['GITHUB_RUN_NUMBER'] : env['GITHUB_RUN_ID'];
    const attempt = env['GITHUB_RUN_ATTEMPT'] || '1';
    const server = env['GITHUB_SERVER_URL'];
    return {
        name: [repository, 'run', run && attempt !== '1' ? `${run}/${attempt}` : run, env['GITHUB_JOB']],
        url: server && repository && run ? `${server}/${repository}/actions/runs/${run}` : '',
        actor: env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'],
        sha: env['GITHUB_SHA'],
        ref: env['GITHUB_REF'],
    };
}
function ofGitLab(env) {
    return {
        name: [env['CI_PROJECT_PATH'], 'pipeline', env['CI_PIPELINE_ID'], env['CI_JOB_NAME']],
        url: env['CI_JOB_URL'],
        actor: env['GITLAB_USER_LOGIN'],
        sha: env['CI_COMMIT_SHA'],
        ref: env['CI_MERGE_REQUEST_REF_PATH'] || refOf(env['CI_COMMIT_TAG'], env['CI_COMMIT_BRANCH']),
    };
}
function ofBuildkite(env) {
    const url = env['BUILDKITE_BUILD_URL'];
    const job = env['BUILDKITE_JOB_ID'];
    const step = env['BUILDKITE_STEP_KEY'] || env['BUILDKITE_LABEL'];
    const parallel = env['BUILDKITE_PARALLEL_JOB'];
    return {
        name: [
            env['BUILDKITE_PIPELINE_SLUG'],
            'build',
            env['BUILDKITE_BUILD_NUMBER'],
            step,
            parallel && `#${parallel}`,
        ],
        url: url && job ? `${url}#${job}` : url,
        actor: env['BUILDKITE_BUILD_CREATOR'],
        sha: env['BUILDKITE_COMMIT'],
        ref: refOf(env['BUILDKITE_TAG'], env['BUILDKITE_BRANCH']),
    };
}
function ofJenkins(env) {
    return {
        name: [env['JOB_NAME'], 'build', env['BUILD_NUMBER'], env['STAGE_NAME']],
        url: env['BUILD_URL'],
        actor: env['BUILD_USER_ID'] || env['CHANGE_AUTHOR'],
        sha: env['GIT_COMMIT'],
        ref: refOf(env['TAG_NAME'], env['BRANCH_NAME'] || env['GIT_BRANCH']?.replace(/^origin\//, '')),
    };
}
function refOf(tag, branch) {
    if (tag)
        return `refs/tags/${tag}`;
    return branch ? `refs/heads/${branch}` : undefined;
}
function kept(text, longest) {
    return text.slice(0, longest).toWellFormed();
}

// EXTERNAL MODULE: ./build/cli/exit.js
var exit = __nccwpck_require__(29);
// EXTERNAL MODULE: ./build/cli/world.js + 14 modules
var world = __nccwpck_require__(8419);
;// CONCATENATED MODULE: ./build/cli/context.js











async function contextOf(given, around, terminal) {
    const { env, directory, host } = around;
    const found = await around.checkout(directory);
    const asker = askerOf(env, host, found);
    const operator = { identity: { actor: asker.actor, runUrl: asker.url } };
    const where = { ...placeOf(given, env, found, directory), branch: given.get(BRANCH) ?? lease_board/* DEFAULT_BRANCH */.nU };
    refuseOwnBranch(where, found);
    return { given, around, terminal, where, asker, operator, gitEnv: (0,environment/* addConfig */.UK)(env, found.config) };
}
function refuseOwnBranch({ url, branch }, { origin, headRef }) {
    if (branch === lease_board/* DEFAULT_BRANCH */.nU || url !== origin || headRef !== `refs/heads/${branch}`)
        return;
    throw optionError(BRANCH.name, branch, 'a branch for leases alone, such as ref-lease, and not the one that is checked out here');
}
function sameBoard({ given, where }) {
    const url = given.get(AT);
    const at = url === null ? '' : ` ${(0,text_escape/* shellOption */.iu)('--url', (0,environment/* withoutSecrets */.cT)(url))}`;
    return where.branch === lease_board/* DEFAULT_BRANCH */.nU ? at : `${at} ${(0,text_escape/* shellOption */.iu)('--branch', where.branch)}`;
}
function placeOf(given, env, { origin, pushUrl, problem }, directory) {
    const option = given.get(AT);
    const named = option ?? (env['REF_LEASE_URL'] || null);
    if (named === null) {
        if (origin !== null)
            return { url: origin, ...(pushUrl === null ? {} : { pushUrl }) };
        const said = problem === null ? '' : ` Of ${directory} git says: ${problem}.`;
        throw new errors/* InputError */.dz(`Nobody says where the leases are: give --url or set REF_LEASE_URL, or run it in a checkout that has a remote "origin".${said}`);
    }
    const url = (0,checkout/* absolute */.ys)(named, directory);
    if (!(0,checkout/* isMissing */.b2)(url))
        return { url };
    const source = option === null ? 'REF_LEASE_URL' : '--url';
    throw new errors/* InputError */.dz(`There is no repository ${(0,printable/* quoted */.TL)(url)} on this machine: check ${source}. One elsewhere is written as git takes it: host:path, https://host/path.`);
}
function concluded({ terminal }, { told, failure }) {
    for (const each of told)
        terminal.tell(each);
    if (failure !== null)
        throw failure;
    return exit/* EXIT */.dc.done;
}
async function onBoard({ around, terminal, where, gitEnv }, use) {
    const { signals } = around;
    const say = (text) => terminal.tell({ level: 'debug', text });
    const connection = around.connect(where, gitEnv, say);
    try {
        const ports = {
            world: connection.world,
            budget: { share: () => 1 },
            serverUrl: (0,world/* serverOf */.F)(where.url),
            tell: (told) => terminal.tell(told),
            terms: COMMAND_TERMS,
            cancelled: signals.cancelled,
        };
        return await use(ports, connection.checkup);
    }
    finally {
        connection.close();
    }
}

;// CONCATENATED MODULE: ./build/cli/help.js



const WIDTH = 80;
const INDENT = '  ';
function help(spec, heading) {
    return spec === null ? overview(heading) : commandHelp(spec, heading);
}
function overview(heading) {
    const commands = COMMANDS.map(({ name, summary }) => [name, summary]);
    return sections([
        ['ref-lease shares an environment, a device or an account by a branch of any git', 'repository.'],
        [
            `${heading('Usage:')} ref-lease COMMAND [OPTION]...`,
            `       ref-lease -${SHOW_VERSION.short}, --${SHOW_VERSION.name}`,
        ],
        [heading('Commands:'), ...columns(commands)],
        [heading('Options of every command:'), ...columns(GLOBAL.map(row))],
        [heading('Exit statuses:'), ...columns(exit/* EXIT_STATUSES */.kZ)],
        ['More: ref-lease COMMAND --help'],
    ]);
}
function commandHelp(spec, heading) {
    const { summary, about, options, examples } = spec;
    return sections([
        [`${summary}.`],
        [`${heading('Usage:')} ${usageOf(spec)}`],
        wrapped(about, WIDTH),
        ...(options.length === 0 ? [] : [[heading('Options:'), ...columns(options.map(row))]]),
        [
            heading('Examples:'),
            ...Object.entries(examples).flatMap(([text, line]) => [`${INDENT}# ${text}`, `${INDENT}${line}`]),
        ],
        ['Options of every command, and exit statuses: ref-lease --help'],
    ]);
}
function usageOf({ name, options, required = [], runsCommand, choices }) {
    const needed = required.map((group) => {
        const forms = group.map(formOf);
        return forms.length === 1 ? forms[0] : `(${forms.join('|')})`;
    });
    const more = options.some((option) => !required.flat().includes(option)) ? ['[OPTION]...'] : [];
    const operand = runsCommand ? ['-- COMMAND [ARGUMENT]...'] : choices ? [choices.join('|')] : [];
    return ['ref-lease', name, ...needed, ...more, ...operand].join(' ');
}
function formOf(option) {
    return isValued(option) ? `--${option.name} ${option.value}` : `--${option.name}`;
}
function row(option) {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const { limits, byDefault } = isValued(option) ? option : {};
    const notes = [limits, byDefault === undefined ? undefined : `default: ${byDefault}`].filter((note) => note !== undefined);
    return [`${short}${formOf(option)}`, `${option.text}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`];
}
function columns(rows) {
    const width = Math.max(...rows.map(([left]) => left.length)) + 2;
    const room = WIDTH - INDENT.length - width;
    return rows.flatMap(([left, right]) => wrapped(right, room).map((line, index) => `${INDENT}${(index === 0 ? left : '').padEnd(width)}${line}`));
}
function wrapped(text, width) {
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
            lines.push(line);
            line = word;
        }
        else {
            line = line === '' ? word : `${line} ${word}`;
        }
    }
    return [...lines, line];
}
function sections(parts) {
    return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __nccwpck_require__(4212);
;// CONCATENATED MODULE: ./build/commands/outcome.js




function outcome_outcome(parts) {
    return { outputs: {}, summary: null, metrics: null, told: [], failure: null, ...parts };
}
function outcome_said(text, outputs, level = 'info') {
    return outcome_outcome({ outputs, told: [{ level, text }] });
}
function outcome_notHolder(text, outputs) {
    return outcome_outcome({ outputs, failure: new errors/* LeaseError */.pS('not-holder', text) });
}
function outcome_stateOutputs(lease, document, boardUrl) {
    const state = document === null ? null : (0,lease_board/* documentToJson */.B5)(document);
    const byGrant = document === null ? [] : (0,lease_document/* holdersOf */.pW)(document);
    const holders = byGrant.map((holder) => state.requests.find(({ id }) => id === holder.id));
    return { lease, holder: holders[0] ?? null, holders, state, 'board-url': boardUrl };
}
function outcome_slotOutputs(holder, document) {
    const slots = holder === null || document === null ? [] : (holder.slots ?? (0,slot_table/* namesOf */.eZ)(document.slots));
    return { slot: slots[0] ?? '', slots };
}

// EXTERNAL MODULE: ./build/lease/process.js
var process = __nccwpck_require__(9908);
// EXTERNAL MODULE: ./build/lease/signs.js
var lease_signs = __nccwpck_require__(8755);
;// CONCATENATED MODULE: ./build/lease/decision.js

const FRESH_TURN = { wins: 0, at: 0, blockers: [] };
const FRESH_MEMORY = {
    registered: false,
    ended: 0,
    found: null,
    late: null,
    leaving: null,
    missingSince: null,
    turn: FRESH_TURN,
    signs: lease_signs/* NO_SIGNS */.FZ,
};
function decided(verdict, memory) {
    return { verdict, memory, check: [] };
}

// EXTERNAL MODULE: ./build/lease/containment.js
var containment = __nccwpck_require__(5177);
// EXTERNAL MODULE: ./build/lease/groups.js
var lease_groups = __nccwpck_require__(1645);
// EXTERNAL MODULE: ./build/lease/line.js + 2 modules
var lease_line = __nccwpck_require__(6786);
;// CONCATENATED MODULE: ./build/protocol/pace.js



const WRITE_SLOT = 0.5;
const LONGEST_SPREAD = 30;
const HANDING_ON = { first: 0.25, growth: 2, longest: 16 };
const CROWD = 12;
const LATELY = 5;
const SHARE_OF_A_CROWD = 0.4;
const LONGEST_WAY = 100;
function leavingWith(changes, { requests, outcomes }, now, losses) {
    const isHold = changes.some(({ kind }) => kind === 'release');
    if (!isHold && !changes.some(({ kind }) => kind === 'withdraw'))
        return 0;
    const alike = requests.filter((request) => (0,lease_document/* isHolder */.Hk)(request) === isHold).length;
    const ends = isHold ? ['success', 'failure'] : ['withdrawn'];
    const left = outcomes.filter(({ outcome, at }) => ends.includes(outcome) && Math.abs(now - at) <= LATELY);
    return alike >= CROWD && left.length >= (losses > 0 ? 1 : 2) ? alike : 0;
}
function leaving(others) {
    if (others === 0)
        return HANDING_ON;
    return { first: others * SHARE_OF_A_CROWD, growth: 1, longest: LONGEST_WAY };
}
function arriving(pollMean) {
    return { first: Math.max(4, pollMean), growth: 4, longest: Math.max(60, pollMean) };
}
function arrivingWith(others) {
    return { first: Math.max(2, others), growth: 2, longest: Math.max(8, 2 * others) };
}
function renewing(ttl) {
    return { first: 0.5, growth: 2, longest: Math.max(1, ttl / 20) };
}
const LOW_BUDGET = 0.2;
const POOR = 4;
const FAR = 2;
function hasteOf(changes, isRegistered, arrival, others) {
    const handsOn = changes.some(({ kind }) => ['withdraw', 'release'].includes(kind) || (kind === 'grant' && isRegistered));
    return handsOn ? leaving(others) : arrival;
}
function backoff({ first, growth, longest }, attempt, random) {
    return random * Math.min(longest, first * growth ** attempt);
}
function exponential(count, longest) {
    return Math.min(longest, 2 ** count);
}
const IN_A_POOL = 1.5;
const CHARGED = 15;
function pollMean(interval, rank, longest, budgetShare, { isPool = false, isCharged = false } = {}) {
    const far = Math.max(1, rank / FAR);
    const poor = budgetShare >= LOW_BUDGET ? 1 : POOR;
    const most = isPool ? IN_A_POOL : poor === 1 ? 2 : POOR;
    const bound = longest * Math.min(Math.max(1, rank / (4 * FAR)), most);
    const mean = Math.max(interval, Math.min(interval * far * poor, bound));
    if (!isCharged)
        return mean;
    const dear = Math.max(mean, Math.min(CHARGED, longest));
    const rarer = dear * Math.max(1, rank);
    return isPool ? Math.max(dear, Math.min(rarer, IN_A_POOL * longest)) : rarer;
}
function pollDelay(mean, rank, random) {
    return mean * ((rank <= 1 ? 0.5 : 0.75) + random / 2);
}
function spread(document, registration, groups, random) {
    if (groups === null)
        return 0;
    const { head_sha, parameters } = registration;
    const lower = (0,lease_groups/* stackOf */.US)(groups, head_sha).filter(({ head }) => head !== head_sha);
    const below = (0,lease_line/* unheard */.yt)(document, registration, lower);
    const isAlone = below.length === 0 && (0,lease_groups/* above */.G1)(groups, head_sha).length === 0;
    const slots = isAlone ? 0 : below.length + random / 2;
    return Math.min(slots * WRITE_SLOT, LONGEST_SPREAD, parameters.window / 3);
}

;// CONCATENATED MODULE: ./build/protocol/evidence.js


const TRIES_BEFORE_A_GRANT = 7;
const TRIES_OF_A_RELEASE = 2;
const LONGEST_PAUSE = 15;
const REFUSALS = 3;
const LONGEST_BLINDNESS = 60;
const NEVER_ASKED = { tries: 0, notBefore: 0 };
function noEvidence(mostTries) {
    return { proofs: containment/* NO_PROOFS */.Ez, asked: {}, mostTries, blind: null };
}
function dueQuestions(evidence, questions, now) {
    return openQuestions(evidence, questions)
        .filter((question) => askedOf(evidence, question).notBefore <= now.mono)
        .map(({ head, sha }) => ({ ask: 'contains', head, sha }));
}
function openQuestions(evidence, questions) {
    const { proofs, mostTries } = evidence;
    return questions.filter((question) => proofs[(0,containment/* proofKey */.CU)(question.head, question.sha)] === undefined &&
        askedOf(evidence, question).tries < mostTries);
}
function nextQuestionAt(evidence, questions) {
    const times = openQuestions(evidence, questions).map((each) => askedOf(evidence, each).notBefore);
    return times.length === 0 ? null : Math.min(...times);
}
function awaitAnswers(evidence, questions, now) {
    const [first] = openQuestions(evidence, questions).filter(({ blocks }) => blocks);
    if (first === undefined)
        return { evidence: answered(evidence), waits: false, say: [] };
    const { since, told } = evidence.blind ?? { since: now.mono, told: false };
    const waits = !told && now.mono - since < LONGEST_BLINDNESS;
    const why = 'no answer to such a question for a minute';
    return {
        evidence: { ...evidence, blind: { since, told: !waits } },
        waits,
        say: waits || told ? [] : [{ line: 'evidence-missing', head: first.head, why }],
    };
}
function learnContains(evidence, ask, answer, now) {
    const { head, sha } = ask;
    if (answer?.is === 'value') {
        const proofs = (0,containment/* withProof */.rX)(evidence.proofs, head, sha, answer.value);
        return { evidence: { ...answered(evidence), proofs }, say: [] };
    }
    const counts = answer?.is === 'refused' ? Math.ceil(evidence.mostTries / REFUSALS) : 1;
    const tries = askedOf(evidence, ask).tries + counts;
    const notBefore = now.mono + exponential(tries - 1, LONGEST_PAUSE) * (0.75 + now.random / 2);
    const why = answer === null ? 'no answer in time' : answer.why;
    return {
        evidence: { ...evidence, asked: { ...evidence.asked, [(0,containment/* proofKey */.CU)(head, sha)]: { tries, notBefore } } },
        say: tries >= TRIES_BEFORE_A_GRANT ? [{ line: 'evidence-missing', head, why }] : [],
    };
}
function answered(evidence) {
    return evidence.blind === null ? evidence : { ...evidence, blind: null };
}
function askedOf(evidence, { head, sha }) {
    return evidence.asked[(0,containment/* proofKey */.CU)(head, sha)] ?? NEVER_ASKED;
}

// EXTERNAL MODULE: ./build/lease/age.js
var age = __nccwpck_require__(8838);
// EXTERNAL MODULE: ./build/lease/invariants.js
var invariants = __nccwpck_require__(340);
// EXTERNAL MODULE: ./build/lease/counters.js
var counters = __nccwpck_require__(6848);
// EXTERNAL MODULE: ./build/lease/slots.js
var lease_slots = __nccwpck_require__(8604);
;// CONCATENATED MODULE: ./build/lease/outcomes.js




const OUTCOMES_BYTES = 150_000;
const OUTCOMES_BYTES_WITHOUT_ROOM = 40_000;
const BYTES_OF_FORM = 150;
function outcomeOfRequest(request, ending) {
    const { round, registered_at } = request;
    const hold = request.status === 'acquired' ? { granted_at: request.granted_at, epoch: request.epoch } : undefined;
    return { ...closing(request, ending), round, registered_at, ...hold, ...(0,lease_slots/* namedSlots */.vo)(request) };
}
function closing(registration, ending) {
    return {
        ...(0,lease_document/* identityOf */.cu)(registration),
        ...ending,
        by: ending.by.slice(0, schema/* LONGEST */.zP.by),
        ...(ending.reason === undefined ? {} : { reason: ending.reason.slice(0, schema/* LONGEST */.zP.reason) }),
        propagate: ending.propagate ?? registration.parameters.propagate,
    };
}
function mayHaveDropped(document, token) {
    const { outcomes } = document;
    return (0,counters/* endedIn */.O)(document) > outcomes.length && outcomes.every(({ at }) => at > token);
}
function sizeOfOutcome(outcome) {
    return new TextEncoder().encode(JSON.stringify(outcome, null, 2)).length + BYTES_OF_FORM;
}
function keptOutcomes(outcomes, written, excess = () => 0) {
    const sizes = outcomes.map(sizeOfOutcome);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const wanted = bytes > OUTCOMES_BYTES_WITHOUT_ROOM ? bytes - excess() : bytes;
    const most = Math.min(Math.max(wanted, OUTCOMES_BYTES_WITHOUT_ROOM), OUTCOMES_BYTES);
    const droppable = outcomes.length - written;
    let dropped = 0;
    for (let left = bytes; dropped < droppable; dropped += 1) {
        if (outcomes.length - dropped <= schema/* OUTCOMES_KEPT */.vD && left <= most)
            break;
        left -= sizes[dropped];
    }
    return outcomes.slice(dropped);
}

;// CONCATENATED MODULE: ./build/lease/locking.js



function locked(document, lock, slots = [slot_table/* LEASE */.DL]) {
    const longest = slots.every((slot) => slot === slot_table/* LEASE */.DL) ? schema/* LONGEST */.zP.reason : schema/* LONGEST */.zP.reasonOfSlotLock;
    return withPlaces(document, slots, { lock: { ...lock, reason: lock.reason.slice(0, longest) } });
}
function unlocked(document, { slots = [slot_table/* LEASE */.DL], waives = false }) {
    return withPlaces(document, slots, { lock: null, ...(waives ? slot_table/* NO_REST */.NY : {}) });
}
function withPlaces(document, places, change) {
    const named = places.filter((place) => place !== slot_table/* LEASE */.DL);
    const changed = {
        ...document,
        ...(named.length < places.length ? change : {}),
        slots: (0,slot_table/* withSlots */.WL)(document.slots, named, change),
    };
    return (0,lease_document/* isAlike */.HI)(document, changed) ? document : changed;
}

;// CONCATENATED MODULE: ./build/lease/stacks.js



function withoutRepeats(document, registered) {
    const head = registered.head_sha;
    const namedBy = document.requests.filter(({ base_sha, stack }) => stack.length > 0 && (base_sha === head || stack.includes(head)));
    return [registered, ...namedBy].reduce((current, { id }) => shortened(current, id), document);
}
function withInherited(document, { head_sha, stack }) {
    return stack.length === 0 ? document : handedUp(document, head_sha, stack);
}
function withoutOutcomes(before, after) {
    const kept = new Set(after.outcomes);
    const dropped = before.outcomes.filter((outcome) => !kept.has(outcome) && outcome.base_sha !== null);
    if (dropped.length === 0)
        return after;
    const { below } = (0,containment/* orderGraphOf */.Iz)(before);
    const entries = [...after.requests, ...after.outcomes];
    const heads = new Set(entries.map((entry) => entry.head_sha));
    return dropped.reduce((document, { head_sha }) => {
        const lower = [...(0,containment/* reachable */.Gq)(below, head_sha)].filter((head) => heads.has(head));
        return lower.length === 0 ? document : handedUp(document, head_sha, lower.toReversed());
    }, after);
}
function handedUp(document, head, lower) {
    const heirs = nextAbove(document, head);
    const all = heirs.reduce((current, { id, stack }) => withStack(current, id, [...lower, ...stack]), document);
    return heirs.reduce((current, { id }) => shortened(current, id), all);
}
function nextAbove(document, head) {
    const { above } = (0,containment/* orderGraphOf */.Iz)(document);
    const live = new Set(document.requests.map(({ head_sha }) => head_sha));
    const passed = new Set();
    const found = new Set();
    const open = [head];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (live.has(at))
            found.add(at);
        else if (!passed.has(at))
            open.push(...(above.get(at) ?? []));
        passed.add(at);
    }
    return document.requests.filter(({ head_sha }) => found.has(head_sha));
}
function shortened(document, id) {
    const { head_sha, stack } = (0,lease_document/* requestOf */.fo)(document, id);
    if (stack.length === 0)
        return document;
    const { below } = (0,containment/* orderGraphOf */.Iz)(withStack(document, id, []));
    const told = new Set([head_sha, ...(0,containment/* reachable */.Gq)(below, head_sha)]);
    const kept = [];
    for (const lower of stack.toReversed()) {
        if (kept.length === lease_groups/* STACK_KEPT */.I9 || told.has(lower))
            continue;
        kept.push(lower);
        for (const each of [lower, ...(0,containment/* reachable */.Gq)(below, lower)])
            told.add(each);
    }
    return kept.length === stack.length ? document : withStack(document, id, kept.toReversed());
}
function withStack(document, id, stack) {
    return (0,lease_document/* updated */.C2)(document, id, (request) => ({ ...request, stack }));
}

;// CONCATENATED MODULE: ./build/lease/registration.js



function register(document, registration, joins, at, seen_at) {
    const { id, nonce } = registration;
    if ((0,lease_document/* outcomeOf */.sG)(document, id) !== undefined)
        return document;
    const other = (0,lease_document/* requestOf */.fo)(document, id);
    if (other !== undefined) {
        if (other.status === 'acquired' || other.nonce === nonce)
            return document;
        if (isSameWork(other, registration))
            return takeOver(document, other, registration, seen_at);
        const without = { ...document, requests: document.requests.filter((each) => each.id !== id) };
        return register(without, registration, joins, at, seen_at);
    }
    const round = roundFor(document, registration, joins, at);
    const joined = { ...round, changed_at: seen_at };
    const others = document.rounds.filter((each) => each.id !== round.id);
    const request = pending(registration, { round: round.id, registered_at: at, seen_at });
    const registered = {
        ...document,
        rounds: [...others, joined].toSorted((a, b) => a.id - b.id),
        requests: [...document.requests, request],
        slots: (0,slot_table/* withNamed */.uR)(document.slots, registration.parameters.accepts, at),
    };
    return withoutRepeats(registered, request);
}
function roundFor(document, registration, joins, at) {
    const opened = {
        id: document.sequence + 1,
        scope: registration.scope,
        priority: (0,lease_document/* isGroup */.IZ)(registration) ? 0 : registration.priority,
        opened_at: at,
        changed_at: at,
        granted: false,
    };
    if (!(0,lease_document/* isGroup */.IZ)(registration))
        return opened;
    const holder = joins === null ? undefined : (0,lease_document/* holdOf */.nv)(document, joins);
    const joined = document.rounds.find((round) => round.id === holder?.round);
    if (joined !== undefined)
        return joined;
    const ofGroups = new Set(document.requests.filter(lease_document/* isGroup */.IZ).map((request) => request.round));
    const open = document.rounds.findLast(({ id, scope, granted }) => !granted && scope === registration.scope && ofGroups.has(id));
    return open ?? opened;
}
function takeOver(document, { round, registered_at, seen_at }, registration, at) {
    const request = pending(registration, { round, registered_at, seen_at: later(seen_at, at) });
    return withoutRepeats((0,lease_document/* updated */.C2)(document, request.id, () => request), request);
}
function pending(registration, stamps) {
    return { ...registration, ...stamps, status: 'pending', alive_at: null, asked_at: null, slots: null };
}
function isSameWork(other, registration) {
    return (other.scope === registration.scope &&
        other.head_sha === registration.head_sha &&
        other.base_sha === registration.base_sha &&
        other.priority === registration.priority);
}
function signAt(at, now) {
    return now >= at ? at : Math.round(at * 1000 + 1 + (Math.floor(now * 1000) % 1000)) / 1000;
}
function later(stamp, at) {
    return Math.max(at, Math.round(stamp * 1000 + 1) / 1000);
}

;// CONCATENATED MODULE: ./build/lease/request-key.js
const request_key_ID = /^(\d+\/\d+\/[^/]*\/\d+\/(?:x[0-9a-f]{12}|\d+))(?:\/(\d+))?$/;
function keyOf(id) {
    return request_key_ID.exec(id)?.[1] ?? id;
}
function ordinalOf(id) {
    return Number(request_key_ID.exec(id)?.[2] ?? 1);
}

;// CONCATENATED MODULE: ./build/lease/settlement.js




const SUCCESSES_ASKED = 3;
const REQUESTS_ASKED = 20;
function maySettle(holder, request) {
    return (!(0,lease_document/* isSameJob */.c_)(request, holder) &&
        request.scope === holder.scope &&
        request.parameters.propagate &&
        holder.parameters.propagate);
}
function sharerOf({ requests, outcomes }, asking) {
    const keys = new Map();
    return [asking, ...requests, ...outcomes].find(({ id, scope, run_id, run_attempt, job, job_index }) => {
        if (scope !== asking.scope)
            return false;
        const look = `${run_id}/${run_attempt}/${job_index}/${job}`;
        const key = keyOf(id);
        const first = keys.get(look) ?? key;
        keys.set(look, first);
        return first !== key;
    });
}
function settledBy(document, holder, proofs) {
    const isProved = (0,containment/* containedIn */.xK)(document, holder.head_sha, proofs);
    return waitingUnder(document, holder).filter(({ head_sha }) => isProved(head_sha));
}
function settlingSuccess(document, registration, proofs) {
    const successes = successesInScope(document, registration);
    if (successes.length === 0)
        return undefined;
    const { head_sha } = registration;
    const containers = (0,containment/* reachable */.Gq)((0,containment/* chainOf */.dR)(document).above, head_sha);
    return successes.find((success) => success.head_sha === head_sha ||
        proofs[(0,containment/* proofKey */.CU)(success.head_sha, head_sha)] === true ||
        containers.has(success.head_sha));
}
function successesInScope(document, registration) {
    if (!registration.parameters.propagate)
        return [];
    const successes = document.outcomes.filter((outcome) => outcome.outcome === 'success' &&
        outcome.propagate &&
        outcome.scope === registration.scope &&
        !(0,lease_document/* isSameJob */.c_)(outcome, registration));
    return unlessShared(document, registration, successes.toReversed());
}
function mayJoin(document, registration) {
    if (!(0,lease_document/* isGroup */.IZ)(registration))
        return [];
    const settling = (0,lease_document/* holdersOf */.pW)(document).filter((holder) => (0,lease_document/* isGroup */.IZ)(holder) && maySettle(holder, registration));
    const holders = unlessShared(document, registration, settling);
    if (holders.length < 2)
        return holders;
    const places = new Map((0,lease_line/* roundsInLine */.bv)(document).map(({ id }, place) => [id, place]));
    return holders.toSorted((a, b) => places.get(a.round) - places.get(b.round));
}
function questionsAbout(document, registration, proofs) {
    const sha = registration.head_sha;
    const successes = successesInScope(document, registration).map(({ head_sha }) => head_sha);
    const isRegistered = (0,lease_document/* requestOf */.fo)(document, registration.id) !== undefined;
    const joined = isRegistered ? [] : mayJoin(document, registration).map(({ head_sha }) => head_sha);
    if (successes.length === 0 && joined.length === 0)
        return [];
    const chain = (0,containment/* chainOf */.dR)(document);
    const lower = belowOf(chain, registration);
    const containers = (0,containment/* reachable */.Gq)(chain.above, sha);
    const isOpen = (head) => head !== sha && !containers.has(head) && !lower.has(head);
    const heads = [...new Set(successes)].filter(isOpen).slice(0, SUCCESSES_ASKED);
    return [...new Set([...heads, ...joined.filter(isOpen)])]
        .filter((head) => proofs[(0,containment/* proofKey */.CU)(head, sha)] === undefined)
        .map((head) => ({ head, sha, blocks: heads.includes(head) }));
}
function questionsBelow(document, holder, proofs) {
    const head = holder.head_sha;
    const above = (0,containment/* reachable */.Gq)((0,containment/* chainOf */.dR)(document).above, head);
    const isProved = (0,containment/* containedIn */.xK)(document, head, proofs);
    const heads = new Set(waitingUnder(document, holder).map(({ head_sha }) => head_sha));
    return [...heads]
        .filter((sha) => !isProved(sha) && !above.has(sha) && proofs[(0,containment/* proofKey */.CU)(head, sha)] === undefined)
        .slice(0, REQUESTS_ASKED)
        .map((sha) => ({ head, sha, blocks: false }));
}
function belowOf({ below }, { head_sha, base_sha }) {
    const base = base_sha === null ? [] : [base_sha];
    return new Set([...base, ...(0,containment/* reachable */.Gq)(below, head_sha, ...base)]);
}
function waitingUnder(document, holder) {
    const waiting = document.requests.filter((request) => request.status === 'pending' && maySettle(holder, request));
    return unlessShared(document, holder, waiting);
}
function unlessShared(document, asking, found) {
    return found.length === 0 || sharerOf(document, asking) !== undefined ? [] : found;
}

;// CONCATENATED MODULE: ./build/lease/transition.js












const COMPLETED_AT_ONCE = 100;
function transition(document, changes, { now, trusted = true, floor = 0 }) {
    const at = Math.max(now, (0,lease_document/* latestStamp */.H1)(document));
    const stamps = { at, sign: signAt(at, now) };
    const isShared = trusted && at > (0,lease_document/* ownClockOf */.ki)(document);
    const changed = changes.reduce((current, change) => apply(current, change, stamps, floor), document);
    if (changed === document)
        return document;
    const occupied = new Set(changed.requests.map((request) => request.round));
    const ended = changed.outcomes.slice(document.outcomes.length);
    const kept = {
        ...changed,
        outcomes: keptOutcomes(changed.outcomes, ended.length, () => excessOf(changed, changes)),
    };
    const granted = (0,lease_document/* holdersOf */.pW)(changed).filter(({ id }) => (0,lease_document/* holdOf */.nv)(document, id) === undefined);
    const slots = (0,slot_table/* withoutForgotten */.nW)(changed, at);
    return {
        ...(0,age/* withWatched */.RU)(withoutOutcomes(changed, kept)),
        ...(isShared ? {} : { own_clock_at: (0,lease_document/* latestStamp */.H1)(changed) }),
        slots,
        sequence: document.sequence + 1,
        rounds: changed.rounds.filter((round) => occupied.has(round.id)),
        counters: (0,counters/* counted */.h)(document.counters, granted, ended, (0,slot_table/* namesOf */.eZ)(slots)),
    };
}
function excessOf(document, changes) {
    if (changes.some(({ kind }) => kind === 'register'))
        return 0;
    return (0,lease_board/* isLargerThan */.Tn)(document, lease_board/* LARGEST_DOCUMENT */.zj) ? (0,lease_board/* sizeOf */.$d)(document) - lease_board/* LARGEST_DOCUMENT */.zj : 0;
}
function apply(document, change, stamps, floor) {
    const { at, sign } = stamps;
    switch (change.kind) {
        case 'register':
            return register(document, change.registration, change.joins ?? null, at, sign);
        case 'grant':
            return grant(document, change, stamps, floor);
        case 'release':
            return release(document, change, at);
        case 'complete':
            return end(document, change.id, completedBy(change.by, at));
        case 'withdraw':
            return withdraw(document, change.registration, change.reason, at);
        case 'evict':
            return evict(document, change, at);
        case 'renew':
            return (0,lease_document/* updated */.C2)(document, change.id, (own) => ({
                ...own,
                seen_at: later(own.seen_at, sign),
                asked_at: null,
            }));
        case 'ask':
            return (0,lease_document/* updated */.C2)(document, change.id, (other) => other.status === 'acquired' || other.asked_at !== null ? other : { ...other, asked_at: at });
        case 'hand-on':
            return (0,age/* withHandedOn */.oZ)(document, change.watched);
        case 'alive':
            return (0,lease_document/* updated */.C2)(document, change.id, (other) => ({
                ...other,
                alive_at: later(other.alive_at ?? 0, at),
            }));
        case 'lock':
            return locked(document, change.lock, change.slots);
        case 'unlock':
            return unlocked(document, change);
    }
}
function grant(document, { id, slots: named }, { at, sign }, floor) {
    const slots = named ?? null;
    const request = (0,lease_document/* requestOf */.fo)(document, id);
    if (request?.status === 'acquired')
        return document;
    if (request === undefined)
        throw new errors/* InvariantError */.zU(`The lease ${document.lease} cannot go to ${id}, which is not registered`);
    const holder = (0,lease_document/* holdersOf */.pW)(document).find((other) => (0,lease_slots/* overlap */.EF)(slots, other.slots));
    if (holder !== undefined) {
        throw new errors/* InvariantError */.zU(`The lease ${document.lease} cannot go to ${id} while ${holder.id} holds it`);
    }
    const epoch = Math.max(document.epoch + 1, floor + 1, Math.floor(at));
    const granted = (0,lease_document/* updated */.C2)(document, id, (own) => ({
        ...own,
        status: 'acquired',
        seen_at: sign,
        asked_at: null,
        granted_at: at,
        epoch,
        slots: slots === null ? null : [...slots],
    }));
    return {
        ...granted,
        epoch,
        ...slot_table/* NO_REST */.NY,
        slots: (0,slot_table/* withSlots */.WL)(document.slots, slots, { epoch, ...slot_table/* NO_REST */.NY }),
        rounds: document.rounds.map((round) => round.id === request.round ? { ...round, granted: true } : round),
    };
}
function release(document, change, at) {
    const holder = (0,lease_document/* holdOf */.nv)(document, change.id);
    if (holder === undefined || holder.epoch !== change.epoch)
        return document;
    const { id, outcome, proofs } = change;
    const untold = sharerOf(document, holder) === undefined ? {} : { propagate: false };
    const ended = end(document, id, { outcome, at, by: id, ...untold });
    if (outcome === 'failure')
        return ended;
    const ending = completedBy(holder, at);
    let room = OUTCOMES_BYTES / 2;
    const settled = settledBy(document, holder, proofs)
        .slice(0, COMPLETED_AT_ONCE)
        .filter((request) => {
        room -= sizeOfOutcome(outcomeOfRequest(request, ending));
        return room >= 0;
    });
    return settled.reduce((current, request) => end(current, request.id, ending), ended);
}
function completedBy({ id, head_sha }, at) {
    return { outcome: 'completed', at, by: id, completed_by: head_sha };
}
function withdraw(document, registration, reason, at) {
    const { id } = registration;
    const request = (0,lease_document/* requestOf */.fo)(document, id);
    if ((0,lease_document/* outcomeOf */.sG)(document, id) !== undefined || request?.status === 'acquired')
        return document;
    const ending = { outcome: 'withdrawn', at, by: id, reason };
    if (request !== undefined)
        return end(document, id, ending);
    return { ...document, outcomes: [...document.outcomes, closing(registration, ending)] };
}
function evict(document, change, at) {
    const request = (0,lease_document/* requestOf */.fo)(document, change.id);
    if (request === undefined || (request.epoch ?? null) !== change.epoch)
        return document;
    const { by, reason } = change;
    const ending = { outcome: 'evicted', at, by, reason };
    if (request.status !== 'acquired')
        return end(document, request.id, ending);
    const { rest: takeover_delay = request.parameters.takeover_delay } = change;
    const rest = takeover_delay > 0 ? { rest_until: at + takeover_delay, rest_since: at } : slot_table/* NO_REST */.NY;
    const ended = end(document, request.id, { ...ending, takeover_delay });
    if (request.slots === null)
        return { ...ended, ...rest };
    return { ...ended, slots: (0,slot_table/* withSlots */.WL)(ended.slots, request.slots, rest) };
}
function end(document, id, ending) {
    const request = (0,lease_document/* requestOf */.fo)(document, id);
    if (request === undefined)
        return document;
    const ended = {
        ...document,
        requests: document.requests.filter((other) => other.id !== id),
        outcomes: [...document.outcomes, outcomeOfRequest(request, ending)],
    };
    return withInherited(ended, request);
}

;// CONCATENATED MODULE: ./build/protocol/knowledge.js





const OLDER_ANSWERS = 3;
const OLDER_FOR = 60;
const LONGEST_GAP = 30;
const CLAIMED_FOR = 10;
function knowledge_unknown(lease, options = {}) {
    const { endsOnly = false, stride = 60, trusted = true, seen = -1, least = 0, mayLand = null } = options;
    return {
        lease,
        trusted,
        endsOnly,
        hasRead: false,
        on: null,
        missed: false,
        document: null,
        lock: null,
        others: null,
        existed: seen >= 0,
        seen,
        least,
        floor: 0,
        older: null,
        mayLand,
        sightings: age/* NO_SIGHTINGS */.Vy,
        watched: 0,
        heardAt: null,
        stride,
    };
}
function current(known, at) {
    const { document, lease } = known;
    if (document === null)
        return (0,lease_document/* createDocument */.ui)(lease, at);
    return isGone(known) ? (0,lease_document/* recreateDocument */.n7)(document, at) : document;
}
function isGone({ on, existed }) {
    return existed && on !== null && on.head === null;
}
function timeOf({ trusted, document, sightings, watched }, at) {
    return { now: at, trusted, ownClockAt: (0,lease_document/* ownClockOf */.ki)(document), sightings, watched };
}
function learnWhole(known, whole, now) {
    if (whole.head === null && known.existed && (known.document !== null || known.seen === -1)) {
        return gone(known, now);
    }
    const learned = learnFiles(known, whole, whole.head, now);
    if (learned.unreadable !== null || learned.as === 'older')
        return learned;
    return {
        ...learned,
        known: {
            ...learned.known,
            hasRead: true,
            on: { head: whole.head },
            missed: false,
            others: whole.others ?? null,
            existed: known.existed || whole.head !== null,
        },
    };
}
function learnGlance(known, glance, now) {
    if (glance.document === null) {
        const after = { ...heard(known, now), on: null, missed: true };
        return { known: after, as: 'believed', unreadable: null };
    }
    const learned = learnFiles(known, glance, null, now);
    if (learned.unreadable !== null || learned.as === 'older')
        return learned;
    const after = learned.known;
    const isSame = (0,lease_document/* isAlike */.HI)(after.document, known.document) && (0,lease_document/* isAlike */.HI)(after.lock, known.lock);
    return { known: isSame ? after : { ...after, on: null }, as: 'believed', unreadable: null };
}
function learnSilence(known) {
    return { ...known, heardAt: null, older: null };
}
function draftOf(known, changes, at) {
    const { lease, on, trusted } = known;
    if (on === null)
        throw new Error('a write needs a whole read');
    const before = current(known, at);
    const after = transition(before, changes, { now: at, trusted, floor: known.floor });
    if (after === before && !isGone(known))
        return null;
    (0,invariants/* assertStep */.RW)(known.document ?? before, after);
    return { lease, on: on.head, document: after, ...(isGone(known) ? { lock: known.lock } : {}) };
}
function sending(known, at) {
    return { ...known, mayLand: Math.max(known.mayLand ?? 0, current(known, at).sequence) };
}
function learnApplied(known, draft, head) {
    const document = draft.document ?? known.document;
    return {
        ...known,
        on: { head },
        document,
        lock: draft.lock === undefined ? known.lock : draft.lock,
        existed: true,
        seen: Math.max(known.seen, document?.sequence ?? -1),
        floor: Math.max(known.floor, document?.epoch ?? 0),
        mayLand: null,
    };
}
function learnUnconfirmed(known) {
    return { ...known, on: null };
}
function gone(known, now) {
    return {
        known: {
            ...heard(known, now),
            hasRead: true,
            on: { head: null },
            missed: false,
            older: null,
            sightings: age/* NO_SIGHTINGS */.Vy,
        },
        as: 'believed',
        unreadable: null,
    };
}
function learnFiles(known, { document, lock = known.lock }, head, now) {
    const learned = learnDocument(known, document, head, now);
    if (learned.unreadable !== null || learned.as === 'older')
        return learned;
    if ((0,lease_board/* isUnreadable */.GZ)(lock) && !known.endsOnly)
        return { ...learned, unreadable: { path: lease_board/* LOCK_PATH */.O0, head, problem: lock.unreadable } };
    return { ...learned, known: { ...learned.known, lock: (0,lease_board/* isUnreadable */.GZ)(lock) ? null : lock } };
}
function learnDocument(known, found, head, now) {
    const isJudged = found !== null && now.at !== null && known.trusted;
    const problem = (0,lease_board/* isUnreadable */.GZ)(found) ? found.unreadable : isJudged ? (0,lease_document/* problemAt */.l4)(found, now.at) : null;
    if (problem !== null) {
        return { known, as: 'believed', unreadable: { path: (0,lease_board/* pathOf */.XM)(known.lease), head, problem } };
    }
    const document = found;
    const sequence = document?.sequence ?? -1;
    const isOlder = sequence < known.seen || (document?.epoch ?? 0) < known.least;
    if (isOlder) {
        const older = oneMore(known.older, now);
        const isRewound = older.count >= OLDER_ANSWERS && older.over >= (sequence < known.seen ? OLDER_FOR : CLAIMED_FOR);
        if (!isRewound)
            return { known: { ...heard(known, now), older, on: null }, as: 'older', unreadable: null };
    }
    const watching = heard(known, now);
    return {
        known: {
            ...watching,
            document,
            seen: sequence,
            least: isOlder ? 0 : known.least,
            floor: Math.max(known.floor, document?.epoch ?? 0),
            older: null,
            mayLand: known.mayLand !== null && sequence > known.mayLand ? null : known.mayLand,
            sightings: document === null
                ? age/* NO_SIGHTINGS */.Vy
                : (0,age/* noteSightings */.HO)(document, watching.sightings, { ...watching, now: now.at }),
        },
        as: sequence < known.seen ? 'rewound' : 'believed',
        unreadable: null,
    };
}
function oneMore(older, { mono }) {
    if (older === null)
        return { count: 1, over: 0, heardAt: mono };
    const gap = Math.min(mono - older.heardAt, LONGEST_GAP);
    return { count: older.count + 1, over: older.over + gap, heardAt: mono };
}
function watchedAt({ watched, heardAt, stride }, now) {
    return watched + (heardAt === null ? 0 : Math.min(now.mono - heardAt, stride));
}
function heard(known, now) {
    return { ...known, watched: watchedAt(known, now), heardAt: now.mono };
}

;// CONCATENATED MODULE: ./build/protocol/lives.js

const lives_REFUSALS = 3;
const NONE_UNSEEN = {};
function learnUnseen(unseen, request, answer, poll, now) {
    const repository = repositoryOf(request);
    if (answer.is === 'value') {
        return Object.fromEntries(Object.entries(unseen).filter(([name]) => name !== repository));
    }
    if (answer.is !== 'refused')
        return unseen;
    const last = refusedOf(unseen, repository);
    const polls = (last?.polls ?? 0) + Number(last?.poll !== poll);
    return { ...unseen, [repository]: { polls, poll, notBefore: now.mono + request.parameters.max_hold / 2 } };
}
function seeable(unseen, requests, now) {
    return requests.filter((request) => {
        const refused = refusedOf(unseen, repositoryOf(request));
        return refused === undefined || refused.polls < lives_REFUSALS || now.mono >= refused.notBefore;
    });
}
function untold(signs, requests, watched, poll) {
    return requests.reduce((known, { id }) => (0,lease_signs/* observe */.lB)(known, id, 'unknown', watched, poll), signs);
}
function refusedOf(unseen, repository) {
    return Object.hasOwn(unseen, repository) ? unseen[repository] : undefined;
}
function repositoryOf({ run_url }) {
    return run_url.split('/actions/')[0];
}

;// CONCATENATED MODULE: ./build/protocol/asks.js
function isApplied({ to, answer }) {
    return to.ask === 'write' && answer?.is === 'value' && answer.value !== 'conflict';
}

;// CONCATENATED MODULE: ./build/protocol/renewal.js



const NONE = { stamp: null, at: { mono: 0, at: null }, sent: null };
function startRenewal(request) {
    return (0,lease_signs/* ageOfHold */.yu)(request) === Infinity ? null : NONE;
}
function sendingSign(renewal, { mayLand }, { mono, at }) {
    const last = { mono, at };
    const first = mayLand === null || renewal.sent === null ? last : renewal.sent.first;
    return { ...renewal, sent: { first, last } };
}
function learnSign(renewal, { id, nonce }, { document }, heard) {
    const own = document === null ? undefined : (0,lease_document/* requestOf */.fo)(document, id);
    if (own === undefined || own.seen_at === renewal.stamp)
        return renewal;
    if (own.nonce !== nonce && !isApplied(heard))
        return renewal;
    if (renewal.stamp !== null && own.seen_at < renewal.stamp)
        return { ...renewal, stamp: own.seen_at };
    const { first, last } = renewal.sent ?? { first: renewal.at, last: renewal.at };
    return { ...renewal, stamp: own.seen_at, at: isApplied(heard) ? last : first };
}
function sinceSign(renewal, now) {
    if (renewal === null)
        return null;
    const { stamp, at } = renewal;
    return stamp === null ? Infinity : now.mono - at.mono + leapSince(at, now);
}
function signDue({ stamp, at }, ttl, now) {
    return stamp === null ? Infinity : at.mono + ttl / 3 - leapSince(at, now);
}
function reliableUntil({ at }, ttl, now) {
    return at.mono + (2 * ttl) / 3 - leapSince(at, now);
}
function leapSince({ mono, at }, now) {
    return now.at === null || at === null ? 0 : Math.max(0, now.at - at - (now.mono - mono));
}
function longestPause(ttl) {
    return Math.max(2, ttl / 12);
}

;// CONCATENATED MODULE: ./build/protocol/weather.js

const weather_LONGEST_PAUSE = 60;
const LONGEST_PAUSE_OF_WRITES = 90;
const LONGEST_LAG = 16;
const RULE = { refusals: 3, over: 30 };
const RULE_WHILE_OTHERS_WRITE = { refusals: 8, over: 120 };
const FIRST_PAUSE_AFTER_REFUSAL = 10;
const TOLD_LOSSES = 5;
const OUTRUN = 'Each write came too late: others write the branch, or what is read of it is old.';
const PAUSE_AFTER_LIMITED_LOOK = 5;
const FAIR = {
    reads: 0,
    writes: 0,
    looks: 0,
    told: false,
    refusedReads: null,
    refusedWrites: null,
    losses: 0,
    lostOn: null,
    notBefore: 0,
    limitedUntil: null,
    looksNotBefore: 0,
    why: '',
};
function isOutage({ reads }) {
    return reads > 0;
}
function tooLate({ limitedUntil, why }, cancelled, { at, mono }) {
    if (limitedUntil === null || limitedUntil < mono)
        return { kind: 'unanswered', why, cancelled };
    return { kind: 'limited', until: at === null ? null : at + (limitedUntil - mono), why };
}
function isLimitedUntil({ limitedUntil }, time) {
    return limitedUntil !== null && limitedUntil >= time;
}
function hurried(weather, mono) {
    if (weather.limitedUntil !== null && weather.limitedUntil > mono)
        return weather;
    return { ...weather, reads: 0, writes: 0, losses: 0, notBefore: mono };
}
function pausing(weather, longest, mono) {
    if (weather.limitedUntil !== null && weather.limitedUntil > mono)
        return weather;
    return { ...weather, notBefore: Math.min(weather.notBefore, mono + longest) };
}
function readAnswered(weather, asked, mayLand) {
    const looks = asked === 'look' ? 0 : weather.looks;
    const after = { ...weather, reads: 0, looks, refusedReads: null };
    return cleared(after, weather.writes > 0 && (asked === 'read' || mayLand));
}
function writeDecided(weather) {
    return cleared({ ...weather, writes: 0 }, weather.reads > 0);
}
function writeApplied(weather) {
    return writeDecided({ ...weather, refusedWrites: null, losses: 0, lostOn: null });
}
function raceLost(weather, haste, head, now) {
    const onHead = weather.lostOn?.head === head ? weather.lostOn.count + 1 : 0;
    const losses = weather.losses + 1;
    const { weather: after, say } = writeDecided({ ...weather, losses, lostOn: { head, count: onHead } });
    const lag = onHead === 0 ? 0 : around(exponential(onHead, LONGEST_PAUSE_OF_WRITES), now);
    const notBefore = now.mono + Math.max(backoff(haste, weather.losses, now.random), lag);
    const told = losses === TOLD_LOSSES ? [{ line: 'outrun', why: OUTRUN }] : [];
    return { weather: { ...after, notBefore, why: OUTRUN }, say: [...say, ...told] };
}
function readWasOlder(weather, count, now) {
    return { ...weather, notBefore: now.mono + exponential(count, LONGEST_LAG) * (0.5 + now.random / 2) };
}
function silent(before, what, why, now) {
    const weather = weather_oneMore(before, what, why, now);
    return { weather, say: before.told ? [] : [{ line: 'silent', why }] };
}
function limited(before, what, until, why, now) {
    const weather = weather_oneMore(before, what, why, now);
    const notBefore = Math.max(weather.notBefore, afterLimit(until, now));
    const limitedUntil = now.mono + secondsTo(until, now);
    return {
        weather: { ...weather, notBefore, limitedUntil },
        say: before.limitedUntil === null ? [{ line: 'limited', until }] : [],
    };
}
function around(pause, { random }) {
    return pause * (0.75 + random / 2);
}
function weather_oneMore(before, what, why, now) {
    const weather = what === 'read' ? { ...before, reads: before.reads + 1 } : { ...before, writes: before.writes + 1 };
    const pause = Math.max(exponential(weather.reads, weather_LONGEST_PAUSE), exponential(weather.writes, LONGEST_PAUSE_OF_WRITES));
    return { ...weather, told: true, notBefore: now.mono + around(pause, now), why };
}
function afterLimit(until, now) {
    return now.mono + secondsTo(until, now) + 1 + 4 * now.random;
}
function looksLimited(weather, until, now) {
    const looks = weather.looks + 1;
    const looksNotBefore = now.mono + Math.max(secondsTo(until, now) + 1, exponential(looks, weather_LONGEST_PAUSE));
    const notBefore = Math.min(looksNotBefore, now.mono + PAUSE_AFTER_LIMITED_LOOK * (1 + now.random));
    return {
        weather: { ...weather, looks, notBefore, looksNotBefore },
        say: weather.looks === 0 ? [{ line: 'looks-limited', until }] : [],
    };
}
function secondsTo(until, { at }) {
    return Math.max(until - (at ?? until), 0);
}
function refused(weather, doing, head, { why, toRepair = false }, now) {
    const field = doing === 'writing' ? 'refusedWrites' : 'refusedReads';
    const refusals = another(weather[field], head, now.mono);
    const pause = exponential(refusals.count - 1, weather_LONGEST_PAUSE / FIRST_PAUSE_AFTER_REFUSAL) * FIRST_PAUSE_AFTER_REFUSAL;
    const after = { ...weather, [field]: refusals, notBefore: now.mono + pause * (1 + now.random / 5), why };
    return {
        weather: { ...after, told: true },
        say: weather.told ? [] : [{ line: 'refused', why }],
        rule: isRule(refusals, now.mono) ? { doing, count: refusals.count, why, toRepair } : null,
    };
}
function another(last, head, mono) {
    if (last === null)
        return { head, count: 1, since: mono, onHead: 1, onHeadSince: mono };
    const isSame = last.head === head;
    return {
        head,
        count: last.count + 1,
        since: last.since,
        onHead: isSame ? last.onHead + 1 : 1,
        onHeadSince: isSame ? last.onHeadSince : mono,
    };
}
function isRule({ count, since, onHead, onHeadSince }, mono) {
    return ((onHead >= RULE.refusals && mono - onHeadSince >= RULE.over) ||
        (count >= RULE_WHILE_OTHERS_WRITE.refusals && mono - since >= RULE_WHILE_OTHERS_WRITE.over));
}
function cleared(weather, isOutage) {
    const isRefused = weather.refusedReads !== null || weather.refusedWrites !== null;
    if (isOutage || isRefused || !weather.told)
        return { weather, say: [] };
    return { weather: { ...weather, told: false, limitedUntil: null }, say: [{ line: 'answers-again' }] };
}

;// CONCATENATED MODULE: ./build/protocol/session.js





function newSession(known, longestPause = null) {
    const weather = FAIR;
    return { known, weather, haste: HANDING_ON, mightLand: null, gaveWay: false, longestPause };
}
function taught(state, say = []) {
    return { state, say, trouble: null };
}
function learnAll(before, heard, learnOne) {
    const say = [];
    let trouble = null;
    let state = before;
    for (const each of heard) {
        const lesson = learnOne(state, each);
        state = lesson.state;
        say.push(...lesson.say);
        trouble ??= lesson.trouble;
    }
    return { state, say, trouble };
}
function hear(session, heard, now) {
    const lesson = learnFrom(session, heard, momentOf(heard.answer, now));
    if (session.longestPause === null)
        return lesson;
    const weather = pausing(lesson.state.weather, session.longestPause, now.mono);
    return { ...lesson, state: { ...lesson.state, weather } };
}
function learnFrom(session, heard, now) {
    switch (heard.to.ask) {
        case 'read':
            return hearLook(session, 'read', heard.answer, now, (whole) => learnWhole(session.known, whole, now));
        case 'look':
            return hearLook(session, 'look', heard.answer, now, (glance) => learnGlance(session.known, glance, now));
        case 'write':
            return hearWrite(session, heard.to, heard.answer, now);
        default:
            return taught(session);
    }
}
function hearLook(session, asked, answer, now, learn) {
    if (answer?.is === 'value')
        return hearState(session, asked, learn(answer.value), now);
    const { weather } = session;
    const missed = { ...session, known: learnSilence(session.known) };
    if (answer === null)
        return taught(missed);
    switch (answer.is) {
        case 'silent': {
            const { hasRead, existed } = session.known;
            if (answer.lasting === true && !hasRead && !existed)
                return hearRefusal(missed, 'reaching', null, answer, now);
            return after(missed, silent(weather, 'read', answer.why, now));
        }
        case 'limited':
            return after(missed, asked === 'look'
                ? looksLimited(weather, answer.until, now)
                : limited(weather, 'read', answer.until, answer.why, now));
        case 'refused':
            return hearRefusal(missed, 'reading', null, answer, now);
    }
}
function hearState(session, asked, learned, now) {
    const { known, as, unreadable } = learned;
    if (unreadable !== null) {
        return { state: { ...session, known }, say: [], trouble: { kind: 'unreadable', ...unreadable } };
    }
    const { weather, say } = readAnswered(session.weather, asked, known.mayLand !== null);
    if (as === 'older') {
        const older = readWasOlder(weather, known.older.count, now);
        return taught({ ...session, known, weather: older }, say);
    }
    const twin = known.seen === -1 ? known.others?.find((name) => (0,lease_board/* isTwin */.tr)(name, known.lease)) : undefined;
    if (twin !== undefined) {
        const trouble = { kind: 'twin', of: 'lease', name: known.lease, twin };
        return { state: { ...session, known, weather }, say, trouble };
    }
    const rewound = as === 'rewound' ? [{ line: 'rewound' }] : [];
    return taught({ ...session, known, weather }, [...say, ...rewound]);
}
function hearWrite(session, draft, answer, now) {
    const lost = unsure(session);
    if (answer === null)
        return taught(lost);
    switch (answer.is) {
        case 'value': {
            if (answer.value === 'conflict')
                return after(lost, raceLost(session.weather, session.haste, draft.on, now));
            const known = learnApplied(session.known, draft, answer.value.head);
            return after({ ...session, known }, writeApplied(session.weather));
        }
        case 'silent':
            return after(lost, silent(session.weather, 'write', answer.why, now));
        case 'limited':
            return after(lost, limited(session.weather, 'write', answer.until, answer.why, now));
        case 'refused': {
            const known = { ...lost.known, mayLand: session.mightLand };
            return hearRefusal({ ...lost, known }, 'writing', draft.on, answer, now);
        }
    }
}
function hearRefusal(session, doing, head, refusal, now) {
    const { weather, say, rule } = refused(session.weather, doing, head, refusal, now);
    return { state: { ...session, weather }, say, trouble: rule === null ? null : { kind: 'rule', ...rule } };
}
function after(session, { weather, say }) {
    return taught({ ...session, weather }, say);
}
function momentOf(answer, now) {
    return answer?.at === undefined ? now : { ...now, at: answer.at };
}
function unsure(session) {
    return { ...session, known: learnUnconfirmed(session.known) };
}
function askRead({ known }) {
    return { ask: 'read', lease: known.lease };
}
function crowdOf({ known, weather }, changes, at) {
    return leavingWith(changes, current(known, at), at, weather.losses);
}
function givingWay(session, others, { mono, random }) {
    if (session.gaveWay || others === 0)
        return null;
    const notBefore = mono + backoff(leaving(others), 0, random);
    return unsure({ ...session, gaveWay: true, weather: { ...session.weather, notBefore } });
}
function askWrite(session, changes, haste, now) {
    const draft = draftOf(session.known, changes, now);
    if (draft === null) {
        throw new errors/* InvariantError */.zU(`A write of the lease ${session.known.lease} was to change nothing`);
    }
    return send(session, draft, haste, now);
}
function askWriteLock(session, lock, now) {
    const { lease, on } = session.known;
    if (on === null)
        throw new errors/* InvariantError */.zU('A lock was to be written on a board that was not read');
    return send(session, { lease, on: on.head, lock }, HANDING_ON, now);
}
function send(session, draft, haste, now) {
    return {
        session: { ...session, known: sending(session.known, now), haste, mightLand: session.known.mayLand },
        ask: { ask: 'write', ...draft },
    };
}
function pausedUntil({ weather }, mono) {
    return mono < weather.notBefore ? weather.notBefore : null;
}

;// CONCATENATED MODULE: ./build/protocol/acquire-state.js








function startAcquire(wish) {
    const { ttl } = wish.registration.parameters;
    const renewal = startRenewal(wish.registration);
    const stride = Math.max(wish.pollInterval, ttl / (wish.delayAssignment + 2)) * 1.25 + 15;
    return {
        wish,
        session: newSession(knowledge_unknown(wish.lease, { stride, trusted: wish.trusted }), (0,lease_signs/* isOfProcess */.hK)(wish.registration) ? longestPause(ttl) : null),
        startedAt: null,
        registration: null,
        groups: { seen: null, refusals: 0, tried: false },
        ahead: { value: null, tries: 0 },
        evidence: noEvidence(TRIES_BEFORE_A_GRANT),
        memory: FRESH_MEMORY,
        renewal,
        lastTurn: FRESH_MEMORY.turn,
        poll: 0,
        lookAt: null,
        hasSpread: false,
        sidesNotBefore: 0,
        unseen: NONE_UNSEEN,
        toldLives: false,
        toldSides: false,
        toldNoRoom: false,
        end: null,
        cancelled: false,
    };
}
function mayBeOnBoard(state) {
    return state.session.known.mayLand !== null || isOnBoard(state);
}
function isOnBoard({ session: { known }, memory, registration }) {
    if (memory.registered)
        return true;
    if (registration === null || known.document === null)
        return false;
    return (0,lease_document/* requestOf */.fo)(known.document, registration.id)?.nonce === registration.nonce;
}
function leftoverOf(state, done) {
    const { registration, session } = state;
    if (registration === null)
        return null;
    const { seen, mayLand } = session.known;
    const epoch = done?.kind === 'acquired' && done.own ? done.holder.epoch : null;
    return { registration, epoch, seen, mayLand, ended: done !== null && isOver(state, done) };
}
function toTakeBack(state, done, isUnwanted) {
    if (done.kind === 'acquired' && !isUnwanted)
        return null;
    const left = leftoverOf(state, done);
    return left === null || left.ended ? null : left;
}
function isOver(state, done) {
    switch (done.kind) {
        case 'acquired':
            return !done.own;
        case 'completed':
        case 'ended':
        case 'gone':
        case 'other-hold':
            return true;
        case 'lost':
            return false;
        case 'unconfirmed':
        case 'twin':
        case 'unreadable':
        case 'rule':
            return !mayBeOnBoard(state);
    }
}

;// CONCATENATED MODULE: ./build/protocol/own-hold.js

const ownHoldErrand = {
    limit: 30,
    next(memo, { document }) {
        const holder = (0,lease_document/* holdOf */.nv)(document, memo.id);
        return { memo, wants: { kind: 'done', result: holder?.epoch === memo.token ? holder : null } };
    },
};

// EXTERNAL MODULE: ./build/input/identity.js
var identity = __nccwpck_require__(3625);
// EXTERNAL MODULE: ./build/lease/claims.js
var claims = __nccwpck_require__(772);
;// CONCATENATED MODULE: ./build/lease/liveness.js






const CHECKED_AT_ONCE = 5;
const EVICTED_AT_ONCE = 20;
function watchOf(line, mine, time, { isOpen, hasRoom }) {
    const waiting = (0,lease_line/* waitingIn */.zQ)(line);
    const place = waiting.findIndex((request) => request.id === mine.id);
    const before = hasRoom
        ? waiting.slice(0, Math.max(place, 0))
        : waiting.filter((request) => request.id !== mine.id);
    const own = (0,lease_document/* requestOf */.fo)(line.document, mine.id);
    const holders = (0,lease_document/* holdersOf */.pW)(line.document).filter((holder) => !hasRoom || (0,lease_slots/* overlap */.EF)(own.parameters.accepts, holder.slots) || mayBeLeftBy(holder, own));
    const counted = isOpen && hasRoom ? countedAfter(line, mine, time) : [];
    return { line, mine, time, before: before.toReversed(), holders, counted };
}
function deadFor(watch) {
    const isGone = (request) => (0,lease_signs/* isDead */.XU)(request, watch.mine.signs, watch.time) || isReturned(request, watch.mine.id);
    const living = watch.before.findIndex((request) => !isGone(request) && !(0,lease_signs/* isOfProcess */.hK)(request));
    const near = living === -1 ? watch.before : watch.before.slice(0, living);
    const holders = watch.holders.filter(isGone).slice(0, EVICTED_AT_ONCE);
    const others = [...near, ...watch.counted].filter(isGone);
    return [...others.slice(0, EVICTED_AT_ONCE - holders.length), ...holders];
}
function isReturned({ id }, own) {
    return keyOf(id) === keyOf(own) && ordinalOf(id) < ordinalOf(own);
}
function mayBeLeftBy(request, own) {
    const isLeft = request.status === 'acquired' && request.parameters.held_by === 'run';
    return isLeft && (0,lease_document/* isSameJob */.c_)(request, own) && request.run_attempt < own.run_attempt;
}
function mayBeDead({ before, holders, mine }) {
    return [...before, ...holders].some((request) => {
        const sign = (0,lease_signs/* signOf */.rL)(mine.signs, request);
        return sign?.liveness === 'ended' && sign.polls < 2;
    });
}
function suspects(watch, poll, waits = true) {
    const { before, holders, counted, time } = watch;
    const { signs } = watch.mine;
    const own = (0,lease_document/* requestOf */.fo)(watch.line.document, watch.mine.id);
    const isLiving = (request) => !(0,lease_signs/* isDead */.XU)(request, signs, time);
    const waiting = before.filter((request) => isLiving(request) && !(0,lease_signs/* isOfProcess */.hK)(request));
    const isDue = (request, patience) => {
        const ttl = request.parameters.ttl * patience;
        const isFar = !waits && !(0,age/* isDated */.DC)(time, request.seen_at) && Math.abs(time.now - request.seen_at) > ttl;
        const isWatched = isFar || (0,lease_signs/* isSilent */.eS)(request, ttl, time) || mayBeLeftBy(request, own);
        if ((0,lease_signs/* isOfProcess */.hK)(request) || !isWatched)
            return false;
        const sign = (0,lease_signs/* signOf */.rL)(signs, request);
        if (sign === undefined)
            return true;
        return sign.liveness === 'ended' ? sign.poll !== poll : (0,age/* hasWatched */.zG)(time, sign.at, ttl);
    };
    const isAsked = (request) => {
        const sign = (0,lease_signs/* signOf */.rL)(signs, request);
        return sign?.liveness === 'ended' && sign.poll === poll;
    };
    const nearest = waiting.find((request) => !isAsked(request));
    const patienceWith = ({ slots }) => {
        const others = waiting.filter(({ parameters }) => (0,lease_slots/* overlap */.EF)(parameters.accepts, slots));
        return others.every(isAsked) ? 1 : others.length + 1;
    };
    const suspected = [
        ...(nearest !== undefined && isDue(nearest, 1) ? [nearest] : []),
        ...holders.filter((request) => isLiving(request) && isDue(request, patienceWith(request))),
        ...counted.filter((request) => isLiving(request) && isDue(request, 1)),
    ];
    return suspected.slice(0, CHECKED_AT_ONCE);
}
function seenAlive({ line, mine, time }) {
    return line.document.requests.filter((request) => request.id !== mine.id &&
        (0,lease_signs/* wasSeenAlive */.kA)(request, mine.signs, time) &&
        (0,lease_signs/* mayBeSilent */.AA)(request, request.parameters.ttl, time));
}
function mustBeNoted(request, time) {
    return (0,lease_signs/* mayBeSilent */.AA)(request, request.parameters.max_hold / 2, time);
}
function countedAfter(line, mine, time) {
    const { round, candidate } = (0,lease_line/* roundOf */.O7)(line, mine, time);
    if (candidate?.id !== mine.id || !(0,lease_document/* isGroup */.IZ)(candidate) || candidate.parameters.expected === 'auto')
        return [];
    if ((0,lease_line/* isReadyByTime */.iW)(round, candidate, time))
        return [];
    return round.pending.filter((request) => request.id !== mine.id);
}

;// CONCATENATED MODULE: ./build/lease/compete.js











const PATIENCE = 0.5;
const PATIENCE_OF_KEEPER = 5;
const TAKEN_OVER_AT_ONCE = 20;
function leave(me, memory, seen, own, ending) {
    const withdraw = { kind: 'withdraw', registration: me.registration, reason: ending };
    const verdict = own === undefined && !seen.unanswered
        ? { kind: 'gone', ending }
        : { kind: 'write', changes: [...handOn(seen), withdraw] };
    return { verdict, memory: { ...memory, leaving: ending }, check: [] };
}
function compete(me, memory, seen, own) {
    const { id } = me.registration;
    const { time } = seen;
    const registering = own === undefined ? [registerChange(me, seen)] : [];
    const registered = transition(seen.document, registering, time);
    const line = (0,lease_line/* lineOf */.cA)(registered);
    const mine = mineIn(registered, me, memory, seen);
    const sight = sightOf(me, seen);
    const hasRoom = registering.length === 0 || fits(seen.document, registered);
    const watch = watchOf(line, mine, time, { isOpen: findsEnough(line, mine, sight), hasRoom });
    const isFit = hasRoom && !seen.openEvidence;
    const clearing = clearAway(line, mine, deadFor(watch), sight, { isFit, waits: me.wait });
    const { evicting, line: left, own: claim } = clearing;
    const turn = takeTurn(memory.turn, clearing, mine, sight);
    const check = suspects(watch, seen.poll, me.wait);
    const after = { ...memory, turn };
    const decided = (verdict) => ({ verdict, memory: after, check });
    const write = (...changes) => decided({ kind: 'write', changes: [...changes, ...noting(watch)] });
    if (isFit && turn.wins > me.delayAssignment)
        return write(...registering, ...evicting, ...grantChanges(claim, seen));
    if (!me.wait) {
        if (evicting.length > 0)
            return decided({ kind: 'write', changes: evicting });
        const mayChange = seen.openEvidence || check.length > 0 || mayBeDead(watch);
        return mayChange ? decided({ kind: 'wait', because: null }) : leave(me, after, seen, own, 'not-granted');
    }
    const changes = [
        ...(hasRoom ? registering : []),
        ...evicting,
        ...asking(left.document, turn, time),
        ...(own !== undefined && mustRenew(own, seen) ? [...handOn(seen), { kind: 'renew', id }] : []),
    ];
    const isUrgent = changes.length > 0 || seenAlive(watch).some((request) => mustBeNoted(request, time));
    if (isUrgent)
        return write(...changes);
    return decided({ kind: 'wait', because: hasRoom ? null : 'no-room' });
}
function grantChanges({ request: { id, parameters }, due }, seen) {
    if (parameters.accepts === null)
        return [{ kind: 'grant', id }];
    return [...handOn(seen), { kind: 'grant', id, slots: due }];
}
function handOn({ document, time }) {
    const watched = (0,age/* handingOn */.tq)(document, time);
    return Object.keys(watched).length === 0 ? [] : [{ kind: 'hand-on', watched }];
}
function registerChange(me, { document, proofs }) {
    const { registration } = me;
    const joined = mayJoin(document, registration).find(({ head_sha }) => (0,containment/* containedIn */.xK)(document, head_sha, proofs)(registration.head_sha));
    return { kind: 'register', registration, ...(joined === undefined ? {} : { joins: joined.id }) };
}
function mineIn(document, me, { signs }, { groups }) {
    const { id } = me.registration;
    return { id, round: (0,lease_document/* requestOf */.fo)(document, id).round, groups: groups?.list ?? null, signs };
}
function sightOf({ wait }, { time, boardLock }) {
    return { time, boardLock, restsBy: wait ? time : (0,age/* byClock */.WH)(time.now) };
}
function findsEnough(line, { id }, sight) {
    const { accepts, take } = (0,lease_slots/* wishOf */.H_)((0,lease_document/* requestOf */.fo)(line.document, id), line.slots);
    const free = (0,claims/* freeIn */.w)(line, sight);
    return [...accepts].filter((slot) => free.has(slot)).length >= take;
}
function clearAway(line, mine, dead, sight, { isFit, waits }) {
    const without = (from, evicting) => {
        const document = transition(from.document, evicting, sight.time);
        const left = document === from.document ? from : (0,lease_line/* lineOf */.cA)(document);
        const own = (0,claims/* claimsIn */.h)(left, { ...sight, mine }).find(({ request }) => request.id === mine.id);
        return { evicting, line: left, own };
    };
    const ended = without(line, dead.map((request) => evictChange(mine.id, request, reasonOfEnd(request, mine))));
    const over = ended.own?.mayTakeOver.slice(0, TAKEN_OVER_AT_ONCE) ?? [];
    const isHad = waits || over.every(({ parameters }) => parameters.takeover_delay === 0);
    if (!isFit || !isHad || over.length === 0)
        return ended;
    const reason = 'it held the lease for longer than its hold-limit';
    const taken = without(ended.line, over.map((holder) => evictChange(mine.id, holder, reason)));
    return { ...taken, evicting: [...ended.evicting, ...taken.evicting] };
}
function evictChange(by, { id, epoch }, reason) {
    return { kind: 'evict', id, epoch: epoch ?? null, by, reason };
}
function reasonOfEnd(request, { id, signs }) {
    if (isReturned(request, id))
        return 'it had ended before: its job has asked anew since';
    if ((0,lease_signs/* isOfProcess */.hK)(request))
        return 'it did not show itself in time';
    if ((0,lease_signs/* signOf */.rL)(signs, request)?.liveness === 'unknown')
        return 'it gave no sign of life for its max-hold, and nobody could see its job';
    return request.status === 'acquired' ? 'its job ended without a release' : 'its job ended';
}
const NEW_BLOCKER = { keptFor: 0, couldActFor: 0, now: null };
function takeTurn(last, { line, own }, mine, sight) {
    const wins = own !== undefined && own.due.length > 0 ? last.wins + 1 : 0;
    const at = sight.time.watched;
    return { wins, at, blockers: wins > 0 ? [] : blockersOf(last, line, mine, sight) };
}
function blockersOf(last, line, mine, sight) {
    const { document, slots: all } = line;
    const { accepts } = (0,lease_slots/* wishOf */.H_)((0,lease_document/* requestOf */.fo)(document, mine.id), all);
    const claims = claimsOfOthers(line, mine, sight).filter(({ due, keeps, overdue }) => [...due, ...keeps, ...overdue].some((slot) => accepts.has(slot)));
    const claimOf = new Map(claims.map((claim) => [claim.request.id, claim]));
    const lastOf = new Map(last.blockers.map((blocker) => [blocker.id, blocker]));
    const passed = sight.time.watched - last.at;
    return (0,lease_line/* waitingIn */.zQ)(line).flatMap(({ id, seen_at: seenAt }) => {
        const claim = claimOf.get(id);
        const before = lastOf.get(id);
        if (claim === undefined && before?.seenAt !== seenAt)
            return [];
        const { keptFor, couldActFor, now } = before?.seenAt === seenAt ? before : NEW_BLOCKER;
        return [
            {
                id,
                seenAt,
                keptFor: keptFor + (now === null ? 0 : passed),
                couldActFor: couldActFor + (now === 'could-act' ? passed : 0),
                now: claim === undefined ? null : whatItDoes(claim),
            },
        ];
    });
}
function whatItDoes({ due, mayTakeOver }) {
    return due.length > 0 || mayTakeOver.length > 0 ? 'could-act' : 'keeps';
}
function claimsOfOthers(line, mine, sight) {
    const isOfOwnRound = ({ request }) => request.round === mine.round;
    const byDocument = (0,claims/* claimsIn */.h)(line, { ...sight, mine: null });
    const bySight = byDocument.some(isOfOwnRound)
        ? []
        : (0,claims/* claimsIn */.h)(line, { ...sight, mine }).filter(isOfOwnRound);
    return [...byDocument, ...bySight].filter(({ request }) => request.id !== mine.id);
}
function asking(document, { blockers }, time) {
    return blockers.flatMap(({ id, seenAt, keptFor, couldActFor, now }) => {
        const { asked_at, parameters } = (0,lease_document/* requestOf */.fo)(document, id);
        const isLate = (seconds, part) => {
            const patience = parameters.ttl * part;
            return (0,age/* isOver */.PU)(0, patience, seconds) && (0,age/* hasPassed */.Pc)(time, `seen:${id}`, seenAt, patience);
        };
        if (asked_at !== null || now === null)
            return [];
        const isAsked = isLate(couldActFor, PATIENCE) || isLate(keptFor, PATIENCE_OF_KEEPER);
        return isAsked ? [{ kind: 'ask', id }] : [];
    });
}
function mustRenew(own, { time, renewalDue }) {
    if (own.asked_at !== null)
        return true;
    if ((0,lease_signs/* isOfProcess */.hK)(own))
        return renewalDue;
    return (0,lease_signs/* mayBeSilent */.AA)(own, own.parameters.max_hold / 2, time);
}
function noting(watch) {
    return seenAlive(watch).map(({ id }) => ({ kind: 'alive', id }));
}
function fits(before, registered) {
    if (registered.requests.length === before.requests.length)
        return true;
    const granted = { ...registered, requests: registered.requests.map(withSlotsNamed) };
    return !(0,lease_board/* isLargerThan */.Tn)(granted, lease_board/* LARGEST_DOCUMENT */.zj);
}
function withSlotsNamed(request) {
    const { accepts, take } = request.parameters;
    return { ...request, slots: accepts?.slice(0, take) ?? null };
}

;// CONCATENATED MODULE: ./build/lease/decide.js







const LATE_RENEWALS = 3;
function decide(me, memory, seen) {
    const { document } = seen;
    const { id, nonce } = me.registration;
    const named = (0,lease_document/* requestOf */.fo)(document, id);
    const own = named?.nonce === nonce ? named : undefined;
    const missing = watchGroup(me, memory, seen);
    const ending = memory.leaving ?? seen.ending ?? (missing.superseded ? 'superseded' : null);
    const known = {
        ...memory,
        registered: memory.registered || own !== undefined,
        ended: own === undefined ? memory.ended : (0,counters/* endedIn */.O)(document),
        missingSince: missing.since,
        signs: (0,lease_signs/* signsOf */.Oi)(memory.signs, document.requests),
    };
    const outcome = (0,lease_document/* outcomeOf */.sG)(document, id);
    if (outcome !== undefined)
        return decided(ended(me, memory.leaving, ending, outcome), known);
    if (named?.status === 'acquired')
        return held(me, known, named, ending, seen);
    const settled = settledVerdict(me, known, seen, own, ending);
    if (settled !== null)
        return decided(settled, known);
    if (ending !== null)
        return leave(me, known, seen, own, ending);
    if (missing.since === null)
        return compete(me, known, seen, own);
    if (!me.wait)
        return leave(me, known, seen, own, 'not-granted');
    return decided({ kind: 'wait', because: null }, { ...known, turn: FRESH_TURN });
}
function ended(me, leaving, ending, outcome) {
    const isOwn = outcome.nonce === me.registration.nonce;
    if (outcome.outcome === 'completed' && (isOwn || (0,lease_document/* isCompletedFor */.LL)(outcome, me.registration)))
        return { kind: 'completed', by: outcome.completed_by ?? '' };
    if (!isOwn)
        return ending === null ? { kind: 'next-id' } : { kind: 'gone', ending };
    const closedByMe = ['withdrawn', 'failure'].includes(outcome.outcome) && leaving !== null;
    return closedByMe ? { kind: 'gone', ending: leaving } : { kind: 'ended', outcome };
}
function held(me, memory, holder, ending, seen) {
    const own = holder.nonce === me.registration.nonce;
    const renewing = { kind: 'write', changes: [{ kind: 'renew', id: me.registration.id }] };
    if (!own) {
        if (ending !== null)
            return decided({ kind: 'gone', ending }, { ...memory, leaving: ending });
        const found = memory.found ?? holder.seen_at;
        if (holder.seen_at === found)
            return decided(renewing, { ...memory, found });
        if (isOther(holder, me))
            return decided({ kind: 'other-hold', holder }, memory);
    }
    if (!mayHaveLost(holder, seen))
        return decided({ kind: 'acquired', holder, own }, memory);
    const late = lateWith(memory.late, holder);
    const isSlow = late.signs > (ending === null ? LATE_RENEWALS : 1);
    if (!isSlow)
        return decided(renewing, { ...memory, late });
    const leaving = ending ?? 'too-slow';
    const verdict = own ? givingUp(holder, seen) : { kind: 'gone', ending: leaving };
    return decided(verdict, { ...memory, late, leaving });
}
function isOther(holder, { registration }) {
    const endsTooSoon = registration.parameters.held_by === 'run' && holder.parameters.held_by !== 'run';
    return endsTooSoon || !(0,lease_slots/* satisfies */.ib)(holder, registration);
}
function mayHaveLost(holder, { sinceSign }) {
    return sinceSign !== null && sinceSign > (0,lease_signs/* ageOfHold */.yu)(holder) / 3;
}
function lateWith(before, { seen_at }) {
    if (before?.last === seen_at)
        return before;
    return { signs: (before?.signs ?? 0) + 1, last: seen_at };
}
function givingUp({ id, epoch }, { proofs }) {
    return { kind: 'write', changes: [{ kind: 'release', id, epoch, outcome: 'failure', proofs }] };
}
function settledVerdict(me, memory, seen, own, ending) {
    const { id } = me.registration;
    const success = settlingSuccess(seen.document, me.registration, seen.proofs);
    if (success !== undefined) {
        if (own === undefined && !seen.unanswered)
            return { kind: 'completed', by: success.head_sha };
        const registering = own === undefined ? [registerChange(me, seen)] : [];
        return { kind: 'write', changes: [...registering, { kind: 'complete', id, by: success }] };
    }
    if (!memory.registered || own !== undefined)
        return null;
    if (!mayBeDropped(seen.document, memory.ended))
        return { kind: 'lost' };
    return ending === null ? { kind: 'next-id' } : { kind: 'gone', ending };
}
function mayBeDropped(document, endedBefore) {
    const [ended, kept] = [(0,counters/* endedIn */.O)(document), document.outcomes.length];
    return ended > kept && ended - endedBefore >= kept;
}
function watchGroup(me, memory, { groups }) {
    const { head_ref, head_sha } = me.registration;
    const isThere = groups?.list.some((group) => group.ref === head_ref && group.head === head_sha) ?? true;
    if (!(0,lease_document/* isGroup */.IZ)(me.registration) || groups === null || isThere)
        return { since: null, superseded: false };
    const { at } = groups;
    const since = memory.missingSince ?? at;
    return { since, superseded: me.wait && at > since && at - since >= me.pollInterval };
}

;// CONCATENATED MODULE: ./build/lease/waiting.js







function explain(document, { id, parameters }, boardLock, groups, time, signs = lease_signs/* NO_SIGNS */.FZ) {
    const line = (0,lease_line/* lineOf */.cA)(document);
    const waiting = (0,lease_line/* waitingIn */.zQ)(line);
    const own = (0,lease_document/* requestOf */.fo)(document, id);
    const place = waiting.findIndex((request) => request.id === id);
    const mine = own === undefined ? null : { id, round: own.round, groups, signs };
    const { accepts } = (0,lease_slots/* wishOf */.H_)({ parameters }, line.slots);
    const claim = (0,claims/* claimsIn */.h)(line, { time, mine, boardLock }).find(({ due, keeps }) => [...due, ...keeps].some((slot) => accepts.has(slot)));
    return {
        place: place === -1 ? null : place + 1,
        inLine: waiting.length,
        holders: (0,lease_document/* holdersOf */.pW)(document).filter(({ slots }) => (0,lease_slots/* overlap */.EF)(parameters.accepts, slots)),
        lock: lockFor(line, { parameters }, boardLock, time),
        takeoverEnds: (0,lease_slots/* restEnds */.RU)(document, accepts, time),
        due: claim?.request ?? null,
        round: mine === null ? null : roundWait(line, mine, time),
    };
}
function lockFor({ document, slots: all }, request, boardLock, { now }) {
    const whole = [boardLock, document.lock].find((lock) => (0,lease_locks/* isLocked */.ln)(lock, now));
    if (whole !== undefined)
        return whole;
    const { accepts, take } = (0,lease_slots/* wishOf */.H_)(request, all);
    const locks = [...accepts]
        .flatMap((slot) => (0,slot_table/* slotOf */.SW)(document.slots, slot)?.lock ?? [])
        .filter((lock) => (0,lease_locks/* isLocked */.ln)(lock, now));
    return locks[accepts.size - take] ?? null;
}
function roundWait(line, mine, time) {
    const { round, taints, candidate: due } = (0,lease_line/* roundOf */.O7)(line, mine, time);
    if (due !== undefined && (0,lease_line/* isReady */.i_)(line, round, due, { time, mine }))
        return null;
    const candidate = due ?? round.pending.find((request) => !(0,lease_line/* isPassedOver */.VZ)(request, time));
    if (candidate === undefined)
        return null;
    const { expected, window } = candidate.parameters;
    const failures = taints(candidate).map(({ at }) => at + window + 1);
    return {
        until: Math.max((0,lease_line/* windowEnds */.lD)(round, candidate), ...failures),
        registered: round.live.length,
        expected,
        awaited: (0,lease_document/* isGroup */.IZ)(candidate) ? (0,lease_line/* awaited */.QZ)(line.document, candidate, mine.groups) : null,
    };
}

;// CONCATENATED MODULE: ./build/protocol/acquire-end.js


const acquire_end_GRACE = {
    'timed-out': 120,
    cancelled: 8,
    'not-granted': 120,
};
const ONE_TRY = 60;
function ending(state, now) {
    const reason = reasonToEnd(state, now);
    if (reason === null)
        return taught(state);
    const { end, session } = state;
    const graceEnds = now.mono + acquire_end_GRACE[reason];
    const ended = {
        ...state,
        session: { ...session, weather: hurried(session.weather, now.mono) },
        lookAt: null,
        end: { reason: end?.reason ?? reason, graceEnds: Math.min(end?.graceEnds ?? graceEnds, graceEnds) },
        cancelled: now.cancelled,
    };
    return taught(ended, reason === 'cancelled' ? [{ line: 'cancelled' }] : []);
}
function reasonToEnd(state, now) {
    if (now.cancelled && !state.cancelled)
        return 'cancelled';
    const bound = boundOf(state);
    if (state.end !== null || bound === null || now.mono < bound)
        return null;
    return state.wish.wait ? 'timed-out' : 'not-granted';
}
function boundOf({ end, wish, startedAt }) {
    if (end !== null)
        return end.graceEnds;
    const limit = wish.wait ? wish.timeout : ONE_TRY;
    return limit === null ? null : startedAt + limit;
}

;// CONCATENATED MODULE: ./build/protocol/acquire-learn.js









const REFUSED_LISTS = 3;
function learn(before, heard, now) {
    return learnAll(before, heard, (state, each) => tellingSilence(learnOne(state, each, momentOf(each.answer, now)), each));
}
function tellingSilence(lesson, { to, answer }) {
    const { state, say } = lesson;
    const isSide = to.ask !== 'read' && to.ask !== 'look' && to.ask !== 'write';
    const isTold = state.toldSides || state.session.weather.told;
    if (!isSide || answer?.is !== 'silent' || isTold)
        return lesson;
    return {
        ...lesson,
        state: { ...state, toldSides: true },
        say: [...say, { line: 'side-silent', why: answer.why }],
    };
}
function learnOne(state, heard, now) {
    switch (heard.to.ask) {
        case 'read':
        case 'look':
        case 'write':
            return learnBoard(state, heard, now);
        case 'groups':
            return learnGroups(state, heard.answer, now);
        case 'ahead':
            return learnAhead(state, heard.answer, now);
        case 'contains': {
            const { answer } = heard;
            const { evidence, say } = learnContains(state.evidence, heard.to, answer, now);
            return taught({ ...sideLimit(state, answer, now), evidence }, say);
        }
        case 'life':
            return learnLife(state, heard.to, heard.answer, now);
        case 'board':
        case 'cut':
            throw new Error(`a waiting step does not ask ${heard.to.ask}`);
    }
}
function learnBoard(state, heard, now) {
    const wasOutage = isOutage(state.session.weather);
    const { state: session, say, trouble } = hear(state.session, heard, now);
    const [was, is] = [state.session.known.document, session.known.document];
    const signs = was === null || is === null ? lease_signs/* NO_SIGNS */.FZ : (0,lease_signs/* signsStill */.zF)(state.memory.signs, was, is);
    const found = isApplied(heard) ? state.memory.found : null;
    let after = { ...state, session, memory: { ...state.memory, signs, found } };
    if (state.renewal !== null && state.registration !== null) {
        const renewal = learnSign(state.renewal, state.registration, session.known, heard);
        after = { ...after, renewal };
    }
    if (wasOutage && !isOutage(session.weather)) {
        after = { ...after, memory: { ...after.memory, signs: (0,lease_signs/* afterOutage */.Gr)(after.memory.signs) } };
    }
    if (heard.to.ask !== 'write' && heard.answer?.is === 'value' && isLookDue(state, now)) {
        after = { ...after, lookAt: null, poll: after.poll + 1, lastTurn: after.memory.turn };
    }
    return { state: after, say, trouble };
}
function isLookDue({ lookAt }, now) {
    return lookAt !== null && now.mono >= lookAt;
}
function learnGroups(before, answer, now) {
    const state = sideLimit(before, answer, now);
    if (answer?.is === 'value') {
        const { at } = now;
        const seen = at === null ? null : { list: answer.value, at };
        return taught({ ...state, groups: { seen, refusals: 0, tried: true } });
    }
    if (answer?.is !== 'refused')
        return taught({ ...state, groups: { ...state.groups, tried: true } });
    const refusals = state.groups.refusals + 1;
    const say = refusals === 1 ? [{ line: 'groups-refused', why: answer.why }] : [];
    return taught({ ...state, groups: { seen: null, refusals, tried: true } }, say);
}
function learnAhead(state, answer, now) {
    const { value, tries } = state.ahead;
    const ahead = answer?.is === 'value' ? { value: answer.value, tries } : { value, tries: tries + 1 };
    return taught({ ...sideLimit(state, answer, now), ahead });
}
function learnLife(before, ask, answer, now) {
    const state = sideLimit(before, answer, now);
    if (answer === null)
        return taught(state);
    const watched = watchedAt(state.session.known, now);
    const liveness = answer.is === 'value' ? answer.value : 'unknown';
    const signs = (0,lease_signs/* observe */.lB)(state.memory.signs, ask.request.id, liveness, watched, state.poll);
    const isUnseen = answer.is === 'refused';
    const say = isUnseen && !state.toldLives ? [{ line: 'lives-unseen', why: answer.why }] : [];
    const memory = { ...state.memory, signs };
    const unseen = learnUnseen(state.unseen, ask.request, answer, state.poll, now);
    return taught({ ...state, memory, unseen, toldLives: state.toldLives || isUnseen }, say);
}
function sideLimit(state, answer, now) {
    if (answer?.is !== 'limited')
        return state;
    return { ...state, sidesNotBefore: afterLimit(answer.until, now) };
}
function askGroups({ groups, wish, sidesNotBefore, end }, now) {
    const isRule = groups.refusals >= REFUSED_LISTS;
    if (!(0,lease_document/* isGroup */.IZ)(wish.registration) || isRule || end !== null || now.mono < sidesNotBefore)
        return [];
    return [{ ask: 'groups', base: wish.baseBranch }];
}

;// CONCATENATED MODULE: ./build/protocol/request-id.js


function openIdOf(document, registration, key, used = null) {
    const first = used === null ? 1 : ordinalOf(used) + 1;
    for (let n = Math.max(first, ordinalOf(latestIdOf(document, key) ?? key));; n += 1) {
        const id = n === 1 ? key : `${key}/${n}`;
        const outcome = (0,lease_document/* outcomeOf */.sG)(document, id);
        if (outcome === undefined || outcome.nonce === registration.nonce)
            return id;
        if ((0,lease_document/* isCompletedFor */.LL)(outcome, registration))
            return id;
    }
}
function latestIdOf(document, key) {
    const isOwn = (entry) => keyOf(entry.id) === key;
    const holder = (0,lease_document/* holdersOf */.pW)(document).find(isOwn);
    if (holder !== undefined)
        return holder.id;
    return document.requests.findLast(isOwn)?.id ?? document.outcomes.findLast(isOwn)?.id ?? null;
}

;// CONCATENATED MODULE: ./build/protocol/arrival.js











const TRIES_FOR_AHEAD = 2;
function askToArrive(state, now) {
    const { session, wish, ahead, groups } = state;
    const group = (0,lease_document/* isGroup */.IZ)(wish.registration);
    const needsAhead = group && wish.priority === null && ahead.value === null && ahead.tries < TRIES_FOR_AHEAD;
    return [
        ...(session.known.hasRead ? [] : [askRead(session)]),
        ...(groups.tried ? [] : askGroups(state, now)),
        ...(needsAhead && now.mono >= state.sidesNotBefore
            ? [{ ask: 'ahead', base: wish.baseBranch, head: wish.registration.head_sha }]
            : []),
    ];
}
function arrive(state) {
    const { wish, groups, ahead } = state;
    const list = groups.seen?.list ?? [];
    const { head_sha } = wish.registration;
    const registration = {
        ...wish.registration,
        id: openIdFor(state),
        priority: wish.priority ?? ahead.value ?? ((0,lease_document/* isGroup */.IZ)(wish.registration) ? (0,lease_groups/* stackOf */.US)(list, head_sha).length : 0),
        stack: (0,lease_groups/* stackBelow */.eW)(list, head_sha),
    };
    return { ...state, registration };
}
function twinSlotOf({ session: { known }, wish }) {
    const used = known.document === null ? [] : (0,slot_table/* slotsInUse */.CE)(known.document);
    for (const name of wish.registration.parameters.accepts ?? []) {
        const twin = used.find((other) => (0,lease_board/* isTwin */.tr)(other, name));
        if (twin !== undefined)
            return { kind: 'twin', of: 'slot', name, twin };
    }
    return null;
}
function slipsOf({ session: { known }, wish: { registration } }) {
    const { document } = known;
    if (document === null)
        return [];
    const { accepts, propagate } = registration.parameters;
    const names = (0,slot_table/* namesOf */.eZ)(document.slots);
    const sharer = propagate ? sharerOf(document, registration) : undefined;
    const keeper = keeperOf(document, registration);
    const isKnown = accepts === null || names.length === 0 || accepts.some((slot) => names.includes(slot));
    return [
        ...(isKnown ? [] : [{ line: 'new-slots', accepts, known: names }]),
        ...(sharer === undefined ? [] : [{ line: 'shared-scope', url: sharer.run_url }]),
        ...(keeper === undefined ? [] : [{ line: 'kept-by-own-run', holder: keeper }]),
    ];
}
function keeperOf(document, registration) {
    const { accepts, take } = registration.parameters;
    const keepers = (0,lease_document/* holdersOf */.pW)(document).filter((holder) => holder.parameters.held_by === 'run' &&
        holder.run_id === registration.run_id &&
        !(0,lease_document/* isSameJob */.c_)(holder, registration) &&
        (0,lease_slots/* overlap */.EF)(accepts, holder.slots));
    const left = accepts?.filter((slot) => !keepers.some(({ slots }) => (0,lease_slots/* overlap */.EF)([slot], slots))) ?? [];
    return left.length < take ? keepers[0] : undefined;
}
function nextId(state) {
    const memory = { ...FRESH_MEMORY, signs: state.memory.signs };
    const registration = { ...state.registration, id: openIdFor(state, state.registration.id) };
    return { ...state, registration, memory, lastTurn: memory.turn, renewal: startRenewal(registration) };
}
function openIdFor({ session, wish }, used = null) {
    const { document } = session.known;
    const { registration } = wish;
    return document === null ? registration.id : openIdOf(document, registration, registration.id, used);
}

;// CONCATENATED MODULE: ./build/protocol/step.js
const UNDATED = 5;
function step_asking(state, asks, until) {
    return { state, asks, until, say: [], done: null };
}
function sleeping(state, until) {
    return step_asking(state, [], until);
}
function over(state, done) {
    return { state, asks: [], until: null, say: [], done };
}

;// CONCATENATED MODULE: ./build/protocol/acquire.js



















const acquireMachine = {
    step(before, heard, now) {
        const started = ending({ ...before, startedAt: before.startedAt ?? now.mono }, now);
        const learned = learn(started.state, heard, now);
        const said = [...started.say, ...learned.say];
        const thought = learned.trouble === null ? think(learned.state, now) : over(learned.state, learned.trouble);
        return { ...thought, say: [...said, ...thought.say] };
    },
};
function think(state, now) {
    const { end, session, registration } = state;
    const { weather, known } = session;
    if (end !== null) {
        if (!mayBeOnBoard(state))
            return over(state, { kind: 'gone', ending: end.reason });
        if (now.mono >= end.graceEnds || isLimitedUntil(weather, end.graceEnds)) {
            return over(state, { kind: 'unconfirmed', reason: end.reason, why: weather.why });
        }
    }
    const twin = isOnBoard(state) ? null : twinSlotOf(state);
    if (twin !== null)
        return over(state, twin);
    const pause = pausedUntil(session, now.mono);
    if (pause !== null)
        return sleep(state, pause);
    if (registration === null) {
        const asks = askToArrive(state, now);
        if (asks.length > 0)
            return ask(state, asks);
        const arrived = arrive(state);
        const thought = think(arrived, now);
        return { ...thought, say: [...slipsOf(arrived), ...thought.say] };
    }
    if (known.missed || known.older !== null)
        return ask(state, [askRead(session), ...askGroups(state, now)]);
    if (now.at === null) {
        if (known.on === null)
            return ask(state, [askRead(session)]);
        return sleep({ ...state, session: unsure(session) }, now.mono + UNDATED);
    }
    const { at } = now;
    return act(state, { registration, document: current(known, at), at, now });
}
function freshGroups({ groups: { seen }, wish }, at) {
    return seen !== null && at - seen.at <= wish.registration.parameters.ttl ? seen : null;
}
function act(state, scene) {
    const { document, registration, now } = scene;
    const { proofs } = state.evidence;
    const questions = state.end === null ? questionsAbout(document, registration, proofs) : [];
    const { evidence, waits, say } = awaitAnswers(state.evidence, questions, now);
    const step = judge({ ...state, evidence }, scene, questions, waits);
    return { ...step, say: [...say, ...step.say] };
}
function judge(state, scene, questions, openEvidence) {
    const { session, evidence } = state;
    const { registration, document, at, now } = scene;
    const asking = now.mono < state.sidesNotBefore ? [] : dueQuestions(evidence, questions, now);
    if (asking.length > 0)
        return ask(state, asking);
    const me = { ...state.wish, registration };
    const seen = {
        document,
        boardLock: session.known.lock,
        time: timeOf(session.known, at),
        poll: state.poll,
        groups: freshGroups(state, at),
        proofs: evidence.proofs,
        openEvidence,
        ending: state.end?.reason ?? null,
        unanswered: session.known.mayLand !== null,
        renewalDue: now.mono >= signDueOf(state, now),
        sinceSign: sinceSign(state.renewal, now),
    };
    const decision = decide(me, { ...state.memory, turn: state.lastTurn }, seen);
    const after = { ...state, memory: decision.memory };
    if (decision.check.length > 0 && now.mono >= state.sidesNotBefore) {
        const check = seeable(state.unseen, decision.check, now);
        if (check.length > 0)
            return ask(after, check.map((request) => ({ ask: 'life', request })));
        const signs = untold(after.memory.signs, decision.check, watchedAt(session.known, now), state.poll);
        return judge({ ...state, memory: { ...state.memory, signs } }, scene, questions, openEvidence);
    }
    return follow(after, scene, decision.verdict, nextQuestionAt(evidence, questions));
}
function follow(state, scene, verdict, questionAt) {
    switch (verdict.kind) {
        case 'wait':
            return isGone(state.session.known) && state.session.known.document !== null
                ? write(state, scene, [])
                : wait(state, scene, verdict.because, questionAt);
        case 'write':
            return write(state, scene, verdict.changes);
        case 'next-id':
            return think(nextId(state), scene.now);
        default:
            return over(state, verdict);
    }
}
function write(state, scene, changes) {
    const { session, groups, memory, wish } = state;
    const { registration, document, at, now } = scene;
    if (session.known.on === null)
        return ask(state, [askRead(session), ...askGroups(state, now)]);
    if (!state.hasSpread && !memory.registered && wish.wait && (0,lease_document/* isGroup */.IZ)(registration) && state.end === null) {
        const delay = spread(document, registration, groups.seen?.list ?? null, now.random);
        const put = { ...state, hasSpread: true };
        if (delay > 0)
            return sleep({ ...put, session: unsure(session) }, now.mono + delay);
        return write(put, scene, changes);
    }
    const others = crowdOf(session, changes, at);
    const later = givingWay(session, others, now);
    if (later !== null)
        return sleep({ ...state, session: later }, later.weather.notBefore);
    const arrival = arrivalOf(state, scene);
    const sent = askWrite(session, changes, hasteOf(changes, memory.registered, arrival, others), at);
    const before = state.renewal ?? startRenewal((0,lease_document/* requestOf */.fo)(document, registration.id) ?? registration);
    const renewal = before === null ? null : sendingSign(before, session.known, now);
    const lookAt = changes.every(({ kind }) => kind === 'renew' || kind === 'hand-on') ? state.lookAt : null;
    return ask({ ...state, lookAt, session: sent.session, renewal }, [sent.ask]);
}
function wait(state, { registration, document, at, now }, because, questionAt) {
    const { session, groups } = state;
    const isLimited = now.mono < session.weather.looksNotBefore;
    if (isLookDue(state, now)) {
        const withLock = (0,lease_locks/* isLocked */.ln)(session.known.lock, at);
        const look = { ask: 'look', lease: session.known.lease, withLock };
        return ask(state, [isLimited ? askRead(session) : look, ...askGroups(state, now)]);
    }
    const waiting = explain(document, registration, session.known.lock, groups.seen?.list ?? null, timeOf(session.known, at), state.memory.signs);
    const rank = waiting.place ?? waiting.inLine;
    const turn = (0,lease_line/* turnOf */.LQ)(document, registration.id);
    const lookAt = state.lookAt ?? nextLookAt(state, turn, rank, now);
    const say = state.lookAt === null ? [{ line: 'waiting', waiting }] : [];
    const full = because === 'no-room' && !state.toldNoRoom ? [{ line: 'no-room' }] : [];
    const until = questionAt === null ? lookAt : Math.min(lookAt, Math.max(questionAt, state.sidesNotBefore));
    const slept = sleep({ ...state, lookAt, toldNoRoom: because === 'no-room' }, Math.min(until, signDueOf(state, now)));
    return { ...slept, say: [...full, ...say] };
}
function nextLookAt(state, turn, rank, now) {
    const { looksNotBefore } = state.session.weather;
    const usual = pollDelay(meanOf(state, turn, now), rank, now.random);
    if (now.mono >= looksNotBefore)
        return now.mono + usual;
    const rare = pollDelay(meanOf(state, turn, now, true), rank, now.random);
    return Math.min(now.mono + rare, looksNotBefore + usual);
}
function arrivalOf(state, { registration, document, now }) {
    if ((0,lease_signs/* isOfProcess */.hK)(registration) && state.memory.registered)
        return renewing(registration.parameters.ttl);
    const { seen } = state.groups;
    if (seen !== null)
        return arrivingWith((0,lease_line/* unheard */.yt)(document, registration, seen.list).length);
    return arriving(meanOf(state, (0,lease_line/* turnOf */.LQ)(document, registration.id), now));
}
function signDueOf({ renewal, wish }, now) {
    const { registration } = wish;
    return renewal === null || !(0,lease_signs/* isOfProcess */.hK)(registration)
        ? Infinity
        : signDue(renewal, registration.parameters.ttl, now);
}
function meanOf({ wish }, turn, now, isCharged = false) {
    const { pollInterval, delayAssignment, registration, wait } = wish;
    const { ttl, accepts } = registration.parameters;
    const longest = ttl / (delayAssignment + 2);
    const [interval, rank] = wait ? [pollInterval, turn] : [Math.min(pollInterval, ONE_TRY / 4), 1];
    return pollMean(interval, rank, longest, now.budget, { isPool: accepts !== null, isCharged });
}
function ask(state, asks) {
    return step_asking(state, asks, boundOf(state));
}
function sleep(state, until) {
    return sleeping(state, Math.min(until, boundOf(state) ?? until));
}

// EXTERNAL MODULE: ./build/text/duration.js
var text_duration = __nccwpck_require__(9556);
// EXTERNAL MODULE: ./build/text/cells.js
var cells = __nccwpck_require__(9235);
// EXTERNAL MODULE: ./build/text/counted.js
var counted = __nccwpck_require__(6008);
// EXTERNAL MODULE: ./build/text/ref-name.js
var ref_name = __nccwpck_require__(3039);
;// CONCATENATED MODULE: ./build/text/gantt.js








const HOLDERS_SHOWN = 16;
const LINE_SHOWN = 11;
const ENDED_SHOWN = 8;
const gantt_LONGEST_NAME = 28;
const LONGEST_SLOT = 20;
const OLD = 3600;
const COLOURS = {
    taskBkgColor: '#8b949e80',
    taskBorderColor: '#8b949e',
    activeTaskBkgColor: '#1f6feb',
    activeTaskBorderColor: '#0a48b0',
    doneTaskBkgColor: '#2da44e',
    doneTaskBorderColor: '#1a7f37',
    critBkgColor: '#e5534b',
    critBorderColor: '#b62324',
    sectionBkgColor: '#8b949e',
    sectionBkgColor2: '#8b949e',
    altSectionBkgColor: 'transparent',
};
const TAGS = {
    success: 'done, ',
    failure: 'crit, ',
    completed: 'done, ',
    withdrawn: '',
    evicted: 'crit, ',
};
const SIGNED = new Set(['completed', 'withdrawn', 'evicted']);
const MOST_LABELS = 8;
const STEPS = [
    ...[1, 5, 15, 30].map((count) => [count, `${count}second`]),
    ...[1, 2, 5, 10, 15, 30].map((count) => [count * 60, `${count}minute`]),
    ...[1, 2, 6, 12].map((count) => [count * 3600, `${count}hour`]),
    ...[1, 2, 7].map((count) => [count * 86_400, `${count}day`]),
    ...[1, 2, 6].map((count) => [count * 30 * 86_400, `${count}month`]),
];
function gantt(document, now) {
    const live = liveRows(document, now);
    const rows = [...live, ...endedRows(document, live, now)];
    if (rows.length === 0)
        return '';
    const span = Math.max(...rows.map(({ to }) => to)) - startOf(rows, now);
    const shortest = Math.max(1, span / 100);
    const headings = distinct(rows.map(({ heading }) => heading));
    const { format, every } = axis(span);
    return [
        `%%{init: ${JSON.stringify({ gantt: layout(headings), themeVariables: COLOURS })}}%%`,
        'gantt',
        `    title ${(0,text_escape/* mermaidLabel */._b)(document.lease)} at ${(0,text_duration/* utc */.n$)(now)}`,
        '    dateFormat YYYY-MM-DDTHH:mm:ss.SSS',
        `    axisFormat ${format}`,
        `    tickInterval ${every}`,
        '    todayMarker off',
        ...rows.flatMap((row, index) => [`    section ${headings[index]}`, ...bars(row, shortest)]),
    ].join('\n');
}
function liveRows(document, now) {
    const holders = (0,lease_document/* holdersOf */.pW)(document);
    const others = holders.splice(HOLDERS_SHOWN);
    const line = (0,lease_line/* inLine */.i2)(document);
    const rest = line.splice(LINE_SHOWN).toSorted((a, b) => a.registered_at - b.registered_at);
    return [
        ...holders.map((holder) => {
            const holds = `holds${slotsOf(holder)}, ${(0,text_duration/* duration */.p0)(now - holder.granted_at)}`;
            return rowOf(holder, `${gantt_name(holder)} ${holds}`, now);
        }),
        ...others.slice(0, 1).map((first) => rowOf(first, `and ${others.length} more hold`, now)),
        ...line.map((request, index) => {
            const waits = `waits, ${(0,text_duration/* duration */.p0)(now - request.registered_at)}`;
            return rowOf(request, `${index + 1}. ${gantt_name(request)} ${waits}`, now);
        }),
        ...rest.slice(0, 1).map((longest) => rowOf(longest, `and ${rest.length} more wait`, now)),
    ];
}
function slotsOf({ slots }) {
    if (slots == null)
        return '';
    return ` ${(0,counted/* few */.H)(slots, 1, (slot) => (0,text_escape/* mermaidLabel */._b)(slot, LONGEST_SLOT).replace(/^· /, ''))}`;
}
function endedRows(document, live, now) {
    const ended = (0,cells/* newestFirst */.ll)(document).filter((outcome) => outcome.registered_at !== undefined);
    const until = live.length > 0 ? now : (ended[0]?.at ?? now);
    const shown = [];
    let from = startOf(live, until);
    for (const end of ended.slice(0, ENDED_SHOWN)) {
        if (from - end.at > Math.max(OLD, until - from))
            break;
        from = Math.min(from, end.registered_at);
        shown.push(end);
    }
    const last = shown.at(-1);
    const isLike = ({ at, outcome }) => at === last?.at && outcome === last.outcome;
    const rest = ended.slice(shown.length).filter(isLike);
    return [
        ...shown.map((end) => rowOf(end, `${gantt_name(end)} ${end.outcome}, ${howLong(end)}`, end.at, end.outcome)),
        ...rest.slice(0, 1).map((first) => {
            const heading = `and ${rest.length} more ${first.outcome}`;
            return rowOf(first, heading, first.at, first.outcome);
        }),
    ];
}
function rowOf({ registered_at, granted_at }, heading, to, outcome = null) {
    return { heading, registered: registered_at, granted: granted_at ?? null, to, outcome };
}
function howLong(ended) {
    const { registered_at, granted_at, at, slots } = ended;
    if (granted_at === undefined)
        return `waited ${(0,text_duration/* duration */.p0)(at - registered_at)}`;
    return `held${slots === undefined ? '' : `${slotsOf(ended)} for`} ${(0,text_duration/* duration */.p0)(at - granted_at)}`;
}
function gantt_name(entry) {
    return (0,text_escape/* mermaidLabel */._b)((0,ref_name/* nameOf */.Vb)(entry), gantt_LONGEST_NAME);
}
function startOf(rows, now) {
    return Math.min(now, ...rows.map(({ registered }) => registered));
}
function bars({ registered, granted, to, outcome }, shortest) {
    const waitedFor = (granted ?? to) - registered;
    const from = granted ?? registered;
    const end = Math.max(to, from + shortest);
    const tag = granted === null ? '' : outcome === null ? 'active, ' : TAGS[outcome];
    return [
        ...(granted !== null && waitedFor >= shortest ? [bar('', registered, granted)] : []),
        bar(tag, from, end),
        ...(outcome !== null && SIGNED.has(outcome) ? [bar(`milestone, ${TAGS[outcome]}`, end, end)] : []),
    ];
}
function bar(tags, from, to) {
    return `    \u200b :${tags}${stamp(from)}, ${stamp(to)}`;
}
function distinct(headings) {
    const seen = new Map();
    return headings.map((heading) => {
        const before = seen.get(heading) ?? 0;
        seen.set(heading, before + 1);
        return heading + '\u00a0'.repeat(before);
    });
}
function layout(headings) {
    const width = (heading) => Array.from(heading).reduce((sum, character) => sum + (character < '\u0300' ? 6 : 12), 0);
    return {
        displayMode: 'compact',
        leftPadding: Math.ceil(Math.max(...headings.map(width))) + 20,
        rightPadding: 40,
    };
}
function axis(span) {
    const [seconds, every] = STEPS.find(([step]) => span / step <= MOST_LABELS) ?? STEPS.at(-1);
    if (seconds >= 86_400)
        return { format: '%b %d', every };
    const time = seconds < 60 ? '%H:%M:%S' : '%H:%M';
    return { format: span > 86_400 ? `%a ${time}` : time, every };
}
function stamp(at) {
    const [seconds, fraction = '000'] = (0,lease_instant/* toIso */.t)(at).replace('Z', '').split('.');
    return `${seconds}.${fraction}`;
}

// EXTERNAL MODULE: ./build/text/overview.js
var text_overview = __nccwpck_require__(7291);
// EXTERNAL MODULE: ./build/text/parts.js
var parts = __nccwpck_require__(4956);
// EXTERNAL MODULE: ./build/text/slot-part.js
var slot_part = __nccwpck_require__(804);
;// CONCATENATED MODULE: ./build/text/summary.js









const LARGEST = 900 * 1024;
const MORE = 'There is more: `mode: status` shows it lease by lease.';
function acquireSummary(report, document, view) {
    const sections = [
        `## Lease ${(0,text_escape/* codeSpan */.SS)(report.lease)}`,
        sentence(report),
        ...(document === null ? [] : state(document, view)),
        `${(0,text_escape/* link */.nf)('The board', report.boardUrl, view.serverUrl)}, as of ${(0,text_duration/* utc */.n$)(view.now)}.`,
    ];
    return (0,parts/* joinWithin */.Uo)(sections, LARGEST, MORE);
}
function summary_stateSummary(document, view) {
    return (0,parts/* joinWithin */.Uo)([`## Lease ${(0,text_escape/* codeSpan */.SS)(document.lease)}`, ...state(document, view)], LARGEST, MORE);
}
function boardSummary(board, page) {
    const boardLock = (0,cells/* boardLockOf */.dQ)(board);
    const view = { ...page, boardLock };
    const leases = (0,text_overview/* inOrder */.al)(board, view);
    const sections = [
        (0,lease_board/* isUnreadable */.GZ)(board.lock) ? (0,parts/* unreadablePart */.nq)(lease_board/* LOCK_PATH */.O0, board.lock) : '',
        (0,parts/* lockPart */.XK)('All leases', boardLock, view),
        ...(leases.length === 0 ? ['Nobody has asked for a lease yet.'] : []),
        (0,text_overview/* overview */.M0)(leases, view, false),
        ...leases.flatMap(([lease, document]) => [
            `## Lease ${(0,text_escape/* codeSpan */.SS)(lease)}`,
            ...((0,lease_board/* isUnreadable */.GZ)(document) ? [(0,parts/* unreadablePart */.nq)((0,lease_board/* pathOf */.XM)(lease), document)] : summary_parts(document, view)),
        ]),
    ];
    return (0,parts/* joinWithin */.Uo)(sections, LARGEST, MORE);
}
function sentence({ ending, waited }) {
    const after = `after ${(0,text_duration/* duration */.p0)(waited)}`;
    switch (ending.kind) {
        case 'acquired':
            return `**Acquired**${ending.slots === null ? '' : ` ${(0,slot_part/* slotCells */.O7)(ending.slots)}`} ${after}, fencing token \`${ending.token}\`.`;
        case 'completed':
            return (`**Completed** ${after}: this commit is contained in ${(0,text_escape/* codeSpan */.SS)((0,ref_name/* shortSha */.Fu)(ending.by))}, ` +
                'which succeeded on the resource. Nothing is left to do here.');
        case 'pending':
            return '**Not acquired**: the lease was not to be had at once, and `wait: false` asks only once.';
        case 'timed-out':
            return `**Timed out** ${after}. The request is withdrawn.`;
        case 'superseded':
            return `**Superseded** ${after}: the merge group of this job is gone, so nobody needs its result.`;
        case 'evicted': {
            const reason = ending.reason === undefined ? '' : `: ${(0,text_escape/* markdown */.wD)(ending.reason, 500)}`;
            return `**Evicted** ${after}${reason}.`;
        }
    }
}
function state(document, view) {
    return [(0,parts/* lockPart */.XK)('All leases', view.boardLock, view), ...summary_parts(document, view)];
}
function summary_parts(document, view) {
    const [lock = '', holder = '', ...tables] = (0,parts/* leaseParts */.VA)(document, view);
    const chart = gantt(document, view.now);
    return [lock, holder, chart === '' ? '' : `\`\`\`mermaid\n${chart}\n\`\`\``, ...tables];
}

// EXTERNAL MODULE: ./build/text/waiting.js
var waiting = __nccwpck_require__(2337);
;// CONCATENATED MODULE: ./build/text/arrival.js







function arrivalReport(arrival) {
    const { done, lease, branch, terms } = arrival;
    const { asker } = terms;
    switch (done.kind) {
        case 'acquired': {
            const { epoch: token, slots, parameters } = done.holder;
            const releases = parameters.held_by === 'run' ? 'keeps it for the run: mode: release' : 'its post step';
            const whose = done.own
                ? ''
                : ` An earlier step of this job has acquired it, and ${releases} releases it.`;
            return succeeds({ kind: 'acquired', token, slots }, `This ${asker} holds the ${(0,waiting/* leaseOf */.m8)(lease, slots)} after ${(0,text_duration/* duration */.p0)(arrival.waited)}, fencing token ${token}.${whose}`);
        }
        case 'completed':
            return succeeds({ kind: 'completed', by: done.by }, `Completed: this commit is contained in ${done.by}, which succeeded with the lease ${lease}. Nothing is left to do on the resource.`);
        case 'other-hold':
            return fails(null, 'input', otherHold(arrival, done.holder));
        case 'lost':
            return fails(null, 'lost', `The request ${arrival.registration.id} for the lease ${lease} has vanished from the branch ${branch} without an outcome: ` +
                `somebody has deleted, rewound or edited the branch.${spaced(whoHolds(arrival))} Nothing was taken; run the ${asker} again.`);
        case 'ended':
            return endedReport(arrival, done.outcome);
        case 'gone':
            return goneReport(arrival, done.ending);
        case 'unconfirmed':
            return fails(null, 'unconfirmed', `${terms.server} did not confirm within the time left that the request ${arrival.registration.id} for the lease ${lease}, ` +
                `which had to end (${done.reason}), is off the branch ${branch}.${spaced(done.why)} ${terms.leftover}`);
    }
}
function otherHold({ lease, registration, terms }, holder) {
    const already = `This ${terms.asker} already holds`;
    return (0,lease_slots/* satisfies */.ib)(holder, registration)
        ? `${already} the ${(0,waiting/* leaseOf */.m8)(lease, holder.slots)} by an earlier step, whose post step releases it: ${(0,waiting/* holderName */.iY)(holder)}. ` +
            'It is not kept for the run, as `auto-release: false` asks here. Ask so in the first step, or release first.'
        : `${already} other slots of the lease ${lease}: ${(0,waiting/* holderName */.iY)(holder)}. ` +
            'Two that hold some and wait for more wait for each other for ever, so one step asks for all that is needed; ' +
            'or release first, and ask then.';
}
function endedReport(arrival, { outcome, at, by, reason }) {
    const why = reason === undefined ? '' : `: ${reason}`;
    return fails({ kind: 'evicted', ...(reason === undefined ? {} : { reason }) }, 'evicted', `The request ${arrival.registration.id} for the lease ${arrival.lease} on the branch ${arrival.branch} was ended as ${outcome} at ${(0,text_duration/* utc */.n$)(at)} by ${by}${why}. ` +
        `${whoHolds(arrival)} Run the ${arrival.terms.asker} again to ask anew.`);
}
function goneReport(arrival, ending) {
    const { terms } = arrival;
    const lease = `the lease ${arrival.lease} on the branch ${arrival.branch}`;
    const holder = spaced(whoHolds(arrival));
    const unread = arrival.hasRead ? '' : ` ${terms.server} was never read.`;
    const because = `${holder}${unread}${spaced(arrival.trouble)}`;
    switch (ending) {
        case 'not-granted':
            return succeeds({ kind: 'pending' }, `Did not get ${lease} at once.${because} ${terms.notWaited}`);
        case 'timed-out': {
            const text = `Did not get ${lease} within ${(0,text_duration/* duration */.p0)(arrival.waited)}; no request of this ${terms.asker} is left there.${because}`;
            return arrival.onTimeout === 'continue'
                ? succeeds({ kind: 'timed-out' }, `${text} Going on without it, as \`on-timeout: continue\` asks.`)
                : fails({ kind: 'timed-out' }, 'timed-out', `${text} Run the ${terms.asker} again, or give it a longer ${terms.timeout}.`);
        }
        case 'superseded':
            return fails({ kind: 'superseded' }, 'superseded', `The merge group of this run is gone from the queue, so its request for ${lease} is withdrawn.${holder} ` +
                'GitHub has rebuilt or removed the group; a rebuilt one has a run of its own. Nothing needs to be done.');
        case 'too-slow': {
            const age = (0,lease_signs/* ageOfHold */.yu)(arrival.registration);
            const longest = age === Infinity ? 'time' : (0,text_duration/* duration */.p0)(age);
            return fails(null, 'lost', `Did not get ${lease} for good: ${terms.server} takes longer for one write than a third of the ${longest} that the ` +
                `hold may last, so nobody could rely on it. What this request got was released again. Give it a longer ${terms.hold}.`);
        }
        case 'cancelled':
            return fails(null, 'cancelled', `Cancelled: nothing of this ${terms.asker} is left in the line of ${lease}.${because} Run the ${terms.asker} again to ask anew.`);
    }
}
function whoHolds({ document, boardLock, now, registration, terms, trouble }) {
    const { accepts } = registration.parameters;
    const locks = [boardLock, document?.lock ?? null].filter((lock) => lock !== null);
    const inForce = now === null ? undefined : locks.find((lock) => (0,lease_locks/* isLocked */.ln)(lock, now));
    const lock = inForce === undefined ? '' : ` It is ${(0,waiting/* lockText */.li)(inForce)}.`;
    const isKnown = document !== null && now !== null;
    const overdue = isKnown ? (0,waiting/* overdueSentence */.uB)(document, accepts, now, terms) : '';
    const ofSlots = isKnown ? (0,waiting/* slotLocks */.dJ)(document, accepts, now) : '';
    const isFree = document !== null && (0,lease_document/* holdersOf */.pW)(document).length === 0;
    const holder = isFree && trouble !== '' ? '' : (0,waiting/* holderSentence */._T)(document, accepts);
    const rest = isKnown ? (0,waiting/* restSentence */.ok)(document, accepts, now) : '';
    return `${holder}${overdue}${rest}${lock}${ofSlots}`.trim();
}
function spaced(sentence) {
    return sentence === '' ? '' : ` ${sentence}`;
}
function succeeds(ending, text) {
    return { ending, text, failure: null };
}
function fails(ending, code, text) {
    return { ending, text, failure: new errors/* LeaseError */.pS(code, text) };
}

;// CONCATENATED MODULE: ./build/text/trouble.js





function errorOf(failure, { branch, terms }, doing) {
    switch (failure.kind) {
        case 'twin': {
            const { of, name, twin } = failure;
            const given = of === 'lease' ? terms.lease : terms.slots;
            const present = `${twin}${(0,printable/* spelling */.DS)(twin, name)}`;
            const how = present === twin ? 'case' : 'how their characters are encoded';
            return new errors/* InputError */.dz(`${given} names ${name}${(0,printable/* spelling */.DS)(name, twin)}, and the branch ${branch} has a ${of} ${present}: two names that differ ` +
                `only in ${how} would be mistaken for each other. Nothing was written. Use ${present}, or another name.`);
        }
        case 'unreadable':
            return (0,lease_board/* unreadableError */.Sw)({ branch, head: failure.head, path: failure.path }, failure.problem);
        case 'rule':
            return ruleError(failure);
        case 'unanswered':
            if (failure.cancelled) {
                const look = `${failure.why} Look at the board before you go on.`.trim();
                return new errors/* LeaseError */.pS('unconfirmed', `The ${terms.asker} was cancelled before the branch ${branch} confirmed ${doing}. ${look}`);
            }
            return new errors/* UnavailableError */.hG(`${terms.server} did not confirm ${doing} on the branch ${branch} in the time left for it. ${failure.why}`.trim());
        case 'limited': {
            const until = failure.until === null ? '' : ` It is lifted at ${(0,lease_instant/* toIso */.t)(Math.ceil(failure.until))}.`;
            return new errors/* RateLimitedError */.TM(`${terms.server}'s rate limit outlasts the time left for ${doing} on the branch ${branch}.${until} ${failure.why}`.trim(), failure.until ?? 0);
        }
    }
}
function ruleError({ doing, count, why, toRepair }) {
    const message = `${why} It was tried ${count} times.`;
    if (toRepair)
        return new errors/* StateError */.qq(message);
    return doing === 'reaching'
        ? new errors/* UnavailableError */.hG(message, { lasting: true })
        : new errors/* PermissionError */.i_(message);
}
function lossSentence(loss, { lease, branch, terms }) {
    const stops = 'The command is stopped.';
    switch (loss.cause) {
        case 'expired': {
            const why = loss.trouble === null ? loss.why : errorOf(loss.trouble, { branch, terms }, 'the renewal').message;
            return (`The lease ${lease} could not be renewed in time, and others may take over soon. ${why}`.trim() +
                ` ${stops}`);
        }
        case 'ended': {
            const { outcome, by, reason, slots = null } = loss.outcome;
            const text = reason === undefined ? '' : ` (${reason})`;
            return `The ${(0,waiting/* leaseOf */.m8)(lease, slots)} ${(0,waiting/* isOrAre */.Cj)(slots)} lost: the hold was ended as ${outcome} by ${by}${text}. ${stops}`;
        }
        case 'gone': {
            const { holders } = loss;
            const holder = holders.length === 0 ? 'Nobody holds it now.' : `It is held by ${(0,waiting/* holderNames */.ZE)(holders)}.`;
            return `The lease ${lease} is lost: the branch ${branch} was set back or edited, and knows nothing of it. ${holder} ${stops}`;
        }
        case 'deleted':
            return `The lease ${lease} is lost: the branch ${branch} was deleted. ${stops}`;
    }
}

;// CONCATENATED MODULE: ./build/engine/carry.js


const KEPT = 2;
function carrier(world, parties) {
    const boards = new Boards();
    return async (ask, signal) => {
        const answer = await answerOf(world, parties, boards, ask, signal);
        const at = world.clock.now();
        if (at !== null)
            return { ...answer, at };
        const isJudged = ask.ask === 'read' || ask.ask === 'look';
        return isJudged && answer.is === 'value' ? undated(parties) : answer;
    };
}
class Boards {
    #kept = [];
    keep(snapshot) {
        this.#kept = [snapshot, ...this.#kept.filter(({ head }) => head !== snapshot.head)].slice(0, KEPT);
    }
    at(head) {
        return this.#kept.find((each) => each.head === head);
    }
}
async function answerOf(world, parties, boards, ask, signal) {
    const options = { signal };
    switch (ask.ask) {
        case 'read':
            return asked(signal, async () => {
                const snapshot = await world.store.read(options);
                boards.keep(snapshot);
                const { head, board } = snapshot;
                const document = board.leases.get(ask.lease) ?? null;
                const others = document === null ? { others: [...board.leases.keys()] } : {};
                return { head, document, lock: board.lock, ...others };
            });
        case 'look':
            return asked(signal, () => world.store.watch(ask.lease, { ...options, withLock: ask.withLock }));
        case 'write':
            return carry_write(world, parties, boards, ask, signal);
        case 'groups':
            return asked(signal, () => world.queue.list(ask.base, options));
        case 'ahead':
            return asked(signal, () => world.ancestry.aheadBy(ask.base, ask.head, options));
        case 'contains':
            return asked(signal, () => world.ancestry.contains(ask.head, ask.sha, options));
        case 'life':
            return asked(signal, () => world.jobs.life(ask.request, options));
        case 'board':
            return asked(signal, () => world.store.read(options));
        case 'cut':
            return asked(signal, () => world.store.cutHistory(ask.keep, options));
    }
}
async function carry_write(world, parties, boards, draft, signal) {
    const { store, clock, describe, operation } = world;
    const now = clock.now();
    const base = draft.on === null ? { head: null, board: lease_board/* EMPTY_BOARD */.HV } : boards.at(draft.on);
    if (base === undefined)
        return { is: 'value', value: 'conflict' };
    const next = boardWith(base.board, draft, { now, trusted: clock.trusted });
    const message = { ...describe(base.board, next), operation: operation() };
    const swap = await asked(signal, () => store.compareAndSwap(base, next, message, { signal, now }));
    if (swap.is !== 'value')
        return swap;
    if (swap.value.kind === 'applied')
        boards.keep({ head: swap.value.head, board: next });
    return ofSwap(swap.value, store.branch, parties);
}
function ofSwap(swap, branch, parties) {
    switch (swap.kind) {
        case 'applied':
            return { is: 'value', value: { head: swap.head } };
        case 'conflict':
            return { is: 'value', value: 'conflict' };
        case 'refused':
            return { is: 'refused', why: refusedSentence(branch, swap.cause, parties) };
        case 'unknown':
            return { is: 'silent', why: unansweredSentence(branch, swap.cause, parties) };
    }
}
function boardWith(board, { lease, document, lock }, time) {
    const leases = document === undefined ? board.leases : new Map(board.leases).set(lease, document);
    return (0,lease_board/* prune */.R3)({ leases, lock: lock === undefined ? board.lock : lock }, time, lease);
}
async function asked(signal, call) {
    try {
        return { is: 'value', value: await call() };
    }
    catch (error) {
        if (error instanceof errors/* UnavailableError */.hG && error.lasting && !signal.aborted)
            return { is: 'silent', why: error.message, lasting: true };
        if (signal.aborted || error instanceof errors/* UnavailableError */.hG)
            return { is: 'silent', why: messageOf(error) };
        if (error instanceof errors/* RateLimitedError */.TM)
            return { is: 'limited', until: error.resetAt, why: error.message };
        if (error instanceof errors/* PermissionError */.i_)
            return { is: 'refused', why: error.message };
        if (error instanceof errors/* StateError */.qq)
            return { is: 'refused', why: error.message, toRepair: true };
        throw error;
    }
}
function undated({ server }) {
    const why = `${server} tells no time in its answers (the header Date), without which no age can be judged. ` +
        'Look for a proxy on the way that takes it out.';
    return { is: 'silent', why, lasting: true };
}
function refusedSentence(branch, cause, { server, writer }) {
    return (`${server} refused to write the branch ${branch} (${cause.message}). A ruleset, branch protection or required signature ` +
        `probably applies to it: exempt the branch ${branch} from the rule, or let ${writer} bypass it.`);
}
function unansweredSentence(branch, cause, { server }) {
    if (cause instanceof errors/* LeaseError */.pS)
        return cause.message;
    return `${server} did not complete writing the branch ${branch}: ${cause.message}.`;
}
function messageOf(cause) {
    return cause instanceof Error ? cause.message : 'no answer';
}

;// CONCATENATED MODULE: ./build/engine/drive.js
async function drive(machine, start, engine) {
    const { clock, cancelled } = engine;
    let state = start;
    let heard = [];
    for (;;) {
        const isTold = cancelled.aborted;
        const step = machine.step(state, heard, nowOf(engine, isTold));
        ({ state } = step);
        engine.remember(state);
        for (const line of step.say)
            engine.say(line);
        if (step.done !== null)
            return { state, done: step.done };
        const ends = isTold ? new AbortController().signal : cancelled;
        const left = step.until === null ? null : Math.max(0, step.until - clock.monotonic());
        heard = await carryOut(step.asks, left, ends, engine);
    }
}
function nowOf({ clock, budget }, cancelled) {
    const at = clock.now();
    return { at, mono: clock.monotonic(), random: clock.random(), cancelled, budget: budget.share(at) };
}
async function carryOut(asks, left, cancelled, { clock, carry }) {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, cancelled]);
    const timer = left === null ? null : clock.sleep(left, signal).catch(() => undefined);
    const over = Promise.race([...(timer === null ? [] : [timer]), aborted(signal)]);
    if (asks.length === 0) {
        await over;
        stop.abort();
        return [];
    }
    const heard = asks.map(async (to) => {
        const answer = await Promise.race([carry(to, signal), over.then(() => null)]);
        return { to, answer: signal.aborted && answer?.is === 'silent' ? null : answer };
    });
    try {
        return await Promise.all(heard);
    }
    finally {
        stop.abort();
    }
}
function aborted(signal) {
    if (signal.aborted)
        return Promise.resolve();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

;// CONCATENATED MODULE: ./build/protocol/errand.js






const LOOKS = 3;
const BETWEEN = 3;
const errand_GRACE = 8;
function startErrand(known, memo) {
    return {
        session: newSession(known),
        evidence: noEvidence(TRIES_OF_A_RELEASE),
        memo,
        endsAt: null,
        lookAt: null,
        looks: 0,
        cancelledAt: null,
    };
}
function errandMachine(errand) {
    return {
        step(before, heard, now) {
            const started = { ...before, endsAt: before.endsAt ?? now.mono + errand.limit };
            const { state, say, trouble } = learnAll(errand_ending(started, now), heard, (state, each) => errand_learn(state, each, now));
            const thought = trouble === null ? errand_think(errand, state, now) : over(state, trouble);
            return { ...thought, say: [...say, ...thought.say] };
        },
    };
}
function errand_ending(state, { cancelled, mono }) {
    if (!cancelled || state.cancelledAt !== null)
        return state;
    const session = { ...state.session, weather: hurried(state.session.weather, mono) };
    return { ...state, session, cancelledAt: mono, endsAt: Math.min(state.endsAt, mono + errand_GRACE) };
}
function errand_learn(state, heard, now) {
    if (heard.to.ask === 'contains') {
        const { answer } = heard;
        const { evidence, say } = learnContains(state.evidence, heard.to, answer, now);
        return taught({ ...state, evidence }, say);
    }
    const { state: session, say, trouble } = hear(state.session, heard, now);
    return { state: { ...state, session }, say, trouble };
}
function errand_think(errand, state, now) {
    const { session } = state;
    const endsAt = state.endsAt;
    const { weather, known } = session;
    if (now.mono >= endsAt || isLimitedUntil(weather, endsAt))
        return over(state, tooLate(weather, state.cancelledAt !== null, now));
    const pause = pausedUntil(session, now.mono);
    if (pause !== null)
        return sleeping(state, Math.min(pause, endsAt));
    if (state.lookAt !== null && now.mono < state.lookAt)
        return sleeping(state, Math.min(state.lookAt, endsAt));
    if (known.on === null || state.lookAt !== null) {
        return step_asking({ ...state, lookAt: null }, [askRead(session)], endsAt);
    }
    if (now.at === null)
        return lookAgain(state, UNDATED, now);
    return errand_decide(errand, state, now.at, now);
}
function errand_decide(errand, before, at, now) {
    const { session, evidence } = before;
    const { known } = session;
    const endsAt = before.endsAt;
    const view = {
        isThere: known.on?.head !== null,
        document: current(known, at),
        boardLock: known.lock,
        others: known.others,
        time: timeOf(known, at),
        mayLand: known.mayLand !== null,
        proofs: evidence.proofs,
    };
    const questions = errand.questions?.(before.memo, view) ?? [];
    const due = dueQuestions(evidence, questions, now);
    if (due.length > 0)
        return step_asking(before, due, endsAt);
    const questionAt = nextQuestionAt(evidence, questions);
    if (questionAt !== null)
        return sleeping(before, Math.min(questionAt, endsAt));
    const { memo, wants } = errand.next(before.memo, view);
    const state = { ...before, memo };
    switch (wants.kind) {
        case 'done':
            return over(state, wants);
        case 'seems-done': {
            const looks = state.looks + 1;
            if (looks < LOOKS)
                return lookAgain({ ...state, looks }, BETWEEN, now);
            return over(state, { kind: 'done', result: wants.result });
        }
        case 'write': {
            const others = crowdOf(session, wants.changes, at);
            const later = givingWay(session, others, now);
            if (later !== null)
                return sleeping({ ...state, session: later }, Math.min(later.weather.notBefore, endsAt));
            const sent = askWrite(session, wants.changes, leaving(others), at);
            return step_asking({ ...state, session: sent.session }, [sent.ask], endsAt);
        }
        case 'write-board-lock': {
            const sent = askWriteLock(session, wants.lock, at);
            return step_asking({ ...state, session: sent.session }, [sent.ask], endsAt);
        }
    }
}
function lookAgain(state, after, now) {
    const lookAt = now.mono + after;
    return sleeping({ ...state, lookAt }, Math.min(lookAt, state.endsAt));
}

;// CONCATENATED MODULE: ./build/text/lines.js





const info = (text) => ({ level: 'info', text });
const notice = (text) => ({ level: 'notice', text });
const warning = (text) => ({ level: 'warning', text });
function still(last, length, { server }) {
    const what = last === '' ? `${server} has given no answer yet that settles it.` : last;
    return `For ${(0,text_duration/* duration */.p0)(length)} now: ${what}`;
}
function told(line, { lease, branch, waits, terms }) {
    const kept = waits ? '; a place in line is kept' : '';
    const { server } = terms;
    const where = `The lease ${lease} on the branch ${branch}`;
    switch (line.line) {
        case 'waiting':
            return info((0,waiting/* waitingLine */.Sh)(lease, line.waiting));
        case 'silent':
            return warning(`${line.why} Trying again${waits ? ' until it answers' : ''}${kept}.`);
        case 'refused':
            return warning(`${line.why} Trying twice more in the next half minute, in case it passes.`);
        case 'limited':
            return notice(`${server}'s rate limit is reached. Waiting until ${(0,lease_instant/* toIso */.t)(Math.ceil(line.until))}${kept}.`);
        case 'looks-limited':
            return notice(`GitHub's limit of REST requests is reached until ${(0,lease_instant/* toIso */.t)(Math.ceil(line.until))}. Until then the board is read by GraphQL, and less often${kept}.`);
        case 'answers-again':
            return info(`${server} answers again.`);
        case 'outrun':
            return info(`${line.why} Trying again${kept}.`);
        case 'rewound':
            return warning(`${where} has gone back to an earlier state: somebody has rewound the branch. Going on from what is there now.`);
        case 'new-slots':
            return warning((0,waiting/* newSlotsSentence */.lZ)(lease, line.accepts, line.known));
        case 'shared-scope':
            return warning(`Two jobs of one run ask for ${lease} with the same scope, as two calls of one reusable workflow do${line.url === '' ? '' : `: ${(0,text_escape/* oneLine */.TN)(line.url)}`}. What a success has tested is therefore not told, and it completes no other request, as long as the board remembers that run. Give each of them an input scope of its own.`);
        case 'kept-by-own-run':
            return warning(`The run of this job keeps ${lease} itself (auto-release: false): ${(0,waiting/* holderName */.iY)(line.holder)}. It does so as long as any of its jobs goes on, also one that waits for it, unless another one releases it. Use that hold, by its outputs request-id and fencing-token, or release it before this job asks.`);
        case 'no-room':
            return warning(`${where} has no room for another request: too many are there, with their payloads. Waiting until some have ended.`);
        case 'side-silent':
            return info(`${line.why} Asking again, and going on without it where that takes too long.`);
        case 'groups-refused':
            return warning(`${line.why} Without the merge groups a round waits for its whole stabilisation window.`);
        case 'lives-unseen':
            return notice(`${line.why} Whether other jobs still live cannot be seen, so a dead holder is removed only after its max-hold.`);
        case 'evidence-missing':
            return warning(`It was not to be learned whether the success of ${(0,ref_name/* shortSha */.Fu)(line.head)} contains this commit (${line.why}). Going on as if it did not.`);
        case 'cancelled':
            return info(`The ${terms.asker} is cancelled: leaving the line.`);
    }
}

;// CONCATENATED MODULE: ./build/commands/telling.js

const LONGEST_SILENCE = 240;
function telling(place, clock, tell) {
    const ended = new AbortController();
    let last = '';
    let since = clock.monotonic();
    let toldAt = since;
    const say = (line) => {
        const words = told(line, place);
        if (words.text === last)
            return;
        tell(words);
        last = place.works === true && line.line === 'answers-again' ? '' : words.text;
        since = toldAt = clock.monotonic();
    };
    const remind = async () => {
        for (;;) {
            await clock.sleep(toldAt + LONGEST_SILENCE - clock.monotonic(), ended.signal);
            const now = clock.monotonic();
            if (now - toldAt < LONGEST_SILENCE)
                continue;
            if (last !== '' || place.works !== true)
                tell({ level: 'info', text: still(last, now - since, place.terms), isReminder: last !== '' });
            toldAt = now;
        }
    };
    remind().catch(() => undefined);
    return { say, end: () => ended.abort() };
}

;// CONCATENATED MODULE: ./build/commands/ports.js





async function run(machine, start, { world, budget, tell, cancelled, terms }, about) {
    const { lease, waits = false, works = false, remember = () => { } } = about;
    const { clock, store } = world;
    const { say, end } = telling({ lease, branch: store.branch, waits, works, terms }, clock, tell);
    try {
        return await drive(machine, start, {
            clock,
            budget,
            carry: carrier(world, terms),
            say,
            remember,
            cancelled,
        });
    }
    finally {
        end();
    }
}
async function ports_runErrand(ports, errand, known, memo, doing) {
    const { trusted } = ports.world.clock;
    const start = startErrand({ ...known, trusted }, memo);
    const { done } = await run(errandMachine(errand), start, ports, { lease: known.lease });
    if (done.kind === 'done')
        return { result: done.result, failure: null };
    return { result: null, failure: errorOf(done, ports_placeOf(ports), doing) };
}
function ports_placeOf({ world, terms }) {
    return { branch: world.store.branch, terms };
}

;// CONCATENATED MODULE: ./build/commands/acquire.js









const CALLED_WITHOUT_SCOPE = (/* unused pure expression or super */ null && ('This job is of a reusable workflow, and the input "scope" is empty: nothing tells what it does from what another call of ' +
    'the same workflow does. So no success of another run completes its request, its own completes no other, and each merge ' +
    'group takes the lease itself, the highest first. Give "scope" an input of the called workflow that differs from call to ' +
    'call; where there is one call only, any text will do.'));
async function acquireCommand(inputs, caller, ports, save) {
    const wish = wishOf(inputs, caller);
    if (wish.registration.parameters.propagate !== inputs.parameters.propagate)
        ports.tell({ level: 'warning', text: CALLED_WITHOUT_SCOPE });
    return acquire(wish, inputs, ports, save);
}
async function acquire(wish, told, ports, save) {
    const { clock } = ports.world;
    const { lease } = wish;
    const keep = keeper(lease, save);
    const startedAt = clock.monotonic();
    const { state, done } = await run(acquireMachine, startAcquire({ ...wish, trusted: clock.trusted }), ports, {
        lease,
        waits: true,
        remember: (next) => keep(leftoverOf(next, null)),
    });
    const leftover = leftoverOf(state, done);
    const isHeld = leftover !== null && leftover.epoch !== null;
    if (!isHeld)
        keep(leftover);
    const left = isHeld ? { lease, ...leftover } : null;
    const waited = Math.round(clock.monotonic() - startedAt);
    return { outcome: reported(told, ports, state, done, waited), state, done, waited, left };
}
function wishOf(inputs, { event, identity, jobKey, nonce }) {
    const { baseBranch } = event;
    const isUntold = identity.calledPath !== '' && inputs.scope === '';
    const parameters = isUntold ? { ...inputs.parameters, propagate: false } : inputs.parameters;
    const registration = {
        id: jobKey,
        nonce,
        priority: inputs.priority ?? 0,
        head_sha: event.headSha,
        head_ref: event.headRef,
        base_sha: event.baseSha,
        base_ref: event.baseRef,
        scope: scopeOf({
            ...identity,
            baseBranch,
            ownRef: event.group ? null : event.headRef,
            scope: inputs.scope,
            accepts: parameters.accepts,
            take: parameters.take,
        }),
        run_id: identity.runId,
        run_attempt: identity.runAttempt,
        job: identity.job,
        job_index: identity.jobIndex,
        check_run_id: identity.checkRunId,
        runner_name: identity.runnerName,
        run_url: identity.runUrl,
        actor: identity.actor,
        stack: [],
        parameters,
        ...(inputs.payload === null ? {} : { payload: inputs.payload }),
    };
    const { lease, priority, wait, delayAssignment, pollInterval, timeout } = inputs;
    const asked = { lease, priority, wait, delayAssignment, pollInterval, timeout };
    return { ...asked, registration, baseBranch };
}
function keeper(lease, save) {
    let saved = '';
    return (left) => {
        if (left === null)
            return;
        const key = JSON.stringify([left.registration.id, left.epoch, left.mayLand, left.ended]);
        if (key === saved)
            return;
        saved = key;
        save({ lease, ...left });
    };
}
function reported(told, { world, serverUrl, terms }, state, done, waited) {
    const { store, clock } = world;
    const { lease } = state.wish;
    const place = { lease, branch: store.branch, terms };
    const registration = state.registration ?? state.wish.registration;
    const { known, weather } = state.session;
    const { document, lock } = known;
    const list = state.groups.seen?.list ?? [];
    const outputs = {
        ...outcome_stateOutputs(lease, document, store.url),
        'request-id': registration.id,
        'fencing-token': done.kind === 'acquired' ? done.holder.epoch : null,
        priority: registration.priority,
        'waited-seconds': waited,
        'completed-by': done.kind === 'completed' ? done.by : '',
        'stacked-pull-requests': (0,lease_groups/* stackOf */.US)(list, registration.head_sha).map((group) => ({
            number: group.pullRequest,
        })),
        ...outcome_slotOutputs(done.kind === 'acquired' ? done.holder : null, document),
        payload: registration.payload ?? '',
    };
    if (done.kind === 'twin' || done.kind === 'unreadable' || done.kind === 'rule') {
        return outcome_outcome({ outputs, failure: errorOf(done, place, 'the request') });
    }
    const now = clock.now();
    const report = arrivalReport({
        ...place,
        done,
        registration,
        document,
        boardLock: lock,
        waited,
        now,
        hasRead: known.hasRead,
        trouble: known.hasRead && !weather.told ? '' : weather.why,
        onTimeout: told.onTimeout,
    });
    return outcome_outcome({
        outputs: report.ending === null ? outputs : { ...outputs, status: report.ending.kind },
        summary: report.ending === null || !told.summary || now === null
            ? null
            : acquireSummary({ lease, ending: report.ending, waited, boardUrl: store.url }, document, {
                now,
                serverUrl,
                boardLock: lock,
            }),
        told: report.failure === null ? [{ level: 'info', text: report.text }] : [],
        failure: report.failure,
    });
}

;// CONCATENATED MODULE: ./build/lease/release.js

function decidePost(me, document, proofs, mayLand) {
    const outcome = (0,lease_document/* outcomeOf */.sG)(document, me.id);
    if (outcome !== undefined)
        return { kind: 'ended', outcome };
    const request = (0,lease_document/* requestOf */.fo)(document, me.id);
    const isOwn = request?.nonce === me.nonce;
    if (request?.status === 'acquired') {
        if (!isOwn)
            return { kind: 'nothing' };
        return releaseOf(me.epoch === null ? { ...me, outcome: 'failure' } : me, request, proofs);
    }
    if (!isOwn && !mayLand)
        return { kind: 'nothing' };
    const registration = isOwn ? request : me.registration;
    return { kind: 'write', changes: [{ kind: 'withdraw', registration, reason: 'the job ended' }] };
}
function decideRelease(me, document, proofs) {
    const outcome = (0,lease_document/* outcomeOf */.sG)(document, me.id);
    if (outcome !== undefined)
        return { kind: 'ended', outcome };
    const holder = (0,lease_document/* holdOf */.nv)(document, me.id);
    if (holder === undefined)
        return { kind: 'nothing' };
    const isOfRun = me.runId === null
        ? me.epoch !== null
        : holder.run_id === me.runId &&
            (holder.parameters.held_by === 'run' || holder.run_attempt === me.runAttempt);
    return isOfRun ? releaseOf(me, holder, proofs) : { kind: 'not-yours', holder };
}
function releaseOf(me, { id, epoch }, proofs) {
    if (me.epoch !== null && me.epoch !== epoch)
        return { kind: 'not-own' };
    return { kind: 'write', changes: [{ kind: 'release', id, epoch, outcome: me.outcome, proofs }] };
}

;// CONCATENATED MODULE: ./build/protocol/release.js




const postErrand = {
    limit: 240,
    questions: ({ left, outcome }, view) => questionsOf(left.registration.id, outcome, view),
    next(memo, { document, proofs, mayLand }) {
        const { registration, epoch } = memo.left;
        const { id, nonce } = registration;
        const me = { id, nonce, epoch, outcome: memo.outcome, registration };
        const verdict = decidePost(me, document, proofs, mayLand);
        if (verdict.kind === 'write')
            return { memo, wants: { kind: 'write', changes: verdict.changes } };
        return { memo, wants: { kind: 'done', result: { verdict, document } } };
    },
};
const releaseErrand = {
    limit: 600,
    questions: (memo, view) => questionsOf(idOf(memo, view.document), memo.outcome, view),
    next(memo, view) {
        const { isThere, document, proofs } = view;
        const id = idOf(memo, document);
        const seen = { isThere, document, id };
        const { outcome, runId, runAttempt, token } = memo;
        const isSure = memo.requestId !== null || memo.wrote;
        const done = (result, kind = isSure ? 'done' : 'seems-done') => ({ memo, wants: { kind, result } });
        if (id === null)
            return done({ kind: 'not-holder', outcome: null, ...seen }, 'seems-done');
        const verdict = decideRelease({ id, epoch: token, outcome, runId, runAttempt }, document, proofs);
        switch (verdict.kind) {
            case 'write':
                return { memo: { ...memo, wrote: true }, wants: { kind: 'write', changes: verdict.changes } };
            case 'ended':
                return done(agrees(memo, verdict.outcome)
                    ? { kind: 'released', outcome: verdict.outcome, ...seen }
                    : { kind: 'not-holder', outcome: verdict.outcome, ...seen });
            case 'not-yours':
                return done({ kind: 'not-yours', holder: verdict.holder, ...seen });
            case 'not-own':
                return done({ kind: 'not-holder', outcome: null, ...seen });
            case 'nothing':
                return done({ kind: 'not-holder', outcome: null, ...seen }, 'seems-done');
        }
    },
};
function idOf({ requestId, jobKey }, document) {
    return requestId ?? latestIdOf(document, jobKey);
}
function agrees({ token }, { outcome, epoch }) {
    if (outcome === 'evicted')
        return false;
    return token === null || epoch === undefined || epoch === token;
}
function questionsOf(id, outcome, { document, proofs }) {
    const hold = id === null || outcome !== 'success' ? undefined : (0,lease_document/* holdOf */.nv)(document, id);
    return hold === undefined ? [] : questionsBelow(document, hold, proofs);
}

;// CONCATENATED MODULE: ./build/commands/post.js







function nothingLeft({ lease, registration, epoch, ended, autoRelease, }) {
    if (ended)
        return `Nothing to release: this step does not hold the lease ${lease}.`;
    if (epoch === null || autoRelease)
        return null;
    return (`The lease ${lease} stays held after this job (auto-release: false), fencing token ${epoch}. ` +
        `Release it with mode: release, request-id ${registration.id} and this token.`);
}
function notOfThisRun({ registration: { run_id, run_attempt } }, { runId, runAttempt }) {
    if (run_id === runId && run_attempt === runAttempt)
        return null;
    return `Nothing is released: the saved state is of the run ${run_id}, attempt ${run_attempt}, and this is another one.`;
}
async function postCommand(inputs, state, ports) {
    if (inputs.jobStatus === null && state.epoch !== null)
        ports.tell(unknownResult(state));
    const { told, document, failure } = await endRequest(state, inputs.jobStatus === 'success' ? 'success' : 'failure', ports);
    if (failure !== null)
        return outcome({ failure });
    const now = ports.world.clock.now();
    return outcome({
        told: [told],
        summary: inputs.summary && now !== null
            ? stateSummary(document, { now, serverUrl: ports.serverUrl, boardLock: null })
            : null,
    });
}
async function endRequest(state, status, ports) {
    const { lease, registration, epoch, seen, mayLand } = state;
    const known = knowledge_unknown(lease, { endsOnly: true, seen, mayLand, least: epoch ?? 0 });
    const left = { registration, epoch, seen, mayLand, ended: false };
    const memo = { left, outcome: status };
    const { result, failure } = await ports_runErrand(ports, postErrand, known, memo, 'the release');
    if (failure !== null)
        return { told: null, document: null, lost: false, failure };
    const { verdict, document } = result;
    const lost = isLost(state, verdict);
    return { told: tell(state, { ...result, lost }, ports_placeOf(ports)), document, lost, failure: null };
}
function unknownResult({ registration: { base_sha, parameters } }) {
    const text = 'The runner did not tell the result of the job, as inside nested composite actions, so the hold is released as a ' +
        'failure: nothing that this commit contains is completed by it. To tell the result, use auto-release: false, and as ' +
        'last step of the job, with if: always(), mode: release and release-with-status: ${{ job.status }}.';
    return { level: base_sha !== null || parameters.propagate ? 'warning' : 'info', text };
}
function isLost({ registration: { id }, epoch: token }, verdict) {
    if (verdict.kind !== 'ended')
        return token !== null;
    const { by, epoch } = verdict.outcome;
    return by === id ? token !== null && epoch === undefined : token !== null || epoch !== undefined;
}
function tell(state, { verdict, document, lost }, { branch, terms }) {
    const held = verdict.kind === 'ended' ? verdict.outcome.slots : undefined;
    const lease = `the ${(0,waiting/* leaseOf */.m8)(state.lease, held ?? null)}`;
    const holder = (0,waiting/* holderSentence */._T)(document, held ?? state.registration.parameters.accepts);
    const hadHeld = `This ${terms.asker} held ${lease} with the token ${state.epoch}`;
    const mayHaveMet = `this ${terms.asker} did on the resource since then may have met another ${terms.asker}'s work.`;
    const info = (text) => ({ level: 'info', text });
    const warning = (text) => ({ level: 'warning', text });
    const forgotten = warning(`${hadHeld}, and the branch ${branch} knows nothing of it: somebody has deleted, rewound or edited it. ` +
        `${holder} What ${mayHaveMet}`);
    const longOver = {
        level: 'notice',
        text: `${hadHeld}, and that hold has ended so long ago that the branch ${branch} no longer keeps how. ` +
            `${holder} Unless it was released, what ${mayHaveMet}`,
    };
    switch (verdict.kind) {
        case 'nothing':
            if (lost && mayHaveDropped(document, state.epoch))
                return longOver;
            return lost ? forgotten : info(`Nothing is left of the request ${state.registration.id} for ${lease}.`);
        case 'not-own':
            return warning(`The lease ${state.lease} was not released: it has been granted anew with another token. ${holder}`);
        case 'ended': {
            const { outcome: how, by, reason } = verdict.outcome;
            const isOwn = by === state.registration.id;
            const why = reason === undefined ? '' : ` (${reason})`;
            if (!lost)
                return info(`The request for ${lease} has ended: ${how}${isOwn ? '' : why}.`);
            if (isOwn)
                return forgotten;
            return warning(`This ${terms.asker} had lost ${lease} before it ended: ended as ${how} by ${by}${why}. ${holder} What ${mayHaveMet}`);
        }
    }
}

;// CONCATENATED MODULE: ./build/commands/process.js








const TOLD = { onTimeout: 'fail', summary: false };
async function blockingOwnHold(own, { lease, own: wished }, ports) {
    const doing = 'who holds the lease';
    const { result: holder } = await ports_runErrand(ports, ownHoldErrand, knowledge_unknown(lease), own, doing);
    const { accepts, take = 1 } = wished;
    if (accepts === undefined || holder === null || holder.slots === null)
        return holder;
    const { slots } = holder;
    return accepts.filter((slot) => !slots.includes(slot)).length < take ? holder : null;
}
async function acquireAsProcess(inputs, ports) {
    const { lease, own, wait, pollInterval, timeout } = inputs;
    const registration = (0,process/* registrationOfProcess */.o2)(own);
    const asked = { lease, priority: registration.priority, wait, delayAssignment: 0, pollInterval, timeout };
    const acquired = await acquire({ ...asked, registration, baseBranch: '' }, TOLD, ports, () => { });
    const left = toTakeBack(acquired.state, acquired.done, ports.cancelled.aborted);
    return left === null ? { ...acquired, left } : takeBack({ lease, ...left }, acquired, ports);
}
async function takeBack(left, { state, done, waited, outcome }, ports) {
    const known = done.kind === 'unconfirmed' ? outcome.failure.message : ports.terms.leftover;
    ports.tell({ level: 'warning', text: known });
    const { told, document, failure } = await endRequest(left, 'failure', {
        ...ports,
        cancelled: ports.ending(),
    });
    const end = endOf(done, failure === null);
    if (failure !== null) {
        const why = end.kind === 'unconfirmed' ? failure : outcome.failure;
        return { state, done: end, waited, outcome: { ...outcome, told: [], failure: why }, left };
    }
    const { session } = state;
    const after = { ...state, session: { ...session, weather: FAIR, known: { ...session.known, document } } };
    const said = reported(TOLD, ports, after, end, waited);
    return { state: after, done: end, waited, outcome: { ...said, told: [told, ...said.told] }, left: null };
}
function endOf(done, isTakenBack) {
    if (done.kind !== 'acquired' && done.kind !== 'unconfirmed')
        return done;
    const reason = done.kind === 'acquired' ? 'cancelled' : done.reason;
    return isTakenBack ? { kind: 'gone', ending: reason } : { kind: 'unconfirmed', reason, why: '' };
}

;// CONCATENATED MODULE: ./build/protocol/guard.js


const guard_guardErrand = {
    limit: 180,
    next(memo, { document, isThere }) {
        const id = memo.requestId ?? latestIdOf(document, memo.jobKey);
        const holder = id === null ? undefined : (0,lease_document/* holdOf */.nv)(document, id);
        const isHeld = holder !== undefined && (memo.token ?? holder.epoch) === holder.epoch;
        const isSure = memo.requestId !== null && (holder ?? (0,lease_document/* outcomeOf */.sG)(document, memo.requestId)) !== undefined;
        const result = { isThere, document, id, held: isHeld ? holder : null };
        return { memo, wants: { kind: isHeld || isSure ? 'done' : 'seems-done', result } };
    },
};

;// CONCATENATED MODULE: ./build/commands/guard.js







async function guardCommand(inputs, caller, ports) {
    const { lease, requestId, fencingToken: token } = inputs;
    const { branch, url } = ports.world.store;
    const memo = { requestId, jobKey: caller.jobKey, token };
    const known = unknown(lease, { endsOnly: true, least: token ?? 0 });
    const { result, failure } = await runErrand(ports, guardErrand, known, memo, 'who holds the lease');
    if (failure !== null)
        return outcome({ outputs: { held: false }, failure });
    const { document, id, held, isThere } = result;
    const outputs = {
        ...stateOutputs(lease, document, url),
        held: held !== null,
        ...slotOutputs(held, document),
        payload: held?.payload ?? '',
    };
    if (held !== null) {
        const { slots, epoch } = held;
        const what = `The ${leaseOf(lease, slots)} ${isOrAre(slots)}`;
        return said(`${what} held by this request, fencing token ${epoch}.`, outputs);
    }
    const named = holdersOf(document).find(({ epoch }) => requestId === null && epoch === token);
    if (named !== undefined) {
        return notHolder(`Stop: ${nameOf(caller, null)} does not hold the lease ${lease} on the branch ${branch} itself. The fencing token ${token} ` +
            `is that of ${holderName(named)}. Give also the output request-id of the job that acquired it.`, outputs);
    }
    const ended = id === null ? undefined : outcomeOf(document, id);
    const next = ended?.outcome === 'completed'
        ? "Its work is done by the commit that contains it; a step that works on the resource runs only with `if: steps.<id>.outputs.status == 'acquired'`."
        : 'Do not touch the resource; acquire the lease anew.';
    const stands = isThere ? holderSentence(document) : noBranchSentence(branch, ports.terms);
    const withToken = token === null ? '' : ` with the fencing token ${token}`;
    return notHolder(`Stop: ${nameOf(caller, id)} does not hold the lease ${lease}${withToken} on the branch ${branch}.${howEnded(ended)} ` +
        `${stands} ${next}`, outputs);
}
function howEnded(ended) {
    if (!ended)
        return '';
    const reason = ended.reason === undefined ? '' : ` (${ended.reason})`;
    return ` It has ended as ${ended.outcome} at ${(0,text_duration/* utc */.n$)(ended.at)}${reason}.`;
}
function nameOf({ identity }, id) {
    return id === null ? `the job ${identity.job} of run ${identity.runId}` : `the request ${id}`;
}

;// CONCATENATED MODULE: ./build/commands/release.js








async function releaseCommand(inputs, caller, ports) {
    const { lease, requestId, fencingToken: token } = inputs;
    const { url } = ports.world.store;
    if (requestId !== null && token === null && keyOf(requestId) !== caller.jobKey) {
        return outcome_outcome({
            failure: new errors/* InputError */.dz('The input "request-id" names the request of another job, and "fencing-token" is empty: give both outputs of the ' +
                'step that acquired the lease, so that nothing else can be released by mistake.'),
        });
    }
    const { runId, runAttempt } = caller.identity;
    const memo = {
        requestId,
        jobKey: caller.jobKey,
        token,
        outcome: inputs.releaseWithStatus === 'success' ? 'success' : 'failure',
        runId,
        runAttempt,
        wrote: false,
    };
    const known = knowledge_unknown(lease, { endsOnly: true, least: token ?? 0 });
    const { result, failure } = await ports_runErrand(ports, releaseErrand, known, memo, 'the release');
    if (failure !== null)
        return outcome_outcome({ failure });
    const outputs = outcome_stateOutputs(lease, result.document, url);
    if (result.kind !== 'released') {
        const text = `The lease ${lease} on the branch ${ports.world.store.branch} was not released: ` +
            whyNot(inputs, caller, ports_placeOf(ports), result);
        return outcome_notHolder(text, outputs);
    }
    const { epoch, id, outcome: how, slots = null } = result.outcome;
    if (epoch !== undefined && how !== memo.outcome) {
        const text = `The ${(0,waiting/* leaseOf */.m8)(lease, slots)} ${(0,waiting/* isOrAre */.Cj)(slots)} released, but not as ${memo.outcome}: ` +
            `${nameOf(caller, id)} had ended before.${howEnded(result.outcome)} That stays so.`;
        return outcome_said(text, outputs, 'warning');
    }
    const what = epoch === undefined ? 'was not held, nothing is released' : `${(0,waiting/* isOrAre */.Cj)(slots)} released`;
    return outcome_said(`The ${(0,waiting/* leaseOf */.m8)(lease, slots)} ${what}: the request ${id} has ended as ${how}.`, outputs);
}
function whyNot({ fencingToken }, caller, { branch, terms }, result) {
    if (result.kind === 'not-yours') {
        return (`it is held by another run, ${(0,waiting/* holderName */.iY)(result.holder)}, and only that run may release it. ` +
            `An operator frees a stuck holder with ${terms.unlock} and its token.`);
    }
    const { id, outcome: ended, isThere, document } = result;
    const stands = isThere ? (0,waiting/* holderSentence */._T)(document) : (0,waiting/* noBranchSentence */.v8)(branch, terms);
    if (ended?.outcome === 'evicted' && (fencingToken ?? ended.epoch) === ended.epoch) {
        return (`the hold of the request ${id} was over before.${howEnded(ended)} What was done with the ` +
            `lease since then may have met another holder. ${stands} ` +
            `Acquire it anew, with a longer ${terms.hold} where that was too short.`);
    }
    if (id === null) {
        return (`the branch knows of no request of ${nameOf(caller, id)}. ${stands} Of a hold of another job, give ${terms.idAndToken}. ` +
            "A job that may go on without the lease releases only what it has acquired, with `if: steps.<id>.outputs.status == 'acquired'`. " +
            'A job that had acquired it has met a deleted, rewound or edited branch, and what it did since then may have met the work of others.');
    }
    const token = fencingToken === null ? '' : ` with the fencing token ${fencingToken}`;
    return `${nameOf(caller, id)} does not hold it${token}.${howEnded(ended)} ${stands} Give ${terms.idAndToken}.`;
}

;// CONCATENATED MODULE: ./build/engine/suspension.js
const CORRECTION = 1;
const NAP = 1;
function countingSuspension(clock) {
    let [mono, at] = [clock.monotonic(), clock.now()];
    let suspended = 0;
    const monotonic = () => {
        const [before, atBefore] = [mono, at];
        [mono, at] = [clock.monotonic(), clock.now()];
        const leap = at === null || atBefore === null ? 0 : at - atBefore - (mono - before);
        if (leap > CORRECTION)
            suspended += leap;
        return mono + suspended;
    };
    return {
        trusted: clock.trusted,
        now: () => clock.now(),
        random: () => clock.random(),
        monotonic,
        async sleep(duration, signal) {
            const end = monotonic() + duration;
            for (let left = duration; left > 0; left = end - monotonic())
                await clock.sleep(Math.min(left, NAP), signal);
        },
    };
}

;// CONCATENATED MODULE: ./build/protocol/renew.js







const ASK_TAKES = 1 / 6;
function startRenew(acquired, { epoch }) {
    const { session, renewal, registration } = acquired;
    if (renewal === null || registration === null)
        throw new Error('only a process renews its hold');
    return { registration, epoch, session, renewal, trouble: null, missing: false, notBefore: 0 };
}
const renewMachine = {
    step(before, heard, now) {
        const { state, say } = learnAll(before, heard, (state, each) => renew_learn(state, each, now));
        return { ...renew_think(state, now), say };
    },
};
function leftoverOfRenew({ registration, epoch, session }, done) {
    const { seen, mayLand } = session.known;
    return { registration, epoch, seen, mayLand, ended: done?.kind === 'lost' && done.cause === 'ended' };
}
function renew_learn(before, heard, now) {
    const { state: session, say, trouble } = hear(before.session, heard, now);
    const { registration, renewal, missing, notBefore } = before;
    const state = {
        ...before,
        session,
        renewal: learnSign(renewal, registration, session.known, heard),
        trouble,
        missing: heard.to.ask === 'read' && heard.answer?.is === 'value' ? isGone(session.known) : missing,
        notBefore: trouble === null ? notBefore : now.mono + longestPause(registration.parameters.ttl),
    };
    return { state, say, trouble };
}
function renew_think(state, now) {
    const { session, renewal, registration, missing } = state;
    const { known } = session;
    const { ttl } = registration.parameters;
    const loss = lossOf(state, now);
    if (loss !== null)
        return over(state, { kind: 'lost', ...loss });
    if (now.cancelled)
        return over(state, { kind: 'stopped' });
    const end = reliableUntil(renewal, ttl, now);
    const sleep = (until) => sleeping(state, Math.min(until, end));
    const pause = Math.max(pausedUntil(session, now.mono) ?? 0, state.notBefore);
    if (now.mono < pause)
        return sleep(pause);
    const due = signDue(renewal, ttl, now);
    if (now.mono < due && !missing)
        return sleep(due);
    const until = Math.min(now.mono + ttl * ASK_TAKES, end);
    if (known.on === null)
        return step_asking(state, [askRead(session)], until);
    if (missing || now.at === null) {
        const again = { ...state, session: unsure(session) };
        return sleeping(again, Math.min(now.mono + (missing ? longestPause(ttl) : UNDATED), end));
    }
    const { id } = registration;
    const sent = askWrite(session, [{ kind: 'renew', id }], renewing(ttl), now.at);
    const sending = sendingSign(renewal, known, now);
    return step_asking({ ...state, session: sent.session, renewal: sending }, [sent.ask], until);
}
function lossOf({ session, registration, epoch, renewal, trouble, missing }, now) {
    const { document } = session.known;
    const { id, nonce, parameters } = registration;
    const outcome = document === null ? undefined : (0,lease_document/* outcomeOf */.sG)(document, id);
    if (outcome !== undefined)
        return { cause: 'ended', outcome };
    const hold = document === null ? undefined : (0,lease_document/* holdOf */.nv)(document, id);
    if (hold?.epoch !== epoch || hold.nonce !== nonce) {
        const holders = document === null ? [] : (0,lease_document/* holdersOf */.pW)(document);
        return { cause: 'gone', holders: holders.filter(({ slots }) => (0,lease_slots/* overlap */.EF)(parameters.accepts, slots)) };
    }
    if (now.mono < reliableUntil(renewal, parameters.ttl, now))
        return null;
    if (missing)
        return { cause: 'deleted' };
    const { told, why } = session.weather;
    return { cause: 'expired', why: told ? why : '', trouble };
}

;// CONCATENATED MODULE: ./build/commands/run.js








async function runCommand(inputs, grace, ports) {
    const { lease } = inputs;
    const acquired = await acquireAsProcess(inputs, { ...ports, tell: ports.tellWait });
    const { done, state, outcome } = acquired;
    if (done.kind !== 'acquired')
        return { kind: 'not-acquired', acquired };
    for (const told of outcome.told)
        ports.tell(told);
    const task = ports.start(done.holder, outcome_slotOutputs(done.holder, state.session.known.document).slots);
    const { left, loss, safe } = await renewWhile(task, startRenew(state, done.holder), ports, lease);
    if (loss !== null) {
        const stopped = stop(task, Math.min(grace, safe), ports);
        ports.tell({ level: 'warning', text: lossSentence(loss, { lease, ...ports_placeOf(ports) }) });
        await stopped;
    }
    const isSuccess = await task.ended;
    const status = isSuccess && loss === null ? 'success' : 'failure';
    const released = left.ended
        ? null
        : await endRequest({ lease, ...left }, status, { ...ports, cancelled: ports.ending() });
    return { kind: 'ran', loss, released };
}
async function renewWhile(task, start, ports, lease) {
    const over = new AbortController();
    task.ended.then(() => over.abort()).catch(() => undefined);
    const about = { lease, works: true };
    const world = { ...ports.world, clock: countingSuspension(ports.world.clock) };
    const { state, done } = await run(renewMachine, start, { ...ports, world, cancelled: over.signal }, about);
    const { ttl } = state.registration.parameters;
    const now = { mono: world.clock.monotonic(), at: world.clock.now() };
    const safe = Math.max(0, reliableUntil(state.renewal, ttl, now) + ttl / 3 - now.mono);
    return { left: leftoverOfRenew(state, done), loss: done.kind === 'lost' ? done : null, safe };
}
async function stop(task, grace, { world }) {
    task.signal('SIGTERM');
    const over = new AbortController();
    const grown = world.clock.sleep(grace, over.signal).catch(() => undefined);
    await Promise.race([task.ended, grown]);
    over.abort();
    task.signal('SIGKILL');
}

;// CONCATENATED MODULE: ./build/cli/hold.js


















const DEFAULT_TTL = 300;
const DEFAULT_GRACE = 10;
const DEFAULT_POLL_INTERVAL = 5;
const LONGEST_REST = 30;
const VARIABLES = ['REF_LEASE', 'REF_LEASE_ID', 'REF_LEASE_TOKEN', 'REF_LEASE_SLOTS'];
async function runInCli(context) {
    const { given, around, terminal } = context;
    const { signals, env, start } = around;
    const ttl = given.get(TTL) ?? DEFAULT_TTL;
    const inputs = inputsOf(context, { ttl, takeoverDelay: Math.min(LONGEST_REST, ttl / 10) });
    const third = { most: ttl / 3, share: 'a third' };
    const grace = partOfTtl(given, GRACE, DEFAULT_GRACE, third);
    const foreground = given.has(FOREGROUND);
    let status = exit/* EXIT */.dc.failed;
    let held = null;
    const task = (holder, slots) => {
        held = holder;
        terminal.settle();
        const child = start(given.operands, {
            env: { ...env, ...variablesOf(inputs.lease, holder, slots) },
            foreground,
        });
        const release = signals.forward((name) => child.signal(name), !foreground);
        const ended = child.ended.then((end) => {
            release();
            if (end.problem !== null)
                terminal.error(end.problem);
            ({ status } = end);
            return status === exit/* EXIT */.dc.done;
        });
        return { ended, signal: (name) => child.signal(name) };
    };
    const ran = await onBoard(context, async (ports) => {
        await refuseOwnHold(inputs, context, ports);
        return runCommand(inputs, grace, {
            ...ports,
            tellWait: tellWait(context),
            ending: () => signals.ending(),
            start: task,
        });
    });
    if (ran.kind === 'not-acquired')
        return notAcquired(context, ran.acquired);
    const { loss, released } = ran;
    if (released?.told)
        terminal.tell(released.told);
    if (released?.failure)
        terminal.error(`${released.failure.message} ${heldSentence(context, inputs.lease, held)}`);
    return loss !== null || released?.lost === true ? exit/* EXIT */.dc.lost : status;
}
async function acquireInCli(context) {
    const { given, around, terminal } = context;
    const { signals } = around;
    const hold = given.get(HOLD);
    const inputs = inputsOf(context, { ttl: DEFAULT_TTL, takeoverDelay: 0, hold });
    return onBoard(context, async (ports) => {
        await refuseOwnHold(inputs, context, ports);
        const cares = { ...ports, tell: tellWait(context), ending: () => signals.ending() };
        const acquired = await acquireAsProcess(inputs, cares);
        const { done, outcome } = acquired;
        if (done.kind !== 'acquired') {
            const status = notAcquired(context, acquired);
            if (!given.has(AS_JSON))
                terminal.data(withoutHold(status));
            return status;
        }
        for (const told of outcome.told)
            terminal.tell(told);
        const { lease } = inputs;
        const { holder } = done;
        const { slots } = outcome_slotOutputs(holder, acquired.state.session.known.document);
        const words = given.has(AS_JSON) ? asJson(lease, holder, slots) : asExport(lease, holder, slots);
        if (await terminal.written(words))
            return exit/* EXIT */.dc.done;
        const hold = {
            lease,
            requestId: holder.id,
            fencingToken: holder.epoch,
            releaseWithStatus: 'failure',
        };
        const ended = await releaseCommand(hold, callerOf(holder.id), { ...ports, cancelled: signals.ending() });
        if (ended.failure === null || ended.failure.code === 'not-holder')
            concluded(context, ended);
        else
            terminal.error(`${ended.failure.message} ${heldSentence(context, lease, holder)}`);
        return exit/* EXIT */.dc.unwritten;
    });
}
function asJson(lease, { id, epoch: token }, slots) {
    return (0,printable/* json */.Pq)({ lease, id, token, slots: slots.length === 0 ? null : slots });
}
function asExport(lease, holder, slots) {
    const variables = Object.entries(variablesOf(lease, holder, slots));
    return `export ${variables.map(([name, value]) => `${name}=${(0,text_escape/* shellQuoted */.x)(value)}`).join(' ')}`;
}
function callerOf(jobKey) {
    return { jobKey, identity: { runId: null, runAttempt: 1, job: '' } };
}
async function releaseInCli(context) {
    const inputs = {
        lease: fromEnvironment(context, HELD_LEASE, 'REF_LEASE'),
        requestId: fromEnvironment(context, ID, 'REF_LEASE_ID'),
        fencingToken: fromEnvironment(context, TOKEN, 'REF_LEASE_TOKEN'),
        releaseWithStatus: context.given.has(FAILURE) ? 'failure' : 'success',
    };
    const caller = callerOf(inputs.requestId);
    return concluded(context, await onBoard(context, (ports) => releaseCommand(inputs, caller, ports)));
}
function fromEnvironment({ given, around }, asked, variable) {
    const value = given.get(asked);
    if (value !== null)
        return value;
    const set = around.env[variable] ?? '';
    if (set === '')
        throw new errors/* InputError */.dz(`Nobody says what to release: give --${asked.name}, or set ${variable}.`);
    return asked.read(set);
}
async function refuseOwnHold(inputs, context, ports) {
    const { lease } = inputs;
    const { REF_LEASE: named, REF_LEASE_ID: id = '', REF_LEASE_TOKEN = '' } = context.around.env;
    const token = parseInteger(REF_LEASE_TOKEN);
    if (named !== lease || token === null)
        return;
    const holder = await blockingOwnHold({ id, token }, inputs, ports);
    if (holder === null)
        return;
    const release = (0,lease_signs/* wantedUntil */._H)(holder) === null ? '' : `, or release it first: ${releaseLine(context, lease, id, token)}`;
    throw new errors/* InputError */.dz(`The lease ${lease} on the branch ${ports.world.store.branch} is held by whoever started this command, as its ` +
        `environment says: ${(0,waiting/* holderName */.iY)(holder)}. It would wait for itself. Do what needs the lease without asking for it ` +
        `again, or ask for other slots${release}.`);
}
function inputsOf({ given, asker, around }, times) {
    const quarter = { most: times.ttl / POLLS_IN_A_TTL, share: 'a quarter' };
    const priority = given.get(PRIORITY);
    const payload = given.get(PAYLOAD);
    const { accepts, take } = parseSlotWish(given.get(SLOTS) ?? '', given.get(TAKE) ?? '', optionError, '--slots');
    return {
        lease: given.get(LEASE),
        own: {
            ...asker,
            nonce: around.nonce(),
            ...times,
            ...(priority === null ? {} : { priority }),
            ...(payload === null ? {} : { payload }),
            ...(accepts === null ? {} : { accepts, take }),
        },
        wait: !given.has(NO_WAIT),
        pollInterval: partOfTtl(given, POLL_INTERVAL, DEFAULT_POLL_INTERVAL, quarter),
        timeout: given.get(WAIT),
    };
}
function partOfTtl(given, asked, byDefault, { most, share }) {
    const value = given.get(asked);
    if (value === null)
        return Math.min(byDefault, most);
    if (value <= most)
        return value;
    const allowed = `at most ${(0,duration/* formatDuration */.a3)(most)}, ${share} of the ttl`;
    throw optionError(asked.name, (0,duration/* formatDuration */.a3)(value), allowed);
}
function withoutHold(status) {
    return `unset ${VARIABLES.join(' ')}; (exit ${status})`;
}
function variablesOf(lease, { id, epoch }, slots) {
    return {
        REF_LEASE: lease,
        REF_LEASE_ID: id,
        REF_LEASE_TOKEN: String(epoch),
        REF_LEASE_SLOTS: slots.join(','),
    };
}
function tellWait({ terminal, around }) {
    return (told) => {
        if (told.level === 'info' && around.signals.first === null)
            terminal.progress(told);
        else
            terminal.tell(told);
    };
}
function notAcquired(context, { outcome, left }) {
    const { given, around, terminal } = context;
    const { failure, told } = outcome;
    const { first } = around.signals;
    for (const each of told)
        terminal.tell(each);
    const stays = left === null ? '' : ` ${leftSentence(context, left)}`;
    if (failure !== null)
        terminal.error(`${failure.message}${stays}`);
    if (first !== null)
        return (0,exit/* statusOfSignal */.My)(first);
    const notToBeHad = given.get(CONFLICT_CODE) ?? exit/* EXIT */.dc.notToBeHad;
    return failure === null ? notToBeHad : (0,exit/* statusOf */.c2)(failure, notToBeHad);
}
function ofLease(context, lease) {
    return `${sameBoard(context)} ${(0,text_escape/* shellOption */.iu)('--lease', lease)}`;
}
function releaseLine(context, lease, id, token) {
    return `ref-lease release${ofLease(context, lease)} --id ${(0,text_escape/* shellQuoted */.x)(id)} --token ${token}`;
}
function heldSentence(context, lease, { id, epoch, parameters }) {
    return (`The lease ${lease} may be held still, until another one has waited behind it for ${(0,text_duration/* duration */.p0)(parameters.max_hold)} and ` +
        `removes it. \`${releaseLine(context, lease, id, epoch)}\` ends it at once.`);
}
function leftSentence(context, { lease, registration }) {
    const { id, parameters } = registration;
    const { ttl, max_hold: hold } = parameters;
    const same = ofLease(context, lease);
    const stays = hold === ttl
        ? `The request may wait there still, or hold the lease, until another one has waited behind it for ${(0,text_duration/* duration */.p0)(ttl)} and removes it.`
        : `The request may wait there still, until another one has waited behind it for ${(0,text_duration/* duration */.p0)(ttl)} and removes it; ` +
            `or hold the lease, until another one has waited for ${(0,text_duration/* duration */.p0)(hold)}.`;
    const release = releaseLine(context, lease, id, 'TOKEN');
    const unlock = `ref-lease unlock${same} --token TOKEN --reason TEXT`;
    return (`${stays} See \`ref-lease status${same}\`: ` +
        `a hold is ended at once by \`${release}\` or \`${unlock}\`, with the token that is shown there.`);
}

// EXTERNAL MODULE: ./build/audit/check.js + 4 modules
var audit_check = __nccwpck_require__(4754);
// EXTERNAL MODULE: ./build/audit/history.js
var audit_history = __nccwpck_require__(6276);
;// CONCATENATED MODULE: ./build/protocol/status.js



const LIMIT = 300;
function startStatus(keep) {
    return { keep, found: null, cut: null, weather: FAIR, endsAt: null };
}
const statusMachine = {
    step(before, heard, now) {
        const started = { ...before, endsAt: before.endsAt ?? now.mono + LIMIT };
        const { state, say, trouble } = learnAll(started, heard, (each, of) => status_learn(each, of, momentOf(of.answer, now)));
        return { ...(trouble === null ? status_think(state, now) : over(state, trouble)), say };
    },
};
function status_learn(state, { to, answer }, now) {
    const { weather, found } = state;
    const what = to.ask === 'cut' ? 'write' : 'read';
    const fares = (change, more = {}) => taught({ ...state, ...more, weather: change.weather }, change.say);
    const decided = (doing, refusal) => {
        const { rule, ...change } = refused(weather, doing, null, refusal, now);
        return { ...fares(change), trouble: rule === null ? null : { kind: 'rule', ...rule } };
    };
    switch (answer?.is) {
        case undefined:
            return taught(state);
        case 'value': {
            if (to.ask === 'cut')
                return taught({ ...state, cut: answer.value });
            const { head, board } = answer.value;
            return fares(readAnswered(weather, 'read', false), { found: { head, board, at: now.at ?? 0 } });
        }
        case 'silent':
            if (answer.lasting === true && found === null)
                return decided('reaching', answer);
            return fares(silent(weather, what, answer.why, now));
        case 'limited':
            return fares(limited(weather, what, answer.until, answer.why, now));
        case 'refused':
            return decided(to.ask === 'cut' ? 'writing' : 'reading', answer);
    }
}
function status_think(state, now) {
    const { found, keep, cut, weather } = state;
    const endsAt = state.endsAt;
    if (found !== null && (keep === null || cut !== null))
        return over(state, { kind: 'done', found, cut });
    const isLate = now.mono >= endsAt || now.cancelled || isLimitedUntil(weather, endsAt);
    if (isLate)
        return over(state, { ...tooLate(weather, now.cancelled, now), found });
    if (now.mono < weather.notBefore)
        return sleeping(state, Math.min(endsAt, weather.notBefore));
    const ask = found === null || keep === null ? { ask: 'board' } : { ask: 'cut', keep };
    return step_asking(state, [ask], endsAt);
}

// EXTERNAL MODULE: ./build/text/happening.js
var happening = __nccwpck_require__(4790);
;// CONCATENATED MODULE: ./build/text/metrics.js









function openMetrics(board, now) {
    return [...FAMILIES.flatMap((family) => lines(family, board, now)), '# EOF', ''].join('\n');
}
const FAMILIES = [
    {
        name: 'ref_lease_status_timestamp_seconds',
        type: 'gauge',
        unit: 'seconds',
        help: 'When the board was looked at, in seconds since 1970.',
        samples: (_, now) => [{ labels: {}, value: seconds(now) }],
    },
    {
        name: 'ref_lease_unreadable',
        type: 'gauge',
        help: `Whether the document of the lease cannot be read (1) or can (0); ${happening/* ALL_LEASES */.g} is the lock of all leases.`,
        samples: ({ leases, lock }) => [...leases, [happening/* ALL_LEASES */.g, lock]].map(([lease, found]) => ({
            labels: { lease },
            value: Number((0,lease_board/* isUnreadable */.GZ)(found)),
        })),
    },
    {
        name: 'ref_lease_locked',
        type: 'gauge',
        help: `Whether an operator has closed the lease to new grants (1) or not (0); ${happening/* ALL_LEASES */.g} is the lock of all leases.`,
        samples: ofLocks((lock, now) => [{ value: Number((0,lease_locks/* isLocked */.ln)(lock, now)) }]),
    },
    {
        name: 'ref_lease_lock_age_seconds',
        type: 'gauge',
        unit: 'seconds',
        help: `How long the lock has closed the lease; absent while it is open. ${happening/* ALL_LEASES */.g} is the lock of all leases.`,
        samples: ofLocks((lock, now) => lock === null || !(0,lease_locks/* isLocked */.ln)(lock, now) ? [] : [{ value: seconds(now - lock.at) }]),
    },
    {
        name: 'ref_lease_queue_size',
        type: 'gauge',
        help: 'Requests that wait for the lease, without the holder.',
        samples: ofEach((document) => [{ value: (0,lease_line/* inLine */.i2)(document).length }]),
    },
    {
        name: 'ref_lease_queue_age_seconds',
        type: 'gauge',
        unit: 'seconds',
        help: 'How long the request has waited that waits longest; absent while nobody does.',
        samples: ofEach((document, now) => {
            const since = (0,lease_line/* inLine */.i2)(document).map(({ registered_at }) => registered_at);
            return since.length === 0 ? [] : [{ value: seconds(now - Math.min(...since)) }];
        }),
    },
    {
        name: 'ref_lease_holder_age_seconds',
        type: 'gauge',
        unit: 'seconds',
        help: 'How long the holder has held the lease; absent while nobody does.',
        samples: ofEach((document, now) => (0,lease_document/* holdersOf */.pW)(document).flatMap(({ granted_at, slots }) => {
            const value = seconds(now - granted_at);
            return slots === null ? [{ value }] : slots.map((slot) => ({ labels: { slot }, value }));
        })),
    },
    {
        name: 'ref_lease_epoch',
        type: 'gauge',
        help: 'Fencing token of the latest grant; it rises with every grant, at least to the seconds since 1970.',
        samples: ofEach((document) => [{ value: document.epoch }]),
    },
    {
        name: 'ref_lease_grants',
        type: 'counter',
        help: 'Grants of the lease.',
        samples: ofEach(({ counters }) => [{ suffix: '_total', value: counters.grants }]),
    },
    {
        name: 'ref_lease_outcomes',
        type: 'counter',
        help: 'Requests that ended, by outcome.',
        samples: ofEach(({ counters }) => schema/* OUTCOME_KINDS */.hb.map((outcome) => ({
            suffix: '_total',
            labels: { outcome },
            value: counters.outcomes[outcome],
        }))),
    },
    {
        name: 'ref_lease_takeovers',
        type: 'counter',
        help: 'Holders that were removed: their job was dead, their hold-limit was over, or an operator freed the lease.',
        samples: ofEach(({ counters: { holds, outcomes } }) => [
            { suffix: '_total', value: Math.max(countOf(holds) - outcomes.success - outcomes.failure, 0) },
        ]),
    },
    {
        name: 'ref_lease_wait_seconds',
        type: 'histogram',
        unit: 'seconds',
        help: 'Time from the registration to the grant, or to the end of a request that was not granted.',
        samples: ofEach(({ counters }) => figuresOf(counters.waits)),
    },
    {
        name: 'ref_lease_hold_seconds',
        type: 'histogram',
        unit: 'seconds',
        help: 'Time from the grant to the end of the hold, of holds that have ended.',
        samples: ofEach(({ counters }) => figuresOf(counters.holds)),
    },
    {
        name: 'ref_lease_slot_held',
        type: 'gauge',
        help: 'Whether somebody holds the slot, alone or with the whole lease (1), or not (0).',
        isOfSlots: true,
        samples: ofEach((document) => {
            const held = (0,lease_slots/* heldIn */.$f)(document, (0,lease_slots/* slotsOf */.nK)(document));
            return (0,slot_table/* namesOf */.eZ)(document.slots).map((slot) => ({ labels: { slot }, value: Number(held.has(slot)) }));
        }),
    },
    {
        name: 'ref_lease_slot_held_seconds',
        type: 'counter',
        unit: 'seconds',
        help: 'Time for which the slot was held, alone or with the whole lease, by holds that have ended.',
        isOfSlots: true,
        samples: ofEach(({ slots, counters: { slots: held = {} } }) => (0,slot_table/* namesOf */.eZ)(slots).map((slot) => ({
            suffix: '_total',
            labels: { slot },
            value: Object.hasOwn(held, slot) ? held[slot] : 0,
        }))),
    },
];
function lines({ name, type, unit, help, isOfSlots = false, samples }, board, now) {
    const leases = new Map([...board.leases].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const found = samples({ ...board, leases }, now);
    if (isOfSlots && found.length === 0)
        return [];
    return [
        `# TYPE ${name} ${type}`,
        ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
        `# HELP ${name} ${help}`,
        ...found.map(({ suffix = '', labels, value }) => {
            const pairs = Object.entries(labels).map(([key, text]) => `${key}="${(0,text_escape/* openMetricsLabel */.OK)(text)}"`);
            return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
        }),
    ];
}
function ofEach(figures) {
    return ({ leases }, now) => [...leases].flatMap(([lease, document]) => (0,lease_board/* isUnreadable */.GZ)(document) ? [] : metrics_named(lease, figures(document, now)));
}
function ofLocks(figures) {
    const ofLeases = ofEach((document, now) => [
        ...figures(document.lock, now),
        ...(0,slot_table/* namesOf */.eZ)(document.slots).flatMap((slot) => figures((0,slot_table/* lockAt */.ro)(document, slot), now).map((figure) => ({ ...figure, labels: { slot } }))),
    ]);
    return (board, now) => [
        ...ofLeases(board, now),
        ...((0,lease_board/* isUnreadable */.GZ)(board.lock) ? [] : metrics_named(happening/* ALL_LEASES */.g, figures(board.lock, now))),
    ];
}
function metrics_named(lease, figures) {
    return figures.map((figure) => ({ ...figure, labels: { lease, ...figure.labels } }));
}
function figuresOf(histogram) {
    const { sum, buckets } = histogram;
    const bounds = [...schema/* BUCKETS */.SC.map((bound) => `${bound}.0`), '+Inf'];
    return [
        ...bounds.map((le, index) => ({
            suffix: '_bucket',
            labels: { le },
            value: total(buckets.slice(0, index + 1)),
        })),
        { suffix: '_count', value: countOf(histogram) },
        { suffix: '_sum', value: sum },
    ];
}
function countOf({ buckets }) {
    return total(buckets);
}
function total(counts) {
    return counts.reduce((sum, count) => sum + count, 0);
}
function seconds(value) {
    return Math.round(Math.max(value, 0) * 1000) / 1000;
}

;// CONCATENATED MODULE: ./build/commands/status.js













async function statusCommand(inputs, ports) {
    const place = ports_placeOf(ports);
    const { branch } = place;
    const start = startStatus(inputs.keepHistory);
    const { done } = await run(statusMachine, start, ports, { lease: inputs.lease ?? '' });
    if (!('found' in done))
        return outcome_outcome({ failure: errorOf(done, place, 'the board') });
    const shown = done.found === null ? outcome_outcome({}) : show(inputs, ports, done.found);
    if (done.kind !== 'done') {
        const doing = done.found === null ? 'the board' : 'the cut of the history';
        return { ...shown, failure: errorOf(done, place, doing) };
    }
    const cut = done.cut === null ? [] : [cutLine(done.cut, inputs.keepHistory, branch)];
    return {
        ...shown,
        told: [...shown.told, ...cut],
        failure: unreadableIn(done.found.board, inputs.lease, { branch, head: done.found.head }),
    };
}
function show({ lease, summary }, { world, serverUrl, terms }, { head, board, at }) {
    const { branch, url } = world.store;
    const moment = { now: at, serverUrl, boardLock: (0,cells/* boardLockOf */.dQ)(board) };
    const shown = { ...board, leases: shownOf(board, lease) };
    const documents = [...shown.leases.values()].filter((each) => !(0,lease_board/* isUnreadable */.GZ)(each));
    const named = lease === null ? undefined : board.leases.get(lease);
    const one = lease === null || (0,lease_board/* isUnreadable */.GZ)(named) ? null : (named ?? (0,lease_document/* createDocument */.ui)(lease, at));
    return outcome_outcome({
        outputs: {
            ...(lease === null ? allOutputs(documents, url) : outcome_stateOutputs(lease, one, url)),
            payload: one === null ? '' : ((0,lease_document/* holderOf */.Kd)(one)?.payload ?? ''),
        },
        metrics: openMetrics(shown, at),
        summary: summary ? (one === null ? boardSummary(board, moment) : summary_stateSummary(one, moment)) : null,
        told: status_lines(shown, lease, { branch, head, now: at, terms }).map((text) => ({ level: 'info', text })),
    });
}
function cutLine({ length, kept }, keep, branch) {
    const text = kept < length
        ? `The history of the branch ${branch} is cut from ${length} commits to the last ${kept}.`
        : `The history of the branch ${branch} has ${(0,counted/* counted */.h)(length, 'commit')}, no more than the ${keep} to keep.`;
    return { level: 'info', text };
}
function shownOf({ leases }, lease) {
    return new Map([...leases].filter(([name]) => lease === null || name === lease));
}
function status_lines({ leases, lock }, lease, { branch, head, now, terms }) {
    if (head === null)
        return [(0,waiting/* noBranchSentence */.v8)(branch, terms)];
    const boardLock = (0,cells/* boardLockOf */.dQ)({ lock });
    const closed = (0,lease_locks/* isLocked */.ln)(boardLock, now) ? [`All leases are ${(0,waiting/* lockText */.li)(boardLock, 'are')}.`] : [];
    if (leases.size === 0)
        return [...closed, `Nobody has asked for ${lease === null ? 'a lease' : `the lease ${lease}`} yet.`];
    const told = [...leases].map(([name, document]) => (0,lease_board/* isUnreadable */.GZ)(document)
        ? `${name}: unreadable, ${document.unreadable}.`
        : line(document, boardLock, { now, terms }));
    return [...closed, ...told];
}
function line(document, boardLock, { now, terms }) {
    const lock = (0,lease_locks/* isLocked */.ln)(document.lock, now) ? ` It is ${(0,waiting/* lockText */.li)(document.lock)}.` : '';
    return (`${document.lease}: ${(0,waiting/* holderSentence */._T)(document)}${(0,waiting/* overdueSentence */.uB)(document, null, now, terms)}` +
        `${(0,waiting/* restSentence */.ok)(document, null, now)}${(0,waiting/* freeSentence */.aX)(document, boardLock, now)} ` +
        `${(0,lease_line/* inLine */.i2)(document).length} in line.${lock}${(0,waiting/* slotLocks */.dJ)(document, null, now)}`);
}
function allOutputs(documents, url) {
    const state = Object.fromEntries(documents.map((document) => [document.lease, (0,lease_board/* documentToJson */.B5)(document)]));
    return { lease: '', holder: null, holders: [], state, 'board-url': url };
}
function unreadableIn(board, lease, where) {
    for (const [name, document] of shownOf(board, lease)) {
        if (!(0,lease_board/* isUnreadable */.GZ)(document))
            continue;
        return (0,lease_board/* unreadableError */.Sw)({ ...where, path: (0,lease_board/* pathOf */.XM)(name) }, document.unreadable);
    }
    return (0,lease_board/* isUnreadable */.GZ)(board.lock)
        ? (0,lease_board/* unreadableError */.Sw)({ ...where, path: lease_board/* LOCK_PATH */.O0 }, board.lock.unreadable)
        : null;
}

;// CONCATENATED MODULE: ./build/cli/look.js












const DEFAULT_NUMBER = 20;
async function statusInCli(context) {
    const { given, terminal } = context;
    const inputs = { lease: given.get(ONE_LEASE), keepHistory: null, summary: false };
    const { outputs, metrics, told, failure } = await onBoard(context, (ports) => statusCommand(inputs, ports));
    if (given.has(AS_JSON)) {
        if (outputs.state !== undefined)
            terminal.data((0,printable/* json */.Pq)(outputs.state, 2));
    }
    else if (given.has(METRICS)) {
        if (metrics !== null)
            terminal.data(metrics);
    }
    else {
        for (const { text } of told)
            terminal.data((0,printable/* printable */.g$)(text));
    }
    if (failure !== null)
        throw failure;
    return exit/* EXIT */.dc.done;
}
async function logInCli(context) {
    const { given, around, terminal, where, gitEnv } = context;
    const count = given.get(NUMBER) ?? DEFAULT_NUMBER;
    const lease = given.get(ONE_LEASE);
    const found = await look_read(context, () => around.history(where, gitEnv, count, lease));
    const entries = found ?? [];
    const empty = found === null
        ? (0,waiting/* noBranchSentence */.v8)(where.branch, COMMAND_TERMS)
        : `Nobody has asked for the lease ${lease} yet, as far as the history of the branch ${where.branch} goes.`;
    if (entries.length === 0)
        terminal.tell({ level: 'info', text: empty });
    if (given.has(AS_JSON)) {
        const shown = entries.map(({ sha, at, subject }) => ({ commit: sha, at: (0,lease_instant/* toIso */.t)(at), subject }));
        terminal.data((0,printable/* json */.Pq)(shown, 2));
    }
    else {
        for (const { at, subject } of entries)
            terminal.data((0,printable/* printable */.g$)(`${(0,lease_instant/* toIso */.t)(at)}  ${subject}`));
    }
    return exit/* EXIT */.dc.done;
}
async function auditInCli(context) {
    const { given, around, terminal, where, gitEnv } = context;
    const report = await look_read(context, () => around.audit(where, gitEnv));
    if (report === null) {
        terminal.error(`${(0,waiting/* noBranchSentence */.v8)(where.branch, COMMAND_TERMS)} So there is nothing to audit.`);
        return exit/* EXIT */.dc.failed;
    }
    const { findings, unreadable } = report;
    if (given.has(AS_JSON))
        terminal.data((0,printable/* json */.Pq)(report, 2));
    else {
        for (const version of unreadable)
            terminal.data((0,printable/* printable */.g$)((0,audit_check/* unreadableLineOf */.lY)(version)));
        for (const finding of findings)
            terminal.data((0,printable/* printable */.g$)((0,audit_check/* lineOf */.cA)(finding)));
        terminal.data((0,audit_check/* summaryOf */.YG)(report));
    }
    return findings.length === 0 ? exit/* EXIT */.dc.done : exit/* EXIT */.dc.failed;
}
async function look_read({ where, around }, ask) {
    const { cancelled } = around.signals;
    cancelled.throwIfAborted();
    const ended = new Promise((_, reject) => {
        cancelled.addEventListener('abort', () => reject(cancelled.reason), { once: true });
    });
    return Promise.race([ask(), ended]).catch((error) => {
        if (error instanceof audit_history/* NoBranch */.Y)
            return null;
        if (error instanceof errors/* LeaseError */.pS)
            throw error;
        const what = `the branch ${where.branch} of ${(0,environment/* withoutSecrets */.cT)(where.url)}`;
        throw new errors/* UnavailableError */.hG(`The history of ${what} was not read: ${error.message}`, { cause: error });
    });
}

;// CONCATENATED MODULE: ./build/commands/examination.js

function ok(check, text) {
    return { check, result: 'ok', text };
}
function examination_warning(check, text) {
    return { check, result: 'warning', text };
}
function failure(check, code, text) {
    return { check, result: 'failure', code, text };
}
function failed(check, error) {
    if (!(error instanceof errors/* LeaseError */.pS))
        throw error;
    return failure(check, error.code, error.message);
}
function warned(check, error, meaning) {
    if (!(error instanceof errors/* LeaseError */.pS))
        throw error;
    const until = error instanceof errors/* RateLimitedError */.TM ? ' Try again after that.' : '';
    return examination_warning(check, `${error.message}${until} ${meaning}`);
}

;// CONCATENATED MODULE: ./build/commands/doctor-writes.js




const RACES_BY_GIT = 3;
async function tryWrites(examination) {
    const [probe] = examination.checkup.probes;
    const { branch } = probe;
    let made;
    try {
        made = await swap(examination, probe, { head: null, board: lease_board/* EMPTY_BOARD */.HV }, doctor_writes_boardWith('probe'));
    }
    catch (error) {
        return [failed('write', error)];
    }
    if (made.kind === 'conflict' || made.kind === 'refused')
        return [notWritten(branch, made)];
    const findings = made.kind === 'applied'
        ? [ok('write', 'A branch may be written.'), ...(await tryRaces(examination, made.head))]
        : [notWritten(branch, made)];
    return [...findings, await removal(examination)];
}
function notWritten(branch, made) {
    const cause = made.kind === 'conflict' ? 'it is said to be there already' : made.cause.message;
    const text = `The branch ${branch} was not written: ${cause}. Leases cannot be either.`;
    return failure('write', made.kind === 'unknown' ? 'unavailable' : 'permission', text);
}
async function tryRaces(examination, made) {
    try {
        const found = await race(examination, made);
        return found.result === 'ok' ? [found, await look(examination)] : [found];
    }
    catch (error) {
        if (examination.cancelled.aborted)
            return [];
        return [failed('race', error)];
    }
}
async function race(examination, made) {
    const { checkup, cancelled, git } = examination;
    const [one, two] = checkup.probes;
    const options = { signal: cancelled };
    const first = { head: made, board: doctor_writes_boardWith('probe') };
    let base = first;
    for (let round = 1; round <= (git === null ? 1 : RACES_BY_GIT); round += 1) {
        await Promise.all(checkup.probes.map((probe) => probe.read(options)));
        const boards = ['one', 'two'].map((name) => doctor_writes_boardWith('probe', `${name}-${round}`));
        const swaps = await Promise.all([
            swap(examination, one, base, boards[0]),
            swap(examination, two, base, boards[1]),
        ]);
        const winner = swaps.findIndex(({ kind }) => kind === 'applied');
        const loser = swaps[1 - winner];
        if (loser?.kind === 'applied')
            return lying('it told both of two writers on one version that they had won');
        if (swaps.every(({ kind }) => kind === 'conflict') && (await one.read(options)).head !== base.head)
            return notSeen(examination);
        if (loser?.kind !== 'conflict')
            return undecided(swaps);
        base = { head: swaps[winner].head, board: boards[winner] };
    }
    const late = await swap(examination, one, first, doctor_writes_boardWith('probe', 'late'));
    if (late.kind === 'applied')
        return lying('it took a write that was made on an older version');
    if ((await one.read(options)).head !== base.head)
        return notSeen(examination);
    return ok('race', 'Of two writes at once one wins, the other is told so, and the winner is read back.');
}
function undecided(swaps) {
    const causes = swaps.flatMap((swap) => ('cause' in swap ? [swap.cause.message] : []));
    const why = causes[0] ?? 'it told both that they had lost';
    const text = `Of two writes at once the server did not say that one had won, and the other lost: ${why}. Try it again.`;
    return failure('race', 'unavailable', text);
}
function notSeen({ checkup: { probes, writtenAt }, git }) {
    if (writtenAt !== null) {
        const text = `What is written at ${writtenAt} is not read at ${probes[0].url}, and a lease needs one repository behind both: ` +
            'look at the pushurl of origin.';
        return failure('race', 'state', text);
    }
    if (git !== null)
        return lying('it said that a write was applied, and does not show it');
    const text = 'What was written is not read at once: a replica lags. Leases wait for it, and take longer.';
    return examination_warning('race', text);
}
function lying(what) {
    const text = `The server cannot be trusted with a lease: ${what}. Two would use the resource at once. ` +
        'Keep the leases on another server.';
    return failure('race', 'state', text);
}
async function look({ checkup, budget, world: { clock }, cancelled, git }) {
    const [probe] = checkup.probes;
    const options = { signal: cancelled };
    await probe.watch('probe', options);
    const before = budget.share(clock.now());
    const startedAt = clock.monotonic();
    await probe.watch('probe', options);
    if (git !== null) {
        const took = (0,duration/* formatDuration */.a3)(clock.monotonic() - startedAt);
        return ok('look', `A look at a lease that has not changed is answered after ${took}.`);
    }
    return budget.share(clock.now()) < before
        ? examination_warning('look', 'A look at a lease that has not changed was charged, or others have asked meanwhile.')
        : ok('look', 'A look at a lease that has not changed costs no request.');
}
async function removal({ checkup }) {
    const { branch } = checkup.probes[0];
    try {
        await checkup.remove();
        return ok('removal', `The branch ${branch} of this checkup is removed.`);
    }
    catch (error) {
        return warned('removal', error, `The branch ${branch} of this checkup is still there: remove it.`);
    }
}
function swap({ world, cancelled }, probe, expected, next) {
    const { operation, clock } = world;
    const message = {
        subject: 'ref-lease: a checkup',
        body: 'This branch is about to be removed.',
        operation: operation(),
    };
    const now = clock.now();
    return probe.compareAndSwap(expected, next, message, { now, signal: cancelled });
}
function doctor_writes_boardWith(...leases) {
    return { leases: new Map(leases.map((lease) => [lease, (0,lease_document/* createDocument */.ui)(lease, 0)])), lock: null };
}

// EXTERNAL MODULE: ./build/store/in-the-way.js
var in_the_way = __nccwpck_require__(3219);
;// CONCATENATED MODULE: ./build/commands/doctor.js







const CLOCK_TOLERANCE = 60;
const FORBIDDING = new Set([
    'creation',
    'update',
    'pull_request',
    'required_status_checks',
    'required_deployments',
    'merge_queue',
    'workflows',
]);
const UNSIGNED = 'required_signatures';
const LEVELS = { ok: 'info', warning: 'warning', failure: 'warning' };
async function doctorCommand(caller, ports, checkup, note = ({ result, text }) => ports.tell({ level: LEVELS[result], text: `${result}: ${text}` })) {
    const { cancelled, world } = ports;
    const all = [];
    try {
        for await (const finding of examine(caller, ports, checkup)) {
            if (cancelled.aborted && finding.check !== 'removal')
                continue;
            all.push(finding);
            note(finding);
        }
    }
    catch (error) {
        if (!cancelled.aborted)
            throw error;
    }
    if (cancelled.aborted) {
        const failure = new errors/* LeaseError */.pS('cancelled', 'The checkup was ended before everything was tried.');
        return outcome_outcome({ failure });
    }
    return doctor_concluded(world.store, all);
}
async function* examine(caller, ports, checkup) {
    const { cancelled } = ports;
    let git;
    try {
        git = await checkup.git({ signal: cancelled });
    }
    catch (error) {
        return yield failed('git', error);
    }
    if (git !== null)
        yield ok('git', `This machine has ${git}, which is new enough.`);
    const examination = { ...ports, checkup, git };
    const reached = await reach(examination);
    yield* reached;
    if (reached.some(({ result }) => result === 'failure'))
        return;
    yield await rulesFinding(examination);
    const clock = clockFinding(examination);
    yield clock;
    if (clock.result === 'failure')
        return;
    cancelled.throwIfAborted();
    yield* await tryWrites(examination);
    cancelled.throwIfAborted();
    if (caller === null)
        return;
    yield await jobsFinding(examination, caller);
    yield await groupsFinding(examination, caller);
    yield budgetFinding(examination);
}
async function reach({ world: { store }, checkup, cancelled, terms }) {
    const { branch, url } = store;
    try {
        const { head, board } = await store.read({ signal: cancelled });
        const other = head === null ? await checkup.inTheWay({ signal: cancelled }) : null;
        if (other !== null)
            return [failed('reach', (0,in_the_way/* notToBeMade */.f)(branch, url, other))];
        if ((0,lease_board/* isUnreadable */.GZ)(board.lock))
            return [failed('reach', (0,lease_board/* unreadableError */.Sw)({ branch, head, path: lease_board/* LOCK_PATH */.O0 }, board.lock.unreadable))];
        const broken = [...board.leases].filter(([, each]) => (0,lease_board/* isUnreadable */.GZ)(each)).map(([name]) => name);
        const there = head === null ? 'is not there yet' : `is there (leases: ${board.leases.size})`;
        const unreadable = `These leases cannot be read, and nobody gets them: ${broken.join(', ')}. Run ${terms.status} for each.`;
        return [
            ok('reach', `The server answers, and the branch ${branch} ${there}.`),
            ...(broken.length === 0 ? [] : [examination_warning('reach', unreadable)]),
        ];
    }
    catch (error) {
        return [failed('reach', error)];
    }
}
function clockFinding({ world, checkup }) {
    const { trusted } = world.clock;
    const at = checkup.apiTime();
    if (at === null && trusted) {
        const text = 'The server tells no time in its answers (the header Date), without which no lease is given to anybody. ' +
            'Look for a proxy on the way that takes it out.';
        return failure('clock', 'unavailable', text);
    }
    const offset = at === null ? 0 : Math.abs(at - checkup.now());
    const watched = 'Git tells no time: writes are dated by the clock of this machine, and ages are judged by what is watched';
    if (offset <= CLOCK_TOLERANCE)
        return ok('clock', trusted ? 'The server tells its time, by which everything is dated.' : `${watched}.`);
    const harm = trusted
        ? "Leases are dated by the server's, so this does them no harm; certificates and other steps may mind."
        : `${watched}, so no hold ends too early; but locks with an end, and the times that people read, are off by as much. Set the clock.`;
    return examination_warning('clock', `The clock of this runner is ${(0,text_duration/* duration */.p0)(offset)} off. ${harm}`);
}
async function rulesFinding({ world, checkup, cancelled }) {
    const { store, clock } = world;
    const { branch } = store;
    try {
        const rules = await checkup.rules({ signal: cancelled });
        if (rules === null) {
            const text = `Git does not tell the rules of a server: should one forbid to write the branch ${branch}, the first write says so.`;
            return ok('rules', text);
        }
        const forbidding = rules.filter((type) => FORBIDDING.has(type) || (type === UNSIGNED && !clock.trusted));
        if (forbidding.length === 0)
            return ok('rules', `No rule forbids to write the branch ${branch}.`);
        const text = `These rules apply to the branch ${branch}: ${[...new Set(forbidding)].join(', ')}. Exempt it from them, or let ` +
            'the token bypass them; else no lease can be written.';
        return examination_warning('rules', text);
    }
    catch (error) {
        return warned('rules', error, `The rules of the branch ${branch} are not known.`);
    }
}
async function jobsFinding({ world: { jobs } }, { identity }) {
    const { runId, runAttempt, job, jobIndex, checkRunId, runnerName, runUrl } = identity;
    const self = {
        status: 'pending',
        run_id: runId,
        run_attempt: runAttempt,
        job,
        job_index: jobIndex,
        check_run_id: checkRunId,
        runner_name: runnerName,
        run_url: runUrl,
        parameters: { held_by: 'job' },
    };
    try {
        const life = await jobs.life(self);
        if (life === 'alive')
            return ok('jobs', 'The token may see whether jobs are alive.');
        return examination_warning('jobs', 'The server says that this job, which is at work, has ended.');
    }
    catch (error) {
        return warned('jobs', error, 'A holder that has died is found only after its max-hold.');
    }
}
async function groupsFinding({ world: { queue } }, { event }) {
    try {
        const groups = await queue.list(event.baseBranch);
        const text = `The merge groups of ${event.baseBranch} can be listed: ${groups.length} right now.`;
        return ok('groups', text);
    }
    catch (error) {
        return warned('groups', error, 'In a merge queue each round waits for its whole stabilisation window.');
    }
}
function budgetFinding({ budget, world: { clock } }) {
    const share = Math.floor(100 * budget.share(clock.now()));
    const text = `${share} % of the requests of this hour are left.`;
    return share >= 20 ? ok('budget', text) : examination_warning('budget', `${text} Jobs that wait will look less often.`);
}
function doctor_concluded({ branch, url }, findings) {
    const outputs = outcome_stateOutputs('', null, url);
    const first = findings.find((finding) => finding.result === 'failure');
    const warnings = findings.filter(({ result }) => result === 'warning').length;
    if (first !== undefined) {
        const text = `The doctor has found what keeps leases on the branch ${branch} from working: ${first.text}`;
        return outcome_outcome({ outputs, failure: new errors/* LeaseError */.pS(first.code, text) });
    }
    const text = warnings === 0
        ? 'Everything that leases need works.'
        : `Everything that leases need works, and some of it less well (warnings: ${warnings}).`;
    return outcome_outcome({ outputs, told: [{ level: 'info', text }] });
}

;// CONCATENATED MODULE: ./build/protocol/operator.js








const A_MOMENT = 0.001;
const lockErrand = {
    limit: 600,
    next(before, view) {
        const { now } = view.time;
        const { document, others: seen } = view;
        const others = before.others === undefined ? seen : before.others;
        const slots = before.slots ?? [slot_table/* LEASE */.DL];
        const present = slots.map((slot) => lockOf(view, before.ofOne, slot));
        const lock = before.lock ?? lockToWrite(before, now, present);
        const known = (0,lease_slots/* slotsOf */.nK)(document);
        const strange = before.strange ?? slots.filter((slot) => !known.has(slot));
        const memo = { ...before, others, strange, lock };
        const done = (result) => ({
            memo,
            wants: { kind: 'done', result },
        });
        if (lock.until !== null && lock.until <= now) {
            return done({ kind: 'too-late', until: lock.until, now });
        }
        if (lock.until !== null && lock.until - lock.at > lease_locks/* LONGEST_LOCK */.rN) {
            return done({ kind: 'too-far', until: lock.until, now });
        }
        const besides = (0,slot_table/* namesOf */.eZ)(document.slots).filter((slot) => !slots.includes(slot) && (0,lease_locks/* isLocked */.ln)((0,slot_table/* lockAt */.ro)(document, slot), now)).length;
        if (memo.slots !== null && besides + slots.length > schema/* MOST_SLOTS */.yO) {
            return done({ kind: 'too-many', locked: besides, document });
        }
        const locked = slots.filter((_, place) => (0,lease_locks/* isSameLock */.wz)(present[place], lock));
        if (locked.length === slots.length)
            return done({ kind: 'locked', lock, document, others, strange });
        const other = present.find((each) => !(0,lease_locks/* isSameLock */.wz)(each, lock) && (locked.length > 0 || (each !== null && each.at >= lock.at)));
        if (other !== undefined)
            return done({ kind: 'overtaken', present: other, document, locked });
        if (!memo.ofOne)
            return { memo, wants: { kind: 'write-board-lock', lock } };
        const changes = [{ kind: 'lock', lock, slots }];
        const next = memo.slots === null ? null : transition(document, changes, { now });
        if (next !== null && (0,lease_board/* isLargerThan */.Tn)(next, Math.max(lease_board/* LARGEST_WITH_LOCKS */.hj, (0,lease_board/* sizeOf */.$d)(document))))
            return done({ kind: 'too-large', document: next });
        return { memo, wants: { kind: 'write', changes } };
    },
};
function lockToWrite({ wish }, now, present) {
    const { reason, actor, run_url, until } = wish;
    const at = Math.max(now, ...present.map((lock) => (lock === null ? now : lock.at + A_MOMENT)));
    const end = until === null ? null : 'at' in until ? until.at : at + until.after;
    return { reason, actor, at, until: end, run_url };
}
const unlockErrand = {
    limit: 600,
    next(before, view) {
        const { document, others, time } = view;
        const memo = { ...before, beganAt: before.beganAt ?? time.now };
        const target = targetOf(before, view);
        if (before.target === null && before.token !== null && target.holders.length === 0) {
            return { memo, wants: { kind: 'done', result: { kind: 'not-held', document } } };
        }
        const boardLock = before.ofOne && (0,lease_locks/* isLocked */.ln)(view.boardLock, time.now) ? view.boardLock : null;
        const freed = target.holders.filter((holder) => isFreedBy(memo, document, holder));
        const later = laterLocks(memo, target, view);
        const result = {
            kind: 'opened',
            target,
            freed,
            later,
            document,
            others,
            boardLock,
            now: time.now,
        };
        if (before.target === null && target.places.length + target.holders.length === 0) {
            return { memo, wants: { kind: 'seems-done', result } };
        }
        const after = { ...memo, target };
        const opens = target.places.filter(({ slot, lock }) => {
            const present = lockOf(view, memo.ofOne, slot);
            return lock !== null && (0,lease_locks/* isSameLock */.wz)(present, lock);
        });
        const done = { memo: after, wants: { kind: 'done', result } };
        if (!memo.ofOne) {
            return opens.length > 0 ? { memo: after, wants: { kind: 'write-board-lock', lock: null } } : done;
        }
        const changes = changesOf(after, target, document, opens);
        return changes.length === 0 ? done : { memo: after, wants: { kind: 'write', changes } };
    },
};
function targetOf(memo, view) {
    const { document, time } = view;
    const { beganAt, target } = memo;
    const wasThere = (at) => beganAt === null || (time.trusted ? at < beganAt : target === null);
    const holders = target?.holders ?? holdersToFree(memo, document).filter((each) => wasThere(each.granted_at));
    const slots = new Set([
        ...(target?.places ?? []).map(({ slot }) => slot),
        ...placesOf(memo, holders, document),
    ]);
    const places = [...slots].map((slot) => {
        const known = target?.places.find((place) => place.slot === slot);
        const lock = lockOf(view, memo.ofOne, slot);
        const until = (0,slot_table/* restAt */.Gb)(document, slot).rest_until;
        const rest = memo.force && (0,lease_slots/* restEnd */.iU)(document, slot, time) !== null ? until : null;
        return {
            slot,
            lock: lock !== null && wasThere(lock.at) ? lock : (known?.lock ?? null),
            rest_until: target === null ? rest : (known?.rest_until ?? null),
        };
    });
    return { places: places.filter(({ lock, rest_until }) => lock !== null || rest_until !== null), holders };
}
function holdersToFree({ slots, token, force }, document) {
    const held = (0,lease_document/* holdersOf */.pW)(document).filter((holder) => (0,lease_slots/* overlap */.EF)(slots, holder.slots));
    if (token !== null)
        return held.filter(({ epoch }) => epoch === token);
    return force ? held : [];
}
function placesOf(memo, holders, document) {
    if (!memo.ofOne)
        return [slot_table/* LEASE */.DL];
    const named = memo.slots ?? (memo.token === null ? null : (holders[0]?.slots ?? null));
    return [...(named ?? [slot_table/* LEASE */.DL, ...(0,slot_table/* namesOf */.eZ)(document.slots)])];
}
function isFreedBy({ by }, document, { id, epoch }) {
    const outcome = (0,lease_document/* outcomeOf */.sG)(document, id);
    return outcome?.outcome === 'evicted' && outcome.epoch === epoch && outcome.by === by.slice(0, schema/* LONGEST */.zP.by);
}
function laterLocks(memo, target, view) {
    const { document, time } = view;
    return placesOf(memo, target.holders, document).flatMap((slot) => {
        const lock = lockOf(view, memo.ofOne, slot);
        const isMeant = target.places.some((place) => place.slot === slot && (0,lease_locks/* isSameLock */.wz)(place.lock, lock));
        return lock === null || isMeant || !(0,lease_locks/* isLocked */.ln)(lock, time.now) ? [] : [{ slot, lock }];
    });
}
function changesOf(memo, { places, holders }, document, opens) {
    const waived = places.filter((place) => place.rest_until !== null &&
        (0,slot_table/* restAt */.Gb)(document, place.slot).rest_until === place.rest_until &&
        (opens.includes(place) || (0,slot_table/* lockAt */.ro)(document, place.slot) === null));
    const opened = opens.filter((place) => !waived.includes(place));
    const unlocking = (of, waives) => of.length === 0 ? [] : [{ kind: 'unlock', slots: of.map(({ slot }) => slot), waives }];
    const freed = holders.filter(({ id, epoch }) => (0,lease_document/* holdOf */.nv)(document, id)?.epoch === epoch);
    return [
        ...unlocking(opened, false),
        ...unlocking(waived, true),
        ...freed.map((holder) => ({
            kind: 'evict',
            id: holder.id,
            epoch: holder.epoch,
            by: memo.by,
            reason: `freed by an operator: ${memo.reason}`,
            rest: memo.force ? 0 : (0,lease_signs/* restWhenFreed */.hz)(holder),
        })),
    ];
}
function lockOf({ document, boardLock }, ofOne, slot) {
    return ofOne ? (0,slot_table/* lockAt */.ro)(document, slot) : boardLock;
}

;// CONCATENATED MODULE: ./build/commands/lock.js













async function lockCommand(inputs, caller, ports) {
    const { url } = ports.world.store;
    const lease = inputs.lease ?? happening/* ALL_LEASES */.g;
    const memo = memoOf(inputs, caller);
    const { result, failure } = await ports_runErrand(ports, lockErrand, knowledge_unknown(lease), memo, 'the lock');
    if (failure !== null)
        return outcome_outcome({ failure });
    if (isRefused(result))
        return outcome_outcome({ failure: new errors/* InputError */.dz(lock_refusal(lease, result, ports_placeOf(ports))) });
    const outputs = outcome_stateOutputs(lease, inputs.lease === null ? null : result.document, url);
    const { slots } = inputs;
    const verb = inputs.lease === null ? 'are' : (0,waiting/* isOrAre */.Cj)(slots);
    const what = `${inputs.lease === null ? 'All leases' : `The ${(0,waiting/* leaseOf */.m8)(inputs.lease, slots)}`} ${verb}`;
    if (result.kind === 'overtaken') {
        const { present, locked } = result;
        const all = locked.length === 0 ? '' : ` Only ${(0,waiting/* slotNames */.Do)(locked)} ${(0,waiting/* isOrAre */.Cj)(locked)}.`;
        return outcome_notHolder(`${what} not locked by this command: another operator came after it.${all} ` +
            `Run it again, where its lock is still wanted. ${lockSentence(present, verb)}`, outputs);
    }
    const holder = inputs.lease === null ? 'Holders finish.' : (0,waiting/* holderSentence */._T)(result.document, slots);
    const done = outcome_said(`${what} locked to new grants. ${holder} ${lockSentence(result.lock, verb)}`, outputs);
    if (inputs.lease === null)
        return done;
    return withDoubt(done, (0,waiting/* newLeaseSentence */.E1)(inputs.lease, result.others) ||
        strangeLockSentence(inputs.lease, result.document, result.strange));
}
function isRefused(result) {
    return result.kind.startsWith('too-');
}
function lock_refusal(lease, result, { branch, terms: { until, clock } }) {
    switch (result.kind) {
        case 'too-late':
            return (`${until} is ${(0,text_duration/* utc */.n$)(result.until)}, which has passed: it is ${(0,text_duration/* utc */.n$)(result.now)} by ${clock}. ` +
                'Give a later time, or a duration such as 2h.');
        case 'too-far':
            return (`${until} is ${(0,text_duration/* utc */.n$)(result.until)}, and the latest is ${(0,text_duration/* utc */.n$)(result.now + lease_locks/* LONGEST_LOCK */.rN)}, ` +
                `${lease_locks/* LONGEST_LOCK */.rN / 86_400}d from now. Give an earlier time, or none: then it is locked until somebody unlocks it.`);
        case 'too-many':
            return (`The lease ${lease} has ${result.locked} locked slots, and at most ${schema/* MOST_SLOTS */.yO} are locked at a time. ` +
                'Open some of them first, or lock the whole lease, without slots.');
        case 'too-large': {
            const { document } = result;
            const { requests, slots, outcomes } = (0,lease_board/* sizesOf */.gN)(document);
            return (`The document of the lease ${lease} on the branch ${branch} has no room for these locks: it would have ` +
                `${kilobytes((0,lease_board/* sizeOf */.$d)(document))}, and at most ${kilobytes(lease_board/* LARGEST_WITH_LOCKS */.hj)} can be relied on to be read again. ` +
                `Of it ${(0,counted/* counted */.h)(document.requests.length, 'request')} take ${kilobytes(requests)}, slots with their locks ` +
                `${kilobytes(slots)}, ends of earlier requests ${kilobytes(outcomes)}. Nothing was locked. Give a shorter reason or fewer ` +
                'slots, open others first, or lock the whole lease, without slots: for that there is room.');
        }
    }
}
function kilobytes(bytes) {
    return `${Math.ceil(bytes / 1000)} kB`;
}
function memoOf({ lease, slots, reason, until }, { identity }) {
    const wish = { reason, actor: identity.actor, run_url: identity.runUrl, until };
    return { ofOne: lease !== null, slots, wish, lock: null };
}
function lockSentence(lock, verb) {
    if (lock === null)
        return 'One of them is open now.';
    return `Locked by ${lock.actor}, ${(0,waiting/* lockEnd */.Dy)(lock, verb)}: ${lock.reason}`;
}
function strangeSentence(lease, document, strange) {
    if (strange.length === 0)
        return '';
    const known = [...(0,lease_slots/* namedIn */.$P)(document)].filter((slot) => !strange.includes(slot));
    return (0,waiting/* newSlotsSentence */.lZ)(lease, strange, known);
}
function strangeLockSentence(lease, document, strange) {
    const doubt = strangeSentence(lease, document, strange);
    const locked = (0,waiting/* isOrAre */.Cj)(strange) === 'is' ? 'it is' : 'they are';
    return doubt && `${doubt} As long as ${locked} locked, nobody is granted the whole lease either.`;
}
function withDoubt(outcome, doubt) {
    return doubt === '' ? outcome : { ...outcome, told: [...outcome.told, { level: 'warning', text: doubt }] };
}

// EXTERNAL MODULE: ./build/text/commit.js
var commit = __nccwpck_require__(5573);
;// CONCATENATED MODULE: ./build/commands/unlock.js














async function unlockCommand(inputs, caller, ports) {
    const { branch, url } = ports.world.store;
    const { identity } = caller;
    const lease = inputs.lease ?? happening/* ALL_LEASES */.g;
    const { fencingToken: token, force, reason } = inputs;
    const by = `${identity.actor}: ${reason}`;
    const describe = (before, after) => (0,commit/* describeChange */.u)(before, after, { by });
    const world = { ...ports.world, describe };
    const memo = {
        ofOne: inputs.lease !== null,
        slots: inputs.slots,
        token,
        force,
        by: identity.runUrl === '' ? identity.actor : `${identity.actor} (${identity.runUrl})`,
        reason,
        beganAt: null,
        target: null,
    };
    const known = knowledge_unknown(lease, { least: token ?? 0 });
    const errandPorts = { ...ports, world };
    const { result, failure } = await ports_runErrand(errandPorts, unlockErrand, known, memo, 'the opening');
    if (failure !== null)
        return outcome_outcome({ failure });
    const { document } = result;
    const shown = inputs.lease === null ? null : document;
    const outputs = outcome_stateOutputs(lease, shown, url);
    if (result.kind === 'not-held') {
        return outcome_notHolder(`Nobody was freed: the ${(0,waiting/* leaseOf */.m8)(lease, inputs.slots)} on the branch ${branch} ${(0,waiting/* isOrAre */.Cj)(inputs.slots)} not held with the fencing token ${token}. ` +
            `${(0,waiting/* holderSentence */._T)(document, inputs.slots)} Give the token that the board shows now, or ${ports.terms.force}.`, outputs);
    }
    const { target } = result;
    const doubt = inputs.lease === null ? '' : doubtOf(lease, inputs.slots, result);
    const meant = token === null ? inputs.slots : unlock_slotsOf(target.holders);
    const closed = closedSentence(inputs, result);
    if (force && target.holders.length + target.places.length === 0) {
        const what = `${(0,waiting/* leaseOf */.m8)(lease, inputs.slots)} on the branch ${branch}`;
        return outcome_notHolder(`Nobody was freed, and nothing was opened: nobody holds the ${what}.${closed}${laterSentence(inputs, result)} ${doubt}`.trim(), outputs);
    }
    const text = `${openedSentence(inputs, result)} ${(0,waiting/* holderSentence */._T)(shown, meant)}${closed}`.trim();
    if (result.later.length > 0) {
        return outcome_notHolder(`${text}${laterSentence(inputs, result)} Run it again to open what came after it, too.`, outputs);
    }
    return withDoubt(outcome_said(text, outputs), doubt);
}
function laterSentence({ lease }, { later }) {
    const closed = ({ slot, lock }) => {
        if (lease === null)
            return ` All leases are ${(0,waiting/* lockText */.li)(lock, 'are')}.`;
        return ` ${slot === slot_table/* LEASE */.DL ? 'It' : `The slot ${slot}`} is ${(0,waiting/* lockText */.li)(lock)}.`;
    };
    return later.map(closed).join('');
}
function closedSentence({ lease }, { document, boardLock, target, later, now }) {
    const isMeant = lease === null || [...target.places, ...later].some(({ slot }) => slot === slot_table/* LEASE */.DL);
    const ofLease = isMeant || !(0,lease_locks/* isLocked */.ln)(document.lock, now) ? null : document.lock;
    return [
        ofLease === null ? '' : ` The lease itself is ${(0,waiting/* lockText */.li)(ofLease)}.`,
        boardLock === null ? '' : ` All leases are ${(0,waiting/* lockText */.li)(boardLock, 'are')}.`,
    ].join('');
}
function doubtOf(lease, slots, { document, others, target }) {
    const known = new Set([...(0,lease_slots/* namedIn */.$P)(document), ...target.places.map(({ slot }) => slot)]);
    return ((0,waiting/* newLeaseSentence */.E1)(lease, others) ||
        strangeSentence(lease, document, slots?.filter((slot) => !known.has(slot)) ?? []));
}
function openedSentence({ lease, slots, fencingToken }, { target: { places, holders }, freed, document }) {
    if (lease === null) {
        const done = places.length === 0 ? 'There was no lock of all leases.' : 'The lock of all leases is opened.';
        return `${done} A lease that is locked by its own name stays closed.`;
    }
    const named = (of) => `The ${(0,waiting/* leaseOf */.m8)(lease, of)}`;
    const held = fencingToken === null && slots === null ? null : unlock_slotsOf(freed);
    const gone = holders.filter((holder) => !freed.includes(holder));
    const opened = places.filter(({ lock }) => lock !== null).map(({ slot }) => slot);
    const ofLease = opened.includes(slot_table/* LEASE */.DL);
    const ofSlots = opened.filter((slot) => slot !== slot_table/* LEASE */.DL);
    const [it, was] = (0,waiting/* isOrAre */.Cj)(held) === 'is' ? ['it', 'was'] : ['they', 'were'];
    const sentences = [
        freed.length === 0
            ? ''
            : `${named(held)} ${(0,waiting/* isOrAre */.Cj)(held)} freed; ${it} ${was} held by ${(0,waiting/* holderNames */.ZE)(freed)}.`,
        restSentence(document, freed),
        ...gone.map((holder) => `Not freed: ${(0,waiting/* holderName */.iY)(holder)}, which was over before.${howEnded((0,lease_document/* outcomeOf */.sG)(document, holder.id))}`),
        ofLease ? `${named(null)} opened to new grants again.` : '',
        ofSlots.length === 0 ? '' : `${named(ofSlots)} opened to new grants again.`,
        places.some(({ rest_until }) => rest_until !== null) ? 'The wait after an eviction is waived.' : '',
    ].filter((sentence) => sentence !== '');
    return sentences.length === 0 ? `${named(slots)} had no lock of an operator.` : sentences.join(' ');
}
function restSentence(document, freed) {
    const places = freed.flatMap(({ slots }) => slots ?? [slot_table/* LEASE */.DL]);
    const until = Math.max(...places.map((slot) => (0,slot_table/* restAt */.Gb)(document, slot).rest_until ?? 0));
    return until > 0 ? `The next grant waits until ${(0,text_duration/* utc */.n$)(until)}: what held it may be at work still.` : '';
}
function unlock_slotsOf(holders) {
    const held = holders.flatMap(({ slots }) => slots ?? [slot_table/* LEASE */.DL]);
    return held.includes(slot_table/* LEASE */.DL) ? null : held;
}

;// CONCATENATED MODULE: ./build/cli/operate.js








async function lockInCli(context) {
    const { given, operator } = context;
    const inputs = {
        lease: given.get(LEASE),
        slots: given.get(MEANT_SLOTS),
        reason: given.get(REASON),
        until: given.get(UNTIL),
    };
    return concluded(context, await onBoard(context, (ports) => lockCommand(inputs, operator, ports)));
}
async function unlockInCli(context) {
    const { given, operator } = context;
    const inputs = {
        lease: given.get(LEASE),
        slots: given.get(MEANT_SLOTS),
        reason: given.get(REASON),
        fencingToken: given.get(HOLDER_TOKEN),
        force: given.has(FORCE),
    };
    return concluded(context, await onBoard(context, (ports) => unlockCommand(inputs, operator, ports)));
}
async function doctorInCli(context) {
    const { given, terminal } = context;
    const asJson = given.has(AS_JSON);
    const findings = [];
    const note = (finding) => {
        findings.push(finding);
        const { result, text } = finding;
        const isWanted = !asJson && (result !== 'ok' || !given.has(QUIET));
        if (!isWanted)
            return;
        terminal.data(`${terminal.mark(result)} ${(0,printable/* printable */.g$)(text)}`);
    };
    const text = `Trying what leases rely on at ${(0,environment/* withoutSecrets */.cT)(context.where.url)}.`;
    const { told, failure } = await onBoard(context, (ports, checkup) => {
        terminal.progress({ text }, 'trying');
        return doctorCommand(null, ports, checkup, note);
    });
    if (asJson)
        terminal.data((0,printable/* json */.Pq)({ findings }, 2));
    for (const each of told)
        terminal.tell(each);
    if (failure === null)
        return exit/* EXIT */.dc.done;
    if (failure.code === 'cancelled')
        throw failure;
    terminal.error(asJson ? failure.message : 'Leases cannot be relied on here: see the failure above.');
    return failure.code === 'state' ? exit/* EXIT */.dc.failed : (0,exit/* statusOf */.c2)(failure);
}

;// CONCATENATED MODULE: ./build/cli/terminal.js


const terminal_COLOURS = {
    error: '31',
    failure: '31',
    warning: '33',
    ok: '32',
    heading: '1',
    progress: '2',
};
const TICK = 1;
const CLEAR = '\r\u001b[K';
class Terminal {
    #streams;
    #clock;
    #loudness;
    #isColoured;
    #canMove;
    #start;
    #moving = null;
    #state = '';
    constructor(around, loudness) {
        const { streams, clock, env } = around;
        this.#streams = streams;
        this.#clock = clock;
        this.#loudness = loudness;
        const knowsCodes = (output) => output.isTTY === true && env['TERM'] !== 'dumb';
        this.#isColoured = (output) => knowsCodes(output) && !env['NO_COLOR'];
        this.#canMove = knowsCodes(streams.stderr);
        this.#start = clock.monotonic();
    }
    data(text) {
        void this.written(text);
    }
    written(text) {
        const line = text.endsWith('\n') ? text : `${text}\n`;
        return new Promise((resolve) => {
            this.#above(() => this.#streams.stdout.write(line, (error) => resolve(!error)));
        });
    }
    heading(text) {
        return this.#coloured(this.#streams.stdout, 'heading', text);
    }
    mark(result) {
        return this.#coloured(this.#streams.stdout, result, `${result}:`);
    }
    tell({ level, text }) {
        if (level === 'info')
            this.settle();
        if (level === 'debug' ? this.#loudness !== 'verbose' : level !== 'warning' && this.#loudness === 'quiet')
            return;
        this.#line(level === 'warning' ? level : null, text);
    }
    error(text) {
        this.settle();
        this.#line('error', text);
    }
    progress({ text, isReminder = false }, doing = 'waiting') {
        if (this.#loudness === 'quiet')
            return;
        if (text !== this.#state && !(isReminder && this.#canMove))
            this.#line(null, text);
        this.#state = text;
        if (!this.#canMove || this.#moving !== null)
            return;
        const end = new AbortController();
        this.#moving = { doing, end };
        this.#draw();
        this.#redraw(end.signal).catch(() => undefined);
    }
    settle() {
        this.#moving?.end.abort();
        this.#clear();
        this.#moving = null;
    }
    async #redraw(signal) {
        for (;;) {
            await this.#clock.sleep(TICK, signal);
            this.#draw();
        }
    }
    #clear() {
        if (this.#moving !== null)
            this.#streams.stderr.write(CLEAR);
    }
    #draw() {
        if (this.#moving === null)
            return;
        const { stderr } = this.#streams;
        const line = `${this.#moving.doing} for ${(0,text_duration/* duration */.p0)(this.#clock.monotonic() - this.#start)}`;
        const shown = line.slice(0, (stderr.columns || 80) - 1);
        stderr.write(`${CLEAR}${this.#coloured(stderr, 'progress', shown)}`);
    }
    #above(write) {
        this.#clear();
        write();
        this.#draw();
    }
    #line(label, text) {
        const { stderr } = this.#streams;
        const [first = '', ...rest] = (0,printable/* printable */.g$)(text).split('\n');
        const prefix = label === null ? '' : this.#coloured(stderr, label, `${label}: `);
        const lines = [`${prefix}${first}`, ...rest.map((line) => `  ${line}`)].join('\n');
        this.#above(() => stderr.write(`ref-lease: ${lines}\n`));
    }
    #coloured(output, colour, text) {
        return this.#isColoured(output) ? `\u001b[${terminal_COLOURS[colour]}m${text}\u001b[0m` : text;
    }
}

;// CONCATENATED MODULE: ./build/cli/main.js












const DO = {
    run: runInCli,
    acquire: acquireInCli,
    release: releaseInCli,
    status: statusInCli,
    log: logInCli,
    audit: auditInCli,
    lock: lockInCli,
    unlock: unlockInCli,
    doctor: doctorInCli,
};
const ACQUIRE = 'acquire';
async function main(args, around) {
    let terminal = new Terminal(around, 'normal');
    try {
        const parsed = parseArguments(args);
        terminal = new Terminal(around, loudnessOf(parsed));
        return await main_act(parsed, around, terminal);
    }
    catch (error) {
        report(error, terminal);
        const { first } = around.signals;
        const status = first === null ? (0,exit/* statusOf */.c2)(error) : (0,exit/* statusOfSignal */.My)(first);
        if (isEvaluated(args))
            terminal.data(withoutHold(status));
        return status;
    }
    finally {
        terminal.settle();
    }
}
async function main_act(parsed, around, terminal) {
    if (parsed.kind === 'version') {
        terminal.data(VERSION);
        return exit/* EXIT */.dc.done;
    }
    if (parsed.kind === 'nothing') {
        around.streams.stderr.write(`${help(null, (text) => text)}\n`);
        throw new errors/* InputError */.dz('A command is missing.');
    }
    if (parsed.kind === 'help') {
        terminal.data(help(parsed.spec, (text) => terminal.heading(text)));
        return exit/* EXIT */.dc.done;
    }
    const { name, given } = parsed;
    if (name === 'completion') {
        terminal.data(completion[given.operands[0]]());
        return exit/* EXIT */.dc.done;
    }
    return DO[name](await contextOf(given, around, terminal));
}
function isEvaluated([command, ...rest]) {
    return command === ACQUIRE && !rest.includes(`--${AS_JSON.name}`);
}
function loudnessOf(parsed) {
    if (parsed.kind !== 'command')
        return 'normal';
    const { given } = parsed;
    if (given.has(VERBOSE))
        return 'verbose';
    return given.has(QUIET) ? 'quiet' : 'normal';
}
function report(error, terminal) {
    const message = error instanceof Error ? error.message : String(error);
    const advice = error instanceof errors/* LeaseError */.pS ? '' : ' This is a bug of ref-lease; -v tells more.';
    terminal.error(`${message}${advice}`);
    if (error instanceof errors/* InputError */.dz)
        return;
    const isExpected = error instanceof errors/* LeaseError */.pS && !(error instanceof errors/* InvariantError */.zU);
    for (let each = isExpected ? error.cause : error; each instanceof Error; each = each.cause)
        terminal.tell({ level: 'debug', text: each.stack ?? each.message });
}


/***/ }),

/***/ 24:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ patient)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);

const MOST_KEPT = 65_536;
const AGAIN = 100;
const LAST_WAIT = 1000;
function patient(stream, descriptor) {
    const own = reopened(stream, descriptor);
    let kept = Buffer.alloc(0);
    let timer = null;
    const flush = (to) => {
        timer = null;
        try {
            while (kept.length > 0)
                kept = kept.subarray((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(to, kept));
        }
        catch (error) {
            if (error.code !== 'EAGAIN')
                kept = Buffer.alloc(0);
        }
        if (kept.length > 0)
            timer = setTimeout(flush, AGAIN, to).unref();
    };
    return {
        isTTY: stream.isTTY === true,
        get columns() {
            return stream.columns ?? 0;
        },
        write(text) {
            if (own === null)
                return stream.write(text);
            if (kept.length < MOST_KEPT)
                kept = Buffer.concat([kept, Buffer.from(text)]);
            return timer === null ? flush(own) : undefined;
        },
        async settled() {
            for (let waited = 0; kept.length > 0 && waited < LAST_WAIT; waited += AGAIN)
                await new Promise((resolve) => setTimeout(resolve, AGAIN));
        },
    };
}
function reopened({ isTTY }, descriptor) {
    try {
        if (isTTY !== true && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor).isFIFO())
            return null;
        const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(`/proc/self/fd/${descriptor}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 3144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ Signals)
/* harmony export */ });
const ENDING = [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGQUIT',
    'SIGUSR1',
    'SIGUSR2',
    'SIGALRM',
    'SIGXCPU',
];
class Signals {
    #source;
    #cancelled = new AbortController();
    #hurried = new AbortController();
    #forward = null;
    #wasForwarding = false;
    #isEnding = false;
    first = null;
    constructor(source) {
        this.#source = source;
        for (const signal of ENDING)
            source.on(signal, () => this.receive(signal));
    }
    get cancelled() {
        return this.#cancelled.signal;
    }
    ending() {
        this.#isEnding = true;
        return this.#hurried.signal;
    }
    forward(to, isApart) {
        this.#forward = to;
        this.#wasForwarding = true;
        const stop = () => {
            to('SIGSTOP');
            this.#source.kill(this.#source.pid, 'SIGSTOP');
        };
        const goOn = () => to('SIGCONT');
        if (isApart)
            this.#source.on('SIGTSTP', stop);
        if (isApart)
            this.#source.on('SIGCONT', goOn);
        return () => {
            this.#forward = null;
            this.#source.off('SIGTSTP', stop);
            this.#source.off('SIGCONT', goOn);
        };
    }
    receive(signal) {
        if (this.#forward !== null)
            this.#forward(signal);
        else {
            if (!this.#wasForwarding)
                this.first ??= signal;
            const ends = this.#wasForwarding || this.#isEnding ? this.#hurried : this.#cancelled;
            ends.abort(new Error(signal));
        }
    }
}


/***/ }),

/***/ 8419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect),
  F: () => (/* binding */ serverOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/input/duration.js
var duration = __nccwpck_require__(7939);
// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __nccwpck_require__(7078);
// EXTERNAL MODULE: ./build/store/git/environment.js
var environment = __nccwpck_require__(3676);
// EXTERNAL MODULE: ./build/store/git/faults.js
var faults = __nccwpck_require__(6660);
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
        throw (0,faults/* gitTooOld */.AN)(version);
    return version;
}
function isEnough(version) {
    const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(version) ?? [];
    const [oldestMajor, oldestMinor] = faults/* OLDEST */._j.split('.').map(Number);
    if (major === undefined)
        return false;
    return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
}

;// CONCATENATED MODULE: ./build/store/git/checkup.js


function gitCheckup(git, probes, pushUrl) {
    return {
        probes,
        writtenAt: pushUrl === undefined ? null : (0,environment/* withoutSecrets */.cT)(pushUrl),
        remove: (options) => probes[0].remove(options),
        git: ({ signal } = {}) => gitVersion(git, signal),
    };
}

// EXTERNAL MODULE: ./build/store/git/folder.js
var folder = __nccwpck_require__(965);
;// CONCATENATED MODULE: ./build/store/cause.js
function causeOf(thrown) {
    return thrown instanceof Error
        ? thrown
        : new Error(`the call was ended: ${String(thrown)}`, { cause: thrown });
}

// EXTERNAL MODULE: ./build/store/files.js
var files = __nccwpck_require__(8573);
;// CONCATENATED MODULE: ./build/store/commit-text.js
function bodyOf({ body, operation }) {
    return `${body}\n\n\nOperation: ${operation}\nskip-checks: true`;
}
function textOf(message) {
    return `${message.subject}\n\n${bodyOf(message)}`;
}

// EXTERNAL MODULE: ./build/store/in-the-way.js
var in_the_way = __nccwpck_require__(3219);
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
            if (!(0,faults/* isFault */.Zh)(fetched) && !(await this.#isThere(signal)))
                return null;
            if ((0,faults/* isFault */.Zh)(fetched))
                throw (0,faults/* failureOf */.g5)(this.purpose('reading'), fetched);
            if (attempt === 2)
                throw (0,faults/* notFetched */.XQ)(this.purpose('reading'), this.place.directory, fetched);
            await this.#unlock();
        }
    }
    async headWritten(signal) {
        if (this.pushUrl === this.place.url)
            return null;
        const listed = await this.run(['ls-remote', '--', this.pushUrl, this.ref], { signal, isRemote: true });
        if (listed.code !== 0)
            throw (0,faults/* failureOf */.g5)(this.purpose('writing'), listed);
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
        throw (0,faults/* localFailure */.oq)(args, this.place.directory, result);
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
            throw (0,faults/* failureOf */.g5)(this.purpose('reading'), listed);
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
            throw (0,in_the_way/* notToBeMade */.f)(branch, (0,environment/* withoutSecrets */.cT)(url), inTheWay);
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
            throw (0,faults/* localFailure */.oq)(args, directory, made);
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
        ...data(Buffer.from(textOf(message))),
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

// EXTERNAL MODULE: ./build/store/git/read.js
var read = __nccwpck_require__(6733);
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
            throw (0,faults/* notCut */.Oj)(mirror.purpose('writing'), swap.cause.message, swap.cause);
        unanswered = swap.kind === 'unknown' ? swap.cause : null;
    }
    const purpose = mirror.purpose('writing');
    if (unanswered === null)
        throw (0,faults/* notCut */.Oj)(purpose, `the branch has moved meanwhile, in each of ${TRIES} tries`);
    throw (0,faults/* unavailable */.hU)(purpose, unanswered);
}
async function remade(mirror, head, kept, signal) {
    const args = ['rev-list', '--first-parent', '--reverse', `--max-count=${kept}`, head];
    const input = await mirror.ask(args, { signal });
    const commits = (0,read/* objectsIn */.Q)(await mirror.ask(['cat-file', '--batch'], { input, signal }));
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
            throw (0,faults/* notRemoved */.Im)(purpose, pushed.cause);
        case 'unsent':
            throw (0,faults/* failureOf */.g5)(purpose, pushed.result);
        case 'unknown':
            throw (0,faults/* unavailable */.hU)(purpose, pushed.cause);
    }
}
function judge(result, ref) {
    if (result.stopped !== undefined)
        return { kind: 'unknown', cause: causeOf(result.stopped.reason) };
    const { flag, summary } = statusOf(result.stdout.toString(), ref);
    if (flag !== undefined && ' *+=-'.includes(flag))
        return { kind: 'applied' };
    const rejected = flag === '!' ? /^\[(remote )?rejected\]/.exec(summary) : null;
    if (rejected !== null) {
        const cause = new Error([summary, (0,faults/* wordsOf */.Z9)(result)].filter(Boolean).join(': '));
        return { kind: 'rejected', by: rejected[1] === undefined ? 'git' : 'server', cause };
    }
    const { isWhole, hasPacked } = result.trace;
    if (flag === undefined && result.code !== null && isWhole && !hasPacked)
        return { kind: 'unsent', result };
    return { kind: 'unknown', cause: new Error((0,faults/* saidBy */.TT)(result)) };
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
        if ((0,faults/* isFault */.Zh)(result) || (isHttp && status === null))
            throw (0,faults/* failureOf */.g5)(this.#mirror.purpose('writing'), result);
        const head = await this.#mirror.fetch(signal);
        if (head !== expected)
            return { kind: 'conflict' };
        return { kind: 'refused', cause: new Error(`${(0,faults/* saidBy */.TT)(result)}${addressesOf(this.#mirror)}`) };
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
            return { kind: 'unknown', cause: causeOf(error) };
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
    const [read, written] = [url, pushUrl].map(environment/* withoutSecrets */.cT);
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
    const reader = new read/* Reader */.m(mirror, origins);
    const swapper = new Swapper(mirror, isTrusted);
    const turns = new Turns();
    return {
        branch,
        url: boardUrl ?? (0,environment/* withoutSecrets */.cT)(url),
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
                const changes = (0,files/* changesFrom */.Kr)(expected, next, origins, render(next, { branch, now }));
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
                return { kind: 'unknown', cause: causeOf(error) };
            }
        },
    };
}

// EXTERNAL MODULE: ./build/store/git/system-git.js + 1 modules
var system_git = __nccwpck_require__(9401);
// EXTERNAL MODULE: ./build/text/commit.js
var commit = __nccwpck_require__(5573);
// EXTERNAL MODULE: ./build/lease/board.js
var lease_board = __nccwpck_require__(5053);
// EXTERNAL MODULE: ./build/text/duration.js
var text_duration = __nccwpck_require__(9556);
// EXTERNAL MODULE: ./build/text/escape.js
var text_escape = __nccwpck_require__(3699);
// EXTERNAL MODULE: ./build/text/overview.js
var overview = __nccwpck_require__(7291);
// EXTERNAL MODULE: ./build/text/cells.js
var cells = __nccwpck_require__(9235);
// EXTERNAL MODULE: ./build/text/parts.js
var parts = __nccwpck_require__(4956);
// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __nccwpck_require__(4212);
// EXTERNAL MODULE: ./build/lease/locks.js
var locks = __nccwpck_require__(421);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __nccwpck_require__(9336);
// EXTERNAL MODULE: ./build/text/ref-name.js
var ref_name = __nccwpck_require__(3039);
// EXTERNAL MODULE: ./build/text/waiting.js
var waiting = __nccwpck_require__(2337);
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
        `As of ${(0,text_duration/* utc */.n$)(view.now)}, when this page was written. All times are UTC, and without a date they are of that day.`,
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

// EXTERNAL MODULE: ./build/machine-clock.js + 1 modules
var machine_clock = __nccwpck_require__(3511);
;// CONCATENATED MODULE: ./build/cli/world.js














function connect(where, env, say) {
    const { url, pushUrl, branch } = where;
    const directory = (0,folder/* newFolder */.l)((0,external_node_os_.tmpdir)(), 'ref-lease-');
    const git = told((0,system_git/* systemGit */.O)({ env: (0,environment/* gitEnvironment */._K)(env, { url }) }), say);
    const serverUrl = serverOf(url);
    const render = (board, context) => renderBoard(board, { ...context, serverUrl });
    const storeOn = (name, isTrusted) => gitStore({
        git,
        url,
        pushUrl,
        branch: name,
        directory: (0,external_node_path_.join)(directory, (0,external_node_crypto_.randomUUID)()),
        isTrusted,
        render,
    });
    const probe = `${branch}-doctor-${(0,external_node_crypto_.randomUUID)().slice(0, 8)}`;
    const world = {
        store: storeOn(branch, false),
        clock: machine_clock/* machineClock */.w,
        queue: { list: nobodyTells },
        ancestry: { contains: nobodyTells, aheadBy: nobodyTells },
        jobs: { life: nobodyTells },
        describe: commit/* describeChange */.u,
        operation: external_node_crypto_.randomUUID,
    };
    const checkup = {
        ...gitCheckup(git, [storeOn(probe, true), storeOn(probe, true)], pushUrl),
        inTheWay: async () => null,
        rules: async () => null,
        now: () => Date.now() / 1000,
        apiTime: () => null,
    };
    return { world, checkup, close: () => (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true }) };
}
function serverOf(url) {
    const host = /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:]+)/i.exec(url)?.[1] ?? /^(?:[^/@:]+@)([^/:]+):/.exec(url)?.[1];
    if (host === undefined)
        return '';
    return /^https?:/i.test(url) ? new URL(url).origin : `https://${host}`;
}
async function nobodyTells() {
    throw new errors/* PermissionError */.i_('A git server knows nothing of merge queues and jobs.');
}
function told(git, say) {
    return async (call) => {
        const startedAt = machine_clock/* machineClock */.w.monotonic();
        const result = await git(call);
        const words = (0,environment/* withoutSecrets */.cT)(call.args.join(' '));
        say(`git ${words}: ${result.code ?? 'killed'} after ${(0,duration/* formatDuration */.a3)(machine_clock/* machineClock */.w.monotonic() - startedAt)}`);
        return result;
    };
}


/***/ }),

/***/ 7939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ parseDurationIn),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   ec: () => (/* binding */ DURATION_FORM)
/* harmony export */ });
const UNITS = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
];
const FORM = /^(?:(\d{1,15})d)?(?:(\d{1,15})h)?(?:(\d{1,15})m)?(?:(\d{1,15})s)?(?:(\d{1,15})ms)?$/;
const DURATION_FORM = 'a duration such as 500ms, 30s, 5m, 1h30m or 2d';
function parseDuration(text) {
    const counts = FORM.exec(text)?.slice(1);
    if (text === '' || counts === undefined)
        return null;
    const milliseconds = UNITS.reduce((sum, [, length], index) => sum + Number(counts[index] ?? 0) * length, 0);
    return milliseconds / 1000;
}
function parseDurationIn(text, { atLeast = 0, isAboveZero = false, atMost = Number.POSITIVE_INFINITY }) {
    const value = parseDuration(text);
    if (value === null)
        return DURATION_FORM;
    if (value < atLeast)
        return `a duration of at least ${formatDuration(atLeast)}`;
    if (isAboveZero && value === 0)
        return 'a duration above zero';
    return value <= atMost ? value : `a duration of at most ${formatDuration(atMost)}`;
}
function formatDuration(duration) {
    let rest = Math.round(duration * 1000);
    if (rest === 0)
        return '0s';
    let text = '';
    for (const [unit, length] of UNITS) {
        const count = Math.floor(rest / length);
        if (count > 0)
            text += `${count}${unit}`;
        rest -= count * length;
    }
    return text;
}


/***/ }),

/***/ 3625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Yd: () => (/* binding */ newNonce)
/* harmony export */ });
/* unused harmony exports requestKey, hashOf, scopeOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);

const LONGEST_SCOPE = 2000;
const LONGEST_ELEMENT = 64;
function requestKey({ runId, runAttempt, job, jobIndex, checkRunId }, nonce) {
    return [runId, runAttempt, encodeURIComponent(job), jobIndex, checkRunId ?? `x${nonce()}`].join('/');
}
function hashOf(text) {
    return createHash('sha256').update(text).digest('hex');
}
function newNonce() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex');
}
function scopeOf(parts) {
    const { baseBranch, repository, workflowPath, calledPath, job, jobIndex, matrix, step, scope } = parts;
    const { ownRef, accepts, take } = parts;
    const workflow = workflowPath.startsWith(`${repository}/`) ? workflowPath : `${repository}:${workflowPath}`;
    const slots = accepts === null ? [] : [JSON.stringify([take, ...accepts.toSorted()])];
    const elements = [
        baseBranch,
        calledPath === '' ? workflow : `${workflow} > ${calledPath}`,
        job,
        matrix === '' ? jobIndex : `${jobIndex} ${matrix}`,
        step,
        scope,
        ...(ownRef === null ? [] : [ownRef]),
        ...slots,
    ];
    const text = JSON.stringify(elements);
    return Buffer.byteLength(text) <= LONGEST_SCOPE ? text : JSON.stringify(elements.map(shortened));
}
function shortened(element) {
    if (typeof element === 'number' || Buffer.byteLength(JSON.stringify(element)) <= LONGEST_ELEMENT)
        return element;
    return hashOf(element);
}


/***/ }),

/***/ 8838:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DC: () => (/* binding */ isDated),
/* harmony export */   HO: () => (/* binding */ noteSightings),
/* harmony export */   Ki: () => (/* binding */ watchedFor),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   Pc: () => (/* binding */ hasPassed),
/* harmony export */   QH: () => (/* binding */ mayHavePassed),
/* harmony export */   RU: () => (/* binding */ withWatched),
/* harmony export */   Vy: () => (/* binding */ NO_SIGHTINGS),
/* harmony export */   WH: () => (/* binding */ byClock),
/* harmony export */   oZ: () => (/* binding */ withHandedOn),
/* harmony export */   tq: () => (/* binding */ handingOn),
/* harmony export */   zG: () => (/* binding */ hasWatched)
/* harmony export */ });
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2361);
/* harmony import */ var _slot_table_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9336);


const MOST_WATCHED = 100;
const NO_SIGHTINGS = {};
function byClock(now) {
    return { now, trusted: true, ownClockAt: -Infinity, watched: 0, sightings: NO_SIGHTINGS };
}
function hasPassed(time, what, stamp, duration) {
    if (isOver(0, duration, watchedFor(time, what, stamp)))
        return true;
    return isDated(time, stamp) && !isWatched(what) && isOver(stamp, duration, time.now);
}
function mayHavePassed(time, what, stamp, duration) {
    if (hasPassed(time, what, stamp, duration))
        return true;
    const first = time.sightings[what];
    if (first?.stamp === stamp && isOver(first.since, duration, time.now))
        return true;
    return time.trusted && isOver(stamp, duration, time.now);
}
function watchedFor({ sightings, watched }, what, stamp) {
    const first = sightings[what];
    return first?.stamp === stamp ? watched - first.at : 0;
}
function isDated({ trusted, ownClockAt }, stamp) {
    return trusted && stamp > ownClockAt;
}
function hasWatched(time, since, duration) {
    return isOver(since, duration, time.watched);
}
function noteSightings(document, before, { watched, now }) {
    const sightings = {};
    for (const [what, stamp] of stampsOf(document)) {
        if (stamp === null)
            continue;
        const known = before[what];
        const first = known?.stamp === stamp ? known : { stamp, at: watched, since: now ?? stamp };
        const at = watched - handedOn(document, what, stamp);
        sightings[what] = first.at <= at ? first : { ...first, at };
    }
    return sightings;
}
function handingOn(document, time) {
    const watched = stampsOf(document).flatMap(([what, stamp]) => {
        if (stamp === null || !/^(seen|alive|granted|rest):/.test(what) || isDated(time, stamp))
            return [];
        const seconds = Math.min(Math.floor(watchedFor(time, what, stamp)), _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .LONGEST_DURATION */ .Qk);
        return seconds > 0 ? [[what, { stamp, seconds }]] : [];
    });
    return Object.fromEntries(watched);
}
function withHandedOn(document, watched) {
    const longer = Object.entries(watched).filter(([what, { stamp, seconds }]) => seconds > handedOn(document, what, stamp));
    if (longer.length === 0)
        return document;
    return { ...document, watched: { ...document.watched, ...Object.fromEntries(longer) } };
}
function withWatched(document) {
    const { watched, ...rest } = document;
    if (watched === undefined)
        return document;
    const stamps = new Map(stampsOf(document));
    const longest = Object.entries(watched)
        .filter(([what, { stamp }]) => stamps.get(what) === stamp)
        .toSorted(([, a], [, b]) => b.seconds - a.seconds)
        .slice(0, MOST_WATCHED);
    return longest.length === 0 ? rest : { ...rest, watched: Object.fromEntries(longest) };
}
function handedOn({ watched }, what, stamp) {
    const handed = watched?.[what];
    return handed?.stamp === stamp ? handed.seconds : 0;
}
function isOver(since, duration, now) {
    return duration === 0 || now - since > duration + 1;
}
function isWatched(what) {
    return what.startsWith('rest:') || what.startsWith('asked:');
}
function stampsOf(document) {
    const { requests, rounds, outcomes, rest_until, slots } = document;
    return [
        [`rest:${_slot_table_js__WEBPACK_IMPORTED_MODULE_1__/* .LEASE */ .DL}`, rest_until],
        ...Object.entries(slots).map(([slot, each]) => [`rest:${slot}`, each.rest_until]),
        ...requests.flatMap(({ id, seen_at, alive_at, asked_at, registered_at, granted_at = null, parameters }) => [
            [`seen:${id}`, seen_at],
            [`alive:${id}`, alive_at],
            [`asked:${id}`, asked_at],
            [`registered:${id}`, registered_at],
            [`granted:${id}`, parameters.hold_limit === undefined ? null : granted_at],
        ]),
        ...rounds.map(({ id, changed_at }) => [`round:${id}`, changed_at]),
        ...outcomes
            .filter(({ outcome }) => outcome === 'failure')
            .map(({ id, at }) => [`failure:${id}`, at]),
    ];
}


/***/ }),

/***/ 5053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   B5: () => (/* binding */ documentToJson),
/* harmony export */   GZ: () => (/* binding */ isUnreadable),
/* harmony export */   HV: () => (/* binding */ EMPTY_BOARD),
/* harmony export */   O0: () => (/* binding */ LOCK_PATH),
/* harmony export */   PG: () => (/* binding */ parseLock),
/* harmony export */   R3: () => (/* binding */ prune),
/* harmony export */   Sw: () => (/* binding */ unreadableError),
/* harmony export */   Tn: () => (/* binding */ isLargerThan),
/* harmony export */   Tp: () => (/* binding */ parseDocument),
/* harmony export */   XM: () => (/* binding */ pathOf),
/* harmony export */   Yy: () => (/* binding */ LONGEST_FILE_NAME),
/* harmony export */   bV: () => (/* binding */ fileNameOf),
/* harmony export */   dq: () => (/* binding */ printDocument),
/* harmony export */   gN: () => (/* binding */ sizesOf),
/* harmony export */   hj: () => (/* binding */ LARGEST_WITH_LOCKS),
/* harmony export */   m8: () => (/* binding */ leaseOf),
/* harmony export */   nU: () => (/* binding */ DEFAULT_BRANCH),
/* harmony export */   rY: () => (/* binding */ printLock),
/* harmony export */   tr: () => (/* binding */ isTwin),
/* harmony export */   zj: () => (/* binding */ LARGEST_DOCUMENT)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3852);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(3339);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4212);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7078);
/* harmony import */ var _invariants_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(340);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(421);
/* harmony import */ var _slot_table_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9336);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2361);







const EMPTY_BOARD = { leases: new Map(), lock: null };
function isUnreadable(value) {
    return value !== null && value !== undefined && 'unreadable' in value;
}
const DEFAULT_BRANCH = 'ref-lease';
const PRUNED_AT_ONCE = 20;
const IDLE_AFTER = 30 * 86_400;
function prune(board, { now, trusted }, except) {
    const mayClose = (lock) => lock !== null && (!trusted || (0,_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .mayBeLocked */ .jr)(lock, now));
    const idle = [...board.leases]
        .filter(([name, document]) => name !== except && !isUnreadable(document) && isIdle(document, now, mayClose))
        .slice(0, PRUNED_AT_ONCE);
    const lock = isUnreadable(board.lock) || mayClose(board.lock) ? board.lock : null;
    if (idle.length === 0 && lock === board.lock)
        return board;
    const leases = new Map(board.leases);
    for (const [name] of idle)
        leases.delete(name);
    return { leases, lock };
}
function isIdle(document, now, mayClose) {
    return (document.requests.length === 0 &&
        ![document, ...Object.values(document.slots)].some((place) => mayClose(place.lock) || (0,_slot_table_js__WEBPACK_IMPORTED_MODULE_3__/* .endOfRest */ .TV)(place, now) !== null) &&
        now - (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .latestStamp */ .H1)(document) > IDLE_AFTER &&
        Math.max(document.epoch, document.sequence) < Math.floor(now));
}
const LONGEST_FILE_NAME = 254;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
function fileNameOf(lease) {
    const encoded = encodeURIComponent(lease).replace(DEVICE, (name) => {
        const first = name.charCodeAt(0).toString(16).toUpperCase();
        return `%${first}${name.slice(1)}`;
    });
    return `${encoded}.json`;
}
function pathOf(lease) {
    return `leases/${fileNameOf(lease)}`;
}
function leaseOf(path) {
    const encoded = /^leases\/([^/]+)\.json$/.exec(path)?.[1];
    if (encoded === undefined)
        return null;
    try {
        const lease = decodeURIComponent(encoded);
        return pathOf(lease) === path ? lease : null;
    }
    catch {
        return null;
    }
}
const LOCK_PATH = 'lock.json';
function isTwin(one, other) {
    const folded = (name) => name.normalize('NFKC').toLowerCase();
    return one !== other && folded(one) === folded(other);
}
function parseDocument(lease, text) {
    const parsed = parse(_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .documentSchema */ .L8, text);
    if (isUnreadable(parsed))
        return parsed;
    if (parsed.lease !== lease)
        return { unreadable: `it says that it is of the lease "${parsed.lease}"` };
    const problem = (0,_invariants_js__WEBPACK_IMPORTED_MODULE_2__/* .problemOf */ .Zw)(parsed);
    return problem === null ? parsed : { unreadable: `it ${problem}` };
}
function parseLock(text) {
    const parsed = parse(_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .globalLockSchema */ .eF, text);
    if (isUnreadable(parsed))
        return parsed;
    const { schema_version: _, ...lock } = parsed;
    return lock;
}
function printDocument(document) {
    return `${JSON.stringify(documentToJson(document), null, 2)}\n`;
}
function printLock(lock) {
    return `${JSON.stringify(zod__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .lF(_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .globalLockSchema */ .eF, { schema_version: _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .SCHEMA_VERSION */ .f$, ...lock }), null, 2)}\n`;
}
function parse(schema, text) {
    if (text === null)
        return { unreadable: 'it is not a text file, or too large to be read whole' };
    if (text.trim() === '')
        return { unreadable: 'it is empty' };
    try {
        return understood(schema, JSON.parse(text));
    }
    catch {
        return { unreadable: 'it is not JSON' };
    }
}
function understood(schema, json) {
    if (isDeeperThan(DEEPEST, json))
        return { unreadable: `it is nested more than ${DEEPEST} levels deep` };
    const version = zod__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({ schema_version: zod__WEBPACK_IMPORTED_MODULE_7__/* .number */ .aig() }).safeParse(json).data?.schema_version;
    if (version !== undefined && version > _schema_js__WEBPACK_IMPORTED_MODULE_4__/* .SCHEMA_VERSION */ .f$) {
        return {
            unreadable: `it has schema version ${version}, newer than the ${_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .SCHEMA_VERSION */ .f$} that this release knows: use the newer release everywhere`,
        };
    }
    const result = schema.safeDecode(withoutNulls(json));
    if (result.success)
        return result.data;
    const { path, message } = result.error.issues[0];
    return { unreadable: `${path.length === 0 ? 'its content' : path.join('.')}: ${message}` };
}
function unreadableError(where, problem) {
    const held = where.path.startsWith('leases/') ? 'the lease is granted to nobody' : 'no lease is granted';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StateError */ .qq(`${where.path} on the branch ${where.branch} (commit ${where.head ?? 'unknown'}) cannot be read: ${problem}. ` +
        `It was not overwritten, and ${held} until it is repaired. ` +
        `In a clone of the repository, look at "git fetch origin ${where.branch}" and "git log -p FETCH_HEAD -- ${where.path}", ` +
        'and push a commit that restores the last good version.');
}
function documentToJson(document) {
    return zod__WEBPACK_IMPORTED_MODULE_6__/* .encode */ .lF(_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .documentSchema */ .L8, document);
}
const LARGEST_DOCUMENT = 400_000;
const LARGEST_WITH_LOCKS = 430_000;
const BYTES_OF_TIMES = 120;
function sizeOf(document) {
    return bytesOf(printDocument(document));
}
function sizesOf(document) {
    const { requests, outcomes, slots } = documentToJson(document);
    const bytes = (part) => bytesOf(JSON.stringify(part, null, 2));
    return { requests: bytes(requests), outcomes: bytes(outcomes), slots: bytes(slots) };
}
function isLargerThan(document, most) {
    const { requests, rounds, outcomes, slots, watched = {} } = document;
    const named = Object.keys(slots).length + Object.keys(watched).length;
    const entries = 1 + requests.length + rounds.length + outcomes.length + named;
    const bytes = bytesOf(JSON.stringify(document, null, 2));
    return bytes > most || (bytes + entries * BYTES_OF_TIMES > most && sizeOf(document) > most);
}
function bytesOf(text) {
    return new TextEncoder().encode(text).length;
}
const OPTIONAL = new Set([
    'completed_by',
    'epoch',
    'granted_at',
    'hold_limit',
    'nonce',
    'own_clock_at',
    'payload',
    'reason',
    'registered_at',
    'round',
    'slots',
    'take',
    'takeover_delay',
    'watched',
]);
const DEEPEST = 16;
function isDeeperThan(levels, json) {
    let open = [json].filter(isNesting);
    for (let level = 0; level < levels; level += 1)
        open = open.flatMap(Object.values).filter(isNesting);
    return open.length > 0;
}
function isNesting(value) {
    return typeof value === 'object' && value !== null;
}
function withoutNulls(json) {
    if (!isNesting(json))
        return json;
    if (Array.isArray(json))
        return json.map(withoutNulls);
    const kept = Object.entries(json).filter(([key, value]) => value !== null || !OPTIONAL.has(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, withoutNulls(value)]));
}


/***/ }),

/***/ 772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ claimsIn),
/* harmony export */   w: () => (/* binding */ freeIn)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4212);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6786);
/* harmony import */ var _signs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8755);
/* harmony import */ var _slot_table_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9336);
/* harmony import */ var _slots_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8604);





function freeIn({ document, slots: all }, sight) {
    const { boardLock, time, restsBy = time } = sight;
    const held = (0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .heldIn */ .$f)(document, all);
    const resting = (0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .restingIn */ .O1)(document, restsBy, all);
    const open = [...(0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .openIn */ .sQ)(document, boardLock, time.now, all)];
    return new Set(open.filter((slot) => !held.has(slot) && !resting.has(slot)));
}
function claimsIn(line, outlook) {
    const { document, slots: all } = line;
    const { time, boardLock, restsBy = time } = outlook;
    const open = (0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .openIn */ .sQ)(document, boardLock, time.now, all);
    const resting = (0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .restingIn */ .O1)(document, restsBy, all);
    const free = new Set(freeIn(line, outlook));
    const over = (0,_document_js__WEBPACK_IMPORTED_MODULE_0__/* .holdersOf */ .pW)(document).filter((holder) => (0,_signs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOverLimit */ .kM)(holder, time));
    const past = new Set(over.flatMap((holder) => [...(0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .heldOf */ .Le)(holder, all)]));
    const wanted = new Set();
    const want = (slots) => {
        for (const slot of [...slots, _slot_table_js__WEBPACK_IMPORTED_MODULE_3__/* .LEASE */ .DL]) {
            free.delete(slot);
            wanted.add(slot);
        }
    };
    const claims = [];
    for (const request of (0,_line_js__WEBPACK_IMPORTED_MODULE_1__/* .readyIn */ .$c)(line, outlook)) {
        if (wanted.size === open.size)
            break;
        const { accepts, take } = (0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .wishOf */ .H_)(request, all);
        const left = [...accepts].filter((slot) => open.has(slot) && !wanted.has(slot));
        if (left.length < take)
            continue;
        const usable = left.filter((slot) => free.has(slot));
        if (usable.length >= take) {
            const due = usable.slice(0, take);
            claims.push({ request, due, keeps: [], overdue: [], mayTakeOver: [] });
            want(due);
            continue;
        }
        const overdue = left.filter((slot) => past.has(slot));
        const soon = left.filter((slot) => free.has(slot) || resting.has(slot)).length;
        const mayTakeOver = enoughOf(over, take - soon, new Set(left), all);
        claims.push({ request, due: [], keeps: usable, overdue, mayTakeOver });
        want(left);
    }
    return claims;
}
function enoughOf(over, need, left, all) {
    const gained = (holder) => [...(0,_slots_js__WEBPACK_IMPORTED_MODULE_4__/* .heldOf */ .Le)(holder, all)].filter((slot) => left.has(slot)).length;
    let taken = [];
    let missing = need;
    for (const holder of over) {
        if (missing <= 0)
            break;
        if (gained(holder) === 0)
            continue;
        taken.push(holder);
        missing -= gained(holder);
    }
    if (missing > 0)
        return [];
    for (const holder of taken) {
        if (missing + gained(holder) > 0)
            continue;
        taken = taken.filter((each) => each !== holder);
        missing += gained(holder);
    }
    return taken;
}


/***/ }),

/***/ 5177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ proofKey),
/* harmony export */   Ez: () => (/* binding */ NO_PROOFS),
/* harmony export */   Gq: () => (/* binding */ reachable),
/* harmony export */   I_: () => (/* binding */ neighboursIn),
/* harmony export */   Iz: () => (/* binding */ orderGraphOf),
/* harmony export */   dR: () => (/* binding */ chainOf),
/* harmony export */   rX: () => (/* binding */ withProof),
/* harmony export */   xK: () => (/* binding */ containedIn)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4212);
/* harmony import */ var _grouped_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5379);


const NO_PROOFS = {};
function proofKey(head, sha) {
    return `${head}>${sha}`;
}
function withProof(proofs, head, sha, contained) {
    return { ...proofs, [proofKey(head, sha)]: contained };
}
function neighboursIn(edges) {
    const ways = (0,_grouped_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .z)(edges, ([from]) => from);
    return new Map([...ways].map(([from, those]) => [from, those.map(([, to]) => to)]));
}
function chainOf(document) {
    return graphOf(chainEdges(document));
}
function orderGraphOf(document) {
    const seen = document.requests.flatMap(({ head_sha, stack }) => stack.map((lower) => [head_sha, lower]));
    return graphOf([...chainEdges(document), ...seen]);
}
function containedIn(document, head, proofs) {
    const below = reachable(chainOf(document).below, head);
    return (sha) => sha === head || proofs[proofKey(head, sha)] === true || below.has(sha);
}
function reachable(neighbours, ...starts) {
    const found = new Set();
    const open = [...starts];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const next of neighbours.get(at) ?? []) {
            if (found.has(next))
                continue;
            found.add(next);
            open.push(next);
        }
    }
    return found;
}
function chainEdges({ requests, outcomes }) {
    return [...requests, ...outcomes]
        .filter(_document_js__WEBPACK_IMPORTED_MODULE_0__/* .isGroup */ .IZ)
        .map(({ head_sha, base_sha }) => [head_sha, base_sha]);
}
function graphOf(edges) {
    return { below: neighboursIn(edges), above: neighboursIn(edges.map(([head, lower]) => [lower, head])) };
}


/***/ }),

/***/ 6848:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ endedIn),
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2361);

function endedIn({ counters: { outcomes } }) {
    return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}
function counted(counters, granted, ended, slots) {
    if (granted.length === 0 && ended.length === 0)
        return counters;
    const neverGranted = ended.filter(({ granted_at }) => granted_at === undefined);
    return {
        grants: atMost(counters.grants + granted.length),
        outcomes: ended.reduce(withOutcome, counters.outcomes),
        waits: [
            ...granted.map(({ registered_at, granted_at }) => [registered_at, granted_at]),
            ...neverGranted.map(({ registered_at, at }) => [registered_at, at]),
        ].reduce(withSpan, counters.waits),
        holds: ended.map(({ granted_at, at }) => [granted_at, at]).reduce(withSpan, counters.holds),
        ...heldFor(counters, ended, slots),
    };
}
function heldFor({ slots: before = {} }, ended, names) {
    const held = names.flatMap((slot) => {
        const holds = ended.filter(({ granted_at, slots }) => granted_at !== undefined && (slots === undefined || slots.includes(slot)));
        const milliseconds = holds.reduce((sum, { granted_at, at }) => sum + lengthBetween(granted_at, at), inMilliseconds(Object.hasOwn(before, slot) ? before[slot] : 0));
        return milliseconds === 0 ? [] : [[slot, atMost(milliseconds / 1000)]];
    });
    return held.length === 0 ? {} : { slots: Object.fromEntries(held) };
}
function withOutcome(outcomes, { outcome }) {
    return { ...outcomes, [outcome]: atMost(outcomes[outcome] + 1) };
}
function withSpan(histogram, [from, to]) {
    if (from === undefined)
        return histogram;
    const { sum, buckets } = histogram;
    const length = lengthBetween(from, to);
    const bucket = _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .BUCKETS */ .SC.filter((longest) => length > longest * 1000).length;
    return {
        sum: atMost((inMilliseconds(sum) + length) / 1000),
        buckets: buckets.with(bucket, atMost(buckets[bucket] + 1)),
    };
}
function lengthBetween(from, to) {
    return Math.max(inMilliseconds(to) - inMilliseconds(from), 0);
}
function inMilliseconds(seconds) {
    return Math.round(seconds * 1000);
}
function atMost(total) {
    return Math.min(total, _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .LARGEST_TOTAL */ .cy);
}


/***/ }),

/***/ 4212:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ updated),
/* harmony export */   H1: () => (/* binding */ latestStamp),
/* harmony export */   HI: () => (/* binding */ isAlike),
/* harmony export */   Hk: () => (/* binding */ isHolder),
/* harmony export */   IZ: () => (/* binding */ isGroup),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   LL: () => (/* binding */ isCompletedFor),
/* harmony export */   c_: () => (/* binding */ isSameJob),
/* harmony export */   cu: () => (/* binding */ identityOf),
/* harmony export */   fo: () => (/* binding */ requestOf),
/* harmony export */   ki: () => (/* binding */ ownClockOf),
/* harmony export */   l4: () => (/* binding */ problemAt),
/* harmony export */   n7: () => (/* binding */ recreateDocument),
/* harmony export */   nv: () => (/* binding */ holdOf),
/* harmony export */   pW: () => (/* binding */ holdersOf),
/* harmony export */   sG: () => (/* binding */ outcomeOf),
/* harmony export */   ui: () => (/* binding */ createDocument)
/* harmony export */ });
/* harmony import */ var _instant_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7320);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2361);


const FURTHEST_AHEAD = 86_400;
function createDocument(lease, now) {
    return {
        schema_version: _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .SCHEMA_VERSION */ .f$,
        lease,
        sequence: Math.floor(now),
        epoch: 0,
        rounds: [],
        requests: [],
        outcomes: [],
        lock: null,
        rest_until: null,
        rest_since: null,
        slots: {},
        counters: _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_COUNTERS */ .W7,
    };
}
function recreateDocument(document, now) {
    const sequence = Math.max(document.sequence + 1, Math.floor(now));
    const { watched: _, ...rest } = document;
    return { ...rest, sequence, counters: _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_COUNTERS */ .W7 };
}
function isHolder(request) {
    return request.status === 'acquired';
}
function holdersOf(document) {
    return document.requests.filter(isHolder).toSorted((a, b) => a.epoch - b.epoch);
}
function holderOf(document) {
    return holdersOf(document)[0];
}
function holdOf(document, id) {
    const request = requestOf(document, id);
    return request?.status === 'acquired' ? request : undefined;
}
function requestOf(document, id) {
    return document.requests.find((request) => request.id === id);
}
function updated(document, id, change) {
    const request = requestOf(document, id);
    if (request === undefined)
        return document;
    const changed = change(request);
    if (changed === request)
        return document;
    return {
        ...document,
        requests: document.requests.map((other) => (other === request ? changed : other)),
    };
}
function outcomeOf(document, id) {
    return document.outcomes.find((outcome) => outcome.id === id);
}
function isCompletedFor({ outcome, scope, head_sha }, registration) {
    const isSameWork = scope === registration.scope && head_sha === registration.head_sha;
    return outcome === 'completed' && isSameWork && registration.parameters.propagate;
}
function isGroup(request) {
    return request.base_sha !== null;
}
function isSameJob(a, b) {
    return a.run_id === b.run_id && a.job === b.job && a.job_index === b.job_index;
}
function identityOf(from) {
    const kept = _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .IDENTITY */ .zK.map((field) => [field, from[field]]);
    return Object.fromEntries(kept);
}
function isAlike(a, b) {
    return a === b || JSON.stringify(a) === JSON.stringify(b);
}
function latestStamp(document) {
    let latest = document.lock?.at ?? 0;
    const stamp = (at) => {
        if (at != null && at > latest)
            latest = at;
    };
    for (const { opened_at, changed_at } of document.rounds)
        [opened_at, changed_at].forEach(stamp);
    for (const { registered_at, seen_at, granted_at, alive_at, asked_at } of document.requests) {
        [registered_at, seen_at, granted_at, alive_at, asked_at].forEach(stamp);
    }
    for (const { at } of document.outcomes)
        stamp(at);
    for (const { lock } of Object.values(document.slots))
        stamp(lock?.at);
    return latest;
}
function ownClockOf(document) {
    return document?.own_clock_at ?? -Infinity;
}
function problemAt(document, now) {
    const latest = latestStamp(document);
    if (latest <= Math.max(now + FURTHEST_AHEAD, ownClockOf(document)))
        return null;
    return `it has the time ${(0,_instant_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .t)(latest)}, more than a day after ${(0,_instant_js__WEBPACK_IMPORTED_MODULE_1__/* .toIso */ .t)(now)}`;
}


/***/ }),

/***/ 7078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   TM: () => (/* binding */ RateLimitedError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   hG: () => (/* binding */ UnavailableError),
/* harmony export */   i_: () => (/* binding */ PermissionError),
/* harmony export */   pS: () => (/* binding */ LeaseError),
/* harmony export */   qq: () => (/* binding */ StateError),
/* harmony export */   zU: () => (/* binding */ InvariantError)
/* harmony export */ });
class LeaseError extends Error {
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.name = new.target.name;
    }
}
class InputError extends LeaseError {
    constructor(message) {
        super('input', message);
    }
}
class PermissionError extends LeaseError {
    constructor(message, options) {
        super('permission', message, options);
    }
}
class StateError extends LeaseError {
    constructor(message, options) {
        super('state', message, options);
    }
}
class RateLimitedError extends LeaseError {
    resetAt;
    constructor(message, resetAt, options) {
        super('rate-limit', message, options);
        this.resetAt = resetAt;
    }
}
class UnavailableError extends LeaseError {
    lasting;
    constructor(message, options = {}) {
        super('unavailable', message, options);
        this.lasting = options.lasting ?? false;
    }
}
class InvariantError extends LeaseError {
    problem;
    constructor(problem) {
        super('invariant', `${problem}. This is a bug of ref-lease: nothing was written. Please report it.`);
        this.problem = problem;
    }
}


/***/ }),

/***/ 5379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ grouped)
/* harmony export */ });
function grouped(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
}


/***/ }),

/***/ 1645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AW: () => (/* binding */ isStackKnown),
/* harmony export */   G1: () => (/* binding */ above),
/* harmony export */   I9: () => (/* binding */ STACK_KEPT),
/* harmony export */   US: () => (/* binding */ stackOf),
/* harmony export */   Z0: () => (/* binding */ groupNamed),
/* harmony export */   eW: () => (/* binding */ stackBelow)
/* harmony export */ });
/* harmony import */ var _containment_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5177);
/* harmony import */ var _grouped_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5379);


const STACK_KEPT = 100;
function groupNamed(ref) {
    const match = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-(\d{1,10})-([0-9a-f]{40,64})$/.exec(ref);
    return match === null ? null : { base: match[1], pullRequest: Number(match[2]), parent: match[3] };
}
function isStackKnown(groups, head) {
    const ways = groups.flatMap(({ head: at, parent }) => [[at, parent], [parent, at]]);
    const commits = (0,_containment_js__WEBPACK_IMPORTED_MODULE_0__/* .reachable */ .Gq)((0,_containment_js__WEBPACK_IMPORTED_MODULE_0__/* .neighboursIn */ .I_)(ways), head);
    const connected = groups.filter((group) => commits.has(group.head));
    return new Set(connected.map(({ parent }) => parent)).size === connected.length;
}
function above(groups, head) {
    const on = (0,_grouped_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .z)(groups, ({ parent }) => parent);
    const ways = groups.map((group) => [group.parent, group.head]);
    const commits = new Set([head, ...(0,_containment_js__WEBPACK_IMPORTED_MODULE_0__/* .reachable */ .Gq)((0,_containment_js__WEBPACK_IMPORTED_MODULE_0__/* .neighboursIn */ .I_)(ways), head)]);
    return [...commits].flatMap((commit) => on.get(commit) ?? []).filter((group) => group.head !== head);
}
function stackOf(groups, head) {
    const own = groups.find((group) => group.head === head);
    if (own === undefined)
        return [];
    if (!isStackKnown(groups, head))
        return [own];
    const byHead = new Map(groups.toReversed().map((group) => [group.head, group]));
    const stack = new Set();
    for (let at = own; at !== undefined && !stack.has(at);) {
        stack.add(at);
        at = byHead.get(at.parent);
    }
    return [...stack].toReversed();
}
function stackBelow(groups, head) {
    return stackOf(groups, head)
        .map((group) => group.head)
        .filter((each) => each !== head)
        .slice(-STACK_KEPT);
}


/***/ }),

/***/ 3577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ SHA)
/* harmony export */ });
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;


/***/ }),

/***/ 7320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ fromIso),
/* harmony export */   t: () => (/* binding */ toIso)
/* harmony export */ });
function toIso(instant) {
    return new Date(Math.round(instant * 1000)).toISOString().replace('.000Z', 'Z');
}
function fromIso(text) {
    const fraction = /\.\d+/.exec(text)?.[0] ?? '';
    const whole = Date.parse(text.replace(fraction, ''));
    return Math.round(whole + Number(`0${fraction}`) * 1000) / 1000;
}


/***/ }),

/***/ 340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   RW: () => (/* binding */ assertStep),
/* harmony export */   Vz: () => (/* binding */ stepProblemOf),
/* harmony export */   Zw: () => (/* binding */ problemOf)
/* harmony export */ });
/* harmony import */ var _grouped_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5379);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7078);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4212);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2361);
/* harmony import */ var _slots_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8604);





function assertStep(before, after) {
    const problem = problemOf(after) ?? stepProblemOf(before, after);
    if (problem !== null)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InvariantError */ .zU(`A write of the lease ${after.lease} was stopped: it ${problem}`);
}
function problemOf(document) {
    const problem = holdProblemOf((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdersOf */ .pW)(document));
    if (problem !== null)
        return problem;
    if (Math.max(document.sequence, document.epoch) > _schema_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGEST_TOTAL */ .cy)
        return `has a sequence or an epoch above ${_schema_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGEST_TOTAL */ .cy}`;
    const epochs = [...document.outcomes, ...document.requests].map((entry) => entry.epoch ?? 0);
    if (epochs.some((epoch) => epoch > document.epoch))
        return 'has a token above its epoch';
    const used = epochs.filter((epoch) => epoch > 0);
    if (new Set(used).size !== used.length)
        return 'has granted a token twice';
    const ids = [...document.requests, ...document.outcomes].map((entry) => entry.id);
    if (new Set(ids).size !== ids.length)
        return 'has an id twice';
    return roundProblemOf(document);
}
function holdProblemOf(holders) {
    for (const [place, holder] of holders.entries()) {
        const { accepts, take } = holder.parameters;
        const { id, slots } = holder;
        const other = holders.slice(place + 1).find((each) => (0,_slots_js__WEBPACK_IMPORTED_MODULE_3__/* .overlap */ .EF)(slots, each.slots));
        if (other !== undefined)
            return `has two holders of one slot, ${id} and ${other.id}`;
        const isAsked = slots === null || accepts === null
            ? slots === accepts
            : new Set(slots).size === take &&
                slots.length === take &&
                slots.every((slot) => accepts.includes(slot));
        if (!isAsked)
            return `has a holder ${id} of other slots than it asked for`;
    }
    return null;
}
function roundProblemOf(document) {
    const rounds = new Map(document.rounds.map((round) => [round.id, round]));
    if (rounds.size !== document.rounds.length)
        return 'has a round twice';
    const lost = document.requests.find((request) => !rounds.has(request.round));
    if (lost !== undefined)
        return `has a request ${lost.id} in no round`;
    const members = (0,_grouped_js__WEBPACK_IMPORTED_MODULE_4__/* .grouped */ .z)(document.requests, (request) => request.round);
    for (const round of document.rounds) {
        if (round.id > document.sequence)
            return `has a round ${round.id} above its sequence`;
        const live = members.get(round.id) ?? [];
        if (live.length === 0)
            return `has a round ${round.id} without a request`;
        if (live.length > 1 && live.some((request) => request.base_sha === null)) {
            return `has a plain request in the round ${round.id} of others`;
        }
        if (live.some((request) => request.scope !== round.scope))
            return `has two scopes in the round ${round.id}`;
        if (!round.granted && live.some(_document_js__WEBPACK_IMPORTED_MODULE_1__/* .isHolder */ .Hk))
            return `has a holder in the round ${round.id}, which was never granted`;
    }
    return null;
}
function stepProblemOf(before, after) {
    if (after.sequence <= before.sequence)
        return 'does not raise the sequence';
    if (after.epoch < before.epoch)
        return 'lowers the epoch';
    const granted = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdersOf */ .pW)(after).filter(({ id }) => (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdOf */ .nv)(before, id) === undefined);
    if (granted.length > 1)
        return `grants ${granted.length} requests at once`;
    for (const { epoch } of granted) {
        if (epoch !== after.epoch)
            return 'grants a token that is not the epoch';
        if (after.epoch === before.epoch)
            return 'grants a token without raising the epoch';
    }
    for (const hold of (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdersOf */ .pW)(before)) {
        const problem = keepingProblemOf(hold, after);
        if (problem !== null)
            return problem;
    }
    return outcomeProblemOf(before, after);
}
function keepingProblemOf(was, after) {
    const { id, epoch } = was;
    const is = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdOf */ .nv)(after, id);
    if (is !== undefined) {
        if (is.epoch !== epoch)
            return 'changes the token of a hold';
        return (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .isAlike */ .HI)(is.slots, was.slots) ? null : 'changes the slots of a hold';
    }
    const end = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeOf */ .sG)(after, id);
    if (end?.epoch !== epoch)
        return `ends the hold of ${id} without an outcome of it`;
    return ['success', 'failure', 'evicted'].includes(end.outcome) ? null : `ends a hold as ${end.outcome}`;
}
function outcomeProblemOf(before, after) {
    const old = new Map(before.outcomes.map((outcome) => [outcome.id, outcome]));
    for (const outcome of after.outcomes) {
        const earlier = old.get(outcome.id);
        if (earlier === undefined) {
            const problem = newOutcomeProblemOf(before, after, outcome);
            if (problem !== null)
                return problem;
        }
        else if (!(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .isAlike */ .HI)(earlier, outcome)) {
            return `changes the outcome of ${outcome.id}`;
        }
    }
    const kept = new Set(after.outcomes.map((outcome) => outcome.id));
    const dropped = before.outcomes.filter((outcome) => !kept.has(outcome.id));
    if (before.outcomes.slice(0, dropped.length).some((outcome) => kept.has(outcome.id))) {
        return 'drops an outcome that is not the oldest';
    }
    const live = new Set(after.requests.map((request) => request.id));
    const ended = before.requests.find(({ id }) => !kept.has(id) && !live.has(id));
    return ended === undefined ? null : `loses the request ${ended.id}`;
}
function newOutcomeProblemOf(before, after, outcome) {
    const { id, outcome: kind } = outcome;
    if ((kind === 'success' || kind === 'failure') && (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdOf */ .nv)(before, id) === undefined) {
        return `ends ${id} as ${kind}, which did not hold the lease`;
    }
    if (kind !== 'completed')
        return null;
    const success = [...before.outcomes, ...after.outcomes].find((other) => other.outcome === 'success' && other.scope === outcome.scope && other.head_sha === outcome.completed_by);
    return success === undefined ? `completes ${id} by a success that is not there` : null;
}


/***/ }),

/***/ 6786:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QZ: () => (/* binding */ awaited),
  i2: () => (/* binding */ inLine),
  VZ: () => (/* binding */ isPassedOver),
  i_: () => (/* binding */ isReady),
  iW: () => (/* binding */ isReadyByTime),
  cA: () => (/* binding */ lineOf),
  $c: () => (/* binding */ readyIn),
  O7: () => (/* binding */ roundOf),
  bv: () => (/* binding */ roundsInLine),
  LQ: () => (/* binding */ turnOf),
  yt: () => (/* binding */ unheard),
  zQ: () => (/* binding */ waitingIn),
  lD: () => (/* binding */ windowEnds)
});

// EXTERNAL MODULE: ./build/lease/grouped.js
var grouped = __nccwpck_require__(5379);
// EXTERNAL MODULE: ./build/lease/age.js
var age = __nccwpck_require__(8838);
// EXTERNAL MODULE: ./build/lease/containment.js
var containment = __nccwpck_require__(5177);
// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __nccwpck_require__(4212);
// EXTERNAL MODULE: ./build/lease/groups.js
var lease_groups = __nccwpck_require__(1645);
;// CONCATENATED MODULE: ./build/lease/order.js

function byContainment(graph, requests) {
    const ranked = requests.toSorted((a, b) => b.priority - a.priority || a.registered_at - b.registered_at);
    if (ranked.length < 2)
        return ranked;
    const ranks = new Map(ranked.map((request, rank) => [request, rank]));
    const waiting = (0,grouped/* grouped */.z)(ranked, ({ head_sha }) => head_sha);
    const ways = waysInto(graph);
    const open = [];
    const uncover = (commits) => {
        for (let at = commits.pop(); at !== undefined; at = commits.pop()) {
            ways.delete(at);
            const here = waiting.get(at) ?? [];
            for (const request of here)
                insert(open, ranks.get(request));
            if (here.length > 0)
                continue;
            for (const lower of graph.below.get(at) ?? []) {
                const left = (ways.get(lower) ?? 0) - 1;
                if (left === 0)
                    commits.push(lower);
                else if (left > 0)
                    ways.set(lower, left);
            }
        }
    };
    const commits = new Set([...graph.below.keys(), ...waiting.keys()]);
    uncover([...commits].filter((commit) => !ways.has(commit)));
    const sorted = new Set();
    for (let first = 0; sorted.size < ranked.length;) {
        while (sorted.has(ranked[first]))
            first += 1;
        const next = ranked[open.pop() ?? first];
        sorted.add(next);
        const others = waiting.get(next.head_sha).filter((other) => other !== next);
        waiting.set(next.head_sha, others);
        if (others.length === 0)
            uncover([next.head_sha]);
    }
    return [...sorted];
}
function waysInto({ above }) {
    const ways = [...above].map(([commit, uppers]) => [commit, uppers.filter((upper) => upper !== commit).length]);
    return new Map(ways.filter(([, count]) => count > 0));
}
function insert(open, rank) {
    open.splice(open.findLastIndex((other) => other > rank) + 1, 0, rank);
}

// EXTERNAL MODULE: ./build/lease/signs.js
var signs = __nccwpck_require__(8755);
// EXTERNAL MODULE: ./build/lease/slots.js
var slots = __nccwpck_require__(8604);
;// CONCATENATED MODULE: ./build/lease/taint.js


function taintsOf(document, graph, time) {
    const failures = openFailures(document);
    const above = new Map();
    const aboveOf = (head) => {
        const heads = above.get(head) ?? (0,containment/* reachable */.Gq)(graph.above, head);
        above.set(head, heads);
        return heads;
    };
    return (request) => failures.filter(({ id, at, scope, head_sha }) => scope === request.scope &&
        head_sha !== request.head_sha &&
        !(0,age/* hasPassed */.Pc)(time, `failure:${id}`, at, request.parameters.window) &&
        aboveOf(head_sha).has(request.head_sha));
}
function openFailures(document) {
    const failures = document.outcomes.filter(({ outcome }) => outcome === 'failure');
    if (failures.length === 0)
        return [];
    const { below } = (0,containment/* chainOf */.dR)(document);
    const cleared = new Map();
    for (const { scope } of failures) {
        if (cleared.has(scope))
            continue;
        const heads = document.outcomes
            .filter((outcome) => outcome.outcome === 'success' && outcome.scope === scope)
            .map(({ head_sha }) => head_sha);
        cleared.set(scope, new Set([...heads, ...(0,containment/* reachable */.Gq)(below, ...heads)]));
    }
    return failures.filter(({ scope, head_sha }) => !cleared.get(scope).has(head_sha));
}

;// CONCATENATED MODULE: ./build/lease/line.js









function roundsInLine(document) {
    return document.rounds.toSorted((a, b) => b.priority - a.priority || Number(b.granted) - Number(a.granted) || a.id - b.id);
}
function turnOf(document, id) {
    const waiting = document.requests.filter(({ status }) => status === 'pending');
    const own = waiting.find((request) => request.id === id);
    const accepts = own?.parameters.accepts ?? null;
    const rivals = waiting.filter(({ parameters }) => (0,slots/* overlap */.EF)(parameters.accepts, accepts));
    const live = new Set(rivals.map(({ round }) => round));
    const rounds = roundsInLine(document).filter((round) => live.has(round.id));
    const place = rounds.findIndex((round) => round.id === own?.round);
    return place === -1 ? rounds.length + 1 : place + 1;
}
function lineOf(document) {
    const graph = (0,containment/* orderGraphOf */.Iz)(document);
    const members = (0,grouped/* grouped */.z)(document.requests, ({ round }) => round);
    const rounds = roundsInLine(document).map((round) => {
        const live = members.get(round.id) ?? [];
        return { round, live, pending: byContainment(graph, live.filter(isPending)) };
    });
    return { document, graph, slots: (0,slots/* slotsOf */.nK)(document), rounds };
}
function inLine(document) {
    return waitingIn(lineOf(document));
}
function waitingIn(line) {
    return line.rounds.flatMap(({ pending }) => pending);
}
function* readyIn(line, viewpoint) {
    const taints = taintsOf(line.document, line.graph, viewpoint.time);
    for (const round of line.rounds) {
        let isRoundReady = false;
        for (const candidate of candidatesOf(line, round, viewpoint, taints)) {
            isRoundReady ||= isReady(line, round, candidate, viewpoint);
            if (!isRoundReady)
                break;
            yield candidate;
        }
    }
}
function* candidatesOf(line, { pending }, { time, mine }, taints) {
    const pool = pending.filter((request) => request.id === mine?.id || !isPassedOver(request, time));
    const candidates = pool.length === pending.length ? pending : byContainment(line.graph, pool);
    for (const candidate of candidates)
        if (taints(candidate).length === 0)
            yield candidate;
}
function roundOf(line, mine, time) {
    const round = line.rounds.find((each) => each.round.id === mine.round);
    const taints = taintsOf(line.document, line.graph, time);
    return { round, taints, candidate: candidatesOf(line, round, { time, mine }, taints).next().value };
}
function isPassedOver({ id, asked_at, parameters }, time) {
    return asked_at !== null && (0,age/* hasPassed */.Pc)(time, `asked:${id}`, asked_at, parameters.ttl / 2);
}
function isReady(line, round, candidate, viewpoint) {
    if (isReadyByTime(round, candidate, viewpoint.time))
        return true;
    if (!(0,lease_document/* isGroup */.IZ)(candidate))
        return false;
    const { expected } = candidate.parameters;
    const mine = viewpoint.mine?.round === round.round.id ? viewpoint.mine : null;
    if (expected !== 'auto')
        return countOf(round, mine, viewpoint.time) >= expected;
    return mine !== null && awaited(line.document, candidate, mine.groups)?.length === 0;
}
function isReadyByTime({ round, live }, candidate, time) {
    if (round.granted)
        return true;
    const { window } = candidate.parameters;
    if ((0,age/* hasPassed */.Pc)(time, `round:${round.id}`, round.changed_at, window))
        return true;
    const { id, registered_at } = oldestOf(live);
    return (0,age/* hasPassed */.Pc)(time, `registered:${id}`, registered_at, 3 * window);
}
function countOf({ live }, mine, time) {
    if (mine === null)
        return live.length;
    const counts = (request) => request.id === mine.id ||
        !(0,signs/* isSilent */.eS)(request, request.parameters.ttl, time) ||
        (0,signs/* wasSeenAlive */.kA)(request, mine.signs, time) ||
        (0,signs/* signOf */.rL)(mine.signs, request)?.liveness === 'unknown';
    return live.filter(counts).length;
}
function windowEnds({ round, live }, candidate) {
    const { window } = candidate.parameters;
    return Math.min(round.changed_at + window + 1, oldestOf(live).registered_at + 3 * window + 1);
}
function awaited(document, candidate, groups) {
    if (groups === null || !(0,lease_groups/* isStackKnown */.AW)(groups, candidate.head_sha))
        return null;
    return unheard(document, candidate, (0,lease_groups/* above */.G1)(groups, candidate.head_sha));
}
function unheard({ requests, outcomes }, { scope }, groups) {
    const ofScope = [...requests, ...outcomes].filter((entry) => entry.scope === scope);
    const heard = new Set(ofScope.map(({ head_sha }) => head_sha));
    return groups.filter(({ head }) => !heard.has(head));
}
function oldestOf(live) {
    return live.reduce((oldest, request) => (request.registered_at < oldest.registered_at ? request : oldest));
}
function isPending(request) {
    return request.status === 'pending';
}


/***/ }),

/***/ 421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   aZ: () => (/* binding */ locksOf),
/* harmony export */   jr: () => (/* binding */ mayBeLocked),
/* harmony export */   ln: () => (/* binding */ isLocked),
/* harmony export */   rN: () => (/* binding */ LONGEST_LOCK),
/* harmony export */   wz: () => (/* binding */ isSameLock)
/* harmony export */ });
/* harmony import */ var _grouped_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5379);

const LONGEST_LOCK = 3650 * 86_400;
function isLocked(lock, now) {
    return lock !== null && (lock.until === null || now <= lock.until + 1);
}
const APART = 86_400;
function mayBeLocked(lock, now) {
    return isLocked(lock, now - APART);
}
function isSameLock(a, b) {
    if (!a || !b)
        return !a && !b;
    return a.at === b.at && a.actor === b.actor && a.run_url === b.run_url;
}
function locksOf(slots, lockOf) {
    const locked = [...slots].flatMap((slot) => {
        const lock = lockOf(slot);
        return lock === null ? [] : [{ slot, lock }];
    });
    const acts = (0,_grouped_js__WEBPACK_IMPORTED_MODULE_0__/* .grouped */ .z)(locked, ({ lock: { at, actor, run_url } }) => JSON.stringify([at, actor, run_url]));
    return [...acts.values()].map((act) => ({ lock: act[0].lock, slots: act.map(({ slot }) => slot) }));
}


/***/ }),

/***/ 9908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e_: () => (/* binding */ NO_RUN),
/* harmony export */   o2: () => (/* binding */ registrationOfProcess)
/* harmony export */ });
/* unused harmony exports NO_COMMIT, idOfProcess */
const NO_COMMIT = '0'.repeat(40);
const NO_RUN = 0;
const SCOPE = '["process"]';
function registrationOfProcess(own) {
    const { name, actor, nonce, url = '', headSha = NO_COMMIT, headRef = '', priority = 0, ttl } = own;
    return {
        id: idOfProcess(own),
        nonce,
        run_id: NO_RUN,
        run_attempt: 1,
        job: name,
        job_index: 0,
        run_url: url,
        scope: SCOPE,
        priority,
        base_sha: null,
        head_sha: headSha,
        head_ref: headRef,
        base_ref: '',
        check_run_id: null,
        runner_name: '',
        actor,
        stack: [],
        parameters: {
            window: 0,
            expected: 'auto',
            ttl,
            max_hold: own.hold ?? ttl,
            takeover_delay: own.takeoverDelay,
            propagate: false,
            held_by: 'process',
            accepts: own.accepts === undefined ? null : [...own.accepts],
            take: own.take ?? 1,
        },
        ...(own.payload === undefined ? {} : { payload: own.payload }),
    };
}
function idOfProcess({ name, nonce }) {
    return `${NO_RUN}/1/${encodeURIComponent(name).slice(0, LONGEST_NAME)}/0/x${nonce}`;
}
const LONGEST_NAME = 256;


/***/ }),

/***/ 2361:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  SC: () => (/* binding */ BUCKETS),
  zK: () => (/* binding */ IDENTITY),
  cy: () => (/* binding */ LARGEST_TOTAL),
  zP: () => (/* binding */ LONGEST),
  Qk: () => (/* binding */ LONGEST_DURATION),
  yO: () => (/* binding */ MOST_SLOTS),
  W7: () => (/* binding */ NO_COUNTERS),
  vD: () => (/* binding */ OUTCOMES_KEPT),
  hb: () => (/* binding */ OUTCOME_KINDS),
  f$: () => (/* binding */ SCHEMA_VERSION),
  L8: () => (/* binding */ documentSchema),
  eF: () => (/* binding */ globalLockSchema)
});

// UNUSED EXPORTS: registrationSchema

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(8532);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __nccwpck_require__(3339);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __nccwpck_require__(3759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function datetime(params) {
    return api/* _isoDateTime */.G1(schemas/* ZodISODateTime */.You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

// EXTERNAL MODULE: ./build/lease/identifiers.js
var identifiers = __nccwpck_require__(3577);
// EXTERNAL MODULE: ./build/lease/instant.js
var instant = __nccwpck_require__(7320);
;// CONCATENATED MODULE: ./build/lease/schema.js



core_core/* config */.$W({ jitless: true });
const SCHEMA_VERSION = 1;
const LONGEST = {
    id: 512,
    name: 512,
    url: 2048,
    scope: 2048,
    ref: 1024,
    payload: 4096,
    reason: 2048,
    reasonOfSlotLock: 256,
    by: 2600,
    slot: 254,
};
const OUTCOMES_KEPT = 200;
const LONGEST_STACK = 128;
const MOST_SLOTS = 100;
const LONGEST_DURATION = 35 * 86_400;
const LAST_INSTANT = 253_402_300_799;
const LARGEST_TOTAL = 1e12;
const BUCKETS = [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600];
const OUTCOME_KINDS = ['success', 'failure', 'completed', 'withdrawn', 'evicted'];
const schema_instant = schemas/* codec */.rLB(datetime({ offset: true }), schemas/* number */.aig().min(0).max(LAST_INSTANT), {
    decode: instant/* fromIso */.a,
    encode: instant/* toIso */.t,
});
const sha = schemas/* string */.YjP().regex(identifiers/* SHA */.h, 'must be a commit sha');
const requestId = schemas/* string */.YjP().min(1).max(LONGEST.id);
const counter = schemas/* int */.Whr().min(0);
const schema_duration = schemas/* number */.aig().min(0).max(LONGEST_DURATION);
const nonce = schemas/* string */.YjP().min(1).max(64);
const slotName = schemas/* string */.YjP()
    .min(1)
    .max(LONGEST.slot)
    .regex(/^(?!\*$|__proto__$)/, 'is no name of a slot');
const slotNames = schemas/* array */.YOg(slotName).min(1).max(MOST_SLOTS);
const parametersSchema = schemas/* strictObject */.rej({
    window: schema_duration,
    expected: schemas/* union */.KCZ([schemas/* literal */.euz('auto'), schemas/* int */.Whr().min(1)]),
    ttl: schema_duration,
    max_hold: schema_duration,
    takeover_delay: schema_duration,
    hold_limit: schema_duration.optional(),
    propagate: schemas/* boolean */.zMY(),
    held_by: schemas/* enum */.k5n(['job', 'run', 'process']),
    accepts: slotNames.nullable().default(null),
    take: schemas/* int */.Whr().min(1).default(1),
});
const identityShape = {
    id: requestId,
    run_id: counter,
    run_attempt: counter,
    job: schemas/* string */.YjP().max(LONGEST.name),
    job_index: counter,
    run_url: schemas/* string */.YjP().max(LONGEST.url),
    scope: schemas/* string */.YjP().max(LONGEST.scope),
    priority: schemas/* int */.Whr(),
    base_sha: sha.nullable(),
    head_sha: sha,
    head_ref: schemas/* string */.YjP().max(LONGEST.ref),
};
const IDENTITY = Object.keys({ ...identityShape, nonce });
const registrationShape = {
    ...identityShape,
    nonce,
    base_ref: schemas/* string */.YjP().max(LONGEST.ref),
    check_run_id: counter.nullable(),
    runner_name: schemas/* string */.YjP().max(LONGEST.name),
    actor: schemas/* string */.YjP().max(LONGEST.name),
    stack: schemas/* array */.YOg(sha).max(LONGEST_STACK),
    parameters: parametersSchema,
    payload: schemas/* string */.YjP().max(LONGEST.payload).optional(),
};
const requestShape = {
    ...registrationShape,
    round: counter,
    registered_at: schema_instant,
    seen_at: schema_instant,
    alive_at: schema_instant.nullable().default(null),
    asked_at: schema_instant.nullable().default(null),
    slots: slotNames.nullable().default(null),
};
const pendingSchema = schemas/* strictObject */.rej({ ...requestShape, status: schemas/* literal */.euz('pending') });
const acquiredSchema = schemas/* strictObject */.rej({
    ...requestShape,
    status: schemas/* literal */.euz('acquired'),
    granted_at: schema_instant,
    epoch: counter,
});
const requestSchema = schemas/* discriminatedUnion */.gMt('status', [pendingSchema, acquiredSchema]);
const outcomeSchema = schemas/* strictObject */.rej({
    ...identityShape,
    outcome: schemas/* enum */.k5n(OUTCOME_KINDS),
    at: schema_instant,
    by: schemas/* string */.YjP().max(LONGEST.by),
    reason: schemas/* string */.YjP().max(LONGEST.reason).optional(),
    completed_by: sha.optional(),
    takeover_delay: schema_duration.optional(),
    propagate: schemas/* boolean */.zMY(),
    nonce: nonce.optional(),
    round: counter.optional(),
    registered_at: schema_instant.optional(),
    granted_at: schema_instant.optional(),
    epoch: counter.optional(),
    slots: slotNames.optional(),
});
const roundSchema = schemas/* strictObject */.rej({
    id: counter,
    scope: schemas/* string */.YjP().max(LONGEST.scope),
    priority: schemas/* int */.Whr(),
    opened_at: schema_instant,
    changed_at: schema_instant,
    granted: schemas/* boolean */.zMY(),
});
const lockShape = {
    reason: schemas/* string */.YjP().max(LONGEST.reason),
    actor: schemas/* string */.YjP().max(LONGEST.name),
    at: schema_instant,
    until: schema_instant.nullable(),
    run_url: schemas/* string */.YjP().max(LONGEST.url),
};
const lockSchema = schemas/* strictObject */.rej(lockShape);
const slotSchema = schemas/* strictObject */.rej({
    epoch: counter,
    seen_at: schema_instant,
    rest_until: schema_instant.nullable().default(null),
    rest_since: schema_instant.nullable().default(null),
    lock: lockSchema.nullable().default(null),
});
const total = schemas/* int */.Whr().min(0).max(LARGEST_TOTAL);
const histogramSchema = schemas/* strictObject */.rej({
    sum: schemas/* number */.aig().min(0).max(LARGEST_TOTAL),
    buckets: schemas/* array */.YOg(total).length(BUCKETS.length + 1),
});
const countersSchema = schemas/* strictObject */.rej({
    grants: total,
    outcomes: schemas/* record */.g1P(schemas/* enum */.k5n(OUTCOME_KINDS), total),
    waits: histogramSchema,
    holds: histogramSchema,
    slots: schemas/* record */.g1P(slotName, schemas/* number */.aig().min(0).max(LARGEST_TOTAL)).optional(),
});
const NOTHING = { sum: 0, buckets: Array(BUCKETS.length + 1).fill(0) };
const NO_COUNTERS = {
    grants: 0,
    outcomes: { success: 0, failure: 0, completed: 0, withdrawn: 0, evicted: 0 },
    waits: NOTHING,
    holds: NOTHING,
};
const documentSchema = schemas/* strictObject */.rej({
    schema_version: schemas/* literal */.euz(SCHEMA_VERSION),
    lease: schemas/* string */.YjP().min(1).max(255),
    sequence: counter,
    epoch: counter,
    rounds: schemas/* array */.YOg(roundSchema).max(2000),
    requests: schemas/* array */.YOg(requestSchema).max(2000),
    outcomes: schemas/* array */.YOg(outcomeSchema).max(OUTCOMES_KEPT),
    lock: lockSchema.nullable(),
    rest_until: schema_instant.nullable().default(null),
    rest_since: schema_instant.nullable().default(null),
    own_clock_at: schema_instant.optional(),
    watched: schemas/* record */.g1P(schemas/* string */.YjP().max(600), schemas/* strictObject */.rej({ stamp: schema_instant, seconds: schema_duration })).optional(),
    slots: schemas/* record */.g1P(slotName, slotSchema).default({}),
    counters: countersSchema.default(NO_COUNTERS),
});
const globalLockSchema = schemas/* strictObject */.rej({ schema_version: schemas/* literal */.euz(SCHEMA_VERSION), ...lockShape });
const registrationSchema = schemas/* strictObject */.rej(registrationShape);


/***/ }),

/***/ 8755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ mayBeSilent),
/* harmony export */   FZ: () => (/* binding */ NO_SIGNS),
/* harmony export */   Gr: () => (/* binding */ afterOutage),
/* harmony export */   Oi: () => (/* binding */ signsOf),
/* harmony export */   XU: () => (/* binding */ isDead),
/* harmony export */   _H: () => (/* binding */ wantedUntil),
/* harmony export */   eS: () => (/* binding */ isSilent),
/* harmony export */   hK: () => (/* binding */ isOfProcess),
/* harmony export */   hz: () => (/* binding */ restWhenFreed),
/* harmony export */   kA: () => (/* binding */ wasSeenAlive),
/* harmony export */   kM: () => (/* binding */ isOverLimit),
/* harmony export */   lB: () => (/* binding */ observe),
/* harmony export */   rL: () => (/* binding */ signOf),
/* harmony export */   yu: () => (/* binding */ ageOfHold),
/* harmony export */   zF: () => (/* binding */ signsStill)
/* harmony export */ });
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8838);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4212);


const NO_SIGNS = {};
function signOf(signs, { id }) {
    return Object.hasOwn(signs, id) ? signs[id] : undefined;
}
function observe(signs, id, liveness, watched, poll) {
    const last = signOf(signs, { id });
    const polls = last?.liveness === liveness ? last.polls + Number(last.poll !== poll) : 1;
    const sign = {
        liveness,
        at: watched,
        poll,
        polls,
        aliveAt: liveness === 'alive' ? watched : (last?.aliveAt ?? null),
        unknownSince: liveness === 'unknown' ? (last?.unknownSince ?? watched) : null,
    };
    return { ...signs, [id]: sign };
}
function afterOutage(signs) {
    const anew = Object.entries(signs).map(([id, sign]) => [id, { ...sign, unknownSince: null }]);
    return Object.fromEntries(anew);
}
function signsOf(signs, requests) {
    const live = new Set(requests.map(({ id }) => id));
    return Object.fromEntries(Object.entries(signs).filter(([id]) => live.has(id)));
}
function signsStill(signs, before, after) {
    const isStill = (id) => {
        const [was, is] = [(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .requestOf */ .fo)(before, id), (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .requestOf */ .fo)(after, id)];
        return was !== undefined && was.status === is?.status && was.seen_at === is.seen_at;
    };
    return Object.fromEntries(Object.entries(signs).filter(([id]) => isStill(id)));
}
function isSilent({ id, seen_at, alive_at }, duration, time, isOver = _age_js__WEBPACK_IMPORTED_MODULE_0__/* .hasPassed */ .Pc) {
    return (isOver(time, `seen:${id}`, seen_at, duration) &&
        (alive_at === null || isOver(time, `alive:${id}`, alive_at, duration)));
}
function mayBeSilent(request, duration, time) {
    return isSilent(request, duration, time, _age_js__WEBPACK_IMPORTED_MODULE_0__/* .mayHavePassed */ .QH);
}
function wasSeenAlive(request, signs, time) {
    const { aliveAt = null } = signOf(signs, request) ?? {};
    return aliveAt !== null && !(0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .hasWatched */ .zG)(time, aliveAt, request.parameters.ttl);
}
function isOfProcess({ parameters }) {
    return parameters.held_by === 'process';
}
function ageOfHold(request) {
    const { ttl, max_hold, hold_limit = Infinity } = request.parameters;
    return isOfProcess(request) ? Math.min(ttl, max_hold, hold_limit) : hold_limit;
}
function wantedUntil(holder) {
    const { max_hold, takeover_delay } = holder.parameters;
    return isOfProcess(holder) && takeover_delay === 0 ? holder.seen_at + max_hold : null;
}
function restWhenFreed(holder) {
    const { ttl, takeover_delay } = holder.parameters;
    const renews = isOfProcess(holder) && wantedUntil(holder) === null;
    return renews ? Math.max(takeover_delay, ttl) : takeover_delay;
}
function isOverLimit({ id, granted_at, parameters }, time) {
    const { hold_limit } = parameters;
    if (granted_at === undefined || hold_limit === undefined)
        return false;
    return (0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .hasPassed */ .Pc)(time, `granted:${id}`, granted_at, hold_limit);
}
function isDead(request, signs, time) {
    const { ttl, max_hold } = request.parameters;
    if (isOfProcess(request))
        return isSilent(request, request.status === 'acquired' ? max_hold : ttl, time);
    const sign = signOf(signs, request);
    if (sign === undefined)
        return false;
    const { liveness, polls, at, unknownSince, aliveAt } = sign;
    if (liveness === 'ended')
        return polls >= 2;
    return (unknownSince !== null &&
        polls >= 2 &&
        at - unknownSince >= ttl &&
        isSilent(request, max_hold, time) &&
        (aliveAt === null || (0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .hasWatched */ .zG)(time, aliveAt, max_hold)));
}


/***/ }),

/***/ 9336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ slotsInUse),
/* harmony export */   DL: () => (/* binding */ LEASE),
/* harmony export */   Gb: () => (/* binding */ restAt),
/* harmony export */   NY: () => (/* binding */ NO_REST),
/* harmony export */   SW: () => (/* binding */ slotOf),
/* harmony export */   TV: () => (/* binding */ endOfRest),
/* harmony export */   WL: () => (/* binding */ withSlots),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   nW: () => (/* binding */ withoutForgotten),
/* harmony export */   ro: () => (/* binding */ lockAt),
/* harmony export */   uR: () => (/* binding */ withNamed)
/* harmony export */ });
/* unused harmony export tokenOf */
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(421);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2361);


const LEASE = '*';
const NO_REST = { rest_until: null, rest_since: null };
const FORGOTTEN_AFTER = 30 * 86_400;
const NEVER = 0;
const DAY = 86_400;
function namesOf(slots) {
    return Object.keys(slots);
}
function slotOf(slots, slot) {
    return Object.hasOwn(slots, slot) ? slots[slot] : undefined;
}
function slotsInUse({ requests }) {
    return requests.flatMap(({ parameters, slots }) => [...(parameters.accepts ?? []), ...(slots ?? [])]);
}
function lockAt({ lock, slots }, slot) {
    return slot === LEASE ? lock : (slotOf(slots, slot)?.lock ?? null);
}
function restAt(document, slot) {
    return slot === LEASE ? document : (slotOf(document.slots, slot) ?? NO_REST);
}
function endOfRest({ rest_until }, now) {
    return rest_until === null || now > rest_until + 1 ? null : rest_until + 1;
}
function tokenOf({ epoch, slots }, slot) {
    return slot === LEASE ? epoch : (slotOf(slots, slot)?.epoch ?? 0);
}
function withSlots(slots, names, change) {
    const changed = (names ?? namesOf(slots)).map((name) => {
        const known = slotOf(slots, name) ?? { epoch: 0, seen_at: NEVER, ...NO_REST, lock: null };
        return [name, { ...known, ...change }];
    });
    return changed.length === 0 ? slots : { ...slots, ...Object.fromEntries(changed) };
}
function withNamed(slots, names, at) {
    const unseen = (names ?? []).filter((name) => !(at - (slotOf(slots, name)?.seen_at ?? -DAY) < DAY));
    return withSlots(slots, unseen, { seen_at: at });
}
function withoutForgotten(document, at) {
    const { slots } = document;
    const entries = Object.entries(slots);
    const isOld = ({ seen_at }) => at - seen_at > FORGOTTEN_AFTER;
    if (entries.length <= _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .MOST_SLOTS */ .yO && !entries.some(([, slot]) => isOld(slot)))
        return slots;
    const wanted = new Set(slotsInUse(document));
    const isUsed = (name, { rest_until, lock }) => wanted.has(name) || (rest_until !== null && rest_until + DAY >= at) || (0,_locks_js__WEBPACK_IMPORTED_MODULE_1__/* .mayBeLocked */ .jr)(lock, at);
    const idle = entries
        .filter(([name, slot]) => !isUsed(name, slot))
        .toSorted(([, a], [, b]) => b.seen_at - a.seen_at);
    const room = Math.max(0, _schema_js__WEBPACK_IMPORTED_MODULE_0__/* .MOST_SLOTS */ .yO - (entries.length - idle.length));
    const gone = new Set(idle.filter(([, slot], place) => place >= room || isOld(slot)).map(([name]) => name));
    return gone.size === 0 ? slots : Object.fromEntries(entries.filter(([name]) => !gone.has(name)));
}


/***/ }),

/***/ 8604:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ namedIn),
/* harmony export */   $f: () => (/* binding */ heldIn),
/* harmony export */   D6: () => (/* binding */ isPool),
/* harmony export */   EF: () => (/* binding */ overlap),
/* harmony export */   H_: () => (/* binding */ wishOf),
/* harmony export */   Le: () => (/* binding */ heldOf),
/* harmony export */   O1: () => (/* binding */ restingIn),
/* harmony export */   RU: () => (/* binding */ restEnds),
/* harmony export */   iU: () => (/* binding */ restEnd),
/* harmony export */   ib: () => (/* binding */ satisfies),
/* harmony export */   nK: () => (/* binding */ slotsOf),
/* harmony export */   sQ: () => (/* binding */ openIn),
/* harmony export */   vo: () => (/* binding */ namedSlots)
/* harmony export */ });
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8838);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4212);
/* harmony import */ var _locks_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(421);
/* harmony import */ var _slot_table_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9336);




function slotsOf({ requests, slots }) {
    const all = new Set((0,_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .namesOf */ .eZ)(slots));
    for (const request of requests) {
        for (const slot of request.parameters.accepts ?? [])
            all.add(slot);
        for (const slot of request.slots ?? [])
            all.add(slot);
    }
    return all.add(_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .LEASE */ .DL);
}
function namedIn(document) {
    const named = new Set(slotsOf(document));
    named.delete(_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .LEASE */ .DL);
    return named;
}
function isPool(document) {
    return slotsOf(document).size > 1;
}
function wishOf({ parameters: { accepts, take } }, all) {
    return accepts === null ? { accepts: all, take: all.size } : { accepts: new Set(accepts), take };
}
function heldOf({ slots }, all) {
    return slots == null ? all : new Set(slots);
}
function overlap(a, b) {
    return a === null || b === null || a.some((slot) => b.includes(slot));
}
function satisfies({ slots }, { parameters }) {
    const { accepts, take } = parameters;
    if (slots === null)
        return true;
    return accepts !== null && slots.filter((slot) => accepts.includes(slot)).length >= take;
}
function heldIn(document, all) {
    return new Set((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdersOf */ .pW)(document).flatMap((holder) => [...heldOf(holder, all)]));
}
function openIn(document, boardLock, now, all) {
    if ((0,_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .isLocked */ .ln)(document.lock, now) || (0,_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .isLocked */ .ln)(boardLock, now))
        return new Set();
    return new Set([...all].filter((slot) => !(0,_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .isLocked */ .ln)((0,_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .lockAt */ .ro)(document, slot), now)));
}
function restingIn(document, time, all) {
    if (isResting(document, _slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .LEASE */ .DL, time))
        return all;
    return new Set((0,_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .namesOf */ .eZ)(document.slots).filter((slot) => isResting(document, slot, time)));
}
function restEnds(document, slots, time) {
    const whole = restEnd(document, _slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .LEASE */ .DL, time);
    if (whole !== null)
        return whole;
    const ends = (0,_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .namesOf */ .eZ)(document.slots).flatMap((slot) => slots.has(slot) ? (restEnd(document, slot, time) ?? []) : []);
    return ends.length === 0 ? null : Math.min(...ends);
}
function isResting(document, slot, time) {
    return restEnd(document, slot, time) !== null;
}
function restEnd(document, slot, time) {
    const rest = (0,_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .restAt */ .Gb)(document, slot);
    const { rest_until: until, rest_since: since } = rest;
    const byClock = (0,_slot_table_js__WEBPACK_IMPORTED_MODULE_2__/* .endOfRest */ .TV)(rest, time.now);
    if (until === null || since === null)
        return byClock;
    const left = until - since + 1 - (0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .watchedFor */ .Ki)(time, `rest:${slot}`, until);
    if (left < 0)
        return null;
    if (!(0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .isDated */ .DC)(time, since))
        return time.now + left;
    return byClock === null ? null : Math.min(byClock, time.now + left);
}
function namedSlots({ slots }) {
    return slots == null ? {} : { slots };
}


/***/ }),

/***/ 3511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  w: () => (/* binding */ machineClock)
});

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/machine-clock.js

const LONGEST_TIMER = 2_147_483_647;
const machineClock = {
    trusted: false,
    now: () => Math.floor(Date.now()) / 1000,
    monotonic: () => Number(process.hrtime.bigint() / 1000n) / 1e6,
    async sleep(duration, signal) {
        const milliseconds = Math.min(Math.max(0, duration * 1000), LONGEST_TIMER);
        try {
            await (0,promises_namespaceObject.setTimeout)(milliseconds, undefined, { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    },
    random: () => Math.random(),
};


/***/ }),

/***/ 8573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kr: () => (/* binding */ changesFrom),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   mT: () => (/* binding */ boardOf)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5053);
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7078);


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

/***/ 3676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   UK: () => (/* binding */ addConfig),
/* harmony export */   _K: () => (/* binding */ gitEnvironment),
/* harmony export */   cT: () => (/* binding */ withoutSecrets)
/* harmony export */ });
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


/***/ }),

/***/ 6660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AN: () => (/* binding */ gitTooOld),
/* harmony export */   Cx: () => (/* binding */ noFolder),
/* harmony export */   HF: () => (/* binding */ gitMissing),
/* harmony export */   HJ: () => (/* binding */ gitNotStarted),
/* harmony export */   Im: () => (/* binding */ notRemoved),
/* harmony export */   Oj: () => (/* binding */ notCut),
/* harmony export */   TT: () => (/* binding */ saidBy),
/* harmony export */   XQ: () => (/* binding */ notFetched),
/* harmony export */   Z9: () => (/* binding */ wordsOf),
/* harmony export */   Zh: () => (/* binding */ isFault),
/* harmony export */   _j: () => (/* binding */ OLDEST),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   hU: () => (/* binding */ unavailable),
/* harmony export */   oq: () => (/* binding */ localFailure)
/* harmony export */ });
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7078);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3676);


const OLDEST = '2.31';
function failureOf(purpose, result) {
    const { status } = result.trace;
    const said = storyOf(result);
    if (status !== null && isRefusal(status)) {
        const remedy = REMEDIES[status] ?? 'Ask whoever runs the server for the reason.';
        return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(`The server refused ${whatOf(purpose)} (${said}). ${remedy}`);
    }
    const what = `Git did not complete ${whatOf(purpose)}: ${said}.`;
    if (status !== null && status >= 300 && status < 400)
        return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`${what} ${ELSEWHERE_NOW}`, { lasting: true });
    if (status !== null || result.code === null)
        return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(what);
    const remedy = `Try "git ls-remote ${(0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(purpose.url)}" on this machine.`;
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`${what} ${remedy}`, { lasting: true });
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
    const lines = (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(stderr)
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
    return `${doing} the branch ${branch} of ${(0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(url)}`;
}
function localFailure(args, directory, result) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`Git did not complete "git ${args[0]}" on this machine, in ${directory}: ${storyOf(result)}. ${ELSEWHERE}`, { lasting: true });
}
function notFetched(purpose, directory, result) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`Git did not complete ${whatOf(purpose)}, which answers: ${storyOf(result)}. Unless it is the server that lacks ` +
        `something, it is this machine, in ${directory}. ${ELSEWHERE}`, { lasting: true });
}
const ELSEWHERE = 'Where there is no room, TMPDIR may name another place.';
function noFolder(parent, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`No folder can be made in ${parent} on this machine, for what git reads: ${cause.message}. ${ELSEWHERE}`, { cause });
}
function gitMissing(program, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`There is no program "${program}" on this machine, and the leases are kept by git: install git ${OLDEST} or newer.`, { cause, lasting: true });
}
function gitNotStarted(program, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`The program "${program}" could not be started: ${cause.message}.`, { cause });
}
function gitTooOld(version) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`Git on this machine says that it is "${version}"; what is needed is git ${OLDEST} or newer.`, { lasting: true });
}
function unavailable(purpose, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UnavailableError */ .hG(`Git did not complete ${whatOf(purpose)}: ${cause.message}.`, { cause });
}
function notRemoved(purpose, cause) {
    const { branch, url } = purpose;
    const message = `The server did not let the branch ${branch} of ${(0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(url)} be removed: ${cause.message}.`;
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(message, { cause });
}
function notCut(purpose, problem, cause) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PermissionError */ .i_(`The history of the branch ${purpose.branch} of ${(0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutSecrets */ .cT)(purpose.url)} was not cut: ${problem}. ` +
        'Nothing is lost. Either many jobs write to it right now, then run this again later; or the server takes no forced ' +
        'pushes, then allow them for this branch, or leave the cut out.', { cause });
}


/***/ }),

/***/ 965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ newFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _faults_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6660);



function newFolder(parent, prefix) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, prefix));
    }
    catch (error) {
        throw (0,_faults_js__WEBPACK_IMPORTED_MODULE_2__/* .noFolder */ .Cx)(parent, error);
    }
}


/***/ }),

/***/ 6733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ objectsIn),
/* harmony export */   m: () => (/* binding */ Reader)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5053);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8573);


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
                ? { head, board: _lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .EMPTY_BOARD */ .HV }
                : { head, board: (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .boardOf */ .mT)(await this.#textsOf([...files.keys()], known, signal), this.#origins) };
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
        const paths = [(0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .pathOf */ .XM)(lease), ...(withLock ? [_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0] : [])];
        const { leases, lock } = (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .boardOf */ .mT)(await this.#textsOf(paths, known, signal), this.#origins);
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
        const listed = await this.#mirror.ask(['ls-tree', '-r', '-l', '-z', head, 'leases', _lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0], {
            signal,
        });
        const files = new Map();
        for (const line of listed.toString().split('\0').slice(0, -1)) {
            const [, mode = '', object = '', size = '', path = ''] = ENTRY.exec(line);
            if (path === 'leases') {
                const { branch } = this.#mirror.place;
                throw (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadableError */ .Sw)({ branch, head, path }, 'it is not a folder');
            }
            const isText = mode.startsWith('100') && Number(size) <= LARGEST_FILE;
            if (path === _lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .LOCK_PATH */ .O0 || (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .leaseOf */ .m8)(path) !== null)
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
                this.#texts.set(object, (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(content));
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


/***/ }),

/***/ 9401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ systemGit)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __nccwpck_require__(7078);
// EXTERNAL MODULE: ./build/store/git/faults.js
var faults = __nccwpck_require__(6660);
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
        return error.code === 'ENOENT' ? (0,faults/* gitMissing */.HF)(program, error) : (0,faults/* gitNotStarted */.HJ)(program, error);
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


/***/ }),

/***/ 3219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ notToBeMade),
/* harmony export */   g: () => (/* binding */ branchInTheWay)
/* harmony export */ });
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7078);

function branchInTheWay(branch, there) {
    return there.find((each) => each.startsWith(`${branch}/`) || branch.startsWith(`${each}/`)) ?? null;
}
function notToBeMade(branch, where, inTheWay) {
    return new _lease_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StateError */ .qq(`The branch ${branch} cannot be made at ${where}, as there is a branch ${inTheWay}, and git keeps no branch below ` +
        `another one. Rename or remove ${inTheWay}, or keep the leases on another branch.`);
}


/***/ }),

/***/ 9235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BB: () => (/* binding */ what),
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   Lx: () => (/* binding */ isClosed),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   dQ: () => (/* binding */ boardLockOf),
/* harmony export */   dZ: () => (/* binding */ jobName),
/* harmony export */   gX: () => (/* binding */ lockedSlots),
/* harmony export */   ll: () => (/* binding */ newestFirst),
/* harmony export */   nR: () => (/* binding */ timeOf),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   ut: () => (/* binding */ runLink)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5053);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(421);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9336);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3699);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3039);






function table(heading, rows, all = rows.length) {
    const row = (cells) => `| ${cells.join(' | ')} |`;
    const more = all > rows.length ? `\n\nand ${all - rows.length} more` : '';
    return [row(heading), row(heading.map(() => '---')), ...rows.map(row)].join('\n') + more;
}
function tableOf(columns, rows, all = rows.length) {
    const used = columns.filter(([, cell]) => rows.some((row, index) => cell(row, index) !== ''));
    return table(used.map(([heading]) => heading), rows.map((row, index) => used.map(([, cell]) => cell(row, index))), all);
}
function what(entry, { serverUrl }) {
    if ((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .isOfProcess */ .hK)(entry))
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .codeSpan */ .SS)((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(entry), 100);
    const name = (0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .refName */ .P7)(entry);
    const number = (0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .pullRequestOf */ ._n)(entry.head_ref);
    if (number === null)
        return (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .codeSpan */ .SS)(name, 100);
    const repository = (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(entry.run_url, serverUrl);
    return repository === null ? name : (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(name, `${repository}/pull/${number}`, serverUrl);
}
function runLink(entry, { serverUrl }, word = '') {
    if ((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .isOfProcess */ .hK)(entry)) {
        const about = (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .markdown */ .wD)((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .aboutOf */ .rI)(entry), 100);
        return entry.run_url === '' ? about : (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .aboutOf */ .rI)(entry) || 'its page', entry.run_url, serverUrl);
    }
    const attempt = entry.run_attempt > 1 ? `, attempt ${entry.run_attempt}` : '';
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(`${word}${entry.run_id}${attempt}`, entry.run_url, serverUrl);
}
function jobName(entry) {
    if ((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_3__/* .isOfProcess */ .hK)(entry))
        return '';
    return `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .codeSpan */ .SS)(entry.job, 60)}${entry.job_index > 0 ? ` leg ${entry.job_index}` : ''}`;
}
function timeOf(at, { now }) {
    const [date, time = ''] = (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .dateTime */ .KQ)(at).split(' ');
    return (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .dateTime */ .KQ)(now).startsWith(`${date} `) ? time : (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .dateTime */ .KQ)(at);
}
function age(at, { now, kept }) {
    if (now - at < 1)
        return '';
    return ` (${(0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(now - at)}${kept ? ' when this page was written' : ''})`;
}
function boardLockOf({ lock }) {
    return (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(lock) ? null : lock;
}
function lockedSlots(document, now) {
    return (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .eZ)(document.slots).filter((slot) => (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .isLocked */ .ln)((0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_1__/* .lockAt */ .ro)(document, slot), now));
}
function isClosed({ lock }, { boardLock, now }) {
    return (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .isLocked */ .ln)(lock, now) || (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .isLocked */ .ln)(boardLock, now);
}
function newestFirst({ outcomes }) {
    const held = ({ epoch }) => Number(epoch !== undefined);
    return outcomes.toSorted((a, b) => b.at - a.at || held(b) - held(a) || b.priority - a.priority);
}


/***/ }),

/***/ 5573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ describeChange)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6008);
/* harmony import */ var _happening_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4790);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3039);





const LONGEST_SUBJECT = 100;
const LINES_IN_BODY = 150;
const SLOTS_IN_SUBJECT = 3;
const SLOTS_IN_BODY = 10;
const HOLDERS_IN_BODY = 10;
function describeChange(before, after, { by } = {}) {
    const happened = (0,_happening_js__WEBPACK_IMPORTED_MODULE_1__/* .boardHappenings */ .w)(before, after);
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
    return tries.find((text) => text.length <= LONGEST_SUBJECT) ?? (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .cut */ .Jj)(shortest, LONGEST_SUBJECT - surplus);
}
function voiceOf(longest, full) {
    const text = (untrusted) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .subjectText */ .yq)(untrusted, longest);
    return {
        full,
        text,
        who(entry) {
            const about = (0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .aboutOf */ .rI)(entry);
            return about === '' ? text((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(entry)) : `${text((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(entry))} (${run(entry, { full, text })})`;
        },
        slots: ({ slots }) => slots == null ? '' : ` (${(0,_counted_js__WEBPACK_IMPORTED_MODULE_4__/* .few */ .H)(slots, full ? SLOTS_IN_BODY : SLOTS_IN_SUBJECT, text)})`,
    };
}
function sentence(happening, voice, by) {
    const { text, who, slots } = voice;
    const lease = happening.lease === _happening_js__WEBPACK_IMPORTED_MODULE_1__/* .ALL_LEASES */ .g ? 'all leases' : text(happening.lease);
    switch (happening.kind) {
        case 'created':
            return `create ${lease}`;
        case 'forgotten':
            return `forget ${lease}: nobody has used it for long`;
        case 'restored':
            return `restore ${lease}: the branch was gone, ${restored(happening, voice)}`;
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
    if ((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfProcess */ .hK)(entry))
        return text((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .aboutOf */ .rI)(entry));
    if (!full)
        return (0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .aboutOf */ .rI)(entry);
    const attempt = entry.run_attempt > 1 ? `, attempt ${entry.run_attempt}` : '';
    const job = entry.job === '' ? '' : `, job ${text(entry.job)}`;
    const leg = entry.job_index > 0 ? `, leg ${entry.job_index}` : '';
    return `run ${entry.run_id}${attempt}${job}${leg}`;
}
function restored({ holders, waiting }, { who, slots, full }) {
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
    const others = completed === 0 ? '' : `, ${(0,_counted_js__WEBPACK_IMPORTED_MODULE_4__/* .counted */ .h)(completed, 'contained request')} completed`;
    return `${who(outcome)} ${how}${slots(outcome)}${others}${because(outcome, voice)}`;
}
function container({ outcome, by }, { who }) {
    return by === null ? `the success of ${(0,_ref_name_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .Fu)(outcome.completed_by ?? '')}` : who(by);
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
    return `${text(reason)} (by ${text(actor)}${until === null ? '' : `, until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .utc */ .n$)(until)}`})`;
}
function unlocked({ reason, actor, at }, { text, full }) {
    return full ? `since ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .utc */ .n$)(at)} by ${text(actor)}: ${text(reason)}` : `by ${text(actor)}: ${text(reason)}`;
}


/***/ }),

/***/ 6008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ few),
/* harmony export */   h: () => (/* binding */ counted)
/* harmony export */ });
function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
function few(all, most, shown) {
    const named = all.slice(0, most).map((each) => shown(each));
    const more = all.length - named.length;
    return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}


/***/ }),

/***/ 9556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KQ: () => (/* binding */ dateTime),
/* harmony export */   n$: () => (/* binding */ utc),
/* harmony export */   p0: () => (/* binding */ duration)
/* harmony export */ });
/* harmony import */ var _lease_instant_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7320);

const UNITS = [
    { name: 'd', seconds: 86_400 },
    { name: 'h', seconds: 3600 },
    { name: 'm', seconds: 60 },
    { name: 's', seconds: 1 },
];
function duration(length) {
    const whole = Math.max(Math.round(length), 0);
    const largest = UNITS.findIndex((unit) => whole >= unit.seconds);
    if (largest === -1)
        return '0 s';
    let rest = whole;
    const parts = [];
    for (const unit of UNITS.slice(largest, largest + 2)) {
        const count = Math.floor(rest / unit.seconds);
        rest -= count * unit.seconds;
        if (count > 0)
            parts.push(`${count} ${unit.name}`);
    }
    return parts.join(' ');
}
function dateTime(at) {
    return (0,_lease_instant_js__WEBPACK_IMPORTED_MODULE_0__/* .toIso */ .t)(Math.floor(at)).replace('T', ' ').replace('Z', '');
}
function utc(at) {
    return `${dateTime(at)} UTC`;
}


/***/ }),

/***/ 3699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   OK: () => (/* binding */ openMetricsLabel),
/* harmony export */   PS: () => (/* binding */ cutInside),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   _b: () => (/* binding */ mermaidLabel),
/* harmony export */   iu: () => (/* binding */ shellOption),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   r7: () => (/* binding */ shellWord),
/* harmony export */   wD: () => (/* binding */ markdown),
/* harmony export */   x: () => (/* binding */ shellQuoted),
/* harmony export */   yq: () => (/* binding */ subjectText)
/* harmony export */ });
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4865);

const LONGEST = 200;
const LOOKED_AT = 16_384;
function oneLine(text, max = LONGEST) {
    const visible = text
        .slice(0, LOOKED_AT)
        .toWellFormed()
        .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .trim();
    return cut(text.length > LOOKED_AT ? `${visible}…` : visible, max);
}
function cut(text, max) {
    const characters = Array.from(text);
    if (characters.length <= max)
        return text;
    const kept = characters.slice(0, Math.max(max - 1, 0)).join('');
    return `${kept.trimEnd()}…`;
}
function cutInside(text, max) {
    const characters = Array.from(text);
    if (characters.length <= max)
        return text;
    const tail = Math.floor((max - 1) / 2);
    return `${cut(text, max - tail)}${characters.slice(-tail).join('').trimStart()}`;
}
function markdown(text, max) {
    return oneLine(text, max)
        .replace(MARKDOWN, escapeMarkdown)
        .replace(/^[-+=:]/, '\\$&')
        .replace(/^(\d+)([.)])/, '$1\\$2');
}
const BREAK = '&#8203;';
const MARKDOWN = /@|GH-(?=\d)|:(?=\/\/)|www(?=\.)|[<>&"'`|$\\]|[*_[\]~#!^]/giu;
function escapeMarkdown(match) {
    if (match.length > 1 || match === '@' || match === ':')
        return `${match}${BREAK}`;
    if (/[<>&"'`|$\\]/.test(match))
        return entity(match);
    return match === '#' ? `\\#${BREAK}` : `\\${match}`;
}
function codeSpan(text, max) {
    const line = oneLine(text, max);
    if (line === '')
        return '—';
    if (!/[`|]/.test(line))
        return `\`${line}\``;
    return `<code>${line.replace(/[^\p{L}\p{M}\p{N} ]/gu, entity)}</code>`;
}
function link(label, url, serverUrl) {
    const address = addressOn(serverUrl, url);
    const text = markdown(label);
    if (address !== null && text !== '')
        return `[${text}](${address})`;
    return url === '' ? text : `${text} (${markdown(url)})`.trim();
}
function repositoryOf(runUrl, serverUrl) {
    const server = baseOf(serverUrl) ?? '';
    const path = addressOn(serverUrl, runUrl)?.slice(server.length) ?? '';
    const repository = /^[\w.-]+\/[\w.-]+(?=\/actions\/runs\/\d+$)/.exec(path)?.[0];
    return repository === undefined ? null : server + repository;
}
function addressOn(serverUrl, url) {
    const [server, address] = [baseOf(serverUrl), webAddress(url)];
    if (server === null || address === null || address.length > 2000)
        return null;
    return address.startsWith(server) ? address : null;
}
function baseOf(serverUrl) {
    return webAddress(serverUrl)?.replace(/\/*$/, '/') ?? null;
}
function webAddress(url) {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:'))
        return null;
    if (parsed.username !== '' || parsed.password !== '')
        return null;
    return parsed.href.replace(/[^\w:/?#%.,;=~+-]/g, percent);
}
function subjectText(text, max) {
    return cut(oneLine(text, Number.POSITIVE_INFINITY)
        .replace(/(?<=\w)@+/g, ' at ')
        .replace(/@+/g, '')
        .replace(/#+(\d?)/g, (match, digit) => digit || match)
        .replace(/GH-(?=\d)/gi, (match) => `${match.slice(0, 2)} `)
        .replace(/:\/\//g, ': //')
        .trim(), max ?? LONGEST);
}
function mermaidLabel(text, max = 40) {
    const plain = oneLine(text, Number.POSITIVE_INFINITY)
        .replace(/[^\p{L}\p{M}\p{N} ._/()-]+/gu, ' ')
        .replace(/-{2,}/g, '-')
        .replace(/ +/g, ' ')
        .trim();
    if (plain === '')
        return '?';
    const isRead = MERMAID_WORD.test(plain) || /^\P{L}/u.test(plain);
    return cutInside(isRead ? `· ${plain}` : plain, max);
}
const MERMAID_WORD = /^(?:gantt|title|section|click|call|href|acc|dateformat|axisformat|tickinterval|inclusive|topaxis|includes|excludes|todaymarker|week)/i;
function openMetricsLabel(text) {
    return text
        .toWellFormed()
        .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=##)\[|\\(?=u\{)/gu, _printable_js__WEBPACK_IMPORTED_MODULE_0__/* .codePoint */ .yb)
        .replace(/[\\"]/g, String.raw `\$&`);
}
function shellWord(text) {
    const line = oneLine(text, Number.POSITIVE_INFINITY);
    return /^[\w./:=@%+-]+$/.test(line) ? line : shellQuoted(line);
}
function shellOption(name, value) {
    return `${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;
}
function shellQuoted(text) {
    const quoted = text.replaceAll("'", String.raw `'\''`).replace(/(?<=##)(?=\[)|(?=::)(?<=[\r\n]\s*)/g, "''");
    return `'${quoted}'`;
}
function entity(character) {
    return `&#${character.codePointAt(0)};`;
}
function percent(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}


/***/ }),

/***/ 4790:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ ALL_LEASES),
/* harmony export */   w: () => (/* binding */ boardHappenings)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5053);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(421);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9336);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9235);






const ALL_LEASES = '*';
function happenings(before, after) {
    const { lease } = after;
    if (before === null && tellsOfThePast(after))
        return [restored(after)];
    const earlier = before ?? (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .createDocument */ .ui)(lease, after.sequence);
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
        if (document === earlier || (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(document))
            return [];
        return happenings(earlier === undefined || (0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(earlier) ? null : earlier, document);
    });
    const [was, is] = [(0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .boardLockOf */ .dQ)(before), (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .boardLockOf */ .dQ)(after)];
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
        holders: (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdersOf */ .pW)(after),
        waiting: (0,_lease_line_js__WEBPACK_IMPORTED_MODULE_2__/* .inLine */ .i2)(after).length,
    };
}
function ending(before, after, outcome) {
    const isNew = ({ id }) => (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeOf */ .sG)(before, id) === undefined;
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
    const earlier = (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .requestOf */ .fo)(before, request.id);
    const isGranted = request.status === 'acquired' && earlier?.status !== 'acquired';
    const granted = isGranted ? [{ kind: 'granted', lease, request }] : [];
    if (earlier === undefined) {
        const place = isGranted ? null : (0,_lease_line_js__WEBPACK_IMPORTED_MODULE_2__/* .inLine */ .i2)(after).findIndex(({ id }) => id === request.id) + 1;
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
    if ((0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .isSameLock */ .wz)(before, after))
        return [];
    return after === null
        ? [{ kind: 'unlocked', lease, lock: before, slots: null }]
        : [{ kind: 'locked', lease, lock: after, slots: null }];
}
function lockingOfSlots(before, after, isBesides) {
    const { lease } = after;
    const was = (slot) => (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_3__/* .lockAt */ .ro)(before, slot);
    const is = (slot) => (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_3__/* .lockAt */ .ro)(after, slot);
    const names = new Set([before, after].flatMap(({ slots }) => (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_3__/* .namesOf */ .eZ)(slots)));
    const changed = [...names].filter((slot) => !(0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .isSameLock */ .wz)(was(slot), is(slot)));
    const locked = (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .locksOf */ .aZ)(changed, is);
    const isOpened = (slot) => is(slot) === null && ((0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_3__/* .slotOf */ .SW)(after.slots, slot) !== undefined || was(slot)?.until === null);
    const surely = changed.filter(isOpened);
    const opened = isBesides || locked.length + surely.length > 0 ? surely : changed;
    return [
        ...locked.map((act) => ({ kind: 'locked', lease, ...act })),
        ...(0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_5__/* .locksOf */ .aZ)(opened, was).map((act) => ({ kind: 'unlocked', lease, ...act })),
    ];
}
function whoIs(id, documents) {
    const [found] = documents.flatMap((document) => (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .requestOf */ .fo)(document, id) ?? (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeOf */ .sG)(document, id) ?? []);
    return found ?? null;
}


/***/ }),

/***/ 7291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ anchoredHeading),
/* harmony export */   M0: () => (/* binding */ overview),
/* harmony export */   al: () => (/* binding */ inOrder)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5053);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(421);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8604);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(6008);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9235);









const ROWS = 200;
const NAMED = 3;
function inOrder({ leases }, view) {
    const rank = ([, document]) => {
        if ((0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(document))
            return 0;
        if ((0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_6__/* .isLocked */ .ln)(document.lock, view.now) || (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .lockedSlots */ .gX)(document, view.now).length > 0)
            return 1;
        return document.requests.length > 0 ? 2 : 3;
    };
    return [...leases].toSorted((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1));
}
function overview(leases, view, linked) {
    if (leases.length < 2)
        return '';
    const rows = leases.slice(0, ROWS).map(([lease, document]) => {
        const name = linked ? `[${(0,_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .codeSpan */ .SS)(lease)}](#${anchorOf(lease)})` : (0,_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .codeSpan */ .SS)(lease);
        return [name, ...cells(document, view)];
    });
    return (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .table */ .tp)(['Lease', 'State', 'Holder', 'Run', 'Since (UTC)', 'Held for', 'Waiting'], rows, leases.length);
}
function cells(document, view) {
    if ((0,_lease_board_js__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(document))
        return ['unreadable', '', '', '', '', ''];
    const holders = (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_1__/* .holdersOf */ .pW)(document);
    const [first] = holders;
    const runs = holders.map((holder) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .runLink */ .ut)(holder, view)).filter((run) => run !== '');
    return [
        stateOf(document, view),
        ...(first === undefined
            ? ['', '', '', '']
            : [
                (0,_counted_js__WEBPACK_IMPORTED_MODULE_8__/* .few */ .H)(holders, NAMED, (holder) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .what */ .BB)(holder, view)),
                (0,_counted_js__WEBPACK_IMPORTED_MODULE_8__/* .few */ .H)(runs, NAMED, (run) => run),
                (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .timeOf */ .nR)(first.granted_at, view),
                (0,_duration_js__WEBPACK_IMPORTED_MODULE_4__/* .duration */ .p0)(view.now - first.granted_at),
            ]),
        String((0,_lease_line_js__WEBPACK_IMPORTED_MODULE_2__/* .inLine */ .i2)(document).length),
    ];
}
function stateOf(document, view) {
    const named = [...(0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_3__/* .namedIn */ .$P)(document)];
    const all = (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_3__/* .slotsOf */ .nK)(document);
    const share = (word, slots) => slots.length === 0 ? '' : slots.length === all.size ? word : `${slots.length} of ${named.length} ${word}`;
    const held = (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_3__/* .heldIn */ .$f)(document, all);
    const states = [
        share('held', [...held]),
        (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .isClosed */ .Lx)(document, view) ? 'locked' : share('locked', (0,_cells_js__WEBPACK_IMPORTED_MODULE_5__/* .lockedSlots */ .gX)(document, view.now)),
    ].filter((state) => state !== '');
    return states.length === 0 ? 'free' : states.join(', ');
}
function anchoredHeading(lease) {
    return `## <a name="${anchorOf(lease)}"></a>${(0,_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .codeSpan */ .SS)(lease)}`;
}
function anchorOf(lease) {
    const safe = lease
        .toWellFormed()
        .replace(/[^a-z0-9-]/gu, (sign) => `_${sign.codePointAt(0).toString(16)}_`);
    return `lease-${safe}`;
}


/***/ }),

/***/ 4956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Uo: () => (/* binding */ joinWithin),
/* harmony export */   VA: () => (/* binding */ leaseParts),
/* harmony export */   XK: () => (/* binding */ lockPart),
/* harmony export */   nq: () => (/* binding */ unreadablePart)
/* harmony export */ });
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(421);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8604);
/* harmony import */ var _lease_signs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8755);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9235);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(3699);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3039);
/* harmony import */ var _slot_part_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(804);
/* harmony import */ var _waiting_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(2337);











const ROWS = 50;
const OUTCOMES_SHOWN = 10;
function joinWithin(sections, bytes, note) {
    const kept = [];
    let room = bytes - size(note);
    for (const section of sections) {
        if (section === '')
            continue;
        room -= size(section);
        if (room < 0)
            return `${[...kept, note].join('\n\n')}\n`;
        kept.push(section);
    }
    return `${kept.join('\n\n')}\n`;
}
function leaseParts(document, view) {
    const outcomes = outcomesPart(document, view);
    return [
        lockPart('This lease', document.lock, view),
        holderPart(document, view),
        linePart(document, view),
        outcomes === '' ? '' : `Last outcomes:\n\n${outcomes}`,
    ];
}
function holderPart(document, view) {
    const whole = (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_0__/* .holdersOf */ .pW)(document).find(({ slots }) => slots === null);
    const rest = (0,_waiting_js__WEBPACK_IMPORTED_MODULE_8__/* .restSentence */ .ok)(document, [], view.now);
    if (!(0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_2__/* .isPool */ .D6)(document))
        return whole === undefined ? `Nobody holds this lease.${rest}` : held(whole, view);
    const sentence = whole === undefined ? rest.trim() : held(whole, view);
    return [sentence, (0,_slot_part_js__WEBPACK_IMPORTED_MODULE_7__/* .slotTable */ .JD)(document, view)].filter((part) => part !== '').join('\n\n');
}
function held(holder, view) {
    const name = holder.job === '' ? '' : (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .jobName */ .dZ)(holder);
    const job = name === '' ? '' : `, job ${name}`;
    const run = (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .runLink */ .ut)(holder, view, 'run ');
    const actor = holder.actor === '' ? '' : `, started by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)(holder.actor, 60)}`;
    const payload = holder.payload === undefined ? '' : ` Payload: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(holder.payload, 300)}`;
    return (`**Held** by ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .what */ .BB)(holder, view)}${run === '' ? '' : `: ${run}`}${job}${actor}, ` +
        `since ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .utc */ .n$)(holder.granted_at)}${(0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .age */ .KW)(holder.granted_at, view)}, fencing token \`${holder.epoch}\`.${limitOf(holder)}${payload}`);
}
function limitOf(holder) {
    const { hold_limit, max_hold } = holder.parameters;
    const end = (0,_lease_signs_js__WEBPACK_IMPORTED_MODULE_3__/* .wantedUntil */ ._H)(holder);
    if (end !== null)
        return ` It is held until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .utc */ .n$)(end)}, by the clock of its machine; then it may be taken over, by whoever waits for ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0)(max_hold)}.`;
    if (hold_limit === undefined)
        return '';
    return ` From ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .utc */ .n$)(holder.granted_at + hold_limit)} on it may be taken over.`;
}
function lockPart(subject, lock, view) {
    if (lock === null || !(0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_10__/* .isLocked */ .ln)(lock, view.now))
        return '';
    const verb = subject === 'This lease' ? 'is' : 'are';
    const run = lock.run_url === '' ? '' : ` in ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .link */ .nf)('this run', lock.run_url, view.serverUrl)}`;
    return (`**${subject} ${verb} locked** to new grants by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)(lock.actor, 60)}${run}, ` +
        `since ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .utc */ .n$)(lock.at)}${(0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .age */ .KW)(lock.at, view)}, ${(0,_waiting_js__WEBPACK_IMPORTED_MODULE_8__/* .lockEnd */ .Dy)(lock, verb)}. Reason: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(lock.reason, 500)}`);
}
function unreadablePart(path, { unreadable: problem }) {
    return `**Unreadable**: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)(path)} cannot be read: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(problem, 500)}.`;
}
function linePart(document, view) {
    const line = (0,_lease_line_js__WEBPACK_IMPORTED_MODULE_1__/* .inLine */ .i2)(document);
    if (line.length === 0)
        return 'Nobody waits.';
    const standing = (0,_slot_part_js__WEBPACK_IMPORTED_MODULE_7__/* .standings */ .ES)(document, view);
    const columns = [
        ['Place', (_, index) => String(index + 1)],
        ['What', (request) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .what */ .BB)(request, view)],
        ['Run', (request) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .runLink */ .ut)(request, view)],
        ['Job', _cells_js__WEBPACK_IMPORTED_MODULE_4__/* .jobName */ .dZ],
        ['Actor', ({ actor }) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)(actor, 60)],
        ['Slots', (request) => (standing === null ? '' : (0,_slot_part_js__WEBPACK_IMPORTED_MODULE_7__/* .wishCell */ .Kb)(request))],
        ['Priority', ({ priority }) => (priority === 0 ? '' : String(priority))],
        ['Since (UTC)', ({ registered_at: at }) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .timeOf */ .nR)(at, view)],
        ['Waited', ({ registered_at: at }) => (view.kept ? '' : (0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0)(view.now - at))],
        ['Status', (request, index) => status(document, request, index, standing, view)],
        ['Payload', ({ payload = '' }) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(payload, 80)],
    ];
    return (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .tableOf */ .c_)(columns, line.slice(0, ROWS), line.length);
}
function outcomesPart(document, view) {
    const last = (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .newestFirst */ .ll)(document).slice(0, OUTCOMES_SHOWN);
    if (last.length === 0)
        return '';
    const hasSlots = last.some(({ slots }) => slots !== undefined);
    return (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .table */ .tp)([
        'When (UTC)',
        'What',
        'Run',
        'Job',
        ...(hasSlots ? ['Slots'] : []),
        'Outcome',
        'Held for',
        'Token',
        'Note',
    ], last.map((outcome) => [
        (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .timeOf */ .nR)(outcome.at, view),
        (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .what */ .BB)(outcome, view),
        (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .runLink */ .ut)(outcome, view),
        (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .jobName */ .dZ)(outcome),
        ...(hasSlots ? [(0,_slot_part_js__WEBPACK_IMPORTED_MODULE_7__/* .heldCell */ .MY)(outcome)] : []),
        outcome.outcome,
        outcome.granted_at === undefined ? '' : (0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .duration */ .p0)(outcome.at - outcome.granted_at),
        outcome.epoch === undefined ? '' : `\`${outcome.epoch}\``,
        note(outcome),
    ]));
}
function status(document, request, index, standing, view) {
    const round = document.rounds.find(({ id }) => id === request.round);
    if (round !== undefined && !round.granted) {
        const until = (0,_lease_line_js__WEBPACK_IMPORTED_MODULE_1__/* .windowEnds */ .lD)({ round, live: document.requests.filter((each) => each.round === round.id) }, request);
        if (view.now < until)
            return `gathers until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .dateTime */ .KQ)(until).slice(11)}`;
    }
    if (index === 0 && (0,_cells_js__WEBPACK_IMPORTED_MODULE_4__/* .isClosed */ .Lx)(document, view))
        return 'first after the lock';
    if (standing !== null)
        return standing(request, index);
    return index > 0 ? 'waits' : 'next';
}
function note(outcome) {
    const by = outcome.completed_by === undefined ? '' : `contained in ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_6__/* .shortSha */ .Fu)(outcome.completed_by))}`;
    const reason = outcome.reason === undefined ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(outcome.reason, 120);
    return [by, reason].filter((part) => part !== '').join(': ');
}
function size(text) {
    return new TextEncoder().encode(text).length + 2;
}


/***/ }),

/***/ 4865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ spelling),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   yb: () => (/* binding */ codePoint)
/* harmony export */ });
/* unused harmony export bounded */
const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/gu;
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
function printable(text) {
    return text
        .replace(LINE_BREAK, '\n')
        .split('\n')
        .map((line) => line
        .replaceAll('\t', ' ')
        .replace(INVISIBLE, '')
        .replace(/^(\s*):(?=:)/u, '$1: ')
        .replaceAll('##[', '## ['))
        .join('\n');
}
function json(value, indentation = 0) {
    return JSON.stringify(value, null, indentation)
        .replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, utf16)
        .replace(/(?<=##)\[/g, utf16);
}
function quoted(text, limit = 80) {
    const characters = Array.from(text.slice(0, 2 * limit + 2));
    const kept = characters
        .slice(0, limit)
        .join('')
        .replace(/["\\]/g, String.raw `\$&`)
        .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, codePoint);
    return `"${kept}${characters.length > limit ? '…' : ''}"`;
}
function spelling(name, other) {
    if (name.toLowerCase() === other.toLowerCase())
        return '';
    return ` (${name.replace(/[^ -~]/gu, codePoint)})`;
}
function bounded(text, limit) {
    return text.length <= limit ? text : `${text.slice(0, limit).toWellFormed()}… (cut)`;
}
function codePoint(character) {
    return `\\u{${character.codePointAt(0).toString(16)}}`;
}
function utf16(character) {
    return character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('');
}


/***/ }),

/***/ 3039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   P7: () => (/* binding */ refName),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   _n: () => (/* binding */ pullRequestOf),
/* harmony export */   fq: () => (/* binding */ fullName),
/* harmony export */   hK: () => (/* binding */ isOfProcess),
/* harmony export */   rI: () => (/* binding */ aboutOf)
/* harmony export */ });
/* harmony import */ var _lease_groups_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1645);
/* harmony import */ var _lease_process_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9908);


const PULL_REQUEST = /^refs\/pull\/(\d{1,10})\/(?:merge|head)$/;
function pullRequestOf(headRef) {
    const digits = PULL_REQUEST.exec(headRef)?.[1];
    return digits === undefined ? ((0,_lease_groups_js__WEBPACK_IMPORTED_MODULE_0__/* .groupNamed */ .Z0)(headRef)?.pullRequest ?? null) : Number(digits);
}
function refName({ head_ref, head_sha }) {
    const number = pullRequestOf(head_ref);
    if (number !== null)
        return `PR ${number}`;
    return head_ref.replace(/^refs\/(?:heads|tags)\//, '') || shortSha(head_sha);
}
function isOfProcess({ run_id }) {
    return run_id === _lease_process_js__WEBPACK_IMPORTED_MODULE_1__/* .NO_RUN */ .e_;
}
function nameOf(entry) {
    return isOfProcess(entry) ? entry.job : refName(entry);
}
function aboutOf(entry) {
    if (!isOfProcess(entry))
        return `run ${entry.run_id}`;
    return entry.head_ref === '' ? '' : refName(entry);
}
function fullName(entry) {
    const about = aboutOf(entry);
    return about === '' ? nameOf(entry) : `${nameOf(entry)} (${about})`;
}
function shortSha(sha) {
    return sha.slice(0, 10);
}


/***/ }),

/***/ 804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ standings),
/* harmony export */   JD: () => (/* binding */ slotTable),
/* harmony export */   Kb: () => (/* binding */ wishCell),
/* harmony export */   MY: () => (/* binding */ heldCell),
/* harmony export */   O7: () => (/* binding */ slotCells)
/* harmony export */ });
/* harmony import */ var _lease_age_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8838);
/* harmony import */ var _lease_claims_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(772);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(421);
/* harmony import */ var _lease_signs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8755);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9336);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(8604);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(9235);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(6008);












const ROWS_KEPT = 50;
const ROWS = 100;
const NAMED = 5;
const LONGEST_NAME = 60;
function slotTable(document, view) {
    const rows = rowsOf(document, view);
    const most = view.kept ? ROWS_KEPT : ROWS;
    const isIdle = (row) => Number(!row.isHeld && row.lock === null && row.restUntil === null);
    const shown = (rows.length > most ? rows.toSorted((a, b) => isIdle(a) - isIdle(b)) : rows).slice(0, most);
    const ofHolder = (cell) => ({ holder }) => holder === undefined ? '' : cell(holder);
    const columns = [
        ['Slot', ({ slot }) => nameCell(slot)],
        ['State', (row) => stateOf(row, document, view)],
        ['Holder', ofHolder((holder) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .what */ .BB)(holder, view))],
        ['Run', ofHolder((holder) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .runLink */ .ut)(holder, view))],
        ['Job', ofHolder(_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .jobName */ .dZ)],
        ['Actor', ofHolder(({ actor }) => (actor === '' ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)(actor, 60)))],
        ['Since (UTC)', ofHolder(({ granted_at: at }) => (0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOf */ .nR)(at, view))],
        ['Held for', ofHolder(({ granted_at: at }) => (view.kept ? '' : (0,_duration_js__WEBPACK_IMPORTED_MODULE_8__/* .duration */ .p0)(view.now - at)))],
        ['Token', ofHolder(({ epoch }) => `\`${epoch}\``)],
        ['Payload', ofHolder(({ payload = '' }) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(payload, 80))],
        ['Note', (row) => noteOf(row, view)],
    ];
    return (0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .tableOf */ .c_)(columns, shown, rows.length);
}
function rowsOf(document, view) {
    const holders = (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(document);
    const claims = claimsOf(document, view);
    return [...(0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .namedIn */ .$P)(document)].map((slot) => {
        const lock = (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .lockAt */ .ro)(document, slot);
        return {
            slot,
            holder: holders.find(({ slots }) => slots?.includes(slot)),
            isHeld: holders.some(({ slots }) => slots === null || slots.includes(slot)),
            lock: (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_10__/* .isLocked */ .ln)(lock, view.now) ? lock : null,
            restUntil: (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .endOfRest */ .TV)((0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .restAt */ .Gb)(document, slot), view.now),
            claim: claims.find(({ due, keeps }) => due.includes(slot) || keeps.includes(slot)),
        };
    });
}
function claimsOf(document, { now, boardLock }) {
    return (0,_lease_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .claimsIn */ .h)((0,_lease_line_js__WEBPACK_IMPORTED_MODULE_3__/* .lineOf */ .cA)(document), { time: (0,_lease_age_js__WEBPACK_IMPORTED_MODULE_0__/* .byClock */ .WH)(now), boardLock, mine: null });
}
function stateOf({ isHeld, lock, restUntil }, document, view) {
    const states = [isHeld ? 'held' : '', lock === null ? '' : 'locked'].filter((state) => state !== '');
    if (states.length > 0)
        return states.join(', ');
    if ((0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .isClosed */ .Lx)(document, view))
        return 'locked';
    return restUntil === null ? 'free' : 'resting';
}
function noteOf({ holder, lock, restUntil, claim }, view) {
    const notes = [
        holder === undefined ? '' : limitNote(holder, view),
        lock === null ? '' : lockNote(lock, view),
        restUntil === null ? '' : `until ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOf */ .nR)(restUntil, view)}, after an eviction`,
        claim === undefined
            ? ''
            : `${claim.due.length > 0 ? 'next is' : 'kept for'} ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .what */ .BB)(claim.request, view)}`,
    ];
    return notes.filter((note) => note !== '').join('; ');
}
function limitNote(holder, view) {
    const { hold_limit } = holder.parameters;
    const end = (0,_lease_signs_js__WEBPACK_IMPORTED_MODULE_4__/* .wantedUntil */ ._H)(holder);
    if (end !== null)
        return `until ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOf */ .nR)(end, view)}`;
    return hold_limit === undefined
        ? ''
        : `may be taken over from ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOf */ .nR)(holder.granted_at + hold_limit, view)} on`;
}
function lockNote({ actor, at, until, reason }, view) {
    const end = until === null ? '' : ` until ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOf */ .nR)(until, view)}`;
    return `locked by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)(actor, 60)} since ${(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .timeOf */ .nR)(at, view)}${end}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .markdown */ .wD)(reason, 200)}`;
}
function wishCell({ parameters: { accepts, take } }) {
    if (accepts === null)
        return 'all';
    const all = accepts.length;
    if (accepts.every((slot, index) => slot === String(index + 1)))
        return `${take} of ${all}`;
    return `${take === all ? '' : `${take} of `}${slotCells(accepts)}`;
}
function heldCell({ epoch, slots }) {
    return epoch === undefined ? '' : slots === undefined ? 'all' : slotCells(slots);
}
function nameCell(slot) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .codeSpan */ .SS)((0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .cutInside */ .PS)(slot, LONGEST_NAME));
}
function slotCells(slots) {
    return (0,_counted_js__WEBPACK_IMPORTED_MODULE_11__/* .few */ .H)(slots, NAMED, nameCell);
}
function standings(document, view) {
    if (!(0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .isPool */ .D6)(document))
        return null;
    const { now, boardLock } = view;
    const claims = new Map(claimsOf(document, view).map((claim) => [claim.request.id, claim]));
    const all = (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .slotsOf */ .nK)(document);
    const open = (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .openIn */ .sQ)(document, boardLock, now, all);
    return (request, index) => {
        const claim = claims.get(request.id);
        if (claim !== undefined && claim.due.length > 0)
            return 'next';
        const kept = claim?.keeps.filter((slot) => slot !== _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .LEASE */ .DL) ?? [];
        if (kept.length > 0)
            return `keeps ${slotCells(kept)}`;
        const { accepts, take } = (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .wishOf */ .H_)(request, all);
        const isShut = !(0,_cells_js__WEBPACK_IMPORTED_MODULE_7__/* .isClosed */ .Lx)(document, view) && [...accepts].filter((slot) => open.has(slot)).length < take;
        if (isShut)
            return 'waits for the end of a lock';
        return index > 0 ? 'waits' : 'next';
    };
}


/***/ }),

/***/ 2337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ isOrAre),
/* harmony export */   Do: () => (/* binding */ slotNames),
/* harmony export */   Dy: () => (/* binding */ lockEnd),
/* harmony export */   E1: () => (/* binding */ newLeaseSentence),
/* harmony export */   Sh: () => (/* binding */ waitingLine),
/* harmony export */   ZE: () => (/* binding */ holderNames),
/* harmony export */   _T: () => (/* binding */ holderSentence),
/* harmony export */   aX: () => (/* binding */ freeSentence),
/* harmony export */   dJ: () => (/* binding */ slotLocks),
/* harmony export */   iY: () => (/* binding */ holderName),
/* harmony export */   lZ: () => (/* binding */ newSlotsSentence),
/* harmony export */   li: () => (/* binding */ lockText),
/* harmony export */   m8: () => (/* binding */ leaseOf),
/* harmony export */   ok: () => (/* binding */ restSentence),
/* harmony export */   uB: () => (/* binding */ overdueSentence),
/* harmony export */   v8: () => (/* binding */ noBranchSentence)
/* harmony export */ });
/* harmony import */ var _lease_age_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8838);
/* harmony import */ var _lease_claims_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(772);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(421);
/* harmony import */ var _lease_signs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8755);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9336);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(8604);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(6008);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(3039);












const GROUPS_NAMED = 10;
const HOLDERS_NAMED = 3;
const SLOTS_NAMED = 10;
const LOCKS_NAMED = 3;
const LEASES_NAMED = 20;
function waitingLine(lease, waiting) {
    const { place, inLine, holders, lock, takeoverEnds, round, due } = waiting;
    const where = place === null ? 'not registered yet' : `place ${place} of ${inLine}`;
    const reasons = [
        holders.length === 0 ? null : `held by ${holderNames(holders)}`,
        lock === null ? null : lockText(lock),
        takeoverEnds === null ? null : `free again at ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(takeoverEnds)}, after an eviction`,
        round === null ? null : roundText(round),
    ].filter((reason) => reason !== null);
    if (reasons.length === 0 && place !== 1)
        reasons.push(due === null ? 'nobody is due yet' : `next is ${(0,_ref_name_js__WEBPACK_IMPORTED_MODULE_8__/* .fullName */ .fq)(due)}`);
    return `Waiting for the lease ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(lease)}: ${[where, ...reasons].join('; ')}.`;
}
function leaseOf(lease, slots) {
    return slots === null ? `lease ${lease}` : `${theSlots(slots)} of the lease ${lease}`;
}
function isOrAre(slots) {
    return slots === null || slots.length === 1 ? 'is' : 'are';
}
function theSlots(slots) {
    return `${slots.length === 1 ? 'slot' : 'slots'} ${slotNames(slots)}`;
}
function slotNames(slots) {
    return (0,_counted_js__WEBPACK_IMPORTED_MODULE_10__/* .few */ .H)(slots, SLOTS_NAMED, (slot) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(slot));
}
function holderName(holder) {
    const url = holder.run_url === '' ? '' : `, ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(holder.run_url)}`;
    const slots = holder.slots === null ? '' : ` (${slotNames(holder.slots)})`;
    const end = (0,_lease_signs_js__WEBPACK_IMPORTED_MODULE_4__/* .wantedUntil */ ._H)(holder);
    const until = end === null ? '' : ` until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(end)}`;
    return `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)((0,_ref_name_js__WEBPACK_IMPORTED_MODULE_8__/* .fullName */ .fq)(holder))}${slots} since ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(holder.granted_at)}${until}, token ${holder.epoch}${url}`;
}
function holderNames(holders) {
    const named = holders.slice(0, HOLDERS_NAMED).map(holderName);
    const more = holders.length - named.length;
    return `${named.join('; by ')}${more > 0 ? `; and by ${more} more` : ''}`;
}
function holderSentence(document, slots = null) {
    if (document === null)
        return '';
    const holders = (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(document).filter((holder) => (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .overlap */ .EF)(slots, holder.slots));
    if (holders.length > 0)
        return `${slots === null ? 'It is held' : 'Held'} by ${holderNames(holders)}.`;
    return `Nobody holds ${slots === null ? 'it' : `the ${theSlots(slots)}`}.`;
}
function overdueSentence(document, slots, now, { clock, unlock }) {
    const overdue = (0,_lease_document_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(document).find((holder) => (0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .overlap */ .EF)(slots, holder.slots) && ((0,_lease_signs_js__WEBPACK_IMPORTED_MODULE_4__/* .wantedUntil */ ._H)(holder) ?? Infinity) < now);
    if (overdue === undefined)
        return '';
    return (` The hold with the token ${overdue.epoch} is over by ${clock}: whoever waits for ` +
        `${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .duration */ .p0)(overdue.parameters.max_hold)} takes it over, and ${unlock} with that token ends it at once.`);
}
function restSentence(document, slots, now) {
    const endOf = (slot) => (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .endOfRest */ .TV)((0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .restAt */ .Gb)(document, slot), now);
    const whole = endOf(_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .LEASE */ .DL);
    if (whole !== null)
        return ` The next grant waits until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(whole)}, after an eviction.`;
    const resting = (slots ?? (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .namesOf */ .eZ)(document.slots)).filter((slot) => endOf(slot) !== null);
    if (resting.length === 0)
        return '';
    const verb = resting.length === 1 ? 'rests' : 'rest';
    const last = Math.max(...resting.map((slot) => endOf(slot)));
    return ` The ${theSlots(resting)} ${verb} until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(last)}, after an eviction.`;
}
function freeSentence(document, boardLock, now) {
    if (!(0,_lease_slots_js__WEBPACK_IMPORTED_MODULE_6__/* .isPool */ .D6)(document))
        return '';
    const free = (0,_lease_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .freeIn */ .w)((0,_lease_line_js__WEBPACK_IMPORTED_MODULE_3__/* .lineOf */ .cA)(document), { time: (0,_lease_age_js__WEBPACK_IMPORTED_MODULE_0__/* .byClock */ .WH)(now), boardLock });
    const named = [...free].filter((slot) => slot !== _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .LEASE */ .DL);
    return named.length === 0 ? ' No slot is free.' : ` Free: ${slotNames(named)}.`;
}
function slotLocks(document, slots, now) {
    const names = (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .namesOf */ .eZ)(document.slots).filter((slot) => slots === null || slots.includes(slot));
    const acts = (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_11__/* .locksOf */ .aZ)(names, (slot) => {
        const lock = (0,_lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__/* .lockAt */ .ro)(document, slot);
        return (0,_lease_locks_js__WEBPACK_IMPORTED_MODULE_11__/* .isLocked */ .ln)(lock, now) ? lock : null;
    });
    const told = acts.slice(0, LOCKS_NAMED).map(({ slots, lock }) => {
        const verb = isOrAre(slots);
        return ` The ${theSlots(slots)} ${verb} ${lockText(lock, verb)}.`;
    });
    const more = acts.length - told.length;
    return `${told.join('')}${more > 0 ? ` There are ${more} more locks.` : ''}`;
}
function lockText(lock, verb = 'is') {
    const { actor, at, reason } = lock;
    return `locked by ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(actor)} since ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(at)}, ${lockEnd(lock, verb)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(reason)}`;
}
function lockEnd({ until }, verb) {
    if (until !== null)
        return `until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(until)}`;
    return `until somebody unlocks ${verb === 'is' ? 'it' : 'them'}`;
}
function noBranchSentence(branch, { unseen }) {
    return `There is no branch ${branch}: nobody has asked for a lease yet${unseen}.`;
}
function newSlotsSentence(lease, slots, known) {
    const names = known.length === 0 ? 'no slot with a name' : slotNames(known);
    return `Nobody has asked for the ${leaseOf(lease, slots)} yet. It has ${names}. Is that what you meant?`;
}
function newLeaseSentence(lease, others) {
    if (others === null)
        return '';
    const told = `Nobody has asked for the lease ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(lease)} yet. The board has`;
    if (others.length === 0)
        return `${told} no lease.`;
    const known = (0,_counted_js__WEBPACK_IMPORTED_MODULE_10__/* .few */ .H)(others, LEASES_NAMED, (name) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_9__/* .oneLine */ .TN)(name));
    return `${told} ${known}. Is that the name you meant?`;
}
function roundText(round) {
    return `its round gathers until ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_7__/* .utc */ .n$)(round.until).slice(11)}${missing(round)}`;
}
function missing({ registered, expected, awaited }) {
    if (expected !== 'auto')
        return `, ${registered} of ${expected} requests are here`;
    if (awaited === null || awaited.length === 0)
        return '';
    return `, still to ask: ${(0,_counted_js__WEBPACK_IMPORTED_MODULE_10__/* .few */ .H)(awaited, GROUPS_NAMED, (group) => `PR ${group.pullRequest}`)}`;
}


/***/ }),

/***/ 3852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  D4: () => (/* binding */ decode),
  Re: () => (/* binding */ decodeAsync),
  lF: () => (/* binding */ encode),
  X$: () => (/* binding */ encodeAsync),
  qg: () => (/* binding */ parse_parse),
  EJ: () => (/* binding */ parseAsync),
  ex: () => (/* binding */ safeDecode),
  yR: () => (/* binding */ safeDecodeAsync),
  wy: () => (/* binding */ safeEncode),
  EM: () => (/* binding */ safeEncodeAsync),
  xL: () => (/* binding */ safeParse),
  bp: () => (/* binding */ safeParseAsync)
});

// UNUSED EXPORTS: validate, validateAsync

// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js
var parse = __nccwpck_require__(4196);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __nccwpck_require__(7428);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(8532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var util = __nccwpck_require__(4723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/errors.js



/* Prototypes that already carry the lazy helper methods. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
/* Helper methods live as non-enumerable lazy getters on the shared
 * prototype instead of own properties on every instance. On first
 * access the getter allocates the per-instance closure and caches it
 * as a non-enumerable own property, so detached usage still works and
 * the allocation only happens for methods actually touched. */
function _lazyMethod(proto, key, make) {
    Object.defineProperty(proto, key, {
        configurable: true,
        enumerable: false,
        get() {
            const value = make(this);
            Object.defineProperty(this, key, { value, configurable: true, writable: true });
            return value;
        },
        set(value) {
            Object.defineProperty(this, key, { value, configurable: true, writable: true });
        },
    });
}
const initializer = (inst, issues) => {
    errors/* $ZodError */.a$.init(inst, issues);
    inst.name = "ZodError";
    const proto = Object.getPrototypeOf(inst);
    if (_installedErrorProtos.has(proto))
        return;
    _installedErrorProtos.add(proto);
    _lazyMethod(proto, "format", (self) => (mapper) => errors/* formatError */.Wk(self, mapper));
    _lazyMethod(proto, "flatten", (self) => (mapper) => errors/* flattenError */.JM(self, mapper));
    _lazyMethod(proto, "addIssue", (self) => (issue) => {
        self.issues.push(issue);
        self.message = JSON.stringify(self.issues, util/* jsonStringifyReplacer */.k8, 2);
    });
    _lazyMethod(proto, "addIssues", (self) => (issues) => {
        self.issues.push(...issues);
        self.message = JSON.stringify(self.issues, util/* jsonStringifyReplacer */.k8, 2);
    });
    Object.defineProperty(proto, "isEmpty", {
        configurable: true,
        enumerable: false,
        get() {
            return this.issues.length === 0;
        },
    });
};
const ZodError = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodError", initializer)));
const ZodRealError = /*@__PURE__*/ core_core/* $constructor */.xI("ZodError", initializer, undefined, {
    Parent: Error,
});
// /** @deprecated Use `z.core.$ZodErrorMapCtx` instead. */
// export type ErrorMapCtx = core.$ZodErrorMapCtx;

;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/parse.js


const parse_parse = /* @__PURE__ */ parse/* _parse */.Tj(ZodRealError);
const parseAsync = /* @__PURE__ */ parse/* _parseAsync */.Rb(ZodRealError);
const safeParse = /* @__PURE__ */ parse/* _safeParse */.Od(ZodRealError);
const safeParseAsync = /* @__PURE__ */ parse/* _safeParseAsync */.wG(ZodRealError);

// Codec functions
const encode = /* @__PURE__ */ parse/* _encode */.Mv(ZodRealError);
const decode = /* @__PURE__ */ parse/* _decode */.e2(ZodRealError);
const encodeAsync = /* @__PURE__ */ parse/* _encodeAsync */.GW(ZodRealError);
const decodeAsync = /* @__PURE__ */ parse/* _decodeAsync */.or(ZodRealError);
const safeEncode = /* @__PURE__ */ parse/* _safeEncode */.rh(ZodRealError);
const safeDecode = /* @__PURE__ */ parse/* _safeDecode */.VS(ZodRealError);
const safeEncodeAsync = /* @__PURE__ */ parse/* _safeEncodeAsync */.v_(ZodRealError);
const safeDecodeAsync = /* @__PURE__ */ parse/* _safeDecodeAsync */.R3(ZodRealError);


/***/ }),

/***/ 3339:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  You: () => (/* binding */ ZodISODateTime),
  YOg: () => (/* binding */ array),
  zMY: () => (/* binding */ schemas_boolean),
  rLB: () => (/* binding */ codec),
  gMt: () => (/* binding */ discriminatedUnion),
  k5n: () => (/* binding */ _enum),
  Whr: () => (/* binding */ schemas_int),
  euz: () => (/* binding */ literal),
  aig: () => (/* binding */ number),
  Ikc: () => (/* binding */ object),
  g1P: () => (/* binding */ record),
  rej: () => (/* binding */ strictObject),
  YjP: () => (/* binding */ string),
  KCZ: () => (/* binding */ union)
});

// UNUSED EXPORTS: ZodAny, ZodArray, ZodBase64, ZodBase64URL, ZodBigInt, ZodBigIntFormat, ZodBoolean, ZodCIDRv4, ZodCIDRv6, ZodCUID, ZodCUID2, ZodCatch, ZodCodec, ZodCreditCard, ZodCustom, ZodCustomStringFormat, ZodDate, ZodDefault, ZodDiscriminatedUnion, ZodE164, ZodEmail, ZodEmoji, ZodEnum, ZodExactOptional, ZodFile, ZodFunction, ZodGUID, ZodIBAN, ZodIPv4, ZodIPv6, ZodISODate, ZodISODuration, ZodISOTime, ZodInstanceOf, ZodIntersection, ZodJWT, ZodKSUID, ZodLazy, ZodLiteral, ZodMAC, ZodMap, ZodNaN, ZodNanoID, ZodNever, ZodNonOptional, ZodNull, ZodNullable, ZodNumber, ZodNumberFormat, ZodObject, ZodOptional, ZodPipe, ZodPrefault, ZodPreprocess, ZodPromise, ZodReadonly, ZodRecord, ZodSet, ZodString, ZodStringFormat, ZodSuccess, ZodSymbol, ZodTemplateLiteral, ZodTransform, ZodTuple, ZodType, ZodULID, ZodURL, ZodUUID, ZodUndefined, ZodUnion, ZodUnknown, ZodVoid, ZodXID, ZodXor, _ZodString, _default, _function, any, base64, base64url, bigint, catch, check, cidrv4, cidrv6, creditCard, cuid, cuid2, currencyCode, custom, date, describe, e164, email, emoji, exactOptional, file, float32, float64, function, guid, hash, hex, hostname, httpUrl, iban, instanceof, int32, int64, intersection, invertCodec, ipv4, ipv6, json, jwt, keyof, ksuid, lazy, looseObject, looseRecord, mac, map, meta, nan, nanoid, nativeEnum, never, nonoptional, null, nullable, nullish, optional, partialRecord, pipe, prefault, preprocess, promise, readonly, refine, set, stringFormat, stringbool, success, superRefine, symbol, templateLiteral, transform, tuple, uint32, uint64, ulid, undefined, unknown, url, uuid, uuidv4, uuidv6, uuidv7, void, xid, xor

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __nccwpck_require__(8532);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/util.js
var core_util = __nccwpck_require__(4723);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/memoizer.js

class $ZodCyclicError extends Error {
    constructor() {
        super(`Cannot parse a reference cycle that closes through a transform`);
        this.name = "ZodCyclicError";
    }
}
/** Keyed off the context object every schema in one parse call already shares. */
const STATE = "~memo";
const NO_ISSUES = [];
// a value a cycle can close through
function isRef(value) {
    return value !== null && typeof value === "object";
}
// Receivers prefix paths in place, so the cache and every hand-out need their own copies.
function cloneIssues(issues) {
    return issues.map((iss) => (iss.path ? { ...iss, path: iss.path.slice() } : { ...iss }));
}
const recursive = /*@__PURE__*/ new WeakMap();
/** What the walk established, in order of certainty: ordered so the strongest answer among children wins. */
const NONE = 0;
const ASSUMED = 1;
const PROVEN = 2;
/** Whether this schema's subtree contains a cycle, so one parse can re-enter it. */
function isRecursive(inst, stack, resolve) {
    const cached = recursive.get(inst);
    if (cached !== undefined)
        return cached ? PROVEN : NONE;
    // Relative to the walk in progress, so not cached.
    if (stack.has(inst))
        return PROVEN;
    stack.add(inst);
    let result = NONE;
    const check = (child) => {
        if (result !== PROVEN && child?._zod) {
            const answer = isRecursive(child, stack, resolve);
            if (answer > result)
                result = answer;
        }
    };
    // `Reflect.ownKeys` rather than `Object.keys`, so a cycle through a declared symbol key is still seen
    const shape = (sh, spread) => {
        let answer = NONE;
        for (const key of Reflect.ownKeys(sh)) {
            const desc = Object.getOwnPropertyDescriptor(sh, key);
            // an object resolves its shape by spread, so a key it does not enumerate is never parsed; `z.properties` reads every own key and so keeps them all
            if (spread && !desc.enumerable)
                continue;
            // resolving runs user code, and a factory mints a fresh subtree per read, so an edge the walk can't follow counts as a cycle
            const child = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve) : NONE;
            if (child > answer)
                answer = child;
        }
        return answer;
    };
    const merge = (answer) => {
        if (answer > result)
            result = answer;
    };
    const def = inst._zod.def;
    const kind = def.type;
    switch (kind) {
        case "object": {
            const raw = core_util/* rawShape */.MO(def);
            // a def with no raw shape answers `shape` from an accessor of its own, and running that can mint a whole fresh subtree
            merge(raw ? shape(raw, true) : ASSUMED);
            check(def.catchall);
            break;
        }
        case "array":
            check(def.element);
            break;
        case "tuple":
            for (const el of def.items)
                check(el);
            check(def.rest);
            break;
        case "record":
        case "map":
            check(def.keyType);
            check(def.valueType);
            break;
        case "set":
            check(def.valueType);
            break;
        case "union":
            for (const el of def.options)
                check(el);
            break;
        case "intersection":
            check(def.left);
            check(def.right);
            break;
        case "optional":
        case "nullable":
        case "default":
        case "prefault":
        case "catch":
        case "readonly":
        case "nonoptional":
        case "promise":
        case "success":
            check(def.innerType);
            break;
        case "pipe":
            check(def.in);
            check(def.out);
            break;
        case "function":
            check(def.input);
            check(def.output);
            break;
        // `$ZodLazy` caches its inner on the def, so a resolved edge is followed exactly
        case "lazy": {
            const inner = def._cachedInner ?? (resolve ? inst._zod.innerType : undefined);
            // walked with resolution off: one hop sees past the deferral, and a lazy that yields only another unresolved lazy is generative, so it stops there
            merge(inner ? isRecursive(inner, stack, false) : ASSUMED);
            break;
        }
        // a leaf by choice: `parts` are regex fragments, not data positions
        case "template_literal":
        // leaves
        case "string":
        case "number":
        case "int":
        case "boolean":
        case "bigint":
        case "symbol":
        case "undefined":
        case "null":
        case "void":
        case "never":
        case "any":
        case "unknown":
        case "date":
        case "nan":
        case "enum":
        case "literal":
        case "file":
        case "transform":
        case "custom":
            break;
        default: {
            // a new built-in kind becomes a compile error here
            kind;
            // a user-defined kind can still hold children, and only its author knows where, so fall back to scanning the def — skipping accessors, since reading one can run user code
            for (const key in def) {
                const desc = Object.getOwnPropertyDescriptor(def, key);
                if (!desc || desc.get)
                    continue;
                const value = desc.value;
                if (!value || typeof value !== "object")
                    continue;
                if (value._zod)
                    check(value);
                else if (Array.isArray(value))
                    for (const el of value)
                        check(el);
            }
        }
    }
    stack.delete(inst);
    return settle(inst, result);
}
/** An assumed answer must not outlive the resolution that settles it, so only a certain one is cached. */
function settle(inst, answer) {
    if (answer !== ASSUMED)
        recursive.set(inst, answer === PROVEN);
    return answer;
}
/**
 * Whether one parse can re-enter this schema, i.e. its subtree contains a cycle.
 * Exported for `z.compile`, which refuses to compile such a schema: cycle
 * breaking is driven from here off state keyed on the parse context, and a
 * generated fast path has no context to key on.
 */
function isRecursiveSchema(inst) {
    // z.compile never parses, so nothing would ever resolve a lazy for it; it runs once and already treats a throw here as recursive
    return isRecursive(inst, new Set(), true) !== NONE;
}
function bucketFor(state, inst) {
    let bucket = state.buckets.get(inst);
    if (!bucket) {
        bucket = new WeakMap();
        state.buckets.set(inst, bucket);
    }
    return bucket;
}
// Set immediately before delegating to core and cleared immediately after, so `alloc` registers only for a visit this module is driving.
let handoff;
// Allocated but unfinished entries. `alloc` and the matching pop both happen in the synchronous part of a parse, so they nest even when children are async, and one stack serves every schema.
const memoizer_open = [];
const memo = {
    alloc(_inst, payload, empty) {
        const bucket = handoff;
        if (!bucket)
            return empty;
        handoff = undefined;
        const entry = { value: empty, issues: null };
        bucket.set(payload.value, entry);
        memoizer_open.push(entry);
        return empty;
    },
    guard(inst) {
        var _a;
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred.push(() => {
            const base = inst._zod.parse;
            const wrapped = (payload, ctx) => {
                // The value is a placeholder a back-edge is still waiting on, so the cycle closes through this transform. Its output can't exist in time to bind.
                if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value))
                    throw new $ZodCyclicError();
                return base(payload, ctx);
            };
            inst._zod.parse = wrapped;
            if (inst._zod.run === base)
                inst._zod.run = wrapped;
        });
    },
    attach(inst) {
        var _a;
        let isRecursiveInst;
        let rechecked = false;
        // a recursive schema is re-entered many times per parse and its bucket never changes
        let lastCtx;
        let lastBucket;
        // Wraps `parse` in a deferred so it sees the container's final parse. Core's own deferred copies `parse` into `run` when there are no checks, and it ran first, so `run` is patched to match; with checks, `run` reads `parse` dynamically.
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred.push(() => {
            const base = inst._zod.parse;
            const wrapped = (payload, ctx) => {
                if (isRecursiveInst === undefined) {
                    const walked = isRecursive(inst, new Set(), false);
                    if (walked === NONE) {
                        // Nothing here can ever fire, so take it back out.
                        inst._zod.parse = base;
                        if (inst._zod.run === wrapped)
                            inst._zod.run = base;
                        return base(payload, ctx);
                    }
                    // this parse resolves the deferred edges on its own path, so ask once more before latching
                    if (walked === PROVEN || rechecked)
                        isRecursiveInst = true;
                    else
                        rechecked = true;
                }
                const input = payload.value;
                if (!isRef(input))
                    return base(payload, ctx);
                let state = ctx[STATE];
                if (!state) {
                    state = { buckets: new WeakMap(), backEdges: undefined };
                    ctx[STATE] = state;
                }
                let bucket;
                if (lastCtx === ctx) {
                    bucket = lastBucket;
                }
                else {
                    bucket = bucketFor(state, inst);
                    lastCtx = ctx;
                    lastBucket = bucket;
                }
                const hit = bucket.get(input);
                if (hit) {
                    payload.value = hit.value;
                    if (hit.issues) {
                        if (hit.issues.length)
                            payload.issues.push(...cloneIssues(hit.issues));
                    }
                    else {
                        // Still being parsed: its own checks cover it, so skip them here.
                        payload.memo = true;
                        state.backEdges ?? (state.backEdges = new WeakSet());
                        state.backEdges.add(hit.value);
                    }
                    return payload;
                }
                handoff = bucket;
                const depth = memoizer_open.length;
                const result = base(payload, ctx);
                handoff = undefined;
                // A container that rejected its input outright allocated nothing.
                const entry = memoizer_open.length > depth ? memoizer_open.pop() : undefined;
                // Both paths written out so the sync one allocates no closure. It runs once per node, and capturing here cost more than everything else combined.
                if (result instanceof Promise) {
                    return result.then((r) => {
                        if (entry)
                            entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
                        return r;
                    });
                }
                if (entry)
                    entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
                return result;
            };
            inst._zod.parse = wrapped;
            if (inst._zod.run === base)
                inst._zod.run = wrapped;
        });
    },
};
/** The memoizer that gives containers cycle support. `zod` installs it by default; `zod/mini` opts in with `config({ memoizer: memoizer() })`. */
function memoizer() {
    return memo;
}
/** Whether this value is a node a back-edge resolved to before it finished. */
function isBackEdge(ctx, value) {
    const backEdges = ctx[STATE]?.backEdges;
    return backEdges !== undefined && isRef(value) && backEdges.has(value);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/checks.js
var core_checks = __nccwpck_require__(4890);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/doc.js
class Doc {
    constructor(args = [], closed = {}) {
        this.content = [];
        this.indent = 0;
        this.args = args;
        this.closed = closed;
    }
    // the compiler catches a child's throw and keeps writing into this doc, so the indent has to unwind with it
    indented(fn) {
        this.indent += 1;
        try {
            fn(this);
        }
        finally {
            this.indent -= 1;
        }
    }
    write(arg) {
        if (typeof arg === "function") {
            arg(this, { execution: "sync" });
            arg(this, { execution: "async" });
            return;
        }
        const content = arg;
        const lines = content.split("\n").filter((x) => x);
        const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
        const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
        for (const line of dedented) {
            this.content.push(line);
        }
    }
    compile() {
        const F = Function;
        const content = this?.content ?? [``];
        const factory = new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`);
        return factory(...Object.values(this.closed));
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/regexes.js
var core_regexes = __nccwpck_require__(3908);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/versions.js
const version = {
    major: 4,
    minor: 6,
    patch: 7,
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/schemas.js







const $ZodType = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodType", (inst, def) => {
    var _a;
    inst ?? (inst = {});
    inst._zod.def = def; // set _def property
    inst._zod.bag = inst._zod.bag || {}; // initialize _bag object
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    // if inst is itself a checks.$ZodCheck, run it as a check
    const checks = inst._zod.traits.has("$ZodCheck")
        ? [inst, ...(defChecks ?? [])]
        : defChecks?.length
            ? [...defChecks]
            : [];
    for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
            fn(inst);
        }
    }
    if (checks.length === 0) {
        // deferred initializer inst._zod.parse is not yet defined
        (_a = inst._zod).deferred ?? (_a.deferred = []);
        inst._zod.deferred?.push(() => {
            inst._zod.run = inst._zod.parse;
        });
    }
    else {
        const runChecks = (payload, checks, ctx) => {
            if (payload.memo)
                return payload;
            let isAborted = core_util/* aborted */.QH(payload);
            let asyncResult;
            for (const ch of checks) {
                if (ch._zod.def.when) {
                    if (core_util/* explicitlyAborted */.rL(payload))
                        continue;
                    const shouldRun = ch._zod.def.when(payload);
                    if (!shouldRun)
                        continue;
                }
                else if (isAborted) {
                    continue;
                }
                const currLen = payload.issues.length;
                const _ = ch._zod.check(payload);
                if (_ instanceof Promise && ctx?.async === false) {
                    throw new core_core/* $ZodAsyncError */.GT();
                }
                if (asyncResult || _ instanceof Promise) {
                    asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                        await _;
                        const nextLen = payload.issues.length;
                        if (nextLen === currLen)
                            return;
                        core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                        if (!isAborted)
                            isAborted = core_util/* aborted */.QH(payload, currLen);
                    });
                }
                else {
                    const nextLen = payload.issues.length;
                    if (nextLen === currLen)
                        continue;
                    core_util/* attachSchema */.d3(payload.issues, currLen, inst);
                    if (!isAborted)
                        isAborted = core_util/* aborted */.QH(payload, currLen);
                }
            }
            if (asyncResult) {
                return asyncResult.then(() => {
                    return payload;
                });
            }
            return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
            // abort if the canary is aborted
            if (core_util/* aborted */.QH(canary)) {
                canary.aborted = true;
                return canary;
            }
            // run checks first, then
            const checkResult = runChecks(payload, checks, ctx);
            if (checkResult instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
            }
            return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
            if (ctx.skipChecks) {
                return inst._zod.parse(payload, ctx);
            }
            if (ctx.direction === "backward") {
                // run canary initial pass (no checks)
                const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
                if (canary instanceof Promise) {
                    return canary.then((canary) => {
                        return handleCanaryResult(canary, payload, ctx);
                    });
                }
                return handleCanaryResult(canary, payload, ctx);
            }
            // forward
            const result = inst._zod.parse(payload, ctx);
            if (result instanceof Promise) {
                if (ctx.async === false)
                    throw new core_core/* $ZodAsyncError */.GT();
                return result.then((result) => runChecks(result, checks, ctx));
            }
            return runChecks(result, checks, ctx);
        };
    }
}, {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get "~standard"() {
        return core_util/* hide */.jD(this, "~standard", standardProps(this));
    },
    set "~standard"(value) {
        core_util/* own */.qh(this, "~standard", value);
    },
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
// a Standard Schema result only reports issues, so a failure finalizes them straight off the raw payload: no ZodError, and no lazy result to read through
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())) } : { value: r.value };
async function validateAsync(inst, value) {
    const ctx = { async: true };
    return toStandardResult((await inst._zod.run({ value, issues: [] }, ctx)), ctx);
}
function standardProps(inst) {
    return {
        validate: (value) => {
            const ctx = { async: false };
            try {
                const r = inst._zod.run({ value, issues: [] }, ctx);
                if (!(r instanceof Promise))
                    return toStandardResult(r, ctx);
            }
            catch (_) { }
            // async function so a synchronously throwing check rejects instead of escaping validate
            return validateAsync(inst, value);
        },
        vendor: "zod",
        version: 1,
    };
}

const $ZodString = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodString", (inst, def) => {
    $ZodType.init(inst, def);
    // a format's own pattern, else unbounded; a template literal derives the check-aware form itself
    inst._zod.pattern = def.pattern ?? core_regexes/* anyString */.gp;
    inst._zod.parse = (payload, _) => {
        if (def.coerce)
            try {
                payload.value = String(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "string")
            return payload;
        payload.issues.push({
            expected: "string",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodStringFormat = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodStringFormat", (inst, def) => {
    // check initialization must come first
    core_checks/* $ZodCheckStringFormat */.ql.init(inst, def);
    $ZodString.init(inst, def);
});
const $ZodGUID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodGUID", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* guid */.Os);
    $ZodStringFormat.init(inst, def);
});
const $ZodUUID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUUID", (inst, def) => {
    if (def.version) {
        const versionMap = {
            v1: 1,
            v2: 2,
            v3: 3,
            v4: 4,
            v5: 5,
            v6: 6,
            v7: 7,
            v8: 8,
        };
        const v = versionMap[def.version];
        if (v === undefined)
            throw new Error(`Invalid UUID version: "${def.version}"`);
        def.pattern ?? (def.pattern = core_regexes/* uuid */.uR(v));
    }
    else
        def.pattern ?? (def.pattern = core_regexes/* uuid */.uR());
    $ZodStringFormat.init(inst, def);
});
const $ZodEmail = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodEmail", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* email */.Rp);
    $ZodStringFormat.init(inst, def);
});
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
    try {
        if (typeof URL !== "undefined" && typeof URL.canParse === "function")
            return URL.canParse(input);
        new URL(input);
        return true;
    }
    catch {
        return false;
    }
}
function validateURL(trimmed, def) {
    if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) {
        return canParseURL(trimmed) || URL_UNPARSEABLE;
    }
    return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
    // When normalize is off, require :// for http/https URLs. This prevents strings like "http:example.com" or "https:/path" from being silently accepted
    if (!def.normalize && def.protocol?.source === core_regexes/* httpProtocol */.F.source && !/^https?:\/\//i.test(trimmed)) {
        return URL_BAD_FORMAT;
    }
    try {
        if (typeof URL !== "undefined") {
            const URLStatic = URL;
            if (typeof URLStatic.parse === "function")
                return URLStatic.parse(trimmed) ?? URL_UNPARSEABLE;
        }
        // @ts-ignore
        return new URL(trimmed);
    }
    catch {
        return URL_UNPARSEABLE;
    }
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
    return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
    hostname.lastIndex = 0;
    return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
    protocol.lastIndex = 0;
    return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodURL", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        try {
            // Trim whitespace from input
            const trimmed = payload.value.trim();
            const url = validateURL(trimmed, def);
            if (url === URL_BAD_FORMAT) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid URL format",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === URL_UNPARSEABLE) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
                return;
            }
            if (url === true) {
                payload.value = stripTabAndNewline(trimmed);
                return;
            }
            if (def.hostname && !urlHostnameOk(url, def.hostname)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid hostname",
                    pattern: def.hostname.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            if (def.protocol && !urlProtocolOk(url, def.protocol)) {
                payload.issues.push({
                    code: "invalid_format",
                    format: "url",
                    note: "Invalid protocol",
                    pattern: def.protocol.source,
                    input: payload.value,
                    inst,
                    continue: !def.abort,
                });
            }
            // Set the output value based on normalize flag
            payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
            return;
        }
        catch (_) {
            payload.issues.push({
                code: "invalid_format",
                format: "url",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodEmoji = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodEmoji", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* emoji */.Zg());
    $ZodStringFormat.init(inst, def);
});
const $ZodNanoID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNanoID", (inst, def) => {
    if (def.length !== undefined && (!Number.isInteger(def.length) || def.length < 1))
        throw new Error(`Invalid nanoid length: ${def.length}`);
    def.pattern ?? (def.pattern = def.length === undefined ? core_regexes/* nanoid */.Ak : core_regexes/* nanoidOfLength */.D2(def.length));
    $ZodStringFormat.init(inst, def);
});
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const $ZodCUID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCUID", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* cuid */.gF);
    $ZodStringFormat.init(inst, def);
});
const $ZodCUID2 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCUID2", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* cuid2 */.Gl);
    $ZodStringFormat.init(inst, def);
});
const $ZodULID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodULID", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* ulid */.Z0);
    $ZodStringFormat.init(inst, def);
});
const $ZodXID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodXID", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* xid */.kM);
    $ZodStringFormat.init(inst, def);
});
const $ZodKSUID = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodKSUID", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* ksuid */.fO);
    $ZodStringFormat.init(inst, def);
});
const $ZodISODateTime = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodISODateTime", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* datetime */.w$(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODate = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodISODate", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* date */.p6);
    $ZodStringFormat.init(inst, def);
});
const $ZodISOTime = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodISOTime", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* time */.kB(def));
    $ZodStringFormat.init(inst, def);
});
const $ZodISODuration = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodISODuration", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* duration */.p0);
    $ZodStringFormat.init(inst, def);
});
const $ZodIPv4 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodIPv4", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* ipv4 */.uX);
    $ZodStringFormat.init(inst, def);
});
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
    if (!ipv6Alphabet.test(value))
        return false;
    return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodIPv6", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* ipv6 */.ug);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidIPv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "ipv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMAC", (inst, def) => {
    def.pattern ?? (def.pattern = regexes.mac(def.delimiter));
    $ZodStringFormat.init(inst, def);
})));
const $ZodCIDRv4 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCIDRv4", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* cidrv4 */.zr);
    $ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
    const parts = value.split("/");
    if (parts.length !== 2)
        return false;
    const [address, prefix] = parts;
    if (!prefix)
        return false;
    const prefixNum = Number(prefix);
    if (`${prefixNum}` !== prefix)
        return false;
    if (prefixNum < 0 || prefixNum > 128)
        return false;
    return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCIDRv6", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* cidrv6 */.l7); // not used for validation
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (!isValidCIDRv6(payload.value)) {
            payload.issues.push({
                code: "invalid_format",
                format: "cidrv6",
                input: payload.value,
                inst,
                continue: !def.abort,
            });
        }
    };
});
//////////////////////////////   ZodBase64   //////////////////////////////
function isValidBase64(data) {
    if (data === "")
        return true;
    // atob ignores whitespace, so reject it up front.
    if (/\s/.test(data))
        return false;
    if (data.length % 4 !== 0)
        return false;
    try {
        // @ts-ignore
        atob(data);
        return true;
    }
    catch {
        return false;
    }
}
// lax on purpose: the quantified regexes.base64 overflows the regex stack on multi-MB input and its leading ^$| alternation leaks through template-literal composition; isValidBase64 enforces length and padding
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBase64", (inst, def) => {
    def.pattern ?? (def.pattern = base64Charset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
//////////////////////////////   ZodBase64URL   //////////////////////////////
// lax on purpose: the quantified regexes.base64url overflows the regex stack on multi-MB input; isValidBase64 enforces length on the padded string
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
    if (!base64urlCharset.test(data))
        return false;
    const base64 = data.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/"));
    const padded = base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
    return isValidBase64(padded);
}
const $ZodBase64URL = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBase64URL", (inst, def) => {
    def.pattern ?? (def.pattern = base64urlCharset);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidBase64URL(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "base64url",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodE164 = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodE164", (inst, def) => {
    def.pattern ?? (def.pattern = core_regexes/* e164 */.hQ);
    $ZodStringFormat.init(inst, def);
});
//////////////////////////////   ZodCreditCard   //////////////////////////////
const CC_SANITIZE = /[- ]/g;
/** Luhn checksum on a digit-only string. Adapted from valibot (MIT). */
function isLuhnAlgo(digits) {
    let length = digits.length;
    let bit = 1;
    let sum = 0;
    while (length) {
        const value = digits.charCodeAt(--length) - 48;
        bit ^= 1;
        sum += bit ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value] : value;
    }
    return sum % 10 === 0;
}
function isValidCreditCard(input) {
    if (!regexes.creditCard.test(input))
        return false;
    return isLuhnAlgo(input.replace(CC_SANITIZE, ""));
}
const $ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCreditCard", (inst, def) => {
    // Shape only — the Luhn check below is not expressible as a pattern, so consumers of `pattern` (JSON Schema, template literals) get the length and separator rules alone.
    def.pattern ?? (def.pattern = regexes.creditCard);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidCreditCard(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "credit_card",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodIBAN   //////////////////////////////
// iso 7064 mod 97-10 checksum without BigInt
function isIso7064Mod97(iban) {
    let remainder = 0;
    const len = iban.length;
    for (let i = 4; i < len; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    for (let i = 0; i < 4; i++) {
        const code = iban.charCodeAt(i);
        remainder = (code >= 65 ? remainder * 100 + (code - 55) : remainder * 10 + (code - 48)) % 97;
    }
    return remainder === 1;
}
function isValidIBAN(input) {
    if (!regexes.iban.test(input))
        return false;
    return isIso7064Mod97(input);
}
const $ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodIBAN", (inst, def) => {
    // shape only — checksum is not expressible as a pattern
    def.pattern ?? (def.pattern = regexes.iban);
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidIBAN(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "iban",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
//////////////////////////////   ZodJWT   //////////////////////////////
function isValidJWT(token, algorithm = null) {
    try {
        const tokensParts = token.split(".");
        if (tokensParts.length !== 3)
            return false;
        const [header] = tokensParts;
        if (!header)
            return false;
        // @ts-ignore
        const parsedHeader = JSON.parse(atob(header));
        if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT")
            return false;
        if (!parsedHeader.alg)
            return false;
        if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm))
            return false;
        return true;
    }
    catch {
        return false;
    }
}
const $ZodJWT = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodJWT", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (isValidJWT(payload.value, def.alg))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: "jwt",
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCustomStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        if (def.fn(payload.value))
            return;
        payload.issues.push({
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodNumber = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumber", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = core_regexes/* number */.ai;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Number(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
            return payload;
        }
        const received = typeof input === "number"
            ? Number.isNaN(input)
                ? "NaN"
                : !Number.isFinite(input)
                    ? String(input)
                    : undefined
            : undefined;
        payload.issues.push({
            expected: "number",
            code: "invalid_type",
            input,
            inst,
            ...(received ? { received } : {}),
        });
        return payload;
    };
});
const $ZodNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNumberFormat", (inst, def) => {
    core_checks/* $ZodCheckNumberFormat */.KH.init(inst, def);
    $ZodNumber.init(inst, def); // no format checks
});
const $ZodBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBoolean", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = core_regexes/* boolean */.zM;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = Boolean(payload.value);
            }
            catch (_) { }
        const input = payload.value;
        if (typeof input === "boolean")
            return payload;
        payload.issues.push({
            expected: "boolean",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
});
const $ZodBigInt = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodBigInt", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = core_regexes/* bigint */.o;
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
            try {
                payload.value = BigInt(payload.value);
            }
            catch (_) { }
        if (typeof payload.value === "bigint")
            return payload;
        payload.issues.push({
            expected: "bigint",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodBigIntFormat", (inst, def) => {
    checks.$ZodCheckBigIntFormat.init(inst, def);
    $ZodBigInt.init(inst, def); // no format checks
})));
const $ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSymbol", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "symbol")
            return payload;
        payload.issues.push({
            expected: "symbol",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodUndefined", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.undefined;
    inst._zod.values = new Set([undefined]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "undefined",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNull", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.pattern = regexes.null;
    inst._zod.values = new Set([null]);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (input === null)
            return payload;
        payload.issues.push({
            expected: "null",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodAny", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
})));
const $ZodUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnknown", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNever", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        payload.issues.push({
            expected: "never",
            code: "invalid_type",
            input: payload.value,
            inst,
        });
        return payload;
    };
});
const $ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodVoid", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (typeof input === "undefined")
            return payload;
        payload.issues.push({
            expected: "void",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodDate = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodDate", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (def.coerce) {
            try {
                payload.value = new Date(payload.value);
            }
            catch (_err) { }
        }
        const input = payload.value;
        const isDate = input instanceof Date;
        const isValidDate = isDate && !Number.isNaN(input.getTime());
        if (isValidDate)
            return payload;
        payload.issues.push({
            expected: "date",
            code: "invalid_type",
            input,
            ...(isDate ? { received: "Invalid Date" } : {}),
            inst,
        });
        return payload;
    };
});
// an oversized container fails its leading size checks before any element is parsed
function capSize(inst, size) {
    const caps = core_util/* sizeCaps */.hi(inst._zod.def.checks);
    if (!caps.length)
        return;
    const cap = Math.min(...caps.map((c) => c[0]));
    const parse = inst._zod.parse;
    inst._zod.parse = (payload, ctx) => {
        const n = size(payload.value);
        if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
            for (const [max, ch] of core_util/* sizeCaps */.hi(inst._zod.def.checks)) {
                if (n > max && ch._zod.def.when(payload)) {
                    const start = payload.issues.length;
                    ch._zod.check(payload);
                    // the value is still the raw input, so no later check may read it
                    payload.issues[start].continue = false;
                    core_util/* attachSchema */.d3(payload.issues, start, inst);
                    return payload;
                }
            }
        }
        return parse(payload, ctx);
    };
}
const arraySize = (input) => (Array.isArray(input) ? input.length : -1);
const mapSize = (input) => (input instanceof Map ? input.size : -1);
const setSize = (input) => (input instanceof Set ? input.size : -1);
function handleArrayResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...core_util/* prefixIssues */.lQ(index, result.issues));
    }
    final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodArray", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                expected: "array",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
        const proms = [];
        const abortEarly = ctx?.abortEarly;
        for (let i = 0; i < input.length; i++) {
            const item = input[i];
            const result = def.element._zod.run({
                value: item,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleArrayResult(result, payload, i)));
            }
            else {
                handleArrayResult(result, payload, i);
                // the element's payload is authoritative here, since handleArrayResult forwards every issue; an object's is not, because it drops a failed absent optional
                if (abortEarly && result.issues.length !== 0 && core_util/* aborted */.QH(result))
                    break;
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload; //handleArrayResultsAsync(parseResults, final);
    };
    capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
    const isPresent = key in input;
    const isOptionalOut = optout === "optional";
    // The middle rung means "absence permitted, nothing supplied in its place", so an absent key contributes nothing — whatever the schema made of `undefined` is invented, not substituted. Only `optional` reaches this with a value: `defaulted` substitutes, and a schema that isn't optional-out has to keep the key.
    if (!isPresent && isOptionalOut && optin === "optional") {
        return;
    }
    if (result.issues.length) {
        // For optional-in/out schemas, ignore errors on absent keys.
        if (optin !== undefined && isOptionalOut && !isPresent) {
            return;
        }
        final.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
    }
    if (!isPresent && optin === undefined) {
        if (!result.issues.length) {
            final.issues.push({
                code: "invalid_type",
                expected: "nonoptional",
                input: undefined,
                path: [key],
            });
        }
        return;
    }
    if (result.value === undefined) {
        if (isPresent || (optin === "defaulted" && !isOptionalOut)) {
            final.value[key] = undefined;
        }
    }
    else {
        final.value[key] = result.value;
    }
}
// one shared instance; a fresh [] per schema cost 56 bytes retained
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
    const keys = Object.keys(def.shape);
    const ownSymbols = Object.getOwnPropertySymbols(def.shape);
    const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
    // aliases `keys` when there are no symbols, so a string-only shape keeps one array
    const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
    for (const k of allKeys) {
        if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
            throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
        }
    }
    const okeys = core_util/* optionalKeys */.NM(def.shape);
    return {
        ...def,
        allKeys,
        symbolKeys,
        // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
        keySet: new Set(keys),
        numKeys: keys.length,
        optionalKeys: new Set(okeys),
    };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
    const unrecognized = [];
    const keySet = def.keySet;
    const _catchall = def.catchall._zod;
    const t = _catchall.def.type;
    const optin = _catchall.optin;
    const optout = _catchall.optout;
    // starts at 0, not the current length: the shape phase already ran and may have aborted
    let seen = 0;
    for (const key in input) {
        if (abortEarly && payload.issues.length !== seen) {
            if (core_util/* aborted */.QH(payload, seen))
                break;
            seen = payload.issues.length;
        }
        // Must precede the __proto__ branch: a declared key is not unrecognized, even though the shape loop deliberately strips __proto__ from the parsed output.
        if (keySet.has(key))
            continue;
        // Don't copy an undeclared __proto__ into the result; assignment to a plain {} would replace the result prototype. But in strict mode it is still an unknown key, so report it before skipping.
        if (key === "__proto__") {
            if (t === "never")
                unrecognized.push(key);
            continue;
        }
        if (t === "never") {
            unrecognized.push(key);
            continue;
        }
        const r = _catchall.run({ value: input[key], issues: [] }, ctx);
        if (r instanceof Promise) {
            proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
        }
        else {
            handlePropertyResult(r, payload, key, input, optin, optout);
        }
    }
    if (unrecognized.length) {
        payload.issues.push({
            code: "unrecognized_keys",
            keys: unrecognized,
            input,
            inst,
            // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
            continue: true,
        });
    }
    if (!proms.length)
        return payload;
    return Promise.all(proms).then(() => {
        return payload;
    });
}
const $ZodObject = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodObject", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodType.init(inst, def);
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    // a cloned def carries its source's accessor, which knows the shape it answers from; adopting that keeps the clone's keys readable without running it
    const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
    if (sh) {
        // Freezes the shape on first read, so its getters resolve once and every later read sees the same schemas.
        const get = () => {
            const newSh = { ...sh };
            Object.defineProperty(def, "shape", { value: newSh });
            get.raw = newSh;
            return newSh;
        };
        get.raw = sh;
        Object.defineProperty(def, "shape", { get });
    }
    const _normalized = core_util/* cached */.PO(() => normalizeDef(def));
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key in shape) {
            const field = shape[key]._zod;
            if (field.values) {
                if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
                    core_util/* assignProp */.Vy(propValues, key, new Set());
                }
                for (const v of field.values)
                    propValues[key].add(v);
                // An omittable slot reads back as undefined at a discriminator lookup, so it has to claim undefined: two options that can both omit the key are not discriminable on it.
                if (field.optin !== undefined)
                    propValues[key].add(undefined);
            }
        }
        return propValues;
    });
    const isObject = core_util/* isObject */.Gv;
    const catchall = def.catchall;
    let value;
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key of value.allKeys) {
            if (abortEarly && payload.issues.length !== seen) {
                if (core_util/* aborted */.QH(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            if (key === "__proto__")
                continue;
            const el = shape[key];
            const optin = el._zod.optin;
            const optout = el._zod.optout;
            const r = el._zod.run({ value: input[key], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
            }
            else {
                handlePropertyResult(r, payload, key, input, optin, optout);
            }
        }
        if (!catchall) {
            return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
    };
});
const $ZodObjectJIT = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodObjectJIT", (inst, def) => {
    // requires cast because technically $ZodObject doesn't extend
    $ZodObject.init(inst, def);
    const superParse = inst._zod.parse;
    const _normalized = core_util/* cached */.PO(() => normalizeDef(def));
    const memo = core_core/* globalConfig */.cr.memoizer;
    const generateFastpass = (shape) => {
        const normalized = _normalized.value;
        const syms = normalized.symbolKeys;
        // a symbol has no source literal, so it is read as `syms[i]` off the closed-over scope
        const doc = new Doc(["payload", "ctx"], { shape, inst, memo, syms });
        const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
        // prefixes in place, like util.prefixIssues. newResult must land before the early return: a catchall runs after this and would otherwise write onto the caller's input
        const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
        doc.write(`const input = payload.value;`);
        const ids = Object.create(null);
        let counter = 0;
        for (const key of normalized.allKeys) {
            ids[key] = `key_${counter++}`;
        }
        // A: preserve key order {
        doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
        for (const key of normalized.allKeys) {
            if (key === "__proto__")
                continue;
            const id = ids[key];
            const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : core_util/* esc */.UQ(key);
            const isPresent = `${k} in input`;
            const schema = shape[key];
            const optin = schema?._zod?.optin;
            const isOptionalIn = optin !== undefined;
            const isOptionalOut = schema?._zod?.optout === "optional";
            doc.write(`const ${id} = ${parseStr(k)};`);
            if (isOptionalIn && isOptionalOut) {
                // For optional-in/out schemas, ignore errors on absent keys — and, like the interpreted path, drop the value produced alongside them. The middle rung goes further: it permits absence without supplying anything in its place, so an absent key contributes nothing at all.
                const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
                doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
            }
            else if (!isOptionalIn) {
                doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
            }
            else {
                doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
                if (optin === "defaulted") {
                    doc.write(`newResult[${k}] = ${id}.value;`);
                }
                else {
                    doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
                }
            }
        }
        doc.write(`payload.value = newResult;`);
        doc.write(`return payload;`);
        // closing `shape` in is what pays: turbofan specializes the parser against that one shape object, so every `shape[k]._zod.run` folds to a known callee. as a parameter it stays a generic load and measures 13% slower even with the forwarding frame gone
        return doc.compile();
    };
    let fastpass;
    const isObject = core_util/* isObject */.Gv;
    const jit = !core_core/* globalConfig */.cr.jitless;
    const allowsEval = core_util/* allowsEval */.hI;
    const fastEnabled = jit && allowsEval.value; // && !def.catchall;
    const catchall = def.catchall;
    let value;
    inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject(input)) {
            payload.issues.push({
                expected: "object",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
            // always synchronous
            if (!fastpass)
                fastpass = generateFastpass(def.shape);
            payload = fastpass(payload, ctx);
            if (!catchall)
                return payload;
            return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
        }
        return superParse(payload, ctx);
    };
});
function handleUnionResults(results, final, inst, ctx) {
    for (const result of results) {
        if (result.issues.length === 0) {
            final.value = result.value;
            return final;
        }
    }
    const nonaborted = results.filter((r) => !core_util/* aborted */.QH(r));
    if (nonaborted.length === 1) {
        final.value = nonaborted[0].value;
        return nonaborted[0];
    }
    final.issues.push({
        code: "invalid_union",
        input: final.value,
        inst,
        errors: results.map((result) => result.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W()))),
    });
    return final;
}
const $ZodUnion = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodUnion", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted")
        ? "defaulted"
        : zod.def.options.some((o) => o._zod.optin !== undefined)
            ? "optional"
            : undefined);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : undefined);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
            return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
            const patterns = zod.def.options.map((o) => o._zod.pattern);
            return new RegExp(`^(${patterns.map((p) => core_util/* cleanRegex */.p6(p.source)).join("|")})$`);
        }
        return undefined;
    });
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                if (result.issues.length === 0)
                    return result;
                results.push(result);
            }
        }
        if (!async)
            return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleUnionResults(results, payload, inst, ctx);
        });
    };
});
function handleExclusiveUnionResults(results, final, inst, ctx) {
    const matches = [];
    for (let i = 0; i < results.length; i++) {
        if (results[i].issues.length === 0)
            matches.push(i);
    }
    if (matches.length === 1) {
        final.value = results[matches[0]].value;
        return final;
    }
    if (matches.length === 0) {
        // No matches - same as regular union
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: results.map((result) => result.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config()))),
        });
    }
    else {
        // Multiple matches - exclusive union failure
        final.issues.push({
            code: "invalid_union",
            input: final.value,
            inst,
            errors: [],
            inclusive: false,
            matches,
        });
    }
    return final;
}
const $ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodXor", (inst, def) => {
    $ZodUnion.init(inst, def);
    def.inclusive = false;
    const first = def.options.length === 1 ? def.options[0]._zod.run : null;
    inst._zod.parse = (payload, ctx) => {
        if (first) {
            return first(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
            const result = option._zod.run({
                value: payload.value,
                issues: [],
            }, ctx);
            if (result instanceof Promise) {
                results.push(result);
                async = true;
            }
            else {
                results.push(result);
            }
        }
        if (!async)
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results) => {
            return handleExclusiveUnionResults(results, payload, inst, ctx);
        });
    };
})));
/** Returns the option whose discriminator claims `value`, or throws if ambiguous. */
function getDiscriminatedOption(union, value) {
    const internals = union._zod;
    let map = internals.bag.optionsMap;
    if (!map) {
        map = discriminatorMap(internals.def);
        internals.bag.optionsMap = map;
    }
    const option = map.get(value);
    if (option === null)
        throw new Error(`Ambiguous discriminator value "${String(value)}"`);
    return option;
}
function discriminatorMap(def) {
    const map = new Map();
    for (const option of def.options) {
        const values = option._zod.propValues?.[def.discriminator];
        if (!values || values.size === 0)
            throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
        for (const value of values) {
            if (map.has(value)) {
                if (value !== undefined)
                    throw new Error(`Duplicate discriminator value "${String(value)}"`);
                // keep the collision marked so a later member cannot reclaim it
                map.set(value, null);
            }
            else {
                map.set(value, option);
            }
        }
    }
    return map;
}
const $ZodDiscriminatedUnion = 
/*@__PURE__*/
core_core/* $constructor */.xI("$ZodDiscriminatedUnion", (inst, def) => {
    def.inclusive = false;
    $ZodUnion.init(inst, def);
    const _super = inst._zod.parse;
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => {
        const propValues = {};
        let undefinedCount = 0;
        for (const option of zod.def.options) {
            const pv = option._zod.propValues;
            if (!pv || Object.keys(pv).length === 0)
                throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
            if (pv[zod.def.discriminator]?.has(undefined))
                undefinedCount++;
            for (const [k, v] of Object.entries(pv)) {
                if (!Object.prototype.hasOwnProperty.call(propValues, k)) {
                    core_util/* assignProp */.Vy(propValues, k, new Set());
                }
                for (const val of v) {
                    propValues[k].add(val);
                }
            }
        }
        if (!zod.def.unionFallback && undefinedCount > 1)
            propValues[zod.def.discriminator]?.delete(undefined);
        return propValues;
    });
    // Checked now rather than in the lookup map below, so an option that lacks the discriminator fails at the `discriminatedUnion` call instead of on the first object parsed. Options whose shape cannot be enumerated without resolving it — pipes and lazies — are left to the map.
    def.options.forEach((option, i) => {
        const propShape = core_util/* rawShape */.MO(option._zod.def);
        if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) {
            throw new Error(`Invalid discriminated union option at index "${i}"`);
        }
    });
    const disc = core_util/* cached */.PO(() => discriminatorMap(def));
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!core_util/* isObject */.Gv(input)) {
            payload.issues.push({
                code: "invalid_type",
                expected: "object",
                input,
                inst,
            });
            return payload;
        }
        const value = input?.[def.discriminator];
        const opt = disc.value.get(value);
        // forward metadata cannot choose an encoder for an absent tag
        if (opt && (value !== undefined || ctx.direction !== "backward")) {
            return opt._zod.run(payload, ctx);
        }
        // Fall back to union matching when the fast discriminator path fails:
        // - explicitly enabled via unionFallback, or
        // - during backward direction (encode), since codec-based discriminators have different values in forward vs backward directions
        if (def.unionFallback || ctx.direction === "backward") {
            return _super(payload, ctx);
        }
        // no matching discriminator
        payload.issues.push({
            code: "invalid_union",
            errors: [],
            note: "No matching discriminator",
            discriminator: def.discriminator,
            options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
            input,
            path: [def.discriminator],
            inst,
        });
        return payload;
    };
});
const $ZodIntersection = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodIntersection", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        const left = def.left._zod.run({ value: input, issues: [] }, ctx);
        const right = def.right._zod.run({ value: input, issues: [] }, ctx);
        const async = left instanceof Promise || right instanceof Promise;
        if (async) {
            return Promise.all([left, right]).then(([left, right]) => {
                return handleIntersectionResults(payload, left, right);
            });
        }
        return handleIntersectionResults(payload, left, right);
    };
});
function mergeValues(a, b) {
    // const aType = parse.t(a);
    // const bType = parse.t(b);
    if (a === b) {
        return { valid: true, data: a };
    }
    if (a instanceof Date && b instanceof Date && +a === +b) {
        return { valid: true, data: a };
    }
    if (core_util/* isPlainObject */.Qd(a) && core_util/* isPlainObject */.Qd(b)) {
        const bKeys = Object.keys(b);
        const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
        const newObj = { ...a, ...b };
        if (Object.prototype.hasOwnProperty.call(newObj, "__proto__"))
            delete newObj.__proto__;
        for (const key of sharedKeys) {
            if (key === "__proto__")
                continue;
            const sharedValue = mergeValues(a[key], b[key]);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [key, ...sharedValue.mergeErrorPath],
                };
            }
            newObj[key] = sharedValue.data;
        }
        return { valid: true, data: newObj };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        if (a.length !== b.length) {
            return { valid: false, mergeErrorPath: [] };
        }
        const newArray = [];
        for (let index = 0; index < a.length; index++) {
            const itemA = a[index];
            const itemB = b[index];
            const sharedValue = mergeValues(itemA, itemB);
            if (!sharedValue.valid) {
                return {
                    valid: false,
                    mergeErrorPath: [index, ...sharedValue.mergeErrorPath],
                };
            }
            newArray.push(sharedValue.data);
        }
        return { valid: true, data: newArray };
    }
    return { valid: false, mergeErrorPath: [] };
}
function handleIntersectionResults(result, left, right) {
    // Track which side(s) reject each key. A key rejection is reported only when BOTH sides reject it, so a key owned by one branch survives the other's key schema. strictObject reports these as unrecognized_keys; a record with an open key schema reports one invalid_key per key.
    const unrecKeys = new Map();
    let unrecIssue;
    const keyIssues = new Map();
    const collect = (iss, side) => {
        let keys;
        if (iss.code === "unrecognized_keys" && !iss.path?.length) {
            unrecIssue ?? (unrecIssue = iss);
            keys = iss.keys;
        }
        else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
            const k = String(iss.path[0]);
            if (!keyIssues.has(k))
                keyIssues.set(k, iss);
            keys = [k];
        }
        else {
            return false;
        }
        for (const k of keys) {
            if (!unrecKeys.has(k))
                unrecKeys.set(k, {});
            unrecKeys.get(k)[side] = true;
        }
        return true;
    };
    for (const iss of left.issues) {
        if (!collect(iss, "l"))
            result.issues.push(iss);
    }
    for (const iss of right.issues) {
        if (!collect(iss, "r"))
            result.issues.push(iss);
    }
    // Report only keys rejected by BOTH sides
    const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
    if (bothKeys.length) {
        const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
        if (aggregated.length)
            result.issues.push({ ...unrecIssue, keys: aggregated });
        for (const k of bothKeys) {
            if (!aggregated.includes(k) && keyIssues.has(k))
                result.issues.push(keyIssues.get(k));
        }
    }
    const merged = mergeValues(left.value, right.value);
    if (!merged.valid) {
        if (core_util/* aborted */.QH(result))
            return result;
        throw new Error(`Unmergable intersection. Error path: ` + `${JSON.stringify(merged.mergeErrorPath)}`);
    }
    result.value = merged.data;
    return result;
}
const $ZodTuple = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodTuple", (inst, def) => {
    $ZodType.init(inst, def);
    const items = def.items;
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!Array.isArray(input)) {
            payload.issues.push({
                input,
                inst,
                expected: "tuple",
                code: "invalid_type",
            });
            return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, [], ctx) : [];
        const proms = [];
        const optinStart = getTupleOptStart(items, "optin");
        const optoutStart = getTupleOptStart(items, "optout");
        if (!def.rest) {
            if (input.length < optinStart) {
                payload.issues.push({
                    code: "too_small",
                    minimum: optinStart,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
                return payload;
            }
            if (input.length > items.length) {
                payload.issues.push({
                    code: "too_big",
                    maximum: items.length,
                    inclusive: true,
                    input,
                    inst,
                    origin: "array",
                });
            }
        }
        // Run every item in parallel, collecting results into an indexed array. The post-processing in `handleTupleResults` walks them in order so it can decide whether an absent optional-output error can truncate the tail or must be reported to preserve required output.
        const itemResults = new Array(items.length);
        // only tracked when there is a rest loop to skip
        const abortEarly = def.rest ? ctx?.abortEarly : undefined;
        let itemAborted = false;
        for (let i = 0; i < items.length; i++) {
            const r = items[i]._zod.run({ value: input[i], issues: [] }, ctx);
            if (r instanceof Promise) {
                proms.push(r.then((rr) => {
                    itemResults[i] = rr;
                }));
            }
            else {
                itemResults[i] = r;
                if (abortEarly && !itemAborted && r.issues.length)
                    itemAborted = core_util/* aborted */.QH(r);
            }
        }
        // sound because rest is non-empty exactly when every fixed index is present, the one case handleTupleResults cannot discard an item's issues
        if (def.rest && !itemAborted) {
            let i = items.length - 1;
            const rest = input.slice(items.length);
            let seen = payload.issues.length;
            for (const el of rest) {
                if (abortEarly && payload.issues.length !== seen) {
                    if (core_util/* aborted */.QH(payload, seen))
                        break;
                    seen = payload.issues.length;
                }
                i++;
                const result = def.rest._zod.run({ value: el, issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((r) => handleTupleResult(r, payload, i)));
                }
                else {
                    handleTupleResult(result, payload, i);
                }
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => handleTupleResults(itemResults, payload, items, input, optoutStart));
        }
        return handleTupleResults(itemResults, payload, items, input, optoutStart);
    };
});
function getTupleOptStart(items, key) {
    for (let i = items.length - 1; i >= 0; i--) {
        // optin is a three-rung ladder so any rung above `undefined` permits an absent slot; optout stays two-valued.
        const omittable = key === "optin" ? items[i]._zod.optin !== undefined : items[i]._zod.optout === "optional";
        if (!omittable)
            return i + 1;
    }
    return 0;
}
function handleTupleResult(result, final, index) {
    if (result.issues.length) {
        final.issues.push(...core_util/* prefixIssues */.lQ(index, result.issues));
    }
    final.value[index] = result.value;
}
function handleTupleResults(itemResults, final, items, input, optoutStart) {
    // Walk results in order. Mirror $ZodObject's swallow-on-absent-optional rule, but only after `optoutStart`: the first index where the output tuple tail can be absent.
    for (let i = 0; i < items.length; i++) {
        const r = itemResults[i];
        const isPresent = i < input.length;
        // The array analog of `handlePropertyResult`'s absent-key early return: the middle rung permits absence without supplying anything in its place, so the tail truncates here instead of materializing whatever the item made of `undefined`.
        if (!isPresent && i >= optoutStart && items[i]._zod.optin === "optional") {
            final.value.length = i;
            break;
        }
        if (r.issues.length) {
            if (!isPresent && i >= optoutStart) {
                final.value.length = i;
                break;
            }
            final.issues.push(...core_util/* prefixIssues */.lQ(i, r.issues));
        }
        final.value[i] = r.value;
    }
    // Drop trailing slots that produced `undefined` for absent input
    // (the array analog of an absent optional key on an object). The
    // `i >= input.length` floor is critical: an explicit `undefined`
    // *inside* the input must be preserved even when the schema is
    // optional-out (e.g. `z.string().or(z.undefined())` accepting an
    // explicit undefined value).
    for (let i = final.value.length - 1; i >= input.length; i--) {
        if (items[i]._zod.optout === "optional" && final.value[i] === undefined) {
            final.value.length = i;
        }
        else {
            break;
        }
    }
    return final;
}
const $ZodRecord = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodRecord", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core_core/* globalConfig */.cr.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!core_util/* isPlainObject */.Qd(input)) {
            payload.issues.push({
                expected: "record",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        // no guard in either loop below: a record's invalid_key aborts but an enclosing intersection can reconcile it, so a stopped loop hides keys the sibling does not own and the intersection then rejects nothing
        const proms = [];
        const values = def.keyType._zod.values;
        if (values && !def.partial) {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            const recordKeys = new Set();
            for (const key of values) {
                if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
                    recordKeys.add(typeof key === "number" ? key.toString() : key);
                    // A declared __proto__ is stripped but is not an unrecognized key.
                    if (key === "__proto__")
                        continue;
                    const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                    if (keyResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (keyResult.issues.length) {
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                        continue;
                    }
                    const outKey = keyResult.value;
                    if (outKey === "__proto__")
                        continue;
                    const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                    if (result instanceof Promise) {
                        proms.push(result.then((result) => {
                            if (result.issues.length) {
                                payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                            }
                            payload.value[outKey] = result.value;
                        }));
                    }
                    else {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }
                }
            }
            let unrecognized;
            for (const key in input) {
                if (!recordKeys.has(key)) {
                    if (def.mode === "loose") {
                        // skip __proto__ so it can't replace the result prototype via the assignment setter on the plain {} we build into
                        if (key === "__proto__")
                            continue;
                        payload.value[key] = input[key];
                    }
                    else {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        else {
            payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
            // An enumerable key schema declares which keys the record owns, so a key outside the set is unrecognized. A non-enumerable one (regex, refine) is a constraint every key must satisfy, so a failing key is invalid. Only the former is reconcilable against the other side of an intersection.
            let unrecognized;
            // Reflect.ownKeys for Symbol-key support; filter non-enumerable to match z.object()
            for (const key of Reflect.ownKeys(input)) {
                if (key === "__proto__")
                    continue;
                if (!Object.prototype.propertyIsEnumerable.call(input, key))
                    continue;
                let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
                if (keyResult instanceof Promise) {
                    throw new Error("Async schemas not supported in object keys currently");
                }
                // Numeric string fallback: if key is a numeric string and failed, retry with Number(key). This handles z.number(), z.literal([1, 2, 3]), and unions containing numeric literals
                const checkNumericKey = typeof key === "string" && core_regexes/* number */.ai.test(key) && keyResult.issues.length;
                if (checkNumericKey) {
                    const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
                    if (retryResult instanceof Promise) {
                        throw new Error("Async schemas not supported in object keys currently");
                    }
                    if (retryResult.issues.length === 0) {
                        keyResult = retryResult;
                    }
                }
                if (keyResult.issues.length) {
                    if (def.mode === "loose") {
                        // Pass through unchanged
                        payload.value[key] = input[key];
                    }
                    else if (values) {
                        unrecognized = unrecognized ?? [];
                        unrecognized.push(key);
                    }
                    else {
                        // Default "strict" behavior: error on invalid key
                        payload.issues.push({
                            code: "invalid_key",
                            origin: "record",
                            issues: keyResult.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
                            input: key,
                            path: [key],
                            inst,
                        });
                    }
                    continue;
                }
                // the guard above tests the raw input key, but the key schema can normalize an ordinary key into __proto__; re-check the key we actually write under
                const outKey = keyResult.value;
                if (outKey === "__proto__")
                    continue;
                const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
                if (result instanceof Promise) {
                    proms.push(result.then((result) => {
                        if (result.issues.length) {
                            payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                        }
                        payload.value[outKey] = result.value;
                    }));
                }
                else {
                    if (result.issues.length) {
                        payload.issues.push(...core_util/* prefixIssues */.lQ(key, result.issues));
                    }
                    payload.value[outKey] = result.value;
                }
            }
            if (unrecognized && unrecognized.length > 0) {
                payload.issues.push({
                    code: "unrecognized_keys",
                    input,
                    inst,
                    keys: unrecognized,
                    continue: true,
                });
            }
        }
        if (proms.length) {
            return Promise.all(proms).then(() => payload);
        }
        return payload;
    };
});
const $ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodMap", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Map)) {
            payload.issues.push({
                expected: "map",
                code: "invalid_type",
                input,
                inst,
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Map(), ctx) : new Map();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const [key, value] of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
            const valueResult = def.valueType._zod.run({ value: value, issues: [] }, ctx);
            if (keyResult instanceof Promise || valueResult instanceof Promise) {
                proms.push(Promise.all([keyResult, valueResult]).then(([keyResult, valueResult]) => {
                    handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
                }));
            }
            else {
                handleMapResult(keyResult, valueResult, payload, key, input, inst, ctx);
            }
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, mapSize);
})));
function handleMapResult(keyResult, valueResult, final, key, input, inst, ctx) {
    if (keyResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, keyResult.issues));
        }
        else {
            final.issues.push({
                code: "invalid_key",
                origin: "map",
                input,
                inst,
                issues: keyResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    if (valueResult.issues.length) {
        if (util.propertyKeyTypes.has(typeof key)) {
            final.issues.push(...util.prefixIssues(key, valueResult.issues));
        }
        else {
            final.issues.push({
                origin: "map",
                code: "invalid_element",
                input,
                inst,
                key: key,
                issues: valueResult.issues.map((iss) => util.finalizeIssue(iss, ctx, core.config())),
            });
        }
    }
    final.value.set(keyResult.value, valueResult.value);
}
const $ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSet", (inst, def) => {
    $ZodType.init(inst, def);
    const memo = core.globalConfig.memoizer;
    memo?.attach(inst);
    inst._zod.parse = (payload, ctx) => {
        const input = payload.value;
        if (!(input instanceof Set)) {
            payload.issues.push({
                input,
                inst,
                expected: "set",
                code: "invalid_type",
            });
            return payload;
        }
        const proms = [];
        payload.value = memo ? memo.alloc(inst, payload, new Set(), ctx) : new Set();
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const item of input) {
            if (abortEarly && payload.issues.length !== seen) {
                if (util.aborted(payload, seen))
                    break;
                seen = payload.issues.length;
            }
            const result = def.valueType._zod.run({ value: item, issues: [] }, ctx);
            if (result instanceof Promise) {
                proms.push(result.then((result) => handleSetResult(result, payload)));
            }
            else
                handleSetResult(result, payload);
        }
        if (proms.length)
            return Promise.all(proms).then(() => payload);
        return payload;
    };
    capSize(inst, setSize);
})));
function handleSetResult(result, final) {
    if (result.issues.length) {
        final.issues.push(...result.issues);
    }
    final.value.add(result.value);
}
const $ZodEnum = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodEnum", (inst, def) => {
    $ZodType.init(inst, def);
    const values = core_util/* getEnumValues */.w5(def.entries);
    const valuesSet = new Set(values);
    inst._zod.values = valuesSet;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const patternValues = core_util/* getEnumValues */.w5(zod.def.entries).filter((k) => core_util/* propertyKeyTypes */.qQ.has(typeof k));
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(patternValues.length ? `^(${patternValues.map((o) => core_util/* escapeRegex */.sD(o.toString())).join("|")})$` : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (valuesSet.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const values = new Set(def.values);
    inst._zod.values = values;
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const vals = zod.def.values;
        // unmatchable fallback, RE2-safe: an empty alternation would compile to /^()$/, which matches ""
        return new RegExp(vals.length
            ? `^(${vals
                .map((o) => typeof o === "string" ? core_util/* escapeRegex */.sD(o) : o ? core_util/* escapeRegex */.sD(o.toString()) : String(o))
                .join("|")})$`
            : "^[^\\s\\S]$");
    });
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        if (values.has(input)) {
            return payload;
        }
        payload.issues.push({
            code: "invalid_value",
            values: def.values,
            input,
            inst,
        });
        return payload;
    };
});
const $ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFile", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        const input = payload.value;
        // @ts-ignore
        if (input instanceof File)
            return payload;
        payload.issues.push({
            expected: "file",
            code: "invalid_type",
            input,
            inst,
        });
        return payload;
    };
})));
const $ZodTransform = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodTransform", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "optional";
    core_core/* globalConfig */.cr.memoizer?.guard(inst);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core_core/* $ZodEncodeError */.cV(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
            const output = _out instanceof Promise ? _out : Promise.resolve(_out);
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        if (_out instanceof Promise) {
            throw new core_core/* $ZodAsyncError */.GT();
        }
        payload.value = _out;
        return payload;
    };
});
function handleOptionalResult(payload, result) {
    // A substituting schema that still failed has no usable answer; yield undefined. Its issues are simply dropped: it ran on a payload of its own, so there is no shared array to truncate and nothing of the caller's to lose with it.
    payload.value = result.issues.length ? undefined : result.value;
    return payload;
}
const $ZodOptional = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodOptional", (inst, def) => {
    $ZodType.init(inst, def);
    // .optional() propagates absence rather than substituting for it, so a defaulted inner keeps its rung.
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    inst._zod.optout = "optional";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? new Set([...values, undefined]) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)})?$`) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        if (payload.value === undefined) {
            // Only the top rung substitutes a value for absence; everything else leaves it intact, which is what .optional() means.
            if (def.innerType._zod.optin !== "defaulted")
                return payload;
            // Its own payload, for the same reason $ZodCatch gets one: a pipe forwards an unrecognized key through the caller's issues array, and this must not read that as the substituting schema failing and drop it.
            const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
            if (result instanceof Promise)
                return result.then((result) => handleOptionalResult(payload, result));
            return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodExactOptional = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodExactOptional", (inst, def) => {
    // Call parent init - inherits optin/optout = "optional"
    $ZodOptional.init(inst, def);
    // Override values/pattern to NOT add undefined
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
    // Override parse to just delegate (no undefined handling)
    inst._zod.parse = (payload, ctx) => {
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodNullable = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNullable", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${core_util/* cleanRegex */.p6(pattern.source)}|null)$`) : undefined;
    });
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        return zod.def.innerType._zod.values ? new Set([...zod.def.innerType._zod.values, null]) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        // Forward direction (decode): allow null to pass through
        if (payload.value === null)
            return payload;
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodDefault = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodDefault", (inst, def) => {
    $ZodType.init(inst, def);
    // inst._zod.qin = "true";
    inst._zod.optin = "defaulted";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply defaults for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
            /**
             * $ZodDefault returns the default value immediately in forward direction.
             * It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
            return payload;
        }
        // Forward direction: continue with default handling
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleDefaultResult(result, def));
        }
        return handleDefaultResult(result, def);
    };
});
function handleDefaultResult(payload, def) {
    if (payload.value === undefined) {
        payload.value = def.defaultValue;
    }
    return payload;
}
const $ZodPrefault = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodPrefault", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.optin = "defaulted";
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply prefault for undefined input
        if (payload.value === undefined) {
            payload.value = def.defaultValue;
        }
        return def.innerType._zod.run(payload, ctx);
    };
});
const $ZodNonOptional = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodNonOptional", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => {
        const v = zod.def.innerType._zod.values;
        return v ? new Set([...v].filter((x) => x !== undefined)) : undefined;
    });
    inst._zod.parse = (payload, ctx) => {
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleNonOptionalResult(result, inst));
        }
        return handleNonOptionalResult(result, inst);
    };
});
function handleNonOptionalResult(payload, inst) {
    if (!payload.issues.length && payload.value === undefined) {
        payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: payload.value,
            inst,
        });
    }
    return payload;
}
const $ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodSuccess", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            throw new core.$ZodEncodeError("ZodSuccess");
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then((result) => {
                payload.value = result.issues.length === 0;
                return payload;
            });
        }
        payload.value = result.issues.length === 0;
        return payload;
    };
})));
function handleCatchResult(payload, result, def, ctx) {
    if (!result.issues.length) {
        payload.value = result.value;
        // The value carries up, so the flag describing it has to carry with it: a back-edge into a node still being parsed must not be frozen by an enclosing readonly, and its checks belong to the node itself. Guarded so the ordinary case adds no own property.
        if (result.memo)
            payload.memo = true;
        return payload;
    }
    // Spread the inner's own payload, not ours: `value` has to stay the input the catch was handed, and the inner ran on a payload of its own so its issues are already private to this call.
    payload.value = def.catchValue({
        ...result,
        value: payload.value,
        error: {
            issues: result.issues.map((iss) => core_util/* finalizeIssue */.iR(iss, ctx, core_core/* config */.$W())),
        },
        input: payload.value,
    });
    return payload;
}
const $ZodCatch = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCatch", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        // Forward direction (decode): apply catch logic
        const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
        if (result instanceof Promise) {
            return result.then((result) => handleCatchResult(payload, result, def, ctx));
        }
        return handleCatchResult(payload, result, def, ctx);
    };
});
const $ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodNaN", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "number" || !Number.isNaN(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "nan",
                code: "invalid_type",
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodPipe = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodPipe", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.in._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.in._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.out._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handlePipeResult(right, def.in, ctx));
            }
            return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
            return left.then((left) => handlePipeResult(left, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
    };
});
function handlePipeResult(left, next, ctx) {
    // Any issue stops the pipe, so a failing refinement never feeds its transform. An unrecognized key is the exception: it describes the input's extra properties, not the value being piped, and an enclosing intersection may yet reconcile it.
    if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
        // prevent further checks
        left.aborted = true;
        return left;
    }
    return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
const $ZodCodec = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCodec", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.in._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.in._zod.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.out._zod.optout);
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => zod.def.in._zod.propValues);
    inst._zod.parse = (payload, ctx) => {
        const direction = ctx.direction || "forward";
        if (direction === "forward") {
            const left = def.in._zod.run(payload, ctx);
            if (left instanceof Promise) {
                return left.then((left) => handleCodecAResult(left, def, ctx));
            }
            return handleCodecAResult(left, def, ctx);
        }
        else {
            const right = def.out._zod.run(payload, ctx);
            if (right instanceof Promise) {
                return right.then((right) => handleCodecAResult(right, def, ctx));
            }
            return handleCodecAResult(right, def, ctx);
        }
    };
});
function handleCodecAResult(result, def, ctx) {
    if (result.issues.length) {
        // prevent further checks
        result.aborted = true;
        return result;
    }
    const direction = ctx.direction || "forward";
    if (direction === "forward") {
        const transformed = def.transform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
        }
        return handleCodecTxResult(result, transformed, def.out, ctx);
    }
    else {
        const transformed = def.reverseTransform(result.value, result);
        if (transformed instanceof Promise) {
            return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
        }
        return handleCodecTxResult(result, transformed, def.in, ctx);
    }
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
    // Check if transform added any issues
    if (left.issues.length) {
        left.aborted = true;
        return left;
    }
    return nextSchema._zod.run({ value, issues: left.issues }, ctx);
}
const $ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPreprocess", (inst, def) => {
    $ZodPipe.init(inst, def);
})));
const $ZodReadonly = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodReadonly", (inst, def) => {
    $ZodType.init(inst, def);
    core_util/* defineLazyInternal */.v5(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
    core_util/* defineLazyInternal */.v5(inst, "values", (zod) => zod.def.innerType._zod.values);
    core_util/* defineLazyInternal */.v5(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
    core_util/* defineLazyInternal */.v5(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
    inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
            return def.innerType._zod.run(payload, ctx);
        }
        const result = def.innerType._zod.run(payload, ctx);
        if (result instanceof Promise) {
            return result.then(handleReadonlyResult);
        }
        return handleReadonlyResult(result);
    };
});
function handleReadonlyResult(payload) {
    // A repeat visit hands back a node that is still being built; freezing it here would make the rest of its keys fail to assign.
    if (!payload.memo)
        payload.value = Object.freeze(payload.value);
    return payload;
}
// a leaf's pattern source with its own checks folded in: the last pattern-carrying check wins, else length bounds narrow the catch-all, else an integer format narrows the number form. the fold lives here instead of on `_zod.pattern` so a bundle without template literals never pays for it
function leafPattern(schema) {
    const def = schema._zod.def;
    let pattern = def.pattern;
    let isInt = !!def.format?.includes("int");
    let minimum;
    let maximum;
    for (const ch of def.checks ?? []) {
        const d = ch._zod.def;
        if (d.pattern)
            pattern = d.pattern;
        isInt || (isInt = !!d.format?.includes("int"));
        const lo = d.minimum ?? d.length;
        const hi = d.maximum ?? d.length;
        if (lo !== undefined && (minimum === undefined || lo > minimum))
            minimum = lo;
        if (hi !== undefined && (maximum === undefined || hi < maximum))
            maximum = hi;
    }
    if (pattern)
        return pattern.source;
    // an empty range matches nothing at runtime, and `{8,5}` is not a legal quantifier
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
        return "(?!)";
    if (minimum !== undefined || maximum !== undefined)
        return regexes.string({ minimum, maximum }).source;
    const own = schema._zod.pattern;
    return (isInt && own === regexes.number ? regexes.integer : own)?.source;
}
// a part's pattern source. a wrapper's pattern embeds its inner pattern's source verbatim, so the folded form is substituted in place without knowing the wrapper's own composition; a union's options are joined the way the union builds its own pattern
function partPattern(schema) {
    const def = schema._zod.def;
    const own = schema._zod.pattern?.source;
    // lazy resolves its inner on the internals, not the def
    const inner = def.innerType ?? schema._zod.innerType;
    if (inner) {
        const before = inner._zod.pattern?.source;
        const after = partPattern(inner);
        if (own && before && after && after !== before) {
            return own.replace(util.cleanRegex(before), () => util.cleanRegex(after));
        }
        return own;
    }
    if (def.options) {
        const sources = def.options.map(partPattern);
        if (sources.every(Boolean))
            return `^(${sources.map((s) => util.cleanRegex(s)).join("|")})$`;
    }
    return leafPattern(schema);
}
const $ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodTemplateLiteral", (inst, def) => {
    $ZodType.init(inst, def);
    const regexParts = [];
    for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
            // is Zod schema
            const source = partPattern(part);
            if (!source) {
                throw new Error(`Invalid template literal part, no pattern found: ${[...part._zod.traits].shift()}`);
            }
            regexParts.push(util.cleanRegex(source));
        }
        else if (part === null || util.primitiveTypes.has(typeof part)) {
            regexParts.push(util.escapeRegex(`${part}`));
        }
        else {
            throw new Error(`Invalid template literal part: ${part}`);
        }
    }
    inst._zod.pattern = new RegExp(`^${regexParts.join("")}$`);
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "string") {
            payload.issues.push({
                input: payload.value,
                inst,
                expected: "string",
                code: "invalid_type",
            });
            return payload;
        }
        inst._zod.pattern.lastIndex = 0;
        if (!inst._zod.pattern.test(payload.value)) {
            payload.issues.push({
                input: payload.value,
                inst,
                code: "invalid_format",
                format: def.format ?? "template_literal",
                pattern: inst._zod.pattern.source,
            });
            return payload;
        }
        return payload;
    };
})));
const $ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodFunction", (inst, def) => {
    $ZodType.init(inst, def);
    // Defined, not assigned: the classic prototype exposes `_def` as a getter with no setter.
    Object.defineProperty(inst, "_def", { value: def });
    inst._zod.def = def;
    inst.implement = (func) => {
        if (typeof func !== "function") {
            throw new Error("implement() must be called with a function");
        }
        // Defined inline so the closure stays anonymous: binding it to a `const` first names it, which costs 256 bytes per implemented function.
        return Object.defineProperty(function (...args) {
            const parsedArgs = inst._def.input ? parse(inst._def.input, args) : args;
            const result = Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return parse(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst.implementAsync = (func) => {
        if (typeof func !== "function") {
            throw new Error("implementAsync() must be called with a function");
        }
        return Object.defineProperty(async function (...args) {
            const parsedArgs = inst._def.input ? await parseAsync(inst._def.input, args) : args;
            const result = await Reflect.apply(func, this, parsedArgs);
            if (inst._def.output) {
                return await parseAsync(inst._def.output, result);
            }
            return result;
        }, "_zod", { value: inst._zod, enumerable: false });
    };
    inst._zod.parse = (payload, _ctx) => {
        if (typeof payload.value !== "function") {
            payload.issues.push({
                code: "invalid_type",
                expected: "function",
                input: payload.value,
                inst,
            });
            return payload;
        }
        // Check if output is a promise type to determine if we should use async implementation
        const hasPromiseOutput = inst._def.output && inst._def.output._zod.def.type === "promise";
        if (hasPromiseOutput) {
            payload.value = inst.implementAsync(payload.value);
        }
        else {
            payload.value = inst.implement(payload.value);
        }
        return payload;
    };
    inst.input = (...args) => {
        const F = inst.constructor;
        if (Array.isArray(args[0])) {
            return new F({
                type: "function",
                input: new $ZodTuple({
                    type: "tuple",
                    items: args[0],
                    rest: args[1],
                }),
                output: inst._def.output,
            });
        }
        return new F({
            type: "function",
            input: args[0],
            output: inst._def.output,
        });
    };
    inst.output = (output) => {
        const F = inst.constructor;
        return new F({
            type: "function",
            input: inst._def.input,
            output,
        });
    };
    return inst;
})));
const $ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodPromise", (inst, def) => {
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, ctx) => {
        return Promise.resolve(payload.value).then((inner) => def.innerType._zod.run({ value: inner, issues: [] }, ctx));
    };
})));
const $ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodLazy", (inst, def) => {
    $ZodType.init(inst, def);
    // Cache the resolved inner type on the shared `def` so all clones of this lazy (e.g. via `.describe()`/`.meta()`) share the same inner instance, preserving identity for cycle detection on recursive schemas.
    util.defineLazy(inst._zod, "innerType", () => {
        const d = def;
        if (!d._cachedInner)
            d._cachedInner = def.getter();
        return d._cachedInner;
    });
    util.defineLazyInternal(inst, "pattern", (zod) => zod.innerType?._zod?.pattern);
    util.defineLazyInternal(inst, "propValues", (zod) => zod.innerType?._zod?.propValues);
    util.defineLazyInternal(inst, "optin", (zod) => zod.innerType?._zod?.optin ?? undefined);
    util.defineLazyInternal(inst, "optout", (zod) => zod.innerType?._zod?.optout ?? undefined);
    inst._zod.parse = (payload, ctx) => {
        const inner = inst._zod.innerType;
        return inner._zod.run(payload, ctx);
    };
})));
const $ZodCustom = /*@__PURE__*/ core_core/* $constructor */.xI("$ZodCustom", (inst, def) => {
    core_checks/* $ZodCheck */.QP.init(inst, def);
    $ZodType.init(inst, def);
    inst._zod.parse = (payload, _) => {
        return payload;
    };
    inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
            return r.then((r) => handleRefineResult(r, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
    };
});
function handleRefineResult(result, payload, input, inst) {
    if (!result) {
        const _iss = {
            code: "custom",
            input,
            inst, // incorporates params.error into issue reporting
            path: [...(inst._zod.def.path ?? [])], // incorporates params.error into issue reporting
            continue: !inst._zod.def.abort,
            // params: inst._zod.def.params,
        };
        if (inst._zod.def.params)
            _iss.params = inst._zod.def.params;
        payload.issues.push(core_util/* issue */.sn(_iss));
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/registries.js
var registries = __nccwpck_require__(9396);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __nccwpck_require__(3759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/core/to-json-schema.js


function assignProps(target, ...sources) {
    for (const source of sources) {
        for (const key of Reflect.ownKeys(source)) {
            if (Object.prototype.propertyIsEnumerable.call(source, key)) {
                (0,core_util/* assignProp */.Vy)(target, key, source[key]);
            }
        }
    }
    return target;
}
// function initializeContext<T extends schemas.$ZodType>(inputs: JSONSchemaGeneratorParams<T>): ToJSONSchemaContext<T> {
//   return {
//     processor: inputs.processor,
//     metadataRegistry: inputs.metadata ?? globalRegistry,
//     target: inputs.target ?? "draft-2020-12",
//     unrepresentable: inputs.unrepresentable ?? "throw",
//   };
// }
function to_json_schema_initializeContext(params) {
    // Normalize target: convert old non-hyphenated versions to hyphenated versions
    let target = params?.target ?? "draft-2020-12";
    if (target === "draft-4")
        target = "draft-04";
    if (target === "draft-7")
        target = "draft-07";
    return {
        processors: params.processors ?? {},
        metadataRegistry: params?.metadata ?? registries/* globalRegistry */.fd,
        target,
        unrepresentable: params?.unrepresentable ?? "throw",
        override: params?.override ?? (() => { }),
        io: params?.io ?? "output",
        counter: 0,
        seen: new Map(),
        sharedDefsExtractedFor: undefined,
        sharedEmitDoneFor: undefined,
        cycles: params?.cycles ?? "ref",
        reused: params?.reused ?? "inline",
        intersections: [],
        deferred: [],
        external: params?.external ?? undefined,
    };
}
/**
 * Applies the `unrepresentable` setting at a site that has no JSON Schema equivalent. Throws
 * `message` unless the setting (or the handler's return value) says otherwise. Returns `true` if a
 * custom JSON Schema was written into `json`, in which case the caller must not write its own.
 */
function handleUnrepresentable(schema, ctx, json, params, message) {
    const result = typeof ctx.unrepresentable === "function"
        ? ctx.unrepresentable({ zodSchema: schema, path: params.path, message })
        : ctx.unrepresentable;
    if (result === "any")
        return false;
    if (result === undefined || result === "throw")
        throw new Error(message);
    Object.assign(json, result);
    return true;
}
// never rename this back to `process`: bundler polyfills inject a top-level `const process` that a lexical declaration of the same name collides with (#6397)
function to_json_schema_processSchema(schema, ctx, _params = { path: [], schemaPath: [] }) {
    var _a;
    const def = schema._zod.def;
    // check for schema in seens
    const seen = ctx.seen.get(schema);
    if (seen) {
        seen.count++;
        // check if cycle
        const isCycle = _params.schemaPath.includes(schema);
        if (isCycle) {
            seen.cycle = _params.path;
        }
        return seen.schema;
    }
    // initialize
    const result = { schema: {}, count: 1, cycle: undefined, path: _params.path };
    ctx.seen.set(schema, result);
    ctx.sharedDefsExtractedFor = undefined;
    ctx.sharedEmitDoneFor = undefined;
    // custom method overrides default behavior
    const overrideSchema = schema._zod.toJSONSchema?.();
    if (overrideSchema) {
        result.schema = overrideSchema;
    }
    else {
        const params = {
            ..._params,
            schemaPath: [..._params.schemaPath, schema],
            path: _params.path,
        };
        if (schema._zod.processJSONSchema) {
            schema._zod.processJSONSchema(ctx, result.schema, params);
        }
        else {
            const _json = result.schema;
            const processor = ctx.processors[def.type];
            if (!processor) {
                throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
            }
            processor(schema, ctx, _json, params);
        }
        const parent = schema._zod.parent;
        if (parent) {
            // Also set ref if processor didn't (for inheritance)
            if (!result.ref)
                result.ref = parent;
            to_json_schema_processSchema(parent, ctx, params);
            ctx.seen.get(parent).isParent = true;
        }
    }
    // metadata
    const meta = ctx.metadataRegistry.get(schema);
    if (meta)
        assignProps(result.schema, meta);
    if (ctx.io === "input" && isTransforming(schema)) {
        // examples/defaults only apply to output type of pipe
        delete result.schema.examples;
        delete result.schema.default;
    }
    // set prefault as default
    if (ctx.io === "input" && "_prefault" in result.schema)
        (_a = result.schema).default ?? (_a.default = result.schema._prefault);
    delete result.schema._prefault;
    // pulling fresh from ctx.seen in case it was overwritten
    const _result = ctx.seen.get(schema);
    return _result.schema;
}
/** @deprecated Renamed to `processSchema`. An export alias declares no binding, so it is safe to keep. */

// Escape a reference token for use in a JSON Pointer fragment (RFC 6901): `~` becomes `~0` and `/` becomes `~1`. The `~` replacement must run first.
function encodeJSONPointerSegment(segment) {
    return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function to_json_schema_extractDefs(ctx, schema
// params: EmitParams
) {
    // iterate over seen map;
    const root = ctx.seen.get(schema);
    if (!root)
        throw new Error("Unprocessed schema. This is a bug in Zod.");
    // With `external` set, every registered schema resolves through the external branch of `makeURI`, so the root branch below produces the same ref the external branch would — this pass is identical whichever schema it is called with, and only needs to run once.
    if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external)
        return;
    // Track ids to detect duplicates across different schemas
    const idToSchema = new Map();
    for (const entry of ctx.seen.entries()) {
        const id = ctx.metadataRegistry.get(entry[0])?.id;
        if (id) {
            const existing = idToSchema.get(id);
            if (existing && existing !== entry[0]) {
                throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
            }
            idToSchema.set(id, entry[0]);
        }
    }
    // returns a ref to the schema defId will be empty if the ref points to an external schema (or #)
    const makeURI = (entry) => {
        // comparing the seen objects because sometimes multiple schemas map to the same seen object. e.g. lazy
        // external is configured
        const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
        if (ctx.external) {
            const externalId = ctx.external.registry.get(entry[0])?.id; // ?? "__shared";// `__schema${ctx.counter++}`;
            // check if schema is in the external registry
            const uriGenerator = ctx.external.uri ?? ((id) => id);
            if (externalId) {
                return { ref: uriGenerator(externalId) };
            }
            // otherwise, add to __shared
            const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
            entry[1].defId = id; // set defId so it will be reused if needed
            return { defId: id, ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}` };
        }
        const uriPrefix = `#`;
        const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
        // an id-less root has nowhere to be extracted to, so it stays inline and self-references as `#`
        if (entry[1] === root && !entry[1].schema.id) {
            return { ref: uriPrefix };
        }
        // self-contained schema
        const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
        return { defId, ref: defUriPrefix + encodeJSONPointerSegment(defId) };
    };
    // stored cached version in `def` property remove all properties, set $ref
    const extractToDef = (entry) => {
        // if the schema is already a reference, do not extract it
        if (entry[1].schema.$ref) {
            return;
        }
        const seen = entry[1];
        const { ref, defId } = makeURI(entry);
        seen.def = { ...seen.schema };
        // defId won't be set if the schema is a reference to an external schema or if the schema is the root schema
        if (defId)
            seen.defId = defId;
        // wipe away all properties except $ref
        const schema = seen.schema;
        for (const key in schema) {
            delete schema[key];
        }
        schema.$ref = ref;
    };
    // throw on cycles
    // break cycles
    if (ctx.cycles === "throw") {
        for (const entry of ctx.seen.entries()) {
            const seen = entry[1];
            if (seen.cycle) {
                throw new Error("Cycle detected: " +
                    `#/${seen.cycle?.join("/")}/<root>` +
                    '\n\nSet the `cycles` parameter to `"ref"` to resolve cyclical schemas with defs.');
            }
        }
    }
    // extract schemas into $defs
    for (const entry of ctx.seen.entries()) {
        const seen = entry[1];
        // convert root schema to # $ref
        if (schema === entry[0]) {
            extractToDef(entry); // this has special handling for the root schema
            continue;
        }
        // extract schemas that are in the external registry
        if (ctx.external) {
            const ext = ctx.external.registry.get(entry[0])?.id;
            if (schema !== entry[0] && ext) {
                extractToDef(entry);
                continue;
            }
        }
        // extract schemas with `id` meta
        const id = ctx.metadataRegistry.get(entry[0])?.id;
        if (id) {
            extractToDef(entry);
            continue;
        }
        // break cycles
        if (seen.cycle) {
            // any
            extractToDef(entry);
            continue;
        }
        // extract reused schemas
        if (seen.count > 1) {
            if (ctx.reused === "ref") {
                extractToDef(entry);
            }
        }
    }
    if (ctx.external)
        ctx.sharedDefsExtractedFor = ctx.external;
}
/** Rewrites `anyOf: [{type: "a"}, {type: "b"}]` to `type: ["a", "b"]`, which every JSON Schema draft treats as equivalent and most consumers render far better for the nullable case. Only branches that are a bare type assertion qualify — anything carrying a constraint, `$ref`, `const` or metadata is left alone. Runs after `flattenRef`, so a branch an override decorated or `$defs` extraction turned into a `$ref` is no longer bare and correctly stays in `anyOf`. `oneOf` is excluded: `integer` and `number` overlap, so "exactly one" and "at least one" are not the same there. OpenAPI 3.0 is excluded: its `type` must be a single string. */
function compactTypeUnion(schema) {
    const options = schema.anyOf;
    if (!Array.isArray(options) || options.length === 0 || schema.type !== undefined)
        return;
    const types = [];
    for (const option of options) {
        if (!option || typeof option !== "object")
            return;
        // A branch that is itself a compactible union folds into this one — nested `anyOf` and a flat `type` array say the same thing. Compacting it first also makes the result independent of the order this pass walks the seen map in.
        compactTypeUnion(option);
        const keys = Object.keys(option);
        if (keys.length !== 1 || keys[0] !== "type")
            return;
        const type = option.type;
        for (const member of Array.isArray(type) ? type : [type]) {
            if (typeof member !== "string")
                return;
            if (!types.includes(member))
                types.push(member);
        }
    }
    delete schema.anyOf;
    // A `type` array must be non-empty and unique (metaschema); a single member is spelled as a bare string.
    schema.type = types.length === 1 ? types[0] : types;
}
/** Keywords `foldIntersection` knows how to combine. Anything else — `$ref`, `patternProperties`,
 * an annotation like `description` — makes a member unfoldable, so a constraint this does not
 * understand leaves the `allOf` alone instead of being silently dropped or misattributed. */
const FOLDABLE_KEYS = new Set(["type", "properties", "required", "additionalProperties"]);
const UNION_KEYS = ["oneOf", "anyOf"];
/** A member's constraint on a key it does not declare itself. A `catchall` states one; `false`, an absent `additionalProperties`, and the empty schema a loose object emits state nothing. */
function undeclaredConstraint(member) {
    const extra = member.additionalProperties;
    if (extra === undefined || extra === false || typeof extra !== "object" || extra === null)
        return null;
    return Object.keys(extra).length ? extra : null;
}
/** Combines object members into the single object they describe together, or returns `null` if any of them carries a keyword outside {@link FOLDABLE_KEYS}. */
function foldObjects(members) {
    const objects = [];
    for (const member of members) {
        // A boolean subschema is legal JSON Schema and carries no keywords to fold.
        if (typeof member !== "object" || member.type !== "object")
            return null;
        for (const key in member) {
            if (!FOLDABLE_KEYS.has(key))
                return null;
        }
        objects.push(member);
    }
    const properties = {};
    const required = new Set();
    for (const object of objects) {
        for (const key in object.properties) {
            // `in` would report a `__proto__` key as already present via the prototype chain and skip it.
            if (Object.prototype.hasOwnProperty.call(properties, key))
                continue;
            // Every member constrains this key: the ones that declare it say how, and a `catchall` member constrains it too even though it does not name it. The key has to satisfy all of them, which is the same intersection one level down.
            const parts = [];
            for (const other of objects) {
                const part = other.properties?.[key] ?? undeclaredConstraint(other);
                if (part === null || part === undefined)
                    continue;
                if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part)))
                    parts.push(part);
            }
            const merged = parts.length === 1
                ? parts[0]
                : (foldObjects(parts) ?? { allOf: parts });
            (0,core_util/* assignProp */.Vy)(properties, key, merged);
        }
        for (const key of object.required ?? [])
            required.add(key);
    }
    const folded = { type: "object", properties };
    if (required.size)
        folded.required = [...required];
    // A key no member declares is rejected only when every member rejects it, so the fold is closed only when every member is. Otherwise it carries whatever the `catchall` members demand of such a key.
    if (objects.every((object) => object.additionalProperties === false)) {
        folded.additionalProperties = false;
    }
    else {
        const constraints = [];
        for (const object of objects) {
            const constraint = undeclaredConstraint(object);
            if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint)))
                constraints.push(constraint);
        }
        if (constraints.length === 1)
            folded.additionalProperties = constraints[0];
        else if (constraints.length > 1)
            folded.additionalProperties = { allOf: constraints };
    }
    return folded;
}
/** `additionalProperties` in an `allOf` member sees only that member's own `properties`, so two
 * closed object members reject each other's keys and the schema validates nothing. Zod's parser
 * pools the key sets instead — `handleIntersectionResults` reports a key as unrecognized only when
 * *every* side rejects it — so the emitted schema has to pool them too, and folding the members
 * into one object is the encoding that says so on every target.
 *
 * This runs from `finalize`, after `extractDefs`, which is what keeps it clear of the `$ref`
 * machinery: a member extracted into `$defs` is already a `$ref` by now and declines to fold, so it
 * keeps its reference and its own closedness rather than being inlined as a stale copy. */
function foldIntersection(json) {
    const allOf = json.allOf;
    if (!Array.isArray(allOf) || allOf.length < 2)
        return;
    // An `override` runs before this pass and may have written object keywords onto the intersection itself. Those are deliberate, so decline rather than overwrite them.
    for (const key of FOLDABLE_KEYS)
        if (key in json)
            return;
    // An intersection distributes over a union: `A & (X | Y)` is `(A & X) | (A & Y)`. Only the first union is distributed over; a second one stays among the members every branch folds against, where it fails the object check and declines the whole intersection rather than multiplying out.
    const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
    let folded = null;
    if (!unions.length) {
        folded = foldObjects(allOf);
    }
    else {
        const union = unions[0];
        const keyword = UNION_KEYS.find((k) => Array.isArray(union[k]));
        if (Object.keys(union).length !== 1)
            return;
        const rest = allOf.filter((m) => m !== union);
        const branches = union[keyword].map((branch) => foldObjects([...rest, branch]));
        if (branches.some((b) => !b))
            return;
        folded = { [keyword]: branches };
    }
    if (!folded)
        return;
    delete json.allOf;
    assignProps(json, folded);
}
function to_json_schema_finalize(ctx, schema) {
    const root = ctx.seen.get(schema);
    if (!root)
        throw new Error("Unprocessed schema. This is a bug in Zod.");
    // flatten refs - inherit properties from parent schemas
    const flattenRef = (zodSchema) => {
        const seen = ctx.seen.get(zodSchema);
        // already processed
        if (seen.ref === null)
            return;
        const schema = seen.def ?? seen.schema;
        const _cached = { ...schema };
        const ref = seen.ref;
        seen.ref = null; // prevent infinite recursion
        if (ref) {
            flattenRef(ref);
            const refSeen = ctx.seen.get(ref);
            const refSchema = refSeen.schema;
            // merge referenced schema into current
            if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
                // older drafts can't combine $ref with other properties
                schema.allOf = schema.allOf ?? [];
                schema.allOf.push(refSchema);
            }
            else {
                assignProps(schema, refSchema);
            }
            // restore child's own properties (child wins)
            assignProps(schema, _cached);
            const isParentRef = zodSchema._zod.parent === ref;
            // For parent chain, child is a refinement - remove parent-only properties
            if (isParentRef) {
                for (const key in schema) {
                    if (key === "$ref" || key === "allOf")
                        continue;
                    if (!(key in _cached)) {
                        delete schema[key];
                    }
                }
            }
            // When ref was extracted to $defs, remove properties that match the definition
            if (refSchema.$ref && refSeen.def) {
                for (const key in schema) {
                    if (key === "$ref" || key === "allOf")
                        continue;
                    if (key in refSeen.def && JSON.stringify(schema[key]) === JSON.stringify(refSeen.def[key])) {
                        delete schema[key];
                    }
                }
            }
        }
        // If parent was extracted (has $ref), propagate $ref to this schema. This handles cases like: readonly().meta({id}).describe() where processor sets ref to innerType but parent should be referenced
        const parent = zodSchema._zod.parent;
        if (parent && parent !== ref) {
            // Ensure parent is processed first so its def has inherited properties
            flattenRef(parent);
            const parentSeen = ctx.seen.get(parent);
            if (parentSeen?.schema.$ref) {
                schema.$ref = parentSeen.schema.$ref;
                // De-duplicate with parent's definition
                if (parentSeen.def) {
                    for (const key in schema) {
                        if (key === "$ref" || key === "allOf")
                            continue;
                        if (key in parentSeen.def && JSON.stringify(schema[key]) === JSON.stringify(parentSeen.def[key])) {
                            delete schema[key];
                        }
                    }
                }
            }
        }
        // execute overrides
        ctx.override({
            zodSchema: zodSchema,
            jsonSchema: schema,
            path: seen.path ?? [],
        });
    };
    // Flattening walks the whole map and clears each `ref` as it goes, so a second call over the same map is a no-op scan. Skip it outright once it has run for a registry conversion.
    if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
        for (const entry of [...ctx.seen.entries()].reverse()) {
            flattenRef(entry[0]);
        }
        if (ctx.target !== "openapi-3.0") {
            for (const entry of ctx.seen.entries()) {
                compactTypeUnion(entry[1].def ?? entry[1].schema);
            }
        }
        for (const rewrite of ctx.deferred)
            rewrite();
        // After flattening, every member that was extracted is a `$ref`, so the fold sees the final shape. A schema that inherits an intersection — through `z.lazy`, or any `ref` chain — holds the same `allOf` array, so fold by array identity to catch every copy.
        if (ctx.intersections.length) {
            const carriers = new Map();
            for (const seen of ctx.seen.values()) {
                for (const json of [seen.schema, seen.def]) {
                    const allOf = json?.allOf;
                    if (!Array.isArray(allOf))
                        continue;
                    const existing = carriers.get(allOf);
                    if (existing)
                        existing.push(json);
                    else
                        carriers.set(allOf, [json]);
                }
            }
            for (const allOf of ctx.intersections) {
                for (const json of carriers.get(allOf) ?? [])
                    foldIntersection(json);
            }
        }
    }
    const result = {};
    if (ctx.target === "draft-2020-12") {
        result.$schema = "https://json-schema.org/draft/2020-12/schema";
    }
    else if (ctx.target === "draft-07") {
        result.$schema = "http://json-schema.org/draft-07/schema#";
    }
    else if (ctx.target === "draft-04") {
        result.$schema = "http://json-schema.org/draft-04/schema#";
    }
    else if (ctx.target === "openapi-3.0") {
        // OpenAPI 3.0 schema objects should not include a $schema property
    }
    else {
        // Arbitrary string values are allowed but won't have a $schema property set
    }
    if (ctx.external?.uri) {
        const id = ctx.external.registry.get(schema)?.id;
        if (!id)
            throw new Error("Schema is missing an `id` property");
        result.$id = ctx.external.uri(id);
    }
    // when the root was extracted into $defs, `root.schema` is the `$ref` wrapper and `root.def` is the body that now lives under $defs
    assignProps(result, root.defId ? root.schema : (root.def ?? root.schema));
    // The `id` in `.meta()` is a Zod-specific registration tag used to extract schemas into $defs — it is not user-facing JSON Schema metadata. Strip it from the output body where it would otherwise leak. The id is preserved implicitly via the $defs key (and via $ref paths).
    const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
    if (rootMetaId !== undefined && result.id === rootMetaId)
        delete result.id;
    // build defs object. With `external`, `defs` is the shared object every schema writes into, so the same entries are reassigned on every call. Without it, `defs` is fresh per call and must be rebuilt.
    const defs = ctx.external?.defs ?? {};
    if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
        for (const entry of ctx.seen.entries()) {
            const seen = entry[1];
            if (seen.def && seen.defId) {
                if (seen.def.id === seen.defId)
                    delete seen.def.id;
                (0,core_util/* assignProp */.Vy)(defs, seen.defId, seen.def);
            }
        }
    }
    if (ctx.external)
        ctx.sharedEmitDoneFor = ctx.external;
    // set definitions in result
    if (ctx.external) {
    }
    else {
        if (Object.keys(defs).length > 0) {
            if (ctx.target === "draft-2020-12") {
                result.$defs = defs;
            }
            else {
                result.definitions = defs;
            }
        }
    }
    try {
        // this "finalizes" this schema and ensures all cycles are removed each call to finalize() is functionally independent though the seen map is shared
        const finalized = JSON.parse(JSON.stringify(result));
        Object.defineProperty(finalized, "~standard", {
            value: {
                ...schema["~standard"],
                jsonSchema: {
                    input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
                    output: createStandardJSONSchemaMethod(schema, "output", ctx.processors),
                },
            },
            enumerable: false,
            writable: false,
        });
        return finalized;
    }
    catch (_err) {
        throw new Error("Error converting schema to JSON.");
    }
}
function isTransforming(_schema, _ctx) {
    const ctx = _ctx ?? { seen: new Set() };
    if (ctx.seen.has(_schema))
        return false;
    ctx.seen.add(_schema);
    const def = _schema._zod.def;
    if (def.type === "transform")
        return true;
    if (def.type === "array")
        return isTransforming(def.element, ctx);
    if (def.type === "set")
        return isTransforming(def.valueType, ctx);
    if (def.type === "lazy")
        return isTransforming(def.getter(), ctx);
    if (def.type === "promise" ||
        def.type === "optional" ||
        def.type === "nonoptional" ||
        def.type === "nullable" ||
        def.type === "readonly" ||
        def.type === "default" ||
        def.type === "prefault" ||
        def.type === "catch") {
        return isTransforming(def.innerType, ctx);
    }
    if (def.type === "intersection") {
        return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
    }
    if (def.type === "record" || def.type === "map") {
        return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
    }
    if (def.type === "pipe") {
        if (_schema._zod.traits.has("$ZodCodec"))
            return true;
        return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
    }
    if (def.type === "object") {
        for (const key in def.shape) {
            if (isTransforming(def.shape[key], ctx))
                return true;
        }
        return false;
    }
    if (def.type === "union") {
        for (const option of def.options) {
            if (isTransforming(option, ctx))
                return true;
        }
        return false;
    }
    if (def.type === "tuple") {
        for (const item of def.items) {
            if (isTransforming(item, ctx))
                return true;
        }
        if (def.rest && isTransforming(def.rest, ctx))
            return true;
        return false;
    }
    return false;
}
/**
 * Creates a toJSONSchema method for a schema instance.
 * This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
 */
const createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
    const ctx = to_json_schema_initializeContext({ ...params, processors });
    to_json_schema_processSchema(schema, ctx);
    to_json_schema_extractDefs(ctx, schema);
    return to_json_schema_finalize(ctx, schema);
};
const createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
    const { libraryOptions, target } = params ?? {};
    const ctx = to_json_schema_initializeContext({ ...(libraryOptions ?? {}), target, io, processors });
    to_json_schema_processSchema(schema, ctx);
    to_json_schema_extractDefs(ctx, schema);
    return to_json_schema_finalize(ctx, schema);
};

;// CONCATENATED MODULE: ./node_modules/zod/v4/core/json-schema-processors.js




const narrowMin = (agg, key, value) => {
    if (agg[key] === undefined || value > agg[key])
        agg[key] = value;
};
const narrowMax = (agg, key, value) => {
    if (agg[key] === undefined || value < agg[key])
        agg[key] = value;
};
const narrowBoth = (agg, value) => {
    narrowMin(agg, "minimum", value);
    narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
    agg.multipleOf ?? (agg.multipleOf = []);
    if (!agg.multipleOf.includes(value))
        agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
    agg.patterns ?? (agg.patterns = new Set());
    agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
    agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
// last-wins, matching the bag's historical write order; the flag keeps an integer format from being lost to a later float one
const setFormat = (agg, format) => {
    agg.format = format;
    if (format.includes("int"))
        agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
    setFormat(agg, def.format);
    const [minimum, maximum] = ranges[def.format];
    narrowMin(agg, "minimum", minimum);
    narrowMax(agg, "maximum", maximum);
};
const contributors = {
    greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
    less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
    multiple_of: (agg, def) => addDivisor(agg, def.value),
    number_format: formatContributor(core_util/* NUMBER_FORMAT_RANGES */.zH),
    bigint_format: formatContributor(core_util/* BIGINT_FORMAT_RANGES */.NR),
    min_length: minContributor,
    max_length: maxContributor,
    length_equals: (agg, def) => narrowBoth(agg, def.length),
    min_size: minContributor,
    max_size: maxContributor,
    size_equals: (agg, def) => narrowBoth(agg, def.size),
    string_format: (agg, def) => {
        setFormat(agg, def.format);
        if (def.pattern)
            addPattern(agg, def.pattern);
        if (def.format === "base64" || def.format === "base64url")
            agg.contentEncoding = def.format;
        if (def.local || def.precision === -1)
            agg.laxFormat = true;
    },
    mime_type: (agg, def) => intersectMime(agg, def.mime),
};
function aggregateChecks(schema) {
    const agg = {};
    const def = schema._zod.def;
    // a format schema is its own first check, same rule as $ZodType init
    const list = schema._zod.traits.has("$ZodCheck")
        ? [schema, ...(def.checks ?? [])]
        : (def.checks ?? []);
    for (const ch of list)
        contributors[ch._zod.def.check]?.(agg, ch._zod.def);
    // reconcile with the bag so third-party onattach contributions still land; first-party residue is never tighter than the fold, so merging it back is idempotent for one and additive for the other
    const bag = schema._zod.bag;
    if (bag.minimum !== undefined)
        narrowMin(agg, "minimum", bag.minimum);
    if (bag.exclusiveMinimum !== undefined)
        narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
    if (bag.maximum !== undefined)
        narrowMax(agg, "maximum", bag.maximum);
    if (bag.exclusiveMaximum !== undefined)
        narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
    if (bag.multipleOf !== undefined)
        addDivisor(agg, bag.multipleOf);
    if (bag.format !== undefined) {
        agg.format ?? (agg.format = bag.format);
        if (bag.format.includes("int"))
            agg.isInt = true;
    }
    if (bag.mime)
        intersectMime(agg, bag.mime);
    for (const pattern of bag.patterns ?? [])
        addPattern(agg, pattern);
    return agg;
}
const formatMap = {
    guid: "uuid",
    url: "uri",
    datetime: "date-time",
    json_string: "json-string",
    regex: "", // do not set
};
// ==================== SIMPLE TYPE PROCESSORS ====================
// the runtime patterns are lax so parse paths never overflow the regex stack; the emitted schema swaps in the exact block forms, which zod itself never executes
const exactPatterns = new Map([
    [base64Charset, core_regexes/* base64 */.K3],
    [base64urlCharset, core_regexes/* base64url */.r0],
]);
const exactPattern = (p) => exactPatterns.get(p) ?? p;
const stringProcessor = (schema, ctx, _json, _params) => {
    const json = _json;
    json.type = "string";
    const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minLength = minimum;
    if (typeof maximum === "number")
        json.maxLength = maximum;
    // custom pattern overrides format
    if (format) {
        json.format = formatMap[format] ?? format;
        if (json.format === "")
            delete json.format; // empty format is not valid
        // `z.iso.time()` is never full-time, and `laxFormat` carries the datetime shapes that also accept what their keyword forbids
        if (format === "time" || laxFormat) {
            delete json.format;
        }
    }
    if (contentEncoding)
        json.contentEncoding = contentEncoding;
    if (patterns && patterns.size > 0) {
        const patternList = [...patterns].map(exactPattern);
        if (patternList.length === 1)
            json.pattern = patternList[0].source;
        else if (patternList.length > 1) {
            json.allOf = [
                ...patternList.map((regex) => ({
                    ...(ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0"
                        ? { type: "string" }
                        : {}),
                    pattern: regex.source,
                })),
            ];
        }
    }
};
const numberProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
    json.type = isInt ? "integer" : "number";
    // when both minimum and exclusiveMinimum exist, pick the more restrictive one
    const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
    const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
    const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
    if (exMin) {
        if (legacy) {
            json.minimum = exclusiveMinimum;
            json.exclusiveMinimum = true;
        }
        else {
            json.exclusiveMinimum = exclusiveMinimum;
        }
    }
    else if (typeof minimum === "number") {
        json.minimum = minimum;
    }
    if (exMax) {
        if (legacy) {
            json.maximum = exclusiveMaximum;
            json.exclusiveMaximum = true;
        }
        else {
            json.exclusiveMaximum = exclusiveMaximum;
        }
    }
    else if (typeof maximum === "number") {
        json.maximum = maximum;
    }
    if (multipleOf) {
        // JSON Schema requires a divisor strictly greater than zero, and a non-finite one does not survive JSON at all. A negative divisor accepts exactly what its absolute value accepts, so it still maps; zero, NaN and Infinity have no keyword form.
        const divisors = new Set();
        for (const divisor of multipleOf) {
            if (Number.isFinite(divisor) && divisor !== 0)
                divisors.add(Math.abs(divisor));
            else
                handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
        }
        // chained divisors are a conjunction the keyword cannot carry alone, so extras ride an allOf, same as stacked patterns
        const [first, ...rest] = divisors;
        if (first !== undefined)
            json.multipleOf = first;
        if (rest.length)
            json.allOf = [...(json.allOf ?? []), ...rest.map((m) => ({ multipleOf: m }))];
    }
};
const booleanProcessor = (_schema, _ctx, json, _params) => {
    json.type = "boolean";
};
const bigintProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "BigInt cannot be represented in JSON Schema");
};
const symbolProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Symbols cannot be represented in JSON Schema");
};
const nullProcessor = (_schema, ctx, json, _params) => {
    if (ctx.target === "openapi-3.0") {
        json.type = "string";
        json.nullable = true;
        json.enum = [null];
    }
    else {
        json.type = "null";
    }
};
const undefinedProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Undefined cannot be represented in JSON Schema");
};
const voidProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Void cannot be represented in JSON Schema");
};
const neverProcessor = (_schema, _ctx, json, _params) => {
    json.not = {};
};
const anyProcessor = (_schema, _ctx, _json, _params) => {
    // empty schema accepts anything
};
const unknownProcessor = (_schema, _ctx, _json, _params) => {
    // empty schema accepts anything
};
const dateProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Date cannot be represented in JSON Schema");
};
const enumProcessor = (schema, _ctx, json, _params) => {
    const def = schema._zod.def;
    const values = (0,core_util/* getEnumValues */.w5)(def.entries);
    // an empty enum accepts nothing, same as z.never()
    if (values.length === 0) {
        json.not = {};
        return;
    }
    // Number enums can have both string and number values
    if (values.every((v) => typeof v === "number"))
        json.type = "number";
    if (values.every((v) => typeof v === "string"))
        json.type = "string";
    json.enum = values;
};
const literalProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    // a literal with no values accepts nothing, same as z.never()
    if (def.values.length === 0) {
        json.not = {};
        return;
    }
    const vals = [];
    for (const val of def.values) {
        if (val === undefined) {
            // a custom schema replaces the whole literal, so there is nothing left to accumulate
            if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema"))
                return;
            // otherwise do not add to vals
        }
        else if (typeof val === "bigint") {
            if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema"))
                return;
            vals.push(Number(val));
        }
        else {
            vals.push(val);
        }
    }
    if (vals.length === 0) {
        // do nothing (an undefined literal was stripped)
    }
    else if (vals.length === 1) {
        const val = vals[0];
        json.type = val === null ? "null" : typeof val;
        if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") {
            json.enum = [val];
        }
        else {
            json.const = val;
        }
    }
    else {
        if (vals.every((v) => typeof v === "number"))
            json.type = "number";
        if (vals.every((v) => typeof v === "string"))
            json.type = "string";
        if (vals.every((v) => typeof v === "boolean"))
            json.type = "boolean";
        if (vals.every((v) => v === null))
            json.type = "null";
        json.enum = vals;
    }
};
const nanProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "NaN cannot be represented in JSON Schema");
};
const templateLiteralProcessor = (schema, _ctx, json, _params) => {
    const _json = json;
    const pattern = schema._zod.pattern;
    if (!pattern)
        throw new Error("Pattern not found in template literal");
    _json.type = "string";
    _json.pattern = pattern.source;
};
const fileProcessor = (schema, _ctx, json, _params) => {
    const _json = json;
    _json.type = "string";
    _json.format = "binary";
    _json.contentEncoding = "binary";
    const { minimum, maximum, mime } = aggregateChecks(schema);
    if (minimum !== undefined)
        _json.minLength = minimum;
    if (maximum !== undefined)
        _json.maxLength = maximum;
    if (!mime)
        return;
    // an empty intersection means the mime checks share no value, so nothing passes at runtime; `anyOf` must be non-empty, so the false schema is `not: {}`
    if (mime.length === 0)
        _json.not = {};
    else if (mime.length === 1)
        _json.contentMediaType = mime[0];
    // only contentMediaType differs, so the shared props stay at the root
    else
        _json.anyOf = mime.map((m) => ({ contentMediaType: m }));
};
const successProcessor = (_schema, _ctx, json, _params) => {
    json.type = "boolean";
};
const customProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
const functionProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Function types cannot be represented in JSON Schema");
};
const transformProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
const mapProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Map cannot be represented in JSON Schema");
};
const setProcessor = (schema, ctx, json, params) => {
    handleUnrepresentable(schema, ctx, json, params, "Set cannot be represented in JSON Schema");
};
// ==================== COMPOSITE TYPE PROCESSORS ====================
const arrayProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    const { minimum, maximum } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minItems = minimum;
    if (typeof maximum === "number")
        json.maxItems = maximum;
    json.type = "array";
    json.items = to_json_schema_processSchema(def.element, ctx, {
        ...params,
        path: [...params.path, "items"],
    });
};
// Transform and catch set `optin = "optional"` at runtime so the parser lets them observe an
// absent key, but their declared input type stays required. An input JSON Schema describes the
// declared type, so resolve past them to the schema that actually carries the optionality.
// Used by both `objectProcessor` (for `required`) and `tupleProcessor` (for `minItems`); see
// wiki/optionality.md, "The JSON Schema emitter reads the *static* value".
function inputOptin(schema) {
    const def = schema._zod.def;
    if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) {
        return inputOptin(def.out);
    }
    if (def.type === "catch") {
        return inputOptin(def.innerType);
    }
    return schema._zod.optin;
}
const objectProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    const shape = def.shape;
    // dropping it while still emitting `additionalProperties: false` would emit a schema that rejects data this one requires
    const symbolKeys = Object.getOwnPropertySymbols(shape);
    if (symbolKeys.length &&
        handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) {
        return;
    }
    json.type = "object";
    json.properties = {};
    for (const key in shape) {
        // assignProp so a __proto__ key becomes an own property instead of hitting the inherited setter on the plain {} we build into
        (0,core_util/* assignProp */.Vy)(json.properties, key, to_json_schema_processSchema(shape[key], ctx, {
            ...params,
            path: [...params.path, "properties", key],
        }));
    }
    // required keys
    const requiredKeys = [];
    for (const key of Object.keys(shape)) {
        const field = def.shape[key];
        if (ctx.io === "input" ? inputOptin(field) === undefined : field._zod.optout === undefined) {
            requiredKeys.push(key);
        }
    }
    if (requiredKeys.length > 0) {
        json.required = requiredKeys;
    }
    // catchall
    if (def.catchall?._zod.def.type === "never") {
        // strict
        json.additionalProperties = false;
    }
    else if (!def.catchall) {
        // regular
        if (ctx.io === "output")
            json.additionalProperties = false;
    }
    else if (def.catchall) {
        json.additionalProperties = to_json_schema_processSchema(def.catchall, ctx, {
            ...params,
            path: [...params.path, "additionalProperties"],
        });
    }
};
const unionProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    // Exclusive unions (inclusive === false) use oneOf (exactly one match) instead of anyOf (one or more matches). This includes both z.xor() and discriminated unions
    const isExclusive = def.inclusive === false;
    const options = def.options.map((x, i) => to_json_schema_processSchema(x, ctx, {
        ...params,
        path: [...params.path, isExclusive ? "oneOf" : "anyOf", i],
    }));
    if (isExclusive) {
        json.oneOf = options;
    }
    else {
        json.anyOf = options;
    }
};
const intersectionProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    const a = to_json_schema_processSchema(def.left, ctx, {
        ...params,
        path: [...params.path, "allOf", 0],
    });
    const b = to_json_schema_processSchema(def.right, ctx, {
        ...params,
        path: [...params.path, "allOf", 1],
    });
    const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
    const allOf = [
        ...(isSimpleIntersection(a) ? a.allOf : [a]),
        ...(isSimpleIntersection(b) ? b.allOf : [b]),
    ];
    json.allOf = allOf;
    // Recorded innermost first, so a nested intersection has already folded by the time this one is considered. The array is the handle rather than the schema, because a wrapper that inherits this schema shares the same array; `finalize` folds every object holding it. See `foldIntersection`.
    ctx.intersections.push(allOf);
};
const tupleProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    json.type = "array";
    const prefixPath = ctx.target === "draft-2020-12" ? "prefixItems" : "items";
    const restPath = ctx.target === "draft-2020-12" ? "items" : ctx.target === "openapi-3.0" ? "items" : "additionalItems";
    const prefixItems = def.items.map((x, i) => to_json_schema_processSchema(x, ctx, {
        ...params,
        path: [...params.path, prefixPath, i],
    }));
    const rest = def.rest
        ? to_json_schema_processSchema(def.rest, ctx, {
            ...params,
            path: [...params.path, restPath, ...(ctx.target === "openapi-3.0" ? [def.items.length] : [])],
        })
        : null;
    let minItems = def.items.length;
    while (minItems > 0) {
        const item = def.items[minItems - 1];
        const optional = ctx.io === "input" ? inputOptin(item) !== undefined : item._zod.optout === "optional";
        if (!optional)
            break;
        minItems--;
    }
    const maxItems = def.items.length;
    const isClosed = !def.rest;
    if (ctx.target === "draft-2020-12") {
        json.prefixItems = prefixItems;
        if (isClosed) {
            json.items = false;
        }
        else if (rest) {
            json.items = rest;
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    else if (ctx.target === "openapi-3.0") {
        json.items = {
            anyOf: prefixItems,
        };
        if (rest) {
            json.items.anyOf.push(rest);
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    else {
        json.items = prefixItems;
        if (isClosed) {
            json.additionalItems = false;
        }
        else if (rest) {
            json.additionalItems = rest;
        }
        if (minItems > 0)
            json.minItems = minItems;
        if (isClosed)
            json.maxItems = maxItems;
    }
    // explicit user-defined length checks take precedence
    const { minimum, maximum } = aggregateChecks(schema);
    if (typeof minimum === "number")
        json.minItems = minimum;
    if (typeof maximum === "number")
        json.maxItems = maximum;
};
/** JSON object keys are always strings, so a numeric record key schema is re-expressed over the
 * numeric-string form the record parser matches. Deferred to `finalize`, after the flatten: a key
 * behind a wrapper only carries its own `type` before then, and a union key only has its branches.
 *
 * A numeric bound cannot apply to a property name, so `minimum` and its siblings are dropped rather
 * than carried over: keeping them beside `type: "string"` reproduces the match-nothing schema this
 * exists to fix. A key that carries one therefore emits wider than the record parses — `z.record(z.number().min(5), V)`
 * accepts `"3"` — which is the deliberate trade, since throwing on it would reject an ordinary schema
 * outright. */
function stringifyKeyNames(bySchema, json, visited) {
    // an extracted key that rewrites cannot go on sharing its definition — the string form a key position needs is not the number form every other reference wants — so it inlines. One that does not rewrite keeps the `$ref`.
    if (json.$ref) {
        // a recursive key holds its own reference inside its definition, so a node already on the path is left alone rather than resolved again
        if (visited.has(json))
            return json;
        visited.add(json);
        const def = bySchema.get(json)?.def;
        if (!def)
            return json;
        const inlined = stringifyKeyNames(bySchema, def, visited);
        return inlined === def ? json : inlined;
    }
    for (const keyword of ["anyOf", "oneOf"]) {
        const branches = json[keyword];
        if (!Array.isArray(branches))
            continue;
        const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
        // rebuilding regardless would detach a key that had nothing to re-express, dropping its `$ref` and leaking the internal `id`
        if (mapped.some((branch, i) => branch !== branches[i]))
            json = { ...json, [keyword]: mapped };
    }
    // a member that already admits a string leaves the key unconstrained, so the node's own type re-expresses only when every member is numeric
    const types = Array.isArray(json.type) ? json.type : [json.type];
    const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
    // a heterogeneous key carries no type at all, so its numeric members are caught here instead
    const values = json.enum ?? (json.const !== undefined ? [json.const] : undefined);
    if (!numericType && !values?.some((v) => typeof v === "number"))
        return json;
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
    if (rest.enum)
        rest.enum = rest.enum.map((v) => (typeof v === "number" ? String(v) : v));
    else if (typeof rest.const === "number")
        rest.const = String(rest.const);
    // a heterogeneous key keeps its absent type: the stringified members already say what a key may be
    if (!numericType)
        return rest;
    rest.type = "string";
    if (!values)
        rest.pattern = (types.includes("number") ? core_regexes/* number */.ai : core_regexes/* integer */.nd).source;
    return rest;
}
/** Every record of one conversion, so the carriers are found in a single pass rather than once per record. */
const pendingRecords = new WeakMap();
function rewriteKeyNames(ctx) {
    // an extracted key is resolved by the object `extractToDef` left in its place, so the map is built once rather than searched per reference. `_zod.toJSONSchema` can hand the same object to two schemas, so the first entry carrying a body wins, as a search would have found it.
    const bySchema = new Map();
    for (const entry of ctx.seen.values()) {
        if (entry.def && !bySchema.has(entry.schema))
            bySchema.set(entry.schema, entry);
    }
    const rewrites = new Map();
    for (const record of pendingRecords.get(ctx) ?? []) {
        const seen = ctx.seen.get(record);
        const names = (seen?.def ?? seen?.schema)?.propertyNames;
        if (!names || names === true || rewrites.has(names))
            continue;
        const rewritten = stringifyKeyNames(bySchema, names, new Set());
        if (rewritten !== names)
            rewrites.set(names, rewritten);
    }
    if (!rewrites.size)
        return;
    // the flatten has already copied each record's own properties onto every wrapper by reference, and an extracted body is another such copy, so every carrier holding a rewritten key is updated together
    for (const entry of ctx.seen.values()) {
        for (const carrier of [entry.schema, entry.def]) {
            const rewritten = carrier && rewrites.get(carrier.propertyNames);
            if (rewritten)
                carrier.propertyNames = rewritten;
        }
    }
}
const recordProcessor = (schema, ctx, _json, params) => {
    const json = _json;
    const def = schema._zod.def;
    json.type = "object";
    // For looseRecord with regex patterns, use patternProperties. This correctly represents "only validate keys matching the pattern" semantics and composes well with allOf (intersections)
    const keyType = def.keyType;
    const patterns = aggregateChecks(keyType).patterns;
    if (def.mode === "loose" && patterns && patterns.size > 0) {
        // Use patternProperties for looseRecord with regex patterns
        const valueSchema = to_json_schema_processSchema(def.valueType, ctx, {
            ...params,
            path: [...params.path, "patternProperties", "*"],
        });
        json.patternProperties = {};
        for (const pattern of patterns) {
            (0,core_util/* assignProp */.Vy)(json.patternProperties, exactPattern(pattern).source, valueSchema);
        }
    }
    else {
        // Default behavior: use propertyNames + additionalProperties
        if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
            json.propertyNames = to_json_schema_processSchema(def.keyType, ctx, {
                ...params,
                path: [...params.path, "propertyNames"],
            });
            let pending = pendingRecords.get(ctx);
            if (!pending) {
                pending = [];
                pendingRecords.set(ctx, pending);
                ctx.deferred.push(() => rewriteKeyNames(ctx));
            }
            pending.push(schema);
        }
        json.additionalProperties = to_json_schema_processSchema(def.valueType, ctx, {
            ...params,
            path: [...params.path, "additionalProperties"],
        });
    }
    // Add required for keys with discrete values (enum, literal, etc.)
    const keyValues = keyType._zod.values;
    // Every key shares one value schema, so an optional-in value makes the whole key set omittable on input. Output keeps them: the exhaustive branch assigns every key, even one whose value came back undefined.
    const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== undefined;
    if (keyValues && !def.partial && !omittableOnInput) {
        const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
        if (validKeyValues.length > 0) {
            json.required = validKeyValues.map(String);
        }
    }
};
const nullableProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    const inner = to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    if (ctx.target === "openapi-3.0") {
        seen.ref = def.innerType;
        json.nullable = true;
    }
    else {
        json.anyOf = [inner, { type: "null" }];
    }
};
const nonoptionalProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
/** Round-trips a default value through JSON so the emitted schema is guaranteed to be valid JSON.
 * A BigInt has no reliable encoding, so it goes through `unrepresentable` like any other
 * unrepresentable value. Returns a sentinel when the caller must not write a default of its own. */
const UNREPRESENTABLE_DEFAULT = Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
    let unrepresentable = false;
    const serialized = JSON.stringify(value, (_, val) => {
        if (typeof val !== "bigint")
            return val;
        unrepresentable = true;
        return null;
    });
    if (!unrepresentable)
        return JSON.parse(serialized);
    handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
    return UNREPRESENTABLE_DEFAULT;
}
const defaultProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
    if (value !== UNREPRESENTABLE_DEFAULT)
        json.default = value;
};
const prefaultProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    if (ctx.io !== "input")
        return;
    const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
    if (value !== UNREPRESENTABLE_DEFAULT)
        json._prefault = value;
};
const catchProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    let catchValue;
    try {
        catchValue = def.catchValue(undefined);
    }
    catch {
        handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
        return;
    }
    json.default = catchValue;
};
const pipeProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    const inIsTransform = def.in._zod.traits.has("$ZodTransform");
    const innerType = ctx.io === "input" ? (inIsTransform ? def.out : def.in) : def.out;
    to_json_schema_processSchema(innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = innerType;
};
const readonlyProcessor = (schema, ctx, json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
    json.readOnly = true;
};
const promiseProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
const optionalProcessor = (schema, ctx, _json, params) => {
    const def = schema._zod.def;
    to_json_schema_processSchema(def.innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = def.innerType;
};
const lazyProcessor = (schema, ctx, _json, params) => {
    const innerType = schema._zod.innerType;
    to_json_schema_processSchema(innerType, ctx, params);
    const seen = ctx.seen.get(schema);
    seen.ref = innerType;
};
// ==================== ALL PROCESSORS ====================
const allProcessors = {
    string: stringProcessor,
    number: numberProcessor,
    boolean: booleanProcessor,
    bigint: bigintProcessor,
    symbol: symbolProcessor,
    null: nullProcessor,
    undefined: undefinedProcessor,
    void: voidProcessor,
    never: neverProcessor,
    any: anyProcessor,
    unknown: unknownProcessor,
    date: dateProcessor,
    enum: enumProcessor,
    literal: literalProcessor,
    nan: nanProcessor,
    template_literal: templateLiteralProcessor,
    file: fileProcessor,
    success: successProcessor,
    custom: customProcessor,
    function: functionProcessor,
    transform: transformProcessor,
    map: mapProcessor,
    set: setProcessor,
    array: arrayProcessor,
    object: objectProcessor,
    union: unionProcessor,
    intersection: intersectionProcessor,
    tuple: tupleProcessor,
    record: recordProcessor,
    nullable: nullableProcessor,
    nonoptional: nonoptionalProcessor,
    default: defaultProcessor,
    prefault: prefaultProcessor,
    catch: catchProcessor,
    pipe: pipeProcessor,
    readonly: readonlyProcessor,
    promise: promiseProcessor,
    optional: optionalProcessor,
    lazy: lazyProcessor,
};
function toJSONSchema(input, params) {
    if ("_idmap" in input) {
        // Registry case
        const registry = input;
        const ctx = initializeContext({ ...params, processors: allProcessors });
        const defs = {};
        // First pass: process all schemas to build the seen map
        for (const entry of registry._idmap.entries()) {
            const [_, schema] = entry;
            processSchema(schema, ctx);
        }
        const schemas = {};
        const external = {
            registry,
            uri: params?.uri,
            defs,
        };
        // Update the context with external configuration
        ctx.external = external;
        // Second pass: emit each schema
        for (const entry of registry._idmap.entries()) {
            const [key, schema] = entry;
            extractDefs(ctx, schema);
            assignProp(schemas, key, finalize(ctx, schema));
        }
        if (Object.keys(defs).length > 0) {
            const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
            schemas.__shared = {
                [defsSegment]: defs,
            };
        }
        return { schemas };
    }
    // Single schema case
    const ctx = initializeContext({ ...params, processors: allProcessors });
    processSchema(input, ctx);
    extractDefs(ctx, input);
    return finalize(ctx, input);
}

;// CONCATENATED MODULE: ./node_modules/zod/v4/locales/en.js

const error = () => {
    const Sizable = {
        string: { unit: "characters", verb: "to have" },
        file: { unit: "bytes", verb: "to have" },
        array: { unit: "items", verb: "to have" },
        set: { unit: "items", verb: "to have" },
        map: { unit: "entries", verb: "to have" },
    };
    function getSizing(origin) {
        return Sizable[origin] ?? null;
    }
    const FormatDictionary = {
        regex: "input",
        email: "email address",
        url: "URL",
        emoji: "emoji",
        uuid: "UUID",
        uuidv4: "UUIDv4",
        uuidv6: "UUIDv6",
        nanoid: "nanoid",
        guid: "GUID",
        cuid: "cuid",
        cuid2: "cuid2",
        ulid: "ULID",
        xid: "XID",
        ksuid: "KSUID",
        datetime: "ISO datetime",
        date: "ISO date",
        time: "ISO time",
        duration: "ISO duration",
        ipv4: "IPv4 address",
        ipv6: "IPv6 address",
        mac: "MAC address",
        cidrv4: "IPv4 range",
        cidrv6: "IPv6 range",
        base64: "base64-encoded string",
        base64url: "base64url-encoded string",
        json_string: "JSON string",
        e164: "E.164 number",
        currency_code: "currency code",
        credit_card: "credit card number",
        iban: "IBAN",
        jwt: "JWT",
        template_literal: "input",
    };
    // type names: missing keys = do not translate (use raw value via ?? fallback)
    const TypeDictionary = {
        // Compatibility: "nan" -> "NaN" for display
        nan: "NaN",
        // All other type names omitted - they fall back to raw values via ?? operator
    };
    function getTypeName(type, input) {
        if (type === "number" && typeof input === "number" && !Number.isFinite(input)) {
            return String(input);
        }
        return TypeDictionary[type] ?? type;
    }
    return (issue) => {
        switch (issue.code) {
            case "invalid_type": {
                const expected = getTypeName(issue.expected);
                const receivedType = core_util/* parsedType */.GW(issue.input);
                const received = getTypeName(receivedType, issue.input);
                return `Invalid input: expected ${expected}, received ${received}`;
            }
            case "invalid_value":
                if (issue.values.length === 1)
                    return `Invalid input: expected ${core_util/* stringifyPrimitive */.B7(issue.values[0])}`;
                return `Invalid option: expected one of ${core_util/* joinValues */.jw(issue.values, "|")}`;
            case "too_big": {
                const adj = issue.exact ? "exactly " : issue.inclusive ? "<=" : "<";
                const sizing = getSizing(issue.origin);
                if (sizing)
                    return `Too big: expected ${issue.origin ?? "value"} to have ${adj}${issue.maximum.toString()} ${sizing.unit ?? "elements"}`;
                return `Too big: expected ${issue.origin ?? "value"} to be ${adj}${issue.maximum.toString()}`;
            }
            case "too_small": {
                const adj = issue.exact ? "exactly " : issue.inclusive ? ">=" : ">";
                const sizing = getSizing(issue.origin);
                if (sizing) {
                    return `Too small: expected ${issue.origin} to have ${adj}${issue.minimum.toString()} ${sizing.unit}`;
                }
                return `Too small: expected ${issue.origin} to be ${adj}${issue.minimum.toString()}`;
            }
            case "invalid_format": {
                const _issue = issue;
                if (_issue.format === "starts_with") {
                    return `Invalid string: must start with "${_issue.prefix}"`;
                }
                if (_issue.format === "ends_with")
                    return `Invalid string: must end with "${_issue.suffix}"`;
                if (_issue.format === "includes")
                    return `Invalid string: must include "${_issue.includes}"`;
                if (_issue.format === "regex")
                    return `Invalid string: must match pattern ${_issue.pattern}`;
                return `Invalid ${FormatDictionary[_issue.format] ?? issue.format}`;
            }
            case "not_multiple_of":
                return `Invalid number: must be a multiple of ${issue.divisor}`;
            case "unrecognized_keys":
                return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${core_util/* joinValues */.jw(issue.keys, ", ")}`;
            case "invalid_key":
                return `Invalid key in ${issue.origin}`;
            case "invalid_union":
                if (issue.options && Array.isArray(issue.options) && issue.options.length > 0) {
                    const opts = issue.options.map((o) => `'${o}'`).join(" | ");
                    return `Invalid discriminator value. Expected ${opts}`;
                }
                if (issue.inclusive === false) {
                    return "Invalid input: more than one option matched";
                }
                return "Invalid input";
            case "invalid_element":
                return `Invalid value in ${issue.origin}`;
            default:
                return `Invalid input`;
        }
    };
};
/* harmony default export */ function en() {
    return {
        localeError: error(),
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/parse.js + 1 modules
var classic_parse = __nccwpck_require__(3852);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/parse.js
var core_parse = __nccwpck_require__(4196);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/schemas.js








// Register English as the default locale on first ZodType construction. Hooked into the `ZodType` `$constructor` (rather than a top-level `config(en())` in `external.ts`) so bundlers honoring `sideEffects: false` can't tree-shake it out — see #5953, #5725. An explicit `z.config(z.locales.xx())` call wins regardless of order, since this only sets the default when none is present.
function _ensureDefaultLocale() {
    if (!core_core/* globalConfig */.cr.localeError)
        core_core/* config */.$W(en());
}
// the default memoizer is read by the core container init, which runs before `ZodType.init`, so each container calls this first
function _ensureDefaultMemoizer() {
    if (!core_core/* globalConfig */.cr.memoizer)
        core_core/* config */.$W({ memoizer: memoizer() });
}
const ZodType = /*@__PURE__*/ core_core/* $constructor */.xI("ZodType", (inst, def) => {
    _ensureDefaultLocale();
    $ZodType.init(inst, def);
    inst.def = def;
    inst.type = def.type;
    return inst;
}, {
    check(...chks) {
        const def = this.def;
        return this.clone(core_util/* mergeDefs */.zM(def, {
            checks: [
                ...(def.checks ?? []),
                ...chks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch),
            ],
        }), { parent: true });
    },
    with(...chks) {
        return this.check(...chks);
    },
    clone(def, params) {
        return core_util/* clone */.o8(this, def, params);
    },
    brand() {
        return this;
    },
    register(reg, meta) {
        reg.add(this, meta);
        return this;
    },
    refine(check, params) {
        return this.check(refine(check, params));
    },
    superRefine(refinement, params) {
        return this.check(superRefine(refinement, params));
    },
    overwrite(fn) {
        return this.check(api/* _overwrite */.bS(fn));
    },
    optional() {
        return optional(this);
    },
    exactOptional() {
        return exactOptional(this);
    },
    nullable() {
        return nullable(this);
    },
    nullish() {
        return optional(nullable(this));
    },
    nonoptional(params) {
        return nonoptional(this, params);
    },
    array() {
        return array(this);
    },
    or(arg) {
        return union([this, arg]);
    },
    and(arg) {
        return intersection(this, arg);
    },
    transform(tx) {
        return pipe(this, transform(tx));
    },
    default(d) {
        return _default(this, d);
    },
    prefault(d) {
        return prefault(this, d);
    },
    catch(params) {
        return _catch(this, params);
    },
    pipe(target) {
        return pipe(this, target);
    },
    readonly() {
        return readonly(this);
    },
    describe(description) {
        const cl = this.clone();
        registries/* globalRegistry */.fd.add(cl, { description });
        return cl;
    },
    meta(...args) {
        // overloaded: meta() returns the registered metadata, meta(data) returns a clone with `data` registered. The mapped type picks up the second overload, so we accept variadic any-args and return `any` to satisfy both at runtime.
        if (args.length === 0)
            return registries/* globalRegistry */.fd.get(this);
        const cl = this.clone();
        registries/* globalRegistry */.fd.add(cl, args[0]);
        return cl;
    },
    isOptional() {
        return this.safeParse(undefined).success;
    },
    isNullable() {
        return this.safeParse(null).success;
    },
    apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
    },
    // Overrides core's `~standard` to add `jsonSchema`. Must stay a prototype entry: redefining it per instance demotes instances to dictionary mode.
    get "~standard"() {
        return core_util/* hide */.jD(this, "~standard", {
            ...standardProps(this),
            jsonSchema: {
                input: createStandardJSONSchemaMethod(this, "input"),
                output: createStandardJSONSchemaMethod(this, "output"),
            },
        });
    },
    set "~standard"(value) {
        core_util/* own */.qh(this, "~standard", value);
    },
    parse: function _parse(data, params) {
        return classic_parse/* parse */.qg(this, data, params, { callee: _parse });
    },
    parseAsync: async function _parseAsync(data, params) {
        return await classic_parse/* parseAsync */.EJ(this, data, params, { callee: _parseAsync });
    },
    safeParse(data, params) {
        return classic_parse/* safeParse */.xL(this, data, params);
    },
    async safeParseAsync(data, params) {
        return classic_parse/* safeParseAsync */.bp(this, data, params);
    },
    // `spa` is an alias: same function object as `safeParseAsync`, as before.
    get spa() {
        return this?.safeParseAsync;
    },
    set spa(value) {
        core_util/* own */.qh(this, "spa", value);
    },
    validate(data, params) {
        return core_parse/* validate */.tf(this, data, params);
    },
    validateAsync(data, params) {
        return core_parse/* validateAsync */.F0(this, data, params);
    },
    encode: function _encode(data, params) {
        return classic_parse/* encode */.lF(this, data, params, { callee: _encode });
    },
    decode: function _decode(data, params) {
        return classic_parse/* decode */.D4(this, data, params, { callee: _decode });
    },
    encodeAsync: async function _encodeAsync(data, params) {
        return await classic_parse/* encodeAsync */.X$(this, data, params, { callee: _encodeAsync });
    },
    decodeAsync: async function _decodeAsync(data, params) {
        return await classic_parse/* decodeAsync */.Re(this, data, params, { callee: _decodeAsync });
    },
    safeEncode(data, params) {
        return classic_parse/* safeEncode */.wy(this, data, params);
    },
    safeDecode(data, params) {
        return classic_parse/* safeDecode */.ex(this, data, params);
    },
    async safeEncodeAsync(data, params) {
        return classic_parse/* safeEncodeAsync */.EM(this, data, params);
    },
    async safeDecodeAsync(data, params) {
        return classic_parse/* safeDecodeAsync */.yR(this, data, params);
    },
    toJSONSchema(params) {
        return createToJSONSchemaMethod(this, {})(params);
    },
    // Reads through to the registry on every access, so it must not cache.
    get description() {
        return registries/* globalRegistry */.fd.get(this)?.description;
    },
    // No setter: `schema._def = x` throws, as it did when `_def` was a non-writable own property.
    get _def() {
        return this._zod.def;
    },
});
/** @internal */
const _ZodString = /*@__PURE__*/ core_core/* $constructor */.xI("_ZodString", (inst, def) => {
    $ZodString.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
}, 
/*@__PURE__*/ core_util/* derived */.un({
    format: (inst) => aggregateChecks(inst).format ?? null,
    minLength: (inst) => aggregateChecks(inst).minimum ?? null,
    maxLength: (inst) => aggregateChecks(inst).maximum ?? null,
}, {
    regex(...args) {
        return this.check(api/* _regex */.Fk(...args));
    },
    includes(...args) {
        return this.check(api/* _includes */.dR(...args));
    },
    startsWith(...args) {
        return this.check(api/* _startsWith */.$S(...args));
    },
    endsWith(...args) {
        return this.check(api/* _endsWith */.ER(...args));
    },
    min(...args) {
        return this.check(api/* _minLength */.m9(...args));
    },
    max(...args) {
        return this.check(api/* _maxLength */.Eb(...args));
    },
    length(...args) {
        return this.check(api/* _length */.YA(...args));
    },
    nonempty(...args) {
        return this.check(api/* _minLength */.m9(1, ...args));
    },
    lowercase(params) {
        return this.check(api/* _lowercase */.hH(params));
    },
    uppercase(params) {
        return this.check(api/* _uppercase */.qF(params));
    },
    trim() {
        return this.check(api/* _trim */.WN());
    },
    normalize(...args) {
        return this.check(api/* _normalize */.lo(...args));
    },
    toLowerCase() {
        return this.check(api/* _toLowerCase */.Il());
    },
    toUpperCase() {
        return this.check(api/* _toUpperCase */.xY());
    },
    slugify() {
        return this.check(api/* _slugify */.TL());
    },
}));
const ZodString = /*@__PURE__*/ core_core/* $constructor */.xI("ZodString", (inst, def) => {
    $ZodString.init(inst, def);
    _ZodString.init(inst, def);
}, {
    email(params) {
        return this.check(api/* _email */.Mu(ZodEmail, params));
    },
    url(params) {
        return this.check(api/* _url */.Fn(ZodURL, params));
    },
    jwt(params) {
        return this.check(api/* _jwt */.rk(ZodJWT, params));
    },
    emoji(params) {
        return this.check(api/* _emoji */.aC(ZodEmoji, params));
    },
    guid(params) {
        return this.check(api/* _guid */.tB(ZodGUID, params));
    },
    uuid(params) {
        return this.check(api/* _uuid */.Be(ZodUUID, params));
    },
    uuidv4(params) {
        return this.check(api/* _uuidv4 */.nA(ZodUUID, params));
    },
    uuidv6(params) {
        return this.check(api/* _uuidv6 */.pY(ZodUUID, params));
    },
    uuidv7(params) {
        return this.check(api/* _uuidv7 */.wA(ZodUUID, params));
    },
    nanoid(params) {
        return this.check(api/* _nanoid */.Dl(ZodNanoID, params));
    },
    cuid(params) {
        return this.check(api/* _cuid */.fs(ZodCUID, params));
    },
    cuid2(params) {
        return this.check(api/* _cuid2 */.Bj(ZodCUID2, params));
    },
    ulid(params) {
        return this.check(api/* _ulid */.Ct(ZodULID, params));
    },
    base64(params) {
        return this.check(api/* _base64 */.rt(ZodBase64, params));
    },
    base64url(params) {
        return this.check(api/* _base64url */.cU(ZodBase64URL, params));
    },
    xid(params) {
        return this.check(api/* _xid */.Pw(ZodXID, params));
    },
    ksuid(params) {
        return this.check(api/* _ksuid */._z(ZodKSUID, params));
    },
    ipv4(params) {
        return this.check(api/* _ipv4 */.Ny(ZodIPv4, params));
    },
    ipv6(params) {
        return this.check(api/* _ipv6 */.$O(ZodIPv6, params));
    },
    cidrv4(params) {
        return this.check(api/* _cidrv4 */.Uy(ZodCIDRv4, params));
    },
    cidrv6(params) {
        return this.check(api/* _cidrv6 */.gP(ZodCIDRv6, params));
    },
    e164(params) {
        return this.check(api/* _e164 */.KB(ZodE164, params));
    },
    datetime(params) {
        return this.check(api/* _isoDateTime */.G1(ZodISODateTime, params));
    },
    date(params) {
        return this.check(api/* _isoDate */.db(ZodISODate, params));
    },
    time(params) {
        return this.check(api/* _isoTime */.Kn(ZodISOTime, params));
    },
    duration(params) {
        return this.check(api/* _isoDuration */.f2(ZodISODuration, params));
    },
});
function string(params) {
    return api/* _string */.Rl(ZodString, params);
}
const ZodStringFormat = /*@__PURE__*/ core_core/* $constructor */.xI("ZodStringFormat", (inst, def) => {
    $ZodStringFormat.init(inst, def);
    _ZodString.init(inst, def);
});
const ZodISODateTime = /*@__PURE__*/ core_core/* $constructor */.xI("ZodISODateTime", (inst, def) => {
    $ZodISODateTime.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodISODate = /*@__PURE__*/ core_core/* $constructor */.xI("ZodISODate", (inst, def) => {
    $ZodISODate.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodISOTime = /*@__PURE__*/ core_core/* $constructor */.xI("ZodISOTime", (inst, def) => {
    $ZodISOTime.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodISODuration = /*@__PURE__*/ core_core/* $constructor */.xI("ZodISODuration", (inst, def) => {
    $ZodISODuration.init(inst, def);
    ZodStringFormat.init(inst, def);
});
const ZodEmail = /*@__PURE__*/ core_core/* $constructor */.xI("ZodEmail", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodEmail.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function email(params) {
    return core._email(ZodEmail, params);
}
const ZodGUID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodGUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodGUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function guid(params) {
    return core._guid(ZodGUID, params);
}
const ZodUUID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodUUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodUUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function uuid(params) {
    return core._uuid(ZodUUID, params);
}
function uuidv4(params) {
    return core._uuidv4(ZodUUID, params);
}
// ZodUUIDv6
function uuidv6(params) {
    return core._uuidv6(ZodUUID, params);
}
// ZodUUIDv7
function uuidv7(params) {
    return core._uuidv7(ZodUUID, params);
}
const ZodURL = /*@__PURE__*/ core_core/* $constructor */.xI("ZodURL", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodURL.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function url(params) {
    return core._url(ZodURL, params);
}
function httpUrl(params) {
    return core._url(ZodURL, {
        protocol: regexes.httpProtocol,
        hostname: regexes.domain,
        ...util.normalizeParams(params),
    });
}
const ZodEmoji = /*@__PURE__*/ core_core/* $constructor */.xI("ZodEmoji", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodEmoji.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function emoji(params) {
    return core._emoji(ZodEmoji, params);
}
const ZodNanoID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodNanoID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodNanoID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function nanoid(params) {
    return core._nanoid(ZodNanoID, params);
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link ZodCUID2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const ZodCUID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodCUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
/**
 * Validates a CUID v1 string.
 *
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2 | `z.cuid2()`} instead.
 * See https://github.com/paralleldrive/cuid.
 */
function cuid(params) {
    return core._cuid(ZodCUID, params);
}
const ZodCUID2 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCUID2", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodCUID2.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function cuid2(params) {
    return core._cuid2(ZodCUID2, params);
}
const ZodULID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodULID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodULID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function ulid(params) {
    return core._ulid(ZodULID, params);
}
const ZodXID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodXID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodXID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function xid(params) {
    return core._xid(ZodXID, params);
}
const ZodKSUID = /*@__PURE__*/ core_core/* $constructor */.xI("ZodKSUID", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodKSUID.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function ksuid(params) {
    return core._ksuid(ZodKSUID, params);
}
const ZodIPv4 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodIPv4", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodIPv4.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function ipv4(params) {
    return core._ipv4(ZodIPv4, params);
}
const ZodMAC = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMAC", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    core.$ZodMAC.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function mac(params) {
    return core._mac(ZodMAC, params);
}
const ZodIPv6 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodIPv6", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodIPv6.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function ipv6(params) {
    return core._ipv6(ZodIPv6, params);
}
const ZodCIDRv4 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCIDRv4", (inst, def) => {
    $ZodCIDRv4.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function cidrv4(params) {
    return core._cidrv4(ZodCIDRv4, params);
}
const ZodCIDRv6 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCIDRv6", (inst, def) => {
    $ZodCIDRv6.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function cidrv6(params) {
    return core._cidrv6(ZodCIDRv6, params);
}
const ZodBase64 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodBase64", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodBase64.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function base64(params) {
    return core._base64(ZodBase64, params);
}
const ZodBase64URL = /*@__PURE__*/ core_core/* $constructor */.xI("ZodBase64URL", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodBase64URL.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function base64url(params) {
    return core._base64url(ZodBase64URL, params);
}
const ZodE164 = /*@__PURE__*/ core_core/* $constructor */.xI("ZodE164", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodE164.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function e164(params) {
    return core._e164(ZodE164, params);
}
const ZodCreditCard = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCreditCard", (inst, def) => {
    core.$ZodCreditCard.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function creditCard(params) {
    return core._creditCard(ZodCreditCard, params);
}
const ZodIBAN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodIBAN", (inst, def) => {
    core.$ZodIBAN.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function iban(params) {
    return core._iban(ZodIBAN, params);
}
const ZodJWT = /*@__PURE__*/ core_core/* $constructor */.xI("ZodJWT", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    $ZodJWT.init(inst, def);
    ZodStringFormat.init(inst, def);
});
function jwt(params) {
    return core._jwt(ZodJWT, params);
}
const ZodCustomStringFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodCustomStringFormat", (inst, def) => {
    // ZodStringFormat.init(inst, def);
    core.$ZodCustomStringFormat.init(inst, def);
    ZodStringFormat.init(inst, def);
})));
function stringFormat(format, fnOrRegex, _params = {}) {
    return core._stringFormat(ZodCustomStringFormat, format, fnOrRegex, _params);
}
function hostname(_params) {
    return core._stringFormat(ZodCustomStringFormat, "hostname", regexes.hostname, _params);
}
function hex(_params) {
    return core._stringFormat(ZodCustomStringFormat, "hex", regexes.hex, _params);
}
function currencyCode(_params) {
    return core._stringFormat(ZodCustomStringFormat, "currency_code", regexes.currencyCode, _params);
}
function hash(alg, params) {
    const enc = params?.enc ?? "hex";
    const format = `${alg}_${enc}`;
    const regex = core.regexes[format];
    if (!regex)
        throw new Error(`Unrecognized hash format: ${format}`);
    return core._stringFormat(ZodCustomStringFormat, format, regex, params);
}
const ZodNumber = /*@__PURE__*/ core_core/* $constructor */.xI("ZodNumber", (inst, def) => {
    $ZodNumber.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
    inst.isFinite = true;
}, 
/*@__PURE__*/ core_util/* derived */.un({
    minValue: (inst) => {
        const { minimum, exclusiveMinimum } = aggregateChecks(inst);
        return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
    },
    maxValue: (inst) => {
        const { maximum, exclusiveMaximum } = aggregateChecks(inst);
        return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
    },
    isInt: (inst) => {
        const { isInt, multipleOf } = aggregateChecks(inst);
        return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
    },
    format: (inst) => aggregateChecks(inst).format ?? null,
}, {
    gt(value, params) {
        return this.check(api/* _gt */.Tx(value, params));
    },
    gte(value, params) {
        return this.check(api/* _gte */.qm(value, params));
    },
    min(value, params) {
        return this.check(api/* _gte */.qm(value, params));
    },
    lt(value, params) {
        return this.check(api/* _lt */.Au(value, params));
    },
    lte(value, params) {
        return this.check(api/* _lte */.Zm(value, params));
    },
    max(value, params) {
        return this.check(api/* _lte */.Zm(value, params));
    },
    int(params) {
        return this.check(schemas_int(params));
    },
    safe(params) {
        return this.check(schemas_int(params));
    },
    positive(params) {
        return this.check(api/* _gt */.Tx(0, params));
    },
    nonnegative(params) {
        return this.check(api/* _gte */.qm(0, params));
    },
    negative(params) {
        return this.check(api/* _lt */.Au(0, params));
    },
    nonpositive(params) {
        return this.check(api/* _lte */.Zm(0, params));
    },
    multipleOf(value, params) {
        return this.check(api/* _multipleOf */.Hi(value, params));
    },
    step(value, params) {
        return this.check(api/* _multipleOf */.Hi(value, params));
    },
    finite() {
        return this;
    },
}));
function number(params) {
    return api/* _number */.F7(ZodNumber, params);
}
const ZodNumberFormat = /*@__PURE__*/ core_core/* $constructor */.xI("ZodNumberFormat", (inst, def) => {
    $ZodNumberFormat.init(inst, def);
    ZodNumber.init(inst, def);
});
function schemas_int(params) {
    return api/* _int */.LK(ZodNumberFormat, params);
}
function float32(params) {
    return core._float32(ZodNumberFormat, params);
}
function float64(params) {
    return core._float64(ZodNumberFormat, params);
}
function int32(params) {
    return core._int32(ZodNumberFormat, params);
}
function uint32(params) {
    return core._uint32(ZodNumberFormat, params);
}
const ZodBoolean = /*@__PURE__*/ core_core/* $constructor */.xI("ZodBoolean", (inst, def) => {
    $ZodBoolean.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function schemas_boolean(params) {
    return api/* _boolean */._L(ZodBoolean, params);
}
const ZodBigInt = /*@__PURE__*/ core_core/* $constructor */.xI("ZodBigInt", (inst, def) => {
    $ZodBigInt.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => bigintProcessor(inst, ctx, json, params);
}, 
/*@__PURE__*/ core_util/* derived */.un({
    minValue: (inst) => aggregateChecks(inst).minimum ?? null,
    maxValue: (inst) => aggregateChecks(inst).maximum ?? null,
    format: (inst) => aggregateChecks(inst).format ?? null,
}, {
    gte(value, params) {
        return this.check(api/* _gte */.qm(value, params));
    },
    min(value, params) {
        return this.check(api/* _gte */.qm(value, params));
    },
    gt(value, params) {
        return this.check(api/* _gt */.Tx(value, params));
    },
    lt(value, params) {
        return this.check(api/* _lt */.Au(value, params));
    },
    lte(value, params) {
        return this.check(api/* _lte */.Zm(value, params));
    },
    max(value, params) {
        return this.check(api/* _lte */.Zm(value, params));
    },
    positive(params) {
        return this.check(api/* _gt */.Tx(BigInt(0), params));
    },
    negative(params) {
        return this.check(api/* _lt */.Au(BigInt(0), params));
    },
    nonpositive(params) {
        return this.check(api/* _lte */.Zm(BigInt(0), params));
    },
    nonnegative(params) {
        return this.check(api/* _gte */.qm(BigInt(0), params));
    },
    multipleOf(value, params) {
        return this.check(api/* _multipleOf */.Hi(value, params));
    },
}));
function bigint(params) {
    return core._bigint(ZodBigInt, params);
}
const ZodBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodBigIntFormat", (inst, def) => {
    core.$ZodBigIntFormat.init(inst, def);
    ZodBigInt.init(inst, def);
})));
function int64(params) {
    return core._int64(ZodBigIntFormat, params);
}
function uint64(params) {
    return core._uint64(ZodBigIntFormat, params);
}
const ZodSymbol = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSymbol", (inst, def) => {
    core.$ZodSymbol.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.symbolProcessor(inst, ctx, json, params);
})));
function symbol(params) {
    return core._symbol(ZodSymbol, params);
}
const ZodUndefined = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodUndefined", (inst, def) => {
    core.$ZodUndefined.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.undefinedProcessor(inst, ctx, json, params);
})));
function _undefined(params) {
    return core._undefined(ZodUndefined, params);
}

const ZodNull = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodNull", (inst, def) => {
    core.$ZodNull.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.nullProcessor(inst, ctx, json, params);
})));
function _null(params) {
    return core._null(ZodNull, params);
}

const ZodAny = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodAny", (inst, def) => {
    core.$ZodAny.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.anyProcessor(inst, ctx, json, params);
})));
function any() {
    return core._any(ZodAny);
}
const ZodUnknown = /*@__PURE__*/ core_core/* $constructor */.xI("ZodUnknown", (inst, def) => {
    $ZodUnknown.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => unknownProcessor(inst, ctx, json, params);
});
function unknown() {
    return api/* _unknown */.em(ZodUnknown);
}
const ZodNever = /*@__PURE__*/ core_core/* $constructor */.xI("ZodNever", (inst, def) => {
    $ZodNever.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
    return api/* _never */.G8(ZodNever, params);
}
const ZodVoid = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodVoid", (inst, def) => {
    core.$ZodVoid.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.voidProcessor(inst, ctx, json, params);
})));
function _void(params) {
    return core._void(ZodVoid, params);
}

const ZodDate = /*@__PURE__*/ core_core/* $constructor */.xI("ZodDate", (inst, def) => {
    $ZodDate.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => dateProcessor(inst, ctx, json, params);
    inst.min = (value, params) => inst.check(api/* _gte */.qm(value, params));
    inst.max = (value, params) => inst.check(api/* _lte */.Zm(value, params));
}, 
/*@__PURE__*/ core_util/* derived */.un({
    minDate: (inst) => {
        const { minimum } = aggregateChecks(inst);
        return minimum ? new Date(minimum) : null;
    },
    maxDate: (inst) => {
        const { maximum } = aggregateChecks(inst);
        return maximum ? new Date(maximum) : null;
    },
}, {}));
function date(params) {
    return core._date(ZodDate, params);
}
const ZodArray = /*@__PURE__*/ core_core/* $constructor */.xI("ZodArray", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodArray.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
    inst.element = def.element;
}, {
    min(n, params) {
        return this.check(api/* _minLength */.m9(n, params));
    },
    nonempty(params) {
        return this.check(api/* _minLength */.m9(1, params));
    },
    max(n, params) {
        return this.check(api/* _maxLength */.Eb(n, params));
    },
    length(n, params) {
        return this.check(api/* _length */.YA(n, params));
    },
    unwrap() {
        return this.element;
    },
});
function array(element, params) {
    return api/* _array */.dZ(ZodArray, element, params);
}
// .keyof
function keyof(schema) {
    const shape = schema._zod.def.shape;
    return _enum(Object.keys(shape));
}
const ZodObject = /*@__PURE__*/ core_core/* $constructor */.xI("ZodObject", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodObjectJIT.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
    core_util/* installLazyProp */.X(inst, "shape", (self) => self._zod.def.shape, false);
}, {
    keyof() {
        return _enum(Object.keys(this._zod.def.shape));
    },
    catchall(catchall) {
        // `mergeDefs` rather than a spread: spreading reads `shape`, and resolving it can mint a whole fresh subtree
        return this.clone(core_util/* mergeDefs */.zM(this._zod.def, { catchall: catchall }));
    },
    passthrough() {
        return this.clone(core_util/* mergeDefs */.zM(this._zod.def, { catchall: unknown() }));
    },
    loose() {
        return this.clone(core_util/* mergeDefs */.zM(this._zod.def, { catchall: unknown() }));
    },
    strict() {
        return this.clone(core_util/* mergeDefs */.zM(this._zod.def, { catchall: never() }));
    },
    strip() {
        return this.clone(core_util/* mergeDefs */.zM(this._zod.def, { catchall: undefined }));
    },
    extend(incoming) {
        return core_util/* extend */.X$(this, incoming);
    },
    safeExtend(incoming) {
        return core_util/* safeExtend */.W0(this, incoming);
    },
    merge(other) {
        return core_util/* merge */.h1(this, other);
    },
    pick(mask) {
        return core_util/* pick */.Up(this, mask);
    },
    omit(mask) {
        return core_util/* omit */.cJ(this, mask);
    },
    partial(...args) {
        return core_util/* partial */.OH(ZodOptional, this, args[0]);
    },
    exactPartial(...args) {
        return core_util/* partial */.OH(ZodExactOptional, this, args[0], "exactPartial");
    },
    required(...args) {
        return core_util/* required */.mw(ZodNonOptional, this, args[0]);
    },
});
function object(shape, params) {
    const def = {
        type: "object",
        shape: shape ?? {},
        ...core_util/* normalizeParams */.A2(params),
    };
    return new ZodObject(def);
}
// strictObject
function strictObject(shape, params) {
    return new ZodObject({
        type: "object",
        shape,
        catchall: never(),
        ...core_util/* normalizeParams */.A2(params),
    });
}
// looseObject
function looseObject(shape, params) {
    return new ZodObject({
        type: "object",
        shape,
        catchall: unknown(),
        ...util.normalizeParams(params),
    });
}
const ZodUnion = /*@__PURE__*/ core_core/* $constructor */.xI("ZodUnion", (inst, def) => {
    $ZodUnion.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
    inst.options = def.options;
});
function union(options, params) {
    return new ZodUnion({
        type: "union",
        options: options,
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodXor = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodXor", (inst, def) => {
    ZodUnion.init(inst, def);
    core.$ZodXor.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.unionProcessor(inst, ctx, json, params);
    inst.options = def.options;
})));
/** Creates an exclusive union (XOR) where exactly one option must match.
 * Unlike regular unions that succeed when any option matches, xor fails if
 * zero or more than one option matches the input. */
function xor(options, params) {
    return new ZodXor({
        type: "union",
        options: options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
const ZodDiscriminatedUnion = /*@__PURE__*/ core_core/* $constructor */.xI("ZodDiscriminatedUnion", (inst, def) => {
    ZodUnion.init(inst, def);
    $ZodDiscriminatedUnion.init(inst, def);
});
function discriminatedUnion(discriminator, options, params) {
    // const [options, params] = args;
    return new ZodDiscriminatedUnion({
        type: "union",
        options: options,
        discriminator,
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodIntersection = /*@__PURE__*/ core_core/* $constructor */.xI("ZodIntersection", (inst, def) => {
    $ZodIntersection.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
    return new ZodIntersection({
        type: "intersection",
        left: left,
        right: right,
    });
}
const ZodTuple = /*@__PURE__*/ core_core/* $constructor */.xI("ZodTuple", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodTuple.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => tupleProcessor(inst, ctx, json, params);
}, {
    rest(rest) {
        return this.clone({
            ...this._zod.def,
            rest: rest,
        });
    },
    partial() {
        const def = this._zod.def;
        // a refinement was authored against the full arity; partialing would run it on a shorter array
        if (def.checks?.length)
            throw new Error(".partial() cannot be used on tuple schemas containing refinements");
        return this.clone({
            ...def,
            items: def.items.map((item) => new ZodOptional({ type: "optional", innerType: item })),
        });
    },
});
function tuple(items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof core.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new ZodTuple({
        type: "tuple",
        items: items,
        rest,
        ...util.normalizeParams(params),
    });
}
const ZodRecord = /*@__PURE__*/ core_core/* $constructor */.xI("ZodRecord", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodRecord.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
    inst.keyType = def.keyType;
    inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
    // v3-compat: z.record(valueType, params?) — defaults keyType to z.string()
    if (!valueType || !valueType._zod) {
        return new ZodRecord({
            type: "record",
            keyType: string(),
            valueType: keyType,
            ...core_util/* normalizeParams */.A2(valueType),
        });
    }
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...core_util/* normalizeParams */.A2(params),
    });
}
// type alksjf = core.output<core.$ZodRecordKey>;
function partialRecord(keyType, valueType, params) {
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
        partial: true,
    });
}
function looseRecord(keyType, valueType, params) {
    return new ZodRecord({
        type: "record",
        keyType,
        valueType: valueType,
        mode: "loose",
        ...util.normalizeParams(params),
    });
}
const ZodMap = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodMap", (inst, def) => {
    _ensureDefaultMemoizer();
    core.$ZodMap.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.mapProcessor(inst, ctx, json, params);
    inst.keyType = def.keyType;
    inst.valueType = def.valueType;
    inst.min = (...args) => inst.check(core._minSize(...args));
    inst.nonempty = (params) => inst.check(core._minSize(1, params));
    inst.max = (...args) => inst.check(core._maxSize(...args));
    inst.size = (...args) => inst.check(core._size(...args));
})));
function map(keyType, valueType, params) {
    return new ZodMap({
        type: "map",
        keyType: keyType,
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodSet = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSet", (inst, def) => {
    _ensureDefaultMemoizer();
    core.$ZodSet.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.setProcessor(inst, ctx, json, params);
    inst.min = (...args) => inst.check(core._minSize(...args));
    inst.nonempty = (params) => inst.check(core._minSize(1, params));
    inst.max = (...args) => inst.check(core._maxSize(...args));
    inst.size = (...args) => inst.check(core._size(...args));
})));
function set(valueType, params) {
    return new ZodSet({
        type: "set",
        valueType: valueType,
        ...util.normalizeParams(params),
    });
}
const ZodEnum = /*@__PURE__*/ core_core/* $constructor */.xI("ZodEnum", (inst, def) => {
    $ZodEnum.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
    inst.enum = def.entries;
    // reuse the parsed value set so a numeric TS enum's reverse-mapping keys stay out
    inst.options = [...inst._zod.values];
    const keys = new Set(Object.keys(def.entries));
    inst.extract = (values, params) => {
        const newEntries = {};
        for (const value of values) {
            if (keys.has(value)) {
                newEntries[value] = def.entries[value];
            }
            else
                throw new Error(`Key ${value} not found in enum`);
        }
        return new ZodEnum({
            ...def,
            checks: [],
            ...core_util/* normalizeParams */.A2(params),
            entries: newEntries,
        });
    };
    inst.exclude = (values, params) => {
        const newEntries = { ...def.entries };
        for (const value of values) {
            if (keys.has(value)) {
                delete newEntries[value];
            }
            else
                throw new Error(`Key ${value} not found in enum`);
        }
        return new ZodEnum({
            ...def,
            checks: [],
            ...core_util/* normalizeParams */.A2(params),
            entries: newEntries,
        });
    };
});
function _enum(values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    return new ZodEnum({
        type: "enum",
        entries,
        ...core_util/* normalizeParams */.A2(params),
    });
}

/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function nativeEnum(entries, params) {
    return new ZodEnum({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
const ZodLiteral = /*@__PURE__*/ core_core/* $constructor */.xI("ZodLiteral", (inst, def) => {
    $ZodLiteral.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
    inst.values = new Set(def.values);
    Object.defineProperty(inst, "value", {
        get() {
            if (def.values.length > 1) {
                throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
            }
            return def.values[0];
        },
    });
});
function literal(value, params) {
    return new ZodLiteral({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodFile = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodFile", (inst, def) => {
    core.$ZodFile.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.fileProcessor(inst, ctx, json, params);
    inst.min = (size, params) => inst.check(core._minSize(size, params));
    inst.max = (size, params) => inst.check(core._maxSize(size, params));
    inst.mime = (types, params) => inst.check(core._mime(Array.isArray(types) ? types : [types], params));
})));
function file(params) {
    return core._file(ZodFile, params);
}
const ZodTransform = /*@__PURE__*/ core_core/* $constructor */.xI("ZodTransform", (inst, def) => {
    _ensureDefaultMemoizer();
    $ZodTransform.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
    inst._zod.parse = (payload, _ctx) => {
        if (_ctx.direction === "backward") {
            throw new core_core/* $ZodEncodeError */.cV(inst.constructor.name);
        }
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(core_util/* issue */.sn(issue, payload.value, def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = inst);
                // _issue.continue ??= true;
                payload.issues.push(core_util/* issue */.sn(_issue));
            }
        };
        const output = def.transform(payload.value, payload);
        if (output instanceof Promise) {
            return output.then((output) => {
                payload.value = output;
                return payload;
            });
        }
        payload.value = output;
        return payload;
    };
});
function transform(fn) {
    return new ZodTransform({
        type: "transform",
        transform: fn,
    });
}
const ZodOptional = /*@__PURE__*/ core_core/* $constructor */.xI("ZodOptional", (inst, def) => {
    $ZodOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
    return new ZodOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodExactOptional = /*@__PURE__*/ core_core/* $constructor */.xI("ZodExactOptional", (inst, def) => {
    $ZodExactOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
    return new ZodExactOptional({
        type: "optional",
        innerType: innerType,
    });
}
const ZodNullable = /*@__PURE__*/ core_core/* $constructor */.xI("ZodNullable", (inst, def) => {
    $ZodNullable.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
    return new ZodNullable({
        type: "nullable",
        innerType: innerType,
    });
}
// nullish
function nullish(innerType) {
    return optional(nullable(innerType));
}
const ZodDefault = /*@__PURE__*/ core_core/* $constructor */.xI("ZodDefault", (inst, def) => {
    $ZodDefault.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
    inst.removeDefault = inst.unwrap;
});
function _default(innerType, defaultValue) {
    return new ZodDefault({
        type: "default",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : core_util/* shallowClone */.yG(defaultValue);
        },
    });
}
const ZodPrefault = /*@__PURE__*/ core_core/* $constructor */.xI("ZodPrefault", (inst, def) => {
    $ZodPrefault.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
    return new ZodPrefault({
        type: "prefault",
        innerType: innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : core_util/* shallowClone */.yG(defaultValue);
        },
    });
}
const ZodNonOptional = /*@__PURE__*/ core_core/* $constructor */.xI("ZodNonOptional", (inst, def) => {
    $ZodNonOptional.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
    return new ZodNonOptional({
        type: "nonoptional",
        innerType: innerType,
        ...core_util/* normalizeParams */.A2(params),
    });
}
const ZodSuccess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodSuccess", (inst, def) => {
    core.$ZodSuccess.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.successProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
})));
function success(innerType) {
    return new ZodSuccess({
        type: "success",
        innerType: innerType,
    });
}
const ZodCatch = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCatch", (inst, def) => {
    $ZodCatch.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
    inst.removeCatch = inst.unwrap;
});
function _catch(innerType, catchValue) {
    return new ZodCatch({
        type: "catch",
        innerType: innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : core_util/* constantCatch */.SS(catchValue)),
    });
}

const ZodNaN = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodNaN", (inst, def) => {
    core.$ZodNaN.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.nanProcessor(inst, ctx, json, params);
})));
function nan(params) {
    return core._nan(ZodNaN, params);
}
const ZodPipe = /*@__PURE__*/ core_core/* $constructor */.xI("ZodPipe", (inst, def) => {
    $ZodPipe.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
    inst.in = def.in;
    inst.out = def.out;
});
function pipe(in_, out) {
    return new ZodPipe({
        type: "pipe",
        in: in_,
        out: out,
        // ...util.normalizeParams(params),
    });
}
const ZodCodec = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCodec", (inst, def) => {
    ZodPipe.init(inst, def);
    $ZodCodec.init(inst, def);
});
function codec(in_, out, params) {
    return new ZodCodec({
        type: "pipe",
        in: in_,
        out: out,
        transform: params.decode,
        reverseTransform: params.encode,
    });
}
function invertCodec(codec) {
    const def = codec._zod.def;
    return new ZodCodec({
        type: "pipe",
        in: def.out,
        out: def.in,
        transform: def.reverseTransform,
        reverseTransform: def.transform,
    });
}
const ZodPreprocess = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodPreprocess", (inst, def) => {
    ZodPipe.init(inst, def);
    core.$ZodPreprocess.init(inst, def);
})));
const ZodReadonly = /*@__PURE__*/ core_core/* $constructor */.xI("ZodReadonly", (inst, def) => {
    $ZodReadonly.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
    return new ZodReadonly({
        type: "readonly",
        innerType: innerType,
    });
}
const ZodTemplateLiteral = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodTemplateLiteral", (inst, def) => {
    core.$ZodTemplateLiteral.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.templateLiteralProcessor(inst, ctx, json, params);
})));
function templateLiteral(parts, params) {
    return new ZodTemplateLiteral({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
const ZodLazy = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodLazy", (inst, def) => {
    core.$ZodLazy.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.lazyProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.getter();
})));
function lazy(getter) {
    return new ZodLazy({
        type: "lazy",
        getter: getter,
    });
}
const ZodPromise = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodPromise", (inst, def) => {
    core.$ZodPromise.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.promiseProcessor(inst, ctx, json, params);
    inst.unwrap = () => inst._zod.def.innerType;
})));
function promise(innerType) {
    return new ZodPromise({
        type: "promise",
        innerType: innerType,
    });
}
const ZodFunction = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("ZodFunction", (inst, def) => {
    core.$ZodFunction.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => processors.functionProcessor(inst, ctx, json, params);
})));
function _function(params) {
    return new ZodFunction({
        type: "function",
        input: Array.isArray(params?.input) ? tuple(params?.input) : (params?.input ?? array(unknown())),
        output: params?.output ?? unknown(),
    });
}

const ZodCustom = /*@__PURE__*/ core_core/* $constructor */.xI("ZodCustom", (inst, def) => {
    $ZodCustom.init(inst, def);
    ZodType.init(inst, def);
    inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
// custom checks
function check(fn) {
    const ch = new core.$ZodCheck({
        check: "custom",
        // ...util.normalizeParams(params),
    });
    ch._zod.check = fn;
    return ch;
}
function custom(fn, _params) {
    return core._custom(ZodCustom, fn ?? (() => true), _params);
}
function refine(fn, _params = {}) {
    return api/* _refine */.fU(ZodCustom, fn, _params);
}
// superRefine
function superRefine(fn, params) {
    return api/* _superRefine */.MB(fn, params);
}
// Re-export describe and meta from core
const describe = api/* describe */.q0;
const meta = api/* meta */.mI;
const ZodInstanceOf = /*@__PURE__*/ core_core/* $constructor */.xI("ZodInstanceOf", (inst, def) => {
    ZodCustom.init(inst, def);
}, {
    properties(shape, params) {
        // asserts in place, so the narrowed output type is truthful without a wrapper
        return this.check(api/* _properties */.T2(shape, params));
    },
});
function _instanceof(cls, params = {}) {
    const inst = new ZodInstanceOf({
        type: "custom",
        check: "custom",
        fn: (data) => data instanceof cls,
        abort: true,
        ...util.normalizeParams(params),
    });
    inst._zod.bag.Class = cls;
    // Override check to emit invalid_type instead of custom
    inst._zod.check = (payload) => {
        if (!(payload.value instanceof cls)) {
            payload.issues.push({
                code: "invalid_type",
                expected: cls.name,
                input: payload.value,
                inst,
                path: [...(inst._zod.def.path ?? [])],
            });
        }
    };
    return inst;
}

// stringbool
const stringbool = (...args) => core._stringbool({
    Codec: ZodCodec,
    Boolean: ZodBoolean,
    String: ZodString,
}, ...args);
function json(params) {
    const jsonSchema = lazy(() => {
        return union([string(params), number(), schemas_boolean(), _null(), array(jsonSchema), record(string(), jsonSchema)]);
    });
    return jsonSchema;
}
// preprocess
function preprocess(fn, schema) {
    return new ZodPreprocess({
        type: "pipe",
        in: transform(fn),
        out: schema,
    });
}


/***/ }),

/***/ 3759:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ _ipv6),
/* harmony export */   $S: () => (/* binding */ _startsWith),
/* harmony export */   Au: () => (/* binding */ _lt),
/* harmony export */   Be: () => (/* binding */ _uuid),
/* harmony export */   Bj: () => (/* binding */ _cuid2),
/* harmony export */   Ct: () => (/* binding */ _ulid),
/* harmony export */   Dl: () => (/* binding */ _nanoid),
/* harmony export */   ER: () => (/* binding */ _endsWith),
/* harmony export */   Eb: () => (/* binding */ _maxLength),
/* harmony export */   F7: () => (/* binding */ _number),
/* harmony export */   Fk: () => (/* binding */ _regex),
/* harmony export */   Fn: () => (/* binding */ _url),
/* harmony export */   G1: () => (/* binding */ _isoDateTime),
/* harmony export */   G8: () => (/* binding */ _never),
/* harmony export */   Hi: () => (/* binding */ _multipleOf),
/* harmony export */   Il: () => (/* binding */ _toLowerCase),
/* harmony export */   KB: () => (/* binding */ _e164),
/* harmony export */   Kn: () => (/* binding */ _isoTime),
/* harmony export */   LK: () => (/* binding */ _int),
/* harmony export */   MB: () => (/* binding */ _superRefine),
/* harmony export */   Mu: () => (/* binding */ _email),
/* harmony export */   Ny: () => (/* binding */ _ipv4),
/* harmony export */   Pw: () => (/* binding */ _xid),
/* harmony export */   Rl: () => (/* binding */ _string),
/* harmony export */   T2: () => (/* binding */ _properties),
/* harmony export */   TL: () => (/* binding */ _slugify),
/* harmony export */   Tx: () => (/* binding */ _gt),
/* harmony export */   Uy: () => (/* binding */ _cidrv4),
/* harmony export */   WN: () => (/* binding */ _trim),
/* harmony export */   YA: () => (/* binding */ _length),
/* harmony export */   Zm: () => (/* binding */ _lte),
/* harmony export */   _L: () => (/* binding */ _boolean),
/* harmony export */   _z: () => (/* binding */ _ksuid),
/* harmony export */   aC: () => (/* binding */ _emoji),
/* harmony export */   bS: () => (/* binding */ _overwrite),
/* harmony export */   cU: () => (/* binding */ _base64url),
/* harmony export */   dR: () => (/* binding */ _includes),
/* harmony export */   dZ: () => (/* binding */ _array),
/* harmony export */   db: () => (/* binding */ _isoDate),
/* harmony export */   em: () => (/* binding */ _unknown),
/* harmony export */   f2: () => (/* binding */ _isoDuration),
/* harmony export */   fU: () => (/* binding */ _refine),
/* harmony export */   fs: () => (/* binding */ _cuid),
/* harmony export */   gP: () => (/* binding */ _cidrv6),
/* harmony export */   hH: () => (/* binding */ _lowercase),
/* harmony export */   lo: () => (/* binding */ _normalize),
/* harmony export */   m9: () => (/* binding */ _minLength),
/* harmony export */   mI: () => (/* binding */ meta),
/* harmony export */   nA: () => (/* binding */ _uuidv4),
/* harmony export */   pY: () => (/* binding */ _uuidv6),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   qF: () => (/* binding */ _uppercase),
/* harmony export */   qm: () => (/* binding */ _gte),
/* harmony export */   rk: () => (/* binding */ _jwt),
/* harmony export */   rt: () => (/* binding */ _base64),
/* harmony export */   tB: () => (/* binding */ _guid),
/* harmony export */   wA: () => (/* binding */ _uuidv7),
/* harmony export */   xY: () => (/* binding */ _toUpperCase)
/* harmony export */ });
/* unused harmony exports _coercedString, _mac, _creditCard, _iban, TimePrecision, _coercedNumber, _float32, _float64, _int32, _uint32, _coercedBoolean, _bigint, _coercedBigint, _int64, _uint64, _symbol, _undefined, _null, _any, _void, _date, _coercedDate, _nan, _max, _min, _positive, _negative, _nonpositive, _nonnegative, _maxSize, _minSize, _size, _property, _mime, _union, _xor, _discriminatedUnion, _intersection, _tuple, _record, _map, _set, _enum, _nativeEnum, _literal, _file, _transform, _optional, _nullable, _default, _nonoptional, _success, _catch, _pipe, _readonly, _templateLiteral, _lazy, _promise, _custom, _check, _stringbool, _stringFormat */
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4890);
/* harmony import */ var _registries_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9396);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4723);




function snapshotChecks(def) {
    if (def.checks)
        def.checks = [...def.checks];
    return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
    return new Class(snapshotChecks({ type: "string", ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedString(Class, params) {
    return new Class(snapshotChecks({ type: "string", coerce: true, ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
    return new Class({
        type: "string",
        format: "email",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
    return new Class({
        type: "string",
        format: "guid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v4",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v6",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
    return new Class({
        type: "string",
        format: "uuid",
        check: "string_format",
        abort: false,
        version: "v7",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
    return new Class({
        type: "string",
        format: "url",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _emoji(Class, params) {
    return new Class({
        type: "string",
        format: "emoji",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
    return new Class({
        type: "string",
        format: "nanoid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link _cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
    return new Class({
        type: "string",
        format: "cuid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
    return new Class({
        type: "string",
        format: "cuid2",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
    return new Class({
        type: "string",
        format: "ulid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
    return new Class({
        type: "string",
        format: "xid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
    return new Class({
        type: "string",
        format: "ksuid",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
    return new Class({
        type: "string",
        format: "ipv4",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
    return new Class({
        type: "string",
        format: "ipv6",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mac(Class, params) {
    return new Class({
        type: "string",
        format: "mac",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv4",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
    return new Class({
        type: "string",
        format: "cidrv6",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
    return new Class({
        type: "string",
        format: "base64",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
    return new Class({
        type: "string",
        format: "base64url",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
    return new Class({
        type: "string",
        format: "e164",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _creditCard(Class, params) {
    return new Class({
        type: "string",
        format: "credit_card",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _iban(Class, params) {
    return new Class({
        type: "string",
        format: "iban",
        check: "string_format",
        abort: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
    return new Class({
        type: "string",
        format: "jwt",
        check: "string_format",
        abort: false,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
const TimePrecision = {
    Any: null,
    Minute: -1,
    Second: 0,
    Millisecond: 3,
    Microsecond: 6,
};
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
    return new Class({
        type: "string",
        format: "datetime",
        check: "string_format",
        offset: false,
        local: false,
        precision: null,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
    return new Class({
        type: "string",
        format: "date",
        check: "string_format",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
    return new Class({
        type: "string",
        format: "time",
        check: "string_format",
        precision: null,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
    return new Class({
        type: "string",
        format: "duration",
        check: "string_format",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
    return new Class(snapshotChecks({ type: "number", checks: [], ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params) }));
}
// @__NO_SIDE_EFFECTS__
function _coercedNumber(Class, params) {
    return new Class(snapshotChecks({ type: "number", coerce: true, checks: [], ...util.normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "safeint",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _float64(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "float64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "int32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint32(Class, params) {
    return new Class({
        type: "number",
        check: "number_format",
        abort: false,
        format: "uint32",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
    return new Class({
        type: "boolean",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBoolean(Class, params) {
    return new Class({
        type: "boolean",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _bigint(Class, params) {
    return new Class({
        type: "bigint",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedBigint(Class, params) {
    return new Class({
        type: "bigint",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _int64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "int64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uint64(Class, params) {
    return new Class({
        type: "bigint",
        check: "bigint_format",
        abort: false,
        format: "uint64",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _symbol(Class, params) {
    return new Class({
        type: "symbol",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _undefined(Class, params) {
    return new Class({
        type: "undefined",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _null(Class, params) {
    return new Class({
        type: "null",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _any(Class) {
    return new Class({
        type: "any",
    });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
    return new Class({
        type: "unknown",
    });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
    return new Class({
        type: "never",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _void(Class, params) {
    return new Class({
        type: "void",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _date(Class, params) {
    return new Class({
        type: "date",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _coercedDate(Class, params) {
    return new Class({
        type: "date",
        coerce: true,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _nan(Class, params) {
    return new Class({
        type: "nan",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckLessThan */ .sm({
        check: "less_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckLessThan */ .sm({
        check: "less_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckGreaterThan */ .J_({
        check: "greater_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: false,
    });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckGreaterThan */ .J_({
        check: "greater_than",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
        inclusive: true,
    });
}

// @__NO_SIDE_EFFECTS__
function _positive(params) {
    return _gt(0, params);
}
// negative
// @__NO_SIDE_EFFECTS__
function _negative(params) {
    return _lt(0, params);
}
// nonpositive
// @__NO_SIDE_EFFECTS__
function _nonpositive(params) {
    return _lte(0, params);
}
// nonnegative
// @__NO_SIDE_EFFECTS__
function _nonnegative(params) {
    return _gte(0, params);
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckMultipleOf */ .Jk({
        check: "multiple_of",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        value,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxSize(maximum, params) {
    return new checks.$ZodCheckMaxSize({
        check: "max_size",
        ...util.normalizeParams(params),
        maximum,
    });
}
// @__NO_SIDE_EFFECTS__
function _minSize(minimum, params) {
    return new checks.$ZodCheckMinSize({
        check: "min_size",
        ...util.normalizeParams(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _size(size, params) {
    return new checks.$ZodCheckSizeEquals({
        check: "size_equals",
        ...util.normalizeParams(params),
        size,
    });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
    const ch = new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckMaxLength */ .Yk({
        check: "max_length",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        maximum,
    });
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckMinLength */ .Kk({
        check: "min_length",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        minimum,
    });
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckLengthEquals */ .RM({
        check: "length_equals",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        length,
    });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckRegex */ .DG({
        check: "string_format",
        format: "regex",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        pattern,
    });
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckLowerCase */ .NI({
        check: "string_format",
        format: "lowercase",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckUpperCase */ .kH({
        check: "string_format",
        format: "uppercase",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckIncludes */ .Tt({
        check: "string_format",
        format: "includes",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        includes,
    });
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckStartsWith */ .J({
        check: "string_format",
        format: "starts_with",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        prefix,
    });
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckEndsWith */ .E6({
        check: "string_format",
        format: "ends_with",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
        suffix,
    });
}
// @__NO_SIDE_EFFECTS__
function _property(property, schema, params) {
    return new checks.$ZodCheckProperty({
        check: "property",
        property,
        schema,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _properties(shape, params) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckProperties */ .nJ({
        check: "properties",
        shape,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _mime(types, params) {
    return new checks.$ZodCheckMimeType({
        check: "mime_type",
        mime: types,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
    return new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheckOverwrite */ .v$({
        check: "overwrite",
        tx,
    });
}
// normalize
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
    return _overwrite((input) => input.normalize(form));
}
// trim
// @__NO_SIDE_EFFECTS__
function _trim() {
    return _overwrite((input) => input.trim());
}
// toLowerCase
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
    return _overwrite((input) => input.toLowerCase());
}
// toUpperCase
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
    return _overwrite((input) => input.toUpperCase());
}
// slugify
// @__NO_SIDE_EFFECTS__
function _slugify() {
    return _overwrite((input) => _util_js__WEBPACK_IMPORTED_MODULE_0__/* .slugify */ .Yv(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
    return new Class({
        type: "array",
        element,
        // get element() {
        //   return element;
        // },
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _union(Class, options, params) {
    return new Class({
        type: "union",
        options,
        ...util.normalizeParams(params),
    });
}
function _xor(Class, options, params) {
    return new Class({
        type: "union",
        options,
        inclusive: false,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _discriminatedUnion(Class, discriminator, options, params) {
    return new Class({
        type: "union",
        options: options,
        discriminator,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _intersection(Class, left, right) {
    return new Class({
        type: "intersection",
        left,
        right,
    });
}
// export function _tuple(
//   Class: util.SchemaClass<schemas.$ZodTuple>,
//   items: [],
//   params?: string | $ZodTupleParams
// ): schemas.$ZodTuple<[], null>;
// @__NO_SIDE_EFFECTS__
function _tuple(Class, items, _paramsOrRest, _params) {
    const hasRest = _paramsOrRest instanceof schemas.$ZodType;
    const params = hasRest ? _params : _paramsOrRest;
    const rest = hasRest ? _paramsOrRest : null;
    return new Class({
        type: "tuple",
        items,
        rest,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _record(Class, keyType, valueType, params) {
    return new Class({
        type: "record",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _map(Class, keyType, valueType, params) {
    return new Class({
        type: "map",
        keyType,
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _set(Class, valueType, params) {
    return new Class({
        type: "set",
        valueType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _enum(Class, values, params) {
    const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
    // if (Array.isArray(values)) {
    //   for (const value of values) {
    //     entries[value] = value;
    //   }
    // } else {
    //   Object.assign(entries, values);
    // }
    // const entries: util.EnumLike = {};
    // for (const val of values) {
    //   entries[val] = val;
    // }
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
/** @deprecated This API has been merged into `z.enum()`. Use `z.enum()` instead.
 *
 * ```ts
 * enum Colors { red, green, blue }
 * z.enum(Colors);
 * ```
 */
function _nativeEnum(Class, entries, params) {
    return new Class({
        type: "enum",
        entries,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _literal(Class, value, params) {
    return new Class({
        type: "literal",
        values: Array.isArray(value) ? value : [value],
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _file(Class, params) {
    return new Class({
        type: "file",
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _transform(Class, fn) {
    return new Class({
        type: "transform",
        transform: fn,
    });
}
// @__NO_SIDE_EFFECTS__
function _optional(Class, innerType) {
    return new Class({
        type: "optional",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _nullable(Class, innerType) {
    return new Class({
        type: "nullable",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _default(Class, innerType, defaultValue) {
    return new Class({
        type: "default",
        innerType,
        get defaultValue() {
            return typeof defaultValue === "function" ? defaultValue() : util.shallowClone(defaultValue);
        },
    });
}
// @__NO_SIDE_EFFECTS__
function _nonoptional(Class, innerType, params) {
    return new Class({
        type: "nonoptional",
        innerType,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _success(Class, innerType) {
    return new Class({
        type: "success",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _catch(Class, innerType, catchValue) {
    return new Class({
        type: "catch",
        innerType,
        catchValue: (typeof catchValue === "function" ? catchValue : util.constantCatch(catchValue)),
    });
}
// @__NO_SIDE_EFFECTS__
function _pipe(Class, in_, out) {
    return new Class({
        type: "pipe",
        in: in_,
        out,
    });
}
// @__NO_SIDE_EFFECTS__
function _readonly(Class, innerType) {
    return new Class({
        type: "readonly",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _templateLiteral(Class, parts, params) {
    return new Class({
        type: "template_literal",
        parts,
        ...util.normalizeParams(params),
    });
}
// @__NO_SIDE_EFFECTS__
function _lazy(Class, getter) {
    return new Class({
        type: "lazy",
        getter,
    });
}
// @__NO_SIDE_EFFECTS__
function _promise(Class, innerType) {
    return new Class({
        type: "promise",
        innerType,
    });
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
    const norm = util.normalizeParams(_params);
    norm.abort ?? (norm.abort = true); // default to abort:false
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ...norm,
    });
    return schema;
}
// same as _custom but defaults to abort:false
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
    const schema = new Class({
        type: "custom",
        check: "custom",
        fn: fn,
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(_params),
    });
    return schema;
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
    const ch = _check((payload) => {
        payload.addIssue = (issue) => {
            if (typeof issue === "string") {
                payload.issues.push(_util_js__WEBPACK_IMPORTED_MODULE_0__/* .issue */ .sn(issue, payload.value, ch._zod.def));
            }
            else {
                // for Zod 3 backwards compatibility
                const _issue = issue;
                if (_issue.fatal)
                    _issue.continue = false;
                _issue.code ?? (_issue.code = "custom");
                if (!("input" in _issue))
                    _issue.input = payload.value;
                _issue.inst ?? (_issue.inst = ch);
                _issue.continue ?? (_issue.continue = !ch._zod.def.abort); // abort is always undefined, so this is always true...
                payload.issues.push(_util_js__WEBPACK_IMPORTED_MODULE_0__/* .issue */ .sn(_issue));
            }
        };
        return fn(payload.value, payload);
    }, params);
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
    const ch = new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheck */ .QP({
        check: "custom",
        ..._util_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeParams */ .A2(params),
    });
    ch._zod.check = fn;
    return ch;
}
// @__NO_SIDE_EFFECTS__
function describe(description) {
    const ch = new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheck */ .QP({ check: "describe" });
    ch._zod.onattach = [
        (inst) => {
            const existing = _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.get(inst) ?? {};
            _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.add(inst, { ...existing, description });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function meta(metadata) {
    const ch = new _checks_js__WEBPACK_IMPORTED_MODULE_1__/* .$ZodCheck */ .QP({ check: "meta" });
    ch._zod.onattach = [
        (inst) => {
            const existing = _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.get(inst) ?? {};
            _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .globalRegistry */ .fd.add(inst, { ...existing, ...metadata });
        },
    ];
    ch._zod.check = () => { }; // no-op check
    return ch;
}
// @__NO_SIDE_EFFECTS__
function _stringbool(Classes, _params) {
    const params = util.normalizeParams(_params);
    let truthyArray = params.truthy ?? ["true", "1", "yes", "on", "y", "enabled"];
    let falsyArray = params.falsy ?? ["false", "0", "no", "off", "n", "disabled"];
    if (params.case !== "sensitive") {
        truthyArray = truthyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
        falsyArray = falsyArray.map((v) => (typeof v === "string" ? v.toLowerCase() : v));
    }
    const truthySet = new Set(truthyArray);
    const falsySet = new Set(falsyArray);
    const _Codec = Classes.Codec ?? schemas.$ZodCodec;
    const _Boolean = Classes.Boolean ?? schemas.$ZodBoolean;
    const _String = Classes.String ?? schemas.$ZodString;
    const stringSchema = new _String({ type: "string", error: params.error });
    const booleanSchema = new _Boolean({ type: "boolean", error: params.error });
    const codec = new _Codec({
        type: "pipe",
        in: stringSchema,
        out: booleanSchema,
        transform: ((input, payload) => {
            let data = input;
            if (params.case !== "sensitive")
                data = data.toLowerCase();
            if (truthySet.has(data)) {
                return true;
            }
            else if (falsySet.has(data)) {
                return false;
            }
            else {
                payload.issues.push({
                    code: "invalid_value",
                    expected: "stringbool",
                    values: [...truthySet, ...falsySet],
                    input: payload.value,
                    inst: codec,
                    continue: false,
                });
                return {};
            }
        }),
        reverseTransform: ((input, _payload) => {
            if (input === true) {
                return truthyArray[0] || "true";
            }
            else {
                return falsyArray[0] || "false";
            }
        }),
        error: params.error,
    });
    codec._zod.bag.truthy = truthyArray;
    codec._zod.bag.falsy = falsyArray;
    codec._zod.bag.case = params.case ?? "insensitive";
    return codec;
}
// @__NO_SIDE_EFFECTS__
function _stringFormat(Class, format, fnOrRegex, _params = {}) {
    const params = util.normalizeParams(_params);
    const def = {
        check: "string_format",
        type: "string",
        format,
        fn: typeof fnOrRegex === "function" ? fnOrRegex : (val) => fnOrRegex.test(val),
        ...params,
    };
    if (fnOrRegex instanceof RegExp) {
        def.pattern = fnOrRegex;
    }
    const inst = new Class(def);
    return inst;
}


/***/ }),

/***/ 4890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ $ZodCheckRegex),
/* harmony export */   E6: () => (/* binding */ $ZodCheckEndsWith),
/* harmony export */   J: () => (/* binding */ $ZodCheckStartsWith),
/* harmony export */   J_: () => (/* binding */ $ZodCheckGreaterThan),
/* harmony export */   Jk: () => (/* binding */ $ZodCheckMultipleOf),
/* harmony export */   KH: () => (/* binding */ $ZodCheckNumberFormat),
/* harmony export */   Kk: () => (/* binding */ $ZodCheckMinLength),
/* harmony export */   NI: () => (/* binding */ $ZodCheckLowerCase),
/* harmony export */   QP: () => (/* binding */ $ZodCheck),
/* harmony export */   RM: () => (/* binding */ $ZodCheckLengthEquals),
/* harmony export */   Tt: () => (/* binding */ $ZodCheckIncludes),
/* harmony export */   Yk: () => (/* binding */ $ZodCheckMaxLength),
/* harmony export */   kH: () => (/* binding */ $ZodCheckUpperCase),
/* harmony export */   nJ: () => (/* binding */ $ZodCheckProperties),
/* harmony export */   ql: () => (/* binding */ $ZodCheckStringFormat),
/* harmony export */   sm: () => (/* binding */ $ZodCheckLessThan),
/* harmony export */   v$: () => (/* binding */ $ZodCheckOverwrite)
/* harmony export */ });
/* unused harmony exports $ZodCheckBigIntFormat, $ZodCheckMaxSize, $ZodCheckMinSize, $ZodCheckSizeEquals, $ZodCheckProperty, $ZodCheckMimeType */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8532);
/* harmony import */ var _regexes_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3908);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4723);
// import { $ZodType } from "./schemas.js";



const $ZodCheck = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheck", (inst, def) => {
    var _a;
    inst._zod ?? (inst._zod = {});
    inst._zod.def = def;
    (_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for size-based checks: run only on non-nullish values with a `size`. */
const _whenHasSize = (payload) => {
    const val = payload.value;
    return !util.nullish(val) && val.size !== undefined;
};
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
    const val = payload.value;
    return !_util_js__WEBPACK_IMPORTED_MODULE_1__/* .nullish */ .cl(val) && val.length !== undefined;
};
const numericOriginMap = {
    number: "number",
    bigint: "bigint",
    object: "date",
};
const $ZodCheckLessThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckLessThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_big",
            maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckGreaterThan = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckGreaterThan", (inst, def) => {
    $ZodCheck.init(inst, def);
    const origin = numericOriginMap[typeof def.value];
    inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
            return;
        }
        payload.issues.push({
            origin: numericOriginMap[typeof payload.value] ?? origin,
            code: "too_small",
            minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
            input: payload.value,
            inclusive: def.inclusive,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMultipleOf = 
/*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMultipleOf", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        if (typeof payload.value !== typeof def.value)
            throw new Error("Cannot mix number and bigint in multiple_of check.");
        const isMultiple = typeof payload.value === "bigint"
            ? // `value % 0n` throws, and nothing is a multiple of zero — the number branch already fails this way via NaN
                def.value !== BigInt(0) && payload.value % def.value === BigInt(0)
            : _util_js__WEBPACK_IMPORTED_MODULE_1__/* .floatSafeRemainder */ .LG(payload.value, def.value) === 0;
        if (isMultiple)
            return;
        payload.issues.push({
            origin: typeof payload.value,
            code: "not_multiple_of",
            divisor: def.value,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckNumberFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckNumberFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    def.format = def.format || "float64";
    const isInt = def.format?.includes("int");
    const origin = isInt ? "int" : "number";
    const [minimum, maximum] = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .NUMBER_FORMAT_RANGES */ .zH[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
            if (!Number.isInteger(input)) {
                // invalid_format issue
                // payload.issues.push({
                //   expected: def.format,
                //   format: def.format,
                //   code: "invalid_format",
                //   input,
                //   inst,
                // });
                // invalid_type issue
                payload.issues.push({
                    expected: origin,
                    format: def.format,
                    code: "invalid_type",
                    continue: false,
                    input,
                    inst,
                });
                return;
                // not_multiple_of issue
                // payload.issues.push({
                //   code: "not_multiple_of",
                //   origin: "number",
                //   input,
                //   inst,
                //   divisor: 1,
                // });
            }
            if (!Number.isSafeInteger(input)) {
                if (input > 0) {
                    // too_big
                    payload.issues.push({
                        input,
                        code: "too_big",
                        maximum: Number.MAX_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                else {
                    // too_small
                    payload.issues.push({
                        input,
                        code: "too_small",
                        minimum: Number.MIN_SAFE_INTEGER,
                        note: "Integers must be within the safe integer range.",
                        inst,
                        origin,
                        inclusive: true,
                        continue: !def.abort,
                    });
                }
                return;
            }
        }
        if (input < minimum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_small",
                minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "number",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
});
const $ZodCheckBigIntFormat = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckBigIntFormat", (inst, def) => {
    $ZodCheck.init(inst, def); // no format checks
    const [minimum, maximum] = util.BIGINT_FORMAT_RANGES[def.format];
    inst._zod.check = (payload) => {
        const input = payload.value;
        if (input < minimum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_small",
                minimum: minimum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
        if (input > maximum) {
            payload.issues.push({
                origin: "bigint",
                input,
                code: "too_big",
                maximum,
                inclusive: true,
                inst,
                continue: !def.abort,
            });
        }
    };
})));
const $ZodCheckMaxSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMaxSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size <= def.maximum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMinSize = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMinSize", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size >= def.minimum)
            return;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckSizeEquals = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckSizeEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasSize);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const size = input.size;
        if (size === def.size)
            return;
        const tooBig = size > def.size;
        payload.issues.push({
            origin: util.getSizableOrigin(input),
            ...(tooBig ? { code: "too_big", maximum: def.size } : { code: "too_small", minimum: def.size }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckMaxLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMaxLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // Strings are measured in Unicode code points, not UTF-16 units. A code point is at most two units, so a string that already fits in units fits in code points; only an overflow has to be counted.
        const length = typeof input === "string" && units > def.maximum ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input) : units;
        if (length <= def.maximum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_big",
            maximum: def.maximum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckMinLength = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckMinLength", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so fewer units than the floor can never reach it and twice the floor always clears it. Only in between is the exact count in doubt.
        const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2
            ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input)
            : units;
        if (length >= def.minimum)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        payload.issues.push({
            origin,
            code: "too_small",
            minimum: def.minimum,
            inclusive: true,
            input,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLengthEquals = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckLengthEquals", (inst, def) => {
    var _a;
    $ZodCheck.init(inst, def);
    (_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
    inst._zod.check = (payload) => {
        const input = payload.value;
        const units = input.length;
        // A code point is one or two UTF-16 units, so outside `[length, length * 2]` units the target is missed either way — and missed in the same direction in both measures.
        const length = typeof input === "string" && units >= def.length && units <= def.length * 2
            ? _util_js__WEBPACK_IMPORTED_MODULE_1__/* .codePointLength */ .O7(input)
            : units;
        if (length === def.length)
            return;
        const origin = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .getLengthableOrigin */ .Rc(input);
        const tooBig = length > def.length;
        payload.issues.push({
            origin,
            ...(tooBig ? { code: "too_big", maximum: def.length } : { code: "too_small", minimum: def.length }),
            inclusive: true,
            exact: true,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckStringFormat = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckStringFormat", (inst, def) => {
    var _a, _b;
    $ZodCheck.init(inst, def);
    if (def.pattern)
        (_a = inst._zod).check ?? (_a.check = (payload) => {
            def.pattern.lastIndex = 0;
            if (def.pattern.test(payload.value))
                return;
            payload.issues.push({
                origin: "string",
                code: "invalid_format",
                format: def.format,
                input: payload.value,
                ...(def.pattern ? { pattern: def.pattern.toString() } : {}),
                inst,
                continue: !def.abort,
            });
        });
    else
        (_b = inst._zod).check ?? (_b.check = () => { });
});
const $ZodCheckRegex = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckRegex", (inst, def) => {
    $ZodCheckStringFormat.init(inst, def);
    inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "regex",
            input: payload.value,
            pattern: def.pattern.toString(),
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckLowerCase = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckLowerCase", (inst, def) => {
    def.pattern ?? (def.pattern = _regexes_js__WEBPACK_IMPORTED_MODULE_2__/* .lowercase */ .AC);
    $ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckUpperCase = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckUpperCase", (inst, def) => {
    def.pattern ?? (def.pattern = _regexes_js__WEBPACK_IMPORTED_MODULE_2__/* .uppercase */ .Zv);
    $ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckIncludes = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckIncludes", (inst, def) => {
    $ZodCheck.init(inst, def);
    const escapedRegex = _util_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeRegex */ .sD(def.includes);
    // `String.prototype.includes(sub, position)` matches `sub` at `position`
    // OR LATER, so the pattern must allow at least `position` leading chars
    // (`{N,}`), not exactly `position` chars (`{N}`).
    const pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
    def.pattern = pattern;
    inst._zod.check = (payload) => {
        if (payload.value.includes(def.includes, def.position))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "includes",
            includes: def.includes,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckStartsWith = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckStartsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`^${_util_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeRegex */ .sD(def.prefix)}.*`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.startsWith(def.prefix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "starts_with",
            prefix: def.prefix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
const $ZodCheckEndsWith = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckEndsWith", (inst, def) => {
    $ZodCheck.init(inst, def);
    const pattern = new RegExp(`.*${_util_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeRegex */ .sD(def.suffix)}$`);
    def.pattern ?? (def.pattern = pattern);
    inst._zod.check = (payload) => {
        if (payload.value.endsWith(def.suffix))
            return;
        payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: "ends_with",
            suffix: def.suffix,
            input: payload.value,
            inst,
            continue: !def.abort,
        });
    };
});
///////////////////////////////////
/////    $ZodCheckProperty    /////
///////////////////////////////////
function handleCheckPropertyResult(result, payload, property) {
    if (result.issues.length) {
        payload.issues.push(..._util_js__WEBPACK_IMPORTED_MODULE_1__/* .prefixIssues */ .lQ(property, result.issues));
    }
}
const $ZodCheckProperty = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckProperty", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        const result = def.schema._zod.run({
            value: payload.value[def.property],
            issues: [],
        }, {});
        if (result instanceof Promise) {
            return result.then((result) => handleCheckPropertyResult(result, payload, def.property));
        }
        handleCheckPropertyResult(result, payload, def.property);
        return;
    };
})));
const $ZodCheckProperties = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckProperties", (inst, def) => {
    $ZodCheck.init(inst, def);
    _util_js__WEBPACK_IMPORTED_MODULE_1__/* .hide */ .jD(inst, Symbol.iterator, function* () {
        yield inst;
    });
    // key and schema snapshotted together: reading one live and the other cached lets a later mutation of the caller's shape object pair a stale key with a missing schema
    let entries;
    inst._zod.check = (payload) => {
        // the base schema already typed the value, so only a nullish one is rejected here: the properties read on a primitive too, matching z.property() on a string's length
        if (payload.value == null) {
            payload.issues.push({ expected: "object", code: "invalid_type", input: payload.value, inst });
            return undefined;
        }
        entries ?? (entries = Reflect.ownKeys(def.shape).map((key) => [key, def.shape[key]]));
        const input = payload.value;
        let proms;
        for (const [key, schema] of entries) {
            const result = schema._zod.run({ value: input[key], issues: [] }, {});
            if (result instanceof Promise) {
                proms ?? (proms = []);
                proms.push(result.then((result) => handleCheckPropertyResult(result, payload, key)));
            }
            else {
                handleCheckPropertyResult(result, payload, key);
            }
        }
        if (proms)
            return Promise.all(proms).then(() => undefined);
        return undefined;
    };
});
const $ZodCheckMimeType = /*@__PURE__*/ (/* unused pure expression or super */ null && (core.$constructor("$ZodCheckMimeType", (inst, def) => {
    $ZodCheck.init(inst, def);
    const mimeSet = new Set(def.mime);
    inst._zod.check = (payload) => {
        if (mimeSet.has(payload.value.type))
            return;
        payload.issues.push({
            code: "invalid_value",
            values: def.mime,
            input: payload.value.type,
            inst,
            continue: !def.abort,
        });
    };
})));
const $ZodCheckOverwrite = /*@__PURE__*/ _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$constructor */ .xI("$ZodCheckOverwrite", (inst, def) => {
    $ZodCheck.init(inst, def);
    inst._zod.check = (payload) => {
        payload.value = def.tx(payload.value);
    };
});


/***/ }),

/***/ 8532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ config),
/* harmony export */   GT: () => (/* binding */ $ZodAsyncError),
/* harmony export */   cV: () => (/* binding */ $ZodEncodeError),
/* harmony export */   cr: () => (/* binding */ globalConfig),
/* harmony export */   xI: () => (/* binding */ $constructor)
/* harmony export */ });
/* unused harmony exports NEVER, $brand */
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4723);
var _a;

/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({
    status: "aborted",
});
/* Shared descriptor for installing `_zod`; defineProperty reads it
 * synchronously, so reusing one object avoids a per-instance allocation. */
const _zodDesc = { value: undefined, enumerable: false };
// null where suppressing the capture would be unrecoverable: `parse()` puts the frames back with `captureStackTrace`, so without it the throw would lose its stack. also latched to null once `stackTraceLimit` proves unassignable, which a realm can do at any point by hardening Error
let _E = "captureStackTrace" in Error ? Error : null;
// v8 captures a stack trace inside the Error constructor, which dominates a failed parse; costs only the frames, and parse() restores those. the constructor must RUN: Object.create is cheaper and passes instanceof, but Error.isError and util.types.isNativeError check an internal slot
function newError(Definition) {
    const E = _E;
    if (E) {
        const saved = E.stackTraceLimit;
        if (typeof saved === "number") {
            try {
                E.stackTraceLimit = 0;
            }
            catch {
                _E = null;
                return new Definition();
            }
            try {
                return new Definition();
            }
            finally {
                E.stackTraceLimit = saved;
            }
        }
    }
    return new Definition();
}
function $constructor(name, initializer, 
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto, params) {
    // Prototype for this constructor's `_zod` internals. Lazily-derived fields (`values`, `pattern`, `optin`, …) install here once rather than as an accessor on every instance.
    const zodProto = {};
    // Assigning the fields in the constructor body is what gives instances in-object slots; building the object literally and reparenting it costs a second allocation and a generic property copy.
    function Internals(def) {
        this.def = def;
        this.constr = _;
        this.traits = new Set();
    }
    Internals.prototype = zodProto;
    const protoMembers = proto;
    // One trait's members land on every prototype whose chain composes it, so the answer is per prototype rather than per trait.
    const initialized = protoMembers && new WeakSet();
    function init(inst, def) {
        if (!inst._zod) {
            _zodDesc.value = new Internals(def);
            try {
                Object.defineProperty(inst, "_zod", _zodDesc);
            }
            finally {
                // Cleared even on throw, so the shared descriptor never leaks one instance's internals into the next.
                _zodDesc.value = undefined;
            }
        }
        else if (inst._zod.traits.has(name)) {
            return;
        }
        inst._zod.traits.add(name);
        initializer(inst, def);
        if (initialized) {
            // `super(def)` from a user subclass gives `this` a prototype the subclass owns, and installing there would overwrite whatever the subclass declared. `constr` built the instance, so its prototype is the one below the subclass's that should carry the members. A receiver whose chain never reaches that prototype installs on its own, which for a plain object handed straight to `init` means `Object.prototype` — unchanged from before.
            const own = Object.getPrototypeOf(inst);
            const ctorProto = inst._zod.constr.prototype;
            let up = own;
            while (up && up !== ctorProto)
                up = Object.getPrototypeOf(up);
            const target = up ?? own;
            if (!initialized.has(target)) {
                initialized.add(target);
                (0,_util_js__WEBPACK_IMPORTED_MODULE_0__/* .members */ .ol)(target, protoMembers);
            }
        }
        // support prototype modifications; for-in avoids the array allocation of Object.keys on the (usually empty) prototype
        const proto = _.prototype;
        for (const k in proto) {
            if (!Object.prototype.hasOwnProperty.call(proto, k))
                continue;
            if (!(k in inst)) {
                inst[k] = proto[k].bind(inst);
            }
        }
    }
    // doesn't work if Parent has a constructor with arguments
    const Parent = params?.Parent ?? Object;
    class Definition extends Parent {
    }
    Object.defineProperty(Definition, "name", { value: name });
    function _(def) {
        const inst = params?.Parent ? newError(Definition) : this;
        init(inst, def);
        const deferred = inst._zod.deferred;
        if (deferred) {
            for (const fn of deferred) {
                fn();
            }
            // Released: initializers run once, and the list would otherwise be retained for the schema's lifetime.
            inst._zod.deferred = undefined;
        }
        // Global post-processor hook. Internal: installed by `import "zod/compile"` to enable AOT compilation for every constructed schema. Runs last, once the instance is fully built, because it hands the instance to compile(). The post-processor is expected to be reentrancy-guarded by its own implementation.
        const pp = globalThis.__zod_globalConfig?.postProcessor;
        if (pp)
            pp(inst);
        return inst;
    }
    Object.defineProperty(_, "init", { value: init });
    Object.defineProperty(_, Symbol.hasInstance, {
        value: (inst) => {
            if (params?.Parent && inst instanceof params.Parent)
                return true;
            return inst?._zod?.traits?.has(name);
        },
    });
    Object.defineProperty(_, "name", { value: name });
    return _;
}
//////////////////////////////   UTILITIES   ///////////////////////////////////////
const $brand = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("zod_brand")));
class $ZodAsyncError extends Error {
    constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
    }
}
class $ZodEncodeError extends Error {
    constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
    }
}
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
    if (newConfig)
        Object.assign(globalConfig, newConfig);
    return globalConfig;
}


/***/ }),

/***/ 7428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ flattenError),
/* harmony export */   Kd: () => (/* binding */ $ZodRealError),
/* harmony export */   Wk: () => (/* binding */ formatError),
/* harmony export */   a$: () => (/* binding */ $ZodError)
/* harmony export */ });
/* unused harmony exports treeifyError, toDotPath, prettifyError */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8532);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4723);


/* Computing the message eagerly is expensive (pretty-printed JSON of all
 * issues), so defer it until first read. The accessor functions and
 * descriptors are shared across instances to keep error construction
 * cheap; the computed message is cached on the internals object. The
 * setter preserves plain assignment semantics for consumers that
 * overwrite `message`. */
function _getMessage() {
    const internals = this._zod;
    internals.message ?? (internals.message = JSON.stringify(internals.def, _util_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonStringifyReplacer */ .k8, 2));
    return internals.message;
}
function _setMessage(value) {
    this._zod.message = value;
}
const _messageDesc = {
    get: _getMessage,
    set: _setMessage,
    enumerable: true,
    configurable: true,
};
const _issuesDesc = { value: undefined, enumerable: false };
/* Prototypes that already carry the lazy `toString`. Seeded with the
 * intrinsics so that `init` on a foreign object — it accepts any object —
 * can never install an accessor onto a prototype we do not own. */
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
    inst.name = "$ZodError";
    // `_zod` is already non-enumerable: $constructor's init defined it with this same descriptor
    _issuesDesc.value = def;
    Object.defineProperty(inst, "issues", _issuesDesc);
    // Clear the shared slot; a retained `value` pins the last error's issues.
    _issuesDesc.value = undefined;
    Object.defineProperty(inst, "message", _messageDesc);
    /* `toString` lives as a non-enumerable lazy getter on the shared
     * prototype; on first access it caches a per-instance closure so
     * detached usage still works. */
    const proto = Object.getPrototypeOf(inst);
    if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
            configurable: true,
            enumerable: false,
            get() {
                const value = () => this.message;
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
                return value;
            },
            set(value) {
                Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            },
        });
    }
};
const $ZodError = (0,_core_js__WEBPACK_IMPORTED_MODULE_1__/* .$constructor */ .xI)("$ZodError", initializer);
const $ZodRealError = (0,_core_js__WEBPACK_IMPORTED_MODULE_1__/* .$constructor */ .xI)("$ZodError", initializer, undefined, {
    Parent: Error,
});
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
 * ("toString", "constructor") would otherwise read through to the prototype, and assigning
 * "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
    if (!Object.prototype.hasOwnProperty.call(obj, key)) {
        if (key === "__proto__") {
            Object.defineProperty(obj, key, { value: make(), writable: true, enumerable: true, configurable: true });
        }
        else {
            obj[key] = make();
        }
    }
    return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
    const fieldErrors = {};
    const formErrors = [];
    for (const sub of error.issues) {
        if (sub.path.length > 0) {
            node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
        }
        else {
            formErrors.push(mapper(sub));
        }
    }
    return { formErrors, fieldErrors };
}
function formatError(error, mapper = (issue) => issue.message) {
    const fieldErrors = { _errors: [] };
    const processError = (error, path = []) => {
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    fieldErrors._errors.push(mapper(issue));
                }
                else {
                    let curr = fieldErrors;
                    let i = 0;
                    while (i < fullpath.length) {
                        const el = fullpath[i];
                        const terminal = i === fullpath.length - 1;
                        // `_errors` is reserved by this legacy format, so merge a matching path segment into the current node instead of treating its array as a child.
                        if (el === "_errors") {
                            if (terminal)
                                curr._errors.push(mapper(issue));
                            i++;
                            continue;
                        }
                        // A path element may collide with an inherited property name such as
                        // "__proto__" or "constructor". Truthiness checks read the prototype
                        // (so no node is created, then ._errors.push throws), and bracket
                        // assignment of "__proto__" hits the setter instead of creating an
                        // own key. Guard the read with hasOwnProperty and create the node
                        // with defineProperty so any path element becomes a real own key.
                        if (!Object.prototype.hasOwnProperty.call(curr, el)) {
                            Object.defineProperty(curr, el, {
                                value: { _errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        const node = curr[el];
                        if (terminal) {
                            node._errors.push(mapper(issue));
                        }
                        curr = node;
                        i++;
                    }
                }
            }
        }
    };
    processError(error);
    return fieldErrors;
}
function treeifyError(error, mapper = (issue) => issue.message) {
    const result = { errors: [] };
    const processError = (error, path = []) => {
        var _a;
        for (const issue of error.issues) {
            if (issue.code === "invalid_union" && issue.errors.length) {
                // regular union error
                issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
            }
            else if (issue.code === "invalid_key") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else if (issue.code === "invalid_element") {
                processError({ issues: issue.issues }, [...path, ...issue.path]);
            }
            else {
                const fullpath = [...path, ...issue.path];
                if (fullpath.length === 0) {
                    result.errors.push(mapper(issue));
                    continue;
                }
                let curr = result;
                let i = 0;
                while (i < fullpath.length) {
                    const el = fullpath[i];
                    const terminal = i === fullpath.length - 1;
                    if (typeof el === "string") {
                        curr.properties ?? (curr.properties = {});
                        // el may collide with an inherited property name ("__proto__",
                        // "constructor", ...); ??= reads the prototype so the node is never
                        // created and curr.errors.push throws. Guard with hasOwnProperty and
                        // create the node with defineProperty so "__proto__" becomes a real
                        // own key rather than invoking the prototype setter.
                        if (!Object.prototype.hasOwnProperty.call(curr.properties, el)) {
                            Object.defineProperty(curr.properties, el, {
                                value: { errors: [] },
                                enumerable: true,
                                writable: true,
                                configurable: true,
                            });
                        }
                        curr = curr.properties[el];
                    }
                    else {
                        curr.items ?? (curr.items = []);
                        (_a = curr.items)[el] ?? (_a[el] = { errors: [] });
                        curr = curr.items[el];
                    }
                    if (terminal) {
                        curr.errors.push(mapper(issue));
                    }
                    i++;
                }
            }
        }
    };
    processError(error);
    return result;
}
/** Format a ZodError as a human-readable string in the following form.
 *
 * From
 *
 * ```ts
 * ZodError {
 *   issues: [
 *     {
 *       expected: 'string',
 *       code: 'invalid_type',
 *       path: [ 'username' ],
 *       message: 'Invalid input: expected string'
 *     },
 *     {
 *       expected: 'number',
 *       code: 'invalid_type',
 *       path: [ 'favoriteNumbers', 1 ],
 *       message: 'Invalid input: expected number'
 *     }
 *   ];
 * }
 * ```
 *
 * to
 *
 * ```
 * username
 *   ✖ Expected number, received string at "username
 * favoriteNumbers[0]
 *   ✖ Invalid input: expected number
 * ```
 */
function toDotPath(_path) {
    const segs = [];
    const path = _path.map((seg) => (typeof seg === "object" ? seg.key : seg));
    for (const seg of path) {
        if (typeof seg === "number")
            segs.push(`[${seg}]`);
        else if (typeof seg === "symbol")
            segs.push(`[${JSON.stringify(String(seg))}]`);
        else if (/[^\w$]/.test(seg))
            segs.push(`[${JSON.stringify(seg)}]`);
        else {
            if (segs.length)
                segs.push(".");
            segs.push(seg);
        }
    }
    return segs.join("");
}
function prettifyError(error) {
    const lines = [];
    // sort by path length
    const issues = [...error.issues].sort((a, b) => (a.path ?? []).length - (b.path ?? []).length);
    // Process each issue
    for (const issue of issues) {
        lines.push(`✖ ${issue.message}`);
        if (issue.path?.length)
            lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    // Convert Map to formatted string
    return lines.join("\n");
}


/***/ }),

/***/ 4196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ validateAsync),
/* harmony export */   GW: () => (/* binding */ _encodeAsync),
/* harmony export */   Mv: () => (/* binding */ _encode),
/* harmony export */   Od: () => (/* binding */ _safeParse),
/* harmony export */   R3: () => (/* binding */ _safeDecodeAsync),
/* harmony export */   Rb: () => (/* binding */ _parseAsync),
/* harmony export */   Tj: () => (/* binding */ _parse),
/* harmony export */   VS: () => (/* binding */ _safeDecode),
/* harmony export */   e2: () => (/* binding */ _decode),
/* harmony export */   or: () => (/* binding */ _decodeAsync),
/* harmony export */   rh: () => (/* binding */ _safeEncode),
/* harmony export */   tf: () => (/* binding */ validate),
/* harmony export */   v_: () => (/* binding */ _safeEncodeAsync),
/* harmony export */   wG: () => (/* binding */ _safeParseAsync)
/* harmony export */ });
/* unused harmony exports parse, parseAsync, safeParse, safeParseAsync, encode, decode, encodeAsync, decodeAsync, safeEncode, safeDecode, safeEncodeAsync, safeDecodeAsync */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8532);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7428);
/* harmony import */ var _util_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4723);



// Always both keys, so the `_params` read site in `_parse` sees one object shape rather than two.
function finalizeParams(callee, params) {
    return { callee: params?.callee ?? callee, Err: params?.Err };
}
const _parse = (_Err) => {
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
            throw new _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$ZodAsyncError */ .GT();
        }
        if (result.issues.length) {
            const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => _util_js__WEBPACK_IMPORTED_MODULE_1__/* .finalizeIssue */ .iR(iss, ctx, _core_js__WEBPACK_IMPORTED_MODULE_0__/* .config */ .$W())));
            _util_js__WEBPACK_IMPORTED_MODULE_1__/* .captureStackTrace */ .gx(e, _params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parse = /* @__PURE__*/ _parse(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _parseAsync = (_Err) => {
    const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
            result = await result;
        if (result.issues.length) {
            const e = new (params?.Err ?? _Err)(result.issues.map((iss) => _util_js__WEBPACK_IMPORTED_MODULE_1__/* .finalizeIssue */ .iR(iss, ctx, _core_js__WEBPACK_IMPORTED_MODULE_0__/* .config */ .$W())));
            _util_js__WEBPACK_IMPORTED_MODULE_1__/* .captureStackTrace */ .gx(e, params?.callee ?? fn);
            throw e;
        }
        return result.value;
    };
    return fn;
};
const parseAsync = /* @__PURE__*/ _parseAsync(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _safeParse = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
        throw new _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$ZodAsyncError */ .GT();
    }
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParse = /* @__PURE__*/ _safeParse(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
// the error is built on the first read of `error`: finalizing the issues and constructing the instance is most of a failing parse, and a caller that only branches on `success` never pays it. a getter in the literal keeps this small; the alternative, one shared accessor descriptor plus a hidden state slot, reads ~15% faster but costs ~75 B gzipped in every bundle
function failure(Err, issues, ctx) {
    let error;
    return {
        success: false,
        get error() {
            if (!error) {
                error = new Err(issues.map((iss) => _util_js__WEBPACK_IMPORTED_MODULE_1__/* .finalizeIssue */ .iR(iss, ctx, _core_js__WEBPACK_IMPORTED_MODULE_0__/* .config */ .$W())));
                // finalizeIssue drops `input`, so the built error holds nothing; keeping the raw issues past this point pins the parsed value for the life of the result
                issues = undefined;
                ctx = undefined;
            }
            return error;
        },
        set error(e) {
            error = e;
            // a replacement makes the getter's branch unreachable, so the captures have to go here too
            issues = undefined;
            ctx = undefined;
        },
    };
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
// registry mirrors of the compiler's sentinels, so this module never imports the compiler
const COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
const COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
// Deliberately tiny, because v8 will not inline a body carrying the fallback's object literals and throw. Everything that is not the compiled happy path lives in validateFallback, and that split is worth ~35% on a compiled schema.
const validate = ((schema, value, _ctx) => {
    const validator = schema._zod.bag.validator;
    if (validator !== undefined) {
        if (validator(value) !== COMPILE_INVALID)
            return true;
        // a definite sentinel means the runtime would reject, so skip the re-parse; a ctx can still change the answer
        if (validator.definite === true && _ctx === undefined)
            return false;
    }
    return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
    const ctx = _ctx
        ? { ..._ctx, async: false, abortEarly: true }
        : { async: false, abortEarly: true };
    const fallbackRun = schema._zod.bag.fallbackRun;
    let result;
    if (fallbackRun) {
        // skip nested fast paths on the fallback, so user callbacks keep the at-most-twice bound
        ctx[COMPILE_FALLBACK] = true;
        result = fallbackRun({ value, issues: [] }, ctx);
    }
    else {
        result = schema._zod.run({ value, issues: [] }, ctx);
    }
    if (result instanceof Promise) {
        throw new _core_js__WEBPACK_IMPORTED_MODULE_0__/* .$ZodAsyncError */ .GT();
    }
    return result.issues.length === 0;
}
// no fast path: the compiler keeps async parses on the runtime, because a promise-returning callback that is not declared async compiles to a throw
const validateAsync = async (schema, value, _ctx) => {
    const ctx = _ctx
        ? { ..._ctx, async: true, abortEarly: true }
        : { async: true, abortEarly: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
        result = await result;
    return result.issues.length === 0;
};
const _encode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return parse(schema, value, ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const encode = /* @__PURE__*/ _encode(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _decode = (_Err) => {
    const parse = _parse(_Err);
    const fn = (schema, value, _ctx, _params) => {
        return parse(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decode = /* @__PURE__*/ _decode(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _encodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
        return (await parseAsync(schema, value, ctx, finalizeParams(fn, _params)));
    };
    return fn;
};
const encodeAsync = /* @__PURE__*/ _encodeAsync(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _decodeAsync = (_Err) => {
    const parseAsync = _parseAsync(_Err);
    const fn = async (schema, value, _ctx, _params) => {
        return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
    };
    return fn;
};
const decodeAsync = /* @__PURE__*/ _decodeAsync(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _safeEncode = (_Err) => (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParse(_Err)(schema, value, ctx);
};
const safeEncode = /* @__PURE__*/ _safeEncode(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _safeDecode = (_Err) => (schema, value, _ctx) => {
    return _safeParse(_Err)(schema, value, _ctx);
};
const safeDecode = /* @__PURE__*/ _safeDecode(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
    const ctx = _ctx ? { ..._ctx, direction: "backward" } : { direction: "backward" };
    return _safeParseAsync(_Err)(schema, value, ctx);
};
const safeEncodeAsync = /* @__PURE__*/ _safeEncodeAsync(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
    return _safeParseAsync(_Err)(schema, value, _ctx);
};
const safeDecodeAsync = /* @__PURE__*/ _safeDecodeAsync(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .$ZodRealError */ .Kd);


/***/ }),

/***/ 3908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AC: () => (/* binding */ lowercase),
/* harmony export */   Ak: () => (/* binding */ nanoid),
/* harmony export */   D2: () => (/* binding */ nanoidOfLength),
/* harmony export */   F: () => (/* binding */ httpProtocol),
/* harmony export */   Gl: () => (/* binding */ cuid2),
/* harmony export */   K3: () => (/* binding */ base64),
/* harmony export */   Os: () => (/* binding */ guid),
/* harmony export */   Rp: () => (/* binding */ email),
/* harmony export */   Z0: () => (/* binding */ ulid),
/* harmony export */   Zg: () => (/* binding */ emoji),
/* harmony export */   Zv: () => (/* binding */ uppercase),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   fO: () => (/* binding */ ksuid),
/* harmony export */   gF: () => (/* binding */ cuid),
/* harmony export */   gp: () => (/* binding */ anyString),
/* harmony export */   hQ: () => (/* binding */ e164),
/* harmony export */   kB: () => (/* binding */ time),
/* harmony export */   kM: () => (/* binding */ xid),
/* harmony export */   l7: () => (/* binding */ cidrv6),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   o: () => (/* binding */ bigint),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p6: () => (/* binding */ date),
/* harmony export */   r0: () => (/* binding */ base64url),
/* harmony export */   uR: () => (/* binding */ uuid),
/* harmony export */   uX: () => (/* binding */ ipv4),
/* harmony export */   ug: () => (/* binding */ ipv6),
/* harmony export */   w$: () => (/* binding */ datetime),
/* harmony export */   zM: () => (/* binding */ boolean),
/* harmony export */   zr: () => (/* binding */ cidrv4)
/* harmony export */ });
/* unused harmony exports extendedDuration, uuid4, uuid6, uuid7, html5Email, rfc5322Email, unicodeEmail, idnEmail, browserEmail, mac, hostname, domain, creditCard, currencyCode, iban, string, null, undefined, hex, md5_hex, md5_base64, md5_base64url, sha1_hex, sha1_base64, sha1_base64url, sha256_hex, sha256_base64, sha256_base64url, sha384_hex, sha384_base64, sha384_base64url, sha512_hex, sha512_base64, sha512_base64url */

/**
 * @deprecated CUID v1 is deprecated by its authors due to information leakage
 * (timestamps embedded in the id). Use {@link cuid2} instead.
 * See https://github.com/paralleldrive/cuid.
 */
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
    return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** Implements ISO 8601-2 extensions like explicit +- prefixes, mixing weeks with other units, and fractional/negative components. */
const extendedDuration = /^[-+]?P(?!$)(?:(?:[-+]?\d+Y)|(?:[-+]?\d+[.,]\d+Y$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:(?:[-+]?\d+W)|(?:[-+]?\d+[.,]\d+W$))?(?:(?:[-+]?\d+D)|(?:[-+]?\d+[.,]\d+D$))?(?:T(?=[\d+-])(?:(?:[-+]?\d+H)|(?:[-+]?\d+[.,]\d+H$))?(?:(?:[-+]?\d+M)|(?:[-+]?\d+[.,]\d+M$))?(?:[-+]?\d+(?:[.,]\d+)?S)?)??$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
 *
 * @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
    if (!version)
        return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
    return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
const uuid4 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(4)));
const uuid6 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(6)));
const uuid7 = /*@__PURE__*/ (/* unused pure expression or super */ null && (uuid(7)));
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
/** Equivalent to the HTML5 input[type=email] validation implemented by browsers. Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/input/email */
const html5Email = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
/** The classic emailregex.com regex for RFC 5322-compliant emails */
const rfc5322Email = /^(([^<>()\[\]\\.,;:\s@"]+(\.[^<>()\[\]\\.,;:\s@"]+)*)|(".+"))@((\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}])|(([a-zA-Z\-0-9]+\.)+[a-zA-Z]{2,}))$/;
/** A loose regex that allows Unicode characters, enforces length limits, and that's about it. */
const unicodeEmail = /^[^\s@"]{1,64}@[^\s@]{1,255}$/u;
const idnEmail = (/* unused pure expression or super */ null && (unicodeEmail));
const browserEmail = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
// from https://thekevinscott.com/emojis-in-javascript/#writing-a-regular-expression
// Single character class, not an alternation: the two properties overlap (U+1F9B0-U+1F9B3), so `(A|B)+` backtracks exponentially on a failed match. The leading lookahead then demands one anchor — a pictograph, a regional indicator, or the enclosing keycap — because `\p{Emoji_Component}` on its own covers ASCII digits, `#`, `*`, ZWJ, variation selectors and skin tone modifiers, none of which is an emoji without a base.
const _emoji = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
    return new RegExp(_emoji, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const mac = (delimiter) => {
    const escapedDelim = util.escapeRegex(delimiter ?? ":");
    return new RegExp(`^(?:[0-9A-F]{2}${escapedDelim}){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}${escapedDelim}){5}[0-9a-f]{2}$`);
};
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
// https://stackoverflow.com/questions/7860392/determine-if-string-is-in-base64-using-javascript
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
// based on https://stackoverflow.com/questions/106179/regular-expression-to-match-dns-hostname-or-ip-address
// export const hostname: RegExp = /^([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+$/;
const hostname = /^(?=.{1,253}\.?$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-0-9a-zA-Z]{0,61}[0-9a-zA-Z])?)*\.?$/;
const domain = /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const httpProtocol = /^https?$/;
// https://blog.stevenlevithan.com/archives/validate-phone-number#r4-3 (regex sans spaces) E.164: leading digit must be 1-9; total digits (excluding '+') between 7-15
const e164 = /^\+[1-9]\d{6,14}$/;
// Credit card shape: 12–19 digits, optionally separated by single spaces or single hyphens. ISO/IEC 7812 caps the PAN at 19 digits; 12 is the shortest issued length (Maestro).
const creditCard = /^\d(?:[ -]?\d){11,18}$/;
// ISO 4217 alpha codes from the SIX list, regenerated by scripts/update-iso-4217.ts
const currencyCode = /^(?:AED|AFN|ALL|AMD|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BHD|BIF|BMD|BND|BOB|BOV|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHE|CHF|CHW|CLF|CLP|CNY|COP|COU|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MXV|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|USN|UYI|UYU|UYW|UZS|VED|VES|VND|VUV|WST|XAD|XAF|XAG|XAU|XBA|XBB|XBC|XBD|XCD|XCG|XDR|XOF|XPD|XPF|XPT|XSU|XTS|XUA|XXX|YER|ZAR|ZMW|ZWG)$/;
// iban electronic format: 2-letter country, check digits 02-98 (the only values `98 - remainder` can produce), 11-30 bban characters
const iban = /^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
 * esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
 * will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function anchor(source) {
    return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ anchor(dateSource);
function timeSource(args) {
    const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
    const regex = typeof args.precision === "number"
        ? args.precision === -1
            ? `${hhmm}`
            : args.precision === 0
                ? `${hhmm}:[0-5]\\d`
                : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}`
        : args.seconds
            ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?`
            : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
    return regex;
}
function time(args) {
    return new RegExp(`^${timeSource(args)}$`);
}
// Adapted from https://stackoverflow.com/a/3143231
function datetime(args) {
    const opts = ["Z"];
    // if (args.offset) opts.push(`([+-]\\d{2}:\\d{2})`);
    if (args.offset)
        opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
    // RFC 3339 mandates seconds wherever the time carries a `Z` or an offset, so only the unqualified form `local` adds may omit them
    const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
    const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
    return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
// the unbounded form of `string()` as a literal, so every plain string shares one instance instead of building its own
const anyString = /^[\s\S]{0,}$/;
const string = (params) => {
    const regex = params ? `[\\s\\S]{${params?.minimum ?? 0},${params?.maximum ?? ""}}` : `[\\s\\S]*`;
    return new RegExp(`^${regex}$`);
};
const bigint = /^-?\d+n?$/;
const integer = /^-?\d+$/;
const number = /^-?\d+(?:\.\d+)?$/;
const boolean = /^(?:true|false)$/i;
const _null = /^null$/i;

const _undefined = /^undefined$/i;

// regex for string with no uppercase letters
const lowercase = /^[^A-Z]*$/;
// regex for string with no lowercase letters
const uppercase = /^[^a-z]*$/;
// regex for hexadecimal strings (any length)
const hex = /^[0-9a-fA-F]*$/;
// Hash regexes for different algorithms and encodings
// Helper function to create base64 regex with exact length and padding
function fixedBase64(bodyLength, padding) {
    return new RegExp(`^[A-Za-z0-9+/]{${bodyLength}}${padding}$`);
}
// Helper function to create base64url regex with exact length (no padding)
function fixedBase64url(length) {
    return new RegExp(`^[A-Za-z0-9_-]{${length}}$`);
}
// MD5 (16 bytes): base64 = 24 chars total (22 + "==")
const md5_hex = /^[0-9a-fA-F]{32}$/;
const md5_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(22, "==")));
const md5_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(22)));
// SHA1 (20 bytes): base64 = 28 chars total (27 + "=")
const sha1_hex = /^[0-9a-fA-F]{40}$/;
const sha1_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(27, "=")));
const sha1_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(27)));
// SHA256 (32 bytes): base64 = 44 chars total (43 + "=")
const sha256_hex = /^[0-9a-fA-F]{64}$/;
const sha256_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(43, "=")));
const sha256_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(43)));
// SHA384 (48 bytes): base64 = 64 chars total (no padding)
const sha384_hex = /^[0-9a-fA-F]{96}$/;
const sha384_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(64, "")));
const sha384_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(64)));
// SHA512 (64 bytes): base64 = 88 chars total (86 + "==")
const sha512_hex = /^[0-9a-fA-F]{128}$/;
const sha512_base64 = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64(86, "==")));
const sha512_base64url = /*@__PURE__*/ (/* unused pure expression or super */ null && (fixedBase64url(86)));


/***/ }),

/***/ 9396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   fd: () => (/* binding */ globalRegistry)
/* harmony export */ });
/* unused harmony exports $output, $input, $ZodRegistry, registry */
var _a;
const $output = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodOutput")));
const $input = /*@__PURE__*/ (/* unused pure expression or super */ null && (Symbol("ZodInput")));
class $ZodRegistry {
    constructor() {
        this._map = new WeakMap();
        this._idmap = new Map();
    }
    add(schema, ..._meta) {
        const meta = _meta[0];
        this._map.set(schema, meta);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.set(meta.id, schema);
        }
        return this;
    }
    clear() {
        this._map = new WeakMap();
        this._idmap = new Map();
        return this;
    }
    remove(schema) {
        const meta = this._map.get(schema);
        if (meta && typeof meta === "object" && "id" in meta) {
            this._idmap.delete(meta.id);
        }
        this._map.delete(schema);
        return this;
    }
    get(schema) {
        // return this._map.get(schema) as any;
        // inherit metadata
        const p = schema._zod.parent;
        if (p) {
            const pm = { ...(this.get(p) ?? {}) };
            delete pm.id; // do not inherit id
            const f = { ...pm, ...this._map.get(schema) };
            return Object.keys(f).length ? f : undefined;
        }
        return this._map.get(schema);
    }
    has(schema) {
        return this._map.has(schema);
    }
}
// registries
function registry() {
    return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;


/***/ }),

/***/ 4723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A2: () => (/* binding */ normalizeParams),
/* harmony export */   B7: () => (/* binding */ stringifyPrimitive),
/* harmony export */   GW: () => (/* binding */ parsedType),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   LG: () => (/* binding */ floatSafeRemainder),
/* harmony export */   MO: () => (/* binding */ rawShape),
/* harmony export */   NM: () => (/* binding */ optionalKeys),
/* harmony export */   NR: () => (/* binding */ BIGINT_FORMAT_RANGES),
/* harmony export */   O7: () => (/* binding */ codePointLength),
/* harmony export */   OH: () => (/* binding */ partial),
/* harmony export */   PO: () => (/* binding */ cached),
/* harmony export */   QH: () => (/* binding */ aborted),
/* harmony export */   Qd: () => (/* binding */ isPlainObject),
/* harmony export */   Rc: () => (/* binding */ getLengthableOrigin),
/* harmony export */   SS: () => (/* binding */ constantCatch),
/* harmony export */   UQ: () => (/* binding */ esc),
/* harmony export */   Up: () => (/* binding */ pick),
/* harmony export */   Vy: () => (/* binding */ assignProp),
/* harmony export */   W0: () => (/* binding */ safeExtend),
/* harmony export */   X: () => (/* binding */ installLazyProp),
/* harmony export */   X$: () => (/* binding */ extend),
/* harmony export */   Yv: () => (/* binding */ slugify),
/* harmony export */   cJ: () => (/* binding */ omit),
/* harmony export */   cl: () => (/* binding */ nullish),
/* harmony export */   d3: () => (/* binding */ attachSchema),
/* harmony export */   gx: () => (/* binding */ captureStackTrace),
/* harmony export */   h1: () => (/* binding */ merge),
/* harmony export */   hI: () => (/* binding */ allowsEval),
/* harmony export */   hi: () => (/* binding */ sizeCaps),
/* harmony export */   iR: () => (/* binding */ finalizeIssue),
/* harmony export */   jD: () => (/* binding */ hide),
/* harmony export */   jw: () => (/* binding */ joinValues),
/* harmony export */   k8: () => (/* binding */ jsonStringifyReplacer),
/* harmony export */   lQ: () => (/* binding */ prefixIssues),
/* harmony export */   mw: () => (/* binding */ required),
/* harmony export */   o8: () => (/* binding */ clone),
/* harmony export */   ol: () => (/* binding */ members),
/* harmony export */   p6: () => (/* binding */ cleanRegex),
/* harmony export */   qQ: () => (/* binding */ propertyKeyTypes),
/* harmony export */   qh: () => (/* binding */ own),
/* harmony export */   rL: () => (/* binding */ explicitlyAborted),
/* harmony export */   sD: () => (/* binding */ escapeRegex),
/* harmony export */   sn: () => (/* binding */ issue),
/* harmony export */   un: () => (/* binding */ derived),
/* harmony export */   v5: () => (/* binding */ defineLazyInternal),
/* harmony export */   w5: () => (/* binding */ getEnumValues),
/* harmony export */   yG: () => (/* binding */ shallowClone),
/* harmony export */   zH: () => (/* binding */ NUMBER_FORMAT_RANGES),
/* harmony export */   zM: () => (/* binding */ mergeDefs)
/* harmony export */ });
/* unused harmony exports assertEqual, assertNotEqual, toZod, assertIs, assertNever, assert, defineLazy, objectClone, cloneDef, getElementAtPath, promiseAllObject, randomString, numKeys, getParsedType, primitiveTypes, createTransparentProxy, unwrapMessage, getSizableOrigin, cleanEnum, base64ToUint8Array, uint8ArrayToBase64, base64urlToUint8Array, uint8ArrayToBase64url, hexToUint8Array, uint8ArrayToHex, Class, CONSTANT_CATCH */
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8532);

// functions
function assertEqual(val) {
    return val;
}
function assertNotEqual(val) {
    return val;
}
function toZod() {
    return (schema) => schema;
}
function assertIs(_arg) { }
function assertNever(_x) {
    throw new Error("Unexpected value in exhaustive check");
}
function assert(_) { }
function getEnumValues(entries) {
    const numericValues = Object.values(entries).filter((v) => typeof v === "number");
    const values = Object.entries(entries)
        .filter(([k, _]) => numericValues.indexOf(+k) === -1)
        .map(([_, v]) => v);
    return values;
}
function joinValues(array, separator = "|") {
    return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
    if (typeof value === "bigint")
        return value.toString();
    return value;
}
// the accessor lives on a shared prototype: an own accessor makes every box a dictionary-mode object (~360 B and a slow load per read against ~100 B and an inlined getter here)
class Cached {
    constructor(getter) {
        this._getter = getter;
        this._value = undefined;
    }
    get value() {
        const getter = this._getter;
        if (getter !== undefined) {
            this._value = getter();
            this._getter = undefined;
        }
        return this._value;
    }
}
function cached(getter) {
    return new Cached(getter);
}
function nullish(input) {
    return input === null || input === undefined;
}
function cleanRegex(source) {
    const start = source.startsWith("^") ? 1 : 0;
    const end = source.endsWith("$") ? source.length - 1 : source.length;
    return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
    const ratio = val / step;
    const roundedRatio = Math.round(ratio);
    // `val` and `step` each round to a double before the division rounds again, so a true decimal multiple's quotient can sit up to 1.5 of these scaled epsilons from the integer. A 1x tolerance therefore rejected 2.03 as a multiple of 0.07; 4x covers the worst case with margin.
    const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
    if (Math.abs(ratio - roundedRatio) < tolerance)
        return 0;
    return ratio - roundedRatio;
}
const EVALUATING = /* @__PURE__*/ (/* unused pure expression or super */ null && (Symbol("evaluating")));
function defineLazy(object, key, getter) {
    let value = undefined;
    Object.defineProperty(object, key, {
        get() {
            if (value === EVALUATING) {
                // Circular reference detected, return undefined to break the cycle
                return undefined;
            }
            if (value === undefined) {
                value = EVALUATING;
                value = getter();
            }
            return value;
        },
        set(v) {
            Object.defineProperty(object, key, {
                value: v,
                // configurable: true,
            });
            // object[key] = v;
        },
        configurable: true,
    });
}
function objectClone(obj) {
    return Object.create(Object.getPrototypeOf(obj), Object.getOwnPropertyDescriptors(obj));
}
function assignProp(target, prop, value) {
    Object.defineProperty(target, prop, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
    });
}
/**
 * Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
 *
 * Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
 */
function rawShape(def) {
    const desc = Object.getOwnPropertyDescriptor(def, "shape");
    return desc?.get ? desc.get.raw : desc?.value;
}
// where a builder reads its source's keys and descriptors, resolving only a shape a def answers for itself. A shape resolves by object spread, so only its enumerable keys are ever part of it.
function sourceShape(schema) {
    return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
// a key whose value is not settled yet, self-caching so every read after the first gets the same one
function deferProp(target, key, getter) {
    Object.defineProperty(target, key, {
        get() {
            const value = getter();
            assignProp(this, key, value);
            return value;
        },
        enumerable: true,
        configurable: true,
    });
}
// Writes a settled key. A plain assignment is much cheaper than `defineProperty` and produces the same descriptor, but it runs whatever setter already answers to the key — an accessor this shape deferred, or an inherited one, which `__proto__` has on every object and prototype pollution can add for any name.
function putProp(target, key, value) {
    if (key in target)
        assignProp(target, key, value);
    else
        target[key] = value;
}
/**
 * Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
 *
 * A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
 */
function mirrorShape(target, source, keys, wrap) {
    const raw = sourceShape(source);
    for (const key of keys) {
        const desc = Object.getOwnPropertyDescriptor(raw, key);
        if (!desc.enumerable)
            continue;
        if (desc.get) {
            deferProp(target, key, () => {
                const value = source._zod.def.shape[key];
                return wrap ? wrap(value, key) : value;
            });
        }
        else
            putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
    }
}
// same, for a plain shape a caller passed rather than a schema's
function mirrorProps(target, source) {
    for (const key of Reflect.ownKeys(source)) {
        const desc = Object.getOwnPropertyDescriptor(source, key);
        if (!desc.enumerable)
            continue;
        if (desc.get)
            deferProp(target, key, () => source[key]);
        else
            putProp(target, key, desc.value);
    }
}
function mergeDefs(...defs) {
    const mergedDescriptors = {};
    for (const def of defs) {
        const descriptors = Object.getOwnPropertyDescriptors(def);
        Object.assign(mergedDescriptors, descriptors);
    }
    return Object.defineProperties({}, mergedDescriptors);
}
function cloneDef(schema) {
    return mergeDefs(schema._zod.def);
}
function getElementAtPath(obj, path) {
    if (!path)
        return obj;
    return path.reduce((acc, key) => acc?.[key], obj);
}
function promiseAllObject(promisesObj) {
    const keys = Object.keys(promisesObj);
    const promises = keys.map((key) => promisesObj[key]);
    return Promise.all(promises).then((results) => {
        const resolvedObj = {};
        for (let i = 0; i < keys.length; i++) {
            resolvedObj[keys[i]] = results[i];
        }
        return resolvedObj;
    });
}
function randomString(length = 10) {
    const chars = "abcdefghijklmnopqrstuvwxyz";
    let str = "";
    for (let i = 0; i < length; i++) {
        str += chars[Math.floor(Math.random() * chars.length)];
    }
    return str;
}
function esc(str) {
    return JSON.stringify(str);
}
function slugify(input) {
    return input
        .toLowerCase()
        .trim()
        .replace(/[^\w\s-]/g, "")
        .replace(/[\s_-]+/g, "-")
        .replace(/^-+|-+$/g, "");
}
const captureStackTrace = ("captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => { });
function isObject(data) {
    return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ cached(() => {
    // Skip the probe under `jitless`: strict CSPs report the caught `new Function` as a `securitypolicyviolation` even though the throw is swallowed.
    if (_core_js__WEBPACK_IMPORTED_MODULE_0__/* .globalConfig */ .cr.jitless) {
        return false;
    }
    // @ts-ignore
    if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) {
        return false;
    }
    try {
        const F = Function;
        new F("");
        return true;
    }
    catch (_) {
        return false;
    }
});
function isPlainObject(o) {
    if (isObject(o) === false)
        return false;
    // modified constructor
    const ctor = o.constructor;
    if (ctor === undefined)
        return true;
    if (typeof ctor !== "function")
        return true;
    // modified prototype
    const prot = ctor.prototype;
    if (isObject(prot) === false)
        return false;
    // ctor doesn't have static `isPrototypeOf`
    if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
        return false;
    }
    return true;
}
function shallowClone(o) {
    if (isPlainObject(o))
        return { ...o };
    if (Array.isArray(o))
        return [...o];
    if (o instanceof Map)
        return new Map(o);
    if (o instanceof Set)
        return new Set(o);
    return o;
}
function numKeys(data) {
    let keyCount = 0;
    for (const key in data) {
        if (Object.prototype.hasOwnProperty.call(data, key)) {
            keyCount++;
        }
    }
    return keyCount;
}
const getParsedType = (data) => {
    const t = typeof data;
    switch (t) {
        case "undefined":
            return "undefined";
        case "string":
            return "string";
        case "number":
            return Number.isNaN(data) ? "nan" : "number";
        case "boolean":
            return "boolean";
        case "function":
            return "function";
        case "bigint":
            return "bigint";
        case "symbol":
            return "symbol";
        case "object":
            if (Array.isArray(data)) {
                return "array";
            }
            if (data === null) {
                return "null";
            }
            if (data.then && typeof data.then === "function" && data.catch && typeof data.catch === "function") {
                return "promise";
            }
            if (typeof Map !== "undefined" && data instanceof Map) {
                return "map";
            }
            if (typeof Set !== "undefined" && data instanceof Set) {
                return "set";
            }
            if (typeof Date !== "undefined" && data instanceof Date) {
                return "date";
            }
            // @ts-ignore
            if (typeof File !== "undefined" && data instanceof File) {
                return "file";
            }
            return "object";
        default:
            throw new Error(`Unknown data type: ${t}`);
    }
};
const propertyKeyTypes = /* @__PURE__*/ new Set(["string", "number", "symbol"]);
const primitiveTypes = /* @__PURE__*/ new Set([
    "string",
    "number",
    "bigint",
    "boolean",
    "symbol",
    "undefined",
]);
function escapeRegex(str) {
    return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
// zod-specific utils
function clone(inst, def, params) {
    const cl = new inst._zod.constr(def ?? inst._zod.def);
    if (!def || params?.parent)
        cl._zod.parent = inst;
    return cl;
}
function normalizeParams(_params) {
    const params = _params;
    if (!params)
        return {};
    if (typeof params === "string")
        return { error: () => params };
    if (params?.message !== undefined) {
        if (params?.error !== undefined)
            throw new Error("Cannot specify both `message` and `error` params");
        params.error = params.message;
    }
    delete params.message;
    if (typeof params.error === "string")
        return { ...params, error: () => params.error };
    return params;
}
function createTransparentProxy(getter) {
    let target;
    return new Proxy({}, {
        get(_, prop, receiver) {
            target ?? (target = getter());
            return Reflect.get(target, prop, receiver);
        },
        set(_, prop, value, receiver) {
            target ?? (target = getter());
            return Reflect.set(target, prop, value, receiver);
        },
        has(_, prop) {
            target ?? (target = getter());
            return Reflect.has(target, prop);
        },
        deleteProperty(_, prop) {
            target ?? (target = getter());
            return Reflect.deleteProperty(target, prop);
        },
        ownKeys(_) {
            target ?? (target = getter());
            return Reflect.ownKeys(target);
        },
        getOwnPropertyDescriptor(_, prop) {
            target ?? (target = getter());
            return Reflect.getOwnPropertyDescriptor(target, prop);
        },
        defineProperty(_, prop, descriptor) {
            target ?? (target = getter());
            return Reflect.defineProperty(target, prop, descriptor);
        },
    });
}
function stringifyPrimitive(value) {
    if (typeof value === "bigint")
        return value.toString() + "n";
    if (typeof value === "string")
        return `"${value}"`;
    return `${value}`;
}
function optionalKeys(shape) {
    return Object.keys(shape).filter((k) => {
        return shape[k]._zod.optin !== undefined && shape[k]._zod.optout === "optional";
    });
}
// Wrapped in a `@__PURE__` IIFE: esbuild never tree-shakes a top-level initializer that contains a member access on `Number`, so the bare object literal survived into every bundle.
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
    safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
}))();
const BIGINT_FORMAT_RANGES = {
    int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
    uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")],
};
function pick(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".pick() cannot be used on object schemas containing refinements");
    }
    const newShape = {};
    mirrorShape(newShape, schema, maskedKeys(schema, mask));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
// the mask keys that select something, checked against the source's shape without resolving it
function maskedKeys(schema, mask) {
    const raw = sourceShape(schema);
    const keys = [];
    // `for...in` skips symbols, so a symbol in the mask would select nothing
    for (const key of Reflect.ownKeys(mask)) {
        if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) {
            throw new Error(`Unrecognized key: "${String(key)}"`);
        }
        if (mask[key])
            keys.push(key);
    }
    return keys;
}
function omit(schema, mask) {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(".omit() cannot be used on object schemas containing refinements");
    }
    const omitted = new Set(maskedKeys(schema, mask));
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
    return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to extend: expected a plain object");
    }
    const checks = schema._zod.def.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        // Only throw if new shape overlaps with existing shape. Use getOwnPropertyDescriptor to check key existence without accessing values
        const existingShape = sourceShape(schema);
        for (const key of Reflect.ownKeys(shape)) {
            if (Object.getOwnPropertyDescriptor(existingShape, key) !== undefined) {
                throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
            }
        }
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
// the source's keys, then the caller's overlaid on top
function extended(schema, shape) {
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
    mirrorProps(newShape, shape);
    return newShape;
}
function safeExtend(schema, shape) {
    if (!isPlainObject(shape)) {
        throw new Error("Invalid input to safeExtend: expected a plain object");
    }
    return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
    if (!b?._zod?.def) {
        throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
    }
    if (a._zod.def.checks?.length) {
        throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
    }
    const newShape = {};
    mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
    mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
    const def = mergeDefs(a._zod.def, {
        shape: newShape,
        get catchall() {
            return b._zod.def.catchall;
        },
        checks: b._zod.def.checks ?? [],
    });
    return clone(a, def);
}
function partial(Class, schema, mask, name = "partial") {
    const currDef = schema._zod.def;
    const checks = currDef.checks;
    const hasChecks = checks && checks.length > 0;
    if (hasChecks) {
        throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
    }
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class &&
        ((value, key) => (selected && !selected.has(key) ? value : new Class({ type: "optional", innerType: value }))));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape, checks: [] }));
}
function required(Class, schema, mask) {
    const selected = mask ? new Set(maskedKeys(schema, mask)) : undefined;
    const newShape = {};
    mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => 
    // overwrite with non-optional
    selected && !selected.has(key) ? value : new Class({ type: "nonoptional", innerType: value }));
    return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
// invalid_type | too_big | too_small | invalid_format | not_multiple_of | unrecognized_keys | invalid_union | invalid_key | invalid_element | invalid_value | custom
function aborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue !== true) {
            return true;
        }
    }
    return false;
}
// Checks for explicit abort (continue === false), as opposed to implicit abort (continue === undefined). Used to respect `abort: true` in .refine() even for checks that have a `when` function.
function explicitlyAborted(x, startIndex = 0) {
    if (x.aborted === true)
        return true;
    for (let i = startIndex; i < x.issues.length; i++) {
        if (x.issues[i]?.continue === false) {
            return true;
        }
    }
    return false;
}
function prefixIssues(path, issues) {
    return issues.map((iss) => {
        var _a;
        (_a = iss).path ?? (_a.path = []);
        iss.path.unshift(path);
        return iss;
    });
}
function unwrapMessage(message) {
    return typeof message === "string" ? message : message?.message;
}
/* A check holds no link back to the schema it is attached to — the same check instance is shared by every clone of that schema — so the owner is stamped onto the issues a check just raised, at the only point where both are in scope. Runs on the failure path only; `start` is the issue count from before the check ran. */
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
    const caps = [];
    for (const ch of defChecks ?? []) {
        const d = ch._zod.def;
        // a later check may rewrite the value
        if (!/_(length|size)$|_equals$/.test(d.check))
            break;
        const max = d.maximum ?? d.length ?? d.size;
        if (max >= 0)
            caps.push([max, ch]);
    }
    return caps;
}
function attachSchema(issues, start, inst) {
    var _a;
    for (let i = start; i < issues.length; i++) {
        (_a = issues[i]).schema ?? (_a.schema = inst);
    }
}
function finalizeIssue(iss, ctx, config) {
    var _a;
    // A schema that raised an issue itself owns it outright, and outranks any stamp an enclosing check left in `attachSchema`. String formats and z.custom() are schema and check at once, so when they act as a check they defer to that stamp instead.
    const traits = iss.inst?._zod?.traits;
    if (traits?.has("$ZodType")) {
        if (traits.has("$ZodCheck"))
            (_a = iss).schema ?? (_a.schema = iss.inst);
        else
            iss.schema = iss.inst;
    }
    // Decreasing specificity, first map to return a message wins. `inst` is whatever raised the issue, so a check's own map outranks the owning schema's.
    const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : undefined;
    const message = iss.message
        ? iss.message
        : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
            unwrapMessage(schemaError?.(iss)) ??
            unwrapMessage(ctx?.error?.(iss)) ??
            unwrapMessage(config.customError?.(iss)) ??
            unwrapMessage(config.localeError?.(iss)) ??
            "Invalid input");
    // an explicit own-key copy beats object rest with excluded keys, which v8 routes through a generic runtime call; Object.keys rather than for-in so an issue pushed with a prototype does not leak inherited keys, and an own __proto__ key is dropped rather than assigned through the setter
    const full = {};
    for (const k of Object.keys(iss)) {
        if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
            continue;
        full[k] = iss[k];
    }
    full.path ?? (full.path = []);
    full.message = message;
    if (ctx?.reportInput) {
        full.input = iss.input;
    }
    return full;
}
function getSizableOrigin(input) {
    if (input instanceof Set)
        return "set";
    if (input instanceof Map)
        return "map";
    // @ts-ignore
    if (input instanceof File)
        return "file";
    return "unknown";
}
const highSurrogate = /[\uD800-\uDBFF]/;
// Code points in `str`: a surrogate pair counts once, a lone surrogate as itself. Hand-rolled because the string iterator allocates and runs ~250x slower on this path; the regex probe exits ~50x quicker for a string with no astral characters.
function codePointLength(str) {
    const units = str.length;
    if (!highSurrogate.test(str))
        return units;
    let count = units;
    for (let i = 0; i < units - 1; i++) {
        if ((str.charCodeAt(i) & 0xfc00) === 0xd800 && (str.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
            count--;
            i++;
        }
    }
    return count;
}
function getLengthableOrigin(input) {
    if (Array.isArray(input))
        return "array";
    if (typeof input === "string")
        return "string";
    return "unknown";
}
function parsedType(data) {
    const t = typeof data;
    switch (t) {
        case "number": {
            return Number.isNaN(data) ? "nan" : "number";
        }
        case "object": {
            if (data === null) {
                return "null";
            }
            if (Array.isArray(data)) {
                return "array";
            }
            const obj = data;
            if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) {
                return obj.constructor.name;
            }
        }
    }
    return t;
}
function issue(...args) {
    const [iss, input, inst] = args;
    if (typeof iss === "string") {
        return {
            message: iss,
            code: "custom",
            input,
            inst,
        };
    }
    return { ...iss };
}
function cleanEnum(obj) {
    return Object.entries(obj)
        .filter(([k, _]) => {
        // return true if NaN, meaning it's not a number, thus a string key
        return Number.isNaN(Number.parseInt(k, 10));
    })
        .map((el) => el[1]);
}
// Codec utility functions
function base64ToUint8Array(base64) {
    const binaryString = atob(base64);
    const bytes = new Uint8Array(binaryString.length);
    for (let i = 0; i < binaryString.length; i++) {
        bytes[i] = binaryString.charCodeAt(i);
    }
    return bytes;
}
function uint8ArrayToBase64(bytes) {
    let binaryString = "";
    for (let i = 0; i < bytes.length; i++) {
        binaryString += String.fromCharCode(bytes[i]);
    }
    return btoa(binaryString);
}
function base64urlToUint8Array(base64url) {
    const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
    const padding = "=".repeat((4 - (base64.length % 4)) % 4);
    return base64ToUint8Array(base64 + padding);
}
function uint8ArrayToBase64url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
function hexToUint8Array(hex) {
    const cleanHex = hex.replace(/^0x/, "");
    if (cleanHex.length % 2 !== 0) {
        throw new Error("Invalid hex string length");
    }
    const bytes = new Uint8Array(cleanHex.length / 2);
    for (let i = 0; i < cleanHex.length; i += 2) {
        bytes[i / 2] = Number.parseInt(cleanHex.slice(i, i + 2), 16);
    }
    return bytes;
}
function uint8ArrayToHex(bytes) {
    return Array.from(bytes)
        .map((b) => b.toString(16).padStart(2, "0"))
        .join("");
}
// instanceof
class Class {
    constructor(..._args) { }
}
//////////    PROTOTYPE INSTALLERS     //////////
//
// Members live on the prototype and materialize per instance on first read, which keeps own-property count under the step where V8 stops using inline slots. Changing anything here means re-measuring runtime, memory and bundle size together — see "The three axes" in AGENTS.md.
/**
 * Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
 *
 * Call this from a `proto` initializer, which runs once per prototype — never per instance.
 */
function members(proto, table) {
    for (const key in table) {
        const desc = Object.getOwnPropertyDescriptor(table, key);
        // a getter installs as written, so it stays live: `description` reads through to the registry on every access. not enumerable: an object literal's is, and a prototype member never was
        if (desc.get)
            Object.defineProperty(proto, key, { ...desc, enumerable: false });
        // a method materializes bound on first read, which is what keeps a detached member working: `const opt = schema.optional; opt()`
        else
            defineBound(proto, key, desc.value);
    }
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
    Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
    return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
    return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
function derived(computes, table) {
    for (const key in computes) {
        const compute = computes[key];
        // an object literal's accessor is configurable and enumerable, and `members` copies the descriptor as written
        Object.defineProperty(table, key, {
            configurable: true,
            enumerable: true,
            get() {
                return own(this, key, compute(this));
            },
            set(value) {
                own(this, key, value);
            },
        });
    }
    return table;
}
function defineBound(proto, key, fn) {
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // vitest's spyOn calls a prototype getter bare to find the function it wraps, so a nullish receiver answers the raw method
            return this == null ? fn : own(this, key, fn.bind(this));
        },
        set(value) {
            own(this, key, value);
        },
    });
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
    const proto = Object.getPrototypeOf(inst);
    // Runs on every construction, so `in` rather than the costlier `hasOwnProperty.call`. Sentinels are keys the group itself defines.
    return sentinel in proto ? undefined : proto;
}
// The internals whose init chain is installing. A second call for the same one is a derived constructor overriding its base, so it must not construct another schema in between or the override is dropped.
let installing;
// Set while a getter is running, so a value that resolved through a recursion break is not memoized. One shared descriptor shadows the key for the duration, which costs no per-key allocation.
let broke = false;
const breaker = {
    configurable: true,
    get() {
        broke = true;
        return undefined;
    },
};
/**
 * Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
 * constructor, computed from the internals object itself and cached there on
 * first read. One accessor per constructor rather than one per instance.
 */
function defineLazyInternal(inst, key, compute) {
    const proto = Object.getPrototypeOf(inst._zod);
    if (key in proto && installing !== inst._zod) {
        // A repeat construction: everything is installed already. Cleared here so the reference is not held past the first construction of every type.
        installing = undefined;
        return;
    }
    installing = inst._zod;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing so a re-entrant read from a recursive schema resolves to undefined instead of running the getter again.
            Object.defineProperty(this, key, breaker);
            const outer = broke;
            broke = false;
            try {
                const value = compute(this);
                // A result that resolved through a recursion break is recomputed once the graph is complete; everything else memoizes, undefined included.
                if (broke)
                    delete this[key];
                else
                    Object.defineProperty(this, key, { configurable: true, writable: true, value });
                broke = broke || outer;
                return value;
            }
            catch (err) {
                // A compute that threw memoizes nothing, so a later read runs it again and fails the same way. The shadow goes with it, since leaving it installed would answer undefined for every later read.
                delete this[key];
                broke = broke || outer;
                throw err;
            }
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, value });
        },
    });
}
/**
 * Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
 * data property. One accessor per constructor rather than one per instance, because an own accessor
 * puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
 */
function installLazyProp(inst, key, make, enumerable) {
    const proto = claim(inst, key);
    if (!proto)
        return;
    Object.defineProperty(proto, key, {
        configurable: true,
        get() {
            // Shadowed before computing, so a re-entrant read from a self-referential shape resolves to undefined instead of running the getter again. A data property rather than an accessor: an own accessor is the dictionary-mode transition this exists to avoid.
            const desc = { configurable: true, writable: true, enumerable, value: undefined };
            Object.defineProperty(this, key, desc);
            // a compute that throws leaves the shadow behind, so later reads answer undefined instead of re-throwing; `defineLazy` did the same, and `defineLazyInternal`'s delete-on-catch would cost bytes in every bundle for a case only a throwing user getter reaches
            desc.value = make(this);
            Object.defineProperty(this, key, desc);
            return desc.value;
        },
        set(value) {
            Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
        },
    });
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
    const fn = () => value;
    fn[CONSTANT_CATCH] = true;
    return fn;
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(3986);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
