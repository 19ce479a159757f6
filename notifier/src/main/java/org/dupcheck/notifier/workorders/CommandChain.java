package org.dupcheck.notifier.workorders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.store.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a document in their order, with what the business module has answered so far. What it has follows from all
 * of them: answers come in any order, and a command may be rejected after the one that builds on it has gone out.
 */
public final class CommandChain {
    /** Commands of one document that are looked back over. */
    private static final int MAX_COMMANDS = 100;

    private final List<Link> links;

    private CommandChain(List<Link> links) {
        this.links = links;
    }

    private record Link(WorkOrderCommand command, boolean rejected) {
        boolean isRejectedCancelOf(String commandId) {
            return rejected && command.kind() == WorkOrderCommand.Kind.CANCEL && commandId.equals(command.replaces());
        }
    }

    /** Reads the newest commands of a document; who calls holds the lock of its check. */
    static CommandChain read(Tables tables, JsonCodec codec, BusinessKey key) {
        List<Link> links = new ArrayList<>(tables.workOrderCommands().newest(key, MAX_COMMANDS).stream()
                .map(found -> new Link(codec.read(found.body(), WorkOrderCommand.class), found.rejected()))
                .toList());
        Collections.reverse(links);
        return new CommandChain(links);
    }

    /**
     * The SUBMIT that the module has; null where it has none. What is not answered counts as taken, and what was rejected has
     * changed nothing. Of what is kept no longer, the oldest command that is kept names the last.
     */
    public @Nullable String standing() {
        String standing = links.isEmpty() ? null : links.get(0).command().replaces();
        for (Link link : links) {
            WorkOrderCommand command = link.command();
            if (link.rejected()) {
                continue;
            }
            if (command.kind() == WorkOrderCommand.Kind.SUBMIT) {
                standing = command.commandId();
            } else if (Objects.equals(command.replaces(), standing)) {
                standing = null;
            }
        }
        return standing;
    }

    /** Whether the module has rejected that command. */
    public boolean isRejected(@Nullable String commandId) {
        return links.stream()
                .anyMatch(link -> link.rejected() && link.command().commandId().equals(commandId));
    }

    /** Whether the module has refused to take that command back. */
    boolean isKept(String commandId) {
        return links.stream().anyMatch(link -> link.isRejectedCancelOf(commandId));
    }
}
