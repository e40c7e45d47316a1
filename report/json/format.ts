/** Names the form of the JSON report; `report` reads no other. */
export const RESULT_FORMAT = 'vmstate-conformance/result/1';
