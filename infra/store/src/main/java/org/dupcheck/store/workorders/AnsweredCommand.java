package org.dupcheck.store.workorders;

/**
 * A command, and whether it had an effect.
 *
 * @param body the command's JSON
 * @param rejected whether the business module has said that it takes none of it
 */
public record AnsweredCommand(String body, boolean rejected) {}
