"use strict";
// what swagger-ui builds so that a keyboard or a screen reader goes astray, mended where it lets one
const mended = ({React}) => ({
  wrapComponents: {
    // whatever is shown belongs to a part of the page that has a name
    InfoContainer: Original => props => React.createElement(
      "section", {"aria-label": "About"}, React.createElement(Original, props)),
    authorizeBtn: Original => props => React.createElement(
      "section", {"aria-label": "Authorize"}, React.createElement(Original, props)),
    // a link within the button that opens a call: its text is enough, and the address follows all the same
    DeepLink: () => ({text}) => text,
    // between the title and the groups of calls, so that no level of headings is left out
    operations: Original => props => React.createElement(
      React.Fragment, null, React.createElement("h2", {className: "calls"}, "Calls"), React.createElement(Original, props)),
    // each open call has a table of this role: its name says whose
    responses: Original => props => {
      const here = React.useRef(null);
      React.useEffect(() => here.current.querySelectorAll("[role=region]").forEach(
        table => table.setAttribute("aria-label", "Responses of " + props.method + " " + props.path)));
      return React.createElement("div", {ref: here}, React.createElement(Original, props));
    },
    // there is one server, this one; its list has no name
    ServersContainer: () => () => null,
  },
});
// validatorUrl: nothing of ours is sent to somebody else to be checked
window.SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  // its colours are too faint
  syntaxHighlight: {activated: false},
  plugins: [mended],
});
