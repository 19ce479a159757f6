/** The pages in a real browser, against a node with all roles. */
package org.dupcheck.app.browser;
