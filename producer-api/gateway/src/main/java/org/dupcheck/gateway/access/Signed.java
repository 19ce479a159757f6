package org.dupcheck.gateway.access;

import io.javalin.security.RouteRole;

/** Marks a route whose caller proves by a signature who it is, with no role: the route looks at it itself. */
public enum Signed implements RouteRole {
    BY_CALLER
}
