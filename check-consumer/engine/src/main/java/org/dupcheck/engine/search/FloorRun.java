package org.dupcheck.engine.search;

/** A common run of the guaranteed length or longer; its tokens of the reference are numbered on the page. A plain value. */
public record FloorRun(Source source, Run run) {}
