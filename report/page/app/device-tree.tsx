import type { JSX } from 'preact';
import type { TreeNode } from '../data.ts';
import { isNodePointedAt } from './paths.ts';

interface Props {
  readonly root: TreeNode;
  /** The field that is pointed at anywhere in the finding; null: none. */
  readonly pointed: string | null;
  readonly onPoint: (path: string | null) => void;
}

/** A device as a tree: members, the structs in them, subsections. */
export function DeviceTree({ root, pointed, onPoint }: Props): JSX.Element {
  return (
    <ul
      class="tree"
      onMouseLeave={() => {
        onPoint(null);
      }}
    >
      <Node node={root} pointed={pointed} onPoint={onPoint} />
    </ul>
  );
}

interface NodeProps extends Omit<Props, 'root'> {
  readonly node: TreeNode;
}

function Node({ node, pointed, onPoint }: NodeProps): JSX.Element {
  const { kind, label, type, value, path, children } = node;
  const line = (
    <span
      class={`node ${kind}${isNodePointedAt(path, pointed) ? ' pointed' : ''}`}
      onMouseEnter={() => {
        onPoint(path);
      }}
    >
      <b>{label}</b>
      {type === '' ? null : <span class="type">{type}</span>}
      {value === null ? null : <span class="value">= {value}</span>}
    </span>
  );
  if (children.length === 0) return <li>{line}</li>;
  return (
    <li>
      <details open>
        <summary>{line}</summary>
        <ul>
          {children.map((child, at) => (
            <Node key={at} node={child} pointed={pointed} onPoint={onPoint} />
          ))}
        </ul>
      </details>
    </li>
  );
}
