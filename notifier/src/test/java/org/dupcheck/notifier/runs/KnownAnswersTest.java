package org.dupcheck.notifier.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderCommand.Kind;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {
    private static final WorkOrderCommand FIRST = command("first", Kind.SUBMIT, null);
    private static final WorkOrderCommand SECOND = command("second", Kind.SUBMIT, "first");

    @Test
    void whatIsNamedStandsByTheFirstSoManyRejections() {
        List<WorkOrderCommand> both = List.of(FIRST, SECOND);
        assertThat(new KnownAnswers(List.of()).mayName("second", both)).isTrue();
        assertThat(new KnownAnswers(List.of()).mayName("first", both)).isFalse();
        assertThat(new KnownAnswers(List.of("second")).mayName("first", both)).isTrue();
        assertThat(new KnownAnswers(List.of("second")).mayName(null, both))
                .as("a rejection of one does not take back the other")
                .isFalse();
        assertThat(new KnownAnswers(List.of("second", "first")).mayName(null, both))
                .isTrue();
    }

    @Test
    void whatIsKnownIsNotForgotten() {
        KnownAnswers known = new KnownAnswers(List.of("second"));
        List<WorkOrderCommand> both = List.of(FIRST, SECOND);
        assertThat(known.mayName("second", both)).isTrue();
        assertThat(known.mayName("first", both)).isTrue();
        assertThat(known.mayName("second", both)).isFalse();
    }

    @Test
    void whatIsTakenBackStandsNoMore() {
        List<WorkOrderCommand> commands = List.of(FIRST, command("cancel", Kind.CANCEL, "first"));
        assertThat(KnownAnswers.standing(commands, List.of())).isNull();
        assertThat(KnownAnswers.standing(commands, List.of("cancel"))).isEqualTo("first");
    }

    private static WorkOrderCommand command(String id, Kind kind, String replaces) {
        return new WorkOrderCommand(id, kind, "WO-1", "lixiang", "doc", 1, "v", false, StoredRows.TIME, replaces);
    }
}
