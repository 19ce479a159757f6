package org.dupcheck.notifier.runs;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderCommand.Kind;

/**
 * How many of the module's rejections the notifier may have known when it issued a command. It reads them in their order and
 * forgets none, so what a command names is what stands by the first so many of them.
 */
final class KnownAnswers {
    private final List<String> rejected;
    private int known;

    /** @param rejected ids of commands, in the order of the answers */
    KnownAnswers(List<String> rejected) {
        this.rejected = List.copyOf(rejected);
    }

    /**
     * Whether a command may name that one. The next is asked about in the order of the topic.
     *
     * @param before all commands of before it
     */
    boolean mayName(String replaces, List<WorkOrderCommand> before) {
        Set<String> issued = before.stream().map(WorkOrderCommand::commandId).collect(Collectors.toSet());
        for (int count = known; count <= rejected.size(); count++) {
            List<String> first = rejected.subList(0, count);
            if (!issued.containsAll(first)) {
                return false;
            }
            if (Objects.equals(standing(before, first), replaces)) {
                known = count;
                return true;
            }
        }
        return false;
    }

    /** The id of the SUBMIT that the module has; null where it has none. */
    static String standing(List<WorkOrderCommand> commands, Collection<String> rejected) {
        String standing = null;
        for (WorkOrderCommand command : commands) {
            if (rejected.contains(command.commandId())) {
                continue;
            }
            if (command.kind() == Kind.SUBMIT) {
                standing = command.commandId();
            } else if (Objects.equals(command.replaces(), standing)) {
                standing = null;
            }
        }
        return standing;
    }
}
