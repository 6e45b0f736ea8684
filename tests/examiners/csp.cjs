// What Google's CSP evaluator finds in the policy that is its argument, as JSON; NODE_PATH says where it is.
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const { Severity } = require("csp_evaluator/dist/finding.js");

const findings = new CspEvaluator(new CspParser(process.argv[2]).csp).evaluate();
console.log(JSON.stringify(findings.map((each) => [Severity[each.severity], each.directive, each.description])));
