package org.dupcheck.gateway.pages.people;

import org.dupcheck.gateway.access.Caller;

/** @param formToken what a form of this session must send along */
public record SignedIn(Caller person, String formToken) {}
