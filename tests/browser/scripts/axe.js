// What axe objects to, as a list of texts. Runs after axe itself.
return axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => {
  if (passes.length < 10) return [`only ${passes.length} rules were tried`];
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.html.slice(0, 120)}`);
    return `${id}: ${help} (${nodes.length})\n    ${places.join("\n    ")}`;
  });
});
