/**
 * What Stryker need not change, because no case of the conformance run can show it, with the reason of
 * each kind; oracle/slots.ts, all of it such guards, stryker.config.js leaves out. What else survives
 * is equivalent, or a blind spot.
 */

/** Ends the work on a model, description or memory that contradicts itself: generators make none. */
const faults = new Set(['fail', 'undefinedAt']);
const faultClasses = new Set(['OracleFault', 'Fault', 'Error']);

const CONTRADICTION = 'a guard against models that contradict themselves, which no case does; unit tests show it';
const WORDS = 'words for people, which no law compares';
const OWNERS = 'who owns a byte of memory, and what it is called: asked only where memory differs, for the report';
const ATTRIBUTION = 'why a save or load is refused, by which a failure is attributed: no law compares it';
const NARROWING = 'an index that is in range: only the compiler does not know';

function isCallOf(node, names) {
  return node?.type === 'CallExpression' && node.callee.type === 'Identifier' && names.has(node.callee.name);
}

/** A statement that does nothing but give up. */
function givesUp(node) {
  if (node?.type === 'BlockStatement') return node.body.length === 1 && givesUp(node.body[0]);
  if (node?.type === 'ThrowStatement') return isNewFault(node.argument);
  if (node?.type === 'ReturnStatement') return isCallOf(node.argument, new Set(['fail']));
  return node?.type === 'ExpressionStatement' && isCallOf(node.expression, new Set(['fail']));
}

function isNewFault(node) {
  return node?.type === 'NewExpression' && node.callee.type === 'Identifier' && faultClasses.has(node.callee.name);
}

/** Where a release aborts: that it does is compared, what the oracle says of it is not. */
function isNewCrash(node) {
  return node?.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Crash';
}

/** `a[i]`, `a.at(i)`, `map.get(key)` */
function isLookedUp(node) {
  if (node?.type === 'CallExpression')
    return node.callee.type === 'MemberExpression' && ['at', 'get'].includes(node.callee.property.name);
  return (node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression') && node.computed;
}

function isUndefined(node) {
  return node?.type === 'Identifier' && node.name === 'undefined';
}

/** `x === undefined`, where x is an element of an array by its index. */
function asksForElement(path) {
  const { node } = path;
  if (node.type !== 'BinaryExpression' || !isUndefined(node.right) || node.left.type !== 'Identifier') return false;
  const declared = path.scope.getBinding(node.left.name)?.path.node;
  return (
    declared?.type === 'VariableDeclarator' && isLookedUp(declared.init) && declared.init.type !== 'CallExpression'
  );
}

/** `sink`, `store.sink` */
function isSink(node) {
  if (node?.type === 'MemberExpression') return isSink(node.property);
  return node?.type === 'Identifier' && node.name === 'sink';
}

function asksForSink(node) {
  return node?.type === 'BinaryExpression' && isSink(node.left) && node.right.type === 'NullLiteral';
}

/** The path of what is being stored: `${path}[${i}]`, or a statement or expression that only a sink needs. */
function isForOwners({ node }) {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') return asksForSink(node.test);
  if (node.type === 'CallExpression') return isSink(node.callee);
  const [first] = node.type === 'TemplateLiteral' ? node.expressions : [];
  return first?.type === 'Identifier' && ['path', 'name'].includes(first.name);
}

/** `cause: 'hook'`, `s.cause = 'size'`. */
function isCause({ node, parent }) {
  if (node.type !== 'StringLiteral') return false;
  if (parent.type === 'ObjectProperty') return parent.key.name === 'cause' && parent.value === node;
  return parent.type === 'AssignmentExpression' && parent.left.property?.name === 'cause';
}

const words = new Set(['StringLiteral', 'TemplateLiteral']);

function isWordOfFault(path) {
  if (!words.has(path.node.type)) return false;
  const { parent } = path;
  if (isCallOf(parent, faults) || isNewFault(parent) || isNewCrash(parent)) return true;
  if (parent.type === 'VariableDeclarator') return ['why', 'what', 'wrong', 'message'].includes(parent.id.name);
  return parent.type === 'ObjectProperty' && ['why', 'message'].includes(parent.key.name);
}

/** @type {{ shouldIgnore(path: any): string | undefined }} */
const unshown = {
  shouldIgnore(path) {
    const { node } = path;
    if (node.type === 'IfStatement' && node.alternate == null && givesUp(node.consequent)) return CONTRADICTION;
    if (givesUp(node) || isCallOf(node, new Set(['fail']))) return CONTRADICTION;
    if (isWordOfFault(path)) return WORDS;
    if (isForOwners(path)) return OWNERS;
    if (isCause(path)) return ATTRIBUTION;
    if (asksForElement(path)) return NARROWING;
    if (node.type === 'OptionalMemberExpression' && isLookedUp(node.object)) return NARROWING;
    return undefined;
  },
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'unshown', value: unshown }];
