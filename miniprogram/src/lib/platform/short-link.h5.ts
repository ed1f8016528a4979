/** Printed links are short (`/g/<grid>`); they become a page's address before the router looks. */
const found = /^\/g\/([0-9A-Za-z]+)\/?$/.exec(window.location.pathname)
if (found) window.history.replaceState(null, '', `/pages/card/index?code=${found[1]}`)
