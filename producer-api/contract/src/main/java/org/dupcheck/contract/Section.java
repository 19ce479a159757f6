package org.dupcheck.contract;

/** A named part of a submission or a reference document; keys are distinct within one document. */
public record Section(String key, String text) {}
