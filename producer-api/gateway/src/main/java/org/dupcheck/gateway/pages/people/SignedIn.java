package org.dupcheck.gateway.pages.people;

/** @param formToken what a form of this session must send along */
public record SignedIn(Person person, String formToken) {}
