// Preloaded into a stage: the wall clock of its machine is `?seconds=` off. Timers and performance.now() are not.
const offset = Number(new URL(import.meta.url).searchParams.get('seconds')) * 1000;
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + offset] : args, newTarget),
  apply: (target) => new target(target.now() + offset).toString(),
  get: (target, key, receiver) =>
    key === 'now' ? () => RealDate.now() + offset : Reflect.get(target, key, receiver),
});
