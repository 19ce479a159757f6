package org.dupcheck.notifier.channels;

import java.util.Optional;

/** Makes a channel. Named in {@code META-INF/services}, as {@link java.util.ServiceLoader} has it. */
@FunctionalInterface
public interface ChannelProvider {
    /** Empty where the channel is not set up on this node. */
    Optional<Channel> open(ChannelContext context);
}
