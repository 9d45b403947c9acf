/** What the command uses, in its page and in Node; bundled beside the library. */
export { runPeers } from './bench';
export { peers } from './catalog';
export { coldStart } from './cold';
export { duelOf } from './compare';
export { leagues } from './peer';
export {
  figure,
  fullMarkdown,
  leagueNames,
  standingLine,
  summaryMarkdown,
} from './report';
export { selectWorkloads } from './workloads';
