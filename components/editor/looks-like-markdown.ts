/** What hardly anybody writes but as Markdown. One sign is enough. */
const SIGNS = [
  /^#{1,6} \S/m, // a heading
  /^>+ \S/m, // a quotation
  /^(?:```|~~~)/m, // code
  /^ {0,3}[-*+] \S.*\n+ {0,3}[-*+] \S/m, // a list of two
  /^ {0,3}1[.)] \S.*\n+ {0,3}2[.)] \S/m, // an ordered one
  /^\|.+\|\s*\n\|[ :|-]+\|/m, // a table
  /\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*/, // strong
  /~~[^~\s](?:[^~\n]*[^~\s])?~~/, // struck out
  /(?:^|[^`])`[^`\n]+`(?!`)/, // code in a line
  /\[[^\]\n]+\]\([^()\s]+\)/, // a link
  /\$\$[^$]+\$\$/, // a formula set apart
  /(?:^|[^$\\\w])\$[^$\s\p{Script=Han}](?:[^$\n\p{Script=Han}]*[^$\s\p{Script=Han}])?\$(?!\d)/mu, // a formula
];

/** Whether words that are pasted were written as Markdown; else they stay as they are. */
export const looksLikeMarkdown = (text: string): boolean => SIGNS.some((sign) => sign.test(text));
