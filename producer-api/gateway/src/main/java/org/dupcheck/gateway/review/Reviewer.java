package org.dupcheck.gateway.review;

/** Who acts on a verdict, as the acts name them for good. */
public record Reviewer(String userId, String name) {}
