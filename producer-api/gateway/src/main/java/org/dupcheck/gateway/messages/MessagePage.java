package org.dupcheck.gateway.messages;

import java.util.List;
import org.dupcheck.store.messages.SiteMessage;
import org.jspecify.annotations.Nullable;

/**
 * A user's messages, newest first.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
public record MessagePage(
        List<SiteMessage> messages, @Nullable String next) {}
