export const id = 756;
export const ids = [756];
export const modules = {

/***/ 9674:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v3: () => (/* binding */ NONCE_VARIABLE),
  Mj: () => (/* binding */ countedUse),
  D_: () => (/* binding */ identity_identity),
  Tf: () => (/* binding */ nonceOf)
});

// EXTERNAL MODULE: ./build/input/identity.js
var identity = __webpack_require__(3625);
// EXTERNAL MODULE: ./build/lease/schema.js + 2 modules
var schema = __webpack_require__(9244);
// EXTERNAL MODULE: ./build/action/environment.js + 1 modules
var environment = __webpack_require__(8735);
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

;// CONCATENATED MODULE: ./build/action/identity.js




const LONGEST_JOB = 256;
const NONCE_VARIABLE = 'REF_LEASE_NONCE';
const NONCE = /^[0-9a-f]{12}$/;
function identity_identity(env) {
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    const runId = positive(env, 'GITHUB_RUN_ID');
    return {
        repository,
        runId,
        runAttempt: positive(env, 'GITHUB_RUN_ATTEMPT', 1),
        job: job(env),
        jobIndex: jobIndex(env),
        matrix: matrix(env),
        step: step(env),
        checkRunId: checkRunId(env),
        runnerName: (env['RUNNER_NAME'] ?? '').slice(0, schema/* LONGEST */.zP.name),
        runUrl: `${(0,environment/* serverUrlOf */.Gh)(env)}/${repository}/actions/runs/${runId}`,
        actor: (env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || '').slice(0, schema/* LONGEST */.zP.name),
        workflowPath: workflowPath(env),
        calledPath: calledPath(env),
    };
}
function nonceOf(env) {
    const nonce = env[NONCE_VARIABLE] ?? '';
    return NONCE.test(nonce) ? nonce : null;
}
function countedUse(env) {
    if ((env['GITHUB_ACTION_PATH'] ?? '') === '')
        return null;
    return { variable: usesVariable(env), count: String(earlierUses(env) + 1) };
}
function step(env) {
    const name = env['GITHUB_ACTION'] ?? '';
    const earlier = earlierUses(env);
    return earlier === 0 ? name : `${name}#${earlier + 1}`;
}
function earlierUses(env) {
    return parseInteger(env[usesVariable(env)] ?? '') ?? 0;
}
function usesVariable(env) {
    return `REF_LEASE_USES_${(env['GITHUB_ACTION'] ?? '').replaceAll(/\W/g, '_')}`;
}
function job(env) {
    const given = (env['GITHUB_JOB'] ?? '').toWellFormed();
    if (encodeURIComponent(given).length <= LONGEST_JOB)
        return given;
    throw (0,environment/* variableError */.vT)('GITHUB_JOB', given, `the key of a job of at most ${LONGEST_JOB} characters`);
}
function positive(env, name, fallback) {
    const given = env[name] ?? '';
    if (given === '' && fallback !== undefined)
        return fallback;
    const value = parseInteger(given);
    if (value === null || value < 1)
        throw (0,environment/* variableError */.vT)(name, given, 'a whole number of at least 1');
    return value;
}
function isUnevaluated(given) {
    return given === '' || given.startsWith('${{');
}
function jobIndex(env) {
    const given = (0,environment/* readInput */.R5)(env, 'job-index');
    if (isUnevaluated(given))
        return 0;
    const value = parseInteger(given);
    if (value === null || value < 0) {
        throw (0,environment/* inputError */.Xu)('job-index', given, 'left out, so that it is the index of the job in its matrix');
    }
    return value;
}
function matrix(env) {
    const given = (0,environment/* readInput */.R5)(env, 'matrix');
    if (isUnevaluated(given) || /^(?:null|\{\s*\})$/.test(given))
        return '';
    return (0,identity/* hashOf */.qQ)(given).slice(0, 32);
}
function checkRunId(env) {
    const value = parseInteger((0,environment/* readInput */.R5)(env, 'check-run-id'));
    return value !== null && value > 0 ? value : null;
}
function calledPath(env) {
    const given = (0,environment/* readInput */.R5)(env, 'job-workflow-ref');
    const own = env['GITHUB_WORKFLOW_REF'] ?? '';
    return isUnevaluated(given) || own === '' || pathOf(given) === pathOf(own) ? '' : pathOf(given);
}
function workflowPath(env) {
    return pathOf(env['GITHUB_WORKFLOW_REF'] ?? '') || (env['GITHUB_WORKFLOW'] ?? '');
}
function pathOf(ref) {
    const end = ref.includes('@refs/') ? ref.indexOf('@refs/') : ref.lastIndexOf('@');
    return end === -1 ? ref : ref.slice(0, end);
}


/***/ }),

/***/ 4403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZZ: () => (/* binding */ STORES),
  dT: () => (/* binding */ parsePostInputs)
});

// UNUSED EXPORTS: parseInputs

// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __webpack_require__(7078);
// EXTERNAL MODULE: ./build/lease/schema.js + 2 modules
var schema = __webpack_require__(9244);
// EXTERNAL MODULE: ./build/lease/board.js
var board = __webpack_require__(5053);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __webpack_require__(9336);
// EXTERNAL MODULE: ./build/input/lease-name.js
var lease_name = __webpack_require__(57);
;// CONCATENATED MODULE: ./build/input/slots.js






const WHOLE_LEASE = { accepts: null, take: 1 };
const NAMES = (/* unused pure expression or super */ null && (`up to ${MOST_SLOTS} different names, separated by commas or line breaks, such as eu, us`));
const COUNT_OR_NAMES = (/* unused pure expression or super */ null && (`a count from 1 to ${MOST_SLOTS}, or ${NAMES}`));
function slots_parseSlotWish(slots, take, refuse, slotsName = 'slots') {
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
function slots_parseSlotNames(slots, refuse) {
    return namesIn(slots, (problem) => refuse('slots', slots, NAMES, problem));
}
function countedSlots(given, refuse) {
    const count = parseInteger(given);
    if (count === null || count < 1 || count > MOST_SLOTS)
        throw refuse('slots', given, COUNT_OR_NAMES);
    return Array.from({ length: count }, (_, index) => String(index + 1));
}
function acceptedNames(given, refuse) {
    const refuseFor = (problem) => refuse('slots', given, COUNT_OR_NAMES, problem);
    const names = namesIn(given, refuseFor);
    const number = names.find((name) => /^\d+$/.test(name.normalize('NFKC')));
    if (number === undefined)
        return names;
    throw refuseFor(`${quoted(number)} is a number: such names are for the slots of a count`);
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
    if (names.length > MOST_SLOTS)
        throw refuse(`it has ${names.length} names`);
    names.forEach((name, place) => {
        const problem = problemOf(name);
        if (problem !== null)
            throw refuse(`${quoted(name)} is no name of a slot: ${problem}`);
        const earlier = names.slice(0, place).find((other) => other === name || isTwin(other, name));
        if (earlier === name)
            throw refuse(`${quoted(name)} is there twice`);
        if (earlier !== undefined)
            throw refuse(`${quoted(earlier)}${spelling(earlier, name)} and ${quoted(name)}${spelling(name, earlier)} differ only in how they are written`);
    });
    return names;
}
function problemOf(name) {
    if (name === LEASE || name === '__proto__')
        return 'it is reserved';
    if (/^["'[]/.test(name))
        return 'names are written without quotes and brackets';
    const hidden = hiddenProblem(name);
    if (hidden !== null)
        return hidden;
    const bytes = encodeURIComponent(name).length;
    return bytes <= LONGEST.slot
        ? null
        : `percent-encoded it has ${bytes} bytes, and ${LONGEST.slot} are allowed`;
}

// EXTERNAL MODULE: ./build/action/environment.js + 1 modules
var environment = __webpack_require__(8735);
;// CONCATENATED MODULE: ./build/action/input-values.js





function input_values_parseBoolean(text) {
    if (/^(?:true|True|TRUE)$/.test(text))
        return true;
    return /^(?:false|False|FALSE)$/.test(text) ? false : null;
}
function input_values_booleanInput(env, name) {
    const given = readInput(env, name);
    const value = input_values_parseBoolean(given);
    if (value === null)
        throw inputError(name, given, 'true or false');
    return value;
}
function input_values_choiceInput(env, name, choices) {
    const given = readInput(env, name);
    const value = choices.find((choice) => choice === given);
    if (value === undefined)
        throw inputError(name, given, anyOf(choices));
    return value;
}
function input_values_integerInput(env, name, { fallback, also = '', ...range }) {
    const given = readInput(env, name);
    if (given === '' && fallback !== undefined)
        return fallback;
    const value = parseIntegerIn(given, range);
    if (typeof value === 'string')
        throw inputError(name, given, `${also}${value}`);
    return value;
}
function input_values_durationInput(env, name, { fallback, ...range }) {
    const given = readInput(env, name);
    if (given === '' && fallback !== undefined)
        return fallback;
    const value = parseDurationIn(given, range);
    if (typeof value === 'string')
        throw inputError(name, given, value);
    return value;
}
function input_values_textInput(env, name, options = {}) {
    const { verbatim = false, atMost = LONGEST_TEXT } = options;
    const given = verbatim ? rawInput(env, name) : readInput(env, name);
    if (given === '')
        return null;
    const bytes = Buffer.byteLength(given);
    if (bytes > atMost)
        throw inputError(name, given, `at most ${atMost} bytes of UTF-8, and it has ${bytes}`);
    return given;
}

;// CONCATENATED MODULE: ./build/action/acquire-inputs.js






const DEFAULT_WINDOW_OF_A_GROUP = 300;
const DEFAULT_TTL = 120;
const LONGEST_TAKEOVER_DELAY = 86_400;
const LONGEST_SCOPE = 256;
const ABOUT_OTHERS = (/* unused pure expression or super */ null && ([
    'pull_request_target',
    'issue_comment',
    'issues',
    'discussion_comment',
    'repository_dispatch',
    'workflow_run',
    'check_run',
    'check_suite',
    'status',
]));
function acquire_inputs_parseAcquireInputs(env, event) {
    const delayAssignment = integerInput(env, 'delay-assignment', { atLeast: 0 });
    const pollInterval = durationInput(env, 'poll-interval', { atLeast: SHORTEST_POLL_INTERVAL });
    const ttl = ttlInput(env, delayAssignment, pollInterval);
    const priority = integerInput(env, 'priority', { fallback: null });
    const window = durationInput(env, 'stabilisation-window', {
        atMost: LONGEST_DURATION,
        fallback: event.group ? DEFAULT_WINDOW_OF_A_GROUP : 0,
    });
    const expected = readInput(env, 'expected-build-count') === 'auto'
        ? 'auto'
        : integerInput(env, 'expected-build-count', { atLeast: 1, also: 'auto, or ' });
    const propagate = propagateInput(env, event);
    const takeover_delay = durationInput(env, 'takeover-delay', { atMost: LONGEST_TAKEOVER_DELAY });
    const max_hold = Math.max(ttl, durationInput(env, 'max-hold', { isAboveZero: true, atMost: LONGEST_DURATION }));
    const hold_limit = durationInput(env, 'hold-limit', {
        atLeast: SHORTEST_HOLD,
        atMost: LONGEST_DURATION,
        fallback: null,
    });
    const slots = parseSlotWish(readInput(env, 'slots'), readInput(env, 'take'), inputError);
    return {
        priority,
        delayAssignment,
        pollInterval,
        timeout: durationInput(env, 'timeout', { isAboveZero: true, atMost: LONGEST_DURATION, fallback: null }),
        onTimeout: choiceInput(env, 'on-timeout', ['fail', 'continue']),
        wait: booleanInput(env, 'wait'),
        parameters: {
            window,
            expected,
            ttl,
            max_hold,
            ...(hold_limit === null ? {} : { hold_limit }),
            takeover_delay,
            propagate,
            held_by: booleanInput(env, 'auto-release') ? 'job' : 'run',
            ...slots,
        },
        scope: textInput(env, 'scope', { atMost: LONGEST_SCOPE }) ?? '',
        payload: textInput(env, 'payload', { verbatim: true }),
    };
}
function propagateInput(env, event) {
    const given = readInput(env, 'propagate');
    if (given === 'auto')
        return event.group;
    const value = parseBoolean(given);
    if (value === null)
        throw inputError('propagate', given, 'auto, true or false');
    const name = env['GITHUB_EVENT_NAME'] ?? '';
    if (value && ABOUT_OTHERS.includes(name)) {
        const allowed = `auto or false under ${name}: GITHUB_SHA is not the commit that such an event is about`;
        throw inputError('propagate', given, `${allowed}, so nobody knows what a success has tested`);
    }
    return value;
}
function ttlInput(env, delayAssignment, pollInterval) {
    const milliseconds = Math.round(pollInterval * 1000);
    const least = (POLLS_IN_A_TTL * milliseconds) / 1000;
    const winning = ((delayAssignment + 2) * milliseconds) / 1000;
    if (least > LONGEST_TTL || winning >= LONGEST_TTL)
        throw noSuchTtl(env, pollInterval);
    const fallback = Math.max(DEFAULT_TTL, Math.ceil(least), Math.ceil(winning * 1.5));
    const value = durationInput(env, 'ttl', { atMost: LONGEST_TTL, fallback: Math.min(fallback, LONGEST_TTL) });
    if (value >= least && value > winning)
        return value;
    const poll = `poll-interval ${formatDuration(pollInterval)}`;
    const allowed = winning >= least
        ? `more than ${formatDuration(winning)} with ${poll} and delay-assignment ${delayAssignment}, so that a job can ` +
            `look ${delayAssignment + 2} times before it counts as silent`
        : `at least ${formatDuration(least)} with ${poll}, so that a job can look ${POLLS_IN_A_TTL} times before it ` +
            'counts as silent';
    throw inputError('ttl', readInput(env, 'ttl'), allowed);
}
function noSuchTtl(env, pollInterval) {
    const longest = LONGEST_TTL / POLLS_IN_A_TTL;
    if (pollInterval > longest) {
        const allowed = `at most ${formatDuration(longest)}, because a job must look ${POLLS_IN_A_TTL} times within its ttl`;
        return inputError('poll-interval', readInput(env, 'poll-interval'), allowed);
    }
    const most = Math.ceil(LONGEST_TTL / pollInterval) - 3;
    const allowed = `at most ${most} with poll-interval ${formatDuration(pollInterval)}, because a job must look that often, and twice ` +
        `more, within its ttl, which is at most ${formatDuration(LONGEST_TTL)}`;
    return inputError('delay-assignment', readInput(env, 'delay-assignment'), allowed);
}

// EXTERNAL MODULE: ./build/action/input-table.js
var input_table = __webpack_require__(278);
// EXTERNAL MODULE: ./build/lease/instant.js
var instant = __webpack_require__(7320);
;// CONCATENATED MODULE: ./build/input/until.js



const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;
const LATEST = (0,instant/* fromIso */.a)('9999-12-31T23:59:59Z');
function until_parseUntil(given) {
    const seconds = parseDuration(given);
    if (seconds === 0)
        return 'a duration above zero, or an ISO time';
    if (seconds !== null && seconds > LONGEST_LOCK)
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
        ? `${DURATION_FORM}, or an ISO time such as 2026-11-20T18:00:00Z`
        : `a time that tells its zone: ${given}Z in UTC, or with an offset from it, such as ${given}+01:00`;
}
function isDay(date) {
    const midnight = `${date}T00:00:00Z`;
    const instant = fromIso(midnight);
    return !Number.isNaN(instant) && toIso(instant) === midnight;
}
function parseIsoTime(text) {
    const date = ISO_TIME.exec(text)?.[1];
    if (date === undefined || !isDay(date))
        return null;
    const instant = fromIso(text);
    return instant >= 0 && instant <= LATEST ? instant : null;
}

;// CONCATENATED MODULE: ./build/action/stray-inputs.js









function stray_inputs_refuseUnused(env, mode) {
    for (const name of INPUT_NAMES) {
        const { usedBy, byDefault = '', computed = [] } = INPUT_TABLE[name];
        if (usedBy === 'post' || usedBy.includes(mode))
            continue;
        const given = readInput(env, name);
        if ([byDefault, ...computed].some((each) => isSame(given, each)))
            continue;
        const isDefault = mode === 'acquire' ? ' (the default)' : '';
        throw new InputError(`The input "${name}" was given as ${quoted(given)}, and mode ${mode}${isDefault} does not use it: it is for mode ` +
            `${anyOf(usedBy)}. Leave it out, or set the mode that is meant.`);
    }
}
function unknownInputs(env) {
    const known = new Set(INPUT_NAMES.map(variableOf));
    return Object.keys(env)
        .filter((variable) => /^INPUT_./.test(variable) && !known.has(variable))
        .map((variable) => {
        const name = variable.slice('INPUT_'.length).toLowerCase();
        const meant = nearest(name, INPUT_NAMES);
        const advice = meant === null ? 'See action.yml for those that do.' : `Is "${meant}" meant?`;
        return `The input ${quoted(name)} does not exist, so it does nothing. ${advice}`;
    });
}
function stray_inputs_refuseContradictions(env) {
    const isGiven = (name) => readInput(env, name) !== '';
    const is = (name, value) => parseBoolean(readInput(env, name)) === value;
    const isForAll = readInput(env, 'lease') === '*';
    const isToken = isGiven('fencing-token');
    const isForced = is('force', true);
    const isNoWait = is('wait', false);
    const delay = parseInteger(readInput(env, 'delay-assignment')) ?? 0;
    const meant = [
        [isToken && isForced, 'fencing-token', 'force', 'force frees the holder without naming its token'],
        [isNoWait && isGiven('timeout'), 'wait', 'timeout', 'a step that does not wait has nothing to time out'],
        [isNoWait && delay > 0, 'wait', 'delay-assignment', 'one try cannot win several evaluations in a row'],
        [isForAll && isGiven('slots'), 'lease', 'slots', 'slots are those of one lease, so name the lease'],
        [isForAll && isToken, 'lease', 'fencing-token', 'a token is that of one lease, so name the lease'],
        [isForAll && isForced, 'lease', 'force', 'force frees the holder of one lease, so name the lease'],
    ];
    const shown = (name) => `"${name}" (${quoted(readInput(env, name))})`;
    for (const [isBoth, one, other, why] of meant) {
        if (!isBoth)
            continue;
        throw new InputError(`The inputs ${shown(one)} and ${shown(other)} contradict each other: ${why}.`);
    }
}
function isSame(one, other) {
    const isSameAs = (parse) => parse(one) !== null && parse(one) === parse(other);
    return one === other || isSameAs(parseBoolean) || isSameAs(parseDuration);
}

;// CONCATENATED MODULE: ./build/action/inputs.js












const STORES = ['api', 'git'];
const JOB_STATUSES = ['success', 'failure', 'cancelled'];
function parseInputs(env, event) {
    const mode = choiceInput(env, 'mode', MODES);
    refuseUnused(env, mode);
    refuseContradictions(env);
    const common = parseCommonInputs(env, event);
    switch (mode) {
        case 'acquire':
            return { mode, ...common, lease: oneLease(env, event), ...parseAcquireInputs(env, event) };
        case 'release':
            return {
                mode,
                ...common,
                releaseWithStatus: choiceInput(env, 'release-with-status', JOB_STATUSES),
                ...ofRequest(env, event),
            };
        case 'guard':
            return { mode, ...common, ...ofRequest(env, event) };
        case 'status':
            return {
                mode,
                ...common,
                lease: readInput(env, 'lease') === '' ? null : oneLease(env, event),
                keepHistory: integerInput(env, 'keep-history', { atLeast: 1, fallback: null }),
            };
        case 'lock':
            return { mode, ...common, ...ofOperator(env, event), until: until(env) };
        case 'unlock':
            return {
                mode,
                ...common,
                ...ofOperator(env, event),
                fencingToken: fencingToken(env),
                force: booleanInput(env, 'force'),
            };
        case 'doctor':
            return { mode, ...common };
    }
}
function parsePostInputs(env) {
    const jobStatus = (0,environment/* readInput */.R5)(env, 'job-status');
    return {
        token: token(env),
        summary: input_values_parseBoolean((0,environment/* readInput */.R5)(env, 'summary')) ?? true,
        jobStatus: JOB_STATUSES.find((status) => status === jobStatus) ?? null,
    };
}
function parseCommonInputs(env, event) {
    const given = readInput(env, 'repository');
    const here = env['GITHUB_REPOSITORY'] ?? '';
    const repository = parseRepository(given === '' ? here : given);
    if (repository === null) {
        throw given === ''
            ? variableError('GITHUB_REPOSITORY', here, 'owner/name')
            : inputError('repository', given, REPOSITORY_FORM);
    }
    const branch = readInput(env, 'branch');
    const problem = branchNameProblem(branch);
    if (problem !== null)
        throw inputError('branch', branch, BRANCH_NAME_FORM, problem);
    const isHere = `${repository.owner}/${repository.repo}`.toLowerCase() === here.toLowerCase();
    if (isHere && branch === event.baseBranch) {
        const allowed = 'a branch for leases alone, such as ref-lease, and not the one that this workflow runs for';
        throw inputError('branch', branch, allowed);
    }
    const store = choiceInput(env, 'store', STORES);
    return { token: token(env), repository, branch, store, summary: booleanInput(env, 'summary') };
}
function token(env) {
    const given = (0,environment/* readInput */.R5)(env, 'token');
    if (given !== '' && /^[\x21-\x7e]+$/.test(given))
        return given;
    const was = given === '' ? 'is empty' : 'has white space, a control character or a character outside of ASCII in it';
    throw new errors/* InputError */.dz(`The input "token" ${was}; it must be a token with the permission contents: write. ` +
        'Leave the input out to use that of the job. If it comes from a secret, check that this run may read it: runs for ' +
        'forks and for Dependabot may not read the secrets of Actions.');
}
function oneLease(env, event) {
    const given = readInput(env, 'lease');
    const name = given === '' ? event.baseBranch : given;
    const problem = leaseNameProblem(name, 'in the modes lock and unlock it means all leases');
    if (problem === null)
        return name;
    if (given !== '')
        throw inputError('lease', given, LEASE_NAME_FORM, problem);
    const source = event.baseRef === event.headRef ? 'ref name' : 'base branch';
    throw new InputError(`The input "lease" is empty, and the ${source} ${quoted(name)} cannot take its place: ${problem}. ` +
        `Name the lease; it must be ${LEASE_NAME_FORM}.`);
}
function ofRequest(env, event) {
    const lease = oneLease(env, event);
    const requestId = textInput(env, 'request-id', { atMost: LONGEST.id });
    if (requestId !== null && /[\s\p{C}]/u.test(requestId)) {
        throw inputError('request-id', requestId, 'the output request-id of the job that acquired the lease');
    }
    return { lease, requestId, fencingToken: fencingToken(env) };
}
function fencingToken(env) {
    return integerInput(env, 'fencing-token', { atLeast: 0, fallback: null });
}
function ofOperator(env, event) {
    const lease = readInput(env, 'lease') === '*' ? null : oneLease(env, event);
    const given = readInput(env, 'slots');
    const slots = given === '' ? null : parseSlotNames(given, inputError);
    const reason = textInput(env, 'reason', { atMost: LONGEST_REASON });
    if (reason === null)
        throw inputError('reason', '', 'a few words that are shown to everyone who waits');
    return { lease, slots, reason };
}
function until(env) {
    const given = readInput(env, 'until');
    if (given === '')
        return null;
    const read = parseUntil(given);
    if (typeof read === 'string')
        throw inputError('until', given, read);
    return read;
}


/***/ }),

/***/ 4620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cA: () => (/* binding */ MAIN_ENV_NAME),
  bD: () => (/* binding */ PROXY_VARIABLES),
  GI: () => (/* binding */ printMainEnv),
  eq: () => (/* binding */ proxyVariables),
  Bb: () => (/* binding */ withMainEnv)
});

// EXTERNAL MODULE: ./build/action/environment.js + 1 modules
var environment = __webpack_require__(8735);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/action/sealed.js

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
function seal(text, env) {
    const key = keyOf(env);
    if (key === null)
        return '';
    const nonce = (0,external_node_crypto_.randomBytes)(NONCE_BYTES);
    const cipher = (0,external_node_crypto_.createCipheriv)(CIPHER, key, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}
function unseal(sealed, env) {
    const key = keyOf(env);
    const bytes = Buffer.from(sealed, 'base64');
    if (key === null || bytes.length < NONCE_BYTES + TAG_BYTES)
        return null;
    const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
    try {
        const decipher = (0,external_node_crypto_.createDecipheriv)(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
        return (decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8'));
    }
    catch {
        return null;
    }
}
function keyOf(env) {
    const secret = env['ACTIONS_RUNTIME_TOKEN'] ?? '';
    return secret === '' ? null : new Uint8Array((0,external_node_crypto_.hkdfSync)('sha256', secret, '', 'ref-lease', 32));
}

;// CONCATENATED MODULE: ./build/action/main-env.js


const PROXY_VARIABLES = [
    'https_proxy',
    'HTTPS_PROXY',
    'http_proxy',
    'HTTP_PROXY',
    'no_proxy',
    'NO_PROXY',
];
function proxyVariables(env) {
    return only(PROXY_VARIABLES, env);
}
function only(names, env) {
    return Object.fromEntries(names.map((name) => [name, env[name]]));
}
const VARIABLES = [
    (0,environment/* variableOf */.Qn)('token'),
    (0,environment/* variableOf */.Qn)('summary'),
    'GITHUB_API_URL',
    'GITHUB_GRAPHQL_URL',
    'GITHUB_SERVER_URL',
    ...PROXY_VARIABLES,
];
const MAIN_ENV_NAME = 'ref-lease-env';
function printMainEnv(env) {
    return seal(JSON.stringify(only(VARIABLES, env)), env);
}
function withMainEnv(env) {
    const text = unseal(env[`STATE_${MAIN_ENV_NAME}`] ?? '', env);
    if (text === null)
        return env;
    return { ...env, ...only(VARIABLES, JSON.parse(text)) };
}


/***/ }),

/***/ 8571:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oe: () => (/* binding */ reportInPost),
  M9: () => (/* binding */ write)
});

// UNUSED EXPORTS: docsLink, reportFailure

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __webpack_require__(7078);
// EXTERNAL MODULE: ./build/action/environment.js + 1 modules
var environment = __webpack_require__(8735);
// EXTERNAL MODULE: ./build/action/requirements.js
var requirements = __webpack_require__(775);
;// CONCATENATED MODULE: ./build/action/read-only.js


function readOnlyAdvice(env) {
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    if (isForeign((0,environment/* readInput */.R5)(env, 'repository'), repository))
        return '';
    if (env['GITHUB_ACTOR'] === 'dependabot[bot]') {
        return ('Dependabot started this run: its token only reads unless "permissions" says more, and it is given the secrets of ' +
            'Dependabot instead of those of Actions. Under pull_request_target its token only reads in any case.');
    }
    if (isOfFork(env, repository)) {
        return ('This run is for a pull request from a fork: its token only reads, whatever "permissions" says. Take the lease in ' +
            'the merge queue or on push, where the code has been reviewed, and leave the step out here by if: ' +
            'github.event.pull_request.head.repo.full_name == github.repository.');
    }
    return '';
}
function isForeign(given, here) {
    return given !== '' && given.toLowerCase() !== here.toLowerCase();
}
function isOfFork(env, repository) {
    const name = env['GITHUB_EVENT_NAME'] ?? '';
    if (!name.startsWith('pull_request') || name === 'pull_request_target')
        return false;
    try {
        const event = (0,requirements/* readJsonObject */.op)(env, 'GITHUB_EVENT_PATH');
        const head = event.pull_request?.head?.repo?.full_name;
        return typeof head === 'string' && head !== repository;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./build/action/secrets.js
var action_secrets = __webpack_require__(7382);
;// CONCATENATED MODULE: ./build/action/report.js





const LONGEST_CHAIN = 10;
async function write(outcome, runner) {
    for (const { level, text } of outcome.told)
        runner[level](text);
    const metrics = outcome.metrics === null ? {} : { metrics: await runner.writeFile('metrics.txt', outcome.metrics) };
    runner.setOutputs({ ...outcome.outputs, ...metrics });
    if (outcome.summary !== null)
        await runner.writeSummary(outcome.summary);
    if (outcome.failure !== null)
        throw outcome.failure;
}
function reportFailure(error, runner, env) {
    const clean = redactor(env);
    runner.fail(clean(describe(error, env)));
    debugChain(error, runner, clean);
}
function reportInPost(error, runner, env) {
    const clean = redactor(env);
    const doing = 'While the lease was being released (if it is still held, the next in line takes over)';
    runner.warning(clean(`${doing}: ${describe(error, env)}`));
    debugChain(error, runner, clean);
}
function docsLink(code, env) {
    const page = `docs/operations.md#${code}`;
    const repository = env['GITHUB_ACTION_REPOSITORY'] ?? '';
    const ref = env['GITHUB_ACTION_REF'] ?? '';
    if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || ref === '')
        return page;
    return `${(0,environment/* serverUrlOf */.Gh)(env)}/${repository}/blob/${ref.split('/').map(encodeURIComponent).join('/')}/${page}`;
}
function describe(error, env) {
    if (!(error instanceof errors/* LeaseError */.pS))
        return `Unexpected error: ${messageOf(error)} (Run again with debug logging for the details.)`;
    return [error.message, adviceOn(error, env), `See ${docsLink(error.code, env)}`]
        .filter((part) => part !== '')
        .join(' ');
}
function adviceOn(error, env) {
    if (error instanceof errors/* PermissionError */.i_)
        return readOnlyAdvice(env);
    if (!(error instanceof errors/* UnavailableError */.hG) || error.lasting)
        return '';
    return 'Check the status of GitHub and the network of the runner, then run the job again.';
}
function debugChain(error, runner, clean) {
    let current = error;
    for (let depth = 0; depth < LONGEST_CHAIN && current !== undefined && current !== null; depth += 1) {
        const stack = current instanceof Error ? (current.stack ?? messageOf(current)) : messageOf(current);
        runner.debug(clean(depth === 0 ? stack : `caused by ${stack}`));
        if (current instanceof AggregateError) {
            for (const part of current.errors.slice(0, LONGEST_CHAIN))
                runner.debug(clean(`with ${messageOf(part)}`));
        }
        current = current instanceof Error ? current.cause : undefined;
    }
}
function messageOf(error) {
    if (error instanceof Error)
        return `${error.name}: ${error.message}`;
    return typeof error === 'string' ? error : (0,external_node_util_.inspect)(error);
}
function redactor(env) {
    const secrets = (0,action_secrets/* secretsOf */.F)(env);
    return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}


/***/ }),

/***/ 775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ik: () => (/* binding */ requireWritable),
/* harmony export */   op: () => (/* binding */ readJsonObject)
/* harmony export */ });
/* unused harmony exports requireNode, checkServer */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7078);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8735);
/* harmony import */ var _text_printable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4865);




const OLDEST_NODE = 20;
function requireNode(version) {
    if (Number.parseInt(version, 10) >= OLDEST_NODE)
        return;
    throw new InputError(`This step runs on Node ${version}, and the action is made for Node 24. GitHub's runner brings it along; put it on ` +
        'the PATH of another runner, such as act on the machine itself.');
}
function checkServer(env) {
    for (const variable of ['GITHUB_API_URL', 'GITHUB_GRAPHQL_URL', 'GITHUB_SERVER_URL']) {
        const given = env[variable] ?? '';
        if (given === '' || isAddress(given))
            continue;
        throw variableError(variable, given.replace(/\/\/.*@/, '//***@'), 'an address such as https://github.example, without a name or password in it');
    }
}
function requireWritable(env, variable) {
    const path = pathOf(env, variable, 'the path of a file that the step can write to');
    attempt(variable, path, 'written', () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND)));
}
function readJsonObject(env, variable) {
    const path = pathOf(env, variable, 'the path of a JSON file');
    const text = attempt(variable, path, 'read', () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    let json;
    try {
        json = JSON.parse(text);
    }
    catch (cause) {
        throw fileError(variable, path, `is not JSON (${Buffer.byteLength(text)} bytes)`, cause);
    }
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
        return json;
    throw fileError(variable, path, 'is JSON, but not an object');
}
function pathOf(env, variable, allowed) {
    const path = env[variable] ?? '';
    if (path === '')
        throw (0,_environment_js__WEBPACK_IMPORTED_MODULE_2__/* .variableError */ .vT)(variable, path, allowed);
    return path;
}
function attempt(variable, path, done, body) {
    try {
        return body();
    }
    catch (cause) {
        const { code } = cause;
        const problem = code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be ${done} (${code})`;
        throw fileError(variable, path, problem, cause);
    }
}
function fileError(variable, path, problem, cause) {
    const error = new _lease_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The file ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .TL)(path, 300)}, which the environment variable ${variable} names, ${problem}. The runner makes it: ` +
        'look for an earlier step that removes or changes files in RUNNER_TEMP or sets this variable, or for a container ' +
        'whose user has no access to it.');
    error.cause = cause;
    return error;
}
function isAddress(text) {
    if (!URL.canParse(text))
        return false;
    const { protocol, username, password } = new URL(text);
    return /^https?:$/.test(protocol) && username === '' && password === '';
}


/***/ }),

/***/ 2781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ actionsRunner)
});

// UNUSED EXPORTS: cancellation

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(3327);
// EXTERNAL MODULE: ./build/action/environment.js + 1 modules
var environment = __webpack_require__(8735);
// EXTERNAL MODULE: ./build/input/identity.js
var identity = __webpack_require__(3625);
// EXTERNAL MODULE: ./build/action/identity.js + 1 modules
var action_identity = __webpack_require__(9674);
// EXTERNAL MODULE: ./build/action/main-env.js + 1 modules
var main_env = __webpack_require__(4620);
// EXTERNAL MODULE: ./build/text/printable.js
var printable = __webpack_require__(4865);
;// CONCATENATED MODULE: ./build/action/outputs.js

const ALIASES = {
    status: 'result',
    'stacked-pull-requests': 'stacked_pull_requests',
};
function outputTexts(outputs) {
    const texts = new Map();
    for (const [name, value] of Object.entries(outputs)) {
        const isNoToken = value === null && name === 'fencing-token';
        const text = isNoToken ? '' : typeof value === 'string' ? value : (0,printable/* json */.Pq)(value);
        for (const each of [name, ALIASES[name] ?? name])
            texts.set(each, text);
    }
    return texts;
}

// EXTERNAL MODULE: ./build/action/requirements.js
var requirements = __webpack_require__(775);
// EXTERNAL MODULE: ./build/action/secrets.js
var secrets = __webpack_require__(7382);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(3339);
// EXTERNAL MODULE: ./build/lease/schema.js + 2 modules
var schema = __webpack_require__(9244);
// EXTERNAL MODULE: ./build/action/inputs.js + 5 modules
var inputs = __webpack_require__(4403);
;// CONCATENATED MODULE: ./build/action/state.js



const savedStateSchema = schemas/* strictObject */.rej({
    lease: schemas/* string */.YjP().min(1),
    branch: schemas/* string */.YjP().min(1),
    repository: schemas/* string */.YjP().regex(/^[^/\s]+\/[^/\s]+$/),
    store: schemas/* enum */.k5n(inputs/* STORES */.ZZ),
    autoRelease: schemas/* boolean */.zMY(),
    registration: schema/* registrationSchema */.LE,
    epoch: schemas/* int */.Whr().min(0).nullable(),
    seen: schemas/* int */.Whr().min(-1),
    mayLand: schemas/* int */.Whr().min(0).nullable(),
    ended: schemas/* boolean */.zMY(),
});
function stateOf({ branch, repository, store, parameters }, left) {
    const { owner, repo } = repository;
    const autoRelease = parameters.held_by === 'job';
    return { ...left, branch, repository: `${owner}/${repo}`, store, autoRelease };
}
function printState(state) {
    return JSON.stringify(savedStateSchema.parse(state));
}
function parseState(text) {
    let json;
    try {
        json = JSON.parse(text);
    }
    catch {
        return 'it is not JSON';
    }
    const parsed = savedStateSchema.safeParse(json);
    if (parsed.success)
        return parsed.data;
    const { path, message } = parsed.error.issues[0];
    return `${path.join('.') || 'its content'}: ${message}`;
}

;// CONCATENATED MODULE: ./build/action/runner.js













const TITLE = 'ref-lease';
const LONGEST_ANNOTATION = 4096;
function annotation(text) {
    return (0,printable/* bounded */.Mm)((0,printable/* printable */.g$)(text), LONGEST_ANNOTATION);
}
function warning(text) {
    core/* warning */.$e(annotation(text), { title: TITLE });
}
function save(env, name, text) {
    (0,requirements/* requireWritable */.ik)(env, 'GITHUB_STATE');
    core/* saveState */.LZ(name, text);
}
function exportVariable(env, name, text) {
    (0,requirements/* requireWritable */.ik)(env, 'GITHUB_ENV');
    core/* exportVariable */.dN(name, text);
}
function exportedNonce(env) {
    const nonce = (0,identity/* newNonce */.Yd)();
    try {
        exportVariable(env, action_identity/* NONCE_VARIABLE */.v3, nonce);
    }
    catch (error) {
        warning(`${problemOf(error)} Later steps of this job do not know what this one asks for: give \`guard\` and \`release\` its ` +
            'outputs request-id and fencing-token, and ask for a lease in one step only.');
    }
    return nonce;
}
function problemOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function actionsRunner(env) {
    return {
        info: (text) => core/* info */.pq((0,printable/* printable */.g$)(text)),
        debug: (text) => core/* debug */.Yz((0,printable/* printable */.g$)(text)),
        notice: (text) => core/* notice */.lm(annotation(text), { title: TITLE }),
        warning,
        fail(text) {
            process.exitCode = core/* ExitCode */.yU.Failure;
            core/* error */.z3(annotation(text), { title: TITLE });
        },
        maskSecrets() {
            for (const secret of (0,secrets/* secretsOf */.F)(env))
                core/* setSecret */.Pq(secret);
        },
        begin() {
            (0,requirements/* requireWritable */.ik)(env, 'GITHUB_OUTPUT');
            for (const name of [environment/* STATE_NAME */.sf, main_env/* MAIN_ENV_NAME */.cA])
                save(env, name, '');
        },
        setOutputs(outputs) {
            (0,requirements/* requireWritable */.ik)(env, 'GITHUB_OUTPUT');
            for (const [name, text] of outputTexts(outputs))
                core/* setOutput */.uH(name, text);
        },
        saveEnv: () => save(env, main_env/* MAIN_ENV_NAME */.cA, (0,main_env/* printMainEnv */.GI)(env)),
        saveState: (state) => save(env, environment/* STATE_NAME */.sf, printState(state)),
        savedState: () => parseState(core/* getState */.Gu(environment/* STATE_NAME */.sf)),
        nonce: () => (0,action_identity/* nonceOf */.Tf)(env) ?? exportedNonce(env),
        countUse() {
            const counted = (0,action_identity/* countedUse */.Mj)(env);
            if (counted !== null)
                exportVariable(env, counted.variable, counted.count);
        },
        async writeFile(name, text) {
            const path = (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), 'ref-lease-')), name);
            await (0,promises_.writeFile)(path, text);
            return path;
        },
        async writeSummary(markdown) {
            try {
                (0,requirements/* requireWritable */.ik)(env, 'GITHUB_STEP_SUMMARY');
                await summary/* summary */.z.emptyBuffer().addRaw(markdown).write({ overwrite: true });
            }
            catch (error) {
                warning(`The step summary was not written: ${problemOf(error)}`);
            }
        },
    };
}
function cancellation() {
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => controller.abort(new Error('cancelled')));
    }
    return controller.signal;
}


/***/ }),

/***/ 7382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf)
/* harmony export */ });
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8735);
/* harmony import */ var _main_env_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4620);


function secretsOf(env) {
    const proxies = _main_env_js__WEBPACK_IMPORTED_MODULE_1__/* .PROXY_VARIABLES */ .bD.flatMap((name) => credentialsOf(env[name] ?? ''));
    const secrets = [(0,_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .readInput */ .R5)(env, 'token'), ...proxies].filter((secret) => secret !== '');
    return [...new Set(secrets)].toSorted((one, other) => other.length - one.length);
}
function credentialsOf(proxy) {
    const userinfo = /^(?:\w+:\/\/)?(.+)@/.exec(proxy)?.[1];
    if (userinfo === undefined)
        return [];
    const password = userinfo.slice(userinfo.indexOf(':') + 1);
    return [userinfo, password, decoded(userinfo), decoded(password)];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}


/***/ }),

/***/ 3137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mq: () => (/* binding */ notOfThisRun),
  Zt: () => (/* binding */ nothingLeft),
  cF: () => (/* binding */ postCommand)
});

// UNUSED EXPORTS: endRequest

// EXTERNAL MODULE: ./build/lease/schema.js + 2 modules
var schema = __webpack_require__(9244);
;// CONCATENATED MODULE: ./build/lease/counters.js

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
    const bucket = schema/* BUCKETS */.SC.filter((longest) => length > longest * 1000).length;
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
    return Math.min(total, schema/* LARGEST_TOTAL */.cy);
}

// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __webpack_require__(4212);
// EXTERNAL MODULE: ./build/lease/slots.js
var lease_slots = __webpack_require__(8604);
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
    return endedIn(document) > outcomes.length && outcomes.every(({ at }) => at > token);
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

// EXTERNAL MODULE: ./build/lease/age.js
var age = __webpack_require__(8838);
// EXTERNAL MODULE: ./build/lease/board.js
var lease_board = __webpack_require__(5053);
// EXTERNAL MODULE: ./build/lease/invariants.js
var invariants = __webpack_require__(340);
// EXTERNAL MODULE: ./build/lease/errors.js
var errors = __webpack_require__(7078);
// EXTERNAL MODULE: ./build/lease/slot-table.js
var slot_table = __webpack_require__(9336);
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

// EXTERNAL MODULE: ./build/lease/containment.js
var containment = __webpack_require__(5177);
// EXTERNAL MODULE: ./build/lease/groups.js
var groups = __webpack_require__(1645);
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
        if (kept.length === groups/* STACK_KEPT */.I9 || told.has(lower))
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
const ID = /^(\d+\/\d+\/[^/]*\/\d+\/(?:x[0-9a-f]{12}|\d+))(?:\/(\d+))?$/;
function keyOf(id) {
    return ID.exec(id)?.[1] ?? id;
}
function request_key_ordinalOf(id) {
    return Number(ID.exec(id)?.[2] ?? 1);
}

// EXTERNAL MODULE: ./build/lease/line.js + 2 modules
var lease_line = __webpack_require__(6786);
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
    const containers = reachable(chainOf(document).above, head_sha);
    return successes.find((success) => success.head_sha === head_sha ||
        proofs[proofKey(success.head_sha, head_sha)] === true ||
        containers.has(success.head_sha));
}
function successesInScope(document, registration) {
    if (!registration.parameters.propagate)
        return [];
    const successes = document.outcomes.filter((outcome) => outcome.outcome === 'success' &&
        outcome.propagate &&
        outcome.scope === registration.scope &&
        !isSameJob(outcome, registration));
    return unlessShared(document, registration, successes.toReversed());
}
function mayJoin(document, registration) {
    if (!isGroup(registration))
        return [];
    const settling = holdersOf(document).filter((holder) => isGroup(holder) && maySettle(holder, registration));
    const holders = unlessShared(document, registration, settling);
    if (holders.length < 2)
        return holders;
    const places = new Map(roundsInLine(document).map(({ id }, place) => [id, place]));
    return holders.toSorted((a, b) => places.get(a.round) - places.get(b.round));
}
function questionsAbout(document, registration, proofs) {
    const sha = registration.head_sha;
    const successes = successesInScope(document, registration).map(({ head_sha }) => head_sha);
    const isRegistered = requestOf(document, registration.id) !== undefined;
    const joined = isRegistered ? [] : mayJoin(document, registration).map(({ head_sha }) => head_sha);
    if (successes.length === 0 && joined.length === 0)
        return [];
    const chain = chainOf(document);
    const lower = belowOf(chain, registration);
    const containers = reachable(chain.above, sha);
    const isOpen = (head) => head !== sha && !containers.has(head) && !lower.has(head);
    const heads = [...new Set(successes)].filter(isOpen).slice(0, SUCCESSES_ASKED);
    return [...new Set([...heads, ...joined.filter(isOpen)])]
        .filter((head) => proofs[proofKey(head, sha)] === undefined)
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
    return new Set([...base, ...reachable(below, head_sha, ...base)]);
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
        counters: counted(document.counters, granted, ended, (0,slot_table/* namesOf */.eZ)(slots)),
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
function unknown(lease, options = {}) {
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

;// CONCATENATED MODULE: ./build/protocol/request-id.js


function openIdOf(document, registration, key, used = null) {
    const first = used === null ? 1 : ordinalOf(used) + 1;
    for (let n = Math.max(first, ordinalOf(latestIdOf(document, key) ?? key));; n += 1) {
        const id = n === 1 ? key : `${key}/${n}`;
        const outcome = outcomeOf(document, id);
        if (outcome === undefined || outcome.nonce === registration.nonce)
            return id;
        if (isCompletedFor(outcome, registration))
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

// EXTERNAL MODULE: ./build/text/duration.js
var text_duration = __webpack_require__(9556);
// EXTERNAL MODULE: ./build/text/escape.js
var text_escape = __webpack_require__(3699);
// EXTERNAL MODULE: ./build/lease/instant.js
var instant = __webpack_require__(7320);
// EXTERNAL MODULE: ./build/text/cells.js
var cells = __webpack_require__(9235);
// EXTERNAL MODULE: ./build/text/counted.js
var text_counted = __webpack_require__(6008);
// EXTERNAL MODULE: ./build/text/ref-name.js + 1 modules
var ref_name = __webpack_require__(5906);
;// CONCATENATED MODULE: ./build/text/gantt.js








const HOLDERS_SHOWN = 16;
const LINE_SHOWN = 11;
const ENDED_SHOWN = 8;
const LONGEST_NAME = 28;
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
    return ` ${(0,text_counted/* few */.H)(slots, 1, (slot) => (0,text_escape/* mermaidLabel */._b)(slot, LONGEST_SLOT).replace(/^· /, ''))}`;
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
    return (0,text_escape/* mermaidLabel */._b)((0,ref_name/* nameOf */.Vb)(entry), LONGEST_NAME);
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
    const [seconds, fraction = '000'] = (0,instant/* toIso */.t)(at).replace('Z', '').split('.');
    return `${seconds}.${fraction}`;
}

// EXTERNAL MODULE: ./build/text/overview.js
var text_overview = __webpack_require__(7291);
// EXTERNAL MODULE: ./build/text/parts.js
var parts = __webpack_require__(4956);
// EXTERNAL MODULE: ./build/text/slot-part.js
var slot_part = __webpack_require__(804);
;// CONCATENATED MODULE: ./build/text/summary.js









const LARGEST = 900 * 1024;
const MORE = 'There is more: `mode: status` shows it lease by lease.';
function acquireSummary(report, document, view) {
    const sections = [
        `## Lease ${codeSpan(report.lease)}`,
        sentence(report),
        ...(document === null ? [] : state(document, view)),
        `${link('The board', report.boardUrl, view.serverUrl)}, as of ${utc(view.now)}.`,
    ];
    return joinWithin(sections, LARGEST, MORE);
}
function stateSummary(document, view) {
    return (0,parts/* joinWithin */.Uo)([`## Lease ${(0,text_escape/* codeSpan */.SS)(document.lease)}`, ...state(document, view)], LARGEST, MORE);
}
function boardSummary(board, page) {
    const boardLock = boardLockOf(board);
    const view = { ...page, boardLock };
    const leases = inOrder(board, view);
    const sections = [
        isUnreadable(board.lock) ? unreadablePart(LOCK_PATH, board.lock) : '',
        lockPart('All leases', boardLock, view),
        ...(leases.length === 0 ? ['Nobody has asked for a lease yet.'] : []),
        overview(leases, view, false),
        ...leases.flatMap(([lease, document]) => [
            `## Lease ${codeSpan(lease)}`,
            ...(isUnreadable(document) ? [unreadablePart(pathOf(lease), document)] : summary_parts(document, view)),
        ]),
    ];
    return joinWithin(sections, LARGEST, MORE);
}
function sentence({ ending, waited }) {
    const after = `after ${duration(waited)}`;
    switch (ending.kind) {
        case 'acquired':
            return `**Acquired**${ending.slots === null ? '' : ` ${slotCells(ending.slots)}`} ${after}, fencing token \`${ending.token}\`.`;
        case 'completed':
            return (`**Completed** ${after}: this commit is contained in ${codeSpan(shortSha(ending.by))}, ` +
                'which succeeded on the resource. Nothing is left to do here.');
        case 'pending':
            return '**Not acquired**: the lease was not to be had at once, and `wait: false` asks only once.';
        case 'timed-out':
            return `**Timed out** ${after}. The request is withdrawn.`;
        case 'superseded':
            return `**Superseded** ${after}: the merge group of this job is gone, so nobody needs its result.`;
        case 'evicted': {
            const reason = ending.reason === undefined ? '' : `: ${markdown(ending.reason, 500)}`;
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
var waiting = __webpack_require__(2337);
;// CONCATENATED MODULE: ./build/commands/outcome.js




function outcome(parts) {
    return { outputs: {}, summary: null, metrics: null, told: [], failure: null, ...parts };
}
function said(text, outputs, level = 'info') {
    return outcome({ outputs, told: [{ level, text }] });
}
function notHolder(text, outputs) {
    return outcome({ outputs, failure: new LeaseError('not-holder', text) });
}
function stateOutputs(lease, document, boardUrl) {
    const state = document === null ? null : documentToJson(document);
    const byGrant = document === null ? [] : holdersOf(document);
    const holders = byGrant.map((holder) => state.requests.find(({ id }) => id === holder.id));
    return { lease, holder: holders[0] ?? null, holders, state, 'board-url': boardUrl };
}
function slotOutputs(holder, document) {
    const slots = holder === null || document === null ? [] : (holder.slots ?? namesOf(document.slots));
    return { slot: slots[0] ?? '', slots };
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
            return write(world, parties, boards, ask, signal);
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
async function write(world, parties, boards, draft, signal) {
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
    const lower = stackOf(groups, head_sha).filter(({ head }) => head !== head_sha);
    const below = unheard(document, registration, lower);
    const isAlone = below.length === 0 && above(groups, head_sha).length === 0;
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

;// CONCATENATED MODULE: ./build/protocol/step.js
const UNDATED = 5;
function asking(state, asks, until) {
    return { state, asks, until, say: [], done: null };
}
function sleeping(state, until) {
    return asking(state, [], until);
}
function over(state, done) {
    return { state, asks: [], until: null, say: [], done };
}

;// CONCATENATED MODULE: ./build/protocol/errand.js






const LOOKS = 3;
const BETWEEN = 3;
const GRACE = 8;
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
            const { state, say, trouble } = learnAll(ending(started, now), heard, (state, each) => learn(state, each, now));
            const thought = trouble === null ? think(errand, state, now) : over(state, trouble);
            return { ...thought, say: [...say, ...thought.say] };
        },
    };
}
function ending(state, { cancelled, mono }) {
    if (!cancelled || state.cancelledAt !== null)
        return state;
    const session = { ...state.session, weather: hurried(state.session.weather, mono) };
    return { ...state, session, cancelledAt: mono, endsAt: Math.min(state.endsAt, mono + GRACE) };
}
function learn(state, heard, now) {
    if (heard.to.ask === 'contains') {
        const { answer } = heard;
        const { evidence, say } = learnContains(state.evidence, heard.to, answer, now);
        return taught({ ...state, evidence }, say);
    }
    const { state: session, say, trouble } = hear(state.session, heard, now);
    return { state: { ...state, session }, say, trouble };
}
function think(errand, state, now) {
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
        return asking({ ...state, lookAt: null }, [askRead(session)], endsAt);
    }
    if (now.at === null)
        return lookAgain(state, UNDATED, now);
    return decide(errand, state, now.at, now);
}
function decide(errand, before, at, now) {
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
        return asking(before, due, endsAt);
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
            return asking({ ...state, session: sent.session }, [sent.ask], endsAt);
        }
        case 'write-board-lock': {
            const sent = askWriteLock(session, wants.lock, at);
            return asking({ ...state, session: sent.session }, [sent.ask], endsAt);
        }
    }
}
function lookAgain(state, after, now) {
    const lookAt = now.mono + after;
    return sleeping({ ...state, lookAt }, Math.min(lookAt, state.endsAt));
}

// EXTERNAL MODULE: ./build/text/printable.js
var printable = __webpack_require__(4865);
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
            const until = failure.until === null ? '' : ` It is lifted at ${(0,instant/* toIso */.t)(Math.ceil(failure.until))}.`;
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
            return `The ${leaseOf(lease, slots)} ${isOrAre(slots)} lost: the hold was ended as ${outcome} by ${by}${text}. ${stops}`;
        }
        case 'gone': {
            const { holders } = loss;
            const holder = holders.length === 0 ? 'Nobody holds it now.' : `It is held by ${holderNames(holders)}.`;
            return `The lease ${lease} is lost: the branch ${branch} was set back or edited, and knows nothing of it. ${holder} ${stops}`;
        }
        case 'deleted':
            return `The lease ${lease} is lost: the branch ${branch} was deleted. ${stops}`;
    }
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
            return notice(`${server}'s rate limit is reached. Waiting until ${(0,instant/* toIso */.t)(Math.ceil(line.until))}${kept}.`);
        case 'looks-limited':
            return notice(`GitHub's limit of REST requests is reached until ${(0,instant/* toIso */.t)(Math.ceil(line.until))}. Until then the board is read by GraphQL, and less often${kept}.`);
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
async function runErrand(ports, errand, known, memo, doing) {
    const { trusted } = ports.world.clock;
    const start = startErrand({ ...known, trusted }, memo);
    const { done } = await run(errandMachine(errand), start, ports, { lease: known.lease });
    if (done.kind === 'done')
        return { result: done.result, failure: null };
    return { result: null, failure: errorOf(done, placeOf(ports), doing) };
}
function placeOf({ world, terms }) {
    return { branch: world.store.branch, terms };
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
    const known = unknown(lease, { endsOnly: true, seen, mayLand, least: epoch ?? 0 });
    const left = { registration, epoch, seen, mayLand, ended: false };
    const memo = { left, outcome: status };
    const { result, failure } = await runErrand(ports, postErrand, known, memo, 'the release');
    if (failure !== null)
        return { told: null, document: null, lost: false, failure };
    const { verdict, document } = result;
    const lost = isLost(state, verdict);
    return { told: tell(state, { ...result, lost }, placeOf(ports)), document, lost, failure: null };
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


/***/ }),

/***/ 3625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yd: () => (/* binding */ newNonce),
/* harmony export */   qQ: () => (/* binding */ hashOf)
/* harmony export */ });
/* unused harmony exports requestKey, scopeOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

const LONGEST_SCOPE = 2000;
const LONGEST_ELEMENT = 64;
function requestKey({ runId, runAttempt, job, jobIndex, checkRunId }, nonce) {
    return [runId, runAttempt, encodeURIComponent(job), jobIndex, checkRunId ?? `x${nonce()}`].join('/');
}
function hashOf(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
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

/***/ 57:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SU: () => (/* binding */ parseRepository)
/* harmony export */ });
/* unused harmony exports LEASE_NAME_FORM, BRANCH_NAME_FORM, leaseNameProblem, hiddenProblem, branchNameProblem, REPOSITORY_FORM */
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5053);


const LONGEST_NAME = 200;
const LEASE_NAME_FORM = (/* unused pure expression or super */ null && (`a valid part of a ref name, such as staging or release/1.2, of at most ${LONGEST_NAME} bytes`));
const BRANCH_NAME_FORM = (/* unused pure expression or super */ null && (`the name of a branch without refs/heads/, such as ref-lease, of at most ${LONGEST_NAME} bytes`));
function leaseNameProblem(name, all) {
    if (name === '*')
        return `it is reserved: ${all}`;
    return refNameProblem(name) ?? hiddenProblem(name) ?? fileNameProblem(name);
}
function hiddenProblem(name) {
    const hidden = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.exec(name)?.[0];
    return hidden === undefined ? null : `it has a character that cannot be seen (${quoted(hidden)})`;
}
function fileNameProblem(name) {
    const bytes = fileNameOf(name).length;
    if (bytes <= LONGEST_FILE_NAME)
        return null;
    return `its file on the lock branch would have a name of ${bytes} bytes, and ${LONGEST_FILE_NAME} are allowed`;
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


/***/ }),

/***/ 772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ claimsIn)
/* harmony export */ });
/* unused harmony export freeIn */
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4212);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6786);
/* harmony import */ var _signs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8755);
/* harmony import */ var _slot_table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9336);
/* harmony import */ var _slots_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8604);





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
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ proofKey),
/* harmony export */   Ez: () => (/* binding */ NO_PROOFS),
/* harmony export */   Gq: () => (/* binding */ reachable),
/* harmony export */   I_: () => (/* binding */ neighboursIn),
/* harmony export */   Iz: () => (/* binding */ orderGraphOf),
/* harmony export */   dR: () => (/* binding */ chainOf),
/* harmony export */   rX: () => (/* binding */ withProof),
/* harmony export */   xK: () => (/* binding */ containedIn)
/* harmony export */ });
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4212);
/* harmony import */ var _grouped_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5379);


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

/***/ 1645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AW: () => (/* binding */ isStackKnown),
/* harmony export */   G1: () => (/* binding */ above),
/* harmony export */   I9: () => (/* binding */ STACK_KEPT),
/* harmony export */   Z0: () => (/* binding */ groupNamed)
/* harmony export */ });
/* unused harmony exports stackOf, stackBelow */
/* harmony import */ var _containment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5177);
/* harmony import */ var _grouped_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5379);


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

/***/ 6786:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i2: () => (/* binding */ inLine),
  cA: () => (/* binding */ lineOf),
  $c: () => (/* binding */ readyIn),
  lD: () => (/* binding */ windowEnds)
});

// UNUSED EXPORTS: awaited, isPassedOver, isReady, isReadyByTime, roundOf, roundsInLine, turnOf, unheard, waitingIn

// EXTERNAL MODULE: ./build/lease/grouped.js
var grouped = __webpack_require__(5379);
// EXTERNAL MODULE: ./build/lease/age.js
var age = __webpack_require__(8838);
// EXTERNAL MODULE: ./build/lease/containment.js
var containment = __webpack_require__(5177);
// EXTERNAL MODULE: ./build/lease/document.js
var lease_document = __webpack_require__(4212);
// EXTERNAL MODULE: ./build/lease/groups.js
var lease_groups = __webpack_require__(1645);
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
var signs = __webpack_require__(8755);
// EXTERNAL MODULE: ./build/lease/slots.js
var slots = __webpack_require__(8604);
;// CONCATENATED MODULE: ./build/lease/taint.js


function taint_taintsOf(document, graph, time) {
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
    const rivals = waiting.filter(({ parameters }) => overlap(parameters.accepts, accepts));
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
    const taints = taint_taintsOf(line.document, line.graph, viewpoint.time);
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

/***/ 8755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _H: () => (/* binding */ wantedUntil),
/* harmony export */   eS: () => (/* binding */ isSilent),
/* harmony export */   kA: () => (/* binding */ wasSeenAlive),
/* harmony export */   kM: () => (/* binding */ isOverLimit),
/* harmony export */   rL: () => (/* binding */ signOf)
/* harmony export */ });
/* unused harmony exports NO_SIGNS, observe, afterOutage, signsOf, signsStill, mayBeSilent, isOfProcess, ageOfHold, restWhenFreed, isDead */
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8838);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);


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
        const [was, is] = [requestOf(before, id), requestOf(after, id)];
        return was !== undefined && was.status === is?.status && was.seen_at === is.seen_at;
    };
    return Object.fromEntries(Object.entries(signs).filter(([id]) => isStill(id)));
}
function isSilent({ id, seen_at, alive_at }, duration, time, isOver = _age_js__WEBPACK_IMPORTED_MODULE_0__/* .hasPassed */ .Pc) {
    return (isOver(time, `seen:${id}`, seen_at, duration) &&
        (alive_at === null || isOver(time, `alive:${id}`, alive_at, duration)));
}
function mayBeSilent(request, duration, time) {
    return isSilent(request, duration, time, mayHavePassed);
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
        (aliveAt === null || hasWatched(time, aliveAt, max_hold)));
}


/***/ }),

/***/ 6756:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _action_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9674);
/* harmony import */ var _action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4403);
/* harmony import */ var _input_lease_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57);
/* harmony import */ var _action_main_env_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4620);
/* harmony import */ var _action_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8571);
/* harmony import */ var _action_runner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2781);
/* harmony import */ var _text_terms_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4201);
/* harmony import */ var _commands_post_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3137);








const env = (0,_action_main_env_js__WEBPACK_IMPORTED_MODULE_3__/* .withMainEnv */ .Bb)(process.env);
const runner = (0,_action_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .actionsRunner */ .A)(env);
runner.maskSecrets();
try {
    const state = runner.savedState();
    if (typeof state === 'string') {
        runner.warning(`Nothing is released: the state that the main step has saved cannot be read (${state}). ` +
            'If the lease is still held, the next in line takes over once this job has ended.');
    }
    else {
        const who = (0,_action_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .identity */ .D_)(env);
        const why = (0,_commands_post_js__WEBPACK_IMPORTED_MODULE_7__/* .notOfThisRun */ .mq)(state, who) ?? (0,_commands_post_js__WEBPACK_IMPORTED_MODULE_7__/* .nothingLeft */ .Zt)(state);
        if (why === null) {
            const inputs = (0,_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePostInputs */ .dT)(env);
            const repository = (0,_input_lease_name_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRepository */ .SU)(state.repository);
            const { connectWorld } = await Promise.all(/* import() */[__webpack_require__.e(56), __webpack_require__.e(582)]).then(__webpack_require__.bind(__webpack_require__, 2582));
            const world = await connectWorld({ token: inputs.token, repository, branch: state.branch, store: state.store }, env, who);
            const ports = {
                ...world,
                tell: ({ level, text }) => runner[level](text),
                terms: _text_terms_js__WEBPACK_IMPORTED_MODULE_6__/* .ACTION_TERMS */ .f,
                cancelled: new AbortController().signal,
            };
            await (0,_action_report_js__WEBPACK_IMPORTED_MODULE_4__/* .write */ .M9)(await (0,_commands_post_js__WEBPACK_IMPORTED_MODULE_7__/* .postCommand */ .cF)(inputs, state, ports), runner);
        }
        else {
            runner.info(why);
        }
    }
}
catch (error) {
    (0,_action_report_js__WEBPACK_IMPORTED_MODULE_4__/* .reportInPost */ .oe)(error, runner, env);
}
process.exit(0);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 9235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5053);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(421);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9336);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3699);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5906);






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

/***/ 6008:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
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
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KQ: () => (/* binding */ dateTime),
/* harmony export */   n$: () => (/* binding */ utc),
/* harmony export */   p0: () => (/* binding */ duration)
/* harmony export */ });
/* harmony import */ var _lease_instant_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7320);

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
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   PS: () => (/* binding */ cutInside),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   _b: () => (/* binding */ mermaidLabel),
/* harmony export */   iu: () => (/* binding */ shellOption),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   r7: () => (/* binding */ shellWord),
/* harmony export */   wD: () => (/* binding */ markdown),
/* harmony export */   yq: () => (/* binding */ subjectText)
/* harmony export */ });
/* unused harmony exports openMetricsLabel, shellQuoted */

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
        .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=##)\[|\\(?=u\{)/gu, codePoint)
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

/***/ 7291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ anchoredHeading),
/* harmony export */   M0: () => (/* binding */ overview),
/* harmony export */   al: () => (/* binding */ inOrder)
/* harmony export */ });
/* harmony import */ var _lease_board_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5053);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(421);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8604);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6008);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9235);









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
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uo: () => (/* binding */ joinWithin),
/* harmony export */   VA: () => (/* binding */ leaseParts),
/* harmony export */   XK: () => (/* binding */ lockPart),
/* harmony export */   nq: () => (/* binding */ unreadablePart)
/* harmony export */ });
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(421);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8604);
/* harmony import */ var _lease_signs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8755);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9235);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3699);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5906);
/* harmony import */ var _slot_part_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(804);
/* harmony import */ var _waiting_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2337);











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

/***/ 5906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rI: () => (/* binding */ aboutOf),
  fq: () => (/* binding */ fullName),
  hK: () => (/* binding */ isOfProcess),
  Vb: () => (/* binding */ nameOf),
  _n: () => (/* binding */ pullRequestOf),
  P7: () => (/* binding */ refName),
  Fu: () => (/* binding */ shortSha)
});

// EXTERNAL MODULE: ./build/lease/groups.js
var groups = __webpack_require__(1645);
;// CONCATENATED MODULE: ./build/lease/process.js
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

;// CONCATENATED MODULE: ./build/text/ref-name.js


const PULL_REQUEST = /^refs\/pull\/(\d{1,10})\/(?:merge|head)$/;
function pullRequestOf(headRef) {
    const digits = PULL_REQUEST.exec(headRef)?.[1];
    return digits === undefined ? ((0,groups/* groupNamed */.Z0)(headRef)?.pullRequest ?? null) : Number(digits);
}
function refName({ head_ref, head_sha }) {
    const number = pullRequestOf(head_ref);
    if (number !== null)
        return `PR ${number}`;
    return head_ref.replace(/^refs\/(?:heads|tags)\//, '') || shortSha(head_sha);
}
function isOfProcess({ run_id }) {
    return run_id === NO_RUN;
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
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ES: () => (/* binding */ standings),
/* harmony export */   JD: () => (/* binding */ slotTable),
/* harmony export */   Kb: () => (/* binding */ wishCell),
/* harmony export */   MY: () => (/* binding */ heldCell)
/* harmony export */ });
/* unused harmony export slotCells */
/* harmony import */ var _lease_age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8838);
/* harmony import */ var _lease_claims_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(772);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6786);
/* harmony import */ var _lease_locks_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(421);
/* harmony import */ var _lease_signs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8755);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9336);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8604);
/* harmony import */ var _cells_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9235);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6008);












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

/***/ 4201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ ACTION_TERMS)
/* harmony export */ });
/* unused harmony export COMMAND_TERMS */
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


/***/ }),

/***/ 2337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Do: () => (/* binding */ slotNames),
/* harmony export */   Dy: () => (/* binding */ lockEnd),
/* harmony export */   Sh: () => (/* binding */ waitingLine),
/* harmony export */   _T: () => (/* binding */ holderSentence),
/* harmony export */   iY: () => (/* binding */ holderName),
/* harmony export */   lZ: () => (/* binding */ newSlotsSentence),
/* harmony export */   m8: () => (/* binding */ leaseOf),
/* harmony export */   ok: () => (/* binding */ restSentence)
/* harmony export */ });
/* unused harmony exports isOrAre, holderNames, overdueSentence, freeSentence, slotLocks, lockText, noBranchSentence, newLeaseSentence */
/* harmony import */ var _lease_age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8838);
/* harmony import */ var _lease_claims_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(772);
/* harmony import */ var _lease_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4212);
/* harmony import */ var _lease_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6786);
/* harmony import */ var _lease_signs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8755);
/* harmony import */ var _lease_slot_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9336);
/* harmony import */ var _lease_slots_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8604);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9556);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3699);
/* harmony import */ var _counted_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6008);
/* harmony import */ var _ref_name_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5906);












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
    const overdue = holdersOf(document).find((holder) => overlap(slots, holder.slots) && (wantedUntil(holder) ?? Infinity) < now);
    if (overdue === undefined)
        return '';
    return (` The hold with the token ${overdue.epoch} is over by ${clock}: whoever waits for ` +
        `${duration(overdue.parameters.max_hold)} takes it over, and ${unlock} with that token ends it at once.`);
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
    if (!isPool(document))
        return '';
    const free = freeIn(lineOf(document), { time: byClock(now), boardLock });
    const named = [...free].filter((slot) => slot !== LEASE);
    return named.length === 0 ? ' No slot is free.' : ` Free: ${slotNames(named)}.`;
}
function slotLocks(document, slots, now) {
    const names = namesOf(document.slots).filter((slot) => slots === null || slots.includes(slot));
    const acts = locksOf(names, (slot) => {
        const lock = lockAt(document, slot);
        return isLocked(lock, now) ? lock : null;
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
    const told = `Nobody has asked for the lease ${oneLine(lease)} yet. The board has`;
    if (others.length === 0)
        return `${told} no lease.`;
    const known = few(others, LEASES_NAMED, (name) => oneLine(name));
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


/***/ })

};
